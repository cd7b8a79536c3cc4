//! Why a job was not done, and whether it is tried again.

use crate::Error;

/// How a job ends that was not done.
#[derive(Debug, thiserror::Error)]
pub enum Unfinished {
    /// It is worth trying again later.
    #[error("{0}")]
    Retry(Reason),
    /// It never will be.
    #[error("{0}")]
    Fail(Reason),
}

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words, which may name somebody: for the administrator's page.
    pub text: String,
    /// What the running log holds of it.
    pub logged: String,
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self { logged: text.clone(), text }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl Unfinished {
    /// Why.
    pub const fn reason(&self) -> &Reason {
        match self {
            Self::Retry(reason) | Self::Fail(reason) => reason,
        }
    }
}

impl From<Error> for Unfinished {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(_) | Error::Search(_) => Self::Retry(described(&error).into()),
            other => Self::Fail(described(&other).into()),
        }
    }
}

impl From<copia_store::Error> for Unfinished {
    fn from(error: copia_store::Error) -> Self {
        Self::Retry(described(&error).into())
    }
}

/// An error with all its causes, for the administrator's page and the log.
pub(super) fn described(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
