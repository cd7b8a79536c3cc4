//! Awards and outside events.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{RecognitionId, RecordRowId, SourceId},
    policy::{Permit, acts::EditPublicPages},
    published::PublishedDate,
    time::When,
};

statements! {
    LIST = "SELECT r.id, r.held, r.kind, r.title, r.body, r.category, r.result, r.note, r.record_row_id,
              s.code AS source_code, s.title AS source_title, s.address AS source_address
            FROM recognitions r JOIN sources s ON s.id = r.source_id ORDER BY r.held DESC, r.id";
    ADD = "INSERT INTO recognitions (id, held, kind, title, body, category, result, note, source_id, record_row_id,
             recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
}

record! {
    /// An award or an outside event.
    pub struct Recognition {
        /// Which one.
        id: RecognitionId,
        /// When it was given or held, as precisely as it is known.
        held: PublishedDate,
        /// Such as "award" or "seminar".
        kind: String,
        /// What it is called.
        title: String,
        /// Who gave it or held it.
        body: Option<String>,
        /// In which category.
        category: Option<String>,
        /// Such as "won", "shortlisted" or "held".
        result: Option<String>,
        /// What a reader should know, such as a date that two pages give differently.
        note: Option<String>,
        /// The row of the record.
        record_row_id: Option<RecordRowId>,
        /// The code of the page.
        source_code: String,
        /// The title of the page.
        source_title: String,
        /// The address of the page.
        source_address: String,
    }
}

/// A recognition that is new.
#[derive(Debug, Clone)]
pub struct NewRecognition {
    /// Its id.
    pub id: RecognitionId,
    /// When it was given or held.
    pub held: PublishedDate,
    /// Such as "award" or "seminar".
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Who gave it or held it.
    pub body: Option<String>,
    /// In which category.
    pub category: Option<String>,
    /// Such as "won" or "held".
    pub result: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The page.
    pub source: SourceId,
    /// The row of the record.
    pub row: RecordRowId,
}

/// All of them, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(tx: &mut Tx) -> Result<Vec<Recognition>> {
    tx.all(LIST, args![]).await
}

/// Adds one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, _permit: &Permit<EditPublicPages>, new: &NewRecognition, now: When) -> Result<()> {
    let r = new;
    let args = args![
        r.id,
        r.held,
        &r.kind,
        &r.title,
        r.body.clone(),
        r.category.clone(),
        r.result.clone(),
        r.note.clone(),
        r.source,
        r.row,
        now
    ];
    tx.execute(ADD, args).await.map(drop)
}
