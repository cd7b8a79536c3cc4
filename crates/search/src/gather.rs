//! One pass over the matches: visibility, selections, counts by facet and the best hits.
//!
//! Everything is read from columns of ordinals, which at a million documents is several times
//! faster than the engine's own aggregations or audiences as a clause of the query.

use std::collections::BTreeMap;

use tantivy::collector::TopNComputer;
use tantivy::columnar::StrColumn;
use tantivy::query::{EnableScoring, Query as EngineQuery};
use tantivy::{BitSet, DocAddress, DocId, Score};

use crate::error::Result;
use crate::schema::{AREA, KIND, RANK, STAGE};
use crate::view::{Segment, View, contains, ordinals};

/// The names selected in each facet; `None` selects all.
pub(crate) struct Selection {
    pub kinds: Option<Vec<String>>,
    pub areas: Option<Vec<String>>,
    pub stages: Option<Vec<String>>,
}

pub(crate) type Counts = BTreeMap<String, u64>;

#[derive(Default)]
pub(crate) struct Gathered {
    /// Visible matches, whatever is selected.
    pub matched: u64,
    /// Visible matches that are selected.
    pub total: u64,
    /// The best of those that are selected, in order, up to the number kept.
    pub best: Vec<(Score, DocAddress)>,
    pub kinds: Counts,
    pub areas: Counts,
    pub stages: Counts,
}

/// Gathers the matches of the query, or every visible document without one. Of the best, `keep`
/// are kept, and the order is settled for all of them.
pub(crate) fn gather(
    view: &View,
    query: Option<&dyn EngineQuery>,
    selection: &Selection,
    keep: usize,
) -> Result<Gathered> {
    let weight = query.map(|query| query.weight(EnableScoring::enabled_from_searcher(&view.searcher))).transpose()?;
    let mut gathered = Gathered::default();
    for segment in &view.segments {
        let mut pass = Pass::new(segment, selection, keep)?;
        match &weight {
            Some(weight) => weight.for_each(&segment.reader, &mut |doc, score| {
                pass.take(doc, score);
            })?,
            None => (0..segment.reader.max_doc()).for_each(|doc| pass.take(doc, 0.0)),
        }
        pass.give(&mut gathered)?;
    }
    order(view, &mut gathered.best, keep)?;
    Ok(gathered)
}

struct Pass<'a> {
    segment: &'a Segment,
    kinds: Facet,
    areas: Facet,
    stages: Facet,
    matched: u64,
    total: u64,
    best: Best,
}

type Best = TopNComputer<Score, DocId, tantivy::collector::sort_key::ReverseComparator>;

impl<'a> Pass<'a> {
    fn new(segment: &'a Segment, selection: &Selection, keep: usize) -> Result<Self> {
        Ok(Self {
            segment,
            kinds: Facet::new(segment, KIND, selection.kinds.as_deref())?,
            areas: Facet::new(segment, AREA, selection.areas.as_deref())?,
            stages: Facet::new(segment, STAGE, selection.stages.as_deref())?,
            matched: 0,
            total: 0,
            best: TopNComputer::new(keep.max(1)),
        })
    }

    fn take(&mut self, doc: DocId, score: Score) {
        if !self.segment.shows(doc) {
            return;
        }
        self.matched += 1;
        let kind = self.kinds.of(doc);
        let area = self.areas.of(doc);
        let stage = self.stages.of(doc);
        match (kind.selected, area.selected, stage.selected) {
            (true, true, true) => {
                self.total += 1;
                self.best.push(score, doc);
                self.kinds.count(kind);
                self.areas.count(area);
                self.stages.count(stage);
            }
            // Not selected in one facet alone: choosing it there is what would bring it in.
            (false, true, true) => self.kinds.count(kind),
            (true, false, true) => self.areas.count(area),
            (true, true, false) => self.stages.count(stage),
            _ => {}
        }
    }

    fn give(self, gathered: &mut Gathered) -> Result<()> {
        gathered.matched += self.matched;
        gathered.total += self.total;
        let ord = self.segment.ord;
        gathered
            .best
            .extend(self.best.into_sorted_vec().into_iter().map(|hit| (hit.sort_key, DocAddress::new(ord, hit.doc))));
        self.kinds.give(&mut gathered.kinds)?;
        self.areas.give(&mut gathered.areas)?;
        self.stages.give(&mut gathered.stages)?;
        Ok(())
    }
}

struct Facet {
    column: Option<StrColumn>,
    selected: Option<BitSet>,
    counts: Vec<u64>,
}

#[derive(Clone, Copy)]
struct Value {
    ord: Option<u64>,
    selected: bool,
}

impl Facet {
    fn new(segment: &Segment, name: &str, selected: Option<&[String]>) -> Result<Self> {
        let column = segment.reader.fast_fields().str(name)?;
        let selected = match (selected, &column) {
            (None, _) => None,
            (Some(names), Some(column)) => Some(ordinals(column, names)?),
            (Some(_), None) => Some(BitSet::with_max_value(0)),
        };
        let values = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self { column, selected, counts: vec![0; values] })
    }

    fn of(&self, doc: DocId) -> Value {
        let ord = self.column.as_ref().and_then(|column| column.ords().first(doc));
        let selected = self.selected.as_ref().is_none_or(|set| ord.is_some_and(|ord| contains(set, ord)));
        Value { ord, selected }
    }

    fn count(&mut self, value: Value) {
        let slot = value.ord.and_then(|ord| usize::try_from(ord).ok()).and_then(|ord| self.counts.get_mut(ord));
        if let Some(slot) = slot {
            *slot += 1;
        }
    }

    fn give(self, counts: &mut Counts) -> Result<()> {
        let Some(column) = self.column else {
            return Ok(());
        };
        for (ord, count) in (0..).zip(self.counts).filter(|(_, count)| *count > 0) {
            let mut name = String::new();
            if column.ord_to_str(ord, &mut name)? {
                *counts.entry(name).or_default() += count;
            }
        }
        Ok(())
    }
}

/// Puts hits of several segments in order: by score, and equal scores by rank. Ranks are looked up
/// only where scores are equal, as each costs a read from a dictionary.
fn order(view: &View, best: &mut Vec<(Score, DocAddress)>, keep: usize) -> Result<()> {
    best.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.cmp(right)));
    let mut ordered = Vec::with_capacity(keep.min(best.len()));
    for equals in best.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()) {
        if ordered.len() >= keep {
            break;
        }
        if let [only] = equals {
            ordered.push(*only);
            continue;
        }
        let mut ranked = equals.iter().map(|hit| Ok((rank(view, hit.1)?, *hit))).collect::<Result<Vec<_>>>()?;
        ranked.sort_by(|(left, _), (right, _)| left.cmp(right));
        ordered.extend(ranked.into_iter().map(|(_, hit)| hit));
    }
    ordered.truncate(keep);
    *best = ordered;
    Ok(())
}

/// The sortable text of a document: by importance and then title.
pub(crate) fn rank(view: &View, address: DocAddress) -> Result<String> {
    let reader = view.searcher.segment_reader(address.segment_ord);
    let mut rank = String::new();
    if let Some(column) = reader.fast_fields().str(RANK)?
        && let Some(ord) = column.ords().first(address.doc_id)
    {
        column.ord_to_str(ord, &mut rank)?;
    }
    Ok(rank)
}
