//! Figures that others published of surveys that were asked elsewhere.

use crate::charts::{Basis, interval};
use crate::claims::words::value_key;
use crate::impact::marks::whole;
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        policy::Action,
        surveys::elsewhere::published::{Figure, Wrong},
        time::Day,
    },
    surveys::published::{self, Published, PublishedInput},
};
use copia_text::{Words, key};

#[derive(Template)]
#[template(path = "surveys/published-list.html")]
struct ListPage {
    page: Page,
    rows: Vec<super::Line>,
    may_build: bool,
}
shown!(ListPage);

/// A figure on its page.
struct Shown {
    statement: String,
    percent: String,
    share: String,
    base: String,
    between: String,
    value: String,
    spoken: String,
    bar: String,
}

#[derive(Template)]
#[template(path = "surveys/published.html")]
struct PublishedPage {
    page: Page,
    path: String,
    address: String,
    facts: Vec<(&'static str, String)>,
    figures: Vec<Shown>,
    version: i64,
    may_build: bool,
}
shown!(PublishedPage);

#[derive(Template)]
#[template(path = "surveys/published-form.html")]
struct FormPage {
    page: Page,
    action: String,
    back: String,
    version: i64,
    is_late: bool,
    /// Which line is no figure, and why.
    wrong: String,
    form: Form,
}
shown!(FormPage);

fn path(id: impl std::fmt::Display) -> String {
    format!("/surveys/published/{id}")
}

/// The reports.
pub(super) async fn list(visit: Visit) -> Answer {
    let words = &visit.words;
    let row = |one: published::PublishedSurvey| super::Line {
        href: path(one.id),
        title: one.title,
        text: one.publisher,
        badge: key("published-badge"),
    };
    show(&ListPage {
        page: Page::new(&visit, "surveys", words.say("published-title")).unlisted(),
        rows: published::list(&visit).await?.into_iter().map(row).collect(),
        may_build: visit.viewer.on_site().may(Action::BuildSurvey),
    })
}

/// From when until when people could answer, as far as it was published.
pub(crate) fn fieldwork(words: &Words, since: Option<Day>, until: Option<Day>) -> String {
    match (since, until) {
        (Some(since), Some(until)) => {
            words.say_with("wave-dates", &[("from", words.date(since.0).into()), ("until", words.date(until.0).into())])
        }
        (Some(since), None) => words.say_with("published-since", &[("day", words.date(since.0).into())]),
        (None, Some(until)) => words.say_with("published-until", &[("day", words.date(until.0).into())]),
        (None, None) => words.say("wave-people-unknown").to_owned(),
    }
}

/// A share as it was published, with how many of how many where that was published too.
pub(crate) fn share(words: &Words, figure: &Figure) -> String {
    match figure.share() {
        Some(share) => words.say_with(
            "published-share-of",
            &[("percent", figure.percent.into()), ("count", share.count.into()), ("base", share.base.into())],
        ),
        None => words.say_with("results-percent", &[("percent", figure.percent.into())]),
    }
}

fn figure(words: &Words, figure: &Figure) -> Shown {
    let unknown = || words.say("wave-people-unknown").to_owned();
    let percent = f64::from(figure.percent);
    let bounds = figure.interval();
    let basis = bounds.as_ref().map_or(Basis::Missing, |bounds| Basis::Interval { low: bounds.low, high: bounds.high });
    let between = bounds.as_ref().map(|bounds| {
        words.say_with("results-range", &[("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())])
    });
    let share = share(words, figure);
    let base = figure.base.map_or_else(unknown, |base| words.number(i64::from(base)));
    let spoken = [("share", share.as_str().into()), ("base", base.as_str().into())];
    Shown {
        statement: figure.statement.clone(),
        percent: words.say_with("results-percent", &[("percent", figure.percent.into())]),
        spoken: words.say_with("published-spoken", &spoken),
        bar: interval(percent, basis),
        between: between.unwrap_or_else(|| words.say("published-no-interval").to_owned()),
        value: figure.value_type.map_or_else(String::new, |value| words.say(value_key(value)).to_owned()),
        share,
        base,
    }
}

/// A report with its figures.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    let Published { survey, figures } = published::look(&visit, &id).await?;
    let words = &visit.words;
    let asked = survey.asked.map_or_else(|| words.say("wave-people-unknown").to_owned(), |asked| words.number(asked));
    let entered = words.date(survey.entered_at.day_in(&visit.site.zone));
    show(&PublishedPage {
        page: Page::new(&visit, "surveys", survey.title.clone()).unlisted(),
        path: path(survey.id),
        facts: vec![
            (key("published-publisher"), survey.publisher.clone()),
            (key("published-fieldwork"), fieldwork(words, survey.since, survey.until)),
            (key("wave-people"), asked),
            (key("published-entered"), entered),
        ],
        version: survey.version,
        address: survey.address,
        figures: figures.iter().map(|one| figure(words, one)).collect(),
        may_build: visit.viewer.on_site().may(Action::BuildSurvey),
    })
}

/// The form of a new report.
pub(super) async fn new(visit: Visit) -> Answer {
    form_page(&visit, None, None, None, false).await
}

/// The form of a report.
pub(super) async fn edit(visit: Visit, Path(id): Path<String>) -> Answer {
    form_page(&visit, Some(&id), None, None, false).await
}

fn kept(view: &Published) -> Fields {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let lines: Vec<String> = view.figures.iter().map(Figure::line).collect();
    Fields::of([
        ("title", view.survey.title.clone()),
        ("publisher", view.survey.publisher.clone()),
        ("address", view.survey.address.clone()),
        ("since", day(view.survey.since)),
        ("until", day(view.survey.until)),
        ("asked", view.survey.asked.map(|asked| asked.to_string()).unwrap_or_default()),
        ("figures", lines.join("\n")),
    ])
}

const fn wrong_key(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Nothing => key("published-wrong-nothing"),
        Wrong::TooMany => key("published-wrong-too-many"),
        Wrong::NoStatement => key("published-wrong-no-statement"),
        Wrong::NoShare => key("published-wrong-no-share"),
        Wrong::NoBase => key("published-wrong-no-base"),
        Wrong::NoValue => key("published-wrong-no-value"),
        Wrong::Twice => key("published-wrong-twice"),
        Wrong::More => key("published-wrong-more"),
    }
}

async fn form_page(
    visit: &Visit,
    id: Option<&str>,
    tried: Option<Form>,
    wrong: Option<(usize, Wrong)>,
    is_late: bool,
) -> Answer {
    let view = published::form(visit, id).await?;
    let words = &visit.words;
    // Whoever has a mistake to mend still has the version that they read.
    let typed = tried.as_ref().filter(|_| !is_late).and_then(|form| form.value("version").parse().ok());
    let version = typed.unwrap_or_else(|| view.as_ref().map_or(0, |view| view.survey.version));
    let form = tried.unwrap_or_else(|| Form::new(view.as_ref().map_or_else(Fields::default, kept)));
    let wrong = wrong.map_or_else(String::new, |(line, wrong)| {
        words.say_with(wrong_key(wrong), &[("line", i64::try_from(line).unwrap_or(0).into())])
    });
    let status = if wrong.is_empty() { form.status(is_late) } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if view.is_some() { key("published-edit-title") } else { key("published-new-title") };
    let back = view.as_ref().map(|view| path(view.survey.id));
    show(&FormPage {
        page: Page::new(visit, "surveys", words.say(title)).unlisted().status(status),
        action: back.as_ref().map_or_else(|| path("new"), |path| format!("{path}/edit")),
        back: back.unwrap_or_else(|| "/surveys/published".to_owned()),
        version,
        is_late,
        wrong,
        form,
    })
}

/// Enters a report.
pub(super) async fn create(posted: Posted) -> Answer {
    keep(&posted, None).await
}

/// Keeps a report.
pub(super) async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    keep(&posted, Some(&id)).await
}

/// Deletes a report.
pub(super) async fn delete(Path(id): Path<String>, posted: Posted) -> Answer {
    published::delete(&posted.visit, &id, posted.get("version").parse().unwrap_or(-1)).await?;
    Ok(redirect("/surveys/published", Some(Flash::new(key("flash-published-deleted")))))
}

async fn keep(posted: &Posted, id: Option<&str>) -> Answer {
    let input = PublishedInput {
        title: posted.get("title"),
        publisher: posted.get("publisher"),
        address: posted.get("address"),
        since: posted.get("since"),
        until: posted.get("until"),
        asked: posted.get("asked"),
        figures: posted.get("figures"),
        version: posted.get("version").parse().unwrap_or(-1),
    };
    let typed = || Some(Form::new(posted.fields.clone()));
    match published::write(&posted.visit, id, &input).await {
        Ok(Ok(id)) => Ok(redirect(&path(id), Some(Flash::new(key("flash-published-saved"))))),
        Ok(Err(wrong)) => form_page(&posted.visit, id, typed(), Some(wrong), false).await,
        Err(Error::Invalid(faults)) => {
            form_page(&posted.visit, id, Some(Form::with(posted.fields.clone(), faults)), None, false).await
        }
        Err(Error::Stale) => form_page(&posted.visit, id, typed(), None, true).await,
        Err(error) => Err(error.into()),
    }
}
