//! Events: their kinds and what each starts from, who may come, where they stand, and which changes people's
//! calendars have to hear of.

use crate::{
    communities::Visibility,
    policy::{Role, Roles, Viewer},
    registrations::{Place, Policy},
    time::When,
};
use jiff::civil;

crate::choices! {
    /// What sort of event it is.
    Kind {
        /// Something to learn in a lunch break.
        LunchAndLearn = "lunch_and_learn",
        /// A talk for many over the network.
        Webinar = "webinar",
        /// The core group meets.
        CoreMeeting = "core_meeting",
        /// Working on something together.
        Workshop = "workshop",
        /// Meeting people.
        Social = "social",
        /// The leads meet the sponsor.
        SponsorMeeting = "sponsor_meeting",
    }
}

crate::choices! {
    /// Who finds an event and may come.
    Audience {
        /// Anyone, with an account or as a guest.
        Public = "public",
        /// Everyone on the staff.
        Staff = "staff",
        /// Members of the communities that hold it.
        Members = "members",
        /// Core members of the communities that hold it.
        Core = "core",
    }
}

crate::choices! {
    /// Where an event stands. Whether it is over is a question of time.
    State {
        /// Being prepared; only its hosts see it.
        Draft = "draft",
        /// Announced, and open to registering.
        Published = "published",
        /// Called off, with a reason; it stays findable.
        CalledOff = "called_off",
    }
}

crate::choices! {
    /// How one can take part.
    Format {
        /// In a room.
        InPerson = "in_person",
        /// Over the joining link.
        Online = "online",
        /// Either.
        Both = "both",
    }
}

crate::choices! {
    /// What somebody does for an event.
    TeamRole {
        /// Runs it.
        Host = "host",
        /// Looks after the questions.
        Moderator = "moderator",
    }
}

crate::choices! {
    /// Whether a speaker has said that they come.
    SpeakerState {
        /// Named by the host, not asked yet.
        Named = "named",
        /// Asked by letter.
        Asked = "asked",
        /// Said that they come.
        Confirmed = "confirmed",
        /// Said that they cannot.
        Declined = "declined",
    }
}

crate::choices! {
    /// A letter that reminds of an event.
    Reminder {
        /// A day before.
        Day = "day",
        /// An hour before.
        Hour = "hour",
    }
}

impl Reminder {
    /// Hours before the start.
    pub const fn hours_before(self) -> i64 {
        match self {
            Self::Day => 24,
            Self::Hour => 1,
        }
    }
}

/// What a new event of a kind starts from; the host may change each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// How long it lasts.
    pub minutes: u32,
    /// Who may come.
    pub audience: Audience,
    /// How one can take part.
    pub format: Format,
    /// Seats in the room; `None` for no limit, or no room.
    pub seats: Option<u32>,
    /// How a freed seat finds its next holder.
    pub policy: Policy,
    /// Whether it is recorded.
    pub is_recorded: bool,
}

/// Hours for which an offer stands unless the host says otherwise.
pub const OFFER_HOURS: i64 = 24;
/// Hours for which an offer may stand.
pub const OFFER_HOURS_RANGE: std::ops::RangeInclusive<i64> = 1..=168;
/// Seats that can be given to one way of taking part.
pub const MOST_SEATS: u32 = 100_000;
/// Minutes that an event lasts at least and at most.
pub const MINUTES: std::ops::RangeInclusive<i64> = 5..=12 * 60;
/// Days after the event at which what people said about access is deleted.
pub const FORGET_ACCESS_DAYS: i64 = 14;
/// Days after the end of an event until which its speakers can send slides.
pub const SLIDES_DAYS: i64 = 14;
/// Files of slides that an event has at most.
pub const MOST_SLIDES: usize = 30;
/// Years ahead for which an event can be planned.
pub const YEARS_AHEAD: i64 = 3;

impl Kind {
    /// What an event of this kind starts from. The lengths and audiences are those of the programme that the
    /// product grew from: an hour at lunch open to all staff, meetings of the core group for itself.
    pub const fn defaults(self) -> Defaults {
        let plain = Defaults {
            minutes: 60,
            audience: Audience::Staff,
            format: Format::Both,
            seats: None,
            policy: Policy::FirstCome,
            is_recorded: false,
        };
        match self {
            Self::LunchAndLearn => Defaults { is_recorded: true, seats: Some(40), ..plain },
            Self::Webinar => Defaults { format: Format::Online, is_recorded: true, ..plain },
            Self::CoreMeeting => Defaults { audience: Audience::Core, ..plain },
            Self::Workshop => {
                Defaults { minutes: 120, format: Format::InPerson, seats: Some(20), policy: Policy::Offers, ..plain }
            }
            Self::Social => Defaults { minutes: 90, format: Format::InPerson, audience: Audience::Members, ..plain },
            Self::SponsorMeeting => Defaults { minutes: 30, audience: Audience::Core, ..plain },
        }
    }
}

impl Format {
    /// Whether one can take part in this way.
    pub const fn has(self, place: Place) -> bool {
        matches!((self, place), (Self::Both, _) | (Self::InPerson, Place::InPerson) | (Self::Online, Place::Online))
    }
}

impl Audience {
    /// Whether the audience may be told of an event of a community that is seen by `visibility`: the name of a
    /// hidden community does not become known through its events.
    pub const fn fits(self, visibility: Visibility) -> bool {
        match visibility {
            Visibility::Public => true,
            Visibility::Staff => !matches!(self, Self::Public),
            Visibility::Members => matches!(self, Self::Members | Self::Core),
        }
    }
}

/// Whether a viewer may know of an event and come to it. The store's queries say the same in SQL; a test holds the
/// two against each other. `held` are the viewer's roles at the event and in the communities that hold it; `involved`
/// says that the viewer has a place at it, or speaks.
pub const fn is_visible(state: State, audience: Audience, viewer: &Viewer, held: Roles, involved: bool) -> bool {
    let runs = held.meets(Roles::of(&[Role::Host, Role::Lead])) || viewer.is(Role::ProgrammeManager);
    if runs {
        return true;
    }
    match (state, audience) {
        (State::Draft, _) => false,
        _ if involved => true,
        (_, Audience::Public) => true,
        (_, Audience::Staff) => viewer.is_staff() || held.meets(Roles::of(&[Role::Member, Role::Sponsor])),
        (_, Audience::Members) => held.meets(Roles::of(&[Role::Member, Role::Core, Role::Sponsor])),
        (_, Audience::Core) => held.meets(Roles::of(&[Role::Core, Role::Sponsor])),
    }
}

/// A wall-clock date and time to the minute, as people write it and as it is kept: `2026-11-03T12:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Local(pub civil::DateTime);

impl Local {
    /// Reads `2026-11-03T12:30`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let is_minutes = text.len() == 16 && text.as_bytes().get(10) == Some(&b'T');
        is_minutes.then(|| text.parse().ok().map(Self)).flatten()
    }
}

impl std::fmt::Display for Local {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M"))
    }
}

/// What a calendar entry is about. A change of any of it raises SEQUENCE and is sent to everybody who has the entry;
/// a change of words alone is not, and resets nobody's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Material<'a> {
    /// When it starts.
    pub starts_at: When,
    /// When it ends.
    pub ends_at: When,
    /// The zone in which it keeps its wall-clock time.
    pub zone: &'a str,
    /// Where.
    pub place: Option<&'a str>,
    /// How one joins from afar.
    pub joining_link: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_community_is_not_named_by_its_events() {
        for audience in Audience::ALL {
            let insiders = matches!(audience, Audience::Members | Audience::Core);
            assert_eq!(audience.fits(Visibility::Members), insiders);
            assert!(audience.fits(Visibility::Public));
        }
        assert!(!Audience::Public.fits(Visibility::Staff));
    }

    #[rstest::rstest]
    #[case(State::Published, Audience::Public, &[], [true, true])]
    #[case(State::Published, Audience::Staff, &[], [false, true])]
    #[case(State::CalledOff, Audience::Staff, &[], [false, true])]
    #[case(State::Published, Audience::Members, &[], [false, false])]
    #[case(State::Published, Audience::Members, &[Role::Member], [true, true])]
    #[case(State::Published, Audience::Staff, &[Role::Member], [true, true])]
    #[case(State::Published, Audience::Core, &[Role::Member], [false, false])]
    #[case(State::Published, Audience::Core, &[Role::Member, Role::Core], [true, true])]
    #[case(State::Published, Audience::Core, &[Role::Sponsor], [true, true])]
    #[case(State::Draft, Audience::Public, &[Role::Member, Role::Core], [false, false])]
    #[case(State::Draft, Audience::Core, &[Role::Host], [true, true])]
    #[case(State::Draft, Audience::Core, &[Role::Lead], [true, true])]
    fn who_finds_an_event(
        #[case] state: State,
        #[case] audience: Audience,
        #[case] held: &[Role],
        #[case] expected: [bool; 2],
    ) {
        let staff = Viewer::person(uuid::Uuid::from_u128(1).into(), Roles::default());
        let seen =
            [Viewer::visitor(), staff].map(|viewer| is_visible(state, audience, &viewer, Roles::of(held), false));
        let involved = is_visible(state, audience, &staff, Roles::of(held), true);
        assert_eq!(involved, state != State::Draft || expected[1]);
        assert_eq!(seen, expected);
    }

    #[test]
    fn every_kind_starts_from_something_possible() {
        for kind in Kind::ALL {
            let defaults = kind.defaults();
            assert!(MINUTES.contains(&i64::from(defaults.minutes)));
            assert!(defaults.seats.is_none() || defaults.format.has(Place::InPerson));
        }
    }

    #[test]
    fn a_wall_clock_time_is_written_to_the_minute() {
        let local = Local::parse("2026-11-03T12:30").unwrap();
        assert_eq!(local.to_string(), "2026-11-03T12:30");
        for text in ["2026-11-03T12:30:00", "2026-11-03 12:30", "2026-02-30T12:30", "2026-11-03T24:30", ""] {
            assert_eq!(Local::parse(text).map(|local| local.to_string()), None, "{text}");
        }
    }
}
