//! The cells of a file, in little memory, and how they are read from separated values.

use super::FileFault;
use crate::separated::first_cell;

/// Rows that are taken at most, headings included.
pub const MOST_ROWS: usize = 100_010;
/// Columns that are taken at most.
pub const MOST_COLUMNS: usize = 1_000;
/// Cells that are taken at most.
const MOST_CELLS: usize = 20_000_000;
/// Bytes of text in all cells together.
const MOST_TEXT: usize = 150_000_000;

/// Rows with cells, all of them in one text. Rows in which nothing stands are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    text: String,
    ends: Vec<u32>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    number: u32,
    first: u32,
    cells: u32,
}

impl Table {
    /// Begins a row, with its number in the file from 1.
    ///
    /// # Errors
    /// [`FileFault::TooLong`].
    pub fn begin(&mut self, number: u32) -> Result<(), FileFault> {
        self.end();
        if self.rows.len() >= MOST_ROWS {
            return Err(FileFault::TooLong);
        }
        let first = u32::try_from(self.ends.len()).map_err(|_| FileFault::TooLarge)?;
        self.rows.push(Row { number, first, cells: 0 });
        Ok(())
    }

    /// Adds a cell to the row that was begun, without the white space around what stands in it.
    ///
    /// # Errors
    /// [`FileFault::TooWide`]; [`FileFault::TooLarge`].
    pub fn add(&mut self, cell: &str) -> Result<(), FileFault> {
        let Some(row) = self.rows.last_mut() else { return Ok(()) };
        if usize::try_from(row.cells).unwrap_or(usize::MAX) >= MOST_COLUMNS {
            // What stands beyond may be nothing, as spreadsheets write it.
            return if cell.trim().is_empty() { Ok(()) } else { Err(FileFault::TooWide) };
        }
        row.cells += 1;
        self.text.push_str(cell.trim());
        if self.text.len() > MOST_TEXT || self.ends.len() >= MOST_CELLS {
            return Err(FileFault::TooLarge);
        }
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| FileFault::TooLarge)?);
        Ok(())
    }

    /// Ends the last row: one in which nothing stands is none.
    pub fn end(&mut self) {
        let Some(at) = self.rows.len().checked_sub(1) else { return };
        if (0..self.width(at)).all(|column| self.cell(at, column).is_empty()) {
            let first = self.rows.pop().map_or(0, |row| row.first);
            self.ends.truncate(usize::try_from(first).unwrap_or(usize::MAX));
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of a row in the file.
    pub fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.number)
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| usize::try_from(row.cells).unwrap_or(0))
    }

    /// What stands in a cell; nothing where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.width(row) {
            return "";
        }
        let first = self.rows.get(row).map_or(0, |row| usize::try_from(row.first).unwrap_or(0));
        let at = |place: usize| self.ends.get(place).map_or(0, |end| usize::try_from(*end).unwrap_or(0));
        let from = (first + column).checked_sub(1).map_or(0, at);
        self.text.get(from..at(first + column)).unwrap_or_default()
    }
}

/// The table of a text with commas, semicolons or tabs between its cells.
///
/// # Errors
/// A [`FileFault`] where it is too large.
pub fn separated(text: &str) -> Result<Table, FileFault> {
    // A line that Excel writes, and shows to nobody.
    let told = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let told = told.and_then(|(separator, rest)| Some((separator.trim_end().chars().next()?, rest)));
    let (separator, text) = told.unwrap_or_else(|| (separator(text), text));
    let mut table = Table::default();
    let mut rest = text;
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        table.begin(number)?;
        loop {
            let (cell, after) = first_cell(rest, separator);
            table.add(&cell)?;
            match after.strip_prefix(separator) {
                Some(next) => rest = next,
                None => {
                    rest = after.strip_prefix('\n').unwrap_or(after);
                    break;
                }
            }
        }
    }
    table.end();
    Ok(table)
}

/// Which of them divides the first row that is not empty into the most cells.
fn separator(text: &str) -> char {
    let first_row = |separator: char| {
        let (mut rest, mut cells) = (text.trim_start_matches('\n'), 1);
        while let Some(next) = first_cell(rest, separator).1.strip_prefix(separator) {
            (rest, cells) = (next, cells + 1);
        }
        cells
    };
    // Of equals the last is taken, so the usual one stands there.
    [';', '\t', ','].into_iter().max_by_key(|separator| first_row(*separator)).unwrap_or(',')
}
