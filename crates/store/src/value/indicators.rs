//! What is measured for a community, and the measurements.

use crate::{Error, Result, Tx, change_log, row::record, sql::id_list, visibility};
use copia_domain::{
    claims::Level,
    ids::{CommunityId, IndicatorId, MeasurementId, PersonId},
    policy::{Permit, Viewer, acts::FrameValue},
    published::PublishedDate,
    slug::Slug,
    time::{Day, When},
    value::{
        Quantity, ValueType,
        indicators::{Automatic, Direction, Kind, Measure},
    },
};

/// What is read of an indicator, with its latest measurement, up to the condition on which ones.
macro_rules! indicators {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.community_id, c.slug AS community_slug, c.name AS community, i.value_type, i.number, i.name,
               i.definition, i.source, i.level, i.kind, i.measure, i.unit, i.direction, i.baseline, i.baseline_on,
               i.target, i.target_by, i.automatic, i.author_id, i.created_at, i.retired_at, i.version,
               m.value AS latest, m.measured_on AS latest_on, m.base_n AS latest_base,
               coalesce(m.is_counted, FALSE) AS is_counted,
               (SELECT count(*) FROM measurements k WHERE k.indicator_id = i.id) AS measured
             FROM indicators i JOIN communities c ON c.id = i.community_id
             LEFT JOIN measurements m ON m.indicator_id = i.id AND m.measured_on =
               (SELECT max(x.measured_on) FROM measurements x WHERE x.indicator_id = i.id) ",
            $rest
        )
    };
}

statements! {
    OF_COMMUNITY = indicators!("WHERE i.community_id = $1 ORDER BY i.value_type, i.number, i.id");
    FIND = indicators!("WHERE i.id = $1");
    AMONG = indicators!("WHERE i.id IN (SELECT unhex(value) FROM json_each($1))");
    VISIBLE = concat!(
        "SELECT m.id, i.community_id, i.value_type, i.number, i.name, i.measure, i.automatic, i.unit, m.measured_on, m.value, m.base_n,
           m.note, m.is_counted, m.recorded_by_id, NULL AS recorded_by, m.recorded_at, i.id AS indicator_id,
           c.slug AS community_slug, c.name AS community
         FROM measurements m JOIN indicators i ON i.id = m.indicator_id JOIN communities c ON c.id = i.community_id
         WHERE ",
        visible!(),
        " ORDER BY m.measured_on DESC, m.id DESC LIMIT 200"
    );
    OF_INDICATOR = "SELECT m.id, i.community_id, i.value_type, i.number, i.name, i.measure, i.automatic, i.unit, m.measured_on, m.value,
                      m.base_n, m.note, m.is_counted, m.recorded_by_id,
                      CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS recorded_by,
                      m.recorded_at, i.id AS indicator_id, c.slug AS community_slug, c.name AS community
                    FROM measurements m JOIN indicators i ON i.id = m.indicator_id
                    JOIN communities c ON c.id = i.community_id LEFT JOIN people p ON p.id = m.recorded_by_id
                    WHERE m.indicator_id = $1 ORDER BY m.measured_on DESC";
    BY_IDS = "SELECT m.id, i.community_id, i.value_type, i.number, i.name, i.measure, i.automatic, i.unit, m.measured_on, m.value,
                m.base_n, m.note, m.is_counted, m.recorded_by_id, NULL AS recorded_by, m.recorded_at,
                i.id AS indicator_id, c.slug AS community_slug, c.name AS community
              FROM measurements m JOIN indicators i ON i.id = m.indicator_id JOIN communities c ON c.id = i.community_id
              WHERE m.id IN (SELECT unhex(value) FROM json_each($1))";
    SAVE = "INSERT INTO indicators (id, community_id, value_type, number, name, definition, source, level, kind, measure,
              unit, direction, baseline, baseline_on, target, target_by, automatic, author_id, created_at, retired_at,
              version)
            VALUES ($1, $2, $3, (SELECT coalesce(max(n.number), 0) + 1 FROM indicators n WHERE n.community_id = $2
                AND n.value_type = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition,
              source = excluded.source, level = excluded.level, kind = excluded.kind, unit = excluded.unit,
              direction = excluded.direction, baseline = excluded.baseline, baseline_on = excluded.baseline_on,
              target = excluded.target, target_by = excluded.target_by, retired_at = excluded.retired_at,
              version = excluded.version
            WHERE indicators.version = excluded.version - 1";
    MEASURE = "INSERT INTO measurements (id, indicator_id, measured_on, value, base_n, note, is_counted, recorded_by_id,
                 recorded_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (indicator_id, measured_on) DO NOTHING";
    REMOVE = "DELETE FROM measurements WHERE id = $1 AND indicator_id = $2 AND NOT is_counted";
}

record! {
    /// Something that is measured, with its latest measurement.
    pub struct Indicator {
        /// Which indicator.
        id: IndicatorId,
        /// Of which community.
        community_id: CommunityId,
        /// Where that community's page is.
        community_slug: Slug,
        /// That community's name.
        community: String,
        /// What kind of value it speaks of.
        value_type: ValueType,
        /// Its number among those of that kind.
        number: i64,
        /// What is measured.
        name: String,
        /// How, exactly.
        definition: String,
        /// Where the figures come from.
        source: String,
        /// At what level it speaks.
        level: Option<Level>,
        /// Effect or contribution.
        kind: Kind,
        /// In what it is measured.
        measure: Measure,
        /// The unit, in words; nothing for a share.
        unit: String,
        /// Which way is better.
        direction: Direction,
        /// Where it stood before.
        baseline: Option<Quantity>,
        /// When that was.
        baseline_on: Option<PublishedDate>,
        /// Where it should come.
        target: Option<Quantity>,
        /// By when.
        target_by: Option<Day>,
        /// What the site counts by itself for it, if it does.
        automatic: Option<Automatic>,
        /// Who defined it.
        author_id: PersonId,
        /// When.
        created_at: When,
        /// Since when it is not measured any more.
        retired_at: Option<When>,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
        /// The latest measurement.
        latest: Option<Quantity>,
        /// Of which day that is.
        latest_on: Option<Day>,
        /// How many answers or cases it rests on.
        latest_base: Option<i64>,
        /// Whether the site counted it.
        is_counted: bool,
        /// How many measurements there are.
        measured: i64,
    }

    /// A measurement, with what was measured.
    pub struct Measurement {
        /// Which measurement.
        id: MeasurementId,
        /// Of which indicator.
        indicator_id: IndicatorId,
        /// Of which community.
        community_id: CommunityId,
        /// Where that community's page is.
        community_slug: Slug,
        /// That community's name.
        community: String,
        /// What kind of value the indicator speaks of.
        value_type: ValueType,
        /// The indicator's number.
        number: i64,
        /// What is measured.
        name: String,
        /// In what.
        measure: Measure,
        /// What the site counts for the indicator by itself; `None` where people write it down.
        automatic: Option<Automatic>,
        /// The unit.
        unit: String,
        /// On which day.
        measured_on: Day,
        /// What was found.
        value: Quantity,
        /// How many answers or cases it rests on.
        base_n: Option<i64>,
        /// A remark.
        note: Option<String>,
        /// Whether the site counted it.
        is_counted: bool,
        /// Who wrote it down; `None` for the site.
        recorded_by_id: Option<PersonId>,
        /// That person's name today.
        recorded_by: Option<String>,
        /// When it was written down.
        recorded_at: When,
    }
}

impl Indicator {
    /// What it is known by in its community, as in "A3".
    pub fn code(&self) -> String {
        format!("{}{}", self.value_type.letter(), self.number)
    }
}

impl Measurement {
    /// What its indicator is known by, as in "A3".
    pub fn code(&self) -> String {
        format!("{}{}", self.value_type.letter(), self.number)
    }
}

/// A measurement that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeasurement {
    /// Its id.
    pub id: MeasurementId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// On which day.
    pub on: Day,
    /// What was found.
    pub value: Quantity,
    /// How many answers or cases it rests on.
    pub base: Option<i64>,
    /// A remark.
    pub note: Option<String>,
    /// Who wrote it down; `None` where the site counted it.
    pub by: Option<PersonId>,
}

/// Everything that is, or was, measured for a community.
///
/// # Errors
/// [`Error::Database`].
pub async fn indicators(tx: &mut Tx, community: CommunityId) -> Result<Vec<Indicator>> {
    let mut all: Vec<Indicator> = tx.all(OF_COMMUNITY, args![community]).await?;
    // The kinds of value have an order of their own, which is not that of their words.
    all.sort_by_key(|one| (one.value_type as u8, one.number));
    Ok(all)
}

/// One of the indicators of a community.
///
/// # Errors
/// [`Error::Database`].
pub async fn indicator(tx: &mut Tx, id: IndicatorId) -> Result<Option<Indicator>> {
    tx.optional(FIND, args![id]).await
}

/// These indicators.
///
/// # Errors
/// [`Error::Database`].
pub async fn of_ids(tx: &mut Tx, ids: Vec<IndicatorId>) -> Result<Vec<Indicator>> {
    tx.all(AMONG, args![id_list(ids)]).await
}

/// The measurements of an indicator, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn measurements(tx: &mut Tx, indicator: IndicatorId) -> Result<Vec<Measurement>> {
    tx.all(OF_INDICATOR, args![indicator]).await
}

/// The last 200 measurements in communities that the viewer may know of, or these ones.
///
/// # Errors
/// [`Error::Database`].
pub async fn in_community(
    tx: &mut Tx,
    viewer: &Viewer,
    today: Day,
    ids: Option<Vec<MeasurementId>>,
) -> Result<Vec<Measurement>> {
    match ids {
        Some(ids) => tx.all(BY_IDS, args![id_list(ids)]).await,
        None => tx.all(VISIBLE, visibility::arguments(viewer, today)).await,
    }
}

/// Keeps an indicator as it is now; its version is the one that was read. A new one gets its number here.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or the permit is for another community.
pub async fn save_indicator(tx: &mut Tx, permit: &Permit<FrameValue>, i: &Indicator, now: When) -> Result<()> {
    let args = args![
        i.id,
        i.community_id,
        i.value_type,
        &i.name,
        &i.definition,
        &i.source,
        i.level,
        i.kind,
        i.measure,
        &i.unit,
        i.direction,
        i.baseline,
        i.baseline_on,
        i.target,
        i.target_by,
        i.automatic,
        i.author_id,
        i.created_at,
        i.retired_at,
        i.version + 1
    ];
    if permit.community() != Some(i.community_id) || tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "indicator", i.id, now).await
}

/// Keeps a measurement; whether there was none of that day.
///
/// # Errors
/// [`Error::Database`].
pub async fn measure(tx: &mut Tx, _permit: &Permit<FrameValue>, new: &NewMeasurement, now: When) -> Result<bool> {
    let counted = new.by.is_none();
    let note = new.note.clone();
    let args = args![new.id, new.indicator, new.on, new.value, new.base, note, counted, new.by, now];
    Ok(tx.execute(MEASURE, args).await? == 1)
}

/// Takes away a measurement that somebody wrote down; whether it was there. What the site counted stays.
///
/// # Errors
/// [`Error::Database`].
pub async fn remove_measurement(
    tx: &mut Tx,
    _permit: &Permit<FrameValue>,
    indicator: IndicatorId,
    measurement: MeasurementId,
) -> Result<bool> {
    Ok(tx.execute(REMOVE, args![measurement, indicator]).await? == 1)
}
