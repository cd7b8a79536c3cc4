//! The ways a message leaves: to a mail server, into files, into memory.

mod files;
mod smtp;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use thiserror::Error;

pub use smtp::{Security, SettingsError, Smtp, SmtpSettings};

use crate::message::Message;
use crate::sent::Sent;

/// A way for messages to leave. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Transport {
    Smtp(Smtp),
    /// One `.eml` file for each message in this folder, which is made when the first is sent.
    Files(PathBuf),
    Memory(Outbox),
}

/// What a transport into memory was given, shared with the test that looks at it.
pub type Outbox = Arc<Mutex<Memory>>;

/// The memory that stands for a mail server in tests.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// What was sent, the oldest first.
    pub sent: Vec<Sent>,
    /// What every message meets while it is set, instead of being sent.
    pub fault: Option<SendError>,
}

/// Why a message did not leave.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// It may leave later: the server is away, busy or set up wrongly.
    #[error("it may be sent later: {0}")]
    Retry(Answer),
    /// It will not leave: the server refuses this message or this reader.
    #[error("it was refused: {0}")]
    Refused(Answer),
}

/// What a mail server answered, or why there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status (RFC 5321, section 4.2), where there was one.
    pub status: Option<u16>,
    /// In words, which can name the reader's address.
    pub text: String,
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { status: None, text }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The longest a message may take, whatever a server does.
const LIMIT: Duration = Duration::from_mins(1);

impl Transport {
    /// To a mail server, over connections that are kept open. Nothing is sent yet.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, SettingsError> {
        Smtp::new(settings).map(Self::Smtp)
    }

    /// Into memory, for tests.
    pub fn memory() -> (Self, Outbox) {
        let outbox = Outbox::default();
        (Self::Memory(Arc::clone(&outbox)), outbox)
    }

    /// Sends a message, within a minute. The same message may be sent again after
    /// [`SendError::Retry`]: it keeps its id.
    pub async fn send(&self, message: &Message) -> Result<(), SendError> {
        let sending = async {
            match self {
                Self::Smtp(smtp) => smtp.send(message).await,
                Self::Files(folder) => files::write(folder, message).await,
                Self::Memory(outbox) => keep(outbox, message),
            }
        };
        tokio::time::timeout(LIMIT, sending)
            .await
            .unwrap_or_else(|_| Err(SendError::Retry("it took longer than a minute".to_owned().into())))
    }
}

fn keep(outbox: &Outbox, message: &Message) -> Result<(), SendError> {
    let sent = Sent::read(&message.eml());
    let sent = sent.ok_or_else(|| SendError::Refused("it cannot be read back".to_owned().into()))?;
    let mut memory = outbox.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(fault) = &memory.fault {
        return Err(fault.clone());
    }
    memory.sent.push(sent);
    Ok(())
}

#[cfg(test)]
mod tests;
