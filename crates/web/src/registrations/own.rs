//! What people do with their own place.

use crate::{
    events::{event_path, page_with},
    shell::{Answer, Flash, Form, Posted, Problem, redirect},
};
use axum::extract::Path;
use copia_app::{
    Error,
    domain::registrations::{Place, Refusal, State},
    registrations,
};
use copia_text::key;

/// The message for what came of registering.
pub(super) const fn came(state: State) -> &'static str {
    match state {
        State::Confirmed => key("flash-registered"),
        _ => key("flash-in-line"),
    }
}

fn place(posted: &Posted) -> Result<Place, Problem> {
    Place::from_word(posted.get("place")).ok_or(Problem::Invalid)
}

/// What a button says that was pressed twice: how things stand is on the page.
fn again<T>(result: Result<T, Error>, done: impl FnOnce(T) -> Flash) -> Result<Flash, Problem> {
    match result {
        Ok(value) => Ok(done(value)),
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => Ok(Flash::new(key("flash-as-before"))),
        Err(error) => Err(error.into()),
    }
}

/// Takes a seat, or a place in line.
pub(super) async fn register(Path(slug): Path<String>, posted: Posted) -> Answer {
    let place = place(&posted)?;
    let state = registrations::register(&posted.visit, &slug, place, posted.get("needs")).await;
    if let Err(Error::Invalid(faults)) = state {
        return page_with(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await;
    }
    let flash = again(state, |state| Flash::new(came(state)))?;
    Ok(redirect(&event_path(&slug), Some(flash)))
}

/// Gives back what one has.
pub(super) async fn withdraw(Path(slug): Path<String>, posted: Posted) -> Answer {
    let done = registrations::withdraw(&posted.visit, &slug).await;
    let flash = again(done, |()| Flash::new(key("flash-gave-back")))?;
    Ok(redirect(&event_path(&slug), Some(flash)))
}

/// Accepts the offer of a seat.
pub(super) async fn accept(Path(slug): Path<String>, posted: Posted) -> Answer {
    let done = registrations::accept(&posted.visit, &slug).await;
    let flash = again(done, |()| Flash::new(key("flash-registered")))?;
    Ok(redirect(&event_path(&slug), Some(flash)))
}

/// Takes part in the other way instead.
pub(super) async fn change_place(Path(slug): Path<String>, posted: Posted) -> Answer {
    let place = place(&posted)?;
    let done = registrations::change_place(&posted.visit, &slug, place).await;
    let flash = again(done, |_| Flash::new(key("flash-place-changed")))?;
    Ok(redirect(&event_path(&slug), Some(flash)))
}
