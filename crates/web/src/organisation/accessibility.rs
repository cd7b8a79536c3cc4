//! The accessibility statement: for everybody to read, and for those who keep it to change.

use super::{tabs, version};
use crate::{
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::http::StatusCode;
use copia_app::{
    Error,
    domain::{
        organisation::{Conformance, EnforcedIn},
        time::Day,
    },
    organisation::{self, Accessibility, TypedStatement},
};
use copia_text::{key, markdown};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/accessibility", read)
        .get("/organisation/accessibility", edit)
        .post("/organisation/accessibility", save)
}

#[derive(Template)]
#[template(path = "organisation/statement.html")]
struct StatementPage {
    page: Page,
    intro: String,
    conformance: String,
    issues: String,
    testing: String,
    email: String,
    phone: String,
    answer: String,
    enforcement: String,
    own_enforcement: String,
    dates: Vec<String>,
}
shown!(StatementPage);

async fn read(visit: Visit) -> Answer {
    let Accessibility { statement, organisation, .. } = organisation::statement(&visit);
    let words = &visit.words;
    let conformance = match statement.conformance {
        Conformance::Full => key("accessibility-conforms-full"),
        Conformance::Partial => key("accessibility-conforms-partial"),
        Conformance::None => key("accessibility-conforms-none"),
    };
    let enforcement = match statement.enforced_in {
        EnforcedIn::GreatBritain => words.say("accessibility-enforced-great-britain"),
        EnforcedIn::NorthernIreland => words.say("accessibility-enforced-northern-ireland"),
        EnforcedIn::Elsewhere => "",
    };
    let dated = |message: &'static str, day: Option<Day>| {
        day.map(|day| words.say_with(message, &[("date", words.date(day.0).into())]))
    };
    let mut dates: Vec<String> = [
        dated(key("accessibility-prepared"), statement.prepared),
        dated(key("accessibility-reviewed"), statement.reviewed),
    ]
    .into_iter()
    .flatten()
    .collect();
    if dates.is_empty() {
        dates.push(words.say("accessibility-not-prepared").to_owned());
    }
    show(&StatementPage {
        intro: words.say_with("accessibility-intro", &[("organisation", organisation.as_str().into())]),
        conformance: words.say(conformance).to_owned(),
        issues: markdown::to_html(&statement.issues),
        testing: markdown::to_html(&statement.testing),
        answer: words.say_with("accessibility-answer", &[("days", statement.answer_days.into())]),
        email: statement.contact_email,
        phone: statement.contact_phone,
        enforcement: enforcement.to_owned(),
        own_enforcement: if statement.enforced_in == EnforcedIn::Elsewhere {
            markdown::to_html(&statement.enforcement)
        } else {
            String::new()
        },
        dates,
        page: Page::new(&visit, "", words.say("accessibility-title")).described(words.say("accessibility-description")),
    })
}

#[derive(Template)]
#[template(path = "organisation/accessibility.html")]
struct EditPage {
    page: Page,
    tabs: Vec<(&'static str, &'static str)>,
    form: Form,
    version: i64,
    conformances: Vec<(&'static str, &'static str)>,
    regions: Vec<(&'static str, &'static str)>,
    is_stale: bool,
}
shown!(EditPage);

fn fields(accessibility: &Accessibility) -> Fields {
    let s = &accessibility.statement;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
    Fields::of([
        ("conformance", s.conformance.to_string()),
        ("issues", s.issues.clone()),
        ("testing", s.testing.clone()),
        ("contact_email", s.contact_email.clone()),
        ("contact_phone", s.contact_phone.clone()),
        ("answer_days", s.answer_days.to_string()),
        ("enforced_in", s.enforced_in.to_string()),
        ("enforcement", s.enforcement.clone()),
        ("prepared", day(s.prepared)),
        ("reviewed", day(s.reviewed)),
    ])
}

fn edit_page(visit: &Visit, form: Form, version: i64, status: StatusCode) -> Answer {
    let page = Page::new(visit, "organisation", visit.words.say("accessibility-edit-title")).status(status).unlisted();
    let conformances = vec![
        (Conformance::Full.word(), key("accessibility-choice-full")),
        (Conformance::Partial.word(), key("accessibility-choice-partial")),
        (Conformance::None.word(), key("accessibility-choice-none")),
    ];
    let regions = vec![
        (EnforcedIn::GreatBritain.word(), key("accessibility-choice-great-britain")),
        (EnforcedIn::NorthernIreland.word(), key("accessibility-choice-northern-ireland")),
        (EnforcedIn::Elsewhere.word(), key("accessibility-choice-elsewhere")),
    ];
    let is_stale = status == StatusCode::CONFLICT;
    show(&EditPage { page, tabs: tabs(visit), form, version, conformances, regions, is_stale })
}

async fn edit(visit: Visit) -> Answer {
    let stored = organisation::accessibility(&visit).await?;
    edit_page(&visit, Form::new(fields(&stored)), stored.version, StatusCode::OK)
}

async fn save(posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    let typed = TypedStatement {
        conformance: f.get("conformance"),
        issues: f.get("issues"),
        testing: f.get("testing"),
        contact_email: f.get("contact_email"),
        contact_phone: f.get("contact_phone"),
        answer_days: f.get("answer_days"),
        enforced_in: f.get("enforced_in"),
        enforcement: f.get("enforcement"),
        prepared: f.get("prepared"),
        reviewed: f.get("reviewed"),
        version: version(f),
    };
    match organisation::save_accessibility(visit, typed).await {
        Ok(()) => Ok(redirect("/organisation/accessibility", Some(Flash::new(key("flash-accessibility-saved"))))),
        Err(Error::Invalid(faults)) => {
            edit_page(visit, Form::with(f.clone(), faults), version(f), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Stale) => {
            let stored = organisation::accessibility(visit).await?;
            edit_page(visit, Form::new(f.clone()), stored.version, StatusCode::CONFLICT)
        }
        Err(error) => Err(error.into()),
    }
}
