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

/// A published count, with the first and the last day that its date can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The first day.
    pub from: civil::Date,
    /// The last day.
    pub to: civil::Date,
    /// What was stated.
    pub value: u32,
    /// How it was qualified.
    pub qualifier: Qualifier,
}

/// Days between two counts within which a large fall is taken for a difference between pages (our judgement:
/// a term is about that long).
const SHORT: i64 = 92;

impl Count {
    /// Whether two counts of one thing cannot easily both be right, so that both are shown and neither is chosen.
    ///
    /// Counts of one time are at odds where they name different numbers. "More than 2,000" and "more than 2,500"
    /// are not; "more than 2,000" and "exactly 2,000" are. Counts of different times are at odds where the later
    /// one, within three months, is lower by more than a quarter: programmes do not lose members like that, but
    /// pages count different things under one word.
    pub fn at_odds(&self, other: &Self) -> bool {
        if self.from <= other.to && other.from <= self.to {
            return match (self.qualifier, other.qualifier) {
                (Qualifier::MoreThan, Qualifier::MoreThan) => false,
                (Qualifier::MoreThan, _) => other.value <= self.value,
                (_, Qualifier::MoreThan) => self.value <= other.value,
                _ => self.value != other.value,
            };
        }
        let (earlier, later) = if self.to < other.from { (self, other) } else { (other, self) };
        let apart = earlier.to.until((jiff::Unit::Day, later.from)).map_or(i64::MAX, |span| i64::from(span.get_days()));
        let fell = u64::from(later.value) * 4 < u64::from(earlier.value) * 3;
        apart <= SHORT && fell && later.qualifier != Qualifier::MoreThan
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

    fn count(date: &str, value: u32, qualifier: Qualifier) -> Count {
        let date = PublishedDate::parse(date).unwrap();
        Count { from: date.earliest(), to: date.latest(), value, qualifier }
    }

    #[rstest::rstest]
    #[case::two_numbers_for_one_year(("2020", 19, Qualifier::Exactly), ("2020-05-04", 20, Qualifier::Exactly), true)]
    #[case::two_lower_bounds(("2020", 2000, Qualifier::MoreThan), ("2020-05-04", 2500, Qualifier::MoreThan), false)]
    #[case::the_same_number(("2022-05", 22, Qualifier::Exactly), ("2022-05", 22, Qualifier::Exactly), false)]
    #[case::within_a_bound(("2020", 19, Qualifier::Exactly), ("2020", 20, Qualifier::MoreThan), true)]
    #[case::above_a_bound(("2020", 21, Qualifier::Exactly), ("2020", 20, Qualifier::MoreThan), false)]
    #[case::a_sudden_fall(("2022-04", 3500, Qualifier::MoreThan), ("2022-05", 2000, Qualifier::About), true)]
    #[case::a_rise(("2022-04", 2000, Qualifier::About), ("2022-05", 3500, Qualifier::About), false)]
    #[case::a_slow_fall(("2021-04", 3500, Qualifier::About), ("2022-05", 2000, Qualifier::About), false)]
    #[case::a_small_fall(("2022-04", 22, Qualifier::Exactly), ("2022-05", 20, Qualifier::Exactly), false)]
    fn counts_that_cannot_both_be_right(
        #[case] one: (&str, u32, Qualifier),
        #[case] other: (&str, u32, Qualifier),
        #[case] odds: bool,
    ) {
        let (one, other) = (count(one.0, one.1, one.2), count(other.0, other.1, other.2));
        assert_eq!((one.at_odds(&other), other.at_odds(&one)), (odds, odds));
    }

    #[test]
    fn a_year_overlaps_its_months() {
        let year = PublishedDate::parse("2020").unwrap();
        assert!(year.overlaps(PublishedDate::parse("2020-05-04").unwrap()));
        assert!(!year.overlaps(PublishedDate::parse("2021-09").unwrap()));
    }
}
