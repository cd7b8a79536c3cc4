//! The index as one viewer may see it. Every way of asking goes through here.

use std::io;

use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::document::Audience;
use crate::error::Result;
use crate::index::Index;
use crate::schema::{self, Fields};

/// Counting a word's documents stops after looking at this many in a segment. A word that none of
/// them shows is then taken as unknown, which is the safe side.
const MOST_LOOKED_AT: usize = 20_000;

pub(crate) struct View {
    pub searcher: Searcher,
    pub fields: Fields,
    pub segments: Vec<Segment>,
}

/// One segment with what the viewer holds, translated to the segment's own numbers.
pub(crate) struct Segment {
    pub ord: u32,
    pub reader: SegmentReader,
    audience: Option<Column<u64>>,
    held: BitSet,
}

impl View {
    pub(crate) fn new(index: &Index, held: &[Audience]) -> Result<Self> {
        let searcher = index.searcher();
        let segments = searcher
            .segment_readers()
            .iter()
            .zip(0..)
            .map(|(reader, ord)| Segment::new(ord, reader.clone(), held))
            .collect::<Result<_>>()?;
        Ok(Self { searcher, fields: index.fields, segments })
    }

    /// In how many visible documents the term occurs, counted up to `most`.
    pub(crate) fn count(&self, field: Field, word: &str, most: u32) -> Result<u32> {
        let term = Term::from_field_text(field, word);
        let mut count = 0;
        for segment in &self.segments {
            if count >= most {
                break;
            }
            if let Some(info) = segment.reader.inverted_index(field)?.get_term_info(&term)? {
                count += segment.count(field, &info, most - count)?;
            }
        }
        Ok(count)
    }
}

impl Segment {
    fn new(ord: u32, reader: SegmentReader, held: &[Audience]) -> Result<Self> {
        let column = reader.fast_fields().str(schema::AUDIENCE)?;
        let mut bits = BitSet::with_max_value(0);
        if let Some(column) = &column {
            let terms: Vec<String> = held.iter().map(Audience::term).collect();
            bits = ordinals(column, &terms)?;
        }
        Ok(Self { ord, reader, audience: column.map(|column| column.ords().clone()), held: bits })
    }

    /// Whether the document is still there and the viewer may see it.
    pub(crate) fn shows(&self, doc: DocId) -> bool {
        let Some(audience) = &self.audience else {
            return false;
        };
        audience.values_for_doc(doc).any(|ord| contains(&self.held, ord)) && !self.reader.is_deleted(doc)
    }

    fn count(&self, field: Field, info: &TermInfo, most: u32) -> Result<u32> {
        let index = self.reader.inverted_index(field)?;
        let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let mut count = 0;
        for _ in 0..MOST_LOOKED_AT {
            let doc = postings.doc();
            if doc == TERMINATED || count >= most {
                break;
            }
            count += u32::from(self.shows(doc));
            postings.advance();
        }
        Ok(count)
    }
}

/// The set of a column's ordinals that stand for these values; values it lacks are left out.
pub(crate) fn ordinals(column: &tantivy::columnar::StrColumn, values: &[String]) -> io::Result<BitSet> {
    let terms = u32::try_from(column.num_terms()).unwrap_or(u32::MAX);
    let mut set = BitSet::with_max_value(terms.saturating_add(1));
    for value in values {
        if let Some(ord) = column.dictionary().term_ord(value)?
            && let Ok(ord) = u32::try_from(ord)
        {
            set.insert(ord);
        }
    }
    Ok(set)
}

pub(crate) fn contains(set: &BitSet, ord: u64) -> bool {
    u32::try_from(ord).is_ok_and(|ord| set.contains(ord))
}
