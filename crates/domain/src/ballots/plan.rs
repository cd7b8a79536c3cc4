//! What a box will release, chosen when it opens, before anybody has answered: a few tables, and no others later.

use super::Answers;
use serde::{Deserialize, Serialize};

/// The tables that a box releases once: for each question how often its answers were given, by nothing and by each
/// attribute; and how many took part by each attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Plan {
    /// The attributes by which answers are told apart, in the order of the labels of [cells](super::cells): none, one
    /// or two.
    pub attributes: Vec<String>,
    /// The questions that are counted.
    pub questions: Vec<Asked>,
}

/// A question that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its word on the ballots.
    pub question: String,
    /// The answers, as ballots say them, in the order of the scale.
    pub answers: Vec<String>,
    /// How they may be put together.
    pub shape: Shape,
    /// The answer to an earlier question after which it is asked; `None` for a question that everybody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
}

/// An answer to an earlier question. How many answer a question that follows it says how many gave it, nearly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follows {
    /// The word of the earlier question.
    pub question: String,
    /// Its answer.
    pub answer: String,
}

/// How the answers to a question may be put together where they are few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An ordered scale.
    Scale {
        /// Answers before this place disagree.
        low: usize,
        /// Answers from this place agree; those between are neither.
        high: usize,
    },
    /// One of several, in no order.
    Choice,
}

impl Shape {
    /// The answers that agree, by their places among so many.
    pub fn agree(self, answers: usize) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Scale { high, .. } => Some(high.min(answers)..answers),
            Self::Choice => None,
        }
    }

    /// The ways in which a scale may be shown, from the finest to the coarsest, which is agreement against the rest.
    pub(super) fn levels(self, answers: usize) -> Vec<Vec<Answers>> {
        let singles = |from: usize, to: usize| (from..to).map(|one| vec![one]).collect::<Vec<Answers>>();
        let all = |from: usize, to: usize| if from < to { vec![(from..to).collect()] } else { Vec::new() };
        let Self::Scale { low, high } = self else { return vec![singles(0, answers)] };
        let (low, high) = (low.min(answers), high.min(answers));
        let mut levels = vec![
            singles(0, answers),
            [all(0, low), all(low, high), singles(high, answers)].concat(),
            [all(0, low), all(low, high), all(high, answers)].concat(),
            [all(0, high), singles(high, answers)].concat(),
            [all(0, high), all(high, answers)].concat(),
        ];
        levels.dedup();
        levels
    }
}
