//! Claiming a job, once.

use crate::sql::Sql;

/// On SQLite the writer is alone.
pub(crate) const CLAIM_SQLITE: Sql =
    Sql("UPDATE jobs SET state = 'running', attempts = attempts + 1, claimed_until = $2
     WHERE id = (SELECT id FROM jobs
                 WHERE (state = 'ready' AND run_at <= $1) OR (state = 'running' AND claimed_until < $1)
                 ORDER BY run_at, id LIMIT 1)
     RETURNING id, kind, payload, attempts");

/// On PostgreSQL several processes claim at once, each another job.
pub(crate) const CLAIM_POSTGRES: Sql =
    Sql("UPDATE jobs SET state = 'running', attempts = attempts + 1, claimed_until = $2
     WHERE id = (SELECT id FROM jobs
                 WHERE (state = 'ready' AND run_at <= $1) OR (state = 'running' AND claimed_until < $1)
                 ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, payload, attempts");
