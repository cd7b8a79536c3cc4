//! The migrations: the same schema on both databases after each of them, over data that was there before.

use copia_store::{holdings, testing::TestDb};
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection, migrate::Migrator,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Tables with their columns: name, whether it may be null, whether it is in the primary key.
type Schema = BTreeMap<String, BTreeSet<(String, bool, bool)>>;

fn migrations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations")
}

/// The files of a folder by their number.
fn numbered(folder: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(migrations().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let number = name.split('_').next().unwrap().to_owned();
        found.insert(number, (name, fs::read_to_string(&path).unwrap()));
    }
    found
}

async fn sqlite_schema(db: &mut SqliteConnection) -> Schema {
    let sql = "SELECT t.name AS tab, c.name AS col, c.\"notnull\" = 0 AND c.pk = 0 AS nullable, c.pk > 0 AS key
               FROM sqlite_schema t JOIN pragma_table_info(t.name) c
               WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'";
    let mut schema = Schema::new();
    for row in sqlx::query(sql).fetch_all(db).await.unwrap() {
        let column = (row.get("col"), row.get("nullable"), row.get("key"));
        schema.entry(row.get("tab")).or_default().insert(column);
    }
    schema
}

async fn postgres_schema(db: &mut PgConnection) -> Schema {
    let sql = "SELECT c.relname::text AS tab, a.attname::text AS col, NOT a.attnotnull AS nullable,
                 EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS key
               FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                 AND c.relname NOT LIKE '\\_%'";
    let mut schema = Schema::new();
    for row in sqlx::query(sql).fetch_all(db).await.unwrap() {
        let column = (row.get("col"), row.get("nullable"), row.get("key"));
        schema.entry(row.get("tab")).or_default().insert(column);
    }
    schema
}

/// How many rows each table has.
async fn rows(tables: impl Iterator<Item = &String>, count: &mut Counting<'_>) -> BTreeMap<String, i64> {
    let mut rows = BTreeMap::new();
    for table in tables {
        rows.insert(table.clone(), count.rows_of(table).await);
    }
    rows
}

enum Counting<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Counting<'_> {
    async fn rows_of(&mut self, table: &str) -> i64 {
        let sql = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        match self {
            Self::Sqlite(db) => sqlx::query_scalar(sql).fetch_one(&mut **db).await.unwrap(),
            Self::Postgres(db) => sqlx::query_scalar(sql).fetch_one(&mut **db).await.unwrap(),
        }
    }
}

/// The sample rows of a migration, with ids, instants and bytes as each database writes them.
fn sample(text: &str, is_postgres: bool) -> String {
    let mut sql = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(':') {
        sql.push_str(before);
        let (word, value, after) = match marked.split_once('(') {
            Some((word @ ("id" | "at" | "bytes"), after)) => {
                let (value, after) = after.split_once(')').unwrap();
                (word, value, after)
            }
            _ => ("", ":", marked),
        };
        match (word, is_postgres) {
            ("id", true) => write!(sql, "'{value}'::uuid"),
            ("id", false) => write!(sql, "X'{}'", value.replace('-', "")),
            ("at", true) => write!(sql, "to_timestamp({value} / 1000000.0)"),
            ("bytes", true) => write!(sql, "'\\x{value}'::bytea"),
            ("bytes", false) => write!(sql, "X'{value}'"),
            _ => write!(sql, "{value}"),
        }
        .unwrap();
        rest = after;
    }
    sql + rest
}

#[tokio::test]
async fn each_migration_leaves_the_same_schema_and_keeps_what_was_there() {
    let (sqlite_files, postgres_files, samples) = (numbered("sqlite"), numbered("postgres"), numbered("samples"));
    assert_eq!(names(&sqlite_files), names(&postgres_files), "both folders hold the same migrations");
    assert_eq!(names(&sqlite_files), names(&samples), "each migration has rows to stand in its tables");

    let server = TestDb::postgres_empty().await;
    let mut postgres = PgConnection::connect(&server.url).await.unwrap();
    let mut sqlite = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    for (number, (name, sql)) in &sqlite_files {
        let before_sqlite = sqlite_schema(&mut sqlite).await;
        let had = rows(before_sqlite.keys(), &mut Counting::Sqlite(&mut sqlite)).await;
        sqlite.execute(AssertSqlSafe(sql.clone())).await.unwrap_or_else(|error| panic!("sqlite {name}: {error}"));
        let (_, sql) = &postgres_files[number];
        postgres.execute(AssertSqlSafe(sql.clone())).await.unwrap_or_else(|error| panic!("postgres {name}: {error}"));

        let (left, right) = (sqlite_schema(&mut sqlite).await, postgres_schema(&mut postgres).await);
        assert_eq!(left, right, "after {name}");
        for (table, had) in had.iter().filter(|(table, _)| left.contains_key(*table)) {
            assert_eq!(Counting::Sqlite(&mut sqlite).rows_of(table).await, *had, "{table} on SQLite after {name}");
            assert_eq!(
                Counting::Postgres(&mut postgres).rows_of(table).await,
                *had,
                "{table} on PostgreSQL after {name}"
            );
        }

        let (sample_name, text) = &samples[number];
        let done = sqlite.execute(AssertSqlSafe(sample(text, false))).await;
        done.unwrap_or_else(|error| panic!("sqlite {sample_name}: {error}"));
        let done = postgres.execute(AssertSqlSafe(sample(text, true))).await;
        done.unwrap_or_else(|error| panic!("postgres {sample_name}: {error}"));
        let new: Vec<&String> = left.keys().filter(|table| !before_sqlite.contains_key(*table)).collect();
        let filled = rows(new.into_iter(), &mut Counting::Sqlite(&mut sqlite)).await;
        let empty: Vec<&String> = filled.iter().filter(|(_, rows)| **rows == 0).map(|(table, _)| table).collect();
        assert!(empty.is_empty(), "{sample_name} leaves tables empty: {empty:?}");
    }
}

fn names(files: &BTreeMap<String, (String, String)>) -> Vec<&str> {
    files.values().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn every_table_is_on_the_privacy_page() {
    let mut sqlite = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    Migrator::new(migrations().join("sqlite").as_path()).await.unwrap().run(&mut sqlite).await.unwrap();
    let tables: BTreeSet<String> = sqlite_schema(&mut sqlite).await.into_keys().collect();
    let listed: Vec<&str> = holdings::HOLDINGS.iter().flat_map(|holding| holding.tables).copied().collect();
    let once: BTreeSet<String> = listed.iter().map(|table| (*table).to_owned()).collect();
    assert_eq!(listed.len(), once.len(), "each table is listed once");
    assert_eq!(once, tables, "crates/store/src/holdings.rs lists the tables that there are");
    let kinds: BTreeSet<_> = holdings::HOLDINGS.iter().map(|holding| holding.kind).collect();
    assert_eq!(kinds.len(), holdings::Kind::ALL.len(), "every kind holds something");
}
