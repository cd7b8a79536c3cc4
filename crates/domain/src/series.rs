//! Series of sessions: how a form says that an event repeats, which sessions a change reaches, and how a series is
//! parted when it goes on differently.
//!
//! Every session is an event with its own page, seats and line. What the sessions share is a calendar object, a
//! *segment*: its rule, the day on which it begins, and its time of day. The place of a session in it is its *slot*,
//! the day that the rule gives it, wherever the session itself was moved to.

use crate::recurrence::{Bound, DayOfMonth, Nth, Pattern, Rule, RuleFault};
use jiff::civil::Date;

crate::choices! {
    /// How an event repeats, as a form offers it. The weekday or the day of the month is the first session's.
    Repeat {
        /// On the weekday of the first session.
        Weekly = "weekly",
        /// On the first, second, third, fourth or last of its weekday in each month. A fifth counts as the last: a
        /// rule for it would skip most months.
        MonthlyWeekday = "monthly_weekday",
        /// On the last of its weekday in each month.
        MonthlyLastWeekday = "monthly_last_weekday",
        /// On its day of the month.
        MonthlyDay = "monthly_day",
        /// On the last day of each month.
        MonthlyLastDay = "monthly_last_day",
    }
}

impl Repeat {
    /// The pattern of a series that begins on `first` and takes every so many weeks or months.
    ///
    /// # Errors
    /// [`RuleFault::Interval`], [`RuleFault::Day`] for the 29th to the 31st, [`RuleFault::FirstDoesNotFit`].
    pub fn pattern(self, every: u8, first: Date) -> Result<Pattern, RuleFault> {
        let nth = || match (first.day() - 1) / 7 {
            0 => Nth::First,
            1 => Nth::Second,
            2 => Nth::Third,
            3 => Nth::Fourth,
            _ => Nth::Last,
        };
        let pattern = match self {
            Self::Weekly => Pattern::Weekly { every },
            Self::MonthlyWeekday => Pattern::MonthlyByWeekday { every, nth: nth() },
            Self::MonthlyLastWeekday => Pattern::MonthlyByWeekday { every, nth: Nth::Last },
            Self::MonthlyDay => {
                let day = u8::try_from(first.day()).unwrap_or_default();
                Pattern::MonthlyByDay { every, day: DayOfMonth::On(day) }
            }
            Self::MonthlyLastDay => Pattern::MonthlyByDay { every, day: DayOfMonth::Last },
        };
        pattern.check(first).map(|()| pattern)
    }

    /// The choice of which a pattern was made.
    pub const fn of(pattern: Pattern) -> Self {
        match pattern {
            Pattern::Weekly { .. } => Self::Weekly,
            Pattern::MonthlyByDay { day: DayOfMonth::Last, .. } => Self::MonthlyLastDay,
            Pattern::MonthlyByDay { .. } => Self::MonthlyDay,
            Pattern::MonthlyByWeekday { nth: Nth::Last, .. } => Self::MonthlyLastWeekday,
            Pattern::MonthlyByWeekday { .. } => Self::MonthlyWeekday,
        }
    }
}

crate::choices! {
    /// Which sessions a change reaches.
    Reach {
        /// The one at hand.
        This = "this",
        /// The one at hand and those after it.
        Following = "following",
        /// Those that are still to come. What is over is history.
        All = "all",
    }
}

/// Days of the rule that are not named, in order: those without a session, and those that do not concern the reader.
///
/// # Errors
/// [`RuleFault`], when the rule is out of its ranges.
pub fn exceptions(rule: &Rule, first: Date, named: &[Date]) -> Result<Vec<Date>, RuleFault> {
    Ok(rule.dates(first)?.into_iter().filter(|date| !named.contains(date)).collect())
}

/// A segment of which some sessions go on differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parted {
    /// What stays as it was; `None` where the change reaches every session, and nothing has to be parted.
    pub before: Option<Rule>,
    /// The rule of those that go on.
    pub rule: Rule,
    /// The day on which they begin.
    pub first: Date,
    /// Their slots before and after, in order.
    pub slots: Vec<(Date, Date)>,
}

/// Parts a segment that begins on `first` at the slot `at`, and moves what follows by so many days.
///
/// Each slot keeps its place: the third session that follows falls on the third day of the new rule. Moved by days, a
/// monthly series takes the pattern of the day that it then begins on: the second Tuesday becomes the second Thursday.
///
/// # Errors
/// [`RuleFault::NotASecondPart`] when `at` is no slot, [`RuleFault::Day`] when a monthly series would fall on a day
/// that not every month has, [`RuleFault`] when the rule is out of its ranges.
pub fn part(rule: &Rule, first: Date, at: Date, days: i64) -> Result<Parted, RuleFault> {
    let dates = rule.dates(first)?;
    let before = dates.iter().take_while(|date| **date < at).count();
    let rest = dates.get(before..).filter(|rest| rest.first() == Some(&at)).ok_or(RuleFault::NotASecondPart)?;
    let begins = at.checked_add(jiff::Span::new().try_days(days).map_err(|_| RuleFault::TooFar)?);
    let begins = begins.map_err(|_| RuleFault::TooFar)?;
    let pattern = if days == 0 { rule.pattern } else { moved(rule.pattern, begins)? };
    let count = |dates: usize| Bound::Count(u16::try_from(dates).unwrap_or(u16::MAX));
    let after = Rule { pattern, bound: count(rest.len()) };
    let slots = rest.iter().copied().zip(after.dates(begins)?).collect();
    let before = (before > 0).then(|| Rule { bound: count(before), ..*rule });
    Ok(Parted { before, rule: after, first: begins, slots })
}

/// The same pattern for a series that begins on another day.
fn moved(pattern: Pattern, first: Date) -> Result<Pattern, RuleFault> {
    let every = match pattern {
        Pattern::Weekly { every } | Pattern::MonthlyByDay { every, .. } | Pattern::MonthlyByWeekday { every, .. } => {
            every
        }
    };
    let same = Repeat::of(pattern);
    same.pattern(every, first).or_else(|fault| match same {
        Repeat::MonthlyLastWeekday => Repeat::MonthlyWeekday.pattern(every, first),
        Repeat::MonthlyLastDay => Repeat::MonthlyDay.pattern(every, first),
        _ => Err(fault),
    })
}

#[cfg(test)]
mod tests;
