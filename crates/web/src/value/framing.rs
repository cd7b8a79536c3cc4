//! Writing down what a community hopes for.

use super::words::{short_key, value_key};
use crate::{
    communities::Place,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    value::{self, Framing, FramingInput},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "value/framing.html")]
struct FramingPage {
    page: Page,
    place: Place,
    word: &'static str,
    about: &'static str,
    is_late: bool,
    version: i64,
    form: Form,
}
shown!(FramingPage);

/// The form.
pub(super) async fn form(visit: Visit, Path((slug, kind)): Path<(String, String)>) -> Answer {
    page(&visit, &slug, &kind, None, false).await
}

async fn page(visit: &Visit, slug: &str, kind: &str, tried: Option<Form>, is_late: bool) -> Answer {
    let view = value::framing_form(visit, slug, kind).await?;
    let words = &visit.words;
    let form = tried.unwrap_or_else(|| Form::new(view.framing.as_ref().map_or_else(Fields::default, kept)));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    let title = words.say_with("framing-title", &[("kind", words.say(short_key(view.value_type)).to_owned().into())]);
    show(&FramingPage {
        page: Page::new(visit, "communities", title).unlisted().status(status),
        place: Place::new(visit, &view.found, &view.standing, "value"),
        word: view.value_type.word(),
        about: value_key(view.value_type),
        is_late,
        version: view.framing.as_ref().map_or(0, |framing| framing.version),
        form,
    })
}

fn kept(framing: &Framing) -> Fields {
    Fields::of([
        ("aspiration", framing.aspiration.clone()),
        ("conditions", framing.conditions.clone()),
        ("risks", framing.risks.clone()),
        ("mitigations", framing.mitigations.clone()),
        ("planned", framing.planned.clone()),
        ("owner", framing.owner.clone().unwrap_or_default()),
        ("review_by", framing.review_by.map_or_else(String::new, |day| day.to_string())),
    ])
}

/// Keeps it.
pub(super) async fn save(Path((slug, kind)): Path<(String, String)>, posted: Posted) -> Answer {
    let input = FramingInput {
        aspiration: posted.get("aspiration"),
        conditions: posted.get("conditions"),
        risks: posted.get("risks"),
        mitigations: posted.get("mitigations"),
        planned: posted.get("planned"),
        owner: posted.get("owner"),
        review_by: posted.get("review_by"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    match value::save_framing(&posted.visit, &slug, &kind, &input).await {
        Ok(()) => {
            let next = format!("{}/value", crate::communities::community_path(&slug));
            Ok(redirect(&next, Some(Flash::new(key("flash-saved")))))
        }
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, &slug, &kind, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, &slug, &kind, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}
