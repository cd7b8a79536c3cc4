//! A point in time as a calendar writes it.

use copia_domain::{time::When, wall};
use jiff::{civil, tz::TimeZone};

/// A point in time as a calendar writes it. There is no kind for a time without a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    Day(civil::Date),
    /// A wall-clock time in a zone that has a name.
    Local {
        local: civil::DateTime,
        zone: TimeZone,
    },
    Utc(When),
}

impl Moment {
    /// A wall-clock time as it was chosen.
    pub fn of_local(local: civil::DateTime, zone: &TimeZone) -> Self {
        match zone.iana_name() {
            Some(name) if name != "UTC" => Self::Local { local, zone: zone.clone() },
            _ => Self::Utc(wall::instant(local, zone)),
        }
    }

    /// An instant: as the wall-clock time of a zone where the clocks show it once, otherwise in UTC. RFC 5545 gives the
    /// first of two equal times to the wall-clock time, but there are readers who take it for the second.
    pub fn of_instant(at: When, zone: &TimeZone) -> Self {
        let local = at.local(zone);
        match wall::read(local, zone) {
            wall::Reading::Once(_) => Self::of_local(local, zone),
            wall::Reading::Never { .. } | wall::Reading::Twice { .. } => Self::Utc(at),
        }
    }

    /// The parameters that say which kind it is, to stand behind the name of a property.
    pub fn parameters(&self) -> String {
        match self {
            Self::Day(_) => ";VALUE=DATE".to_owned(),
            Self::Local { zone, .. } => format!(";TZID={}", zone.iana_name().unwrap_or("UTC")),
            Self::Utc(_) => String::new(),
        }
    }

    pub fn value(&self) -> String {
        match self {
            Self::Day(day) => day.strftime("%Y%m%d").to_string(),
            Self::Local { local, .. } => local.strftime("%Y%m%dT%H%M%S").to_string(),
            Self::Utc(at) => utc(*at),
        }
    }
}

/// An instant in UTC, as `20260501T110000Z`.
pub fn utc(at: When) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}
