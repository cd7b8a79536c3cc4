//! Leaving the site.

use super::own::TABS;
use crate::{
    routes::Routes,
    shell::{Answer, Flash, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use copia_app::{people, role_terms::role_key};
use copia_text::key;

/// The routes of leaving.
pub(super) fn routes() -> Routes {
    Routes::default().get("/me/departure", explain).post("/me/departure", leave)
}

#[derive(Template)]
#[template(path = "me/departure.html")]
struct DeparturePage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    communities: String,
    roles: Vec<(&'static str, String)>,
    retained: String,
    is_last_administrator: bool,
}
shown!(DeparturePage);

async fn explain(visit: Visit) -> Answer {
    let departure = people::departure(&visit).await?;
    let roles = departure.terms.iter().map(|term| (role_key(term.role), term.name.clone().unwrap_or_default()));
    show(&DeparturePage {
        page: Page::new(&visit, "me", visit.words.say("me-tab-departure")).unlisted(),
        tabs: &TABS,
        communities: visit.words.say_with("departure-communities", &[("count", departure.communities.into())]),
        roles: roles.collect(),
        retained: visit.words.say_with("departure-kept", &[("days", copia_app::privacy::KEEP_DAYS.into())]),
        is_last_administrator: departure.is_last_administrator,
    })
}

async fn leave(posted: Posted) -> Answer {
    people::leave_site(&posted.visit).await?;
    Ok(redirect("/", Some(Flash::new(key("flash-left-site")))))
}
