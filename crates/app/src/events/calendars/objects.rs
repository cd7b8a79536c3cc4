//! What calendars say of an event or a series: the objects that letters and feeds are made of.

use super::{Found, Listed};
use crate::{Ctx, Error, Result};
use copia_calendar::{Alarm, Details, Event, Link, Organizer, Override, Part, Series, Status, Timing};
use copia_domain::{
    events::{Local, State},
    series,
    time::When,
    wall,
};
use copia_store::events::series::Segment;
use std::{borrow::Cow, num::NonZeroU32};

/// Minutes before the start at which a person's own calendar reminds them.
const ALARM_MINUTES: u32 = 15;

/// What of an event a calendar entry says.
pub(super) struct Facts<'a> {
    pub(super) uid: &'a str,
    /// The path of its page.
    pub(super) path: Cow<'a, str>,
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
    pub(super) local_start: Local,
    pub(super) is_second: bool,
    pub(super) zone: &'a str,
    pub(super) minutes: i64,
    pub(super) place: Option<&'a str>,
    pub(super) link: Option<&'a str>,
    pub(super) state: State,
    pub(super) sequence: i64,
    pub(super) changed_at: When,
    pub(super) alarms: bool,
}

/// What everybody may know of an event, as it was read for its page or for a list.
macro_rules! facts {
    ($event:ident) => {
        Self {
            uid: &$event.uid,
            path: format!("/events/{}", $event.slug).into(),
            title: &$event.title,
            summary: &$event.summary,
            local_start: $event.local_start,
            is_second: $event.is_second,
            zone: &$event.zone,
            minutes: $event.minutes,
            place: $event.place.as_deref(),
            link: None,
            state: $event.state,
            sequence: $event.sequence,
            changed_at: $event.changed_at,
            alarms: false,
        }
    };
}

impl<'a> From<&'a Found> for Facts<'a> {
    fn from(event: &'a Found) -> Self {
        facts!(event)
    }
}

impl<'a> From<&'a Listed> for Facts<'a> {
    fn from(event: &'a Listed) -> Self {
        facts!(event)
    }
}

impl Facts<'_> {
    /// Whether a calendar shows the two alike, but for when they start and the page that they lead to.
    fn is_as(&self, other: &Self) -> bool {
        (self.title, self.summary, self.state) == (other.title, other.summary, other.state)
            && (self.is_second, self.zone, self.minutes) == (other.is_second, other.zone, other.minutes)
            && (self.place, self.link) == (other.place, other.link)
    }
}

/// The calendar object of one event.
pub(super) fn object(ctx: &Ctx, facts: &Facts<'_>) -> Event {
    let words = &ctx.words;
    let zone = wall::zone(facts.zone).unwrap_or_else(|| ctx.site.zone.clone());
    let minutes = u32::try_from(facts.minutes).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MIN);
    let alarm = || Alarm {
        minutes_before: ALARM_MINUTES,
        text: words.say_with("calendar-alarm", &[("event", facts.title.into())]),
    };
    Event {
        uid: facts.uid.to_owned(),
        organizer: Organizer {
            name: ctx.site.organisation.programme_name.clone(),
            address: ctx.app.parts.sender.address().to_owned(),
        },
        details: Details {
            sequence: u32::try_from(facts.sequence).unwrap_or(0),
            changed: facts.changed_at,
            timing: Timing::Timed { local: facts.local_start.0, zone, minutes, is_second_of_two: facts.is_second },
            status: if facts.state == State::CalledOff { Status::Cancelled } else { Status::Confirmed },
            summary: facts.title.to_owned(),
            description: facts.summary.to_owned(),
            place: facts.place.map(str::to_owned),
            page: Some(Link { label: words.say("calendar-text-link").to_owned(), url: ctx.url(&facts.path) }),
            join: facts.link.map(|url| Link { label: words.say("calendar-text-join").to_owned(), url: url.to_owned() }),
            categories: Vec::new(),
            alarms: if facts.alarms { vec![alarm()] } else { Vec::new() },
        },
        part: Part::Single,
    }
}

/// The object of a series: its rule without the days that are not named, and the sessions that differ from it.
pub(super) struct Named<'a> {
    pub(super) segment: &'a Segment,
    pub(super) sequence: i64,
    pub(super) alarms: bool,
    /// What one goes to, where one does.
    pub(super) place: Option<&'a str>,
    /// How one joins, where one does.
    pub(super) link: Option<&'a str>,
    /// The sessions, each at its slot with what the reader is told of it.
    pub(super) sessions: Vec<(Local, Facts<'a>)>,
}

pub(super) fn series_object(ctx: &Ctx, named: Named<'_>) -> Result<Event> {
    let segment = named.segment;
    let path =
        named.sessions.first().map_or(Cow::from("/events"), |(_, facts)| format!("{}/series", facts.path).into());
    let whole = Facts {
        uid: &segment.uid,
        path,
        title: &segment.title,
        summary: &segment.summary,
        local_start: segment.first_local,
        is_second: false,
        zone: &segment.zone,
        minutes: segment.minutes,
        place: named.place,
        link: named.link,
        state: State::Published,
        sequence: named.sequence,
        changed_at: segment.changed_at,
        alarms: named.alarms,
    };
    let first = segment.first_local.0.date();
    let days: Vec<_> = named.sessions.iter().map(|(slot, _)| slot.0.date()).collect();
    let rule = segment.rule()?;
    let exceptions = series::exceptions(&rule, first, &days).map_err(|fault| Error::Internal(fault.to_string()))?;
    let mut overrides = Vec::new();
    for (slot, facts) in named.sessions {
        if facts.local_start != slot || !facts.is_as(&whole) {
            let facts = Facts { sequence: named.sequence, alarms: named.alarms, ..facts };
            overrides.push(Override { date: slot.0.date(), details: object(ctx, &facts).details });
        }
    }
    let mut event = object(ctx, &whole);
    event.part = Part::Series(Series { rule, exceptions, extra: Vec::new(), overrides });
    Ok(event)
}
