//! Claims that somebody writes: what they say, what they rest on, who approved them, and what has become of that.
//!
//! A claim is a sentence, with or without a figure. Whoever writes it names its evidence and hands it in; somebody else
//! approves it, which seals it: its text, its figure, and a digest of each piece of evidence. From then on nothing of it
//! changes but when it has to be looked at again. What is wrong is corrected by another claim that takes its place.

mod board;
mod deciding;
mod doctor;
pub mod evidence;
pub(crate) mod seal;
mod themes;
mod views;
mod writing;

pub use board::{Board, Due, board};
pub use deciding::{approve, confirm, give_back, restore, withdraw};
pub(crate) use doctor::{checked, on_page};
pub use evidence::{Piece, What, survey::Agreed};
pub(crate) use themes::in_order as themes_in;
pub use themes::{set_themes, themes};
pub(crate) use views::stood;
pub use views::{ClaimPage, Holds, Shown, page, shown, shown_of};
pub(crate) use writing::blank;
pub use writing::{
    ClaimInput, EvidenceChoices, EvidenceInput, FormPage, add_evidence, correct, discard, evidence_form, form, hand_in,
    recall, remove_evidence, write,
};

pub use copia_store::claims::{About, Held, Written};

use crate::{Ctx, Error, Result};
use copia_domain::{
    claims::{Claimed, Refusal},
    ids::ClaimId,
    policy::{Role, Standing},
};
use copia_store::{Tx, claims};

/// Characters of what somebody says about a decision at most.
const LONGEST_NOTE: usize = 500;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::OwnClaim => Self::NotNow("claim-own"),
            Refusal::NotAuthor => Self::NotNow("claim-not-author"),
            Refusal::NotNow => Self::AlreadyDone,
        }
    }
}

/// What the rules look at of a claim.
fn claimed(claim: &Written) -> Claimed<'_> {
    Claimed {
        statement: &claim.statement,
        measure: claim.measure,
        value: claim.value,
        value_type: claim.value_type,
        strength: claim.strength,
        comparison: claim.comparison.as_deref(),
    }
}

/// The claim under an id, as far as the viewer may know of it.
async fn found(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Written> {
    let id = ClaimId::parse(id).ok_or(Error::NotFound)?;
    claims::find(tx, &ctx.viewer, ctx.today(), id).await?.ok_or(Error::NotFound)
}

/// Whether a claim is about the whole programme. Those about one community or area have a page of their own.
pub(crate) const fn is_of_programme(claim: &Written) -> bool {
    claim.community_id.is_none() && claim.service_area_id.is_none()
}

/// The role in which somebody works on the public pages, for the audit log.
pub(crate) fn acting(standing: &Standing) -> Role {
    if standing.is(Role::ProgrammeManager) { Role::ProgrammeManager } else { Role::Editor }
}

/// Whether the viewer wrote the claim.
fn is_author(ctx: &Ctx, claim: &Written) -> bool {
    ctx.viewer.id() == Some(claim.author_id)
}
