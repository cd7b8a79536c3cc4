//! The pages of events: what is on, one event, planning and running one.

mod calendars;
mod page;
mod planning;
mod running;
mod series;
mod speaking;
mod whats_on;

pub(crate) use page::{event_path, page_with};
pub(crate) use speaking::{SlidesShown, slides_shown};
pub(crate) use whats_on::{Row, rows};

use crate::routes::Routes;
use axum::{extract::DefaultBodyLimit, handler::Handler as _};
use copia_app::{
    domain::events::{Audience, Format, Kind},
    files::MOST_SLIDES_BYTES,
};
use copia_text::{Words, key};

/// Bytes of an upload of slides: the largest that are taken, and what a form puts around them.
const MOST_UPLOAD: usize = MOST_SLIDES_BYTES + (1 << 20);

/// The routes of events.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/events", whats_on::whats_on)
        .get("/events/new", planning::new)
        .post("/events", planning::create)
        .get("/events/{slug}", page::page)
        .get("/events/{slug}/edit", planning::edit)
        .post("/events/{slug}/edit", planning::save)
        .post("/events/{slug}/publication", running::publish)
        .post("/events/{slug}/removal", running::discard)
        .get("/events/{slug}/cancellation", running::call_off_form)
        .post("/events/{slug}/cancellation", running::call_off)
        .get("/events/{slug}/series", series::page)
        .post("/events/{slug}/series/publication", series::publish)
        .post("/events/{slug}/series/sessions", series::add)
        .get("/events/{slug}/team", running::team)
        .post("/events/{slug}/team", running::add_runner)
        .post("/events/{slug}/team/{person}/removal", running::remove_runner)
        .get("/events/{slug}/speakers", speaking::speakers)
        .post("/events/{slug}/speakers/{speaker}/request", speaking::ask)
        .get("/events/{slug}/slides/{slides}", speaking::slides)
        .post("/events/{slug}/slides/{slides}/removal", speaking::remove_slides)
        .get("/speaking/{speaker}/{signature}", speaking::look)
        .post("/speaking/{speaker}/{signature}", speaking::answer)
        .post("/speaking/{speaker}/{signature}/slides", speaking::add_slides.layer(DefaultBodyLimit::max(MOST_UPLOAD)))
        .post("/speaking/{speaker}/{signature}/slides/{slides}/removal", speaking::remove_own_slides)
        .get("/events/{slug}/event.ics", calendars::one)
        .get("/calendar.ics", calendars::public)
        .get("/communities/{slug}/calendar.ics", calendars::community)
        .get("/calendars/{person}/{number}/{signature}", calendars::own)
        .get("/me/calendar", calendars::settings)
        .post("/me/calendar", calendars::renew)
}

/// Where an event is, in a line: its room, "online", or both.
fn where_words(words: &Words, place: Option<&str>, format: Format) -> String {
    match (place, format) {
        (Some(place), Format::Both) => words.say_with("events-place-both", &[("place", place.into())]),
        (Some(place), _) => place.to_owned(),
        (None, _) => words.say("event-format-online").to_owned(),
    }
}

/// The message for a kind of event.
pub(crate) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::LunchAndLearn => key("event-kind-lunch-and-learn"),
        Kind::Webinar => key("event-kind-webinar"),
        Kind::CoreMeeting => key("event-kind-core-meeting"),
        Kind::Workshop => key("event-kind-workshop"),
        Kind::Social => key("event-kind-social"),
        Kind::SponsorMeeting => key("event-kind-sponsor-meeting"),
    }
}

/// The message for who may come.
const fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Public => key("event-audience-public"),
        Audience::Staff => key("event-audience-staff"),
        Audience::Members => key("event-audience-members"),
        Audience::Core => key("event-audience-core"),
    }
}

/// The message for how one can take part.
const fn format_key(format: Format) -> &'static str {
    match format {
        Format::InPerson => key("event-format-in-person"),
        Format::Online => key("event-format-online"),
        Format::Both => key("event-format-both"),
    }
}
