//! The dictionary: words close to a mistyped one, and words that go on from a beginning.
//!
//! Only words that occur in a visible document are ever given, and they are ranked by visible
//! occurrences, so that hidden documents do not show through what is proposed.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

use crate::error::Result;
use crate::view::View;

/// The commonest this many are looked at for visibility.
const CANDIDATES: usize = 50;

/// The commonest visible this many are used.
const KEPT: usize = 5;

/// Occurrences are counted up to this many: enough to tell common from rare.
const COUNTED: u32 = 200;

/// Shorter words have too many neighbours to guess from.
const SHORTEST_CORRECTED: usize = 4;
const SHORTEST_WITH_TWO_EDITS: usize = 8;

/// Beginnings shorter than this have too many continuations to list.
const SHORTEST_COMPLETED: usize = 3;

/// A beginning's continuations are read up to this many in a segment.
const MOST_CONTINUATIONS: usize = 2_000;

/// What a mistyped word is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meant {
    /// Words.
    Word,
    /// Words and, after them, beginnings of words: its typing may not be finished.
    OpenWord,
    /// Beginnings, in a field that holds each of them.
    Beginning,
}

/// The commonest visible words within one edit of this one, or, for a long word that has none,
/// within two; the commonest first.
pub(crate) fn neighbours(view: &View, field: Field, word: &str, meant: Meant) -> Result<Vec<String>> {
    let letters = word.chars().count();
    if letters < SHORTEST_CORRECTED || word.contains(|letter: char| letter.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let edits = if letters < SHORTEST_WITH_TWO_EDITS { 1..=1 } else { 1..=2 };
    let term = Term::from_field_text(field, word);
    for edits in edits {
        let whole = || FuzzyTermQuery::new(term.clone(), edits, true);
        let begun = || FuzzyTermQuery::new_prefix(term.clone(), edits, true);
        // What is shorter than the letters typed is the less likely to be meant by a beginning.
        let attempts = match meant {
            Meant::Word => vec![(whole(), 0)],
            Meant::OpenWord => vec![(whole(), letters), (begun(), letters), (whole(), 0)],
            Meant::Beginning => vec![(whole(), letters), (whole(), 0)],
        };
        for (query, shortest) in attempts {
            let visible = matching(view, field, &query, shortest)?;
            if !visible.is_empty() {
                return Ok(visible);
            }
        }
    }
    Ok(Vec::new())
}

fn matching(view: &View, field: Field, query: &FuzzyTermQuery, shortest: usize) -> Result<Vec<String>> {
    let mut found = Frequencies::default();
    for segment in &view.segments {
        let index = segment.reader.inverted_index(field)?;
        let mut stream = index.terms().search(query.automaton()?).into_stream()?;
        while let Some((word, info)) = stream.next() {
            found.add(word, info.doc_freq);
        }
    }
    found.0.retain(|word, _| word.chars().count() >= shortest);
    found.visible(view, field)
}

/// The commonest visible words that begin like this, other than the word itself.
pub(crate) fn completions(view: &View, field: Field, start: &str) -> Result<Vec<String>> {
    if start.chars().count() < SHORTEST_COMPLETED {
        return Ok(Vec::new());
    }
    let mut found = Frequencies::default();
    for segment in &view.segments {
        let index = segment.reader.inverted_index(field)?;
        // UTF-8 never uses the byte 0xff, so this is above every word that begins so.
        let mut end = start.as_bytes().to_vec();
        end.push(0xff);
        let mut stream = index.terms().range().gt(start).lt(end).into_stream()?;
        for _ in 0..MOST_CONTINUATIONS {
            let Some((word, info)) = stream.next() else { break };
            found.add(word, info.doc_freq);
        }
    }
    found.visible(view, field)
}

#[derive(Default)]
struct Frequencies(HashMap<String, u32>);

impl Frequencies {
    fn add(&mut self, word: &[u8], documents: u32) {
        if let Ok(word) = std::str::from_utf8(word) {
            *self.0.entry(word.to_owned()).or_default() += documents;
        }
    }

    fn visible(self, view: &View, field: Field) -> Result<Vec<String>> {
        let mut candidates: Vec<(u32, String)> = self.0.into_iter().map(|(word, count)| (count, word)).collect();
        commonest_first(&mut candidates);
        candidates.truncate(CANDIDATES);
        for (count, word) in &mut candidates {
            *count = view.count(field, word, COUNTED)?;
        }
        candidates.retain(|(count, _)| *count > 0);
        commonest_first(&mut candidates);
        Ok(candidates.into_iter().take(KEPT).map(|(_, word)| word).collect())
    }
}

fn commonest_first(words: &mut [(u32, String)]) {
    words.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.cmp(right)));
}
