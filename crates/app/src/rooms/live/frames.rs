//! What a room looks like to everybody in it at one moment, and the difference between two moments as bytes.

use super::millis;
use crate::rooms::{PollView, Question, Room};
use bytes::{Bytes, BytesMut};
use copia_domain::{
    events::{Audience, State as EventState},
    ids::{PollId, QuestionId},
    polls,
    questions::Room as HowFar,
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    sync::OnceLock,
};

/// Frames that are kept for listeners who were slow or away: half a minute's, at two in a second.
const KEPT: usize = 60;

/// On what it depends who may know of an event, as far as the event itself goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) state: EventState,
    pub(super) audience: Audience,
}

impl Access {
    pub(super) fn is_public(self) -> bool {
        self.audience == Audience::Public && self.state != EventState::Draft
    }
}

/// A question as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct QuestionShown {
    id: QuestionId,
    state: &'static str,
    words: String,
    name: Option<String>,
    votes: i64,
    answer: Option<String>,
    at: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ChoiceShown {
    position: i64,
    words: String,
    /// How many took it, and their share in per cent, where that is shown.
    answers: Option<i64>,
    share: Option<i64>,
}

/// A poll as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PollShown {
    id: PollId,
    state: &'static str,
    shows: &'static str,
    question: String,
    answers: i64,
    results: bool,
    choices: Vec<ChoiceShown>,
}

/// A room as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    room: &'static str,
    open: i64,
    waiting: i64,
    questions: BTreeMap<QuestionId, QuestionShown>,
    polls: BTreeMap<PollId, PollShown>,
}

/// A frame: what is to be put in place of what the page shows. Applying one again changes nothing.
#[derive(Serialize)]
struct Frame<'a> {
    /// Whether everything is in it, and what is not has gone.
    whole: bool,
    room: &'static str,
    open: i64,
    waiting: i64,
    questions: Vec<&'a QuestionShown>,
    gone: Vec<QuestionId>,
    polls: Vec<&'a PollShown>,
}

/// Where a stream is: which stream, and how many frames it has had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    stream: u32,
    frame: u64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}-{}", self.stream, self.frame)
    }
}

impl Position {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (stream, frame) = text.split_once('-')?;
        Some(Self { stream: u32::from_str_radix(stream, 16).ok()?, frame: frame.parse().ok()? })
    }
}

/// A room at one moment, with the frames that led there.
#[derive(Debug)]
pub(super) struct Moment {
    at: Position,
    /// Nothing before the room was first read.
    seen: Option<(State, Access)>,
    recent: VecDeque<Bytes>,
    /// Everything in one frame: rendered for the first listener that needs it.
    whole: OnceLock<Bytes>,
}

impl State {
    pub(super) fn new(how_far: HowFar, room: &Room, questions: Vec<Question>, polls: Vec<PollView>) -> Self {
        let questions = questions.into_iter().filter(|question| question.state.is_shown());
        let questions = questions.map(|question| {
            let shown = QuestionShown {
                id: question.id,
                state: question.state.word(),
                words: question.words,
                name: question.name,
                votes: question.votes,
                answer: question.answer,
                at: millis(question.asked_at),
            };
            (shown.id, shown)
        });
        let polls = polls.into_iter().filter(|view| view.poll.state.is_shown());
        let polls = polls.map(|view| {
            let results = view.shows_results();
            let PollView { poll, choices } = view;
            let choices = choices.into_iter().map(|choice| ChoiceShown {
                position: choice.position,
                words: choice.words,
                answers: results.then_some(choice.answers),
                share: results.then(|| polls::share(choice.answers, poll.answers)),
            });
            let shown = PollShown {
                id: poll.id,
                state: poll.state.word(),
                shows: poll.shows.word(),
                question: poll.question,
                answers: poll.answers,
                results,
                choices: choices.collect(),
            };
            (shown.id, shown)
        });
        Self {
            room: how_far.word(),
            open: room.open,
            waiting: room.waiting,
            questions: questions.collect(),
            polls: polls.collect(),
        }
    }

    /// What has changed since another state; everything, if there is none.
    fn frame<'a>(&'a self, before: Option<&Self>) -> Frame<'a> {
        let questions = self.questions.values();
        let polls = self.polls.values();
        let gone = before
            .map(|before| before.questions.keys().filter(|id| !self.questions.contains_key(id)).copied().collect());
        Frame {
            whole: before.is_none(),
            room: self.room,
            open: self.open,
            waiting: self.waiting,
            questions: questions
                .filter(|question| before.is_none_or(|before| before.questions.get(&question.id) != Some(question)))
                .collect(),
            gone: gone.unwrap_or_default(),
            polls: polls.filter(|poll| before.is_none_or(|before| before.polls.get(&poll.id) != Some(poll))).collect(),
        }
    }
}

/// A frame as an event of the stream. JSON has no line breaks, so that it is one line.
fn rendered(at: Position, frame: &Frame<'_>) -> Bytes {
    // Numbers, texts and lists alone: this cannot fail.
    let json = serde_json::to_string(frame).unwrap_or_default();
    Bytes::from(format!("id: {at}\ndata: {json}\n\n"))
}

impl Moment {
    /// Before the room was read.
    pub(super) fn unread(stream: u32) -> Self {
        Self { at: Position { stream, frame: 0 }, seen: None, recent: VecDeque::new(), whole: OnceLock::new() }
    }

    /// Where the stream is; `None` before the room was read.
    pub(super) fn position(&self) -> Option<Position> {
        self.seen.as_ref().map(|_| self.at)
    }

    pub(super) fn access(&self) -> Option<Access> {
        self.seen.as_ref().map(|(_, access)| *access)
    }

    /// The next moment; `None` when nothing has changed.
    pub(super) fn next(&self, state: State, access: Access) -> Option<Self> {
        let before = self.seen.as_ref();
        if before.is_some_and(|(was, could)| *was == state && *could == access) {
            return None;
        }
        let at = Position { frame: self.at.frame + 1, ..self.at };
        let mut recent = self.recent.clone();
        if let Some((before, _)) = before {
            recent.push_back(rendered(at, &state.frame(Some(before))));
        }
        if recent.len() > KEPT {
            recent.pop_front();
        }
        Some(Self { at, seen: Some((state, access)), recent, whole: OnceLock::new() })
    }

    /// What brings a listener here from where it is: the frames in between, or everything in one.
    pub(super) fn since(&self, from: Option<Position>) -> Bytes {
        let from = from.filter(|from| from.stream == self.at.stream && from.frame <= self.at.frame);
        let missed = from.and_then(|from| usize::try_from(self.at.frame - from.frame).ok());
        match missed.filter(|missed| *missed <= self.recent.len()) {
            Some(1) => self.recent.back().cloned().unwrap_or_default(),
            Some(missed) => {
                let mut frames = BytesMut::new();
                self.recent.iter().skip(self.recent.len() - missed).for_each(|frame| frames.extend_from_slice(frame));
                frames.freeze()
            }
            None => self.whole(),
        }
    }

    fn whole(&self) -> Bytes {
        let Some((state, _)) = &self.seen else { return Bytes::new() };
        self.whole.get_or_init(|| rendered(self.at, &state.frame(None))).clone()
    }
}

#[cfg(test)]
mod tests;
