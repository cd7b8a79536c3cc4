//! What a community hopes for in each kind of value, and what taking part is worth to one person.

mod counting;
mod indicators;

pub use counting::{Answered, Counted, counted, due, worth};
pub use indicators::{
    Indicator, Measurement, NewMeasurement, in_community, indicator, indicators, measure, measurements, of_ids,
    remove_measurement, save_indicator,
};

pub(crate) const COUNTING_STATEMENTS: &[(&str, crate::sql::Sql)] = counting::STATEMENTS;
pub(crate) const INDICATOR_STATEMENTS: &[(&str, crate::sql::Sql)] = indicators::STATEMENTS;

use crate::{Error, Result, Tx, change_log, row::record};
use copia_domain::{
    ids::{CommunityId, PersonId},
    policy::{
        Permit, Scope,
        acts::{FrameValue, KeepOwnStories},
    },
    time::{Day, When},
    value::{ValueType, narrative::Row},
};

statements! {
    FRAMINGS = "SELECT f.community_id, f.value_type, f.aspiration, f.conditions, f.risks, f.mitigations, f.planned,
                  f.owner_id, CASE WHEN o.status = 'current' THEN o.name WHEN o.id IS NOT NULL THEN '' END AS owner,
                  f.review_by, f.author_id, CASE WHEN a.status = 'current' THEN a.name ELSE '' END AS author,
                  f.written_at, f.version
                FROM framings f JOIN people a ON a.id = f.author_id LEFT JOIN people o ON o.id = f.owner_id
                WHERE f.community_id = $1";
    FRAME = "INSERT INTO framings (community_id, value_type, aspiration, conditions, risks, mitigations, planned, owner_id,
               review_by, author_id, written_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (community_id, value_type) DO UPDATE SET aspiration = excluded.aspiration,
               conditions = excluded.conditions, risks = excluded.risks, mitigations = excluded.mitigations,
               planned = excluded.planned, owner_id = excluded.owner_id, review_by = excluded.review_by,
               author_id = excluded.author_id, written_at = excluded.written_at, version = excluded.version
             WHERE framings.version = excluded.version - 1";
    NARRATIVE = "SELECT n.person_id, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS person, n.reasons,
                   n.activities, n.is_shared, n.written_at, n.version
                 FROM narratives n JOIN people p ON p.id = n.person_id WHERE n.person_id = $1";
    NARRATIVE_ROWS = "SELECT part, body, example FROM narrative_rows WHERE person_id = $1";
    NARRATE = "INSERT INTO narratives (person_id, reasons, activities, is_shared, written_at, version)
               VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (person_id) DO UPDATE SET reasons = excluded.reasons, activities = excluded.activities,
                 is_shared = excluded.is_shared, written_at = excluded.written_at, version = excluded.version
               WHERE narratives.version = excluded.version - 1";
    NARRATE_ROW = "INSERT INTO narrative_rows (person_id, part, body, example) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (person_id, part) DO UPDATE SET body = excluded.body, example = excluded.example";
}

record! {
    /// What a community hopes for in one kind of value.
    pub struct Framing {
        /// Which community.
        community_id: CommunityId,
        /// In which kind of value.
        value_type: ValueType,
        /// What success would look like.
        aspiration: String,
        /// What has to hold for it.
        conditions: String,
        /// What could go wrong.
        risks: String,
        /// What is done about that.
        mitigations: String,
        /// What is to be measured, in words.
        planned: String,
        /// Who looks after it.
        owner_id: Option<PersonId>,
        /// That person's name today.
        owner: Option<String>,
        /// By when it is looked at again.
        review_by: Option<Day>,
        /// Who wrote it last.
        author_id: PersonId,
        /// That person's name today.
        author: String,
        /// When.
        written_at: When,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
    }

    /// What taking part is worth to one person.
    pub struct Narrative {
        /// To whom.
        person_id: PersonId,
        /// That person's name today.
        person: String,
        /// Why they take part.
        reasons: String,
        /// What they took part in lately, and what they plan.
        activities: String,
        /// Whether colleagues may read it.
        is_shared: bool,
        /// When it was written last.
        written_at: When,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
    }

    /// One row of "value to me".
    pub struct NarrativeRow {
        /// Which row.
        part: Row,
        /// How.
        body: String,
        /// An example.
        example: String,
    }
}

/// What a community hopes for, as far as it has been written down.
///
/// # Errors
/// [`Error::Database`].
pub async fn framings(tx: &mut Tx, community: CommunityId) -> Result<Vec<Framing>> {
    tx.all(FRAMINGS, args![community]).await
}

/// Keeps what a community hopes for in one kind of value; the version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or the permit is for another community.
pub async fn frame(tx: &mut Tx, permit: &Permit<FrameValue>, f: &Framing, now: When) -> Result<()> {
    let args = args![
        f.community_id,
        f.value_type,
        &f.aspiration,
        &f.conditions,
        &f.risks,
        &f.mitigations,
        &f.planned,
        f.owner_id,
        f.review_by,
        f.author_id,
        f.written_at,
        f.version + 1
    ];
    if permit.community() != Some(f.community_id) || tx.execute(FRAME, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "framing", f.community_id, now).await
}

/// What taking part is worth to somebody, if they have written it down.
///
/// # Errors
/// [`Error::Database`].
pub async fn narrative(tx: &mut Tx, person: PersonId) -> Result<Option<(Narrative, Vec<NarrativeRow>)>> {
    let Some(found) = tx.optional::<Narrative>(NARRATIVE, args![person]).await? else { return Ok(None) };
    Ok(Some((found, tx.all(NARRATIVE_ROWS, args![person]).await?)))
}

/// Keeps what taking part is worth to whom the permit is for; the version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when it was changed in between, or is somebody else's.
pub async fn narrate(tx: &mut Tx, permit: &Permit<KeepOwnStories>, n: &Narrative, rows: &[NarrativeRow]) -> Result<()> {
    let args = args![n.person_id, &n.reasons, &n.activities, n.is_shared, n.written_at, n.version + 1];
    if permit.scope() != Scope::Person(n.person_id) || tx.execute(NARRATE, args).await? != 1 {
        return Err(Error::Stale);
    }
    for row in rows {
        tx.execute(NARRATE_ROW, args![n.person_id, row.part, &row.body, &row.example]).await?;
    }
    Ok(())
}
