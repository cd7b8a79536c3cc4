//! What editors write down and ask.

use super::{risk_key, scope_key, state_key};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use copia_app::{
    Error,
    domain::quotes::{Attribution, QuoteState, Scope},
    quotes::{self, GivenQuote, QuoteInput, risks_of},
};
use copia_text::key;

/// A quote in the list.
struct Row {
    title: String,
    href: String,
    text: String,
    state: &'static str,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "quotes/list.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    scopes: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(ListPage);

/// All quotes.
pub(super) async fn list(visit: Visit) -> Answer {
    list_page(&visit, Form::default()).await
}

async fn list_page(visit: &Visit, form: Form) -> Answer {
    let view = quotes::list(visit).await?;
    let scopes = [Scope::Print, Scope::Press].map(|scope| (scope.word(), scope_key(scope)));
    let page = Page::new(visit, "impact", visit.words.say("quotes-title")).secret().status(form.status(false));
    let rows = view.quotes.iter().map(|quote| row(visit, quote)).collect();
    show(&ListPage { page, rows, scopes: scopes.to_vec(), form })
}

fn row(visit: &Visit, quote: &GivenQuote) -> Row {
    let words = &visit.words;
    let is_over = quote.state == QuoteState::Given && quote.expires.is_some_and(|last| last < visit.today());
    let mut notes: Vec<String> =
        quote.given().into_iter().map(|scope| words.say(scope_key(scope)).to_owned()).collect();
    notes.extend(quote.expires.map(|day| {
        let said = if is_over { key("quote-expired") } else { key("quote-until") };
        words.say_with(said, &[("day", words.date(day.0).into())])
    }));
    let day = |at: copia_app::domain::time::When| words.date(at.day_in(&visit.site.zone));
    notes.extend(quote.withdrawn_at.map(|at| words.say_with("quote-withdrawn-on", &[("day", day(at).into())])));
    let is_open = matches!(quote.state, QuoteState::Draft | QuoteState::Asked | QuoteState::Given);
    Row {
        title: copia_app::people::shown_name(words, &quote.person),
        href: if is_open { format!("/impact/quotes/{}", quote.id) } else { String::new() },
        text: quote.body.clone(),
        state: state_key(quote.state),
        notes,
    }
}

#[derive(Template)]
#[template(path = "quotes/edit.html")]
struct EditPage {
    page: Page,
    action: String,
    person: String,
    state: &'static str,
    is_given: bool,
    may_ask: bool,
    is_late: bool,
    version: i64,
    themes: Vec<String>,
    communities: Vec<(String, String)>,
    risks: Vec<&'static str>,
    form: Form,
}
shown!(EditPage);

/// The form of a new quote.
pub(super) async fn new(visit: Visit) -> Answer {
    edit_page(&visit, None, None, false).await
}

/// The form of a quote.
pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> Answer {
    edit_page(&visit, Some(&id), None, false).await
}

async fn edit_page(visit: &Visit, id: Option<&str>, tried: Option<Form>, is_late: bool) -> Answer {
    let view = quotes::form(visit, id).await?;
    let words = &visit.words;
    let quote = view.quote.as_ref();
    let form = tried.unwrap_or_else(|| Form::new(quote.map_or_else(Fields::default, kept)));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let title = if quote.is_some() { key("quote-edit-title") } else { key("quote-new-title") };
    show(&EditPage {
        page: Page::new(visit, "impact", words.say(title)).secret().status(status),
        action: id.map_or_else(|| "/impact/quotes".to_owned(), |id| format!("/impact/quotes/{id}")),
        person: quote.map_or_else(String::new, |quote| copia_app::people::shown_name(words, &quote.person)),
        state: quote.map_or("", |quote| state_key(quote.state)),
        is_given: quote.is_some_and(|quote| quote.state == QuoteState::Given),
        may_ask: quote.is_some_and(|quote| quote.state == QuoteState::Draft),
        is_late,
        version: quote.map_or(0, |quote| quote.version),
        themes: view.themes,
        communities: view.communities.iter().map(|one| (one.slug.to_string(), one.name.clone())).collect(),
        risks: quote
            .map_or_else(Vec::new, |quote| risks_of(quote, Attribution::Anonymous).into_iter().map(risk_key).collect()),
        form,
    })
}

fn kept(quote: &GivenQuote) -> Fields {
    Fields::of([
        ("body", quote.body.clone()),
        ("said_at", quote.said_at.clone()),
        ("theme", quote.theme.clone().unwrap_or_default()),
        ("community", quote.community_slug.as_ref().map_or_else(String::new, ToString::to_string)),
    ])
}

/// Writes a new quote down.
pub(super) async fn create(posted: Posted) -> Answer {
    keep(posted, None).await
}

/// Changes a quote.
pub(super) async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    keep(posted, Some(id)).await
}

async fn keep(posted: Posted, id: Option<String>) -> Answer {
    let id = id.as_deref();
    let input = QuoteInput {
        person: posted.get("person"),
        body: posted.get("body"),
        said_at: posted.get("said_at"),
        theme: posted.get("theme"),
        community: posted.get("community"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    match quotes::write(&posted.visit, id, &input).await {
        Ok(kept) => Ok(redirect(&format!("/impact/quotes/{kept}"), Some(Flash::new(key("flash-quote-saved"))))),
        Err(Error::Invalid(faults)) => {
            edit_page(&posted.visit, id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

/// Asks whoever said it.
pub(super) async fn ask(Path(id): Path<String>, posted: Posted) -> Answer {
    let version = posted.get("version").parse().unwrap_or(-1);
    quotes::ask(&posted.visit, &id, version).await?;
    Ok(redirect("/impact/quotes", Some(Flash::new(key("flash-quote-asked")))))
}

/// Takes a copy of the quotes for print or the press.
pub(super) async fn take_copy(posted: Posted) -> Answer {
    let taken = quotes::take_copy(&posted.visit, posted.get("scope"), posted.get("purpose")).await;
    match taken {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"quotes.csv\"")),
            ];
            Ok((headers, bytes).into_response())
        }
        Err(Error::Invalid(faults)) => list_page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(Error::NotNow("quotes-none")) => Ok(redirect("/impact/quotes", Some(Flash::new(key("flash-quotes-none"))))),
        Err(error) => Err(error.into()),
    }
}
