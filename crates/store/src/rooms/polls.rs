//! Quick polls: one answer from each participant, kept under a key and shown as counts.

use crate::{Error, Result, Topic, Tx, events::belongs, row::record};
use copia_domain::{
    ids::{EventId, PollId},
    policy::{
        Permit,
        acts::{ModerateRoom, TakePartInRoom},
    },
    polls::{Shows, State},
    time::When,
};

/// What is read of a poll. $2: the key under which the reader answers, if there is one.
macro_rules! poll {
    () => {
        "SELECT p.id, p.event_id, p.state, p.question, p.shows, p.created_at, p.version,
           (SELECT CAST(coalesce(sum(c.answers), 0) AS BIGINT) FROM poll_choices c WHERE c.poll_id = p.id) AS answers,
           (SELECT a.position FROM poll_answers a WHERE a.poll_id = p.id AND a.voter = $2) AS mine
         FROM polls p "
    };
}

statements! {
    LIST = concat!(poll!(), "WHERE p.event_id = $1 ORDER BY p.created_at, p.id");
    FIND = concat!(poll!(), "WHERE p.id = $1");
    CHOICES = "SELECT c.poll_id, c.position, c.words, c.answers FROM poll_choices c JOIN polls p ON p.id = c.poll_id
               WHERE p.event_id = $1 ORDER BY c.poll_id, c.position";
    ADD = "INSERT INTO polls (id, event_id, state, question, shows, created_at, version)
           VALUES ($1, $2, $3, $4, $5, $6, 1)";
    ADD_CHOICE = "INSERT INTO poll_choices (poll_id, position, words, answers) VALUES ($1, $2, $3, 0)";
    SET_STATE = "UPDATE polls SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";
    ANSWER = "INSERT INTO poll_answers (poll_id, voter, position) VALUES ($1, $2, $3)
              ON CONFLICT (poll_id, voter) DO UPDATE SET position = excluded.position";
    COUNT = "UPDATE poll_choices SET answers = answers + $3 WHERE poll_id = $1 AND position = $2";
}

record! {
    /// A quick poll.
    pub struct Poll {
        /// Which poll.
        id: PollId,
        /// In the room of which event.
        event_id: EventId,
        /// Where it stands.
        state: State,
        /// What is asked.
        question: String,
        /// When the results are shown.
        shows: Shows,
        /// When it was written.
        created_at: When,
        /// Raised with each change but answers.
        version: i64,
        /// How many people have answered.
        answers: i64,
        /// Which choice the reader took.
        mine: Option<i64>,
    }

    /// A choice of a poll.
    pub struct Choice {
        /// Of which poll.
        poll_id: PollId,
        /// Its place among the choices, from 1.
        position: i64,
        /// What it says.
        words: String,
        /// How many people took it.
        answers: i64,
    }
}

/// A poll that is written.
#[derive(Debug, Clone, Copy)]
pub struct NewPoll<'a> {
    /// Its id.
    pub id: PollId,
    /// In the room of which event.
    pub event: EventId,
    /// Whether people can answer at once.
    pub state: State,
    /// What is asked.
    pub question: &'a str,
    /// When the results are shown.
    pub shows: Shows,
    /// What one can answer.
    pub choices: &'a [String],
}

/// The polls of a room in the order in which they were written.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx, event: EventId, voter: Option<&str>) -> Result<Vec<Poll>> {
    tx.all(LIST, args![event, voter]).await
}

/// A poll.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: PollId, voter: Option<&str>) -> Result<Option<Poll>> {
    tx.optional(FIND, args![id, voter]).await
}

/// The choices of all polls of a room.
///
/// # Errors
/// [`Error::Database`].
pub async fn choices(tx: &mut Tx, event: EventId) -> Result<Vec<Choice>> {
    tx.all(CHOICES, args![event]).await
}

/// Keeps a new poll.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn add(tx: &mut Tx, permit: &Permit<ModerateRoom>, new: &NewPoll<'_>, now: When) -> Result<()> {
    belongs(permit, new.event)?;
    tx.execute(ADD, args![new.id, new.event, new.state, new.question, new.shows, now]).await?;
    for (position, choice) in (1_i64..).zip(new.choices) {
        tx.execute(ADD_CHOICE, args![new.id, position, choice]).await?;
    }
    tx.wake(Topic::Room(new.event));
    Ok(())
}

/// Opens or closes a poll.
///
/// # Errors
/// [`Error::Conflict`] when it has changed since; [`Error::Stale`] when the permit is for another event.
pub async fn set_state(tx: &mut Tx, permit: &Permit<ModerateRoom>, poll: &Poll, state: State) -> Result<()> {
    belongs(permit, poll.event_id)?;
    if tx.execute(SET_STATE, args![poll.id, poll.version, state]).await? == 0 {
        return Err(Error::Conflict);
    }
    tx.wake(Topic::Room(poll.event_id));
    Ok(())
}

/// Counts somebody's answer, in place of an earlier one.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event, and for a choice that the poll does not have.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<TakePartInRoom>,
    poll: &Poll,
    voter: &str,
    position: i64,
) -> Result<()> {
    belongs(permit, poll.event_id)?;
    if tx.execute(COUNT, args![poll.id, position, 1_i64]).await? == 0 {
        return Err(Error::Stale);
    }
    if let Some(before) = poll.mine {
        tx.execute(COUNT, args![poll.id, before, -1_i64]).await?;
    }
    tx.execute(ANSWER, args![poll.id, voter, position]).await?;
    tx.wake(Topic::Room(poll.event_id));
    Ok(())
}
