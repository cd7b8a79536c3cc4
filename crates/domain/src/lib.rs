//! The rules of communities of practice.
//!
//! Everything here is pure: no clock, no randomness, no I/O, no SQL and no HTTP. What a rule needs to
//! know is a parameter, so that each one can be tested with a table. The modules carry the names of the
//! features; the same names are found in every layer above.

pub mod accounts;
pub mod attendance;
pub mod ballots;
pub mod bank_holidays;
pub mod captions;
pub mod choices;
pub mod claims;
pub mod communities;
pub mod counters;
pub mod disclosure;
pub mod events;
pub mod fields;
pub mod fold;
pub mod ids;
pub mod intervals;
pub mod memberships;
pub mod notifications;
pub mod organisation;
pub mod people;
pub mod policy;
pub mod polls;
pub mod prompts;
pub mod published;
pub mod pulse;
pub mod questions;
pub mod quotes;
pub mod records;
pub mod recurrence;
pub mod registrations;
pub mod reports;
pub mod role_terms;
pub mod separated;
pub mod series;
pub mod slug;
pub mod streams;
pub mod suggestions;
pub mod surveys;
pub mod time;
pub mod value;
pub mod wall;
