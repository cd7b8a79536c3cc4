//! What readers of a claim see.

use super::{Piece, claimed, evidence, found, is_author, is_of_programme, seal};
use crate::{Ctx, Error, Result};
use copia_domain::{
    claims::{ClaimState, Lack, Measure, Presence, Says, Step, lacks, step, supporting},
    intervals::{Interval, Share, wilson},
    policy::Action,
    time::When,
};
use copia_store::{
    Tx,
    claims::{self, About, Behind, Written},
};

/// Whether what a claim rests on is as it was when it was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// It is.
    Yes,
    /// Something says something else now.
    Changed,
    /// Something is not there any more, or may not be shown.
    Gone,
}

/// A claim with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The claim.
    pub claim: Written,
    /// What stands behind it.
    pub evidence: Vec<Piece>,
    /// Its figure: as it was sealed, or as its live evidence says now.
    pub value: Option<i64>,
    /// How many answers the figure rests on.
    pub base: Option<u32>,
    /// How many of those answers say so, where this site has counted them.
    pub share: Option<Share>,
    /// Within what bounds a share lies; only where the number of answers is known.
    pub interval: Option<Interval>,
    /// Whether the figure is read anew each time.
    pub is_live: bool,
    /// Whether it still holds.
    pub holds: Holds,
}

impl Shown {
    pub(super) fn new(claim: Written, evidence: Vec<Piece>) -> Self {
        let says: Vec<Says> = evidence.iter().map(|piece| piece.says.clone()).collect();
        let supported = supporting(&claimed(&claim), &says);
        let is_live = claim.measure != Measure::Statement && claim.value.is_none();
        let value = if is_live { supported.map(|(value, _)| value) } else { claim.value };
        let base = if claim.sealed_at.is_some() { claim.base_n } else { supported.and_then(|(_, base)| base) };
        let base = base.and_then(|base| u32::try_from(base).ok());
        let is_share = claim.measure == Measure::PercentAgree;
        let percent = value.and_then(|value| u32::try_from(value).ok()).filter(|_| is_share);
        let is_it = |share: &Share| Some(share.whole_percent()) == percent && Some(share.base) == base;
        let share = says.iter().filter_map(|says| says.share).find(is_it);
        let roughly = || percent.zip(base).and_then(|(percent, base)| wilson(percent.into(), base));
        let interval = share.and_then(Share::interval).or_else(roughly);
        let holds = if says.iter().any(|says| says.presence != Presence::There) {
            Holds::Gone
        } else if evidence.iter().all(Piece::is_as_sealed)
            && (claim.seal.is_none() || seal::is_whole(&claim, &evidence))
        {
            Holds::Yes
        } else {
            Holds::Changed
        };
        Self { claim, evidence, value, base, share, interval, is_live, holds }
    }

    /// What it lacks before it could be approved as it stands.
    pub fn lacks(&self) -> Vec<Lack> {
        let says: Vec<Says> = self.evidence.iter().map(|piece| piece.says.clone()).collect();
        lacks(&claimed(&self.claim), &says)
    }
}

/// The page of one claim.
#[derive(Debug, Clone)]
pub struct ClaimPage {
    /// The claim.
    pub shown: Shown,
    /// The claim that it corrects, as far as it is kept.
    pub replaces: Option<Written>,
    /// The claim that stands in its place.
    pub replaced_by: Option<Written>,
    /// What the viewer can do with it now.
    pub steps: Vec<Step>,
    /// Whether the viewer can begin to correct it.
    pub may_correct: bool,
    /// Whether the viewer can change it, and what stands behind it.
    pub may_write: bool,
}

/// One claim. Those who work on the public pages see it in every state, everybody else once it was approved.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn page(ctx: &Ctx, id: &str) -> Result<ClaimPage> {
    let standing = ctx.viewer.on_site();
    let (writes, approves) = (standing.may(Action::WriteClaim), standing.may(Action::ApproveClaim));
    let mut tx = ctx.read().await?;
    let claim = found(ctx, &mut tx, id).await?;
    let is_known = matches!(claim.state, ClaimState::Approved | ClaimState::Withdrawn | ClaimState::Corrected);
    if !is_known && !writes {
        return Err(Error::NotFound);
    }
    let other = async |tx: &mut Tx, id| match id {
        Some(id) => Ok::<_, Error>(claims::find(tx, &ctx.viewer, ctx.today(), id).await?),
        None => Ok(None),
    };
    let replaces = other(&mut tx, claim.replaces_id).await?;
    let replaced_by = other(&mut tx, claim.replaced_by_id).await?;
    let is_begun = claims::correction(&mut tx, claim.id).await?.is_some();
    let behind = claims::behind(&mut tx, Some(claim.id)).await?;
    let pieces = evidence::now(&mut tx, behind).await?;
    drop(tx);
    let own = is_author(ctx, &claim);
    let allowed = |one: Step| match one {
        Step::Submit | Step::Recall => writes,
        Step::Return | Step::Approve | Step::Withdraw | Step::Restore | Step::Confirm => approves,
        Step::Replace => false,
    };
    let steps = Step::ALL.iter().copied().filter(|one| allowed(*one) && step(claim.state, *one, own).is_ok());
    Ok(ClaimPage {
        steps: steps.collect(),
        may_correct: writes && claim.state == ClaimState::Approved && !is_begun,
        may_write: writes && own && claim.state == ClaimState::Draft,
        shown: Shown::new(claim, pieces),
        replaces,
        replaced_by,
    })
}

/// The claims that are shown of the programme, a community or an area, in order, with what they rest on.
///
/// # Errors
/// [`Error::Store`].
pub async fn shown_of(ctx: &Ctx, about: About) -> Result<Vec<Shown>> {
    let mut tx = ctx.read().await?;
    shown(ctx, &mut tx, about).await
}

/// As [`shown_of`], in a transaction.
///
/// # Errors
/// [`Error::Store`].
pub async fn shown(ctx: &Ctx, tx: &mut Tx, about: About) -> Result<Vec<Shown>> {
    let all = claims::shown(tx, &ctx.viewer, ctx.today(), about).await?;
    with_evidence(tx, all).await
}

/// The claims of the whole programme that were shown at a moment, as far as the latest decision on each tells, with what
/// they rest on now.
pub(crate) async fn stood(ctx: &Ctx, tx: &mut Tx, at: When) -> Result<Vec<Shown>> {
    let was = |one: &Written| {
        let is_later = one.decided_at.is_some_and(|decided| decided > at);
        let is_or_was = match one.state {
            ClaimState::Approved => true,
            ClaimState::Corrected | ClaimState::Withdrawn => is_later,
            ClaimState::Draft | ClaimState::Submitted => false,
        };
        is_or_was && one.sealed_at.is_some_and(|sealed| sealed <= at)
    };
    let all = claims::list(tx, &ctx.viewer, ctx.today()).await?;
    with_evidence(tx, all.into_iter().filter(|one| is_of_programme(one) && was(one)).collect()).await
}

/// Claims with what they rest on now, in few statements however many they are.
pub(super) async fn with_evidence(tx: &mut Tx, all: Vec<Written>) -> Result<Vec<Shown>> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let behind = claims::behind(tx, None).await?;
    let wanted = |one: &Behind| all.iter().any(|claim| claim.id == one.claim_id);
    let pieces = evidence::now(tx, behind.into_iter().filter(wanted).collect()).await?;
    let of = |claim: &Written| pieces.iter().filter(|piece| piece.behind.claim_id == claim.id).cloned().collect();
    Ok(all.into_iter().map(|claim| (of(&claim), claim)).map(|(pieces, claim)| Shown::new(claim, pieces)).collect())
}
