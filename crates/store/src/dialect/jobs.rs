//! Putting a job into the outbox in its place, and claiming one, once.

use crate::sql::Sql;

/// Whether a job has to wait for an earlier one of its lane. One that is in no lane never has.
macro_rules! held_up {
    () => {
        "EXISTS (SELECT 1 FROM jobs earlier WHERE earlier.lane = job.lane AND earlier.seq < job.seq
                   AND earlier.state IN ('ready', 'running'))"
    };
}
pub(crate) use held_up;

/// On SQLite the writer is alone, and a job stands behind the last of its lane. A job that is there already under the
/// same unique key stays as it is.
pub(crate) const ADD_SQLITE: Sql =
    Sql("INSERT INTO jobs (id, kind, payload, state, run_at, attempts, unique_key, created_at, lane, seq)
     VALUES ($1, $2, $3, 'ready', $4, 0, $5, $6, $7, (SELECT coalesce(max(seq), 0) + 1 FROM jobs WHERE lane = $7))
     ON CONFLICT (unique_key) DO NOTHING");

/// On PostgreSQL the column counts by itself, in the order in which the statements run: looking for the last one would
/// have serialisable transactions of different lanes meet on one page of the index. Two transactions that put jobs into
/// one lane have met before, on the record that the lane is about.
pub(crate) const ADD_POSTGRES: Sql =
    Sql("INSERT INTO jobs (id, kind, payload, state, run_at, attempts, unique_key, created_at, lane)
     VALUES ($1, $2, $3, 'ready', $4, 0, $5, $6, $7) ON CONFLICT (unique_key) DO NOTHING");

/// On SQLite the writer is alone. Without the index by name it would read and sort all jobs that wait.
pub(crate) const CLAIM_SQLITE: Sql = Sql(concat!(
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, claimed_until = $2
     WHERE id = (SELECT id FROM jobs job INDEXED BY jobs_waiting
                 WHERE state IN ('ready', 'running') AND run_at <= $1 AND (state = 'ready' OR claimed_until < $1)
                   AND NOT ",
    held_up!(),
    " ORDER BY run_at, id LIMIT 1)
     RETURNING id, kind, payload, attempts"
));

/// On PostgreSQL several processes claim at once, each another job.
pub(crate) const CLAIM_POSTGRES: Sql = Sql(concat!(
    "UPDATE jobs SET state = 'running', attempts = attempts + 1, claimed_until = $2
     WHERE id = (SELECT id FROM jobs job
                 WHERE state IN ('ready', 'running') AND run_at <= $1 AND (state = 'ready' OR claimed_until < $1)
                   AND NOT ",
    held_up!(),
    " ORDER BY run_at, id LIMIT 1 FOR UPDATE OF job SKIP LOCKED)
     RETURNING id, kind, payload, attempts"
));

/// What only SQLite runs, for the test of its plans.
#[cfg(feature = "testing")]
pub(crate) const SQLITE: &[(&str, Sql)] = &[("jobs::ADD_SQLITE", ADD_SQLITE), ("jobs::CLAIM_SQLITE", CLAIM_SQLITE)];
