//! Suggestions while the viewer types.
//!
//! Documents lie in each segment in the order in which they are suggested, so looking ends at the
//! first few that match and are visible.

use tantivy::query::{BooleanQuery, EnableScoring, Query as EngineQuery};
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use crate::analysis::{surface, tokens};
use crate::beginnings::beginning;
use crate::document::Audience;
use crate::error::Result;
use crate::expand::{Meant, neighbours};
use crate::gather::rank;
use crate::index::Index;
use crate::parse::bounded;
use crate::query::Suggestion;
use crate::search::Stored;
use crate::view::View;

const MOST_WORDS: usize = 8;
const MOST_SUGGESTIONS: usize = 50;

impl Index {
    /// The most important documents whose title or keywords have words that begin with each of the
    /// words typed; of each kind those first whose title has them all. A word that begins nothing
    /// visible may differ by one letter (a long one by two). Without words, nothing. Fails only where
    /// the index cannot be read.
    pub fn suggest(&self, prefix: &str, held: &[Audience], limit: usize) -> Result<Vec<Suggestion>> {
        let view = View::new(self, held)?;
        let mut words = Vec::new();
        for word in tokens(surface(), bounded(prefix)).iter().take(MOST_WORDS) {
            words.push(starts(&view, &word.text)?);
        }
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let term = |start: &String| Term::from_field_text(view.fields.starts, start);
        let required: Vec<Box<dyn EngineQuery>> = words
            .iter()
            .map(|starts| Box::new(BooleanQuery::new_multiterms_query(starts.iter().map(term).collect())) as _)
            .collect();
        let mut found = first(&view, &BooleanQuery::intersection(required), limit.min(MOST_SUGGESTIONS))?;
        for kind in found.chunk_by_mut(|one, next| one.kind == next.kind) {
            kind.sort_by_cached_key(|one| {
                let title = tokens(surface(), &one.title);
                let begins = |starts: &Vec<String>| {
                    title.iter().any(|said| starts.iter().any(|start| said.text.starts_with(start.as_str())))
                };
                !words.iter().all(begins)
            });
        }
        Ok(found)
    }
}

/// The beginning itself or, if nothing visible begins so, the ones it may have been meant to be.
fn starts(view: &View, word: &str) -> Result<Vec<String>> {
    let field = view.fields.starts;
    let start = beginning(word);
    let mut starts = vec![start.to_owned()];
    if view.count(field, start, 1)? == 0 {
        starts.extend(neighbours(view, field, start, Meant::Beginning)?);
    }
    Ok(starts)
}

fn first(view: &View, query: &dyn EngineQuery, limit: usize) -> Result<Vec<Suggestion>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut found = Vec::new();
    for segment in &view.segments {
        let mut docs = weight.scorer(&segment.reader, 1.0)?;
        let mut left = limit;
        while left > 0 && docs.doc() != TERMINATED {
            if segment.shows(docs.doc()) {
                let address = DocAddress::new(segment.ord, docs.doc());
                found.push((rank(view, address)?, address));
                left -= 1;
            }
            docs.advance();
        }
    }
    found.sort();
    found.into_iter().take(limit).filter_map(|(_, address)| suggestion(view, address).transpose()).collect()
}

fn suggestion(view: &View, address: DocAddress) -> Result<Option<Suggestion>> {
    let name = Stored::read(view, address)?.name(view);
    Ok(name.map(|(kind, id, title)| Suggestion { kind, id, title }))
}
