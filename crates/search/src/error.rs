//! What can go wrong with the index.

/// A failure of the index itself. No query text, however odd, causes one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine could not read or write the index.
    #[error("the search index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index could not be read or written.
    #[error("the search index could not be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// The index does not have the shape this version writes.
    #[error("the search index is not usable: {0}")]
    Unusable(String),
}

/// The result of an operation on the index.
pub type Result<T> = std::result::Result<T, Error>;
