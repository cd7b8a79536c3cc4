//! The boxes in which answers wait until they are ballots: in memory only, until a batch of them is written down.
//!
//! Answering writes nothing: no row, no job, no log. A batch is drawn at random from what the box holds, and written in
//! one transaction together with the marks that say whose answers are counted, each shuffled by itself. Whoever answers
//! again meanwhile is told that the answer is there. What joins the two exists in this process's memory alone, so that
//! somebody whose answer came in elsewhere too is counted once; it ends with the batch. The decision on ballots says
//! what this is for, and against whom.
//!
//! Where several processes serve one database, each has boxes of its own, and the minimum holds for each.

use crate::{App, Ctx, Error, Result};
use copia_domain::{
    ballots::{Occasion, leaving, shuffle},
    ids::{BallotBoxId, RollEntryId},
    time::When,
};
use copia_store::ballots::{self, Ballot, BallotBox, RollEntry};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::watch;
use uuid::Uuid;

/// What one person answered: the word of each question with the answer.
pub type Paper = Vec<(&'static str, String)>;

/// The boxes of this process.
#[derive(Default)]
pub(crate) struct Boxes(Mutex<BTreeMap<BallotBoxId, Held>>);

/// What one box holds.
struct Held {
    minimum: u32,
    closes_at: When,
    /// Answers that wait.
    waiting: BTreeMap<RollEntryId, Paper>,
    /// Whose answers are being written down.
    leaving: BTreeSet<RollEntryId>,
}

/// Where somebody stands who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// They can answer.
    Open,
    /// They have answered; it is not written down yet.
    Received,
    /// Their answer is written down.
    Counted,
    /// The time for answering is over.
    Closed,
}

impl std::fmt::Debug for Boxes {
    /// Says nothing of what is in them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Boxes")
    }
}

impl Boxes {
    fn all(&self) -> MutexGuard<'_, BTreeMap<BallotBoxId, Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has(&self, id: BallotBoxId, entry: RollEntryId) -> bool {
        let boxes = self.all();
        boxes.get(&id).is_some_and(|held| held.waiting.contains_key(&entry) || held.leaving.contains(&entry))
    }

    /// Takes an answer in; whether there was none of theirs.
    fn put(&self, kept: &BallotBox, entry: RollEntryId, paper: Paper) -> bool {
        let mut boxes = self.all();
        let held = boxes.entry(kept.id).or_insert_with(|| Held {
            minimum: u32::try_from(kept.minimum).unwrap_or(u32::MAX),
            closes_at: kept.closes_at,
            waiting: BTreeMap::new(),
            leaving: BTreeSet::new(),
        });
        if held.leaving.contains(&entry) || held.waiting.contains_key(&entry) {
            return false;
        }
        held.waiting.insert(entry, paper);
        true
    }

    /// Draws the batch that leaves now, if one does: as many as have to, each as likely as any other.
    fn draw(&self, id: BallotBoxId, occasion: Occasion, random: impl FnMut() -> u64) -> Vec<(RollEntryId, Paper)> {
        let mut boxes = self.all();
        let Some(held) = boxes.get_mut(&id) else { return Vec::new() };
        let count = leaving(u32::try_from(held.waiting.len()).unwrap_or(u32::MAX), held.minimum, occasion);
        let mut entries: Vec<RollEntryId> = held.waiting.keys().copied().collect();
        shuffle(&mut entries, random);
        entries.truncate(usize::try_from(count).unwrap_or(0));
        held.leaving.extend(&entries);
        entries.into_iter().filter_map(|entry| held.waiting.remove_entry(&entry)).collect()
    }

    /// Ends what was drawn: those in `back` wait again, the others are done with.
    fn settle(&self, id: BallotBoxId, drawn: &[RollEntryId], back: Vec<(RollEntryId, Paper)>) {
        let mut boxes = self.all();
        let Some(held) = boxes.get_mut(&id) else { return };
        for entry in drawn {
            held.leaving.remove(entry);
        }
        held.waiting.extend(back);
    }
}

fn random(app: &App) -> impl FnMut() -> u64 + use<> {
    let entropy = app.parts.entropy.clone();
    move || u64::from_le_bytes(entropy.bytes())
}

/// An id that says nothing, not even when it was made.
pub(crate) fn random_id(app: &App) -> Uuid {
    uuid::Builder::from_random_bytes(app.parts.entropy.bytes()).into_uuid()
}

/// Where somebody stands who is asked.
pub(crate) fn stand(ctx: &Ctx, kept: &BallotBox, entry: &RollEntry) -> Stand {
    match () {
        () if entry.has_answered => Stand::Counted,
        () if ctx.app.boxes.has(kept.id, entry.id) => Stand::Received,
        () if ctx.now >= kept.closes_at => Stand::Closed,
        () => Stand::Open,
    }
}

/// Takes somebody's answer in, and writes a batch down where one is due. That a batch cannot be written now is no fault
/// of theirs: it waits.
///
/// # Errors
/// [`Error::AlreadyDone`] for somebody who has answered; [`Error::NotNow`] after the time for it.
pub(crate) async fn cast(ctx: &Ctx, kept: &BallotBox, entry: &RollEntry, paper: Paper) -> Result<()> {
    match stand(ctx, kept, entry) {
        Stand::Counted | Stand::Received => return Err(Error::AlreadyDone),
        Stand::Closed => return Err(Error::NotNow("pulse-closed")),
        Stand::Open => {}
    }
    if !ctx.app.boxes.put(kept, entry.id, paper) {
        return Err(Error::AlreadyDone);
    }
    // A browser that hangs up stops its request, but not the batch.
    let (app, id) = (Arc::clone(&ctx.app), kept.id);
    let written = tokio::spawn(async move { empty(&app, id, Occasion::Arrival).await });
    written.await.map_err(|_| Error::Internal("a batch of ballots was interrupted".to_owned()))
}

/// Writes down what leaves a box now.
async fn empty(app: &Arc<App>, id: BallotBoxId, occasion: Occasion) {
    let drawn = app.boxes.draw(id, occasion, random(app));
    if drawn.is_empty() {
        return;
    }
    let entries: Vec<RollEntryId> = drawn.iter().map(|(entry, _)| *entry).collect();
    let back = match write(app, id, &drawn).await {
        Ok(fresh) if fresh.is_written => Vec::new(),
        // Some had been counted through another process, and the others are too few without them.
        Ok(fresh) => drawn.into_iter().filter(|(entry, _)| fresh.entries.contains(entry)).collect(),
        Err(error) => {
            tracing::error!(%error, "a batch of ballots waits, because it cannot be written down");
            drawn
        }
    };
    app.boxes.settle(id, &entries, back);
}

/// Whose answers were not counted before, and whether they are written down now.
struct Fresh {
    entries: BTreeSet<RollEntryId>,
    is_written: bool,
}

/// Writes a batch down, without those whose answers were counted before; nothing where the rest is below the minimum.
async fn write(app: &Arc<App>, id: BallotBoxId, drawn: &[(RollEntryId, Paper)]) -> Result<Fresh> {
    let ctx = app.system();
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Some(kept) = ballots::get(&mut tx, id).await? else { return Err(Error::NotFound) };
        let mut entries: Vec<RollEntryId> = drawn.iter().map(|(entry, _)| *entry).collect();
        shuffle(&mut entries, random(app));
        let entries: BTreeSet<RollEntryId> = ballots::mark(&mut tx, id, &entries).await?.into_iter().collect();
        if i64::try_from(entries.len()).unwrap_or(0) < kept.minimum {
            return Ok(Fresh { entries, is_written: false });
        }
        let papers = drawn.iter().filter(|(entry, _)| entries.contains(entry)).flat_map(|(_, paper)| paper);
        let mut written: Vec<Ballot> =
            papers.map(|(question, answer)| Ballot { id: random_id(app), question, answer: answer.clone() }).collect();
        shuffle(&mut written, random(app));
        ballots::add(&mut tx, id, written).await?;
        tx.commit().await?;
        Ok(Fresh { entries, is_written: true })
    })
    .await
}

/// Writes down what a box holds whose time is over. Fewer than the minimum are thrown away, as people were told.
pub(crate) async fn close(app: &Arc<App>, id: BallotBoxId) {
    empty(app, id, Occasion::Closing).await;
    let mut boxes = app.boxes.all();
    if boxes.get(&id).is_some_and(|held| held.leaving.is_empty() && held.waiting.len() < low(held.minimum)) {
        boxes.remove(&id);
    }
}

fn low(minimum: u32) -> usize {
    usize::try_from(minimum).unwrap_or(usize::MAX)
}

/// Looks after all boxes: those whose time is over are emptied, and batches that could not be written are tried again.
pub async fn look_after(app: &Arc<App>) {
    let now = app.parts.clock.now();
    let known: Vec<(BallotBoxId, When)> = app.boxes.all().iter().map(|(id, held)| (*id, held.closes_at)).collect();
    for (id, closes_at) in known {
        if now >= closes_at {
            close(app, id).await;
        } else {
            empty(app, id, Occasion::Arrival).await;
        }
    }
}

/// Looks after all boxes twice a minute until told to stop.
pub async fn follow(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    const PAUSE: Duration = Duration::from_secs(30);
    while !*stop.borrow() {
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => look_after(&app).await,
            _ = stop.changed() => {}
        }
    }
}

/// Writes down what can be before the program ends. Answers in fewer than the minimum are lost with it; whoever gave
/// them can answer again.
pub async fn stop(app: &Arc<App>) {
    let known: Vec<BallotBoxId> = app.boxes.all().keys().copied().collect();
    for id in known {
        empty(app, id, Occasion::Stopping).await;
    }
}
