//! Events and series, as calendars know them.

use std::num::NonZeroU32;

use copia_domain::{recurrence::Rule, time::When};
use jiff::{civil, tz::TimeZone};

/// An event, a series, or one session of a series.
#[derive(Debug, Clone)]
pub struct Event {
    /// Fixed when the event is made and never derived from what it says; a reader that finds another UID finds another event.
    pub uid: String,
    pub organizer: Organizer,
    pub details: Details,
    pub part: Part,
}

/// What an event says of itself, and what one session of a series may say differently.
#[derive(Debug, Clone)]
pub struct Details {
    /// How often the event was materially changed: its time, rule, place or status. A reader ignores what has a
    /// lower one than it knows.
    pub sequence: u32,
    /// When anything about it was last changed.
    pub changed: When,
    pub timing: Timing,
    pub status: Status,
    pub summary: String,
    /// Plain text, with line breaks; empty for none. The links are added below it.
    pub description: String,
    /// Where to go; `None` for an event that is only online.
    pub place: Option<String>,
    /// The event's page.
    pub page: Option<Link>,
    /// Where to join online: only for readers who may.
    pub join: Option<Link>,
    pub categories: Vec<String>,
    pub alarms: Vec<Alarm>,
}

/// A web address with words for it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub url: String,
}

/// Who sends invitations and takes answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organizer {
    pub name: String,
    /// An e-mail address, without `mailto:`.
    pub address: String,
}

/// A reminder that the reader's own calendar gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub minutes_before: u32,
    pub text: String,
}

/// When something is. Every event has a length, and every time has a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timing {
    /// From a wall-clock time in a zone.
    Timed {
        local: civil::DateTime,
        /// A zone with a name from the IANA database; without one the times are written in UTC.
        zone: TimeZone,
        /// The length as time that passes, also over a change of the clocks.
        minutes: NonZeroU32,
        /// Where the clocks show the time twice, whether the second is meant. For a series it says so of the first date only.
        is_second_of_two: bool,
    },
    /// Whole days, the last one included; a last day before the first counts as the first.
    AllDay { first: civil::Date, last: civil::Date },
}

impl Timing {
    /// The day on which it begins.
    pub fn first_day(&self) -> civil::Date {
        match self {
            Self::Timed { local, .. } => local.date(),
            Self::AllDay { first, .. } => *first,
        }
    }
}

/// Whether something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Tentative,
    Confirmed,
    Cancelled,
}

impl Status {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// How an event belongs to a series.
#[derive(Debug, Clone)]
pub enum Part {
    /// It belongs to none, or is sent as an event of its own.
    Single,
    /// It is a whole series in one object; the details are those of its first session.
    Series(Series),
    /// It is one session of the series with this UID, sent alone: the one that the series' rule puts here.
    Session(Slot),
}

/// Which days a series has: those of its rule without the exceptions, and the extra ones.
#[derive(Debug, Clone)]
pub struct Series {
    pub rule: Rule,
    /// Days of the rule on which there is no session.
    pub exceptions: Vec<civil::Date>,
    /// Further days, with a session at the same time of day.
    pub extra: Vec<civil::Date>,
    /// Sessions that differ from the series, one at most for each of its days.
    pub overrides: Vec<Override>,
}

/// A session that differs from its series: moved, renamed, held elsewhere or called off.
#[derive(Debug, Clone)]
pub struct Override {
    /// The day that the series gives it, before it was moved.
    pub date: civil::Date,
    pub details: Details,
}

/// The place of a session in its series: when it would begin had it never been moved.
#[derive(Debug, Clone)]
pub enum Slot {
    At { local: civil::DateTime, zone: TimeZone },
    On(civil::Date),
}
