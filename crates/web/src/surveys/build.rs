//! The builder of a survey, and how it will look.

use super::{
    counted, dates, form_path, kind_key, named,
    questions::{Question, condition_words, questions},
    state_key, wave_path,
};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        policy::Action,
        surveys::{MANY_CLOSED, items::closed},
    },
    surveys::{self, SurveyForm, SurveyInput},
};
use copia_text::key;

struct ItemRow {
    key: String,
    label: String,
    kind: &'static str,
    condition: String,
}

#[derive(Template)]
#[template(path = "surveys/new.html")]
struct NewPage {
    page: Page,
    form: Form,
}
shown!(NewPage);

#[derive(Template)]
#[template(path = "surveys/form.html")]
struct FormPage {
    page: Page,
    path: String,
    version: i64,
    edition: String,
    count: String,
    is_frozen: bool,
    is_long: bool,
    is_late: bool,
    newer: String,
    may_run: bool,
    items: Vec<ItemRow>,
    waves: Vec<super::Line>,
    form: Form,
}
shown!(FormPage);

#[derive(Template)]
#[template(path = "surveys/preview.html")]
struct PreviewPage {
    page: Page,
    path: String,
    introduction: String,
    questions: Vec<Question>,
    form: Form,
}
shown!(PreviewPage);

/// The form of a new survey.
pub(super) async fn new(visit: Visit) -> Answer {
    visit.viewer.on_site().permit::<copia_app::domain::policy::acts::BuildSurvey>().map_err(Error::from).map(drop)?;
    new_page(&visit, Form::default())
}

fn new_page(visit: &Visit, form: Form) -> Answer {
    let page = Page::new(visit, "surveys", visit.words.say("survey-new-title")).unlisted().status(form.status(false));
    show(&NewPage { page, form })
}

fn input(posted: &Posted) -> SurveyInput<'_> {
    SurveyInput {
        title: posted.get("title"),
        introduction: posted.get("introduction"),
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Begins a survey.
pub(super) async fn create(posted: Posted) -> Answer {
    match surveys::write(&posted.visit, None, &input(&posted)).await {
        Ok(id) => Ok(redirect(&form_path(id), Some(Flash::new(key("flash-survey-begun"))))),
        Err(Error::Invalid(faults)) => new_page(&posted.visit, Form::with(posted.fields.clone(), faults)),
        Err(error) => Err(error.into()),
    }
}

/// The builder.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, None, false).await
}

async fn page(visit: &Visit, id: &str, tried: Option<Form>, is_late: bool) -> Answer {
    let SurveyForm { survey, waves, newer } = surveys::survey_form(visit, id).await?;
    let words = &visit.words;
    let kept =
        || Form::new(Fields::of([("title", survey.title.clone()), ("introduction", survey.introduction.clone())]));
    let form = tried.unwrap_or_else(kept);
    let item = |item: &copia_app::domain::surveys::items::Item| {
        let condition = item.shown_if.as_ref().and_then(|condition| {
            let earlier = survey.items.iter().position(|one| one.key == condition.item)?;
            Some(condition_words(words, &survey, earlier, &condition.answer))
        });
        ItemRow {
            key: item.key.clone(),
            label: item.label().to_owned(),
            kind: kind_key(item.kind()),
            condition: condition.unwrap_or_default(),
        }
    };
    let wave = |one: &surveys::AnyWave| super::Line {
        title: named(words, one),
        href: wave_path(one.id),
        text: dates(visit, one),
        badge: state_key(one.state),
    };
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    show(&FormPage {
        page: Page::new(visit, "surveys", survey.title.clone()).unlisted().status(status),
        path: form_path(survey.id),
        version: survey.version,
        edition: words.say_with("survey-edition", &[("edition", survey.edition.into())]),
        count: counted(words, &survey),
        is_frozen: survey.frozen_at.is_some(),
        is_long: closed(&survey.items) > MANY_CLOSED,
        is_late,
        newer: newer.map(form_path).unwrap_or_default(),
        may_run: visit.viewer.on_site().may(Action::RunWave),
        items: survey.items.iter().map(item).collect(),
        waves: waves.iter().map(wave).collect(),
        form,
    })
}

/// Keeps the title and introduction.
pub(super) async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    match surveys::write(&posted.visit, Some(&id), &input(&posted)).await {
        Ok(id) => Ok(redirect(&form_path(id), Some(Flash::new(key("flash-survey-saved"))))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, &id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, &id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

/// Makes another edition.
pub(super) async fn edition(Path(id): Path<String>, posted: Posted) -> Answer {
    let new = surveys::new_edition(&posted.visit, &id).await?;
    Ok(redirect(&form_path(new), Some(Flash::new(key("flash-survey-edition")))))
}

/// The survey as people will see it.
pub(super) async fn preview(visit: Visit, Path(id): Path<String>) -> Answer {
    let survey = surveys::preview(&visit, &id).await?;
    let words = &visit.words;
    let title = words.say_with("survey-preview-title", &[("survey", survey.title.as_str().into())]);
    show(&PreviewPage {
        page: Page::new(&visit, "surveys", title).unlisted(),
        path: form_path(survey.id),
        introduction: survey.introduction.clone(),
        questions: questions(words, &survey),
        form: Form::default(),
    })
}
