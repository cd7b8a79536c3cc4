//! The letter: one question, and who reads the answer.

use super::{PromptLink, answering::about};
use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, letter, reader},
};
use copia_domain::{
    ids::PromptId,
    notifications::Withheld,
    prompts::{Cycle, State},
};
use copia_mail::Block;
use copia_store::{Tx, people::Person, prompts};
use copia_text::key;

/// To whom something happened: what became of it.
pub(crate) async fn ask(ctx: &Ctx, tx: &mut Tx, person: Option<&Person>, id: PromptId) -> Result<Composed> {
    let (person, to) = match reader(person) {
        Ok(found) => found,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let found = prompts::find(tx, person.id, id).await?.filter(|one| one.state == State::Open);
    let Some(prompt) = found else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let Some(about) = about(tx, &prompt).await? else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let words = &ctx.words;
    let parts = [("title", about.title.as_str().into()), ("day", words.date(prompt.happened_on.0).into())];
    let question = match prompt.cycle {
        Cycle::Immediate => key("prompt-ask-immediate"),
        Cycle::Applied => key("prompt-ask-applied"),
        Cycle::Realised => key("prompt-ask-realised"),
    };
    let subject = words.say_with("letter-prompt-subject", &parts);
    let mut letter = letter(words, subject, Some(&person.name), words.say("letter-prompt-why").to_owned());
    letter.blocks = vec![
        Block::Paragraph(words.say_with("prompt-was-session", &parts)),
        Block::Paragraph(words.say(question).to_owned()),
        Block::Button {
            label: words.say("letter-prompt-button").to_owned(),
            url: ctx.url(&PromptLink::new(ctx, id).path()),
        },
        Block::Paragraph(words.say("prompt-private").to_owned()),
    ];
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
