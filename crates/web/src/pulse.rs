//! The pages of the pulse: the questions with the rule, and what people said. The log says nothing of who asks for the
//! questions and who answers them: see [`crate::shell`]'s line for each request.

mod results;

use crate::{
    events::event_path,
    routes::Routes,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{ballots::FEW, ids::RollEntryId, pulse::Worth},
    events,
    pulse::{self, PulseInput, PulseLink, PulseView, Stand},
};
use copia_text::key;

/// The routes of the pulse.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/events/{slug}/pulse", look)
        .post("/events/{slug}/pulse", answer)
        .get("/events/{slug}/pulse/results", results::results)
        .get("/pulse/{entry}/{signature}", look_by_link)
        .post("/pulse/{entry}/{signature}", answer_by_link)
}

#[derive(Template)]
#[template(path = "pulse/questions.html")]
struct QuestionsPage {
    page: Page,
    when: String,
    path: String,
    action: String,
    /// The rule: of what each part speaks, and what it says.
    rule: Vec<(&'static str, String)>,
    choices: Vec<(&'static str, &'static str)>,
    /// What is said to somebody who cannot answer: a heading and a sentence.
    told: Option<(&'static str, &'static str)>,
    form: Form,
}
shown!(QuestionsPage);

/// The message for an answer.
const fn worth_key(worth: Worth) -> &'static str {
    match worth {
        Worth::Fully => key("pulse-worth-fully"),
        Worth::Mostly => key("pulse-worth-mostly"),
        Worth::Partly => key("pulse-worth-partly"),
        Worth::NotReally => key("pulse-worth-not-really"),
        Worth::NotAtAll => key("pulse-worth-not-at-all"),
    }
}

/// The questions, for somebody who has signed in.
async fn look(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = pulse::look(&visit, &slug).await?;
    page(&visit, &view, format!("{}/pulse", event_path(&slug)), Form::default())
}

type Parts = (String, String);

fn link((entry, signature): Parts) -> Result<PulseLink, Problem> {
    Ok(PulseLink { entry: RollEntryId::parse(&entry).ok_or(Problem::LinkEnded)?, signature })
}

/// The questions, from a letter.
async fn look_by_link(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    let link = link(parts)?;
    let view = pulse::look_by_link(&visit, &link).await?;
    page(&visit, &view, link.path(), Form::default())
}

fn page(visit: &Visit, view: &PulseView, action: String, form: Form) -> Answer {
    let words = &visit.words;
    let title = words.say_with("pulse-title", &[("event", view.event.title.as_str().into())]);
    let told = match view.stand {
        Stand::Open => None,
        Stand::Received => Some((key("pulse-received"), key("pulse-received-next"))),
        Stand::Counted => Some((key("pulse-counted"), key("pulse-counted-next"))),
        Stand::Closed => Some((key("pulse-closed"), key("pulse-closed-next"))),
    };
    show(&QuestionsPage {
        page: Page::new(visit, "events", title).status(form.status(false)).secret(),
        when: events::when_words(visit, &view.event),
        path: event_path(view.event.slug.as_str()),
        action,
        rule: rule(visit, view),
        choices: Worth::ALL.iter().rev().map(|worth| (worth.word(), worth_key(*worth))).collect(),
        told,
        form,
    })
}

/// The rule for whoever reads it, whole: how many are asked, what is shown, when and to whom, and what is not covered.
fn rule(visit: &Visit, view: &PulseView) -> Vec<(&'static str, String)> {
    let words = &visit.words;
    let rule = &view.rule;
    let parts = [
        ("asked", rule.asked.into()),
        ("minimum", rule.minimum.into()),
        ("others", (rule.minimum - 1).into()),
        ("words", rule.words_from.into()),
        ("few", FEW.into()),
        ("until", words.date_time(rule.closes_at.local(&visit.site.zone)).into()),
    ];
    let lines = [
        (key("rule-asked"), key("pulse-rule-asked")),
        (key("rule-shown"), key("pulse-rule-shown")),
        (key("rule-who"), key("pulse-rule-who")),
        (key("rule-kept"), key("pulse-rule-kept")),
        (key("rule-left"), key("pulse-rule-left")),
        (key("rule-not"), key("pulse-rule-not")),
    ];
    lines.map(|(term, line)| (term, words.say_with(line, &parts))).into()
}

fn input(posted: &Posted) -> PulseInput<'_> {
    PulseInput { worth: posted.get("worth"), takeaway: posted.get("takeaway") }
}

/// Says what became of an answer, on the page from which it came.
fn said(done: Result<(), Error>, path: &str) -> Result<Answer, copia_app::Faults> {
    let flash = match done {
        Ok(()) => key("flash-pulse-received"),
        Err(Error::AlreadyDone) => key("flash-pulse-answered"),
        Err(Error::NotNow("pulse-closed")) => key("flash-pulse-closed"),
        Err(Error::Invalid(faults)) => return Err(faults),
        Err(error) => return Ok(Err(error.into())),
    };
    Ok(Ok(redirect(path, Some(Flash::new(flash)))))
}

/// Takes the answer of somebody who has signed in.
async fn answer(Path(slug): Path<String>, posted: Posted) -> Answer {
    let path = format!("{}/pulse", event_path(&slug));
    match said(pulse::answer(&posted.visit, &slug, &input(&posted)).await, &path) {
        Ok(answer) => answer,
        Err(faults) => {
            let view = pulse::look(&posted.visit, &slug).await?;
            page(&posted.visit, &view, path, Form::with(posted.fields.clone(), faults))
        }
    }
}

/// Takes the answer of whoever has the link.
async fn answer_by_link(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    match said(pulse::answer_by_link(&posted.visit, &link, &input(&posted)).await, &link.path()) {
        Ok(answer) => answer,
        Err(faults) => {
            let view = pulse::look_by_link(&posted.visit, &link).await?;
            page(&posted.visit, &view, link.path(), Form::with(posted.fields.clone(), faults))
        }
    }
}
