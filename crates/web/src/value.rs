//! What a community creates: what it hopes for, what is measured, the matrix, and one's own account.

mod drawing;
mod framing;
mod indicators;
mod matrix;
mod narrative;
pub(crate) mod words;

use crate::{
    communities::Place,
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
    stories::{StoryRow, row},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::value::ValueType,
    people::shown_name,
    value::{self, Framing, Indicator},
};
use copia_text::key;
use indicators::IndicatorRow;
use words::{short_key, value_key};

/// The routes of value.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/communities/{slug}/value", overview)
        .get("/communities/{slug}/value/matrix", matrix::matrix)
        .get("/communities/{slug}/value/framing/{value}", framing::form)
        .post("/communities/{slug}/value/framing/{value}", framing::save)
        .get("/communities/{slug}/value/indicators/new", indicators::new)
        .post("/communities/{slug}/value/indicators", indicators::create)
        .get("/communities/{slug}/value/indicators/{indicator}", indicators::look)
        .get("/communities/{slug}/value/indicators/{indicator}/edit", indicators::edit)
        .post("/communities/{slug}/value/indicators/{indicator}/edit", indicators::save)
        .post("/communities/{slug}/value/indicators/{indicator}/measurements", indicators::record)
        .post(
            "/communities/{slug}/value/indicators/{indicator}/measurements/{measurement}/removal",
            indicators::unrecord,
        )
        .post("/communities/{slug}/value/indicators/{indicator}/retirement", indicators::retire)
        .get("/me/narrative", narrative::edit)
        .post("/me/narrative", narrative::save)
        .get("/people/{id}/narrative", narrative::read)
}

/// One kind of value: what is hoped for in it, and what is measured.
struct Kind {
    word: &'static str,
    heading: &'static str,
    about: &'static str,
    facts: Vec<(&'static str, String)>,
    rows: Vec<IndicatorRow>,
    is_overdue: bool,
}

#[derive(Template)]
#[template(path = "value/overview.html")]
struct OverviewPage {
    page: Page,
    place: Place,
    kinds: Vec<Kind>,
    /// Kinds of value in which nothing is hoped for or measured yet.
    empty: Vec<(&'static str, &'static str)>,
    stories: Vec<StoryRow>,
    told: i64,
    may_frame: bool,
}
shown!(OverviewPage);

async fn overview(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = value::overview(&visit, &slug).await?;
    let words = &visit.words;
    let place = Place::new(&visit, &view.found, &view.standing, "value");
    let (mut kinds, mut empty) = (Vec::new(), Vec::new());
    for value_type in ValueType::ALL {
        let framing = view.framings.iter().find(|one| one.value_type == *value_type);
        let of: Vec<&Indicator> = view.indicators.iter().filter(|one| one.value_type == *value_type).collect();
        if framing.is_none() && of.is_empty() {
            empty.push((value_type.word(), short_key(*value_type)));
            continue;
        }
        kinds.push(Kind {
            word: value_type.word(),
            heading: short_key(*value_type),
            about: value_key(*value_type),
            facts: framing.map_or_else(Vec::new, |framing| facts(&visit, framing)),
            rows: of.into_iter().map(|one| indicators::row(words, &place, one)).collect(),
            is_overdue: framing.and_then(|one| one.review_by).is_some_and(|day| day <= visit.today()),
        });
    }
    show(&OverviewPage {
        page: Page::new(&visit, "communities", words.say("value-title")).unlisted(),
        place,
        kinds,
        empty,
        stories: view.stories.iter().map(|told| row(&visit, told)).collect(),
        told: view.told,
        may_frame: view.may_frame,
    })
}

fn facts(visit: &Visit, framing: &Framing) -> Vec<(&'static str, String)> {
    let words = &visit.words;
    let review = framing.review_by.map_or_else(String::new, |day| words.date(day.0));
    let owner = framing.owner.as_ref().map_or_else(String::new, |name| shown_name(words, name));
    let all = [
        (key("framing-aspiration"), framing.aspiration.clone()),
        (key("framing-conditions"), framing.conditions.clone()),
        (key("framing-risks"), framing.risks.clone()),
        (key("framing-mitigations"), framing.mitigations.clone()),
        (key("framing-planned"), framing.planned.clone()),
        (key("framing-owner"), owner),
        (key("framing-review"), review),
    ];
    all.into_iter().filter(|(_, said)| !said.is_empty()).collect()
}
