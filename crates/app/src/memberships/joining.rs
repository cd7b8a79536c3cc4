//! What people do with their own membership.

use super::{REASON, Wish, change, own_permit};
use crate::{Ctx, Error, Faults, Result, communities::visible, ctx::Act};
use copia_domain::{
    fields,
    memberships::{Cause, Event, JoinRule, Level, Refusal, State, may_return},
    policy::{
        Role,
        acts::{ChangeOwnMembership, Join, Watch},
    },
};
use copia_store::{communities, memberships};

/// What somebody is told who has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Whether they still find the community: one that only members see is gone for them.
    pub still_visible: bool,
}

/// Joins as a wider member where that is open to everyone, or to those invited; asks to join where a lead decides.
/// The answer says which it was.
///
/// # Errors
/// [`Error::Refused`] with the reason; [`Error::Invalid`] for a message that is too long.
pub async fn join(ctx: &Ctx, slug: &str, message: &str) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Join>()?;
        let mut faults = Faults::new();
        let message = faults.take("message", fields::optional_paragraphs(message, REASON));
        faults.check()?;
        let invited = found.my_state == Some(State::Invited);
        let event = if found.join_rule == JoinRule::Ask && !invited { Event::Ask } else { Event::Join };
        let mut wish = Wish::own(&found, ctx.person()?, event);
        if event == Event::Ask {
            wish.message = message.as_deref();
        }
        let changed = change(ctx, &mut tx, permit, &wish).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}

/// Takes one's request back.
///
/// # Errors
/// [`Error::Refused`] when it has been decided, or there is none.
pub async fn withdraw(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Join>()?;
        change(ctx, &mut tx, permit, &Wish::own(&found, ctx.person()?, Event::Withdraw)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Leaves. For half an hour that can be taken back with [`come_back`].
///
/// # Errors
/// [`Error::Refused`] when it is done already.
pub async fn leave(ctx: &Ctx, slug: &str) -> Result<Left> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = own_permit::<ChangeOwnMembership>(&found, &standing)?;
        change(ctx, &mut tx, permit, &Wish::own(&found, ctx.person()?, Event::Leave)).await?;
        let after = communities::find_visible(&mut tx, &ctx.viewer, &found.slug, ctx.today()).await?;
        tx.commit().await?;
        Ok(Left { still_visible: after.is_some() })
    })
    .await
}

/// Takes leaving back: the member is what they were, and joined when they did.
///
/// # Errors
/// [`Error::Refused`] after half an hour, and for somebody who did not leave by themselves.
pub async fn come_back(ctx: &Ctx, slug: &str) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Join>()?;
        let person = ctx.person()?;
        let mut wish = Wish::own(&found, person, Event::Return);
        let row = memberships::find(&mut tx, found.id, person).await?;
        if let Some(row) = row.filter(|row| row.state == State::Left) {
            let step = memberships::left_with(&mut tx, &row).await?;
            let left = step.filter(|step| (step.event, step.cause) == (Event::Leave, Cause::Oneself));
            let was = left.and_then(|step| step.previous).and_then(State::level);
            let level = was.filter(|_| may_return(row.since, ctx.now)).ok_or(Refusal::NotNow)?;
            wish.attempt = wish.attempt.at(level);
        }
        let changed = change(ctx, &mut tx, permit, &wish).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}

/// Changes between core and wider.
///
/// # Errors
/// [`Error::Refused`] where a lead decides who is core.
pub async fn change_own_level(ctx: &Ctx, slug: &str, level: Level) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = own_permit::<ChangeOwnMembership>(&found, &standing)?;
        let event = match level {
            Level::Core => Event::BecomeCore,
            Level::Wider => Event::BecomeWider,
        };
        change(ctx, &mut tx, permit, &Wish::own(&found, ctx.person()?, event)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Asks to be told when a community that is forming opens. Asking twice is the same as asking once.
///
/// # Errors
/// [`Error::NotNow`] for a community that is not forming.
pub async fn watch(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Watch>()?;
        if found.stage != copia_domain::communities::Stage::Forming {
            return Err(Error::NotNow("watch"));
        }
        if memberships::watch(&mut tx, permit, ctx.now).await? {
            ctx.audit(&mut tx, Act::by(Role::Oneself, "community.watch").on("community", found.id).within(found.id))
                .await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes that back.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn unwatch(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<Watch>()?;
        if memberships::unwatch(&mut tx, permit).await? {
            ctx.audit(&mut tx, Act::by(Role::Oneself, "community.unwatch").on("community", found.id).within(found.id))
                .await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}
