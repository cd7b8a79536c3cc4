//! What is done once a day.

use super::{Job, Unfinished};
use crate::{Ctx, Result, records, surveys};
use copia_domain::{
    events::{FORGET_ACCESS_DAYS, SLIDES_DAYS},
    prompts::{APART_DAYS, FORGET_DAYS},
    pulse::{KEEP_WORDS_DAYS, Question},
};
use copia_store::{deliveries, jobs};

/// Puts what is to be done once a day into the outbox, all of it or nothing. What was put there today stays as it is.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn schedule(ctx: &Ctx) -> Result<()> {
    let daily = [Job::Terms, Job::Value, Job::Prompts, Job::Tidy, Job::EraseLeavers];
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        for job in &daily {
            ctx.enqueue(&mut tx, job, ctx.now, Some(&format!("{}:{}", job.kind(), ctx.today()))).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// Days for which jobs that were done, and tokens and sessions that ended, are kept.
const KEEP_DAYS: i64 = 30;
/// Days for which what failed is kept, with what the mail server said about it.
const KEEP_FAILED_DAYS: i64 = 90;
/// Days for which the audit log says from where and with what device something was done.
const KEEP_ORIGIN_DAYS: i64 = 90;

/// Removes what has ended.
pub(super) async fn tidy(ctx: &Ctx) -> Result<(), Unfinished> {
    let mut tx = ctx.write().await?;
    let before = |days: i64| ctx.now.plus_days(-days);
    copia_store::accounts::forget_ended(&mut tx, before(KEEP_DAYS)).await?;
    jobs::forget(&mut tx, before(KEEP_DAYS), before(KEEP_FAILED_DAYS)).await?;
    deliveries::forget_refusals(&mut tx, before(KEEP_FAILED_DAYS)).await?;
    copia_store::audit::forget_origins(&mut tx, before(KEEP_ORIGIN_DAYS)).await?;
    copia_store::ballots::forget(&mut tx, Question::Takeaway.word(), before(KEEP_WORDS_DAYS)).await?;
    surveys::comments::delete_old(&mut tx, ctx.now).await?;
    copia_store::registrations::forget_needs(&mut tx, before(FORGET_ACCESS_DAYS)).await?;
    copia_store::registrations::forget_guests(&mut tx, before(FORGET_ACCESS_DAYS)).await?;
    copia_store::events::forget_addresses(&mut tx, before(SLIDES_DAYS)).await?;
    records::end_unfinished(ctx, &mut tx).await?;
    copia_store::rooms::forget_keys(&mut tx, before(copia_domain::questions::FORGET_KEYS_DAYS)).await?;
    let asked = |days: i64| ctx.today().plus_days(-days);
    copia_store::prompts::forget(&mut tx, asked(FORGET_DAYS), asked(2 * APART_DAYS)).await?;
    Ok(tx.commit().await?)
}
