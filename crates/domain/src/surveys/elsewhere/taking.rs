//! The answers of a file: each row is read as if somebody had sent it from the page of the questions, and taken apart at
//! once. Either all rows fit, or nothing is taken and all that does not fit is told.

use super::{
    Codes, Column, Sheet, Use,
    drafting::{chosen, is_other},
    labels::{Degree, Label, label, of_code},
    plain,
};
use crate::{
    ballots::MINIMUM,
    fields::Fault,
    surveys::{
        Agreement,
        answers::{Sent, read},
        items::{Ask, Choice, Item, Kind},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Problems that are told one by one at most.
pub const MOST_TOLD: usize = 100;
/// Characters of an answer that fits nothing that are told at most.
const MOST_SHOWN: usize = 60;

crate::choices! {
    /// What does not fit. The words end the keys of the messages.
    Why {
        /// No column asks what the question asks.
        NoColumn = "no_column",
        /// Two columns do.
        TwoColumns = "two_columns",
        /// It is no answer on the scale of agreement.
        NotAgreement = "not_agreement",
        /// The scale has more than five points.
        FineScale = "fine_scale",
        /// It is none of the choices.
        NotChoice = "not_choice",
        /// It is no whole number.
        NotNumber = "not_number",
        /// It is a number that the question does not take.
        OutOfRange = "out_of_range",
        /// There are too many characters.
        TooLong = "too_long",
        /// It holds characters that are not text.
        NotText = "not_text",
        /// It answers what is asked only after another answer.
        NotShown = "not_shown",
        /// The tool's number of the row stands there twice.
        SameRow = "same_row",
    }
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The number of the row in the file; `None` where it is the column as a whole.
    pub row: Option<u32>,
    /// The heading of the column, or the question for which there is none.
    pub column: String,
    /// What does not fit.
    pub why: Why,
    /// What stands there, where people chose it; never words of their own, nor anything else of the row.
    pub value: String,
}

/// Why nothing is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// So few people answered that nothing could be shown of them.
    TooFew,
    /// Something does not fit: the first of it, and how much there is in all.
    Problems(Vec<Problem>, usize),
}

/// Rows and columns that were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows of those who only looked at the questions.
    pub previews: u32,
    /// Rows of those who did not send their answers.
    pub unfinished: u32,
    /// Rows in which nothing is answered.
    pub blank: u32,
    /// Columns that could be questions, and that the survey does not ask.
    pub columns: u32,
}

/// The answers of a file, of which nothing tells any more in which row they stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// How often each answer was given, by the word of the question and the answer, as ballots say it.
    pub ballots: BTreeMap<(String, String), u32>,
    /// How many people gave them.
    pub people: u32,
    /// What was left out.
    pub left_out: LeftOut,
}

/// Where the answers to an item stand.
enum Source<'s> {
    /// In one column.
    Column(&'s Column),
    /// In a column for each choice, beside the choice's key.
    Choices(Vec<(&'s Column, &'s Choice)>),
}

#[derive(Default)]
struct Told {
    problems: Vec<Problem>,
    all: usize,
}

impl Told {
    fn add(&mut self, row: Option<u32>, column: &str, why: Why, value: &str) {
        self.all += 1;
        if self.problems.len() < MOST_TOLD {
            let value = value.chars().take(MOST_SHOWN).collect();
            self.problems.push(Problem { row, column: column.to_owned(), why, value });
        }
    }
}

/// Takes the answers to these items. `other` is what the choice is called that takes what fits no other.
///
/// # Errors
/// A [`Refusal`].
pub fn take(sheet: &Sheet<'_>, items: &[Item], codes: Codes, other: &str) -> Result<Taken, Refusal> {
    let mut told = Told::default();
    let sources: Vec<Option<Source<'_>>> = items.iter().map(|item| source(sheet, item, &mut told)).collect();
    let mut taken = Taken::default();
    taken.left_out.columns = unasked(sheet, &sources);
    if told.all == 0 {
        rows(sheet, items, &sources, (codes, other), &mut taken, &mut told);
    }
    match told.all {
        0 if taken.people < MINIMUM => Err(Refusal::TooFew),
        0 => Ok(taken),
        all => Err(Refusal::Problems(told.problems, all)),
    }
}

fn questions<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = &'s Column> {
    sheet.columns.iter().filter(|column| column.used == Use::Question)
}

/// Finds the column of an item: by its whole heading, or else by the part of it that names the statement.
fn source<'s>(sheet: &'s Sheet<'_>, item: &'s Item, told: &mut Told) -> Option<Source<'s>> {
    if !item.is_question() {
        return None;
    }
    let label = plain(item.label());
    if let Ask::Several { choices, .. } = &item.ask {
        let of_choice = |choice: &'s Choice| {
            let is_it = |(stem, part): &(String, String)| plain(stem) == label && plain(part) == plain(&choice.label);
            questions(sheet).find(|column| column.parts.as_ref().is_some_and(is_it)).map(|column| (column, choice))
        };
        let found: Vec<_> = choices.iter().filter_map(of_choice).collect();
        if !found.is_empty() {
            return Some(Source::Choices(found));
        }
    }
    let whole = |column: &&Column| plain(&column.heading) == label || plain(&column.wording) == label;
    let of_part = |column: &&Column| {
        let Some((stem, part)) = &column.parts else { return false };
        let part = plain(part);
        (item.kind() == Kind::Statement && part == label) || (part == "selected choice" && plain(stem) == label)
    };
    let mut found: Vec<&Column> = questions(sheet).filter(whole).collect();
    if found.is_empty() {
        found = questions(sheet).filter(of_part).collect();
    }
    match found[..] {
        [column] => return Some(Source::Column(column)),
        [] => told.add(None, item.label(), Why::NoColumn, ""),
        _ => told.add(None, item.label(), Why::TwoColumns, ""),
    }
    None
}

/// How many columns could be questions and are not asked for.
fn unasked(sheet: &Sheet<'_>, sources: &[Option<Source<'_>>]) -> u32 {
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for source in sources.iter().flatten() {
        match source {
            Source::Column(column) => drop(used.insert(column.place)),
            Source::Choices(columns) => used.extend(columns.iter().map(|(column, _)| column.place)),
        }
    }
    let count = questions(sheet).filter(|column| !used.contains(&column.place)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn rows(
    sheet: &Sheet<'_>,
    items: &[Item],
    sources: &[Option<Source<'_>>],
    (codes, other): (Codes, &str),
    taken: &mut Taken,
    told: &mut Told,
) {
    let of_use = |used: Use| sheet.columns.iter().find(|column| column.used == used);
    let (status, finished, sent, id) = (of_use(Use::Status), of_use(Use::Finished), of_use(Use::Sent), of_use(Use::Id));
    let mut scales: Vec<Scale> = items.iter().map(|_| Scale::default()).collect();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for row in sheet.rows() {
        let cell = |column: Option<&Column>| column.map(|column| sheet.table.cell(row, column.place));
        if cell(status).is_some_and(|status| is_preview(status, sheet.is_qualtrics)) {
            taken.left_out.previews += 1;
            continue;
        }
        let is_unfinished = cell(finished).is_some_and(|cell| chosen(cell, "") == Some(false) && !cell.is_empty());
        if is_unfinished || cell(sent).is_some_and(str::is_empty) {
            taken.left_out.unfinished += 1;
            continue;
        }
        let number = Some(sheet.table.number(row));
        if let Some((column, cell)) = id.zip(cell(id)).filter(|(_, cell)| !cell.is_empty())
            && !ids.insert(cell)
        {
            told.add(number, &column.heading, Why::SameRow, "");
            continue;
        }
        let before = told.all;
        let mut given = Sent::new();
        for (place, (item, source)) in (1..).zip(items.iter().zip(sources)) {
            let Some(source) = source else { continue };
            let scale = scales.get_mut(place - 1);
            let mut one = One { sheet, row, item, codes, other, scale, given: Vec::new() };
            match one.read(source) {
                Ok(()) if one.given.is_empty() => {}
                Ok(()) => drop(given.insert(place, one.given)),
                Err((column, why)) => {
                    let value = sheet.table.cell(row, column.place);
                    told.add(number, &column.heading, why, value);
                }
            }
        }
        if told.all > before {
            continue;
        }
        match read(items, &given) {
            Ok(answers) => {
                taken.people += 1;
                for answer in answers {
                    *taken.ballots.entry((answer.question, answer.answer)).or_default() += 1;
                }
            }
            Err(problems) if problems == [(0, Fault::Missing)] => taken.left_out.blank += 1,
            Err(problems) => {
                for (place, fault) in problems {
                    let label = place.checked_sub(1).and_then(|at| items.get(at)).map_or("", Item::label);
                    told.add(number, label, why(fault), "");
                }
            }
        }
    }
    for (item, _) in items.iter().zip(&scales).filter(|(_, scale)| scale.is_fine()) {
        told.add(None, item.label(), Why::FineScale, "");
    }
}

/// Whether somebody only looked at the questions.
fn is_preview(status: &str, is_qualtrics: bool) -> bool {
    let status = plain(status);
    let is_number = is_qualtrics && (status == "1" || status == "2");
    is_number || ["survey preview", "survey test", "preview", "test response"].contains(&status.as_str())
}

const fn why(fault: Fault) -> Why {
    match fault {
        Fault::NotNumber => Why::NotNumber,
        Fault::OutOfRange => Why::OutOfRange,
        Fault::TooLong => Why::TooLong,
        Fault::NotText => Why::NotText,
        Fault::NotShown => Why::NotShown,
        _ => Why::NotChoice,
    }
}

/// Which words a column has used: one that tells "agree" from "somewhat agree" has more points than five.
#[derive(Default)]
struct Scale {
    agree: (bool, bool),
    disagree: (bool, bool),
}

impl Scale {
    fn see(&mut self, point: Agreement, degree: Degree) {
        let side = match point {
            Agreement::Agree => &mut self.agree,
            Agreement::Disagree => &mut self.disagree,
            _ => return,
        };
        match degree {
            Degree::Simply => side.0 = true,
            Degree::Somewhat => side.1 = true,
            Degree::Clear => {}
        }
    }

    const fn is_fine(&self) -> bool {
        (self.agree.0 && self.agree.1) || (self.disagree.0 && self.disagree.1)
    }
}

/// One item of one row while it is read.
struct One<'a> {
    sheet: &'a Sheet<'a>,
    row: usize,
    item: &'a Item,
    codes: Codes,
    other: &'a str,
    scale: Option<&'a mut Scale>,
    given: Vec<String>,
}

impl One<'_> {
    fn cell(&self, column: &Column) -> &str {
        let cell = self.sheet.table.cell(self.row, column.place);
        // Seen, and not answered.
        if self.sheet.is_qualtrics && cell == "-99" { "" } else { cell }
    }

    fn read<'s>(&mut self, source: &Source<'s>) -> Result<(), (&'s Column, Why)> {
        match source {
            Source::Column(column) => self.column(column).map_err(|why| (*column, why)),
            Source::Choices(columns) => {
                for (column, choice) in columns {
                    match chosen(self.cell(column), &choice.label) {
                        Some(true) => self.given.push(choice.key.clone()),
                        Some(false) => {}
                        None => return Err((column, Why::NotChoice)),
                    }
                }
                Ok(())
            }
        }
    }

    fn column(&mut self, column: &Column) -> Result<(), Why> {
        let cell = self.cell(column).to_owned();
        if cell.is_empty() {
            return Ok(());
        }
        match &self.item.ask {
            Ask::Heading { .. } => {}
            Ask::Statement { .. } => {
                let point = match label(&cell).ok_or(Why::NotAgreement)? {
                    Label::Blank => return Ok(()),
                    Label::Point(point, degree) => {
                        if let Some(scale) = &mut self.scale {
                            scale.see(point, degree);
                        }
                        point
                    }
                    Label::Code(code) => of_code(code, self.codes).ok_or(Why::NotAgreement)?,
                };
                self.given.push(point.word().to_owned());
            }
            Ask::One { choices, .. } => self.given.push(find(choices, &cell, self.other).ok_or(Why::NotChoice)?),
            Ask::Several { choices, .. } => self.given = several(choices, &cell, self.other).ok_or(Why::NotChoice)?,
            Ask::Number { .. } => {
                // A spreadsheet may write 5 as 5.0.
                let whole = cell.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b == b'0'));
                self.given.push(whole.map_or(cell.as_str(), |(whole, _)| whole).to_owned());
            }
            Ask::Text { .. } => self.given.push(cell),
        }
        Ok(())
    }
}

/// The key of a choice by what people read: exactly, or else without its marks where only one is so.
fn find(choices: &[Choice], cell: &str, other: &str) -> Option<String> {
    named(choices, cell).or_else(|| choices.iter().find(|choice| is_other(&choice.label, other)).map(key))
}

fn key(choice: &Choice) -> String {
    choice.key.clone()
}

fn named(choices: &[Choice], cell: &str) -> Option<String> {
    if let Some(choice) = choices.iter().find(|choice| choice.label == cell) {
        return Some(key(choice));
    }
    let cell = plain(cell);
    let alike: Vec<&Choice> = choices.iter().filter(|choice| plain(&choice.label) == cell).collect();
    match alike[..] {
        [choice] => Some(key(choice)),
        _ => None,
    }
}

/// Several choices in one cell: with semicolons, line ends or bars between them, or with commas.
fn several(choices: &[Choice], cell: &str, other: &str) -> Option<Vec<String>> {
    if let Some(one) = named(choices, cell) {
        return Some(vec![one]);
    }
    let parts = |between: &[char]| -> Vec<String> {
        cell.split(between).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let all =
        |parts: &[String]| -> Option<BTreeSet<String>> { parts.iter().map(|part| named(choices, part)).collect() };
    let (lines, commas) = (parts(&[';', '\n', '|']), parts(&[',']));
    let found = all(&lines)
        .or_else(|| all(&commas))
        .or_else(|| lines.iter().map(|part| find(choices, part, other)).collect())?;
    Some(found.into_iter().collect())
}
