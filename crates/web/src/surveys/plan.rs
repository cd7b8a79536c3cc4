//! The form of a wave: who is asked, and what is told apart.

use super::{attribute_key, form_path, wave_path};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::surveys::waves::Attribute,
    surveys::{self, AnyWave, WaveForm, WaveInput},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "surveys/plan.html")]
struct PlanPage {
    page: Page,
    survey: String,
    survey_path: String,
    action: String,
    back: String,
    version: i64,
    is_late: bool,
    areas: Vec<(String, String)>,
    communities: Vec<(String, String)>,
    attributes: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(PlanPage);

/// The form of a new wave of a survey.
pub(super) async fn new(visit: Visit, Path(survey): Path<String>) -> Answer {
    page(&visit, Some(&survey), None, None, false).await
}

/// The form of a wave that is prepared.
pub(super) async fn edit(visit: Visit, Path(wave): Path<String>) -> Answer {
    page(&visit, None, Some(&wave), None, false).await
}

/// What stands in the form before anybody has typed.
fn kept(wave: &AnyWave, view: &WaveForm) -> Fields {
    let mut fields = Fields::of([("title", wave.title.clone())]);
    if wave.asked.elsewhere {
        fields.push("asked", "elsewhere".to_owned());
    }
    if wave.asked.everybody {
        fields.push("asked", "everybody".to_owned());
    }
    for area in view.areas.iter().filter(|area| wave.asked.areas.contains(&area.id)) {
        fields.push("areas", area.slug.to_string());
    }
    for community in view.communities.iter().filter(|one| wave.asked.communities.contains(&one.id)) {
        fields.push("communities", community.slug.to_string());
    }
    for attribute in &wave.attributes {
        fields.push("attributes", attribute.word().to_owned());
    }
    fields
}

async fn page(visit: &Visit, survey: Option<&str>, wave: Option<&str>, tried: Option<Form>, is_late: bool) -> Answer {
    let view = surveys::wave_form(visit, survey, wave).await?;
    let words = &visit.words;
    let form =
        tried.unwrap_or_else(|| Form::new(view.wave.as_ref().map_or_else(Fields::default, |wave| kept(wave, &view))));
    let survey_path = form_path(view.survey.id);
    let path = view.wave.as_ref().map(|wave| wave_path(wave.id));
    let title = if path.is_some() { key("wave-edit-title") } else { key("wave-new-title") };
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    show(&PlanPage {
        page: Page::new(visit, "surveys", words.say(title)).unlisted().status(status),
        survey: view.survey.title.clone(),
        action: path.as_ref().map_or_else(|| format!("{survey_path}/waves/new"), |path| format!("{path}/edit")),
        back: path.unwrap_or_else(|| survey_path.clone()),
        survey_path,
        version: view.wave.as_ref().map_or(0, |wave| wave.version),
        is_late,
        areas: view.areas.iter().map(|area| (area.slug.to_string(), area.name.clone())).collect(),
        communities: view.communities.iter().map(|one| (one.slug.to_string(), one.name.clone())).collect(),
        attributes: Attribute::ALL.iter().map(|one| (one.word(), attribute_key(*one))).collect(),
        form,
    })
}

fn input(posted: &Posted) -> WaveInput<'_> {
    WaveInput {
        title: posted.get("title"),
        elsewhere: posted.all("asked").any(|one| one == "elsewhere"),
        everybody: posted.all("asked").any(|one| one == "everybody"),
        communities: posted.all("communities").collect(),
        areas: posted.all("areas").collect(),
        attributes: posted.all("attributes").collect(),
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Begins a wave.
pub(super) async fn create(Path(survey): Path<String>, posted: Posted) -> Answer {
    keep(&posted, Some(&survey), None).await
}

/// Keeps how a wave is prepared.
pub(super) async fn save(Path(wave): Path<String>, posted: Posted) -> Answer {
    keep(&posted, None, Some(&wave)).await
}

async fn keep(posted: &Posted, survey: Option<&str>, wave: Option<&str>) -> Answer {
    match surveys::plan(&posted.visit, survey, wave, &input(posted)).await {
        Ok(id) => Ok(redirect(&wave_path(id), Some(Flash::new(key("flash-wave-saved"))))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, survey, wave, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, survey, wave, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}
