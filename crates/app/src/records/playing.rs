//! The bytes of a recording, and its captions, for those who may see the record.

use super::{Recording, page::visible_record};
use crate::{Ctx, Error, Result, events::visible, files::ByteStream};
use copia_domain::{
    ids::{FileId, RecordingId},
    records::Media,
};
use copia_store::records;
use std::ops::Range;

/// A recording that is played.
#[derive(Debug, Clone)]
pub struct Playing {
    /// Which recording.
    pub recording: Recording,
    /// What it is.
    pub media: Media,
    pieces: Vec<FileId>,
}

impl Playing {
    /// Its bytes.
    pub fn size(&self) -> u64 {
        u64::try_from(self.recording.size).unwrap_or(0)
    }

    /// Some of its bytes, as they come from where they are kept.
    pub fn stream(&self, ctx: &Ctx, range: Range<u64>) -> ByteStream {
        let piece = u64::try_from(self.recording.piece).unwrap_or(u64::MAX);
        ctx.app.parts.files.stream(self.pieces.clone(), piece, range)
    }
}

/// The recording of an event, for whoever may see its record.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn open(ctx: &Ctx, slug: &str, id: RecordingId) -> Result<Playing> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let record = visible_record(&mut tx, &event, &standing).await?;
    let id = record.and_then(|record| record.recording_id).filter(|kept| *kept == id).ok_or(Error::NotFound)?;
    let recording = records::find_recording(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let media = recording.media.ok_or(Error::NotFound)?;
    let pieces = records::pieces(&mut tx, id).await?;
    Ok(Playing { recording, media, pieces })
}

/// The captions of a recording as WebVTT, for whoever may see the record.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn captions(ctx: &Ctx, slug: &str) -> Result<String> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let record = visible_record(&mut tx, &event, &standing).await?;
    record.and_then(|record| record.captions).ok_or(Error::NotFound)
}
