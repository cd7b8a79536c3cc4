//! Being in a community: joining, asking, inviting, deciding, leaving, and what leads do for their members.
//!
//! Every change goes through [`change`], which asks the one machine in the domain and does what follows from it.

mod broadcasts;
mod carrying;
mod decisions;
mod exports;
mod invitations;
mod invitees;
mod joining;
pub mod letters;
pub(crate) mod reminders;
mod requests;
mod roster;

pub(crate) use broadcasts::serve;
pub use broadcasts::{
    BroadcastForm, BroadcastPreview, BroadcastView, call_off, message, messages, preview_message, send_message,
};
pub use carrying::leave_all;
pub(crate) use carrying::wind_down;
pub use decisions::{Decided, DecisionLink, DecisionView, decide_by_link, look_at_decision};
pub use exports::{Export, Format, export};
pub use invitations::{
    InvitationLink, InvitationView, InvitationsView, Outcome, Pick, answer_by_link, answer_invitation, directory,
    invitation, invitations, invite, look_at_invitation, preview_invitations, uninvite,
};
pub use invitees::{Invitee, Meaning};
pub use joining::{Left, change_own_level, come_back, join, leave, unwatch, watch, withdraw};
pub use requests::{Decision, RequestsView, decide, requests};
pub use roster::{Details, MemberRow, MemberView, MembersView, change_level, member, members, remove};

use crate::{Ctx, Error, Result, communities::Found, ctx::Act, notifications::Message, outbox::Job};
use copia_domain::{
    ids::{CommunityId, MembershipEventId, MembershipId, PersonId},
    memberships::{Attempt, Cause, Event, FollowUp, Refusal, Rules, State, transition},
    notifications::{REMIND_LEADS_HOURS, TELL_MANAGER_HOURS},
    people::PersonStatus,
    policy::{Permit, Role, Roles, Standing, Viewer},
    role_terms::TermRole,
};
use copia_store::{
    Tx,
    memberships::{self, ChangesMembership, Step},
    people, role_terms,
};
use letters::MembershipLetter;

pub use copia_store::memberships::{EventRow, Facts, Member, Order, Pending, Selection};

/// Characters that a message with a request, or a reason, takes.
pub const REASON: usize = 1_000;
/// Rows of a list of people on one page.
pub const PAGE: i64 = 50;

/// What is to happen to whose membership, in which community.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// In which community.
    pub community: CommunityId,
    /// What it allows. What the system does under a rule does not depend on it.
    pub rules: Rules,
    /// Whose membership.
    pub person: PersonId,
    /// What.
    pub attempt: Attempt<'a>,
    /// What the person writes with a request.
    pub message: Option<&'a str>,
    /// In which role it is done; `None` for the system.
    pub acting_as: Option<Role>,
}

/// What was changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed {
    /// Which membership.
    pub membership: MembershipId,
    /// The step in its history.
    pub event: MembershipEventId,
    /// Where it stands now.
    pub state: State,
}

impl<'a> Wish<'a> {
    /// Something that people do with their own membership.
    pub(crate) const fn own(found: &Found, person: PersonId, event: Event) -> Self {
        Self {
            community: found.id,
            rules: found.rules(),
            person,
            attempt: Attempt::new(event, Cause::Oneself),
            message: None,
            acting_as: Some(Role::Oneself),
        }
    }

    /// Something that a lead, or the programme manager for them, does.
    pub(crate) fn lead(found: &Found, standing: &Standing, person: PersonId, attempt: Attempt<'a>) -> Self {
        let acting_as = if standing.is(Role::Lead) { Role::Lead } else { Role::ProgrammeManager };
        let (community, rules) = (found.id, found.rules());
        Self { community, rules, person, attempt, message: None, acting_as: Some(acting_as) }
    }
}

/// Changes one membership, if the machine allows it: the row, its history, the numbers, the audit log, and the mail
/// that follows.
pub(crate) async fn change<A: ChangesMembership>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: Permit<A>,
    wish: &Wish<'_>,
) -> Result<Changed> {
    let before = memberships::find(tx, wish.community, wish.person).await?;
    let change = transition(before.as_ref().map(|row| row.state), &wish.attempt, &wish.rules)?;
    let step = Step {
        id: before.as_ref().map_or_else(|| ctx.id(MembershipId::new), |row| row.id),
        event: ctx.id(MembershipEventId::new),
        community: wish.community,
        person: wish.person,
        attempt: wish.attempt,
        change: &change,
        message: wish.message,
    };
    memberships::save(tx, permit, before.as_ref(), &step, ctx.now).await?;
    let action = format!("membership.{}", wish.attempt.event);
    let act = wish.acting_as.map_or_else(|| Act::by_system(&action), |role| Act::by(role, &action));
    let act = act.on("membership", step.id).within(wish.community).about(wish.person).after(&change.to);
    let act = match change.from {
        Some(from) => act.before(&from),
        None => act,
    };
    ctx.audit(tx, act).await?;
    let changed = Changed { membership: step.id, event: step.event, state: change.to };
    for follow_up in change.follow_ups {
        follow(ctx, tx, wish, changed, *follow_up).await?;
    }
    Ok(changed)
}

async fn follow(ctx: &Ctx, tx: &mut Tx, wish: &Wish<'_>, changed: Changed, follow_up: FollowUp) -> Result<()> {
    let Changed { membership, event, .. } = changed;
    let letter = match follow_up {
        FollowUp::TellLeadsOfRequest => return tell_leads_of_request(ctx, tx, wish.community, changed).await,
        FollowUp::TellPersonAccepted => MembershipLetter::Accepted,
        FollowUp::TellPersonDeclined => MembershipLetter::Declined,
        FollowUp::TellPersonRemoved => MembershipLetter::Removed,
        FollowUp::SendInvitation => MembershipLetter::Invitation,
    };
    let message = Message::Membership { letter, membership, event };
    ctx.notify(tx, Some(wish.person), Some(wish.community), message).await
}

/// Tells every lead, or the programme manager where nobody leads, and sets the reminders.
async fn tell_leads_of_request(ctx: &Ctx, tx: &mut Tx, community: CommunityId, changed: Changed) -> Result<()> {
    let Changed { membership, event, .. } = changed;
    let mut readers = role_terms::holders(tx, TermRole::Lead, Some(community), ctx.today()).await?;
    if readers.is_empty() {
        readers = role_terms::holders(tx, TermRole::ProgrammeManager, None, ctx.today()).await?;
    }
    readers.dedup();
    for reader in readers {
        let message = Message::Membership { letter: MembershipLetter::Request, membership, event };
        ctx.notify(tx, Some(reader), Some(community), message).await?;
    }
    let later = [
        (Job::RemindOfRequest { request: event }, REMIND_LEADS_HOURS),
        (Job::ReportRequest { request: event }, TELL_MANAGER_HOURS),
    ];
    for (job, hours) in later {
        let key = format!("{}:{event}", job.kind());
        ctx.enqueue(tx, &job, ctx.now.plus_hours(hours), Some(&key)).await?;
    }
    Ok(())
}

/// The same request as if this person had signed in: for links that were sent to them. No session comes of it.
/// Somebody who has left may not sign in either, though the last day of their roles may be today.
pub(crate) async fn as_person(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<Ctx> {
    let known = people::find(tx, person).await?;
    known.filter(|known| known.status == PersonStatus::Current).ok_or(Error::LinkEnded)?;
    let today = ctx.today();
    let terms = role_terms::of_person(tx, person).await?;
    let held = terms.iter().filter(|term| {
        term.community_id.is_none() && term.starts <= today && term.ends.is_none_or(|ends| ends >= today)
    });
    let site = held.filter_map(|term| term.role.role()).fold(Roles::default(), Roles::with);
    Ok(Ctx { viewer: Viewer::person(person, site), account: None, ..ctx.clone() })
}

/// The membership at hand, as one of the community's.
pub(crate) async fn in_community(tx: &mut Tx, found: &Found, id: MembershipId) -> Result<memberships::Membership> {
    let row = memberships::get(tx, id).await?;
    row.filter(|row| row.community_id == found.id).ok_or(Error::NotFound)
}

/// What somebody hears who may not change their own membership, because they are no member any more: a second click
/// on "leave" is told that it is done, and no more than that.
pub(crate) fn own_permit<A: ChangesMembership>(found: &Found, standing: &Standing) -> Result<Permit<A>> {
    standing.permit::<A>().map_err(|denied| match found.my_state {
        Some(State::Left) => Refusal::AlreadyDone.into(),
        Some(_) => Refusal::NotNow.into(),
        None => denied.into(),
    })
}
