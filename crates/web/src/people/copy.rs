//! The copy of all that is held about oneself: a page to read and a file for programs.

use super::own::TABS;
use crate::{
    routes::Routes,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    domain::time::Day,
    privacy::{self, Held, HeldRow, Value},
};
use copia_text::key;

/// The routes of the copy.
pub(super) fn routes() -> Routes {
    Routes::default().get("/me/copy", read).get("/me/copy/download", download)
}

/// The heading of each table.
const TABLES: &[(&str, &str)] = &[
    ("people", key("copy-table-people")),
    ("person_topics", key("copy-table-person-topics")),
    ("memberships", key("copy-table-memberships")),
    ("membership_events", key("copy-table-membership-events")),
    ("community_watchers", key("copy-table-community-watchers")),
    ("role_terms", key("copy-table-role-terms")),
    ("registrations", key("copy-table-registrations")),
    ("series_registrations", key("copy-table-series-registrations")),
    ("registration_steps", key("copy-table-registration-steps")),
    ("attendances", key("copy-table-attendances")),
    ("questions", key("copy-table-questions")),
    ("question_steps", key("copy-table-question-steps")),
    ("event_team", key("copy-table-event-team")),
    ("event_speakers", key("copy-table-event-speakers")),
    ("event_slides", key("copy-table-event-slides")),
    ("ballot_roll", key("copy-table-ballot-roll")),
    ("events", key("copy-table-events")),
    ("event_series", key("copy-table-event-series")),
    ("own_calendars", key("copy-table-own-calendars")),
    ("communities", key("copy-table-communities")),
    ("proposals", key("copy-table-proposals")),
    ("stage_changes", key("copy-table-stage-changes")),
    ("charters", key("copy-table-charters")),
    ("broadcasts", key("copy-table-broadcasts")),
    ("claims", key("copy-table-claims")),
    ("given_quotes", key("copy-table-given-quotes")),
    ("quote_copies", key("copy-table-quote-copies")),
    ("publications", key("copy-table-publications")),
    ("stories", key("copy-table-stories")),
    ("story_steps", key("copy-table-story-steps")),
    ("story_words", key("copy-table-story-words")),
    ("narratives", key("copy-table-narratives")),
    ("narrative_rows", key("copy-table-narrative-rows")),
    ("prompts", key("copy-table-prompts")),
    ("framings", key("copy-table-framings")),
    ("indicators", key("copy-table-indicators")),
    ("measurements", key("copy-table-measurements")),
    ("mail_preferences", key("copy-table-mail-preferences")),
    ("deliveries", key("copy-table-deliveries")),
    ("files", key("copy-table-files")),
    ("accounts", key("copy-table-accounts")),
    ("sessions", key("copy-table-sessions")),
    ("sign_in_tokens", key("copy-table-sign-in-tokens")),
    ("audit_events", key("copy-table-audit-events")),
];

/// The label of each column.
const FIELDS: &[(&str, &str)] = &[
    ("about", key("copy-field-about")),
    ("about_you", key("copy-field-about-you")),
    ("activities", key("copy-field-activities")),
    ("acting_as", key("copy-field-acting-as")),
    ("action", key("copy-field-action")),
    ("address", key("copy-field-address")),
    ("affiliation", key("copy-field-affiliation")),
    ("agrees_to_recording", key("copy-field-agrees-to-recording")),
    ("after", key("copy-field-after")),
    ("answer", key("copy-field-answer")),
    ("answered_at", key("copy-field-answered-at")),
    ("asked_about_work", key("copy-field-asked-about-work")),
    ("asked_at", key("copy-field-asked-at")),
    ("asked_on", key("copy-field-asked-on")),
    ("at", key("copy-field-at")),
    ("attempts", key("copy-field-attempts")),
    ("attribution", key("copy-field-attribution")),
    ("audience", key("copy-field-audience")),
    ("before", key("copy-field-before")),
    ("beginning", key("copy-field-beginning")),
    ("body", key("copy-field-body")),
    ("by_you", key("copy-field-by-you")),
    ("cadence", key("copy-field-cadence")),
    ("cause", key("copy-field-cause")),
    ("community", key("copy-field-community")),
    ("contributors", key("copy-field-contributors")),
    ("created_at", key("copy-field-created-at")),
    ("decided_at", key("copy-field-decided-at")),
    ("decision_note", key("copy-field-decision-note")),
    ("department", key("copy-field-department")),
    ("device", key("copy-field-device")),
    ("digest", key("copy-field-digest")),
    ("email", key("copy-field-email")),
    ("ended_at", key("copy-field-ended-at")),
    ("ends", key("copy-field-ends")),
    ("event", key("copy-field-event")),
    ("evidence", key("copy-field-evidence")),
    ("example", key("copy-field-example")),
    ("expires", key("copy-field-expires")),
    ("expires_at", key("copy-field-expires-at")),
    ("has_answered", key("copy-field-has-answered")),
    ("held", key("copy-field-held")),
    ("id", key("copy-field-id")),
    ("is_shared", key("copy-field-is-shared")),
    ("job_family", key("copy-field-job-family")),
    ("job_title", key("copy-field-job-title")),
    ("joined_at", key("copy-field-joined-at")),
    ("kind", key("copy-field-kind")),
    ("label", key("copy-field-label")),
    ("language", key("copy-field-language")),
    ("media_type", key("copy-field-media-type")),
    ("message", key("copy-field-message")),
    ("minutes", key("copy-field-minutes")),
    ("name", key("copy-field-name")),
    ("needs", key("copy-field-needs")),
    ("note", key("copy-field-note")),
    ("offer_ends_at", key("copy-field-offer-ends-at")),
    ("otherwise", key("copy-field-otherwise")),
    ("picture_id", key("copy-field-picture-id")),
    ("place", key("copy-field-place")),
    ("previous", key("copy-field-previous")),
    ("published_at", key("copy-field-published-at")),
    ("purpose", key("copy-field-purpose")),
    ("quote", key("copy-field-quote")),
    ("reason", key("copy-field-reason")),
    ("reasons", key("copy-field-reasons")),
    ("recipients", key("copy-field-recipients")),
    ("recorded_at", key("copy-field-recorded-at")),
    ("registered_at", key("copy-field-registered-at")),
    ("role", key("copy-field-role")),
    ("said_at", key("copy-field-said-at")),
    ("scope", key("copy-field-scope")),
    ("scopes", key("copy-field-scopes")),
    ("seen_at", key("copy-field-seen-at")),
    ("send_at", key("copy-field-send-at")),
    ("settled_at", key("copy-field-settled-at")),
    ("shown_as", key("copy-field-shown-as")),
    ("shows_email", key("copy-field-shows-email")),
    ("signed_in_at", key("copy-field-signed-in-at")),
    ("since", key("copy-field-since")),
    ("size", key("copy-field-size")),
    ("stage", key("copy-field-stage")),
    ("starts", key("copy-field-starts")),
    ("state", key("copy-field-state")),
    ("statement", key("copy-field-statement")),
    ("status", key("copy-field-status")),
    ("subject", key("copy-field-subject")),
    ("success", key("copy-field-success")),
    ("taken_at", key("copy-field-taken-at")),
    ("title", key("copy-field-title")),
    ("told_at", key("copy-field-told-at")),
    ("used_at", key("copy-field-used-at")),
    ("version", key("copy-field-version")),
    ("wanted", key("copy-field-wanted")),
    ("way", key("copy-field-way")),
    ("ways_of_working", key("copy-field-ways-of-working")),
    ("why", key("copy-field-why")),
    ("withdrawn_at", key("copy-field-withdrawn-at")),
    ("words", key("copy-field-words")),
    ("written_at", key("copy-field-written-at")),
    ("you_follow", key("copy-field-you-follow")),
];

fn label(labels: &[(&'static str, &'static str)], name: &str) -> &'static str {
    labels.iter().find(|(known, _)| *known == name).map_or("", |(_, label)| label)
}

/// A table: its heading and its rows, each with what is in it.
struct Section {
    heading: &'static str,
    count: String,
    rows: Vec<Vec<(&'static str, String)>>,
}

#[derive(Template)]
#[template(path = "me/copy.html")]
struct CopyPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    taken: String,
    sections: Vec<Section>,
    empty: Vec<&'static str>,
}
shown!(CopyPage);

async fn read(visit: Visit) -> Answer {
    let copy = privacy::copy(&visit).await?;
    let heading = |held: &Held| label(TABLES, held.table);
    let (full, empty): (Vec<_>, Vec<_>) = copy.tables.iter().partition(|held| !held.rows.is_empty());
    let section = |held: &&Held| Section {
        heading: heading(held),
        count: visit.words.say_with("copy-entries", &[("count", held.rows.len().into())]),
        rows: held.rows.iter().map(|row| cells(&visit, row)).collect(),
    };
    let at = visit.words.date_time(copy.at.local(&visit.site.zone));
    show(&CopyPage {
        page: Page::new(&visit, "me", visit.words.say("me-tab-copy")).secret(),
        tabs: &TABS,
        taken: visit.words.say_with("copy-taken", &[("time", at.into())]),
        sections: full.iter().map(section).collect(),
        empty: empty.into_iter().map(heading).collect(),
    })
}

/// The columns that hold one of our own words, as they stand in the database.
const OWN_WORDS: [&str; 12] = [
    "acting_as",
    "action",
    "audience",
    "cause",
    "event",
    "kind",
    "previous",
    "role",
    "stage",
    "state",
    "status",
    "way",
];

/// What is in a row; what is not there is left out.
fn cells(visit: &Visit, HeldRow(cells): &HeldRow) -> Vec<(&'static str, String)> {
    let words = &visit.words;
    let said = |name: &str, value: &Value| {
        Some(match value {
            Value::Nothing => return None,
            Value::Text(word) if OWN_WORDS.contains(&name) => word.replace(['_', '.'], " "),
            Value::Text(text) => text.clone(),
            Value::Int(number) => words.number(*number),
            Value::Bool(true) => words.say("copy-yes").to_owned(),
            Value::Bool(false) => words.say("copy-no").to_owned(),
            Value::When(at) => words.date_time(at.local(&visit.site.zone)),
            Value::Day(Day(day)) => words.date(*day),
        })
    };
    cells.iter().filter_map(|(name, value)| Some((label(FIELDS, name), said(name, value)?))).collect()
}

async fn download(visit: Visit) -> Answer {
    let json = privacy::copy(&visit).await?.to_json();
    let name = format!("attachment; filename=\"copia-{}.json\"", visit.today());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, format!("{json:#}")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_copy_has_a_heading() {
        for table in privacy::tables() {
            assert!(!label(TABLES, table).is_empty(), "{table}");
        }
    }
}
