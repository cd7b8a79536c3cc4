//! Ballots: anonymous answers, the boxes they are collected in, and the roll of those who are asked.
//!
//! Nothing here is written when somebody answers. A batch is one transaction that holds the ballots of at least the
//! box's minimum of people and marks as many entries of the roll, each in an order of its own that the caller has
//! shuffled; no audit row, job, change-log row or time goes with it. Nothing is looked up that joins the two.

use crate::{Result, Tx, registrations::Who, row::record, sql::id_list};
use copia_domain::{
    ids::{BallotBoxId, EventId, RollEntryId},
    time::When,
};
use uuid::Uuid;

statements! {
    OPEN = "INSERT INTO ballot_boxes (id, event_id, asked, minimum, words_from, opens_at, closes_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ENROL = "INSERT INTO ballot_roll (id, box_id, person_id, guest_id, has_answered) VALUES ($1, $2, $3, $4, FALSE)";
    OF_EVENT = "SELECT id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at
                FROM ballot_boxes WHERE event_id = $1";
    GET = "SELECT id, event_id, asked, minimum, words_from, opens_at, closes_at, counted_at
           FROM ballot_boxes WHERE id = $1";
    ENTRY = "SELECT id, box_id, has_answered FROM ballot_roll
             WHERE box_id = $1 AND (person_id = $2 OR guest_id = $3)";
    FIND_ENTRY = "SELECT id, box_id, has_answered FROM ballot_roll WHERE id = $1";
    MARK = "UPDATE ballot_roll SET has_answered = TRUE
            WHERE box_id = $1 AND has_answered = FALSE AND id IN (SELECT unhex(value) FROM json_each($2))
            RETURNING id, box_id, has_answered";
    ADD = "INSERT INTO ballots (box_id, question, id, answer) VALUES ($1, $2, $3, $4)";
    COUNTS = "SELECT answer, count(*) AS ballots FROM ballots WHERE box_id = $1 AND question = $2 GROUP BY answer";
    WORDS = "SELECT answer FROM ballots WHERE box_id = $1 AND question = $2 ORDER BY id";
    COUNTED = "UPDATE ballot_boxes SET counted_at = $2 WHERE id = $1 AND counted_at IS NULL";
    FORGET_ROLL = "DELETE FROM ballot_roll WHERE box_id = $1";
    FORGET_WORDS = "DELETE FROM ballots WHERE question = $1
                    AND box_id IN (SELECT id FROM ballot_boxes WHERE closes_at < $2)";
}

record! {
    /// A box, with what people were told when it opened.
    pub struct BallotBox {
        /// Which box.
        id: BallotBoxId,
        /// After which event.
        event_id: EventId,
        /// How many people are asked.
        asked: i64,
        /// Answers below which nothing is shown or written down.
        minimum: i64,
        /// Answers from which words are shown.
        words_from: i64,
        /// Since when it can be answered.
        opens_at: When,
        /// Until when.
        closes_at: When,
        /// When its last batch was in.
        counted_at: Option<When>,
    }

    /// Somebody who is asked.
    pub struct RollEntry {
        /// Which entry.
        id: RollEntryId,
        /// For which box.
        box_id: BallotBoxId,
        /// Whether their ballots are written down.
        has_answered: bool,
    }

    /// How often an answer was given.
    struct Count { answer: String, ballots: i64 }

    /// An answer in words.
    struct Words { answer: String }
}

/// A ballot as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// A random id, of no time.
    pub id: Uuid,
    /// The word of the question.
    pub question: &'static str,
    /// The answer.
    pub answer: String,
}

/// Opens a box with its roll: everybody who is asked, each with a random id.
///
/// # Errors
/// [`crate::Error::Taken`] when the event has one.
pub async fn open(tx: &mut Tx, new: &BallotBox, roll: &[(RollEntryId, Who)]) -> Result<()> {
    let args = args![new.id, new.event_id, new.asked, new.minimum, new.words_from, new.opens_at, new.closes_at];
    tx.execute(OPEN, args).await?;
    let rows: Vec<_> = roll.iter().map(|(id, who)| args![*id, new.id, who.person(), who.guest()]).collect();
    tx.insert_all(ENROL, rows).await
}

/// The box of an event.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn of_event(tx: &mut Tx, event: EventId) -> Result<Option<BallotBox>> {
    tx.optional(OF_EVENT, args![event]).await
}

/// A box.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn get(tx: &mut Tx, id: BallotBoxId) -> Result<Option<BallotBox>> {
    tx.optional(GET, args![id]).await
}

/// The entry of somebody in the roll of a box.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn entry_of(tx: &mut Tx, id: BallotBoxId, who: Who) -> Result<Option<RollEntry>> {
    tx.optional(ENTRY, args![id, who.person(), who.guest()]).await
}

/// An entry of a roll.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_entry(tx: &mut Tx, id: RollEntryId) -> Result<Option<RollEntry>> {
    tx.optional(FIND_ENTRY, args![id]).await
}

/// Marks entries as answered; gives those that were not before. The caller has shuffled them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn mark(tx: &mut Tx, id: BallotBoxId, entries: &[RollEntryId]) -> Result<Vec<RollEntryId>> {
    let marked: Vec<RollEntry> = tx.all(MARK, args![id, id_list(entries.iter().copied())]).await?;
    Ok(marked.into_iter().map(|entry| entry.id).collect())
}

/// Writes ballots down, in the order at hand, which the caller has shuffled.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, id: BallotBoxId, ballots: Vec<Ballot>) -> Result<()> {
    tx.insert_all(ADD, ballots.into_iter().map(|ballot| args![id, ballot.question, ballot.id, ballot.answer])).await
}

/// How often each answer to a question was given.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counts(tx: &mut Tx, id: BallotBoxId, question: &str) -> Result<Vec<(String, i64)>> {
    let rows: Vec<Count> = tx.all(COUNTS, args![id, question]).await?;
    Ok(rows.into_iter().map(|row| (row.answer, row.ballots)).collect())
}

/// The answers to a question, in the order of their random ids.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn words(tx: &mut Tx, id: BallotBoxId, question: &str) -> Result<Vec<String>> {
    let rows: Vec<Words> = tx.all(WORDS, args![id, question]).await?;
    Ok(rows.into_iter().map(|row| row.answer).collect())
}

/// Notes that no more ballots come, and forgets who was asked and has answered. Whether it was not noted before.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counted(tx: &mut Tx, id: BallotBoxId, now: When) -> Result<bool> {
    let is_first = tx.execute(COUNTED, args![id, now]).await? == 1;
    tx.execute(FORGET_ROLL, args![id]).await?;
    Ok(is_first)
}

/// Forgets the answers to a question in boxes that closed before an instant; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget(tx: &mut Tx, question: &str, before: When) -> Result<u64> {
    tx.execute(FORGET_WORDS, args![question, before]).await
}
