//! What needs the programme manager.

use crate::{
    communities::{ProposalRow, day_of, proposal_row},
    role_terms::{TermRow, WithoutRow, term_row, without_row},
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use copia_app::{domain::communities::Stage, programme};

/// The routes of the manager's page.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/programme", programme_page)
}

/// A request that waits too long.
struct WaitingRow {
    name: String,
    community: String,
    path: String,
    since: String,
}

#[derive(Template)]
#[template(path = "programme/page.html")]
struct ProgrammePage {
    page: Page,
    proposals: Vec<ProposalRow>,
    waiting: Vec<WaitingRow>,
    ending: Vec<TermRow>,
    without_lead: Vec<WithoutRow>,
    forming: Vec<(String, String)>,
    is_quiet: bool,
}
shown!(ProgrammePage);

async fn programme_page(visit: Visit) -> Answer {
    let view = programme::programme(&visit).await?;
    let words = &visit.words;
    let waiting = view.waiting.iter().map(|one| WaitingRow {
        name: one.name.clone(),
        community: one.community.clone(),
        path: format!("/communities/{}/requests", one.slug),
        since: words.say_with("programme-waiting-since", &[("date", day_of(&visit, one.since).into())]),
    });
    let waiting: Vec<WaitingRow> = waiting.collect();
    let forming = view.communities.iter().filter(|one| one.stage == Stage::Forming);
    let terms = &view.terms;
    let is_quiet =
        view.proposals.is_empty() && waiting.is_empty() && terms.ending.is_empty() && terms.without_lead.is_empty();
    show(&ProgrammePage {
        page: Page::new(&visit, "programme", words.say("programme-title")).unlisted(),
        proposals: view.proposals.iter().map(|one| proposal_row(&visit, one)).collect(),
        waiting,
        ending: terms.ending.iter().map(|(notice, one)| term_row(&visit, *notice, one)).collect(),
        without_lead: terms.without_lead.iter().map(|one| without_row(&visit, one)).collect(),
        forming: forming.map(|one| (one.name.clone(), format!("/communities/{}/stage", one.slug))).collect(),
        is_quiet,
    })
}
