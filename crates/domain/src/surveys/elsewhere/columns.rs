//! What the columns of a file are, by their headings as Microsoft Forms, Qualtrics and LimeSurvey write them.

use super::{FileFault, Table, plain, text::without_marks};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It may be a question.
    Question,
    /// It tells who somebody is, or where. It is never read further.
    Personal,
    /// What the tool notes of a row: times, addresses of machines, progress.
    Technical,
    /// The tool's number of the row.
    Id,
    /// Whether somebody answered, or only looked at it.
    Status,
    /// Whether somebody came to the end.
    Finished,
    /// When somebody sent their answers; nothing for those who did not.
    Sent,
    /// It has no heading.
    Unnamed,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub place: usize,
    /// Its heading, as people read it.
    pub heading: String,
    /// What it is for.
    pub used: Use,
    /// The heading without the tool's code for the question.
    pub wording: String,
    /// Where the heading names a question and a part of it: both.
    pub parts: Option<(String, String)>,
}

/// A table of which is known what its columns are, and in which row answers begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'t> {
    /// All its cells.
    pub table: &'t Table,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The place of the first row of answers, from 0.
    pub first: usize,
    /// Whether it has the three rows of headings that Qualtrics writes, with numbers in columns of its own.
    pub is_qualtrics: bool,
}

/// What tells who somebody is, as whole headings.
const PERSONAL: [&str; 40] = [
    "name",
    "your name",
    "full name",
    "first name",
    "last name",
    "surname",
    "given name",
    "family name",
    "forename",
    "firstname",
    "lastname",
    "email",
    "e mail",
    "mail",
    "email address",
    "e mail address",
    "your email",
    "your email address",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "recipient last name",
    "recipient first name",
    "recipient email",
    "username",
    "user name",
    "upn",
    "user principal name",
    "staff id",
    "staff number",
    "employee id",
    "employee number",
    "payroll number",
    "student id",
    "student number",
    "phone",
    "phone number",
    "telephone",
    "date of birth",
    "respondent",
];

/// What tools note, as whole headings.
const TECHNICAL: [&str; 43] = [
    "start time",
    "completion time",
    "last modified time",
    "startdate",
    "start date",
    "enddate",
    "end date",
    "recordeddate",
    "recorded date",
    "ipaddress",
    "ip address",
    "progress",
    "duration in seconds",
    "duration",
    "externalreference",
    "external reference",
    "external data reference",
    "locationlatitude",
    "locationlongitude",
    "location latitude",
    "location longitude",
    "distributionchannel",
    "distribution channel",
    "userlanguage",
    "user language",
    "lastpage",
    "last page",
    "lastpage last page",
    "startlanguage",
    "start language",
    "startlanguage start language",
    "seed",
    "seed seed",
    "token",
    "token access code",
    "access code",
    "startdate date started",
    "date started",
    "datestamp",
    "datestamp date last action",
    "date last action",
    "ipaddr",
    "refurl",
];

impl Use {
    fn of(heading: &str) -> Self {
        match heading {
            "" => Self::Unnamed,
            "id" | "responseid" | "response id" | "id response id" => Self::Id,
            "status" | "response type" => Self::Status,
            "finished" => Self::Finished,
            "submitdate" | "date submitted" | "submitdate date submitted" => Self::Sent,
            other if PERSONAL.contains(&other) || PERSONAL.contains(&asked_for(other)) => Self::Personal,
            other if TECHNICAL.contains(&other) => Self::Technical,
            other if other.starts_with("ipaddr ") || other.starts_with("refurl ") || is_timing(other) => {
                Self::Technical
            }
            _ => Self::Question,
        }
    }
}

/// What a heading asks for: of "what is your name", the name.
fn asked_for(mut heading: &str) -> &str {
    const BEGINNINGS: [&str; 7] = ["what is ", "what s ", "please ", "enter ", "give ", "type ", "your "];
    while let Some(rest) = BEGINNINGS.iter().find_map(|beginning| heading.strip_prefix(beginning)) {
        heading = rest;
    }
    heading
}

/// Whether it is a time that a tool measured of a page or question.
fn is_timing(heading: &str) -> bool {
    heading.ends_with(" first click")
        || heading.ends_with(" last click")
        || heading.ends_with(" page submit")
        || heading.ends_with(" click count")
        || heading.starts_with("interviewtime")
        || heading.starts_with("grouptime")
        || heading.starts_with("questiontime")
}

impl<'t> Sheet<'t> {
    /// Looks at the headings of a table.
    ///
    /// # Errors
    /// [`FileFault::Empty`] where there are none, or no row below them.
    pub fn of(table: &'t Table) -> Result<Self, FileFault> {
        let is_imported = |row: usize| {
            (0..table.width(row))
                .map(|column| table.cell(row, column))
                .find(|cell| !cell.is_empty())
                .is_some_and(is_import)
        };
        // Qualtrics: the name of the column, the wording, and what it is known by; some leave one of them out.
        let (wordings, first) = match (is_imported(2), is_imported(1)) {
            (true, _) => (1, 3),
            (false, true) => (0, 2),
            (false, false) => (0, 1),
        };
        if table.len() <= first {
            return Err(FileFault::Empty);
        }
        let width = (0..first).map(|row| table.width(row)).max().unwrap_or(0);
        let columns =
            (0..width).map(|place| column(place, table.cell(0, place), table.cell(wordings, place))).collect();
        Ok(Self { table, columns, first, is_qualtrics: first > 1 })
    }

    /// The rows of answers.
    pub fn rows(&self) -> std::ops::Range<usize> {
        self.first..self.table.len()
    }

    /// What stands in a column, row by row.
    pub fn cells<'a>(&'a self, column: &Column) -> impl Iterator<Item = &'a str> + use<'a> {
        let place = column.place;
        self.rows().map(move |row| self.table.cell(row, place))
    }
}

fn is_import(cell: &str) -> bool {
    cell.starts_with('{') && cell.contains("ImportId")
}

fn column(place: usize, name: &str, heading: &str) -> Column {
    let heading = without_marks(if heading.is_empty() { name } else { heading });
    let wording = without_code(&heading).to_owned();
    let of_name = Use::of(&plain(name));
    let used = if of_name == Use::Question || of_name == Use::Unnamed { Use::of(&plain(&heading)) } else { of_name };
    let used = if used == Use::Question { Use::of(&plain(&wording)) } else { used };
    let parts = parts(&wording);
    Column { place, heading, used, wording, parts }
}

/// A heading without the code that stands before it: `G01Q02. `, `Q2[SQ001]. `, `4. `.
fn without_code(heading: &str) -> &str {
    let is_code = |code: &str| {
        let base = code.split('[').next().unwrap_or_default();
        let is_short = code.len() <= 40 && base.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let is_numbered = code.bytes().any(|b| b.is_ascii_digit());
        is_short && is_numbered && (base.len() == code.len() || code.ends_with(']'))
    };
    match heading.split_once(". ") {
        Some((code, rest)) if is_code(code) && !rest.trim().is_empty() => rest.trim(),
        _ => heading,
    }
}

/// A question and a part of it: `How far do you agree? [It helps]`, `How far do you agree? - It helps`.
fn parts(wording: &str) -> Option<(String, String)> {
    let in_brackets = wording.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let (stem, part) = in_brackets.or_else(|| wording.rsplit_once(" - "))?;
    let (stem, part) = (stem.trim(), part.trim());
    (!stem.is_empty() && !part.is_empty()).then(|| (stem.to_owned(), part.to_owned()))
}
