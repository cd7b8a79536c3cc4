//! What people said: one release, once all is counted, so that no two of them can be compared.

use super::Rule;
use crate::{
    Ctx, Result, ballots,
    events::{Found, visible},
};
use copia_domain::{
    ballots::Counts,
    intervals::{Interval, Share},
    policy::acts::ReadPulse,
    pulse::{Question, Worth, plan},
};
use copia_store::ballots as kept;

/// What the page of the results shows.
#[derive(Debug, Clone)]
pub struct Results {
    /// The event.
    pub event: Found,
    /// What people were told; `None` where nobody was asked.
    pub rule: Option<Rule>,
    /// What can be shown.
    pub shown: Shown,
}

/// What can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Too few had a seat to ask them, or they are not asked yet.
    NotAsked,
    /// People still answer.
    NotYet,
    /// Too few have answered.
    TooFew,
    /// What people said.
    Said(Said),
}

/// What people said.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// How many answered.
    pub answers: u32,
    /// Per cent of those asked who did.
    pub rate: f64,
    /// The answers to "was it worth your time", as far as they are told apart.
    pub worth: Counts,
    /// How many said that it was, at least and at most.
    pub worthwhile: (u32, u32),
    /// The bounds of that share among all who were asked, in per cent: of the least, and of the most.
    pub interval: Option<Interval>,
    /// What people take away, in no order; `None` where too few have answered to show it.
    pub words: Option<Vec<String>>,
}

/// What people said of an event. Pages, and whatever else will show it, ask here.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn results(ctx: &Ctx, slug: &str) -> Result<Results> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ReadPulse>()?;
    let Some(found) = kept::of_event(&mut tx, event.id).await? else {
        return Ok(Results { event, rule: None, shown: Shown::NotAsked });
    };
    let rule = Some(Rule::of(&found));
    if found.counted_at.is_none() {
        return Ok(Results { event, rule, shown: Shown::NotYet });
    }
    let release = match ballots::stored(&mut tx, found.id).await? {
        Some(release) => release,
        // It was opened before releases were kept.
        None => ballots::work_out(&mut tx, &found, &plan()).await?,
    };
    let (asked, said) = (release.asked.unwrap_or(0), release.questions.into_iter().next());
    let Some(worth) = said.and_then(|said| said.all) else {
        return Ok(Results { event, rule, shown: Shown::TooFew });
    };
    let answers = worth.base;
    let words = if i64::from(answers) >= found.words_from {
        Some(kept::words(&mut tx, found.id, Question::Takeaway.word()).await?)
    } else {
        None
    };
    let worthwhile = worth.between(&Worth::WORTHWHILE);
    let share = |count: u32| Share { count, base: answers, population: Some(asked) };
    let (least, most) = (share(worthwhile.0).interval(), share(worthwhile.1).interval());
    let interval = least.zip(most).map(|(least, most)| Interval { low: least.low, high: most.high });
    let rate = Share { count: answers, base: asked, population: None }.percent();
    let said = Said { answers, rate, worth, worthwhile, interval, words };
    Ok(Results { event, rule, shown: Shown::Said(said) })
}
