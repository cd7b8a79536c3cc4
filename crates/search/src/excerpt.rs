//! The passage shown under a hit, with the matching words marked.

use tantivy::tokenizer::Token;

use crate::analysis::{is_filler, stemmed, surface, tokens};
use crate::plan::Marks;

/// About this many bytes are shown: two lines on a wide screen, four on a phone.
const LENGTH: usize = 240;

/// A match does not begin the passage; this much of what comes before it is shown too.
const LEAD_IN: usize = 60;

/// The summary if it has a match or nothing has, else the passage of the body with the most
/// different matches, the first of equals. In pieces, in order; `true` marks a match.
pub(crate) fn excerpt(summary: &str, body: &str, marks: &Marks) -> Vec<(String, bool)> {
    let in_summary = matches(summary, marks);
    if !in_summary.is_empty() {
        return cut(summary, &in_summary);
    }
    let in_body = matches(body, marks);
    if in_body.is_empty() && !summary.is_empty() {
        return cut(summary, &[]);
    }
    cut(body, &in_body)
}

fn matches(text: &str, marks: &Marks) -> Vec<Token> {
    if marks.stems.is_empty() && marks.start.is_none() {
        return Vec::new();
    }
    let stems = tokens(stemmed(), text);
    let Some(start) = &marks.start else {
        return stems.into_iter().filter(|stem| marks.stems.contains(&stem.text)).collect();
    };
    // Beginnings are of words as written, which stems need not be.
    let written = tokens(surface(), text);
    stems
        .into_iter()
        .zip(written)
        .filter(|(stem, written)| marks.stems.contains(&stem.text) || written.text.starts_with(start))
        .map(|(stem, _)| stem)
        .collect()
}

fn cut(text: &str, matches: &[Token]) -> Vec<(String, bool)> {
    let (from, to) = window(text, matches);
    let mut pieces = Pieces::default();
    if from > 0 {
        pieces.add("… ", false);
    }
    let mut done = from;
    for word in matches {
        if word.offset_from >= from && word.offset_to <= to {
            pieces.add(text.get(done..word.offset_from).unwrap_or_default(), false);
            pieces.add(text.get(word.offset_from..word.offset_to).unwrap_or_default(), true);
            done = word.offset_to;
        }
    }
    pieces.add(text.get(done..to).unwrap_or_default(), false);
    if to < text.len() {
        pieces.add(" …", false);
    }
    pieces.0
}

/// The bytes to show, from the start of a word to the end of one.
fn window(text: &str, matches: &[Token]) -> (usize, usize) {
    let mut best = (0, 0);
    for (index, first) in matches.iter().enumerate() {
        let mut different: Vec<&str> = matches
            .iter()
            .skip(index)
            .take_while(|word| word.offset_to <= first.offset_from + LENGTH - LEAD_IN)
            .map(|word| word.text.as_str())
            .collect();
        different.sort_unstable();
        different.dedup();
        if different.len() > best.0 {
            best = (different.len(), first.offset_from);
        }
    }
    let from = if best.1 <= LEAD_IN {
        0
    } else {
        let near = text.floor_char_boundary(best.1 - LEAD_IN);
        let lead_in = text.get(near..best.1).unwrap_or_default();
        lead_in.find(' ').map_or(best.1, |gap| near + gap + 1)
    };
    if from + LENGTH >= text.len() {
        return (from, text.len());
    }
    let far = text.floor_char_boundary(from + LENGTH);
    let shown = text.get(from..far).unwrap_or_default();
    (from, shown.rfind(' ').map_or(far, |gap| from + gap))
}

#[derive(Default)]
struct Pieces(Vec<(String, bool)>);

impl Pieces {
    fn add(&mut self, text: &str, marked: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((last, kind)) if *kind == marked => last.push_str(text),
            _ => self.0.push((text.to_owned(), marked)),
        }
    }
}

/// A text in pieces, in order, where `true` marks a word of a query; `None` where no word of it is in the text. Words
/// are compared as the index does, by their stems; those so common that a document need not contain them are left out.
pub fn marked(query: &str, text: &str) -> Option<Vec<(String, bool)>> {
    let words = matches(text, &marks(query));
    if words.is_empty() {
        return None;
    }
    let (mut pieces, mut done) = (Pieces::default(), 0);
    for word in words {
        pieces.add(text.get(done..word.offset_from).unwrap_or_default(), false);
        pieces.add(text.get(word.offset_from..word.offset_to).unwrap_or_default(), true);
        done = word.offset_to;
    }
    pieces.add(text.get(done..).unwrap_or_default(), false);
    Some(pieces.0)
}

/// The passage of a text with the most different words of a query, in pieces as [`marked`] has them.
pub fn passage(query: &str, text: &str) -> Vec<(String, bool)> {
    cut(text, &matches(text, &marks(query)))
}

fn marks(query: &str) -> Marks {
    let written = tokens(surface(), query);
    let stems = tokens(stemmed(), query).into_iter().zip(written);
    let stems = stems.filter(|(_, written)| !is_filler(&written.text)).map(|(stem, _)| stem.text);
    Marks { stems: stems.collect(), start: None }
}
