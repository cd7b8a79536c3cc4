//! What people were asked some time after sessions, and what two of the people of the sign-in page have answered.

use super::Filling;
use crate::Result;
use copia_demonstration::Persona;
use copia_domain::{
    ids::{EventId, PersonId, PromptId},
    policy::{Permit, Scope},
    prompts::{APART_DAYS, Cycle, Occasion, Outcome, State, choose, free_since},
    time::{Day, When},
};
use copia_store::{
    Tx, attendance, claims,
    prompts::{self, New, Prompt},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is answered, in turn; what comes after these is still open.
const ANSWERS: [(Outcome, &str); 2] = [
    (Outcome::Yes, "We tried the checklist at two of our own meetings. People liked that they knew what comes next."),
    (Outcome::NotYet, "I want to show it to the rest of the team when term has begun."),
];

/// Sessions by when they started and what they were called.
type Ids = BTreeMap<(When, String), EventId>;

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let held = claims::held(tx, filling.now).await?;
    let ids: Ids = held.into_iter().map(|one| ((one.starts_at, one.title), one.id)).collect();
    for persona in [Persona::Member, Persona::Lead] {
        if let Some(person) = filling.person(persona.person()) {
            of_one(filling, tx, person, &ids).await?;
        }
    }
    of_others(filling, tx).await
}

/// The day for which the demonstration is made.
fn today(filling: &Filling<'_>) -> Day {
    filling.programme.as_of
}

/// What one person was asked, the latest of which is open.
async fn of_one(filling: &Filling<'_>, tx: &mut Tx, person: PersonId, ids: &Ids) -> Result<()> {
    let mut asked: Vec<New> = Vec::new();
    for one in attendance::own(tx, person).await? {
        let Some(event) = ids.get(&(one.starts_at, one.title.clone())) else { continue };
        let happened_on = Day(one.starts_at.day_in(&jiff::tz::TimeZone::UTC));
        for cycle in [Cycle::Applied, Cycle::Realised] {
            let asked_on = happened_on.plus_days(cycle.days());
            let is_apart = |other: &New| other.asked_on.days_until(asked_on).abs() >= APART_DAYS;
            let is_over = asked_on.days_until(today(filling)) > 0;
            if is_over && asked.iter().all(is_apart) && asked.len() <= ANSWERS.len() {
                asked.push(New {
                    id: filling.id(PromptId::new, When::noon(asked_on.0)),
                    person,
                    occasion: Occasion::Session,
                    reference: event.0,
                    cycle,
                    happened_on,
                    asked_on,
                    state: State::Open,
                });
            }
        }
    }
    prompts::ask(tx, &asked).await?;
    asked.sort_by_key(|one| std::cmp::Reverse(one.asked_on));
    for (one, (outcome, body)) in asked.iter().skip(1).zip(ANSWERS) {
        let Some(prompt) = prompts::find(tx, person, one.id).await? else { continue };
        let permit = Permit::of_the_system(Scope::Person(person), "a demonstration is filled");
        let answered_at = Some(When::noon(one.asked_on.plus_days(1).0));
        let (state, outcome, body) = (State::Answered, Some(outcome), body.to_owned());
        prompts::save(tx, permit, &Prompt { state, outcome, body, answered_at, ..prompt }).await?;
    }
    Ok(())
}

/// What everybody else was asked in the last days, so that the site does not begin with all of it.
async fn of_others(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let today = today(filling);
    for cycle in Occasion::Session.later() {
        let mut after = Uuid::nil();
        let between = cycle.happened(today);
        while let Some((last, due)) = prompts::due(tx, Occasion::Session, *cycle, between, after).await? {
            after = last;
            let new = |one: copia_domain::prompts::Due| {
                let due_on = one.happened_on.plus_days(cycle.days());
                let is_free = one.last_asked.is_none_or(|last| last.days_until(due_on) >= APART_DAYS);
                let asked_on = if is_free { due_on } else { today };
                New {
                    id: filling.id(PromptId::new, When::noon(asked_on.0)),
                    person: one.person,
                    occasion: Occasion::Session,
                    reference: one.reference,
                    cycle: *cycle,
                    happened_on: one.happened_on,
                    asked_on,
                    state: State::Open,
                }
            };
            let all: Vec<New> = choose(*cycle, today, due).into_iter().map(new).collect();
            prompts::ask(tx, &all).await?;
        }
    }
    Ok(())
}

/// Notes whom the pulse of an event has asked.
pub(super) async fn on_the_day(
    filling: &Filling<'_>,
    tx: &mut Tx,
    event: EventId,
    opens_at: When,
    people: Vec<PersonId>,
) -> Result<()> {
    let day = Day(opens_at.day_in(&jiff::tz::TimeZone::UTC));
    if day.days_until(today(filling)) > APART_DAYS {
        return Ok(());
    }
    let kind = copia_domain::notifications::MessageKind::Thanks;
    let free = prompts::free(tx, people, free_since(day), kind).await?;
    let new = |person: PersonId| New {
        id: filling.id(PromptId::new, opens_at),
        person,
        occasion: Occasion::Session,
        reference: event.0,
        cycle: Cycle::Immediate,
        happened_on: day,
        asked_on: day,
        state: State::Elsewhere,
    };
    prompts::ask(tx, &free.into_iter().map(new).collect::<Vec<_>>()).await?;
    Ok(())
}
