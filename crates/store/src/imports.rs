//! What a record was taken in from: the pages, the rows as they were read, and how pages spoke of communities.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{CommunityId, RecordRowId, SourceId},
    policy::{Permit, acts::SetUpCommunity},
    published::{PublishedDate, SeenAs},
    time::When,
};
use uuid::Uuid;

statements! {
    HELD = "SELECT (SELECT count(*) FROM record_rows) AS record_rows,
              (SELECT count(*) FROM communities) AS communities,
              (SELECT count(*) FROM service_areas) AS service_areas,
              (SELECT count(*) FROM claims WHERE origin <> 'computed') AS claims";
    ADD_SOURCE = "INSERT INTO sources (id, code, title, address) VALUES ($1, $2, $3, $4)";
    SOURCES = "SELECT id, code, title, address FROM sources ORDER BY code";
    ADD_ROW = "INSERT INTO record_rows (id, file, line, content, digest, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)";
    ROWS = "SELECT id, file, line, content, digest, recorded_at FROM record_rows ORDER BY file, line";
    ADD_SIGHTING = "INSERT INTO community_sightings (id, community_id, as_of, seen_as, announced, source_id,
                      record_row_id, recorded_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SIGHTINGS = "SELECT s.community_id, s.as_of, s.seen_as, s.announced, p.title AS source_title,
                   p.address AS source_address
                 FROM community_sightings s JOIN sources p ON p.id = s.source_id
                 WHERE s.community_id IN (SELECT unhex(value) FROM json_each($1))
                 ORDER BY s.as_of, s.id";
    ALL_SIGHTINGS = "SELECT c.name, s.record_row_id, s.as_of, s.seen_as, s.announced, p.code AS source,
                   p.title AS source_title, p.address AS source_address
                 FROM community_sightings s JOIN sources p ON p.id = s.source_id
                 JOIN communities c ON c.id = s.community_id
                 WHERE s.record_row_id IS NOT NULL ORDER BY s.id";
}

record! {
    /// How much an installation already holds of what a record brings.
    pub struct Held {
        /// Rows of an imported record.
        record_rows: i64,
        /// Communities.
        communities: i64,
        /// Service areas.
        service_areas: i64,
        /// Claims that are not computed here.
        claims: i64,
    }

    /// A page on which something was published.
    pub struct Source {
        /// Which page.
        id: SourceId,
        /// The short code by which the record refers to it.
        code: String,
        /// Its title.
        title: String,
        /// Its web address.
        address: String,
    }

    /// A row of a record as it was read.
    pub struct RecordRow {
        /// Which row.
        id: RecordRowId,
        /// The name of its file.
        file: String,
        /// Its line, counted from 1.
        line: i64,
        /// Its cells, as a JSON object of columns and texts.
        content: String,
        /// The SHA-256 of file, line and content, in hexadecimal.
        digest: String,
        /// When it was taken in.
        recorded_at: When,
    }

    /// How a page spoke of a community, for its page and the directory.
    pub struct Sighting {
        /// Which community.
        community_id: CommunityId,
        /// When the page said so.
        as_of: PublishedDate,
        /// How it spoke.
        seen_as: SeenAs,
        /// When it was announced, where the page says.
        announced: Option<PublishedDate>,
        /// The page's title.
        source_title: String,
        /// The page's address.
        source_address: String,
    }

    /// A sighting with its row of the record, for checking it.
    pub struct RecordedSighting {
        /// The community's present name.
        name: String,
        /// The row.
        record_row_id: Option<RecordRowId>,
        /// When the page said so.
        as_of: PublishedDate,
        /// How it spoke.
        seen_as: SeenAs,
        /// When it was announced.
        announced: Option<PublishedDate>,
        /// The page's code.
        source: String,
        /// The page's title.
        source_title: String,
        /// The page's address.
        source_address: String,
    }
}

/// What is known of a community from one row of a record.
#[derive(Debug, Clone)]
pub struct NewSighting {
    /// The row's id.
    pub id: Uuid,
    /// Which community.
    pub community: CommunityId,
    /// When the page said so.
    pub as_of: PublishedDate,
    /// How it spoke.
    pub seen_as: SeenAs,
    /// When it was announced, where the page says.
    pub announced: Option<PublishedDate>,
    /// The page.
    pub source: SourceId,
    /// The row of the record.
    pub row: RecordRowId,
}

/// How much the installation holds already.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn held(tx: &mut Tx) -> Result<Held> {
    tx.one(HELD, args![]).await
}

/// Adds a page.
///
/// # Errors
/// [`crate::Error::Taken`] when the code is.
pub async fn add_source(tx: &mut Tx, source: &Source) -> Result<()> {
    tx.execute(ADD_SOURCE, args![source.id, &source.code, &source.title, &source.address]).await.map(drop)
}

/// All pages, by code.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sources(tx: &mut Tx) -> Result<Vec<Source>> {
    tx.all(SOURCES, args![]).await
}

/// Adds a row as it was read. Rows are never changed.
///
/// # Errors
/// [`crate::Error::Taken`] when the line of the file is there.
pub async fn add_row(tx: &mut Tx, row: &RecordRow) -> Result<()> {
    let args = args![row.id, &row.file, row.line, &row.content, &row.digest, row.recorded_at];
    tx.execute(ADD_ROW, args).await.map(drop)
}

/// All rows, by file and line.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn rows(tx: &mut Tx) -> Result<Vec<RecordRow>> {
    tx.all(ROWS, args![]).await
}

/// Notes how a page spoke of a community.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add_sighting(
    tx: &mut Tx,
    _permit: &Permit<SetUpCommunity>,
    sighting: &NewSighting,
    now: When,
) -> Result<()> {
    let s = sighting;
    let args = args![s.id, s.community, s.as_of, s.seen_as, s.announced, s.source, s.row, now];
    tx.execute(ADD_SIGHTING, args).await.map(drop)
}

/// How pages spoke of these communities, in order of time.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sightings(tx: &mut Tx, communities: impl IntoIterator<Item = CommunityId>) -> Result<Vec<Sighting>> {
    tx.all(SIGHTINGS, args![crate::sql::id_list(communities)]).await
}

/// Every sighting that came from a record.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn recorded_sightings(tx: &mut Tx) -> Result<Vec<RecordedSighting>> {
    tx.all(ALL_SIGHTINGS, args![]).await
}
