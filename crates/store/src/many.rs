//! Inserting many rows with few statements: the one-row INSERT, written out for as many rows as are at hand.

use crate::{Result, Tx, sql::Arg, sql::Sql};
use std::fmt::Write as _;

/// Placeholders in one statement at most: SQLite takes 32,766, and longer texts are no faster.
const PLACEHOLDERS: usize = 3000;

impl Tx {
    /// Runs an INSERT of one row for all these rows.
    pub(crate) async fn insert_all(&mut self, sql: Sql, rows: impl IntoIterator<Item = Vec<Arg>>) -> Result<()> {
        let mut batch: Vec<Arg> = Vec::new();
        let mut count = 0;
        let mut width = 0;
        for row in rows {
            width = row.len();
            batch.extend(row);
            count += 1;
            if batch.len() + width > PLACEHOLDERS {
                self.execute_written(for_rows(sql.0, width, count), std::mem::take(&mut batch)).await?;
                count = 0;
            }
        }
        if count > 0 {
            self.execute_written(for_rows(sql.0, width, count), batch).await?;
        }
        Ok(())
    }
}

/// `INSERT INTO t (a) VALUES ($1)` for two rows is `INSERT INTO t (a) VALUES ($1), ($2)`; whatever follows the
/// values stays.
fn for_rows(sql: &str, width: usize, count: usize) -> String {
    const VALUES: &str = "VALUES ";
    let Some((before, rest)) = sql.split_once(VALUES) else { return sql.to_owned() };
    let Some((row, after)) = rest.split_once(')') else { return sql.to_owned() };
    let mut text = format!("{before}{VALUES}");
    for place in 0..count {
        if place > 0 {
            text.push_str(", ");
        }
        shifted(&mut text, row, place * width);
        text.push(')');
    }
    text.push_str(after);
    text
}

/// Writes a row with each placeholder's number raised.
fn shifted(text: &mut String, row: &str, by: usize) {
    let mut parts = row.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at(digits);
        // Writing into a string does not fail.
        let _ = write!(text, "${}{rest}", number.parse::<usize>().unwrap_or(0) + by);
    }
}

#[cfg(test)]
mod tests {
    use super::for_rows;

    #[test]
    fn a_row_is_written_out_as_often_as_there_are_rows() {
        let one = "INSERT INTO t (a, b, c) VALUES ($1, $2, 1) ON CONFLICT (a) DO NOTHING";
        assert_eq!(for_rows(one, 2, 1), one);
        let three = "INSERT INTO t (a, b, c) VALUES ($1, $2, 1), ($3, $4, 1), ($5, $6, 1) ON CONFLICT (a) DO NOTHING";
        assert_eq!(for_rows(one, 2, 3), three);
    }
}
