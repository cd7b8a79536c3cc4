//! The search index: what it holds, how it is fed, and how it is asked.
//!
//! The index knows no database. Whoever tails the change log turns each row into a [`Change`] and
//! hands batches to [`Index::apply`] with the position reached; the position is kept in the
//! index's own commit, so after a crash the tail resumes exactly where the contents end.
//!
//! Every document carries the audiences that may see it. A query says which audiences the viewer
//! holds, and nothing else can be hit, counted, suggested, proposed as a correction or excerpted.
//! Words that only hidden documents use are treated as words that do not exist.

mod analysis;
mod beginnings;
mod document;
mod error;
mod excerpt;
mod expand;
mod gather;
mod index;
mod parse;
mod plan;
mod query;
mod schema;
mod search;
mod suggest;
mod synonyms;
mod view;

#[cfg(test)]
mod tests;

pub use document::{Audience, Change, Document, Kind};
pub use error::{Error, Result};
pub use excerpt::{marked, passage};
pub use index::{Index, Options};
pub use query::{Facets, Hit, Query, Results, Suggestion};
