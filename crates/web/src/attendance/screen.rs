//! The code on the screen in the room, and the page on which people type it or press the one button.

use super::{pattern::pattern, refusal_key};
use crate::{
    events::event_path,
    shell::{Answer, Flash, Form, Page, Posted, Query, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error, attendance,
    domain::{
        attendance::{Refusal, WINDOW_MINUTES, Way},
        events::Audience,
        fields::Fault,
    },
    events,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "attendance/screen.html")]
struct ScreenPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    refusal: Option<&'static str>,
    /// The code in two halves, which are easier to read across a room.
    code: (String, String),
    spoken: String,
    pattern: String,
    address: String,
    window: String,
    came: String,
}
shown!(ScreenPage);

/// The page for the screen.
pub(super) async fn screen(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = attendance::projector(&visit, &slug).await?;
    let words = &visit.words;
    let path = event_path(view.event.slug.as_str());
    let address = visit.url(&format!("{path}/here"));
    let (first, second) = view.code.split_at(view.code.len() / 2);
    let door = format!("{address}?{}", form_query("code", &view.code));
    let letters: Vec<String> = view.code.chars().map(String::from).collect();
    show(&ScreenPage {
        page: Page::new(&visit, "events", words.say("check-in-title")).secret(),
        pattern: pattern(&door, words.say("check-in-pattern")),
        code: (first.to_owned(), second.to_owned()),
        spoken: letters.join(" "),
        address: address.trim_start_matches("https://").trim_start_matches("http://").to_owned(),
        when: events::when_words(&visit, &view.event),
        refusal: view.refusal.map(refusal_key),
        window: words.say_with("check-in-window", &[("minutes", WINDOW_MINUTES.into())]),
        came: words.say_with("attendance-came", &[("count", view.totals.all().into())]),
        event: view.event.title,
        path,
    })
}

#[derive(Template)]
#[template(path = "attendance/here.html")]
struct HerePage {
    page: Page,
    event: String,
    path: String,
    when: String,
    refusal: Option<&'static str>,
    is_here: bool,
    sign_in: String,
    is_for_guests: bool,
    /// The code that came with the address; the form then is one button.
    given: String,
    form: Form,
}
shown!(HerePage);

/// The page to check in. Opening it marks nobody.
pub(super) async fn here(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    here_page(&visit, &slug, query.get("code"), Form::default()).await
}

async fn here_page(visit: &Visit, slug: &str, given: &str, form: Form) -> Answer {
    let view = attendance::here(visit, slug).await?;
    let path = event_path(view.event.slug.as_str());
    let back = match given {
        "" => format!("{path}/here"),
        given => format!("{path}/here?{}", form_query("code", given)),
    };
    let status = if view.refusal.is_some() && form.is_faulty() { StatusCode::CONFLICT } else { form.status(false) };
    show(&HerePage {
        page: Page::new(visit, "events", visit.words.say("here-title")).status(status).secret(),
        when: events::when_words(visit, &view.event),
        refusal: view.refusal.map(refusal_key),
        is_here: view.is_here,
        sign_in: if visit.account.is_none() {
            format!("/sign-in?{}", form_query("next", &back))
        } else {
            String::new()
        },
        is_for_guests: view.event.audience == Audience::Public,
        // A code that is wrong is typed anew.
        given: if form.is_faulty() { String::new() } else { given.to_owned() },
        event: view.event.title,
        path,
        form,
    })
}

/// Checks in. Only wrong codes are counted: a whole room shares one network address.
pub(super) async fn check_in(Path(slug): Path<String>, posted: Posted) -> Answer {
    let visit = &posted.visit;
    visit.web.wrong_codes.check(visit)?;
    let (code, way) = (posted.get("code"), if posted.has("door") { Way::Door } else { Way::Code });
    match attendance::check_in(visit, &slug, code, way).await {
        Ok(()) => Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-here"))))),
        Err(Error::Invalid(faults)) => {
            if faults.of("code") == Some(Fault::WrongCode) {
                visit.web.wrong_codes.count(visit)?;
            }
            here_page(visit, &slug, "", Form::with(posted.fields.clone(), faults)).await
        }
        Err(Error::NotNow(word)) if Refusal::from_word(word).is_some() => {
            let faults = copia_app::Faults::one("code", Fault::TooLate);
            here_page(visit, &slug, "", Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
