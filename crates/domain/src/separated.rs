//! Files of separated values (RFC 4180), as spreadsheets and other tools write them: their text, and their cells.

use std::borrow::Cow;

/// The marks with which files begin that say how they are written.
const MARKS: [&[u8]; 3] = [&[0xFF, 0xFE], &[0xFE, 0xFF], &[0xEF, 0xBB, 0xBF]];

/// Whether bytes begin with a mark that says how they are written.
pub fn is_marked(bytes: &[u8]) -> bool {
    MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// The text of bytes, with `\n` as its line ends: UTF-16 or UTF-8, as their mark says, or else their first letters;
/// `None` for bytes that are neither.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest),
        // Files that another program has saved may lack the mark; a heading begins with letters of ASCII.
        [_, 0, _, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, _, 0, _, ..] => utf_16(bytes, u16::from_be_bytes),
        _ => utf_8(bytes),
    };
    text.map(|text| text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf_8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

/// The first cell of a text, and what follows it: a separator and more of the row, a line end and other rows, or nothing.
///
/// A cell in quotes may hold separators, line ends and doubled quotes. A quote that is not closed before the next of them
/// is a character like others.
pub fn first_cell(text: &str, separator: char) -> (Cow<'_, str>, &str) {
    let ends = |after: &str| after.chars().next().is_none_or(|c| c == separator || c == '\n');
    if let Some((cell, after)) = text.strip_prefix('"').and_then(quoted).filter(|(_, after)| ends(after)) {
        return (Cow::Owned(cell), after);
    }
    let (cell, after) = text.split_at(text.find([separator, '\n']).unwrap_or(text.len()));
    (Cow::Borrowed(cell), after)
}

/// What stands before the closing quote, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        let Some(more) = after.strip_prefix('"') else { return Some((cell, after)) };
        cell.push('"');
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("a,b", ("a", ",b"))]
    #[case("\"a, \"\"b\"\"\nc\",d", ("a, \"b\"\nc", ",d"))]
    #[case("\"a\"b,c", ("\"a\"b", ",c"))]
    #[case("\"a,b", ("\"a", ",b"))]
    #[case("a\nb", ("a", "\nb"))]
    #[case("", ("", ""))]
    fn a_cell_ends_where_it_does(#[case] text: &str, #[case] (cell, after): (&str, &str)) {
        let (found, rest) = first_cell(text, ',');
        assert_eq!((found.as_ref(), rest), (cell, after));
    }

    #[rstest]
    #[case(b"\xEF\xBB\xBFa\r\nb\rc", Some("a\nb\nc"))]
    #[case(b"\xFF\xFEa\0b\0", Some("ab"))]
    #[case(b"\xFE\xFF\0a\0b", Some("ab"))]
    #[case(b"a\0b\0", Some("ab"))]
    #[case(b"\0a\0b", Some("ab"))]
    #[case(b"\xFF\xFEa\0b", None)]
    #[case(b"caf\xE9", None)]
    fn a_text_is_found_in_its_bytes(#[case] bytes: &[u8], #[case] text: Option<&str>) {
        assert_eq!(decode(bytes).as_deref(), text);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_from_quotes(cell in "[a-z\",;\n ]{0,40}", rest in "[a-z\",\n]{0,10}") {
            let text = format!("\"{}\",{rest}", cell.replace('"', "\"\""));
            let after = text.get(text.len() - rest.len() - 1..).unwrap();
            prop_assert_eq!(first_cell(&text, ','), (Cow::Borrowed(cell.as_str()), after));
        }

        #[test]
        fn every_byte_of_a_text_is_in_a_cell_or_after_it(text in "[a-z\",;\n]{0,60}") {
            let (cell, after) = first_cell(&text, ';');
            prop_assert!(cell.len() + after.len() <= text.len() && text.ends_with(after));
            prop_assert!(after.is_empty() || after.starts_with([';', '\n']));
        }
    }
}
