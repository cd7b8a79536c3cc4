//! Dates and qualifiers as somebody published them: kept as precise as they were, and no more.

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A date as published: a year, a month, or a day. Text order is time order within one precision, and a year
/// sorts before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PublishedDate {
    /// `2018`
    Year(i16),
    /// `2018-08`
    Month(i16, i8),
    /// `2020-05-04`
    Day(civil::Date),
}

impl PublishedDate {
    /// Reads `2018`, `2018-08` or `2020-05-04`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        match text.len() {
            4 => text.parse().ok().filter(|year| (1900..=2200).contains(year)).map(Self::Year),
            7 => {
                let (year, month) = text.split_once('-')?;
                let date = civil::Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
                Some(Self::Month(date.year(), date.month()))
            }
            10 => text.parse().ok().map(Self::Day),
            _ => None,
        }
    }

    /// The first day that the date can mean.
    pub fn earliest(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::Date::new(year, 1, 1).unwrap_or(civil::Date::ZERO),
            Self::Month(year, month) => civil::Date::new(year, month, 1).unwrap_or(civil::Date::ZERO),
            Self::Day(date) => date,
        }
    }

    /// The last day that the date can mean.
    pub fn latest(self) -> civil::Date {
        match self {
            Self::Year(_) => self.earliest().last_of_year(),
            Self::Month(..) => self.earliest().last_of_month(),
            Self::Day(date) => date,
        }
    }

    /// Whether both could mean the same day, so that figures of them may be held against each other.
    pub fn overlaps(self, other: Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }
}

impl std::fmt::Display for PublishedDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => date.fmt(f),
        }
    }
}

impl TryFrom<String> for PublishedDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a year, month or day"))
    }
}

impl From<PublishedDate> for String {
    fn from(date: PublishedDate) -> Self {
        date.to_string()
    }
}

crate::choices! {
    /// How a published count was qualified.
    Qualifier {
        /// Stated as it is.
        Exactly = "exactly",
        /// "Around", "about".
        About = "about",
        /// "More than", "over".
        MoreThan = "more_than",
    }
}

crate::choices! {
    /// How a page spoke of a community.
    SeenAs {
        /// As one that exists.
        Current = "current",
        /// As one that has been announced: an announcement is not a launch.
        Announced = "announced",
        /// As one that is planned.
        Planned = "planned",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("2018", "2018-01-01", "2018-12-31")]
    #[case("2020-02", "2020-02-01", "2020-02-29")]
    #[case("2020-05-04", "2020-05-04", "2020-05-04")]
    fn a_date_is_as_precise_as_published(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
        let date = PublishedDate::parse(text).unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!((date.earliest().to_string(), date.latest().to_string()), (first.into(), last.into()));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "20", "2018-13", "2018-1", "2020-02-30", "may 2020", "0001", "２０２０", "2020-+5", "+999-01", "-999"]
        {
            assert_eq!(PublishedDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_overlaps_its_months() {
        let year = PublishedDate::parse("2020").unwrap();
        assert!(year.overlaps(PublishedDate::parse("2020-05-04").unwrap()));
        assert!(!year.overlaps(PublishedDate::parse("2021-09").unwrap()));
    }
}
