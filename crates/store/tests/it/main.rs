//! The contract of the store, on both databases.

mod change_log;
mod foundation;
mod jobs;
mod privacy;
mod schema;
mod statements;
