//! Evidence: a survey that many people answer at once and what its results cost, the page of impact and its proofs for
//! visitors, all claims recomputed, and the report.

mod answered;
mod checked;
mod child;
mod shown;
mod survey;

pub(crate) use answered::measure as wave;
pub(crate) use shown::measure as shown;
