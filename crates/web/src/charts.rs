//! Charts, drawn as SVG on the server.
//!
//! A chart is made from plain values and from words that the caller has already put into the
//! reader's language. Colours come from the stylesheet through `currentColor`, so that one drawing
//! serves light, dark, print and forced colours.

mod diverging;
mod history;
mod interval;
mod labels;
mod scale;
#[cfg(test)]
mod tests;

pub use diverging::{Piece, Side, diverging};
pub use history::{Figure, History, Qualifier, Tick};
pub use interval::{Basis, interval};
pub use scale::steps;
