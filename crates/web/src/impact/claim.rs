//! How one figure is known, and taking it back.

use super::marks::{Mark, as_of, definition_key, mark, qualifier_key, statement, whole};
use crate::{
    claims,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        claims::{Level, Origin, Wording},
        counters::Counter,
        time::When,
    },
    impact::{self, ClaimPage, ClaimView},
    people::name_within,
};
use copia_text::{Words, key};
use jiff::tz::TimeZone;

/// What stands behind the figure.
struct EvidenceShown {
    title: String,
    address: String,
    row: String,
    cells: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "impact/claim.html")]
struct ClaimShown {
    page: Page,
    statement: String,
    mark: Mark,
    is_shown: bool,
    shows_figure: bool,
    withdrawn: String,
    facts: Vec<(&'static str, String)>,
    evidence: Vec<EvidenceShown>,
    odds: Vec<Mark>,
    form: Form,
    action: String,
    may_decide: bool,
    /// The list of what is counted, where there is one.
    list: &'static str,
}
shown!(ClaimShown);

/// A claim that somebody wrote, or one that was taken over or is counted.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    match claims::look(&visit, &id).await? {
        Some(response) => Ok(response),
        None => page(&visit, &id, Form::default()).await,
    }
}

async fn page(visit: &Visit, id: &str, form: Form) -> Answer {
    let view = impact::claim(visit, id).await?;
    let (words, zone) = (&visit.words, &visit.site.zone);
    let status = form.status(false);
    let is_shown = view.claim.is_shown();
    let what = statement(words, &view.claim);
    let description = [("programme", visit.site.organisation.programme_name.as_str().into())];
    let title = format!("{}: {what}", words.say("claim-title"));
    let page =
        Page::new(visit, "impact", title).described(words.say_with("claim-description", &description)).status(status);
    let withdrawn = [
        ("when", view.decided_at.map_or_else(String::new, |at| day(words, zone, at)).into()),
        ("reason", view.reason.clone().unwrap_or_default().into()),
    ];
    show(&ClaimShown {
        page: if is_shown { page } else { page.unlisted() },
        statement: what,
        mark: Mark { href: "#evidence".to_owned(), ..mark(words, zone, &view.claim) },
        is_shown,
        shows_figure: view.claim.value.is_some(),
        withdrawn: if is_shown { String::new() } else { words.say_with("claim-withdrawn-why", &withdrawn) },
        facts: facts(words, zone, &view),
        evidence: view.evidence.iter().map(|one| evidence(words, one)).collect(),
        odds: view.odds.iter().map(|claim| mark(words, zone, claim)).collect(),
        form,
        action: format!("/impact/claims/{id}/{}", if is_shown { "withdrawal" } else { "approval" }),
        may_decide: view.may_decide,
        list: view.claim.counter.map_or("", list),
    })
}

/// Where what a counter counts is listed.
const fn list(counter: Counter) -> &'static str {
    match counter {
        Counter::EventsHeld => "/events?past=yes&held=yes",
        Counter::LunchAndLearnsHeld => "/events?past=yes&held=yes&kind=lunch_and_learn",
        _ => "",
    }
}

pub(super) async fn withdraw(Path(id): Path<String>, posted: Posted) -> Answer {
    // Only the forms of claims that somebody wrote carry a version.
    if posted.fields.has("version") {
        return claims::withdrawal(&posted, &id).await;
    }
    let done = impact::withdraw(&posted.visit, &id, posted.get("reason")).await;
    decided(&posted, &id, done, Flash::new(key("flash-claim-withdrawn"))).await
}

pub(super) async fn restore(Path(id): Path<String>, posted: Posted) -> Answer {
    if posted.fields.has("version") {
        return claims::approval(&posted, &id).await;
    }
    let done = impact::restore(&posted.visit, &id, posted.get("reason")).await;
    decided(&posted, &id, done, Flash::new(key("flash-claim-restored"))).await
}

async fn decided(posted: &Posted, id: &str, done: copia_app::Result<()>, flash: Flash) -> Answer {
    match done {
        Ok(()) => Ok(redirect(&format!("/impact/claims/{id}"), Some(flash))),
        Err(Error::Invalid(faults)) => {
            let fields = Fields::of([("reason", posted.get("reason").to_owned())]);
            page(&posted.visit, id, Form::with(fields, faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn day(words: &Words, zone: &TimeZone, at: When) -> String {
    words.date(at.day_in(zone))
}

fn evidence(words: &Words, one: &impact::EvidenceView) -> EvidenceShown {
    let (title, address) =
        one.page.as_ref().map_or_else(Default::default, |page| (page.title.clone(), page.address.clone()));
    let row = one.row.as_ref().map(|(file, line)| {
        words.say_with("claim-evidence-row", &[("file", file.as_str().into()), ("line", (*line).into())])
    });
    EvidenceShown { title, address, row: row.unwrap_or_default(), cells: one.cells.clone() }
}

/// What is known of the figure, as terms and answers.
fn facts(words: &Words, zone: &TimeZone, view: &ClaimPage) -> Vec<(&'static str, String)> {
    let claim = &view.claim;
    let mut facts = vec![(key("claim-origin"), words.say(origin_key(claim.origin)).to_owned())];
    match (claim.counter, claim.definition_version) {
        (Some(counter), version) => {
            facts.push((key("claim-definition"), words.say(definition_key(counter)).to_owned()));
            let version = words.say_with("claim-definition-version", &[("version", version.unwrap_or(0).into())]);
            facts.push((key("claim-definition-number"), version));
            let on = claim.counted_at.map(|at| words.date_time(at.local(zone)));
            facts.push((key("claim-counted"), on.unwrap_or_default()));
            facts.extend(view.changed_at.map(|at| (key("claim-changed"), words.date_time(at.local(zone)))));
        }
        (None, _) if claim.is_share() => facts.extend(share_facts(words, claim)),
        (None, _) => {
            facts.push((key("claim-definition"), words.say("claim-definition-none").to_owned()));
            facts.push((key("claim-as-of"), as_of(words, claim.as_of)));
            facts.extend(claim.qualifier.map(|q| (key("claim-qualifier"), words.say(qualifier_key(q)).to_owned())));
        }
    }
    facts.push((key("claim-recorded"), words.date_time(view.recorded_at.local(zone))));
    let on = view.decided_at.map_or_else(String::new, |at| day(words, zone, at));
    let approved = match (&view.decided_by, view.was_decided, claim.origin) {
        (Some(name), _, _) => {
            words.say_with("claim-approved-by", &[("name", name_within(words, name).into()), ("when", on.into())])
        }
        (None, true, _) => words.say_with("claim-approved-somebody", &[("when", on.into())]),
        (None, false, Origin::Computed) => words.say("claim-approved-computed").to_owned(),
        (None, false, _) => words.say("claim-approved-published").to_owned(),
    };
    if claim.is_shown() {
        facts.push((key("claim-approved"), approved));
    }
    facts
}

fn share_facts(words: &Words, claim: &ClaimView) -> Vec<(&'static str, String)> {
    let missing = || words.say("claim-not-published").to_owned();
    let mut facts = Vec::new();
    facts.extend(claim.survey.clone().map(|survey| (key("claim-survey"), survey)));
    facts.push((key("claim-fieldwork"), claim.fieldwork.map_or_else(missing, |date| as_of(words, Some(date)))));
    facts.push((key("claim-reported"), as_of(words, claim.reported)));
    facts.extend(claim.theme.clone().map(|theme| (key("claim-theme"), theme)));
    facts.extend(claim.level.map(|level| (key("claim-level"), words.say(level_key(level)).to_owned())));
    facts.extend(claim.wording.map(|wording| (key("claim-wording"), words.say(wording_key(wording)).to_owned())));
    let base = claim.base_n.zip(claim.answers).map(|(base, answers)| {
        words.say_with("claim-base-about", &[("base", base.into()), ("answers", answers.into())])
    });
    facts.push((key("claim-base"), base.unwrap_or_else(missing)));
    let rate = claim.response_rate.map(|rate| words.say_with("claim-rate-percent", &[("rate", rate.into())]));
    facts.push((key("claim-rate"), rate.unwrap_or_else(missing)));
    let interval = claim.interval.map(|bounds| {
        let arguments = [("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())];
        words.say_with("claim-interval-between", &arguments)
    });
    facts.push((key("claim-interval"), interval.unwrap_or_else(|| words.say("claim-interval-none").to_owned())));
    facts
}

const fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Computed => key("claim-origin-computed"),
        Origin::Survey => key("claim-origin-survey"),
        Origin::PublishedElsewhere => key("claim-origin-published"),
        // Those have a page of their own kind.
        Origin::Written => key("claim-origin-written"),
    }
}

const fn level_key(level: Level) -> &'static str {
    match level {
        Level::Individual => key("claim-level-individual"),
        Level::Team => key("claim-level-team"),
        Level::PracticeArea => key("claim-level-practice-area"),
        Level::Organisation => key("claim-level-organisation"),
        Level::Sector => key("claim-level-sector"),
    }
}

const fn wording_key(wording: Wording) -> &'static str {
    match wording {
        Wording::Exact => key("claim-wording-exact"),
        Wording::Paraphrase => key("claim-wording-paraphrase"),
    }
}
