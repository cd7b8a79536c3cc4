//! The only crate that knows SQL: SQLite and PostgreSQL from one SQL text.
//!
//! A use case opens a [`Tx`] and hands it to the functions of the feature modules. Those that look a record up
//! are scoped to the viewer; those that change something take a permit by value. Nothing here decides.

#[macro_use]
mod sql;
#[macro_use]
mod visibility;

mod db;
mod dialect;
mod error;
pub mod files;
mod kept;
mod many;
mod meter;
mod row;
pub mod statements;
#[cfg(feature = "testing")]
#[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test without its database has to stop")]
pub mod testing;

pub mod accounts;
pub mod attendance;
pub mod audit;
pub mod ballots;
pub mod broadcasts;
pub mod change_log;
pub mod claims;
pub mod communities;
pub mod counters;
pub mod deliveries;
pub mod events;
pub mod holdings;
pub mod impact;
pub mod imports;
pub mod jobs;
pub mod memberships;
pub mod news;
pub mod organisation;
pub mod people;
pub mod privacy;
pub mod programmes;
pub mod prompts;
pub mod publications;
pub mod quotes;
pub mod recognition;
pub mod records;
pub mod registrations;
pub mod role_terms;
pub mod rooms;
pub mod search_documents;
pub mod service_areas;
pub mod sitemap;
pub mod stories;
pub mod suggestions;
pub mod surveys;
pub mod value;

pub use db::{Access, Db, Settings, Topic, Tx};
pub use error::{Error, Result};
pub use meter::Meter;
