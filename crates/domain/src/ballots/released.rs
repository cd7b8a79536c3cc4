//! What is shown of a box: the one release, as it is stored and as pages, exports and charts read it.

use super::{Answers, Shape};
use serde::{Deserialize, Serialize};

/// Everything that is shown of a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// How many were asked; `None` where that is not known, of answers that were given elsewhere.
    pub asked: Option<u32>,
    /// How many answered; `None` where fewer than the minimum did.
    pub answered: Option<u32>,
    /// Answers below which nothing is shown of a group.
    pub minimum: u32,
    /// The highest count that is not shown.
    pub few: u32,
    /// How many took part, by each attribute by which that can be told.
    pub turnout: Vec<Turnout>,
    /// The questions of the plan, in its order.
    pub questions: Vec<Said>,
}

/// How many took part by one attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnout {
    /// The attribute.
    pub attribute: String,
    /// Its groups: together everybody who was asked.
    pub rows: Vec<TookPart>,
}

/// How many of a group took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TookPart {
    /// Who.
    pub group: Group,
    /// How many of them answered.
    pub answered: u32,
}

/// People that are shown together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The values that they have of the attribute, the largest group first.
    pub values: Vec<String>,
    /// Whether it holds as well whose value, or whose answer's, is not said.
    pub has_unsaid: bool,
    /// How many of them were asked.
    pub invited: u32,
}

/// What was said to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its word.
    pub question: String,
    /// The answers, in the order of the scale.
    pub answers: Vec<String>,
    /// How they may be put together.
    pub shape: Shape,
    /// What all said; `None` where too few answered it.
    pub all: Option<Counts>,
    /// What groups said, by each attribute by which that can be told.
    pub by: Vec<Breakdown>,
}

/// What groups said. Together they hold all answers to the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breakdown {
    /// The attribute.
    pub attribute: String,
    /// Its groups: two at least.
    pub rows: Vec<Row>,
}

/// What a group said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Who.
    pub group: Group,
    /// What they said.
    pub counts: Counts,
}

/// Answers of a group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many answered the question.
    pub base: u32,
    /// The answers as they are put together. Each is in one block.
    pub blocks: Vec<Block>,
}

/// Answers that are shown together, with how often one of them was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The answers, by their places from 0.
    pub answers: Answers,
    /// At least so often.
    pub least: u32,
    /// At most so often: the same, but where a handful is told from none by nobody.
    pub most: u32,
}

impl Counts {
    /// How many gave one of these answers, at least and at most.
    pub fn between(&self, answers: &std::ops::Range<usize>) -> (u32, u32) {
        let (mut least, mut most) = (0, 0);
        for block in &self.blocks {
            let inside = block.answers.iter().filter(|answer| answers.contains(answer)).count();
            if inside == block.answers.len() {
                least += block.least;
            }
            if inside > 0 {
                most += block.most;
            }
        }
        (least, most.min(self.base))
    }
}

impl Release {
    /// Whether it is shown how many gave an answer, by itself.
    pub fn tells(&self, question: &str, answer: &str) -> bool {
        self.questions.iter().any(|said| said.question == question && said.tells(answer))
    }
}

impl Said {
    /// Whether it is shown how many gave an answer, by itself.
    pub fn tells(&self, answer: &str) -> bool {
        let Some(place) = self.answers.iter().position(|one| one == answer) else { return false };
        let is_it = |block: &Block| block.least == block.most && block.answers == [place];
        self.all.as_ref().is_some_and(|all| all.blocks.iter().any(is_it))
    }

    /// How many of a group agreed, at least and at most; `None` for a question without a scale.
    pub fn agreed(&self, counts: &Counts) -> Option<(u32, u32)> {
        Some(counts.between(&self.shape.agree(self.answers.len())?))
    }
}
