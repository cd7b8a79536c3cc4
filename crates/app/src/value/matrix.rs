//! The matrix: kinds of value as columns, what is measured in each, and every story as a path across.

use super::Indicator;
use crate::{
    Ctx, Result,
    communities::visible,
    stories::{self, Told},
};
use copia_domain::{
    policy::{Standing, acts::ReadValue},
    value::{
        ValueType,
        matrix::{Reading, View, mark, reading},
        stories::{Step, StepState},
    },
};
use copia_store::{
    communities::Found,
    stories::{self as kept, Filter},
    value,
};

/// Stories that the matrix shows at most: the latest.
const MOST: i64 = 60;

/// A kind of value, with what is measured in it.
#[derive(Debug, Clone)]
pub struct Column {
    /// The kind.
    pub value_type: ValueType,
    /// What is measured, and not ended.
    pub indicators: Vec<Indicator>,
    /// How many of these have a measurement.
    pub measured: usize,
    /// How many stories tell of something in it that happened, wholly or partly.
    pub told: usize,
    /// How the two are read together.
    pub reading: Reading,
}

/// What a story says in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The furthest that a step has come; `None` where it says nothing.
    pub mark: Option<StepState>,
    /// What it says there, step by step.
    pub bodies: Vec<String>,
    /// The indicators that it touches there, by what they are known by.
    pub codes: Vec<String>,
}

/// A story as a path across the columns.
#[derive(Debug, Clone)]
pub struct Path {
    /// The story.
    pub told: Told,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// The matrix of a community.
#[derive(Debug, Clone)]
pub struct MatrixPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// Which columns were asked for.
    pub view: View,
    /// The columns.
    pub columns: Vec<Column>,
    /// The stories.
    pub paths: Vec<Path>,
    /// How many stories there are in all; more than are shown where there are many.
    pub total: i64,
}

/// The matrix.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn matrix(ctx: &Ctx, slug: &str, view: &str) -> Result<MatrixPage> {
    let view = View::from_word(view).unwrap_or(View::Eight);
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ReadValue>()?;
    let indicators = value::indicators(&mut tx, found.id).await?;
    let (viewer, today) = (&ctx.viewer, ctx.today());
    let (stories, total) = kept::list(&mut tx, viewer, today, found.id, Filter::default(), (MOST, 0)).await?;
    let told = stories::told(&mut tx, stories).await?;
    // Of all stories that the viewer may read, not of those that are shown alone.
    let told_in = kept::told_in(&mut tx, viewer, today, found.id).await?;
    drop(tx);
    let path = |told: Told| Path { cells: view.columns().iter().map(|one| cell(&told, *one)).collect(), told };
    let paths: Vec<Path> = told.into_iter().map(path).collect();
    let column = |value_type: &ValueType| {
        let of = |one: &&Indicator| one.value_type == *value_type && one.retired_at.is_none();
        let indicators: Vec<Indicator> = indicators.iter().filter(of).cloned().collect();
        let measured = indicators.iter().filter(|one| one.latest.is_some()).count();
        let told = told_in.get(value_type).map_or(0, |told| usize::try_from(*told).unwrap_or(0));
        Column { value_type: *value_type, indicators, measured, told, reading: reading(measured, told) }
    };
    let columns = view.columns().iter().map(column).collect();
    Ok(MatrixPage { found, standing, view, columns, paths, total })
}

fn cell(told: &Told, column: ValueType) -> Cell {
    let steps = || told.steps.iter().filter(|step| step.value_type == column);
    let rules = steps().map(|step| Step { value_type: step.value_type, state: step.state });
    Cell {
        mark: mark(rules, column),
        bodies: steps().map(|step| step.body.clone()).collect(),
        codes: steps().filter_map(copia_store::stories::Step::code).collect(),
    }
}
