//! A programme to look at before an organisation has its own: a fictional university
//! generated from a seed, and what that university has published about itself.
//!
//! Nothing here reads a clock, a file or a database. Text that people wrote lives in `demo/`
//! and is compiled in.

mod calendar;
pub mod claims;
mod content;
mod dice;
mod generate;
mod programme;
mod published;
pub mod pulse;
pub mod records;
pub mod rooms;
pub mod surveys;
#[cfg(test)]
mod tests;
pub mod value;

pub use generate::FEWEST_PEOPLE;
pub use programme::{
    Community, CommunityIndex, Department, Event, FamilyName, GradeBand, JobFamily, Link, Membership, MembershipEvent,
    News, NewsKind, Organisation, Person, PersonIndex, Persona, Programme, Registration, RegistrationStep, RoleTerm,
    SeatFate, ServiceArea, Speaker, StageChange, WaitingForOpening,
};
pub use published::published_file;
