//! The demonstration's mail, which is kept in files and can be read.

use crate::{Error, Result};
use copia_domain::time::When;
use copia_mail::sent_files;
use std::path::Path;

/// A message as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its id, fit for an address.
    pub name: String,
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// When it was written, to the second.
    pub written: When,
    /// The text.
    pub text: String,
    /// What it brings for the reader's calendar.
    pub invitation: Option<copia_mail::Invitation>,
}

/// The last messages, the newest first.
///
/// # Errors
/// [`Error::Internal`] when the folder cannot be read.
pub async fn list(folder: &Path, most: usize) -> Result<Vec<Letter>> {
    let sent = sent_files(folder).await.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(sent.into_iter().take(most).map(Letter::from).collect())
}

/// One message.
///
/// # Errors
/// [`Error::Internal`] when the folder cannot be read.
pub async fn find(folder: &Path, name: &str) -> Result<Option<Letter>> {
    Ok(list(folder, usize::MAX).await?.into_iter().find(|letter| letter.name == name))
}

impl From<copia_mail::Sent> for Letter {
    fn from(sent: copia_mail::Sent) -> Self {
        let name: String = sent.id.split('@').next().unwrap_or_default().to_owned();
        Self {
            name,
            to: sent.to,
            subject: sent.subject,
            written: When::from_micros(sent.written.saturating_mul(1_000_000)),
            text: sent.text,
            invitation: sent.invitation,
        }
    }
}
