//! The cells of a file: a workbook of Excel's, or values with separators. How much is read is bounded before it is.

use calamine::{Data, DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use copia_domain::surveys::elsewhere::{FileFault, LARGEST, MOST_COLUMNS, Table, decode, separated};
use jiff::{ToSpan as _, civil::date};
use std::io::{Cursor, Read as _, copy, sink};
use zip::ZipArchive;

/// Bytes that the parts of a workbook come to at most.
const MOST_UNPACKED: u64 = 300_000_000;
/// Bytes of the part of a workbook that is held in memory whole: the texts of its cells.
const MOST_HELD: u64 = 80_000_000;
/// Parts of a workbook at most.
const MOST_PARTS: usize = 2_000;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Table, FileFault> {
    match bytes {
        [] => Err(FileFault::Missing),
        bytes if bytes.len() > LARGEST => Err(FileFault::TooLarge),
        [b'P', b'K', 3, 4, ..] => workbook(bytes),
        bytes => separated(&decode(bytes)?),
    }
}

/// The first sheet that has anything in it, of those that people see.
fn workbook(bytes: &[u8]) -> Result<Table, FileFault> {
    measure(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| FileFault::BrokenSpreadsheet)?;
    let is_seen =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let names: Vec<String> = book.sheets_metadata().iter().filter(is_seen).map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let table = sheet(&mut book, &name)?;
        if !table.is_empty() {
            return Ok(table);
        }
    }
    Err(FileFault::Empty)
}

/// Unpacks a workbook into nothing, to know how large it is: what it says of itself need not be true.
fn measure(bytes: &[u8]) -> Result<(), FileFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileFault::BrokenSpreadsheet)?;
    if archive.len() > MOST_PARTS {
        return Err(FileFault::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| FileFault::BrokenSpreadsheet)?;
        let is_sheet = part.name().is_ok_and(|name| name.contains("worksheets/"));
        let most = if is_sheet { left } else { left.min(MOST_HELD) };
        let size = copy(&mut part.take(most + 1), &mut sink()).map_err(|_| FileFault::BrokenSpreadsheet)?;
        if size > most {
            return Err(FileFault::TooLarge);
        }
        left -= size;
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Table, FileFault> {
    let broken = |_| FileFault::BrokenSpreadsheet;
    let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut table = Table::default();
    let (mut row, mut next) = (None, 0);
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if row != Some(at) {
            if row.is_some_and(|row| at < row) {
                return Err(FileFault::BrokenSpreadsheet);
            }
            table.begin(at.saturating_add(1))?;
            (row, next) = (Some(at), 0);
        }
        if usize::try_from(column).unwrap_or(usize::MAX) >= MOST_COLUMNS {
            return Err(FileFault::TooWide);
        }
        if column < next {
            return Err(FileFault::BrokenSpreadsheet);
        }
        for _ in next..column {
            table.add("")?;
        }
        table.add(&text)?;
        next = column + 1;
    }
    table.end();
    Ok(table)
}

/// What stands in a cell, as people read it. Of a formula it is what it came to when the file was saved.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is_so) => is_so.to_string(),
        DataRef::DateTime(at) => day(at.as_f64()),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// The day of a date of Excel's, which counts days; the number itself where there is no such day.
#[expect(clippy::cast_possible_truncation, reason = "the number is within the days of the calendar")]
fn day(serial: f64) -> String {
    let day = (1.0..2_958_466.0).contains(&serial).then(|| date(1899, 12, 30).checked_add((serial as i64).days()));
    day.and_then(Result::ok).map_or_else(|| serial.to_string(), |day| day.to_string())
}

#[cfg(test)]
mod tests;
