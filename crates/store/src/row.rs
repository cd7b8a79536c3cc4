//! Reading rows: the same code for the rows of both databases.

use crate::{Error, Result};
use copia_domain::time::{Day, When};
use sqlx::{Row as _, ValueRef as _, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// Something that is read from a row.
pub(crate) trait FromRow: Sized {
    fn from_row(row: &Row) -> Result<Self>;
}

/// Something that is read from one column.
pub(crate) trait Cell: Sized {
    fn cell(row: &Row, column: &str) -> Result<Option<Self>>;
}

impl Row {
    /// The value of a column that is never null.
    pub(crate) fn get<T: Cell>(&self, column: &str) -> Result<T> {
        T::cell(self, column)?.ok_or_else(|| unreadable(column, "it is null"))
    }

    /// The value of a column that may be null.
    pub(crate) fn maybe<T: Cell>(&self, column: &str) -> Result<Option<T>> {
        T::cell(self, column)
    }
}

/// A field of a record: a value, or an option for a column that may be null.
pub(crate) trait Field: Sized {
    fn field(row: &Row, column: &str) -> Result<Self>;
}

impl<T: Cell> Field for Option<T> {
    fn field(row: &Row, column: &str) -> Result<Self> {
        row.maybe(column)
    }
}

pub(crate) fn unreadable(column: &str, reason: impl std::fmt::Display) -> Error {
    Error::Unreadable { column: column.to_owned(), reason: format!("{reason}") }
}

/// Reads a column with the type that each database's driver has for it.
macro_rules! read {
    ($row:ident, $column:ident, $sqlite:ty, $postgres:ty) => {
        match $row {
            Row::Sqlite(row) => row
                .try_get_unchecked::<Option<$sqlite>, _>($column)
                .map(|value| value.map(Into::into))
                .map_err(|error| unreadable($column, error))?,
            Row::Postgres(row) => row
                .try_get_unchecked::<Option<$postgres>, _>($column)
                .map(|value| value.map(Into::into))
                .map_err(|error| unreadable($column, error))?,
        }
    };
}

macro_rules! plain_cells {
    ($($type:ty),+ $(,)?) => {$(
        impl Cell for $type {
            fn cell(row: &Row, column: &str) -> Result<Option<Self>> {
                Ok(read!(row, column, $type, $type))
            }
        }
        impl Field for $type {
            fn field(row: &Row, column: &str) -> Result<Self> {
                row.get(column)
            }
        }
    )+};
}

plain_cells!(String, i64, bool, Uuid, Vec<u8>);

/// Seconds from 1970 to 2000, from where PostgreSQL counts, in microseconds.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

impl Cell for When {
    fn cell(row: &Row, column: &str) -> Result<Option<Self>> {
        match row {
            Row::Sqlite(_) => Ok(i64::cell(row, column)?.map(Self::from_micros)),
            Row::Postgres(pg) => {
                let raw = pg.try_get_raw(column).map_err(|error| unreadable(column, error))?;
                if raw.is_null() {
                    return Ok(None);
                }
                let bytes = raw.as_bytes().map_err(|error| unreadable(column, error))?;
                let bytes: [u8; 8] = bytes.try_into().map_err(|_| unreadable(column, "it is not a timestamp"))?;
                Ok(Some(Self::from_micros(i64::from_be_bytes(bytes).saturating_add(POSTGRES_EPOCH))))
            }
        }
    }
}

impl Cell for Day {
    fn cell(row: &Row, column: &str) -> Result<Option<Self>> {
        match row {
            Row::Sqlite(_) => {
                let text = String::cell(row, column)?;
                text.map(|text| Self::parse(&text).ok_or_else(|| unreadable(column, text))).transpose()
            }
            Row::Postgres(pg) => {
                let raw = pg.try_get_raw(column).map_err(|error| unreadable(column, error))?;
                if raw.is_null() {
                    return Ok(None);
                }
                let bytes = raw.as_bytes().map_err(|error| unreadable(column, error))?;
                let bytes: [u8; 4] = bytes.try_into().map_err(|_| unreadable(column, "it is not a date"))?;
                let days = i64::from(i32::from_be_bytes(bytes));
                Ok(Some(Self(jiff::civil::date(2000, 1, 1)).plus_days(days)))
            }
        }
    }
}

/// PostgreSQL's binary form of an instant.
pub(crate) const fn postgres_micros(at: When) -> i64 {
    at.micros().saturating_sub(POSTGRES_EPOCH)
}

/// PostgreSQL's binary form of a day.
pub(crate) fn postgres_days(day: Day) -> i32 {
    i32::try_from(Day(jiff::civil::date(2000, 1, 1)).days_until(day)).unwrap_or(i32::MAX)
}

/// Types that are stored as one of the types above.
macro_rules! cells_through {
    ($($type:ty, $stored:ty, $value:ident => $made:expr;)+) => {$(
        impl Cell for $type {
            fn cell(row: &Row, column: &str) -> Result<Option<Self>> {
                let stored = <$stored as Cell>::cell(row, column)?;
                stored.map(|$value| ($made).ok_or_else(|| unreadable(column, $value))).transpose()
            }
        }
        impl Field for $type {
            fn field(row: &Row, column: &str) -> Result<Self> {
                row.get(column)
            }
        }
    )+};
}

pub(crate) use cells_through;

impl Field for When {
    fn field(row: &Row, column: &str) -> Result<Self> {
        row.get(column)
    }
}

impl Field for Day {
    fn field(row: &Row, column: &str) -> Result<Self> {
        row.get(column)
    }
}

cells_through! {
    copia_domain::slug::Slug, String, v => copia_domain::slug::Slug::parse(&v);
    copia_domain::published::PublishedDate, String, v => copia_domain::published::PublishedDate::parse(&v);
}

/// Declares a struct that is read from the columns of the same names.
macro_rules! record {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        $vis struct $name { $($(#[$fmeta])* pub $field: $type),+ }

        impl $crate::row::FromRow for $name {
            fn from_row(row: &$crate::row::Row) -> $crate::Result<Self> {
                Ok(Self { $($field: $crate::row::Field::field(row, stringify!($field))?),+ })
            }
        }
    )+};
}
pub(crate) use record;
