//! The matrix: a table first, and a drawing of the same.

use super::{
    drawing::{Drawn, draw},
    words::{figure, short_key, step_key, value_key},
};
use crate::{
    communities::Place,
    shell::{Answer, Page, Query, Visit, show, shown},
    stories::path,
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::value::matrix::{Reading, View},
    value::{self, MatrixPage},
};
use copia_text::key;

/// A column: its heading, what is measured, and how it reads.
struct ColumnShown {
    heading: &'static str,
    about: &'static str,
    /// Code, name, figure and address of what is measured.
    indicators: Vec<(String, String, String, String)>,
    reading: &'static str,
    class: &'static str,
    icon: &'static str,
}

/// What a story says in a column.
struct CellShown {
    outcome: &'static str,
    class: &'static str,
    bodies: Vec<String>,
    codes: Vec<String>,
}

/// A story across the columns.
struct PathShown {
    story: String,
    to: String,
    cells: Vec<CellShown>,
}

#[derive(Template)]
#[template(path = "value/matrix.html")]
struct MatrixShown {
    page: Page,
    place: Place,
    is_five: bool,
    columns: Vec<ColumnShown>,
    paths: Vec<PathShown>,
    drawing: String,
    is_empty: bool,
    more: String,
}
shown!(MatrixShown);

/// The message for how a column reads, its mark and its icon.
const fn reading_words(reading: Reading) -> (&'static str, &'static str, &'static str) {
    match reading {
        Reading::Nothing => (key("matrix-nothing"), "", ""),
        Reading::EffectWithoutContribution => (key("matrix-effect-alone"), "waiting", "alert"),
        Reading::StoryWithoutMeasure => (key("matrix-story-alone"), "waiting", "alert"),
        Reading::Both => (key("matrix-both"), "active", "tick"),
    }
}

/// The matrix.
pub(super) async fn matrix(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    let view = value::matrix(&visit, &slug, query.get("view")).await?;
    let words = &visit.words;
    let place = Place::new(&visit, &view.found, &view.standing, "value");
    let columns = view.columns.iter().map(|column| {
        let (reading, class, icon) = reading_words(column.reading);
        let indicator = |one: &value::Indicator| {
            let latest = one.latest.map_or_else(
                || words.say("indicator-not-measured").to_owned(),
                |value| figure(words, one.measure, &one.unit, value),
            );
            (one.code(), one.name.clone(), latest, place.to(&format!("value/indicators/{}", one.id)))
        };
        ColumnShown {
            heading: short_key(column.value_type),
            about: value_key(column.value_type),
            indicators: column.indicators.iter().map(indicator).collect(),
            reading,
            class,
            icon,
        }
    });
    let shown = view.paths.len();
    let title = words.say_with("matrix-title", &[("community", view.found.name.as_str().into())]);
    let is_more = view.total > i64::try_from(shown).unwrap_or(i64::MAX);
    let parts = [("shown", shown.into()), ("total", view.total.into())];
    show(&MatrixShown {
        page: Page::new(&visit, "communities", title).unlisted(),
        is_five: view.view == View::Five,
        columns: columns.collect(),
        paths: paths(&view),
        drawing: drawing(&visit, &view),
        is_empty: view.paths.is_empty() && view.columns.iter().all(|column| column.indicators.is_empty()),
        more: if is_more { words.say_with("matrix-more", &parts) } else { String::new() },
        place,
    })
}

fn paths(view: &MatrixPage) -> Vec<PathShown> {
    let one = |story: &value::Path| {
        let cells = story.cells.iter().map(|cell| {
            let outcome = cell.mark.map_or("", step_key);
            let class = match cell.mark {
                Some(mark) => class(mark),
                None => "",
            };
            CellShown { outcome, class, bodies: cell.bodies.clone(), codes: cell.codes.clone() }
        });
        PathShown { story: story.told.story.title.clone(), to: path(story.told.story.id), cells: cells.collect() }
    };
    view.paths.iter().map(one).collect()
}

const fn class(mark: copia_app::domain::value::stories::StepState) -> &'static str {
    use copia_app::domain::value::stories::StepState;
    match mark {
        StepState::Happened => "active",
        StepState::Partly => "",
        StepState::HopedFor => "waiting",
        StepState::DidNotHappen => "refused",
    }
}

fn drawing(visit: &Visit, view: &MatrixPage) -> String {
    let words = &visit.words;
    let columns: Vec<(&str, usize)> =
        view.columns.iter().map(|column| (words.say(short_key(column.value_type)), column.measured)).collect();
    let paths: Vec<Drawn> = view
        .paths
        .iter()
        .take(12)
        .map(|one| Drawn { name: &one.told.story.title, marks: one.cells.iter().map(|cell| cell.mark).collect() })
        .collect();
    let parts = [("count", paths.len().into())];
    if paths.is_empty() { String::new() } else { draw(&columns, &paths, &words.say_with("matrix-drawing", &parts)) }
}
