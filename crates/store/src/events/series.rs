//! Series of sessions: their calendar objects, their sessions, and who comes to all of them.

use super::{Found, belongs};
use crate::{Error, Result, Tx, row::record, sql::Arg, visibility};
use copia_domain::{
    events::Local,
    ids::{EventId, EventSeriesId, PersonId, RegistrationId, SegmentId, SeriesRegistrationId},
    policy::{
        Act, Permit, Viewer,
        acts::{LeaveSite, PlanEvent, RunEvent},
    },
    recurrence::Rule,
    registrations::{self, Place},
    time::{Day, When},
};

/// What is read of somebody's registration for a series.
macro_rules! registration {
    () => {
        "SELECT id, series_id, person_id, place, since, ended_at, version FROM series_registrations "
    };
}

/// What is read of a calendar object.
macro_rules! segment {
    () => {
        "SELECT id, series_id, position, uid, sequence, rule, first_local, zone, minutes, title, summary, place,
           joining_link, changed_at FROM event_segments "
    };
}

statements! {
    CREATE = "INSERT INTO event_series (id, created_by_id, created_at, version) VALUES ($1, $2, $3, 1)";
    ADD_SEGMENT = "INSERT INTO event_segments (id, series_id, position, uid, sequence, rule, first_local, zone, minutes,
                     title, summary, place, joining_link, changed_at)
                   VALUES ($1, $2, (SELECT coalesce(max(position), 0) + 1 FROM event_segments WHERE series_id = $2),
                     $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    SAVE_SEGMENT = "UPDATE event_segments SET rule = $2, first_local = $3, zone = $4, minutes = $5, title = $6,
                      summary = $7, place = $8, joining_link = $9, sequence = sequence + $10, changed_at = $11
                    WHERE id = $1";
    RAISE_SEGMENT = "UPDATE event_segments SET sequence = sequence + 1, changed_at = $2 WHERE id = $1";
    SEGMENTS = concat!(segment!(), "WHERE series_id = $1 ORDER BY position");
    SEGMENT = concat!(segment!(), "WHERE id = $1");
    PUT_INTO = "UPDATE events SET segment_id = $2, slot = $3 WHERE id = $1 AND series_id IS NOT NULL";
    SESSIONS = concat!(found!(), event_visible!(), " AND e.series_id = $5 ORDER BY e.starts_at, e.id");
    // For what the system does by itself: every session is there.
    ALL_SESSIONS = concat!(found!(), "e.series_id = $5 AND ($2 OR $3 OR TRUE) ORDER BY e.starts_at, e.id");
    FIND = concat!(registration!(), "WHERE series_id = $1 AND person_id = $2");
    GET = concat!(registration!(), "WHERE id = $1");
    COMING = concat!(registration!(), "WHERE series_id = $1 AND ended_at IS NULL ORDER BY since, id");
    COME = "INSERT INTO series_registrations (id, series_id, person_id, place, since, ended_at, version)
            VALUES ($1, $2, $3, $4, $5, NULL, 1)
            ON CONFLICT (series_id, person_id) DO UPDATE SET place = excluded.place, since = excluded.since,
              ended_at = NULL, version = series_registrations.version + 1
            RETURNING id, series_id, person_id, place, since, ended_at, version";
    END = "UPDATE series_registrations SET ended_at = $3, version = version + 1
           WHERE id = $1 AND version = $2 AND ended_at IS NULL";
    RAISE_ENTRY = "INSERT INTO series_entries (series_registration_id, segment_id, revision) VALUES ($1, $2, 1)
                   ON CONFLICT (series_registration_id, segment_id)
                   DO UPDATE SET revision = series_entries.revision + 1";
    ENTRY = "SELECT revision, told_sequence FROM series_entries WHERE series_registration_id = $1 AND segment_id = $2";
    PLACES = "SELECT r.id, r.event_id, r.state, r.place, e.segment_id FROM registrations r
              JOIN events e ON e.id = r.event_id WHERE r.series_registration_id = $1 ORDER BY e.starts_at, e.id";
    TOLD = "INSERT INTO series_entries (series_registration_id, segment_id, revision, told_sequence) VALUES ($1, $2, 0, $3)
            ON CONFLICT (series_registration_id, segment_id) DO UPDATE SET told_sequence = excluded.told_sequence
            WHERE series_entries.told_sequence < excluded.told_sequence OR series_entries.told_sequence IS NULL";
    END_ALL = "UPDATE series_registrations SET ended_at = $2, version = version + 1
               WHERE person_id = $1 AND ended_at IS NULL";
    SEGMENT_OF = "SELECT e.segment_id FROM registrations r JOIN events e ON e.id = r.event_id WHERE r.id = $1";
    // What an object says of its sessions is for those who may know of each of them.
    SEGMENTS_OF = concat!(
        segment!(), "WHERE id IN (SELECT unhex(value) FROM json_each($5)) AND NOT EXISTS (SELECT 1 FROM events e
           WHERE e.segment_id = event_segments.id AND e.state <> 'draft' AND NOT (", event_visible!(), ")) ORDER BY id");
}

record! {
    /// One calendar object of a series.
    pub struct Segment {
        /// Which.
        id: SegmentId,
        /// Of which series.
        series_id: EventSeriesId,
        /// Its place among the segments, in the order in which they were made.
        position: i64,
        /// The name of the object, from its beginning.
        uid: String,
        /// Raised with each change that calendars have to hear of, one of its sessions included.
        sequence: i64,
        /// Its rule, as [`Rule::word`] writes it.
        rule: String,
        /// When its first slot starts, on the clocks of its zone.
        first_local: Local,
        /// Its zone.
        zone: String,
        /// How long a session lasts.
        minutes: i64,
        /// What its sessions are called.
        title: String,
        /// What they are about.
        summary: String,
        /// Where they are.
        place: Option<String>,
        /// How one joins from afar.
        joining_link: Option<String>,
        /// When it was last changed.
        changed_at: When,
    }

    /// Somebody who comes to a series, or came.
    pub struct SeriesRegistration {
        /// Which.
        id: SeriesRegistrationId,
        /// To which series.
        series_id: EventSeriesId,
        /// Who.
        person_id: PersonId,
        /// How they take part.
        place: Place,
        /// Since when.
        since: When,
        /// Until when, if they come no more.
        ended_at: Option<When>,
        /// Raised with each change.
        version: i64,
    }

    /// A place at a session that somebody has through the series.
    pub struct SeriesPlace {
        /// The registration.
        id: RegistrationId,
        /// For which session.
        event_id: EventId,
        /// Where it stands.
        state: registrations::State,
        /// For which way of taking part.
        place: Place,
        /// The session's calendar object.
        segment_id: SegmentId,
    }

    /// The calendar object of a place's session.
    struct SegmentOf { segment_id: Option<SegmentId> }

    /// Somebody's own entry of a calendar object.
    pub struct OwnEntry {
        /// How often it has changed while the object did not.
        revision: i64,
        /// The SEQUENCE that their calendar was last sent.
        told_sequence: Option<i64>,
    }
}

impl Segment {
    /// Its rule.
    ///
    /// # Errors
    /// [`Error::Stale`] for a rule that this version cannot read.
    pub fn rule(&self) -> Result<Rule> {
        Rule::parse(&self.rule).ok_or(Error::Stale)
    }

    /// What it says of its sessions, with another rule.
    pub fn said<'a>(&'a self, rule: &'a Rule) -> Said<'a> {
        Said {
            rule,
            first_local: self.first_local,
            zone: &self.zone,
            minutes: self.minutes,
            title: &self.title,
            summary: &self.summary,
            place: self.place.as_deref(),
            joining_link: self.joining_link.as_deref(),
        }
    }
}

/// What the calendar object of a series says.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its rule.
    pub rule: &'a Rule,
    /// When its first slot starts.
    pub first_local: Local,
    /// Its zone.
    pub zone: &'a str,
    /// How long a session lasts.
    pub minutes: i64,
    /// What its sessions are called.
    pub title: &'a str,
    /// What they are about.
    pub summary: &'a str,
    /// Where they are.
    pub place: Option<&'a str>,
    /// How one joins from afar.
    pub joining_link: Option<&'a str>,
}

/// What a calendar object says, as the statements that keep it take it.
fn said_args(said: &Said<'_>) -> Vec<Arg> {
    args![
        said.rule.word(),
        said.first_local,
        said.zone,
        said.minutes,
        said.title,
        said.summary,
        said.place.map(str::to_owned),
        said.joining_link.map(str::to_owned)
    ]
}

/// Keeps a new series; its segments and sessions follow in the same transaction.
///
/// # Errors
/// [`Error::Database`].
pub async fn create(tx: &mut Tx, permit: &Permit<PlanEvent>, id: EventSeriesId, now: When) -> Result<()> {
    tx.execute(CREATE, args![id, permit.actor(), now]).await.map(drop)
}

/// Adds a calendar object to a series. `_permit` is for planning, or for running one of its sessions.
///
/// # Errors
/// [`Error::Taken`] when the name of the object is.
pub async fn add_segment<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    series: EventSeriesId,
    id: SegmentId,
    uid: &str,
    said: &Said<'_>,
    now: When,
) -> Result<()> {
    let mut args = args![id, series, uid];
    args.extend(said_args(said));
    args.extend(args![now]);
    tx.execute(ADD_SEGMENT, args).await.map(drop)
}

/// Keeps what the calendar object of a series says from now on; a material change raises its sequence.
///
/// # Errors
/// [`Error::Database`].
pub async fn save_segment(
    tx: &mut Tx,
    _permit: &Permit<RunEvent>,
    id: SegmentId,
    said: &Said<'_>,
    is_material: bool,
    now: When,
) -> Result<()> {
    let mut args = args![id];
    args.extend(said_args(said));
    args.extend(args![i64::from(is_material), now]);
    tx.execute(SAVE_SEGMENT, args).await.map(drop)
}

/// Raises the sequence of a calendar object of which a session has changed.
///
/// # Errors
/// [`Error::Database`].
pub async fn raise_segment(tx: &mut Tx, _permit: &Permit<RunEvent>, id: SegmentId, now: When) -> Result<()> {
    tx.execute(RAISE_SEGMENT, args![id, now]).await.map(drop)
}

/// The calendar objects of a series, in the order in which they were made.
///
/// # Errors
/// [`Error::Database`].
pub async fn segments(tx: &mut Tx, series: EventSeriesId) -> Result<Vec<Segment>> {
    tx.all(SEGMENTS, args![series]).await
}

/// One calendar object.
///
/// # Errors
/// [`Error::Database`].
pub async fn segment(tx: &mut Tx, id: SegmentId) -> Result<Option<Segment>> {
    tx.optional(SEGMENT, args![id]).await
}

/// Puts a session of a series into a calendar object, at a slot.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event, or the event is no session of a series.
pub async fn put_into(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    segment: SegmentId,
    slot: Local,
) -> Result<()> {
    belongs(permit, event)?;
    match tx.execute(PUT_INTO, args![event, segment, slot]).await? {
        1 => Ok(()),
        _ => Err(Error::Stale),
    }
}

/// The sessions of a series that a viewer may know of, in the order in which they take place.
///
/// # Errors
/// [`Error::Database`].
pub async fn sessions(tx: &mut Tx, viewer: &Viewer, series: EventSeriesId, today: Day) -> Result<Vec<Found>> {
    tx.all(SESSIONS, session_args(viewer, series, today)).await
}

/// Every session of a series whoever asks, with what the viewer is at each: for letters and what the system does.
///
/// # Errors
/// [`Error::Database`].
pub async fn all_sessions(tx: &mut Tx, viewer: &Viewer, series: EventSeriesId, today: Day) -> Result<Vec<Found>> {
    tx.all(ALL_SESSIONS, session_args(viewer, series, today)).await
}

fn session_args(viewer: &Viewer, series: EventSeriesId, today: Day) -> Vec<Arg> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![series]);
    args
}

/// Somebody's registration for a series, past or present.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, series: EventSeriesId, person: PersonId) -> Result<Option<SeriesRegistration>> {
    tx.optional(FIND, args![series, person]).await
}

/// A registration for a series.
///
/// # Errors
/// [`Error::Database`].
pub async fn get(tx: &mut Tx, id: SeriesRegistrationId) -> Result<Option<SeriesRegistration>> {
    tx.optional(GET, args![id]).await
}

/// Everybody who comes to a series, in the order of coming.
///
/// # Errors
/// [`Error::Database`].
pub async fn coming(tx: &mut Tx, series: EventSeriesId) -> Result<Vec<SeriesRegistration>> {
    tx.all(COMING, args![series]).await
}

/// Keeps that somebody comes to a series, for the first time or again.
///
/// # Errors
/// [`Error::Database`].
pub async fn come<A: Act>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    id: SeriesRegistrationId,
    (series, person): (EventSeriesId, PersonId),
    place: Place,
    now: When,
) -> Result<SeriesRegistration> {
    tx.one(COME, args![id, series, person, place, now]).await
}

/// Keeps that somebody comes to a series no more.
///
/// # Errors
/// [`Error::Conflict`] when it has changed since it was read.
pub async fn end<A: Act>(tx: &mut Tx, _permit: &Permit<A>, row: &SeriesRegistration, now: When) -> Result<()> {
    match tx.execute(END, args![row.id, row.version, now]).await? {
        1 => Ok(()),
        _ => Err(Error::Conflict),
    }
}

/// Raises the revision of somebody's own entry of a calendar object.
///
/// # Errors
/// [`Error::Database`].
pub async fn raise_entry(tx: &mut Tx, id: SeriesRegistrationId, segment: SegmentId) -> Result<()> {
    tx.execute(RAISE_ENTRY, args![id, segment]).await.map(drop)
}

/// Somebody's own entry of a calendar object; one that was never changed or sent is as new.
///
/// # Errors
/// [`Error::Database`].
pub async fn entry(tx: &mut Tx, id: SeriesRegistrationId, segment: SegmentId) -> Result<OwnEntry> {
    let found = tx.optional(ENTRY, args![id, segment]).await?;
    Ok(found.unwrap_or(OwnEntry { revision: 0, told_sequence: None }))
}

/// The places that somebody has, or had, through the series.
///
/// # Errors
/// [`Error::Database`].
pub async fn places(tx: &mut Tx, id: SeriesRegistrationId) -> Result<Vec<SeriesPlace>> {
    tx.all(PLACES, args![id]).await
}

/// Keeps which SEQUENCE of a calendar object somebody's calendar was sent.
///
/// # Errors
/// [`Error::Database`].
pub async fn told(tx: &mut Tx, id: SeriesRegistrationId, segment: SegmentId, sequence: i64) -> Result<()> {
    tx.execute(TOLD, args![id, segment, sequence]).await.map(drop)
}

/// Keeps that somebody who leaves the site comes to no series any more.
///
/// # Errors
/// [`Error::Database`].
pub async fn end_all(tx: &mut Tx, _permit: &Permit<LeaveSite>, person: PersonId, now: When) -> Result<()> {
    tx.execute(END_ALL, args![person, now]).await.map(drop)
}

/// Those of these calendar objects of which the viewer may know every announced session.
///
/// # Errors
/// [`Error::Database`].
pub async fn segments_of(tx: &mut Tx, viewer: &Viewer, ids: &[SegmentId], today: Day) -> Result<Vec<Segment>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(crate::sql::id_list(ids.iter().copied()));
    tx.all(SEGMENTS_OF, args).await
}

/// The calendar object of the session for which a registration is; `None` for an event that belongs to no series.
///
/// # Errors
/// [`Error::Database`].
pub async fn segment_of(tx: &mut Tx, registration: RegistrationId) -> Result<Option<SegmentId>> {
    Ok(tx.optional::<SegmentOf>(SEGMENT_OF, args![registration]).await?.and_then(|row| row.segment_id))
}
