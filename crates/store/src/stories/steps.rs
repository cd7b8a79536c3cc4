//! The steps of stories, and the words of those who know of them.

use super::Story;
use crate::{Error, Result, Tx, row::record, sql::id_list};
use copia_domain::{
    ids::{IndicatorId, PersonId, StoryId, StoryWordId},
    policy::{Permit, Scope, acts::KeepOwnStories},
    published::PublishedDate,
    time::When,
    value::{
        ValueType,
        stories::{StepState, Word},
    },
};

statements! {
    STEPS = "SELECT x.story_id, x.position, x.value_type, x.body, x.state, x.happened, x.evidence, x.indicator_id,
               i.value_type AS indicator_type, i.number AS indicator_number, i.name AS indicator
             FROM story_steps x LEFT JOIN indicators i ON i.id = x.indicator_id
             WHERE x.story_id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY x.story_id, x.position";
    SAVE_STEP = "INSERT INTO story_steps (story_id, position, value_type, body, state, happened, evidence, indicator_id)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (story_id, position) DO UPDATE SET value_type = excluded.value_type, body = excluded.body,
                   state = excluded.state, happened = excluded.happened, evidence = excluded.evidence,
                   indicator_id = excluded.indicator_id";
    REMOVE_STEP = "DELETE FROM story_steps WHERE story_id = $1 AND position = $2";
    WORDS = "SELECT k.id, k.story_id, k.person_id, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS person,
               CASE WHEN p.status = 'current' THEN p.job_title END AS job, k.asked_at, k.word, k.note, k.answered_at
             FROM story_words k JOIN people p ON p.id = k.person_id
             WHERE k.story_id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY k.asked_at, k.id";
    ASKED_OF = "SELECT k.id, k.story_id, k.person_id, p.name AS person, p.job_title AS job, k.asked_at, k.word, k.note,
                  k.answered_at
                FROM story_words k JOIN people p ON p.id = k.person_id WHERE k.id = $1";
    ADD_WORD = "INSERT INTO story_words (id, story_id, person_id, asked_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (story_id, person_id) DO NOTHING";
    ANSWER = "UPDATE story_words SET word = $3, note = $4, answered_at = $5 WHERE story_id = $1 AND person_id = $2";
}

record! {
    /// A step of a story.
    pub struct Step {
        /// Of which story.
        story_id: StoryId,
        /// Its place, from 1.
        position: i64,
        /// Of what kind the value is.
        value_type: ValueType,
        /// What happened.
        body: String,
        /// What became of it.
        state: StepState,
        /// When.
        happened: Option<PublishedDate>,
        /// By what it can be seen.
        evidence: String,
        /// The indicator that it touches.
        indicator_id: Option<IndicatorId>,
        /// The kind of value of that.
        indicator_type: Option<ValueType>,
        /// The number of that.
        indicator_number: Option<i64>,
        /// The name of that.
        indicator: Option<String>,
    }

    /// A second person's word on a story.
    pub struct StoryWord {
        /// Which.
        id: StoryWordId,
        /// On which story.
        story_id: StoryId,
        /// Whose.
        person_id: PersonId,
        /// That person's name today.
        person: String,
        /// What that person does.
        job: Option<String>,
        /// When they were asked.
        asked_at: When,
        /// What they say; `None` before they have answered.
        word: Option<Word>,
        /// In their own words.
        note: Option<String>,
        /// When they answered.
        answered_at: Option<When>,
    }
}

impl Step {
    /// What the indicator that it touches is known by, as in "A3".
    pub fn code(&self) -> Option<String> {
        Some(format!("{}{}", self.indicator_type?.letter(), self.indicator_number?))
    }
}

/// The steps of these stories, each story's in their order.
///
/// # Errors
/// [`Error::Database`].
pub async fn steps(tx: &mut Tx, stories: Vec<StoryId>) -> Result<Vec<Step>> {
    tx.all(STEPS, args![id_list(stories)]).await
}

fn belongs(permit: &Permit<KeepOwnStories>, story: &Story) -> Result<()> {
    let of = [Scope::Person(story.teller_id), Scope::Person(story.writer_id)];
    if of.contains(&permit.scope()) { Ok(()) } else { Err(Error::Stale) }
}

/// Keeps a step in its place. The story is saved beside it.
///
/// # Errors
/// [`Error::Database`]; [`Error::Stale`] when the permit is for somebody else.
pub async fn save_step(tx: &mut Tx, permit: &Permit<KeepOwnStories>, story: &Story, step: &Step) -> Result<()> {
    belongs(permit, story)?;
    let args = args![
        story.id,
        step.position,
        step.value_type,
        &step.body,
        step.state,
        step.happened,
        &step.evidence,
        step.indicator_id
    ];
    tx.execute(SAVE_STEP, args).await.map(drop)
}

/// Takes a step away; whether it was there. The story is saved beside it.
///
/// # Errors
/// As [`save_step`].
pub async fn remove_step(tx: &mut Tx, permit: &Permit<KeepOwnStories>, story: &Story, position: i64) -> Result<bool> {
    belongs(permit, story)?;
    Ok(tx.execute(REMOVE_STEP, args![story.id, position]).await? == 1)
}

/// Who was asked for their word on these stories, and what they said.
///
/// # Errors
/// [`Error::Database`].
pub async fn words(tx: &mut Tx, stories: Vec<StoryId>) -> Result<Vec<StoryWord>> {
    tx.all(WORDS, args![id_list(stories)]).await
}

/// Whom a letter asks for their word.
///
/// # Errors
/// [`Error::Database`].
pub async fn asked_of(tx: &mut Tx, word: StoryWordId) -> Result<Option<StoryWord>> {
    tx.optional(ASKED_OF, args![word]).await
}

/// Notes that somebody is asked for their word; whether they were not asked before.
///
/// # Errors
/// As [`save_step`].
pub async fn add_word(
    tx: &mut Tx,
    permit: &Permit<KeepOwnStories>,
    story: &Story,
    (id, person): (StoryWordId, PersonId),
    now: When,
) -> Result<bool> {
    belongs(permit, story)?;
    Ok(tx.execute(ADD_WORD, args![id, story.id, person, now]).await? == 1)
}

/// Keeps what the person whom the permit is for says of a story; whether they were asked.
///
/// # Errors
/// [`Error::Database`].
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<KeepOwnStories>,
    story: StoryId,
    (word, note): (Word, Option<String>),
    now: When,
) -> Result<bool> {
    let Scope::Person(person) = permit.scope() else { return Ok(false) };
    Ok(tx.execute(ANSWER, args![story, person, word, note, now]).await? == 1)
}
