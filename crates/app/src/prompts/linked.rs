//! Answering from the letter: as somebody whom the link names, who need not have signed in.

use super::{
    AnswerInput, PromptLink,
    answering::{about, answered, noted},
};
use crate::{Ctx, Error, Result};
use copia_domain::{
    policy::{Permit, Scope, acts::AnswerPrompt},
    prompts::State,
};
use copia_store::{
    Tx,
    prompts::{self, About, Prompt},
};

/// What the page of the link shows: never what was answered.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The question, without the answer.
    pub prompt: Prompt,
    /// What it is about.
    pub about: Option<About>,
    /// Whether the viewer has signed in and is asked.
    pub is_own: bool,
}

async fn asked(ctx: &Ctx, tx: &mut Tx, link: &PromptLink) -> Result<Prompt> {
    if !link.is_signed(ctx) {
        return Err(Error::LinkEnded);
    }
    let person = prompts::of_letter(tx, link.prompt).await?.ok_or(Error::LinkEnded)?;
    let prompt = prompts::find(tx, person, link.prompt).await?.ok_or(Error::LinkEnded)?;
    if prompt.state == State::PutAside { Err(Error::LinkEnded) } else { Ok(prompt) }
}

/// The question, from a letter.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, and for a question that was put aside or forgotten.
pub async fn look_by_link(ctx: &Ctx, link: &PromptLink) -> Result<LinkView> {
    let mut tx = ctx.read().await?;
    let prompt = asked(ctx, &mut tx, link).await?;
    let is_own = ctx.viewer.id() == Some(prompt.person_id);
    let about = about(&mut tx, &prompt).await?;
    let prompt = Prompt { outcome: None, body: String::new(), answered_at: None, story_id: None, ..prompt };
    Ok(LinkView { prompt, about, is_own })
}

/// Keeps the answer of whoever has the link, once: to change it they sign in.
///
/// # Errors
/// As [`look_by_link`]; [`Error::Invalid`]; [`Error::AlreadyDone`] when it was answered before.
pub async fn answer_by_link(ctx: &Ctx, link: &PromptLink, input: &AnswerInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let prompt = asked(ctx, &mut tx, link).await?;
        if prompt.state != State::Open {
            return Err(Error::AlreadyDone);
        }
        let input = AnswerInput { version: prompt.version, ..*input };
        let prompt = answered(ctx, &prompt, &input)?;
        let scope = Scope::Person(prompt.person_id);
        let permit = Permit::<AnswerPrompt>::of_the_system(scope, "whoever has the letter was asked");
        prompts::save(&mut tx, permit, &prompt).await?;
        noted(ctx, &mut tx, &prompt, "prompt.answer").await?;
        Ok(tx.commit().await?)
    })
    .await
}
