//! Events as calendars know them: the entry in a letter, and the entries of a feed.

use super::{Found, Listed, joining};
use crate::{Ctx, Error, Result, registrations::Registration};
use copia_calendar::{
    Alarm, Attendee, Calendar, Details, Event, Link, Organizer, Part, Participation, Purpose, Role, Status, Timing,
};
use copia_domain::{
    events::{Local, State},
    ids::EventId,
    registrations::Method,
    slug::Slug,
    time::When,
    wall,
};
use copia_mail::CalendarPart;
use std::num::NonZeroU32;

/// Minutes before the start at which a person's own calendar reminds them.
const ALARM_MINUTES: u32 = 15;

/// The name of a new event's calendar object: fixed for good, whatever the event comes to say.
pub(super) fn new_uid(ctx: &Ctx, event: EventId) -> String {
    let host = ctx.app.parts.base_url.split("://").nth(1).unwrap_or("localhost");
    let host: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '.' }).collect();
    format!("{event}@{}", host.trim_matches('.'))
}

/// What of an event a calendar entry says.
struct Facts<'a> {
    uid: &'a str,
    slug: &'a Slug,
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
            page: Some(Link {
                label: words.say("calendar-text-link").to_owned(),
                url: ctx.url(&format!("/events/{}", facts.slug)),
            }),
            join: facts.link.map(|url| Link { label: words.say("calendar-text-join").to_owned(), url }),
            categories: Vec::new(),
            alarms: if facts.alarms { vec![alarm()] } else { Vec::new() },
        },
        part: Part::Single,
    }
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
            slug: &event.slug,
            title: &event.title,
            summary: &event.summary,
            local_start: event.local_start,
            is_second: event.is_second,
            zone: &event.zone,
            minutes: event.minutes,
            place: event.place.as_deref().filter(|_| row.place == copia_domain::registrations::Place::InPerson),
            link: joining(event, row.place).filter(|_| method == Method::Request),
            state: event.state,
            sequence,
            changed_at: event.changed_at,
            alarms: method == Method::Request,
        },
    );
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
        Method::Cancel => {
            entry.details.status = Status::Cancelled;
            (Purpose::Cancel { sent, attendee }, "CANCEL")
        }
    };
    let calendar = Calendar { name: None, purpose, events: vec![entry] };
    let text = calendar.text().map_err(|error| unwritable(&error))?;
    CalendarPart::new(word, &text, "invite.ics").map_err(|error| Error::Internal(error.to_string()))
}

/// A feed of events to subscribe to. The joining links are only in one's own.
pub(super) fn feed(ctx: &Ctx, name: String, events: &[Listed], is_own: bool) -> Result<String> {
    let events = events.iter().map(|event| {
        object(
            ctx,
            Facts {
                uid: &event.uid,
                slug: &event.slug,
                title: &event.title,
                summary: &event.summary,
                local_start: event.local_start,
                is_second: event.is_second,
                zone: &event.zone,
                minutes: event.minutes,
                place: event.place.as_deref(),
                link: event
                    .joining_link
                    .clone()
                    .filter(|_| is_own && event.my_state == Some(copia_domain::registrations::State::Confirmed)),
                state: event.state,
                sequence: event.sequence,
                changed_at: event.changed_at,
                alarms: false,
            },
        )
    });
    let calendar = Calendar { name: Some(name), purpose: Purpose::Feed, events: events.collect() };
    calendar.text().map_err(|error| unwritable(&error))
}

/// One event to be added to a calendar without registering.
pub(super) fn single(ctx: &Ctx, event: &Found, link: Option<String>) -> Result<String> {
    let entry = object(
        ctx,
        Facts {
            uid: &event.uid,
            slug: &event.slug,
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
