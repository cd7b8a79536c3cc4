//! The page of those who moderate a room: the queue, the polls and the room's rules.

use super::{
    poll_id, question_id, room_key,
    rows::{PollRow, by},
    state_key,
};
use crate::{
    events::event_path,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        events::State as EventState,
        policy::Action,
        polls,
        questions::{Event, Moderation, Refusal, Room, State},
    },
    events, fault_key,
    rooms::{self, Decision, ModerationPage, PollInput, Question},
};
use copia_text::key;
use http::StatusCode;

/// A question with what can be decided about it.
struct QueueRow {
    id: String,
    words: String,
    by: String,
    time: String,
    votes: i64,
    state: String,
    answer: String,
    reason: String,
    into: String,
    /// The buttons that need nothing typed: label, event, look.
    offers: Vec<(&'static str, &'static str, &'static str)>,
    may_answer: bool,
    may_decline: bool,
    /// What it could be merged into: id, words, and whether it asks nearly the same.
    targets: Vec<(String, String, bool)>,
    is_alike: bool,
}

#[derive(Template)]
#[template(path = "rooms/moderation.html")]
struct ModerationShown {
    page: Page,
    event: String,
    path: String,
    stream: String,
    when: String,
    state: String,
    is_live: bool,
    open: String,
    rule: &'static str,
    moderates: bool,
    runs: bool,
    undecided: Vec<QueueRow>,
    decided: Vec<QueueRow>,
    polls: Vec<PollRow>,
    form: Form,
    /// The question whose decision lacks something, the field, and what it lacks.
    at: String,
    lacks: &'static str,
    fault: String,
}
shown!(ModerationShown);

/// What is wrong with a decision.
#[derive(Default)]
struct Wrong {
    at: String,
    lacks: &'static str,
    fault: &'static str,
}

/// The page of those who moderate.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>) -> Answer {
    moderation_page(&visit, &slug, None, Wrong::default()).await
}

async fn moderation_page(visit: &Visit, slug: &str, form: Option<Form>, wrong: Wrong) -> Answer {
    let view = rooms::moderation(visit, slug).await?;
    let words = &visit.words;
    let title = words.say_with("moderation-title", &[("event", view.event.title.as_str().into())]);
    let mut form = form.unwrap_or_default();
    let stands = [
        ("moderation", view.room.moderation.word().to_owned()),
        ("stream", view.room.stream.clone().unwrap_or_default()),
        ("shows", polls::Shows::Closed.word().to_owned()),
    ];
    // Of the forms of this page one was sent, if any; the others say what stands.
    for (name, value) in stands {
        if form.fields.all(name).next().is_none() {
            form.fields.push(name, value);
        }
    }
    let status = if wrong.at.is_empty() { form.status(false) } else { StatusCode::UNPROCESSABLE_ENTITY };
    let rows = |is_open: bool| {
        let part = view.questions.iter().filter(|question| question.state.is_open() == is_open);
        part.map(|question| queue_row(visit, &view, question)).collect::<Vec<_>>()
    };
    let path = event_path(view.event.slug.as_str());
    show(&ModerationShown {
        page: Page::new(visit, "events", title).status(status).secret(),
        event: view.event.title.clone(),
        stream: format!("{path}/room/stream"),
        path,
        when: events::when_words(visit, &view.event),
        state: words.say(room_key(view.how_far)).to_owned(),
        is_live: view.how_far == Room::Live && view.event.state == EventState::Published,
        open: words.say_with("room-open-count", &[("open", view.room.open.into())]),
        rule: match view.room.moderation {
            Moderation::Before => key("room-rule-before"),
            Moderation::After => key("room-rule-after"),
        },
        moderates: view.moderates(),
        runs: view.standing.may(Action::RunEvent),
        undecided: rows(true),
        decided: rows(false),
        polls: view.polls.iter().map(|poll| PollRow::new(visit, poll)).collect(),
        form,
        lacks: wrong.lacks,
        fault: if wrong.fault.is_empty() { String::new() } else { words.say(wrong.fault).to_owned() },
        at: wrong.at,
    })
}

fn queue_row(visit: &Visit, view: &ModerationPage, question: &Question) -> QueueRow {
    let words = &visit.words;
    let alike = view.alike(question.id);
    let can_merge = view.moderates() && matches!(question.state, State::Waiting | State::Open);
    let mut targets: Vec<_> = view
        .questions
        .iter()
        .filter(|other| can_merge && other.id != question.id && other.state.takes(question.state))
        .map(|other| (other.id.to_string(), other.words.clone(), alike.contains(&other.id)))
        .collect();
    // Those that ask nearly the same first.
    targets.sort_by_key(|(.., is_alike)| !is_alike);
    let into = question.into_id.and_then(|into| view.questions.iter().find(|one| one.id == into));
    QueueRow {
        id: question.id.to_string(),
        words: question.words.clone(),
        by: by(visit, question),
        time: words.time(question.asked_at.local(&visit.site.zone).time()),
        votes: question.votes,
        state: words.say(state_key(question.state)).to_owned(),
        answer: question.answer.clone().unwrap_or_default(),
        reason: question.reason.clone().unwrap_or_default(),
        into: into.map(|into| into.words.clone()).unwrap_or_default(),
        offers: if view.moderates() { offers(question.state, view.how_far) } else { Vec::new() },
        may_answer: question.state.is_open(),
        may_decline: view.moderates() && question.state.is_open(),
        is_alike: targets.iter().any(|(.., is_alike)| *is_alike),
        targets,
    }
}

/// The buttons for a question, the likeliest first.
fn offers(state: State, room: Room) -> Vec<(&'static str, &'static str, &'static str)> {
    let take = (key("question-take"), Event::Take.word(), "small");
    let answered = (key("question-answer-live"), Event::AnswerLive.word(), "quiet small");
    let is_live = room == Room::Live;
    match state {
        State::Waiting => {
            let show = (key("question-show"), Event::Show.word(), "quiet small");
            [Some(take).filter(|_| is_live), Some(show)].into_iter().flatten().collect()
        }
        State::Open => {
            let hide = (key("question-hide"), Event::Hide.word(), "quiet small");
            let answered = Some(answered).filter(|_| room != Room::Ahead);
            [Some(take).filter(|_| is_live), answered, Some(hide)].into_iter().flatten().collect()
        }
        State::Answering => vec![
            (key("question-answer-live"), Event::AnswerLive.word(), "small"),
            (key("question-put-back"), Event::PutBack.word(), "quiet small"),
        ],
        State::AnsweredLive | State::AnsweredInWriting | State::Merged | State::Declined => {
            vec![(key("question-reopen"), Event::Reopen.word(), "quiet small")]
        }
        State::Withdrawn => Vec::new(),
    }
}

/// Decides about a question.
pub(super) async fn decide(Path((slug, question)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = question_id(&question)?;
    let event = Event::from_word(posted.get("event")).ok_or(Problem::Invalid)?;
    let into = posted.get("into");
    let into = if into.is_empty() { None } else { Some(question_id(into)?) };
    let decision = Decision { event, words: posted.get("words"), into };
    let field = match event {
        Event::Merge => "into",
        Event::Decline => "decline",
        _ => "answer",
    };
    let fault = match rooms::decide(&posted.visit, &slug, id, decision).await {
        Ok(()) => {
            let path = format!("{}/room/moderation", event_path(&slug));
            return Ok(redirect(&path, Some(Flash::new(flash_of(event)))));
        }
        Err(Error::QuestionRefused(Refusal::ReasonNeeded | Refusal::AnswerNeeded)) => key("fault-missing"),
        Err(Error::QuestionRefused(Refusal::NotIntoThat)) => key("question-refusal-not-into-that"),
        Err(Error::Invalid(faults)) => faults.of("words").map_or(key("fault-missing"), fault_key),
        Err(error) => return Err(error.into()),
    };
    let mut fields = Fields::default();
    fields.push(field, posted.get("words").to_owned());
    let wrong = Wrong { at: id.to_string(), lacks: field, fault };
    moderation_page(&posted.visit, &slug, Some(Form::new(fields)), wrong).await
}

/// What is said after a decision.
const fn flash_of(event: Event) -> &'static str {
    match event {
        Event::Show | Event::Ask => key("flash-question-shown"),
        Event::Hide => key("flash-question-hidden"),
        Event::Take => key("flash-question-taken"),
        Event::PutBack => key("flash-question-put-back"),
        Event::AnswerLive => key("flash-question-answered-live"),
        Event::AnswerInWriting => key("flash-question-answered"),
        Event::Merge => key("flash-question-merged"),
        Event::Decline => key("flash-question-declined"),
        Event::Reopen => key("flash-question-reopened"),
        Event::Withdraw => key("flash-question-taken-back"),
    }
}

/// Keeps the rules of the room.
pub(super) async fn save_rules(Path(slug): Path<String>, posted: Posted) -> Answer {
    match rooms::save_rules(&posted.visit, &slug, posted.get("moderation"), posted.get("stream")).await {
        Ok(()) => Ok(done(&slug, key("flash-room-rules"))),
        Err(Error::Invalid(faults)) => {
            let form = Form::with(posted.fields.clone(), faults);
            moderation_page(&posted.visit, &slug, Some(form), Wrong::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes a poll.
pub(super) async fn write_poll(Path(slug): Path<String>, posted: Posted) -> Answer {
    let input = PollInput {
        question: posted.get("question"),
        choices: posted.get("choices"),
        shows: posted.get("shows"),
        opens: posted.get("open") == "yes",
    };
    match rooms::write_poll(&posted.visit, &slug, &input).await {
        Ok(()) if input.opens => Ok(done(&slug, key("flash-poll-opened"))),
        Ok(()) => Ok(done(&slug, key("flash-poll-kept"))),
        Err(Error::Invalid(faults)) => {
            let form = Form::with(posted.fields.clone(), faults);
            moderation_page(&posted.visit, &slug, Some(form), Wrong::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens or closes a poll.
pub(super) async fn set_poll_state(Path((slug, poll)): Path<(String, String)>, posted: Posted) -> Answer {
    let state = polls::State::from_word(posted.get("state")).ok_or(Problem::Invalid)?;
    let flash = match rooms::set_poll_state(&posted.visit, &slug, poll_id(&poll)?, state).await {
        Ok(()) if state == polls::State::Open => key("flash-poll-opened"),
        Ok(()) => key("flash-poll-closed"),
        Err(Error::AlreadyDone) => key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(done(&slug, flash))
}

fn done(slug: &str, flash: &'static str) -> axum::response::Response {
    redirect(&format!("{}/room/moderation", event_path(slug)), Some(Flash::new(flash)))
}
