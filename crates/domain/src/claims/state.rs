//! The way of a claim that somebody writes.

use super::ClaimState;

crate::choices! {
    /// What is done with a claim.
    Step {
        /// Its author hands it in.
        Submit = "submit",
        /// Its author takes it back to go on writing.
        Recall = "recall",
        /// Somebody else gives it back with what has to change.
        Return = "return",
        /// Somebody else approves it.
        Approve = "approve",
        /// It is taken off the public pages.
        Withdraw = "withdraw",
        /// Somebody other than its author shows it again.
        Restore = "restore",
        /// Another one takes its place.
        Replace = "replace",
        /// Somebody other than its author has looked at it again, and it holds.
        Confirm = "confirm",
    }
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody approves what they have written themselves.
    #[error("whoever wrote a claim does not approve it")]
    OwnClaim,
    /// It is somebody else's to hand in or to go on writing.
    #[error("somebody else wrote the claim")]
    NotAuthor,
    /// It does not stand where this step begins.
    #[error("the claim does not stand there any more")]
    NotNow,
}

/// Where a claim stands after a step. `is_author` says whether whoever takes it wrote the claim.
///
/// # Errors
/// [`Refusal`].
pub const fn step(state: ClaimState, step: Step, is_author: bool) -> Result<ClaimState, Refusal> {
    let next = match (state, step) {
        (ClaimState::Draft, Step::Submit) => ClaimState::Submitted,
        (ClaimState::Submitted, Step::Recall | Step::Return) => ClaimState::Draft,
        (ClaimState::Submitted, Step::Approve)
        | (ClaimState::Withdrawn, Step::Restore)
        | (ClaimState::Approved, Step::Confirm) => ClaimState::Approved,
        (ClaimState::Approved, Step::Withdraw) => ClaimState::Withdrawn,
        (ClaimState::Approved, Step::Replace) => ClaimState::Corrected,
        _ => return Err(Refusal::NotNow),
    };
    match step {
        Step::Submit | Step::Recall if !is_author => Err(Refusal::NotAuthor),
        Step::Return | Step::Approve | Step::Restore | Step::Confirm if is_author => Err(Refusal::OwnClaim),
        _ => Ok(next),
    }
}
