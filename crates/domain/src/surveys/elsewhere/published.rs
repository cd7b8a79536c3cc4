//! Figures that somebody published of a survey that was asked elsewhere: a share with the number of answers where that was
//! published too, and without an interval where it was not.

use crate::{
    fields,
    intervals::{Interval, Share, wilson},
    surveys::WORDING,
    value::ValueType,
};

/// Figures of one report at most.
pub const MOST_FIGURES: usize = 60;

/// A share of answers as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What people agreed with, as it was published.
    pub statement: String,
    /// In whole per cent.
    pub percent: u32,
    /// How many agreed, where that was published.
    pub count: Option<u32>,
    /// How many answered, where that was published.
    pub base: Option<u32>,
    /// What kind of value it speaks of.
    pub value_type: Option<ValueType>,
}

crate::choices! {
    /// Why a line is no figure. The words end the keys of the messages.
    Wrong {
        /// There is no line at all.
        Nothing = "nothing",
        /// There are more than [`MOST_FIGURES`].
        TooMany = "too_many",
        /// There is no statement, or it is too long.
        NoStatement = "no_statement",
        /// There is neither a whole percentage nor "so many of so many".
        NoShare = "no_share",
        /// The number of answers is none, or another one than the share says.
        NoBase = "no_base",
        /// No kind of value is called that.
        NoValue = "no_value",
        /// The statement stands there twice.
        Twice = "twice",
        /// More stands there than a figure has.
        More = "more",
    }
}

impl Figure {
    /// How many of how many, where both were published.
    pub fn share(&self) -> Option<Share> {
        Some(Share { count: self.count?, base: self.base?, population: None })
    }

    /// How far the share can be from that of many people like those who answered; `None` without their number.
    pub fn interval(&self) -> Option<Interval> {
        match self.share() {
            Some(share) => share.interval(),
            None => wilson(f64::from(self.percent), self.base?),
        }
    }

    /// As it is typed.
    pub fn line(&self) -> String {
        let (share, base) = match (self.count, self.base) {
            (Some(count), Some(base)) => (format!("{count} of {base}"), String::new()),
            (_, base) => (format!("{}%", self.percent), base.map(|base| base.to_string()).unwrap_or_default()),
        };
        let value = self.value_type.map_or("", ValueType::word);
        let between = if self.statement.contains(';') { "\t" } else { "; " };
        let said = [self.statement.as_str(), &share, &base, value].into_iter().filter(|cell| !cell.is_empty());
        said.collect::<Vec<_>>().join(between)
    }
}

/// Reads figures, one on each line: the statement, the share, the number of answers and the kind of value, with
/// semicolons or tabs between them. Each of the last two may be left out.
///
/// # Errors
/// The number of the first line that is no figure, from 1, and why; 0 for all of them.
pub fn figures(text: &str) -> Result<Vec<Figure>, (usize, Wrong)> {
    let mut all: Vec<Figure> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let figure = figure(line).map_err(|wrong| (number, wrong))?;
        if all.iter().any(|other| other.statement.to_lowercase() == figure.statement.to_lowercase()) {
            return Err((number, Wrong::Twice));
        }
        if all.len() == MOST_FIGURES {
            return Err((number, Wrong::TooMany));
        }
        all.push(figure);
    }
    if all.is_empty() { Err((0, Wrong::Nothing)) } else { Ok(all) }
}

fn figure(line: &str) -> Result<Figure, Wrong> {
    let between = if line.contains('\t') { '\t' } else { ';' };
    let mut cells = line.split(between).map(str::trim);
    let statement = fields::line(cells.next().unwrap_or_default(), WORDING).map_err(|_| Wrong::NoStatement)?;
    let (percent, counted) = share(cells.next().unwrap_or_default()).ok_or(Wrong::NoShare)?;
    if cells.clone().skip(2).any(|cell| !cell.is_empty()) {
        return Err(Wrong::More);
    }
    let (third, fourth) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    // The number of answers may be left out where the share says it, and where it was not published.
    let is_value = fourth.is_empty() && third.chars().any(char::is_alphabetic);
    let (base, value_type) = if is_value { ("", third) } else { (third, fourth) };
    let base = match base {
        "" => None,
        typed => Some(number(typed).filter(|base| *base > 0).ok_or(Wrong::NoBase)?),
    };
    if counted.zip(base).is_some_and(|((_, of), base)| of != base) {
        return Err(Wrong::NoBase);
    }
    let value_type = match value_type {
        "" => None,
        word => Some(ValueType::from_word(&word.to_lowercase()).ok_or(Wrong::NoValue)?),
    };
    let (count, base) = (counted.map(|(count, _)| count), counted.map(|(_, of)| of).or(base));
    Ok(Figure { statement, percent, count, base, value_type })
}

/// A whole number as people write it: `1208`, `1,208` or `1 208`.
pub fn number(typed: &str) -> Option<u32> {
    let digits: String = typed.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '\u{A0}' | '\u{202F}')).collect();
    let is_number =
        typed.trim().starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// `84`, `84%`, or `42 of 50` with both numbers.
fn share(typed: &str) -> Option<(u32, Option<(u32, u32)>)> {
    if let Some((count, base)) = typed.split_once(" of ") {
        let (count, base) = (number(count)?, number(base)?);
        let share = Share { count, base, population: None };
        return (base > 0 && count <= base).then(|| (share.whole_percent(), Some((count, base))));
    }
    let percent = number(typed.trim_end_matches('%'))?;
    (percent <= 100).then_some((percent, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("It helps.; 84%; 50; applied", 84, None, Some(50))]
    #[case("It helps.\t84", 84, None, None)]
    #[case("It helps; always.\t84\t50", 84, None, Some(50))]
    #[case("It helps.; 42 of 50", 84, Some(42), Some(50))]
    #[case("It helps.; 42 of 50; 50; applied", 84, Some(42), Some(50))]
    #[case("It helps.; 42 of 50; applied", 84, Some(42), Some(50))]
    #[case("It helps.; 84%; applied", 84, None, None)]
    #[case("It helps.; 84%; 1,212", 84, None, Some(1_212))]
    #[case("It helps.; 171 of 1 208;", 14, Some(171), Some(1_208))]
    fn a_line_is_a_figure(
        #[case] line: &str,
        #[case] percent: u32,
        #[case] count: Option<u32>,
        #[case] base: Option<u32>,
    ) {
        let all = figures(line).unwrap();
        assert_eq!((all[0].percent, all[0].count, all[0].base), (percent, count, base));
        assert_eq!(
            all[0].interval().is_some(),
            base.is_some(),
            "an interval where the base is known, and nowhere else"
        );
        assert_eq!(figures(&all[0].line()).unwrap(), all);
    }

    #[rstest]
    #[case("", 0, Wrong::Nothing)]
    #[case("\n; 84", 2, Wrong::NoStatement)]
    #[case("It helps.", 1, Wrong::NoShare)]
    #[case("It helps.; 101%", 1, Wrong::NoShare)]
    #[case("It helps.; 51 of 50", 1, Wrong::NoShare)]
    #[case("It helps.; 84%; 0", 1, Wrong::NoBase)]
    #[case("It helps.; 42 of 50; 60", 1, Wrong::NoBase)]
    #[case("It helps.; 84%; 50; fun", 1, Wrong::NoValue)]
    #[case("It helps.; 84%\nit helps.; 80%", 2, Wrong::Twice)]
    #[case("It helps.; 84%; 50; applied; managers only", 1, Wrong::More)]
    #[case("It helps.; 84%; 50 answers", 1, Wrong::NoValue)]
    fn what_is_no_figure_is_said(#[case] text: &str, #[case] line: usize, #[case] wrong: Wrong) {
        assert_eq!(figures(text), Err((line, wrong)));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reading_fail(text in "[a-z0-9%;\t\n of]{0,200}") {
            for figure in figures(&text).unwrap_or_default() {
                prop_assert!(figure.percent <= 100 && figure.count <= figure.base);
            }
        }
    }
}
