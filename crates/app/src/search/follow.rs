//! Following the change log: each process keeps its own index, and stores in it how far it has come.

use super::documents;
use crate::{App, Result};
use copia_domain::ids::EventId;
use copia_search::{Change, Document, Kind};
use copia_store::{
    Topic, Tx, change_log,
    search_documents::{self, OfEvent},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::watch;
use uuid::Uuid;

/// Changes that are read at a time. One commit of the index costs some tens of milliseconds whatever its size.
const BATCH: i64 = 2_000;

/// Brings the index up to the records as they are now; how many changes there were.
///
/// # Errors
/// [`crate::Error::Store`] and [`crate::Error::Search`].
pub async fn catch_up(app: &Arc<App>) -> Result<usize> {
    let mut applied = 0;
    loop {
        let ctx = app.system();
        let mut tx = ctx.read().await?;
        let rows = change_log::since(&mut tx, app.parts.search.position(), BATCH).await?;
        let Some(last) = rows.last() else { return Ok(applied) };
        let position = last.position;
        applied += rows.len();
        let changes = changes(&mut tx, &rows).await?;
        drop(tx);
        let index = Arc::clone(&app.parts.search);
        let done = tokio::task::spawn_blocking(move || index.apply(changes, position)).await;
        done.map_err(|error| crate::Error::Internal(error.to_string()))??;
    }
}

/// Empties an index that followed another database, such as the one before a backup was restored.
///
/// # Errors
/// [`crate::Error::Store`] and [`crate::Error::Search`].
pub async fn settle(app: &Arc<App>) -> Result<()> {
    let ctx = app.system();
    let last = ctx
        .retry(|| async {
            let mut tx = ctx.write().await?;
            let last = change_log::settle(&mut tx).await?;
            tx.commit().await?;
            Ok(last)
        })
        .await?;
    let index = Arc::clone(&app.parts.search);
    if index.position() <= last {
        return Ok(());
    }
    tracing::warn!("the search index belongs to another database and is built anew");
    let cleared = tokio::task::spawn_blocking(move || index.clear()).await;
    cleared.map_err(|error| crate::Error::Internal(error.to_string()))?.map_err(Into::into)
}

/// The documents of what changed; what is not found any more is removed.
async fn changes(tx: &mut Tx, rows: &[change_log::Changed]) -> Result<Vec<Change>> {
    let mut by_kind: HashMap<Kind, Vec<Uuid>> = HashMap::new();
    for row in rows {
        // Records of kinds that are not searched are passed over.
        if let Some(kind) = Kind::from_name(&row.record_kind) {
            let ids = by_kind.entry(kind).or_default();
            ids.push(row.record_id);
        }
    }
    let mut changes = Vec::new();
    for (kind, mut ids) in by_kind {
        ids.sort_unstable();
        ids.dedup();
        let found = match kind {
            Kind::Community => {
                search_documents::communities(tx, &ids).await?.into_iter().map(documents::community).collect()
            }
            Kind::Person => search_documents::people(tx, &ids).await?.into_iter().map(documents::person).collect(),
            Kind::Area => search_documents::areas(tx, &ids).await?.into_iter().map(documents::area).collect(),
            Kind::Event => events(tx, &ids).await?,
            Kind::News => search_documents::news(tx, &ids).await?.into_iter().map(documents::news).collect(),
            Kind::Page => Vec::new(),
        };
        let kept: std::collections::HashSet<Uuid> = found.iter().map(|document| document.id).collect();
        changes.extend(ids.into_iter().filter(|id| !kept.contains(id)).map(|id| Change::Remove { kind, id }));
        changes.extend(found.into_iter().map(Change::Put));
    }
    Ok(changes)
}

/// Announced events as documents, each with those who may find it.
async fn events(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Document>> {
    let communities = search_documents::event_communities(tx, ids).await?;
    let people = search_documents::event_people(tx, ids).await?;
    let of = |rows: &[OfEvent], id: EventId| -> Vec<Uuid> {
        rows.iter().filter(|row| row.event_id == id).map(|row| row.id).collect()
    };
    let texts = search_documents::events(tx, ids).await?.into_iter();
    Ok(texts.map(|text| documents::event(&of(&communities, text.id), &of(&people, text.id), text)).collect())
}

/// Seconds after which the log is read even if nobody was woken: a lost wake-up then costs little.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// On PostgreSQL what was written is read only once every transaction that began before it is over, in whichever database
/// of the server: so often it is looked for after a wake-up, and so long is waited in between.
const LOOKS: u32 = 30;
const HELD_BACK: Duration = Duration::from_secs(1);
/// A pause after which the index gives back the memory that writing took.
const REST_AFTER: Duration = Duration::from_secs(5);

/// Follows the log until told to stop.
pub async fn follow(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut topics = app.parts.db.subscribe();
    let mut is_resting = true;
    let mut looks = LOOKS;
    if let Err(error) = settle(&app).await {
        tracing::error!(%error, "the search index cannot be compared with the database");
    }
    while !*stop.borrow() {
        match catch_up(&app).await {
            Ok(0) => {}
            Ok(changes) => {
                is_resting = false;
                tracing::debug!(changes, "the search index was brought up to date");
            }
            Err(error) => tracing::error!(%error, "the search index cannot be brought up to date"),
        }
        let wait = match (is_resting, looks) {
            (false, _) => REST_AFTER,
            (true, 0) => LONGEST_WAIT,
            (true, _) => HELD_BACK,
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {
                looks = looks.saturating_sub(1);
                if !is_resting {
                    let index = Arc::clone(&app.parts.search);
                    let rested = tokio::task::spawn_blocking(move || index.rest()).await;
                    is_resting = matches!(rested, Ok(Ok(())));
                }
            }
            _ = stop.changed() => {}
            () = woken(&mut topics) => looks = LOOKS,
        }
    }
}

async fn woken(topics: &mut tokio::sync::broadcast::Receiver<Topic>) {
    loop {
        match topics.recv().await {
            Ok(Topic::Changes) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(tokio::sync::broadcast::error::RecvError::Closed) => std::future::pending::<()>().await,
        }
    }
}
