//! What people do with their own place at an event.

use super::{Changed, Registration, Wish, change, settle};
use crate::{
    Ctx, Error, Faults, Result,
    events::{Found, visible},
};
use copia_domain::{
    fields,
    ids::PersonId,
    policy::{
        Permit, Role, Scope,
        acts::{Attend, LeaveSite, RunEvent},
    },
    registrations::{Attempt, Cause, Event, Place, Refusal, State},
    time::When,
};
use copia_store::{
    Tx, events,
    registrations::{self, Who},
};

/// Characters in which somebody says what they need.
pub(super) const NEEDS: usize = 1_000;

/// Where somebody stands at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The registration.
    pub row: Registration,
    /// How many people come before them in line, where they wait.
    pub ahead: i64,
}

/// Whether whoever comes now gets a seat.
pub(super) fn has_seat(event: &Found, place: Place, now: When) -> bool {
    let (held, waiting) = event.counts(place);
    event.room(place, now).has_free_seat(held, waiting)
}

/// Where the viewer stands at an event; `None` for somebody who never registered.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn my_place(ctx: &Ctx, tx: &mut Tx, event: &Found) -> Result<Option<Given>> {
    let Some(person) = ctx.viewer.id() else { return Ok(None) };
    let Some(row) = registrations::find(tx, event.id, Who::Person(person)).await? else { return Ok(None) };
    let ahead = if row.state == State::Waiting { registrations::ahead(tx, &row).await? } else { 0 };
    Ok(Some(Given { row, ahead }))
}

/// Takes a seat, or a place in line where none is free. `needs` is what the person says they need to take part;
/// nothing keeps what was said before.
///
/// # Errors
/// [`Error::RegistrationRefused`] with the reason; [`Error::Invalid`] for needs that are too long.
pub async fn register(ctx: &Ctx, slug: &str, place: Place, needs: &str) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Attend>()?;
        let mut faults = Faults::new();
        let needs = faults.take("needs", fields::optional_paragraphs(needs, NEEDS));
        faults.check()?;
        let who = Who::Person(ctx.person()?);
        let changed = come(ctx, &mut tx, &permit, &event, who, place, needs.as_deref()).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}

/// Takes a seat for somebody, or a place in line.
pub(super) async fn come(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<Attend>,
    event: &Found,
    who: Who,
    place: Place,
    needs: Option<&str>,
) -> Result<Changed> {
    if !event.format.has(place) {
        return Err(Refusal::NoSuchPlace.into());
    }
    let before = registrations::find(tx, event.id, who).await?;
    let attempt = Attempt::new(Event::Register, Cause::Oneself).with_seat(has_seat(event, place, ctx.now));
    let mut wish = Wish::new(who, place, attempt, Some(acting(who)));
    wish.needs = needs;
    change(ctx, tx, permit, event, before.as_ref(), &wish).await
}

const fn acting(who: Who) -> Role {
    match who {
        Who::Person(_) => Role::Oneself,
        Who::Guest(_) => Role::Public,
    }
}

/// Gives back a seat, an offer or a place in line.
///
/// # Errors
/// [`Error::RegistrationRefused`] when there is nothing to give back.
pub async fn withdraw(ctx: &Ctx, slug: &str) -> Result<()> {
    own(ctx, slug, Event::Withdraw, None).await.map(drop)
}

/// Accepts the offer of a seat.
///
/// # Errors
/// [`Error::RegistrationRefused`] when it has ended, or there is none.
pub async fn accept(ctx: &Ctx, slug: &str) -> Result<()> {
    own(ctx, slug, Event::Accept, None).await.map(drop)
}

/// Takes part in the other way instead; a seat is kept where the other way is full.
///
/// # Errors
/// [`Error::RegistrationRefused`] with the reason.
pub async fn change_place(ctx: &Ctx, slug: &str, place: Place) -> Result<State> {
    own(ctx, slug, Event::ChangePlace, Some(place)).await
}

async fn own(ctx: &Ctx, slug: &str, happens: Event, place: Option<Place>) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Attend>()?;
        let row = registrations::find(&mut tx, event.id, Who::Person(ctx.person()?)).await?;
        let row = row.ok_or(Refusal::NotNow)?;
        let state = step(ctx, &mut tx, &permit, &event, &row, happens, place).await?;
        tx.commit().await?;
        Ok(state)
    })
    .await
}

/// One step that somebody takes with the registration they have, and what follows for the seats.
pub(super) async fn step(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<Attend>,
    event: &Found,
    row: &Registration,
    happens: Event,
    place: Option<Place>,
) -> Result<State> {
    let who = row.who()?;
    let place = place.unwrap_or(row.place);
    if !event.format.has(place) {
        return Err(Refusal::NoSuchPlace.into());
    }
    if happens == Event::ChangePlace && place == row.place {
        return Err(Refusal::AlreadyDone.into());
    }
    let attempt =
        Attempt::new(happens, Cause::Oneself).with_seat(has_seat(event, place, ctx.now)).until(row.offer_ends_at);
    let wish = Wish::new(who, place, attempt, Some(acting(who)));
    let changed = change(ctx, tx, permit, event, Some(row), &wish).await?;
    if let Some(freed) = changed.freed {
        settle(ctx, tx, event, freed, 1).await?;
    }
    Ok(changed.state)
}

/// Gives back every place at events to come of somebody who leaves the site, so that others can have them.
pub(crate) async fn leave_all(ctx: &Ctx, tx: &mut Tx, person: PersonId, permit: &Permit<LeaveSite>) -> Result<()> {
    super::series::leave_every(ctx, tx, person, permit).await?;
    for mine in registrations::mine(tx, person, ctx.now, i64::MAX).await? {
        let event = events::find(tx, &ctx.viewer, mine.event_id, ctx.today()).await?.ok_or(Error::NotFound)?;
        let row = registrations::get(tx, mine.id).await?.ok_or(Error::NotFound)?;
        let permit = Permit::<RunEvent>::of_the_system(Scope::Event(event.id), "whoever leaves the site comes no more");
        let attempt = Attempt::new(Event::Withdraw, Cause::System);
        let wish = Wish::new(Who::Person(person), row.place, attempt, None);
        let changed = change(ctx, tx, &permit, &event, Some(&row), &wish).await?;
        if let Some(freed) = changed.freed {
            settle(ctx, tx, &event, freed, 1).await?;
        }
    }
    Ok(())
}
