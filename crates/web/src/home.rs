//! The front page.

use crate::{
    routes::Routes,
    shell::{Answer, Page, Visit, Web, redirect, show, shown},
};
use askama::Template;
use axum::{extract::State, http::header};

/// The routes of the front page.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/", home).post("/language", language)
}

#[derive(Template)]
#[template(path = "home/visitor.html")]
struct VisitorPage {
    page: Page,
    about: String,
}
shown!(VisitorPage);

async fn home(visit: Visit) -> Answer {
    let about = copia_text::markdown::to_html(&visit.site.organisation.about);
    let title = visit.words.say("home-title").to_owned();
    show(&VisitorPage { page: Page::new(&visit, "home", title), about })
}

/// Keeps the language that the reader chose.
async fn language(State(web): State<Web>, posted: crate::shell::Posted) -> Answer {
    let chosen = web.app.site().catalogue.words(posted.get("language")).ok_or(crate::shell::Problem::NotFound)?;
    let next = copia_app::accounts::safe_next(Some(posted.get("next")));
    let mut response = redirect(&next, None);
    let cookie = format!("language={}; Path=/; Max-Age=31536000; SameSite=Lax", chosen.language());
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
