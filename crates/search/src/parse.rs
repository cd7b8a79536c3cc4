//! Reading what a viewer typed: words and quoted phrases, and nothing that could be a mistake.

use crate::analysis::{stemmed, surface, tokens};

/// More is never typed by a person who searches, and must not cost more.
const LONGEST_TEXT: usize = 1_000;
const MOST_WORDS: usize = 12;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Word(Word),
    /// Words that must follow each other.
    Phrase(Vec<Word>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where the word lies in the text, in bytes.
    pub from: usize,
    pub to: usize,
    /// The word as written, folded.
    pub surface: String,
    pub stem: String,
    /// Whether the viewer may not have finished typing it.
    pub open: bool,
}

/// Cuts a text to what is read of it.
pub(crate) fn bounded(text: &str) -> &str {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// The parts of a bounded text; none if it has no words.
pub(crate) fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut left = MOST_WORDS;
    let mut from = 0;
    let mut quoted = false;
    for piece in text.split(is_quote) {
        let to = from + piece.len();
        let mut words = words(piece, from);
        words.truncate(left);
        left -= words.len();
        let closed = to < text.len();
        if quoted && closed && !words.is_empty() {
            parts.push(Part::Phrase(words));
        } else {
            add_words(&mut parts, words);
        }
        quoted = !quoted;
        from = to + text.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    if let Some(Part::Word(last)) = parts.last_mut() {
        let after = text.get(last.to..).unwrap_or_default();
        last.open = left > 0 && !after.contains(char::is_whitespace);
    }
    parts
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

fn words(piece: &str, base: usize) -> Vec<Word> {
    let stems = tokens(stemmed(), piece);
    tokens(surface(), piece)
        .into_iter()
        .zip(stems)
        .map(|(token, stem)| Word {
            from: base + token.offset_from,
            to: base + token.offset_to,
            surface: token.text,
            stem: stem.text,
            open: false,
        })
        .collect()
}

/// A word said twice asks for nothing more; the later one stays, as it may be the open one.
fn add_words(parts: &mut Vec<Part>, words: Vec<Word>) {
    for word in words {
        parts.retain(|part| !matches!(part, Part::Word(known) if known.surface == word.surface));
        parts.push(Part::Word(word));
    }
}
