//! The rules of series: which days sessions fall on.
//!
//! A rule names days only; the time of day and the zone are the series' own, and [`crate::wall::instant`] makes the
//! instants. The weekday or the day of the month comes from the first date, so that a rule cannot contradict it. No
//! rule is without end: a series that nobody renews stops by itself.

use jiff::{Span, civil};
use thiserror::Error;

use crate::choices;

mod words;

choices! {
    /// Which one of a weekday's days in a month. There is no fifth: a rule for it would skip most months.
    Nth {
        First = "first",
        Second = "second",
        Third = "third",
        Fourth = "fourth",
        Last = "last",
    }
}

impl Nth {
    /// Whether a day is this one of its weekday's days in its month.
    fn is(self, day: civil::Date) -> bool {
        let weeks_before = (day.day() - 1) / 7;
        match self {
            Self::First => weeks_before == 0,
            Self::Second => weeks_before == 1,
            Self::Third => weeks_before == 2,
            Self::Fourth => weeks_before == 3,
            Self::Last => day.day() + 7 > day.days_in_month(),
        }
    }

    /// From 1 to 4, or -1 for the last: as rules of calendars count.
    pub const fn number(self) -> i8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
            Self::Fourth => 4,
            Self::Last => -1,
        }
    }
}

/// A day that every month has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayOfMonth {
    /// From 1 to 28.
    On(u8),
    /// The last day of the month, whichever it is.
    Last,
}

impl DayOfMonth {
    fn is(self, day: civil::Date) -> bool {
        match self {
            Self::On(number) => i16::from(day.day()) == i16::from(number),
            Self::Last => day.day() == day.days_in_month(),
        }
    }
}

/// How sessions follow each other. The weekday, and the day of the month, are those of the first date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Every week, or every so many weeks (1 to [`WEEKS`]), on the weekday of the first date.
    Weekly { every: u8 },
    /// Every month, or every so many months (1 to [`MONTHS`]), on one day of the month.
    MonthlyByDay { every: u8, day: DayOfMonth },
    /// Every month, or every so many months (1 to [`MONTHS`]), on the first, second, ... or last of the weekday of the first date.
    MonthlyByWeekday { every: u8, nth: Nth },
}

/// Where a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// After so many dates, the first included (1 to [`DATES`]).
    Count(u16),
    /// With the last date that is not after this day.
    Until(civil::Date),
}

impl Bound {
    /// The bound that a form asks for in two fields.
    ///
    /// # Errors
    /// [`RuleFault::NoEnd`] when neither is given, [`RuleFault::TwoEnds`] when both are.
    pub const fn from_choice(count: Option<u16>, until: Option<civil::Date>) -> Result<Self, RuleFault> {
        match (count, until) {
            (Some(count), None) => Ok(Self::Count(count)),
            (None, Some(day)) => Ok(Self::Until(day)),
            (None, None) => Err(RuleFault::NoEnd),
            (Some(_), Some(_)) => Err(RuleFault::TwoEnds),
        }
    }
}

/// The rule of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rule {
    pub pattern: Pattern,
    pub bound: Bound,
}

/// The longest interval in weeks.
pub const WEEKS: u8 = 52;
/// The longest interval in months.
pub const MONTHS: u8 = 12;
/// The most dates that one rule may have.
pub const DATES: usize = 100;
/// How many years ahead of its first date a series may reach.
pub const YEARS: i16 = 3;

/// Why a rule gives no dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RuleFault {
    /// The interval is 0, or longer than [`WEEKS`] or [`MONTHS`].
    #[error("the interval is not between 1 and {WEEKS} weeks or {MONTHS} months")]
    Interval,
    /// The day of the month is not one that every month has.
    #[error("not every month has that day")]
    Day,
    /// Neither a number of dates nor a last day is given.
    #[error("the series has no end")]
    NoEnd,
    /// Both a number of dates and a last day are given.
    #[error("the series has two ends")]
    TwoEnds,
    /// The number of dates is 0.
    #[error("the series has no dates")]
    NoDates,
    /// There would be more than [`DATES`] dates.
    #[error("the series has more than {DATES} dates")]
    TooMany,
    /// The series would reach further ahead than [`YEARS`] years after its first date.
    #[error("the series reaches more than {YEARS} years ahead")]
    TooFar,
    /// The first date is not a day that the pattern names.
    #[error("the first date does not fit the pattern")]
    FirstDoesNotFit,
    /// The last day lies before the first date.
    #[error("the series ends before it begins")]
    EndsBeforeFirst,
    /// A series cannot be parted there: no date of the rule, or the first one.
    #[error("the series cannot be parted at that day")]
    NotASecondPart,
}

impl Rule {
    /// The days of a series that begins on `first`, in order; the first of them is always `first`.
    ///
    /// # Errors
    /// [`RuleFault`], when the rule is out of its ranges or does not fit the first date.
    pub fn dates(&self, first: civil::Date) -> Result<Vec<civil::Date>, RuleFault> {
        self.pattern.check(first)?;
        let horizon = first.checked_add(Span::new().years(YEARS)).map_err(|_| RuleFault::TooFar)?;
        let (most, last) = match self.bound {
            Bound::Count(0) => return Err(RuleFault::NoDates),
            Bound::Count(count) => (usize::from(count), civil::Date::MAX),
            Bound::Until(day) if day < first => return Err(RuleFault::EndsBeforeFirst),
            Bound::Until(day) if day > horizon => return Err(RuleFault::TooFar),
            Bound::Until(day) => (usize::MAX, day),
        };
        let mut dates = Vec::new();
        for step in 0.. {
            // Beyond the calendar is also too far.
            let date = self.pattern.nth_date(first, step).ok_or(RuleFault::TooFar)?;
            if date > last || dates.len() == most {
                break;
            }
            if dates.len() == DATES {
                return Err(RuleFault::TooMany);
            }
            if date > horizon {
                return Err(RuleFault::TooFar);
            }
            dates.push(date);
        }
        Ok(dates)
    }

    /// The patterns that fit a first date, each with an interval of 1. The fifth of a weekday is offered as the last
    /// one only, and the 29th to 31st only where they end their month.
    pub fn offered(first: civil::Date) -> Vec<Pattern> {
        let on = u8::try_from(first.day()).unwrap_or_default();
        let days = [DayOfMonth::On(on), DayOfMonth::Last].map(|day| Pattern::MonthlyByDay { every: 1, day });
        let weekdays = Nth::ALL.iter().map(|nth| Pattern::MonthlyByWeekday { every: 1, nth: *nth });
        let all = std::iter::once(Pattern::Weekly { every: 1 }).chain(days).chain(weekdays);
        all.filter(|pattern| pattern.check(first).is_ok()).collect()
    }
}

impl Pattern {
    /// Whether the pattern is within its ranges and names the first date.
    ///
    /// # Errors
    /// [`RuleFault::Interval`], [`RuleFault::Day`], [`RuleFault::FirstDoesNotFit`].
    pub fn check(self, first: civil::Date) -> Result<(), RuleFault> {
        let (every, longest, fits) = match self {
            Self::Weekly { every } => (every, WEEKS, true),
            Self::MonthlyByDay { day: DayOfMonth::On(0 | 29..), .. } => return Err(RuleFault::Day),
            Self::MonthlyByDay { every, day } => (every, MONTHS, day.is(first)),
            Self::MonthlyByWeekday { every, nth } => (every, MONTHS, nth.is(first)),
        };
        if !(1..=longest).contains(&every) {
            return Err(RuleFault::Interval);
        }
        if fits { Ok(()) } else { Err(RuleFault::FirstDoesNotFit) }
    }

    /// The date so many steps after the first; `None` beyond the calendar.
    fn nth_date(self, first: civil::Date, step: i64) -> Option<civil::Date> {
        let later_month = |every: u8| {
            let span = Span::new().try_months(step.checked_mul(i64::from(every))?).ok()?;
            first.first_of_month().checked_add(span).ok()
        };
        match self {
            Self::Weekly { every } => {
                let span = Span::new().try_weeks(step.checked_mul(i64::from(every))?).ok()?;
                first.checked_add(span).ok()
            }
            Self::MonthlyByDay { every, day: DayOfMonth::On(number) } => {
                later_month(every)?.with().day(i8::try_from(number).ok()?).build().ok()
            }
            Self::MonthlyByDay { every, day: DayOfMonth::Last } => Some(later_month(every)?.last_of_month()),
            Self::MonthlyByWeekday { every, nth } => {
                later_month(every)?.nth_weekday_of_month(nth.number(), first.weekday()).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests;
