//! Roles on the whole site: the administrator gives and ends them.

use super::{RoleTerm, TermInput, checked, meant_one};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    fields::Fault,
    ids::RoleTermId,
    policy::{Role, acts::GiveSiteRoles},
    role_terms::{Term, TermRole},
};
use copia_store::role_terms;

/// Who holds what on the whole site, today or later.
#[derive(Debug, Clone)]
pub struct SiteRoles {
    /// The terms, by role and name.
    pub terms: Vec<RoleTerm>,
}

/// Who holds what.
///
/// # Errors
/// [`Error::Denied`] to all but administrators.
pub async fn site_roles(ctx: &Ctx) -> Result<SiteRoles> {
    let _ = ctx.viewer.on_site().permit::<GiveSiteRoles>()?;
    let mut tx = ctx.read().await?;
    Ok(SiteRoles { terms: role_terms::on_site(&mut tx, ctx.today()).await? })
}

/// Gives somebody a role on the whole site.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn give_site_role(ctx: &Ctx, input: &TermInput<'_>) -> Result<()> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<GiveSiteRoles>()?;
    let role = TermRole::from_word(input.role).filter(|role| !role.is_in_community());
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<GiveSiteRoles>()?;
        let mut faults = Faults::new();
        if role.is_none() {
            faults.add("role", Fault::NotChoice);
        }
        let person = meant_one(&mut tx, "person", input.person, &mut faults).await?;
        let known = checked(ctx, &mut tx, input, ctx.today(), faults).await?;
        let (Some(role), Some(person)) = (role, person) else { return Err(Error::NotFound) };
        let held = role_terms::on_site(&mut tx, ctx.today()).await?;
        if held.iter().any(|term| term.person_id == person && term.role == role) {
            return Err(Error::Invalid(Faults::one("person", Fault::Taken)));
        }
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: None,
            role,
            term: known.term,
            successor: known.successor,
            note: known.note,
        };
        role_terms::give(&mut tx, permit, &appointment, ctx.now).await?;
        let act = Act::by(Role::Administrator, "role.give").on("role_term", appointment.id).about(person);
        ctx.audit(&mut tx, act.after(&role)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Ends a role on the whole site: yesterday was its last day, or, if it began today, today is.
///
/// # Errors
/// [`Error::NotNow`] for the last administrator, without whom nobody could give the role again;
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn end_site_role(ctx: &Ctx, id: RoleTermId) -> Result<()> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<GiveSiteRoles>()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<GiveSiteRoles>()?;
        let today = ctx.today();
        let held = role_terms::on_site(&mut tx, today).await?;
        let term = held.iter().find(|term| term.id == id).ok_or(Error::NotFound)?;
        let others = |other: &&RoleTerm| {
            other.role == TermRole::Administrator
                && other.id != id
                && other.starts <= today
                && other.person_id != term.person_id
        };
        if term.role == TermRole::Administrator && !held.iter().any(|other| others(&other)) {
            return Err(Error::NotNow("last_administrator"));
        }
        let last = today.plus_days(-1).max(term.starts);
        let ended = Term { starts: term.starts, ends: Some(last) };
        role_terms::change(&mut tx, permit, id, ended, term.successor_id, term.note.as_deref(), term.version).await?;
        let act = Act::by(Role::Administrator, "role.end").on("role_term", id).about(term.person_id);
        ctx.audit(&mut tx, act.before(&term.role)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
