//! The audit log.

use crate::{
    routes::Routes,
    shell::{Answer, Fields, Form, Page, Query, Visit, form_query, show, shown},
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    Error,
    audit::{self, Asked, Choices, Format, Line, Log},
};
use copia_text::Words;

/// The routes of the audit log.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/audit", log).get("/audit.csv", csv).get("/audit.jsonl", jsonl)
}

/// A row as it is shown: the sentence, and what is folded under it.
struct Row {
    at: String,
    sentence: String,
    facts: Vec<(&'static str, String)>,
    before: String,
    after: String,
}

#[derive(Template)]
#[template(path = "audit/log.html")]
struct LogPage {
    page: Page,
    form: Form,
    choices: Choices,
    rows: Vec<Row>,
    shown: String,
    newer: String,
    older: String,
    csv: String,
    jsonl: String,
}
shown!(LogPage);

const FILTERS: [&str; 6] = ["who", "about", "community", "action", "from", "until"];

fn asked(fields: &Fields) -> Asked<'_> {
    Asked {
        who: fields.get("who"),
        about: fields.get("about"),
        community: fields.get("community"),
        action: fields.get("action"),
        from: fields.get("from"),
        until: fields.get("until"),
    }
}

/// The same filters as the parameters of another address.
fn parameters(fields: &Fields) -> String {
    let given = FILTERS.iter().filter(|name| fields.has(name));
    given.map(|name| form_query(name, fields.get(name))).collect::<Vec<_>>().join("&")
}

async fn log(visit: Visit, query: Query) -> Answer {
    let choices = audit::choices(&visit).await?;
    let (log, form) = match audit::log(&visit, asked(&query), query.page()).await {
        Ok(log) => (log, Form::new(query.0)),
        Err(Error::Invalid(faults)) => {
            (Log { lines: Vec::new(), page: 1, has_next: false }, Form::with(query.0, faults))
        }
        Err(error) => return Err(error.into()),
    };
    let status = form.status(false);
    let words = &visit.words;
    let downloads = parameters(&form.fields);
    let link = |page: i64| format!("/audit?{downloads}{}page={page}", if downloads.is_empty() { "" } else { "&" });
    show(&LogPage {
        page: Page::new(&visit, "audit", words.say("audit-title")).status(status).unlisted(),
        shown: words.say_with("list-page", &[("page", log.page.into())]),
        newer: if log.page > 1 { link(log.page - 1) } else { String::new() },
        older: if log.has_next { link(log.page + 1) } else { String::new() },
        rows: log.lines.into_iter().map(|line| row(&visit, words, line)).collect(),
        csv: format!("/audit.csv?{downloads}"),
        jsonl: format!("/audit.jsonl?{downloads}"),
        form,
        choices,
    })
}

fn row(visit: &Visit, words: &Words, line: Line) -> Row {
    let event = line.event;
    let record = match event.record_id {
        Some(id) => format!("{} {id}", event.record_kind),
        None => event.record_kind,
    };
    let facts = [
        (words_key::ACTION, Some(event.action)),
        (words_key::RECORD, Some(record)),
        (words_key::REQUEST, event.request_id.map(|id| id.to_string())),
        (words_key::ADDRESS, event.address),
        (words_key::DEVICE, event.device),
    ];
    Row {
        at: words.date_time(event.at.local(&visit.site.zone)),
        sentence: line.sentence,
        facts: facts.into_iter().filter_map(|(label, fact)| Some((label, fact?))).collect(),
        before: readable(event.before),
        after: readable(event.after),
    }
}

mod words_key {
    use copia_text::key;

    pub(super) const ACTION: &str = key("audit-fact-action");
    pub(super) const RECORD: &str = key("audit-fact-record");
    pub(super) const REQUEST: &str = key("audit-fact-request");
    pub(super) const ADDRESS: &str = key("audit-fact-address");
    pub(super) const DEVICE: &str = key("audit-fact-device");
}

/// JSON with line breaks; nothing for nothing.
fn readable(json: Option<String>) -> String {
    let Some(json) = json else { return String::new() };
    let value: Option<serde_json::Value> = serde_json::from_str(&json).ok();
    value.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or(json)
}

async fn csv(visit: Visit, query: Query) -> Answer {
    download(&visit, &query, Format::Csv).await
}

async fn jsonl(visit: Visit, query: Query) -> Answer {
    download(&visit, &query, Format::Jsonl).await
}

async fn download(visit: &Visit, query: &Query, format: Format) -> Answer {
    let file = audit::download(visit, asked(query), format).await?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file.bytes).into_response())
}
