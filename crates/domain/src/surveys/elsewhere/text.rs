//! The text of a file of bytes, and of a cell with marks in it.

use super::FileFault;
use crate::separated::{self, is_marked};

/// What Windows-1252 has from 0x80 to 0x9F; five of them are nothing.
const HIGH: [char; 32] = [
    '\u{20AC}', '\u{FFFD}', '\u{201A}', '\u{0192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{02C6}',
    '\u{2030}', '\u{0160}', '\u{2039}', '\u{0152}', '\u{FFFD}', '\u{017D}', '\u{FFFD}', '\u{FFFD}', '\u{2018}',
    '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{02DC}', '\u{2122}', '\u{0161}',
    '\u{203A}', '\u{0153}', '\u{FFFD}', '\u{017E}', '\u{0178}',
];

/// How spreadsheets begin that were written before 2007, and those with a password.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// The text of a file, with `\n` as its line ends: UTF-8, UTF-16 as Excel writes it, or else Windows-1252.
///
/// # Errors
/// A [`FileFault`] for what is no text.
pub fn decode(bytes: &[u8]) -> Result<String, FileFault> {
    if bytes.starts_with(&COMPOUND) {
        return Err(FileFault::OldSpreadsheet);
    }
    let others = || if is_marked(bytes) { None } else { windows_1252(bytes) };
    let text = separated::decode(bytes).or_else(others);
    let is_text = |text: &String| !text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}'));
    let text = text.filter(is_text).ok_or(FileFault::NotText)?;
    let begins: String = text.trim_start().chars().take(15).flat_map(char::to_lowercase).collect();
    if ["<!doctype", "<html", "<head", "<body", "<table", "<?xml"].iter().any(|mark| begins.starts_with(mark)) {
        return Err(FileFault::WebPage);
    }
    Ok(text.replace(['\r', '\u{B}'], "\n"))
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let read = |byte: &u8| match byte {
        0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().filter(|c| *c != '\u{FFFD}'),
        other => Some(char::from(*other)),
    };
    let text: Option<String> = bytes.iter().map(read).collect();
    text.map(|text| text.replace("\r\n", "\n"))
}

/// A heading or answer as people read it: without the elements and entities of HTML that tools leave in it, in one line.
pub(super) fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, marked) = rest.split_at(at);
        plain.push_str(before);
        let (meant, after) = mark(marked);
        plain.push_str(meant);
        rest = after;
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands at the beginning, and what follows it.
fn mark(text: &str) -> (&str, &str) {
    const MEANT: [(&str, &str); 7] = [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
    ];
    for (entity, meant) in MEANT {
        if let Some(after) = text.strip_prefix(entity) {
            return (meant, after);
        }
    }
    let mut chars = text.chars();
    let is_element = chars.next() == Some('<') && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '/');
    // No element that tools write is longer than that, and a sentence that compares is none.
    let end = text.char_indices().take(300).find(|(_, c)| *c == '>').map(|(at, _)| at);
    match end.filter(|_| is_element).and_then(|end| text.get(end + 1..)) {
        Some(after) => (" ", after),
        None => {
            let first = text.chars().next().map_or(0, char::len_utf8);
            (text.get(..first).unwrap_or_default(), text.get(first..).unwrap_or_default())
        }
    }
}
