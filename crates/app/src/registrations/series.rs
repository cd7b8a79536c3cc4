//! Coming to a whole series: a place at each session that there is room for, and one object in the person's calendar
//! for all of them. Each session keeps its own seats and its own line.

use super::{Wish, change, own::has_seat, settle};
use crate::{
    Ctx, Error, Result,
    events::{Found, visible},
    notifications::Message,
    outbox::Unfinished,
};
use copia_domain::{
    events::State as EventState,
    ids::{EventId, EventSeriesId, PersonId, SegmentId, SeriesRegistrationId},
    policy::{Permit, Role, Scope, acts::Attend},
    registrations::{Attempt, Cause, Event, Place, Refusal, State},
};
use copia_store::{
    Tx,
    events::{
        self,
        series::{self, SeriesRegistration},
    },
    registrations::{self, Who},
};

copia_domain::choices! {
    /// What a letter about a series says.
    SeriesNews {
        /// The reader comes to it.
        Joined = "joined",
        /// The reader comes to it no more.
        Left = "left",
        /// Its sessions have moved.
        Changed = "changed",
        /// Sessions were called off.
        CalledOff = "called_off",
    }
}

/// People in one transaction, so that others can write between two.
const BATCH: usize = 50;

/// The lane of the outbox in which letters about somebody's places in a series leave one after the other.
pub(crate) fn series_lane(id: SeriesRegistrationId) -> String {
    format!("series:{id}")
}

/// What coming to a series came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    /// Sessions at which there is a seat.
    pub confirmed: usize,
    /// Sessions with a place in line.
    pub waiting: usize,
}

/// Comes to each session of a series that is still to come: a seat where one is free, or else a place in line. Places
/// that the person has already stay as they are.
///
/// # Errors
/// [`Error::NotFound`] for what is no series; [`Error::RegistrationRefused`] when nothing is still to come.
pub async fn come_to_series(ctx: &Ctx, slug: &str, place: Place) -> Result<Seats> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Attend>()?;
        let id = event.series_id.ok_or(Error::NotFound)?;
        let person = ctx.person()?;
        if series::find(&mut tx, id, person).await?.is_some_and(|row| row.ended_at.is_none()) {
            return Err(Refusal::AlreadyDone.into());
        }
        let sessions = open(ctx, &mut tx, id, place).await?;
        if sessions.is_empty() {
            return Err(Refusal::Over.into());
        }
        let new = ctx.id(SeriesRegistrationId::new);
        let row = series::come(&mut tx, &permit, new, (id, person), place, ctx.now).await?;
        let entries = raise(&mut tx, &row, &sessions).await?;
        let mut seats = Seats::default();
        for session in &sessions {
            match take(ctx, &mut tx, session, &row, place, entries.sequence(session)).await? {
                Some(State::Confirmed) => seats.confirmed += 1,
                Some(State::Waiting) => seats.waiting += 1,
                _ => {}
            }
        }
        tell(ctx, &mut tx, &row, &entries, SeriesNews::Joined).await?;
        tx.commit().await?;
        Ok(seats)
    })
    .await
}

/// The sessions that somebody can still come to in a way of taking part.
async fn open(ctx: &Ctx, tx: &mut Tx, id: EventSeriesId, place: Place) -> Result<Vec<Found>> {
    let sessions = series::sessions(tx, &ctx.viewer, id, ctx.today()).await?;
    let is_open = |session: &Found| {
        let rules = session.rules(ctx.now);
        session.state == EventState::Published && ctx.now < rules.closes_at && session.format.has(place)
    };
    Ok(sessions.into_iter().filter(is_open).collect())
}

/// Somebody's own entries of the calendar objects of a series, each with its SEQUENCE.
struct Entries(Vec<(SegmentId, i64)>);

impl Entries {
    /// The SEQUENCE of the entry that a session is in.
    fn sequence(&self, session: &Found) -> Option<i64> {
        self.0.iter().find(|(segment, _)| session.segment_id == Some(*segment)).map(|(_, sequence)| *sequence)
    }
}

/// Raises the person's own entry of each calendar object that has been sent before, once for all that changes now.
async fn raise(tx: &mut Tx, row: &SeriesRegistration, sessions: &[Found]) -> Result<Entries> {
    let mut entries = Vec::new();
    for object in series::segments(tx, row.series_id).await? {
        if sessions.iter().all(|session| session.segment_id != Some(object.id)) {
            continue;
        }
        let entry = series::entry(tx, row.id, object.id).await?;
        let is_known = entry.told_sequence.is_some();
        if is_known {
            series::raise_entry(tx, row.id, object.id).await?;
        }
        entries.push((object.id, object.sequence + entry.revision + i64::from(is_known)));
    }
    Ok(Entries(entries))
}

/// Takes a place at one session through the series; nothing where the person has one, or was taken off the list. With
/// a `sequence`, one letter tells of this together with more.
async fn take(
    ctx: &Ctx,
    tx: &mut Tx,
    session: &Found,
    row: &SeriesRegistration,
    place: Place,
    sequence: Option<i64>,
) -> Result<Option<State>> {
    let who = Who::Person(row.person_id);
    let before = registrations::find(tx, session.id, who).await?;
    if before.as_ref().is_some_and(|before| before.state.is_live() || before.state == State::Removed) {
        return Ok(None);
    }
    let permit = Permit::<Attend>::of_the_system(Scope::Event(session.id), "whoever comes to a series comes to each");
    let attempt = Attempt::new(Event::Register, Cause::Oneself).with_seat(has_seat(session, place, ctx.now));
    let mut wish = Wish::new(who, place, attempt, Some(Role::Oneself));
    wish.series = Some(row.id);
    wish.sequence = sequence;
    wish.is_quiet = sequence.is_some();
    Ok(Some(change(ctx, tx, &permit, session, before.as_ref(), &wish).await?.state))
}

/// Puts a letter about each calendar object into the outbox.
async fn tell(ctx: &Ctx, tx: &mut Tx, row: &SeriesRegistration, entries: &Entries, news: SeriesNews) -> Result<()> {
    for (segment, sequence) in entries.0.iter().copied() {
        let message = Message::Series { registration: row.id, segment, sequence, news };
        ctx.notify_in_lane(tx, Some(row.person_id), None, message, &series_lane(row.id)).await?;
    }
    Ok(())
}

/// Gives back every place that somebody has through a series, and comes to no session that is added.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::RegistrationRefused`] for somebody who does not come to it.
pub async fn leave_series(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let _permit = standing.permit::<Attend>()?;
        let id = event.series_id.ok_or(Error::NotFound)?;
        let row = series::find(&mut tx, id, ctx.person()?).await?.ok_or(Refusal::NotNow)?;
        leave(ctx, &mut tx, &row).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Ends somebody's coming to a series.
pub(super) async fn leave(ctx: &Ctx, tx: &mut Tx, row: &SeriesRegistration) -> Result<()> {
    if row.ended_at.is_some() {
        return Err(Refusal::AlreadyDone.into());
    }
    let permit = Permit::<Attend>::of_the_system(Scope::Site, "whoever comes to a series may leave it");
    series::end(tx, &permit, row, ctx.now).await?;
    let sessions = series::all_sessions(tx, &ctx.viewer, row.series_id, ctx.today()).await?;
    let places = series::places(tx, row.id).await?;
    let ahead: Vec<Found> = sessions
        .into_iter()
        .filter(|session| session.ends_at > ctx.now)
        .filter(|session| places.iter().any(|place| place.event_id == session.id && place.state.is_live()))
        .collect();
    let entries = raise(tx, row, &ahead).await?;
    for session in &ahead {
        let before = registrations::find(tx, session.id, Who::Person(row.person_id)).await?.ok_or(Error::NotFound)?;
        let permit = Permit::<Attend>::of_the_system(Scope::Event(session.id), "whoever leaves a series leaves each");
        let attempt = Attempt::new(Event::Withdraw, Cause::Oneself);
        let mut wish = Wish::new(before.who()?, before.place, attempt, Some(Role::Oneself));
        wish.series = Some(row.id);
        wish.sequence = entries.sequence(session);
        wish.is_quiet = true;
        let changed = change(ctx, tx, &permit, session, Some(&before), &wish).await?;
        if let Some(freed) = changed.freed {
            settle(ctx, tx, session, freed, 1).await?;
        }
    }
    tell(ctx, tx, row, &entries, SeriesNews::Left).await
}

/// Gives those who come to a series a place at a session that has been announced, in the order in which they came.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn seat_series(ctx: &Ctx, event: EventId) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let Some(series) = events::find(&mut tx, &ctx.viewer, event, ctx.today()).await?.and_then(|found| found.series_id)
    else {
        return Ok(());
    };
    let coming = series::coming(&mut tx, series).await?;
    drop(tx);
    for row in coming {
        ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            seat_one(ctx, &mut tx, event, &row).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    }
    Ok(())
}

async fn seat_one(ctx: &Ctx, tx: &mut Tx, event: EventId, row: &SeriesRegistration) -> Result<()> {
    let Some(still) = series::get(tx, row.id).await?.filter(|row| row.ended_at.is_none()) else { return Ok(()) };
    let person = match crate::memberships::as_person(ctx, tx, row.person_id).await {
        Ok(person) => person,
        Err(Error::LinkEnded) => return Ok(()),
        Err(error) => return Err(error),
    };
    // Whoever may not know of the session does not come to it.
    let sessions = series::sessions(tx, &person.viewer, still.series_id, ctx.today()).await?;
    let Some(session) = sessions.into_iter().find(|session| session.id == event) else { return Ok(()) };
    let place = if session.format.has(still.place) { still.place } else { other(still.place) };
    if session.state == EventState::Published && ctx.now < session.rules(ctx.now).closes_at {
        take(ctx, tx, &session, &still, place, None).await?;
    }
    Ok(())
}

const fn other(place: Place) -> Place {
    match place {
        Place::InPerson => Place::Online,
        Place::Online => Place::InPerson,
    }
}

/// Tells everybody who comes to a series of one of its calendar objects, each once for each of its sequences.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn tell_of_series(
    ctx: &Ctx,
    segment: SegmentId,
    sequence: i64,
    news: SeriesNews,
) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let Some(found) = series::segment(&mut tx, segment).await? else { return Ok(()) };
    let coming = series::coming(&mut tx, found.series_id).await?;
    drop(tx);
    for some in coming.chunks(BATCH) {
        ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            for row in some {
                let revision = series::entry(&mut tx, row.id, segment).await?.revision;
                let sequence = sequence + revision;
                let message = Message::Series { registration: row.id, segment, sequence, news };
                let key = format!("series:{}:{segment}:{sequence}", row.id);
                ctx.notify_once(&mut tx, Some(row.person_id), message, &series_lane(row.id), &key).await?;
            }
            Ok(tx.commit().await?)
        })
        .await?;
    }
    Ok(())
}

/// The registration for a series that a place is, or stays, part of: what is wished, or what it was part of while the
/// person still comes to the series. Whoever comes back to one session after leaving the series comes to that alone.
pub(super) async fn part_of(
    tx: &mut Tx,
    wished: Option<SeriesRegistrationId>,
    before: Option<&super::Registration>,
    happens: Event,
) -> Result<Option<SeriesRegistrationId>> {
    let kept = before.and_then(|row| row.series_registration_id);
    match (wished, kept, happens) {
        (Some(id), _, _) => Ok(Some(id)),
        (None, Some(id), Event::Register) => {
            let row = series::get(tx, id).await?;
            Ok(row.filter(|row| row.ended_at.is_none()).map(|row| row.id))
        }
        (None, kept, _) => Ok(kept),
    }
}

/// Ends every series of somebody who leaves the site; their places are given back one by one.
pub(super) async fn leave_every(
    ctx: &Ctx,
    tx: &mut Tx,
    person: PersonId,
    permit: &Permit<copia_domain::policy::acts::LeaveSite>,
) -> Result<()> {
    Ok(series::end_all(tx, permit, person, ctx.now).await?)
}
