//! What the site counts by itself: each thing is a word in `domain::value::indicators::Automatic` with a statement in
//! `store::value::counting`, or where rows cannot be counted, a module here.

mod worth;

use super::Indicator;
use crate::{Ctx, Result, outbox::Unfinished};
use copia_domain::{
    ids::MeasurementId,
    policy::{Permit, Scope, acts::FrameValue},
    time::When,
    value::{
        Quantity,
        indicators::{MEASURE_EVERY_DAYS, MINIMUM_PEOPLE, Measure, PERIOD_DAYS},
    },
};
use copia_store::{
    Tx,
    value::{self, NewMeasurement},
};

/// What is counted of a share: those of whom it is true, and all.
struct Share {
    part: i64,
    whole: i64,
}

/// Counts for an indicator as of today, and keeps what was found; whether it could be said.
pub(super) async fn count(ctx: &Ctx, tx: &mut Tx, permit: &Permit<FrameValue>, indicator: &Indicator) -> Result<bool> {
    let Some((value, base)) = counted_of(tx, indicator, ctx.now).await? else { return Ok(false) };
    let (id, indicator, on) = (ctx.id(MeasurementId::new), indicator.id, ctx.today());
    let new = NewMeasurement { id, indicator, on, value, base, note: None, by: None };
    Ok(value::measure(tx, permit, &new, ctx.now).await?)
}

/// What is counted over the year before an instant, with how many it rests on; `None` where the site counts nothing, or
/// too few people stand behind a share for it to be said.
pub(crate) async fn counted_of(
    tx: &mut Tx,
    indicator: &Indicator,
    to: When,
) -> Result<Option<(Quantity, Option<i64>)>> {
    let Some(automatic) = indicator.automatic else { return Ok(None) };
    let from = to.plus_days(-PERIOD_DAYS);
    let share = match value::counted(tx, automatic, indicator.community_id, from, to).await? {
        Some(counted) if automatic.measure() == Measure::Number => {
            return Ok(Some((Quantity::whole(counted.part), None)));
        }
        Some(counted) => Share { part: counted.part, whole: counted.whole.unwrap_or(0) },
        None => worth::share(tx, indicator.community_id, from, to).await?,
    };
    if share.whole < MINIMUM_PEOPLE {
        return Ok(None);
    }
    Ok(Quantity::percent(share.part, share.whole).map(|value| (value, Some(share.whole))))
}

/// Counts what has not been counted for four weeks.
pub(crate) async fn count_due(ctx: &Ctx) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let due = value::due(&mut tx, ctx.today().plus_days(-MEASURE_EVERY_DAYS)).await?;
    let due = value::of_ids(&mut tx, due).await?;
    drop(tx);
    for indicator in due {
        ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            let scope = Scope::Community(indicator.community_id);
            let permit = Permit::of_the_system(scope, "the site counts by itself what it was asked to");
            count(ctx, &mut tx, &permit, &indicator).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    }
    Ok(())
}
