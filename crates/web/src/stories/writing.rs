//! Writing a story and its steps.

use super::path;
use crate::{
    communities::community_path,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Query, Visit, redirect, show, shown},
    value::words::{level_key, step_key, value_key},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        claims::Level,
        value::{ValueType, stories::StepState},
    },
    stories::{self, Began, FormPage, StepInput, Story, StoryInput},
};
use copia_text::key;
use jiff::tz::TimeZone;

#[derive(Template)]
#[template(path = "stories/edit.html")]
struct EditPage {
    page: Page,
    community: (String, String),
    action: String,
    back: String,
    is_new: bool,
    is_late: bool,
    version: i64,
    may_write_for: bool,
    events: Vec<(String, String)>,
    levels: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(EditPage);

/// The form of a new story.
pub(super) async fn new(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    let view = stories::new_form(&visit, &slug).await?;
    let began = view.events.iter().find(|one| one.slug.as_str() == query.get("event"));
    let fields = Fields::of([("event", began.map_or_else(String::new, |one| one.id.to_string()))]);
    edit_page(&visit, &view, Form::new(fields), false)
}

/// The form of a story.
pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = stories::form(&visit, &id).await?;
    let form = Form::new(view.story.as_ref().map_or_else(Fields::default, kept));
    edit_page(&visit, &view, form, false)
}

fn edit_page(visit: &Visit, view: &FormPage, form: Form, is_late: bool) -> Answer {
    let words = &visit.words;
    let story = view.story.as_ref();
    let (slug, name) = &view.community;
    let home = community_path(slug.as_str());
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let event = |one: &Began| {
        let zone = TimeZone::get(&one.zone).unwrap_or(TimeZone::UTC);
        let date = words.date(one.starts_at.day_in(&zone));
        let parts = [("title", one.title.as_str().into()), ("date", date.into())];
        (one.id.to_string(), words.say_with("evidence-event-choice", &parts))
    };
    let title = if story.is_some() { key("story-edit-title") } else { key("story-new-title") };
    show(&EditPage {
        page: Page::new(visit, "communities", words.say(title)).secret().status(status),
        action: story.map_or_else(|| format!("{home}/stories"), |story| format!("{}/edit", path(story.id))),
        back: story.map_or_else(|| format!("{home}/stories"), |story| path(story.id)),
        community: (name.clone(), home),
        is_new: story.is_none(),
        is_late,
        version: story.map_or(0, |story| story.version),
        may_write_for: view.may_write_for,
        events: view.events.iter().map(event).collect(),
        levels: Level::ALL.iter().map(|one| (one.word(), level_key(*one))).collect(),
        form,
    })
}

fn kept(story: &Story) -> Fields {
    Fields::of([
        ("title", story.title.clone()),
        ("event", story.event_id.map_or_else(String::new, |id| id.to_string())),
        ("beginning", story.beginning.clone()),
        ("address", story.address.clone()),
        ("level", story.level.map_or("", |level| level.word()).to_owned()),
        ("contributors", story.contributors.clone()),
        ("otherwise", story.otherwise.clone()),
    ])
}

fn input(posted: &Posted) -> StoryInput<'_> {
    StoryInput {
        title: posted.get("title"),
        teller: posted.get("teller"),
        event: posted.get("event"),
        beginning: posted.get("beginning"),
        address: posted.get("address"),
        level: posted.get("level"),
        contributors: posted.get("contributors"),
        otherwise: posted.get("otherwise"),
        // Whoever sends no version has not seen the form: it is as if somebody else had been faster.
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Keeps a new story, and goes on to its first step.
pub(super) async fn create(Path(slug): Path<String>, posted: Posted) -> Answer {
    match stories::write(&posted.visit, &slug, None, &input(&posted)).await {
        Ok(id) => Ok(redirect(&format!("{}/steps", path(id)), Some(Flash::new(key("flash-story-begun"))))),
        Err(Error::Invalid(faults)) => {
            let view = stories::new_form(&posted.visit, &slug).await?;
            edit_page(&posted.visit, &view, Form::with(posted.fields.clone(), faults), false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps a story.
pub(super) async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    match stories::write(&posted.visit, "", Some(&id), &input(&posted)).await {
        Ok(id) => Ok(redirect(&path(id), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            let view = stories::form(&posted.visit, &id).await?;
            edit_page(&posted.visit, &view, Form::with(posted.fields.clone(), faults), false)
        }
        Err(Error::Stale) => {
            let view = stories::form(&posted.visit, &id).await?;
            edit_page(&posted.visit, &view, Form::new(posted.fields.clone()), true)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "stories/step.html")]
struct StepPage {
    page: Page,
    story: (String, String),
    action: String,
    is_new: bool,
    is_late: bool,
    version: i64,
    types: Vec<(&'static str, &'static str)>,
    states: Vec<(&'static str, &'static str)>,
    indicators: Vec<(String, String)>,
    form: Form,
}
shown!(StepPage);

/// The form of a new step.
pub(super) async fn new_step(visit: Visit, Path(id): Path<String>) -> Answer {
    step_page(&visit, &id, None, None, false).await
}

/// The form of a step.
pub(super) async fn edit_step(visit: Visit, Path((id, position)): Path<(String, String)>) -> Answer {
    step_page(&visit, &id, Some(place(&position)?), None, false).await
}

fn place(position: &str) -> Result<i64, Problem> {
    position.parse().map_err(|_| Problem::NotFound)
}

async fn step_page(visit: &Visit, id: &str, position: Option<i64>, tried: Option<Form>, is_late: bool) -> Answer {
    let view = stories::step_form(visit, id, position).await?;
    let words = &visit.words;
    let story = path(view.story.id);
    let fields = || {
        let step = view.step.as_ref()?;
        Some(Fields::of([
            ("value_type", step.value_type.word().to_owned()),
            ("body", step.body.clone()),
            ("state", step.state.word().to_owned()),
            ("happened", step.happened.map_or_else(String::new, |date| date.to_string())),
            ("evidence", step.evidence.clone()),
            ("indicator", step.indicator_id.map_or_else(String::new, |id| id.to_string())),
        ]))
    };
    let form = tried.unwrap_or_else(|| Form::new(fields().unwrap_or_default()));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let parts = [("number", view.position.into())];
    show(&StepPage {
        page: Page::new(visit, "communities", words.say_with("step-title", &parts)).secret().status(status),
        action: position.map_or_else(|| format!("{story}/steps"), |position| format!("{story}/steps/{position}")),
        story: (view.story.title.clone(), story),
        is_new: position.is_none(),
        is_late,
        version: view.story.version,
        types: ValueType::ALL.iter().map(|one| (one.word(), value_key(*one))).collect(),
        states: StepState::ALL.iter().map(|one| (one.word(), step_key(*one))).collect(),
        indicators: view
            .indicators
            .iter()
            .map(|one| (one.id.to_string(), format!("{} {}", one.code(), one.name)))
            .collect(),
        form,
    })
}

/// Keeps a new step.
pub(super) async fn add_step(Path(id): Path<String>, posted: Posted) -> Answer {
    keep_step(posted, &id, None).await
}

/// Keeps a step.
pub(super) async fn save_step(Path((id, position)): Path<(String, String)>, posted: Posted) -> Answer {
    let position = place(&position)?;
    keep_step(posted, &id, Some(position)).await
}

async fn keep_step(posted: Posted, id: &str, position: Option<i64>) -> Answer {
    let input = StepInput {
        value_type: posted.get("value_type"),
        body: posted.get("body"),
        state: posted.get("state"),
        happened: posted.get("happened"),
        evidence: posted.get("evidence"),
        indicator: posted.get("indicator"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    match stories::write_step(&posted.visit, id, position, &input).await {
        Ok(has_room) => {
            let next = if posted.has("another") && has_room { format!("{}/steps", path(id)) } else { path(id) };
            Ok(redirect(&next, Some(Flash::new(key("flash-step-saved")))))
        }
        Err(Error::Invalid(faults)) => {
            step_page(&posted.visit, id, position, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => step_page(&posted.visit, id, position, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a step away.
pub(super) async fn remove_step(Path((id, position)): Path<(String, String)>, posted: Posted) -> Answer {
    stories::remove_step(&posted.visit, &id, place(&position)?).await?;
    Ok(redirect(&path(id), Some(Flash::new(key("flash-step-removed")))))
}
