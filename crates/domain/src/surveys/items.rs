//! What a survey asks: headings and questions in one list, some of them shown only after an answer further up.

use super::Agreement;
use crate::value::ValueType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Items of a survey at most.
pub const MOST: usize = 60;
/// Choices of a question at most.
pub const MOST_CHOICES: usize = 12;
/// Characters of a choice at most.
pub const CHOICE: usize = 120;
/// Characters of an answer in words at most.
pub const WORDS: usize = 2_000;

crate::choices! {
    /// What kind of item it is.
    Kind {
        /// Begins a section.
        Heading = "heading",
        /// A statement on the scale of agreement.
        Statement = "statement",
        /// One of several choices.
        One = "one",
        /// Any of several choices.
        Several = "several",
        /// A whole number.
        Number = "number",
        /// Words.
        Text = "text",
    }
}

/// A choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// A letter, which the ballot says.
    pub key: String,
    /// What people read.
    pub label: String,
}

/// What an item asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// Begins a section; nothing is asked.
    Heading {
        /// Its title.
        title: String,
        /// A text under it, or nothing.
        text: String,
    },
    /// How far somebody agrees.
    Statement {
        /// Which statement of the bank.
        statement: String,
        /// Which edition of its wording.
        edition: i64,
        /// The wording.
        wording: String,
        /// What kind of value it speaks of.
        value_type: Option<ValueType>,
    },
    /// One choice.
    One {
        /// The question.
        question: String,
        /// Its choices.
        choices: Vec<Choice>,
    },
    /// Any of the choices.
    Several {
        /// The question.
        question: String,
        /// Its choices.
        choices: Vec<Choice>,
    },
    /// A number.
    Number {
        /// The question.
        question: String,
        /// The least that is taken.
        least: i64,
        /// The most that is taken.
        most: i64,
    },
    /// Words.
    Text {
        /// The question.
        question: String,
    },
}

/// When an item is shown: only if an earlier one was answered so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The key of the earlier item.
    pub item: String,
    /// The answer.
    pub answer: String,
}

/// An item of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What its ballots say: the statement with its edition, or `q` and a number that no other item of the survey had.
    pub key: String,
    /// What it asks.
    pub ask: Ask,
    /// When it is shown; `None` for always.
    pub shown_if: Option<Condition>,
}

/// Why a list of items cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// There are too many.
    TooMany,
    /// Two have one key: a statement stands there twice.
    Twice,
    /// One is shown after an answer to an item that does not stand before it, or that has no such answer.
    Order,
}

impl Ask {
    /// What people read: the title, wording or question.
    pub fn label(&self) -> &str {
        match self {
            Self::Heading { title: label, .. }
            | Self::Statement { wording: label, .. }
            | Self::One { question: label, .. }
            | Self::Several { question: label, .. }
            | Self::Number { question: label, .. }
            | Self::Text { question: label } => label,
        }
    }
}

impl Item {
    /// What kind it is.
    pub const fn kind(&self) -> Kind {
        match self.ask {
            Ask::Heading { .. } => Kind::Heading,
            Ask::Statement { .. } => Kind::Statement,
            Ask::One { .. } => Kind::One,
            Ask::Several { .. } => Kind::Several,
            Ask::Number { .. } => Kind::Number,
            Ask::Text { .. } => Kind::Text,
        }
    }

    /// What people read: the title, wording or question.
    pub fn label(&self) -> &str {
        self.ask.label()
    }

    /// The answers among which people choose; none for other items.
    pub fn answers(&self) -> Vec<&str> {
        match &self.ask {
            Ask::Statement { .. } => Agreement::ALL.iter().map(|one| one.word()).collect(),
            Ask::One { choices, .. } | Ask::Several { choices, .. } => {
                choices.iter().map(|choice| choice.key.as_str()).collect()
            }
            Ask::Heading { .. } | Ask::Number { .. } | Ask::Text { .. } => Vec::new(),
        }
    }

    /// Whether it asks something.
    pub const fn is_question(&self) -> bool {
        !matches!(self.ask, Ask::Heading { .. })
    }

    /// The words of the questions that its ballots say. Each of several choices is a question of its own, answered yes
    /// or no, so that what people combine is not joined.
    pub fn questions(&self) -> Vec<String> {
        match &self.ask {
            Ask::Heading { .. } => Vec::new(),
            Ask::Several { choices, .. } => choices.iter().map(|choice| part(&self.key, &choice.key)).collect(),
            Ask::Statement { .. } | Ask::One { .. } | Ask::Number { .. } | Ask::Text { .. } => vec![self.key.clone()],
        }
    }
}

/// What people read of a question: the words of its item and, where each of several choices is a question, the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording<'a> {
    /// What kind of item asks it.
    pub kind: Kind,
    /// The words of the item.
    pub label: &'a str,
    /// The choice.
    pub choice: Option<&'a str>,
}

impl Wording<'_> {
    /// In one line.
    pub fn title(self) -> String {
        self.choice.map_or_else(|| self.label.to_owned(), |choice| format!("{} {choice}", self.label))
    }
}

/// What people read of a question; `None` for one that these items do not ask.
pub fn wording<'a>(items: &'a [Item], question: &str) -> Option<Wording<'a>> {
    items.iter().find_map(|item| {
        let choice = match &item.ask {
            Ask::Several { choices, .. } => {
                Some(choices.iter().find(|choice| part(&item.key, &choice.key) == question)?.label.as_str())
            }
            Ask::Heading { .. } => return None,
            Ask::Statement { .. } | Ask::One { .. } | Ask::Number { .. } | Ask::Text { .. } => {
                (item.key == question).then_some(())?;
                None
            }
        };
        Some(Wording { kind: item.kind(), label: item.label(), choice })
    })
}

/// The word of the question whether a choice was chosen.
pub fn part(item: &str, choice: &str) -> String {
    format!("{item}.{choice}")
}

/// The key of a statement's item.
pub fn statement_key(statement: &str, edition: i64) -> String {
    format!("{statement}@{edition}")
}

/// The key of the next item that is no statement.
pub fn next_key(items: &[Item]) -> String {
    let numbers = items.iter().filter_map(|item| item.key.strip_prefix('q')?.parse::<u32>().ok());
    format!("q{}", numbers.max().unwrap_or(0) + 1)
}

/// Choices from lines, each with a letter.
pub fn choices(lines: Vec<String>) -> Vec<Choice> {
    ('a'..='z').zip(lines).map(|(letter, label)| Choice { key: letter.to_string(), label }).collect()
}

/// Whether a list of items can be asked.
///
/// # Errors
/// The first thing that is [`Wrong`].
pub fn check(items: &[Item]) -> Result<(), Wrong> {
    if items.len() > MOST {
        return Err(Wrong::TooMany);
    }
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for (place, item) in items.iter().enumerate() {
        if let Some(condition) = &item.shown_if {
            let earlier = items.iter().take(place).find(|earlier| earlier.key == condition.item);
            if !earlier.is_some_and(|earlier| earlier.answers().contains(&condition.answer.as_str())) {
                return Err(Wrong::Order);
            }
        }
        if !before.insert(&item.key) {
            return Err(Wrong::Twice);
        }
    }
    Ok(())
}

/// How many questions people answer by choosing.
pub fn closed(items: &[Item]) -> usize {
    items.iter().filter(|item| item.is_question() && item.kind() != Kind::Text).count()
}
