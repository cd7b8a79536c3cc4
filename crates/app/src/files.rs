//! Files that people bring: what may come in, and who may see it.

pub(crate) mod pictures;
pub(crate) mod slides;

pub use slides::MOST_BYTES as MOST_SLIDES_BYTES;

use crate::{Ctx, Error, Result, outbox::Unfinished};
use bytes::Bytes;
use copia_domain::{ids::FileId, policy::acts::SeePeople};
use copia_store::{Tx, files};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

pub use copia_store::files::ByteStream;

/// What a file is for; it decides who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A person's picture: for staff.
    Picture,
    /// The organisation's logo: for everybody.
    Logo,
}

impl Use {
    /// The word in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Logo => "logo",
        }
    }
}

/// A file to be sent to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// What it is, as found when it came in.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// Whether it may be kept by caches that many people share.
    pub is_public: bool,
}

/// A file, as far as the viewer may see it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`] for a picture of somebody and a visitor.
pub async fn open(ctx: &Ctx, id: FileId) -> Result<FileView> {
    let mut tx = ctx.read().await?;
    let file = files::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let is_public = file.purpose == Use::Logo.word();
    if !is_public {
        let _permit = ctx.viewer.on_site().permit::<SeePeople>()?;
    }
    let bytes = ctx.app.parts.files.get(id).await?.ok_or(Error::NotFound)?;
    Ok(FileView { media_type: file.media_type, bytes, is_public })
}

/// Stores the bytes of a picture that was prepared. They are there before the row that names them is committed, so
/// a row never lacks its bytes; [`kept`] takes them away when there is none.
pub(crate) async fn put(ctx: &Ctx, prepared: &pictures::Prepared) -> Result<FileId> {
    let id = ctx.id(FileId::new);
    ctx.app.parts.files.put(id, prepared.bytes.clone()).await?;
    Ok(id)
}

/// Notes stored bytes in a transaction.
pub(crate) async fn note(ctx: &Ctx, tx: &mut Tx, id: FileId, what: Use, prepared: &pictures::Prepared) -> Result<()> {
    let file = files::File {
        id,
        purpose: what.word().to_owned(),
        media_type: prepared.media_type.to_owned(),
        size: i64::try_from(prepared.bytes.len()).unwrap_or(i64::MAX),
        digest: HEXLOWER.encode(&Sha256::digest(&prepared.bytes)),
        created_at: ctx.now,
        created_by: ctx.viewer.id(),
    };
    Ok(files::add(tx, &file).await?)
}

/// Forgets a file in a transaction; its bytes are removed by a job, once the transaction is committed.
pub(crate) async fn forget(ctx: &Ctx, tx: &mut Tx, id: FileId) -> Result<()> {
    files::forget(tx, id).await?;
    ctx.enqueue(tx, &crate::outbox::Job::RemoveFile { file: id }, ctx.now, None).await
}

/// Keeps what a use case says of stored bytes, or takes the bytes away again when it failed.
pub(crate) async fn kept<T>(ctx: &Ctx, id: FileId, outcome: Result<T>) -> Result<T> {
    if outcome.is_err()
        && let Err(error) = ctx.app.parts.files.remove(id).await
    {
        tracing::warn!(%id, %error, "bytes that no row names could not be removed");
    }
    outcome
}

/// Removes the bytes of a file that no row names.
pub(crate) async fn sweep(ctx: &Ctx, id: FileId) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    if files::find(&mut tx, id).await?.is_some() {
        return Ok(());
    }
    drop(tx);
    Ok(ctx.app.parts.files.remove(id).await?)
}
