//! The memberships of a demonstration, with their histories replayed through the machine.

use super::Filling;
use crate::Result;
use copia_demonstration as demonstration;
use copia_domain::{
    ids::{MembershipId, uuid_v7},
    memberships::{Attempt, Event, Rules, State, transition},
    time::Day,
};
use copia_store::{
    Tx,
    programmes::{self, Membership, MembershipEvent},
};
use jiff::tz::TimeZone;

/// Memberships taken in at a time; the bar moves after each lot.
const LOT: usize = 2000;

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx, step: &mut (dyn FnMut(usize) + Send)) -> Result<()> {
    for lot in filling.programme.memberships.chunks(LOT) {
        let rows: Vec<Membership<'_>> = lot.iter().filter_map(|membership| row(filling, membership)).collect();
        programmes::memberships(tx, &rows).await?;
        step(lot.len());
    }
    Ok(())
}

fn row<'p>(filling: &Filling<'p>, membership: &'p demonstration::Membership) -> Option<Membership<'p>> {
    let community = filling.programme.communities.get(usize::from(membership.community))?;
    let history = filling.programme.history(membership);
    let first = history.first()?;
    let mut events: Vec<MembershipEvent<'_>> = Vec::with_capacity(history.len());
    let mut joined_at = None;
    for happened in history {
        let previous = events.last().map(|event| event.state);
        let state = follow(community, previous, happened)?;
        if state.is_active() && !previous.is_some_and(State::is_active) {
            joined_at = Some(happened.at);
        }
        events.push(MembershipEvent {
            id: filling.id(uuid_v7, happened.at),
            event: happened.event,
            cause: happened.cause,
            previous,
            state,
            at: happened.at,
            actor: happened.by.and_then(|person| filling.person(person)),
            note: happened.note,
        });
    }
    let last = history.last()?;
    let asked = history.iter().rev().find(|happened| happened.event == Event::Ask);
    Some(Membership {
        id: filling.id(MembershipId::new, first.at),
        community: filling.community(membership.community)?,
        person: filling.person(membership.person)?,
        state: membership.state,
        since: last.at,
        joined_at,
        message: asked.and_then(|happened| happened.note),
        reason: matches!(membership.state, State::Declined | State::Removed).then_some(last.note).flatten(),
        events,
    })
}

/// Where an event leads, by the rules as they were on its day.
fn follow(
    community: &demonstration::Community,
    from: Option<State>,
    happened: &demonstration::MembershipEvent,
) -> Option<State> {
    let day = Day(happened.at.day_in(&TimeZone::UTC));
    let stage = community.stages.iter().rev().find(|change| change.on <= day)?.stage;
    let rules = Rules { join: community.join_rule, core: community.core_rule, intake: stage.intake() };
    let attempt = Attempt { event: happened.event, cause: happened.cause, reason: happened.note, level: None };
    transition(from, &attempt, &rules).ok().map(|change| change.to)
}
