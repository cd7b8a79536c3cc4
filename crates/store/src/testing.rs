//! Fresh databases for tests, of both kinds. Only compiled for tests.

use crate::{Access, Db, Meter, Settings, Tx, db::Pools};
use sqlx::{Connection as _, Executor as _, PgConnection, SqlSafeStr as _, SqliteConnection};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::atomic::{AtomicU32, Ordering},
};

/// A migrated database that nobody else uses; it is removed in the end.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Counts the statements of all transactions that this value opens.
    pub meter: Meter,
    /// Its address.
    pub url: String,
    _folder: Option<tempfile::TempDir>,
    drop: Option<(String, String)>,
}

impl TestDb {
    /// A SQLite database in a temporary folder.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}", folder.path().join("copia.db").display());
        let db = open(&url).await;
        db.migrate().await.expect("migrations run");
        Self { db, meter: Meter::default(), url, _folder: Some(folder), drop: None }
    }

    /// A PostgreSQL database on the server that `COPIA_TEST_POSTGRES_URL` names. Without it the test fails:
    /// what is not tested on both databases is not tested.
    pub async fn postgres() -> Self {
        let server = std::env::var("COPIA_TEST_POSTGRES_URL")
            .expect("COPIA_TEST_POSTGRES_URL names a private PostgreSQL server; bin/test starts one");
        let template = template(&server).await;
        Self::postgres_from(&server, &template).await
    }

    async fn postgres_from(server: &str, template: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("copia_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let mut admin = PgConnection::connect(server).await.expect("the server answers");
        run(&mut admin, &format!("DROP DATABASE IF EXISTS {name}")).await;
        run(&mut admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        let url = sibling(server, &name);
        let db = open(&url).await;
        Self { db, meter: Meter::default(), url, _folder: None, drop: Some((server.to_owned(), name)) }
    }

    /// A PostgreSQL database without any table, for the test of the migrations themselves.
    pub async fn postgres_empty() -> Self {
        let server = std::env::var("COPIA_TEST_POSTGRES_URL")
            .expect("COPIA_TEST_POSTGRES_URL names a private PostgreSQL server; bin/test starts one");
        Self::postgres_from(&server, "template0").await
    }

    /// A copy of a SQLite database as it is now, to change without changing this one.
    pub async fn copy(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("copia.db");
        self.tamper(&format!("VACUUM INTO '{}'", path.display())).await;
        let url = format!("sqlite://{}", path.display());
        let db = open(&url).await;
        Self { db, meter: Meter::default(), url, _folder: Some(folder), drop: None }
    }

    /// Whether it is a PostgreSQL database.
    pub fn is_postgres(&self) -> bool {
        matches!(self.db.pools, Pools::Postgres(_))
    }

    /// A transaction that reads.
    pub async fn read(&self) -> Tx {
        self.db.read(&self.meter).await.expect("a transaction")
    }

    /// A transaction that changes something.
    pub async fn write(&self) -> Tx {
        self.db.write(&self.meter).await.expect("a transaction")
    }

    /// Changes the database behind the product's back, as somebody with the file or the server could.
    pub async fn tamper(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned()).into_sql_str();
        match &self.db.pools {
            Pools::Sqlite { writer, .. } => drop(writer.execute(sql).await.expect("the statement runs")),
            Pools::Postgres(pool) => drop(pool.execute(sql).await.expect("the statement runs")),
        }
    }
}

impl TestDb {
    /// How SQLite goes about a statement, by the name under which [`crate::statements`] lists it: without statistics,
    /// as on an installation that never gathers them.
    pub async fn plan(&self, name: &str) -> String {
        let only = crate::dialect::jobs::SQLITE.iter().map(|(listed, sql)| ((*listed).to_owned(), sql.0));
        let mut known = crate::statements::all().chain(only);
        let (_, sql) = known.find(|(listed, _)| listed == name).expect("the statement is known");
        let path = self.url.strip_prefix("sqlite://").expect("a database of SQLite");
        let mut db = SqliteConnection::connect(&format!("sqlite://{path}?mode=ro")).await.expect("the database opens");
        let explained = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = sqlx::query(explained).fetch_all(&mut db).await.expect(sql);
        let steps: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, "detail")).collect();
        steps.join("\n")
    }
}

impl TestDb {
    /// The names of a table's columns.
    pub async fn columns(&self, table: &str) -> BTreeSet<String> {
        let sql = match &self.db.pools {
            Pools::Sqlite { .. } => format!("SELECT name FROM pragma_table_info('{table}')"),
            Pools::Postgres(_) => format!(
                "SELECT column_name::text FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name = '{table}'"
            ),
        };
        self.texts(sql).await.into_iter().collect()
    }

    /// Whether the database itself refuses a change.
    pub async fn refuses(&self, sql: &str) -> bool {
        let sql = sqlx::AssertSqlSafe(sql.to_owned()).into_sql_str();
        match &self.db.pools {
            Pools::Sqlite { writer, .. } => writer.execute(sql).await.is_err(),
            Pools::Postgres(pool) => pool.execute(sql).await.is_err(),
        }
    }

    async fn texts(&self, sql: String) -> Vec<String> {
        let sql = sqlx::AssertSqlSafe(sql);
        match &self.db.pools {
            Pools::Sqlite { writer, .. } => sqlx::query_scalar(sql).fetch_all(writer).await.expect("texts"),
            Pools::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.expect("texts"),
        }
    }
}

/// A column of a table, its rows in the order in which they stand in the file; ids without hyphens.
pub async fn in_file_order(db: &TestDb, table: &str, column: &str) -> Vec<String> {
    let sql = match &db.db.pools {
        // Without row numbers a table stands in the order of its key, which is how it is walked.
        Pools::Sqlite { .. } => format!(
            "SELECT CASE typeof({column}) WHEN 'blob' THEN lower(hex({column})) ELSE coalesce({column}, '') END
             FROM {table} NOT INDEXED"
        ),
        Pools::Postgres(_) => format!("SELECT coalesce({column}::text, '') FROM {table} ORDER BY ctid"),
    };
    db.texts(sql).await
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some((server, name)) = self.drop.take() else { return };
        // Dropping runs outside of the test's own runtime, which may be gone.
        let _ = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                if let Ok(mut admin) = PgConnection::connect(&server).await {
                    run(&mut admin, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
                }
            });
        })
        .join();
    }
}

/// All rows of all tables as text, for comparing databases of one kind. It reads beside a process that serves.
pub async fn contents(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    if let Some(path) = url.strip_prefix("sqlite://") {
        let mut db = SqliteConnection::connect(&format!("sqlite://{path}?mode=ro")).await.expect("the database opens");
        let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        for table in strings(&mut db, names).await {
            let columns = strings(&mut db, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
            let rows =
                strings(&mut db, &format!("SELECT {} FROM {table} ORDER BY 1", quoted.join(" || ',' || "))).await;
            all.insert(table, rows);
        }
    } else {
        let mut db = PgConnection::connect(url).await.expect("the database opens");
        let names = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
        let tables: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut db).await.expect("it has tables");
        for table in tables {
            let sql = sqlx::AssertSqlSafe(format!("SELECT t::text FROM {table} t ORDER BY 1"));
            all.insert(table, sqlx::query_scalar(sql).fetch_all(&mut db).await.expect("the table is read"));
        }
    }
    all
}

async fn strings(db: &mut SqliteConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned())).fetch_all(db).await.expect(sql)
}

async fn open(url: &str) -> Db {
    let settings = Settings { url: url.to_owned(), connections: 4, access: Access::Own };
    Db::open(&settings).await.expect("the database opens")
}

async fn run(admin: &mut PgConnection, sql: &str) {
    admin.execute(sqlx::AssertSqlSafe(sql.to_owned()).into_sql_str()).await.expect(sql);
}

/// The address of another database on the same server.
fn sibling(server: &str, name: &str) -> String {
    let (before, after) = server.rsplit_once('/').expect("an address with a database");
    let query = after.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
    format!("{before}/{name}{query}")
}

/// The name of a database that is migrated already, made once for all tests of one state of the migrations.
async fn template(server: &str) -> String {
    let migrator = sqlx::migrate!("../../migrations/postgres");
    let mut hasher = DefaultHasher::new();
    for migration in migrator.iter() {
        migration.checksum.hash(&mut hasher);
    }
    let name = format!("copia_template_{:x}", hasher.finish());
    let mut admin = PgConnection::connect(server).await.expect("the server answers");
    run(&mut admin, "SELECT pg_advisory_lock(737201)").await;
    let known: Option<(i32,)> = sqlx::query_as("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_optional(&mut admin)
        .await
        .expect("the server answers");
    if known.is_none() {
        let making = format!("{name}_making");
        run(&mut admin, &format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)")).await;
        run(&mut admin, &format!("CREATE DATABASE {making}")).await;
        let mut fresh = PgConnection::connect(&sibling(server, &making)).await.expect("the new database answers");
        migrator.run(&mut fresh).await.expect("migrations run");
        fresh.close().await.expect("the connection closes");
        run(&mut admin, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run(&mut admin, "SELECT pg_advisory_unlock(737201)").await;
    name
}

/// Declares tests that run on both databases: `on_both! { async fn name(db) { ... } }` makes `name::sqlite` and
/// `name::postgres`; `db` is a [`TestDb`].
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn body($db: $crate::testing::TestDb) $body

            #[tokio::test]
            async fn sqlite() {
                body($crate::testing::TestDb::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body($crate::testing::TestDb::postgres().await).await;
            }
        }
    )+};
}
