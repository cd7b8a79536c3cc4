//! What needs the programme manager: one page over all communities.

use crate::{
    Ctx, Result,
    role_terms::{self, TermsPage},
};
use copia_domain::{
    notifications::TELL_MANAGER_HOURS,
    policy::{
        Permit,
        acts::{DecideRequest, SetUpCommunity},
    },
};
use copia_store::{
    Tx,
    communities::{self, Listed, Proposal, Waiting},
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
    let (proposals, waiting) = undecided(ctx, &mut tx, &set_up, &decide).await?;
    let communities = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    drop(tx);
    let terms = role_terms::terms(ctx).await?;
    Ok(Programme { proposals, waiting, terms, communities })
}

/// Proposals that nobody has decided, and requests that wait too long.
async fn undecided(
    ctx: &Ctx,
    tx: &mut Tx,
    set_up: &Permit<SetUpCommunity>,
    decide: &Permit<DecideRequest>,
) -> Result<(Vec<Proposal>, Vec<Waiting>)> {
    let mut proposals = communities::proposals(tx, set_up).await?;
    proposals.retain(|proposal| proposal.decided_at.is_none());
    let since = ctx.now.plus_hours(-TELL_MANAGER_HOURS);
    Ok((proposals, communities::waiting(tx, decide, since, WAITING).await?))
}

/// How many proposals and late requests wait for the manager; nothing for anybody else.
pub(crate) async fn waits_for_manager(ctx: &Ctx, tx: &mut Tx) -> Result<(i64, i64)> {
    let standing = ctx.viewer.on_site();
    let (Ok(set_up), Ok(decide)) = (standing.permit::<SetUpCommunity>(), standing.permit::<DecideRequest>()) else {
        return Ok((0, 0));
    };
    let (proposals, waiting) = undecided(ctx, tx, &set_up, &decide).await?;
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    Ok((count(proposals.len()), count(waiting.len())))
}
