//! The questions of an event's room: asked beforehand or live, and what becomes of each.
//!
//! A question never dies with the event. It ends answered, merged into one that is, declined with a reason, or
//! taken back by whoever asked it; until then it counts as open on the event.

use crate::{
    communities::likeness::Pieces,
    fields::{self, Fault},
    time::When,
};
use std::cmp::Reverse;

crate::choices! {
    /// Where a question stands.
    State {
        /// Only its asker and the moderators see it; a moderator has to show it.
        Waiting = "waiting",
        /// Everyone in the room sees it and can vote for it.
        Open = "open",
        /// It is being answered in the room now.
        Answering = "answering",
        /// It was answered in the room.
        AnsweredLive = "answered_live",
        /// It was answered in writing, before the event or after.
        AnsweredInWriting = "answered_in_writing",
        /// It asks the same as another question, and is answered with that one.
        Merged = "merged",
        /// A moderator has declined to have it answered, with a reason that the asker receives.
        Declined = "declined",
        /// Its asker has taken it back.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// When a moderator looks at a question. The room says which rule holds.
    Moderation {
        /// Before others see it.
        Before = "before",
        /// After it is shown; a moderator can hide it.
        After = "after",
    }
}

crate::choices! {
    /// How far the event is.
    Room {
        /// The event has not begun; questions are taken beforehand.
        Ahead = "ahead",
        /// The event is on.
        Live = "live",
        /// The event is over: no new questions, and those that are open still get their answers.
        Over = "over",
    }
}

impl Room {
    /// How far an event is that starts and ends at these instants.
    pub fn at(now: When, starts_at: When, ends_at: When) -> Self {
        if now < starts_at {
            Self::Ahead
        } else if now < ends_at {
            Self::Live
        } else {
            Self::Over
        }
    }
}

crate::choices! {
    /// The order in which a reader has the open questions.
    Order {
        /// Most votes first.
        Votes = "votes",
        /// The latest first.
        Newest = "newest",
    }
}

crate::choices! {
    /// What happens to a question. The words are the history's.
    Event {
        /// Somebody asks it.
        Ask = "ask",
        /// A moderator lets everyone see it.
        Show = "show",
        /// A moderator takes it out of sight until it is decided.
        Hide = "hide",
        /// It is called up, and is being answered now.
        Take = "take",
        /// It was called up and not answered after all.
        PutBack = "put_back",
        /// It has been answered in the room.
        AnswerLive = "answer_live",
        /// It is answered in writing.
        AnswerInWriting = "answer_in_writing",
        /// A moderator merges it into another that asks the same.
        Merge = "merge",
        /// A moderator declines it.
        Decline = "decline",
        /// Its asker takes it back.
        Withdraw = "withdraw",
        /// It is open again: the answer was none, or the merging or declining was a mistake.
        Reopen = "reopen",
    }
}

crate::choices! {
    /// Who caused a change of a question.
    Cause {
        /// Whoever asked it, with an account or without.
        Asker = "asker",
        /// A host, a speaker or a moderator of the event.
        Moderator = "moderator",
        /// The system under a rule: the next question is called up, the room closes, another question changes.
        System = "system",
    }
}

/// What the room allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// When a moderator looks at a question.
    pub moderation: Moderation,
    /// How far the event is.
    pub room: Room,
}

/// The question that another is merged into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Where it stands.
    pub state: State,
    /// Whether it is the very question that is to be merged.
    pub is_itself: bool,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// What.
    pub event: Event,
    /// By whom.
    pub cause: Cause,
    /// The reason for declining, or the answer in writing.
    pub words: Option<&'a str>,
    /// What it is merged into.
    pub into: Option<Target>,
}

impl<'a> Attempt<'a> {
    /// An attempt that needs no words.
    pub const fn new(event: Event, cause: Cause) -> Self {
        Self { event, cause, words: None, into: None }
    }

    /// The same attempt with its reason or answer.
    #[must_use]
    pub const fn saying(mut self, words: &'a str) -> Self {
        self.words = Some(words);
        self
    }

    /// The same attempt with the question to merge into.
    #[must_use]
    pub const fn into(mut self, target: Target) -> Self {
        self.into = Some(target);
        self
    }
}

/// What follows from a change and has to be done in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FollowUp {
    /// Tell the moderators that a question waits for them.
    TellModerators,
    /// Tell the asker, and the askers of what was merged into it, what became of the question.
    TellAskers,
    /// Count each person who voted for it once as a voter of the other.
    CarryVotes,
    /// What was merged into this question is merged into the other from now on, so that there are no chains.
    CarryMerged,
    /// What was merged into this question is open again ([`Event::Reopen`] by the system): its askers still wait.
    ReleaseMerged,
    /// Any other question that is being answered has been answered ([`Event::AnswerLive`] by the system).
    FinishOthers,
}

/// A change that the machine allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The state before; `None` for a question that is only just asked.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// What follows.
    pub follow_ups: &'static [FollowUp],
}

/// Why the machine does not allow a change. Each has a message for the person who tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The state does not know the event: somebody else was faster, or the page was old.
    #[error("not possible from the present state")]
    NotNow,
    /// Nothing would change: it has been done already.
    #[error("already done")]
    AlreadyDone,
    /// The question has its answer; it has to be opened again first.
    #[error("already answered")]
    AlreadyAnswered,
    /// The question is being answered at this moment.
    #[error("being answered now")]
    BeingAnswered,
    /// Only those who moderate the room may do this.
    #[error("a moderator decides")]
    ModeratorDecides,
    /// Only whoever asked the question may do this.
    #[error("only whoever asked may do this")]
    AskerDecides,
    /// The event is over, and takes no more questions.
    #[error("the room takes no more questions")]
    NoMoreQuestions,
    /// The event is not on.
    #[error("the room is not live")]
    NotLive,
    /// Declining needs a reason.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// Answering in writing needs the answer.
    #[error("the answer is needed")]
    AnswerNeeded,
    /// Merging needs another question, one that is open or answered.
    #[error("cannot be merged into that question")]
    NotIntoThat,
}

impl State {
    /// Whether the question still has to get its answer. The count of these is on the event until it is none; a
    /// merged question is counted through the one that it was merged into.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Open | Self::Answering)
    }

    /// Whether it was answered itself.
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::AnsweredLive | Self::AnsweredInWriting)
    }

    /// Whether everyone in the room sees it.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Open | Self::Answering) || self.is_answered()
    }

    /// Whether people can vote for it.
    pub const fn takes_votes(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether a question in that state can be merged into one in this: it will get an answer, or has it, and what
    /// everyone in the room sees is not hidden behind what waits.
    pub const fn takes(self, other: Self) -> bool {
        self.is_shown() || (matches!(self, Self::Waiting) && !other.is_shown())
    }
}

/// What comes of an attempt, given where the question stands and what the room allows.
///
/// # Errors
/// A [`Refusal`] that says why nothing changes.
pub fn transition(from: Option<State>, attempt: &Attempt<'_>, rules: &Rules) -> Result<Change, Refusal> {
    use Cause::{Asker, Moderator, System};
    use State::{Answering, Declined, Merged, Open, Waiting, Withdrawn};

    let go = |to: State, follow_ups: &'static [FollowUp]| Ok(Change { from, to, follow_ups });
    let says_nothing = attempt.words.is_none_or(|words| words.trim().is_empty());

    let Some(state) = from else {
        return match (attempt.event, attempt.cause, rules.room) {
            (Event::Ask, Asker | Moderator, Room::Over) => Err(Refusal::NoMoreQuestions),
            (Event::Ask, Moderator, _) => go(Open, &[]),
            (Event::Ask, Asker, _) => match rules.moderation {
                Moderation::Before => go(Waiting, &[FollowUp::TellModerators]),
                Moderation::After => go(Open, &[]),
            },
            _ => Err(Refusal::NotNow),
        };
    };

    match (attempt.event, attempt.cause, state) {
        (Event::Ask, _, _) => Err(Refusal::AlreadyDone),

        (Event::Withdraw, Asker, Waiting | Open) => go(Withdrawn, &[FollowUp::ReleaseMerged]),
        // The other question stands without it.
        (Event::Withdraw, Asker, Merged) => go(Withdrawn, &[]),
        (Event::Withdraw, Asker, Answering) => Err(Refusal::BeingAnswered),
        (Event::Withdraw, Asker, Withdrawn) => Err(Refusal::AlreadyDone),
        (Event::Withdraw, Asker, state) if state.is_answered() => Err(Refusal::AlreadyAnswered),
        (Event::Withdraw, Moderator | System, _) => Err(Refusal::AskerDecides),

        // Calling up the next question ends the one before; the moderator can open that one again.
        (Event::AnswerLive, System, Answering) => go(State::AnsweredLive, &[]),
        (Event::Reopen, System, Merged) => go(Open, &[]),

        (_, Asker, _) => Err(Refusal::ModeratorDecides),
        (_, _, Withdrawn) | (_, System, _) => Err(Refusal::NotNow),

        (Event::Show, Moderator, Waiting) => go(Open, &[]),
        (Event::Hide, Moderator, Open) => go(Waiting, &[]),
        (Event::Show, Moderator, Open | Answering) | (Event::Hide, Moderator, Waiting) => Err(Refusal::AlreadyDone),
        (Event::Hide, Moderator, Answering) => Err(Refusal::BeingAnswered),

        (Event::Take, Moderator, Waiting | Open) => match rules.room {
            Room::Live => go(Answering, &[FollowUp::FinishOthers]),
            Room::Ahead | Room::Over => Err(Refusal::NotLive),
        },
        (Event::Take, Moderator, Answering) => Err(Refusal::AlreadyDone),
        (Event::PutBack, Moderator, Answering) => go(Open, &[]),

        // What was answered in the room is often ticked off only after it.
        (Event::AnswerLive, Moderator, Waiting | Open | Answering) => match rules.room {
            Room::Live | Room::Over => go(State::AnsweredLive, &[]),
            Room::Ahead => Err(Refusal::NotLive),
        },
        (Event::AnswerInWriting, Moderator, Waiting | Open | Answering) => {
            if says_nothing {
                return Err(Refusal::AnswerNeeded);
            }
            go(State::AnsweredInWriting, &[FollowUp::TellAskers])
        }

        (Event::Merge, Moderator, Waiting | Open) => match attempt.into {
            Some(target) if !target.is_itself && target.state.takes(state) => {
                go(Merged, &[FollowUp::CarryVotes, FollowUp::CarryMerged, FollowUp::TellAskers])
            }
            Some(_) | None => Err(Refusal::NotIntoThat),
        },
        (Event::Merge, Moderator, Answering) => Err(Refusal::BeingAnswered),

        (Event::Decline, Moderator, Waiting | Open | Answering) => {
            if says_nothing {
                return Err(Refusal::ReasonNeeded);
            }
            go(Declined, &[FollowUp::TellAskers])
        }
        (Event::Merge, Moderator, Merged) | (Event::Decline, Moderator, Declined) => Err(Refusal::AlreadyDone),

        (Event::Reopen, Moderator, Waiting | Open | Answering) => Err(Refusal::AlreadyDone),
        (Event::Reopen, Moderator, _) => go(Open, &[]),

        (_, Moderator, state) if state.is_answered() => Err(Refusal::AlreadyAnswered),
        _ => Err(Refusal::NotNow),
    }
}

/// Where a question stands in the room's list: first what is being answered, then what is open, by votes and then
/// the oldest first, last what is decided. Sorting by it is stable, so that questions asked at one instant keep
/// the order in which they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(u8, Reverse<u32>, When);

impl Rank {
    /// The place of a question with this many votes, asked at this instant.
    pub const fn new(state: State, votes: u32, asked_at: When) -> Self {
        let part = match state {
            State::Answering => 0,
            State::Waiting | State::Open => 1,
            _ => 2,
        };
        Self(part, Reverse(votes), asked_at)
    }
}

/// Where a question stands in a reader's list: as [`Rank`] says, or with the latest of the open ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(Rank, Reverse<When>);

impl Place {
    /// The place of a question with this many votes, asked at this instant, in an order.
    pub const fn new(order: Order, state: State, votes: u32, asked_at: When) -> Self {
        let (votes, first) = match order {
            Order::Votes => (votes, asked_at),
            Order::Newest => (0, When::from_micros(0)),
        };
        Self(Rank::new(state, votes, first), Reverse(asked_at))
    }
}

/// Days after the event at which votes and the keys of those who asked are deleted; the counts stay.
pub const FORGET_KEYS_DAYS: i64 = 14;

/// Characters of the longest answer in writing, and of the longest reason for declining.
pub const LONGEST_ANSWER: usize = 2_000;

/// Characters of the longest question: what can be read out in half a minute and read on a phone at a glance.
pub const LONGEST: usize = 300;

/// A question as it is kept: one line.
///
/// # Errors
/// A [`Fault`] if it is empty, longer than [`LONGEST`] or not text.
pub fn wording(typed: &str) -> Result<String, Fault> {
    fields::line(typed, LONGEST)
}

/// Questions that one asker may ask in a minute.
pub const A_MINUTE: usize = 3;

/// Seconds, 1 to 60, that an asker has to wait until the next question; `None` if they may ask now. They may ask
/// [`A_MINUTE`] questions in any 60 seconds; `asked` are the instants of theirs, in any order.
pub fn seconds_to_wait(asked: &[When], now: When) -> Option<i64> {
    let mut recent: Vec<When> = asked.iter().copied().filter(|at| at.plus_seconds(60) > now).collect();
    recent.sort_unstable_by_key(|at| Reverse(*at));
    let frees_a_place = recent.get(A_MINUTE - 1)?.plus_seconds(60);
    let micros = frees_a_place.micros().saturating_sub(now.micros());
    // A part of a second is waited for as a whole one; an instant ahead of the clock is waited for no longer.
    Some((micros.saturating_add(999_999) / 1_000_000).clamp(1, 60))
}

/// From which share in per cent a new question is shown beside one that asks something similar.
pub const ALIKE: usize = 50;

/// Similar questions that are shown at most.
pub const HINTS: usize = 3;

/// The questions that ask nearly the same as what somebody has typed, the likest first, at most [`HINTS`], so that
/// they can vote instead of asking again. The likeness is in per cent. Of what is given only questions that the
/// asker sees should be compared.
pub fn similar<'a, K>(typed: &str, others: impl IntoIterator<Item = (K, &'a str)>) -> Vec<(K, usize)> {
    let typed = Pieces::of(typed);
    let compared = others.into_iter().map(|(key, other)| (key, typed.likeness(&Pieces::of(other))));
    let mut alike: Vec<(K, usize)> = compared.filter(|(_, share)| *share >= ALIKE).collect();
    alike.sort_by_key(|(_, share)| Reverse(*share));
    alike.truncate(HINTS);
    alike
}

#[cfg(test)]
mod tests;
