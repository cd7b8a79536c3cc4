//! Days before the date of the demonstration. Everything that has happened is told in them, so that
//! the same site can be built as of any date.

use copia_domain::time::{Day, When};
use jiff::civil::{Date, date};

/// A day, as a number of days before the date of the demonstration; negative in the future.
pub(crate) type Ago = i32;

/// The programme's years, seen from the date of the demonstration.
pub(crate) struct Calendar {
    as_of: Day,
    midnight: When,
    /// The weekday of the date, Monday being 0.
    weekday: i32,
    /// Days since the programme began.
    span: Ago,
}

/// When the programme began, unless the site is built as of an earlier date.
const BEGAN: Date = date(2017, 10, 2);
/// Enough days for every community to have a history.
const SHORTEST_SPAN: Ago = 730;

impl Calendar {
    pub(crate) fn new(as_of: Date) -> Self {
        let since = Day(BEGAN).days_until(Day(as_of));
        Self {
            as_of: Day(as_of),
            midnight: When::noon(as_of).plus_hours(-12),
            weekday: i32::from(as_of.weekday().to_monday_zero_offset()),
            span: i32::try_from(since).unwrap_or(SHORTEST_SPAN).max(SHORTEST_SPAN),
        }
    }

    /// How long ago a share of the programme's life had passed, in thousandths.
    pub(crate) fn share(&self, permille: i32) -> Ago {
        self.span - self.span * permille.clamp(0, 1000) / 1000
    }

    /// The day itself, or the Friday before a weekend.
    pub(crate) fn working(&self, ago: Ago) -> Ago {
        let weekday = (self.weekday - ago).rem_euclid(7);
        ago + (weekday - 4).max(0)
    }

    /// The day itself, or the nearest beyond it on which people meet: a Tuesday, Wednesday or Thursday, and not at the
    /// turn of the year. None of them is a bank holiday. What was held stays in the past, what is to come ahead.
    pub(crate) fn meeting_day(&self, ago: Ago) -> Ago {
        let step = if ago > 0 { 1 } else { -1 };
        let meets =
            |ago: &Ago| (1..=3).contains(&(self.weekday - ago).rem_euclid(7)) && !self.is_turn_of_the_year(*ago);
        (0..30).map(|days| ago + step * days).find(meets).unwrap_or(ago)
    }

    /// Whether a day is one on which nobody meets, whatever the weekday.
    pub(crate) fn is_turn_of_the_year(&self, ago: Ago) -> bool {
        let date = self.day(ago).0;
        matches!((date.month(), date.day()), (12, 20..) | (1, ..=3))
    }

    pub(crate) fn midnight(&self) -> When {
        self.midnight
    }

    pub(crate) fn day(&self, ago: Ago) -> Day {
        self.as_of.plus_days(-i64::from(ago))
    }

    /// A minute of a day, counted from its midnight.
    pub(crate) fn at(&self, ago: Ago, minute: i32) -> When {
        self.midnight.plus_days(-i64::from(ago)).plus_seconds(i64::from(minute) * 60)
    }

    /// Whole hours before the first midnight of the date.
    pub(crate) fn hours_before(&self, hours: i64) -> When {
        self.midnight.plus_hours(-hours)
    }
}
