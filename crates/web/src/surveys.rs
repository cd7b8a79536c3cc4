//! The pages of surveys: the bank and the builder, waves, answering, and what came of it. The log says nothing of who
//! asks for the questions and who answers them: see [`crate::shell`]'s line for each request.

mod answer;
mod bank;
mod build;
mod comments;
mod elsewhere;
mod figures;
mod items;
mod plan;
mod published;
mod questions;
mod results;
mod wave;

use crate::{
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use axum::{extract::DefaultBodyLimit, handler::Handler as _};
use copia_app::{
    domain::{
        policy::Action,
        surveys::{
            elsewhere::LARGEST,
            items::Kind,
            waves::{Attribute, WaveState},
        },
        time::When,
    },
    surveys::{self, AnyWave, agreement_key, label_words},
};
use copia_text::{Words, key};

pub(crate) use published::{fieldwork as published_fieldwork, share as published_share};

/// The routes of surveys.
pub(crate) fn routes() -> Routes {
    // A file, and what forms put around it.
    let most = || DefaultBodyLimit::max(LARGEST + (64 << 10));
    Routes::default()
        .get("/surveys", overview)
        .get("/surveys/statements", bank::bank)
        .post("/surveys/statements", bank::add)
        .get("/surveys/new", build::new)
        .post("/surveys/new", build::create)
        .get("/surveys/from-file", elsewhere::new)
        .post("/surveys/from-file", elsewhere::create.layer(most()))
        .get("/surveys/published", published::list)
        .get("/surveys/published/new", published::new)
        .post("/surveys/published/new", published::create)
        .get("/surveys/published/{report}", published::look)
        .get("/surveys/published/{report}/edit", published::edit)
        .post("/surveys/published/{report}/edit", published::save)
        .post("/surveys/published/{report}/removal", published::delete)
        .get("/surveys/forms/{survey}", build::look)
        .post("/surveys/forms/{survey}", build::save)
        .post("/surveys/forms/{survey}/edition", build::edition)
        .get("/surveys/forms/{survey}/preview", build::preview)
        .get("/surveys/forms/{survey}/items/new", items::new)
        .post("/surveys/forms/{survey}/items/new", items::create)
        .get("/surveys/forms/{survey}/items/{item}", items::edit)
        .post("/surveys/forms/{survey}/items/{item}", items::save)
        .post("/surveys/forms/{survey}/items/{item}/place", items::place)
        .get("/surveys/forms/{survey}/waves/new", plan::new)
        .post("/surveys/forms/{survey}/waves/new", plan::create)
        .get("/surveys/waves/{wave}", wave::look)
        .get("/surveys/waves/{wave}/edit", plan::edit)
        .post("/surveys/waves/{wave}/edit", plan::save)
        .get("/surveys/waves/{wave}/answers", elsewhere::answers)
        .post("/surveys/waves/{wave}/answers", elsewhere::bring_in.layer(most()))
        .post("/surveys/waves/{wave}/trial", wave::trial)
        .post("/surveys/waves/{wave}/opening", wave::open)
        .post("/surveys/waves/{wave}/extension", wave::extend)
        .post("/surveys/waves/{wave}/cancellation", wave::call_off)
        .post("/surveys/waves/{wave}/outcome", wave::say_outcome)
        .get("/surveys/answer/{wave}", answer::look)
        .post("/surveys/answer/{wave}", answer::answer)
        .get("/surveys/guest/{entry}/{signature}", answer::look_by_link)
        .post("/surveys/guest/{entry}/{signature}", answer::answer_by_link)
        .get("/surveys/{wave}/comments", comments::list)
        .post("/surveys/{wave}/comments/codes", comments::code)
        .post("/surveys/{wave}/comments/themes", comments::theme)
        .get("/surveys/{wave}/comments/release", comments::preview)
        .post("/surveys/{wave}/comments/release", comments::release)
        .get("/surveys/{wave}/comments/{comment}", comments::look)
        .post("/surveys/{wave}/comments/{comment}", comments::mark)
        .get("/surveys/{wave}/results", results::results)
        .get("/surveys/{wave}/results.csv", results::csv)
        .get("/surveys/{wave}/results.xlsx", results::xlsx)
}

/// A line of a list.
struct Line {
    title: String,
    href: String,
    text: String,
    badge: &'static str,
}

#[derive(Template)]
#[template(path = "surveys/list.html")]
struct ListPage {
    page: Page,
    mine: Vec<Line>,
    closed: Vec<Line>,
    running: Vec<Line>,
    surveys: Vec<Line>,
    may_build: bool,
}
shown!(ListPage);

async fn overview(visit: Visit) -> Answer {
    let view = surveys::overview(&visit).await?;
    let words = &visit.words;
    let wave = |wave: &AnyWave, href: String| Line {
        title: named(words, wave),
        href,
        text: dates(&visit, wave),
        badge: state_key(wave.state),
    };
    let survey = |one: &surveys::Survey| Line {
        title: one.title.clone(),
        href: form_path(one.id),
        text: counted(words, one),
        badge: if one.frozen_at.is_some() { key("survey-frozen") } else { key("survey-draft") },
    };
    show(&ListPage {
        page: Page::new(&visit, "surveys", words.say("surveys-title")).unlisted(),
        mine: view.mine.iter().map(|one| wave(one, format!("/surveys/answer/{}", one.id))).collect(),
        closed: view.closed.iter().map(|one| wave(one, format!("/surveys/{}/results", one.id))).collect(),
        running: view.running.iter().map(|one| wave(one, wave_path(one.id))).collect(),
        surveys: view.surveys.iter().map(survey).collect(),
        may_build: visit.viewer.on_site().may(Action::BuildSurvey),
    })
}

fn form_path(id: impl std::fmt::Display) -> String {
    format!("/surveys/forms/{id}")
}

fn wave_path(id: impl std::fmt::Display) -> String {
    format!("/surveys/waves/{id}")
}

/// A wave by its survey's title and its own.
pub(crate) fn named(words: &Words, wave: &AnyWave) -> String {
    let parts = [("survey", wave.survey.as_str().into()), ("wave", wave.title.as_str().into())];
    words.say_with("wave-named", &parts)
}

fn at(visit: &Visit, at: When) -> String {
    visit.words.date_time(at.local(&visit.site.zone))
}

/// From when until when people answer; nothing before that is known.
pub(crate) fn dates(visit: &Visit, wave: &AnyWave) -> String {
    wave.rule.map_or_else(String::new, |rule| {
        let day = |at: When| visit.words.date(at.day_in(&visit.site.zone));
        let parts = [("from", day(rule.opens_at).into()), ("until", day(rule.closes_at).into())];
        visit.words.say_with("wave-dates", &parts)
    })
}

/// How much a survey asks.
fn counted(words: &Words, survey: &surveys::Survey) -> String {
    let count = survey.items.iter().filter(|item| item.is_question()).count();
    words.say_with("survey-count", &[("count", i64::try_from(count).unwrap_or(0).into())])
}

/// The message for where a wave stands.
const fn state_key(state: WaveState) -> &'static str {
    match state {
        WaveState::Draft => key("wave-state-draft"),
        WaveState::Trial => key("wave-state-trial"),
        WaveState::Open => key("wave-state-open"),
        WaveState::Closed => key("wave-state-closed"),
        WaveState::CalledOff => key("wave-state-called-off"),
    }
}

/// The message for a kind of item.
const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Heading => key("survey-kind-heading"),
        Kind::Statement => key("survey-kind-statement"),
        Kind::One => key("survey-kind-one"),
        Kind::Several => key("survey-kind-several"),
        Kind::Number => key("survey-kind-number"),
        Kind::Text => key("survey-kind-text"),
    }
}

/// The message for an attribute by which answers are told apart.
const fn attribute_key(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Area => key("wave-attribute-area"),
        Attribute::Role => key("wave-attribute-role"),
    }
}
