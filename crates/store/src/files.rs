//! Stored files: their bytes in a folder or an S3-compatible store, what is known of them in the database.

use crate::{Error, Result, Tx, row::record};
use bytes::Bytes;
use copia_domain::{
    ids::{FileId, GivenQuoteId, PersonId},
    time::When,
};
use futures_util::{
    StreamExt as _, TryStreamExt as _,
    stream::{self, BoxStream},
};
use object_store::{
    GetOptions, ObjectStore, ObjectStoreExt as _, aws::AmazonS3Builder, local::LocalFileSystem, path::Path,
};
use std::{ops::Range, sync::Arc};

statements! {
    ADD = "INSERT INTO files (id, purpose, media_type, size, digest, created_at, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND = "SELECT id, purpose, media_type, size, digest, created_at, created_by FROM files WHERE id = $1";
    REMOVE = "DELETE FROM files WHERE id = $1";
}

record! {
    /// What is known of a file.
    pub struct File {
        /// Which file.
        id: FileId,
        /// What it is for: `picture` or `logo`.
        purpose: String,
        /// What it is, found by looking at it, never by its name.
        media_type: String,
        /// Bytes.
        size: i64,
        /// SHA-256 of the bytes in hexadecimal.
        digest: String,
        /// When it was stored.
        created_at: When,
        /// By whom.
        created_by: Option<PersonId>,
    }
}

/// Where the bytes of an S3-compatible store are.
#[derive(Debug, Clone)]
pub struct S3 {
    /// The address of the store.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// The region; `us-east-1` where the store has none.
    pub region: String,
    /// The key's name.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

/// The folder of what was taken back.
const WITHDRAWALS: &str = "withdrawals";

/// Bytes as they come.
pub type ByteStream = BoxStream<'static, Result<Bytes>>;

/// The place where the bytes are.
#[derive(Debug, Clone)]
pub struct FileStore(Arc<dyn ObjectStore>);

impl FileStore {
    /// Keeps files in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// [`Error::Folder`] when it cannot be made, [`Error::Files`] when it cannot be used.
    pub fn folder(path: &std::path::Path) -> Result<Self> {
        let fail = |source| Error::Folder { path: path.display().to_string(), source };
        std::fs::create_dir_all(path).map_err(fail)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(path)?.with_fsync(true))))
    }

    /// Keeps files in an S3-compatible store.
    ///
    /// # Errors
    /// [`Error::Files`] when the settings do not make sense.
    pub fn s3(settings: &S3) -> Result<Self> {
        // The client asks the process which implementation of TLS to use; that one was chosen before is no fault.
        drop(rustls::crypto::ring::default_provider().install_default());
        let store = AmazonS3Builder::new()
            .with_endpoint(&settings.endpoint)
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .with_allow_http(settings.endpoint.starts_with("http://"))
            .build()?;
        Ok(Self(Arc::new(store)))
    }

    /// Stores bytes under an id. They are there before the row that names them is committed, so a row never
    /// lacks its bytes.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn put(&self, id: FileId, bytes: Bytes) -> Result<()> {
        self.0.put(&path(id), bytes.into()).await?;
        Ok(())
    }

    /// The bytes of a file; `None` when there are none.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn get(&self, id: FileId) -> Result<Option<Bytes>> {
        match self.0.get(&path(id)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Bytes of something that lies in several files, one after the other, each of `piece` bytes but the last. They come
    /// as the store hands them out: what waits in memory does not grow with what is asked for.
    pub fn stream(&self, files: Vec<FileId>, piece: u64, range: Range<u64>) -> ByteStream {
        let store = Arc::clone(&self.0);
        let parts = files.into_iter().zip(0_u64..).filter_map(move |(file, number)| {
            let start = number.checked_mul(piece)?;
            let from = range.start.max(start).checked_sub(start)?;
            let to = range.end.checked_sub(start)?.min(piece);
            (from < to).then_some((file, from..to))
        });
        let opened = stream::iter(parts).then(move |(file, part)| {
            let store = Arc::clone(&store);
            async move {
                let options = GetOptions { range: Some(part.into()), ..GetOptions::default() };
                let found = store.get_opts(&path(file), options).await?;
                Ok::<_, Error>(found.into_stream().map_err(Error::from))
            }
        });
        opened.try_flatten().boxed()
    }

    /// Notes that a quote was taken back, beside the files, where restoring the database does not undo it.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn note_withdrawal(&self, quote: GivenQuoteId) -> Result<()> {
        self.0.put(&Path::from(format!("{WITHDRAWALS}/{quote}")), Bytes::new().into()).await?;
        Ok(())
    }

    /// The quotes that were ever taken back here.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn withdrawals(&self) -> Result<Vec<GivenQuoteId>> {
        let noted: Vec<_> = self.0.list(Some(&Path::from(WITHDRAWALS))).try_collect().await?;
        Ok(noted.iter().filter_map(|one| GivenQuoteId::parse(one.location.filename()?)).collect())
    }

    /// Removes the bytes of a file; that there are none is no fault.
    ///
    /// # Errors
    /// [`Error::Files`].
    pub async fn remove(&self, id: FileId) -> Result<()> {
        match self.0.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The address within the store; the last two letters make 256 folders, so that none grows too large.
fn path(id: FileId) -> Path {
    let name = id.0.simple().to_string();
    let folder: String = name.chars().skip(30).collect();
    Path::from_iter([folder.as_str(), name.as_str()])
}

/// Notes a stored file.
///
/// # Errors
/// [`Error::Database`].
pub async fn add(tx: &mut Tx, f: &File) -> Result<()> {
    let args = args![f.id, &f.purpose, &f.media_type, f.size, &f.digest, f.created_at, f.created_by];
    tx.execute(ADD, args).await.map(drop)
}

/// What is known of a file.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: FileId) -> Result<Option<File>> {
    tx.optional(FIND, args![id]).await
}

/// Forgets a file; its bytes are removed by the caller after the commit.
///
/// # Errors
/// [`Error::Database`].
pub async fn forget(tx: &mut Tx, id: FileId) -> Result<()> {
    tx.execute(REMOVE, args![id]).await.map(drop)
}
