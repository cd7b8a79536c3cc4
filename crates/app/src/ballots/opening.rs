//! Opening a box: who is asked, in which cells, under which rule. Nothing of it changes later, but that people can be
//! given more time.

use super::random_id;
use crate::{Ctx, Result};
use copia_domain::{
    ballots::{Label, cells},
    ids::{BallotBoxId, BallotCellId, EventId, RollEntryId},
    time::When,
};
use copia_store::{
    Tx,
    ballots::{self as kept, BallotBox, Cell, NewEntry},
    registrations::Who,
};

/// Somebody who is to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invited {
    /// Who.
    pub who: Who,
    /// Their values of the attributes by which answers are told apart, the more important first; as many for everybody,
    /// and none where nothing is told apart.
    pub values: Label,
}

/// The rule of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    /// The event that it is about, where it is about one. An event has one box at most.
    pub event_id: Option<EventId>,
    /// Answers below which nothing is shown or written down, and people asked below which there is no cell.
    pub minimum: u32,
    /// Answers from which words are shown.
    pub words_from: u32,
    /// Until when people can answer.
    pub closes_at: When,
}

/// Opens a box now, with its cells and its roll. Whoever opens it puts the job beside it that counts it, and asks only
/// where the minimum is invited.
///
/// # Errors
/// [`copia_store::Error::Taken`] for an event that has one; [`crate::Error::Store`].
pub(crate) async fn open(ctx: &Ctx, tx: &mut Tx, rule: Opening, invited: &[Invited]) -> Result<BallotBox> {
    let labels: Vec<Label> = invited.iter().map(|one| one.values.clone()).collect();
    let made = cells(&labels, rule.minimum);
    let cell = |cell: copia_domain::ballots::Cell| Cell {
        id: ctx.id(BallotCellId::new),
        label: cell.label,
        invited: i64::from(cell.invited),
        answered: None,
    };
    let cells: Vec<Cell> = made.cells.into_iter().map(cell).collect();
    let new = BallotBox {
        id: ctx.id(BallotBoxId::new),
        event_id: rule.event_id,
        asked: i64::try_from(invited.len()).unwrap_or(i64::MAX),
        is_asked_known: true,
        minimum: i64::from(rule.minimum),
        words_from: i64::from(rule.words_from),
        opens_at: ctx.now,
        closes_at: rule.closes_at,
        counted_at: None,
        answered: None,
    };
    let entry = |(one, place): (&Invited, &Option<usize>)| NewEntry {
        id: RollEntryId(random_id(&ctx.app)),
        who: one.who,
        cell_id: place.and_then(|place| cells.get(place)).map(|cell| cell.id),
    };
    let roll: Vec<NewEntry> = invited.iter().zip(&made.of).map(entry).collect();
    kept::open(tx, &new, &cells, &roll).await?;
    Ok(new)
}
