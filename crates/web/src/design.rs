//! Every part of the pages with its name, its states and when to take it: the demonstration's `/design`.
//!
//! The page is made of the same parts as every other one, so whatever changes a part shows here.

use crate::{
    charts::{Basis, Figure, History, Qualifier, Tick, interval, steps},
    demonstration::only_here,
    emblem::{Hue, emblem},
    routes::Routes,
    shell::{Answer, Page, Problem, Visit, show, shown},
};
use askama::Template;
use copia_text::{Words, key};
use jiff::civil::{Date, date};

/// The route of the page of parts. In earnest it answers "not found".
pub(crate) fn routes() -> Routes {
    Routes::default().get("/design", parts)
}

/// Colours by the names that `tokens.css` gives them.
const COLOURS: [&str; 15] = [
    "--paper",
    "--raised",
    "--sunk",
    "--ink",
    "--ink-soft",
    "--rule",
    "--rule-strong",
    "--accent",
    "--accent-deep",
    "--accent-soft",
    "--cloth",
    "--marker",
    "--marker-soft",
    "--alert",
    "--good",
];

/// Sizes of type, the largest first.
const STEPS: [&str; 7] = ["step-5", "step-4", "step-3", "step-2", "step-1", "step-0", "step--1"];

const ICONS: [&str; 18] = [
    "search", "arrow", "down", "tick", "cross", "alert", "info", "person", "people", "calendar", "mail", "link",
    "lock", "plus", "download", "edit", "clock", "undo",
];

/// A stage and its word.
const STAGES: [(&str, &str); 6] = [
    ("proposed", key("design-proposed")),
    ("forming", key("design-forming")),
    ("active", key("design-active")),
    ("paused", key("design-paused")),
    ("closed", key("design-closed")),
    ("merged", key("design-merged")),
];

/// An invented community: its name, its emblem and the class of its hue.
struct Patch {
    name: String,
    svg: String,
    hue: &'static str,
}

#[derive(Template)]
#[template(path = "design/parts.html")]
struct PartsPage {
    page: Page,
    patches: Vec<Patch>,
    prose: String,
    chart: String,
    bars: Bars,
}
shown!(PartsPage);

/// Shares drawn on a line.
struct Bars {
    wide: String,
    narrow: String,
    missing: String,
}

async fn parts(visit: Visit) -> Answer {
    only_here(&visit)?;
    let words = &visit.words;
    let names = [
        key("design-patch-0"),
        key("design-patch-1"),
        key("design-patch-2"),
        key("design-patch-3"),
        key("design-patch-4"),
        key("design-patch-5"),
        key("design-patch-6"),
        key("design-patch-7"),
        key("design-patch-8"),
        key("design-patch-9"),
        key("design-patch-10"),
        key("design-patch-11"),
    ];
    let patches = names.into_iter().enumerate().map(|(number, name)| {
        let (name, hue) = (words.say(name).to_owned(), Hue::new(number));
        Patch { svg: emblem(&name, hue), name, hue: hue.class() }
    });
    show(&PartsPage {
        patches: patches.collect(),
        prose: copia_text::markdown::to_html(words.say("design-prose-text")),
        chart: history(words).draw().render().map_err(|error| Problem::internal(&error))?,
        bars: Bars {
            wide: interval(92.0, Basis::Interval { low: 81.0, high: 97.0 }),
            narrow: interval(71.0, Basis::Interval { low: 68.0, high: 74.0 }),
            missing: interval(92.0, Basis::Missing),
        },
        page: Page::new(&visit, "", words.say("design-title")).unlisted(),
    })
}

/// A history with every shape that it can draw.
fn history(words: &Words) -> History {
    let figure = |from: Date, to: Date, value: u32, qualifier: Qualifier| Figure {
        label: words.number(value.into()),
        from,
        to,
        value,
        qualifier,
    };
    let years = (2018..=2023).map(|year| Tick { at: date(year, 1, 1), label: year.to_string() });
    let said = |key: &str| words.say(key).to_owned();
    History {
        id: "design-history".to_owned(),
        title: said("design-chart-title"),
        description: said("design-chart-words"),
        span: (date(2018, 1, 1), date(2023, 12, 31)),
        ticks: years.collect(),
        steps: steps(25).into_iter().map(|step| (step, words.number(step.into()))).collect(),
        figures: vec![
            figure(date(2018, 8, 1), date(2018, 8, 31), 7, Qualifier::Exactly),
            figure(date(2019, 1, 1), date(2019, 12, 31), 12, Qualifier::About),
            figure(date(2020, 5, 4), date(2020, 5, 4), 19, Qualifier::Exactly),
            figure(date(2020, 5, 4), date(2020, 5, 4), 20, Qualifier::Exactly),
            figure(date(2021, 9, 1), date(2021, 9, 30), 19, Qualifier::Exactly),
            figure(date(2022, 4, 1), date(2022, 4, 30), 21, Qualifier::Exactly),
            figure(date(2023, 1, 1), date(2023, 6, 30), 20, Qualifier::MoreThan),
        ],
        key: vec![
            (Qualifier::Exactly, said("design-chart-exactly")),
            (Qualifier::About, said("design-chart-about")),
            (Qualifier::MoreThan, said("design-chart-more-than")),
        ],
        contested: said("design-chart-contested"),
    }
}
