//! Links that are signed with the site's key: nobody can make one or change one, and each is for one purpose.

use crate::App;
use copia_domain::{attendance, ids::EventId};
use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// What a link is for. A signature for one is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A one-time link to sign in, confirm an address, or become the first administrator.
    Token,
    /// The code that can be typed instead of following the link.
    Code,
    /// Deciding a request.
    Decision,
    /// Answering an invitation.
    Invitation,
    /// Looking after one's place at an event.
    Place,
    /// Looking after one's places in a series.
    Series,
    /// Answering as a speaker, and sending slides.
    Speaker,
    /// Proving the address of a guest who registers.
    Guest,
    /// Answering the questions after an event.
    Pulse,
    /// Answering one question about something that one was at.
    Prompt,
    /// Answering a survey without an account.
    Survey,
    /// Saying whether one's words may be quoted, and taking that back.
    Quote,
    /// Reading one's own calendar.
    Calendar,
    /// The code that people type at an event to say that they are there.
    CheckIn,
    /// The cookie of a browser that takes part in the room of an event.
    Browser,
    /// The key under which somebody takes part in the room of one event.
    Participant,
    /// Switching off a kind of mail.
    Unsubscribe,
    /// The token in the forms of a session, against posts from other sites.
    Forms,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Code => "code",
            Self::Decision => "decision",
            Self::Invitation => "invitation",
            Self::Place => "place",
            Self::Series => "series",
            Self::Speaker => "speaker",
            Self::Guest => "guest",
            Self::Pulse => "pulse",
            Self::Prompt => "prompt",
            Self::Survey => "survey",
            Self::Quote => "quote",
            Self::Calendar => "calendar",
            Self::CheckIn => "check-in",
            Self::Browser => "browser",
            Self::Participant => "participant",
            Self::Unsubscribe => "unsubscribe",
            Self::Forms => "forms",
        }
    }
}

fn digest(app: &App, purpose: Purpose, about: &str) -> [u8; 32] {
    // A key of any length is taken, so this cannot fail.
    let mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(app.secret());
    mac.map_or([0; 32], |mut mac| {
        mac.update(purpose.word().as_bytes());
        mac.update(b"|");
        mac.update(about.as_bytes());
        mac.finalize().into_bytes().into()
    })
}

/// The signature of something for a purpose: 26 letters and digits, 130 bits.
pub fn sign(app: &App, purpose: Purpose, about: &str) -> String {
    let digest = digest(app, purpose, about);
    let mut text = BASE32_NOPAD.encode(&digest).to_ascii_lowercase();
    text.truncate(26);
    text
}

/// Whether a signature is that of something for a purpose, in a time that does not tell how much of it is right.
pub fn is_signed(app: &App, purpose: Purpose, about: &str, signature: &str) -> bool {
    let right = sign(app, purpose, about);
    right.as_bytes().ct_eq(signature.to_ascii_lowercase().as_bytes()).into()
}

/// The six digits that can be typed instead of following a link.
pub fn code(app: &App, about: &str) -> String {
    let [a, b, c, d, ..] = digest(app, Purpose::Code, about);
    format!("{:06}", u32::from_be_bytes([a, b, c, d]) % 1_000_000)
}

/// The code that people type at an event to say that they are there: six letters and digits that follow from the
/// event and the site's key, so that nobody can guess another event's.
pub fn check_in_code(app: &App, event: EventId) -> String {
    let digest = digest(app, Purpose::CheckIn, &event.to_string());
    attendance::code(digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes)))
}

/// Whether what was typed is the code of an event, in a time that does not tell how much of it is right.
pub fn is_check_in_code(app: &App, event: EventId, typed: &str) -> bool {
    check_in_code(app, event).as_bytes().ct_eq(attendance::typed(typed).as_bytes()).into()
}
