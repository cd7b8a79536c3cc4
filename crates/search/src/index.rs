//! The index on disk: opening it, feeding it, and how far it has been fed.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::merge_policy::LogMergePolicy;
use tantivy::schema::Schema;
use tantivy::{
    IndexBuilder, IndexReader, IndexSettings, IndexSortByField, IndexWriter, Order, ReloadPolicy, Searcher, Term,
};

use crate::document::{Change, key};
use crate::error::{Error, Result};
use crate::schema::{self, Fields};
use crate::synonyms::Synonyms;

/// The writer takes this many bytes while it works: the least that the engine accepts.
const WRITER_BYTES: usize = 15_000_000;

/// Segments above this size are left alone, so that no single merge holds up the log for long.
const LARGEST_MERGED_SEGMENT: usize = 200_000;

/// Removed text leaves the disk once it is more than this share of a segment.
const TOLERATED_REMOVALS: f32 = 0.2;

/// Blocks of 16 KB kept unpacked for each segment; hits are few, so few are worth keeping.
const CACHED_BLOCKS: usize = 4;

/// What an organisation sets about its search.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Groups of expressions that mean the same, such as `["CoP", "community of practice"]`. A
    /// query with one finds documents with any. They apply at once, without a rebuild.
    pub synonyms: Vec<Vec<String>>,
}

/// The search index. It is shared freely between threads; searches go on while changes are applied.
pub struct Index {
    engine: tantivy::Index,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    position: AtomicI64,
    pub(crate) fields: Fields,
    pub(crate) synonyms: Synonyms,
}

impl Index {
    /// Opens the index in this folder, or starts one at position 0. An index that is damaged or of
    /// another version is discarded and started afresh, with a warning. Only the index's own
    /// subfolders are ever deleted. Fails where the folder cannot be read or written.
    pub fn open(folder: &Path, options: &Options) -> Result<Self> {
        let current = folder.join(format!("v{}", schema::VERSION));
        discard_other_versions(folder, &current)?;
        if current.join("meta.json").exists() {
            match Self::open_existing(&current, options) {
                Ok(index) => return Ok(index),
                Err(reason) => tracing::warn!(
                    folder = %current.display(), %reason,
                    "The search index is damaged. It is discarded and will be rebuilt."
                ),
            }
        }
        if current.exists() {
            fs::remove_dir_all(&current)?;
        }
        fs::create_dir_all(&current)?;
        let (schema, fields) = schema::build();
        let index = builder(schema).create_in_dir(&current)?;
        Self::around(index, fields, options)
    }

    /// An empty index that lives in memory only, for tests.
    pub fn in_memory(options: &Options) -> Result<Self> {
        let (schema, fields) = schema::build();
        let index = builder(schema).create_in_ram()?;
        Self::around(index, fields, options)
    }

    fn open_existing(folder: &Path, options: &Options) -> Result<Self> {
        let (schema, fields) = schema::build();
        let mut index = tantivy::Index::open_in_dir(folder)?;
        if index.schema() != schema {
            return Err(Error::Unusable("its fields are others".to_owned()));
        }
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(Error::Unusable(format!("files are damaged: {damaged:?}")));
        }
        index.set_tokenizers(schema::analysers());
        Self::around(index, fields, options)
    }

    fn around(index: tantivy::Index, fields: Fields, options: &Options) -> Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let metas = index.load_metas()?;
        let position = match metas.payload {
            Some(text) => text.parse().map_err(|_| Error::Unusable("its position is not a number".to_owned()))?,
            None if metas.segments.is_empty() => 0,
            None => return Err(Error::Unusable("its position is missing".to_owned())),
        };
        Ok(Self {
            engine: index,
            reader,
            writer: Mutex::new(None),
            position: AtomicI64::new(position),
            fields,
            synonyms: Synonyms::new(&options.synonyms),
        })
    }

    /// The position in the change log that the contents agree with; 0 for an empty index.
    pub fn position(&self) -> i64 {
        self.position.load(Ordering::Acquire)
    }

    /// How many documents there are, whoever may see them.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Applies changes in order and records the position they lead to, in one commit; searches see
    /// them when this returns. Applying the same changes again changes nothing, and a position that
    /// lies behind the index's own is passed over. On failure nothing is applied. A commit costs
    /// tens of milliseconds however small it is, and documents wait in memory until theirs: a long
    /// log is best applied some 1,000 changes at a time. Blocking: call it where waiting for the
    /// disk is allowed.
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>, position: i64) -> Result<()> {
        if position < self.position() {
            return Ok(());
        }
        self.commit(position, |writer| {
            for change in changes {
                match change {
                    Change::Put(document) => {
                        writer.delete_term(self.key_term(&key(document.kind, document.id)));
                        writer.add_document(self.fields.fill(&document))?;
                    }
                    Change::Remove { kind, id } => {
                        writer.delete_term(self.key_term(&key(kind, id)));
                    }
                }
            }
            Ok(())
        })
    }

    /// Empties the index and goes back to position 0, to build it afresh from the whole log.
    pub fn clear(&self) -> Result<()> {
        self.commit(0, |writer| {
            writer.delete_all_documents()?;
            Ok(())
        })
    }

    /// Waits for merging to end and gives back the writer's memory and threads; the next
    /// [`Index::apply`] opens it again. Call it when the log has no more to give. Blocking.
    pub fn rest(&self) -> Result<()> {
        if let Some(writer) = self.writer().take() {
            writer.wait_merging_threads()?;
            self.reader.reload()?;
        }
        Ok(())
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    fn commit(&self, position: i64, work: impl FnOnce(&IndexWriter) -> tantivy::Result<()>) -> Result<()> {
        let mut slot = self.writer();
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self.open_writer()?,
        };
        // Where anything fails the writer is dropped here, and with it what was not committed.
        work(&writer)?;
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(&position.to_string());
        prepared.commit()?;
        *slot = Some(writer);
        self.reader.reload()?;
        self.position.store(position, Ordering::Release);
        Ok(())
    }

    fn open_writer(&self) -> Result<IndexWriter> {
        let writer = self.engine.writer_with_num_threads(1, WRITER_BYTES)?;
        let mut merging = LogMergePolicy::default();
        merging.set_max_docs_before_merge(LARGEST_MERGED_SEGMENT);
        merging.set_del_docs_ratio_before_merge(TOLERATED_REMOVALS);
        writer.set_merge_policy(Box::new(merging));
        Ok(writer)
    }

    fn writer(&self) -> MutexGuard<'_, Option<IndexWriter>> {
        // The slot is emptied before any work, so a panic leaves no half-used writer behind.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key_term(&self, key: &str) -> Term {
        Term::from_field_text(self.fields.key, key)
    }
}

fn builder(schema: Schema) -> IndexBuilder {
    tantivy::Index::builder().schema(schema).tokenizers(schema::analysers()).settings(IndexSettings {
        sort_by_field: Some(IndexSortByField { field: schema::RANK.to_owned(), order: Order::Asc }),
        // A thread for packing is not worth its memory here.
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    })
}

fn discard_other_versions(folder: &Path, current: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let version = name.and_then(|name| name.strip_prefix('v')).and_then(|number| number.parse::<u32>().ok());
        if version.is_some() && path != current && path.join("meta.json").exists() {
            tracing::info!(
                folder = %path.display(),
                "The search index has an older form. It is discarded and will be rebuilt."
            );
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}
