//! The front page: for visitors what the programme is, for those who have signed in what concerns them.

mod mine;
mod visitor;

use crate::{
    routes::Routes,
    shell::{Answer, Visit, Web, redirect},
};
use axum::{extract::State, http::header};
use copia_app::people;

/// The routes of the front page.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/", home).post("/language", language)
}

async fn home(visit: Visit) -> Answer {
    if visit.account.is_none() {
        return visitor::page(&visit).await;
    }
    if people::is_welcome_due(&visit).await? {
        return Ok(redirect("/welcome", None));
    }
    mine::page(&visit).await
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
