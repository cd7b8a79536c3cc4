//! Memberships that end or move because of something larger: a merger, or somebody who leaves the site.

use super::{MembershipLetter, Wish, change};
use crate::{Ctx, Error, Result, notifications::Message};
use copia_domain::{
    ids::{CommunityId, PersonId},
    memberships::{Attempt, Cause, CoreRule, Event, Intake, JoinRule, Rules, State},
    policy::{
        Permit, Scope,
        acts::{ChangeMembership, LeaveSite},
    },
};
use copia_store::{
    Tx,
    memberships::{self, Membership},
};

/// What the system does under a rule asks for nothing that a community allows.
const SYSTEM: Rules = Rules { join: JoinRule::Invitation, core: CoreRule::Lead, intake: Intake::Nobody };

const fn by_system(community: CommunityId, person: PersonId, attempt: Attempt<'_>) -> Wish<'_> {
    Wish { community, rules: SYSTEM, person, attempt, message: None, acting_as: None }
}

/// Carries the members of one community over into another, at their level, and ends what they were in the first.
/// Somebody who has left the other community, or was declined or removed there, stays out of it: what people have
/// decided stands. Requests and invitations of the first community end. Gives how many were carried over.
///
/// # Errors
/// [`Error::Store`].
pub async fn carry_over(ctx: &Ctx, tx: &mut Tx, from: CommunityId, to: CommunityId) -> Result<i64> {
    let mut carried = 0;
    for row in memberships::present(tx, from).await? {
        if let Some(level) = row.state.level() {
            let attempt = Attempt::new(Event::CarryOver, Cause::System).at(level);
            let permit = Permit::<ChangeMembership>::of_the_system(Scope::Community(to), "the community is merged");
            match change(ctx, tx, permit, &by_system(to, row.person_id, attempt)).await {
                Ok(_) => carried += 1,
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        end(ctx, tx, from, &row, "the community is merged").await?;
    }
    Ok(carried)
}

/// Ends every membership, request and invitation of a community that closes: nobody stays a member of one that has
/// ended.
///
/// # Errors
/// [`Error::Store`].
pub async fn end_all(ctx: &Ctx, tx: &mut Tx, community: CommunityId) -> Result<()> {
    for row in memberships::present(tx, community).await? {
        end(ctx, tx, community, &row, "the community closes").await?;
    }
    Ok(())
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
