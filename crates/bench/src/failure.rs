//! Why a measurement cannot be made.

use std::io;

/// What went wrong, in words for whoever started it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The machine refused something.
    #[error("{what}: {source}")]
    Machine {
        /// What was being done.
        what: String,
        /// What the machine said.
        source: io::Error,
    },
    /// The server did not start or ended too early.
    #[error("{0}")]
    Server(String),
    /// An answer was not what the measurement needs.
    #[error("{0}")]
    Answer(String),
}

impl Failure {
    /// For `map_err`: says what was being done.
    pub(crate) fn doing<E: Into<io::Error>>(what: impl Into<String>) -> impl FnOnce(E) -> Self {
        let what = what.into();
        move |source| Self::Machine { what, source: source.into() }
    }
}
