//! The page of what a community creates.

use super::{Framing, Indicator, may_frame};
use crate::{
    Ctx, Result,
    communities::visible,
    stories::{self, Told},
};
use copia_domain::policy::{Action, Standing, acts::ReadValue};
use copia_store::{
    communities::Found,
    stories::{self as kept, Filter},
    value,
};

/// Stories that the page shows.
const STORIES: i64 = 3;

/// The page.
#[derive(Debug, Clone)]
pub struct ValuePage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// What it hopes for, as far as it has been written down.
    pub framings: Vec<Framing>,
    /// What is measured.
    pub indicators: Vec<Indicator>,
    /// The latest stories.
    pub stories: Vec<Told>,
    /// How many stories there are.
    pub told: i64,
    /// Whether the viewer may write down what it hopes for and measures.
    pub may_frame: bool,
    /// Whether the viewer may write stories for others.
    pub may_write_for: bool,
}

/// Reads the page.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn overview(ctx: &Ctx, slug: &str) -> Result<ValuePage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ReadValue>()?;
    let framings = value::framings(&mut tx, found.id).await?;
    let indicators = value::indicators(&mut tx, found.id).await?;
    let (viewer, today) = (&ctx.viewer, ctx.today());
    let (latest, told) = kept::list(&mut tx, viewer, today, found.id, Filter::default(), (STORIES, 0)).await?;
    let stories = stories::told(&mut tx, latest).await?;
    let (may_frame, may_write_for) = (may_frame(&standing), standing.may(Action::WriteStoryFor));
    Ok(ValuePage { found, standing, framings, indicators, stories, told, may_frame, may_write_for })
}
