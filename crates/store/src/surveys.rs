//! Surveys: the bank of statements, what is asked, and the [waves] in which it is. Nothing here names a person: who is
//! asked is the roll of a wave's box, and what they answer are its [ballots](crate::ballots).

pub mod asked;
pub mod comments;
pub mod published;
pub mod waves;

pub(crate) const ASKED_STATEMENTS: &[(&str, crate::sql::Sql)] = asked::STATEMENTS;
pub(crate) const COMMENT_STATEMENTS: &[(&str, crate::sql::Sql)] = comments::STATEMENTS;
pub(crate) const PUBLISHED_STATEMENTS: &[(&str, crate::sql::Sql)] = published::STATEMENTS;
pub(crate) const WAVE_STATEMENTS: &[(&str, crate::sql::Sql)] = waves::STATEMENTS;

use crate::{
    Error, Result, Tx,
    row::{record, unreadable},
};
use copia_domain::{
    ids::{StatementId, SurveyId},
    policy::{
        Permit,
        acts::{BuildSurvey, RunWave},
    },
    surveys::items::Item,
    time::When,
    value::ValueType,
};

/// What is read of a survey.
macro_rules! survey {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.family_id, s.edition, s.title, s.introduction, s.items, s.begun_at, s.frozen_at, s.version
             FROM surveys s ",
            $rest
        )
    };
}

statements! {
    BANK = "SELECT id, key, edition, wording, value_type, written_at FROM survey_statements s
            WHERE edition = (SELECT max(o.edition) FROM survey_statements o WHERE o.key = s.key) ORDER BY written_at, id";
    STATEMENT = "SELECT id, key, edition, wording, value_type, written_at FROM survey_statements WHERE id = $1";
    ADD_STATEMENT = "INSERT INTO survey_statements (id, key, edition, wording, value_type, written_at)
                     VALUES ($1, $2, $3, $4, $5, $6)";
    FIND = survey!("WHERE s.id = $1");
    LIST = survey!("WHERE s.edition = (SELECT max(o.edition) FROM surveys o WHERE o.family_id = s.family_id)
                    ORDER BY s.begun_at DESC, s.id");
    LATEST = survey!("WHERE s.family_id = $1 ORDER BY s.edition DESC LIMIT 1");
    SAVE = "INSERT INTO surveys (id, family_id, edition, title, introduction, items, begun_at, frozen_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, introduction = excluded.introduction,
              items = excluded.items, version = excluded.version
            WHERE surveys.version = excluded.version - 1 AND surveys.frozen_at IS NULL";
    FREEZE = "UPDATE surveys SET frozen_at = $2 WHERE id = $1 AND frozen_at IS NULL";
}

record! {
    /// A statement of the bank, in one wording.
    pub struct Statement {
        /// Which.
        id: StatementId,
        /// What it is known by, in all wordings.
        key: String,
        /// Which wording, from 1.
        edition: i64,
        /// What people read.
        wording: String,
        /// What kind of value it speaks of.
        value_type: Option<ValueType>,
        /// When it was written.
        written_at: When,
    }

    /// A survey as it is stored, its items as JSON.
    struct Row {
        id: SurveyId,
        family_id: SurveyId,
        edition: i64,
        title: String,
        introduction: String,
        items: String,
        begun_at: When,
        frozen_at: Option<When>,
        version: i64,
    }
}

/// A survey, in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Which.
    pub id: SurveyId,
    /// Its first edition.
    pub family_id: SurveyId,
    /// Which edition, from 1.
    pub edition: i64,
    /// Its title.
    pub title: String,
    /// What is said before the first question.
    pub introduction: String,
    /// What it asks.
    pub items: Vec<Item>,
    /// When it was begun.
    pub begun_at: When,
    /// Since when it does not change any more, because it was asked.
    pub frozen_at: Option<When>,
    /// Raised with each change; 0 for one that is not kept yet.
    pub version: i64,
}

impl Row {
    fn read(self) -> Result<Survey> {
        Ok(Survey {
            id: self.id,
            family_id: self.family_id,
            edition: self.edition,
            title: self.title,
            introduction: self.introduction,
            items: serde_json::from_str(&self.items).map_err(|error| unreadable("items", error))?,
            begun_at: self.begun_at,
            frozen_at: self.frozen_at,
            version: self.version,
        })
    }
}

/// The statements of the bank in their present wordings, the oldest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn bank(tx: &mut Tx) -> Result<Vec<Statement>> {
    tx.all(BANK, args![]).await
}

/// A statement in one wording.
///
/// # Errors
/// [`Error::Database`].
pub async fn statement(tx: &mut Tx, id: StatementId) -> Result<Option<Statement>> {
    tx.optional(STATEMENT, args![id]).await
}

/// Adds a statement, or another wording of one.
///
/// # Errors
/// [`Error::Taken`] for an edition that there is.
pub async fn add_statement(tx: &mut Tx, _permit: &Permit<BuildSurvey>, new: &Statement) -> Result<()> {
    let args = args![new.id, &new.key, new.edition, &new.wording, new.value_type, new.written_at];
    tx.execute(ADD_STATEMENT, args).await.map(drop)
}

/// A survey.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: SurveyId) -> Result<Option<Survey>> {
    tx.optional::<Row>(FIND, args![id]).await?.map(Row::read).transpose()
}

/// All surveys in their last editions, the newest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx) -> Result<Vec<Survey>> {
    tx.all::<Row>(LIST, args![]).await?.into_iter().map(Row::read).collect()
}

/// The last edition of a survey.
///
/// # Errors
/// [`Error::Database`].
pub async fn latest(tx: &mut Tx, family: SurveyId) -> Result<Option<Survey>> {
    tx.optional::<Row>(LATEST, args![family]).await?.map(Row::read).transpose()
}

/// Keeps a survey as it is now; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or it has been asked meanwhile.
pub async fn save(tx: &mut Tx, _permit: &Permit<BuildSurvey>, survey: &Survey) -> Result<()> {
    let items = serde_json::to_string(&survey.items).map_err(|error| unreadable("items", error))?;
    let args = args![
        survey.id,
        survey.family_id,
        survey.edition,
        &survey.title,
        &survey.introduction,
        items,
        survey.begun_at,
        survey.version + 1
    ];
    if tx.execute(SAVE, args).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Notes that a survey is asked, and does not change from now on.
///
/// # Errors
/// [`Error::Database`].
pub async fn freeze(tx: &mut Tx, _permit: &Permit<RunWave>, id: SurveyId, now: When) -> Result<()> {
    tx.execute(FREEZE, args![id, now]).await.map(drop)
}
