//! The pulse after an event: two questions to those who came. Its answers are [ballots](crate::ballots).

use crate::ballots::{Asked, Plan, Shape};

crate::choices! {
    /// The questions. Each is answered by a ballot of its own, so that words are not joined to a number.
    Question {
        /// Was it worth your time?
        Worth = "worth",
        /// What will you take away?
        Takeaway = "takeaway",
    }
}

crate::choices! {
    /// Whether it was worth somebody's time, from the least to the most.
    Worth {
        /// Not at all.
        NotAtAll = "not_at_all",
        /// Not really.
        NotReally = "not_really",
        /// Partly.
        Partly = "partly",
        /// Mostly.
        Mostly = "mostly",
        /// Fully.
        Fully = "fully",
    }
}

/// Hours after the end of an event at which its letter of thanks leaves.
pub const THANKS_HOURS: i64 = 3;
/// Days for which the pulse can be answered.
pub const OPEN_DAYS: i64 = 14;
/// Minutes between the end of answering and the counting, in which every process writes down what it holds.
pub const COUNT_AFTER_MINUTES: i64 = 10;
/// Characters in which somebody says what they take away.
pub const TAKEAWAY: usize = 1_000;
/// Days for which what people wrote is kept (domain research 6.6: 36 months).
pub const KEEP_WORDS_DAYS: i64 = 3 * 365;

impl Worth {
    /// The answers, by their places on the scale, that say that it was worth the time.
    pub const WORTHWHILE: std::ops::Range<usize> = 3..5;
}

/// What a pulse releases: whether it was worth people's time, of all who answered together.
pub fn plan() -> Plan {
    let answers = Worth::ALL.iter().map(|worth| worth.word().to_owned()).collect();
    let shape = Shape::Scale { low: 2, high: Worth::WORTHWHILE.start };
    let worth = Asked { question: Question::Worth.word().to_owned(), answers, shape, follows: None };
    Plan { attributes: Vec::new(), questions: vec![worth] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mostly_and_fully_are_worth_the_time() {
        assert_eq!(Worth::ALL.get(Worth::WORTHWHILE), Some(&[Worth::Mostly, Worth::Fully][..]));
    }
}
