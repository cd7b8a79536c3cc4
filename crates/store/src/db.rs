//! Databases and transactions.

use crate::{
    Error, Meter, Result, dialect,
    row::{FromRow, Row, postgres_days, postgres_micros},
    sql::{Arg, Sql},
};
use copia_domain::ids::EventId;
use sqlx::{
    Arguments as _, AssertSqlSafe, Executor as _, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgArguments, PgTypeInfo, types::Oid},
    sqlite::SqliteArguments,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};
use tokio::sync::broadcast;

/// What somebody may be waiting for in this or another process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A job is ready.
    Jobs,
    /// The change log has grown.
    Changes,
    /// The organisation's settings or words have changed.
    Organisation,
    /// Something in the room of this event has changed.
    Room(EventId),
}

/// How a process uses the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Serves or changes: on SQLite one process at a time.
    Own,
    /// Only reads, beside a process that serves.
    Look,
}

/// How the database is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:///path/copia.db` or `postgres://...`.
    pub url: String,
    /// Connections at most: readers on SQLite, all on PostgreSQL.
    pub connections: u32,
    /// Whether this process may change things.
    pub access: Access,
}

/// A database: SQLite in this process, or PostgreSQL.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) pools: Pools,
    wake: broadcast::Sender<Topic>,
    /// How often this process has changed something.
    changes: Arc<AtomicU64>,
    /// Held as long as the database is: the folder belongs to this process.
    _lock: Option<Arc<std::fs::File>>,
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    Sqlite {
        /// One connection, so that writers queue fairly and never meet "database is locked".
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction. What is not committed is undone.
pub struct Tx {
    pub(crate) inner: Inner,
    meter: Meter,
    topics: Vec<Topic>,
    wake: broadcast::Sender<Topic>,
    /// Counts it, once it is committed; not for one that only reads.
    changes: Option<Changed>,
}

/// Counts a change when it is dropped: also where whoever waited for the commit has gone.
struct Changed(Arc<AtomicU64>);

impl Drop for Changed {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

pub(crate) enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Db {
    /// Opens a database; it is not migrated by that.
    ///
    /// # Errors
    /// [`Error::Address`] for an address of another kind, [`Error::InUse`] when another process serves the folder,
    /// [`Error::Database`] when it cannot be reached.
    pub async fn open(settings: &Settings) -> Result<Self> {
        let (wake, _) = broadcast::channel(256);
        let changes = Arc::default();
        if let Some(path) = settings.url.strip_prefix("sqlite://") {
            let (pools, lock) = dialect::sqlite::open(path, settings).await?;
            return Ok(Self { pools, wake, changes, _lock: lock.map(Arc::new) });
        }
        if settings.url.starts_with("postgres://") || settings.url.starts_with("postgresql://") {
            let pool = dialect::postgres::open(settings).await?;
            dialect::postgres::listen(pool.clone(), wake.clone());
            return Ok(Self { pools: Pools::Postgres(pool), wake, changes, _lock: None });
        }
        Err(Error::Address("the database's address has to start with sqlite:// or postgres://".to_owned()))
    }

    /// Brings the schema up to this program's, one migration after the other.
    ///
    /// # Errors
    /// [`Error::Schema`] when a migration fails, was edited, or is not known to this program.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => sqlx::migrate!("../../migrations/sqlite").run(writer).await,
            Pools::Postgres(pool) => sqlx::migrate!("../../migrations/postgres").run(pool).await,
        }
        .map_err(|error| Error::Schema(format!("the database could not be migrated: {error}")))
    }

    /// Which database it is: `sqlite` or `postgres`.
    pub const fn kind(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "sqlite",
            Pools::Postgres(_) => "postgres",
        }
    }

    /// The names of the tables, those of the migrations' own book-keeping included; none in a new database.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn tables(&self) -> Result<Vec<String>> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => dialect::sqlite::tables(writer).await,
            Pools::Postgres(pool) => dialect::postgres::tables(pool).await,
        }
    }

    /// Removes every table with everything in it. Migrate afterwards.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn drop_everything(&self) -> Result<()> {
        let tables = self.tables().await?;
        match &self.pools {
            Pools::Sqlite { writer, .. } => dialect::sqlite::drop_tables(writer, &tables).await,
            Pools::Postgres(pool) => dialect::postgres::drop_tables(pool, &tables).await,
        }
    }

    /// A transaction that only reads, and sees one state of the database.
    ///
    /// # Errors
    /// [`Error::Database`] when no connection can be had in time.
    pub async fn read(&self, meter: &Meter) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { readers, .. } => Inner::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(self.tx(inner, meter))
    }

    /// A transaction that changes something. On SQLite it waits for its turn; on PostgreSQL it is serialisable
    /// and may end in [`Error::Conflict`], upon which the use case is tried again.
    ///
    /// # Errors
    /// [`Error::Database`] when no connection can be had in time.
    pub async fn write(&self, meter: &Meter) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { writer, .. } => Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?),
        };
        Ok(Tx { changes: Some(Changed(Arc::clone(&self.changes))), ..self.tx(inner, meter) })
    }

    /// A number that is another one after each transaction of this process that may have changed something. What other
    /// processes change is not in it.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Hears of what other transactions say with [`Tx::wake`], in this process and, on PostgreSQL, in others.
    pub fn subscribe(&self) -> broadcast::Receiver<Topic> {
        self.wake.subscribe()
    }

    /// Closes all connections, having let those in use finish.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    fn tx(&self, inner: Inner, meter: &Meter) -> Tx {
        Tx { inner, meter: meter.clone(), topics: Vec::new(), wake: self.wake.clone(), changes: None }
    }
}

impl Tx {
    /// Makes the changes last, and wakes whoever waits for them.
    ///
    /// # Errors
    /// [`Error::Conflict`] when PostgreSQL finds that another transaction got in between.
    pub async fn commit(mut self) -> Result<()> {
        let topics = std::mem::take(&mut self.topics);
        let _counted_in_the_end = self.changes;
        match self.inner {
            Inner::Sqlite(tx) => {
                tx.commit().await?;
                for topic in topics {
                    // Nobody listening is no fault.
                    let _ = self.wake.send(topic);
                }
            }
            Inner::Postgres(mut tx) => {
                for topic in topics {
                    dialect::postgres::notify(&mut tx, topic).await?;
                }
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// Says that there is something new, once the transaction is committed.
    pub fn wake(&mut self, topic: Topic) {
        if !self.topics.contains(&topic) {
            self.topics.push(topic);
        }
    }

    /// Runs a statement; gives the number of rows it touched.
    pub(crate) async fn execute(&mut self, sql: Sql, args: Vec<Arg>) -> Result<u64> {
        self.execute_text(sql.0, args).await
    }

    /// Runs a statement that was put together here, from texts of this crate alone.
    pub(crate) async fn execute_written(&mut self, sql: String, args: Vec<Arg>) -> Result<u64> {
        self.execute_text(AssertSqlSafe(sql), args).await
    }

    async fn execute_text(&mut self, sql: impl SqlSafeStr, args: Vec<Arg>) -> Result<u64> {
        let started = Instant::now();
        let touched = match &mut self.inner {
            Inner::Sqlite(tx) => {
                let query = sqlx::query_with::<Sqlite, _>(sql, sqlite_arguments(args)?);
                tx.execute(query).await?.rows_affected()
            }
            Inner::Postgres(tx) => {
                let query = sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?);
                tx.execute(query).await?.rows_affected()
            }
        };
        self.meter.add(started.elapsed());
        Ok(touched)
    }

    /// All rows of a query.
    pub(crate) async fn all<T: FromRow>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<Vec<T>> {
        let started = Instant::now();
        let rows = match &mut self.inner {
            Inner::Sqlite(tx) => {
                let query = sqlx::query_with::<Sqlite, _>(sql.0, sqlite_arguments(args)?);
                let rows = tx.fetch_all(query).await?;
                rows.into_iter().map(|row| T::from_row(&Row::Sqlite(row))).collect::<Result<Vec<T>>>()?
            }
            Inner::Postgres(tx) => {
                let query = sqlx::query_with::<Postgres, _>(sql.0, postgres_arguments(args)?);
                let rows = tx.fetch_all(query).await?;
                rows.into_iter().map(|row| T::from_row(&Row::Postgres(row))).collect::<Result<Vec<T>>>()?
            }
        };
        self.meter.add(started.elapsed());
        Ok(rows)
    }

    /// The first row of a query, if it has any.
    pub(crate) async fn optional<T: FromRow>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<Option<T>> {
        let started = Instant::now();
        let row = match &mut self.inner {
            Inner::Sqlite(tx) => {
                let query = sqlx::query_with::<Sqlite, _>(sql.0, sqlite_arguments(args)?);
                tx.fetch_optional(query).await?.map(Row::Sqlite)
            }
            Inner::Postgres(tx) => {
                let query = sqlx::query_with::<Postgres, _>(sql.0, postgres_arguments(args)?);
                tx.fetch_optional(query).await?.map(Row::Postgres)
            }
        };
        self.meter.add(started.elapsed());
        row.map(|row| T::from_row(&row)).transpose()
    }

    /// The only row of a query that always has one, such as a count.
    pub(crate) async fn one<T: FromRow>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<T> {
        self.optional(sql, args).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
    }

    /// Asks the database whether it would take a statement, without running it.
    ///
    /// # Errors
    /// [`Error::Database`] with the database's reason.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<()> {
        match &mut self.inner {
            Inner::Sqlite(tx) => drop(tx.prepare(sql.into_sql_str()).await?),
            Inner::Postgres(tx) => drop(tx.prepare(sql.into_sql_str()).await?),
        }
        Ok(())
    }
}

fn unbindable(error: BoxDynError) -> Error {
    Error::Database(sqlx::Error::Encode(error))
}

fn sqlite_arguments(args: Vec<Arg>) -> Result<SqliteArguments> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Text(value) => bound.add(value),
            Arg::Int(value) => bound.add(value),
            Arg::Bool(value) => bound.add(value),
            Arg::Id(value) => bound.add(value),
            Arg::When(value) => bound.add(value.map(copia_domain::time::When::micros)),
            Arg::Day(value) => bound.add(value.map(|day| day.to_string())),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(unbindable)?;
    }
    Ok(bound)
}

fn postgres_arguments(args: Vec<Arg>) -> Result<PgArguments> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Text(value) => bound.add(value),
            Arg::Int(value) => bound.add(value),
            Arg::Bool(value) => bound.add(value),
            Arg::Id(value) => bound.add(value),
            Arg::When(value) => bound.add(value.map(|at| PgInstant(postgres_micros(at)))),
            Arg::Day(value) => bound.add(value.map(|day| PgDay(postgres_days(day)))),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(unbindable)?;
    }
    Ok(bound)
}

/// An instant as PostgreSQL takes it: microseconds since 2000.
struct PgInstant(i64);

/// A day as PostgreSQL takes it: days since 2000-01-01.
struct PgDay(i32);

impl sqlx::Type<Postgres> for PgInstant {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(1184))
    }
}

impl sqlx::Encode<'_, Postgres> for PgInstant {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.0.to_be_bytes());
        Ok(IsNull::No)
    }
}

impl sqlx::Type<Postgres> for PgDay {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(1082))
    }
}

impl sqlx::Encode<'_, Postgres> for PgDay {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.0.to_be_bytes());
        Ok(IsNull::No)
    }
}
