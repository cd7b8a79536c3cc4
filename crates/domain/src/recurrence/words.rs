//! The compact text of a rule that the database keeps: `weekly 2, count 10`; `monthly 1 day 15, until 2027-03-31`;
//! `monthly 1 day last, count 6`; `monthly 2 weekday second, count 6`.

use jiff::civil;

use super::{Bound, DayOfMonth, Nth, Pattern, Rule};

impl Rule {
    /// The stable text of this rule; [`Self::parse`] reads it.
    pub fn word(&self) -> String {
        let pattern = match self.pattern {
            Pattern::Weekly { every } => format!("weekly {every}"),
            Pattern::MonthlyByDay { every, day: DayOfMonth::On(day) } => format!("monthly {every} day {day}"),
            Pattern::MonthlyByDay { every, day: DayOfMonth::Last } => format!("monthly {every} day last"),
            Pattern::MonthlyByWeekday { every, nth } => format!("monthly {every} weekday {nth}"),
        };
        match self.bound {
            Bound::Count(count) => format!("{pattern}, count {count}"),
            Bound::Until(day) => format!("{pattern}, until {day}"),
        }
    }

    /// Reads what [`Self::word`] wrote; `None` for anything else. The ranges are checked by [`Self::dates`].
    pub fn parse(text: &str) -> Option<Self> {
        let (pattern, bound) = text.split_once(", ")?;
        let rule = Self { pattern: read_pattern(pattern)?, bound: read_bound(bound)? };
        // One rule is spelt one way: no signs, leading zeros or other dates.
        (rule.word() == text).then_some(rule)
    }
}

fn read_pattern(text: &str) -> Option<Pattern> {
    let words: Vec<&str> = text.split(' ').collect();
    match *words.as_slice() {
        ["weekly", every] => Some(Pattern::Weekly { every: every.parse().ok()? }),
        ["monthly", every, "day", "last"] => {
            Some(Pattern::MonthlyByDay { every: every.parse().ok()?, day: DayOfMonth::Last })
        }
        ["monthly", every, "day", day] => {
            Some(Pattern::MonthlyByDay { every: every.parse().ok()?, day: DayOfMonth::On(day.parse().ok()?) })
        }
        ["monthly", every, "weekday", nth] => {
            Some(Pattern::MonthlyByWeekday { every: every.parse().ok()?, nth: Nth::from_word(nth)? })
        }
        _ => None,
    }
}

fn read_bound(text: &str) -> Option<Bound> {
    match text.split_once(' ')? {
        ("count", count) => Some(Bound::Count(count.parse().ok()?)),
        ("until", day) => Some(Bound::Until(day.parse::<civil::Date>().ok()?)),
        _ => None,
    }
}
