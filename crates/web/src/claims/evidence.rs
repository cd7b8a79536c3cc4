//! Naming what a claim rests on.

use super::{path, words::counter_words};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    claims::{self, EvidenceInput},
    domain::counters::Counter,
};
use copia_text::key;
use jiff::tz::TimeZone;

/// A choice of a list: its value and its words.
type Choice = (String, String);

#[derive(Template)]
#[template(path = "claims/evidence.html")]
struct EvidencePage {
    page: Page,
    statement: String,
    back: String,
    action: String,
    counters: Vec<Choice>,
    events: Vec<Choice>,
    surveys: Vec<Choice>,
    measurements: Vec<Choice>,
    stories: Vec<Choice>,
    published: Vec<Choice>,
    figures: Vec<Choice>,
    sources: Vec<Choice>,
    form: Form,
}
shown!(EvidencePage);

/// What can be named.
pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, Form::default()).await
}

async fn page(visit: &Visit, id: &str, form: Form) -> Answer {
    let view = claims::evidence_form(visit, id).await?;
    let words = &visit.words;
    let event = |one: &claims::Held| {
        let zone = TimeZone::get(&one.zone).unwrap_or(TimeZone::UTC);
        let date = words.date(one.starts_at.day_in(&zone));
        let parts = [("title", one.title.as_str().into()), ("date", date.into())];
        (one.id.to_string(), words.say_with("evidence-event-choice", &parts))
    };
    let figure = |(id, statement, value): &(copia_app::domain::ids::RecordRowId, String, Option<i64>)| {
        let value = value.map_or_else(String::new, |value| words.number(value));
        let parts = [("statement", statement.as_str().into()), ("value", value.into())];
        (id.to_string(), words.say_with("evidence-record-choice", &parts))
    };
    let agreed = |one: &claims::Agreed| {
        let parts = [
            ("wave", one.wave.as_str().into()),
            ("question", one.question.as_str().into()),
            ("percent", one.share.whole_percent().into()),
            ("base", one.share.base.into()),
        ];
        (one.reference.clone(), words.say_with("evidence-survey-choice", &parts))
    };
    let measurement = |one: &copia_app::value::Measurement| {
        let value = crate::value::words::figure(words, one.measure, &one.unit, one.value);
        let parts = [
            ("indicator", format!("{} {}", one.code(), one.name).into()),
            ("community", one.community.as_str().into()),
            ("value", value.into()),
            ("day", words.date(one.measured_on.0).into()),
        ];
        (one.id.to_string(), words.say_with("evidence-measurement-choice", &parts))
    };
    let story = |one: &copia_app::stories::Story| {
        let parts = [("title", one.title.as_str().into()), ("community", one.community.as_str().into())];
        (one.id.to_string(), words.say_with("evidence-story-choice", &parts))
    };
    let published = |(reference, one): &(String, copia_app::surveys::published::PublishedFigure)| {
        let share = crate::surveys::published_share(words, &one.figure);
        let parts = [
            ("report", one.title.as_str().into()),
            ("statement", one.figure.statement.as_str().into()),
            ("share", share.into()),
        ];
        (reference.clone(), words.say_with("evidence-published-choice", &parts))
    };
    show(&EvidencePage {
        page: Page::new(visit, "impact", words.say("evidence-title")).unlisted().status(form.status(false)),
        statement: view.claim.statement.clone(),
        back: path(id),
        action: format!("{}/evidence", path(id)),
        counters: Counter::ALL.iter().map(|one| (one.word().to_owned(), counter_words(words, *one))).collect(),
        events: view.events.iter().map(event).collect(),
        surveys: view.surveys.iter().map(agreed).collect(),
        measurements: view.measurements.iter().map(measurement).collect(),
        stories: view.stories.iter().map(story).collect(),
        published: view.published.iter().map(published).collect(),
        figures: view.figures.iter().map(figure).collect(),
        sources: view.sources.iter().map(|(id, title)| (id.to_string(), title.clone())).collect(),
        form,
    })
}

/// Puts a piece of evidence behind the claim.
pub(super) async fn add(Path(id): Path<String>, posted: Posted) -> Answer {
    let kind = posted.get("kind");
    let input = EvidenceInput {
        kind,
        // Each kind has a field of its own name for what it is.
        reference: posted.get(kind),
        note: posted.get("note"),
        address: posted.get("address"),
        value: posted.get("value"),
        base: posted.get("base"),
    };
    match claims::add_evidence(&posted.visit, &id, &input).await {
        Ok(()) => Ok(redirect(&path(&id), Some(Flash::new(key("flash-evidence-added"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, &id, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a piece of evidence away.
pub(super) async fn remove(Path((id, position)): Path<(String, String)>, posted: Posted) -> Answer {
    let position = position.parse().map_err(|_| Problem::NotFound)?;
    claims::remove_evidence(&posted.visit, &id, position).await?;
    Ok(redirect(&path(&id), Some(Flash::new(key("flash-evidence-removed")))))
}
