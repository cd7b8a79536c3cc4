//! Time zones as calendars know them: VTIMEZONE, made from the same database as the times.

use jiff::{
    Span, Timestamp, ToSpan,
    civil::{self, Weekday},
    tz::{Offset, TimeZone},
};

use crate::line::Lines;

/// A time during which a zone has one offset: it begins at `start`, and again each year where `yearly` says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observance {
    is_summer_time: bool,
    /// What the clocks showed by the offset before.
    start: civil::DateTime,
    from: Offset,
    to: Offset,
    name: String,
    yearly: Option<Yearly>,
}

/// A day of every year, such as the last Sunday in March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Yearly {
    month: i8,
    /// From 1 to 4, or -1 for the last.
    nth: i8,
    weekday: Weekday,
}

/// How far ahead a rule must hold before we say that it holds each year: as long as the calendar takes to repeat.
/// A shorter look takes the fourth Sunday for the last one.
const YEARS: i16 = 28;

/// What a zone's clocks do from the first of two days to the last: at least what is in force on them, each change
/// between, and the yearly rules that a reader may go on with.
pub fn observances(zone: &TimeZone, first: civil::Date, last: civil::Date) -> Vec<Observance> {
    // A day more on both sides, because the days of the zone are not those of UTC.
    let begin = midnight(first.saturating_sub(2.days()));
    let limit = last.saturating_add(1.year());
    let horizon = midnight(last.saturating_add(Span::new().years(YEARS)));
    let mut changes: Vec<Observance> = zone
        .following(begin)
        .take_while(|change| change.timestamp() < horizon)
        .filter_map(|change| Observance::at(zone, change.timestamp()))
        .collect();
    let in_force = zone.preceding(begin).find_map(|change| Observance::at(zone, change.timestamp()));
    changes.insert(0, in_force.unwrap_or_else(|| Observance::always(zone, begin)));

    let mut observances = Vec::new();
    while let Some(like) = changes.first().cloned() {
        let (group, others): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.is_like(&like));
        let lasting = (0..group.len()).find_map(|since| Some((since, yearly(group.get(since..)?, horizon)?)));
        let single = lasting.map_or(group.len(), |(since, _)| since);
        for (number, mut change) in group.into_iter().enumerate().take(single + 1) {
            change.yearly = lasting.filter(|_| number == single).map(|(_, yearly)| yearly);
            if change.start.date() <= limit {
                observances.push(change);
            }
        }
        changes = others;
    }
    observances.sort_by_key(|observance| observance.start);
    observances
}

fn midnight(day: civil::Date) -> Timestamp {
    Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// The rule by which changes come every year from the first of them to the horizon; `None` where there is none.
fn yearly(changes: &[Observance], horizon: Timestamp) -> Option<Yearly> {
    let first = changes.first()?.start;
    let last = changes.last()?.start;
    if i64::from(Offset::UTC.to_datetime(horizon).year() - last.year()) > 1 {
        return None;
    }
    let nth_of = |day: civil::Date| (day.day() - 1) / 7 + 1;
    let candidates = [nth_of(first.date()), -1];
    let yearly = |nth: i8| Yearly { month: first.month(), nth, weekday: first.weekday() };
    candidates.into_iter().filter(|nth| *nth <= 4).map(yearly).find(|yearly| {
        (first.year()..).zip(changes).all(|(year, change)| {
            let day = civil::Date::new(year, yearly.month, 1)
                .and_then(|month| month.nth_weekday_of_month(yearly.nth, yearly.weekday));
            day.is_ok_and(|day| change.start == day.to_datetime(first.time()))
        })
    })
}

impl Observance {
    /// The one that begins with a change; `None` where the change is of a name only.
    fn at(zone: &TimeZone, change: Timestamp) -> Option<Self> {
        let from = zone.to_offset(change.checked_sub(1.second()).ok()?);
        let info = zone.to_offset_info(change);
        let to = info.offset();
        (from != to).then(|| Self {
            is_summer_time: info.dst().is_dst(),
            start: from.to_datetime(change),
            from,
            to,
            name: info.abbreviation().to_owned(),
            yearly: None,
        })
    }

    /// The one of a zone whose clocks had never changed.
    fn always(zone: &TimeZone, at: Timestamp) -> Self {
        let info = zone.to_offset_info(at);
        Self {
            is_summer_time: false,
            start: civil::date(1970, 1, 1).at(0, 0, 0, 0),
            from: info.offset(),
            to: info.offset(),
            name: info.abbreviation().to_owned(),
            yearly: None,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.is_summer_time, self.from, self.to, &self.name)
            == (other.is_summer_time, other.from, other.to, &other.name)
    }

    fn write(&self, lines: &mut Lines) {
        let kind = if self.is_summer_time { "DAYLIGHT" } else { "STANDARD" };
        lines.add("BEGIN", kind);
        lines.add("DTSTART", &self.start.strftime("%Y%m%dT%H%M%S").to_string());
        if let Some(Yearly { month, nth, weekday }) = self.yearly {
            lines.add("RRULE", &format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{}", weekday_word(weekday)));
        }
        lines.add("TZOFFSETFROM", &offset(self.from));
        lines.add("TZOFFSETTO", &offset(self.to));
        lines.add("TZNAME", &self.name);
        lines.add("END", kind);
    }
}

/// Writes the VTIMEZONE of a zone for what lies between two days.
pub fn write(lines: &mut Lines, name: &str, zone: &TimeZone, first: civil::Date, last: civil::Date) {
    lines.add("BEGIN", "VTIMEZONE");
    lines.add("TZID", name);
    for observance in observances(zone, first, last) {
        observance.write(lines);
    }
    lines.add("END", "VTIMEZONE");
}

/// An offset as `+0100` or, from before the railways, `-000115`.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

/// The two letters of a weekday in rules.
pub const fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests;
