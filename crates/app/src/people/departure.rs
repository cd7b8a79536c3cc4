//! Leaving the site for good.

use crate::{Ctx, Error, Result, ctx::Act};
use copia_domain::{
    memberships::State,
    people::PersonStatus,
    policy::{Role, acts::LeaveSite},
    role_terms::TermRole,
};
use copia_store::{
    accounts, people,
    people::own::{self, Term},
    role_terms,
};

/// What leaving comes to, before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// How many communities one belongs to.
    pub communities: usize,
    /// The roles that end with it.
    pub terms: Vec<Term>,
    /// Whether nobody would be left who can administer the site, so that one has to wait.
    pub is_last_administrator: bool,
}

/// The word for what stands in the way of the last administrator.
const LAST_ADMINISTRATOR: &str = "last-administrator";

/// What leaving would come to.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn departure(ctx: &Ctx) -> Result<Departure> {
    let me = super::profile::own_id(ctx)?;
    let _permit = ctx.viewer.towards(me).permit::<LeaveSite>()?;
    let mut tx = ctx.read().await?;
    let memberships = own::memberships(&mut tx, me).await?;
    let terms = own::terms(&mut tx, me, ctx.today()).await?;
    let administers = terms.iter().any(|term| term.role == TermRole::Administrator && term.starts <= ctx.today());
    let is_last_administrator = administers && accounts::administrators(&mut tx, ctx.today()).await? <= 1;
    let belongs = |state: State| state.is_active();
    let communities = memberships.iter().filter(|membership| belongs(membership.state)).count();
    Ok(Departure { communities, terms, is_last_administrator })
}

/// Leaves the site: memberships and roles end, sessions end, the account is closed. What others see is "a former
/// member"; what is held is removed after [`crate::privacy::KEEP_DAYS`] days.
///
/// # Errors
/// [`Error::Denied`] for a visitor, [`Error::NotNow`] for the last administrator.
pub async fn leave_site(ctx: &Ctx) -> Result<()> {
    let me = super::profile::own_id(ctx)?;
    ctx.retry(|| async {
        let permit = ctx.viewer.towards(me).permit::<LeaveSite>()?;
        let mut tx = ctx.write().await?;
        let person = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
        if person.status != PersonStatus::Current {
            return Err(Error::AlreadyDone);
        }
        let today = ctx.today();
        let terms = own::terms(&mut tx, me, today).await?;
        let administers = terms.iter().any(|term| term.role == TermRole::Administrator && term.starts <= today);
        if administers && accounts::administrators(&mut tx, today).await? <= 1 {
            return Err(Error::NotNow(LAST_ADMINISTRATOR));
        }
        crate::memberships::leave_all(ctx, &mut tx, me, &permit).await?;
        crate::registrations::leave_all(ctx, &mut tx, me, &permit).await?;
        crate::quotes::withdraw_all(ctx, &mut tx, me).await?;
        crate::stories::withdraw_all(ctx, &mut tx, me).await?;
        role_terms::end_all(&mut tx, me, today).await?;
        accounts::end_other_sessions(&mut tx, me, None, ctx.now).await?;
        accounts::close(&mut tx, me).await?;
        people::leave(&mut tx, &permit, me, ctx.now).await?;
        let act = Act::by(Role::Oneself, "person.leave_site").on("person", me).about(me);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}
