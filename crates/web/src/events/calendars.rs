//! Calendars as files, and the page about one's own.

use crate::shell::{Answer, Flash, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use copia_app::{
    domain::ids::PersonId,
    events::{self, Feed},
};
use copia_text::key;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// A calendar as calendar programs read it. They ask again every hour; one that has not changed is not sent again.
fn file(headers: &HeaderMap, feed: &Feed, cache: &'static str) -> Response {
    let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&feed.text)));
    let tag = HeaderValue::try_from(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    let kept = [(header::CACHE_CONTROL, HeaderValue::from_static(cache)), (header::ETAG, tag.clone())];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|asked| names(asked, &tag)) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"calendar.ics\"")),
    ];
    (kept, headers, feed.text.clone()).into_response()
}

/// Whether a list of tags names one, weakly or not (RFC 9110, section 13.1.2).
fn names(asked: &HeaderValue, tag: &HeaderValue) -> bool {
    let (asked, tag) = (asked.to_str().unwrap_or_default(), tag.to_str().unwrap_or_default());
    asked.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

/// What everybody may come to.
pub(super) async fn public(visit: Visit, headers: HeaderMap) -> Answer {
    Ok(file(&headers, &events::public_feed(&visit).await?, "public, max-age=300"))
}

/// What everybody may come to in one community.
pub(super) async fn community(visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    Ok(file(&headers, &events::community_feed(&visit, &slug).await?, "public, max-age=300"))
}

/// One event, to be added to a calendar without registering.
pub(super) async fn one(visit: Visit, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    Ok(file(&headers, &events::one_event(&visit, &slug).await?, "private, no-cache"))
}

/// One's own calendar under its secret address.
pub(super) async fn own(
    visit: Visit,
    Path((person, number, signature)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Answer {
    let person = PersonId::parse(&person).ok_or(Problem::LinkEnded)?;
    let number = number.parse().map_err(|_| Problem::LinkEnded)?;
    let signature = signature.strip_suffix(".ics").unwrap_or(&signature);
    Ok(file(&headers, &events::own_feed(&visit, person, number, signature).await?, "private, no-cache"))
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
