//! Search: keeping the index in step with the records, and finding what a viewer may see.

mod documents;
mod follow;

pub use copia_search::{Kind, Query, marked};
pub use follow::{catch_up, follow, settle};

use crate::{Ctx, Result};
use copia_domain::{captions::Timecode, communities::Stage, ids::ServiceAreaId, policy::Role, time::When};
use copia_search::{Audience, Hit, passage};
use copia_store::{
    Tx,
    search_documents::{self, EventText},
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What somebody looks for.
#[derive(Debug, Clone, Default)]
pub struct Search<'a> {
    /// What they typed.
    pub text: &'a str,
    /// Only these kinds; all if empty.
    pub kinds: Vec<Kind>,
    /// Only these areas; all if empty.
    pub areas: Vec<ServiceAreaId>,
    /// Only these stages; all if empty.
    pub stages: Vec<Stage>,
    /// Which page of the results, from 1.
    pub page: usize,
}

/// Results on a page.
pub const PAGE: usize = 20;

/// Something found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The kind of record.
    pub kind: Kind,
    /// Where its page is.
    pub path: String,
    /// Its name.
    pub title: String,
    /// A passage in pieces; `true` marks what matched.
    pub excerpt: Vec<(String, bool)>,
    /// The hue of its area, for communities and areas.
    pub hue: Option<i64>,
    /// When it starts, for events.
    pub starts_at: Option<When>,
    /// For an event in whose recording it was said, and nowhere else: when. Its path is that of the record.
    pub said_at: Option<Timecode>,
    /// The event, for events.
    event: Option<Uuid>,
}

/// How many matches have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count<T> {
    /// The value.
    pub value: T,
    /// What it is called; empty for closed lists, which have messages.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// A page of results.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    /// How many there are in all.
    pub total: u64,
    /// Those on this page.
    pub found: Vec<Found>,
    /// By kind.
    pub kinds: Vec<Count<Kind>>,
    /// By area.
    pub areas: Vec<Count<ServiceAreaId>>,
    /// By stage.
    pub stages: Vec<Count<Stage>>,
    /// The words that were looked for instead of those typed.
    pub corrected: Option<String>,
}

/// The audiences that the viewer holds: what a query may find is decided by these alone.
async fn held(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Audience>> {
    let mut held = vec![Audience::Public];
    let Some(person) = ctx.viewer.id() else { return Ok(held) };
    held.extend([Audience::Staff, Audience::Person(person.0)]);
    if ctx.viewer.is(Role::ProgrammeManager) {
        held.push(Audience::Managers);
    }
    let inside = search_documents::held(tx, person, ctx.today()).await?;
    for one in inside {
        held.push(Audience::Community(one.community_id.0));
        held.extend(one.is_core.then_some(Audience::Core(one.community_id.0)));
    }
    Ok(held)
}

/// Finds what the viewer may see, best first, with counts.
///
/// # Errors
/// [`crate::Error::Store`] and [`crate::Error::Search`].
pub async fn find(ctx: &Ctx, search: &Search<'_>) -> Result<View> {
    let mut tx = ctx.read().await?;
    let held = held(ctx, &mut tx).await?;
    let query = Query {
        text: search.text,
        kinds: (!search.kinds.is_empty()).then(|| search.kinds.clone()),
        areas: search.areas.iter().map(|area| area.0).collect(),
        stages: search.stages.iter().map(|stage| stage.word().to_owned()).collect(),
        held: &held,
        offset: search.page.saturating_sub(1).saturating_mul(PAGE),
        limit: PAGE,
    };
    let results = ctx.app.parts.search.search(&query)?;
    let mut found = placed(&mut tx, results.hits).await?;
    let events: Vec<Uuid> = found.iter().filter_map(|one| one.event).collect();
    let texts = if events.is_empty() { Vec::new() } else { search_documents::events(&mut tx, &events).await? };
    let words = results.corrected.as_deref().unwrap_or(search.text);
    for text in &texts {
        if let Some(one) = found.iter_mut().find(|one| one.event == Some(text.id.0)) {
            point(one, text, words);
        }
    }
    let names: HashMap<ServiceAreaId, String> =
        search_documents::area_names(&mut tx).await?.into_iter().map(|area| (area.id, area.name)).collect();
    let areas = results.facets.areas.into_iter().filter_map(|(id, count)| {
        let value = ServiceAreaId(id);
        names.get(&value).map(|label| Count { value, label: label.clone(), count })
    });
    let stages =
        results.facets.stages.into_iter().filter_map(|(word, count)| {
            Stage::from_word(&word).map(|value| Count { value, label: String::new(), count })
        });
    let kinds = results.facets.kinds.into_iter().map(|(value, count)| Count { value, label: String::new(), count });
    Ok(View {
        total: results.total,
        found,
        kinds: kinds.collect(),
        areas: areas.collect(),
        stages: stages.collect(),
        corrected: results.corrected,
    })
}

/// What is offered while somebody types.
///
/// # Errors
/// [`crate::Error::Store`] and [`crate::Error::Search`].
pub async fn suggest(ctx: &Ctx, prefix: &str, most: usize) -> Result<Vec<Found>> {
    let mut tx = ctx.read().await?;
    let held = held(ctx, &mut tx).await?;
    let suggestions = ctx.app.parts.search.suggest(prefix, &held, most)?;
    let hits = suggestions.into_iter().map(|suggestion| Hit {
        kind: suggestion.kind,
        id: suggestion.id,
        title: suggestion.title,
        excerpt: Vec::new(),
        score: 0.0,
    });
    placed(&mut tx, hits.collect()).await
}

/// Leads to the minute in which something was said, where the words of the page do not say it.
fn point(found: &mut Found, text: &EventText, words: &str) {
    let written = [&text.title, &text.summary, &text.description].into_iter().chain(&text.record);
    if written.into_iter().any(|text| marked(words, text).is_some()) {
        return;
    }
    let said = documents::transcript(text.captions.as_deref()).into_iter();
    let matching = said.filter_map(|one| Some((different(&marked(words, &one.text)?), one)));
    // The paragraph with the most different words of the query, the first of equals.
    let best = matching.reduce(|best, next| if next.0 > best.0 { next } else { best });
    if let Some((_, paragraph)) = best {
        found.path.push_str("/record");
        found.said_at = Some(paragraph.at);
        found.excerpt = passage(words, &paragraph.text);
    }
}

/// How many different words are marked.
fn different(pieces: &[(String, bool)]) -> usize {
    let words: BTreeSet<String> =
        pieces.iter().filter(|(_, is_match)| *is_match).map(|(word, _)| word.to_lowercase()).collect();
    words.len()
}

/// Gives each hit the address of its page. A record that has gone since it was indexed is left out.
async fn placed(tx: &mut Tx, hits: Vec<Hit>) -> Result<Vec<Found>> {
    let named = hits.iter().filter(|hit| matches!(hit.kind, Kind::Community | Kind::Area)).map(|hit| hit.id);
    let named: Vec<Uuid> = named.collect();
    let places = if named.is_empty() { Vec::new() } else { search_documents::places(tx, named).await? };
    let place = |id: Uuid| places.iter().find(|place| place.id == id);
    let held: Vec<Uuid> = hits.iter().filter(|hit| hit.kind == Kind::Event).map(|hit| hit.id).collect();
    let events = if held.is_empty() { Vec::new() } else { search_documents::event_places(tx, held).await? };
    let event = |id: Uuid| events.iter().find(|event| event.id == id);
    let found = hits.into_iter().filter_map(|hit| {
        let event_id = (hit.kind == Kind::Event).then_some(hit.id);
        let (path, hue, starts_at) = match hit.kind {
            Kind::Community => place(hit.id).map(|at| (format!("/communities/{}", at.slug), Some(at.hue), None))?,
            Kind::Area => place(hit.id).map(|at| (format!("/areas/{}", at.slug), Some(at.hue), None))?,
            Kind::Event => event(hit.id).map(|at| (format!("/events/{}", at.slug), None, Some(at.starts_at)))?,
            Kind::Person => (format!("/people/{}", hit.id), None, None),
            Kind::News => (format!("/news#{}", hit.id), None, None),
            Kind::Page => return None,
        };
        Some(Found {
            kind: hit.kind,
            path,
            title: hit.title,
            excerpt: hit.excerpt,
            hue,
            starts_at,
            said_at: None,
            event: event_id,
        })
    });
    Ok(found.collect())
}
