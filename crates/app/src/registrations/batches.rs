//! What concerns everybody who comes to an event: it moves, it is called off, it is near, or the line for it closes.
//! Each is a job that works in small transactions, may stop anywhere, and tells nobody twice.

use super::{Registration, Wish, change, lane, series_lane};
use crate::{Ctx, Result, events::Found, notifications::Message, outbox::Unfinished};
use copia_domain::{
    events::{Reminder, State as EventState},
    ids::EventId,
    policy::{Permit, Scope, acts::RunEvent},
    registrations::{Attempt, Cause, Event, State},
    time::When,
};
use copia_store::{Tx, events, registrations};

/// People in one transaction, so that others can write between two.
const BATCH: i64 = 50;

async fn event(ctx: &Ctx, tx: &mut Tx, id: EventId) -> Result<Option<Found>> {
    Ok(events::find(tx, &ctx.viewer, id, ctx.today()).await?)
}

/// Ends every live registration of an event that was called off; each person is told, with the reason. `leaves_series`
/// where those who come to the whole series are told of several sessions at once.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn call_off_all(ctx: &Ctx, id: EventId, leaves_series: bool) -> Result<(), Unfinished> {
    while call_off_some(ctx, id, leaves_series).await? > 0 {}
    Ok(())
}

async fn call_off_some(ctx: &Ctx, id: EventId, leaves_series: bool) -> Result<usize> {
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
            let mut wish = Wish::new(row.who()?, row.place, attempt, None);
            wish.is_quiet = leaves_series && row.series_registration_id.is_some();
            change(ctx, &mut tx, &permit, &found, Some(row), &wish).await?;
        }
        tx.commit().await?;
        Ok(rows.len())
    })
    .await
}

/// Tells everybody who has a seat that the event has moved; `leaves_series` where those who come to the whole series
/// are told of that at once.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn tell_of_move(ctx: &Ctx, id: EventId, sequence: i64, leaves_series: bool) -> Result<(), Unfinished> {
    each(
        ctx,
        id,
        State::Confirmed,
        |found| found.sequence == sequence && found.state == EventState::Published,
        |row| {
            let is_told_so = leaves_series && row.series_registration_id.is_some();
            let message = Message::EventMoved { registration: row.id, sequence };
            (!is_told_so).then(|| (message, format!("moved:{}:{sequence}", row.id)))
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
        Some((message, format!("reminder:{}:{}:{reminder}", row.id, starts_at.micros())))
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
        Some((message, format!("line:{}:{}", row.id, starts_at.micros())))
    })
    .await
}

/// Puts one message for everybody in a state into the outbox, batch by batch, each once whatever happens between.
pub(crate) async fn each(
    ctx: &Ctx,
    id: EventId,
    state: State,
    holds: impl Fn(&Found) -> bool,
    message: impl Fn(&Registration) -> Option<(Message, String)>,
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
                    let Some((message, key)) = message(row) else { continue };
                    let lane = row.series_registration_id.map_or_else(|| lane(row.id), series_lane);
                    ctx.notify_once(&mut tx, row.person_id, message, &lane, &key).await?;
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
