//! The bank of statements.

use crate::{
    claims::words::value_key,
    shell::{Answer, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use copia_app::{
    Error,
    domain::value::ValueType,
    surveys::{self, StatementInput},
};
use copia_text::key;

struct StatementRow {
    id: String,
    wording: String,
    edition: String,
    value: &'static str,
}

#[derive(Template)]
#[template(path = "surveys/bank.html")]
struct BankPage {
    page: Page,
    rows: Vec<StatementRow>,
    values: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(BankPage);

/// The bank.
pub(super) async fn bank(visit: Visit) -> Answer {
    page(&visit, Form::default()).await
}

async fn page(visit: &Visit, form: Form) -> Answer {
    let bank = surveys::bank(visit).await?;
    let words = &visit.words;
    let row = |one: &surveys::Statement| StatementRow {
        id: one.id.to_string(),
        wording: one.wording.clone(),
        edition: words.say_with("survey-statement-edition", &[("edition", one.edition.into())]),
        value: one.value_type.map_or(key("survey-value-none"), value_key),
    };
    show(&BankPage {
        page: Page::new(visit, "surveys", words.say("survey-bank-title")).unlisted().status(form.status(false)),
        rows: bank.iter().map(row).collect(),
        values: ValueType::ALL.iter().map(|one| (one.word(), value_key(*one))).collect(),
        form,
    })
}

/// Adds a statement, another wording of one, or those that the site brings.
pub(super) async fn add(posted: Posted) -> Answer {
    if posted.has("standard") {
        let added = surveys::add_standard(&posted.visit).await?;
        let flash = Flash::new(key("flash-survey-standard")).with("count", &added.to_string());
        return Ok(redirect("/surveys/statements", Some(flash)));
    }
    let input =
        StatementInput { of: posted.get("of"), wording: posted.get("wording"), value_type: posted.get("value_type") };
    match surveys::add_statement(&posted.visit, &input).await {
        Ok(()) => Ok(redirect("/surveys/statements", Some(Flash::new(key("flash-survey-statement"))))),
        Err(Error::Invalid(faults)) => page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}
