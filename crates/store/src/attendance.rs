//! Who was at events, with the numbers beside them, and what became of those who registered.

mod sessions;

pub use sessions::{Running, Session, run_by, sessions};

pub(crate) const SESSION_STATEMENTS: &[(&str, crate::sql::Sql)] = sessions::STATEMENTS;

use crate::{
    Result, Tx, counters,
    events::belongs,
    registrations::Who,
    row::record,
    sql::{id_list, text_list},
};
use copia_domain::{
    attendance::Way,
    counters::Counter,
    events::Kind,
    ids::{AttendanceId, EventId, FileId, GuestId, PersonId},
    policy::{
        Act, Permit,
        acts::{CheckIn, RecordAttendance},
    },
    slug::Slug,
    time::When,
};

/// What is read of one's own attendance, up to the condition on which.
macro_rules! own {
    () => {
        "SELECT a.way, a.at, a.minutes, e.slug, e.title, e.kind, e.starts_at, e.ends_at, e.zone, e.minutes AS length,
           (SELECT c.name FROM event_communities y JOIN communities c ON c.id = y.community_id
            WHERE y.event_id = e.id ORDER BY y.position LIMIT 1) AS community
         FROM attendances a JOIN events e ON e.id = a.event_id WHERE a.person_id = $1 "
    };
}

statements! {
    MARK = "INSERT INTO attendances (id, event_id, person_id, guest_id, way, at, minutes)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    MEASURE = "UPDATE attendances SET minutes = $4 WHERE event_id = $1 AND (person_id = $2 OR guest_id = $3)
                 AND (minutes <> $4 OR minutes IS NULL)";
    UNMARK = "DELETE FROM attendances WHERE event_id = $1 AND (person_id = $2 OR guest_id = $3)";
    IS_MARKED = "SELECT a.way, a.at FROM attendances a
                 WHERE a.event_id = $1 AND (a.person_id = $2 OR a.guest_id = $3)";
    // The row is changed by everybody who is marked: whoever updates it goes before whoever comes next.
    COUNT = "INSERT INTO event_attendance (event_id, came, others) VALUES ($1, $2, 0)
             ON CONFLICT (event_id) DO UPDATE SET came = event_attendance.came + excluded.came
             RETURNING came, others";
    SET_OTHERS = "INSERT INTO event_attendance (event_id, came, others) VALUES ($1, 0, $2)
                  ON CONFLICT (event_id) DO UPDATE SET others = excluded.others RETURNING came, others";
    TOTALS = "SELECT came, others FROM event_attendance WHERE event_id = $1";
    OF_EVENT = "SELECT a.person_id, a.guest_id, a.way, a.at, a.minutes,
                  CASE WHEN p.status = 'current' THEN p.name ELSE coalesce(g.name, '') END AS name,
                  CASE WHEN p.status = 'current' THEN p.picture_id END AS picture_id,
                  CASE WHEN p.status = 'current' THEN p.department END AS department
                FROM attendances a LEFT JOIN people p ON p.id = a.person_id LEFT JOIN guests g ON g.id = a.guest_id
                WHERE a.event_id = $1 ORDER BY coalesce(p.name_key, lower(g.name)), a.id";
    // Of those who registered or came: who was at an earlier event of the communities that hold this one.
    CAME_BEFORE = "SELECT DISTINCT a.person_id, a.guest_id FROM attendances a
                   JOIN events oe ON oe.id = a.event_id AND oe.starts_at < $2
                   JOIN event_communities oc ON oc.event_id = oe.id
                   WHERE oc.community_id IN (SELECT hc.community_id FROM event_communities hc WHERE hc.event_id = $1)
                     AND (a.person_id IN (SELECT r.person_id FROM registrations r WHERE r.event_id = $1)
                       OR a.guest_id IN (SELECT r.guest_id FROM registrations r WHERE r.event_id = $1)
                       OR a.person_id IN (SELECT h.person_id FROM attendances h WHERE h.event_id = $1))";
    REGISTERED = "SELECT r.person_id, r.guest_id, coalesce(p.name, g.name) AS name,
                    coalesce(p.email_key, g.email_key) AS address
                  FROM registrations r LEFT JOIN people p ON p.id = r.person_id AND p.status = 'current'
                  LEFT JOIN guests g ON g.id = r.guest_id AND g.email_key IS NOT NULL
                  WHERE r.event_id = $1 AND coalesce(p.id, g.id) IS NOT NULL
                  ORDER BY coalesce(p.name_key, lower(g.name)), r.number";
    HAVE_ADDRESS = "SELECT id, name, email_key AS address FROM people
                    WHERE status = 'current' AND email_key IN (SELECT value FROM json_each($1))";
    ARE_HERE = "SELECT id, name, email_key AS address FROM people
                WHERE status = 'current' AND id IN (SELECT unhex(value) FROM json_each($1))";
    OWN = concat!(own!(), "ORDER BY e.starts_at DESC, e.id");
    OWN_AT = concat!(own!(), "AND e.slug = $2");
}

record! {
    /// How many were at an event.
    pub struct Totals {
        /// People and guests who are known.
        came: i64,
        /// Others, of whom only the number is kept.
        others: i64,
    }

    /// Somebody who was at an event.
    pub struct Attendance {
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Who, if they are a guest.
        guest_id: Option<GuestId>,
        /// How it is known.
        way: Way,
        /// When it was recorded.
        at: When,
        /// Minutes that a report measured.
        minutes: Option<i64>,
        /// Their name; empty once they have left.
        name: String,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Where they work.
        department: Option<String>,
    }

    /// Somebody who was at an event before.
    struct Before { person_id: Option<PersonId>, guest_id: Option<GuestId> }

    /// That somebody was there.
    pub struct Mark {
        /// How it is known.
        way: Way,
        /// When it was recorded.
        at: When,
    }

    /// Somebody who registered for an event, by whatever came of it.
    struct RegisteredRow {
        person_id: Option<PersonId>,
        guest_id: Option<GuestId>,
        name: String,
        address: Option<String>,
    }

    /// Somebody who is here.
    struct PersonRow { id: PersonId, name: String, address: Option<String> }

    /// An event at which one was.
    pub struct Own {
        /// How it is known.
        way: Way,
        /// When it was recorded.
        at: When,
        /// Minutes that a report measured.
        minutes: Option<i64>,
        /// The event's address.
        slug: Slug,
        /// What it was called.
        title: String,
        /// What sort of event it was.
        kind: Kind,
        /// When it started.
        starts_at: When,
        /// When it ended.
        ends_at: When,
        /// Its zone.
        zone: String,
        /// How many minutes it lasted.
        length: i64,
        /// The community that answered for it.
        community: Option<String>,
    }
}

impl Totals {
    /// Everybody together.
    pub const fn all(&self) -> i64 {
        self.came + self.others
    }
}

impl Attendance {
    /// Who.
    pub fn who(&self) -> Option<Who> {
        self.person_id.map(Who::Person).or(self.guest_id.map(Who::Guest))
    }
}

/// Somebody whom a report can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub who: Who,
    /// Their name.
    pub name: String,
    /// Their address in lower case.
    pub address: Option<String>,
}

/// What came of marking somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marked {
    /// They were not marked before.
    New,
    /// They were, and a report has changed the minutes.
    Measured,
    /// Nothing changed.
    AsBefore,
}

/// What may record attendance.
pub trait RecordsAttendance: Act {}
impl RecordsAttendance for CheckIn {}
impl RecordsAttendance for RecordAttendance {}

/// Marks somebody as having been there, once. [`count`] has to follow in the same transaction.
///
/// # Errors
/// [`crate::Error::Stale`] with a permit for another event.
pub async fn mark<A: RecordsAttendance>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: AttendanceId,
    event: EventId,
    who: Who,
    (way, minutes): (Way, Option<i64>),
    now: When,
) -> Result<Marked> {
    belongs(permit, event)?;
    let args = args![id, event, who.person(), who.guest(), way, now, minutes];
    if tx.execute(MARK, args).await? > 0 {
        return Ok(Marked::New);
    }
    match minutes {
        Some(minutes) if tx.execute(MEASURE, args![event, who.person(), who.guest(), minutes]).await? > 0 => {
            Ok(Marked::Measured)
        }
        _ => Ok(Marked::AsBefore),
    }
}

/// Takes a mark back; whether there was one. [`count`] has to follow in the same transaction.
///
/// # Errors
/// [`crate::Error::Stale`] with a permit for another event.
pub async fn unmark(tx: &mut Tx, permit: &Permit<RecordAttendance>, event: EventId, who: Who) -> Result<bool> {
    belongs(permit, event)?;
    Ok(tx.execute(UNMARK, args![event, who.person(), who.guest()]).await? > 0)
}

/// Moves the number of those who came, and the counters of events held with it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count(tx: &mut Tx, event: EventId, kind: Kind, by: i64, now: When) -> Result<Totals> {
    let totals: Totals = tx.one(COUNT, args![event, by]).await?;
    held(tx, kind, totals.all() - by, totals.all(), now).await?;
    Ok(totals)
}

/// Sets the number of those who came and whom nobody knows by name.
///
/// # Errors
/// [`crate::Error::Stale`] with a permit for another event.
pub async fn set_others(
    tx: &mut Tx,
    permit: &Permit<RecordAttendance>,
    event: EventId,
    kind: Kind,
    others: i64,
    now: When,
) -> Result<Totals> {
    belongs(permit, event)?;
    let before = totals(tx, event).await?;
    let totals: Totals = tx.one(SET_OTHERS, args![event, others]).await?;
    held(tx, kind, before.all(), totals.all(), now).await?;
    Ok(totals)
}

/// An event counts as held as soon as, and as long as, somebody is known to have been there.
async fn held(tx: &mut Tx, kind: Kind, before: i64, after: i64, now: When) -> Result<()> {
    let by = i64::from(after > 0) - i64::from(before > 0);
    counters::add(tx, Counter::EventsHeld, by, now).await?;
    counters::add(tx, Counter::LunchAndLearnsHeld, if kind == Kind::LunchAndLearn { by } else { 0 }, now).await
}

/// Moves the counters when an event that was held becomes one of another kind.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn kind_changed(tx: &mut Tx, event: EventId, from: Kind, to: Kind, now: When) -> Result<()> {
    let is = |kind| i64::from(kind == Kind::LunchAndLearn);
    let by = is(to) - is(from);
    if by == 0 || totals(tx, event).await?.all() == 0 {
        return Ok(());
    }
    counters::add(tx, Counter::LunchAndLearnsHeld, by, now).await
}

/// Takes an event out of the counters that is called off while people are there already. Nothing is recorded of it any
/// more.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn called_off(tx: &mut Tx, event: EventId, kind: Kind, now: When) -> Result<()> {
    let there = totals(tx, event).await?.all();
    held(tx, kind, there, 0, now).await
}

/// How many were at an event.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn totals(tx: &mut Tx, event: EventId) -> Result<Totals> {
    let totals = tx.optional(TOTALS, args![event]).await?;
    Ok(totals.unwrap_or(Totals { came: 0, others: 0 }))
}

/// Whether and how somebody is known to have been at an event.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, event: EventId, who: Who) -> Result<Option<Mark>> {
    tx.optional(IS_MARKED, args![event, who.person(), who.guest()]).await
}

/// Everybody who is known to have been at an event, by name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn of_event(tx: &mut Tx, _permit: &Permit<RecordAttendance>, event: EventId) -> Result<Vec<Attendance>> {
    tx.all(OF_EVENT, args![event]).await
}

/// Those who registered for an event or came to it, and were at an earlier one of the communities that hold it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn came_before(
    tx: &mut Tx,
    _permit: &Permit<RecordAttendance>,
    event: EventId,
    starts_at: When,
) -> Result<Vec<Who>> {
    let rows: Vec<Before> = tx.all(CAME_BEFORE, args![event, starts_at]).await?;
    Ok(rows.iter().filter_map(|row| row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest))).collect())
}

/// Everybody who ever registered for an event and has a name, by name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn registered(tx: &mut Tx, _permit: &Permit<RecordAttendance>, event: EventId) -> Result<Vec<Known>> {
    let rows: Vec<RegisteredRow> = tx.all(REGISTERED, args![event]).await?;
    let known = rows.into_iter().filter_map(|row| {
        let who = row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest))?;
        Some(Known { who, name: row.name, address: row.address })
    });
    Ok(known.collect())
}

/// The people here who have one of these addresses.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn have_address(
    tx: &mut Tx,
    _permit: &Permit<RecordAttendance>,
    addresses: impl IntoIterator<Item = String>,
) -> Result<Vec<Known>> {
    let rows: Vec<PersonRow> = tx.all(HAVE_ADDRESS, args![text_list(addresses)]).await?;
    Ok(rows.into_iter().map(PersonRow::known).collect())
}

/// Those of these people who are here.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn are_here(
    tx: &mut Tx,
    _permit: &Permit<RecordAttendance>,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Known>> {
    let rows: Vec<PersonRow> = tx.all(ARE_HERE, args![id_list(people)]).await?;
    Ok(rows.into_iter().map(PersonRow::known).collect())
}

impl PersonRow {
    fn known(self) -> Known {
        Known { who: Who::Person(self.id), name: self.name, address: self.address }
    }
}

/// The events at which somebody was, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn own(tx: &mut Tx, person: PersonId) -> Result<Vec<Own>> {
    tx.all(OWN, args![person]).await
}

/// One event at which somebody was.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn own_at(tx: &mut Tx, person: PersonId, slug: &Slug) -> Result<Option<Own>> {
    tx.optional(OWN_AT, args![person, slug]).await
}
