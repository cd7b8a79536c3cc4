//! Answering a search.

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Score, TantivyDocument};
use uuid::Uuid;

use crate::document::{Kind, from_key};
use crate::error::Result;
use crate::excerpt::excerpt;
use crate::gather::{Counts, Gathered, Selection, gather};
use crate::index::Index;
use crate::parse::{bounded, parse};
use crate::plan::{Marks, plan};
use crate::query::{Facets, Hit, Query, Results};
use crate::view::View;

/// A page of hits is never longer.
const MOST_HITS: usize = 100;

/// Hits further down are counted but cannot be listed: keeping them costs memory on every search.
const DEEPEST_HIT: usize = 10_000;

impl Index {
    /// Searches as this viewer. No text is an error; a text without any word finds nothing, and an
    /// empty one lists everything the viewer may see. Fails only where the index cannot be read.
    pub fn search(&self, query: &Query<'_>) -> Result<Results> {
        let view = View::new(self, query.held)?;
        let selection = selection(query);
        let keep = query.offset.saturating_add(query.limit.min(MOST_HITS)).min(DEEPEST_HIT);
        let text = bounded(query.text).trim_start();
        if text.is_empty() {
            let gathered = gather(&view, None, &selection, keep)?;
            return results(&view, query, &gathered, &Marks::default(), None);
        }
        let parts = parse(text);
        if parts.is_empty() {
            return Ok(Results::default());
        }
        let plan = plan(&view, &self.synonyms, text, &parts)?;
        let mut gathered = gather(&view, Some(plan.all.as_ref()), &selection, keep)?;
        if gathered.matched == 0
            && let Some(any) = &plan.any
        {
            gathered = gather(&view, Some(any.as_ref()), &selection, keep)?;
        }
        let corrected = plan.corrected.filter(|_| gathered.matched > 0);
        results(&view, query, &gathered, &plan.marks, corrected)
    }
}

fn selection(query: &Query<'_>) -> Selection {
    let areas: Vec<String> = query.areas.iter().map(Uuid::to_string).collect();
    Selection {
        kinds: query.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| kind.name().to_owned()).collect()),
        areas: (!areas.is_empty()).then_some(areas),
        stages: (!query.stages.is_empty()).then(|| query.stages.clone()),
    }
}

fn results(
    view: &View,
    query: &Query<'_>,
    gathered: &Gathered,
    marks: &Marks,
    corrected: Option<String>,
) -> Result<Results> {
    let hits = gathered
        .best
        .iter()
        .skip(query.offset)
        .take(query.limit.min(MOST_HITS))
        .filter_map(|(score, address)| hit(view, *score, *address, marks).transpose())
        .collect::<Result<_>>()?;
    Ok(Results {
        total: gathered.total,
        hits,
        facets: Facets {
            kinds: counts(&gathered.kinds, Kind::from_name),
            areas: counts(&gathered.areas, |name| Uuid::parse_str(name).ok()),
            stages: counts(&gathered.stages, |name| Some(name.to_owned())),
        },
        corrected,
    })
}

fn hit(view: &View, score: Score, address: DocAddress, marks: &Marks) -> Result<Option<Hit>> {
    let stored = Stored::read(view, address)?;
    let fields = view.fields;
    let excerpt = excerpt(stored.text(fields.summary), stored.text(fields.preview), marks);
    Ok(stored.name(view).map(|(kind, id, title)| Hit { kind, id, title, excerpt, score }))
}

/// A document as it was put, read back.
pub(crate) struct Stored(TantivyDocument);

impl Stored {
    pub(crate) fn read(view: &View, address: DocAddress) -> Result<Self> {
        Ok(Self(view.searcher.doc(address)?))
    }

    fn text(&self, field: Field) -> &str {
        self.0.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
    }

    pub(crate) fn name(&self, view: &View) -> Option<(Kind, Uuid, String)> {
        let (kind, id) = from_key(self.text(view.fields.key))?;
        Some((kind, id, self.text(view.fields.title).to_owned()))
    }
}

fn counts<T: Ord>(counts: &Counts, value: impl Fn(&str) -> Option<T>) -> Vec<(T, u64)> {
    let mut listed: Vec<(T, u64)> = counts.iter().filter_map(|(name, count)| Some((value(name)?, *count))).collect();
    listed.sort_by(|(left, a), (right, b)| b.cmp(a).then_with(|| left.cmp(right)));
    listed
}
