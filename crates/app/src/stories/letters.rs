//! The letters about stories: one that was written for somebody or comes back to them, being asked for one's word, and
//! what was hoped for.

use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, reader},
};
use copia_domain::{
    ids::{StoryId, StoryWordId},
    notifications::Withheld,
    value::stories::State,
};
use copia_mail::Block;
use copia_store::{
    Tx,
    people::Person,
    stories::{self, Story},
};
use copia_text::key;

async fn one(tx: &mut Tx, id: StoryId) -> Result<Option<Story>> {
    Ok(stories::among(tx, vec![id]).await?.into_iter().next())
}

/// A letter about a story: what it says, and the way to it.
fn about(ctx: &Ctx, person: Option<&Person>, story: &Story, opening: &'static str, next: &'static str) -> Composed {
    let (person, to) = match reader(person) {
        Ok(found) => found,
        Err(withheld) => return Composed::Withheld(withheld),
    };
    let words = &ctx.words;
    let parts = [
        ("writer", story.writer.as_str().into()),
        ("teller", story.teller.as_str().into()),
        ("community", story.community.as_str().into()),
        ("title", story.title.as_str().into()),
    ];
    let subject = words.say_with("letter-story-subject", &parts);
    let mut letter = letter(words, subject, Some(&person.name), words.say("letter-story-why").to_owned());
    letter.blocks = vec![
        Block::Paragraph(words.say_with(opening, &parts)),
        Block::Paragraph(words.say(next).to_owned()),
        Block::Button {
            label: words.say("letter-story-button").to_owned(),
            // Whoever has not signed in is asked to there; the story itself is hidden from them.
            url: ctx.url("/me/stories"),
        },
    ];
    Composed::Letter(Box::new(Addressed { to, letter, calendar: None }))
}

/// To whom a story was written for, or comes back to.
pub(crate) async fn offered(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: StoryId) -> Result<Composed> {
    Ok(match one(tx, id).await? {
        Some(story) if story.state == State::Offered => {
            about(ctx, person, &story, key("letter-story-offered"), key("letter-story-offered-next"))
        }
        Some(story) if story.state == State::Returned && story.has_agreed => {
            about(ctx, person, &story, key("letter-story-returned"), key("letter-story-returned-next"))
        }
        _ => Composed::Withheld(Withheld::Overtaken),
    })
}

/// To whoever is asked for their word.
pub(crate) async fn asked(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: StoryWordId) -> Result<Composed> {
    let word = stories::asked_of(tx, id).await?.filter(|word| word.word.is_none());
    let Some(word) = word else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    Ok(match one(tx, word.story_id).await? {
        Some(story) if story.state != State::Withdrawn => {
            about(ctx, person, &story, key("letter-story-asked"), key("letter-story-asked-next"))
        }
        _ => Composed::Withheld(Withheld::Overtaken),
    })
}

/// To a teller: what was hoped for.
pub(crate) async fn follow_up(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: StoryId) -> Result<Composed> {
    Ok(match one(tx, id).await? {
        Some(story) if story.follow_up.is_some_and(|day| day <= ctx.today()) => {
            about(ctx, person, &story, key("letter-story-hoped"), key("letter-story-hoped-next"))
        }
        _ => Composed::Withheld(Withheld::Overtaken),
    })
}
