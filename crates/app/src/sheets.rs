//! Lists as files to take away: comma-separated values, or a workbook in which days are days and numbers are numbers.

use crate::{
    Ctx, Error, Result,
    memberships::{Export, Format},
    tables::table,
};
use copia_domain::time::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as CellFormat, Workbook, XlsxError};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Text, which is never a formula.
    Text(String),
    /// A day.
    Day(Day),
    /// A whole number.
    Number(i64),
}

impl Cell {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A file with a line of headings, named after `stem` and today.
pub(crate) fn file(
    ctx: &Ctx,
    title: &str,
    stem: &str,
    headings: &[&str],
    lines: impl IntoIterator<Item = Vec<Cell>>,
    format: Format,
) -> Result<Export> {
    let (ending, media_type, bytes) = match format {
        Format::Csv => {
            let lines = lines.into_iter().map(|line| line.into_iter().map(Cell::text));
            ("csv", "text/csv; charset=utf-8", table(headings, lines)?)
        }
        Format::Xlsx => {
            let bytes = workbook(ctx, title, headings, lines);
            let bytes = bytes.map_err(|error| Error::Internal(format!("the file cannot be written: {error}")))?;
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
        }
    };
    Ok(Export { name: format!("{stem}-{}.{ending}", ctx.today()), media_type, bytes })
}

fn workbook(
    ctx: &Ctx,
    title: &str,
    headings: &[&str],
    lines: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let written = ExcelDateTime::from_timestamp(ctx.now.timestamp().as_second())?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&written));
    let sheet = workbook.add_worksheet();
    let bold = CellFormat::new().set_bold();
    let as_day = CellFormat::new().set_num_format("yyyy-mm-dd");
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        sheet.set_column_width(column, 26)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, line) in (1..).zip(lines) {
        for (column, cell) in (0..).zip(line) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                Cell::Number(number) => {
                    sheet.write_number(row, column, f64::from(i32::try_from(number).unwrap_or(i32::MAX)))?
                }
                Cell::Day(Day(day)) => {
                    let year = u16::try_from(day.year()).unwrap_or(1900);
                    let day = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
                    sheet.write_datetime_with_format(row, column, &day, &as_day)?
                }
            };
        }
    }
    workbook.save_to_buffer()
}
