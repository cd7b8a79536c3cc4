//! Dates as precise as a page was: a year, a month or a day.

use std::fmt;

use jiff::civil::Date;

/// A date that keeps the precision with which it was published.
///
/// There is no order between partial dates: whether "2020" is before "2020-05" is not known.
/// [`first_day`](Self::first_day) and [`last_day`](Self::last_day) give the days that it may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year is known. The date held is the first of January.
    Year(Date),
    /// Year and month are known. The date held is the first of the month.
    Month(Date),
    /// The day is known.
    Day(Date),
}

impl PartialDate {
    /// Reads `2020`, `2020-05` or `2020-05-04`; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !numeric {
            return None;
        }
        match text.len() {
            4 => format!("{text}-01-01").parse().ok().map(Self::Year),
            7 => format!("{text}-01").parse().ok().map(Self::Month),
            10 => text.parse().ok().map(Self::Day),
            _ => None,
        }
    }

    /// The first day that it may mean.
    pub fn first_day(self) -> Date {
        let (Self::Year(date) | Self::Month(date) | Self::Day(date)) = self;
        date
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(date) => date.last_of_year(),
            Self::Month(date) => date.last_of_month(),
            Self::Day(date) => date,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(date) => write!(out, "{:04}", date.year()),
            Self::Month(date) => write!(out, "{:04}-{:02}", date.year(), date.month()),
            Self::Day(date) => write!(out, "{date}"),
        }
    }
}
