//! Events as calendars know them: the entry in a letter, and the entries of a feed.

mod objects;

use super::{Found, Listed, joining};
use crate::{Ctx, Error, Result, registrations::Registration};
use copia_calendar::{Attendee, Calendar, Event, Participation, Purpose, Role, Status};
use copia_domain::{
    events::State,
    registrations::{self, Method, Place},
};
use copia_mail::CalendarPart;
use copia_store::events::series::Segment;
use objects::{Facts, Named, object, series_object};

/// The name of a new calendar object, of an event or of a series: fixed for good, whatever the event comes to say.
pub(super) fn new_uid(ctx: &Ctx, event: impl std::fmt::Display) -> String {
    let host = ctx.app.parts.base_url.split("://").nth(1).unwrap_or("localhost");
    let host: String =
        host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '.' }).collect();
    format!("{event}@{}", host.trim_matches('.'))
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
    let sessions = seats.iter().filter_map(|(event, place)| Some((event.slot?, going(event, *place))));
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

/// What somebody who takes part in one way is told: where to go, or how to join.
fn going(event: &Found, place: Place) -> Facts<'_> {
    let mut facts = Facts::from(event);
    facts.place = facts.place.filter(|_| place == Place::InPerson);
    facts.link = joining(event, place);
    facts
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
    let is_request = method == Method::Request;
    let mut facts = Facts { sequence, alarms: is_request, ..going(event, row.place) };
    facts.link = facts.link.filter(|_| is_request);
    let mut entry = object(ctx, &facts);
    if !is_request {
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

/// A feed of events to subscribe to. A series is one object; in somebody's own feed it is one where they come to it as a
/// whole, and the joining links are in that feed only.
pub(super) fn feed(ctx: &Ctx, name: String, listed: &[Listed], segments: &[Segment], is_own: bool) -> Result<String> {
    let mut events = Vec::new();
    for segment in segments {
        let own = listed.iter().filter(|event| is_of(event, segment, is_own));
        let sessions = own.filter(|event| event.state == State::Published);
        let sessions: Vec<_> = sessions.filter_map(|event| Some((event.slot?, listed_facts(event, is_own)))).collect();
        if sessions.is_empty() {
            continue;
        }
        let link = segment.joining_link.as_deref().filter(|_| is_own);
        let place = segment.place.as_deref();
        let named = Named { segment, sequence: segment.sequence, alarms: false, place, link, sessions };
        events.push(series_object(ctx, named)?);
    }
    let alone = listed.iter().filter(|event| !segments.iter().any(|segment| is_of(event, segment, is_own)));
    events.extend(alone.map(|event| object(ctx, &listed_facts(event, is_own))));
    let calendar = Calendar { name: Some(name), purpose: Purpose::Feed, events };
    calendar.text().map_err(|error| unwritable(&error))
}

/// Whether a feed shows an event as a session of a series.
fn is_of(event: &Listed, segment: &Segment, is_own: bool) -> bool {
    event.segment_id == Some(segment.id) && (!is_own || event.is_through_series)
}

/// What a feed says of an event; how to join to whoever has a seat.
fn listed_facts(event: &Listed, is_own: bool) -> Facts<'_> {
    let has_seat = event.my_state == Some(registrations::State::Confirmed);
    Facts { link: event.joining_link.as_deref().filter(|_| is_own && has_seat), ..event.into() }
}

/// One event to be added to a calendar without registering.
pub(super) fn single(ctx: &Ctx, event: &Found, link: Option<&str>) -> Result<String> {
    let entry = object(ctx, &Facts { link, ..event.into() });
    let calendar = Calendar { name: None, purpose: Purpose::Publish { sent: ctx.now }, events: vec![entry] };
    calendar.text().map_err(|error| unwritable(&error))
}
