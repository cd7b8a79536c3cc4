//! Tables to take away, for spreadsheets.

use crate::{Error, Result};

/// A table with a heading: a byte order mark first, without which spreadsheets guess at the encoding, and lines that
/// end as the format says (RFC 4180).
pub(crate) fn table<R: IntoIterator<Item = String>>(
    headings: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| Error::Internal(error.to_string());
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    writer.write_record(headings).map_err(failed)?;
    for row in rows {
        writer.write_record(row.into_iter().map(harmless)).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

/// A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it (after the OWASP
/// advice on CSV injection).
fn harmless(text: String) -> String {
    let like_formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
            || text.starts_with(['\t', '\r', '\n']);
    if like_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_text_begins_like_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u{ff1d}1"] {
            assert!(harmless(text.to_owned()).starts_with('\''), "{text:?}");
        }
        for text in ["Ada Example", "", "a=b", "Øst-West"] {
            assert_eq!(harmless(text.to_owned()), text);
        }
    }
}
