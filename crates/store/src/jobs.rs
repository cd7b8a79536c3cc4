//! The outbox: work that leaves a transaction as a row in it.

use crate::{
    Result, Topic, Tx,
    db::Inner,
    dialect::jobs::{CLAIM_POSTGRES, CLAIM_SQLITE},
    row::record,
};
use copia_domain::{
    ids::{DeliveryId, JobId},
    policy::{Permit, acts::ManageOutbox},
    time::When,
};

statements! {
    /// A job that is there already under the same unique key stays as it is.
    ADD = "INSERT INTO jobs (id, kind, payload, state, run_at, attempts, unique_key, created_at)
           VALUES ($1, $2, $3, 'ready', $4, 0, $5, $6) ON CONFLICT (unique_key) DO NOTHING";
    DONE = "UPDATE jobs SET state = 'done', finished_at = $2, claimed_until = NULL, last_error = NULL WHERE id = $1";
    RETRY = "UPDATE jobs SET state = 'ready', run_at = $2, claimed_until = NULL, last_error = $3 WHERE id = $1";
    FAIL = "UPDATE jobs SET state = 'failed', finished_at = $2, claimed_until = NULL, last_error = $3 WHERE id = $1";
    NEXT_AT = "SELECT min(run_at) AS run_at FROM jobs WHERE state = 'ready'";
    LIST = "SELECT id, kind, payload, state, run_at, attempts, created_at, finished_at, last_error FROM jobs
            WHERE state = $1 ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3";
    FIND = "SELECT id, kind, payload, state, run_at, attempts, created_at, finished_at, last_error FROM jobs WHERE id = $1";
    COUNT = "SELECT state, count(*) AS jobs FROM jobs GROUP BY state ORDER BY state";
    TRY_AGAIN = "UPDATE jobs SET state = 'ready', run_at = $2, attempts = 0, finished_at = NULL
                 WHERE id = $1 AND state = 'failed'";
    FORGET = "DELETE FROM jobs WHERE (state = 'done' AND finished_at < $1) OR (state = 'failed' AND finished_at < $2)";
    FORGET_ERROR = "UPDATE jobs SET last_error = NULL WHERE state = 'failed' AND payload LIKE $1";
}

record! {
    /// A job in the hands of a worker.
    pub struct Claimed {
        /// Which job.
        id: JobId,
        /// What is to be done.
        kind: String,
        /// Ids that say on what, as JSON.
        payload: String,
        /// How often it has been tried, this time included.
        attempts: i64,
    }

    /// A job as the administrator sees it.
    pub struct Listed {
        /// Which job.
        id: JobId,
        /// What is to be done.
        kind: String,
        /// Ids that say on what, as JSON.
        payload: String,
        /// `ready`, `running`, `done` or `failed`.
        state: String,
        /// When it is to run next.
        run_at: When,
        /// How often it has been tried.
        attempts: i64,
        /// When it was put into the outbox.
        created_at: When,
        /// When it was done, or given up.
        finished_at: Option<When>,
        /// What went wrong the last time.
        last_error: Option<String>,
    }

    /// How many jobs are in a state.
    pub struct Count {
        /// The state.
        state: String,
        /// How many.
        jobs: i64,
    }

    /// When the next job is due.
    struct NextAt { run_at: Option<When> }
}

/// Puts a job into the outbox. With a unique key that another job has, nothing happens: it was put there before.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(
    tx: &mut Tx,
    id: JobId,
    kind: &str,
    payload: &str,
    unique_key: Option<&str>,
    run_at: When,
    now: When,
) -> Result<()> {
    // Waking a worker for a job that was there before would have it look again for ever.
    if tx.execute(ADD, args![id, kind, payload, run_at, unique_key, now]).await? > 0 {
        tx.wake(Topic::Jobs);
    }
    Ok(())
}

/// Takes the next job that is due, for a worker that has until `until` to finish it. A job whose worker died is
/// taken again after that.
///
/// # Errors
/// [`crate::Error::Conflict`] and [`crate::Error::Database`].
pub async fn claim(tx: &mut Tx, now: When, until: When) -> Result<Option<Claimed>> {
    let claim = if matches!(tx.inner, Inner::Sqlite(_)) { CLAIM_SQLITE } else { CLAIM_POSTGRES };
    tx.optional(claim, args![now, until]).await
}

/// The job is done.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn done(tx: &mut Tx, id: JobId, now: When) -> Result<()> {
    tx.execute(DONE, args![id, now]).await.map(drop)
}

/// The job is to be tried again at an instant, for a reason.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn retry(tx: &mut Tx, id: JobId, at: When, reason: &str) -> Result<()> {
    tx.execute(RETRY, args![id, at, reason]).await.map(drop)
}

/// The job is given up, for a reason.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn fail(tx: &mut Tx, id: JobId, now: When, reason: &str) -> Result<()> {
    tx.execute(FAIL, args![id, now, reason]).await.map(drop)
}

/// When the next job is due; `None` when none waits.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn next_at(tx: &mut Tx) -> Result<Option<When>> {
    Ok(tx.one::<NextAt>(NEXT_AT, args![]).await?.run_at)
}

/// The jobs in a state, newest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(tx: &mut Tx, state: &str, limit: i64, offset: i64) -> Result<Vec<Listed>> {
    tx.all(LIST, args![state, limit, offset]).await
}

/// One job.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, id: JobId) -> Result<Option<Listed>> {
    tx.optional(FIND, args![id]).await
}

/// How many jobs there are in each state.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count(tx: &mut Tx) -> Result<Vec<Count>> {
    tx.all(COUNT, args![]).await
}

/// Puts a failed job back; whether there was one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn try_again(tx: &mut Tx, _permit: Permit<ManageOutbox>, id: JobId, now: When) -> Result<bool> {
    let touched = tx.execute(TRY_AGAIN, args![id, now]).await?;
    tx.wake(Topic::Jobs);
    Ok(touched == 1)
}

/// Removes jobs that were done before one instant, and those that were given up before another; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget(tx: &mut Tx, done_before: When, failed_before: When) -> Result<u64> {
    tx.execute(FORGET, args![done_before, failed_before]).await
}

/// Forgets what went wrong with a message that was given up: a mail server names the address that it refuses.
pub(crate) async fn forget_error(tx: &mut Tx, delivery: DeliveryId) -> Result<()> {
    tx.execute(FORGET_ERROR, args![format!("%\"{delivery}\"%")]).await.map(drop)
}
