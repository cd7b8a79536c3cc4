//! Who was at an event.

pub mod report;
