//! The boxes in which answers wait until they are ballots: in memory only, until a batch of them is written down.
//!
//! Answering writes nothing: no row, no job, no log. A batch is drawn at random from what the box holds, and written in
//! one transaction together with the marks that say whose answers are counted, each shuffled by itself. Whoever answers
//! again meanwhile is told that the answer is there. What joins the two exists in this process's memory alone, so that
//! somebody whose answer came in elsewhere too is counted once; it ends with the batch. The decision on ballots says
//! what this is for, and against whom.
//!
//! Where several processes serve one database, each has boxes of its own, and the minimum holds for each.

mod elsewhere;
mod opening;
mod releasing;

use crate::{App, Ctx, Error, Result};
use copia_domain::{
    ballots::{Occasion, batches, shuffle},
    ids::{BallotBoxId, BallotCellId, RollEntryId},
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

pub(crate) use elsewhere::{BroughtIn, bring_in};
pub(crate) use opening::{Invited, Opening, open};
pub use releasing::{counted, plan, release};
pub(crate) use releasing::{read, still_says, stored, work_out};

/// What one person answered to one question.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The word of the question.
    pub question: String,
    /// What they answered.
    pub answer: String,
    /// Whether its ballot may say the giver's cell. Words never do.
    pub may_say_cell: bool,
}

/// What one person answered.
pub type Paper = Vec<Answer>;

/// The boxes of this process.
#[derive(Default)]
pub(crate) struct Boxes(Mutex<BTreeMap<BallotBoxId, Held>>);

/// What one box holds.
struct Held {
    minimum: u32,
    closes_at: When,
    /// Answers that wait.
    waiting: BTreeMap<RollEntryId, Waiting>,
    /// Whose answers are being written down.
    leaving: BTreeSet<RollEntryId>,
}

/// An answer that waits.
struct Waiting {
    cell: Option<BallotCellId>,
    paper: Paper,
}

/// Answers that leave a box together.
struct Drawn {
    /// The cell that their ballots say.
    says: Option<BallotCellId>,
    papers: Vec<(RollEntryId, Waiting)>,
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
    fn put(&self, kept: &BallotBox, entry: &RollEntry, paper: Paper) -> bool {
        let mut boxes = self.all();
        let held = boxes.entry(kept.id).or_insert_with(|| Held {
            minimum: u32::try_from(kept.minimum).unwrap_or(u32::MAX),
            closes_at: kept.closes_at,
            waiting: BTreeMap::new(),
            leaving: BTreeSet::new(),
        });
        if held.leaving.contains(&entry.id) || held.waiting.contains_key(&entry.id) {
            return false;
        }
        held.waiting.insert(entry.id, Waiting { cell: entry.cell_id, paper });
        true
    }

    /// Draws the batches that leave now: as many of each cell as have to, each as likely as any other.
    fn draw(&self, id: BallotBoxId, occasion: Occasion, mut random: impl FnMut() -> u64) -> Vec<Drawn> {
        let mut boxes = self.all();
        let Some(held) = boxes.get_mut(&id) else { return Vec::new() };
        let mut by_cell: BTreeMap<Option<BallotCellId>, Vec<RollEntryId>> = BTreeMap::new();
        for (entry, waits) in &held.waiting {
            by_cell.entry(waits.cell).or_default().push(*entry);
        }
        let count = |entries: &Vec<RollEntryId>| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let counts = by_cell.iter().map(|(cell, entries)| (*cell, count(entries))).collect();
        let mut all = Vec::new();
        for batch in batches(&counts, held.minimum, occasion) {
            let mut drawn = Drawn { says: batch.says, papers: Vec::new() };
            for (cell, count) in batch.from {
                let mut entries = by_cell.remove(&cell).unwrap_or_default();
                shuffle(&mut entries, &mut random);
                entries.truncate(usize::try_from(count).unwrap_or(0));
                held.leaving.extend(&entries);
                drawn.papers.extend(entries.iter().filter_map(|entry| held.waiting.remove_entry(entry)));
            }
            all.push(drawn);
        }
        all
    }

    /// Ends what was drawn: those in `back` wait again, the others are done with.
    fn settle(&self, id: BallotBoxId, drawn: &[RollEntryId], back: Vec<(RollEntryId, Waiting)>) {
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
    if !ctx.app.boxes.put(kept, entry, paper) {
        return Err(Error::AlreadyDone);
    }
    // A browser that hangs up stops its request, but not the batch.
    let (app, id) = (Arc::clone(&ctx.app), kept.id);
    let written = tokio::spawn(async move { empty(&app, id, Occasion::Arrival).await });
    written.await.map_err(|_| Error::Internal("a batch of ballots was interrupted".to_owned()))
}

/// Writes down what leaves a box now. What was drawn and is too few without those who had been counted through another
/// process waits again, and may leave together with others.
async fn empty(app: &Arc<App>, id: BallotBoxId, occasion: Occasion) {
    let mut is_done = false;
    while !is_done {
        is_done = true;
        for batch in app.boxes.draw(id, occasion, random(app)) {
            // Each time around, fewer wait than before.
            is_done &= leave(app, id, batch).await;
        }
    }
}

/// Writes a batch down; whether nothing is left to be done about it now.
async fn leave(app: &Arc<App>, id: BallotBoxId, batch: Drawn) -> bool {
    let entries: Vec<RollEntryId> = batch.papers.iter().map(|(entry, _)| *entry).collect();
    let (back, is_done) = match write(app, id, &batch).await {
        Ok(fresh) if fresh.is_written => (Vec::new(), true),
        Ok(fresh) => (batch.papers.into_iter().filter(|(entry, _)| fresh.entries.contains(entry)).collect(), false),
        Err(error) => {
            tracing::error!(%error, "a batch of ballots waits, because it cannot be written down");
            (batch.papers, true)
        }
    };
    app.boxes.settle(id, &entries, back);
    is_done
}

/// Whose answers were not counted before, and whether they are written down now.
struct Fresh {
    entries: BTreeSet<RollEntryId>,
    is_written: bool,
}

/// Writes a batch down, without those whose answers were counted before; nothing where the rest is below the minimum.
async fn write(app: &Arc<App>, id: BallotBoxId, batch: &Drawn) -> Result<Fresh> {
    let ctx = app.system();
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Some(kept) = ballots::get(&mut tx, id).await? else { return Err(Error::NotFound) };
        let mut entries: Vec<RollEntryId> = batch.papers.iter().map(|(entry, _)| *entry).collect();
        shuffle(&mut entries, random(app));
        let entries: BTreeSet<RollEntryId> = ballots::mark(&mut tx, id, &entries).await?.into_iter().collect();
        if i64::try_from(entries.len()).unwrap_or(0) < kept.minimum {
            return Ok(Fresh { entries, is_written: false });
        }
        let fresh = batch.papers.iter().filter(|(entry, _)| entries.contains(entry));
        let ballot = |answer: &Answer| Ballot {
            id: random_id(app),
            question: answer.question.clone(),
            answer: answer.answer.clone(),
            cell_id: batch.says.filter(|_| answer.may_say_cell),
        };
        let mut written: Vec<Ballot> = fresh.flat_map(|(_, waits)| waits.paper.iter().map(ballot)).collect();
        shuffle(&mut written, random(app));
        ballots::add(&mut tx, id, written).await?;
        tx.commit().await?;
        Ok(Fresh { entries, is_written: true })
    })
    .await
}

/// Writes down what a box holds whose time is over; fewer than the minimum are thrown away, as people were told. Whether
/// nothing is left that has to be written: what cannot be now is tried again.
pub(crate) async fn close(app: &Arc<App>, id: BallotBoxId) -> bool {
    match end_of(app, id).await {
        Ok(closes_at) if app.parts.clock.now() >= closes_at => {}
        Ok(later) => {
            // People have been given more time.
            if let Some(held) = app.boxes.all().get_mut(&id) {
                held.closes_at = later;
            }
            return false;
        }
        Err(error) => {
            tracing::error!(%error, "a box of ballots waits, because it cannot be read");
            return false;
        }
    }
    empty(app, id, Occasion::Closing).await;
    let mut boxes = app.boxes.all();
    let is_empty =
        |held: &Held| held.leaving.is_empty() && u32::try_from(held.waiting.len()).is_ok_and(|few| few < held.minimum);
    let is_done = boxes.get(&id).is_none_or(is_empty);
    if is_done {
        boxes.remove(&id);
    }
    is_done
}

/// Until when people can answer, as it is now.
async fn end_of(app: &Arc<App>, id: BallotBoxId) -> Result<When> {
    let mut tx = app.system().read().await?;
    Ok(ballots::get(&mut tx, id).await?.ok_or(Error::NotFound)?.closes_at)
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
