//! What can go wrong between the product and its database.

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another transaction got in between; the use case may be tried again from its beginning.
    #[error("another change came first")]
    Conflict,
    /// A value that has to be unique is taken; the name is that of the table and column, or of the index.
    #[error("{0} is taken")]
    Taken(String),
    /// The record was changed since it was read.
    #[error("the record was changed meanwhile")]
    Stale,
    /// A column holds something that the product did not write.
    #[error("column {column} cannot be read: {reason}")]
    Unreadable {
        /// Which column.
        column: String,
        /// Why.
        reason: String,
    },
    /// The address of the database is not one.
    #[error("{0}")]
    Address(String),
    /// Another process serves this folder.
    #[error("{path} is in use by another process ({holder})")]
    InUse {
        /// The lock file.
        path: String,
        /// What the lock says about its holder.
        holder: String,
    },
    /// The schema is older or newer than the program.
    #[error("{0}")]
    Schema(String),
    /// The file store failed.
    #[error("the file store failed")]
    Files(#[from] object_store::Error),
    /// The file system failed.
    #[error("{path} cannot be used")]
    Folder {
        /// Which path.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl Error {
    /// Whether trying the use case again may help.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let Some(db) = error.as_database_error() else { return Self::Database(error) };
        // PostgreSQL: serialization failure and deadlock. SQLite: busy and its snapshot variant.
        if matches!(db.code().as_deref(), Some("40001" | "40P01" | "5" | "517")) {
            return Self::Conflict;
        }
        if db.is_unique_violation() {
            let named = db.constraint().map(str::to_owned);
            return Self::Taken(
                named.unwrap_or_else(|| db.message().rsplit(": ").next().unwrap_or_default().to_owned()),
            );
        }
        Self::Database(error)
    }
}
