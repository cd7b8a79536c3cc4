//! Opening SQLite: one writer, several readers, and a lock that names the process that serves the folder.

use crate::{
    Error, Result,
    db::{Access, Pools, Settings},
};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::{File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::Path,
    time::Duration,
};

pub(crate) async fn open(path: &str, settings: &Settings) -> Result<(Pools, Option<File>)> {
    let path = Path::new(path);
    if path.as_os_str().is_empty() || path.is_dir() {
        return Err(Error::Address(
            "the address of a SQLite database names a file: sqlite:///path/copia.db".to_owned(),
        ));
    }
    let owns = settings.access == Access::Own;
    let lock = if owns { Some(lock(path)?) } else { None };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(owns)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged change survives a loss of power.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // What is deleted or overwritten leaves the pages of the file too.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-4000")
        .pragma("mmap_size", "268435456")
        .statement_cache_capacity(256)
        .optimize_on_close(owns, None)
        // A request's line says how many statements it ran and how long they took.
        .disable_statement_logging();
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        // A file does not hang up: asking it before each transaction would only cost.
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(if owns { options.clone() } else { options.clone().read_only(true) })
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(settings.connections.max(1))
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(10))
        .connect_lazy_with(options.pragma("query_only", "on"));
    Ok((Pools::Sqlite { writer, readers }, lock))
}

pub(crate) async fn tables(writer: &SqlitePool) -> Result<Vec<String>> {
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    Ok(sqlx::query_scalar(names).fetch_all(writer).await?)
}

/// References between the tables are checked at the end, when all are gone; then the file gives its room back.
pub(crate) async fn drop_tables(writer: &SqlitePool, tables: &[String]) -> Result<()> {
    let mut tx = writer.begin().await?;
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *tx).await?;
    for table in tables {
        sqlx::query(AssertSqlSafe(format!("DROP TABLE \"{table}\""))).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    sqlx::query("VACUUM").execute(writer).await?;
    Ok(())
}

/// Locks the folder for this process. The lock ends with the process, however it ends.
fn lock(database: &Path) -> Result<File> {
    let path = database.with_extension("lock");
    let fail = |source| Error::Folder { path: path.display().to_string(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fail)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).map_err(fail)?;
            return Err(Error::InUse { path: path.display().to_string(), holder: holder.trim().to_owned() });
        }
        Err(TryLockError::Error(source)) => return Err(fail(source)),
    }
    file.set_len(0).map_err(fail)?;
    file.rewind().map_err(fail)?;
    writeln!(file, "process {}", std::process::id()).map_err(fail)?;
    Ok(file)
}
