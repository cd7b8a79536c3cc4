//! The figures of a wave on its page: each statement with its bar, its interval, its tables and its trend.

use crate::{
    charts::{Piece, Side, diverging},
    results,
    shell::Visit,
};
use copia_app::{
    domain::{
        ballots::{Counts, Group, Release, Said, Shape, Turnout},
        intervals::{Change, Share, nearly_all, whole, whole_share},
        surveys::items::{Ask, Item},
    },
    surveys::{Before, Results, agreement, answer_words, by_key, group_words, title},
};
use copia_text::{Words, key};

/// A table of a figure.
pub(super) struct Table {
    pub caption: String,
    pub headings: Vec<&'static str>,
    /// The heading of a row, then its cells.
    pub rows: Vec<(String, Vec<String>)>,
}

impl Table {
    /// The cells of a row, each with its heading.
    pub(super) fn cells<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (&'static str, &'a String)> {
        self.headings.iter().skip(1).copied().zip(row)
    }
}

/// What was said to one question.
pub(super) struct Figure {
    pub id: String,
    pub title: String,
    pub finding: String,
    /// Sentences on how far it can be trusted, and on what came before.
    pub notes: Vec<String>,
    pub chart: String,
    pub tables: Vec<Table>,
}

/// The figures of a wave in the order of its questions.
pub(super) fn figures(visit: &Visit, view: &Results, release: &Release) -> Vec<Figure> {
    let one = |(place, said): (usize, &Said)| figure(visit, view, release, said, place);
    release.questions.iter().enumerate().map(one).collect()
}

fn figure(visit: &Visit, view: &Results, release: &Release, said: &Said, place: usize) -> Figure {
    let words = &visit.words;
    let item = view.survey.items.iter().find(|item| item.questions().contains(&said.question));
    let mut figure = Figure {
        id: format!("figure-{}", place + 1),
        title: title(&view.survey.items, &said.question),
        finding: words.say_with("results-hidden", &[("minimum", release.minimum.into())]),
        notes: Vec::new(),
        chart: String::new(),
        tables: Vec::new(),
    };
    let Some(all) = &said.all else { return figure };
    let names: Vec<String> = said.answers.iter().map(|answer| answer_words(words, item, answer)).collect();
    figure.finding = finding(words, item, said, all);
    if let Some(share) = agreement(release, said, all) {
        figure.notes.push(interval(words, share));
    }
    if let Shape::Scale { .. } = said.shape {
        let bounds = agreement(release, said, all).and_then(Share::interval).map(|bounds| (bounds.low, bounds.high));
        figure.chart = diverging(&pieces(said, all), bounds);
    }
    if let Some(before) = view.before.get(&said.question) {
        figure.notes.push(trend(words, before));
    }
    figure.tables.push(answers(words, said, all, &names, &figure.title));
    for table in &said.by {
        let rows =
            table.rows.iter().map(|row| group_row(words, release, said, &table.attribute, &row.group, &row.counts));
        figure.tables.push(Table {
            caption: titled(words.say(by_key(&table.attribute)), &figure.title),
            headings: vec![key("results-group"), key("results-of-asked"), key("results-share"), key("results-between")],
            rows: rows.collect(),
        });
    }
    if said.by.is_empty() && !view.wave.attributes.is_empty() {
        figure.notes.push(words.say("results-no-groups").to_owned());
    }
    figure
}

/// A caption that no other table of the page has.
fn titled(caption: &str, title: &str) -> String {
    format!("{caption}: {title}")
}

fn percent(count: u32, base: u32) -> i64 {
    whole_share(i64::from(count), i64::from(base))
}

fn finding(words: &Words, item: Option<&Item>, said: &Said, all: &Counts) -> String {
    let Some((least, most)) = said.agreed(all) else {
        return words.say_with("results-answered", &[("base", all.base.into())]);
    };
    let is_chosen = matches!(item.map(|item| &item.ask), Some(Ask::Several { .. }));
    let parts = [
        ("percent", percent(least, all.base).into()),
        ("count", least.into()),
        ("than", (most + 1).into()),
        ("base", all.base.into()),
    ];
    let sentence = match (least == most, least == 0, is_chosen) {
        (true, _, false) => key("results-agree"),
        (true, _, true) => key("results-chose"),
        (false, true, false) => key("results-agree-fewer"),
        (false, true, true) => key("results-chose-fewer"),
        (false, false, false) => key("results-agree-at-least"),
        (false, false, true) => key("results-chose-at-least"),
    };
    words.say_with(sentence, &parts)
}

fn interval(words: &Words, share: Share) -> String {
    let bounds = share.interval();
    let bound = |of: fn(&copia_app::domain::intervals::Interval) -> f64| bounds.as_ref().map_or(0, |it| whole(of(it)));
    let parts = [("low", bound(|bounds| bounds.low).into()), ("high", bound(|bounds| bounds.high).into())];
    let is_nearly_all = share.population.is_some_and(|population| nearly_all(share.base, population));
    words.say_with(if is_nearly_all { key("results-interval-nearly-all") } else { key("results-interval") }, &parts)
}

fn trend(words: &Words, before: &Before) -> String {
    let difference = before.difference;
    let sentence = match difference.change() {
        Change::Up => key("results-trend-up"),
        Change::Down => key("results-trend-down"),
        Change::Unclear => key("results-trend-unclear"),
    };
    let parts = [
        ("wave", before.wave.as_str().into()),
        ("was", before.share.whole_percent().into()),
        ("base", before.share.base.into()),
        ("points", whole(difference.points.abs()).into()),
        ("low", whole(difference.low).to_string().replace('-', "\u{2212}").into()),
        ("high", whole(difference.high).to_string().replace('-', "\u{2212}").into()),
    ];
    words.say_with(sentence, &parts)
}

/// The parts of the bar, from the lowest answer.
fn pieces(said: &Said, all: &Counts) -> Vec<Piece> {
    let Shape::Scale { low, high } = said.shape else { return Vec::new() };
    let share = |count: u32| 100.0 * f64::from(count) / f64::from(all.base.max(1));
    let piece = |block: &copia_app::domain::ballots::Block| {
        let side = match (block.answers.first(), block.answers.last()) {
            (Some(first), _) if *first >= high => Side::High,
            (Some(first), _) if *first >= low => Side::Middle,
            _ => Side::Low,
        };
        Piece { side, least: share(block.least), most: share(block.most) }
    };
    all.blocks.iter().map(piece).collect()
}

fn answers(words: &Words, said: &Said, all: &Counts, names: &[String], title: &str) -> Table {
    let is_scale = matches!(said.shape, Shape::Scale { .. });
    let row = |block: &copia_app::domain::ballots::Block| {
        let names: Vec<&str> = block.answers.iter().filter_map(|at| names.get(*at)).map(String::as_str).collect();
        let cells = vec![results::count(words, block), results::share(words, block, all.base)];
        (results::together(words, &names, is_scale), cells)
    };
    Table {
        caption: titled(words.say("results-answers"), title),
        headings: vec![key("results-answer"), key("results-count"), key("results-share-of")],
        rows: all.blocks.iter().rev().map(row).collect(),
    }
}

fn group_row(
    words: &Words,
    release: &Release,
    said: &Said,
    attribute: &str,
    group: &Group,
    counts: &Counts,
) -> (String, Vec<String>) {
    let of = |count: u32, all: u32| words.say_with("results-of", &[("count", count.into()), ("all", all.into())]);
    let share = agreement(release, said, counts).map(|share| Share { population: Some(group.invited), ..share });
    let bounds = share.and_then(Share::interval);
    let range = bounds.map(|bounds| {
        let parts = [("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())];
        words.say_with("results-range", &parts)
    });
    let agree =
        share.map(|share| words.say_with("results-percent", &[("percent", percent(share.count, share.base).into())]));
    let cells = vec![of(counts.base, group.invited), agree.unwrap_or_default(), range.unwrap_or_default()];
    (group_words(words, attribute, group), cells)
}

/// Who answered, compared with who was asked.
pub(super) fn turnout(words: &Words, release: &Release, table: &Turnout) -> Table {
    let answered = release.answered.unwrap_or(0);
    let row = |row: &copia_app::domain::ballots::TookPart| {
        let share = |count: u32, of: u32| words.say_with("results-percent", &[("percent", percent(count, of).into())]);
        let cells = vec![
            words.number(i64::from(row.group.invited)),
            words.number(i64::from(row.answered)),
            share(row.answered, row.group.invited),
            share(row.group.invited, release.asked.unwrap_or(0)),
            share(row.answered, answered),
        ];
        (group_words(words, &table.attribute, &row.group), cells)
    };
    Table {
        caption: words.say(by_key(&table.attribute)).to_owned(),
        headings: vec![
            key("results-group"),
            key("results-asked"),
            key("results-answered-count"),
            key("results-rate"),
            key("results-share-asked"),
            key("results-share-answered"),
        ],
        rows: table.rows.iter().map(row).collect(),
    }
}
