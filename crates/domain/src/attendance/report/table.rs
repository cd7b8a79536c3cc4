//! Rows of a file with tabs, commas or semicolons, and which columns say what.

use crate::separated::first_cell;

/// One row.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    /// The line on which it begins, counted from 1.
    pub line: usize,
    cells: Vec<String>,
}

impl Row {
    /// What stands in a column, if anything; `--` and the like are nothing.
    pub fn cell(&self, column: Option<usize>) -> Option<&str> {
        let cell = self.cells.get(column?)?.trim();
        cell.contains(char::is_alphanumeric).then_some(cell)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        (0..self.cells.len()).all(|column| self.cell(Some(column)).is_none())
    }

    /// Whether it is the title of a section, as Teams (`3. In-Meeting Activities`) and Zoom (`Panelist Details`)
    /// write them: one cell, and no name.
    pub fn is_title(&self) -> bool {
        let title = self.cell(Some(0)).unwrap_or_default().to_lowercase();
        let is_numbered = title.split_once(". ").is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
        let is_alone = (1..self.cells.len()).all(|column| self.cell(Some(column)).is_none());
        is_alone && (is_numbered || title.ends_with(" details") || title == "other attended")
    }
}

/// Cells of a row that are read; what lies beyond is passed over.
const WIDEST: usize = 100;

/// The rows of a text.
pub(super) fn rows(text: &str, delimiter: char) -> impl Iterator<Item = Row> {
    let mut rest = text;
    let mut line = 1;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut row = Row { line, cells: Vec::new() };
        loop {
            let (cell, after) = first_cell(rest, delimiter);
            line += cell.matches('\n').count();
            if row.cells.len() < WIDEST {
                row.cells.push(cell.into_owned());
            }
            let Some(next) = after.strip_prefix(delimiter) else {
                line += 1;
                rest = after.strip_prefix('\n').unwrap_or(after);
                return Some(row);
            };
            rest = next;
        }
    })
}

/// Where a table of participants has what.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub name: usize,
    /// Where an address may stand, the best first.
    pub addresses: [Option<usize>; 3],
    pub from: Option<usize>,
    pub to: Option<usize>,
    /// Whether the times are the first and last of several.
    pub is_span: bool,
    pub is_utc: bool,
    pub duration: Option<usize>,
    pub action: Option<usize>,
    pub at: Option<usize>,
    pub waiting_room: Option<usize>,
    pub attended: Option<usize>,
}

impl Columns {
    /// The columns of a table of participants, if a row is the head of one.
    pub fn of(row: &Row) -> Option<Self> {
        let mut columns = Self::default();
        let (mut name, mut is_of_meeting) = (None, false);
        let [email, registration, account] = &mut columns.addresses;
        for (index, cell) in row.cells.iter().enumerate() {
            let letters: String = cell.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            let (word, is_utc) = letters.strip_suffix("utc").map_or((letters.as_str(), false), |word| (word, true));
            let column = match word {
                "name" | "fullname" | "nameoriginalname" | "username" | "usernameoriginalname" => &mut name,
                "email" | "emailaddress" | "useremail" => &mut *email,
                "registrationemail" => &mut *registration,
                "participantidupn" | "participantid" | "upn" => &mut *account,
                "jointime" | "firstjoin" | "firstjointime" => {
                    columns.is_span = word.starts_with("first");
                    &mut columns.from
                }
                "leavetime" | "lastleave" | "lastleavetime" => &mut columns.to,
                "duration"
                | "durationminutes"
                | "inmeetingduration"
                | "totalduration"
                | "totaldurationminutes"
                | "timeinsessionminutes" => &mut columns.duration,
                "useraction" | "action" => &mut columns.action,
                "timestamp" | "utceventtimestamp" => &mut columns.at,
                "inwaitingroom" => &mut columns.waiting_room,
                "attended" => &mut columns.attended,
                "topic" | "meetingid" | "meetingtitle" => {
                    is_of_meeting = true;
                    continue;
                }
                _ => continue,
            };
            *column = Some(index);
            columns.is_utc |= is_utc || word.starts_with("utc");
        }
        columns.name = name?;
        let has_times = columns.from.is_some() && columns.to.is_some();
        let has_moments = columns.action.is_some() && columns.at.is_some();
        let has_people = columns.duration.is_some() || columns.addresses.iter().any(Option::is_some);
        (has_times || has_moments || (has_people && !is_of_meeting)).then_some(columns)
    }
}
