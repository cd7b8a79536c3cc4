//! What is wrong in a record's files, where, and what to do about it.

use thiserror::Error;

/// One thing that could not be read exactly.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}{}{}: {problem}", row_words(*row), column_words(column.as_deref()))]
pub struct Fault {
    /// The name of the file.
    pub file: &'static str,
    /// The line of the file, counted from 1 (the line of column names); 0 when the whole file is
    /// meant.
    pub row: u64,
    /// The column, where one is meant.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of fault; each message ends with what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("the file is missing. Add it; a file with nothing to say holds its column names alone.")]
    FileMissing,
    #[error("the file is empty. Its first line must hold the column names {expected}.")]
    FileEmpty { expected: String },
    #[error("the column is missing. Add it to the first line, and a cell for it to every row.")]
    ColumnMissing,
    #[error("this column is not known. Remove it, or correct its name to one of {expected}.")]
    ColumnUnknown { expected: String },
    #[error("the column is there twice. Keep one of the two.")]
    ColumnTwice,
    #[error(
        "the row has {found} cells where {expected} are needed. \
         Put text that holds a comma between double quotes, and leave an unknown cell empty."
    )]
    CellCount { found: usize, expected: usize },
    #[error("the cell is empty. Fill it in, or remove the row.")]
    Empty,
    #[error("\"{found}\" is not {expected}. Correct it to what was published, or remove the row.")]
    NotA { found: String, expected: &'static str },
    #[error("the source \"{code}\" is not in sources.csv. Add the page there, or correct the code.")]
    SourceUnknown { code: String },
    #[error("the service area \"{name}\" is not in service-areas.csv. Add it there, or correct the name.")]
    ServiceAreaUnknown { name: String },
    #[error("\"{found}\" is there already, further up. Remove one of the two rows.")]
    Repeated { found: String },
    #[error("the text holds a control character. Remove it.")]
    ControlCharacter,
}

fn row_words(row: u64) -> String {
    match row {
        0 => String::new(),
        row => format!(", row {row}"),
    }
}

fn column_words(column: Option<&str>) -> String {
    column.map_or_else(String::new, |column| format!(", column {column}"))
}
