//! Wall-clock times: what a clock on the wall of a place shows, and which instant that is.
//!
//! An event keeps the wall-clock time and the zone that its host chose, because that is what people agreed on:
//! "Tuesdays at noon" stays at noon when the clocks change, and when a parliament changes the rules of the zone.
//! The zones come from the IANA database that is built in, never from the machine, so that the same program means
//! the same instants everywhere.

use std::sync::LazyLock;

use jiff::{
    Timestamp, civil,
    tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase},
};

use crate::time::When;

mod former;

/// What a wall-clock time means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The clocks show it once.
    Once(When),
    /// The clocks never show it, because they go forward over it.
    Never {
        /// The first wall-clock time that exists after it: what the clocks show at the moment of the change.
        next: civil::DateTime,
    },
    /// The clocks go back and show it a second time.
    Twice {
        /// The first time that the clocks show it.
        earlier: When,
        /// The second time.
        later: When,
    },
}

/// What a wall-clock time means in a zone: one instant, none or two.
pub fn read(local: civil::DateTime, zone: &TimeZone) -> Reading {
    let at = |offset: Offset| offset.to_timestamp(local).map_or(Timestamp::MAX, |at| at);
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => Reading::Once(When::from_timestamp(at(offset))),
        AmbiguousOffset::Fold { before, after } => {
            Reading::Twice { earlier: When::from_timestamp(at(before)), later: When::from_timestamp(at(after)) }
        }
        AmbiguousOffset::Gap { after, .. } => {
            // By the new offset the skipped time lies just before the change.
            let change = zone.following(at(after)).next().map_or(Timestamp::MAX, |change| change.timestamp());
            Reading::Never { next: zone.to_datetime(change) }
        }
    }
}

/// The instant that calendars take a wall-clock time for: the first of two, and a skipped one by the offset in force
/// before the clocks went forward (RFC 5545, 3.3.5). Times outside the calendar of instants become its end.
pub fn instant(local: civil::DateTime, zone: &TimeZone) -> When {
    When::from_timestamp(zone.to_timestamp(local).unwrap_or(Timestamp::MAX))
}

/// Zones on which whatever deals with clocks is checked: of both hemispheres, with summer time and without, by whole hours,
/// half hours and quarters.
pub const SAMPLE: [&str; 30] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "America/Asuncion",
    "America/Chicago",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Almaty",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
];

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Where the names of places begin. The others (`EST5EDT`, `Etc/GMT+5`, `GB`) say an offset or a country for short.
const REGIONS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

fn is_place(name: &str) -> bool {
    name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region))
}

/// A zone by its IANA name, spelt exactly so: a place such as `Europe/London`, or `UTC`; `None` for one that nobody
/// knows. Names that places had before are known too (browsers still say `Asia/Calcutta`); offsets, abbreviations
/// and the machine's own zone are not.
pub fn zone(name: &str) -> Option<TimeZone> {
    if name == "UTC" {
        return Some(TimeZone::UTC);
    }
    let found = is_place(name).then(|| ZONES.get(name).ok()).flatten();
    found.filter(|zone| zone.iana_name() == Some(name))
}

/// The names of all zones to offer, sorted: every place under its present name, and `UTC`.
pub fn zone_names() -> Vec<String> {
    let names = ZONES.available().map(|name| name.as_str().to_owned());
    let mut names: Vec<String> = names.filter(|name| is_place(name) && !former::is_former(name)).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests;
