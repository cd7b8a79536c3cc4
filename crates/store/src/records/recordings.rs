//! Recordings whose bytes are kept here, in pieces.

use crate::{Error, Result, Tx, events::belongs, row::record};
use copia_domain::{
    ids::{EventId, FileId, RecordingId},
    policy::{Permit, acts::KeepRecord},
    records::{Media, RecordingState},
    time::When,
};

macro_rules! recording {
    () => {
        "SELECT id, event_id, state, name, size, modified, piece, received, media, begun_at, changed_at
         FROM recordings WHERE "
    };
}

statements! {
    FIND = concat!(recording!(), "id = $1");
    UNFINISHED = concat!(recording!(), "event_id = $1 AND state = 'uploading' ORDER BY changed_at DESC, id");
    SAME = concat!(recording!(), "event_id = $1 AND state = 'uploading' AND name = $2 AND size = $3 AND modified = $4");
    BEGIN = "INSERT INTO recordings (id, event_id, state, name, size, modified, piece, received, begun_at, changed_at)
             VALUES ($1, $2, 'uploading', $3, $4, $5, $6, 0, $7, $7)";
    ADD_PIECE = "INSERT INTO recording_pieces (recording_id, position, file_id) VALUES ($1, $2, $3)";
    ADVANCE = "UPDATE recordings SET received = received + $3, media = $4, changed_at = $5
               WHERE id = $1 AND received = $2 AND state = 'uploading'";
    PIECES = "SELECT file_id FROM recording_pieces WHERE recording_id = $1 ORDER BY position";
    FINISH = "UPDATE recordings SET state = 'ready', changed_at = $2
              WHERE id = $1 AND state = 'uploading' AND received = size";
    END = "UPDATE recordings SET state = 'ended', changed_at = $3 WHERE id = $1 AND event_id = $2 AND state <> 'ended'";
    TO_FORGET = "SELECT id, event_id FROM recordings WHERE state = 'uploading' AND changed_at < $1 ORDER BY id";
    FORGET_PIECES = "DELETE FROM recording_pieces WHERE recording_id = $1";
    FORGET = "DELETE FROM recordings WHERE id = $1 AND state = 'ended'";
}

record! {
    /// A recording whose bytes are kept here, or on their way.
    pub struct Recording {
        /// Which recording.
        id: RecordingId,
        /// Of which event.
        event_id: EventId,
        /// Where it stands.
        state: RecordingState,
        /// The name of the file.
        name: String,
        /// Bytes.
        size: i64,
        /// When the sender's file was last changed, in milliseconds as browsers say it; 0 where none did.
        modified: i64,
        /// Bytes of each piece but the last.
        piece: i64,
        /// Bytes that have come.
        received: i64,
        /// What it is, found by looking at its first piece.
        media: Option<Media>,
        /// When the upload began.
        begun_at: When,
        /// When a piece of it last came, or it was finished or ended.
        changed_at: When,
    }

    struct Piece { file_id: FileId }

    struct Due { id: RecordingId, event_id: EventId }
}

/// A recording.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: RecordingId) -> Result<Option<Recording>> {
    tx.optional(FIND, args![id]).await
}

/// The uploads of an event that are not finished, the one that went on last first.
///
/// # Errors
/// [`Error::Database`].
pub async fn unfinished(tx: &mut Tx, event: EventId) -> Result<Vec<Recording>> {
    tx.all(UNFINISHED, args![event]).await
}

/// The unfinished upload of the same file.
///
/// # Errors
/// [`Error::Database`].
pub async fn same(tx: &mut Tx, event: EventId, name: &str, size: i64, modified: i64) -> Result<Option<Recording>> {
    tx.optional(SAME, args![event, name, size, modified]).await
}

/// Notes that an upload begins.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn begin(tx: &mut Tx, permit: &Permit<KeepRecord>, r: &Recording) -> Result<()> {
    belongs(permit, r.event_id)?;
    let args = args![r.id, r.event_id, &r.name, r.size, r.modified, r.piece, r.begun_at];
    tx.execute(BEGIN, args).await.map(drop)
}

/// Notes a piece whose bytes are stored, at the end of what has come.
///
/// # Errors
/// [`Error::Stale`] when another piece was faster, or the permit is for another event.
pub async fn add_piece(
    tx: &mut Tx,
    permit: &Permit<KeepRecord>,
    before: &Recording,
    (position, file, length): (i64, FileId, i64),
    media: Option<Media>,
    now: When,
) -> Result<()> {
    belongs(permit, before.event_id)?;
    if tx.execute(ADVANCE, args![before.id, before.received, length, media, now]).await? != 1 {
        return Err(Error::Stale);
    }
    tx.execute(ADD_PIECE, args![before.id, position, file]).await.map(drop)
}

/// The pieces of a recording in their order.
///
/// # Errors
/// [`Error::Database`].
pub async fn pieces(tx: &mut Tx, id: RecordingId) -> Result<Vec<FileId>> {
    let pieces: Vec<Piece> = tx.all(PIECES, args![id]).await?;
    Ok(pieces.into_iter().map(|piece| piece.file_id).collect())
}

/// Notes that a recording is whole.
///
/// # Errors
/// [`Error::Stale`] when it is not, or the permit is for another event.
pub async fn finish(tx: &mut Tx, permit: &Permit<KeepRecord>, recording: &Recording, now: When) -> Result<()> {
    belongs(permit, recording.event_id)?;
    if tx.execute(FINISH, args![recording.id, now]).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Ends a recording; its bytes are removed by a job. Whether there was anything to end.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another event.
pub async fn end(tx: &mut Tx, permit: &Permit<KeepRecord>, event: EventId, id: RecordingId, now: When) -> Result<bool> {
    belongs(permit, event)?;
    Ok(tx.execute(END, args![id, event, now]).await? == 1)
}

/// Uploads with which nobody has gone on since an instant, with their events.
///
/// # Errors
/// [`Error::Database`].
pub async fn to_forget(tx: &mut Tx, before: When) -> Result<Vec<(RecordingId, EventId)>> {
    let due: Vec<Due> = tx.all(TO_FORGET, args![before]).await?;
    Ok(due.into_iter().map(|due| (due.id, due.event_id)).collect())
}

/// Forgets a recording that has ended, once its bytes are gone.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget(tx: &mut Tx, id: RecordingId) -> Result<()> {
    tx.execute(FORGET_PIECES, args![id]).await?;
    tx.execute(FORGET, args![id]).await.map(drop)
}
