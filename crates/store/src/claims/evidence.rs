//! What stands behind a claim, and what it says now: one look-up for each kind, for all claims at once.

use crate::{
    Result, Tx,
    row::record,
    sql::{id_list, text_list},
};
use copia_domain::{
    claims::{EvidenceKind, Measure},
    counters::Counter,
    events::{Audience, State},
    ids::{ClaimId, EventId, RecordRowId, SourceId},
    policy::{
        Permit,
        acts::{ApproveClaim, WriteClaim},
    },
    slug::Slug,
    time::When,
};

statements! {
    BEHIND = "SELECT e.claim_id, e.position, e.kind, e.reference, e.note, e.value, e.base_n, e.digest
              FROM evidence e JOIN claims w ON w.id = e.claim_id
              WHERE w.origin = 'written' AND (w.id = $1 OR $1 IS NULL) ORDER BY w.position, e.claim_id, e.position";
    SUPPORT = "INSERT INTO evidence (claim_id, position, kind, source_id, record_row_id, reference, note, value, base_n)
               VALUES ($1, (SELECT coalesce(max(position), 0) + 1 FROM evidence WHERE claim_id = $1), $2, $3, $4, $5, $6,
                 $7, $8)";
    REMOVE = "DELETE FROM evidence WHERE claim_id = $1 AND position = $2";
    SEAL = "UPDATE evidence SET digest = $3 WHERE claim_id = $1 AND position = $2";
    EVENTS = "SELECT e.id, e.slug, e.title, e.state, e.audience, e.starts_at, e.zone,
                (SELECT count(*) FROM attendances t WHERE t.event_id = e.id) AS came
              FROM events e WHERE e.id IN (SELECT unhex(value) FROM json_each($1))";
    HELD = "SELECT e.id, e.title, e.starts_at, e.zone FROM events e
            WHERE e.state = 'published' AND e.audience IN ('public', 'staff') AND e.ends_at <= $1
            ORDER BY e.starts_at DESC, e.id DESC LIMIT 200";
    SOURCES = "SELECT s.id, s.code, s.title, s.address FROM sources s
               WHERE s.id IN (SELECT unhex(value) FROM json_each($1))";
    ROWS = "SELECT r.id, r.file, r.line, r.content, r.digest, i.value, i.measure, i.base_n, i.statement,
              i.state = 'approved' AS shown
            FROM record_rows r LEFT JOIN evidence b ON b.record_row_id = r.id
              AND b.claim_id IN (SELECT x.id FROM claims x WHERE x.origin <> 'written')
            LEFT JOIN claims i ON i.id = b.claim_id
            WHERE r.id IN (SELECT unhex(value) FROM json_each($1))";
    COUNTED = "SELECT counter, value FROM counters WHERE counter IN (SELECT value FROM json_each($1))";
}

record! {
    /// A piece of evidence as it is kept.
    pub struct Behind {
        /// Of which claim.
        claim_id: ClaimId,
        /// Its place.
        position: i64,
        /// Of what kind it is.
        kind: EvidenceKind,
        /// What it is, by its kind: a counter's word, an id, or the address of something elsewhere.
        reference: Option<String>,
        /// What something elsewhere is and says, in words; for others a remark.
        note: Option<String>,
        /// The figure that something elsewhere gives.
        value: Option<i64>,
        /// How many answers that rests on.
        base_n: Option<i64>,
        /// A digest of what it said when the claim was approved.
        digest: Option<String>,
    }

    /// What an event says.
    pub struct EventSays {
        /// Which event.
        id: EventId,
        /// Where its page is.
        slug: Slug,
        /// Its title.
        title: String,
        /// Whether it takes or took place.
        state: State,
        /// Who may know of it.
        audience: Audience,
        /// When it starts or started.
        starts_at: When,
        /// The zone of its place.
        zone: String,
        /// How many were recorded to be there.
        came: i64,
    }

    /// An event that can be named as evidence.
    pub struct Held {
        /// Which event.
        id: EventId,
        /// Its title.
        title: String,
        /// When it started.
        starts_at: When,
        /// The zone of its place.
        zone: String,
    }

    /// What a page is.
    pub struct SourceSays {
        /// Which page.
        id: SourceId,
        /// Its code.
        code: String,
        /// Its title.
        title: String,
        /// Its address.
        address: String,
    }

    /// What a row of the record says, with the figure that was taken over from it.
    pub struct RowSays {
        /// Which row.
        id: RecordRowId,
        /// Its file.
        file: String,
        /// Its line.
        line: i64,
        /// Its cells as JSON.
        content: String,
        /// The seal of file, line and cells.
        digest: String,
        /// The figure.
        value: Option<i64>,
        /// What that is.
        measure: Option<Measure>,
        /// How many answers it rests on.
        base_n: Option<i64>,
        /// What the figure is of.
        statement: Option<String>,
        /// Whether that figure is still shown.
        shown: Option<bool>,
    }

    /// What a counter says.
    pub struct Counted {
        /// Which counter.
        counter: Counter,
        /// Where it stands.
        value: i64,
    }
}

/// A piece of evidence that is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBehind {
    /// Of what kind it is.
    pub kind: EvidenceKind,
    /// What it is.
    pub reference: Option<String>,
    /// What it says, in words.
    pub note: Option<String>,
    /// The figure that something elsewhere gives.
    pub value: Option<i64>,
    /// How many answers that rests on.
    pub base: Option<i64>,
}

/// What stands behind one claim that somebody wrote, or behind all of them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn behind(tx: &mut Tx, claim: Option<ClaimId>) -> Result<Vec<Behind>> {
    tx.all(BEHIND, args![claim]).await
}

/// Puts a piece of evidence behind a claim.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn support(tx: &mut Tx, _permit: &Permit<WriteClaim>, claim: ClaimId, new: &NewBehind) -> Result<()> {
    let id = new.reference.as_deref();
    let source = id.filter(|_| new.kind == EvidenceKind::Source).and_then(SourceId::parse);
    let row = id.filter(|_| new.kind == EvidenceKind::Record).and_then(RecordRowId::parse);
    let args = args![claim, new.kind, source, row, new.reference.clone(), new.note.clone(), new.value, new.base];
    tx.execute(SUPPORT, args).await.map(drop)
}

/// Takes a piece of evidence away. Whether it was there.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn remove(tx: &mut Tx, _permit: &Permit<WriteClaim>, claim: ClaimId, position: i64) -> Result<bool> {
    Ok(tx.execute(REMOVE, args![claim, position]).await? == 1)
}

/// Keeps the digest of what a piece of evidence says at approval.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn seal(
    tx: &mut Tx,
    _permit: &Permit<ApproveClaim>,
    claim: ClaimId,
    position: i64,
    digest: &str,
) -> Result<()> {
    tx.execute(SEAL, args![claim, position, digest]).await.map(drop)
}

/// What events say.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn events(tx: &mut Tx, ids: Vec<EventId>) -> Result<Vec<EventSays>> {
    tx.all(EVENTS, args![id_list(ids)]).await
}

/// The last 200 events that are over and that all staff may know of, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn held(tx: &mut Tx, now: When) -> Result<Vec<Held>> {
    tx.all(HELD, args![now]).await
}

/// What pages are.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sources(tx: &mut Tx, ids: Vec<SourceId>) -> Result<Vec<SourceSays>> {
    tx.all(SOURCES, args![id_list(ids)]).await
}

/// What rows of the record say.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn rows(tx: &mut Tx, ids: Vec<RecordRowId>) -> Result<Vec<RowSays>> {
    tx.all(ROWS, args![id_list(ids)]).await
}

/// Where counters stand.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn counted(tx: &mut Tx, words: Vec<String>) -> Result<Vec<Counted>> {
    tx.all(COUNTED, args![text_list(words)]).await
}
