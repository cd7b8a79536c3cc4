//! How one claim is known, and what can be done with it.

use super::{
    path,
    words::{counter_words, holds_for, lack_words, level_key, mark, state_key, strength_hint, strength_key, value_key},
};
use crate::{
    impact::{Mark, whole},
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
    surveys::published_fieldwork,
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error, Result as Done,
    claims::{self, ClaimPage, Piece, What},
    domain::{
        claims::{ClaimState, Measure, Step},
        intervals::Share,
        policy::Action,
    },
    people::name_within,
};
use copia_text::{Words, key};

/// A piece of evidence in words.
struct PieceShown {
    title: String,
    href: String,
    text: String,
    note: &'static str,
    position: i64,
}

#[derive(Template)]
#[template(path = "claims/look.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing can be done")]
struct LookPage {
    page: Page,
    mark: Mark,
    path: String,
    state: &'static str,
    works_on_it: bool,
    has_steps: bool,
    is_withdrawn: bool,
    is_hidden: bool,
    notice: String,
    note: String,
    replaces: Option<(String, String)>,
    replaced_by: Option<(String, String)>,
    lacks: Vec<String>,
    facts: Vec<(&'static str, String)>,
    pieces: Vec<PieceShown>,
    version: i64,
    may_write: bool,
    may_submit: bool,
    may_recall: bool,
    may_approve: bool,
    may_return: bool,
    may_withdraw: bool,
    may_restore: bool,
    may_confirm: bool,
    may_correct: bool,
    form: Form,
}
shown!(LookPage);

/// The page of a claim that somebody wrote; `None` where there is none under this id.
pub(crate) async fn look(visit: &Visit, id: &str) -> Result<Option<axum::response::Response>, Problem> {
    match page(visit, id, Form::default()).await {
        Ok(response) => Ok(Some(response)),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem),
    }
}

async fn page(visit: &Visit, id: &str, form: Form) -> Answer {
    let view = claims::page(visit, id).await?;
    let words = &visit.words;
    let shown = &view.shown;
    let claim = &shown.claim;
    let is_shown = claim.state == ClaimState::Approved;
    let works_on_it = visit.viewer.on_site().may(Action::WriteClaim);
    // One that was taken off says so, and to nobody but those who work on it what it said.
    let is_hidden = claim.state == ClaimState::Withdrawn && !works_on_it;
    let title = if is_hidden {
        words.say("claim-title").to_owned()
    } else {
        format!("{}: {}", words.say("claim-title"), claim.statement)
    };
    let may = |step: Step| view.steps.contains(&step);
    let lacks = if works_on_it { shown.lacks() } else { Vec::new() };
    let page = Page::new(visit, "impact", title).status(form.status(false));
    let other = |one: &claims::Written| (one.statement.clone(), path(one.id));
    show(&LookPage {
        page: if is_shown { page } else { page.unlisted() },
        mark: Mark { href: "#evidence".to_owned(), ..mark(words, shown) },
        path: path(claim.id),
        state: state_key(claim.state),
        works_on_it,
        has_steps: view.may_write || view.may_correct || !view.steps.is_empty(),
        is_withdrawn: claim.state == ClaimState::Withdrawn,
        is_hidden,
        notice: claim.notice.clone().unwrap_or_default(),
        note: claim.decision_note.clone().unwrap_or_default(),
        replaces: view.replaces.as_ref().filter(|_| claim.state != ClaimState::Draft).map(other),
        replaced_by: view.replaced_by.as_ref().map(other),
        lacks: lacks.iter().map(|lack| lack_words(words, *lack, shown)).collect(),
        facts: facts(visit, &view),
        pieces: shown.evidence.iter().map(|piece| piece_words(visit, piece)).collect(),
        version: claim.version,
        may_write: view.may_write,
        may_submit: may(Step::Submit),
        may_recall: may(Step::Recall),
        may_approve: may(Step::Approve) && lacks.is_empty(),
        may_return: may(Step::Return),
        may_withdraw: may(Step::Withdraw),
        may_restore: may(Step::Restore) && lacks.is_empty(),
        may_confirm: may(Step::Confirm) && lacks.is_empty(),
        may_correct: view.may_correct,
        form,
    })
}

/// What is known of the claim, as terms and answers.
fn facts(visit: &Visit, view: &ClaimPage) -> Vec<(&'static str, String)> {
    let words = &visit.words;
    let shown = &view.shown;
    let claim = &shown.claim;
    let strength = [
        ("strength", words.say(strength_key(claim.strength)).into()),
        ("meaning", words.say(strength_hint(claim.strength)).into()),
    ];
    let mut facts = vec![(key("claim-strength"), words.say_with("claim-strength-means", &strength))];
    facts.extend(claim.comparison.clone().map(|text| (key("claim-comparison"), text)));
    facts.push((key("claim-as-of"), if shown.is_live { today(visit) } else { holds_for(words, shown) }));
    if claim.measure == Measure::PercentAgree {
        let base = shown.base.map(|base| words.number(base.into()));
        facts.push((key("claim-base"), base.unwrap_or_else(|| words.say("claim-not-published").to_owned())));
        let interval = shown.interval.map(|bounds| {
            let arguments = [("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())];
            words.say_with("claim-interval-between", &arguments)
        });
        facts.push((key("claim-interval"), interval.unwrap_or_else(|| words.say("claim-interval-none").to_owned())));
    }
    facts.extend(claim.value_type.map(|one| (key("claim-value-type"), words.say(value_key(one)).to_owned())));
    facts.extend(claim.level.map(|one| (key("claim-at-level"), words.say(level_key(one)).to_owned())));
    facts.extend(claim.theme.clone().map(|theme| (key("claim-heading"), theme)));
    let about = claim.community.clone().or_else(|| claim.area.clone());
    facts.push((key("claim-about"), about.unwrap_or_else(|| words.say("claim-about-programme").to_owned())));
    let day = |at: copia_app::domain::time::When| words.date(at.day_in(&visit.site.zone));
    if let Some(at) = claim.sealed_at {
        let who = claim.decided_by.as_ref().filter(|_| visit.viewer.is_staff() && claim.state == ClaimState::Approved);
        let approved = match who {
            Some(name) => {
                let parts = [("name", name_within(words, name).into()), ("when", day(at).into())];
                words.say_with("claim-approved-by", &parts)
            }
            None => words.say_with("claim-approved-somebody", &[("when", day(at).into())]),
        };
        facts.push((key("claim-approved"), approved));
    }
    facts.extend(claim.review_by.map(|day| (key("claim-review"), words.date(day.0))));
    if visit.viewer.is_staff() {
        facts.push((key("claim-author"), name_within(words, &claim.author)));
    }
    facts.extend(claim.seal.clone().map(|seal| (key("claim-seal"), seal)));
    facts
}

fn today(visit: &Visit) -> String {
    visit.words.date_time(visit.now.local(&visit.site.zone))
}

fn piece_words(visit: &Visit, piece: &Piece) -> PieceShown {
    let words = &visit.words;
    let figure = |text: String| match (piece.says.value, piece.says.base) {
        (Some(value), Some(base)) => {
            let parts = [("value", value.into()), ("base", base.into())];
            format!("{text} {}", words.say_with("evidence-gives-of", &parts)).trim().to_owned()
        }
        (Some(value), None) => {
            format!("{text} {}", words.say_with("evidence-gives", &[("value", value.into())])).trim().to_owned()
        }
        (None, _) => text,
    };
    let (title, href, text) = match &piece.what {
        What::Counter { counter } => {
            let title = words.say_with("evidence-counter", &[("what", counter_words(words, *counter).into())]);
            (title, String::new(), figure(words.say(crate::impact::definition_key(*counter)).to_owned()))
        }
        What::Event { slug, title, starts_at, came, is_public } => {
            let date = words.date(starts_at.day_in(&visit.site.zone));
            let parts = [("date", date.into()), ("came", (*came).into())];
            if *is_public || visit.viewer.is_staff() {
                let said = words.say_with("evidence-event", &parts);
                (title.clone(), format!("/events/{slug}"), said)
            } else {
                (words.say("evidence-event-staff").to_owned(), String::new(), words.say_with("evidence-event", &parts))
            }
        }
        What::Source { title, address } => (title.clone(), address.clone(), words.say("evidence-source").to_owned()),
        What::Record { statement, file, line } => {
            let parts = [("file", file.as_str().into()), ("line", (*line).into())];
            (statement.clone(), String::new(), figure(words.say_with("claim-evidence-row", &parts)))
        }
        What::Survey { question, survey, wave, id, from, until, asked, answered } => {
            let day = |at: &copia_app::domain::time::When| words.date(at.day_in(&visit.site.zone));
            let parts = [
                ("survey", survey.as_str().into()),
                ("wave", wave.as_str().into()),
                ("from", day(from).into()),
                ("until", day(until).into()),
                ("asked", asked.unwrap_or(0).into()),
                ("answered", (*answered).into()),
                ("rate", Share { count: *answered, base: asked.unwrap_or(0), population: None }.whole_percent().into()),
            ];
            let said = if asked.is_some() { key("evidence-survey") } else { key("evidence-survey-unknown") };
            let to = if visit.viewer.is_staff() { format!("/surveys/{id}/results") } else { String::new() };
            let fieldwork = words.say_with(said, &parts);
            (question.clone(), to, format!("{} {fieldwork}", survey_share(words, piece)))
        }
        What::Measurement { indicator, path, community, on, is_counted } => {
            let parts = [("community", community.as_str().into()), ("day", words.date(on.0).into())];
            let said = if *is_counted { key("evidence-measured-counted") } else { key("evidence-measured") };
            let to = if visit.viewer.is_staff() { path.clone() } else { String::new() };
            (indicator.clone(), to, figure(words.say_with(said, &parts)))
        }
        What::Story { id, title, community, confirmed } => {
            let parts = [("community", community.as_str().into()), ("count", (*confirmed).into())];
            let said = words.say_with("evidence-story", &parts);
            let is_open = !title.is_empty();
            let heading = if is_open { title.clone() } else { words.say("evidence-story-staff").to_owned() };
            let to = if is_open || visit.viewer.is_staff() { crate::stories::path(id) } else { String::new() };
            (heading, to, said)
        }
        What::Published { statement, report, publisher, address, since, until, asked } => {
            let unknown = || words.say("wave-people-unknown").to_owned();
            let parts = [
                ("report", report.as_str().into()),
                ("publisher", publisher.as_str().into()),
                ("fieldwork", published_fieldwork(words, *since, *until).into()),
                ("asked", asked.map_or_else(unknown, |asked| words.number(asked)).into()),
            ];
            (statement.clone(), address.clone(), figure(words.say_with("evidence-published", &parts)))
        }
        What::External { note, address } => (note.clone(), address.clone(), figure(String::new())),
        What::Gone => (words.say("evidence-gone").to_owned(), String::new(), String::new()),
    };
    let note = if piece.what == What::Gone || piece.is_as_sealed() { "" } else { key("evidence-changed") };
    PieceShown { title, href, text, note, position: piece.behind.position }
}

/// How many of those who answered agreed, with the bounds and what these leave out.
fn survey_share(words: &Words, piece: &Piece) -> String {
    let Some(share) = piece.says.share else { return words.say("evidence-survey-hidden").to_owned() };
    let mut parts =
        vec![("count", share.count.into()), ("base", share.base.into()), ("percent", share.whole_percent().into())];
    match share.interval() {
        Some(bounds) => {
            parts.extend([("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())]);
            words.say_with("evidence-survey-share", &parts)
        }
        None => words.say_with("evidence-survey-only-share", &parts),
    }
}

fn version(posted: &Posted) -> i64 {
    posted.get("version").parse().unwrap_or(-1)
}

/// Goes back to the claim with what was done, or shows it with what has to be changed.
async fn done(posted: &Posted, id: &str, result: Done<()>, flash: &'static str) -> Answer {
    match result {
        Ok(()) => Ok(redirect(&path(id), Some(Flash::new(flash)))),
        Err(Error::Invalid(faults)) => page(&posted.visit, id, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// Hands a claim in.
pub(super) async fn submission(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = claims::hand_in(&posted.visit, &id, version(&posted)).await;
    done(&posted, &id, result, key("flash-claim-submitted")).await
}

/// Takes a claim back to go on writing.
pub(super) async fn recall(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = claims::recall(&posted.visit, &id, version(&posted)).await;
    done(&posted, &id, result, key("flash-claim-recalled")).await
}

/// Gives a claim back to its author.
pub(super) async fn give_back(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = claims::give_back(&posted.visit, &id, version(&posted), posted.get("note")).await;
    done(&posted, &id, result, key("flash-claim-returned")).await
}

/// Approves a claim, or shows one again that was taken off.
pub(crate) async fn approval(posted: &Posted, id: &str) -> Answer {
    if posted.fields.has("reason") {
        let result = claims::restore(&posted.visit, id, version(posted), posted.get("reason")).await;
        return done(posted, id, result, key("flash-claim-restored")).await;
    }
    let result = claims::approve(&posted.visit, id, version(posted)).await;
    done(posted, id, result, key("flash-claim-approved")).await
}

/// Takes a claim off the public pages.
pub(crate) async fn withdrawal(posted: &Posted, id: &str) -> Answer {
    let result = claims::withdraw(&posted.visit, id, version(posted), posted.get("reason")).await;
    done(posted, id, result, key("flash-claim-withdrawn")).await
}

/// Says that a claim still holds.
pub(super) async fn confirmation(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = claims::confirm(&posted.visit, &id, version(&posted), posted.get("review_by")).await;
    done(&posted, &id, result, key("flash-claim-confirmed")).await
}

/// Begins to correct a claim.
pub(super) async fn correction(Path(id): Path<String>, posted: Posted) -> Answer {
    let new = claims::correct(&posted.visit, &id).await?;
    Ok(redirect(&format!("{}/edit", path(new)), Some(Flash::new(key("flash-claim-correcting")))))
}

/// Throws a draft away.
pub(super) async fn discard(Path(id): Path<String>, posted: Posted) -> Answer {
    claims::discard(&posted.visit, &id).await?;
    Ok(redirect("/impact/board", Some(Flash::new(key("flash-claim-discarded")))))
}
