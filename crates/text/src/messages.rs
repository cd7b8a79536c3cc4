//! Every word a person reads, as Fluent messages in the reader's language.
//!
//! The messages are embedded from `locales/<language>/<feature>.ftl`. An organisation's own words
//! are laid over them (see [`vocabulary`]), and a generated pseudo-language shows what was left out.

mod bundle;
mod catalogue;
mod dates;
mod embedded;
mod missing;
mod negotiate;
mod number;
mod overlay;
mod pseudo;
pub mod vocabulary;
mod words;

pub use catalogue::{Catalogue, CatalogueError, Language};
pub use overlay::OverlayFault;
pub use words::{Arg, Words};

/// The language every other one falls back to, complete by definition.
pub const DEFAULT_LANGUAGE: &str = "en-GB";

/// The generated language: accented, about a third longer, in brackets.
pub const PSEUDO_LANGUAGE: &str = "en-XA";

/// Marks a message key that is passed as data, so that [`crate::scan`] sees that it is used.
pub const fn key(key: &'static str) -> &'static str {
    key
}
