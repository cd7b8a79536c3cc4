//! Answering from the letter, without signing in. Nobody is signed in by the link, opening it changes nothing, and it
//! shows no answer: whoever got the letter from somebody else reads nothing of theirs.

use crate::{
    Ctx,
    links::{self, Purpose},
};
use copia_domain::ids::PromptId;

/// What the link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptLink {
    /// What is answered.
    pub prompt: PromptId,
    /// The site's signature.
    pub signature: String,
}

impl PromptLink {
    /// The link for a question.
    pub(crate) fn new(ctx: &Ctx, prompt: PromptId) -> Self {
        Self { prompt, signature: links::sign(&ctx.app, Purpose::Prompt, &prompt.to_string()) }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/prompts/{}/{}", self.prompt, self.signature)
    }

    /// Whether it is one of ours.
    pub(super) fn is_signed(&self, ctx: &Ctx) -> bool {
        links::is_signed(&ctx.app, Purpose::Prompt, &self.prompt.to_string(), &self.signature)
    }
}
