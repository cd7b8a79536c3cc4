//! What was asked in the rooms of events.

use super::Filling;
use crate::Result;
use copia_demonstration as demonstration;
use copia_domain::{
    ids::{EventId, PollId, QuestionId, QuestionStepId},
    questions::{Cause, Event, State},
};
use copia_store::{
    Tx,
    programmes::{self, Poll, Question, QuestionStep},
};
use data_encoding::HEXLOWER;

/// Lets people ask and vote in the room of an event.
pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx, event: &demonstration::Event, id: EventId) -> Result<()> {
    let (asked, poll) = demonstration::rooms::of(event.title);
    let is_last = filling.programme.events.iter().rfind(|other| other.title == event.title) == Some(event);
    if !is_last {
        return Ok(());
    }
    let questions: Vec<_> = asked.iter().map(|one| question(filling, event, id, one)).collect();
    let polls: Vec<_> = poll
        .iter()
        .map(|poll| Poll {
            id: filling.id(PollId::new, event.starts_at),
            event: id,
            question: poll.question,
            choices: poll.choices.iter().map(|(words, many)| (*words, keys(filling, *many))).collect(),
            created_at: event.starts_at,
        })
        .collect();
    Ok(programmes::rooms(tx, &questions, &polls).await?)
}

fn question(
    filling: &Filling<'_>,
    event: &demonstration::Event,
    id: EventId,
    one: &demonstration::rooms::Asked,
) -> Question<'static> {
    let at = event.starts_at.plus_seconds(60 * one.minute);
    let step = |event, cause, to, minutes: i64, said: &'static str| QuestionStep {
        id: filling.id(QuestionStepId::new, at),
        event,
        cause,
        to,
        at: at.plus_seconds(60 * minutes),
        note: Some(said).filter(|said| !said.is_empty()),
    };
    let by_moderator = |event, minutes| step(event, Cause::Moderator, one.state, minutes, one.said);
    let mut steps = vec![step(Event::Ask, Cause::Asker, State::Open, 0, "")];
    match one.state {
        State::Answering => steps.push(by_moderator(Event::Take, 6)),
        State::AnsweredLive => {
            let begins = event.starts_at.max(at);
            steps.push(QuestionStep { at: begins, ..step(Event::Take, Cause::Moderator, State::Answering, 1, "") });
            steps.push(QuestionStep { at: begins.plus_seconds(150), ..by_moderator(Event::AnswerLive, 4) });
        }
        State::AnsweredInWriting => steps.push(by_moderator(Event::AnswerInWriting, 5)),
        State::Declined => steps.push(by_moderator(Event::Decline, 1)),
        State::Waiting | State::Open | State::Merged | State::Withdrawn => {}
    }
    let mut voters = keys(filling, one.votes.saturating_add(1));
    let asker = voters.pop().unwrap_or_default();
    let name = Some(one.name).filter(|name| !name.is_empty());
    Question { id: filling.id(QuestionId::new, at), event: id, words: one.words, name, steps, asker, voters }
}

/// Keys of people who take part, of whom nothing else is known.
fn keys(filling: &Filling<'_>, many: u8) -> Vec<String> {
    (0..many).map(|_| HEXLOWER.encode(&filling.entropy.bytes::<16>())).collect()
}
