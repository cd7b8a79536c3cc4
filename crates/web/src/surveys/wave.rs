//! A wave, for those who run it.

use super::{at, elsewhere::source, form_path, label_words, named, state_key, wave_path};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{ballots::MINIMUM, intervals::whole_share, surveys::waves::WaveState},
    surveys::{self, OpenInput, WavePage},
};
use copia_text::{Words, key};

#[derive(Template)]
#[template(path = "surveys/wave.html")]
struct WaveView {
    page: Page,
    path: String,
    survey: String,
    survey_path: String,
    state: &'static str,
    version: i64,
    answer: String,
    results: String,
    comments: String,
    /// What is known of it.
    facts: Vec<(&'static str, String)>,
    /// What answers say of their givers, and of how many.
    groups: Vec<(String, String)>,
    /// Where its answers come from, if not from here.
    source: String,
    /// Whether nobody is asked here.
    is_elsewhere: bool,
    is_draft: bool,
    is_trial: bool,
    is_open: bool,
    is_closed: bool,
    is_too_small: bool,
    reason: String,
    outcome: String,
    form: Form,
}
shown!(WaveView);

/// The page of a wave.
pub(super) async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, None).await
}

async fn page(visit: &Visit, id: &str, tried: Option<Form>) -> Answer {
    let view = surveys::wave(visit, id).await?;
    let WavePage { wave, survey, .. } = &view;
    let form = tried.unwrap_or_default();
    let people = view.groups.as_ref().map_or(0, |groups| groups.people);
    show(&WaveView {
        page: Page::new(visit, "surveys", named(&visit.words, wave)).unlisted().status(form.status(false)),
        path: wave_path(wave.id),
        survey: survey.title.clone(),
        survey_path: form_path(survey.id),
        state: state_key(wave.state),
        version: wave.version,
        answer: format!("/surveys/answer/{}", wave.id),
        results: format!("/surveys/{}/results", wave.id),
        comments: format!("/surveys/{}/comments", wave.id),
        facts: facts(visit, &view),
        groups: groups(visit, &view),
        source: source(visit, wave),
        is_elsewhere: wave.asked.elsewhere,
        is_draft: wave.state == WaveState::Draft,
        is_trial: wave.state == WaveState::Trial,
        is_open: wave.state == WaveState::Open,
        is_closed: wave.state == WaveState::Closed,
        is_too_small: view.groups.is_some()
            && !wave.asked.elsewhere
            && u32::try_from(people).is_ok_and(|few| few < MINIMUM),
        reason: wave.reason.clone().unwrap_or_default(),
        outcome: wave.outcome.clone().unwrap_or_default(),
        form,
    })
}

fn facts(visit: &Visit, view: &WavePage) -> Vec<(&'static str, String)> {
    let words = &visit.words;
    let mut facts = vec![(key("wave-asks"), view.asked.join(", "))];
    if view.wave.asked.everybody {
        facts = vec![(key("wave-asks"), words.say("wave-everybody").to_owned())];
    }
    if view.wave.asked.elsewhere {
        facts = vec![(key("wave-asks"), words.say("wave-elsewhere").to_owned())];
    }
    if let Some(groups) = view.groups.as_ref().filter(|_| !view.wave.asked.elsewhere) {
        facts.push((key("wave-people-now"), words.number(i64::try_from(groups.people).unwrap_or(0))));
    }
    if let Some(rule) = view.wave.rule {
        facts.push((key("wave-people"), people(words, rule.people)));
        facts.push((key("wave-opened"), at(visit, rule.opens_at)));
        facts.push((key("wave-closes"), at(visit, rule.closes_at)));
        if view.wave.state != WaveState::CalledOff {
            facts.push((key("wave-answered"), answered(words, view.answered, rule.people)));
        }
        if view.wave.state != WaveState::CalledOff && view.wave.elsewhere.is_none() {
            let parts = [("count", view.wave.reminders.into())];
            facts.push((key("wave-reminders"), words.say_with("wave-reminders-count", &parts)));
        }
    }
    facts
}

/// How many were asked, as far as it is known.
pub(super) fn people(words: &Words, people: Option<i64>) -> String {
    people.map_or_else(|| words.say("wave-people-unknown").to_owned(), |people| words.number(people))
}

/// How many answered, with their share only where it is known of how many.
pub(super) fn answered(words: &Words, answered: i64, people: Option<i64>) -> String {
    let Some(people) = people else {
        return words.say_with("wave-answered-no-rate", &[("answered", answered.into())]);
    };
    let parts = [("answered", answered.into()), ("percent", whole_share(answered, people).into())];
    words.say_with("wave-answered-rate", &parts)
}

fn groups(visit: &Visit, view: &WavePage) -> Vec<(String, String)> {
    let words = &visit.words;
    let row = |label: &[Option<String>], invited: i64| {
        (label_words(words, &view.wave.attributes, label), words.number(invited))
    };
    let mut rows: Vec<_> = match &view.groups {
        Some(groups) => groups.told_apart.iter().map(|(label, count)| row(label, i64::from(*count))).collect(),
        None => view.cells.iter().map(|cell| row(&cell.label, cell.invited)).collect(),
    };
    let told: i64 = match &view.groups {
        Some(groups) => groups.told_apart.iter().map(|(_, count)| i64::from(*count)).sum(),
        None => view.cells.iter().map(|cell| cell.invited).sum(),
    };
    let people = view.groups.as_ref().map(|groups| i64::try_from(groups.people).unwrap_or(0));
    let rest = people.or(view.wave.rule.and_then(|rule| rule.people)).unwrap_or(0) - told;
    if rest > 0 && !rows.is_empty() {
        rows.push((words.say("wave-group-rest").to_owned(), words.number(rest)));
    }
    rows
}

fn version(posted: &Posted) -> i64 {
    posted.get("version").parse().unwrap_or(-1)
}

/// Goes back to the wave with what was done, or shows it with what has to be changed.
async fn done(posted: &Posted, id: &str, result: Result<(), Error>, flash: &'static str) -> Answer {
    let flash = match result {
        Ok(()) => flash,
        Err(Error::NotNow("survey-empty")) => key("flash-survey-empty"),
        Err(Error::NotNow("wave-elsewhere")) => key("flash-wave-elsewhere"),
        Err(Error::Invalid(faults)) => {
            return page(&posted.visit, id, Some(Form::with(posted.fields.clone(), faults))).await;
        }
        Err(error) => return Err(Problem::from(error)),
    };
    Ok(redirect(&wave_path(id), Some(Flash::new(flash))))
}

/// Begins or ends a trial.
pub(super) async fn trial(Path(id): Path<String>, posted: Posted) -> Answer {
    let begins = posted.get("trial") == "begin";
    let flash = if begins { key("flash-wave-trial") } else { key("flash-wave-trial-ended") };
    let result = surveys::try_out(&posted.visit, &id, begins, version(&posted)).await;
    done(&posted, &id, result, flash).await
}

/// Opens it.
pub(super) async fn open(Path(id): Path<String>, posted: Posted) -> Answer {
    let input = OpenInput { last_day: posted.get("last_day"), guests: posted.get("guests"), version: version(&posted) };
    let result = surveys::open(&posted.visit, &id, &input).await;
    done(&posted, &id, result, key("flash-wave-opened")).await
}

/// Gives people more time.
pub(super) async fn extend(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = surveys::extend(&posted.visit, &id, posted.get("last_day"), version(&posted)).await;
    done(&posted, &id, result, key("flash-wave-extended")).await
}

/// Calls it off.
pub(super) async fn call_off(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = surveys::call_off(&posted.visit, &id, posted.get("reason"), version(&posted)).await;
    done(&posted, &id, result, key("flash-wave-called-off")).await
}

/// Says what followed.
pub(super) async fn say_outcome(Path(id): Path<String>, posted: Posted) -> Answer {
    let result = surveys::say_outcome(&posted.visit, &id, posted.get("outcome"), version(&posted)).await;
    done(&posted, &id, result, key("flash-wave-outcome")).await
}
