//! A letter as plain text.

use super::{Block, Letter, Line};
use crate::brand::Brand;

/// The longest line, in characters (RFC 5322 allows 78; two are left for a quote mark).
const WIDTH: usize = 76;

pub(super) fn render(letter: &Letter, brand: &Brand) -> String {
    let mut parts = Vec::new();
    if !letter.greeting.is_empty() {
        parts.push(wrapped(&letter.greeting, "", ""));
    }
    parts.extend(letter.blocks.iter().map(block));
    let footer = letter.footer.iter().map(|line| linked(line, "", ""));
    // "-- " on its own line begins the part that is left out of answers (RFC 3676, 4.3).
    let end = std::iter::once(format!("-- \n{}", wrapped(brand.name(), "", ""))).chain(footer);
    parts.push(end.collect::<Vec<_>>().join("\n"));
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => {
            let text = wrapped(text, "", "");
            let width = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            format!("{text}\n{}", "-".repeat(width))
        }
        Block::Paragraph(text) => text.lines().map(|line| wrapped(line, "", "")).collect::<Vec<_>>().join("\n"),
        Block::Button { label, url } => linked(&Line::link(label, url), "", ""),
        Block::Code(code) => format!("    {code}"),
        Block::Quote(text) => {
            let lines = text.lines().map(|line| wrapped(line, "> ", "> "));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::List(lines) => {
            let lines = lines.iter().map(|line| linked(line, "- ", "  "));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "-".repeat(WIDTH),
    }
}

/// The words, then the address whole on a line of its own.
fn linked(line: &Line, first: &str, rest: &str) -> String {
    let text = wrapped(&line.text, first, rest);
    match &line.url {
        Some(url) => format!("{text}\n{rest}{url}"),
        None => text,
    }
}

/// Words in lines of at most [`WIDTH`] characters; a longer word has a line of its own.
fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut width = line.chars().count();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > WIDTH {
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
            width = line.chars().count();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        is_empty = false;
    }
    lines.push(line);
    lines.join("\n")
}
