//! What taking part is worth to one person.

use crate::{
    people::TABS,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::value::narrative::Row,
    value::{self, NarrativeInput},
};
use copia_text::key;

/// A row of the form: its fields and its messages.
struct RowShown {
    body: &'static str,
    example: &'static str,
    heading: &'static str,
}

const fn row(row: Row) -> RowShown {
    match row {
        Row::Myself => RowShown { body: "myself", example: "myself_example", heading: key("narrative-myself") },
        Row::Connections => {
            RowShown { body: "connections", example: "connections_example", heading: key("narrative-connections") }
        }
        Row::Practice => RowShown { body: "practice", example: "practice_example", heading: key("narrative-practice") },
        Row::Influence => {
            RowShown { body: "influence", example: "influence_example", heading: key("narrative-influence") }
        }
    }
}

#[derive(Template)]
#[template(path = "value/narrative.html")]
struct EditPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    rows: Vec<RowShown>,
    is_late: bool,
    is_shared: bool,
    own: String,
    version: i64,
    form: Form,
}
shown!(EditPage);

/// One's own.
pub(super) async fn edit(visit: Visit) -> Answer {
    page(&visit, None, false).await
}

async fn page(visit: &Visit, tried: Option<Form>, is_late: bool) -> Answer {
    let view = value::narrative(visit).await?;
    let there = view.narrative.as_ref();
    let fields = || {
        let mut fields = Fields::of([
            ("reasons", there.map_or_else(String::new, |one| one.reasons.clone())),
            ("activities", there.map_or_else(String::new, |one| one.activities.clone())),
            ("is_shared", if there.is_some_and(|one| one.is_shared) { "yes" } else { "" }.to_owned()),
        ]);
        for one in &view.rows {
            let names = row(one.part);
            fields.push(names.body, one.body.clone());
            fields.push(names.example, one.example.clone());
        }
        fields
    };
    let form = tried.unwrap_or_else(|| Form::new(fields()));
    let status = if is_late { StatusCode::CONFLICT } else { form.status(false) };
    show(&EditPage {
        page: Page::new(visit, "me", visit.words.say("narrative-title")).secret().status(status),
        tabs: &TABS,
        rows: Row::ALL.iter().map(|one| row(*one)).collect(),
        is_late,
        is_shared: there.is_some_and(|one| one.is_shared),
        own: there.map_or_else(String::new, |one| format!("/people/{}/narrative", one.person_id)),
        version: there.map_or(0, |one| one.version),
        form,
    })
}

/// Keeps it.
pub(super) async fn save(posted: Posted) -> Answer {
    let one = |part: &Row| {
        let names = row(*part);
        (*part, posted.get(names.body), posted.get(names.example))
    };
    let input = NarrativeInput {
        reasons: posted.get("reasons"),
        activities: posted.get("activities"),
        rows: Row::ALL.iter().map(one).collect(),
        is_shared: posted.has("is_shared"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    match value::save_narrative(&posted.visit, &input).await {
        Ok(()) => Ok(redirect("/me/narrative", Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "value/narrative-read.html")]
struct ReadPage {
    page: Page,
    person: (String, String),
    parts: Vec<(&'static str, String, String)>,
    written: String,
}
shown!(ReadPage);

/// Somebody's, as they have shared it.
pub(super) async fn read(visit: Visit, Path(id): Path<String>) -> Answer {
    let (narrative, rows) = value::narrative_of(&visit, &id).await?;
    let words = &visit.words;
    let mut parts = vec![
        (key("narrative-reasons"), narrative.reasons.clone(), String::new()),
        (key("narrative-activities"), narrative.activities.clone(), String::new()),
    ];
    for part in Row::ALL {
        let said = rows.iter().find(|one| one.part == *part);
        parts.extend(said.map(|one| (row(*part).heading, one.body.clone(), one.example.clone())));
    }
    parts.retain(|(_, body, example)| !body.is_empty() || !example.is_empty());
    let day = words.date(narrative.written_at.day_in(&visit.site.zone));
    let title = words.say_with("narrative-of", &[("name", narrative.person.as_str().into())]);
    show(&ReadPage {
        page: Page::new(&visit, "people", title).secret(),
        person: (narrative.person.clone(), format!("/people/{}", narrative.person_id)),
        parts,
        written: words.say_with("narrative-written", &[("day", day.into())]),
    })
}
