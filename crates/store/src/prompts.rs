//! What people were asked about something that happened to them, and what they answered. An answer is read by whose it is
//! and by nobody else: every look-up takes the person.

mod sessions;

pub(crate) const SESSION_STATEMENTS: &[(&str, crate::sql::Sql)] = sessions::STATEMENTS;

use crate::{Error, Result, Tx, row::record, sql::id_list};
use copia_domain::{
    ids::{PersonId, PromptId, StoryId},
    notifications::MessageKind,
    policy::{Permit, Scope, acts::AnswerPrompt},
    prompts::{Cycle, Due, Occasion, Outcome, State},
    slug::Slug,
    time::{Day, When},
};
use uuid::Uuid;

/// What is read of a prompt, up to the condition on which ones. A story that was thrown away is not named.
macro_rules! prompts {
    ($rest:expr) => {
        concat!(
            "SELECT q.id, q.person_id, q.occasion, q.reference_id, q.cycle, q.happened_on, q.asked_on, q.state, q.outcome,
               q.body, q.answered_at, (SELECT s.id FROM stories s WHERE s.id = q.story_id AND s.teller_id = q.person_id)
                 AS story_id, q.version
             FROM prompts q WHERE q.person_id = $1 AND q.state <> 'elsewhere' AND ",
            $rest
        )
    };
}

statements! {
    ASK = "INSERT INTO prompts (id, person_id, occasion, reference_id, cycle, happened_on, asked_on, state, body, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', 1) ON CONFLICT DO NOTHING";
    FREE = "SELECT p.id FROM people p WHERE p.id IN (SELECT unhex(value) FROM json_each($1))
              AND NOT EXISTS (SELECT 1 FROM prompts q WHERE q.person_id = p.id AND q.asked_on > $2)
              AND NOT EXISTS (SELECT 1 FROM mail_preferences w WHERE w.person_id = p.id AND w.kind = $3 AND NOT w.wanted)
            ORDER BY p.id";
    IS_ASKED = "SELECT count(*) AS number FROM prompts
                WHERE person_id = $1 AND occasion = $2 AND reference_id = $3 AND cycle = $4";
    OF_LETTER = "SELECT person_id FROM prompts WHERE id = $1 AND state <> 'elsewhere'";
    FIND = prompts!("q.id = $2");
    OWN = prompts!("q.state IN ('open', 'answered') ORDER BY q.asked_on DESC, q.id DESC LIMIT 200");
    SAVE = "UPDATE prompts SET state = $4, outcome = $5, body = $6, answered_at = $7, story_id = $8, version = version + 1
            WHERE id = $1 AND person_id = $2 AND version = $3 AND state <> 'elsewhere'";
    FORGET = "DELETE FROM prompts
              WHERE state <> 'answered' AND (asked_on < $1 OR (state = 'elsewhere' AND asked_on < $2))";
}

record! {
    /// What somebody was asked.
    pub struct Prompt {
        /// Which.
        id: PromptId,
        /// Who.
        person_id: PersonId,
        /// About what.
        occasion: Occasion,
        /// Which of those.
        reference_id: Uuid,
        /// In the words of which cycle.
        cycle: Cycle,
        /// When that happened.
        happened_on: Day,
        /// When it was asked.
        asked_on: Day,
        /// Where it stands.
        state: State,
        /// What they answered.
        outcome: Option<Outcome>,
        /// In their words.
        body: String,
        /// When.
        answered_at: Option<When>,
        /// The story that they made of it.
        story_id: Option<StoryId>,
        /// Raised with each change.
        version: i64,
    }

    /// What a prompt is about.
    pub struct About {
        /// Which.
        reference_id: Uuid,
        /// What it was called.
        title: String,
        /// Where its page is.
        slug: Slug,
        /// Where the page is of the community that answered for it.
        community_slug: Option<Slug>,
    }

    /// Somebody.
    struct Whose { person_id: PersonId }

    /// Somebody who can be asked.
    struct Free { id: PersonId }

    /// A number.
    struct Number { number: i64 }
}

/// A question that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New {
    /// Which.
    pub id: PromptId,
    /// Whom.
    pub person: PersonId,
    /// About what.
    pub occasion: Occasion,
    /// Which of those.
    pub reference: Uuid,
    /// In the words of which cycle.
    pub cycle: Cycle,
    /// When that happened.
    pub happened_on: Day,
    /// When it is asked.
    pub asked_on: Day,
    /// Open, or asked elsewhere.
    pub state: State,
}

/// Some of those to whom something happened between two days and whom nobody has asked about it in this cycle, with where
/// to go on from; those after `after`, at most 200. A day more may be given on either side.
///
/// # Errors
/// [`Error::Database`].
pub async fn due(
    tx: &mut Tx,
    occasion: Occasion,
    cycle: Cycle,
    between: (Day, Day),
    after: Uuid,
) -> Result<Option<(Uuid, Vec<Due>)>> {
    match occasion {
        Occasion::Session => sessions::due(tx, cycle, between, after).await,
        // A story asks by itself, when what it hopes for falls due.
        Occasion::Story => Ok(None),
    }
}

/// What is known of what people are asked about.
///
/// # Errors
/// [`Error::Database`].
pub async fn about(tx: &mut Tx, occasion: Occasion, references: Vec<Uuid>) -> Result<Vec<About>> {
    match occasion {
        Occasion::Session => sessions::about(tx, references).await,
        Occasion::Story => Ok(Vec::new()),
    }
}

/// Notes that people are asked. What was asked before is not asked again.
///
/// # Errors
/// [`Error::Database`].
pub async fn ask(tx: &mut Tx, all: &[New]) -> Result<()> {
    let row = |one: &New| {
        args![one.id, one.person, one.occasion, one.reference, one.cycle, one.happened_on, one.asked_on, one.state]
    };
    tx.insert_all(ASK, all.iter().map(row)).await
}

/// Those of these people who were asked nothing after a day, and want letters of a kind.
///
/// # Errors
/// [`Error::Database`].
pub async fn free(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
    since: Day,
    kind: MessageKind,
) -> Result<Vec<PersonId>> {
    let rows: Vec<Free> = tx.all(FREE, args![id_list(people), since, kind]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Whether somebody was asked something.
///
/// # Errors
/// [`Error::Database`].
pub async fn is_asked(
    tx: &mut Tx,
    person: PersonId,
    occasion: Occasion,
    reference: impl Into<Uuid>,
    cycle: Cycle,
) -> Result<bool> {
    let found: Number = tx.one(IS_ASKED, args![person, occasion, reference.into(), cycle]).await?;
    Ok(found.number > 0)
}

/// Whom a letter asks.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_letter(tx: &mut Tx, prompt: PromptId) -> Result<Option<PersonId>> {
    Ok(tx.optional::<Whose>(OF_LETTER, args![prompt]).await?.map(|row| row.person_id))
}

/// What somebody was asked, and has answered, if it is theirs.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, person: PersonId, prompt: PromptId) -> Result<Option<Prompt>> {
    tx.optional(FIND, args![person, prompt]).await
}

/// The last 200 questions that somebody was asked and has not put aside, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn own(tx: &mut Tx, person: PersonId) -> Result<Vec<Prompt>> {
    tx.all(OWN, args![person]).await
}

/// Keeps what somebody answers; the version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when it was changed in between, or is somebody else's.
pub async fn save(tx: &mut Tx, permit: Permit<AnswerPrompt>, one: &Prompt) -> Result<()> {
    let args =
        args![one.id, one.person_id, one.version, one.state, one.outcome, &one.body, one.answered_at, one.story_id];
    let is_own = permit.scope() == Scope::Person(one.person_id);
    if is_own && tx.execute(SAVE, args).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Forgets what was asked before a day and not answered, and what was asked elsewhere before another.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget(tx: &mut Tx, before: Day, elsewhere: Day) -> Result<()> {
    tx.execute(FORGET, args![before, elsewhere]).await.map(drop)
}
