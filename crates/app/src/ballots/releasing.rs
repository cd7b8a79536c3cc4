//! The one release of a box: its plan is fixed when it opens, it is worked out with the count, in the same transaction,
//! and pages, exports, charts and reports read it and nothing else.

use crate::{Ctx, Error, Result};
use copia_domain::{
    ballots::{Label, Part, Plan, Release, Rule, Tally, release as release_of},
    ids::BallotBoxId,
    time::When,
};
use copia_store::{
    Tx,
    ballots::{
        self as kept, BallotBox, Cell,
        releases::{self, Released},
    },
};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// Fixes what a box will release. Whoever opens the box calls it in the same transaction.
///
/// # Errors
/// [`Error::Store`].
pub async fn plan(tx: &mut Tx, id: BallotBoxId, plan: &Plan) -> Result<()> {
    Ok(releases::plan(tx, id, plan).await?)
}

/// Notes that no more ballots come, forgets who was asked, and releases what the plan says. Whether it was not noted
/// before.
///
/// # Errors
/// [`Error::Store`].
pub async fn counted(tx: &mut Tx, id: BallotBoxId, now: When) -> Result<bool> {
    if !kept::counted(tx, id, now).await? {
        return Ok(false);
    }
    settle(tx, id).await?;
    Ok(true)
}

/// Releases what the plan of a box says that is counted.
pub(super) async fn settle(tx: &mut Tx, id: BallotBoxId) -> Result<()> {
    let Some(found) = kept::get(tx, id).await? else { return Ok(()) };
    let Some(plan) = releases::plan_of(tx, id).await? else { return Ok(()) };
    let release = work_out(tx, &found, &plan).await?;
    let text = serde_json::to_string(&release).map_err(|error| Error::Internal(error.to_string()))?;
    let digest = digest(&text);
    Ok(releases::keep(tx, id, &Released { release: text, digest }).await?)
}

fn digest(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

/// What a box has released; `None` before it is counted, and for one that was opened without a plan. Whoever may read it
/// is the caller's to decide.
///
/// # Errors
/// [`Error::Internal`] where it is not as it was written.
pub async fn release(ctx: &Ctx, id: BallotBoxId) -> Result<Option<Release>> {
    stored(&mut ctx.read().await?, id).await
}

/// The same within a transaction.
///
/// # Errors
/// As for [`release`].
pub(crate) async fn stored(tx: &mut Tx, id: BallotBoxId) -> Result<Option<Release>> {
    releases::of(tx, id).await?.as_ref().map(read).transpose()
}

/// What is written down as a release.
///
/// # Errors
/// [`Error::Internal`] where it is not as it was written.
pub(crate) fn read(released: &Released) -> Result<Release> {
    if digest(&released.release) != released.digest {
        return Err(Error::Internal("what a box released was changed after it was written".to_owned()));
    }
    serde_json::from_str(&released.release).map_err(|error| Error::Internal(error.to_string()))
}

/// Whether the ballots of a box still come to what it has released.
///
/// # Errors
/// [`Error::Store`].
pub(crate) async fn still_says(tx: &mut Tx, id: BallotBoxId, released: &Release) -> Result<bool> {
    let (found, plan) = (kept::get(tx, id).await?, releases::plan_of(tx, id).await?);
    let Some((found, plan)) = found.zip(plan) else { return Ok(false) };
    Ok(work_out(tx, &found, &plan).await? == *released)
}

/// Works out what a box that is counted releases.
///
/// # Errors
/// [`Error::Store`].
pub(crate) async fn work_out(tx: &mut Tx, found: &BallotBox, plan: &Plan) -> Result<Release> {
    let cells = kept::cells(tx, found.id).await?;
    let mut tally = Tally { parts: parts(found, &cells, plan.attributes.len()), counts: Vec::new() };
    let questions: Vec<&str> = plan.questions.iter().map(|asked| asked.question.as_str()).collect();
    let given = kept::counts(tx, found.id, &questions).await?;
    for asked in &plan.questions {
        let mut counts = vec![vec![0; asked.answers.len()]; tally.parts.len()];
        for row in given.iter().filter(|row| row.question == asked.question) {
            let cell = row.cell_id.and_then(|id| cells.iter().position(|cell| cell.id == id));
            let answer = asked.answers.iter().position(|answer| *answer == row.answer);
            let part = counts.get_mut(cell.unwrap_or(cells.len()));
            if let Some(count) = part.zip(answer).and_then(|(part, answer)| part.get_mut(answer)) {
                *count += number(row.ballots);
            }
        }
        tally.counts.push(counts);
    }
    let release = release_of(plan, &tally, Rule::of(number(found.minimum)));
    Ok(Release { asked: release.asked.filter(|_| found.is_asked_known), ..release })
}

fn number(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

/// The cells, and last all who are in none.
fn parts(found: &BallotBox, cells: &[Cell], attributes: usize) -> Vec<Part> {
    let part = |cell: &Cell| Part {
        label: cell.label.clone(),
        invited: number(cell.invited),
        answered: number(cell.answered.unwrap_or(0)),
    };
    let mut parts: Vec<Part> = cells.iter().map(part).collect();
    let (invited, answered) =
        parts.iter().fold((0, 0), |(invited, answered), part| (invited + part.invited, answered + part.answered));
    parts.push(Part {
        label: Label::from(vec![None; attributes]),
        invited: number(found.asked).saturating_sub(invited),
        answered: number(found.answered.unwrap_or(0)).saturating_sub(answered),
    });
    parts
}
