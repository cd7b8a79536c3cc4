//! Everything that names a person is part of the copy that they can take.

use copia_domain::{
    ids::PersonId,
    policy::{Permit, Scope, acts::TakeCopy},
};
use copia_store::{on_both, privacy, testing::TestDb};
use sqlx::{Connection as _, Row as _, SqliteConnection};
use std::collections::BTreeSet;

/// Identifiers that are neither a person's nor refer to a table: of what, is said by a column beside them.
const OTHER_IDS: &[(&str, &str)] = &[
    ("audit_events", "community_id"),
    ("audit_events", "record_id"),
    ("audit_events", "request_id"),
    ("change_log", "record_id"),
    ("deliveries", "about_id"),
    ("deliveries", "community_id"),
    ("organisation", "logo_id"),
    ("prompts", "reference_id"),
    ("prompts", "story_id"),
    ("recording_pieces", "file_id"),
    ("sessions", "secret_digest"),
];

#[tokio::test]
async fn every_column_that_could_name_a_person_is_decided_on() {
    let db = TestDb::sqlite().await;
    let mut raw = SqliteConnection::connect(&db.url).await.unwrap();
    let columns = "SELECT m.name AS t, c.name AS c, f.\"table\" AS refers FROM sqlite_master m
        JOIN pragma_table_info(m.name) c LEFT JOIN pragma_foreign_key_list(m.name) f ON f.\"from\" = c.name
        WHERE m.type = 'table' AND c.type = 'BLOB' AND c.name <> 'id' AND m.name NOT LIKE '\\_%' ESCAPE '\\'";
    let rows = sqlx::query(columns).fetch_all(&mut raw).await.unwrap();
    let mut naming = BTreeSet::new();
    for row in rows {
        let (table, column): (String, String) = (row.get("t"), row.get("c"));
        let refers: Option<String> = row.get("refers");
        let other = OTHER_IDS.contains(&(table.as_str(), column.as_str()));
        if refers.as_deref().is_none_or(|refers| refers == "people") && !other {
            naming.insert((table, column));
        }
    }
    let decided: BTreeSet<(String, String)> =
        privacy::COLUMNS.iter().map(|(table, column)| ((*table).to_owned(), (*column).to_owned())).collect();
    assert_eq!(naming, decided, "decide in store::privacy what becomes of a new column that names a person");
    let copied: BTreeSet<&str> = privacy::tables().collect();
    for (table, _) in privacy::COLUMNS {
        assert!(copied.contains(table), "{table} is not in the copy");
    }
}

on_both! {
    async fn a_copy_reads_every_table(db) {
        let mut tx = db.read().await;
        let person = PersonId::from(uuid::Uuid::from_u128(1));
        let permit = Permit::<TakeCopy>::of_the_system(Scope::Person(person), "a test looks");
        let held = privacy::held(&mut tx, &permit).await.unwrap();
        assert_eq!(held.len(), privacy::tables().count());
        assert!(held.iter().all(|table| table.rows.is_empty()));
    }
}
