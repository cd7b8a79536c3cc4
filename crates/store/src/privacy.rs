//! All that is held about one person, table by table, and its removal.
//!
//! Each query names its columns with the kind of value in front, such as `"when created_at"`, so that one reader
//! serves all tables. A test holds [`COLUMNS`] against the schema: a new column that names a person has to be
//! decided on here.

use crate::{
    Result, Tx, jobs,
    row::{FromRow, Row, record},
    sql::Sql,
};
use copia_domain::{
    ids::{DeliveryId, FileId, PersonId},
    policy::{
        Permit, Scope,
        acts::{LeaveSite, TakeCopy},
    },
    time::{Day, When},
};
use serde::Serialize;
use sqlx::Row as _;

statements! {
    PEOPLE = "SELECT id AS \"id id\", name AS \"text name\", email AS \"text email\", job_title AS \"text job_title\",
              department AS \"text department\", job_family AS \"text job_family\", about AS \"text about\",
              picture_id AS \"id picture_id\", shows_email AS \"bool shows_email\", language AS \"text language\",
              status AS \"text status\", asked_about_work AS \"bool asked_about_work\", created_at AS \"when created_at\"
            FROM people WHERE id = $1";
    TOPICS = "SELECT label AS \"text label\" FROM person_topics WHERE person_id = $1 ORDER BY key";
    ACCOUNTS = "SELECT created_at AS \"when created_at\", signed_in_at AS \"when signed_in_at\"
            FROM accounts WHERE person_id = $1";
    TOKENS = "SELECT purpose AS \"text purpose\", email AS \"text email\", created_at AS \"when created_at\",
              expires_at AS \"when expires_at\", used_at AS \"when used_at\", attempts AS \"int attempts\"
            FROM sign_in_tokens
            WHERE person_id = $1
              OR (person_id IS NULL AND email_key = (SELECT p.email_key FROM people p WHERE p.id = $1))
            ORDER BY created_at, id";
    SESSIONS = "SELECT created_at AS \"when created_at\", seen_at AS \"when seen_at\", expires_at AS \"when expires_at\",
              ended_at AS \"when ended_at\", device AS \"text device\", address AS \"text address\"
            FROM sessions WHERE person_id = $1 ORDER BY created_at, id";
    FILES = "SELECT f.id AS \"id id\", f.purpose AS \"text purpose\", f.media_type AS \"text media_type\", f.size AS \"int size\",
              f.digest AS \"text digest\", f.created_at AS \"when created_at\"
            FROM files f WHERE f.created_by = $1 OR f.id = (SELECT p.picture_id FROM people p WHERE p.id = $1)
            ORDER BY f.created_at, f.id";
    MEMBERSHIPS = "SELECT c.name AS \"text community\", m.state AS \"text state\", m.since AS \"when since\",
              m.joined_at AS \"when joined_at\", m.message AS \"text message\", m.reason AS \"text reason\"
            FROM memberships m JOIN communities c ON c.id = m.community_id WHERE m.person_id = $1
            ORDER BY c.name_key, c.id";
    MEMBERSHIP_EVENTS = "SELECT c.name AS \"text community\", e.event AS \"text event\", e.cause AS \"text cause\",
              e.previous AS \"text previous\", e.state AS \"text state\", e.at AS \"when at\", e.note AS \"text note\",
              m.person_id = $1 AS \"bool about_you\", coalesce(e.actor_id = $1, FALSE) AS \"bool by_you\"
            FROM membership_events e JOIN memberships m ON m.id = e.membership_id
            JOIN communities c ON c.id = m.community_id
            WHERE m.person_id = $1 OR e.actor_id = $1 ORDER BY e.at, e.id";
    WATCHERS = "SELECT c.name AS \"text community\", w.since AS \"when since\", w.told_at AS \"when told_at\"
            FROM community_watchers w JOIN communities c ON c.id = w.community_id WHERE w.person_id = $1
            ORDER BY c.name_key, c.id";
    ROLE_TERMS = "SELECT c.name AS \"text community\", r.role AS \"text role\", r.starts AS \"day starts\", r.ends AS \"day ends\",
              r.recorded_at AS \"when recorded_at\", r.note AS \"text note\", r.person_id = $1 AS \"bool about_you\",
              coalesce(r.successor_id = $1, FALSE) AS \"bool you_follow\",
              coalesce(r.appointed_by_id = $1, FALSE) AS \"bool by_you\"
            FROM role_terms r LEFT JOIN communities c ON c.id = r.community_id
            WHERE r.person_id = $1 OR r.successor_id = $1 OR r.appointed_by_id = $1 ORDER BY r.starts, r.id";
    REGISTRATIONS = "SELECT e.title AS \"text title\", r.place AS \"text place\", r.state AS \"text state\",
              r.registered_at AS \"when registered_at\", r.since AS \"when since\",
              r.offer_ends_at AS \"when offer_ends_at\", r.reason AS \"text reason\", r.needs AS \"text needs\"
            FROM registrations r JOIN events e ON e.id = r.event_id WHERE r.person_id = $1 ORDER BY e.starts_at, e.id";
    REGISTRATION_STEPS = "SELECT e.title AS \"text title\", s.event AS \"text event\", s.cause AS \"text cause\",
              s.previous AS \"text previous\", s.state AS \"text state\", s.at AS \"when at\",
              CASE WHEN r.person_id = $1 OR s.actor_id = $1 THEN s.note END AS \"text note\",
              coalesce(r.person_id = $1, FALSE) AS \"bool about_you\",
              coalesce(s.actor_id = $1, FALSE) AS \"bool by_you\"
            FROM registration_steps s JOIN registrations r ON r.id = s.registration_id
            JOIN events e ON e.id = r.event_id WHERE r.person_id = $1 OR s.actor_id = $1 ORDER BY s.at, s.id";
    ATTENDANCES = "SELECT e.title AS \"text title\", a.way AS \"text way\", a.at AS \"when at\", a.minutes AS \"int minutes\"
            FROM attendances a JOIN events e ON e.id = a.event_id WHERE a.person_id = $1 ORDER BY e.starts_at, e.id";
    QUESTIONS = "SELECT e.title AS \"text title\", q.words AS \"text words\", q.state AS \"text state\",
              q.asked_at AS \"when asked_at\", q.answer AS \"text answer\", q.reason AS \"text reason\"
            FROM questions q JOIN events e ON e.id = q.event_id WHERE q.person_id = $1 ORDER BY q.asked_at, q.id";
    QUESTION_STEPS = "SELECT e.title AS \"text title\", s.event AS \"text event\", s.previous AS \"text previous\",
              s.state AS \"text state\", s.at AS \"when at\", s.note AS \"text note\",
              coalesce(q.person_id = $1, FALSE) AS \"bool about_you\",
              coalesce(s.actor_id = $1, FALSE) AS \"bool by_you\"
            FROM question_steps s JOIN questions q ON q.id = s.question_id JOIN events e ON e.id = q.event_id
            WHERE q.person_id = $1 OR s.actor_id = $1 ORDER BY s.at, s.id";
    EVENT_TEAM = "SELECT e.title AS \"text title\", t.role AS \"text role\", t.since AS \"when since\"
            FROM event_team t JOIN events e ON e.id = t.event_id WHERE t.person_id = $1 ORDER BY e.starts_at, e.id";
    EVENT_SPEAKERS = "SELECT e.title AS \"text title\", s.name AS \"text name\", s.affiliation AS \"text affiliation\",
              s.state AS \"text state\", s.asked_at AS \"when asked_at\",
              s.answered_at AS \"when answered_at\", s.agrees_to_recording AS \"bool agrees_to_recording\",
              s.words AS \"text words\"
            FROM event_speakers s JOIN events e ON e.id = s.event_id WHERE s.person_id = $1 ORDER BY e.starts_at, e.id";
    EVENT_SLIDES = "SELECT e.title AS \"text title\", f.name AS \"text name\", f.media_type AS \"text media_type\",
              f.size AS \"int size\", f.added_at AS \"when created_at\"
            FROM event_slides f JOIN event_speakers s ON s.id = f.speaker_id JOIN events e ON e.id = f.event_id
            WHERE s.person_id = $1 ORDER BY f.added_at, f.id";
    BALLOT_ROLL = "SELECT coalesce(e.title, w.title) AS \"text title\", r.has_answered AS \"bool has_answered\"
            FROM ballot_roll r JOIN ballot_boxes b ON b.id = r.box_id LEFT JOIN events e ON e.id = b.event_id
            LEFT JOIN survey_waves w ON w.box_id = b.id
            WHERE r.person_id = $1 ORDER BY b.opens_at, b.id";
    EVENTS = "SELECT title AS \"text title\", created_at AS \"when created_at\" FROM events
            WHERE created_by_id = $1 ORDER BY created_at, id";
    EVENT_SERIES = "SELECT created_at AS \"when created_at\" FROM event_series WHERE created_by_id = $1
            ORDER BY created_at, id";
    SERIES_REGISTRATIONS = "SELECT (SELECT e.title FROM events e WHERE e.series_id = r.series_id ORDER BY e.starts_at, e.id
                LIMIT 1) AS \"text title\", r.place AS \"text place\", r.since AS \"when since\",
              r.ended_at AS \"when ended_at\"
            FROM series_registrations r WHERE r.person_id = $1 ORDER BY r.since, r.id";
    OWN_CALENDARS = "SELECT since AS \"when since\" FROM own_calendars WHERE person_id = $1";
    COMMUNITIES = "SELECT name AS \"text name\", created_at AS \"when created_at\" FROM communities
            WHERE proposed_by_id = $1 ORDER BY created_at, id";
    PROPOSALS = "SELECT c.name AS \"text community\", p.why AS \"text why\", p.answer AS \"text answer\", p.note AS \"text note\",
              p.decided_at AS \"when decided_at\", coalesce(p.decided_by_id = $1, FALSE) AS \"bool by_you\"
            FROM proposals p JOIN communities c ON c.id = p.community_id
            WHERE p.decided_by_id = $1 OR c.proposed_by_id = $1 ORDER BY c.created_at, c.id";
    STAGE_CHANGES = "SELECT c.name AS \"text community\", s.stage AS \"text stage\", s.held AS \"text held\",
              s.recorded_at AS \"when recorded_at\", s.reason AS \"text reason\"
            FROM stage_changes s JOIN communities c ON c.id = s.community_id WHERE s.actor_id = $1
            ORDER BY s.recorded_at, s.id";
    CHARTERS = "SELECT c.name AS \"text community\", h.version AS \"int version\", h.written_at AS \"when written_at\",
              h.purpose AS \"text purpose\", h.scope AS \"text scope\", h.audience AS \"text audience\",
              h.ways_of_working AS \"text ways_of_working\", h.cadence AS \"text cadence\", h.success AS \"text success\"
            FROM charters h JOIN communities c ON c.id = h.community_id WHERE h.author_id = $1
            ORDER BY h.written_at, h.version";
    BROADCASTS = "SELECT c.name AS \"text community\", e.title AS \"text title\", b.audience AS \"text audience\", b.subject AS \"text subject\",
              b.body AS \"text body\", b.recipients AS \"int recipients\", b.state AS \"text state\",
              b.created_at AS \"when created_at\", b.send_at AS \"when send_at\"
            FROM broadcasts b LEFT JOIN communities c ON c.id = b.community_id
            LEFT JOIN events e ON e.id = b.event_id WHERE b.author_id = $1
            ORDER BY b.created_at, b.id";
    DELIVERIES = "SELECT d.kind AS \"text kind\", c.name AS \"text community\", d.state AS \"text state\",
              d.reason AS \"text reason\", d.created_at AS \"when created_at\", d.settled_at AS \"when settled_at\"
            FROM deliveries d LEFT JOIN communities c ON c.id = d.community_id WHERE d.person_id = $1
            ORDER BY d.created_at, d.id";
    MAIL_PREFERENCES = "SELECT kind AS \"text kind\", wanted AS \"bool wanted\" FROM mail_preferences WHERE person_id = $1
            ORDER BY kind";
    CLAIMS = "SELECT statement AS \"text statement\", coalesce(author_id = $1, FALSE) AS \"bool by_you\",
              decided_at AS \"when decided_at\", decision_note AS \"text decision_note\"
            FROM claims WHERE decided_by_id = $1 OR author_id = $1 ORDER BY decided_at, id";
    GIVEN_QUOTES = "SELECT body AS \"text quote\", said_at AS \"text said_at\", state AS \"text state\",
              scopes AS \"text scopes\", attribution AS \"text attribution\", shown_as AS \"text shown_as\",
              expires AS \"day expires\", coalesce(person_id = $1, FALSE) AS \"bool about_you\",
              coalesce(editor_id = $1, FALSE) AS \"bool by_you\", written_at AS \"when written_at\",
              asked_at AS \"when asked_at\", answered_at AS \"when answered_at\", withdrawn_at AS \"when withdrawn_at\"
            FROM given_quotes WHERE person_id = $1 OR editor_id = $1 ORDER BY written_at, id";
    QUOTE_COPIES = "SELECT k.scope AS \"text scope\", k.purpose AS \"text purpose\",
              coalesce(q.person_id = $1, FALSE) AS \"bool about_you\", coalesce(k.taken_by_id = $1, FALSE) AS \"bool by_you\",
              k.taken_at AS \"when taken_at\"
            FROM quote_copies k JOIN given_quotes q ON q.id = k.quote_id
            WHERE k.taken_by_id = $1 OR q.person_id = $1 ORDER BY k.taken_at, k.id";
    PUBLICATIONS = "SELECT title AS \"text title\", published_at AS \"when published_at\" FROM publications
            WHERE published_by_id = $1 ORDER BY published_at, id";
    STORIES = "SELECT c.name AS \"text community\", s.title AS \"text title\", s.state AS \"text state\",
              s.audience AS \"text audience\", coalesce(s.teller_id = $1, FALSE) AS \"bool about_you\",
              coalesce(s.writer_id = $1, FALSE) AS \"bool by_you\", s.beginning AS \"text beginning\",
              s.contributors AS \"text contributors\", s.otherwise AS \"text otherwise\", s.note AS \"text note\",
              s.written_at AS \"when written_at\"
            FROM stories s JOIN communities c ON c.id = s.community_id WHERE s.teller_id = $1 OR s.writer_id = $1
            ORDER BY s.written_at, s.id";
    STORY_STEPS = "SELECT s.title AS \"text title\", x.value_type AS \"text kind\", x.state AS \"text state\",
              x.body AS \"text body\", x.evidence AS \"text evidence\"
            FROM story_steps x JOIN stories s ON s.id = x.story_id WHERE s.teller_id = $1 OR s.writer_id = $1
            ORDER BY s.written_at, s.id, x.position";
    STORY_WORDS = "SELECT s.title AS \"text title\", k.word AS \"text answer\", k.note AS \"text note\",
              k.person_id = $1 AS \"bool by_you\", k.asked_at AS \"when asked_at\", k.answered_at AS \"when answered_at\"
            FROM story_words k JOIN stories s ON s.id = k.story_id WHERE k.person_id = $1 OR s.teller_id = $1
            ORDER BY k.asked_at, k.id";
    NARRATIVES = "SELECT reasons AS \"text reasons\", activities AS \"text activities\", is_shared AS \"bool is_shared\",
              written_at AS \"when written_at\"
            FROM narratives WHERE person_id = $1";
    NARRATIVE_ROWS = "SELECT part AS \"text kind\", body AS \"text body\", example AS \"text example\"
            FROM narrative_rows WHERE person_id = $1 ORDER BY part";
    PROMPTS = "SELECT e.title AS \"text title\", q.cycle AS \"text kind\", q.asked_on AS \"day asked_on\", q.state AS \"text state\",
              replace(q.outcome, '_', ' ') AS \"text answer\", q.body AS \"text body\", q.answered_at AS \"when answered_at\"
            FROM prompts q LEFT JOIN events e ON e.id = q.reference_id WHERE q.person_id = $1 ORDER BY q.asked_on, q.id";
    FRAMINGS = "SELECT c.name AS \"text community\", f.value_type AS \"text kind\", f.aspiration AS \"text success\",
              f.author_id = $1 AS \"bool by_you\", coalesce(f.owner_id = $1, FALSE) AS \"bool about_you\",
              f.written_at AS \"when written_at\"
            FROM framings f JOIN communities c ON c.id = f.community_id WHERE f.author_id = $1 OR f.owner_id = $1
            ORDER BY f.written_at, f.community_id, f.value_type";
    INDICATORS = "SELECT c.name AS \"text community\", i.name AS \"text name\", i.created_at AS \"when created_at\"
            FROM indicators i JOIN communities c ON c.id = i.community_id WHERE i.author_id = $1
            ORDER BY i.created_at, i.id";
    MEASUREMENTS = "SELECT i.name AS \"text name\", m.note AS \"text note\", m.recorded_at AS \"when recorded_at\"
            FROM measurements m JOIN indicators i ON i.id = m.indicator_id WHERE m.recorded_by_id = $1
            ORDER BY m.recorded_at, m.id";
    AUDIT_EVENTS = "SELECT a.at AS \"when at\", a.action AS \"text action\", a.acting_as AS \"text acting_as\",
              coalesce(a.actor_id = $1, FALSE) AS \"bool by_you\", coalesce(a.person_id = $1, FALSE) AS \"bool about_you\",
              c.name AS \"text community\",
              CASE WHEN a.actor_id = $1 OR a.person_id = $1 THEN a.before END AS \"text before\",
              CASE WHEN a.actor_id = $1 OR a.person_id = $1 THEN a.after END AS \"text after\",
              CASE WHEN a.actor_id = $1 THEN a.address END AS \"text address\",
              CASE WHEN a.actor_id = $1 THEN a.device END AS \"text device\"
            FROM audit_events a LEFT JOIN communities c ON c.id = a.community_id
            WHERE a.actor_id = $1 OR a.person_id = $1 ORDER BY a.at, a.id";
    ERASE_STORIES = "UPDATE stories SET title = '', beginning = '', address = '', contributors = '', otherwise = '',
              note = NULL WHERE teller_id = $1 OR (writer_id = $1 AND NOT has_agreed)";
    ERASE_STEPS = "UPDATE story_steps SET body = '', evidence = '' WHERE story_id IN
              (SELECT id FROM stories WHERE teller_id = $1 OR (writer_id = $1 AND NOT has_agreed))";
    ERASE_WORDS = "UPDATE story_words SET note = NULL WHERE person_id = $1
              OR story_id IN (SELECT id FROM stories WHERE teller_id = $1)";
    ERASE_NARRATIVE_ROWS = "DELETE FROM narrative_rows WHERE person_id = $1";
    ERASE_PROMPTS = "DELETE FROM prompts WHERE person_id = $1";
    ERASE_NARRATIVE = "DELETE FROM narratives WHERE person_id = $1";
    DUE = "SELECT id, picture_id FROM people WHERE status = 'left' AND left_at < $1 ORDER BY left_at, id LIMIT 100";
    ERASE = "UPDATE people SET name = '', name_key = '', email = NULL, email_key = NULL, job_title = NULL,
              department = NULL, department_key = NULL, job_family = NULL, job_family_key = NULL, about = NULL,
              picture_id = NULL, shows_email = FALSE, language = NULL, status = 'erased', version = version + 1
            WHERE id = $1 AND status = 'left'";
    ERASE_TOPICS = "DELETE FROM person_topics WHERE person_id = $1";
    ERASE_SESSIONS = "DELETE FROM sessions WHERE person_id = $1";
    ERASE_TOKENS = "DELETE FROM sign_in_tokens WHERE person_id = $1";
    ERASE_PREFERENCES = "DELETE FROM mail_preferences WHERE person_id = $1";
    ERASE_WATCHES = "DELETE FROM community_watchers WHERE person_id = $1";
    ERASE_ROLL = "DELETE FROM ballot_roll WHERE person_id = $1";
    ERASE_CALENDAR = "DELETE FROM own_calendars WHERE person_id = $1";
    ERASE_SPEAKER = "UPDATE event_speakers SET name = '', affiliation = '', email = NULL, words = NULL WHERE person_id = $1";
    ERASE_REGISTRATIONS = "UPDATE registrations SET reason = NULL, needs = NULL WHERE person_id = $1";
    ERASE_REASONS = "UPDATE registration_steps SET note = NULL
              WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = $1)";
    ERASE_MESSAGES = "UPDATE memberships SET message = NULL WHERE person_id = $1";
    // A mail server names the address that it refuses.
    ERASE_REFUSALS = "UPDATE deliveries SET reason = NULL WHERE person_id = $1 AND state = 'failed'";
    FAILED = "SELECT id FROM deliveries WHERE person_id = $1 AND state = 'failed'";
    // Whoever follows a link in a letter is not signed in: the row is about them, and by nobody.
    ERASE_ORIGINS = "UPDATE audit_events SET address = NULL, device = NULL
              WHERE (actor_id = $1 OR (actor_id IS NULL AND person_id = $1))
                AND (address IS NOT NULL OR device IS NOT NULL)";
    ERASE_NOTES = "UPDATE membership_events SET note = NULL WHERE actor_id = $1
              AND membership_id IN (SELECT id FROM memberships WHERE person_id = $1)";
}

/// The columns that name a person, and what becomes of them in a copy.
pub const COLUMNS: &[(&str, &str)] = &[
    ("accounts", "person_id"),
    ("attendances", "person_id"),
    ("audit_events", "actor_id"),
    ("audit_events", "person_id"),
    ("ballot_roll", "person_id"),
    ("broadcasts", "author_id"),
    ("charters", "author_id"),
    ("claims", "author_id"),
    ("claims", "decided_by_id"),
    ("communities", "proposed_by_id"),
    ("community_watchers", "person_id"),
    ("deliveries", "person_id"),
    ("event_series", "created_by_id"),
    ("event_speakers", "person_id"),
    ("event_team", "person_id"),
    ("events", "created_by_id"),
    ("files", "created_by"),
    ("framings", "author_id"),
    ("framings", "owner_id"),
    ("given_quotes", "editor_id"),
    ("given_quotes", "person_id"),
    ("indicators", "author_id"),
    ("mail_preferences", "person_id"),
    ("measurements", "recorded_by_id"),
    ("membership_events", "actor_id"),
    ("memberships", "person_id"),
    ("narratives", "person_id"),
    ("own_calendars", "person_id"),
    ("person_topics", "person_id"),
    ("prompts", "person_id"),
    ("proposals", "decided_by_id"),
    ("publications", "published_by_id"),
    ("question_steps", "actor_id"),
    ("questions", "person_id"),
    ("quote_copies", "taken_by_id"),
    ("registration_steps", "actor_id"),
    ("registrations", "person_id"),
    ("role_terms", "appointed_by_id"),
    ("role_terms", "person_id"),
    ("role_terms", "successor_id"),
    ("series_registrations", "person_id"),
    ("sessions", "person_id"),
    ("sign_in_tokens", "person_id"),
    ("stage_changes", "actor_id"),
    ("stories", "teller_id"),
    ("stories", "writer_id"),
    ("story_words", "person_id"),
];

/// What is asked of each table, in the order in which a person reads it.
const TABLES: &[(&str, Sql)] = &[
    ("people", PEOPLE),
    ("person_topics", TOPICS),
    ("memberships", MEMBERSHIPS),
    ("membership_events", MEMBERSHIP_EVENTS),
    ("community_watchers", WATCHERS),
    ("role_terms", ROLE_TERMS),
    ("registrations", REGISTRATIONS),
    ("registration_steps", REGISTRATION_STEPS),
    ("series_registrations", SERIES_REGISTRATIONS),
    ("attendances", ATTENDANCES),
    ("questions", QUESTIONS),
    ("question_steps", QUESTION_STEPS),
    ("event_team", EVENT_TEAM),
    ("event_speakers", EVENT_SPEAKERS),
    ("event_slides", EVENT_SLIDES),
    ("ballot_roll", BALLOT_ROLL),
    ("events", EVENTS),
    ("event_series", EVENT_SERIES),
    ("own_calendars", OWN_CALENDARS),
    ("communities", COMMUNITIES),
    ("proposals", PROPOSALS),
    ("stage_changes", STAGE_CHANGES),
    ("charters", CHARTERS),
    ("broadcasts", BROADCASTS),
    ("claims", CLAIMS),
    ("given_quotes", GIVEN_QUOTES),
    ("quote_copies", QUOTE_COPIES),
    ("publications", PUBLICATIONS),
    ("stories", STORIES),
    ("story_steps", STORY_STEPS),
    ("story_words", STORY_WORDS),
    ("narratives", NARRATIVES),
    ("narrative_rows", NARRATIVE_ROWS),
    ("prompts", PROMPTS),
    ("framings", FRAMINGS),
    ("indicators", INDICATORS),
    ("measurements", MEASUREMENTS),
    ("mail_preferences", MAIL_PREFERENCES),
    ("deliveries", DELIVERIES),
    ("files", FILES),
    ("accounts", ACCOUNTS),
    ("sessions", SESSIONS),
    ("sign_in_tokens", TOKENS),
    ("audit_events", AUDIT_EVENTS),
];

/// A value that is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// An instant.
    When(When),
    /// A day.
    Day(Day),
}

/// A row that is held: each column's name with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow(pub Vec<(String, Value)>);

/// The rows of one table that are about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The table.
    pub table: &'static str,
    /// Its rows.
    pub rows: Vec<HeldRow>,
}

impl FromRow for HeldRow {
    fn from_row(row: &Row) -> Result<Self> {
        let names: Vec<&str> = match row {
            Row::Sqlite(row) => row.columns().iter().map(sqlx::Column::name).collect(),
            Row::Postgres(row) => row.columns().iter().map(sqlx::Column::name).collect(),
        };
        let mut cells = Vec::with_capacity(names.len());
        for column in names {
            let (kind, name) = column.split_once(' ').unwrap_or(("text", column));
            let value = match kind {
                "int" => row.maybe(column)?.map(Value::Int),
                "bool" => row.maybe(column)?.map(Value::Bool),
                "when" => row.maybe(column)?.map(Value::When),
                "day" => row.maybe(column)?.map(Value::Day),
                "id" => row.maybe::<uuid::Uuid>(column)?.map(|id| Value::Text(id.to_string())),
                _ => row.maybe(column)?.map(Value::Text),
            };
            cells.push((name.to_owned(), value.unwrap_or(Value::Nothing)));
        }
        Ok(Self(cells))
    }
}

record! {
    /// A message that was given up.
    struct Failed { id: DeliveryId }

    /// Somebody whose time has come to be removed.
    pub struct Due {
        /// Who.
        id: PersonId,
        /// Their picture.
        picture_id: Option<FileId>,
    }
}

/// All that is held about the person whom the permit is for, table by table; tables without rows are in it too,
/// so that the reader sees that they were looked at.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn held(tx: &mut Tx, permit: &Permit<TakeCopy>) -> Result<Vec<Held>> {
    let Scope::Person(person) = permit.scope() else { return Ok(Vec::new()) };
    let mut tables = Vec::with_capacity(TABLES.len());
    for (table, sql) in TABLES {
        tables.push(Held { table, rows: tx.all(*sql, args![person]).await? });
    }
    Ok(tables)
}

/// The tables of a copy.
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|(table, _)| *table)
}

/// People who left before an instant and have not been removed, at most 100.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn due(tx: &mut Tx, left_before: When) -> Result<Vec<Due>> {
    tx.all(DUE, args![left_before]).await
}

/// Removes everything that names a person who has left. What they did stays in the histories, without a name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn erase(tx: &mut Tx, _permit: &Permit<LeaveSite>, person: PersonId) -> Result<()> {
    if tx.execute(ERASE, args![person]).await? == 0 {
        return Ok(());
    }
    let failed: Vec<Failed> = tx.all(FAILED, args![person]).await?;
    for delivery in failed {
        jobs::forget_error(tx, delivery.id).await?;
    }
    let rest = [
        ERASE_TOPICS,
        ERASE_SESSIONS,
        ERASE_TOKENS,
        ERASE_PREFERENCES,
        ERASE_WATCHES,
        ERASE_CALENDAR,
        ERASE_ROLL,
        ERASE_SPEAKER,
        ERASE_REGISTRATIONS,
        ERASE_REASONS,
        ERASE_MESSAGES,
        ERASE_REFUSALS,
        ERASE_ORIGINS,
        ERASE_NOTES,
        ERASE_STEPS,
        ERASE_WORDS,
        ERASE_STORIES,
        ERASE_NARRATIVE_ROWS,
        ERASE_NARRATIVE,
        ERASE_PROMPTS,
    ];
    for sql in rest {
        tx.execute(sql, args![person]).await?;
    }
    Ok(())
}
