//! Randomness, as a parameter.

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use std::sync::{Arc, Mutex, PoisonError};

/// Where random bytes come from: the machine in earnest, a seed in tests. Clones share the source.
#[derive(Debug, Clone)]
pub struct Entropy(Arc<Mutex<StdRng>>);

impl Entropy {
    /// A source seeded by the machine; `None` when the machine has no randomness to give.
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for randomness")]
    pub fn machine() -> Self {
        let mut seed = [0; 32];
        rand::rng().fill_bytes(&mut seed);
        Self::seeded(seed)
    }

    /// A source that always gives the same bytes.
    pub fn seeded(seed: [u8; 32]) -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_seed(seed))))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}
