//! Requests to join: seeing those that wait, and deciding them.

use super::{PAGE, REASON, Wish, change, in_community};
use crate::{
    Ctx, Error, Faults, Result,
    communities::{Found, visible},
};
use copia_domain::{
    fields,
    ids::MembershipId,
    memberships::{Attempt, Cause, Event, State},
    policy::{
        Standing,
        acts::{DecideRequest, SeeMembershipDetails},
    },
};
use copia_store::{
    Tx,
    memberships::{self, Pending},
};

/// What a lead decides about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The person becomes a member.
    Accept,
    /// The person does not, for this reason, which they receive.
    Decline(String),
}

/// The requests that wait in a community.
#[derive(Debug, Clone)]
pub struct RequestsView {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// The requests, the oldest first.
    pub requests: Vec<Pending>,
    /// Which page of them, from one.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
}

/// The requests that wait, the oldest first.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn requests(ctx: &Ctx, slug: &str, page: i64) -> Result<RequestsView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let permit = standing.permit::<SeeMembershipDetails>()?;
    let pages = super::roster::pages(community.asked);
    let page = page.clamp(1, pages);
    let requests = memberships::requests(&mut tx, &permit, community.id, PAGE, (page - 1) * PAGE).await?;
    Ok(RequestsView { community, standing, requests, page, pages })
}

/// Decides a request. The person is told, and so are leads who come later.
///
/// # Errors
/// [`Error::Refused`] when it has been decided, [`Error::Invalid`] without a reason to decline.
pub async fn decide(ctx: &Ctx, slug: &str, membership: MembershipId, decision: &Decision) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let state = decide_in(ctx, &mut tx, &found, &standing, membership, decision).await?;
        tx.commit().await?;
        Ok(state)
    })
    .await
}

/// Decides a request within a transaction: from the page, and from the link in the e-mail.
pub(super) async fn decide_in(
    ctx: &Ctx,
    tx: &mut Tx,
    found: &Found,
    standing: &Standing,
    membership: MembershipId,
    decision: &Decision,
) -> Result<State> {
    let permit = standing.permit::<DecideRequest>()?;
    let row = in_community(tx, found, membership).await?;
    let reason = match decision {
        Decision::Accept => None,
        Decision::Decline(reason) => {
            let reason = fields::paragraphs(reason, REASON);
            Some(reason.map_err(|fault| Error::Invalid(Faults::one("reason", fault)))?)
        }
    };
    let attempt = match &reason {
        None => Attempt::new(Event::Accept, Cause::Lead),
        Some(reason) => Attempt::new(Event::Decline, Cause::Lead).because(reason),
    };
    let changed = change(ctx, tx, permit, &Wish::lead(found, standing, row.person_id, attempt)).await?;
    Ok(changed.state)
}
