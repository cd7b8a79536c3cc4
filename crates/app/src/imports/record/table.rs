//! Reading one CSV file strictly: known columns, full rows, and a fault for everything else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use copia_domain::published::PublishedDate;

use super::{Fault, Line, Problem};

/// Reads the files one after the other and gathers their faults.
pub(super) struct Reader<'f> {
    files: &'f dyn Fn(&str) -> Option<String>,
    /// Values that later files refer to, and those that must not repeat, by file.
    seen: BTreeSet<(&'static str, String)>,
    faults: Vec<Fault>,
    lines: Vec<Line>,
}

impl<'f> Reader<'f> {
    pub(super) fn new(files: &'f dyn Fn(&str) -> Option<String>) -> Self {
        Self { files, seen: BTreeSet::new(), faults: Vec::new(), lines: Vec::new() }
    }

    /// The value, where no file had a fault.
    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(value) } else { Err(self.faults) }
    }

    /// Every row that was read so far, as it stands in its file.
    pub(super) fn lines(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.lines)
    }

    /// All rows of a file that could be read.
    pub(super) fn rows<T>(
        &mut self,
        file: &'static str,
        columns: &'static [&'static str],
        read: impl Fn(&mut Row<'_, 'f>) -> Option<T>,
    ) -> Vec<T> {
        let Some(text) = (self.files)(file) else {
            self.fault(file, 0, None, Problem::FileMissing);
            return Vec::new();
        };
        // Spreadsheet programs put a byte order mark before the first column name.
        // Lines are counted by their ends, so both kinds of line end have to be one.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        let mut lines = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        // From a text in memory, with rows of any length, no record can be an error.
        let mut records = lines.records().filter_map(Result::ok);

        let Some(head) = records.next() else {
            let expected = columns.join(", ");
            self.fault(file, 0, None, Problem::FileEmpty { expected });
            return Vec::new();
        };
        let faults_before = self.faults.len();
        self.check_columns(file, columns, &head);
        if self.faults.len() > faults_before {
            return Vec::new();
        }

        let mut rows = Vec::new();
        for cells in records {
            let line = cells.position().map_or(0, csv::Position::line);
            if cells.len() != head.len() {
                let (found, expected) = (cells.len(), head.len());
                self.fault(file, line, None, Problem::CellCount { found, expected });
                continue;
            }
            // In the order in which the columns are declared, whatever their order in the file.
            let cell = |name: &&str| head.iter().zip(&cells).find(|(column, _)| column == name).map(|(_, cell)| cell);
            let texts = columns.iter().map(|name| cell(name).unwrap_or_default().to_owned()).collect();
            self.lines.push(Line { file, line, cells: texts });
            let mut row = Row { file, line, head: &head, cells: &cells, reader: self };
            rows.extend(read(&mut row));
        }
        rows
    }

    fn check_columns(&mut self, file: &'static str, columns: &[&'static str], head: &csv::StringRecord) {
        let mut found = BTreeSet::new();
        for name in head {
            if !columns.contains(&name) {
                let expected = columns.join(", ");
                self.fault(file, 1, Some(name), Problem::ColumnUnknown { expected });
            } else if !found.insert(name) {
                self.fault(file, 1, Some(name), Problem::ColumnTwice);
            }
        }
        for name in columns.iter().filter(|name| !found.contains(*name)) {
            self.fault(file, 1, Some(name), Problem::ColumnMissing);
        }
    }

    fn fault(&mut self, file: &'static str, row: u64, column: Option<&str>, problem: Problem) {
        self.faults.push(Fault { file, row, column: column.map(shown), problem });
    }
}

/// One row; each question about a cell answers `None` after it has noted a fault.
pub(super) struct Row<'r, 'f> {
    file: &'static str,
    line: u64,
    head: &'r csv::StringRecord,
    cells: &'r csv::StringRecord,
    reader: &'r mut Reader<'f>,
}

impl Row<'_, '_> {
    /// The line of the file, counted from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// A text that may be missing: the outer `None` is a fault, the inner one an empty cell.
    #[expect(clippy::option_option, reason = "a fault and an empty cell are two things")]
    pub(super) fn optional(&mut self, column: &'static str) -> Option<Option<String>> {
        let cell = self
            .head
            .iter()
            .position(|name| name == column)
            .and_then(|index| self.cells.get(index))
            .unwrap_or_default();
        if cell.chars().any(char::is_control) {
            return self.fault(column, Problem::ControlCharacter);
        }
        Some((!cell.is_empty()).then(|| cell.to_owned()))
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, column: &'static str) -> Option<String> {
        let cell = self.optional(column)?;
        if cell.is_none() {
            return self.fault(column, Problem::Empty);
        }
        cell
    }

    /// A cell that must be there and that `parse` must accept; `expected` describes it.
    pub(super) fn parsed<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = self.text(column)?;
        match parse(&found) {
            Some(value) => Some(value),
            None => self.not_a(column, &found, expected),
        }
    }

    /// Like [`parsed`](Self::parsed), for a cell that may be empty.
    #[expect(clippy::option_option, reason = "a fault and an empty cell are two things")]
    pub(super) fn optionally_parsed<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        let Some(found) = self.optional(column)? else {
            return Some(None);
        };
        match parse(&found) {
            Some(value) => Some(Some(value)),
            None => self.not_a(column, &found, expected),
        }
    }

    pub(super) fn date(&mut self, column: &'static str) -> Option<PublishedDate> {
        self.parsed(column, DATE, PublishedDate::parse)
    }

    #[expect(clippy::option_option, reason = "a fault and an empty cell are two things")]
    pub(super) fn optional_date(&mut self, column: &'static str) -> Option<Option<PublishedDate>> {
        self.optionally_parsed(column, DATE, PublishedDate::parse)
    }

    /// A text that no earlier row of this file has in this column.
    pub(super) fn unrepeated(&mut self, column: &'static str) -> Option<String> {
        let found = self.text(column)?;
        if !self.reader.seen.insert((self.file, found.clone())) {
            return self.fault(column, Problem::Repeated { found: shown(&found) });
        }
        Some(found)
    }

    /// The code of a page in `sources.csv`.
    pub(super) fn source(&mut self) -> Option<String> {
        let code = self.text("source")?;
        if !self.reader.seen.contains(&("sources.csv", code.clone())) {
            return self.fault("source", Problem::SourceUnknown { code: shown(&code) });
        }
        Some(code)
    }

    /// The name of an area in `service-areas.csv`.
    pub(super) fn service_area(&mut self) -> Option<String> {
        let name = self.text("service_area")?;
        if !self.reader.seen.contains(&("service-areas.csv", name.clone())) {
            return self.fault("service_area", Problem::ServiceAreaUnknown { name: shown(&name) });
        }
        Some(name)
    }

    fn not_a<T>(&mut self, column: &'static str, found: &str, expected: &'static str) -> Option<T> {
        let found = shown(found);
        self.fault(column, Problem::NotA { found, expected })
    }

    fn fault<T>(&mut self, column: &'static str, problem: Problem) -> Option<T> {
        self.reader.fault(self.file, self.line, Some(column), problem);
        None
    }
}

const DATE: &str = "a date such as 2020, 2020-05 or 2020-05-04";

/// Hostile files hold long and unprintable cells; a message shows the beginning, in plain sight.
fn shown(found: &str) -> String {
    let mut text = String::new();
    for character in found.chars().take(60) {
        if character.is_control() {
            let _ = write!(text, "{}", character.escape_default());
        } else {
            text.push(character);
        }
    }
    if found.chars().nth(60).is_some() {
        text.push('…');
    }
    text
}
