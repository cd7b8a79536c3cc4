//! Proposing a community, and working through what was proposed.

use super::{community_path, day_of, hue};
use crate::{
    emblem::emblem,
    search::stage_key,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    communities::{self, Proposal, ProposalInput},
    domain::communities::TriageAnswer,
    people::shown_name,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "communities/propose.html")]
struct ProposePage {
    page: Page,
    form: Form,
    areas: Vec<(String, String)>,
}
shown!(ProposePage);

/// The form.
pub(super) async fn form(visit: Visit) -> Answer {
    propose_page(&visit, Form::default()).await
}

async fn propose_page(visit: &Visit, form: Form) -> Answer {
    let areas = communities::propose_form(visit).await?;
    let status = form.status(false);
    show(&ProposePage {
        page: Page::new(visit, "communities", visit.words.say("propose-title")).status(status),
        form,
        areas: areas.into_iter().map(|area| (area.slug.to_string(), area.name)).collect(),
    })
}

/// Keeps the proposal.
pub(super) async fn propose(posted: Posted) -> Answer {
    let input = ProposalInput {
        name: posted.get("name"),
        summary: posted.get("summary"),
        area: posted.get("area"),
        topics: posted.get("topics"),
        why: posted.get("why"),
    };
    match communities::propose(&posted.visit, &input).await {
        Ok(slug) => Ok(redirect(&format!("/communities/{slug}"), Some(Flash::new(key("flash-proposed"))))),
        Err(Error::Invalid(faults)) => propose_page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// A proposal in a list.
pub(crate) struct ProposalRow {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) summary: String,
    pub(crate) line: String,
    pub(crate) answer: String,
}

const fn answer_key(answer: TriageAnswer) -> &'static str {
    match answer {
        TriageAnswer::Community => key("triage-community"),
        TriageAnswer::WorkingGroup => key("triage-working-group"),
        TriageAnswer::StaffNetwork => key("triage-staff-network"),
        TriageAnswer::Exists => key("triage-exists"),
    }
}

pub(crate) fn proposal_row(visit: &Visit, one: &Proposal) -> ProposalRow {
    let words = &visit.words;
    let date = day_of(visit, one.created_at);
    let line = match &one.proposed_by {
        Some(by) => words.say_with("proposals-by", &[("name", shown_name(words, by).into()), ("date", date.into())]),
        None => date,
    };
    ProposalRow {
        name: one.name.clone(),
        path: format!("/programme/proposals/{}", one.slug),
        summary: one.summary.clone(),
        line,
        answer: one.answer.map_or_else(String::new, |answer| words.say(answer_key(answer)).to_owned()),
    }
}

#[derive(Template)]
#[template(path = "programme/proposals.html")]
struct ProposalsPage {
    page: Page,
    waiting: Vec<ProposalRow>,
    decided: Vec<ProposalRow>,
}
shown!(ProposalsPage);

/// All proposals.
pub(super) async fn list(visit: Visit) -> Answer {
    let view = communities::proposals(&visit).await?;
    show(&ProposalsPage {
        page: Page::new(&visit, "programme", visit.words.say("proposals-title")).unlisted(),
        waiting: view.waiting.iter().map(|one| proposal_row(&visit, one)).collect(),
        decided: view.decided.iter().map(|one| proposal_row(&visit, one)).collect(),
    })
}

/// A community that the proposal may double.
struct AlikeRow {
    name: String,
    path: String,
    summary: String,
    emblem: String,
    stage: &'static str,
    stage_word: String,
    why: String,
}

#[derive(Template)]
#[template(path = "programme/proposal.html")]
struct ProposalPage {
    page: Page,
    form: Form,
    row: ProposalRow,
    slug: String,
    why: Vec<String>,
    work: String,
    topics: Vec<String>,
    alike: Vec<AlikeRow>,
    is_decided: bool,
    note: String,
    decided: String,
    /// Each answer: its word, its name and its hint.
    answers: Vec<(&'static str, &'static str, &'static str)>,
}
shown!(ProposalPage);

/// One proposal.
pub(super) async fn look(visit: Visit, Path(slug): Path<String>) -> Answer {
    proposal_page(&visit, &slug, Form::new(Fields::default())).await
}

async fn proposal_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = communities::proposal(visit, slug).await?;
    let words = &visit.words;
    let proposal = &view.proposal;
    let alike = view.alike.iter().map(|one| {
        let mut why = Vec::new();
        if one.share >= copia_app::domain::communities::likeness::ALIKE {
            why.push(words.say("proposals-alike-name").to_owned());
        }
        if !one.topics.is_empty() {
            why.push(words.say_with("proposals-alike-topics", &[("topics", one.topics.join(", ").into())]));
        }
        AlikeRow {
            name: one.community.name.clone(),
            path: format!("/communities/{}", one.community.slug),
            summary: one.community.summary.clone(),
            emblem: emblem(&one.community.name, hue(one.community.area_hue)),
            stage: one.community.stage.word(),
            stage_word: words.say(stage_key(one.community.stage)).to_owned(),
            why: why.join(" "),
        }
    });
    let answers = [
        (TriageAnswer::Community, key("triage-community-hint")),
        (TriageAnswer::WorkingGroup, key("triage-working-group-hint")),
        (TriageAnswer::StaffNetwork, key("triage-staff-network-hint")),
        (TriageAnswer::Exists, key("triage-exists-hint")),
    ];
    let decided = proposal.decided_at.map_or_else(String::new, |at| {
        let by = shown_name(words, proposal.decided_by.as_deref().unwrap_or_default());
        words.say_with("proposals-decided", &[("name", by.into()), ("date", day_of(visit, at).into())])
    });
    let status = form.status(false);
    let work = [proposal.job_title.as_deref(), proposal.department.as_deref()];
    show(&ProposalPage {
        page: Page::new(visit, "programme", proposal.name.as_str()).status(status).unlisted(),
        form,
        row: proposal_row(visit, proposal),
        slug: proposal.slug.to_string(),
        why: proposal.why.lines().map(str::to_owned).collect(),
        work: work.into_iter().flatten().collect::<Vec<_>>().join(", "),
        topics: view.topics.clone(),
        alike: alike.collect(),
        is_decided: proposal.decided_at.is_some(),
        note: proposal.note.clone().unwrap_or_default(),
        decided,
        answers: answers.map(|(answer, hint)| (answer.word(), answer_key(answer), hint)).to_vec(),
    })
}

/// Decides a proposal.
pub(super) async fn decide(Path(slug): Path<String>, posted: Posted) -> Answer {
    let decided = communities::decide_proposal(&posted.visit, &slug, posted.get("answer"), posted.get("note")).await;
    match decided {
        Ok(copia_app::domain::communities::Stage::Forming) => {
            Ok(redirect(&community_path(&slug), Some(Flash::new(key("flash-agreed")))))
        }
        Ok(_) => Ok(redirect("/programme/proposals", Some(Flash::new(key("flash-proposal-closed"))))),
        Err(Error::Invalid(faults)) => {
            proposal_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
