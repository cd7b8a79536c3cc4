//! What a closed wave came to: how many answered, and what followed.

use super::{
    at,
    comments::{Spoken, spoken},
    elsewhere::source,
    figures::{Figure, Table, figures, turnout},
    named,
    wave::{answered, people},
};
use crate::attendance::file;
use crate::shell::{Answer, Page, Visit, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{domain::policy::Action, memberships::Format, surveys};
use copia_text::key;

#[derive(Template)]
#[template(path = "surveys/results.html")]
struct ResultsPage {
    page: Page,
    /// Fieldwork and turnout.
    facts: Vec<(&'static str, String)>,
    is_too_few: bool,
    /// Where the answers come from, if not from here.
    source: String,
    is_asked_known: bool,
    path: String,
    figures: Vec<Figure>,
    turnout: Vec<Table>,
    questions: Vec<Spoken>,
    may_read: bool,
    outcome: String,
}
shown!(ResultsPage);

/// The page of a closed wave.
pub(super) async fn results(visit: Visit, Path(id): Path<String>) -> Answer {
    let view = surveys::results(&visit, &id).await?;
    let words = &visit.words;
    let mut facts = Vec::new();
    let mut is_too_few = false;
    if let Some(rule) = view.wave.rule {
        let count = rule.answered.unwrap_or(0);
        is_too_few = count < rule.minimum;
        facts.push((key("wave-people"), people(words, rule.people)));
        let rate = if is_too_few {
            words.say_with("wave-answered-few", &[("minimum", rule.minimum.into())])
        } else {
            answered(words, count, rule.people)
        };
        facts.push((key("wave-answered"), rate));
        facts.push((key("wave-opened"), at(&visit, rule.opens_at)));
        facts.push((key("wave-closed"), at(&visit, rule.closes_at)));
    }
    show(&ResultsPage {
        page: Page::new(&visit, "surveys", named(words, &view.wave)).unlisted(),
        facts,
        is_too_few,
        source: source(&visit, &view.wave),
        is_asked_known: view.wave.rule.is_none_or(|rule| rule.people.is_some()),
        path: format!("/surveys/{}", view.wave.id),
        figures: view
            .release
            .as_ref()
            .filter(|_| !is_too_few)
            .map_or_else(Vec::new, |release| figures(&visit, &view, release)),
        turnout: view
            .release
            .iter()
            .flat_map(|release| release.turnout.iter().map(|table| turnout(words, release, table)))
            .collect(),
        may_read: visit.viewer.on_site().may(Action::ReadComments),
        questions: view.comments.as_ref().map(|shown| spoken(words, &shown.questions)).unwrap_or_default(),
        outcome: view.wave.outcome.clone().unwrap_or_default(),
    })
}

/// The numbers as comma-separated values.
pub(super) async fn csv(visit: Visit, Path(id): Path<String>) -> Answer {
    file(surveys::figures_file(&visit, &id, Format::Csv).await?)
}

/// The numbers as a workbook.
pub(super) async fn xlsx(visit: Visit, Path(id): Path<String>) -> Answer {
    file(surveys::figures_file(&visit, &id, Format::Xlsx).await?)
}
