//! Questions, their history and the votes for them.

use crate::{Error, Result, Topic, Tx, events::belongs, row::record, sql::text_list};
use copia_domain::{
    ids::{EventId, PersonId, QuestionId, QuestionStepId},
    policy::{
        Act, Permit,
        acts::{AnswerQuestion, ModerateRoom, TakePartInRoom},
    },
    questions::{Cause, Event, State},
    time::When,
};

/// What is read of a question. $2: the keys under which the reader takes part.
macro_rules! question {
    () => {
        "SELECT q.id, q.event_id, q.state, q.words, q.person_id,
           CASE WHEN p.status = 'current' THEN p.name ELSE q.name END AS name,
           q.asked_at, q.since, q.votes, q.into_id, q.answer, q.reason, q.version,
           coalesce(q.asker IN (SELECT value FROM json_each($2)), FALSE) AS is_mine,
           EXISTS (SELECT 1 FROM question_votes v WHERE v.question_id = q.id
             AND v.voter IN (SELECT value FROM json_each($2))) AS is_voted
         FROM questions q LEFT JOIN people p ON p.id = q.person_id "
    };
}

statements! {
    LIST = concat!(question!(), "WHERE q.event_id = $1 AND q.state <> 'withdrawn' ORDER BY q.asked_at, q.id");
    FIND = concat!(question!(), "WHERE q.id = $1");
    ANSWERING = concat!(question!(), "WHERE q.event_id = $1 AND q.state = 'answering' ORDER BY q.asked_at, q.id");
    MERGED_INTO = concat!(question!(), "WHERE q.into_id = $1 ORDER BY q.asked_at, q.id");
    ASKED_SINCE = "SELECT asked_at FROM questions WHERE event_id = $1 AND asked_at > $3
                     AND asker IN (SELECT value FROM json_each($2))";
    ADD = "INSERT INTO questions (id, event_id, state, words, person_id, name, asker, asked_at, since, votes, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 0, 1)";
    CHANGE = "UPDATE questions SET state = $3, since = $4, into_id = $5, answer = $6, reason = $7, version = version + 1
              WHERE id = $1 AND version = $2";
    ADD_STEP = "INSERT INTO question_steps (id, question_id, event, cause, previous, state, at, actor_id, note)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    STEP = "SELECT id, question_id, event, state, note FROM question_steps WHERE id = $1";
    VOTE = "INSERT INTO question_votes (question_id, voter) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    WITHDRAW_VOTE = "DELETE FROM question_votes WHERE question_id = $1 AND voter = $2";
    COUNT = "UPDATE questions SET votes = votes + $2 WHERE id = $1";
    CARRY_VOTES = "INSERT INTO question_votes (question_id, voter)
                   SELECT i.id, v.voter FROM question_votes v JOIN questions i ON i.id = $2 WHERE v.question_id = $1
                   ON CONFLICT DO NOTHING";
    CARRY_MERGED = "UPDATE questions SET into_id = $2, version = version + 1 WHERE into_id = $1";
}

record! {
    /// A question, as somebody who takes part finds it.
    pub struct Question {
        /// Which question.
        id: QuestionId,
        /// In the room of which event.
        event_id: EventId,
        /// Where it stands.
        state: State,
        /// What is asked.
        words: String,
        /// Who asked, where it was asked with the name of somebody known here.
        person_id: Option<PersonId>,
        /// Under which name; `None` for none.
        name: Option<String>,
        /// When it was asked.
        asked_at: When,
        /// Since when it stands there.
        since: When,
        /// How many people voted for it.
        votes: i64,
        /// Which question it was merged into.
        into_id: Option<QuestionId>,
        /// The answer in writing.
        answer: Option<String>,
        /// Why it was declined.
        reason: Option<String>,
        /// Raised with each change but votes.
        version: i64,
        /// Whether the reader asked it.
        is_mine: bool,
        /// Whether the reader voted for it.
        is_voted: bool,
    }

    /// One step in the history of a question.
    pub struct StepRow {
        /// Which step.
        id: QuestionStepId,
        /// Of which question.
        question_id: QuestionId,
        /// What happened.
        event: Event,
        /// The state after.
        state: State,
        /// The answer or the reason that came with it.
        note: Option<String>,
    }

    /// When somebody asked.
    struct Asked { asked_at: When }
}

/// The actions under which a question may change. Each is asked of the policy for the event at hand.
pub trait ChangesQuestion: Act {}
impl ChangesQuestion for TakePartInRoom {}
impl ChangesQuestion for ModerateRoom {}
impl ChangesQuestion for AnswerQuestion {}

/// A change that the machine has allowed, with what has to be kept of it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The id of the step in the history.
    pub id: QuestionStepId,
    /// What happened.
    pub event: Event,
    /// By whose doing.
    pub cause: Cause,
    /// The state after.
    pub to: State,
    /// What it was merged into.
    pub into: Option<QuestionId>,
    /// The answer in writing, or the reason for declining.
    pub words: Option<&'a str>,
}

/// The questions of a room, those taken back left out, in the order in which they were asked. `keys`: those under which
/// the reader takes part.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx, event: EventId, keys: &[String]) -> Result<Vec<Question>> {
    tx.all(LIST, args![event, text_list(keys)]).await
}

/// A question.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: QuestionId, keys: &[String]) -> Result<Option<Question>> {
    tx.optional(FIND, args![id, text_list(keys)]).await
}

/// The questions that are being answered in a room.
///
/// # Errors
/// [`Error::Database`].
pub async fn answering(tx: &mut Tx, event: EventId) -> Result<Vec<Question>> {
    tx.all(ANSWERING, args![event, text_list::<String>([])]).await
}

/// The questions that were merged into another.
///
/// # Errors
/// [`Error::Database`].
pub async fn merged_into(tx: &mut Tx, id: QuestionId) -> Result<Vec<Question>> {
    tx.all(MERGED_INTO, args![id, text_list::<String>([])]).await
}

/// When somebody asked in a room since an instant.
///
/// # Errors
/// [`Error::Database`].
pub async fn asked_since(tx: &mut Tx, event: EventId, keys: &[String], since: When) -> Result<Vec<When>> {
    let asked: Vec<Asked> = tx.all(ASKED_SINCE, args![event, text_list(keys), since]).await?;
    Ok(asked.into_iter().map(|asked| asked.asked_at).collect())
}

/// Keeps a new question. `asker` is the key under which it was asked; `named` says who asked, where they gave a name.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<TakePartInRoom>,
    question: &Question,
    asker: &str,
    step: &Step<'_>,
) -> Result<()> {
    let q = question;
    belongs(permit, q.event_id)?;
    let args = args![q.id, q.event_id, q.state, &q.words, q.person_id, q.name.clone(), asker, q.asked_at];
    tx.execute(ADD, args).await?;
    keep_step(tx, q.id, None, step, None, q.asked_at).await?;
    tx.wake(Topic::Room(q.event_id));
    Ok(())
}

/// Keeps a change of a question, and the step in its history. Whoever asked is not named in it.
///
/// # Errors
/// [`Error::Conflict`] when the question has changed since; [`Error::Stale`] when the permit is for another event.
pub async fn change<A: ChangesQuestion>(
    tx: &mut Tx,
    permit: &Permit<A>,
    before: &Question,
    step: &Step<'_>,
    now: When,
) -> Result<()> {
    belongs(permit, before.event_id)?;
    let answer = step.words.filter(|_| step.to == State::AnsweredInWriting);
    let reason = step.words.filter(|_| step.to == State::Declined);
    let args = args![before.id, before.version, step.to, now, step.into, answer, reason];
    if tx.execute(CHANGE, args).await? == 0 {
        return Err(Error::Conflict);
    }
    let actor = permit.actor().filter(|_| step.cause == Cause::Moderator);
    keep_step(tx, before.id, Some(before.state), step, actor, now).await?;
    tx.wake(Topic::Room(before.event_id));
    Ok(())
}

async fn keep_step(
    tx: &mut Tx,
    question: QuestionId,
    previous: Option<State>,
    step: &Step<'_>,
    actor: Option<PersonId>,
    now: When,
) -> Result<()> {
    let args = args![step.id, question, step.event, step.cause, previous, step.to, now, actor, step.words];
    tx.execute(ADD_STEP, args).await.map(drop)
}

/// A step of a question's history.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_step(tx: &mut Tx, id: QuestionStepId) -> Result<Option<StepRow>> {
    tx.optional(STEP, args![id]).await
}

/// Counts a vote for a question, once for each key; whether it was new.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn vote(tx: &mut Tx, permit: &Permit<TakePartInRoom>, question: &Question, voter: &str) -> Result<bool> {
    belongs(permit, question.event_id)?;
    let touched = tx.execute(VOTE, args![question.id, voter]).await?;
    counted(tx, question, i64::try_from(touched).unwrap_or(0)).await
}

/// Takes a vote back; whether there was one.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn withdraw_vote(
    tx: &mut Tx,
    permit: &Permit<TakePartInRoom>,
    question: &Question,
    voter: &str,
) -> Result<bool> {
    belongs(permit, question.event_id)?;
    let touched = tx.execute(WITHDRAW_VOTE, args![question.id, voter]).await?;
    counted(tx, question, -i64::try_from(touched).unwrap_or(0)).await
}

async fn counted(tx: &mut Tx, question: &Question, more: i64) -> Result<bool> {
    if more == 0 {
        return Ok(false);
    }
    tx.execute(COUNT, args![question.id, more]).await?;
    tx.wake(Topic::Room(question.event_id));
    Ok(true)
}

/// Counts each person who voted for a question once as a voter of the other.
///
/// # Errors
/// [`Error::Database`].
pub async fn carry_votes(tx: &mut Tx, from: QuestionId, into: QuestionId) -> Result<()> {
    let carried = tx.execute(CARRY_VOTES, args![from, into]).await?;
    tx.execute(COUNT, args![into, i64::try_from(carried).unwrap_or(0)]).await.map(drop)
}

/// What was merged into a question is merged into the other from now on.
///
/// # Errors
/// [`Error::Database`].
pub async fn carry_merged(tx: &mut Tx, from: QuestionId, into: QuestionId) -> Result<()> {
    tx.execute(CARRY_MERGED, args![from, into]).await.map(drop)
}
