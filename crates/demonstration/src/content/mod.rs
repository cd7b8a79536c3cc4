//! What the fictional university is made of: text and tables that no chance changes.

pub(crate) mod charters;
pub(crate) mod communities;
pub(crate) mod departments;
pub(crate) mod events;
pub(crate) mod job_families;
pub(crate) mod names;
pub(crate) mod news;
pub(crate) mod organisation;
pub(crate) mod service_areas;
pub(crate) mod talks;
pub(crate) mod words;
