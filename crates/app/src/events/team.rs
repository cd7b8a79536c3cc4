//! Who runs an event: its hosts and moderators, and handing it over.

use super::{Found, Runner, acting, visible};
use crate::{Ctx, Error, Faults, Result, ctx::Act, role_terms::meant_one};
use copia_domain::{
    events::TeamRole,
    fields::Fault,
    ids::PersonId,
    policy::{Permit, Standing, acts::RunEvent},
};
use copia_store::{Tx, events};

/// What the page of those who run an event shows.
#[derive(Debug, Clone)]
pub struct TeamPage {
    /// The event.
    pub event: Found,
    /// Those who run it.
    pub runners: Vec<Runner>,
}

/// Those who run an event.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn team(ctx: &Ctx, slug: &str) -> Result<TeamPage> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RunEvent>()?;
    let runners = events::runners(&mut tx, event.id).await?;
    Ok(TeamPage { event, runners })
}

/// Makes somebody, typed by address or whole name, a host or moderator; `of_series` also of every session of the same
/// series that is still to come, as far as the viewer runs it.
///
/// # Errors
/// [`Error::Invalid`] for nobody or several, and an unknown role.
pub async fn add_runner(ctx: &Ctx, slug: &str, person: &str, role: &str, of_series: bool) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        let mut faults = Faults::new();
        let person = meant_one(&mut tx, "person", person, &mut faults).await?;
        let role = TeamRole::from_word(role);
        if role.is_none() {
            faults.add("role", Fault::NotChoice);
        }
        faults.check()?;
        let (Some(person), Some(role)) = (person, role) else { return Err(Error::NotFound) };
        add_to(ctx, &mut tx, &event, &standing, (person, role), &permit).await?;
        for session in others_of_series(ctx, &mut tx, &event, of_series).await? {
            let standing = ctx.viewer.at_event(session.id, session.roles());
            let Ok(permit) = standing.permit::<RunEvent>() else { continue };
            match add_to(ctx, &mut tx, &session, &standing, (person, role), &permit).await {
                // Where they are the only host they stay one.
                Err(Error::NotNow(_)) => {}
                other => other?,
            }
        }
        Ok(tx.commit().await?)
    })
    .await
}

async fn add_to(
    ctx: &Ctx,
    tx: &mut Tx,
    event: &Found,
    standing: &Standing,
    (person, role): (PersonId, TeamRole),
    permit: &Permit<RunEvent>,
) -> Result<()> {
    let others = events::runners(tx, event.id).await?;
    keeps_a_host(&others, person, role == TeamRole::Host)?;
    events::add_runner(tx, permit, event.id, person, role, ctx.now).await?;
    let act = Act::by(acting(standing), "event.add_runner").on("event", event.id).about(person).after(&role);
    ctx.audit(tx, act).await
}

/// The other sessions of the same series that are still to come, where they are meant.
async fn others_of_series(ctx: &Ctx, tx: &mut Tx, event: &Found, are_meant: bool) -> Result<Vec<Found>> {
    let Some(series) = event.series_id.filter(|_| are_meant) else { return Ok(Vec::new()) };
    let sessions = events::series::all_sessions(tx, &ctx.viewer, series, ctx.today()).await?;
    Ok(sessions.into_iter().filter(|one| one.id != event.id && one.ends_at > ctx.now).collect())
}

/// Takes somebody off those who run it; a host can take themselves off once another one is there.
///
/// # Errors
/// [`Error::NotNow`] for the last host.
pub async fn remove_runner(ctx: &Ctx, slug: &str, person: PersonId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        let others = events::runners(&mut tx, event.id).await?;
        if !others.iter().any(|runner| runner.person_id == person) {
            return Err(Error::AlreadyDone);
        }
        keeps_a_host(&others, person, false)?;
        events::remove_runner(&mut tx, &permit, event.id, person, ctx.now).await?;
        let act = Act::by(acting(&standing), "event.remove_runner").on("event", event.id).about(person);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// An event always has a host: whoever is changed is one, or somebody else is.
fn keeps_a_host(runners: &[Runner], changed: PersonId, becomes_host: bool) -> Result<()> {
    let other = runners.iter().any(|runner| runner.person_id != changed && runner.role == TeamRole::Host);
    if other || becomes_host { Ok(()) } else { Err(Error::NotNow("last-host")) }
}
