//! What a community creates, told apart by kind of value: what it hopes for, what is measured, what is told, and the matrix
//! in which the two are held together. Nothing is added up into a score, and no community is held against another.

mod counting;
mod framing;
mod indicators;
mod matrix;
mod narrative;
mod overview;

pub use copia_store::value::{Framing, Indicator, Measurement, Narrative, NarrativeRow};
pub(crate) use counting::{count_due, counted_of};
pub use framing::{FramingForm, FramingInput, framing_form, save_framing};
pub use indicators::{
    IndicatorForm, IndicatorInput, IndicatorPage, MeasurementInput, indicator_form, indicator_page, record, retire,
    save_indicator, unrecord,
};
pub use matrix::{Cell, Column, MatrixPage, Path, matrix};
pub use narrative::{NarrativeInput, NarrativePage, narrative, narrative_of, save_narrative};
pub use overview::{ValuePage, overview};

use crate::{Ctx, Error, Result, communities::visible};
use copia_domain::{
    ids::IndicatorId,
    policy::{Standing, acts::FrameValue},
};
use copia_store::{Tx, communities::Found, value};

/// Characters of what a framing, a definition or a narrative says at most.
const LONGEST: usize = 2_000;

/// The indicator of a community under an id, with the community.
async fn found(ctx: &Ctx, tx: &mut Tx, slug: &str, id: &str) -> Result<(Found, Standing, Indicator)> {
    let (found, standing) = visible(ctx, tx, slug).await?;
    let id = IndicatorId::parse(id).ok_or(Error::NotFound)?;
    let indicator = value::indicator(tx, id).await?.filter(|one| one.community_id == found.id);
    Ok((found, standing, indicator.ok_or(Error::NotFound)?))
}

/// Whether the viewer may write down what a community hopes for and measures.
pub(crate) fn may_frame(standing: &Standing) -> bool {
    standing.permit::<FrameValue>().is_ok()
}
