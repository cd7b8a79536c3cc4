//! Ballots: anonymous answers, the boxes they are collected in, and the roll of those who are asked.
//!
//! Nothing here is written when somebody answers. A batch is one transaction that holds the ballots of at least the
//! box's minimum of people and marks as many entries of the roll, each in an order of its own that the caller has
//! shuffled; no audit row, job, change-log row or time goes with it. Nothing is looked up that joins the two.

pub mod releases;

pub(crate) use releases::STATEMENTS as RELEASE_STATEMENTS;

use crate::{
    Result, Tx,
    registrations::Who,
    row::{record, unreadable},
    sql::{id_list, text_list},
};
use copia_domain::{
    ballots::Label,
    ids::{BallotBoxId, BallotCellId, EventId, GuestId, RollEntryId},
    time::When,
};
use uuid::Uuid;

statements! {
    OPEN = "INSERT INTO ballot_boxes (id, event_id, asked, is_asked_known, minimum, words_from, opens_at, closes_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_CELL = "INSERT INTO ballot_cells (id, box_id, position, label, invited) VALUES ($1, $2, $3, $4, $5)";
    ENROL = "INSERT INTO ballot_roll (id, box_id, person_id, guest_id, cell_id, has_answered)
             VALUES ($1, $2, $3, $4, $5, FALSE)";
    OF_EVENT = "SELECT id, event_id, asked, is_asked_known, minimum, words_from, opens_at, closes_at, counted_at, answered
                FROM ballot_boxes WHERE event_id = $1";
    GET = "SELECT id, event_id, asked, is_asked_known, minimum, words_from, opens_at, closes_at, counted_at, answered
           FROM ballot_boxes WHERE id = $1";
    CELLS = "SELECT id, label, invited, answered FROM ballot_cells WHERE box_id = $1 ORDER BY position";
    ENTRY = "SELECT id, box_id, cell_id, has_answered FROM ballot_roll
             WHERE box_id = $1 AND (person_id = $2 OR guest_id = $3)";
    FIND_ENTRY = "SELECT id, box_id, cell_id, has_answered FROM ballot_roll WHERE id = $1";
    GUEST_OF = "SELECT guest_id FROM ballot_roll WHERE id = $1";
    EXTEND = "UPDATE ballot_boxes SET closes_at = $2 WHERE id = $1 AND counted_at IS NULL AND closes_at < $2";
    // With an equality for the box SQLite would read all of its roll for each batch, rather than ten entries.
    MARK = "UPDATE ballot_roll SET has_answered = TRUE
            WHERE id IN (SELECT unhex(value) FROM json_each($2)) AND NOT (has_answered = TRUE OR box_id <> $1)
            RETURNING id, box_id, cell_id, has_answered";
    ADD = "INSERT INTO ballots (box_id, question, id, answer, cell_id) VALUES ($1, $2, $3, $4, $5)";
    COUNTS = "SELECT question, cell_id, answer, count(*) AS ballots FROM ballots
              WHERE box_id = $1 AND question IN (SELECT value FROM json_each($2))
              GROUP BY question, cell_id, answer";
    WORDS = "SELECT answer FROM ballots WHERE box_id = $1 AND question = $2 ORDER BY id";
    // How many have answered so far, in all and in each cell; kept when the roll is forgotten.
    TURNOUT = "SELECT cell_id, count(*) AS answered FROM ballot_roll
               WHERE box_id = $1 AND has_answered = TRUE GROUP BY cell_id";
    COUNTED = "UPDATE ballot_boxes SET counted_at = $2, answered = $3 WHERE id = $1 AND counted_at IS NULL";
    CELL_COUNTED = "UPDATE ballot_cells SET answered = $2 WHERE id = $1";
    FORGET_ROLL = "DELETE FROM ballot_roll WHERE box_id = $1";
    THROW_AWAY = "DELETE FROM ballots WHERE box_id = $1";
    FORGET_WORDS = "DELETE FROM ballots WHERE question = $1
                    AND box_id IN (SELECT id FROM ballot_boxes WHERE closes_at < $2)";
}

record! {
    /// A box, with what people were told when it opened.
    pub struct BallotBox {
        /// Which box.
        id: BallotBoxId,
        /// After which event, where it is one's.
        event_id: Option<EventId>,
        /// How many people are asked; where that is not known, how many answered.
        asked: i64,
        /// Whether it is known how many are asked. It always is of those whom this site asks.
        is_asked_known: bool,
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
        /// How many people answered; known when all is counted.
        answered: Option<i64>,
    }

    /// Somebody who is asked.
    pub struct RollEntry {
        /// Which entry.
        id: RollEntryId,
        /// For which box.
        box_id: BallotBoxId,
        /// Which cell their ballots may say.
        cell_id: Option<BallotCellId>,
        /// Whether their ballots are written down.
        has_answered: bool,
    }

    /// A cell as it is stored, its label as JSON.
    struct CellRow { id: BallotCellId, label: String, invited: i64, answered: Option<i64> }

    /// How often an answer was given.
    pub struct Count {
        /// To which question.
        question: String,
        /// In which cell, where the ballots say one.
        cell_id: Option<BallotCellId>,
        /// The answer.
        answer: String,
        /// On how many ballots.
        ballots: i64,
    }

    /// How many of a cell, or of those without one, have answered.
    struct Turnout { cell_id: Option<BallotCellId>, answered: i64 }

    /// Who an entry is of, if it is a guest's.
    struct OfGuest { guest_id: Option<GuestId> }

    /// An answer in words.
    struct Words { answer: String }
}

/// A group of those who are asked that their ballots may say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which cell.
    pub id: BallotCellId,
    /// What its ballots say.
    pub label: Label,
    /// How many are asked in it.
    pub invited: i64,
    /// How many of them answered, whether or not their ballots say the cell; known when all is counted.
    pub answered: Option<i64>,
}

/// Somebody who is to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewEntry {
    /// A random id.
    pub id: RollEntryId,
    /// Who.
    pub who: Who,
    /// Which cell their ballots may say.
    pub cell_id: Option<BallotCellId>,
}

/// A ballot as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// A random id, of no time.
    pub id: Uuid,
    /// The word of the question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// The cell that it says.
    pub cell_id: Option<BallotCellId>,
}

/// Opens a box with its cells, and its roll: everybody who is asked, each with a random id.
///
/// # Errors
/// [`crate::Error::Taken`] when the event has one.
pub async fn open(tx: &mut Tx, new: &BallotBox, cells: &[Cell], roll: &[NewEntry]) -> Result<()> {
    let args = args![
        new.id,
        new.event_id,
        new.asked,
        new.is_asked_known,
        new.minimum,
        new.words_from,
        new.opens_at,
        new.closes_at
    ];
    tx.execute(OPEN, args).await?;
    let rows: Vec<_> = (0_i64..)
        .zip(cells)
        .map(|(position, cell)| {
            args![cell.id, new.id, position, serde_json::json!(cell.label).to_string(), cell.invited]
        })
        .collect();
    tx.insert_all(ADD_CELL, rows).await?;
    let rows: Vec<_> = roll
        .iter()
        .map(|entry| args![entry.id, new.id, entry.who.person(), entry.who.guest(), entry.cell_id])
        .collect();
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

/// The cells of a box, in their order.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn cells(tx: &mut Tx, id: BallotBoxId) -> Result<Vec<Cell>> {
    let rows: Vec<CellRow> = tx.all(CELLS, args![id]).await?;
    let read = |row: CellRow| {
        let label = serde_json::from_str(&row.label).map_err(|error| unreadable("label", error))?;
        Ok(Cell { id: row.id, label, invited: row.invited, answered: row.answered })
    };
    rows.into_iter().map(read).collect()
}

/// Lets people answer longer; whether that was possible. What they were told does not change otherwise.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn extend(tx: &mut Tx, id: BallotBoxId, closes_at: When) -> Result<bool> {
    Ok(tx.execute(EXTEND, args![id, closes_at]).await? == 1)
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

/// The guest whose entry it is; `None` for one of somebody known here. Letters alone ask for this.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn guest_of(tx: &mut Tx, id: RollEntryId) -> Result<Option<GuestId>> {
    Ok(tx.optional::<OfGuest>(GUEST_OF, args![id]).await?.and_then(|row| row.guest_id))
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
pub async fn add(tx: &mut Tx, id: BallotBoxId, ballots: impl IntoIterator<Item = Ballot>) -> Result<()> {
    let row = |ballot: Ballot| args![id, ballot.question, ballot.id, ballot.answer, ballot.cell_id];
    tx.insert_all(ADD, ballots.into_iter().map(row)).await
}

/// How often each answer to some questions was given, by the cells that the ballots say.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counts(tx: &mut Tx, id: BallotBoxId, questions: &[&str]) -> Result<Vec<Count>> {
    tx.all(COUNTS, args![id, text_list(questions.iter().copied())]).await
}

/// The answers to a question, in the order of their random ids.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn words(tx: &mut Tx, id: BallotBoxId, question: &str) -> Result<Vec<String>> {
    let rows: Vec<Words> = tx.all(WORDS, args![id, question]).await?;
    Ok(rows.into_iter().map(|row| row.answer).collect())
}

/// How many have answered so far, by their cells, `None` being those without one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn turnout(tx: &mut Tx, id: BallotBoxId) -> Result<Vec<(Option<BallotCellId>, i64)>> {
    let rows: Vec<Turnout> = tx.all(TURNOUT, args![id]).await?;
    Ok(rows.into_iter().map(|row| (row.cell_id, row.answered)).collect())
}

/// Notes that no more ballots come, and how many answered, and forgets who was asked and has. Whether it was not noted
/// before.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counted(tx: &mut Tx, id: BallotBoxId, now: When) -> Result<bool> {
    let turnout = turnout(tx, id).await?;
    let answered: i64 = turnout.iter().map(|(_, answered)| *answered).sum();
    if tx.execute(COUNTED, args![id, now, answered]).await? == 0 {
        return Ok(false);
    }
    for cell in cells(tx, id).await? {
        let answered = turnout.iter().find(|(id, _)| *id == Some(cell.id)).map_or(0, |(_, answered)| *answered);
        tx.execute(CELL_COUNTED, args![cell.id, answered]).await?;
    }
    tx.execute(FORGET_ROLL, args![id]).await?;
    Ok(true)
}

/// Notes that the ballots of a box were all brought in at once, and how many people gave them: it has no roll.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn brought_in(tx: &mut Tx, id: BallotBoxId, now: When, answered: i64) -> Result<bool> {
    Ok(tx.execute(COUNTED, args![id, now, answered]).await? == 1)
}

/// Throws away all answers of a box, and who was asked. Whatever waits in memory finds nobody to mark any more.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn throw_away(tx: &mut Tx, id: BallotBoxId, now: When) -> Result<()> {
    counted(tx, id, now).await?;
    tx.execute(THROW_AWAY, args![id]).await?;
    releases::take_back(tx, id).await
}

/// Forgets the answers to a question in boxes that closed before an instant; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget(tx: &mut Tx, question: &str, before: When) -> Result<u64> {
    tx.execute(FORGET_WORDS, args![question, before]).await
}
