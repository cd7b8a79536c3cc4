//! How a recording comes in: in pieces that go on where they ended, or all of it from a plain form.

use super::{Record, Recording, end, keep, kept};
use crate::{Ctx, Error, Faults, Result, ctx::Act, events::acting, outbox::Unfinished};
use bytes::{Bytes, BytesMut};
use copia_domain::{
    fields::{self, Fault},
    ids::{FileId, RecordingId},
    policy::{Permit, Scope, Standing, acts::KeepRecord},
    records::{MOST_BYTES, Media, PIECE, RecordingState, Taken, UNFINISHED_HOURS, media, take},
};
use copia_store::{Tx, records};

/// Characters of a file's name at most.
const LONGEST_NAME: usize = 200;

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which upload.
    pub id: RecordingId,
    /// Bytes that have come: where the next piece begins.
    pub offset: i64,
    /// Bytes of each piece but the last.
    pub piece: i64,
}

fn fault(fault: Fault) -> Error {
    Error::Invalid(Faults::one("recording", fault))
}

fn named(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    fields::optional_line(last, LONGEST_NAME).ok().flatten().unwrap_or_else(|| "recording".to_owned())
}

fn sized(size: i64) -> Result<()> {
    match size {
        ..=0 => Err(fault(Fault::Missing)),
        1..=MOST_BYTES => Ok(()),
        _ => Err(fault(Fault::TooLarge)),
    }
}

fn fresh(ctx: &Ctx, record: &Record, name: &str, size: i64, modified: i64) -> Recording {
    Recording {
        id: ctx.id(RecordingId::new),
        event_id: record.event_id,
        state: RecordingState::Uploading,
        name: named(name),
        size,
        modified,
        piece: PIECE,
        received: 0,
        media: None,
        begun_at: ctx.now,
        changed_at: ctx.now,
    }
}

/// Begins an upload, or goes on with that of the same file: one of the same name, size and time of its last change.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::Invalid`] for an empty file, and one that is too large.
pub async fn begin(ctx: &Ctx, slug: &str, name: &str, size: i64, modified: i64) -> Result<Progress> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, _, permit, record) = kept(ctx, &mut tx, slug).await?;
        sized(size)?;
        let new = fresh(ctx, &record, name, size, modified);
        let upload = match records::same(&mut tx, record.event_id, &new.name, size, modified).await? {
            Some(same) => same,
            None => {
                records::begin(&mut tx, &permit, &new).await?;
                new
            }
        };
        tx.commit().await?;
        Ok(Progress { id: upload.id, offset: upload.received, piece: upload.piece })
    })
    .await
}

/// An upload of an event that is not finished.
async fn unfinished(tx: &mut Tx, record: &Record, id: RecordingId) -> Result<Recording> {
    let found = records::find_recording(tx, id).await?.filter(|found| found.event_id == record.event_id);
    match found {
        Some(found) if found.state == RecordingState::Uploading => Ok(found),
        Some(found) if found.state == RecordingState::Ready => Err(Error::AlreadyDone),
        _ => Err(Error::NotFound),
    }
}

/// Takes a piece of an upload in, if it is the next one; how far the upload is then.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::AlreadyDone`] for one that is finished; [`Error::Invalid`] for a
/// piece of the wrong length, and for a file that is no recording: nothing is kept of it.
pub async fn add_piece(ctx: &Ctx, slug: &str, id: RecordingId, offset: i64, bytes: Bytes) -> Result<Progress> {
    let mut tx = ctx.read().await?;
    let (_, _, _, record) = kept(ctx, &mut tx, slug).await?;
    let upload = unfinished(&mut tx, &record, id).await?;
    drop(tx);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let at = |offset| Progress { id, offset, piece: upload.piece };
    let position = match take(upload.received, upload.size, upload.piece, offset, length) {
        Taken::Kept(position) => position,
        Taken::Elsewhere => return Ok(at(upload.received)),
        Taken::WrongLength => return Err(Error::Invalid(Faults::one("piece", Fault::OutOfRange))),
    };
    let found = if position == 0 { media(&bytes) } else { upload.media };
    let Some(found) = found else {
        discard(ctx, slug, id).await?;
        return Err(fault(Fault::WrongType));
    };
    // The bytes are there before the row that names them.
    let file = ctx.id(FileId::new);
    ctx.app.parts.files.put(file, bytes).await?;
    let added = ctx
        .retry(|| async {
            let mut tx = ctx.write().await?;
            let (_, _, permit, record) = kept(ctx, &mut tx, slug).await?;
            let now = unfinished(&mut tx, &record, id).await?;
            if now.received != upload.received {
                return Ok((false, now.received));
            }
            records::add_piece(&mut tx, &permit, &now, (position, file, length), Some(found), ctx.now).await?;
            tx.commit().await?;
            Ok((true, now.received + length))
        })
        .await;
    if !matches!(added, Ok((true, _))) {
        // No row names them: another sender was faster, or it could not be noted.
        drop(ctx.app.parts.files.remove(file).await);
    }
    added.map(|(_, offset)| at(offset))
}

/// Ends an upload that is no recording.
async fn discard(ctx: &Ctx, slug: &str, id: RecordingId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, _, permit, record) = kept(ctx, &mut tx, slug).await?;
        end(ctx, &mut tx, &permit, &record, id).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Finishes an upload: it becomes the recording of the event, instead of the one that was there.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] while pieces are missing; [`Error::Invalid`] for a record
/// that is published and lacks what a recording needs. Finishing once more is no error.
pub async fn finish(ctx: &Ctx, slug: &str, id: RecordingId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing, permit, record) = kept(ctx, &mut tx, slug).await?;
        if record.recording_id == Some(id) {
            return Ok(());
        }
        let upload = unfinished(&mut tx, &record, id).await?;
        if upload.received != upload.size {
            return Err(Error::NotNow("recording-unfinished"));
        }
        attach(ctx, &mut tx, &permit, &standing, record, &upload).await?;
        Ok(tx.commit().await?)
    })
    .await
}

async fn attach(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<KeepRecord>,
    standing: &Standing,
    mut record: Record,
    upload: &Recording,
) -> Result<()> {
    records::finish(tx, permit, upload, ctx.now).await?;
    if let Some(before) = record.recording_id {
        end(ctx, tx, permit, &record, before).await?;
    }
    record.recording_id = Some(upload.id);
    keep(ctx, tx, permit, &record, Act::by(acting(standing), "event.add_recording")).await
}

/// A recording that comes from a plain form: its bytes are stored as they come, and no more than one piece of them is
/// in memory. Whoever does not finish it gives it up.
#[derive(Debug)]
pub struct Incoming {
    waiting: BytesMut,
    pieces: Vec<FileId>,
    size: i64,
    media: Option<Media>,
}

impl Incoming {
    /// Begins to take a recording of an event in.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Denied`].
    pub async fn new(ctx: &Ctx, slug: &str) -> Result<Self> {
        let mut tx = ctx.read().await?;
        let _permit = kept(ctx, &mut tx, slug).await?;
        Ok(Self { waiting: BytesMut::new(), pieces: Vec::new(), size: 0, media: None })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no recording; [`Error::Store`].
    pub async fn push(&mut self, ctx: &Ctx, bytes: &[u8]) -> Result<()> {
        let piece = usize::try_from(PIECE).unwrap_or(usize::MAX);
        let mut rest = bytes;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(piece - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            rest = later;
            if self.waiting.len() == piece {
                self.store(ctx).await?;
            }
        }
        Ok(())
    }

    async fn store(&mut self, ctx: &Ctx) -> Result<()> {
        let bytes = self.waiting.split().freeze();
        self.size += i64::try_from(bytes.len()).unwrap_or(0);
        sized(self.size)?;
        if self.pieces.is_empty() {
            self.media = Some(media(&bytes).ok_or_else(|| fault(Fault::WrongType))?);
        }
        let file = ctx.id(FileId::new);
        self.pieces.push(file);
        Ok(ctx.app.parts.files.put(file, bytes).await?)
    }

    /// Makes it the recording of the event, instead of the one that was there.
    ///
    /// # Errors
    /// As [`finish`].
    pub async fn finish(&mut self, ctx: &Ctx, slug: &str, name: &str) -> Result<()> {
        if !self.waiting.is_empty() {
            self.store(ctx).await?;
        }
        sized(self.size)?;
        ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            let (_, standing, permit, record) = kept(ctx, &mut tx, slug).await?;
            let mut upload = fresh(ctx, &record, name, self.size, 0);
            records::begin(&mut tx, &permit, &upload).await?;
            for (position, file) in (0..).zip(&self.pieces) {
                let length = PIECE.min(self.size - upload.received);
                let piece = (position, *file, length);
                records::add_piece(&mut tx, &permit, &upload, piece, self.media, ctx.now).await?;
                upload.received += length;
            }
            attach(ctx, &mut tx, &permit, &standing, record, &upload).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Removes what was stored of it.
    pub async fn give_up(self, ctx: &Ctx) {
        for file in self.pieces {
            // No row names them. That they cannot be removed now costs room, and nothing else.
            drop(ctx.app.parts.files.remove(file).await);
        }
    }
}

/// Ends the uploads with which nobody has gone on for a day.
pub(crate) async fn end_unfinished(ctx: &Ctx, tx: &mut Tx) -> Result<()> {
    for (id, event) in records::to_forget(tx, ctx.now.plus_seconds(-UNFINISHED_HOURS * 3_600)).await? {
        let permit = Permit::of_the_system(Scope::Event(event), "nobody goes on with the upload");
        end(ctx, tx, &permit, &Record::blank(event, ctx.now), id).await?;
    }
    Ok(())
}

/// Removes the bytes of a recording that has ended, and then forgets it.
pub(crate) async fn sweep(ctx: &Ctx, id: RecordingId) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let found = records::find_recording(&mut tx, id).await?;
    if found.is_none_or(|found| found.state != RecordingState::Ended) {
        return Ok(());
    }
    let pieces = records::pieces(&mut tx, id).await?;
    drop(tx);
    for piece in pieces {
        ctx.app.parts.files.remove(piece).await?;
    }
    let forgotten = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        records::forget(&mut tx, id).await?;
        Ok(tx.commit().await?)
    });
    Ok(forgotten.await?)
}
