//! Instants and days.
//!
//! An instant is a whole number of microseconds, the finest unit that both databases keep. Text in RFC 3339
//! would sort wrongly on SQLite when fractions differ in length, so it is never stored.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An instant: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct When(i64);

/// Microseconds in an hour.
const HOUR: i64 = 3_600_000_000;

impl When {
    /// The instant that lies this many microseconds after the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant of a timestamp, cut to microseconds.
    pub fn from_timestamp(at: Timestamp) -> Self {
        Self(at.as_microsecond())
    }

    /// The same instant as a timestamp; instants outside the calendar become the epoch.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Noon of a day in UTC: the instant stored for facts of which only the day is known.
    pub fn noon(day: civil::Date) -> Self {
        let at = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
        at.map_or(Self(0), |zoned| Self::from_timestamp(zoned.timestamp()))
    }

    /// The calendar day of this instant in a zone.
    pub fn day_in(self, zone: &TimeZone) -> civil::Date {
        zone.to_datetime(self.timestamp()).date()
    }

    /// The wall-clock date and time of this instant in a zone.
    pub fn local(self, zone: &TimeZone) -> civil::DateTime {
        zone.to_datetime(self.timestamp())
    }

    /// This instant moved by whole seconds, forwards or back.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// This instant moved by whole hours of elapsed time, forwards or back.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(HOUR)))
    }

    /// This instant moved by days of 24 hours, forwards or back.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_hours(days.saturating_mul(24))
    }

    /// Whole hours from an earlier instant to this one; negative if it is later.
    pub const fn hours_since(self, earlier: Self) -> i64 {
        (self.0.saturating_sub(earlier.0)) / HOUR
    }
}

/// A calendar day without a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub civil::Date);

impl Day {
    /// Reads `2026-05-04`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 10).then(|| text.parse().ok().map(Self)).flatten()
    }

    /// Whole days from this day to a later one; negative if it is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        let span = self.0.until((jiff::Unit::Day, later.0));
        span.map_or(0, |span| i64::from(span.get_days()))
    }

    /// This day moved by whole days; days outside the calendar stay where they are.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let span = jiff::Span::new().try_days(days);
        span.and_then(|span| self.0.checked_add(span)).map_or(self, Self)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_instant_has_the_day_of_its_zone() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let late_evening = When::from_timestamp("2026-06-01T23:30:00Z".parse().unwrap());
        assert_eq!(late_evening.day_in(&zone), date(2026, 6, 2));
        assert_eq!(late_evening.day_in(&TimeZone::UTC), date(2026, 6, 1));
    }

    #[test]
    fn days_are_counted_across_the_clock_change() {
        let before = Day(date(2026, 3, 28));
        assert_eq!(before.days_until(Day(date(2026, 3, 30))), 2);
        assert_eq!(before.plus_days(2), Day(date(2026, 3, 30)));
        assert_eq!(Day::parse("2026-3-1"), None);
        assert_eq!(Day::parse("2026-02-30"), None);
    }

    #[test]
    fn arithmetic_never_overflows() {
        assert!(When::from_micros(i64::MAX).plus_days(i64::MAX) >= When::from_micros(0));
        assert_eq!(Day(date(2026, 1, 1)).plus_days(i64::MAX), Day(date(2026, 1, 1)));
    }
}
