//! Ballots: anonymous answers. When they leave a process's memory, in which order, and what is shown of them.
//!
//! Between an answer and its ballot stands a box in memory. It is emptied in batches that are never smaller than the
//! minimum, drawn at random from at least twice as many, and in an order that has nothing to do with that of coming.
//! Where answers may be told apart by groups, each [cell](cells) has a box of its own within the box.
//! What is shown is released once, after the last batch. The reasons, and what this does not protect against, are in
//! `docs/decisions/0014-ballots-are-anonymous-by-structure.md`.

mod batches;
mod cells;
mod crossing;
mod plan;
mod release;
mod released;

pub use batches::{Batch, batches};
pub use cells::{Cell, Cells, Label, cells};
pub use plan::{Asked, Follows, Plan, Shape};
pub use release::{FEW, Part, Rule, Tally, release};
pub use released::{Block, Breakdown, Counts, Group, Release, Row, Said, TookPart, Turnout};

/// Answers that are put together, by their places from 0.
pub type Answers = Vec<usize>;

/// Answers below which nothing is shown, and in fewer than which nothing is written down (domain research 4.5).
pub const MINIMUM: u32 = 10;
/// Answers from which what people wrote is shown: words give away more than numbers.
pub const WORDS_FROM: u32 = 15;

/// Why a box is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// An answer came in.
    Arrival,
    /// No more answers come.
    Closing,
    /// The program is told to stop.
    Stopping,
}

/// How many of the answers that a box holds leave it now, as one batch.
///
/// While answers come in, a batch leaves when it can leave as many behind: so the batch is a random half, and what is
/// left at the end is enough to be written down too. At the end, and when the program stops, all leave, or none.
pub const fn leaving(held: u32, minimum: u32, occasion: Occasion) -> u32 {
    match occasion {
        Occasion::Arrival if held >= minimum.saturating_mul(2) => minimum,
        Occasion::Closing | Occasion::Stopping if held >= minimum => held,
        Occasion::Arrival | Occasion::Closing | Occasion::Stopping => 0,
    }
}

/// Puts things into an order of which all are equally likely (R. Durstenfeld, 1964), with numbers that are random over
/// all of `u64`.
pub fn shuffle<T>(things: &mut [T], mut random: impl FnMut() -> u64) {
    for last in (1..things.len()).rev() {
        let choices = last as u64 + 1;
        // Numbers from the uneven end are drawn again: otherwise the first places would be a little likelier.
        let even = u64::MAX - u64::MAX % choices;
        let drawn = loop {
            let number = random();
            if number < even {
                break number % choices;
            }
        };
        things.swap(last, usize::try_from(drawn).unwrap_or(last));
    }
}

#[cfg(test)]
mod tests;
