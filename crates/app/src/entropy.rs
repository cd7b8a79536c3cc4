//! Randomness, as a parameter.

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

/// Where random bytes come from: the machine in earnest, a seed in tests. Clones share the source.
#[derive(Debug, Clone)]
pub struct Entropy(Arc<Source>);

#[derive(Debug)]
struct Source {
    random: Mutex<StdRng>,
    /// How many ids were made.
    made: AtomicU32,
}

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
        Self(Arc::new(Source { random: Mutex::new(StdRng::from_seed(seed)), made: AtomicU32::new(0) }))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
    /// The bits of an id beside its moment: ids that one source makes for one moment sort as they were made, since
    /// they begin with a counter of 26 bits (RFC 9562, section 6.2, method 1); 48 random bits follow.
    pub fn id_bits(&self) -> [u8; 10] {
        let counter = self.0.made.fetch_add(1, Ordering::Relaxed);
        // A UUID of version 7 overwrites the upper half of the first byte and two bits of the third.
        let [_, _, high, middle] = (counter >> 14).to_be_bytes();
        let [_, _, low, last] = counter.to_be_bytes();
        let mut bits = self.bytes();
        if let Some(first) = bits.first_chunk_mut() {
            *first = [high, middle, low, last];
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copia_domain::{ids::PersonId, time::When};

    #[test]
    fn ids_of_one_moment_sort_as_they_were_made() {
        let entropy = Entropy::seeded([1; 32]);
        let ids: Vec<PersonId> = (0..50_000).map(|_| PersonId::new(When::from_micros(0), entropy.id_bits())).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }
}
