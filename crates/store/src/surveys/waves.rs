//! Waves: what is asked, from when until when, and what came of it.

use crate::{
    Error, Result, Tx,
    ballots::releases::Released,
    row::{record, unreadable},
    sql::{Arg, id_list},
};
use copia_domain::{
    ids::{BallotBoxId, PersonId, SurveyId, WaveId},
    policy::{Permit, acts::RunWave},
    surveys::{
        elsewhere::Tool,
        items::Item,
        waves::{Asked, Attribute, WaveState},
    },
    time::{Day, When},
};

/// What is read of a wave, with the dates and numbers of its box.
macro_rules! wave {
    ($rest:literal) => {
        concat!(
            "SELECT w.id, w.survey_id, s.title AS survey, w.title, w.state, w.asked, w.attributes, w.box_id, w.reminders,
               w.begun_at, w.reason, w.outcome, w.told_at, w.version, b.opens_at, b.closes_at, b.asked AS people,
               b.is_asked_known, b.minimum, b.words_from, b.counted_at, b.answered, c.days AS words_days, c.deleted_at AS words_deleted_at,
               i.tool, i.brought_in_on
             FROM survey_waves w JOIN surveys s ON s.id = w.survey_id LEFT JOIN ballot_boxes b ON b.id = w.box_id
             LEFT JOIN comment_rules c ON c.wave_id = w.id LEFT JOIN wave_imports i ON i.wave_id = w.id ",
            $rest
        )
    };
}

statements! {
    FIND = wave!("WHERE w.id = $1");
    OF_BOX = wave!("WHERE w.box_id = $1");
    LIST = wave!("ORDER BY w.begun_at DESC, w.id");
    OF_FAMILY = wave!("WHERE s.family_id = $1 ORDER BY w.begun_at DESC, w.id");
    // What closed waves have released, the latest first.
    OUTCOMES = "SELECT w.id, s.title AS survey, s.items, w.title, b.opens_at, b.closes_at, r.release, r.digest
                FROM survey_waves w JOIN surveys s ON s.id = w.survey_id JOIN ballot_boxes b ON b.id = w.box_id
                  JOIN ballot_releases r ON r.box_id = b.id
                WHERE w.state = 'closed' AND (w.id IN (SELECT unhex(value) FROM json_each($1)) OR $1 IS NULL)
                  AND (s.family_id = $2 OR $2 IS NULL)
                ORDER BY b.closes_at DESC, w.id";
    // What somebody is asked and has not been counted in.
    MINE = wave!(
        "JOIN ballot_roll r ON r.box_id = w.box_id
         WHERE r.person_id = $1 AND r.has_answered = FALSE AND w.state = 'open' AND b.closes_at > $2
         ORDER BY b.closes_at, w.id"
    );
    SAVE = "INSERT INTO survey_waves (id, survey_id, title, state, asked, attributes, box_id, reminders, begun_at, reason,
              outcome, told_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, state = excluded.state, asked = excluded.asked,
              attributes = excluded.attributes, box_id = excluded.box_id, reminders = excluded.reminders,
              reason = excluded.reason, outcome = excluded.outcome, told_at = excluded.told_at,
              version = excluded.version
            WHERE survey_waves.version = excluded.version - 1";
    // Nothing that anybody decides by, so the version that they read stays.
    REMINDED = "UPDATE survey_waves SET reminders = $2 WHERE id = $1 AND reminders = $2 - 1";
    BROUGHT_IN = "INSERT INTO wave_imports (wave_id, tool, brought_in_on) VALUES ($1, $2, $3)";
}

record! {
    /// A wave as it is stored, its lists as JSON.
    struct Row {
        id: WaveId,
        survey_id: SurveyId,
        survey: String,
        title: String,
        state: WaveState,
        asked: String,
        attributes: String,
        box_id: Option<BallotBoxId>,
        reminders: i64,
        begun_at: When,
        reason: Option<String>,
        outcome: Option<String>,
        told_at: Option<When>,
        version: i64,
        opens_at: Option<When>,
        closes_at: Option<When>,
        people: Option<i64>,
        is_asked_known: Option<bool>,
        minimum: Option<i64>,
        words_from: Option<i64>,
        counted_at: Option<When>,
        answered: Option<i64>,
        words_days: Option<i64>,
        words_deleted_at: Option<When>,
        tool: Option<Tool>,
        brought_in_on: Option<Day>,
    }

    /// What a closed wave has released, as it is stored, its items as JSON.
    struct OutcomeRow {
        id: WaveId,
        survey: String,
        items: String,
        title: String,
        opens_at: When,
        closes_at: When,
        release: String,
        digest: String,
    }
}

/// A survey asked of some people for some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// Which.
    pub id: WaveId,
    /// What it asks.
    pub survey_id: SurveyId,
    /// The survey's title.
    pub survey: String,
    /// Its own title, such as "Spring 2026".
    pub title: String,
    /// Where it stands.
    pub state: WaveState,
    /// Who is asked.
    pub asked: Asked,
    /// By what answers are told apart, the more important first.
    pub attributes: Vec<Attribute>,
    /// The box of its ballots, once it is open.
    pub box_id: Option<BallotBoxId>,
    /// Reminders that were sent.
    pub reminders: i64,
    /// When it was begun.
    pub begun_at: When,
    /// Why it was called off.
    pub reason: Option<String>,
    /// What followed from it, in the words of those who run it.
    pub outcome: Option<String>,
    /// When those who were asked were told of that.
    pub told_at: Option<When>,
    /// Raised with each change; 0 for one that is not kept yet.
    pub version: i64,
    /// What was fixed when it opened; `None` before.
    pub rule: Option<WaveRule>,
    /// Where its answers come from, if not from here. Saving the wave does not change it.
    pub elsewhere: Option<Elsewhere>,
}

/// Where answers come from that were not given here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The tool in which they were given.
    pub tool: Tool,
    /// On which day they were brought in.
    pub on: Day,
}

/// What was fixed when a wave opened, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaveRule {
    /// Since when people answer.
    pub opens_at: When,
    /// Until when.
    pub closes_at: When,
    /// How many are asked; `None` where that is not known, of answers that were given elsewhere.
    pub people: Option<i64>,
    /// Answers below which nothing is shown.
    pub minimum: i64,
    /// Answers from which words are shown.
    pub words_from: i64,
    /// When all was counted.
    pub counted_at: Option<When>,
    /// How many answered; known when all is counted.
    pub answered: Option<i64>,
    /// Days after the end at which words are deleted that are not shown to others; `None` for a wave that opened before
    /// there was such a rule, whose words nobody but their readers sees.
    pub words_days: Option<i64>,
    /// When they were.
    pub words_deleted_at: Option<When>,
}

impl Row {
    fn read(self) -> Result<Wave> {
        let rule = self.opens_at.zip(self.closes_at).map(|(opens_at, closes_at)| WaveRule {
            opens_at,
            closes_at,
            people: self.people.filter(|_| self.is_asked_known.unwrap_or(true)),
            minimum: self.minimum.unwrap_or(0),
            words_from: self.words_from.unwrap_or(0),
            counted_at: self.counted_at,
            answered: self.answered,
            words_days: self.words_days,
            words_deleted_at: self.words_deleted_at,
        });
        Ok(Wave {
            id: self.id,
            survey_id: self.survey_id,
            survey: self.survey,
            title: self.title,
            state: self.state,
            asked: serde_json::from_str(&self.asked).map_err(|error| unreadable("asked", error))?,
            attributes: serde_json::from_str(&self.attributes).map_err(|error| unreadable("attributes", error))?,
            box_id: self.box_id,
            reminders: self.reminders,
            begun_at: self.begun_at,
            reason: self.reason,
            outcome: self.outcome,
            told_at: self.told_at,
            version: self.version,
            rule,
            elsewhere: self.tool.zip(self.brought_in_on).map(|(tool, on)| Elsewhere { tool, on }),
        })
    }
}

/// A wave.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: WaveId) -> Result<Option<Wave>> {
    tx.optional::<Row>(FIND, args![id]).await?.map(Row::read).transpose()
}

/// The wave of a box.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_box(tx: &mut Tx, id: BallotBoxId) -> Result<Option<Wave>> {
    tx.optional::<Row>(OF_BOX, args![id]).await?.map(Row::read).transpose()
}

/// All waves, the newest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx) -> Result<Vec<Wave>> {
    tx.all::<Row>(LIST, args![]).await?.into_iter().map(Row::read).collect()
}

/// The waves of a survey in all its editions, the newest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_family(tx: &mut Tx, family: SurveyId) -> Result<Vec<Wave>> {
    tx.all::<Row>(OF_FAMILY, args![family]).await?.into_iter().map(Row::read).collect()
}

/// The waves that somebody is asked in and has not been counted in, those that end first coming first.
///
/// # Errors
/// [`Error::Database`].
pub async fn mine(tx: &mut Tx, person: PersonId, now: When) -> Result<Vec<Wave>> {
    tx.all::<Row>(MINE, args![person, now]).await?.into_iter().map(Row::read).collect()
}

/// What a closed wave has released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which wave.
    pub id: WaveId,
    /// The survey's title.
    pub survey: String,
    /// What it asked.
    pub items: Vec<Item>,
    /// The wave's own title.
    pub title: String,
    /// Since when people answered.
    pub opens_at: When,
    /// Until when.
    pub closes_at: When,
    /// What was released.
    pub released: Released,
}

/// What closed waves have released, the latest first: of these waves, or of all; of one survey in all its editions, or
/// of all.
///
/// # Errors
/// [`Error::Database`].
pub async fn outcomes(tx: &mut Tx, of: Option<Vec<WaveId>>, family: Option<SurveyId>) -> Result<Vec<Outcome>> {
    let ids = of.map_or(Arg::Text(None), id_list);
    let rows: Vec<OutcomeRow> = tx.all(OUTCOMES, args![ids, family]).await?;
    let read = |row: OutcomeRow| {
        Ok(Outcome {
            id: row.id,
            survey: row.survey,
            items: serde_json::from_str(&row.items).map_err(|error| unreadable("items", error))?,
            title: row.title,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            released: Released { release: row.release, digest: row.digest },
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a wave as it is now; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub async fn save(tx: &mut Tx, _permit: &Permit<RunWave>, wave: &Wave) -> Result<()> {
    let args = args![
        wave.id,
        wave.survey_id,
        &wave.title,
        wave.state,
        serde_json::json!(wave.asked).to_string(),
        serde_json::json!(wave.attributes).to_string(),
        wave.box_id,
        wave.reminders,
        wave.begun_at,
        wave.reason.clone(),
        wave.outcome.clone(),
        wave.told_at,
        wave.version + 1
    ];
    if tx.execute(SAVE, args).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Notes that those who are asked by a wave were reminded once more; whoever has its page open can go on.
///
/// # Errors
/// [`Error::Database`].
pub async fn reminded(tx: &mut Tx, _permit: &Permit<RunWave>, id: WaveId, reminders: i64) -> Result<()> {
    tx.execute(REMINDED, args![id, reminders]).await.map(drop)
}

/// Notes that the answers of a wave were given elsewhere.
///
/// # Errors
/// [`Error::Taken`] where that was noted.
pub async fn brought_in(tx: &mut Tx, _permit: &Permit<RunWave>, id: WaveId, from: Elsewhere) -> Result<()> {
    tx.execute(BROUGHT_IN, args![id, from.tool, from.on]).await.map(drop)
}
