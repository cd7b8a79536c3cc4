//! One's own questions and answers. Every look-up is by the person who asks, whatever roles they hold.

use crate::{Act, Ctx, Error, Faults, Result, stories};
use copia_domain::{
    fields::{self, Fault},
    ids::{EventId, PromptId, StoryId},
    notifications::MessageKind,
    policy::{
        Permit, Role,
        acts::{AnswerPrompt, SeePeople},
    },
    prompts::{LONGEST, Occasion, Outcome, State},
};
use copia_store::{
    Tx, deliveries,
    prompts::{self, About, Prompt},
};
use uuid::Uuid;

/// A question, with what it is about.
#[derive(Debug, Clone)]
pub struct PromptView {
    /// The question, and what was answered.
    pub prompt: Prompt,
    /// What it is about, as far as it is still known.
    pub about: Option<About>,
}

/// One's own questions.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Those that can be answered, the latest first.
    pub open: Vec<PromptView>,
    /// Those that were answered, the latest first.
    pub answered: Vec<PromptView>,
    /// Whether one wants to be asked.
    pub is_wanted: bool,
}

/// An answer, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnswerInput<'a> {
    /// A word of [`Outcome`].
    pub outcome: &'a str,
    /// In one's own words.
    pub body: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// One's own questions.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn mine(ctx: &Ctx) -> Result<Mine> {
    let _permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    let me = ctx.person()?;
    let mut tx = ctx.read().await?;
    let is_wanted = deliveries::is_wanted(&mut tx, me, MessageKind::Prompt).await?;
    let all = prompts::own(&mut tx, me).await?;
    let mut known = Vec::new();
    for occasion in Occasion::ALL {
        let of = all.iter().filter(|one| one.occasion == *occasion).map(|one| one.reference_id);
        let of: Vec<Uuid> = of.collect();
        if !of.is_empty() {
            known.extend(prompts::about(&mut tx, *occasion, of).await?);
        }
    }
    let view = |prompt: Prompt| PromptView {
        about: known.iter().find(|one| one.reference_id == prompt.reference_id).cloned(),
        prompt,
    };
    let (open, answered) = all.into_iter().map(view).partition(|one| one.prompt.state == State::Open);
    Ok(Mine { open, answered, is_wanted })
}

/// A question of the viewer's own.
async fn found(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<(Prompt, Permit<AnswerPrompt>)> {
    let _staff = ctx.viewer.on_site().permit::<SeePeople>()?;
    let me = ctx.person()?;
    let id = PromptId::parse(id).ok_or(Error::NotFound)?;
    let prompt = prompts::find(tx, me, id).await?.ok_or(Error::NotFound)?;
    Ok((prompt, ctx.viewer.towards(me).permit::<AnswerPrompt>()?))
}

/// What a question is about.
pub(super) async fn about(tx: &mut Tx, prompt: &Prompt) -> Result<Option<About>> {
    Ok(prompts::about(tx, prompt.occasion, vec![prompt.reference_id]).await?.into_iter().next())
}

/// A question of one's own, with what one has answered.
///
/// # Errors
/// [`Error::Denied`] for a visitor; [`Error::NotFound`] for that of anybody else.
pub async fn look(ctx: &Ctx, id: &str) -> Result<PromptView> {
    let mut tx = ctx.read().await?;
    let (prompt, _permit) = found(ctx, &mut tx, id).await?;
    Ok(PromptView { about: about(&mut tx, &prompt).await?, prompt })
}

/// Reads what was typed.
pub(super) fn answered(ctx: &Ctx, prompt: &Prompt, input: &AnswerInput<'_>) -> Result<Prompt> {
    let mut faults = Faults::new();
    let outcome = Outcome::from_word(input.outcome);
    if outcome.is_none() {
        faults.add("outcome", if input.outcome.is_empty() { Fault::Missing } else { Fault::NotChoice });
    }
    let body = faults.take("body", fields::optional_paragraphs(input.body, LONGEST)).unwrap_or_default();
    faults.check()?;
    Ok(Prompt {
        state: State::Answered,
        outcome,
        body,
        answered_at: Some(ctx.now),
        version: input.version,
        ..prompt.clone()
    })
}

/// Keeps what one answers, or has changed of it. Only oneself reads it.
///
/// # Errors
/// As [`look`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn answer(ctx: &Ctx, id: &str, input: &AnswerInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (prompt, permit) = found(ctx, &mut tx, id).await?;
        let prompt = answered(ctx, &prompt, input)?;
        prompts::save(&mut tx, permit, &prompt).await?;
        noted(ctx, &mut tx, &prompt, "prompt.answer").await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// The log says that somebody answered, and never what.
pub(super) async fn noted(ctx: &Ctx, tx: &mut Tx, prompt: &Prompt, action: &'static str) -> Result<()> {
    let act = Act::by(Role::Oneself, action).on("prompt", prompt.id).about(prompt.person_id);
    ctx.audit(tx, act).await
}

/// Puts a question aside, or deletes what one has answered. It is not asked again.
///
/// # Errors
/// As [`look`]; [`Error::AlreadyDone`] when it was put aside before.
pub async fn put_aside(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (prompt, permit) = found(ctx, &mut tx, id).await?;
        if prompt.state == State::PutAside {
            return Err(Error::AlreadyDone);
        }
        let (body, state) = (String::new(), State::PutAside);
        let prompt = Prompt { state, outcome: None, body, answered_at: None, story_id: None, ..prompt };
        prompts::save(&mut tx, permit, &prompt).await?;
        noted(ctx, &mut tx, &prompt, "prompt.put_aside").await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Makes what one has answered into the draft of a story, which nobody else reads before it is shared; gives which. What
/// was made into one before leads to that.
///
/// # Errors
/// As [`look`]; [`Error::NotNow`] when there are no words to tell, or no community to tell it of.
pub async fn tell(ctx: &Ctx, id: &str) -> Result<StoryId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (prompt, permit) = found(ctx, &mut tx, id).await?;
        if let Some(story) = prompt.story_id {
            return Ok(story);
        }
        let outcome = prompt.outcome.filter(|_| !prompt.body.is_empty()).ok_or(Error::NotNow("prompt-no-words"))?;
        let about = about(&mut tx, &prompt).await?.ok_or(Error::NotNow("prompt-no-words"))?;
        let community = about.community_slug.ok_or(Error::NotNow("prompt-no-words"))?;
        let began = match prompt.occasion {
            Occasion::Session => Some(EventId(prompt.reference_id)),
            Occasion::Story => None,
        };
        let first = (prompt.cycle.value_type(), outcome.step(), prompt.body.clone());
        let story = stories::begin(ctx, &mut tx, community.as_str(), &about.title, began, first).await?;
        let prompt = Prompt { story_id: Some(story), ..prompt };
        prompts::save(&mut tx, permit, &prompt).await?;
        tx.commit().await?;
        Ok(story)
    })
    .await
}
