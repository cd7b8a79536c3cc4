use super::{MOST_HELD, read};
use bytes::Bytes;
use copia_domain::surveys::elsewhere::{FileFault, MOST_COLUMNS};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook with merged headings, a formula, a date, a number, and a hidden sheet before it.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "Hidden").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_active(true);
    sheet.merge_range(0, 0, 0, 1, "Merged", &Format::new()).unwrap();
    sheet.write_string(0, 2, " Number ").unwrap();
    sheet.write_formula(2, 0, Formula::new("1+1").set_result("2")).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2026, 5, 4).unwrap(), &day).unwrap();
    sheet.write_number(2, 2, 5.0).unwrap();
    book.save_to_buffer().unwrap()
}

/// An archive with one part of zeros.
fn bomb(name: &str, size: u64) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..=(size >> 20) {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_cells_of_a_workbook_are_read() {
    let table = read(&workbook()).unwrap();
    let row = |row| (0..4).map(|column| table.cell(row, column)).collect::<Vec<_>>();
    assert_eq!((table.len(), table.number(1)), (2, 3), "the empty row has its number");
    assert_eq!(row(0), ["Merged", "", "Number", ""]);
    assert_eq!(row(1), ["2", "2026-05-04", "5", ""]);
}

#[test]
fn what_is_no_workbook_is_said() {
    assert_eq!(read(b""), Err(FileFault::Missing));
    assert_eq!(read(b"PK\x03\x04 and nothing more"), Err(FileFault::BrokenSpreadsheet));
    assert_eq!(read(&bomb("word/document.xml", 10)), Err(FileFault::BrokenSpreadsheet), "another kind of document");
    let mut wide = Workbook::new();
    let last = u16::try_from(MOST_COLUMNS).unwrap();
    wide.add_worksheet().write_string(0, last, "Beyond").unwrap();
    assert_eq!(read(&wide.save_to_buffer().unwrap()), Err(FileFault::TooWide));
    assert_eq!(read(&Workbook::new().save_to_buffer().unwrap()), Err(FileFault::Empty));
}

#[test]
fn a_small_file_that_becomes_large_is_not_unpacked() {
    let bomb = bomb("xl/sharedStrings.xml", MOST_HELD);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb), Err(FileFault::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_change_of_a_workbook_makes_the_reading_fail(at in 0..6_000_usize, to in any::<u8>(), cut in 1..6_000_usize) {
        let mut bytes = workbook();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = to;
        }
        bytes.truncate(bytes.len().min(cut.max(at)));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _ = runtime.block_on(super::super::table(Some(Bytes::from(bytes))));
    }
}
