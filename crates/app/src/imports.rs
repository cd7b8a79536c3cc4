//! Taking a programme's published record in: areas, communities, figures, quotes, recognition and news, each with
//! the page it was read on and the row of the file behind it.

pub mod record;
mod stated;
mod take_over;

pub(crate) use stated::{digest, stated, text};
pub use take_over::{Difference, Outcome, Refused, Report, fill, take_over};
