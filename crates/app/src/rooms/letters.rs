//! Letters about a question: to whoever asked it with their name and has an account, once for each decision.

use crate::{
    Ctx, Result,
    notifications::{Addressed, Composed, Message, letter, reader},
};
use copia_domain::{
    events::is_visible,
    ids::{QuestionId, QuestionStepId},
    notifications::Withheld,
    policy::{Roles, Viewer},
    questions::State,
};
use copia_mail::Block;
use copia_store::{
    Tx, events,
    people::Person,
    rooms::{self, Question, Step},
};
use copia_text::key;

/// Tells whoever asked, and those whose questions were merged into it.
pub(super) async fn tell(ctx: &Ctx, tx: &mut Tx, question: &Question, step: &Step<'_>) -> Result<()> {
    let mut about = vec![question.clone()];
    if step.to.is_answered() {
        about.extend(rooms::merged_into(tx, question.id).await?);
    }
    for asked in about {
        if let Some(person) = asked.person_id {
            let message = Message::Question { question: asked.id, step: step.id };
            ctx.notify(tx, Some(person), None, message).await?;
        }
    }
    Ok(())
}

/// The letter about a decision: what was asked, and the answer, the reason, or the question that it goes on with. A
/// decision that has been taken back is not spoken of, and neither is an event that the reader may no longer know of.
pub(crate) async fn decided(
    ctx: &Ctx,
    tx: &mut Tx,
    person: Option<&Person>,
    id: QuestionId,
    step: QuestionStepId,
) -> Result<Composed> {
    let (person, to) = match reader(person) {
        Ok(reader) => reader,
        Err(withheld) => return Ok(Composed::Withheld(withheld)),
    };
    let (Some(question), Some(step)) = (rooms::find_question(tx, id, &[]).await?, rooms::find_step(tx, step).await?)
    else {
        return Ok(Composed::Withheld(Withheld::Overtaken));
    };
    // The step may be that of the question that this one was merged into.
    let decided = if step.question_id == id {
        Some(question.clone())
    } else {
        rooms::find_question(tx, step.question_id, &[]).await?
    };
    let holds = decided.as_ref().is_some_and(|decided| decided.state == step.state)
        && (step.question_id == id || question.into_id == Some(step.question_id));
    let viewer = Viewer::person(person.id, Roles::default());
    let event = events::find(tx, &viewer, question.event_id, ctx.today()).await?;
    let event = event.filter(|event| {
        let involved = event.my_role.is_some() || event.my_registration_id.is_some() || event.is_speaker;
        is_visible(event.state, event.audience, &viewer, event.roles(), involved)
    });
    let (Some(event), true) = (event, holds) else { return Ok(Composed::Withheld(Withheld::Overtaken)) };
    let (subject, opening) = match step.state {
        State::Declined => (key("letter-question-declined-subject"), key("letter-question-declined-opening")),
        State::Merged => (key("letter-question-merged-subject"), key("letter-question-merged-opening")),
        _ => (key("letter-question-answered-subject"), key("letter-question-answered-opening")),
    };
    let words = &ctx.words;
    let names = [("event", event.title.as_str().into())];
    let why = words.say("letter-question-why").to_owned();
    let mut letter = letter(words, words.say_with(subject, &names), Some(&person.name), why);
    letter.blocks.push(Block::Paragraph(words.say_with(opening, &names)));
    letter.blocks.push(Block::Quote(question.words.clone()));
    let said = match step.state {
        State::Merged => match question.into_id {
            Some(into) => {
                rooms::find_question(tx, into, &[]).await?.filter(|into| into.state.is_shown()).map(|into| into.words)
            }
            None => None,
        },
        _ => step.note.clone(),
    };
    if let Some(said) = said {
        let heading = match step.state {
            State::Declined => key("letter-question-reason"),
            State::Merged => key("letter-question-with"),
            _ => key("letter-question-answer"),
        };
        letter.blocks.push(Block::Heading(words.say(heading).to_owned()));
        letter.blocks.push(Block::Paragraph(said));
    }
    let url = ctx.url(&format!("/events/{}/room", event.slug));
    letter.blocks.push(Block::Button { label: words.say("letter-question-button").to_owned(), url });
    Ok(Composed::Letter(Box::new(Addressed { to, letter, calendar: None })))
}
