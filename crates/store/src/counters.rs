//! The numbers that pages show, as rows kept in the transaction of the change itself.

use crate::{Result, Tx, row::record};
use copia_domain::{
    counters::Counter,
    time::{Day, When},
};

statements! {
    ALL = "SELECT counter, value, changed_at FROM counters";
    ADD = "INSERT INTO counters (counter, value, changed_at) VALUES ($1, $2, $3)
           ON CONFLICT (counter) DO UPDATE SET value = counters.value + excluded.value,
             changed_at = excluded.changed_at";
    SET = "INSERT INTO counters (counter, value, changed_at) VALUES ($1, $2, $3)
           ON CONFLICT (counter) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
           WHERE counters.value <> excluded.value";
    COUNTED = "SELECT
        (SELECT count(*) FROM communities WHERE stage = 'forming') AS communities_forming,
        (SELECT count(*) FROM communities WHERE stage = 'active') AS communities_active,
        (SELECT count(*) FROM communities WHERE stage = 'paused') AS communities_paused,
        (SELECT count(*) FROM communities c WHERE stage = 'closed' AND EXISTS (
           SELECT 1 FROM stage_changes s WHERE s.community_id = c.id AND s.stage IN ('forming', 'active'))
        ) AS communities_closed,
        (SELECT count(*) FROM communities WHERE stage = 'merged') AS communities_merged,
        (SELECT count(DISTINCT person_id) FROM memberships WHERE state IN ('active_core', 'active_wider')) AS people,
        (SELECT count(*) FROM memberships WHERE state IN ('active_core', 'active_wider')) AS memberships,
        (SELECT count(DISTINCT person_id) FROM memberships WHERE state = 'active_core') AS core_people,
        (SELECT count(DISTINCT a.area_id) FROM community_areas a JOIN communities c ON c.id = a.community_id
         WHERE a.until IS NULL AND c.stage = 'active') AS active_areas,
        (SELECT count(*) FROM events e WHERE e.state = 'published'
           AND (EXISTS (SELECT 1 FROM attendances h WHERE h.event_id = e.id)
             OR EXISTS (SELECT 1 FROM event_attendance t WHERE t.event_id = e.id AND t.others > 0))) AS events_held,
        (SELECT count(*) FROM events e WHERE e.state = 'published' AND e.kind = 'lunch_and_learn'
           AND (EXISTS (SELECT 1 FROM attendances h WHERE h.event_id = e.id)
             OR EXISTS (SELECT 1 FROM event_attendance t WHERE t.event_id = e.id AND t.others > 0))) AS lunch_and_learns_held";
    STOOD = "WITH members AS (
           SELECT m.person_id, e.state FROM membership_events e JOIN memberships m ON m.id = e.membership_id
           WHERE e.at <= $1 AND e.state IN ('active_core', 'active_wider') AND NOT EXISTS (
             SELECT 1 FROM membership_events l WHERE l.membership_id = e.membership_id AND l.at <= $1
               AND (l.at > e.at OR (l.at = e.at AND l.id > e.id)))),
         stages AS (
           SELECT s.community_id, s.stage FROM stage_changes s WHERE s.recorded_at <= $1 AND NOT EXISTS (
             SELECT 1 FROM stage_changes l WHERE l.community_id = s.community_id AND l.recorded_at <= $1
               AND (l.recorded_at > s.recorded_at OR (l.recorded_at = s.recorded_at AND l.id > s.id)))),
         held AS (
           SELECT e.kind FROM events e WHERE e.state = 'published' AND e.ends_at <= $1
             AND (EXISTS (SELECT 1 FROM attendances h WHERE h.event_id = e.id)
               OR EXISTS (SELECT 1 FROM event_attendance t WHERE t.event_id = e.id AND t.others > 0)))
         SELECT
           (SELECT count(*) FROM stages WHERE stage = 'forming') AS communities_forming,
           (SELECT count(*) FROM stages WHERE stage = 'active') AS communities_active,
           (SELECT count(*) FROM stages WHERE stage = 'paused') AS communities_paused,
           (SELECT count(*) FROM stages c WHERE stage = 'closed' AND EXISTS (
              SELECT 1 FROM stage_changes s
              WHERE s.community_id = c.community_id AND s.stage IN ('forming', 'active'))) AS communities_closed,
           (SELECT count(*) FROM stages WHERE stage = 'merged') AS communities_merged,
           (SELECT count(DISTINCT person_id) FROM members) AS people,
           (SELECT count(*) FROM members) AS memberships,
           (SELECT count(DISTINCT person_id) FROM members WHERE state = 'active_core') AS core_people,
           (SELECT count(DISTINCT a.area_id) FROM community_areas a JOIN stages c ON c.community_id = a.community_id
            WHERE a.since <= $2 AND (a.until IS NULL OR a.until > $2) AND c.stage = 'active') AS active_areas,
           (SELECT count(*) FROM held) AS events_held,
           (SELECT count(*) FROM held WHERE kind = 'lunch_and_learn') AS lunch_and_learns_held";
}

record! {
    /// A counter's present value.
    pub struct Value {
        /// Which counter.
        counter: Counter,
        /// Its value.
        value: i64,
        /// When it last changed.
        changed_at: When,
    }

    /// All counters, counted from the records.
    struct Counted {
        communities_forming: i64,
        communities_active: i64,
        communities_paused: i64,
        communities_closed: i64,
        communities_merged: i64,
        people: i64,
        memberships: i64,
        core_people: i64,
        active_areas: i64,
        events_held: i64,
        lunch_and_learns_held: i64,
    }
}

/// All counters that have a value.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn all(tx: &mut Tx) -> Result<Vec<Value>> {
    tx.all(ALL, args![]).await
}

/// Raises or lowers a counter.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, counter: Counter, by: i64, now: When) -> Result<()> {
    if by == 0 {
        return Ok(());
    }
    tx.execute(ADD, args![counter, by, now]).await.map(drop)
}

/// What each counter is when it is counted from the records.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counted(tx: &mut Tx) -> Result<Vec<(Counter, i64)>> {
    let counted: Counted = tx.one(COUNTED, args![]).await?;
    Ok(counted.each())
}

/// What each counter was at a moment of a day, as the histories of communities and memberships say. Events are counted
/// by their end, whenever it was noted who came.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn stood(tx: &mut Tx, at: When, day: Day) -> Result<Vec<(Counter, i64)>> {
    let counted: Counted = tx.one(STOOD, args![at, day]).await?;
    Ok(counted.each())
}

impl Counted {
    fn each(self) -> Vec<(Counter, i64)> {
        let c = self;
        vec![
            (Counter::CommunitiesForming, c.communities_forming),
            (Counter::CommunitiesActive, c.communities_active),
            (Counter::CommunitiesPaused, c.communities_paused),
            (Counter::CommunitiesClosed, c.communities_closed),
            (Counter::CommunitiesMerged, c.communities_merged),
            (Counter::People, c.people),
            (Counter::Memberships, c.memberships),
            (Counter::CorePeople, c.core_people),
            (Counter::ActiveAreas, c.active_areas),
            (Counter::EventsHeld, c.events_held),
            (Counter::LunchAndLearnsHeld, c.lunch_and_learns_held),
        ]
    }
}

/// Sets every counter to what the records say: after a stage or area changed, or a whole programme was taken in.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn recount(tx: &mut Tx, now: When) -> Result<()> {
    for (counter, value) in counted(tx).await? {
        tx.execute(SET, args![counter, value, now]).await?;
    }
    Ok(())
}
