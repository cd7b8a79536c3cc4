//! The fictional programme as plain facts. Records refer to each other by their place in the lists.

mod events;

use std::fmt;

use copia_domain::communities::{CharterPart, Stage, Visibility};
use copia_domain::events::Local;
use copia_domain::fold::fold;
use copia_domain::memberships::{self, Cause, CoreRule, JoinRule, State};
use copia_domain::role_terms::{Term, TermRole};
use copia_domain::time::{Day, When};
use copia_domain::wall;
use jiff::tz::TimeZone;

pub use events::{Attended, Event, InSeries, Registration, RegistrationStep, SeatFate, Speaker};

/// The place of a person in [`Programme::people`].
pub type PersonIndex = u32;
/// The place of a community in [`Programme::communities`].
pub type CommunityIndex = u16;

/// A whole site: one organisation, its communities and everybody in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The date for which the site was made. Nothing in it has happened after this date began.
    pub as_of: Day,
    pub organisation: Organisation,
    pub service_areas: &'static [ServiceArea],
    pub departments: &'static [Department],
    pub job_families: Vec<JobFamily>,
    pub communities: Vec<Community>,
    pub people: Vec<Person>,
    /// One for each person and community that ever had to do with each other.
    pub memberships: Vec<Membership>,
    /// The histories of all memberships; [`Programme::history`] gives one of them.
    pub membership_events: Vec<MembershipEvent>,
    /// Terms past, present and (named successors apart) none that has yet to start.
    pub role_terms: Vec<RoleTerm>,
    /// People who want to be told when a forming community opens.
    pub waiting_for_opening: Vec<WaitingForOpening>,
    /// News and announcements, newest first.
    pub news: Vec<News>,
    /// Events of the past year and the next months, in the order in which they were planned.
    pub events: Vec<Event>,
}

impl Programme {
    /// Lets the event of today be on at an instant: it has begun between fifteen and twenty minutes before.
    pub fn hold_at(&mut self, now: When) {
        const STEP: i64 = 5 * 60;
        let seconds = now.micros().div_euclid(1_000_000);
        let starts = now.plus_seconds(-(seconds.rem_euclid(STEP)) - 3 * STEP);
        for event in self.events.iter_mut().filter(|event| event.is_today) {
            let zone = wall::zone(event.zone).unwrap_or(TimeZone::UTC);
            let local = starts.timestamp().to_zoned(zone.clone()).datetime();
            let local = local.with().second(0).subsec_nanosecond(0).build().unwrap_or(local);
            event.local_start = Local(local);
            event.starts_at = wall::instant(local, &zone);
        }
    }

    /// What happened to a membership, in order.
    pub fn history(&self, membership: &Membership) -> &[MembershipEvent] {
        let first = membership.first_event as usize;
        self.membership_events.get(first..first + usize::from(membership.event_count)).unwrap_or_default()
    }

    /// The person whom the sign-in page offers for a persona.
    pub fn persona(&self, persona: Persona) -> Option<&Person> {
        self.people.get(persona.person() as usize)
    }

    /// The place of a community by its slug.
    pub fn community(&self, slug: &str) -> Option<CommunityIndex> {
        let place = self.communities.iter().position(|community| community.slug == slug)?;
        CommunityIndex::try_from(place).ok()
    }
}

/// The university, its contacts and its look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub name: &'static str,
    pub short_name: &'static str,
    /// What the programme is called.
    pub programme_name: &'static str,
    /// The paragraph with which the home page begins.
    pub lead_paragraph: &'static str,
    pub contact_name: &'static str,
    pub contact_email: &'static str,
    /// A number from the range that is kept for fiction.
    pub contact_telephone: &'static str,
    pub website: &'static str,
    /// The domain of everybody's address.
    pub email_domain: &'static str,
    /// IANA name.
    pub time_zone: &'static str,
    /// Accent on light paper, as `#rrggbb`.
    pub accent_light: &'static str,
    /// Accent on dark paper, as `#rrggbb`.
    pub accent_dark: &'static str,
}

/// A service area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceArea {
    /// Slug.
    pub key: &'static str,
    pub name: &'static str,
    /// One sentence.
    pub description: &'static str,
    /// Its hue by number, 0 to 11. No two areas share one.
    pub hue: u16,
}

/// A department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Slug.
    pub key: &'static str,
    pub name: &'static str,
}

/// A family of jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobFamily {
    /// Slug.
    pub key: &'static str,
    pub name: &'static str,
}

/// A community, with everything that its page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    pub slug: &'static str,
    pub name: &'static str,
    /// Place in [`Programme::service_areas`].
    pub service_area: usize,
    /// One line.
    pub purpose: &'static str,
    /// The six parts of the charter, each as Markdown.
    pub charter: Vec<(CharterPart, &'static str)>,
    pub join_rule: JoinRule,
    pub core_rule: CoreRule,
    pub visibility: Visibility,
    /// Whether it never shows who belongs to it.
    pub is_sensitive: bool,
    /// Changes of stage in order; the last one is the present stage.
    pub stages: Vec<StageChange>,
    /// Where a merged community went on.
    pub merged_into: Option<CommunityIndex>,
    /// Where it works.
    pub links: Vec<Link>,
    pub topics: &'static [&'static str],
    /// Places in [`Programme::job_families`] that it suits.
    pub job_families: Vec<usize>,
    /// Places in [`Programme::departments`] that it suits.
    pub departments: Vec<usize>,
}

impl Community {
    /// The present stage.
    pub fn stage(&self) -> Stage {
        self.stages.last().map_or(Stage::Proposed, |change| change.stage)
    }
}

/// A change of stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageChange {
    pub stage: Stage,
    pub on: Day,
    pub reason: &'static str,
    pub by: PersonIndex,
}

/// A link to where a community works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: &'static str,
    pub address: String,
}

/// The bands of pay grades that the university uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GradeBand {
    #[default]
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}

impl GradeBand {
    /// The band as it is written.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Five => "Grades 3 to 5",
            Self::Six => "Grade 6",
            Self::Seven => "Grade 7",
            Self::Eight => "Grade 8",
            Self::Nine => "Grade 9 and above",
        }
    }
}

/// Somebody who does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Unique, counted from 1; part of the address.
    pub number: u32,
    pub given: &'static str,
    pub family: FamilyName,
    /// Place in [`Programme::departments`], where known.
    pub department: Option<usize>,
    /// Place in [`Programme::job_families`], where known.
    pub job_family: Option<usize>,
    pub job_title: Option<&'static str>,
    pub grade: Option<GradeBand>,
    /// Topics of interest.
    pub interests: Box<[&'static str]>,
    /// What they wrote about themselves.
    pub about: Option<&'static str>,
    /// Language tag, where they chose one.
    pub locale: Option<&'static str>,
    /// Since when the programme has known of them.
    pub since: Day,
}

impl Person {
    /// Given and family name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// The address, unique through the number at its end.
    pub fn email(&self) -> String {
        let plain = |name: &str| fold(name).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        format!("{}.{}.{}@demonstration.example", plain(self.given), plain(&self.family.to_string()), self.number)
    }
}

/// A family name, whole or composed of a stem and an ending (so that many people take little memory).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyName(pub(crate) &'static str, pub(crate) &'static str);

impl fmt::Display for FamilyName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.0, self.1)
    }
}

/// What one person is to one community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub person: PersonIndex,
    pub community: CommunityIndex,
    /// Where it stands after the last event.
    pub state: State,
    /// Place of the first event in [`Programme::membership_events`].
    pub first_event: u32,
    pub event_count: u16,
}

/// One event of a membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipEvent {
    pub event: memberships::Event,
    pub cause: Cause,
    pub at: When,
    /// Who did it; `None` for the system.
    pub by: Option<PersonIndex>,
    /// The message of a request, or the reason of a decision.
    pub note: Option<&'static str>,
}

/// A role that somebody holds, held, or hands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleTerm {
    pub role: TermRole,
    pub person: PersonIndex,
    /// `None` for a role on the whole site.
    pub community: Option<CommunityIndex>,
    pub term: Term,
    /// Who has agreed to follow.
    pub successor: Option<PersonIndex>,
}

/// Somebody who asked to be told when a community opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingForOpening {
    pub person: PersonIndex,
    pub community: CommunityIndex,
    pub at: When,
}

/// What kind of news it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsKind {
    /// An article about what a community did.
    Article,
    /// A notice from the programme.
    Announcement,
}

/// A news item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    pub on: Day,
    pub kind: NewsKind,
    pub title: &'static str,
    pub summary: &'static str,
    /// Markdown.
    pub body: &'static str,
    pub community: Option<CommunityIndex>,
    pub author: PersonIndex,
}

/// The people whom the sign-in page of the demonstration offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Persona {
    Manager,
    Lead,
    CoreMember,
    Member,
    Newcomer,
    Sponsor,
    Editor,
    Auditor,
    Administrator,
}

impl Persona {
    /// Every persona, in the order of the sign-in page.
    pub const ALL: [Self; 9] = [
        Self::Manager,
        Self::Lead,
        Self::CoreMember,
        Self::Member,
        Self::Newcomer,
        Self::Sponsor,
        Self::Editor,
        Self::Auditor,
        Self::Administrator,
    ];

    /// The word in the address of the sign-in page.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Lead => "lead",
            Self::CoreMember => "core-member",
            Self::Member => "member",
            Self::Newcomer => "newcomer",
            Self::Sponsor => "sponsor",
            Self::Editor => "editor",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The persona with a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|persona| persona.slug() == slug)
    }

    /// The place of the person: personas are the first people of every programme.
    pub const fn person(self) -> PersonIndex {
        self as PersonIndex
    }
}
