//! The stream of changes of a room, as server-sent events
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use crate::shell::{Answer, Problem, Query, Visit, Web, cookie, session_cookie};
use axum::{
    body::{Body, Bytes},
    extract::Path,
    response::{IntoResponse as _, Response},
};
use copia_app::{
    Device, Error, accounts, events,
    rooms::{self, Heard, Listener},
};
use futures_util::stream;
use http::{HeaderMap, HeaderValue, header};
use std::{convert::Infallible, time::Duration};

/// How long nothing is said at most: proxies end what is quiet, and a listener who is gone is noticed.
const QUIET: Duration = Duration::from_secs(20);
/// What is said then; browsers take it for nothing.
const STILL_HERE: &[u8] = b":\n\n";
/// The first thing said: how many milliseconds a browser waits before it comes back.
const FIRST: &[u8] = b"retry: 3000\n\n";

/// What a stream keeps of its listener, who may listen for hours: as little as it takes to ask again whether they may.
struct Listening {
    listener: Listener,
    web: Web,
    slug: String,
    session: Option<String>,
    has_begun: bool,
}

/// Everything that changes in a room, until somebody ends it.
pub(super) async fn stream(visit: Visit, Path(slug): Path<String>, query: Query, headers: HeaderMap) -> Answer {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let listener = match rooms::listen(&visit, &slug, last.unwrap_or(query.get("since"))).await {
        Err(Error::NotNow(_)) => return Err(Problem::Busy),
        other => other?,
    };
    let session = cookie(&headers, session_cookie(&visit.web)).map(str::to_owned);
    let listening = Listening { listener, web: visit.web.clone(), slug, session, has_begun: false };
    let body = Body::from_stream(stream::unfold(listening, |mut listening| async move {
        let said = listening.next().await?;
        Some((Ok::<_, Infallible>(said), listening))
    }));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Said to proxies that would keep it until it is complete.
        (header::HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    let response: Response = (headers, body).into_response();
    Ok(response)
}

impl Listening {
    /// What is said next; `None` ends the stream.
    async fn next(&mut self) -> Option<Bytes> {
        if !std::mem::replace(&mut self.has_begun, true) {
            return Some(Bytes::from_static(FIRST));
        }
        loop {
            match tokio::time::timeout(QUIET, self.listener.hear()).await {
                Ok(Heard::Frame(frame)) => return Some(frame),
                Ok(Heard::Access) if self.may_listen().await => {}
                Err(_) if self.listener.is_public() || self.may_listen().await => {
                    return Some(Bytes::from_static(STILL_HERE));
                }
                Ok(Heard::Access | Heard::End) | Err(_) => return None,
            }
        }
    }

    /// Whether the listener may still know of the event: they may have signed out, or left the community.
    async fn may_listen(&self) -> bool {
        let ctx = accounts::request(&self.web.app, self.session.as_deref(), None, None, Device::default()).await;
        let Ok(ctx) = ctx else { return false };
        let Ok(mut tx) = ctx.read().await else { return false };
        events::visible(&ctx, &mut tx, &self.slug).await.is_ok()
    }
}
