//! The outbox: work that leaves a transaction as a row in it.

use crate::{
    Result, Topic, Tx,
    db::Inner,
    dialect::jobs::{ADD_POSTGRES, ADD_SQLITE, CLAIM_POSTGRES, CLAIM_SQLITE, held_up},
    row::record,
};
use copia_domain::{
    ids::{DeliveryId, JobId},
    policy::{Permit, acts::ManageOutbox},
    time::When,
};

/// Whether a later job of its lane has run, or is running: a job that was given up then comes too late.
macro_rules! overtaken {
    () => {
        "EXISTS (SELECT 1 FROM jobs later WHERE later.lane = jobs.lane AND later.seq > jobs.seq
                   AND later.state IN ('running', 'done'))"
    };
}

macro_rules! listed {
    () => {
        concat!(
            "SELECT id, kind, payload, state, run_at, attempts, created_at, finished_at, last_error, ",
            overtaken!(),
            " AS is_overtaken FROM jobs "
        )
    };
}

statements! {
    DONE = "UPDATE jobs SET state = 'done', finished_at = $2, claimed_until = NULL, last_error = NULL WHERE id = $1";
    RETRY = "UPDATE jobs SET state = 'ready', run_at = $2, claimed_until = NULL, last_error = $3 WHERE id = $1";
    FAIL = "UPDATE jobs SET state = 'failed', finished_at = $2, claimed_until = NULL, last_error = $3 WHERE id = $1";
    NEXT_AT = concat!(
        "SELECT run_at FROM jobs job WHERE state = 'ready' AND NOT ",
        held_up!(),
        " ORDER BY run_at, id LIMIT 1"
    );
    LIST = concat!(listed!(), "WHERE state = $1 ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3");
    FIND = concat!(listed!(), "WHERE id = $1");
    COUNT = "SELECT state, count(*) AS jobs FROM jobs GROUP BY state ORDER BY state";
    TRY_AGAIN = concat!(
        "UPDATE jobs SET state = 'ready', run_at = $2, attempts = 0, finished_at = NULL
         WHERE id = $1 AND state = 'failed' AND NOT ",
        overtaken!()
    );
    /// What was overtaken goes with what overtook it, so that nobody takes it for the last word of its lane.
    FORGET = concat!(
        "DELETE FROM jobs WHERE (state = 'done' AND finished_at < $1) OR (state = 'failed' AND finished_at < $2)
                            OR (state = 'failed' AND finished_at < $1 AND ",
        overtaken!(),
        ")"
    );
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
        /// Whether a later job of its lane has run, or is running.
        is_overtaken: bool,
    }

    /// How many jobs are in a state.
    pub struct Count {
        /// The state.
        state: String,
        /// How many.
        jobs: i64,
    }

    /// When the next job is due.
    struct NextAt { run_at: When }
}

/// A job to put into the outbox.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Which job.
    pub id: JobId,
    /// What is to be done.
    pub kind: &'a str,
    /// Ids that say on what, as JSON.
    pub payload: &'a str,
    /// With a key that another job has, nothing happens: it was put there before.
    pub unique_key: Option<&'a str>,
    /// Jobs of one lane run one after the other, in the order in which they were put there. Named by ids only.
    pub lane: Option<&'a str>,
    /// When it is to run, at the earliest.
    pub run_at: When,
    /// When it was put there.
    pub created_at: When,
}

/// Puts a job into the outbox; whether it was not there before, under its unique key. Transactions that put jobs into
/// the same lane at once have to change the same record too: that is what sets their order.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, job: &New<'_>) -> Result<bool> {
    let add = if matches!(tx.inner, Inner::Sqlite(_)) { ADD_SQLITE } else { ADD_POSTGRES };
    let args = args![job.id, job.kind, job.payload, job.run_at, job.unique_key, job.created_at, job.lane];
    let is_new = tx.execute(add, args).await? > 0;
    // Waking a worker for a job that was there before would have it look again for ever.
    if is_new {
        tx.wake(Topic::Jobs);
    }
    Ok(is_new)
}

/// Takes the next job that is due, for a worker that has until `until` to finish it. A job whose worker died is
/// taken again after that. One in a lane is left until every earlier one there is done or given up.
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

/// When the next job is due; `None` when none waits. One that an earlier one of its lane holds up is not counted:
/// it is looked for when that one ends.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn next_at(tx: &mut Tx) -> Result<Option<When>> {
    Ok(tx.optional::<NextAt>(NEXT_AT, args![]).await?.map(|next| next.run_at))
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

/// Puts a failed job back in its place; whether there was one. In a lane it runs before those behind it that have not
/// run yet; one that was overtaken stays failed.
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
