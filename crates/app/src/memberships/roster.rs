//! Who is in: the list that staff see, the list that leads see, and what leads do with it.

use super::{PAGE, REASON, Wish, change, in_community};
use crate::{
    Ctx, Error, Faults, Result,
    communities::{Found, visible},
};
use copia_domain::{
    fields,
    ids::{FileId, MembershipId, PersonId},
    memberships::{Attempt, Cause, Event, Level, State},
    policy::{
        Action, Standing,
        acts::{ChangeMembership, SeeMembers, SeeMembershipDetails},
    },
    time::When,
};
use copia_store::memberships::{self, EventRow, Facts, Member, Order, Selection};

/// A member as the viewer may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do.
    pub job_title: Option<String>,
    /// Where they work.
    pub department: Option<String>,
    /// Their picture.
    pub picture: Option<FileId>,
    /// Core or wider.
    pub level: Level,
    /// What only leads see.
    pub details: Option<Details>,
}

/// What only a community's leads and the programme manager see of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Which membership, for changing it.
    pub membership: MembershipId,
    /// Their address.
    pub email: Option<String>,
    /// When they became a member.
    pub joined_at: When,
}

/// A page of the list of members.
#[derive(Debug, Clone)]
pub struct MembersView {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// The members of this page.
    pub members: Vec<MemberRow>,
    /// How many fit the selection.
    pub total: i64,
    /// Which page, from one.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
    /// In which order they are.
    pub order: Order,
}

/// One member with how it came about, for a lead who changes something.
#[derive(Debug, Clone)]
pub struct MemberView {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// The membership with its names.
    pub member: Facts,
    /// Every step, oldest first.
    pub history: Vec<EventRow>,
}

/// How many pages a list of this length has; at least one.
pub(super) const fn pages(rows: i64) -> i64 {
    let full = (rows + PAGE - 1) / PAGE;
    if full < 1 { 1 } else { full }
}

/// The members. Those of a sensitive community are seen only by its leads and the programme manager, and only they
/// learn who came when: for everybody else a list in that order is one by name.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn members(ctx: &Ctx, slug: &str, selection: &Selection, page: i64) -> Result<MembersView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let detailed = standing.may(Action::SeeMembershipDetails);
    if community.sensitive {
        let _ = standing.permit::<SeeMembershipDetails>()?;
    } else {
        let _ = standing.permit::<SeeMembers>()?;
    }
    let order = match selection.order {
        Order::Joined if !detailed => Order::Name,
        order => order,
    };
    let selection = &Selection { order, ..selection.clone() };
    let total = memberships::count(&mut tx, community.id, selection).await?;
    let pages = pages(total);
    let page = page.clamp(1, pages);
    let rows = memberships::members(&mut tx, community.id, selection, PAGE, (page - 1) * PAGE).await?;
    let members = rows.into_iter().map(|row| shown(row, detailed)).collect();
    Ok(MembersView { community, standing, members, total, page, pages, order })
}

fn shown(row: Member, detailed: bool) -> MemberRow {
    MemberRow {
        person: row.person_id,
        level: row.state.level().unwrap_or(Level::Wider),
        details: detailed.then(|| Details {
            membership: row.id,
            email: row.email,
            joined_at: row.joined_at.unwrap_or(row.since),
        }),
        name: row.name,
        job_title: row.job_title,
        department: row.department,
        picture: row.picture_id,
    }
}

/// One member, or former member, with the history of the membership.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn member(ctx: &Ctx, slug: &str, membership: MembershipId) -> Result<MemberView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<SeeMembershipDetails>()?;
    let row = in_community(&mut tx, &community, membership).await?;
    let member = memberships::facts(&mut tx, row.id).await?.ok_or(Error::NotFound)?;
    let history = memberships::history(&mut tx, community.id, row.person_id).await?;
    Ok(MemberView { community, standing, member, history })
}

/// Makes a member core or wider; a lead may whatever the community's rule.
///
/// # Errors
/// [`Error::Refused`] when nothing would change.
pub async fn change_level(ctx: &Ctx, slug: &str, membership: MembershipId, level: Level) -> Result<()> {
    let event = match level {
        Level::Core => Event::BecomeCore,
        Level::Wider => Event::BecomeWider,
    };
    lead_changes(ctx, slug, membership, Attempt::new(event, Cause::Lead)).await.map(drop)
}

/// Ends a membership for a reason, which the person receives.
///
/// # Errors
/// [`Error::Invalid`] without a reason; [`Error::Refused`] for somebody who is no member.
pub async fn remove(ctx: &Ctx, slug: &str, membership: MembershipId, reason: &str) -> Result<()> {
    let reason = fields::paragraphs(reason, REASON);
    let reason = reason.map_err(|fault| Error::Invalid(Faults::one("reason", fault)))?;
    lead_changes(ctx, slug, membership, Attempt::new(Event::Remove, Cause::Lead).because(&reason)).await.map(drop)
}

async fn lead_changes(ctx: &Ctx, slug: &str, membership: MembershipId, attempt: Attempt<'_>) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ChangeMembership>()?;
        let row = in_community(&mut tx, &found, membership).await?;
        let changed = change(ctx, &mut tx, permit, &Wish::lead(&found, &standing, row.person_id, attempt)).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}
