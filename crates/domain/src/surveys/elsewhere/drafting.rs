//! A draft of a survey from the columns of a file. It holds no answer, and of what people chose only what so many of them
//! chose as would be shown; the bounds of numbers are round.

use super::{
    Column, Sheet, Use,
    labels::{Label, label},
    plain,
};
use crate::{
    ballots::{FEW, MINIMUM},
    surveys::{
        WORDING,
        items::{Ask, CHOICE, MOST, MOST_CHOICES, choices as keyed},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// What a column asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drafted {
    /// How far somebody agrees with this, which the bank may know.
    Statement(String),
    /// A question.
    Question(Ask),
}

/// A draft, and how many columns it leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it asks, in the order of the columns.
    pub asks: Vec<Drafted>,
    /// Columns that tell who somebody is, or what a tool notes.
    pub personal: usize,
    /// Columns without a heading, with a heading that is too long or that another has, without answers, or beyond what a
    /// survey can ask.
    pub others: usize,
}

/// Makes a draft, in which what few chose stands under a choice called `other`; `None` where fewer rows answer than the minimum, of which nothing can be shown.
pub fn draft(sheet: &Sheet<'_>, other: &str) -> Option<Draft> {
    if u32::try_from(sheet.rows().len()).is_ok_and(|few| few < MINIMUM) {
        return None;
    }
    let mut draft = Draft::default();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let stems = stems(sheet);
    for column in &sheet.columns {
        match column.used {
            Use::Question => {}
            Use::Unnamed => {
                draft.others += 1;
                continue;
            }
            _ => {
                draft.personal += 1;
                continue;
            }
        }
        if is_address(sheet, column) {
            draft.personal += 1;
            continue;
        }
        let ask = ask(sheet, column, &stems, other);
        let key = ask.as_ref().map(|ask| plain(wording(ask))).unwrap_or_default();
        match ask {
            // The columns of one question with several choices make one.
            Some(Drafted::Question(Ask::Several { .. })) if asked.contains(&key) && column.parts.is_some() => {}
            Some(ask) if draft.asks.len() < MOST && is_wording(wording(&ask)) && asked.insert(key) => {
                draft.asks.push(ask);
            }
            _ => draft.others += 1,
        }
    }
    Some(draft)
}

fn wording(ask: &Drafted) -> &str {
    match ask {
        Drafted::Statement(wording) => wording,
        Drafted::Question(ask) => ask.label(),
    }
}

fn is_wording(text: &str) -> bool {
    !plain(text).is_empty() && text.chars().count() <= WORDING && !text.chars().any(char::is_control)
}

/// The columns that name parts of one question, by its wording.
fn stems<'s>(sheet: &'s Sheet<'_>) -> BTreeMap<&'s str, Vec<&'s Column>> {
    let mut stems: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in sheet.columns.iter().filter(|column| column.used == Use::Question) {
        if let Some((stem, _)) = &column.parts {
            stems.entry(stem).or_default().push(column);
        }
    }
    stems
}

/// Whether half of what stands in a column looks like an e-mail address, that of a machine or a page, or a place.
fn is_address(sheet: &Sheet<'_>, column: &Column) -> bool {
    let (mut all, mut addresses) = (0, 0);
    for cell in sheet.cells(column).filter(|cell| !cell.is_empty()) {
        all += 1;
        let is_machine = cell.parse::<std::net::IpAddr>().is_ok();
        let is_mail = crate::fields::address(cell).is_ok();
        let is_page = cell.starts_with("http://") || cell.starts_with("https://");
        addresses += usize::from(is_machine || is_mail || is_page);
    }
    all > 0 && addresses * 2 >= all
}

fn ask(sheet: &Sheet<'_>, column: &Column, stems: &BTreeMap<&str, Vec<&Column>>, other: &str) -> Option<Drafted> {
    let cells = || sheet.cells(column).filter(|cell| !cell.is_empty());
    let answers = cells().count();
    let siblings = column.parts.as_ref().and_then(|(stem, _)| stems.get(stem.as_str())).filter(|all| all.len() > 1);
    if answers == 0 {
        // Of several choices one may have been nobody's.
        return siblings.and_then(|all| several(sheet, all));
    }
    let is_agreement = |cell: &str| matches!(label(cell), Some(Label::Point(..) | Label::Blank));
    if cells().all(is_agreement) && cells().any(|cell| matches!(label(cell), Some(Label::Point(..)))) {
        let part = column.parts.as_ref().filter(|_| siblings.is_some()).map(|(_, part)| part);
        return Some(Drafted::Statement(part.unwrap_or(&column.wording).clone()));
    }
    if let Some(several) = siblings.and_then(|all| several(sheet, all)) {
        return Some(several);
    }
    let question = match &column.parts {
        Some((stem, part)) if plain(part) == "selected choice" => stem.clone(),
        _ => column.wording.clone(),
    };
    let numbers: Option<Vec<i64>> = cells().map(|cell| cell.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let (least, most) = (numbers.iter().min().copied()?, numbers.iter().max().copied()?);
        let (least, most) = (if least < 0 { -round(least.unsigned_abs())? } else { 0 }, round(most.unsigned_abs())?);
        return Some(Drafted::Question(Ask::Number { question, least, most }));
    }
    if cells().any(|cell| cell.ends_with(';')) {
        let parts = cells().flat_map(|cell| cell.split(';')).map(str::trim).filter(|part| !part.is_empty());
        if let Some(choices) = choices(parts, other) {
            return Some(Drafted::Question(Ask::Several { question, choices: keyed(choices) }));
        }
    }
    Some(Drafted::Question(match choices(cells(), other) {
        Some(choices) => Ask::One { question, choices: keyed(choices) },
        None => Ask::Text { question },
    }))
}

/// One question from columns of which each says whether a choice was chosen.
fn several(sheet: &Sheet<'_>, columns: &[&Column]) -> Option<Drafted> {
    let part = |column: &&Column| column.parts.clone();
    let says = |column: &&Column| {
        let (_, part) = column.parts.as_ref().map_or(("", ""), |(stem, part)| (stem.as_str(), part.as_str()));
        sheet.cells(column).all(|cell| chosen(cell, part).is_some())
    };
    let (question, _) = columns.first().and_then(part)?;
    let choices: Vec<String> = columns.iter().filter_map(part).map(|(_, part)| part).collect();
    let fits = (2..=MOST_CHOICES).contains(&choices.len()) && choices.iter().all(|one| one.chars().count() <= CHOICE);
    (fits && columns.iter().all(says)).then(|| Drafted::Question(Ask::Several { question, choices: keyed(choices) }))
}

/// Whether a choice was chosen, as its own column says it; `None` for what says neither.
pub(super) fn chosen(cell: &str, choice: &str) -> Option<bool> {
    match plain(cell).as_str() {
        "" | "no" | "n" | "0" | "false" | "not selected" | "n a" => Some(false),
        "yes" | "y" | "1" | "true" | "selected" | "checked" => Some(true),
        other if other == plain(choice) => Some(true),
        _ => None,
    }
}

/// What can be chosen: what more than a few chose, the most frequent first, and one more for the rest. `None` where that
/// is less than two, or more than a question can have.
fn choices<'a>(answers: impl Iterator<Item = &'a str>, other: &str) -> Option<Vec<String>> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for answer in answers {
        *counts.entry(answer).or_default() += 1;
        if counts.len() > 1_000 {
            return None;
        }
    }
    let (all, kinds) = (counts.values().sum::<u32>(), u32::try_from(counts.len()).unwrap_or(u32::MAX));
    let mut often: Vec<(&str, u32)> =
        counts.iter().filter(|(_, count)| **count > FEW).map(|(answer, count)| (*answer, *count)).collect();
    // Words that everybody writes differently are no choices, even where a few write the same.
    let told: u32 = often.iter().map(|(_, count)| count).sum();
    let is_chosen = kinds.saturating_mul(2) <= all && told.saturating_mul(4) >= all.saturating_mul(3);
    often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut labels: Vec<String> = often.iter().map(|(answer, _)| (*answer).to_owned()).collect();
    let is_there = |labels: &[String]| labels.iter().any(|label| is_other(label, other));
    if told < all && !is_there(&labels) {
        labels.push(other.to_owned());
    }
    let distinct: BTreeSet<String> = labels.iter().map(|label| plain(label)).collect();
    let fits = (2..=MOST_CHOICES).contains(&labels.len())
        && distinct.len() == labels.len()
        && labels.iter().all(|label| label.chars().count() <= CHOICE && !label.contains('\n'));
    (is_chosen && fits).then_some(labels)
}

/// Whether a choice takes what fits no other.
pub(super) fn is_other(label: &str, other: &str) -> bool {
    let label = plain(label);
    label == plain(other) || label == "other" || label.starts_with("other please")
}

/// The next round number: 10, 100, and so on, so that nobody's own stands in the survey.
fn round(number: u64) -> Option<i64> {
    (1..=6).map(|power| 10_i64.pow(power)).find(|bound| i64::try_from(number).is_ok_and(|number| number <= *bound))
}
