//! What a calendar object is for: a feed, or a message to somebody.

use copia_domain::time::When;

use crate::event::Event;

/// A calendar object: one text, with one kind of content.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What a calendar program shows as the name of a feed; `None` for a message about an event.
    pub name: Option<String>,
    pub purpose: Purpose,
    pub events: Vec<Event>,
}

/// What a calendar object is for. RFC 5546 says what each may hold: invitations and cancellations name the
/// attendee they are for; feeds and publications name no attendee.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// To subscribe to: it has no method, and its text changes only when its events do.
    Feed,
    /// An event to add to one's own calendar, without an invitation.
    Publish { sent: When },
    /// An invitation, or its update.
    Request { sent: When, attendee: Attendee },
    /// The event, the session or the invitation is off.
    Cancel { sent: When, attendee: Attendee },
}

/// The method of a message, named in its body and in the content type of the part that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Publish,
    Request,
    Cancel,
}

impl Method {
    /// As it stands in the body.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub name: String,
    /// An e-mail address, without `mailto:`.
    pub address: String,
    pub participation: Participation,
    pub role: Role,
    /// Whether the calendar should ask for an answer and send it.
    pub is_asked_to_answer: bool,
}

/// What an attendee has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participation {
    /// Nothing yet.
    NeedsAction,
    Accepted,
    Tentative,
    Declined,
}

impl Participation {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NeedsAction => "NEEDS-ACTION",
            Self::Accepted => "ACCEPTED",
            Self::Tentative => "TENTATIVE",
            Self::Declined => "DECLINED",
        }
    }
}

/// What an attendee is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Hosts and speakers.
    Chair,
    Required,
    Optional,
}

impl Role {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Chair => "CHAIR",
            Self::Required => "REQ-PARTICIPANT",
            Self::Optional => "OPT-PARTICIPANT",
        }
    }
}

impl Purpose {
    /// The method of a message; `None` for a feed.
    pub const fn method(&self) -> Option<Method> {
        match self {
            Self::Feed => None,
            Self::Publish { .. } => Some(Method::Publish),
            Self::Request { .. } => Some(Method::Request),
            Self::Cancel { .. } => Some(Method::Cancel),
        }
    }

    /// When the message was written; `None` for a feed.
    pub(crate) const fn sent(&self) -> Option<When> {
        match self {
            Self::Feed => None,
            Self::Publish { sent } | Self::Request { sent, .. } | Self::Cancel { sent, .. } => Some(*sent),
        }
    }

    pub(crate) const fn attendee(&self) -> Option<&Attendee> {
        match self {
            Self::Feed | Self::Publish { .. } => None,
            Self::Request { attendee, .. } | Self::Cancel { attendee, .. } => Some(attendee),
        }
    }
}

impl Calendar {
    /// The content type of [`Self::text`], for HTTP and for the part of a letter. A letter's part without its method
    /// is not taken for an invitation or a cancellation.
    pub const fn content_type(&self) -> &'static str {
        match self.purpose.method() {
            None => "text/calendar; charset=utf-8",
            Some(Method::Publish) => "text/calendar; charset=utf-8; method=PUBLISH",
            Some(Method::Request) => "text/calendar; charset=utf-8; method=REQUEST",
            Some(Method::Cancel) => "text/calendar; charset=utf-8; method=CANCEL",
        }
    }
}
