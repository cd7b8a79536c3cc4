//! Freed seats: one service finds each its next holder, or keeps why it has none.

use super::{Wish, change};
use crate::{Ctx, Error, Result, events::Found, outbox::Job, outbox::Unfinished};
use copia_domain::{
    ids::{EventId, RegistrationId, SeatFateId},
    policy::{Permit, Scope, acts::RunEvent},
    registrations::{self as rules, Attempt, Cause, Event, Move, Place, State},
    time::When,
};
use copia_store::{Tx, events, registrations};

/// Gives freed seats to those who are next, takes back seats that are no longer there, ends offers that have ended,
/// and keeps what became of each freed seat.
pub(crate) async fn settle(ctx: &Ctx, tx: &mut Tx, event: &Found, place: Place, freed: u32) -> Result<()> {
    let room = event.room(place, ctx.now);
    let (held, offered) =
        (registrations::held(tx, event.id, place).await?, registrations::offered(tx, event.id, place).await?);
    let reach = room.reach(held, u32::try_from(offered.len()).unwrap_or(u32::MAX));
    let near = registrations::within(tx, event.id, place, reach).await?;
    let seated = offered.iter().chain(near.iter().filter(|one| one.state == State::Confirmed)).count();
    let out_of_reach = held.saturating_sub(u32::try_from(seated).unwrap_or(u32::MAX));
    let entries: Vec<_> = offered.iter().chain(&near).map(registrations::Seated::entry).collect();
    let settlement = rules::settle(&room.without(out_of_reach), &entries, freed);
    let permit = Permit::<RunEvent>::of_the_system(Scope::Event(event.id), "seats follow the event's stated policy");
    for step in &settlement.moves {
        let (id, happens, ends) = match step {
            Move::Lapse(id) => (*id, Event::Lapse, None),
            Move::Bump(id) => (*id, Event::Bump, None),
            Move::Promote(id) => (*id, Event::Promote, None),
            Move::Offer(id, ends) => (*id, Event::Offer, Some(*ends)),
        };
        move_one(ctx, tx, &permit, event, id, happens, ends).await?;
    }
    for fate in &settlement.fates {
        registrations::add_fate(tx, ctx.id(SeatFateId::new), event.id, place, fate, ctx.now).await?;
    }
    Ok(())
}

async fn move_one(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: &Found,
    id: RegistrationId,
    happens: Event,
    offer_ends: Option<When>,
) -> Result<()> {
    let row = registrations::get(tx, id).await?.ok_or(Error::NotFound)?;
    let mut wish = Wish::new(row.who()?, row.place, Attempt::new(happens, Cause::System), None);
    wish.offer_ends = offer_ends;
    change(ctx, tx, permit, event, Some(&row), &wish).await?;
    if let Some(ends) = offer_ends {
        let (job, at, key) = due_at_offers_end(event.id, ends);
        ctx.enqueue(tx, &job, at, Some(&key)).await?;
    }
    Ok(())
}

/// What is done when offers of an event end, when, and under which key.
pub(crate) fn due_at_offers_end(event: EventId, ends: When) -> (Job, When, String) {
    let job = Job::SettleEvent { event };
    let key = format!("{}:{event}:{}", job.kind(), ends.micros());
    (job, ends, key)
}

/// Ends the offers of an event that have ended, and finds the seats their next holders.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn settle_due(ctx: &Ctx, event: EventId) -> Result<(), Unfinished> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Some(found) = events::find(&mut tx, &ctx.viewer, event, ctx.today()).await? else { return Ok(()) };
        for place in registrations::due_offers(&mut tx, event, ctx.now).await? {
            settle(ctx, &mut tx, &found, place, 0).await?;
        }
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(())
}
