//! A second person's word on a story.

use super::{found, hand};
use crate::{Act, Ctx, Error, Faults, Result, notifications::Message, role_terms::meant_one};
use copia_domain::{
    fields::{self, Fault},
    ids::StoryWordId,
    policy::{Role, acts::KeepOwnStories},
    value::stories::{Hand, MOST_WORDS, State, Word},
};
use copia_store::stories;

/// Asks somebody who knows of it for their word on one's own story.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::AlreadyDone`] while it is not one's own; [`Error::Invalid`] for field `person`.
pub async fn ask_word(ctx: &Ctx, id: &str, person: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        if hand(ctx, &story) != Some(Hand::Teller) || story.state == State::Withdrawn {
            return Err(Error::NotFound);
        }
        let mut faults = Faults::new();
        let asked = meant_one(&mut tx, "person", person, &mut faults).await?;
        let there = stories::words(&mut tx, vec![story.id]).await?;
        if asked == Some(story.teller_id) {
            faults.add("person", Fault::NotChoice);
        } else if there.len() >= MOST_WORDS {
            faults.add("person", Fault::OutOfRange);
        }
        faults.check()?;
        let Some(asked) = asked else { return Err(Error::NotFound) };
        let permit = ctx.viewer.towards(story.teller_id).permit::<KeepOwnStories>()?;
        let word = ctx.id(StoryWordId::new);
        if !stories::add_word(&mut tx, &permit, &story, (word, asked), ctx.now).await? {
            return Err(Error::Invalid(Faults::one("person", Fault::Taken)));
        }
        ctx.notify(&mut tx, Some(asked), None, Message::StoryAsked { word }).await?;
        let act = Act::by(Role::Oneself, "story.ask").on("story", story.id).within(story.community_id);
        ctx.audit(&mut tx, act.about(asked)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// A word on a story, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordInput<'a> {
    /// The word.
    pub word: &'a str,
    /// A remark.
    pub note: &'a str,
    /// The version of the story that was read.
    pub version: i64,
}

/// Gives one's word on a story, as who was asked; or another one later. It counts for the text that was read alone.
///
/// # Errors
/// [`Error::NotFound`] for whoever was not asked; [`Error::Invalid`]; [`Error::Stale`] when the story was changed since.
pub async fn answer_word(ctx: &Ctx, id: &str, input: &WordInput<'_>) -> Result<()> {
    let mut faults = Faults::new();
    let note = faults.take("remark", fields::optional_line(input.note, 500));
    let word = Word::from_word(input.word);
    if word.is_none() {
        faults.add("word", Fault::Missing);
    }
    faults.check()?;
    let Some(word) = word else { return Err(Error::NotFound) };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let story = found(ctx, &mut tx, id).await?;
        let me = ctx.person()?;
        let permit = ctx.viewer.towards(me).permit::<KeepOwnStories>()?;
        if story.version != input.version {
            let asked = stories::words(&mut tx, vec![story.id]).await?;
            let is_asked = asked.iter().any(|one| one.person_id == me);
            return Err(if is_asked { Error::Stale } else { Error::NotFound });
        }
        if !stories::answer(&mut tx, &permit, story.id, (word, note.clone()), ctx.now).await? {
            return Err(Error::NotFound);
        }
        let act = Act::by(Role::Oneself, "story.answer").on("story", story.id).within(story.community_id);
        ctx.audit(&mut tx, act.about(me).after(&serde_json::json!({ "word": word }))).await?;
        Ok(tx.commit().await?)
    })
    .await
}
