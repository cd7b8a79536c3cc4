//! The bytes of a recording, whole or in parts, and its captions.

use super::range::{Part, part};
use crate::shell::{Answer, Problem, Visit};
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use copia_app::{domain::ids::RecordingId, records};

/// What every answer carries: a page of its own may do nothing, and whoever may not see the event any more is asked
/// again. The bytes never change under one id, so asking again costs little.
fn fixed() -> [(HeaderName, HeaderValue); 4] {
    [
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ]
}

/// The bytes of a recording.
pub(super) async fn recording(visit: Visit, Path((slug, id)): Path<(String, String)>, headers: HeaderMap) -> Answer {
    let id = RecordingId::parse(&id).ok_or(Problem::NotFound)?;
    let playing = records::open(&visit, &slug, id).await?;
    let size = playing.size();
    let tag = format!("\"{id}\"");
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let mut own = HeaderMap::from_iter(fixed());
    let mut set = |name, value: &str| {
        // Every one of them is made of numbers, ids and our own words.
        HeaderValue::from_str(value).map(|value| own.insert(name, value)).ok();
    };
    set(header::ETAG, &tag);
    set(header::ACCEPT_RANGES, "bytes");
    if text(header::IF_NONE_MATCH).is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
        return Ok((StatusCode::NOT_MODIFIED, own).into_response());
    }
    set(header::CONTENT_TYPE, playing.media.media_type());
    let (status, sent) = match part(text(header::RANGE), text(header::IF_RANGE), &tag, size) {
        Part::Whole => (StatusCode::OK, 0..size),
        Part::Some(sent) => {
            set(header::CONTENT_RANGE, &format!("bytes {}-{}/{size}", sent.start, sent.end - 1));
            (StatusCode::PARTIAL_CONTENT, sent)
        }
        Part::Beyond => {
            set(header::CONTENT_RANGE, &format!("bytes */{size}"));
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, own).into_response());
        }
    };
    set(header::CONTENT_LENGTH, &(sent.end - sent.start).to_string());
    Ok((status, own, Body::from_stream(playing.stream(&visit, sent))).into_response())
}

/// The captions of a recording.
pub(super) async fn captions(visit: Visit, Path(slug): Path<String>) -> Answer {
    let captions = records::captions(&visit, &slug).await?;
    let mut own = HeaderMap::from_iter(fixed());
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/vtt; charset=utf-8"));
    Ok((own, captions).into_response())
}
