//! Taking attendance from a report of a meeting: choose a file, see whom it means, record it.

use super::refusal_key;
use crate::{
    events::event_path,
    shell::{Answer, Flash, Page, Posted, Problem, Upload, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    attendance::{self, Guess, Preview, PreviewRow},
    domain::{
        attendance::{
            may_record,
            report::{Fault, Why},
        },
        wall,
    },
    events,
    people::shown_name,
};
use copia_text::key;

/// The message for why a file is refused.
const fn fault_key(fault: Option<Fault>) -> &'static str {
    match fault {
        None => key("report-fault-missing"),
        Some(Fault::TooLarge) => key("report-fault-too-large"),
        Some(Fault::IsSpreadsheet) => key("report-fault-is-spreadsheet"),
        Some(Fault::UnknownEncoding) => key("report-fault-unknown-encoding"),
        Some(Fault::NotReport) => key("report-fault-not-report"),
        Some(Fault::NoParticipants) => key("report-fault-no-participants"),
    }
}

/// The message for why a line is left out.
const fn why_key(why: Why) -> &'static str {
    match why {
        Why::NoName => key("report-why-no-name"),
        Why::BadTime => key("report-why-bad-time"),
        Why::EndsBeforeStart => key("report-why-ends-before-start"),
        Why::WaitingRoom => key("report-why-waiting-room"),
        Why::DidNotAttend => key("report-why-did-not-attend"),
    }
}

#[derive(Template)]
#[template(path = "attendance/report.html")]
struct ReportPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    refusal: Option<&'static str>,
    fault: &'static str,
}
shown!(ReportPage);

/// The page on which a report is chosen.
pub(super) async fn form(visit: Visit, Path(slug): Path<String>) -> Answer {
    form_page(&visit, &slug, None).await
}

async fn form_page(visit: &Visit, slug: &str, fault: Option<&'static str>) -> Answer {
    let event = attendance::report_form(visit, slug).await?;
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    show(&ReportPage {
        page: Page::new(visit, "events", visit.words.say("report-title")).status(status).secret(),
        path: event_path(event.slug.as_str()),
        when: events::when_words(visit, &event),
        refusal: may_record(event.state, event.starts_at, visit.now).err().map(refusal_key),
        fault: fault.unwrap_or_default(),
        event: event.title,
    })
}

/// A line of the report.
struct LineShown {
    name: String,
    address: String,
    stay: String,
    /// What is recorded if nothing is chosen, for a line whose person is known.
    value: String,
    /// Whom it is taken for.
    person: String,
    is_unregistered: bool,
    /// The choices: the value and the words.
    choices: Vec<(String, String)>,
    id: String,
}

#[derive(Template)]
#[template(path = "attendance/preview.html")]
struct PreviewPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    known: Vec<LineShown>,
    open: Vec<LineShown>,
    known_title: String,
    open_title: String,
    more: usize,
    more_words: String,
    skipped: Vec<String>,
    /// The people who can be chosen for any open line.
    offered: Vec<(String, String)>,
}
shown!(PreviewPage);

/// Shows whom a report means. Nothing is kept.
pub(super) async fn preview(Path(slug): Path<String>, upload: Upload) -> Answer {
    let visit = &upload.visit;
    match attendance::preview(visit, &slug, upload.file.clone()).await? {
        Ok(preview) => preview_page(visit, &preview),
        Err(fault) => form_page(visit, &slug, Some(fault_key(fault))).await,
    }
}

fn preview_page(visit: &Visit, view: &Preview) -> Answer {
    let words = &visit.words;
    let lines = view.rows.iter().enumerate().map(|(number, row)| line_shown(visit, view, number, row));
    let (known, open): (Vec<_>, Vec<_>) = lines.partition(|line| !line.person.is_empty());
    let skipped = view.skipped.iter().take(200).map(|skipped| {
        let why = words.say(why_key(skipped.why)).to_owned();
        words.say_with("report-skipped-line", &[("line", skipped.line.into()), ("why", why.into())])
    });
    let name = |who: &copia_app::registrations::Who| {
        (attendance::who_word(*who), view.names.get(who).cloned().unwrap_or_default())
    };
    show(&PreviewPage {
        page: Page::new(visit, "events", words.say("report-preview-title")).secret(),
        path: event_path(view.event.slug.as_str()),
        when: events::when_words(visit, &view.event),
        known_title: words.say_with("report-known", &[("count", known.len().into())]),
        open_title: words.say_with("report-open", &[("count", open.len().into())]),
        known,
        open,
        more: view.more,
        more_words: words.say_with("report-more", &[("count", view.more.into())]),
        skipped: skipped.collect(),
        offered: view.offered.iter().map(name).collect(),
        event: view.event.title.clone(),
    })
}

fn line_shown(visit: &Visit, view: &Preview, number: usize, row: &PreviewRow) -> LineShown {
    let words = &visit.words;
    let zone = wall::zone(&view.event.zone).unwrap_or_else(|| visit.site.zone.clone());
    let minutes = row.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let name = |who: &copia_app::registrations::Who| shown_name(words, view.names.get(who).map_or("", String::as_str));
    let value = |who: &copia_app::registrations::Who| format!("{}|{minutes}", attendance::who_word(*who));
    let mut stay: Vec<String> = Vec::new();
    if let Some((from, to)) = row.span {
        let time = |at: copia_app::domain::time::When| words.time(at.local(&zone).time());
        stay.push(words.say_with("report-stay", &[("from", time(from).into()), ("to", time(to).into())]));
    }
    if let Some(minutes) = row.minutes {
        stay.push(words.say_with("attendance-minutes", &[("minutes", minutes.into())]));
    }
    let choices = match &row.guess {
        Guess::Several(several) => several.iter().map(|who| (value(who), name(who))).collect(),
        Guess::One(_) | Guess::Nobody => Vec::new(),
    };
    let one = match &row.guess {
        Guess::One(who) => Some(who),
        Guess::Several(_) | Guess::Nobody => None,
    };
    LineShown {
        name: row.shown.clone(),
        address: row.address.clone().unwrap_or_default(),
        stay: stay.join(", "),
        value: one.map_or_else(|| minutes.clone(), value),
        person: one.map(name).unwrap_or_default(),
        is_unregistered: row.is_unregistered,
        choices,
        id: format!("line-{number}"),
    }
}

/// Records what was decided.
pub(super) async fn apply(Path(slug): Path<String>, posted: Posted) -> Answer {
    let applied = match attendance::apply(&posted.visit, &slug, posted.all("row"), posted.get("more")).await {
        Ok(applied) => applied,
        Err(copia_app::Error::Invalid(_)) => return Err(Problem::Invalid),
        Err(error) => return Err(error.into()),
    };
    let flash = Flash::new(key("flash-report-recorded"))
        .with("new", &applied.new.to_string())
        .with("measured", &applied.measured.to_string())
        .with("before", &applied.as_before.to_string())
        .with("others", &applied.others.to_string());
    Ok(redirect(&format!("{}/attendance", event_path(&slug)), Some(flash)))
}
