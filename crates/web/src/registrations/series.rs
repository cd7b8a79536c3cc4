//! Coming to a whole series, leaving it, and the link in its letters.

use super::state_key;
use crate::{
    events::event_path,
    shell::{Answer, Flash, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        ids::SeriesRegistrationId,
        registrations::{Place, Refusal},
    },
    events,
    registrations::{self, Seats, SeriesLink},
};
use copia_text::key;

fn series_path(slug: &str) -> String {
    format!("{}/series", event_path(slug))
}

/// Comes to all of it.
pub(super) async fn come(Path(slug): Path<String>, posted: Posted) -> Answer {
    let place = Place::from_word(posted.get("place")).ok_or(Problem::Invalid)?;
    let flash = match registrations::come_to_series(&posted.visit, &slug, place).await {
        Ok(Seats { confirmed, waiting: 0 }) => {
            Flash::new(key("flash-series-joined")).with("seats", &confirmed.to_string())
        }
        Ok(Seats { confirmed, waiting }) => Flash::new(key("flash-series-joined-line"))
            .with("seats", &confirmed.to_string())
            .with("waiting", &waiting.to_string()),
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => Flash::new(key("flash-as-before")),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&series_path(&slug), Some(flash)))
}

/// Leaves it.
pub(super) async fn leave(Path(slug): Path<String>, posted: Posted) -> Answer {
    let flash = match registrations::leave_series(&posted.visit, &slug).await {
        Ok(()) => key("flash-series-left"),
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&series_path(&slug), Some(Flash::new(flash))))
}

#[derive(Template)]
#[template(path = "registrations/series.html")]
struct LinkPage {
    page: Page,
    action: String,
    is_on: bool,
    /// Each session: when it is, where one stands, and the page to look after the place.
    places: Vec<(String, &'static str, String)>,
}
shown!(LinkPage);

type Parts = (String, String);

fn link((registration, signature): Parts) -> Result<SeriesLink, Problem> {
    Ok(SeriesLink { registration: SeriesRegistrationId::parse(&registration).ok_or(Problem::LinkEnded)?, signature })
}

/// The page of the link. Opening it changes nothing.
pub(super) async fn look(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    let link = link(parts)?;
    let view = registrations::look_at_series(&visit, &link).await?;
    let places = view.places.iter();
    let places = places.map(|(one, state, link)| (events::when_words(&visit, one), state_key(*state), link.path()));
    show(&LinkPage {
        page: Page::new(&visit, "events", view.title.as_str()).secret(),
        action: link.path(),
        is_on: view.is_on,
        places: places.collect(),
    })
}

/// Leaves the series.
pub(super) async fn leave_by_link(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    let flash = match registrations::leave_series_by_link(&posted.visit, &link).await {
        Ok(()) => key("flash-series-left"),
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&link.path(), Some(Flash::new(flash))))
}
