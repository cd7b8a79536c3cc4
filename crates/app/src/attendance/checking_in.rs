//! Saying that one is there, with the code that the hosts show. Opening the address of the pattern at the door marks
//! nobody: scanners and browsers open addresses by themselves.

use super::{mark, not_now};
use crate::{
    Ctx, Error, Faults, Result,
    events::{Found, visible},
    links,
    registrations::PlaceLink,
};
use copia_domain::{
    attendance::{Refusal, Way, may_check_in},
    fields::Fault,
    policy::{
        Permit, Role, Scope,
        acts::{CheckIn, RecordAttendance},
    },
};
use copia_store::{
    attendance::{self, Totals},
    registrations::Who,
};

/// What the page for the screen shows.
#[derive(Debug, Clone)]
pub struct Projector {
    /// The event.
    pub event: Found,
    /// The code.
    pub code: String,
    /// Why it does not work now.
    pub refusal: Option<Refusal>,
    /// How many are there.
    pub totals: Totals,
}

/// The page with the code, for the screen in the room.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn projector(ctx: &Ctx, slug: &str) -> Result<Projector> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RecordAttendance>()?;
    let totals = attendance::totals(&mut tx, event.id).await?;
    let code = links::check_in_code(&ctx.app, event.id);
    Ok(Projector { refusal: refusal(ctx, &event), code, totals, event })
}

fn refusal(ctx: &Ctx, event: &Found) -> Option<Refusal> {
    may_check_in(event.state, event.starts_at, event.ends_at, ctx.now).err()
}

/// What the page to check in shows.
#[derive(Debug, Clone)]
pub struct Here {
    /// The event.
    pub event: Found,
    /// Why one cannot check in now.
    pub refusal: Option<Refusal>,
    /// Whether it is known already that the viewer is there.
    pub is_here: bool,
}

/// The page to check in. It marks nobody.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn here(ctx: &Ctx, slug: &str) -> Result<Here> {
    let mut tx = ctx.read().await?;
    let (event, _) = visible(ctx, &mut tx, slug).await?;
    let is_here = match ctx.viewer.id() {
        Some(me) => attendance::find(&mut tx, event.id, Who::Person(me)).await?.is_some(),
        None => false,
    };
    Ok(Here { refusal: refusal(ctx, &event), event, is_here })
}

/// Whether the code is the event's, and now is the time.
fn checked(ctx: &Ctx, event: &Found, code: &str) -> Result<()> {
    may_check_in(event.state, event.starts_at, event.ends_at, ctx.now).map_err(not_now)?;
    if links::is_check_in_code(&ctx.app, event.id, code) {
        return Ok(());
    }
    let fault = if code.trim().is_empty() { Fault::Missing } else { Fault::WrongCode };
    Err(Error::Invalid(Faults::one("code", fault)))
}

/// Records that the viewer is there, registered or not. A second time changes nothing.
///
/// # Errors
/// [`Error::Invalid`] for a wrong code; [`Error::NotNow`] with the word of a [`Refusal`]; [`Error::Denied`] to whoever
/// has not signed in.
pub async fn check_in(ctx: &Ctx, slug: &str, code: &str, way: Way) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<CheckIn>()?;
        checked(ctx, &event, code)?;
        let who = Who::Person(ctx.person()?);
        mark(ctx, &mut tx, &permit, &event, who, way, (Role::Oneself, "attendance.check_in")).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Records that whoever holds the link of a place is there, with the code: how guests check in.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, or after the event; as [`check_in`].
pub async fn check_in_by_link(ctx: &Ctx, link: &PlaceLink, code: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let view = link.open(ctx, &mut tx).await?;
        checked(ctx, &view.event, code)?;
        let row = &view.given.row;
        let who = row.person_id.map(Who::Person).or(row.guest_id.map(Who::Guest)).ok_or(Error::NotFound)?;
        let why = "the signed link says whose place it is";
        let permit = Permit::<CheckIn>::of_the_system(Scope::Event(view.event.id), why);
        let role = if row.guest_id.is_some() { Role::Public } else { Role::Oneself };
        mark(ctx, &mut tx, &permit, &view.event, who, Way::Code, (role, "attendance.check_in")).await?;
        Ok(tx.commit().await?)
    })
    .await
}
