//! Announcing an event, calling it off, and throwing a draft away.

use super::{Found, Listed, acting, visible};
use crate::{Ctx, Error, Faults, Result, ctx::Act, memberships::REASON, outbox::Job};
use copia_domain::{
    events::{Reminder, State},
    fields::{self, Fault},
    ids::EventId,
    policy::{Permit, acts::RunEvent},
    pulse::THANKS_HOURS,
    registrations::Place,
    series::Reach,
    time::When,
};
use copia_store::{Tx, events};

/// What the page that asks whether to call an event off shows.
#[derive(Debug, Clone)]
pub struct CallOff {
    /// The event.
    pub event: Found,
    /// How many people have a seat or wait, who will all be told.
    pub people: u32,
    /// What is offered to them instead: the next event of the same communities.
    pub next: Option<Listed>,
}

/// What is done near an event, when, and under which key. `line_closes` is when nobody is promoted any more.
pub(crate) fn due_near(id: EventId, starts_at: When, line_closes: When) -> Vec<(Job, When, String)> {
    let remind = |reminder: &Reminder| {
        let at = starts_at.plus_hours(-reminder.hours_before());
        (Job::RemindOfEvent { event: id, starts_at, reminder: *reminder }, at)
    };
    let close = (Job::CloseLine { event: id, starts_at }, line_closes);
    let due = Reminder::ALL.iter().map(remind).chain(std::iter::once(close)).enumerate();
    due.map(|(number, (job, at))| {
        let key = format!("{}:{id}:{}:{number}", job.kind(), starts_at.micros());
        (job, at, key)
    })
    .collect()
}

/// What is done after an event has ended, when, and under which key.
pub(crate) fn due_after(id: EventId, ends_at: When) -> (Job, When, String) {
    let job = Job::ThankForEvent { event: id, ends_at };
    let key = format!("{}:{id}:{}", job.kind(), ends_at.micros());
    (job, ends_at.plus_hours(THANKS_HOURS), key)
}

/// Puts what is done near the event into the outbox. What was put there for another time does nothing.
pub(super) async fn schedule(ctx: &Ctx, tx: &mut Tx, event: &Found) -> Result<()> {
    let line_closes = event.room(Place::InPerson, ctx.now).promotion_ends();
    let mut due = due_near(event.id, event.starts_at, line_closes);
    due.push(due_after(event.id, event.ends_at));
    for (job, at, key) in due.iter().filter(|(_, at, _)| *at > ctx.now) {
        ctx.enqueue(tx, job, *at, Some(key)).await?;
    }
    Ok(())
}

/// Announces a draft: from now on people find it and can register.
///
/// # Errors
/// [`Error::Invalid`] when it starts in the past; [`Error::Denied`]; [`Error::Stale`] when it is no draft, or somebody
/// has changed it since it was read.
pub async fn publish(ctx: &Ctx, slug: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        if found.state != State::Draft {
            return Err(Error::AlreadyDone);
        }
        if found.starts_at <= ctx.now {
            return Err(Error::Invalid(Faults::one("date", Fault::TooEarly)));
        }
        announce(ctx, &mut tx, permit, &found, version).await?;
        ctx.audit(&mut tx, Act::by(acting(&standing), "event.publish").on("event", found.id).after(&found.title))
            .await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Announces one draft; whoever comes to its whole series is given a place.
pub(super) async fn announce(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: Permit<RunEvent>,
    found: &Found,
    version: i64,
) -> Result<()> {
    events::publish(tx, permit, found.id, version, ctx.now).await?;
    schedule(ctx, tx, found).await?;
    if found.series_id.is_some() {
        ctx.enqueue(tx, &Job::SeatSeries { event: found.id }, ctx.now, None).await?;
    }
    Ok(())
}

/// What calling an event off comes to.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] for a draft, and for what is over or called off.
pub async fn call_off_form(ctx: &Ctx, slug: &str) -> Result<CallOff> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RunEvent>()?;
    can_be_called_off(ctx, &event)?;
    let people = Place::ALL.iter().map(|place| event.counts(*place)).map(|(held, waiting)| held + waiting).sum();
    let next = super::whats_on::next_after(ctx, &mut tx, &event).await?;
    Ok(CallOff { event, people, next })
}

fn can_be_called_off(ctx: &Ctx, event: &Found) -> Result<()> {
    match event.state {
        State::Draft => Err(Error::NotNow("event-draft")),
        State::CalledOff => Err(Error::AlreadyDone),
        State::Published if ctx.now >= event.ends_at => Err(Error::NotNow("event-over")),
        State::Published => Ok(()),
    }
}

/// Calls an event off, or of a series as many sessions as the host says. Everybody who has a seat or waits is told,
/// with the reason; whoever comes to the whole series is told once.
///
/// # Errors
/// As [`call_off_form`]; [`Error::Invalid`] without a reason.
pub async fn call_off(ctx: &Ctx, slug: &str, reason: &str, reach: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        can_be_called_off(ctx, &found)?;
        let mut faults = Faults::new();
        let reason = faults.take("reason", fields::paragraphs(reason, REASON));
        faults.check()?;
        let reach = Reach::from_word(reach).unwrap_or(Reach::This);
        let is_alone = found.series_id.is_none() || reach == Reach::This;
        events::call_off(&mut tx, permit, found.id, &reason, ctx.now).await?;
        copia_store::attendance::called_off(&mut tx, found.id, found.kind, ctx.now).await?;
        ctx.enqueue(&mut tx, &Job::CallOffEvent { event: found.id, leaves_series: !is_alone }, ctx.now, None).await?;
        if is_alone {
            super::series::session_off(ctx, &mut tx, &found).await?;
        } else {
            super::series::call_off_more(ctx, &mut tx, &found, &reason, reach).await?;
        }
        ctx.audit(&mut tx, Act::by(acting(&standing), "event.call_off").on("event", found.id).after(&reason)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Throws a draft away; nobody but its hosts has seen it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] for what was announced; [`Error::Stale`].
pub async fn discard(ctx: &Ctx, slug: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        if found.state != State::Draft {
            return Err(Error::NotNow("event-published"));
        }
        events::discard(&mut tx, permit, found.id, version, ctx.now).await?;
        ctx.audit(&mut tx, Act::by(acting(&standing), "event.discard").on("event", found.id).before(&found.title))
            .await?;
        Ok(tx.commit().await?)
    })
    .await
}
