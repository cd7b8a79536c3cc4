//! What people said, for those who ran the event.

use super::worth_key;
use crate::{
    charts::{Basis, interval},
    events::event_path,
    results,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{ballots::Block, intervals::whole, pulse::Worth},
    events,
    pulse::{self, Results, Said, Shown},
};
use copia_text::key;

/// Answers that are shown together.
struct Row {
    answer: String,
    count: String,
    share: String,
    bar: String,
}

#[derive(Template)]
#[template(path = "pulse/results.html")]
struct ResultsPage {
    page: Page,
    event: String,
    when: String,
    path: String,
    /// Why there is nothing to show: a heading and a sentence.
    empty: Option<(String, String)>,
    facts: Vec<(&'static str, String)>,
    headline: String,
    bar: String,
    rows: Vec<Row>,
    words: Vec<String>,
    /// Why words are not shown.
    no_words: String,
}
shown!(ResultsPage);

/// What people said.
pub(super) async fn results(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = pulse::results(&visit, &slug).await?;
    let words = &visit.words;
    let title = words.say_with("pulse-results-title", &[("event", view.event.title.as_str().into())]);
    let mut page = ResultsPage {
        page: Page::new(&visit, "events", title).secret(),
        event: view.event.title.clone(),
        when: events::when_words(&visit, &view.event),
        path: event_path(view.event.slug.as_str()),
        empty: empty(&visit, &view),
        facts: Vec::new(),
        headline: String::new(),
        bar: String::new(),
        rows: Vec::new(),
        words: Vec::new(),
        no_words: String::new(),
    };
    if let Shown::Said(said) = &view.shown {
        page.fill(&visit, &view, said);
    }
    show(&page)
}

/// Why there is nothing to show.
fn empty(visit: &Visit, view: &Results) -> Option<(String, String)> {
    let (title, next) = match view.shown {
        Shown::Said(_) => return None,
        Shown::NotAsked => (key("pulse-not-asked"), key("pulse-not-asked-next")),
        Shown::NotYet => (key("pulse-not-yet"), key("pulse-not-yet-next")),
        Shown::TooFew => (key("pulse-too-few"), key("pulse-too-few-next")),
    };
    let words = &visit.words;
    let minimum = copia_app::domain::ballots::MINIMUM;
    let (asked, minimum) = view.rule.map_or_else(|| (0, i64::from(minimum)), |rule| (rule.asked, rule.minimum));
    let until = view.rule.map(|rule| words.date_time(rule.closes_at.local(&visit.site.zone)));
    let parts = [("asked", asked.into()), ("minimum", minimum.into()), ("until", until.unwrap_or_default().into())];
    Some((words.say(title).to_owned(), words.say_with(next, &parts)))
}

fn percent(count: u32, of: u32) -> f64 {
    100.0 * f64::from(count) / f64::from(of.max(1))
}

impl ResultsPage {
    fn fill(&mut self, visit: &Visit, view: &Results, said: &Said) {
        let words = &visit.words;
        let answers = said.answers;
        let asked = view.rule.map_or(0, |rule| rule.asked);
        self.facts = vec![
            (key("pulse-asked"), words.number(asked)),
            (key("pulse-answers"), words.number(i64::from(answers))),
            (key("pulse-rate"), words.say_with("pulse-percent", &[("percent", whole(said.rate).into())])),
        ];
        let (least, most) = said.worthwhile;
        let parts = [
            ("answers", answers.into()),
            ("least", least.into()),
            ("most", most.into()),
            ("percent", whole(percent(least, answers)).into()),
            ("to", whole(percent(most, answers)).into()),
        ];
        let headline = if least == most { key("pulse-worthwhile") } else { key("pulse-worthwhile-span") };
        self.headline = words.say_with(headline, &parts);
        if let Some(bounds) = said.interval {
            let parts = [("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())];
            self.facts.push((key("pulse-interval"), words.say_with("pulse-interval-how", &parts)));
            let middle = f64::midpoint(percent(least, answers), percent(most, answers));
            self.bar = interval(middle, Basis::Interval { low: bounds.low, high: bounds.high });
        }
        self.rows = said.worth.blocks.iter().rev().map(|block| row(visit, block, answers)).collect();
        match &said.words {
            Some(given) => self.words.clone_from(given),
            None => {
                let from = view.rule.map_or(0, |rule| rule.words_from);
                self.no_words = words.say_with("pulse-no-words", &[("words", from.into())]);
            }
        }
    }
}

/// A row of the table, with its bar.
fn row(visit: &Visit, block: &Block, answers: u32) -> Row {
    let words = &visit.words;
    let name = |place: &usize| Worth::ALL.get(*place).map_or("", |worth| words.say(worth_key(*worth)));
    let names: Vec<&str> = block.answers.iter().map(name).collect();
    let (least, most) = (percent(block.least, answers), percent(block.most, answers));
    Row {
        answer: results::together(words, &names, true),
        count: results::count(words, block),
        share: results::share(words, block, answers),
        bar: interval(
            f64::midpoint(least, most),
            Basis::Interval { low: if least < most { least } else { 0.0 }, high: most },
        ),
    }
}
