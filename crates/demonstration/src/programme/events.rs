//! Events as plain facts, with everybody who registered for them.

use copia_domain::attendance::Way;
use copia_domain::events::{Audience, Format, Kind, Local, SpeakerState, State, TeamRole};
use copia_domain::registrations::{self, Cause, Outcome, Place, Policy, Room, Rules};
use copia_domain::slug::Slug;
use copia_domain::time::When;

use super::{CommunityIndex, PersonIndex};

/// One event with its own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique.
    pub slug: Slug,
    pub state: State,
    pub kind: Kind,
    pub audience: Audience,
    pub title: &'static str,
    /// One sentence.
    pub summary: &'static str,
    /// Markdown.
    pub description: &'static str,
    /// Markdown; empty for nothing.
    pub preparation: &'static str,
    /// Who holds it; the first one answers for it.
    pub communities: Vec<CommunityIndex>,
    /// On the clocks of its zone.
    pub local_start: Local,
    /// IANA name.
    pub zone: &'static str,
    pub minutes: i64,
    /// The instant that the local start means.
    pub starts_at: When,
    pub format: Format,
    /// Where it is, unless it is online only.
    pub place: Option<&'static str>,
    pub joining_link: Option<String>,
    /// Seats in the room; `None` for no limit.
    pub seats: Option<u32>,
    pub policy: Policy,
    /// Hours for which an offer stands.
    pub offer_hours: i64,
    pub is_recorded: bool,
    pub seeks_speakers: bool,
    pub created_at: When,
    /// `None` for a draft.
    pub published_at: Option<When>,
    /// When it was called off, and why.
    pub called_off: Option<(When, &'static str)>,
    /// Who runs it; the first one planned it.
    pub team: Vec<(PersonIndex, TeamRole)>,
    pub speakers: Vec<Speaker>,
    /// Everybody who ever registered, in the order of coming.
    pub registrations: Vec<Registration>,
    /// What became of seats that were given back.
    pub fates: Vec<SeatFate>,
    /// Who was there, of those who registered.
    pub attended: Vec<Attended>,
    /// How many others were there, whom nobody knows by name.
    pub others: u32,
    /// The series that it is a session of.
    pub series: Option<InSeries>,
    /// Whether it is the one that is on when people begin to look, see [`Programme::hold_at`](super::Programme::hold_at).
    pub is_today: bool,
}

/// The series of a session; the sessions of one series have the same title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InSeries {
    /// Weeks from one session to the next.
    pub weeks: u8,
    /// How many sessions it has.
    pub sessions: u16,
    /// When the first one starts, on the clocks of its zone.
    pub first: Local,
}

/// That somebody was at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The place in [`Event::registrations`].
    pub registration: usize,
    /// How it is known.
    pub way: Way,
    /// When it was recorded.
    pub at: When,
    /// Minutes that a report measured.
    pub minutes: Option<i64>,
}

/// Somebody who speaks: a person, or a guest with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    pub person: Option<PersonIndex>,
    /// As it is shown.
    pub name: String,
    /// Where a guest comes from; empty for colleagues.
    pub affiliation: &'static str,
    pub state: SpeakerState,
}

/// A place at an event, or in line for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub person: PersonIndex,
    pub place: Place,
    /// The place in the order of coming, from 1, over both ways of taking part.
    pub number: i64,
    /// What happened to it, in order; never empty.
    pub steps: Vec<RegistrationStep>,
    /// When the offer ends that stands.
    pub offer_ends: Option<When>,
    /// What the person needs in order to take part.
    pub needs: Option<&'static str>,
}

/// One step in the history of a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationStep {
    pub event: registrations::Event,
    pub cause: Cause,
    pub change: registrations::Change,
    pub at: When,
}

/// What became of freed seats, told by the place in [`Event::registrations`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatFate {
    pub place: Place,
    pub at: When,
    /// How many, from 1.
    pub seats: u32,
    pub outcome: Outcome<usize>,
}

impl Event {
    /// When it ends.
    pub const fn ends_at(&self) -> When {
        self.starts_at.plus_seconds(60 * self.minutes)
    }

    /// What it allows at an instant as far as registering is concerned.
    pub fn rules(&self, now: When) -> Rules {
        Rules {
            is_published: self.published_at.is_some_and(|at| at <= now),
            is_called_off: self.called_off.is_some_and(|(at, _)| at <= now),
            closes_at: self.ends_at(),
            ends_at: self.ends_at(),
            now,
        }
    }

    /// The seats of one way of taking part at an instant.
    pub fn room(&self, place: Place, now: When) -> Room {
        let rules = self.rules(now);
        let limit = if place == Place::InPerson { self.seats } else { None };
        Room {
            capacity: if self.format.has(place) { limit } else { Some(0) },
            policy: self.policy,
            offer_hours: self.offer_hours,
            starts_at: self.starts_at,
            is_on: rules.is_published && !rules.is_called_off,
            now,
        }
    }
}

impl Registration {
    /// Where it stands after its last step.
    pub fn state(&self) -> Option<registrations::State> {
        self.steps.last().map(|step| step.change.to)
    }
}
