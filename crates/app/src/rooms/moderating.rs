//! What those who moderate do: showing, hiding, calling up, answering, merging and declining, and the room's rules.

use super::{
    Participant, PollView, Question, Room, acting, change,
    page::{poll_views, sort},
    question_of, rules,
};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{Found, visible},
};
use copia_domain::{
    fields::{self, Fault},
    ids::QuestionId,
    policy::{
        Action, Permit, Standing,
        acts::{AnswerQuestion, ModerateRoom, RunEvent},
    },
    questions::{self, Attempt, Cause, Event, LONGEST_ANSWER, Moderation, Order, Room as HowFar, Target},
};
use copia_store::{
    Tx,
    rooms::{self, ChangesQuestion},
};

/// Questions for which others to merge them into are looked for; comparing takes time with the square of their number.
const COMPARED: usize = 40;

/// What the page of those who moderate shows.
#[derive(Debug, Clone)]
pub struct ModerationPage {
    /// The event.
    pub event: Found,
    /// What the reader may do.
    pub standing: Standing,
    /// The rules and numbers of the room.
    pub room: Room,
    /// How far the event is.
    pub how_far: HowFar,
    /// Every question that was not taken back: what is being answered, what is open by votes, what is decided.
    pub questions: Vec<Question>,
    /// Of undecided questions those that ask nearly the same, the likest first.
    pub alike: Vec<(QuestionId, Vec<QuestionId>)>,
    /// The polls, the latest first.
    pub polls: Vec<PollView>,
}

impl ModerationPage {
    /// Whether the reader moderates; somebody who speaks only answers in writing.
    pub const fn moderates(&self) -> bool {
        self.standing.may(Action::ModerateRoom)
    }

    /// The questions that ask nearly the same as one.
    pub fn alike(&self, id: QuestionId) -> &[QuestionId] {
        self.alike.iter().find(|(of, _)| *of == id).map_or(&[], |(_, alike)| alike)
    }
}

/// The page of those who moderate.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn moderation(ctx: &Ctx, slug: &str) -> Result<ModerationPage> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<AnswerQuestion>()?;
    let room = rooms::room(&mut tx, event.id).await?;
    let keys = Participant::default().keys(ctx, event.id);
    let mut all = rooms::questions(&mut tx, event.id, &keys).await?;
    sort(&mut all, Order::Votes);
    let mut polls = poll_views(&mut tx, event.id, None).await?;
    polls.reverse();
    let how_far = super::how_far(ctx, &event);
    Ok(ModerationPage { alike: alike(&all), event, standing, room, how_far, questions: all, polls })
}

/// For each undecided question, those that it could be merged into because they ask nearly the same.
fn alike(all: &[Question]) -> Vec<(QuestionId, Vec<QuestionId>)> {
    let undecided = all.iter().filter(|one| one.state.is_open()).take(COMPARED);
    let found = undecided.map(|one| {
        let targets = all.iter().filter(|other| other.id != one.id && other.state.takes(one.state));
        let targets = targets.map(|other| (other.id, other.words.as_str()));
        let alike = questions::similar(&one.words, targets).into_iter().map(|(id, _)| id).collect();
        (one.id, alike)
    });
    found.filter(|(_, alike): &(QuestionId, Vec<QuestionId>)| !alike.is_empty()).collect()
}

/// What somebody who moderates decides about a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision<'a> {
    /// What.
    pub event: Event,
    /// The answer in writing, or the reason for declining.
    pub words: &'a str,
    /// What it is merged into.
    pub into: Option<QuestionId>,
}

/// Carries a decision out.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::QuestionRefused`] with the reason; [`Error::Invalid`] for words that
/// cannot be kept.
pub async fn decide(ctx: &Ctx, slug: &str, id: QuestionId, decision: Decision<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        if decision.event == Event::AnswerInWriting {
            let permit = standing.permit::<AnswerQuestion>()?;
            carry_out(ctx, &mut tx, &permit, &event, id, decision).await?;
        } else {
            let permit = standing.permit::<ModerateRoom>()?;
            carry_out(ctx, &mut tx, &permit, &event, id, decision).await?;
        }
        let action = format!("question.{}", decision.event);
        ctx.audit(&mut tx, Act::by(acting(&standing), &action).on("question", id)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

async fn carry_out<A: ChangesQuestion>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    event: &Found,
    id: QuestionId,
    decision: Decision<'_>,
) -> Result<()> {
    let question = question_of(tx, event, id, &[]).await?;
    let room = rooms::room(tx, event.id).await?;
    let mut faults = Faults::new();
    let words = match decision.event {
        Event::AnswerInWriting | Event::Decline => {
            faults.take("words", fields::optional_paragraphs(decision.words, LONGEST_ANSWER))
        }
        _ => None,
    };
    faults.check()?;
    let mut attempt = Attempt::new(decision.event, Cause::Moderator);
    attempt.words = words.as_deref();
    let into = decision.into.filter(|_| decision.event == Event::Merge);
    if let Some(into) = into {
        let target = question_of(tx, event, into, &[]).await?;
        attempt = attempt.into(Target { state: target.state, is_itself: target.id == id });
    }
    change(ctx, tx, permit, &question, &attempt, into, &rules(ctx, event, &room)).await
}

/// Keeps the rules of a room: when a moderator looks at a question, and where the event can be watched.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`].
pub async fn save_rules(ctx: &Ctx, slug: &str, moderation: &str, stream: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        let mut faults = Faults::new();
        let chosen = Moderation::from_word(moderation);
        if chosen.is_none() {
            faults.add("moderation", Fault::NotChoice);
        }
        let stream = if stream.trim().is_empty() { Ok(None) } else { fields::web_address(stream).map(Some) };
        let stream = faults.take("stream", stream);
        faults.check()?;
        let Some(chosen) = chosen else { return Err(Error::NotFound) };
        rooms::save(&mut tx, permit, event.id, chosen, stream.as_deref()).await?;
        ctx.audit(&mut tx, Act::by(acting(&standing), "room.rules").on("event", event.id).after(&chosen)).await?;
        Ok(tx.commit().await?)
    })
    .await
}
