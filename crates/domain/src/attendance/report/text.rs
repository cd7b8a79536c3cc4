//! The text of a file of bytes: Teams writes UTF-16 with a byte order mark, Zoom UTF-8.

use super::Fault;

/// The text, with `\n` as its line ends.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Fault::IsSpreadsheet);
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest),
        // Files that another program has saved may lack the mark; a report begins with letters of ASCII.
        [_, 0, _, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, _, 0, _, ..] => utf_16(bytes, u16::from_be_bytes),
        _ => utf_8(bytes),
    };
    let text = text.filter(|text| !text.contains('\0')).ok_or(Fault::UnknownEncoding)?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf_8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}
