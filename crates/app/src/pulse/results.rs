//! What people said: one release, once all is counted, so that no two of them can be compared.

use super::Rule;
use crate::{
    Ctx, Error, Result,
    events::{Found, visible},
};
use copia_domain::{
    ballots::{Released, release},
    intervals::{Interval, wilson},
    policy::acts::ReadPulse,
    pulse::{Question, Worth},
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
    pub worth: Released,
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
/// [`Error::NotFound`], [`Error::Denied`].
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
    let given = kept::counts(&mut tx, found.id, &[Question::Worth.word()]).await?;
    let of = |worth: &Worth| given.iter().filter(|row| row.answer == worth.word()).map(|row| row.ballots).sum::<i64>();
    let counts: Vec<u32> = Worth::ALL.iter().map(|worth| u32::try_from(of(worth)).unwrap_or(0)).collect();
    let minimum = u32::try_from(found.minimum).map_err(|error| Error::Internal(error.to_string()))?;
    let Some(worth) = release(&counts, minimum) else {
        return Ok(Results { event, rule, shown: Shown::TooFew });
    };
    let answers = worth.total;
    let words = if i64::from(answers) >= found.words_from {
        Some(kept::words(&mut tx, found.id, Question::Takeaway.word()).await?)
    } else {
        None
    };
    let worthwhile = worth.between(&Worth::WORTHWHILE);
    let percent = |count: u32, of: f64| 100.0 * f64::from(count) / of;
    let least = wilson(percent(worthwhile.0, f64::from(answers)), answers);
    let most = wilson(percent(worthwhile.1, f64::from(answers)), answers);
    let interval = least.zip(most).map(|(least, most)| Interval { low: least.low, high: most.high });
    let asked = f64::from(u32::try_from(found.asked).unwrap_or(u32::MAX).max(1));
    let said = Said { answers, rate: percent(answers, asked), worth, worthwhile, interval, words };
    Ok(Results { event, rule, shown: Shown::Said(said) })
}
