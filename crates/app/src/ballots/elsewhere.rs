//! Answers that were given elsewhere, as ballots: in one transaction, with no roll, each with an id that says nothing, and
//! in an order that has nothing to do with the one in which they came.

use super::{random, random_id, releasing};
use crate::{Ctx, Result};
use copia_domain::{
    ballots::{Plan, shuffle},
    ids::BallotBoxId,
    time::When,
};
use copia_store::{
    Tx,
    ballots::{self as kept, Ballot, BallotBox},
};
use std::collections::BTreeMap;

/// What is known of a survey that was asked elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BroughtIn {
    /// How many people were asked; `None` where that is not known.
    pub asked: Option<u32>,
    /// How many answered.
    pub answered: u32,
    /// Answers below which nothing is shown.
    pub minimum: u32,
    /// Answers from which words are shown.
    pub words_from: u32,
    /// Since when people could answer.
    pub opens_at: When,
    /// Until when.
    pub closes_at: When,
}

/// Brings ballots in, counts them and releases what the plan says. `given` says how often each answer was given, by the
/// word of the question and the answer. The caller has seen that there are as many people as the minimum.
///
/// # Errors
/// [`crate::Error::Store`].
pub(crate) async fn bring_in(
    ctx: &Ctx,
    tx: &mut Tx,
    rule: BroughtIn,
    plan: &Plan,
    given: &BTreeMap<(String, String), u32>,
) -> Result<BallotBoxId> {
    let new = BallotBox {
        id: ctx.id(BallotBoxId::new),
        event_id: None,
        asked: i64::from(rule.asked.unwrap_or(rule.answered)),
        is_asked_known: rule.asked.is_some(),
        minimum: i64::from(rule.minimum),
        words_from: i64::from(rule.words_from),
        opens_at: rule.opens_at,
        closes_at: rule.closes_at,
        counted_at: None,
        answered: None,
    };
    kept::open(tx, &new, &[], &[]).await?;
    releasing::plan(tx, new.id, plan).await?;
    let answers: Vec<&(String, String)> = given.keys().collect();
    let often = |(place, count): (u32, &u32)| std::iter::repeat_n(place, usize::try_from(*count).unwrap_or(0));
    let mut order: Vec<u32> = (0..).zip(given.values()).flat_map(often).collect();
    shuffle(&mut order, random(&ctx.app));
    let ballot = |place: &u32| {
        let (question, answer) = usize::try_from(*place).ok().and_then(|place| answers.get(place))?;
        let (question, answer) = (question.clone(), answer.clone());
        Some(Ballot { id: random_id(&ctx.app), question, answer, cell_id: None })
    };
    kept::add(tx, new.id, order.iter().filter_map(ballot)).await?;
    kept::brought_in(tx, new.id, ctx.now, i64::from(rule.answered)).await?;
    releasing::settle(tx, new.id).await?;
    Ok(new.id)
}
