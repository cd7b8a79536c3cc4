//! What needs the programme manager: one page over all communities.

use crate::{
    Ctx, Result,
    role_terms::{self, TermsPage},
};
use copia_domain::{
    notifications::TELL_MANAGER_HOURS,
    policy::acts::{DecideRequest, SetUpCommunity},
    time::When,
};
use copia_store::{
    Tx,
    communities::{self, Listed, Proposal, Undecided, Waiting},
};

/// Requests shown at most; the oldest come first.
const WAITING: i64 = 50;

/// What needs the manager, the most pressing first.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Proposals that nobody has decided, the newest first.
    pub proposals: Vec<Proposal>,
    /// Requests that wait for four days or longer, the oldest first.
    pub waiting: Vec<Waiting>,
    /// Terms that end soon, and communities without a lead.
    pub terms: TermsPage,
    /// Every community, by name.
    pub communities: Vec<Listed>,
}

/// Reads what needs the manager.
///
/// # Errors
/// [`crate::Error::Denied`] to all but the manager.
pub async fn programme(ctx: &Ctx) -> Result<Programme> {
    let standing = ctx.viewer.on_site();
    let set_up = standing.permit::<SetUpCommunity>()?;
    let decide = standing.permit::<DecideRequest>()?;
    let mut tx = ctx.read().await?;
    let mut proposals = communities::proposals(&mut tx, &set_up).await?;
    proposals.retain(|proposal| proposal.decided_at.is_none());
    let waiting = communities::waiting(&mut tx, &decide, too_long(ctx), WAITING).await?;
    let communities = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    drop(tx);
    let terms = role_terms::terms(ctx).await?;
    Ok(Programme { proposals, waiting, terms, communities })
}

/// Requests from before this instant wait for too long.
fn too_long(ctx: &Ctx) -> When {
    ctx.now.plus_hours(-TELL_MANAGER_HOURS)
}

/// How many proposals and late requests wait for the manager; `None` for anybody else.
pub(crate) async fn waits_for_manager(ctx: &Ctx, tx: &mut Tx) -> Result<Option<Undecided>> {
    let standing = ctx.viewer.on_site();
    let (Ok(set_up), Ok(decide)) = (standing.permit::<SetUpCommunity>(), standing.permit::<DecideRequest>()) else {
        return Ok(None);
    };
    Ok(Some(communities::undecided(tx, &set_up, &decide, too_long(ctx)).await?))
}
