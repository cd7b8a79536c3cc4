//! Who runs an event: its hosts and moderators, and handing it over.

use super::{Found, Runner, acting, visible};
use crate::{Ctx, Error, Faults, Result, ctx::Act, role_terms::meant_one};
use copia_domain::{events::TeamRole, fields::Fault, ids::PersonId, policy::acts::RunEvent};
use copia_store::events;

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

/// Makes somebody, typed by address or whole name, a host or moderator.
///
/// # Errors
/// [`Error::Invalid`] for nobody or several, and an unknown role.
pub async fn add_runner(ctx: &Ctx, slug: &str, person: &str, role: &str) -> Result<()> {
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
        let others = events::runners(&mut tx, event.id).await?;
        keeps_a_host(&others, person, role == TeamRole::Host)?;
        events::add_runner(&mut tx, &permit, event.id, person, role, ctx.now).await?;
        let act = Act::by(acting(&standing), "event.add_runner").on("event", event.id).about(person).after(&role);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
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
        events::remove_runner(&mut tx, &permit, event.id, person).await?;
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
