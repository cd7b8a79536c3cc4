//! Events as calendars know them: the entry in a letter, and the entries of a feed.

use super::{Found, Listed, joining};
use crate::{Ctx, Error, Result, registrations::Registration};
use copia_calendar::{
    Alarm, Attendee, Calendar, Details, Event, Link, Organizer, Override, Part, Participation, Purpose, Role, Series,
    Status, Timing,
};
use copia_domain::{
    events::{Local, State},
    registrations::{Method, Place},
    series,
    time::When,
    wall,
};
use copia_mail::CalendarPart;
use copia_store::events::series::Segment;
use std::num::NonZeroU32;

/// Minutes before the start at which a person's own calendar reminds them.
const ALARM_MINUTES: u32 = 15;

/// The name of a new calendar object, of an event or of a series: fixed for good, whatever the event comes to say.
pub(super) fn new_uid(ctx: &Ctx, event: impl std::fmt::Display) -> String {
    let host = ctx.app.parts.base_url.split("://").nth(1).unwrap_or("localhost");
    let host: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '.' }).collect();
    format!("{event}@{}", host.trim_matches('.'))
}

/// What of an event a calendar entry says.
struct Facts<'a> {
    uid: &'a str,
    /// The path of its page.
    path: String,
    title: &'a str,
    summary: &'a str,
    local_start: Local,
    is_second: bool,
    zone: &'a str,
    minutes: i64,
    place: Option<&'a str>,
    link: Option<String>,
    state: State,
    sequence: i64,
    changed_at: When,
    alarms: bool,
}

fn object(ctx: &Ctx, facts: Facts<'_>) -> Event {
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
            join: facts.link.map(|url| Link { label: words.say("calendar-text-join").to_owned(), url }),
            categories: Vec::new(),
            alarms: if facts.alarms { vec![alarm()] } else { Vec::new() },
        },
        part: Part::Single,
    }
}

/// The object of a series: its rule without the days that are not named, and the sessions that differ from it.
struct Named<'a> {
    segment: &'a Segment,
    sequence: i64,
    alarms: bool,
    /// What one goes to, where one does.
    place: Option<&'a str>,
    /// How one joins, where one does.
    link: Option<&'a str>,
    /// The sessions, each with what the reader is told of it.
    sessions: Vec<(Local, Facts<'a>)>,
}

fn series_object(ctx: &Ctx, named: Named<'_>) -> Result<Event> {
    let segment = named.segment;
    let path =
        named.sessions.first().map_or_else(|| "/events".to_owned(), |(_, facts)| format!("{}/series", facts.path));
    let whole = |local_start: Local| Facts {
        uid: &segment.uid,
        path: path.clone(),
        title: &segment.title,
        summary: &segment.summary,
        local_start,
        is_second: false,
        zone: &segment.zone,
        minutes: segment.minutes,
        place: named.place,
        link: named.link.map(str::to_owned),
        state: State::Published,
        sequence: named.sequence,
        changed_at: segment.changed_at,
        alarms: named.alarms,
    };
    let first = segment.first_local.0.date();
    let days: Vec<_> = named.sessions.iter().map(|(slot, _)| slot.0.date()).collect();
    let rule = segment.rule()?;
    let exceptions = series::exceptions(&rule, first, &days).map_err(|fault| Error::Internal(fault.to_string()))?;
    let overrides = named.sessions.into_iter().filter(|(slot, facts)| !facts.is_as(&whole(*slot)));
    let overrides = overrides
        .map(|(slot, facts)| Override {
            date: slot.0.date(),
            details: object(ctx, Facts { sequence: named.sequence, alarms: named.alarms, ..facts }).details,
        })
        .collect();
    let mut event = object(ctx, whole(segment.first_local));
    event.part = Part::Series(Series { rule, exceptions, extra: Vec::new(), overrides });
    Ok(event)
}

impl Facts<'_> {
    /// Whether a calendar shows the two alike, but for the page that they lead to.
    fn is_as(&self, other: &Self) -> bool {
        let words = |facts: &Self| (facts.title.to_owned(), facts.summary.to_owned(), facts.state);
        let time = |facts: &Self| (facts.local_start, facts.is_second, facts.zone.to_owned(), facts.minutes);
        let way = |facts: &Self| (facts.place.map(str::to_owned), facts.link.clone());
        words(self) == words(other) && time(self) == time(other) && way(self) == way(other)
    }
}

/// Somebody's own object of a series: the sessions at which they have a seat, each in their way of taking part.
pub(crate) fn series_entry(
    ctx: &Ctx,
    segment: &Segment,
    seats: &[(&Found, Place)],
    (name, address): (&str, &str),
    sequence: i64,
    method: Method,
) -> Result<CalendarPart> {
    let is_request = method == Method::Request;
    // The way in which most of it is attended is the object's own; the other sessions are exceptions.
    let in_room = seats.iter().filter(|(_, place)| *place == Place::InPerson).count() * 2 >= seats.len();
    let sessions = seats.iter().filter_map(|(event, place)| {
        let facts = Facts {
            uid: &segment.uid,
            path: format!("/events/{}", event.slug),
            title: &event.title,
            summary: &event.summary,
            local_start: event.local_start,
            is_second: event.is_second,
            zone: &event.zone,
            minutes: event.minutes,
            place: event.place.as_deref().filter(|_| *place == Place::InPerson),
            link: joining(event, *place),
            state: event.state,
            sequence,
            changed_at: event.changed_at,
            alarms: true,
        };
        Some((event.slot?, facts))
    });
    let named = Named {
        segment,
        sequence,
        alarms: is_request,
        place: segment.place.as_deref().filter(|_| in_room),
        link: segment.joining_link.as_deref().filter(|_| !in_room && is_request),
        sessions: sessions.collect(),
    };
    let mut event = series_object(ctx, named)?;
    if !is_request {
        event.details.status = Status::Cancelled;
    }
    message(ctx, event, (name, address), method)
}

fn unwritable(error: &copia_calendar::Fault) -> Error {
    Error::Internal(format!("a calendar cannot be written: {error}"))
}

/// Somebody's own entry for an event, to be put into their calendar or taken out of it.
pub(crate) fn entry(
    ctx: &Ctx,
    event: &Found,
    row: &Registration,
    (name, address): (&str, &str),
    sequence: i64,
    method: Method,
) -> Result<CalendarPart> {
    let mut entry = object(
        ctx,
        Facts {
            uid: &event.uid,
            path: format!("/events/{}", event.slug),
            title: &event.title,
            summary: &event.summary,
            local_start: event.local_start,
            is_second: event.is_second,
            zone: &event.zone,
            minutes: event.minutes,
            place: event.place.as_deref().filter(|_| row.place == Place::InPerson),
            link: joining(event, row.place).filter(|_| method == Method::Request),
            state: event.state,
            sequence,
            changed_at: event.changed_at,
            alarms: method == Method::Request,
        },
    );
    if method == Method::Cancel {
        entry.details.status = Status::Cancelled;
    }
    message(ctx, entry, (name, address), method)
}

/// A message about one object, for one person's calendar.
fn message(ctx: &Ctx, event: Event, (name, address): (&str, &str), method: Method) -> Result<CalendarPart> {
    let attendee = Attendee {
        name: name.to_owned(),
        address: address.to_owned(),
        participation: Participation::Accepted,
        role: Role::Required,
        is_asked_to_answer: false,
    };
    let sent = ctx.now;
    let (purpose, word) = match method {
        Method::Request => (Purpose::Request { sent, attendee }, "REQUEST"),
        Method::Cancel => (Purpose::Cancel { sent, attendee }, "CANCEL"),
    };
    let calendar = Calendar { name: None, purpose, events: vec![event] };
    let text = calendar.text().map_err(|error| unwritable(&error))?;
    CalendarPart::new(word, &text, "invite.ics").map_err(|error| Error::Internal(error.to_string()))
}

/// A feed of events to subscribe to. The joining links are only in one's own.
/// A series is one object; in one's own, where one comes to it as a whole.
pub(super) fn feed(ctx: &Ctx, name: String, listed: &[Listed], segments: &[Segment], is_own: bool) -> Result<String> {
    let mut events = Vec::new();
    for segment in segments {
        let own: Vec<&Listed> = listed.iter().filter(|event| is_of(event, segment, is_own)).collect();
        let sessions = own.iter().filter(|event| event.state == State::Published);
        let sessions: Vec<_> = sessions.filter_map(|event| Some((event.slot?, listed_facts(event, is_own)))).collect();
        if sessions.is_empty() {
            continue;
        }
        let link = if is_own { segment.joining_link.as_deref() } else { None };
        let place = segment.place.as_deref();
        let named = Named { segment, sequence: segment.sequence, alarms: false, place, link, sessions };
        events.push(series_object(ctx, named)?);
    }
    let alone = listed.iter().filter(|event| !segments.iter().any(|segment| is_of(event, segment, is_own)));
    events.extend(alone.map(|event| object(ctx, listed_facts(event, is_own))));
    let calendar = Calendar { name: Some(name), purpose: Purpose::Feed, events };
    calendar.text().map_err(|error| unwritable(&error))
}

/// Whether a feed shows an event as a session of a series.
fn is_of(event: &Listed, segment: &Segment, is_own: bool) -> bool {
    event.segment_id == Some(segment.id) && (!is_own || event.is_through_series)
}

fn listed_facts(event: &Listed, is_own: bool) -> Facts<'_> {
    let has_seat = event.my_state == Some(copia_domain::registrations::State::Confirmed);
    Facts {
        uid: &event.uid,
        path: format!("/events/{}", event.slug),
        title: &event.title,
        summary: &event.summary,
        local_start: event.local_start,
        is_second: event.is_second,
        zone: &event.zone,
        minutes: event.minutes,
        place: event.place.as_deref(),
        link: event.joining_link.clone().filter(|_| is_own && has_seat),
        state: event.state,
        sequence: event.sequence,
        changed_at: event.changed_at,
        alarms: false,
    }
}

/// One event to be added to a calendar without registering.
pub(super) fn single(ctx: &Ctx, event: &Found, link: Option<String>) -> Result<String> {
    let entry = object(
        ctx,
        Facts {
            uid: &event.uid,
            path: format!("/events/{}", event.slug),
            title: &event.title,
            summary: &event.summary,
            local_start: event.local_start,
            is_second: event.is_second,
            zone: &event.zone,
            minutes: event.minutes,
            place: event.place.as_deref(),
            link,
            state: event.state,
            sequence: event.sequence,
            changed_at: event.changed_at,
            alarms: false,
        },
    );
    let calendar = Calendar { name: None, purpose: Purpose::Publish { sent: ctx.now }, events: vec![entry] };
    calendar.text().map_err(|error| unwritable(&error))
}
