//! The time, as a parameter.

use copia_domain::time::When;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// What tells the time. A request or job asks it once, in the beginning.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock, moved by some microseconds: zero in earnest, the distance to the chosen date in a
    /// demonstration.
    Machine(i64),
    /// A clock that stands until it is moved, for tests.
    Standing(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn machine() -> Self {
        Self::Machine(0)
    }

    /// A clock that stands at an instant.
    pub fn standing(at: When) -> Self {
        Self::Standing(Arc::new(AtomicI64::new(at.micros())))
    }

    /// The machine's clock, moved so that it shows an instant now.
    pub fn showing(at: When) -> Self {
        Self::Machine(at.micros().saturating_sub(machine_micros()))
    }

    /// The present instant.
    pub fn now(&self) -> When {
        match self {
            Self::Machine(moved) => When::from_micros(machine_micros().saturating_add(*moved)),
            Self::Standing(at) => When::from_micros(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a standing clock on; the machine's stays as it is.
    pub fn advance(&self, seconds: i64) {
        if let Self::Standing(at) = self {
            at.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked for the time")]
fn machine_micros() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}
