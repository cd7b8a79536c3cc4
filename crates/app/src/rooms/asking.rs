//! What people do in a room: asking, taking back, voting. Nothing of it is in the audit log, because a question
//! without a name has none there either.

use super::{Participant, Question, change, is_on, question_of, rules};
use crate::{Ctx, Error, Faults, Result, events::visible};
use copia_domain::{
    fields,
    ids::{QuestionId, QuestionStepId},
    policy::{Action, acts::TakePartInRoom},
    questions::{self, Attempt, Cause, Event, Refusal, State, transition},
};
use copia_store::rooms::{self, Step};

/// Characters of the name that a visitor gives.
const NAME: usize = 80;

/// What somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking<'a> {
    /// The question.
    pub words: &'a str,
    /// Whether it is asked with the name of the account.
    pub with_name: bool,
    /// The name that a visitor gives; empty for none.
    pub name: &'a str,
    /// Whether they have seen the questions that ask nearly the same.
    pub is_sure: bool,
}

/// What comes of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is kept, and stands here.
    Kept(State),
    /// Others have asked nearly the same; nothing is kept.
    Alike(Vec<Question>),
}

/// Asks a question.
///
/// # Errors
/// [`Error::QuestionRefused`] after the event; [`Error::Invalid`] for words that cannot be kept; [`Error::TooOften`];
/// [`Error::NotFound`] also for a visitor without a key.
pub async fn ask(ctx: &Ctx, slug: &str, who: &Participant, asking: &Asking<'_>) -> Result<Asked> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<TakePartInRoom>()?;
        is_on(&event)?;
        let mut faults = Faults::new();
        let words = faults.take("words", questions::wording(asking.words));
        let name = if ctx.viewer.is_staff() { Ok(None) } else { fields::optional_line(asking.name, NAME) };
        let name = faults.take("name", name);
        let person = ctx.viewer.id().filter(|_| asking.with_name);
        let key = if person.is_some() { who.key(ctx, event.id) } else { who.of_browser(ctx, event.id) };
        let Some(key) = key else { return Err(Error::NotFound) };
        let room = rooms::room(&mut tx, event.id).await?;
        let moderates = person.is_some() && standing.may(Action::ModerateRoom);
        let cause = if moderates { Cause::Moderator } else { Cause::Asker };
        let asked = transition(None, &Attempt::new(Event::Ask, cause), &rules(ctx, &event, &room))?;
        faults.check()?;
        let keys = who.keys(ctx, event.id);
        let recent = rooms::asked_since(&mut tx, event.id, &keys, ctx.now.plus_seconds(-60)).await?;
        if questions::seconds_to_wait(&recent, ctx.now).is_some() {
            return Err(Error::TooOften);
        }
        if !asking.is_sure {
            let alike = alike(rooms::questions(&mut tx, event.id, &keys).await?, &words);
            if !alike.is_empty() {
                return Ok(Asked::Alike(alike));
            }
        }
        let question = Question {
            id: ctx.id(QuestionId::new),
            event_id: event.id,
            state: asked.to,
            words,
            person_id: person,
            name,
            asked_at: ctx.now,
            since: ctx.now,
            votes: 0,
            into_id: None,
            answer: None,
            reason: None,
            version: 1,
            is_mine: true,
            is_voted: false,
        };
        let step = Step {
            id: ctx.id(QuestionStepId::new),
            event: Event::Ask,
            cause: Cause::Asker,
            to: asked.to,
            into: None,
            words: None,
        };
        rooms::ask(&mut tx, &permit, &question, &key, &step).await?;
        tx.commit().await?;
        Ok(Asked::Kept(asked.to))
    })
    .await
}

/// The questions that everyone sees and that ask nearly the same.
fn alike(mut all: Vec<Question>, words: &str) -> Vec<Question> {
    all.retain(|question| question.state.is_shown());
    let found = questions::similar(words, all.iter().enumerate().map(|(at, one)| (at, one.words.as_str())));
    found.into_iter().filter_map(|(at, _)| all.get(at).cloned()).collect()
}

/// Takes back a question of one's own.
///
/// # Errors
/// [`Error::NotFound`] for the question of somebody else; [`Error::QuestionRefused`].
pub async fn take_back(ctx: &Ctx, slug: &str, who: &Participant, id: QuestionId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<TakePartInRoom>()?;
        let question = question_of(&mut tx, &event, id, &who.keys(ctx, event.id)).await?;
        if !question.is_mine {
            return Err(Error::NotFound);
        }
        let room = rooms::room(&mut tx, event.id).await?;
        let attempt = Attempt::new(Event::Withdraw, Cause::Asker);
        change(ctx, &mut tx, &permit, &question, &attempt, None, &rules(ctx, &event, &room)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Votes for a question, or takes the vote back. Doing it twice is no fault, and counts once.
///
/// # Errors
/// [`Error::NotFound`] for a question that not everyone sees, and for a visitor without a key;
/// [`Error::QuestionRefused`] for one that takes no votes.
pub async fn vote(ctx: &Ctx, slug: &str, who: &Participant, id: QuestionId, is_for: bool) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<TakePartInRoom>()?;
        is_on(&event)?;
        let key = who.key(ctx, event.id).ok_or(Error::NotFound)?;
        let question = question_of(&mut tx, &event, id, &[]).await?;
        if !question.state.is_shown() {
            return Err(Error::NotFound);
        }
        if !question.state.takes_votes() {
            return Err(Refusal::NotNow.into());
        }
        if is_for {
            rooms::vote(&mut tx, &permit, &question, &key).await?;
        } else {
            rooms::withdraw_vote(&mut tx, &permit, &question, &key).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}
