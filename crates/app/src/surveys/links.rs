//! Answering from the letter, without an account: a signed link to one entry of the roll. The entry's id is random and
//! says who only to somebody who has the roll; nobody is signed in by it, and opening it changes nothing.

use crate::{
    Ctx,
    links::{self, Purpose},
};
use copia_domain::ids::RollEntryId;

/// What the link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyLink {
    /// Which entry.
    pub entry: RollEntryId,
    /// The site's signature.
    pub signature: String,
}

impl SurveyLink {
    /// The link for an entry.
    pub(crate) fn new(ctx: &Ctx, entry: RollEntryId) -> Self {
        Self { entry, signature: links::sign(&ctx.app, Purpose::Survey, &entry.to_string()) }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/surveys/guest/{}/{}", self.entry, self.signature)
    }

    /// Whether it is one of ours.
    pub(super) fn is_signed(&self, ctx: &Ctx) -> bool {
        links::is_signed(&ctx.app, Purpose::Survey, &self.entry.to_string(), &self.signature)
    }
}
