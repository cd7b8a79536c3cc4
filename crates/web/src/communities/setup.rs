//! Setting a community up without a proposal.

use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use copia_app::{
    Error,
    communities::{self, NewInput},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "communities/new.html")]
struct NewPage {
    page: Page,
    form: Form,
    areas: Vec<(String, String)>,
}
shown!(NewPage);

/// The form.
pub(super) async fn form(visit: Visit) -> Answer {
    let reason = visit.words.say("new-reason-usual").to_owned();
    let usual = [("stage", "forming"), ("join_rule", "open"), ("visibility", "public")];
    let mut fields = Fields::of(usual.map(|(name, value)| (name, value.to_owned())));
    fields.push("reason", reason);
    new_page(&visit, Form::new(fields)).await
}

async fn new_page(visit: &Visit, form: Form) -> Answer {
    let areas = communities::new_form(visit).await?;
    let status = form.status(false);
    show(&NewPage {
        page: Page::new(visit, "programme", visit.words.say("new-title")).status(status).unlisted(),
        form,
        areas: areas.into_iter().map(|area| (area.slug.to_string(), area.name)).collect(),
    })
}

/// Creates it.
pub(super) async fn create(posted: Posted) -> Answer {
    let input = NewInput {
        name: posted.get("name"),
        summary: posted.get("summary"),
        area: posted.get("area"),
        stage: posted.get("stage"),
        join_rule: posted.get("join_rule"),
        visibility: posted.get("visibility"),
        reason: posted.get("reason"),
    };
    match communities::create(&posted.visit, &input).await {
        Ok(slug) => Ok(redirect(&format!("/communities/{slug}"), Some(Flash::new(key("flash-created"))))),
        Err(Error::Invalid(faults)) => new_page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}
