//! What somebody other than its author decides on a claim.

use super::{LONGEST_NOTE, Piece, Shown, acting, evidence, found, is_author, seal};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    claims::{ClaimState, MOST_REVIEW_DAYS, Step, step},
    fields::{self, Fault},
    ids::ClaimId,
    policy::{Permit, acts::ApproveClaim},
    time::Day,
};
use copia_store::{
    Tx,
    claims::{self, Written},
};

/// Approves a claim that was handed in: it is sealed and shown. One that corrects another takes its place.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotNow`] for one's own, and for one that lacks something; [`Error::AlreadyDone`].
pub async fn approve(ctx: &Ctx, id: &str, version: i64) -> Result<()> {
    decide(ctx, id, version, Step::Approve, "claim.approve", |claim| {
        claim.decision_note = None;
        Ok(())
    })
    .await
}

/// Gives a claim back to its author, with what has to change.
///
/// # Errors
/// As [`approve`]; [`Error::Invalid`] for field `note`.
pub async fn give_back(ctx: &Ctx, id: &str, version: i64, note: &str) -> Result<()> {
    decide(ctx, id, version, Step::Return, "claim.return", |claim| said(claim, "note", note)).await
}

/// Takes a claim off the public pages. Its page stays and gives the reason.
///
/// # Errors
/// As [`give_back`], for field `reason`.
pub async fn withdraw(ctx: &Ctx, id: &str, version: i64, reason: &str) -> Result<()> {
    decide(ctx, id, version, Step::Withdraw, "claim.withdraw", |claim| said(claim, "reason", reason)).await
}

/// Shows a claim again that was taken back, if its evidence still is enough.
///
/// # Errors
/// As [`withdraw`].
pub async fn restore(ctx: &Ctx, id: &str, version: i64, reason: &str) -> Result<()> {
    decide(ctx, id, version, Step::Restore, "claim.restore", |claim| said(claim, "reason", reason)).await
}

/// Says that a claim still holds on what its evidence says now, and until when: it is sealed anew.
///
/// # Errors
/// As [`approve`]; [`Error::Invalid`] for field `review_by`.
pub async fn confirm(ctx: &Ctx, id: &str, version: i64, review_by: &str) -> Result<()> {
    let day = review(ctx, review_by).map_err(|fault| Error::Invalid(Faults::one("review_by", fault)))?;
    decide(ctx, id, version, Step::Confirm, "claim.confirm", |claim| {
        claim.review_by = Some(day);
        Ok(())
    })
    .await
}

/// The day by which a claim is to be looked at again.
pub(super) fn review(ctx: &Ctx, typed: &str) -> Result<Day, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    let day = Day::parse(typed).ok_or(Fault::NotDate)?;
    match () {
        () if day <= ctx.today() => Err(Fault::InPast),
        () if day > ctx.today().plus_days(MOST_REVIEW_DAYS) => Err(Fault::TooLate),
        () => Ok(day),
    }
}

fn said(claim: &mut Written, field: &'static str, typed: &str) -> Result<()> {
    let note = fields::line(typed, LONGEST_NOTE).map_err(|fault| Error::Invalid(Faults::one(field, fault)))?;
    claim.decision_note = Some(note);
    Ok(())
}

async fn decide(
    ctx: &Ctx,
    id: &str,
    version: i64,
    one: Step,
    action: &'static str,
    change: impl Fn(&mut Written) -> Result<()>,
) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<ApproveClaim>()?;
        let mut tx = ctx.write().await?;
        let mut claim = found(ctx, &mut tx, id).await?;
        let before = claim.state;
        claim.state = step(before, one, is_author(ctx, &claim))?;
        if claim.version != version {
            return Err(Error::Stale);
        }
        change(&mut claim)?;
        (claim.decided_by_id, claim.decided_at) = (permit.actor(), Some(ctx.now));
        if claim.state == ClaimState::Approved {
            claim = sealed(ctx, &mut tx, &permit, claim).await?;
        }
        claims::decide(&mut tx, &permit, &claim, ctx.now).await?;
        if let (Step::Approve, Some(replaced)) = (one, claim.replaces_id) {
            replace(ctx, &mut tx, &permit, replaced).await?;
        }
        let before = serde_json::json!({ "state": before });
        let after = serde_json::json!({
            "state": claim.state, "note": claim.decision_note, "review_by": claim.review_by, "seal": claim.seal,
        });
        let act = Act::by(acting(&standing), action).on("claim", claim.id).before(&before).after(&after);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// The claim sealed with what its evidence says now.
async fn sealed(ctx: &Ctx, tx: &mut Tx, permit: &Permit<ApproveClaim>, claim: Written) -> Result<Written> {
    let behind = claims::behind(tx, Some(claim.id)).await?;
    let pieces: Vec<Piece> = evidence::now(tx, behind).await?;
    let shown = Shown::new(Written { sealed_at: None, ..claim }, pieces);
    if !shown.lacks().is_empty() {
        return Err(Error::NotNow("claim-lacks"));
    }
    for piece in &shown.evidence {
        claims::seal(tx, permit, shown.claim.id, piece.behind.position, &piece.says.digest).await?;
    }
    let base_n = shown.base.map(i64::from);
    let mut claim = Written { base_n, sealed_at: Some(ctx.now), ..shown.claim };
    claim.seal = Some(seal::of_now(&claim, &shown.evidence));
    Ok(claim)
}

/// Marks a claim as corrected by another. It keeps who approved it and its seal: it is what was said then.
async fn replace(ctx: &Ctx, tx: &mut Tx, permit: &Permit<ApproveClaim>, id: ClaimId) -> Result<()> {
    let replaced = claims::find(tx, &ctx.viewer, ctx.today(), id).await?.ok_or(Error::NotFound)?;
    let state = step(replaced.state, Step::Replace, false)?;
    let replaced = Written { state, decided_at: Some(ctx.now), ..replaced };
    Ok(claims::decide(tx, permit, &replaced, ctx.now).await?)
}
