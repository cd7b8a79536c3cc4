//! Taking a recording in: in pieces for browsers with scripts, and whole from a plain form.
//!
//! The protocol is small. `POST …/uploads` with the file's name, size and time of its last change answers where to go on:
//! at 0, or where an earlier upload of the same file ended. `POST …/uploads/{id}?offset=n` takes the piece that begins
//! there and answers where the next one does; a piece that is not the next one is not taken, and the answer says which
//! is. `POST …/uploads/{id}/end` makes the whole file the recording of the event.

use super::{
    edit::{Tried, edit_page, fault_key},
    record_path,
};
use crate::shell::{Answer, Flash, Piece, Posted, Problem, Query, Visit, check_token, redirect};
use axum::{
    extract::{Multipart, Path, multipart::MultipartRejection},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use copia_app::{
    Error, Faults,
    domain::{fields::Fault, ids::RecordingId},
    records::{self, Incoming, Progress},
};
use copia_text::key;
use serde_json::json;

fn said(status: StatusCode, words: &serde_json::Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], words.to_string()).into_response()
}

/// The answer for a script; what the person has to change is said in words.
fn answer(visit: &Visit, outcome: Result<Progress, Error>) -> Answer {
    match outcome {
        Ok(Progress { id, offset, piece }) => {
            Ok(said(StatusCode::OK, &json!({ "id": id.to_string(), "offset": offset, "piece": piece })))
        }
        Err(Error::Invalid(faults)) => {
            let words: Vec<&str> =
                faults.iter().map(|(field, fault)| visit.words.say(fault_key(field, fault))).collect();
            Ok(said(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "fault": words.join(" ") })))
        }
        Err(error) => Err(error.into()),
    }
}

/// Begins an upload, or goes on with one.
pub(super) async fn begin(Path(slug): Path<String>, posted: Posted) -> Answer {
    let number = |name: &str| posted.get(name).parse::<i64>().unwrap_or(0);
    let begun = records::begin(&posted.visit, &slug, posted.get("name"), number("size"), number("modified")).await;
    answer(&posted.visit, begun)
}

/// Takes a piece in.
pub(super) async fn piece(Path((slug, id)): Path<(String, String)>, query: Query, piece: Piece) -> Answer {
    let id = RecordingId::parse(&id).ok_or(Problem::NotFound)?;
    let offset = query.get("offset").parse().map_err(|_| Problem::Invalid)?;
    let taken = records::add_piece(&piece.visit, &slug, id, offset, piece.bytes).await;
    answer(&piece.visit, taken)
}

/// Finishes an upload.
pub(super) async fn finish(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = RecordingId::parse(&id).ok_or(Problem::NotFound)?;
    match records::finish(&posted.visit, &slug, id).await {
        Ok(()) => Ok(said(StatusCode::OK, &json!({}))),
        Err(error) => answer(&posted.visit, Err(error)),
    }
}

/// Takes a recording in from a plain form, as its bytes come. The token stands before the file, so that nothing is
/// stored for a form of another site.
pub(super) async fn whole(
    visit: Visit,
    Path(slug): Path<String>,
    multipart: Result<Multipart, MultipartRejection>,
) -> Answer {
    let mut multipart = multipart.map_err(|_| Problem::NotAForm)?;
    let mut token = String::new();
    while let Some(mut field) = multipart.next_field().await.map_err(|_| Problem::TooLarge)? {
        if field.file_name().is_none() {
            if field.name() == Some("csrf") {
                token = field.text().await.map_err(|_| Problem::NotText)?;
            }
            continue;
        }
        check_token(&visit, &token)?;
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut incoming = Incoming::new(&visit, &slug).await?;
        let outcome = async {
            while let Some(bytes) = field.chunk().await.map_err(|_| Problem::TooLarge)? {
                incoming.push(&visit, &bytes).await?;
            }
            Ok::<_, Unkept>(incoming.finish(&visit, &slug, &name).await?)
        };
        return match outcome.await {
            Ok(()) => {
                let edit = format!("{}/edit", record_path(&slug));
                Ok(redirect(&edit, Some(Flash::new(key("flash-recording-added")))))
            }
            Err(unkept) => {
                incoming.give_up(&visit).await;
                match unkept {
                    Unkept::Error(Error::Invalid(faults)) => edit_page(&visit, &slug, Tried::of(faults)).await,
                    Unkept::Error(error) => Err(error.into()),
                    Unkept::Problem(problem) => Err(problem),
                }
            }
        };
    }
    check_token(&visit, &token)?;
    edit_page(&visit, &slug, Tried::of(Faults::one("recording", Fault::Missing))).await
}

/// Why a recording from a form was not kept.
enum Unkept {
    Error(Error),
    Problem(Problem),
}

impl From<Error> for Unkept {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Problem> for Unkept {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
