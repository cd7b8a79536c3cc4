//! The pages, through HTTP in process, on both databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod accounts;
mod attendance;
mod browser;
mod calendars;
mod claims;
mod communities;
mod demonstration;
mod design;
mod elsewhere;
mod impact;
mod memberships;
mod organisation;
mod people;
mod prompts;
mod published;
mod pulse;
mod records;
mod rooms;
mod routes;
mod search;
mod shell;
mod surveys;
mod templates;
mod value;
mod words;
