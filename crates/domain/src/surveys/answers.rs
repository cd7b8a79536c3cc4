//! What somebody answered: read from a form, checked, and split into what becomes one ballot each.

use super::items::{Ask, Item, WORDS, part};
use crate::fields::{self, Fault};
use std::collections::BTreeMap;

/// What was sent, by the place of the item in the survey, from 1.
pub type Sent = BTreeMap<usize, Vec<String>>;

/// One answer to one question, as a ballot says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The word of the question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Whether it is in the giver's own words, which never say their cell.
    pub is_words: bool,
}

/// Something that has to be changed: at the item of a place, or 0 for the form as a whole.
pub type Problem = (usize, Fault);

/// What was sent for a place, without what is empty.
fn given(sent: &Sent, place: usize) -> Vec<&str> {
    let values = sent.get(&place).map(Vec::as_slice).unwrap_or_default();
    values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect()
}

/// Which items are shown to somebody who has sent this, in their order.
pub fn shown(items: &[Item], sent: &Sent) -> Vec<bool> {
    let mut shown: Vec<bool> = Vec::with_capacity(items.len());
    for item in items {
        let is_shown = item.shown_if.as_ref().is_none_or(|condition| {
            let earlier = items.iter().zip(&shown).position(|(one, is_shown)| *is_shown && one.key == condition.item);
            earlier.is_some_and(|at| given(sent, at + 1).contains(&condition.answer.as_str()))
        });
        shown.push(is_shown);
    }
    shown
}

/// Reads what was sent. Nothing has to be answered, but something has.
///
/// Of several choices each that is not ticked is a no, for whoever ticks none as well. Were they left out, everybody who
/// is counted would have ticked something; and how many ticked both of two choices would follow from how many ticked each.
///
/// # Errors
/// All that has to be changed: answers that are none of the choices, numbers out of their range, words that are too
/// long, answers to items that are not shown or not there, and that nothing was answered.
pub fn read(items: &[Item], sent: &Sent) -> Result<Vec<Answered>, Vec<Problem>> {
    let (mut answers, mut problems) = (Vec::new(), Vec::new());
    let shown = shown(items, sent);
    for place in sent.keys().filter(|place| **place == 0 || **place > items.len()) {
        if !given(sent, *place).is_empty() {
            problems.push((0, Fault::Unknown));
        }
    }
    let is_empty = (1..=items.len()).all(|place| given(sent, place).is_empty());
    for (place, (item, is_shown)) in (1..).zip(items.iter().zip(shown)) {
        let given = given(sent, place);
        let counts_unticked = is_shown && !is_empty && matches!(item.ask, Ask::Several { .. });
        if given.is_empty() && !counts_unticked {
            continue;
        }
        if !is_shown {
            problems.push((place, Fault::NotShown));
            continue;
        }
        match one(item, &given) {
            Ok(read) => answers.extend(read),
            Err(fault) => problems.push((place, fault)),
        }
    }
    if answers.is_empty() && problems.is_empty() {
        problems.push((0, Fault::Missing));
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

fn one(item: &Item, given: &[&str]) -> Result<Vec<Answered>, Fault> {
    let answered = |answer: String, is_words| vec![Answered { question: item.key.clone(), answer, is_words }];
    let only = match given {
        [only] => Ok(*only),
        _ => Err(Fault::NotChoice),
    };
    match &item.ask {
        Ask::Heading { .. } => Err(Fault::Unknown),
        Ask::Statement { .. } | Ask::One { .. } => {
            let only = only?;
            if item.answers().contains(&only) { Ok(answered(only.to_owned(), false)) } else { Err(Fault::NotChoice) }
        }
        Ask::Several { choices, .. } => {
            if given.iter().any(|one| !item.answers().contains(one)) {
                return Err(Fault::NotChoice);
            }
            let answer = |key: &str| if given.contains(&key) { "yes" } else { "no" };
            let of = |key: &str| Answered {
                question: part(&item.key, key),
                answer: answer(key).to_owned(),
                is_words: false,
            };
            Ok(choices.iter().map(|choice| of(&choice.key)).collect())
        }
        Ask::Number { least, most, .. } => {
            let number: i64 = only?.parse().map_err(|_| Fault::NotNumber)?;
            if (*least..=*most).contains(&number) {
                Ok(answered(number.to_string(), false))
            } else {
                Err(Fault::OutOfRange)
            }
        }
        Ask::Text { .. } => {
            let words = fields::optional_paragraphs(only?, WORDS)?;
            Ok(words.map(|words| answered(words, true)).unwrap_or_default())
        }
    }
}
