//! Messages that leave by mail: what they say, in HTML and text, and the ways they go.
//!
//! A leaf: it knows no people and no templates of other parts. A [`Letter`] is composed from
//! blocks of finished words, an [`Envelope`] says from whom to whom, a [`Message`] is the two put
//! together, with a [`CalendarPart`] where it invites, and a [`Transport`] takes it.

mod address;
mod brand;
mod calendar;
mod envelope;
mod letter;
mod message;
mod sent;
mod transport;

pub use address::{Mailbox, MailboxError};
pub use brand::{Brand, BrandError, Logo};
pub use calendar::{CalendarError, CalendarPart};
pub use envelope::{AutoSubmitted, Envelope, EnvelopeError, Unsubscribe};
pub use letter::{Block, Letter, Line};
pub use message::{ComposeError, Message};
pub use sent::{Invitation, Sent, sent_files};
pub use transport::{Answer, Memory, Outbox, Security, SendError, SettingsError, SmtpSettings, Transport};
