//! The contract of the store, on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise, in its helpers too")]

mod change_log;
mod foundation;
mod jobs;
mod lanes;
mod privacy;
mod prompts;
mod schema;
mod statements;
