//! The room of an event: questions before, during and after it, and quick polls.
//!
//! Nobody needs an account where the event is open to everyone. Whoever takes part does so under a key that is made for
//! this one event: from their account, or from a cookie of their browser. A question without a name is always kept under
//! the browser's key, so that nothing that is kept joins it to an account; see `docs/decisions/0013-live-rooms.md`.

mod asking;
pub(crate) mod letters;
mod live;
mod moderating;
mod page;
mod participants;
mod polls;

pub use asking::{Asked, Asking, ask, take_back, vote};
pub use live::{FRAME, Heard, Listener, Rooms, listen};
pub use moderating::{Decision, ModerationPage, decide, moderation, save_rules};
pub use page::{PollView, RoomPage, room};
pub use participants::Participant;
pub use polls::{PollInput, answer_poll, set_poll_state, write_poll};

pub use copia_store::rooms::{Choice, Question, Room};

use crate::{Ctx, Error, Result, events::Found};
use copia_domain::{
    events::State as EventState,
    ids::QuestionId,
    policy::{Permit, Role, Scope, Standing, acts::ModerateRoom},
    questions::{Attempt, Cause, Event, FollowUp, Refusal, Room as HowFar, Rules, transition},
};
use copia_store::{
    Tx,
    rooms::{self, ChangesQuestion, Step},
};

/// How far an event is.
pub fn how_far(ctx: &Ctx, event: &Found) -> HowFar {
    HowFar::at(ctx.now, event.starts_at, event.ends_at)
}

/// Whether the room takes questions, votes and answers to polls.
///
/// # Errors
/// [`Error::QuestionRefused`] for a draft and for an event that was called off.
fn is_on(event: &Found) -> Result<()> {
    match event.state {
        EventState::Published => Ok(()),
        EventState::Draft => Err(Refusal::NotNow.into()),
        EventState::CalledOff => Err(Refusal::NoMoreQuestions.into()),
    }
}

fn rules(ctx: &Ctx, event: &Found, room: &Room) -> Rules {
    Rules { moderation: room.moderation, room: how_far(ctx, event) }
}

/// The role in which somebody moderates, for the audit log.
fn acting(standing: &Standing) -> Role {
    let roles = [Role::Host, Role::Moderator, Role::Speaker, Role::Lead];
    roles.into_iter().find(|role| standing.is(*role)).unwrap_or(Role::ProgrammeManager)
}

/// A question of an event, as whoever has these keys finds it.
async fn question_of(tx: &mut Tx, event: &Found, id: QuestionId, keys: &[String]) -> Result<Question> {
    let question = rooms::find_question(tx, id, keys).await?.filter(|question| question.event_id == event.id);
    question.ok_or(Error::NotFound)
}

/// One change of a question: what the machine says, the row with its history, and what follows in the same transaction.
async fn change<A: ChangesQuestion>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    question: &Question,
    attempt: &Attempt<'_>,
    into: Option<QuestionId>,
    rules: &Rules,
) -> Result<()> {
    let change = transition(Some(question.state), attempt, rules)?;
    let step = Step {
        id: ctx.id(copia_domain::ids::QuestionStepId::new),
        event: attempt.event,
        cause: attempt.cause,
        to: change.to,
        into,
        words: attempt.words,
    };
    rooms::change(tx, permit, question, &step, ctx.now).await?;
    for follow_up in change.follow_ups {
        match (follow_up, into) {
            // Their page shows the queue, and how long it is.
            (FollowUp::TellModerators, _) => {}
            (FollowUp::TellAskers, _) => letters::tell(ctx, tx, question, &step).await?,
            (FollowUp::CarryVotes, Some(into)) => rooms::carry_votes(tx, question.id, into).await?,
            (FollowUp::CarryMerged, Some(into)) => rooms::carry_merged(tx, question.id, into).await?,
            (FollowUp::CarryVotes | FollowUp::CarryMerged, None) => {}
            (FollowUp::ReleaseMerged, _) => {
                let released = rooms::merged_into(tx, question.id).await?;
                by_the_system(ctx, tx, released, Event::Reopen, rules).await?;
            }
            (FollowUp::FinishOthers, _) => {
                let mut others = rooms::answering(tx, question.event_id).await?;
                others.retain(|other| other.id != question.id);
                by_the_system(ctx, tx, others, Event::AnswerLive, rules).await?;
            }
        }
    }
    Ok(())
}

/// What follows for other questions. None of these changes has anything follow from it in turn.
async fn by_the_system(ctx: &Ctx, tx: &mut Tx, others: Vec<Question>, event: Event, rules: &Rules) -> Result<()> {
    let attempt = Attempt::new(event, Cause::System);
    for other in others {
        let change = transition(Some(other.state), &attempt, rules)?;
        let scope = Scope::Event(other.event_id);
        let permit = Permit::<ModerateRoom>::of_the_system(scope, "it follows from a change of another question");
        let step = Step {
            id: ctx.id(copia_domain::ids::QuestionStepId::new),
            event,
            cause: Cause::System,
            to: change.to,
            into: None,
            words: None,
        };
        rooms::change(tx, &permit, &other, &step, ctx.now).await?;
    }
    Ok(())
}
