//! iCalendar: events, series and invitations as text that calendars trust (RFC 5545, 5546 and 7986).
//!
//! A [`Calendar`] is either a feed to subscribe to or a message about its events; [`Calendar::text`] writes it. What
//! a kind of calendar must have and must not have is in the types: an invitation names its attendee and a feed
//! names nobody, every event ends, and no time floats without a zone. The rules of the time zones come from
//! the same database as [`copia_domain::wall`], so that a reader finds the instants that the site meant.
//!
//! Numbers as in `calendar_rule_08` in tests are those of the faults that calendars by others were seen to have.

mod event;
mod line;
mod moment;
mod purpose;
mod write;
mod zones;

pub use event::{Alarm, Details, Event, Link, Organizer, Override, Part, Series, Slot, Status, Timing};
pub use purpose::{Attendee, Calendar, Method, Participation, Purpose, Role};
pub use write::Fault;

#[cfg(test)]
mod tests;
