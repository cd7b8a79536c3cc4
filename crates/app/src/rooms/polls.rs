//! Quick polls: writing, opening and closing one, and answering.

use super::{Participant, acting, is_on};
use crate::{Ctx, Error, Faults, Result, ctx::Act, events::visible};
use copia_domain::{
    fields::Fault,
    ids::PollId,
    policy::acts::{ModerateRoom, TakePartInRoom},
    polls::{self, Shows, State},
    questions::Refusal,
};
use copia_store::rooms::{self, NewPoll};

/// What is typed to write a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PollInput<'a> {
    /// What is asked.
    pub question: &'a str,
    /// What one can answer, one in each line.
    pub choices: &'a str,
    /// When the results are shown.
    pub shows: &'a str,
    /// Whether people can answer at once.
    pub opens: bool,
}

/// Writes a poll.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`]; [`Error::QuestionRefused`] for opening one where the event is not announced.
pub async fn write_poll(ctx: &Ctx, slug: &str, input: &PollInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ModerateRoom>()?;
        let mut faults = Faults::new();
        let question = faults.take("question", polls::question(input.question));
        let choices = faults.take("choices", polls::choices(input.choices));
        let shows = Shows::from_word(input.shows);
        if shows.is_none() {
            faults.add("shows", Fault::NotChoice);
        }
        faults.check()?;
        let Some(shows) = shows else { return Err(Error::NotFound) };
        if input.opens {
            is_on(&event)?;
        }
        let state = if input.opens { State::Open } else { State::Draft };
        let id = ctx.id(PollId::new);
        let new = NewPoll { id, event: event.id, state, question: &question, shows, choices: &choices };
        rooms::add_poll(&mut tx, &permit, &new, ctx.now).await?;
        let action = if input.opens { "poll.open" } else { "poll.write" };
        ctx.audit(&mut tx, Act::by(acting(&standing), action).on("poll", id).after(&question)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Opens or closes a poll.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::AlreadyDone`]; [`Error::QuestionRefused`] where the event is not on.
pub async fn set_poll_state(ctx: &Ctx, slug: &str, id: PollId, state: State) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ModerateRoom>()?;
        let poll = rooms::find_poll(&mut tx, id, None).await?.filter(|poll| poll.event_id == event.id);
        let poll = poll.ok_or(Error::NotFound)?;
        if !poll.state.can_become(state) {
            return Err(Error::AlreadyDone);
        }
        if state == State::Open {
            is_on(&event)?;
        }
        rooms::set_poll_state(&mut tx, &permit, &poll, state).await?;
        let action = if state == State::Open { "poll.open" } else { "poll.close" };
        ctx.audit(&mut tx, Act::by(acting(&standing), action).on("poll", id).after(&poll.question)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Answers a poll, in place of an earlier answer.
///
/// # Errors
/// [`Error::NotFound`] for a poll that is not shown, a choice it does not have, and a visitor without a key;
/// [`Error::QuestionRefused`] for one that is closed.
pub async fn answer_poll(ctx: &Ctx, slug: &str, who: &Participant, id: PollId, position: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<TakePartInRoom>()?;
        is_on(&event)?;
        let key = who.key(ctx, event.id).ok_or(Error::NotFound)?;
        let poll = rooms::find_poll(&mut tx, id, Some(&key)).await?;
        let poll = poll.filter(|poll| poll.event_id == event.id && poll.state.is_shown()).ok_or(Error::NotFound)?;
        if !poll.state.takes_answers() {
            return Err(Refusal::NotNow.into());
        }
        if poll.mine == Some(position) {
            return Ok(());
        }
        match rooms::answer_poll(&mut tx, &permit, &poll, &key, position).await {
            Err(copia_store::Error::Stale) => return Err(Error::NotFound),
            other => other?,
        }
        Ok(tx.commit().await?)
    })
    .await
}
