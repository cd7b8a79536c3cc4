//! What stands around a letter: from whom, to whom, and what mail programs are told.

use std::time::SystemTime;

use lettre::message::header::HeaderName;
use thiserror::Error;

use crate::address::Mailbox;
use crate::brand::is_web_address;

/// Everything about a message but its words. One message goes to one person.
#[derive(Clone, Debug)]
pub struct Envelope {
    pub(crate) from: Mailbox,
    pub(crate) to: Mailbox,
    pub(crate) reply_to: Option<Mailbox>,
    pub(crate) message_id: String,
    pub(crate) date: SystemTime,
    pub(crate) unsubscribe: Option<Unsubscribe>,
    pub(crate) auto_submitted: AutoSubmitted,
    pub(crate) headers: Vec<(HeaderName, String)>,
}

/// Whether a person or a program wrote it (RFC 3834): programs are not answered by programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum AutoSubmitted {
    /// A person wrote it and pressed "send".
    No,
    #[default]
    Generated,
    Replied,
}

/// How to stop such messages with one press (RFC 2369 and RFC 8058).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsubscribe {
    https: String,
    mailto: Option<Mailbox>,
}

/// Why an envelope cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EnvelopeError {
    #[error("{0:?} is not a message id such as 0190-1@example.org")]
    MessageId(String),
    #[error("{0:?} is not a name for a header")]
    HeaderName(String),
    #[error("the header {0} is written by the envelope itself")]
    HeaderTaken(String),
    #[error("the header {0} has a line break or a control character in it")]
    HeaderValue(String),
    #[error("{0:?} is not a web address to unsubscribe at")]
    Unsubscribe(String),
}

/// Headers that other parts of the envelope or the letter write.
const TAKEN: [&str; 18] = [
    "From",
    "To",
    "Cc",
    "Bcc",
    "Sender",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Return-Path",
];

impl Envelope {
    /// An envelope for a message that a program wrote. The id, `left@right` without its brackets,
    /// is the same whenever the same message is sent again, so that no one need receive it twice.
    pub fn new(from: Mailbox, to: Mailbox, message_id: &str, date: SystemTime) -> Result<Self, EnvelopeError> {
        Ok(Self {
            from,
            to,
            reply_to: None,
            message_id: checked_id(message_id)?,
            date,
            unsubscribe: None,
            auto_submitted: AutoSubmitted::default(),
            headers: Vec::new(),
        })
    }

    /// Answers go there instead of to the sender.
    #[must_use]
    pub fn reply_to(mut self, mailbox: Mailbox) -> Self {
        self.reply_to = Some(mailbox);
        self
    }

    /// Says how to stop such messages. The address must act on a POST alone.
    #[must_use]
    pub fn unsubscribe(mut self, unsubscribe: Unsubscribe) -> Self {
        self.unsubscribe = Some(unsubscribe);
        self
    }

    /// Says who wrote it; without it, a program did.
    #[must_use]
    pub fn auto_submitted(mut self, auto_submitted: AutoSubmitted) -> Self {
        self.auto_submitted = auto_submitted;
        self
    }

    /// One more header. Those that the envelope and the letter write are refused.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, EnvelopeError> {
        if TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name)) {
            return Err(EnvelopeError::HeaderTaken(name.to_owned()));
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let refused = || EnvelopeError::HeaderName(name.to_owned());
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(refused());
        }
        if value.chars().any(char::is_control) {
            return Err(EnvelopeError::HeaderValue(name.to_owned()));
        }
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| refused())?;
        self.headers.push((name, value.to_owned()));
        Ok(self)
    }
}

impl Unsubscribe {
    /// An address that unsubscribes on a POST, and one to write to for older programs.
    pub fn new(https: &str, mailto: Option<Mailbox>) -> Result<Self, EnvelopeError> {
        // The header is a list of addresses in angle brackets: nothing in one may end it.
        if is_web_address(https) && https.is_ascii() {
            let https = https.to_owned();
            Ok(Self { https, mailto })
        } else {
            Err(EnvelopeError::Unsubscribe(https.to_owned()))
        }
    }

    /// The value of `List-Unsubscribe`.
    pub(crate) fn list(&self) -> String {
        match &self.mailto {
            Some(mailbox) => format!("<{}>, <mailto:{}>", self.https, mailbox.address()),
            None => format!("<{}>", self.https),
        }
    }
}

impl AutoSubmitted {
    /// The value of the header; nothing where a person wrote it.
    pub(crate) fn value(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Generated => Some("auto-generated"),
            Self::Replied => Some("auto-replied"),
        }
    }
}

fn checked_id(id: &str) -> Result<String, EnvelopeError> {
    let is_part = |part: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '=');
        !part.is_empty() && part.chars().all(allowed)
    };
    match id.split_once('@') {
        Some((left, right)) if id.len() <= 200 && is_part(left) && is_part(right) => Ok(id.to_owned()),
        _ => Err(EnvelopeError::MessageId(id.chars().take(80).collect())),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn envelope(id: &str) -> Result<Envelope, EnvelopeError> {
        let mailbox = Mailbox::new("a@example.org").unwrap();
        Envelope::new(mailbox.clone(), mailbox, id, SystemTime::UNIX_EPOCH)
    }

    #[rstest]
    #[case("0190f0e0-1@example.org", true)]
    #[case("", false)]
    #[case("a@", false)]
    #[case("a@b@c", false)]
    #[case("<a@b>", false)]
    #[case("a@b\r\nBcc: x@example.org", false)]
    #[case("é@b", false)]
    fn message_ids_are_plain(#[case] id: &str, #[case] taken: bool) {
        assert_eq!(envelope(id).is_ok(), taken);
    }

    #[rstest]
    #[case("X-Kind", "reminder", Ok(()))]
    #[case("X-Kind", "é", Ok(()))]
    #[case("X-Kind", "a\r\nBcc: x@example.org", Err(EnvelopeError::HeaderValue("X-Kind".into())))]
    #[case("X-Kind", "a\nb", Err(EnvelopeError::HeaderValue("X-Kind".into())))]
    #[case("X Kind", "a", Err(EnvelopeError::HeaderName("X Kind".into())))]
    #[case("X:", "a", Err(EnvelopeError::HeaderName("X:".into())))]
    #[case("", "a", Err(EnvelopeError::HeaderName(String::new())))]
    #[case("bcc", "x@example.org", Err(EnvelopeError::HeaderTaken("bcc".into())))]
    fn headers_are_checked(#[case] name: &str, #[case] value: &str, #[case] expected: Result<(), EnvelopeError>) {
        let made = envelope("a@b").unwrap().header(name, value);
        assert_eq!(made.map(|_| ()), expected);
    }

    #[test]
    fn unsubscribing_needs_a_web_address() {
        let mailto = Mailbox::new("stop@example.org").unwrap();
        let stop = Unsubscribe::new("https://example.org/stop/x", Some(mailto)).unwrap();
        assert_eq!(stop.list(), "<https://example.org/stop/x>, <mailto:stop@example.org>");
        for refused in ["mailto:x@example.org", "https://example.org/>, <x", "https://example.org/\r\nBcc: x"] {
            assert!(Unsubscribe::new(refused, None).is_err(), "{refused}");
        }
    }
}
