//! Answering: the rule first, then the questions.

use super::{
    at, label_words, named,
    questions::{Question, questions},
};
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error, Faults,
    domain::{
        fields::Fault,
        ids::RollEntryId,
        surveys::{answers::Sent, items::MOST},
    },
    surveys::{self, Answering, Own, Stand, SurveyLink, Told, field},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "surveys/answer.html")]
struct AnswerPage {
    page: Page,
    introduction: String,
    action: String,
    /// Under which name answers are kept on this device, where that is chosen.
    wave: String,
    /// The rule: of what each part speaks, and what it says.
    rule: Vec<(&'static str, String)>,
    questions: Vec<Question>,
    /// How far one is, with `%1` and `%2` for the numbers.
    progress: String,
    /// What is said to somebody who cannot answer, or whose answer is not kept: a heading and a sentence.
    told: Option<(&'static str, String)>,
    may_send: bool,
    /// Whether what was typed has arrived, or cannot be sent any more.
    is_done: bool,
    results: String,
    form: Form,
}
shown!(AnswerPage);

/// The questions, for somebody who has signed in.
pub(super) async fn look(visit: Visit, Path(wave): Path<String>) -> Answer {
    let view = surveys::look(&visit, &wave).await?;
    page(&visit, &view, format!("/surveys/answer/{wave}"), Form::default())
}

type Parts = (String, String);

fn link((entry, signature): Parts) -> Result<SurveyLink, Problem> {
    Ok(SurveyLink { entry: RollEntryId::parse(&entry).ok_or(Problem::LinkEnded)?, signature })
}

/// The questions, from a letter.
pub(super) async fn look_by_link(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    let link = link(parts)?;
    let view = surveys::look_by_link(&visit, &link).await?;
    page(&visit, &view, link.path(), Form::default())
}

/// What is said to somebody, and whether they can send answers.
fn told(visit: &Visit, view: &Answering) -> (Option<(&'static str, String)>, bool) {
    let say = |title, next| Some((title, visit.words.say(next).to_owned()));
    match view.told {
        Told::Asked(Stand::Open) => (None, true),
        Told::Asked(Stand::Received) => (say(key("pulse-received"), key("pulse-received-next")), false),
        Told::Asked(Stand::Counted) => (say(key("pulse-counted"), key("pulse-counted-next")), false),
        Told::Asked(Stand::Closed) => (say(key("pulse-closed"), key("survey-closed-next")), false),
        Told::Over => (say(key("pulse-closed"), key("survey-over-next")), false),
        Told::NotAsked => (say(key("survey-not-asked"), key("survey-not-asked-next")), false),
        Told::CalledOff => {
            let reason = view.wave.reason.clone().unwrap_or_default();
            let next = visit.words.say_with("survey-called-off-next", &[("reason", reason.into())]);
            (Some((key("survey-called-off"), next)), false)
        }
        Told::Trial => (say(key("survey-trial"), key("survey-trial-next")), true),
    }
}

fn page(visit: &Visit, view: &Answering, action: String, form: Form) -> Answer {
    let words = &visit.words;
    let (told, may_send) = told(visit, view);
    // What was typed too late stays to be read and copied.
    let shows = may_send || form.fields != crate::shell::Fields::default();
    let parts = [("done", "%1".into()), ("all", "%2".into())];
    show(&AnswerPage {
        page: Page::new(visit, "surveys", named(words, &view.wave)).status(form.status(false)).secret(),
        introduction: view.survey.introduction.clone(),
        action,
        wave: view.wave.id.to_string(),
        rule: rule(visit, view),
        questions: if shows { questions(words, &view.survey) } else { Vec::new() },
        progress: words.say_with("survey-progress", &parts),
        told,
        may_send,
        is_done: !may_send && view.told != Told::NotAsked,
        results: if view.told == Told::Over { format!("/surveys/{}/results", view.wave.id) } else { String::new() },
        form,
    })
}

/// The rule for whoever reads it, whole: how many are asked, what their answers say of them, what is shown, when and to
/// whom, and what is not covered.
fn rule(visit: &Visit, view: &Answering) -> Vec<(&'static str, String)> {
    let Some(rule) = view.wave.rule.filter(|_| matches!(view.told, Told::Asked(_))) else { return Vec::new() };
    let words = &visit.words;
    let parts = |own: &str, invited: i64| {
        [
            ("asked", rule.people.unwrap_or(0).into()),
            ("minimum", rule.minimum.into()),
            ("others", (rule.minimum - 1).into()),
            ("words", rule.words_from.into()),
            ("until", at(visit, rule.closes_at).into()),
            ("own", own.to_owned().into()),
            ("invited", invited.into()),
            ("days", rule.words_days.unwrap_or(0).into()),
        ]
    };
    let (own, label, invited) = match &view.own {
        Own::NothingTold => (key("survey-rule-nothing-told"), String::new(), 0),
        Own::TooFew { invited } => (key("survey-rule-too-few"), String::new(), invited.unwrap_or(0)),
        Own::Says { label, invited } => {
            (key("survey-rule-says"), label_words(words, &view.wave.attributes, label), *invited)
        }
    };
    let written = if rule.words_days.is_some() { key("survey-rule-words") } else { key("survey-rule-words-read") };
    let lines = [
        (key("rule-asked"), key("survey-rule-asked")),
        (key("rule-says"), own),
        (key("rule-shown"), key("survey-rule-shown")),
        (key("rule-who"), key("survey-rule-who")),
        (key("rule-words"), written),
        (key("rule-kept"), key("survey-rule-kept")),
        (key("rule-left"), key("survey-rule-left")),
        (key("rule-not"), key("pulse-rule-not")),
    ];
    lines.map(|(term, line)| (term, words.say_with(line, &parts(&label, invited)))).into()
}

/// What was sent. A form that ends before its end has not arrived whole.
fn sent(posted: &Posted) -> Result<Sent, Faults> {
    if !posted.fields.has("end") {
        return Err(Faults::one("survey", Fault::Incomplete));
    }
    let of = |place: usize| (place, posted.fields.all(field(place)).map(str::to_owned).collect::<Vec<_>>());
    Ok((1..=MOST).map(of).filter(|(_, values)| !values.is_empty()).collect())
}

/// What became of what was sent.
enum Became {
    /// It is said on the page from which it came.
    Said(Flash),
    /// It has to be changed, or came too late: it stays on the page.
    Stays(Faults),
}

fn became(done: Result<Told, Error>) -> Result<Became, Problem> {
    Ok(match done {
        Ok(Told::Trial) => Became::Said(Flash::new(key("flash-survey-trial"))),
        Ok(_) => Became::Said(Flash::new(key("flash-pulse-received"))),
        Err(Error::AlreadyDone) => Became::Said(Flash::new(key("flash-pulse-answered"))),
        Err(Error::NotNow("wave-over" | "pulse-closed")) => Became::Stays(Faults::new()),
        Err(Error::Invalid(faults)) => Became::Stays(faults),
        Err(error) => return Err(error.into()),
    })
}

/// Takes the answers of somebody who has signed in.
pub(super) async fn answer(Path(wave): Path<String>, posted: Posted) -> Answer {
    let path = format!("/surveys/answer/{wave}");
    let done = match sent(&posted) {
        Ok(sent) => surveys::answer(&posted.visit, &wave, &sent).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match became(done)? {
        Became::Said(flash) => Ok(redirect(&path, Some(flash))),
        Became::Stays(faults) => {
            let view = surveys::look(&posted.visit, &wave).await?;
            page(&posted.visit, &view, path, Form::with(posted.fields.clone(), faults))
        }
    }
}

/// Takes the answers of whoever has the link.
pub(super) async fn answer_by_link(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    let done = match sent(&posted) {
        Ok(sent) => surveys::answer_by_link(&posted.visit, &link, &sent).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match became(done)? {
        Became::Said(flash) => Ok(redirect(&link.path(), Some(flash))),
        Became::Stays(faults) => {
            let view = surveys::look_by_link(&posted.visit, &link).await?;
            page(&posted.visit, &view, link.path(), Form::with(posted.fields.clone(), faults))
        }
    }
}
