//! Claims that somebody writes: the evidence board, writing one, naming what it rests on, and how one is known.

mod board;
mod edit;
mod evidence;
mod look;
pub(crate) mod words;

pub(crate) use look::{approval, look, withdrawal};

use crate::routes::Routes;

/// The routes of claims, apart from the page of each and what is decided there, which they share with those that were
/// taken over.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/impact/board", board::board)
        .post("/impact/board/themes", board::set_themes)
        .get("/impact/claims/new", edit::new)
        .post("/impact/claims", edit::create)
        .get("/impact/claims/{id}/edit", edit::edit)
        .post("/impact/claims/{id}/edit", edit::save)
        .get("/impact/claims/{id}/evidence", evidence::form)
        .post("/impact/claims/{id}/evidence", evidence::add)
        .post("/impact/claims/{id}/evidence/{position}/removal", evidence::remove)
        .post("/impact/claims/{id}/submission", look::submission)
        .post("/impact/claims/{id}/recall", look::recall)
        .post("/impact/claims/{id}/return", look::give_back)
        .post("/impact/claims/{id}/confirmation", look::confirmation)
        .post("/impact/claims/{id}/correction", look::correction)
        .post("/impact/claims/{id}/removal", look::discard)
}

/// The path of a claim.
fn path(id: impl std::fmt::Display) -> String {
    format!("/impact/claims/{id}")
}
