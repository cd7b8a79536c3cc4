//! Calendars as files, and the page about one's own.

use crate::shell::{Answer, Flash, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use copia_app::{
    domain::ids::PersonId,
    events::{self, Feed},
};
use copia_text::key;

/// A calendar as calendar programs read it. Whether it has changed is a question that the shell answers by its bytes.
fn file(feed: Feed, cache: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\"")),
    ];
    (headers, feed.text).into_response()
}

/// What everybody may come to.
pub(super) async fn public(visit: Visit) -> Answer {
    Ok(file(events::public_feed(&visit).await?, "public, max-age=300"))
}

/// What everybody may come to in one community.
pub(super) async fn community(visit: Visit, Path(slug): Path<String>) -> Answer {
    Ok(file(events::community_feed(&visit, &slug).await?, "public, max-age=300"))
}

/// One event, to be added to a calendar without registering.
pub(super) async fn one(visit: Visit, Path(slug): Path<String>) -> Answer {
    Ok(file(events::one_event(&visit, &slug).await?, "private, no-cache"))
}

/// One's own calendar under its secret address.
pub(super) async fn own(visit: Visit, Path((person, number, signature)): Path<(String, String, String)>) -> Answer {
    let person = PersonId::parse(&person).ok_or(Problem::LinkEnded)?;
    let number = number.parse().map_err(|_| Problem::LinkEnded)?;
    let signature = signature.strip_suffix(".ics").unwrap_or(&signature);
    Ok(file(events::own_feed(&visit, person, number, signature).await?, "private, no-cache"))
}

#[derive(Template)]
#[template(path = "events/calendar.html")]
struct CalendarPage {
    page: Page,
    address: Option<String>,
}
shown!(CalendarPage);

/// The page about one's own calendar.
pub(super) async fn settings(visit: Visit) -> Answer {
    let path = events::own_feed_link(&visit).await?;
    show(&CalendarPage {
        page: Page::new(&visit, "events", visit.words.say("own-calendar-title")).secret(),
        address: path.map(|path| visit.url(&path)),
    })
}

/// Makes a new address, and ends the one before.
pub(super) async fn renew(posted: Posted) -> Answer {
    events::renew_own_feed(&posted.visit).await?;
    Ok(redirect("/me/calendar", Some(Flash::new(key("flash-calendar-made")))))
}
