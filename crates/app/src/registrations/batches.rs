//! What concerns everybody who comes to an event: it moves, it is called off, it is near, or the line for it closes.
//! Each is a job that works in small transactions, may stop anywhere, and tells nobody twice.

use super::{Registration, Wish, change, lane};
use crate::{Ctx, Error, Result, events::Found, notifications::Message, outbox::Unfinished};
use copia_domain::{
    events::{Reminder, State as EventState},
    ids::EventId,
    policy::{Permit, Scope, acts::RunEvent},
    registrations::{Attempt, Cause, Event, State},
    time::When,
};
use copia_store::{
    Tx, events,
    registrations::{self, Who},
};

/// People in one transaction, so that others can write between two.
const BATCH: i64 = 50;

async fn event(ctx: &Ctx, tx: &mut Tx, id: EventId) -> Result<Option<Found>> {
    Ok(events::find(tx, &ctx.viewer, id, ctx.today()).await?)
}

fn who(row: &Registration) -> Result<Who> {
    row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest)).ok_or(Error::NotFound)
}

/// Ends every live registration of an event that was called off; each person is told, with the reason.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn call_off_all(ctx: &Ctx, id: EventId) -> Result<(), Unfinished> {
    while call_off_some(ctx, id).await? > 0 {}
    Ok(())
}

async fn call_off_some(ctx: &Ctx, id: EventId) -> Result<usize> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let found = event(ctx, &mut tx, id).await?;
        let Some(found) = found.filter(|found| found.state == EventState::CalledOff) else { return Ok(0) };
        let permit = Permit::<RunEvent>::of_the_system(Scope::Event(id), "the event is called off");
        let mut rows = Vec::new();
        for state in [State::Confirmed, State::Offered, State::Waiting] {
            rows.extend(registrations::holders_of_seats(&mut tx, id, state, 0, BATCH).await?);
        }
        for row in &rows {
            let attempt = Attempt::new(Event::CallOff, Cause::System);
            change(ctx, &mut tx, &permit, &found, Some(row), &Wish::new(who(row)?, row.place, attempt, None)).await?;
        }
        tx.commit().await?;
        Ok(rows.len())
    })
    .await
}

/// Tells everybody who has a seat that the event has moved.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn tell_of_move(ctx: &Ctx, id: EventId, sequence: i64) -> Result<(), Unfinished> {
    each(
        ctx,
        id,
        State::Confirmed,
        |found| found.sequence == sequence && found.state == EventState::Published,
        |row| {
            let message = Message::EventMoved { registration: row.id, sequence };
            (message, format!("moved:{}:{sequence}", row.id))
        },
    )
    .await
}

/// Reminds everybody who has a seat, unless the event has moved since the job was made.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn remind(ctx: &Ctx, id: EventId, starts_at: When, reminder: Reminder) -> Result<(), Unfinished> {
    let is_near = |found: &Found| {
        found.state == EventState::Published && found.starts_at == starts_at && ctx.now < found.starts_at
    };
    each(ctx, id, State::Confirmed, is_near, |row| {
        let message = Message::EventReminder { registration: row.id, starts_at, reminder };
        (message, format!("reminder:{}:{}:{reminder}", row.id, starts_at.micros()))
    })
    .await
}

/// Tells those who still wait that no seat came free in time.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn close_line(ctx: &Ctx, id: EventId, starts_at: When) -> Result<(), Unfinished> {
    let is_still = |found: &Found| found.state == EventState::Published && found.starts_at == starts_at;
    each(ctx, id, State::Waiting, is_still, |row| {
        let message = Message::LineClosed { registration: row.id, starts_at };
        (message, format!("line:{}:{}", row.id, starts_at.micros()))
    })
    .await
}

/// Puts one message for everybody in a state into the outbox, batch by batch, each once whatever happens between.
async fn each(
    ctx: &Ctx,
    id: EventId,
    state: State,
    holds: impl Fn(&Found) -> bool,
    message: impl Fn(&Registration) -> (Message, String),
) -> Result<(), Unfinished> {
    let mut after = 0;
    loop {
        let last = ctx
            .retry(|| async {
                let mut tx = ctx.write().await?;
                let found = event(ctx, &mut tx, id).await?;
                if !found.is_some_and(|found| holds(&found)) {
                    return Ok(None);
                }
                let rows = registrations::holders_of_seats(&mut tx, id, state, after, BATCH).await?;
                for row in &rows {
                    let (message, key) = message(row);
                    ctx.notify_once(&mut tx, row.person_id, message, &lane(row.id), &key).await?;
                }
                tx.commit().await?;
                Ok(rows.last().map(|row| row.number))
            })
            .await?;
        match last {
            Some(number) => after = number,
            None => return Ok(()),
        }
    }
}
