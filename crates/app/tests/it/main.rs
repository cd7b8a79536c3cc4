//! Use cases, through the whole of what they do: the answer, the rows, the jobs, the mail, the audit log.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise, in its helpers too"
)]

mod accounts;
mod attendance;
mod audit;
mod ballots;
mod claims;
mod comments;
mod communities;
mod demonstration;
mod elsewhere;
mod figures;
mod impact;
mod imports;
mod memberships;
mod news;
mod organisation;
mod outbox;
mod people;
mod prompts;
mod published;
mod pulse;
mod quotes;
mod records;
mod registrations;
mod role_terms;
mod rooms;
mod search;
mod service_areas;
mod speaking;
mod surveys;
mod value;
