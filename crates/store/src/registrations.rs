//! Places at events, with the history of how each came about.

mod lists;

pub use lists::{
    Attending, FateRow, Guest, Mine, Need, Seated, StateCount, add_guest, count, due_offers, fates, find_guest,
    forget_guests, forget_needs, held, holders_of_seats, mine, needs, offered, roster, same_time, shorten_offers,
    within,
};

pub(crate) const LIST_STATEMENTS: &[(&str, crate::sql::Sql)] = lists::STATEMENTS;

use crate::{Error, Result, Tx, events::belongs, row::record};
use copia_domain::{
    ids::{EventId, GuestId, PersonId, RegistrationId, RegistrationStepId, SeatFateId, SeriesRegistrationId},
    policy::{
        Act, Permit,
        acts::{Attend, ManageRegistrations, RunEvent},
    },
    registrations::{Attempt, Cause, Change, Event, Fate, Outcome, Place, State},
    time::When,
};

/// What is read of a registration.
macro_rules! registration {
    () => {
        "SELECT id, event_id, person_id, guest_id, place, state, number, registered_at, since, offer_ends_at, reason,
           revision, told_sequence, series_registration_id, version FROM registrations "
    };
}

statements! {
    FIND = concat!(registration!(), "WHERE event_id = $1 AND (person_id = $2 OR guest_id = $3)");
    GET = concat!(registration!(), "WHERE id = $1");
    STEP = "SELECT s.id, s.registration_id, s.event, s.cause, s.previous, s.state, s.place, s.sequence, s.at, s.note
            FROM registration_steps s WHERE s.id = $1";
    AHEAD = "SELECT count(*) AS people FROM registrations
             WHERE event_id = $1 AND place = $2 AND state = 'waiting' AND number < $3";
    // The row is there from the event's beginning; whoever updates it goes before whoever comes next.
    COUNT = "UPDATE event_counts SET last_number = last_number + $2, in_person_held = in_person_held + $3,
               in_person_waiting = in_person_waiting + $4, online_held = online_held + $5,
               online_waiting = online_waiting + $6
             WHERE event_id = $1 RETURNING last_number";
    ADD = "INSERT INTO registrations (id, event_id, person_id, guest_id, place, state, number, registered_at, since,
             offer_ends_at, reason, revision, needs, series_registration_id, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, 0, $11, $12, 1)";
    CHANGE = "UPDATE registrations SET place = $3, state = $4, number = $5, registered_at = $6, since = $7,
                offer_ends_at = $8, reason = $9, revision = revision + $10, needs = coalesce($11, needs),
                series_registration_id = $12,
                version = version + 1
              WHERE id = $1 AND version = $2";
    ADD_STEP = "INSERT INTO registration_steps (id, registration_id, event, cause, previous, state, place, sequence, at,
                  actor_id, note)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    ADD_FATE = "INSERT INTO seat_fates (id, event_id, place, at, seats, unfilled, registration_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TOLD = "UPDATE registrations SET told_sequence = $2
            WHERE id = $1 AND (told_sequence < $2 OR told_sequence IS NULL)";
}

record! {
    /// A place at an event, or in line for one, past or present.
    pub struct Registration {
        /// Which registration.
        id: RegistrationId,
        /// For which event.
        event_id: EventId,
        /// Whose, if they have an account or are known here.
        person_id: Option<PersonId>,
        /// Whose, if they are a guest.
        guest_id: Option<GuestId>,
        /// For which way of taking part.
        place: Place,
        /// Where it stands.
        state: State,
        /// Its place in the order of coming.
        number: i64,
        /// Since when it has that place.
        registered_at: When,
        /// Since when it stands there.
        since: When,
        /// When the offer ends, if one stands.
        offer_ends_at: Option<When>,
        /// Why a host took it off the list.
        reason: Option<String>,
        /// How often the person's own entry changed while the event did not.
        revision: i64,
        /// The SEQUENCE that their calendar was last sent.
        told_sequence: Option<i64>,
        /// The registration for the whole series that it is part of; their calendar has one object for that.
        series_registration_id: Option<SeriesRegistrationId>,
        /// Raised with each change.
        version: i64,
    }

    /// One step in the history of a registration.
    pub struct StepRow {
        /// Which step.
        id: RegistrationStepId,
        /// Of which registration.
        registration_id: RegistrationId,
        /// What happened.
        event: Event,
        /// By whose doing.
        cause: Cause,
        /// The state before.
        previous: Option<State>,
        /// The state after.
        state: State,
        /// The way of taking part after.
        place: Place,
        /// The SEQUENCE of the person's calendar entry after.
        sequence: i64,
        /// When.
        at: When,
        /// The reason that came with it.
        note: Option<String>,
    }

    /// How many people come before somebody in line.
    struct Ahead { people: i64 }

    /// The latest place in the order of coming.
    struct LastNumber { last_number: i64 }
}

/// Who registers: somebody known here, or a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Somebody known here.
    Person(PersonId),
    /// A guest.
    Guest(GuestId),
}

impl Who {
    /// The person, if it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::Guest(_) => None,
        }
    }

    /// The guest, if it is one.
    pub const fn guest(self) -> Option<GuestId> {
        match self {
            Self::Person(_) => None,
            Self::Guest(guest) => Some(guest),
        }
    }
}

impl Registration {
    /// Whose it is. A row without either cannot be kept: the schema asks for one of the two.
    ///
    /// # Errors
    /// [`Error::Stale`].
    pub fn who(&self) -> Result<Who> {
        self.person_id.map(Who::Person).or(self.guest_id.map(Who::Guest)).ok_or(Error::Stale)
    }
}

/// The actions under which a registration may change. Each is asked of the policy for the event at hand.
pub trait ChangesRegistration: Act {}
impl ChangesRegistration for Attend {}
impl ChangesRegistration for ManageRegistrations {}
impl ChangesRegistration for RunEvent {}

/// A change that the machine has allowed, with what has to be kept of it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The registration: a new id where there is none yet.
    pub id: RegistrationId,
    /// The id of the step in the history.
    pub step: RegistrationStepId,
    /// For which event.
    pub event: EventId,
    /// Whose registration.
    pub who: Who,
    /// For which way of taking part, from now on.
    pub place: Place,
    /// What was tried.
    pub attempt: Attempt<'a>,
    /// What comes of it.
    pub change: Change,
    /// When the offer ends that is made with it.
    pub offer_ends: Option<When>,
    /// What the person says they need; `None` keeps what was said.
    pub needs: Option<&'a str>,
    /// How often calendars had to hear of changes of the event.
    pub event_sequence: i64,
    /// The registration for the whole series that it is part of from now on, with the SEQUENCE of the person's entry
    /// for that after the change.
    pub series: Option<(SeriesRegistrationId, i64)>,
}

/// The registration of somebody for an event, in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, event: EventId, who: Who) -> Result<Option<Registration>> {
    tx.optional(FIND, args![event, who.person(), who.guest()]).await
}

/// A registration.
///
/// # Errors
/// [`Error::Database`].
pub async fn get(tx: &mut Tx, id: RegistrationId) -> Result<Option<Registration>> {
    tx.optional(GET, args![id]).await
}

/// A step of a registration's history.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_step(tx: &mut Tx, id: RegistrationStepId) -> Result<Option<StepRow>> {
    tx.optional(STEP, args![id]).await
}

/// How many people come before somebody who waits.
///
/// # Errors
/// [`Error::Database`].
pub async fn ahead(tx: &mut Tx, row: &Registration) -> Result<i64> {
    Ok(tx.one::<Ahead>(AHEAD, args![row.event_id, row.place, row.number]).await?.people)
}

/// Keeps a change: the row, its place in the order of coming, the event's numbers, and the step in the history.
/// `before` is the row as the change was decided on.
///
/// # Errors
/// [`Error::Conflict`] when the row has changed since; [`Error::Stale`] when the permit is for another event.
pub async fn save<A: ChangesRegistration>(
    tx: &mut Tx,
    permit: &Permit<A>,
    before: Option<&Registration>,
    step: &Step<'_>,
    now: When,
) -> Result<()> {
    belongs(permit, step.event)?;
    let is_new = before.is_none_or(|row| !row.state.is_live());
    let raised = i64::from(before.is_some() && step.change.method().is_some());
    let last_number = move_numbers(tx, before, step, is_new).await?;
    let (number, registered_at) = match before {
        Some(row) if !is_new => (row.number, row.registered_at),
        _ => (last_number, now),
    };
    let series = step.series.map(|(id, _)| id);
    let (from, to, reason) = (step.change.from, step.change.to, step.attempt.reason);
    match before {
        None => {
            let (person, guest) = (step.who.person(), step.who.guest());
            let args = args![
                step.id,
                step.event,
                person,
                guest,
                step.place,
                to,
                number,
                now,
                step.offer_ends,
                reason,
                step.needs,
                series
            ];
            match tx.execute(ADD, args).await {
                // Somebody else made the row since it was looked for.
                Err(Error::Taken(_)) => return Err(Error::Conflict),
                other => other?,
            };
        }
        Some(row) => {
            let args = args![
                row.id,
                row.version,
                step.place,
                to,
                number,
                registered_at,
                now,
                step.offer_ends,
                reason,
                raised,
                step.needs,
                series
            ];
            if tx.execute(CHANGE, args).await? == 0 {
                return Err(Error::Conflict);
            }
        }
    }
    let Attempt { event, cause, .. } = step.attempt;
    let own = step.event_sequence + before.map_or(0, |row| row.revision) + raised;
    let sequence = step.series.map_or(own, |(_, sequence)| sequence);
    let args = args![step.step, step.id, event, cause, from, to, step.place, sequence, now, permit.actor(), reason];
    tx.execute(ADD_STEP, args).await.map(drop)
}

/// Moves the event's numbers by what the change does to them; the latest place in the order of coming.
async fn move_numbers(tx: &mut Tx, before: Option<&Registration>, step: &Step<'_>, is_new: bool) -> Result<i64> {
    let moved = |place: Place, holds: fn(State) -> bool| {
        let was = before.is_some_and(|row| row.place == place && holds(row.state));
        i64::from(step.place == place && holds(step.change.to)) - i64::from(was)
    };
    let waits: fn(State) -> bool = |state| state == State::Waiting;
    let args = args![
        step.event,
        i64::from(is_new),
        moved(Place::InPerson, State::holds_seat),
        moved(Place::InPerson, waits),
        moved(Place::Online, State::holds_seat),
        moved(Place::Online, waits)
    ];
    Ok(tx.one::<LastNumber>(COUNT, args).await?.last_number)
}

/// Keeps what became of freed seats.
///
/// # Errors
/// [`Error::Database`].
pub async fn add_fate(
    tx: &mut Tx,
    id: SeatFateId,
    event: EventId,
    place: Place,
    fate: &Fate<RegistrationId>,
    now: When,
) -> Result<()> {
    let (unfilled, given) = match fate.outcome {
        Outcome::Given(registration) => (None, Some(registration)),
        Outcome::Unfilled(why) => (Some(why), None),
    };
    tx.execute(ADD_FATE, args![id, event, place, now, fate.seats, unfilled, given]).await.map(drop)
}

/// Keeps which SEQUENCE somebody's calendar was sent.
///
/// # Errors
/// [`Error::Database`].
pub async fn told(tx: &mut Tx, id: RegistrationId, sequence: i64) -> Result<()> {
    tx.execute(TOLD, args![id, sequence]).await.map(drop)
}
