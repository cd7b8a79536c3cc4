//! The outbox as the administrator sees it: what waits, what failed and why, and what became of messages.

use super::Job;
use crate::{Act, Ctx, Error, Result};
use copia_domain::{
    ids::JobId,
    notifications::{DeliveryState, Withheld},
    policy::{Role, acts::ManageOutbox},
    time::When,
};
use copia_store::{deliveries, jobs};

/// Jobs of each state that are listed at most; the counts say how many there are.
pub const LISTED: i64 = 100;
/// Days back over which messages are counted.
pub const LEDGER_DAYS: i64 = 7;

/// A job in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobView {
    /// Which job.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was put into the outbox.
    pub created: When,
    /// When it runs next, or when it was given up.
    pub at: When,
    /// What went wrong the last time.
    pub error: Option<String>,
    /// Whether a later message has taken its place, so that it is not tried again.
    pub is_overtaken: bool,
}

/// Messages that came to the same end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerTotal {
    /// What became of them.
    pub state: DeliveryState,
    /// Why they were withheld.
    pub reason: Option<Withheld>,
    /// How many.
    pub messages: i64,
}

/// The page of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Jobs that wait for their time.
    pub waiting: i64,
    /// Jobs in the hands of a worker.
    pub running: i64,
    /// Jobs that were given up.
    pub failed: i64,
    /// Jobs that were done and are not yet forgotten.
    pub done: i64,
    /// The newest jobs that were given up.
    pub failed_jobs: Vec<JobView>,
    /// The newest jobs that wait.
    pub waiting_jobs: Vec<JobView>,
    /// What became of the messages of the last days.
    pub ledger: Vec<LedgerTotal>,
}

/// The page of the outbox.
///
/// # Errors
/// [`Error::Denied`] for anyone but the administrator.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    let _permit = ctx.viewer.on_site().permit::<ManageOutbox>()?;
    let mut tx = ctx.read().await?;
    let counts = jobs::count(&mut tx).await?;
    let count = |state: &str| counts.iter().find(|count| count.state == state).map_or(0, |count| count.jobs);
    let failed_jobs = jobs::list(&mut tx, "failed", LISTED, 0).await?;
    let waiting_jobs = jobs::list(&mut tx, "ready", LISTED, 0).await?;
    let ledger = deliveries::totals(&mut tx, ctx.now.plus_days(-LEDGER_DAYS)).await?;
    let view = |job: jobs::Listed| JobView {
        id: job.id,
        kind: job.kind,
        attempts: job.attempts,
        created: job.created_at,
        at: job.finished_at.unwrap_or(job.run_at),
        error: job.last_error,
        is_overtaken: job.is_overtaken,
    };
    Ok(Overview {
        waiting: count("ready"),
        running: count("running"),
        failed: count("failed"),
        done: count("done"),
        failed_jobs: failed_jobs.into_iter().map(view).collect(),
        waiting_jobs: waiting_jobs.into_iter().map(view).collect(),
        ledger: ledger
            .into_iter()
            .map(|total| LedgerTotal {
                state: total.state,
                reason: total.reason.as_deref().and_then(Withheld::from_word),
                messages: total.messages,
            })
            .collect(),
    })
}

/// Puts a job that was given up back into the outbox, to run at once; a message that it is to send waits again.
///
/// # Errors
/// [`Error::Denied`] for anyone but the administrator; [`Error::NotFound`] for an unknown job; [`Error::AlreadyDone`]
/// for one that is not given up, or not any more; [`Error::NotNow`] for one that a later one of its lane has overtaken.
pub async fn try_again(ctx: &Ctx, id: JobId) -> Result<()> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<ManageOutbox>()?;
        let mut tx = ctx.write().await?;
        let job = jobs::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
        if !jobs::try_again(&mut tx, permit, id, ctx.now).await? {
            let is_late = job.state == "failed" && job.is_overtaken;
            return Err(if is_late { Error::NotNow("overtaken") } else { Error::AlreadyDone });
        }
        if let Ok(Job::Send { delivery, .. }) = serde_json::from_str(&job.payload) {
            deliveries::requeue(&mut tx, delivery).await?;
        }
        let act = Act::by(Role::Administrator, "outbox.try_again").on("job", id).after(&job.kind);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}
