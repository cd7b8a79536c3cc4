//! Calling sessions of a series off.

use super::reach::{may_run, reaches, tell};
use crate::{Ctx, Error, Result, events::Found, outbox::Job, registrations::SeriesNews};
use copia_domain::{
    events::State,
    policy::{Permit, Scope, acts::RunEvent},
    series::Reach,
};
use copia_store::{
    Tx,
    events::{self, series},
};

/// What follows for the calendar object of a series when one of its sessions is called off.
pub(in crate::events) async fn session_off(ctx: &Ctx, tx: &mut Tx, found: &Found) -> Result<()> {
    let Some(segment) = found.segment_id else { return Ok(()) };
    let permit = Permit::<RunEvent>::of_the_system(Scope::Event(found.id), "one of its sessions is called off");
    Ok(series::raise_segment(tx, &permit, segment, ctx.now).await?)
}

/// Calls off what else a host means of a series, besides the session at hand.
pub(in crate::events) async fn call_off_more(
    ctx: &Ctx,
    tx: &mut Tx,
    found: &Found,
    reason: &str,
    reach: Reach,
) -> Result<()> {
    let id = found.series_id.ok_or(Error::NotFound)?;
    let sessions = series::all_sessions(tx, &ctx.viewer, id, ctx.today()).await?;
    let mut segments: Vec<_> = found.segment_id.into_iter().collect();
    let others = sessions.iter().filter(|one| one.id != found.id && reaches(ctx, found, one, reach));
    for session in others.filter(|one| one.state == State::Published) {
        let permit = may_run(ctx, session)?;
        events::call_off(tx, permit, session.id, reason, ctx.now).await?;
        copia_store::attendance::called_off(tx, session.id, session.kind, ctx.now).await?;
        ctx.enqueue(tx, &Job::CallOffEvent { event: session.id, leaves_series: true }, ctx.now, None).await?;
        segments.extend(session.segment_id.filter(|segment| !segments.contains(segment)));
    }
    for segment in segments {
        let permit = Permit::<RunEvent>::of_the_system(Scope::Event(found.id), "its sessions are called off");
        series::raise_segment(tx, &permit, segment, ctx.now).await?;
        tell(ctx, tx, segment, SeriesNews::CalledOff).await?;
    }
    Ok(())
}
