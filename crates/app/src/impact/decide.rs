//! Taking a claim back from the public pages, and showing it again.

use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    claims::ClaimState,
    fields,
    ids::ClaimId,
    policy::{Role, acts::ApproveClaim},
};
use copia_store::impact::{self, Decision};

/// Characters that a reason may have.
const LONGEST_REASON: usize = 500;

/// Takes a claim back. Its page stays and says so, with the reason and without the figure.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] for field `reason`; [`Error::AlreadyDone`] when it is
/// not shown any more.
pub async fn withdraw(ctx: &Ctx, claim: &str, reason: &str) -> Result<()> {
    decide(ctx, claim, reason, ClaimState::Approved, ClaimState::Withdrawn, "claim.withdraw").await
}

/// Shows a claim again that was taken back.
///
/// # Errors
/// As [`withdraw`].
pub async fn restore(ctx: &Ctx, claim: &str, reason: &str) -> Result<()> {
    decide(ctx, claim, reason, ClaimState::Withdrawn, ClaimState::Approved, "claim.restore").await
}

async fn decide(
    ctx: &Ctx,
    claim: &str,
    reason: &str,
    from: ClaimState,
    to: ClaimState,
    action: &'static str,
) -> Result<()> {
    let id = ClaimId::parse(claim).ok_or(Error::NotFound)?;
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<ApproveClaim>()?;
        let mut tx = ctx.write().await?;
        let known = impact::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let mut faults = Faults::new();
        let note = faults.take("reason", fields::line(reason, LONGEST_REASON));
        faults.check()?;
        if known.state != from {
            return Err(Error::AlreadyDone);
        }
        impact::decide(&mut tx, permit, &Decision { claim: id, from, to, note: &note }, ctx.now).await?;
        let role = if standing.is(Role::ProgrammeManager) { Role::ProgrammeManager } else { Role::Editor };
        let before = serde_json::json!({ "state": known.state, "note": known.decision_note });
        let after = serde_json::json!({ "state": to, "note": note });
        ctx.audit(&mut tx, Act::by(role, action).on("claim", id).before(&before).after(&after)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
