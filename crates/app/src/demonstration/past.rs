//! The page of impact as it stood about a year before the day of the demonstration.

use crate::{
    Ctx, Result, claims,
    publications::{Of, Standing, for_everybody, themes},
    quotes,
};
use copia_store::counters;
use std::collections::BTreeMap;

/// Days before the day of the demonstration.
const AGO: i64 = 350;

/// A request at that time, and what the page said: the counters as the histories of communities and memberships say, the
/// claims that had been approved, those among them that were corrected or taken back later, the quotes that were given,
/// and the recognition until then.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Store`].
pub async fn a_year_before(ctx: &Ctx) -> Result<(Ctx, Standing)> {
    let then = Ctx { now: ctx.now.plus_days(-AGO), ..ctx.clone() };
    let (at, day) = (then.now, then.today());
    let mut page = for_everybody(&then, Of::Programme).await?;
    let mut tx = ctx.read().await?;
    let values: BTreeMap<_, _> = counters::stood(&mut tx, at, day).await?.into_iter().collect();
    for claim in &mut page.counters {
        claim.value = claim.counter.and_then(|counter| values.get(&counter).copied());
        claim.counted_at = Some(at);
    }
    let claims = claims::stood(ctx, &mut tx, at).await?;
    let quotes = quotes::stood(ctx, &mut tx, at).await?;
    page.themes = themes(&claims::themes_in(ctx, &mut tx).await?, &claims, &quotes);
    page.recognitions.retain(|one| one.held.latest() <= day.0);
    page.others.clear();
    Ok((then, page))
}
