//! One question some time after something that one was at: the page that asks, also from the letter, and one's own list.

mod linked;

use crate::{
    people::TABS,
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use copia_app::{
    Error,
    domain::prompts::{Cycle, Outcome, State},
    prompts::{self, About, AnswerInput, Prompt, PromptView},
};
use copia_text::key;

/// The routes of the questions.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/me/prompts", mine)
        .get("/me/prompts/{prompt}", look)
        .post("/me/prompts/{prompt}", answer)
        .get("/me/prompts/{prompt}/appraisal", appraisal)
        .post("/me/prompts/{prompt}/removal", remove)
        .post("/me/prompts/{prompt}/story", tell)
        .get("/prompts/{prompt}/{signature}", linked::look)
        .post("/prompts/{prompt}/{signature}", linked::answer)
}

/// The question of a cycle.
const fn question_key(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Immediate => key("prompt-ask-immediate"),
        Cycle::Applied => key("prompt-ask-applied"),
        Cycle::Realised => key("prompt-ask-realised"),
    }
}

/// The question in one's own words of a cycle.
const fn body_key(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Immediate => key("prompt-body-immediate"),
        Cycle::Applied => key("prompt-body-applied"),
        Cycle::Realised => key("prompt-body-realised"),
    }
}

/// An answer in the words of its cycle.
const fn outcome_key(cycle: Cycle, outcome: Outcome) -> &'static str {
    match (cycle, outcome) {
        (Cycle::Immediate | Cycle::Applied, Outcome::Yes) => key("prompt-applied-yes"),
        (Cycle::Immediate | Cycle::Applied, Outcome::NotYet) => key("prompt-applied-not-yet"),
        (Cycle::Immediate | Cycle::Applied, Outcome::Nothing) => key("prompt-applied-nothing"),
        (Cycle::Realised, Outcome::Yes) => key("prompt-realised-yes"),
        (Cycle::Realised, Outcome::NotYet) => key("prompt-realised-not-yet"),
        (Cycle::Realised, Outcome::Nothing) => key("prompt-realised-nothing"),
    }
}

fn title_of(about: Option<&About>) -> &str {
    about.map_or("", |about| about.title.as_str())
}

/// What somebody was at, and when.
fn was(visit: &Visit, prompt: &Prompt, about: Option<&About>) -> String {
    let parts = [("title", title_of(about).into()), ("day", visit.words.date(prompt.happened_on.0).into())];
    visit.words.say_with("prompt-was-session", &parts)
}

struct Row {
    heading: String,
    to: String,
    text: String,
    outcome: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "prompts/mine.html")]
struct MinePage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    is_wanted: bool,
    open: Vec<Row>,
    answered: Vec<Row>,
}
shown!(MinePage);

/// One's own questions.
async fn mine(visit: Visit) -> Answer {
    let view = prompts::mine(&visit).await?;
    let words = &visit.words;
    let row = |one: &PromptView| {
        let (prompt, about) = (&one.prompt, one.about.as_ref());
        let day = words.date(prompt.asked_on.0);
        Row {
            heading: words.say_with("prompt-title", &[("title", title_of(about).into())]),
            to: format!("/me/prompts/{}", prompt.id),
            text: if prompt.body.is_empty() {
                words.say(question_key(prompt.cycle)).to_owned()
            } else {
                prompt.body.chars().take(220).collect()
            },
            outcome: prompt.outcome.map_or("", |outcome| outcome_key(prompt.cycle, outcome)),
            note: words.say_with("prompt-asked-on", &[("day", day.into())]),
        }
    };
    show(&MinePage {
        page: Page::new(&visit, "me", words.say("prompts-title")).secret(),
        tabs: &TABS,
        is_wanted: view.is_wanted,
        open: view.open.iter().map(row).collect(),
        answered: view.answered.iter().map(row).collect(),
    })
}

#[derive(Template)]
#[template(path = "prompts/question.html")]
struct QuestionPage {
    page: Page,
    /// Whether the reader came by way of their own list, rather than from the letter.
    is_own: bool,
    /// Where one's own page of the question is.
    own: String,
    action: String,
    was: String,
    event: String,
    question: &'static str,
    body: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    is_answered: bool,
    is_put_aside: bool,
    is_late: bool,
    /// Where the story is that was made of it.
    story: String,
    may_tell: bool,
    version: i64,
    form: Form,
}
shown!(QuestionPage);

/// The page of a question.
fn question(visit: &Visit, prompt: &Prompt, about: Option<&About>, action: &str, form: Form) -> QuestionPage {
    let title = visit.words.say_with("prompt-title", &[("title", title_of(about).into())]);
    let own = format!("/me/prompts/{}", prompt.id);
    QuestionPage {
        page: Page::new(visit, "me", title).secret().status(form.status(false)),
        is_own: action == own,
        own,
        action: action.to_owned(),
        was: was(visit, prompt, about),
        event: about.map_or_else(String::new, |about| format!("/events/{}", about.slug)),
        question: question_key(prompt.cycle),
        body: body_key(prompt.cycle),
        choices: Outcome::ALL.iter().map(|one| (one.word(), outcome_key(prompt.cycle, *one))).collect(),
        is_answered: prompt.state == State::Answered,
        is_put_aside: prompt.state == State::PutAside,
        is_late: false,
        story: prompt.story_id.map_or_else(String::new, crate::stories::path),
        may_tell: !prompt.body.is_empty() && about.is_some_and(|about| about.community_slug.is_some()),
        version: prompt.version,
        form,
    }
}

/// One of one's own questions, with what one has answered.
async fn look(visit: Visit, Path(id): Path<String>) -> Answer {
    page(&visit, &id, None, false).await
}

async fn page(visit: &Visit, id: &str, tried: Option<Form>, is_late: bool) -> Answer {
    let PromptView { prompt, about } = prompts::look(visit, id).await?;
    let form = tried.unwrap_or_else(|| {
        Form::new(Fields::of([
            ("outcome", prompt.outcome.map_or("", |one| one.word()).to_owned()),
            ("body", prompt.body.clone()),
        ]))
    });
    let page = question(visit, &prompt, about.as_ref(), &format!("/me/prompts/{}", prompt.id), form);
    if is_late {
        let late = page.page.status(StatusCode::CONFLICT);
        return show(&QuestionPage { is_late, page: late, ..page });
    }
    show(&page)
}

fn input(posted: &Posted) -> AnswerInput<'_> {
    AnswerInput {
        outcome: posted.get("outcome"),
        body: posted.get("body"),
        version: posted.get("version").parse().unwrap_or(-1),
    }
}

/// Keeps an answer.
async fn answer(Path(id): Path<String>, posted: Posted) -> Answer {
    match prompts::answer(&posted.visit, &id, &input(&posted)).await {
        Ok(()) => Ok(redirect(&format!("/me/prompts/{id}"), Some(Flash::new(key("flash-prompt-kept"))))),
        Err(Error::Invalid(faults)) => {
            page(&posted.visit, &id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => page(&posted.visit, &id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

/// Puts a question aside, or deletes the answer.
async fn remove(Path(id): Path<String>, posted: Posted) -> Answer {
    prompts::put_aside(&posted.visit, &id).await?;
    Ok(redirect("/me/prompts", Some(Flash::new(key("flash-prompt-removed")))))
}

/// Makes the answer into the draft of a story.
async fn tell(Path(id): Path<String>, posted: Posted) -> Answer {
    let story = prompts::tell(&posted.visit, &id).await?;
    Ok(redirect(&crate::stories::path(story), Some(Flash::new(key("flash-prompt-told")))))
}

/// The answer as plain text, to use in an appraisal.
async fn appraisal(visit: Visit, Path(id): Path<String>) -> Answer {
    let PromptView { prompt, about } = prompts::look(&visit, &id).await?;
    let outcome = prompt.outcome.ok_or(Error::NotFound)?;
    let words = &visit.words;
    let text = format!(
        "{}\n\n{}\n{}\n\n{}\n",
        was(&visit, &prompt, about.as_ref()),
        words.say(question_key(prompt.cycle)),
        words.say(outcome_key(prompt.cycle, outcome)),
        prompt.body
    );
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"answer.txt\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}
