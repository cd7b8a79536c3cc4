//! Memberships that end or move because of something larger: a merger, or somebody who leaves the site.

use super::{MembershipLetter, Wish, change};
use crate::{Ctx, Error, Result, notifications::Message, outbox::Unfinished};
use copia_domain::{
    communities::Stage,
    ids::{CommunityId, PersonId},
    memberships::{Attempt, Cause, CoreRule, Event, Intake, JoinRule, Rules, State},
    policy::{
        Permit, Scope,
        acts::{ChangeMembership, LeaveSite},
    },
};
use copia_store::{
    Tx,
    communities::{self, Life},
    memberships::{self, Membership},
};

/// What the system does under a rule asks for nothing that a community allows.
const SYSTEM: Rules = Rules { join: JoinRule::Invitation, core: CoreRule::Lead, intake: Intake::Nobody };

const fn by_system(community: CommunityId, person: PersonId, attempt: Attempt<'_>) -> Wish<'_> {
    Wish { community, rules: SYSTEM, person, attempt, message: None, acting_as: None }
}

/// People whose memberships end in one transaction, so that others can write between two.
const BATCH: i64 = 50;

/// Ends every membership, request and invitation of a community that was closed or merged: nobody stays a member of
/// one that has ended. The members of one that was merged are carried over first. What is left of it goes on where it
/// stopped, if it stopped.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn wind_down(ctx: &Ctx, community: CommunityId) -> Result<(), Unfinished> {
    while wind_down_some(ctx, community).await? > 0 {}
    Ok(())
}

async fn wind_down_some(ctx: &Ctx, community: CommunityId) -> Result<usize> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let life = communities::life(&mut tx, community).await?;
        let Some(life) = life.filter(|life| life.stage.is_history()) else { return Ok(0) };
        let why = if life.stage == Stage::Merged { "the community is merged" } else { "the community closes" };
        let into = goes_on_in(&mut tx, life).await?;
        let rows = memberships::present(&mut tx, community, BATCH).await?;
        for row in &rows {
            if let Some(into) = into {
                carry_over(ctx, &mut tx, into, row).await?;
            }
            end(ctx, &mut tx, community, row, why).await?;
        }
        tx.commit().await?;
        Ok(rows.len())
    })
    .await
}

/// Where the members of a community that ended go on, if anywhere. What it was merged into may have been merged
/// itself meanwhile; only a community that is alive is merged into, so this ends.
async fn goes_on_in(tx: &mut Tx, ended: Life) -> Result<Option<CommunityId>> {
    let (mut life, mut id) = (ended, None);
    while let (Stage::Merged, Some(next)) = (life.stage, life.merged_into_id) {
        let Some(found) = communities::life(tx, next).await? else { return Ok(None) };
        (life, id) = (found, Some(next));
    }
    Ok(id.filter(|_| !life.stage.is_history()))
}

/// Carries a member over into another community, at their level. Somebody who has left that one, or was declined or
/// removed there, stays out of it: what people have decided stands.
async fn carry_over(ctx: &Ctx, tx: &mut Tx, into: CommunityId, row: &Membership) -> Result<()> {
    let Some(level) = row.state.level() else { return Ok(()) };
    let attempt = Attempt::new(Event::CarryOver, Cause::System).at(level);
    let permit = Permit::<ChangeMembership>::of_the_system(Scope::Community(into), "the community is merged");
    match change(ctx, tx, permit, &by_system(into, row.person_id, attempt)).await {
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Ends what somebody is in a community that ends. Members and those who wait for an answer are told; somebody who
/// never answered an invitation is not.
async fn end(ctx: &Ctx, tx: &mut Tx, community: CommunityId, row: &Membership, why: &'static str) -> Result<()> {
    let permit = Permit::<ChangeMembership>::of_the_system(Scope::Community(community), why);
    let attempt = Attempt::new(Event::Leave, Cause::System);
    let ended = change(ctx, tx, permit, &by_system(community, row.person_id, attempt)).await?;
    if row.state == State::Invited {
        return Ok(());
    }
    let (membership, event) = (ended.membership, ended.event);
    let message = Message::Membership { letter: MembershipLetter::Ended, membership, event };
    ctx.notify(tx, Some(row.person_id), Some(community), message).await
}

/// Ends every membership, request and invitation of somebody who leaves the site, and all that they asked to be told.
///
/// # Errors
/// [`Error::Denied`] never: the permit has been asked for. [`Error::NotFound`] when it is for somebody else.
pub async fn leave_all(ctx: &Ctx, tx: &mut Tx, person: PersonId, permit: &Permit<LeaveSite>) -> Result<()> {
    if permit.scope() != Scope::Person(person) {
        return Err(Error::NotFound);
    }
    for row in memberships::memberships_of(tx, person).await? {
        if row.state.is_active() || matches!(row.state, State::Asked | State::Invited) {
            let attempt = Attempt::new(Event::Leave, Cause::System);
            let scope = Scope::Community(row.community_id);
            let permit = Permit::<ChangeMembership>::of_the_system(scope, "the person leaves the site");
            change(ctx, tx, permit, &by_system(row.community_id, person, attempt)).await?;
        }
    }
    Ok(memberships::unwatch_all(tx, person).await?)
}
