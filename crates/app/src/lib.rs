//! Use cases: the one place where permission, transaction, jobs and mail meet.
//!
//! Each feature is a module with one function for each thing that people do. A function takes the [`Ctx`] of the
//! request or job, opens one transaction, looks records up as far as the viewer may see them, asks the policy and
//! the rules in `domain`, saves with the permit, and puts audit rows, change-log rows and jobs into the same
//! transaction. Reads answer with a view made for a page, from one snapshot.

pub mod accounts;
pub mod attendance;
pub mod audit;
pub mod ballots;
pub mod broadcasts;
pub mod claims;
mod clock;
pub mod communities;
mod ctx;
pub mod demonstration;
pub mod doctor;
mod entropy;
mod error;
pub mod events;
pub mod files;
pub mod home;
pub mod impact;
pub mod imports;
pub mod links;
pub mod mailbox;
pub mod memberships;
pub mod news;
pub mod organisation;
pub mod outbox;
pub mod people;
pub mod privacy;
pub mod programme;
pub mod prompts;
pub mod publications;
pub mod pulse;
pub mod quotes;
pub mod recognition;
pub mod records;
pub mod registrations;
pub mod reports;
pub mod role_terms;
pub mod rooms;
pub mod search;
pub mod service_areas;
mod sheets;
mod site;
pub mod stories;
pub mod suggestions;
pub mod surveys;
mod tables;
pub mod value;

pub mod notifications;

pub use clock::Clock;
pub use copia_domain as domain;
pub use copia_store::Meter;
pub use ctx::{Account, Act, App, Ctx, Device, Parts};
pub use entropy::Entropy;
pub use error::{Error, Faults, Result, fault_key};
pub use site::Site;
