//! Questions and polls as their pages show them.

use super::state_key;
use crate::shell::Visit;
use copia_app::{
    domain::{polls, questions::State},
    rooms::{PollView, Question},
};
use copia_text::key;

/// A question in a list.
pub(super) struct QuestionRow {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) time: String,
    pub(super) at: i64,
    pub(super) votes: i64,
    pub(super) state: &'static str,
    /// Where it stands, in words; empty for what is simply open.
    pub(super) badge: String,
    pub(super) takes_votes: bool,
    pub(super) is_voted: bool,
    pub(super) answer: String,
}

impl QuestionRow {
    pub(super) fn new(visit: &Visit, question: &Question) -> Self {
        let words = &visit.words;
        let badge = match question.state {
            State::Open => String::new(),
            state => words.say(state_key(state)).to_owned(),
        };
        Self {
            id: question.id.to_string(),
            words: question.words.clone(),
            by: by(visit, question),
            time: words.time(question.asked_at.local(&visit.site.zone).time()),
            at: question.asked_at.micros() / 1_000,
            votes: question.votes,
            state: question.state.word(),
            badge,
            takes_votes: question.state.takes_votes(),
            is_voted: question.is_voted,
            answer: question.answer.clone().unwrap_or_default(),
        }
    }

    /// What a script makes a row of.
    pub(super) fn blank(visit: &Visit) -> Self {
        Self {
            id: "new".to_owned(),
            // A heading is never empty.
            words: "…".to_owned(),
            by: visit.words.say("question-unnamed").to_owned(),
            time: String::new(),
            at: 0,
            votes: 0,
            state: State::Open.word(),
            badge: String::new(),
            takes_votes: true,
            is_voted: false,
            answer: String::new(),
        }
    }
}

/// Under which name a question was asked.
pub(crate) fn by(visit: &Visit, question: &Question) -> String {
    let name = question.name.clone().filter(|name| !name.is_empty());
    match (name, question.person_id) {
        (Some(name), _) => name,
        (None, Some(_)) => visit.words.say("question-by-former").to_owned(),
        (None, None) => visit.words.say("question-unnamed").to_owned(),
    }
}

/// A choice of a poll.
pub(super) struct ChoiceRow {
    pub(super) position: i64,
    pub(super) words: String,
    pub(super) is_mine: bool,
    pub(super) share: i64,
    /// "12 of 30, 40 %".
    pub(super) result: String,
}

/// A poll in a list.
pub(super) struct PollRow {
    pub(super) id: String,
    pub(super) question: String,
    pub(super) state: &'static str,
    pub(super) takes_answers: bool,
    pub(super) has_answered: bool,
    pub(super) answers: i64,
    pub(super) shows_results: bool,
    /// When the results are shown, or why they are not.
    pub(super) note: &'static str,
    pub(super) choices: Vec<ChoiceRow>,
}

impl PollRow {
    pub(super) fn new(visit: &Visit, view: &PollView) -> Self {
        let poll = &view.poll;
        let choices = view.choices.iter().map(|choice| {
            let share = polls::share(choice.answers, poll.answers);
            let parts = [("count", choice.answers.into()), ("answers", poll.answers.into()), ("share", share.into())];
            ChoiceRow {
                position: choice.position,
                words: choice.words.clone(),
                is_mine: poll.mine == Some(choice.position),
                share,
                result: visit.words.say_with("poll-result", &parts),
            }
        });
        Self {
            id: poll.id.to_string(),
            question: poll.question.clone(),
            state: poll.state.word(),
            takes_answers: poll.state.takes_answers(),
            has_answered: poll.mine.is_some(),
            answers: poll.answers,
            shows_results: view.shows_results(),
            note: note(view),
            choices: choices.collect(),
        }
    }
}

const fn note(view: &PollView) -> &'static str {
    match (view.poll.state, view.poll.shows) {
        (polls::State::Closed, _) if view.poll.answers < polls::FEWEST => key("poll-note-few"),
        (polls::State::Open, polls::Shows::Closed) => key("poll-note-when-closed"),
        (polls::State::Open, polls::Shows::Live) => key("poll-note-live"),
        (polls::State::Draft, polls::Shows::Closed) => key("poll-note-draft-when-closed"),
        (polls::State::Draft, polls::Shows::Live) => key("poll-note-draft-live"),
        (polls::State::Closed, _) => key("poll-note-closed"),
    }
}
