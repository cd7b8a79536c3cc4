//! The room of an event: its rules, its questions and its polls.

mod polls;
mod questions;

pub use polls::{
    Choice, NewPoll, Poll, add as add_poll, answer as answer_poll, choices, find as find_poll, list as polls,
    set_state as set_poll_state,
};
pub use questions::{
    ChangesQuestion, Question, Step, StepRow, add as ask, answering, asked_since, carry_merged, carry_votes, change,
    find as find_question, find_step, list as questions, merged_into, vote, withdraw_vote,
};

pub(crate) const POLL_STATEMENTS: &[(&str, crate::sql::Sql)] = polls::STATEMENTS;
pub(crate) const QUESTION_STATEMENTS: &[(&str, crate::sql::Sql)] = questions::STATEMENTS;

use crate::{Result, Topic, Tx, events::belongs, row::record};
use copia_domain::{
    ids::EventId,
    policy::{Permit, acts::RunEvent},
    questions::Moderation,
    time::When,
};

statements! {
    ROOM = "SELECT coalesce(r.moderation, 'after') AS moderation, r.stream,
              (SELECT count(*) FROM questions q WHERE q.event_id = e.id
                 AND q.state IN ('waiting', 'open', 'answering')) AS open,
              (SELECT count(*) FROM questions q WHERE q.event_id = e.id AND q.state = 'waiting') AS waiting,
              (SELECT count(*) FROM questions q WHERE q.event_id = e.id AND q.state <> 'withdrawn') AS asked
            FROM events e LEFT JOIN rooms r ON r.event_id = e.id WHERE e.id = $1";
    SAVE = "INSERT INTO rooms (event_id, moderation, stream) VALUES ($1, $2, $3)
            ON CONFLICT (event_id) DO UPDATE SET moderation = excluded.moderation, stream = excluded.stream";
    FORGET_VOTES = "DELETE FROM question_votes WHERE question_id IN (SELECT q.id FROM questions q
                      JOIN events e ON e.id = q.event_id WHERE e.ends_at < $1)";
    FORGET_ANSWERS = "DELETE FROM poll_answers WHERE poll_id IN (SELECT p.id FROM polls p
                        JOIN events e ON e.id = p.event_id WHERE e.ends_at < $1)";
    FORGET_ASKERS = "UPDATE questions SET asker = NULL, name = NULL WHERE (asker IS NOT NULL OR name IS NOT NULL)
                       AND event_id IN (SELECT id FROM events WHERE ends_at < $1)";
}

record! {
    /// The rules of a room, and how many questions there are.
    pub struct Room {
        /// When a moderator looks at a question.
        moderation: Moderation,
        /// Where the event can be watched.
        stream: Option<String>,
        /// Questions that still have to get their answer.
        open: i64,
        /// Those of them that a moderator has to show.
        waiting: i64,
        /// Questions that were asked and not taken back.
        asked: i64,
    }
}

/// The room of an event.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn room(tx: &mut Tx, event: EventId) -> Result<Room> {
    tx.one(ROOM, args![event]).await
}

/// Keeps the rules of a room.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn save(
    tx: &mut Tx,
    permit: Permit<RunEvent>,
    event: EventId,
    moderation: Moderation,
    stream: Option<&str>,
) -> Result<()> {
    belongs(&permit, event)?;
    tx.execute(SAVE, args![event, moderation, stream]).await?;
    tx.wake(Topic::Room(event));
    Ok(())
}

/// Forgets who voted, answered and asked at events that ended before an instant. The counts stay.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_keys(tx: &mut Tx, before: When) -> Result<()> {
    for statement in [FORGET_VOTES, FORGET_ANSWERS, FORGET_ASKERS] {
        tx.execute(statement, args![before]).await?;
    }
    Ok(())
}
