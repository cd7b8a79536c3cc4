//! All statements, for the test that prepares each one on both databases.

use crate::sql::Sql;

/// Every module that has statements, with its list.
const MODULES: &[(&str, &[(&str, Sql)])] = &[
    ("accounts", crate::accounts::STATEMENTS),
    ("attendance", crate::attendance::STATEMENTS),
    ("attendance::sessions", crate::attendance::SESSION_STATEMENTS),
    ("audit", crate::audit::STATEMENTS),
    ("ballots", crate::ballots::STATEMENTS),
    ("ballots::releases", crate::ballots::RELEASE_STATEMENTS),
    ("broadcasts", crate::broadcasts::STATEMENTS),
    ("change_log", crate::change_log::STATEMENTS),
    ("claims", crate::claims::STATEMENTS),
    ("claims::evidence", crate::claims::EVIDENCE_STATEMENTS),
    ("communities", crate::communities::STATEMENTS),
    ("communities::charters", crate::communities::CHARTER_STATEMENTS),
    ("communities::directory", crate::communities::DIRECTORY_STATEMENTS),
    ("communities::settings", crate::communities::SETTINGS_STATEMENTS),
    ("communities::stages", crate::communities::STAGE_STATEMENTS),
    ("communities::waiting", crate::communities::WAITING_STATEMENTS),
    ("counters", crate::counters::STATEMENTS),
    ("deliveries", crate::deliveries::STATEMENTS),
    ("events", crate::events::STATEMENTS),
    ("events::calendars", crate::events::CALENDAR_STATEMENTS),
    ("events::listing", crate::events::LISTING_STATEMENTS),
    ("events::series", crate::events::SERIES_STATEMENTS),
    ("events::speaking", crate::events::SPEAKING_STATEMENTS),
    ("events::team", crate::events::TEAM_STATEMENTS),
    ("files", crate::files::STATEMENTS),
    ("impact", crate::impact::STATEMENTS),
    ("imports", crate::imports::STATEMENTS),
    ("jobs", crate::jobs::STATEMENTS),
    ("memberships", crate::memberships::STATEMENTS),
    ("memberships::lists", crate::memberships::LIST_STATEMENTS),
    ("memberships::watchers", crate::memberships::WATCHER_STATEMENTS),
    ("news", crate::news::STATEMENTS),
    ("organisation", crate::organisation::STATEMENTS),
    ("people", crate::people::STATEMENTS),
    ("people::directory", crate::people::directory::STATEMENTS),
    ("people::own", crate::people::own::STATEMENTS),
    ("privacy", crate::privacy::STATEMENTS),
    ("programmes", crate::programmes::STATEMENTS),
    ("programmes::events", crate::programmes::EVENT_STATEMENTS),
    ("programmes::rooms", crate::programmes::ROOM_STATEMENTS),
    ("prompts", crate::prompts::STATEMENTS),
    ("prompts::sessions", crate::prompts::SESSION_STATEMENTS),
    ("publications", crate::publications::STATEMENTS),
    ("quotes", crate::quotes::STATEMENTS),
    ("recognition", crate::recognition::STATEMENTS),
    ("records", crate::records::STATEMENTS),
    ("records::recordings", crate::records::RECORDING_STATEMENTS),
    ("registrations", crate::registrations::STATEMENTS),
    ("registrations::lists", crate::registrations::LIST_STATEMENTS),
    ("role_terms", crate::role_terms::STATEMENTS),
    ("rooms", crate::rooms::STATEMENTS),
    ("rooms::polls", crate::rooms::POLL_STATEMENTS),
    ("rooms::questions", crate::rooms::QUESTION_STATEMENTS),
    ("search_documents", crate::search_documents::STATEMENTS),
    ("service_areas", crate::service_areas::STATEMENTS),
    ("sitemap", crate::sitemap::STATEMENTS),
    ("stories", crate::stories::STATEMENTS),
    ("stories::steps", crate::stories::STEP_STATEMENTS),
    ("suggestions", crate::suggestions::STATEMENTS),
    ("value", crate::value::STATEMENTS),
    ("value::counting", crate::value::COUNTING_STATEMENTS),
    ("value::indicators", crate::value::INDICATOR_STATEMENTS),
    ("surveys", crate::surveys::STATEMENTS),
    ("surveys::asked", crate::surveys::ASKED_STATEMENTS),
    ("surveys::comments", crate::surveys::COMMENT_STATEMENTS),
    ("surveys::published", crate::surveys::PUBLISHED_STATEMENTS),
    ("surveys::waves", crate::surveys::WAVE_STATEMENTS),
];

/// The name and text of every statement that runs on both databases.
pub fn all() -> impl Iterator<Item = (String, &'static str)> {
    MODULES
        .iter()
        .flat_map(|(module, statements)| statements.iter().map(move |(name, sql)| (format!("{module}::{name}"), sql.0)))
}

/// How many modules declare statements; the test compares it with the sources, so that none is forgotten.
pub const fn modules() -> usize {
    MODULES.len()
}
