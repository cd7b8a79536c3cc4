//! Attendance reports as Microsoft Teams and Zoom write them, in English.
//!
//! Neither maker documents a layout, and there is no one layout; these are the ones found in their exports. Teams
//! has written a list of joining and leaving, then a table below a summary, and now numbered sections of which one
//! has each person's first and last time and another every single stay; Zoom has written its table with and without
//! a block about the meeting above. So tables are known by their columns, and everything around them is passed over.
//! What a row means is only reckoned when all of them are read, because the order of day and month is a property of
//! the file.

mod people;
mod table;
mod text;
mod times;

use crate::time::When;
use jiff::{civil::Date, tz::TimeZone};
use table::{Columns, Row};
use times::{Calendar, Stamp};

crate::choices! {
    /// Why a file is refused. The words end the keys of the messages.
    Fault {
        /// It is larger than [`LARGEST`] or longer than [`LONGEST`].
        TooLarge = "too_large",
        /// It is a spreadsheet; it has to be saved as CSV, or the report downloaded again.
        IsSpreadsheet = "is_spreadsheet",
        /// It is text in an encoding other than UTF-8 and UTF-16, or not text at all.
        UnknownEncoding = "unknown_encoding",
        /// There is no table in it that says who was there.
        NotReport = "not_report",
        /// There is such a table, and nobody in it.
        NoParticipants = "no_participants",
    }
}

crate::choices! {
    /// Why a row is left out. The words end the keys of the messages.
    Why {
        /// It names nobody.
        NoName = "no_name",
        /// Its time or duration cannot be read.
        BadTime = "bad_time",
        /// The person left before joining.
        EndsBeforeStart = "ends_before_start",
        /// The person was in the waiting room.
        WaitingRoom = "waiting_room",
        /// The person had registered, and did not attend.
        DidNotAttend = "did_not_attend",
    }
}

/// Bytes of the largest report.
pub const LARGEST: usize = 5_000_000;
/// Lines of the longest report: an event of 5,000 people who each come and go a few times.
pub const LONGEST: usize = 50_000;

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Everyone who was there, by name.
    pub attendees: Vec<Attendee>,
    /// Rows that were left out, in the order of the file.
    pub skipped: Vec<Skipped>,
}

/// One person who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The name that the meeting showed.
    pub name: String,
    /// What stood in brackets after the name: in Zoom mostly the name of the account, in Teams `Guest` and the like.
    pub in_brackets: Option<String>,
    /// The e-mail address in lower case, if the report has it.
    pub address: Option<String>,
    /// From when to when the person was there, in order and without overlaps; empty if the report does not say.
    pub joins: Vec<(When, When)>,
    /// Whole minutes, rounded, that the person was there; `None` if the report does not say.
    pub minutes: Option<u32>,
}

/// A row that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// Why.
    pub why: Why,
}

/// Reads a report. The event's day decides between the two readings of a date such as 03/04/2026; times are in the
/// zone given unless their column says UTC.
///
/// # Errors
/// A [`Fault`] if nothing can be taken from the file.
pub fn read(bytes: &[u8], event_day: Date, zone: &TimeZone) -> Result<Report, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    let text = text::decode(bytes)?;
    if text.lines().count() > LONGEST {
        return Err(Fault::TooLarge);
    }
    let rows = ['\t', ',', ';'].into_iter().find_map(|delimiter| participants(table::rows(&text, delimiter)));
    let rows = rows.ok_or(Fault::NotReport)?;

    let mut skipped = Vec::new();
    let mut entries = Vec::new();
    for (line, entry) in rows {
        match entry {
            Ok(entry) => entries.push((line, entry)),
            Err(why) => skipped.push(Skipped { line, why }),
        }
    }
    let stamps = entries.iter().flat_map(|(_, entry)| entry.what.stamps());
    let calendar = Calendar::fitting(stamps, event_day, zone);
    let mut people = people::People::default();
    let known = entries.iter().filter_map(|(_, entry)| Some((&entry.who.shown, entry.who.address.as_ref()?)));
    people.know(known);
    for (line, Entry { who, what }) in entries {
        match what.resolve(&calendar) {
            Ok(presence) => people.add(who, presence),
            Err(why) => skipped.push(Skipped { line, why }),
        }
    }
    skipped.sort_by_key(|skipped| skipped.line);
    let attendees = people.attendees();
    if attendees.is_empty() { Err(Fault::NoParticipants) } else { Ok(Report { attendees, skipped }) }
}

/// A row of a table of participants.
struct Entry {
    who: Who,
    what: What,
}

/// Whom a row names.
struct Who {
    /// The name as it is shown, brackets included: two telephones are not one person.
    shown: String,
    address: Option<String>,
}

/// What a row says, before its dates are understood.
enum What {
    /// One stay.
    Stay { from: Stamp, to: Option<Stamp>, seconds: Option<i64> },
    /// The first joining and the last leaving, with the time spent in between.
    Span { from: Stamp, to: Option<Stamp>, seconds: Option<i64> },
    /// One joining or leaving.
    Moment { at: Stamp, is_joining: bool },
    /// No times.
    Total { seconds: Option<i64> },
}

/// What a row says.
#[derive(Clone, Copy)]
enum Presence {
    Stay(When, When),
    Span(When, When, Option<i64>),
    Moment(When, bool),
    Total(Option<i64>),
}

impl What {
    fn stamps(&self) -> impl Iterator<Item = Stamp> {
        let (first, second) = match self {
            Self::Stay { from, to, .. } | Self::Span { from, to, .. } => (Some(*from), *to),
            Self::Moment { at, .. } => (Some(*at), None),
            Self::Total { .. } => (None, None),
        };
        first.into_iter().chain(second)
    }

    fn resolve(self, calendar: &Calendar) -> Result<Presence, Why> {
        // Somebody who had not left when the report was made has no time of leaving.
        let bounds = |from: Stamp, to: Option<Stamp>, seconds: Option<i64>| {
            let from = calendar.when(from).ok_or(Why::BadTime)?;
            let to = match to {
                Some(to) => calendar.when(to),
                None => seconds.map(|seconds| from.plus_seconds(seconds)),
            };
            let to = to.ok_or(Why::BadTime)?;
            if to < from { Err(Why::EndsBeforeStart) } else { Ok((from, to)) }
        };
        match self {
            Self::Stay { from, to, seconds } => bounds(from, to, seconds).map(|(from, to)| Presence::Stay(from, to)),
            Self::Span { from, to, seconds } => {
                bounds(from, to, seconds).map(|(from, to)| Presence::Span(from, to, seconds))
            }
            Self::Moment { at, is_joining } => {
                calendar.when(at).map(|at| Presence::Moment(at, is_joining)).ok_or(Why::BadTime)
            }
            Self::Total { seconds } => Ok(Presence::Total(seconds)),
        }
    }
}

/// The rows of every table of participants, with their lines; `None` if there is no such table.
fn participants(rows: impl Iterator<Item = Row>) -> Option<Vec<(usize, Result<Entry, Why>)>> {
    let mut columns: Option<Columns> = None;
    let mut found = None;
    for row in rows {
        if let Some(header) = Columns::of(&row) {
            columns = Some(header);
            found.get_or_insert_with(Vec::new);
        } else if row.is_title() {
            columns = None;
        } else if let (Some(columns), Some(found)) = (&columns, &mut found)
            && !row.is_empty()
        {
            found.push((row.line, entry(&row, columns)));
        }
    }
    found
}

fn entry(row: &Row, columns: &Columns) -> Result<Entry, Why> {
    if row.cell(columns.waiting_room).is_some_and(|cell| cell.eq_ignore_ascii_case("yes")) {
        return Err(Why::WaitingRoom);
    }
    if row.cell(columns.attended).is_some_and(|cell| cell.eq_ignore_ascii_case("no")) {
        return Err(Why::DidNotAttend);
    }
    let who = who(row, columns).ok_or(Why::NoName)?;
    let time = |column| match row.cell(column) {
        None => Ok(None),
        Some(cell) => Stamp::read(cell, columns.is_utc).map(Some).ok_or(Why::BadTime),
    };
    let seconds = row.cell(columns.duration).and_then(times::seconds);
    let what = if columns.from.is_some() {
        let (from, to) = (time(columns.from)?, time(columns.to)?);
        match from {
            Some(from) if columns.is_span => What::Span { from, to, seconds },
            Some(from) => What::Stay { from, to, seconds },
            None => What::Total { seconds: Some(seconds.ok_or(Why::BadTime)?) },
        }
    } else if columns.action.is_some() {
        let action = row.cell(columns.action).unwrap_or_default().to_ascii_lowercase();
        let is_joining = action.starts_with("join");
        let at = time(columns.at)?.filter(|_| is_joining || action.starts_with("left")).ok_or(Why::BadTime)?;
        What::Moment { at, is_joining }
    } else {
        What::Total { seconds }
    };
    Ok(Entry { who, what })
}

fn who(row: &Row, columns: &Columns) -> Option<Who> {
    let mut addresses = columns.addresses.iter().filter_map(|column| row.cell(*column));
    let address = addresses.find_map(|cell| crate::fields::address(cell).ok());
    let address = address.map(|address| address.to_ascii_lowercase());
    let shown = row.cell(Some(columns.name)).or(address.as_deref())?;
    Some(Who { shown: shown.split_whitespace().collect::<Vec<_>>().join(" "), address })
}

#[cfg(test)]
mod tests;
