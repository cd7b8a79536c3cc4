//! What can be asked of the index, and what it answers.

use uuid::Uuid;

use crate::document::{Audience, Kind};

/// A search. `Query::default()` with `held` and `limit` set lists everything the viewer may see.
#[derive(Clone, Debug, Default)]
pub struct Query<'a> {
    /// What the viewer typed. Words are all required; where no document has them all, any will do.
    /// "Double quotes" make a phrase; the last word also matches as a beginning. Nothing else is
    /// an operator. Only the first 1,000 characters and 12 words are read.
    pub text: &'a str,
    /// Only these kinds; all kinds if `None`.
    pub kinds: Option<Vec<Kind>>,
    /// Only these service areas; all, and documents without one, if empty.
    pub areas: Vec<Uuid>,
    /// Only these stages; all, and documents without one, if empty.
    pub stages: Vec<String>,
    /// The audiences the viewer holds. A document is visible if it has at least one of them.
    pub held: &'a [Audience],
    /// How many hits to leave out. Hits beyond the 10,000th cannot be listed, only counted.
    pub offset: usize,
    /// How many hits to give, at most 100.
    pub limit: usize,
}

/// The answer to a [`Query`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many visible documents match the words and the selections.
    pub total: u64,
    /// The hits asked for, the best first; without words, by importance and then title.
    pub hits: Vec<Hit>,
    /// What the matches divide into.
    pub facets: Facets,
    /// The query with its unknown words replaced, where the hits were found that way. Words are
    /// proposed only from documents the viewer may see.
    pub corrected: Option<String>,
}

/// One document found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The kind of the document.
    pub kind: Kind,
    /// The id of the document.
    pub id: Uuid,
    /// The title as it was put.
    pub title: String,
    /// A passage of the summary or body in pieces, in order; `true` marks the words that matched.
    pub excerpt: Vec<(String, bool)>,
    /// The relevance, comparable within one answer only.
    pub score: f32,
}

/// How many matches there are for each value, the commonest first. The counts of a facet heed the
/// selections in the other facets but not in itself, so that each tells what choosing it would give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Matches by kind.
    pub kinds: Vec<(Kind, u64)>,
    /// Matches by service area.
    pub areas: Vec<(Uuid, u64)>,
    /// Matches by stage.
    pub stages: Vec<(String, u64)>,
}

/// A document offered while the viewer types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The kind of the document.
    pub kind: Kind,
    /// The id of the document.
    pub id: Uuid,
    /// The title as it was put.
    pub title: String,
}
