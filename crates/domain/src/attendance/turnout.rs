//! How many of those who registered came, how many to expect, and the parts of an academic year.

use crate::intervals::{Interval, wilson};
use jiff::civil::Date;

/// What became of those who registered for one event, or for several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turnout {
    /// People who had a seat.
    pub registered: u32,
    /// Those of them who came.
    pub came: u32,
}

impl Turnout {
    /// Those who had a seat and did not come.
    pub const fn no_shows(self) -> u32 {
        self.registered.saturating_sub(self.came)
    }

    /// The share that came, in whole per cent, rounded; `None` where nobody had registered.
    pub fn percent(self) -> Option<u32> {
        share(self.came, self.registered)
    }

    /// This one and another together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            registered: self.registered.saturating_add(other.registered),
            came: self.came.saturating_add(other.came),
        }
    }
}

/// A part of a whole in whole per cent, rounded, a hundred at most; `None` of nothing.
pub fn share(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part.min(whole)), u64::from(whole));
    let percent = (200 * part).checked_add(whole)?.checked_div(2 * whole)?;
    u32::try_from(percent).ok()
}

/// Past sessions from which a turn-out is foretold.
pub const LEAST_SESSIONS: usize = 3;

/// How many people to expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The likeliest number, rounded.
    pub likely: u32,
    /// The lower bound, rounded down.
    pub low: u32,
    /// The upper bound, rounded up.
    pub high: u32,
    /// The share that came to the past sessions, with its bounds in per cent.
    pub percent: u32,
    /// The bounds of that share at 95 per cent confidence.
    pub interval: Interval,
    /// Past sessions that it is reckoned from.
    pub sessions: u32,
    /// What became of those who registered for them.
    pub base: Turnout,
}

/// How many of those who have registered to expect, from past sessions of the same kind: the share that came to all of
/// them together, with Wilson's score interval at 95 per cent ([`crate::intervals::wilson`]), times those who have
/// registered now. `None` from fewer than three sessions, or where nobody had registered for them.
///
/// It takes each registration for a throw of the same coin. Sessions differ from each other, so the bounds are rather
/// too narrow than too wide; the page says from how many sessions they come.
pub fn expected(registered: u32, past: &[Turnout]) -> Option<Expected> {
    if past.len() < LEAST_SESSIONS {
        return None;
    }
    let base = past.iter().fold(Turnout::default(), |sum, one| sum.and(*one));
    if base.registered == 0 {
        return None;
    }
    let share = 100.0 * f64::from(base.came.min(base.registered)) / f64::from(base.registered);
    let interval = wilson(share, base.registered)?;
    let people = |percent: f64| f64::from(registered) * percent / 100.0;
    Some(Expected {
        likely: whole(people(share).round()),
        low: whole(people(interval.low).floor()),
        high: whole(people(interval.high).ceil()).min(registered),
        percent: base.percent()?,
        interval,
        sessions: u32::try_from(past.len()).unwrap_or(u32::MAX),
        base,
    })
}

/// A number of people that is whole already.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a u32 is one, and not below 0")]
fn whole(people: f64) -> u32 {
    people as u32
}

crate::choices! {
    /// A third of an academic year that begins in September, as British universities divide it.
    Third {
        /// September to December.
        Autumn = "autumn",
        /// January to April.
        Spring = "spring",
        /// May to August.
        Summer = "summer",
    }
}

/// A term of an academic year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The calendar year in which the academic year began.
    pub year: i16,
    /// Which third of it.
    pub third: Third,
}

impl Term {
    /// The term in which a day lies.
    pub fn of(day: Date) -> Self {
        match day.month() {
            9.. => Self { year: day.year(), third: Third::Autumn },
            5..=8 => Self { year: day.year().saturating_sub(1), third: Third::Summer },
            _ => Self { year: day.year().saturating_sub(1), third: Third::Spring },
        }
    }

    /// Reads `2026-autumn`, as a term is written in addresses; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, third) = text.split_once('-')?;
        let year = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
        Some(Self { year, third: Third::from_word(third)? })
    }

    /// The first day of the term, and the first day after it; `None` at the ends of the calendar.
    pub fn days(self) -> Option<(Date, Date)> {
        let next = self.year.checked_add(1)?;
        let (from, until) = match self.third {
            Third::Autumn => ((self.year, 9), (next, 1)),
            Third::Spring => ((next, 1), (next, 5)),
            Third::Summer => ((next, 5), (next, 9)),
        };
        let first = |(year, month)| Date::new(year, month, 1).ok();
        Some((first(from)?, first(until)?))
    }
}

impl std::fmt::Display for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.year, self.third)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const fn turnout(registered: u32, came: u32) -> Turnout {
        Turnout { registered, came }
    }

    #[test]
    fn forty_registered_of_whom_as_many_come_as_came_before() {
        let past = [turnout(40, 25), turnout(30, 18), turnout(30, 19)];
        let expected = expected(40, &past).unwrap();
        // 62 of 100: Wilson's bounds are 52.2 and 70.9 per cent.
        assert_eq!((expected.percent, expected.likely, expected.low, expected.high), (62, 25, 20, 29));
        assert_eq!((expected.sessions, expected.base), (3, turnout(100, 62)));
    }

    #[test]
    fn nothing_is_foretold_from_too_little() {
        assert_eq!(expected(40, &[turnout(40, 25), turnout(30, 18)]), None);
        assert_eq!(expected(40, &[turnout(0, 0); 3]), None);
        assert_eq!(turnout(0, 0).percent(), None);
        assert_eq!(
            (turnout(3, 1).percent(), turnout(3, 2).percent(), turnout(3, 2).no_shows()),
            (Some(33), Some(67), 1)
        );
    }

    #[rstest::rstest]
    #[case(date(2026, 9, 1), 2026, Third::Autumn)]
    #[case(date(2026, 12, 31), 2026, Third::Autumn)]
    #[case(date(2027, 1, 1), 2026, Third::Spring)]
    #[case(date(2027, 4, 30), 2026, Third::Spring)]
    #[case(date(2027, 5, 1), 2026, Third::Summer)]
    #[case(date(2027, 8, 31), 2026, Third::Summer)]
    fn a_day_lies_in_a_term(#[case] day: Date, #[case] year: i16, #[case] third: Third) {
        assert_eq!(Term::of(day), Term { year, third });
    }

    proptest! {
        #[test]
        fn the_likeliest_lies_within_the_bounds(
            registered in 0_u32..5_000,
            past in proptest::collection::vec((0_u32..500, 0_u32..500), 3..20),
        ) {
            let past: Vec<Turnout> = past.into_iter().map(|(a, b)| turnout(a.max(b), a.min(b))).collect();
            if let Some(expected) = expected(registered, &past) {
                prop_assert!(expected.low <= expected.likely && expected.likely <= expected.high);
                prop_assert!(expected.high <= registered);
            }
        }

        #[test]
        fn every_day_lies_within_its_term(days in 0_i64..20_000) {
            let day = crate::time::Day(date(2000, 1, 1)).plus_days(days).0;
            let (from, until) = Term::of(day).days().unwrap();
            prop_assert!(from <= day && day < until);
            prop_assert_eq!(Term::of(from), Term::of(day));
            prop_assert!(Term::of(until) > Term::of(day));
            prop_assert_eq!(Term::parse(&Term::of(day).to_string()), Some(Term::of(day)));
        }
    }
}
