//! The organisation's table of expressions that mean the same.

use crate::analysis::{stemmed, tokens};

/// An expression as the stems of its words.
pub(crate) type Expression = Vec<String>;

pub(crate) struct Synonyms {
    groups: Vec<Vec<Expression>>,
}

impl Synonyms {
    pub(crate) fn new(table: &[Vec<String>]) -> Self {
        let expression =
            |text: &String| -> Expression { tokens(stemmed(), text).into_iter().map(|token| token.text).collect() };
        let groups =
            table.iter().map(|group| group.iter().map(expression).filter(|e| !e.is_empty()).collect()).collect();
        Self { groups }
    }

    /// The longest expression these stems begin with: how many of them it takes, and what else
    /// means the same.
    pub(crate) fn at(&self, stems: &[&str]) -> Option<(usize, Vec<&Expression>)> {
        let (group, found) = self
            .groups
            .iter()
            .flat_map(|group| group.iter().map(move |expression| (group, expression)))
            .filter(|(_, expression)| {
                expression.len() <= stems.len() && expression.iter().zip(stems).all(|(own, stem)| own == stem)
            })
            .max_by_key(|(_, expression)| expression.len())?;
        let others = group.iter().filter(|other| *other != found).collect();
        Some((found.len(), others))
    }
}
