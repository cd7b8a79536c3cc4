//! The pages about who was at an event: checking in, the list at the door, reports of meetings, and one's own record.

mod door;
mod overview;
mod own;
mod pattern;
mod report;
mod screen;

use crate::{
    routes::Routes,
    shell::{Answer, Problem},
};
use axum::{
    extract::DefaultBodyLimit,
    handler::Handler as _,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    domain::attendance::{Refusal, Way, report::LARGEST},
    memberships::Export,
};
use copia_text::key;

/// The routes of attendance.
pub(crate) fn routes() -> Routes {
    // The report, and what forms put around a file.
    let preview = report::preview.layer(DefaultBodyLimit::max(LARGEST + (64 << 10)));
    Routes::default()
        .get("/events/{slug}/check-in", screen::screen)
        .get("/events/{slug}/here", screen::here)
        .post("/events/{slug}/here", screen::check_in)
        .get("/events/{slug}/attendance", door::list)
        .post("/events/{slug}/attendance", door::tick)
        .post("/events/{slug}/attendance/person", door::record_other)
        .post("/events/{slug}/attendance/others", door::set_others)
        .get("/events/{slug}/attendance/report", report::form)
        .post("/events/{slug}/attendance/report", preview)
        .post("/events/{slug}/attendance/report/lines", report::apply)
        .get("/me/attendance", own::record)
        .get("/me/attendance.csv", own::csv)
        .get("/me/attendance.xlsx", own::xlsx)
        .get("/me/attendance/{slug}", own::certificate)
        .get("/me/hosting", overview::hosting)
        .get("/programme/events", overview::overview)
        .get("/programme/events.csv", overview::csv)
        .get("/programme/events.xlsx", overview::xlsx)
}

/// The message for why nothing is recorded now.
pub(crate) const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotPublished => key("attendance-refusal-not-published"),
        Refusal::CalledOff => key("attendance-refusal-called-off"),
        Refusal::TooEarly => key("attendance-refusal-too-early"),
        Refusal::Over => key("attendance-refusal-over"),
    }
}

/// The message for how it is known that somebody was there.
const fn way_key(way: Way) -> &'static str {
    match way {
        Way::Code => key("attendance-way-code"),
        Way::Door => key("attendance-way-door"),
        Way::Host => key("attendance-way-host"),
        Way::Report => key("attendance-way-report"),
    }
}

/// A file to be taken away.
pub(crate) fn file(file: Export) -> Answer {
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (header::CONTENT_DISPOSITION, name.map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file.bytes).into_response())
}
