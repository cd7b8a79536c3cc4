//! Where the two databases differ: opening, locking, waking, claiming jobs and reading the change log in order.
//! Nothing outside this folder asks which database it has.

pub(crate) mod change_log;
pub(crate) mod jobs;
pub(crate) mod postgres;
pub(crate) mod sqlite;
