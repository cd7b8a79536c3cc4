//! A story that begins with something that was said elsewhere, such as the answer to a question.

use super::{
    Step,
    writing::{begun, noted},
};
use crate::{Ctx, Faults, Result};
use copia_domain::{
    fields,
    ids::{EventId, StoryId},
    value::{
        ValueType,
        stories::{self as rules, StepState},
    },
};
use copia_store::{Tx, stories};

/// Begins the viewer's own draft in a community: a title, the event that it began with, if they may know of it, and one
/// step. Nobody else reads it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub(crate) async fn begin(
    ctx: &Ctx,
    tx: &mut Tx,
    slug: &str,
    title: &str,
    event: Option<EventId>,
    (value_type, state, body): (ValueType, StepState, String),
) -> Result<StoryId> {
    let (story, permit) = begun(ctx, tx, slug, "", &mut Faults::new()).await?;
    let known = stories::events(tx, &ctx.viewer, ctx.today(), story.community_id, ctx.now).await?;
    let short: String = title.chars().take(120).collect();
    let follow_up = rules::follow_up(&[rules::Step { value_type, state }], ctx.today());
    let story = stories::Story {
        title: fields::line(&short, 120).unwrap_or(short),
        event_id: event.filter(|event| known.iter().any(|one| one.id == *event)),
        follow_up,
        ..story
    };
    stories::save(tx, &permit, &story, ctx.now).await?;
    let step = Step {
        story_id: story.id,
        position: 1,
        value_type,
        body,
        state,
        happened: None,
        evidence: String::new(),
        indicator_id: None,
        indicator_type: None,
        indicator_number: None,
        indicator: None,
    };
    stories::save_step(tx, &permit, &story, &step).await?;
    noted(ctx, tx, &story).await?;
    Ok(story.id)
}
