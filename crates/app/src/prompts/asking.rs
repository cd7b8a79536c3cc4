//! Asking: once a day what is due, in batches, and on the day what other letters ask.

use crate::{Ctx, Result, notifications::Message, outbox::Unfinished};
use copia_domain::{
    ids::{EventId, PersonId, PromptId},
    notifications::MessageKind,
    prompts::{Cycle, Due, Occasion, State, choose, free_since},
    time::Day,
};
use copia_store::{
    Tx,
    prompts::{self, New},
};
use uuid::Uuid;

/// Asks everybody who is due today: once a day. What was done before a crash is not done again.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn ask_due(ctx: &Ctx) -> Result<(), Unfinished> {
    for occasion in Occasion::ALL {
        for cycle in occasion.later() {
            let mut after = Uuid::nil();
            while let Some(last) = ask_some(ctx, *occasion, *cycle, after).await? {
                after = last;
            }
        }
    }
    Ok(())
}

/// Asks some, and says where to go on.
async fn ask_some(ctx: &Ctx, occasion: Occasion, cycle: Cycle, after: Uuid) -> Result<Option<Uuid>> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let today = ctx.today();
        let found = prompts::due(&mut tx, occasion, cycle, cycle.happened(today), after).await?;
        let Some((last, due)) = found else { return Ok(None) };
        let new = |one: Due| New {
            id: ctx.id(PromptId::new),
            person: one.person,
            occasion,
            reference: one.reference,
            cycle,
            happened_on: one.happened_on,
            asked_on: today,
            state: State::Open,
        };
        let all: Vec<New> = choose(cycle, today, due).into_iter().map(new).collect();
        prompts::ask(&mut tx, &all).await?;
        for one in &all {
            ctx.notify(&mut tx, Some(one.person), None, Message::Prompt { prompt: one.id }).await?;
        }
        tx.commit().await?;
        Ok(Some(last))
    })
    .await
}

/// Notes whom a letter of another kind is to ask about something, and gives them: those whom nobody has asked anything for
/// a fortnight and who want letters of that kind.
pub(crate) async fn asks_elsewhere(
    ctx: &Ctx,
    tx: &mut Tx,
    (occasion, reference, cycle): (Occasion, Uuid, Cycle),
    (happened_on, kind): (Day, MessageKind),
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<PersonId>> {
    let today = ctx.today();
    let free = prompts::free(tx, people, free_since(today), kind).await?;
    let new = |person: &PersonId| New {
        id: ctx.id(PromptId::new),
        person: *person,
        occasion,
        reference,
        cycle,
        happened_on,
        asked_on: today,
        state: State::Elsewhere,
    };
    prompts::ask(tx, &free.iter().map(new).collect::<Vec<_>>()).await?;
    Ok(free)
}

/// Notes whom the pulse of an event is to ask by its letter.
pub(crate) async fn on_the_day(
    ctx: &Ctx,
    tx: &mut Tx,
    event: EventId,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<()> {
    let what = (Occasion::Session, event.0, Cycle::Immediate);
    asks_elsewhere(ctx, tx, what, (ctx.today(), MessageKind::Thanks), people).await.map(drop)
}
