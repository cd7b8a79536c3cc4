//! What there is to see of waves: which one can answer, how many answered those that are closed, and what followed.

use super::{
    AnyWave, Before, Survey,
    answering::waiting,
    asks, comments,
    figures::{before, released},
    found,
};
use crate::{Ctx, Error, Result};
use copia_domain::{
    ballots::Release,
    policy::{
        Action,
        acts::{BuildSurvey, ReadSurveys},
    },
    surveys::waves::WaveState,
};
use copia_store::{
    ballots::{self as kept, Cell},
    surveys::{self, waves},
};
use std::collections::BTreeMap;

/// A wave in a list, for those who run it: with how many have been counted so far.
pub type Wave = AnyWave;

/// The page of surveys.
#[derive(Debug, Clone)]
pub struct Overview {
    /// What the reader is asked and has not been counted in.
    pub mine: Vec<AnyWave>,
    /// Waves that are closed.
    pub closed: Vec<AnyWave>,
    /// Waves that are prepared or open, for those who run them.
    pub running: Vec<AnyWave>,
    /// Surveys in their last editions, for those who build them.
    pub surveys: Vec<Survey>,
}

/// What a closed wave came to.
#[derive(Debug, Clone)]
pub struct Results {
    /// The wave.
    pub wave: AnyWave,
    /// What it asked.
    pub survey: Survey,
    /// The groups that were told apart.
    pub cells: Vec<Cell>,
    /// What people said, as far as it is shown.
    pub release: Option<Release>,
    /// What the same statements came to before, by the words of their questions.
    pub before: BTreeMap<String, Before>,
    /// What is shown of what people wrote.
    pub comments: Option<comments::Shown>,
}

/// The page of surveys.
///
/// # Errors
/// [`Error::Denied`].
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    let standing = ctx.viewer.on_site();
    let _permit = standing.permit::<ReadSurveys>()?;
    let mut tx = ctx.read().await?;
    let mine = waiting(ctx, &mut tx).await?;
    let all = waves::list(&mut tx).await?;
    let surveys = match standing.permit::<BuildSurvey>() {
        Ok(_permit) => surveys::list(&mut tx).await?,
        Err(_) => Vec::new(),
    };
    let (closed, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|wave| wave.state == WaveState::Closed);
    let running = if standing.may(Action::RunWave) { rest } else { Vec::new() };
    Ok(Overview { mine, closed, running, surveys })
}

/// What a wave came to, once all is counted.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for one that is not closed.
pub async fn results(ctx: &Ctx, id: &str) -> Result<Results> {
    let _permit = ctx.viewer.on_site().permit::<ReadSurveys>()?;
    let mut tx = ctx.read().await?;
    let wave = found(&mut tx, id).await?;
    if wave.state != WaveState::Closed {
        return Err(Error::NotFound);
    }
    let survey = asks(&mut tx, &wave).await?;
    let cells = match wave.box_id {
        Some(id) => kept::cells(&mut tx, id).await?,
        None => Vec::new(),
    };
    let release = released(&mut tx, &wave).await?;
    let before = match &release {
        Some(release) => before(&mut tx, &survey, &wave, release).await?,
        None => BTreeMap::new(),
    };
    let comments = comments::show(&mut tx, &wave).await?;
    Ok(Results { wave, survey, cells, release, before, comments })
}
