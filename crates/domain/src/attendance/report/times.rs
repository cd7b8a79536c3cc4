//! Times and durations as reports spell them.

use crate::time::When;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// A point in time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamp {
    /// Known without the calendar of the file.
    At(When),
    /// In a zone that the file does not name.
    Local(Day, Time),
    /// In UTC.
    Utc(Day, Time),
}

/// A day as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// One that can be read in one way only.
    Sure(Date),
    /// Two numbers that are day and month, or month and day.
    Either { first: i8, second: i8, year: i16 },
}

impl Stamp {
    /// Reads a day with a time: `22/07/2026, 19:00:11`, `7/22/26, 7:00:11 PM`, `2026-07-22 19:00`,
    /// `Jul 22, 2026 07:00 PM`, `2026-07-22T18:00:11Z`.
    pub fn read(text: &str, is_utc: bool) -> Option<Self> {
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self::At(When::from_timestamp(at)));
        }
        let is_digit = |c: char| c.is_ascii_digit();
        let iso = text.split_once('T').filter(|(day, time)| day.ends_with(is_digit) && time.starts_with(is_digit));
        let text = iso.map_or(text.to_owned(), |(day, time)| format!("{day} {time}"));
        let text = text.replace(',', " ").to_lowercase();
        let mut day = Vec::new();
        let (mut time, mut half) = (None, None);
        for word in text.split_whitespace() {
            match word.trim_end_matches('.') {
                "am" | "a.m" => half = Some(Half::Morning),
                "pm" | "p.m" => half = Some(Half::Afternoon),
                word if word.contains(':') => {
                    let clock = word.trim_end_matches("am").trim_end_matches("pm");
                    if clock.len() < word.len() {
                        half = Some(if word.ends_with("am") { Half::Morning } else { Half::Afternoon });
                    }
                    time = Some(clock);
                }
                word => day.push(word),
            }
        }
        let (day, time) = (Day::read(&day)?, clock(time?, half)?);
        Some(if is_utc { Self::Utc(day, time) } else { Self::Local(day, time) })
    }

    const fn day(self) -> Option<Day> {
        match self {
            Self::At(_) => None,
            Self::Local(day, _) | Self::Utc(day, _) => Some(day),
        }
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Day {
    fn read(words: &[&str]) -> Option<Self> {
        match words {
            [day] => {
                let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
                let [first, second, third] = parts.as_slice() else { return None };
                if first.len() == 4 {
                    Date::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?).ok().map(Self::Sure)
                } else {
                    let (first, second, year) = (first.parse().ok()?, second.parse().ok()?, year(third)?);
                    // Where a point stands between them, the day comes first.
                    let is_sure = day.contains('.');
                    if is_sure {
                        Date::new(year, second, first).ok().map(Self::Sure)
                    } else {
                        Some(Self::Either { first, second, year })
                    }
                }
            }
            [one, other, last] => {
                let month = |word: &str| {
                    let known = (1..).zip(MONTHS).find(|(_, name)| word.starts_with(name));
                    known.map(|(month, _)| month)
                };
                let (day, month) = match (month(one), month(other)) {
                    (Some(month), _) => (other, month),
                    (None, Some(month)) => (one, month),
                    (None, None) => return None,
                };
                Date::new(year(last)?, month, day.parse().ok()?).ok().map(Self::Sure)
            }
            _ => None,
        }
    }

    /// The date, if its day comes first or not; `None` for one that does not exist.
    fn date(self, day_first: bool) -> Option<Date> {
        match self {
            Self::Sure(date) => Some(date),
            Self::Either { first, second, year } => {
                let (day, month) = if day_first { (first, second) } else { (second, first) };
                Date::new(year, month, day).ok()
            }
        }
    }
}

/// A year of four digits, or the two last ones of this century.
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn clock(text: &str, half: Option<Half>) -> Option<Time> {
    let text = text.split('.').next().unwrap_or(text);
    let mut parts = text.split(':').map(str::parse::<i8>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
    let second = parts.next().map_or(Some(0), Result::ok)?;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
    };
    Time::new(hour, minute, second, 0).ok().filter(|_| parts.next().is_none())
}

/// How a file's dates are to be understood.
pub(super) struct Calendar<'a> {
    day_first: bool,
    zone: &'a TimeZone,
}

/// Days of distance from which one date is as wrong as another, so that one odd row does not decide for all.
const FAR: i32 = 400;

impl<'a> Calendar<'a> {
    /// The reading by which the dates lie nearest to the event; the British one if both do.
    pub fn fitting(stamps: impl Iterator<Item = Stamp>, event_day: Date, zone: &'a TimeZone) -> Self {
        let days: Vec<Day> = stamps.filter_map(Stamp::day).filter(|day| matches!(day, Day::Either { .. })).collect();
        let distance = |day_first: bool| -> i64 {
            let of_one = |day: &Day| {
                let until = day.date(day_first).and_then(|date| date.until(event_day).ok());
                until.map_or(2 * FAR, |span| span.get_days().abs().min(FAR))
            };
            days.iter().map(|day| i64::from(of_one(day))).sum()
        };
        Self { day_first: distance(true) <= distance(false), zone }
    }

    /// The instant of a stamp; `None` for a date that does not exist.
    pub fn when(&self, stamp: Stamp) -> Option<When> {
        let at = |day: Day, time: Time, zone: &TimeZone| {
            let local = DateTime::from_parts(day.date(self.day_first)?, time);
            zone.to_timestamp(local).ok().map(When::from_timestamp)
        };
        match stamp {
            Stamp::At(when) => Some(when),
            Stamp::Local(day, time) => at(day, time, self.zone),
            Stamp::Utc(day, time) => at(day, time, &TimeZone::UTC),
        }
    }
}

/// Seconds of the longest duration that is believed: a week.
const LONGEST: i64 = 7 * 24 * 3_600;

/// The seconds of a duration: `1h 2m 3s`, `1 hr 2 min`, `01:02:03`, or a number of minutes.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let text = text.to_lowercase();
    let clock: Vec<&str> = text.split(':').collect();
    let total = if let [hours, minutes, seconds] = clock.as_slice() {
        let part = |digits: &str| digits.trim().parse::<u16>().ok().map(i64::from);
        (part(hours)? * 60 + part(minutes)?) * 60 + part(seconds)?
    } else if let Ok(minutes) = text.trim().parse::<u16>() {
        i64::from(minutes) * 60
    } else {
        let mut total = 0;
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (digits, unit) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
            let unit = unit.trim_start();
            let (unit, after) = unit.split_at(unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len()));
            let of_unit = match unit.chars().next()? {
                'h' => 3_600,
                'm' => 60,
                's' => 1,
                _ => return None,
            };
            total += i64::from(digits.parse::<u16>().ok()?) * of_unit;
            rest = after.trim_start();
        }
        total
    };
    (0..=LONGEST).contains(&total).then_some(total)
}
