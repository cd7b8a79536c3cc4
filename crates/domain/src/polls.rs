//! Quick polls in an event's room: one question with a few choices, one answer from each participant.
//!
//! Only counts are kept to be shown, never who answered what. Nothing is shown of fewer than [`FEWEST`] answers: among
//! three people who sit together the counts alone would say who meant what.

use crate::fields::{self, Fault};

crate::choices! {
    /// Where a poll stands.
    State {
        /// Written; only those who moderate see it.
        Draft = "draft",
        /// Taking answers.
        Open = "open",
        /// Closed; its results are shown.
        Closed = "closed",
    }
}

crate::choices! {
    /// When the results are shown, as whoever wrote the poll chose; the room says which.
    Shows {
        /// While it is open, too.
        Live = "live",
        /// Once it is closed.
        Closed = "closed",
    }
}

/// How many choices a poll has.
pub const CHOICES: std::ops::RangeInclusive<usize> = 2..=6;
/// Answers below which nothing is shown but their number.
pub const FEWEST: i64 = 5;
/// Characters of the longest question of a poll.
pub const LONGEST_QUESTION: usize = 200;
/// Characters of the longest choice.
pub const LONGEST_CHOICE: usize = 80;

impl State {
    /// Whether people can answer.
    pub const fn takes_answers(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether everyone in the room sees the question.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Open | Self::Closed)
    }

    /// Whether a poll can go from here to another state: opened, closed, and opened again after a mistake.
    pub const fn can_become(self, next: Self) -> bool {
        matches!((self, next), (Self::Draft | Self::Closed, Self::Open) | (Self::Open, Self::Closed))
    }
}

/// Whether the counts are shown to everyone.
pub const fn shows_results(state: State, shows: Shows, answers: i64) -> bool {
    let is_time = matches!((state, shows), (State::Closed, _) | (State::Open, Shows::Live));
    is_time && answers >= FEWEST
}

/// The share of a choice in whole per cent, rounded to the nearest; zero of nothing.
pub const fn share(count: i64, answers: i64) -> i64 {
    if answers <= 0 { 0 } else { (count * 200 + answers) / (answers * 2) }
}

/// A poll's question as it is kept: one line.
///
/// # Errors
/// A [`Fault`] if it is empty, longer than [`LONGEST_QUESTION`] or not text.
pub fn question(typed: &str) -> Result<String, Fault> {
    fields::line(typed, LONGEST_QUESTION)
}

/// The choices as they are kept: what was typed in each line, without empty ones.
///
/// # Errors
/// [`Fault::OutOfRange`] for fewer or more than [`CHOICES`], [`Fault::Taken`] for one that stands there twice, and the
/// fault of a choice that is too long or not text.
pub fn choices(typed: &str) -> Result<Vec<String>, Fault> {
    let mut kept: Vec<String> = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        let choice = fields::line(line, LONGEST_CHOICE)?;
        if kept.contains(&choice) {
            return Err(Fault::Taken);
        }
        kept.push(choice);
    }
    match kept.len() {
        0 => Err(Fault::Missing),
        many if CHOICES.contains(&many) => Ok(kept),
        _ => Err(Fault::OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(State::Draft, Shows::Live, 50, false)]
    #[case(State::Open, Shows::Live, 5, true)]
    #[case(State::Open, Shows::Live, 4, false)]
    #[case(State::Open, Shows::Closed, 50, false)]
    #[case(State::Closed, Shows::Closed, 5, true)]
    #[case(State::Closed, Shows::Live, 4, false)]
    fn results_are_shown_when_their_author_chose_and_never_of_a_few(
        #[case] state: State,
        #[case] shows: Shows,
        #[case] answers: i64,
        #[case] shown: bool,
    ) {
        assert_eq!(shows_results(state, shows, answers), shown);
    }

    #[rstest]
    #[case("Yes\nNo", Ok(2))]
    #[case(" Yes \r\n\r\nNo\nPerhaps", Ok(3))]
    #[case("", Err(Fault::Missing))]
    #[case("Yes", Err(Fault::OutOfRange))]
    #[case("1\n2\n3\n4\n5\n6\n7", Err(Fault::OutOfRange))]
    #[case("Yes\nYes", Err(Fault::Taken))]
    fn choices_are_lines(#[case] typed: &str, #[case] kept: Result<usize, Fault>) {
        assert_eq!(choices(typed).map(|choices| choices.len()), kept);
    }

    #[test]
    fn a_poll_is_opened_and_closed_and_never_a_draft_again() {
        assert!(State::Draft.can_become(State::Open) && State::Open.can_become(State::Closed));
        assert!(State::Closed.can_become(State::Open));
        assert!(State::ALL.iter().all(|state| !state.can_become(State::Draft) && !state.can_become(*state)));
    }

    proptest! {
        #[test]
        fn shares_are_within_a_hundred_and_nearly_add_up(counts in proptest::collection::vec(0_i64..5_000, 2..=6)) {
            let answers: i64 = counts.iter().sum();
            let shares: Vec<i64> = counts.iter().map(|count| share(*count, answers)).collect();
            prop_assert!(shares.iter().all(|share| (0..=100).contains(share)));
            let sum: i64 = shares.iter().sum();
            prop_assert!(answers == 0 || (97..=103).contains(&sum), "{sum}");
        }
    }
}
