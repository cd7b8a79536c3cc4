//! The pages of an event's record: reading it, writing it, and its recording.

mod edit;
mod page;
mod range;
mod sending;
mod upload;

pub(crate) use page::RecordShown;

use crate::routes::Routes;
use axum::{extract::DefaultBodyLimit, handler::Handler as _};
use copia_app::domain::{captions, records::PIECE};

/// Bytes of a recording that a plain form takes at most; a longer one comes in pieces, or is linked.
const MOST_FORM: usize = 500 << 20;
/// What a form puts around a file.
const AROUND: usize = 1 << 20;

/// The routes of records.
pub(crate) fn routes() -> Routes {
    let most_piece = usize::try_from(PIECE).unwrap_or(usize::MAX);
    Routes::default()
        .get("/events/{slug}/record", page::page)
        .get("/events/{slug}/record/edit", edit::form)
        .post("/events/{slug}/record/edit", edit::save)
        .post("/events/{slug}/record/publication", edit::publish)
        .post("/events/{slug}/record/withdrawal", edit::take_down)
        .get("/events/{slug}/record/captions.vtt", sending::captions)
        .post(
            "/events/{slug}/record/captions",
            edit::set_captions.layer(DefaultBodyLimit::max(captions::LONGEST + AROUND)),
        )
        .post("/events/{slug}/record/recordings", upload::whole.layer(DefaultBodyLimit::max(MOST_FORM + AROUND)))
        .get("/events/{slug}/record/recordings/{recording}", sending::recording)
        .post("/events/{slug}/record/recordings/{recording}/removal", edit::remove_recording)
        .post("/events/{slug}/record/uploads", upload::begin)
        .post("/events/{slug}/record/uploads/{recording}", upload::piece.layer(DefaultBodyLimit::max(most_piece)))
        .post("/events/{slug}/record/uploads/{recording}/end", upload::finish)
}

/// The path of a record.
fn record_path(slug: &str) -> String {
    format!("{}/record", crate::events::event_path(slug))
}
