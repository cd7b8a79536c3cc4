//! Surveys: statements with which people agree or not, other questions, and the waves in which they are asked.
//!
//! A statement of the bank keeps its key for ever, and gets a new edition when its wording changes: a trend is drawn
//! only between identical wordings. A survey is a list of [items](items::Item); once a wave has asked it, it does not
//! change any more, and editing it makes another edition. What somebody answers is read by [`answers::read`] and becomes
//! [ballots](crate::ballots).

pub mod answers;
pub mod comments;
pub mod elsewhere;
pub mod items;
pub mod plan;
pub mod waves;

#[cfg(test)]
mod tests;

crate::choices! {
    /// How far somebody agrees with a statement, from the least to the most, and that it does not apply to them.
    Agreement {
        /// Strongly disagrees.
        StronglyDisagree = "strongly_disagree",
        /// Disagrees.
        Disagree = "disagree",
        /// Neither agrees nor disagrees.
        Neither = "neither",
        /// Agrees.
        Agree = "agree",
        /// Strongly agrees.
        StronglyAgree = "strongly_agree",
        /// It does not apply; not counted among those who answered the statement.
        NotApplicable = "not_applicable",
    }
}

impl Agreement {
    /// The answers on the scale, from the least to the most: all but that it does not apply.
    pub const SCALE: [Self; 5] =
        [Self::StronglyDisagree, Self::Disagree, Self::Neither, Self::Agree, Self::StronglyAgree];
    /// The places on the scale that count as agreeing.
    pub const AGREES: std::ops::Range<usize> = 3..5;
}

/// Characters of a statement or question at most.
pub const WORDING: usize = 300;
/// Characters of a survey's title at most.
pub const TITLE: usize = 120;
/// Closed questions from which people tire (domain research 4.2).
pub const MANY_CLOSED: usize = 15;
