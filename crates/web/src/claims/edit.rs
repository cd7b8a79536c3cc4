//! Writing a claim.

use super::{
    path,
    words::{level_key, measure_key, strength_hint, strength_key, value_key},
};
use crate::{
    impact::qualifier_words,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    claims::{self, ClaimInput, Written},
    domain::{
        claims::{Level, Measure, Strength},
        published::Qualifier,
        value::ValueType,
    },
};
use copia_text::key;

/// A choice of a list: its value and its words.
type Choice = (String, String);

#[derive(Template)]
#[template(path = "claims/edit.html")]
struct EditPage {
    page: Page,
    action: String,
    back: String,
    is_correction: bool,
    is_late: bool,
    version: i64,
    measures: Vec<(&'static str, &'static str)>,
    strengths: Vec<(&'static str, &'static str, &'static str)>,
    themes: Vec<String>,
    abouts: Vec<Choice>,
    values: Vec<(&'static str, &'static str)>,
    levels: Vec<(&'static str, &'static str)>,
    qualifiers: Vec<(&'static str, String)>,
    form: Form,
}
shown!(EditPage);

/// The form of a new claim.
pub(super) async fn new(visit: Visit) -> Answer {
    page(&visit, None, None, false).await
}

/// The form of a draft.
pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, Some(&id), None, false).await
}

async fn page(visit: &Visit, id: Option<&str>, tried: Option<Form>, is_late: bool) -> Answer {
    let view = claims::form(visit, id).await?;
    let words = &visit.words;
    let claim = view.claim.as_ref();
    let title = if claim.is_some() { key("claim-edit-title") } else { key("claim-new-title") };
    let form = tried.unwrap_or_else(|| Form::new(claim.map_or_else(blank, kept)));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let mut abouts = vec![(String::new(), words.say("claim-about-programme").to_owned())];
    abouts.extend(view.areas.iter().map(|area| (format!("area:{}", area.slug), area.name.clone())));
    abouts.extend(view.communities.iter().map(|one| (format!("community:{}", one.slug), one.name.clone())));
    let mut themes = view.themes;
    themes.extend(claim.and_then(|claim| claim.theme.clone()).filter(|theme| !themes.contains(theme)));
    show(&EditPage {
        page: Page::new(visit, "impact", words.say(title)).unlisted().status(status),
        action: id.map_or_else(|| "/impact/claims".to_owned(), |id| format!("{}/edit", path(id))),
        back: id.map_or_else(|| "/impact/board".to_owned(), path),
        is_correction: claim.is_some_and(|claim| claim.replaces_id.is_some()),
        is_late,
        version: claim.map_or(0, |claim| claim.version),
        measures: Measure::ALL.iter().rev().map(|one| (one.word(), measure_key(*one))).collect(),
        strengths: Strength::ALL.iter().map(|one| (one.word(), strength_key(*one), strength_hint(*one))).collect(),
        themes,
        abouts,
        values: ValueType::ALL.iter().map(|one| (one.word(), value_key(*one))).collect(),
        levels: Level::ALL.iter().map(|one| (one.word(), level_key(*one))).collect(),
        qualifiers: Qualifier::ALL.iter().map(|one| (one.word(), qualifier_words(words, *one))).collect(),
        form,
    })
}

fn blank() -> Fields {
    Fields::of([("measure", Measure::Statement.word().to_owned())])
}

/// What stands in the form before anybody has typed.
fn kept(claim: &Written) -> Fields {
    let about = match (&claim.community_slug, &claim.area_slug) {
        (Some(slug), _) => format!("community:{slug}"),
        (None, Some(slug)) => format!("area:{slug}"),
        (None, None) => String::new(),
    };
    Fields::of([
        ("statement", claim.statement.clone()),
        ("measure", claim.measure.to_string()),
        ("value", claim.value.map_or_else(String::new, |value| value.to_string())),
        ("qualifier", claim.qualifier.map_or_else(String::new, |one| one.to_string())),
        ("as_of", claim.as_of.map_or_else(String::new, |date| date.to_string())),
        ("theme", claim.theme.clone().unwrap_or_default()),
        ("level", claim.level.map_or_else(String::new, |one| one.to_string())),
        ("value_type", claim.value_type.map_or_else(String::new, |one| one.to_string())),
        ("strength", claim.strength.to_string()),
        ("comparison", claim.comparison.clone().unwrap_or_default()),
        ("about", about),
        ("review_by", claim.review_by.map_or_else(String::new, |day| day.to_string())),
        ("notice", claim.notice.clone().unwrap_or_default()),
    ])
}

fn input(posted: &Posted) -> ClaimInput<'_> {
    ClaimInput {
        statement: posted.get("statement"),
        measure: posted.get("measure"),
        value: posted.get("value"),
        qualifier: posted.get("qualifier"),
        as_of: posted.get("as_of"),
        theme: posted.get("theme"),
        level: posted.get("level"),
        value_type: posted.get("value_type"),
        strength: posted.get("strength"),
        comparison: posted.get("comparison"),
        about: posted.get("about"),
        review_by: posted.get("review_by"),
        notice: posted.get("notice"),
        // Whoever sends no version has not seen the form: it is as if somebody else had been faster.
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Keeps a new claim, and goes on to what it rests on.
pub(super) async fn create(posted: Posted) -> Answer {
    keep(posted, None).await
}

/// Keeps a draft.
pub(super) async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    keep(posted, Some(id)).await
}

async fn keep(posted: Posted, id: Option<String>) -> Answer {
    let id = id.as_deref();
    match claims::write(&posted.visit, id, &input(&posted)).await {
        Ok(kept) => {
            let next = if id.is_some() { path(kept) } else { format!("{}/evidence", path(kept)) };
            Ok(redirect(&next, Some(Flash::new(key("flash-claim-saved")))))
        }
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}
