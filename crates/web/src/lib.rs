//! The pages: axum and askama over the use cases. No SQL, and no rule about who may do what.
//!
//! A handler is given a [`shell::Visit`] (the context of the request), calls one use case and answers with a
//! page: a template struct that holds a [`shell::Page`]. A form is read with [`shell::Posted`], which checks where
//! it comes from and keeps what was typed. What goes wrong becomes a page in one place, `shell::problem`.

mod about;
mod accounts;
mod administration;
mod attendance;
mod audit;
mod broadcasts;
mod card;
pub mod charts;
mod claims;
mod communities;
mod demonstration;
mod design;
pub mod emblem;
mod events;
mod home;
mod impact;
pub mod initials;
mod memberships;
mod news;
mod organisation;
mod people;
mod programme;
mod prompts;
mod publications;
mod pulse;
mod quotes;
mod recognition;
mod records;
mod registrations;
mod results;
mod role_terms;
mod rooms;
mod routes;
mod search;
mod service_areas;
mod shell;
mod stories;
mod surveys;
mod value;

pub use routes::{Route, all_routes};
pub use shell::Settings;

use copia_app::{
    App, Ctx, Error,
    publications::{Of, PublishInput, Standing},
};
use std::sync::Arc;

/// Everything that a running site answers.
pub fn router(app: Arc<App>, settings: Settings) -> axum::Router {
    shell::wrap(routes::all(), shell::Web::new(app, settings))
}

/// Publishes the programme's page of impact as it stands, under this title. Gives its address.
///
/// # Errors
/// [`Error::Denied`] for somebody who may not; [`Error::NotNow`] for a page that states nothing, and for one on which
/// something does not hold any more; [`Error::Invalid`] for a title that is taken; [`Error::Store`].
pub async fn publish(ctx: &Ctx, title: &str) -> Result<String, Error> {
    publications::keep(ctx, PublishInput { title, of: Of::Programme }).await
}

/// Publishes a page that is known, such as the one of an earlier year. As [`publish`].
///
/// # Errors
/// As [`publish`].
pub async fn publish_page(ctx: &Ctx, title: &str, page: &Standing) -> Result<String, Error> {
    publications::keep_page(ctx, title, page).await
}
