//! Sessions as an occasion: who was at one.

use super::About;
use crate::{Result, Tx, row::record, sql::id_list};
use copia_domain::{
    ids::{AttendanceId, EventId, PersonId},
    notifications::MessageKind,
    prompts::{Cycle, Due, Occasion},
    time::{Day, When},
    wall,
};
use uuid::Uuid;

statements! {
    DUE = "SELECT a.id, a.event_id, a.person_id, e.starts_at, e.zone,
             (SELECT max(q.asked_on) FROM prompts q WHERE q.person_id = a.person_id) AS last_asked,
             NOT EXISTS (SELECT 1 FROM mail_preferences w
               WHERE w.person_id = a.person_id AND w.kind = $4 AND NOT w.wanted) AS is_wanted
           FROM attendances a JOIN events e ON e.id = a.event_id JOIN people p ON p.id = a.person_id
           WHERE a.id > $1 AND e.starts_at >= $2 AND e.starts_at < $3 AND e.state = 'published' AND p.status = 'current'
             AND NOT EXISTS (SELECT 1 FROM prompts o WHERE o.person_id = a.person_id AND o.occasion = $5
               AND o.reference_id = a.event_id AND o.cycle = $6)
           ORDER BY a.id LIMIT 200";
    ABOUT = "SELECT e.id AS reference_id, e.title, e.slug,
               (SELECT c.slug FROM event_communities y JOIN communities c ON c.id = y.community_id
                WHERE y.event_id = e.id ORDER BY y.position LIMIT 1) AS community_slug
             FROM events e WHERE e.id IN (SELECT unhex(value) FROM json_each($1))";
}

record! {
    /// Somebody who was at a session.
    struct Was {
        id: AttendanceId,
        event_id: EventId,
        person_id: PersonId,
        starts_at: When,
        zone: String,
        last_asked: Option<Day>,
        is_wanted: bool,
    }
}

/// Those who were at a session, and were not asked about it in this cycle.
pub(super) async fn due(
    tx: &mut Tx,
    cycle: Cycle,
    (first, last): (Day, Day),
    after: Uuid,
) -> Result<Option<(Uuid, Vec<Due>)>> {
    // Where the session was it may have been another day.
    let (from, until) = (When::noon(first.plus_days(-1).0), When::noon(last.plus_days(2).0));
    let args = args![after, from, until, MessageKind::Prompt, Occasion::Session, cycle];
    let rows: Vec<Was> = tx.all(DUE, args).await?;
    let due = |row: &Was| Due {
        happened_on: Day(row.starts_at.day_in(&wall::zone(&row.zone).unwrap_or(jiff::tz::TimeZone::UTC))),
        reference: row.event_id.0,
        person: row.person_id,
        last_asked: row.last_asked,
        is_wanted: row.is_wanted,
    };
    Ok(rows.last().map(|row| (row.id.0, rows.iter().map(due).collect())))
}

/// What the sessions were called.
pub(super) async fn about(tx: &mut Tx, references: Vec<Uuid>) -> Result<Vec<About>> {
    tx.all(ABOUT, args![id_list(references)]).await
}
