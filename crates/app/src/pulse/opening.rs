//! What the clock does: thanks leave some hours after the end, and with them the pulse opens; two weeks later it is
//! counted.

use crate::{
    Ctx, Result,
    ballots::{self, Invited, Opening},
    events::Found,
    notifications::Message,
    outbox::{Job, Unfinished},
    prompts, registrations,
};
use copia_domain::{
    ballots::{MINIMUM, WORDS_FROM},
    events::State as EventState,
    ids::{BallotBoxId, EventId, PersonId},
    pulse::{COUNT_AFTER_MINUTES, OPEN_DAYS, plan},
    registrations::State,
    time::When,
};
use copia_store::{
    Tx, ballots as kept, events,
    registrations::{Registration, Who},
};

/// Who is asked: everybody who had a seat. Where it is known who came, this is the place to ask them alone.
async fn asked(tx: &mut Tx, event: EventId) -> Result<Vec<Who>> {
    let rows = copia_store::registrations::holders_of_seats(tx, event, State::Confirmed, 0, i64::MAX).await?;
    Ok(rows.iter().filter_map(|row| row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest))).collect())
}

/// Whether an event took place, and ended when it was to end.
fn is_over(ctx: &Ctx, found: &Found, ends_at: When) -> bool {
    found.state == EventState::Published && found.ends_at == ends_at && ctx.now >= found.ends_at
}

/// Thanks everybody who had a seat, once each, and opens the pulse where enough are asked. Does nothing for an event
/// that was called off, or has moved since the job was made.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn thank(ctx: &Ctx, id: EventId, ends_at: When) -> Result<(), Unfinished> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let found = events::find(&mut tx, &ctx.viewer, id, ctx.today()).await?;
        if found.is_some_and(|found| is_over(ctx, &found, ends_at)) && kept::of_event(&mut tx, id).await?.is_none() {
            open(ctx, &mut tx, id).await?;
            tx.commit().await?;
        }
        Ok(())
    })
    .await?;
    let thanks =
        |row: &Registration| Some((Message::EventThanks { registration: row.id }, format!("thanks:{}", row.id)));
    registrations::each(ctx, id, State::Confirmed, |found| is_over(ctx, found, ends_at), thanks).await
}

/// Opens the pulse, unless so few are asked that their answers could never be shown.
async fn open(ctx: &Ctx, tx: &mut Tx, event: EventId) -> Result<()> {
    let asked = asked(tx, event).await?;
    if u32::try_from(asked.len()).is_ok_and(|few| few < MINIMUM) {
        return Ok(());
    }
    let rule = Opening {
        event_id: Some(event),
        minimum: MINIMUM,
        words_from: WORDS_FROM,
        closes_at: ctx.now.plus_days(OPEN_DAYS),
    };
    let people: Vec<PersonId> = asked.iter().filter_map(|who| who.person()).collect();
    prompts::on_the_day(ctx, tx, event, people).await?;
    let invited: Vec<Invited> = asked.into_iter().map(|who| Invited { who, values: Vec::new() }).collect();
    let new = ballots::open(ctx, tx, rule, &invited).await?;
    ballots::plan(tx, new.id, &plan()).await?;
    let at = new.closes_at.plus_seconds(COUNT_AFTER_MINUTES * 60);
    let job = Job::CountBallots { ballots: new.id };
    ctx.enqueue(tx, &job, at, Some(&format!("{}:{}", job.kind(), new.id))).await
}

/// Counts a pulse whose time is over: what waits in this process is written down, and who was asked is forgotten.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn count(ctx: &Ctx, id: BallotBoxId) -> Result<(), Unfinished> {
    if !ballots::close(&ctx.app, id).await {
        return Err(Unfinished::Retry("ballots still wait to be written down".to_owned().into()));
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        ballots::counted(&mut tx, id, ctx.now).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(())
}
