//! Registrations in lists: who comes, who waits, what one comes to, and guests.

use super::Registration;
use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{EventId, FileId, GuestId, PersonId, RegistrationId, SeatFateId},
    registrations::{Entry, Place, Reach, State, Unfilled},
    slug::Slug,
    time::When,
};

statements! {
    HELD = "SELECT CASE WHEN $2 = 'online' THEN online_held ELSE in_person_held END AS held FROM event_counts
            WHERE event_id = $1";
    OFFERED = "SELECT id, number, state, offer_ends_at FROM registrations
               WHERE event_id = $1 AND place = $2 AND state = 'offered' ORDER BY number";
    ENDS = "SELECT * FROM (SELECT id, number, state, offer_ends_at FROM registrations
              WHERE event_id = $1 AND place = $2 AND state = 'waiting' ORDER BY number LIMIT $3) AS first_waiting
            UNION ALL
            SELECT * FROM (SELECT id, number, state, offer_ends_at FROM registrations
              WHERE event_id = $1 AND place = $2 AND state = 'confirmed' ORDER BY number DESC LIMIT $4) AS last_confirmed";
    // A place in line is that among all who wait, whichever page of the list is read.
    ROSTER = "WITH listed AS (
                SELECT r.id, row_number() OVER (
                    ORDER BY CASE r.state WHEN 'confirmed' THEN 1 WHEN 'offered' THEN 2 WHEN 'waiting' THEN 3 ELSE 4 END,
                    CASE WHEN r.state = 'confirmed' THEN coalesce(p.name_key, lower(g.name)) END, r.number) AS position,
                  CASE WHEN r.state = 'waiting'
                    THEN row_number() OVER (PARTITION BY r.place, r.state ORDER BY r.number) END AS in_line
                FROM registrations r
                LEFT JOIN people p ON p.id = r.person_id LEFT JOIN guests g ON g.id = r.guest_id
                WHERE r.event_id = $1 ORDER BY position LIMIT $2 OFFSET $3)
              SELECT r.id, r.person_id, r.guest_id, r.place, r.state, r.number, r.registered_at, r.since,
                r.offer_ends_at, r.reason, CASE WHEN p.status = 'current' THEN p.name ELSE coalesce(g.name, '') END AS name,
                CASE WHEN p.status = 'current' THEN p.picture_id END AS picture_id, p.department,
                g.email AS guest_email, r.needs IS NOT NULL AS has_needs, l.in_line,
                NOT EXISTS (SELECT 1 FROM registrations o JOIN events oe ON oe.id = o.event_id
                  WHERE o.id <> r.id AND o.state = 'confirmed' AND oe.ends_at < e.starts_at
                  AND ((o.person_id = r.person_id AND r.guest_id IS NULL)
                    OR (o.guest_id = r.guest_id AND r.person_id IS NULL))) AS is_first
              FROM listed l JOIN registrations r ON r.id = l.id JOIN events e ON e.id = r.event_id
              LEFT JOIN people p ON p.id = r.person_id LEFT JOIN guests g ON g.id = r.guest_id
              ORDER BY l.position";
    COUNT = "SELECT state, count(*) AS people, count(needs) AS needs FROM registrations WHERE event_id = $1
             GROUP BY state ORDER BY state";
    NEEDS = "SELECT CASE WHEN p.status = 'current' THEN p.name ELSE coalesce(g.name, '') END AS name, r.needs
             FROM registrations r LEFT JOIN people p ON p.id = r.person_id LEFT JOIN guests g ON g.id = r.guest_id
             WHERE r.event_id = $1 AND r.needs IS NOT NULL AND r.state IN ('confirmed', 'waiting', 'offered')
             ORDER BY r.number";
    HOLDERS = "SELECT id, event_id, person_id, guest_id, place, state, number, registered_at, since, offer_ends_at,
                 reason, revision, told_sequence, series_registration_id, version
               FROM registrations WHERE event_id = $1 AND state = $2 AND number > $3 ORDER BY number LIMIT $4";
    // A host's own drafts are not among them.
    MINE = "SELECT r.id, r.place, r.state, r.offer_ends_at, e.id AS event_id, e.slug, e.title, e.starts_at, e.ends_at,
              e.zone
            FROM registrations r JOIN events e ON e.id = r.event_id
            WHERE r.person_id = $1 AND r.state IN ('confirmed', 'waiting', 'offered') AND e.ends_at > $2
            ORDER BY e.starts_at, e.id LIMIT $3";
    SAME_TIME = "SELECT r.id, r.place, r.state, r.offer_ends_at, e.id AS event_id, e.slug, e.title, e.starts_at,
                   e.ends_at, e.zone
                 FROM registrations r JOIN events e ON e.id = r.event_id
                 WHERE r.person_id = $1 AND r.state = 'confirmed' AND e.starts_at < $3 AND e.ends_at > $2
                   AND e.id <> $4 AND e.state = 'published' ORDER BY e.starts_at, e.id LIMIT 5";
    DUE_OFFERS = "SELECT DISTINCT event_id, place FROM registrations
                  WHERE event_id = $1 AND state = 'offered' AND offer_ends_at <= $2";
    SHORTEN_OFFERS = "UPDATE registrations SET offer_ends_at = $2, version = version + 1
                      WHERE event_id = $1 AND state = 'offered' AND offer_ends_at > $2";
    FATES = "SELECT f.id, f.place, f.at, f.seats, f.unfilled, f.registration_id,
               CASE WHEN p.status = 'current' THEN p.name ELSE coalesce(g.name, '') END AS name
             FROM seat_fates f LEFT JOIN registrations r ON r.id = f.registration_id
             LEFT JOIN people p ON p.id = r.person_id LEFT JOIN guests g ON g.id = r.guest_id
             WHERE f.event_id = $1 ORDER BY f.at DESC, f.id DESC LIMIT $2";
    FIND_GUEST = "SELECT id, name, email, language FROM guests WHERE id = $1";
    // Whoever knows an address can ask in its name, so what was typed first stays.
    ADD_GUEST = "INSERT INTO guests (id, name, email, email_key, language, created_at) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (email_key) DO UPDATE SET email_key = excluded.email_key RETURNING id, name, email, language";
    FORGET_NEEDS = "UPDATE registrations SET needs = NULL WHERE needs IS NOT NULL
                    AND event_id IN (SELECT id FROM events WHERE ends_at < $1)";
    FORGET_GUESTS = "UPDATE guests SET name = '', email = '', email_key = NULL, language = NULL
                     WHERE email_key IS NOT NULL AND created_at < $1 AND NOT EXISTS (SELECT 1 FROM registrations r
                       JOIN events e ON e.id = r.event_id WHERE r.guest_id = guests.id AND e.ends_at >= $1)
                     AND NOT EXISTS (SELECT 1 FROM ballot_roll b WHERE b.guest_id = guests.id)";
}

record! {
    /// Who comes to an event, or wanted to.
    pub struct Attending {
        /// Which registration.
        id: RegistrationId,
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Who, if they are a guest.
        guest_id: Option<GuestId>,
        /// How they take part.
        place: Place,
        /// Where the registration stands.
        state: State,
        /// Their place in the order of coming.
        number: i64,
        /// When they registered.
        registered_at: When,
        /// Since when it stands there.
        since: When,
        /// When an offer ends.
        offer_ends_at: Option<When>,
        /// Why a host took them off the list.
        reason: Option<String>,
        /// Their name; empty once they have left.
        name: String,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Where they work.
        department: Option<String>,
        /// A guest's address.
        guest_email: Option<String>,
        /// Whether they have said what they need.
        has_needs: bool,
        /// Whether they never had a seat at an earlier event.
        is_first: bool,
        /// Their place in line for their way of taking part, from 1, where they wait.
        in_line: Option<i64>,
    }

    /// How many registrations stand somewhere.
    pub struct StateCount {
        /// Where.
        state: State,
        /// How many people.
        people: i64,
        /// How many of them have said what they need.
        needs: i64,
    }

    /// What somebody needs in order to take part.
    pub struct Need {
        /// Their name; empty once they have left.
        name: String,
        /// What they wrote.
        needs: String,
    }

    /// Something that one comes to.
    pub struct Mine {
        /// Which registration.
        id: RegistrationId,
        /// How one takes part.
        place: Place,
        /// Where the registration stands.
        state: State,
        /// When an offer ends.
        offer_ends_at: Option<When>,
        /// Which event.
        event_id: EventId,
        /// Its address.
        slug: Slug,
        /// What it is called.
        title: String,
        /// When it starts.
        starts_at: When,
        /// When it ends.
        ends_at: When,
        /// Its zone.
        zone: String,
    }

    /// A live registration as the rule of seats takes it.
    pub struct Seated {
        /// Which registration.
        id: RegistrationId,
        /// Its place in the order of coming.
        number: i64,
        /// Where it stands.
        state: State,
        /// When its offer ends.
        offer_ends_at: Option<When>,
    }

    /// What became of freed seats.
    pub struct FateRow {
        /// Which row.
        id: SeatFateId,
        /// Which way of taking part.
        place: Place,
        /// When.
        at: When,
        /// How many seats.
        seats: i64,
        /// Why nobody was given them.
        unfilled: Option<Unfilled>,
        /// Who was.
        registration_id: Option<RegistrationId>,
        /// Their name; empty once they have left.
        name: String,
    }

    /// Somebody without an account who comes to an event.
    pub struct Guest {
        /// Which guest.
        id: GuestId,
        /// Their name; empty once it was forgotten.
        name: String,
        /// Their address.
        email: String,
        /// The language of their letters.
        language: Option<String>,
    }

    /// Seats that are held.
    struct Held { held: i64 }

    /// A way of taking part of which an offer has ended.
    struct DueOffer { place: Place }
}

impl Seated {
    /// The registration as the rule of seats takes it.
    pub const fn entry(&self) -> Entry<RegistrationId> {
        Entry { id: self.id, number: self.number, state: self.state, offer_ends: self.offer_ends_at }
    }
}

/// How many seats of an event are held, offers included.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn held(tx: &mut Tx, event: EventId, place: Place) -> Result<u32> {
    let held = tx.one::<Held>(HELD, args![event, place]).await?.held;
    Ok(u32::try_from(held).unwrap_or(0))
}

/// Everybody to whom a seat is offered, in the order of coming.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn offered(tx: &mut Tx, event: EventId, place: Place) -> Result<Vec<Seated>> {
    tx.all(OFFERED, args![event, place]).await
}

/// The first of those who wait and the last of those with a seat, as far as seats can move.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn within(tx: &mut Tx, event: EventId, place: Place, reach: Reach) -> Result<Vec<Seated>> {
    tx.all(ENDS, args![event, place, i64::from(reach.waiting), i64::from(reach.confirmed)]).await
}

/// Everybody who comes or wanted to: seats by name, then offers and those who wait in their order, then the rest. At
/// most `limit` of them, after the first `offset`.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn roster(tx: &mut Tx, event: EventId, limit: i64, offset: i64) -> Result<Vec<Attending>> {
    tx.all(ROSTER, args![event, limit, offset]).await
}

/// How many registrations of an event stand where.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count(tx: &mut Tx, event: EventId) -> Result<Vec<StateCount>> {
    tx.all(COUNT, args![event]).await
}

/// What those who come need.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn needs(tx: &mut Tx, event: EventId) -> Result<Vec<Need>> {
    tx.all(NEEDS, args![event]).await
}

/// The next registrations in a state after a number, for work in batches.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn holders_of_seats(
    tx: &mut Tx,
    event: EventId,
    state: State,
    after: i64,
    limit: i64,
) -> Result<Vec<Registration>> {
    tx.all(HOLDERS, args![event, state, after, limit]).await
}

/// What somebody comes to from an instant on.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn mine(tx: &mut Tx, person: PersonId, from: When, limit: i64) -> Result<Vec<Mine>> {
    tx.all(MINE, args![person, from, limit]).await
}

/// Other events at which somebody has a seat in a span of time.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn same_time(tx: &mut Tx, person: PersonId, span: (When, When), except: EventId) -> Result<Vec<Mine>> {
    tx.all(SAME_TIME, args![person, span.0, span.1, except]).await
}

/// Ways of taking part in an event of which an offer has ended by an instant.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn due_offers(tx: &mut Tx, event: EventId, now: When) -> Result<Vec<Place>> {
    let due: Vec<DueOffer> = tx.all(DUE_OFFERS, args![event, now]).await?;
    Ok(due.into_iter().map(|row| row.place).collect())
}

/// Ends the offers of an event at an instant where they would stand longer; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn shorten_offers(tx: &mut Tx, event: EventId, ends: When) -> Result<u64> {
    tx.execute(SHORTEN_OFFERS, args![event, ends]).await
}

/// What became of freed seats, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn fates(tx: &mut Tx, event: EventId, limit: i64) -> Result<Vec<FateRow>> {
    tx.all(FATES, args![event, limit]).await
}

/// A guest.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_guest(tx: &mut Tx, id: GuestId) -> Result<Option<Guest>> {
    tx.optional(FIND_GUEST, args![id]).await
}

/// Keeps a guest; one who has asked before stays as they are.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add_guest(tx: &mut Tx, guest: &Guest, key: &str, now: When) -> Result<Guest> {
    let args = args![guest.id, &guest.name, &guest.email, key, guest.language.clone(), now];
    tx.one(ADD_GUEST, args).await
}

/// Forgets what people needed at events that ended before an instant; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_needs(tx: &mut Tx, before: When) -> Result<u64> {
    tx.execute(FORGET_NEEDS, args![before]).await
}

/// Forgets guests whose last event ended before an instant; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_guests(tx: &mut Tx, before: When) -> Result<u64> {
    tx.execute(FORGET_GUESTS, args![before]).await
}
