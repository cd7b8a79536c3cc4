//! The pages of impact as visitors read them are kept until this process changes something, and for a second at most:
//! thousands may read one after it was sent around, and all of them read the same.
//!
//! Whoever sends any cookie is a visitor no more. A second is how long a change by another process, or the passing of a
//! day, may go unseen; what this process does is seen at once, a quote that is taken back before all.

use super::Web;
use axum::{
    body::{Body, HttpBody as _, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// The routes whose pages are kept. Each reads nothing of a visitor but the address and the languages.
const ROUTES: [&str; 9] = [
    "/impact",
    "/impact/history",
    "/impact/method",
    "/impact/claims/{id}",
    "/impact/communities/{slug}",
    "/impact/areas/{slug}",
    "/impact/publications",
    "/impact/publications/{slug}",
    "/impact/embed",
];
/// Microseconds for which a page is kept.
const LONGEST: i64 = 1_000_000;
/// Pages that are kept, and bytes of each, at most.
const MOST: usize = 64;
const LARGEST: u64 = 256 * 1024;
/// Letters of the languages that a browser names, at most: nobody fills the memory with made-up ones.
const LONGEST_LANGUAGES: usize = 64;

/// The address, and the languages that the browser names.
type Key = (String, String);

/// Pages that are kept.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashMap<Key, Page>>);

/// A page with the number of changes before it was made, and when it was.
#[derive(Debug, Clone)]
struct Page {
    changes: u64,
    at: i64,
    headers: HeaderMap,
    body: Bytes,
}

impl Page {
    fn holds(&self, changes: u64, now: i64) -> bool {
        self.changes == changes && (self.at..self.at.saturating_add(LONGEST)).contains(&now)
    }
}

impl Kept {
    fn find(&self, key: &Key, changes: u64, now: i64) -> Option<Page> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|page| page.holds(changes, now)).cloned()
    }

    fn keep(&self, key: Key, page: Page) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, other| other.holds(page.changes, page.at));
        }
        if kept.len() < MOST {
            kept.insert(key, page);
        }
    }
}

/// Under what a request's page is kept; `None` for one that is not.
fn key(request: &Request) -> Option<Key> {
    let headers = request.headers();
    let route = request.extensions().get::<MatchedPath>()?;
    let is_plain = *request.method() == Method::GET && request.uri().query().is_none();
    if !is_plain || headers.contains_key(header::COOKIE) || !ROUTES.contains(&route.as_str()) {
        return None;
    }
    let languages = headers.get(header::ACCEPT_LANGUAGE).map_or(Some(""), |value| value.to_str().ok())?;
    (languages.len() <= LONGEST_LANGUAGES).then(|| (request.uri().path().to_owned(), languages.to_owned()))
}

fn answer(page: Page) -> Response {
    let mut response = Response::new(Body::from(page.body));
    *response.headers_mut() = page.headers;
    response
}

/// Answers with a page that is kept, or keeps the one that is made.
pub(crate) async fn keep(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    // Before anything of the page is read: a change that comes meanwhile makes it another page.
    let (changes, at) = (web.app.changes(), web.app.parts.clock.now().micros());
    if let Some(page) = web.kept.find(&key, changes, at) {
        return answer(page);
    }
    let (parts, body) = next.run(request).await.into_parts();
    let is_small = body.size_hint().upper().is_some_and(|bytes| bytes <= LARGEST);
    if parts.status != StatusCode::OK || parts.headers.contains_key(header::SET_COOKIE) || !is_small {
        return Response::from_parts(parts, body);
    }
    let Ok(body) = to_bytes(body, usize::try_from(LARGEST).unwrap_or(usize::MAX)).await else {
        // A page is a text in memory, of which every byte is there.
        return super::Problem::Internal.into_response();
    };
    web.kept.keep(key, Page { changes, at, headers: parts.headers.clone(), body: body.clone() });
    Response::from_parts(parts, Body::from(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(changes: u64, at: i64) -> Page {
        Page { changes, at, headers: HeaderMap::new(), body: Bytes::from_static(b"page") }
    }

    fn address(path: &str) -> Key {
        (path.to_owned(), String::new())
    }

    #[test]
    fn a_page_holds_until_something_changes_and_for_a_second() {
        let kept = Kept::default();
        kept.keep(address("/impact"), page(7, 100));
        assert!(kept.find(&address("/impact"), 7, 100).is_some());
        assert!(kept.find(&address("/impact"), 7, 100 + LONGEST - 1).is_some());
        assert!(kept.find(&address("/impact"), 7, 100 + LONGEST).is_none(), "a second has passed");
        assert!(kept.find(&address("/impact"), 7, 99).is_none(), "the clock was set back");
        assert!(kept.find(&address("/impact"), 8, 100).is_none(), "something was changed");
        assert!(kept.find(&address("/impact/method"), 7, 100).is_none());
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let kept = Kept::default();
        for number in 0..2 * MOST {
            kept.keep(address(&format!("/impact/claims/{number}")), page(7, 100));
        }
        assert_eq!(kept.0.lock().unwrap().len(), MOST);
        kept.keep(address("/impact"), page(8, 100));
        assert_eq!(kept.0.lock().unwrap().len(), 1, "those that do not hold any more make room");
    }
}
