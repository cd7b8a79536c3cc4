//! What the clock does to a wave: letters in batches, and the counting.

use super::AnyWave;
use crate::{Act, Ctx, Error, Result, ballots, notifications::Message, outbox::Unfinished};
use copia_domain::{
    ids::{RollEntryId, WaveId},
    policy::{Permit, Scope},
    pulse::COUNT_AFTER_MINUTES,
    surveys::waves::{REMINDERS, Step, WaveState, step},
};
use copia_store::{
    Tx,
    surveys::{
        asked::{self, OnRoll},
        waves,
    },
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Letters that are put into the outbox in one transaction.
const BATCH: i64 = 200;

/// What a letter about a wave is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveLetter {
    /// Asks somebody to answer.
    Invitation,
    /// Reminds whoever has not been counted.
    Reminder,
    /// Tells what followed.
    Outcome,
}

/// Writes to those who are asked.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub(crate) async fn tell(ctx: &Ctx, id: WaveId, letter: WaveLetter) -> Result<(), Unfinished> {
    if letter == WaveLetter::Outcome {
        return Ok(tell_outcome(ctx, id).await?);
    }
    let mut after = RollEntryId(Uuid::nil());
    loop {
        let last = ctx
            .retry(|| async {
                let mut tx = ctx.write().await?;
                let Some((wave, closes_at)) = is_open(ctx, &mut tx, id).await? else { return Ok(None) };
                let (Some(ballots), number) = (wave.box_id, wave.reminders + 1) else { return Ok(None) };
                if letter == WaveLetter::Reminder && (number > REMINDERS || ctx.now >= closes_at) {
                    return Ok(None);
                }
                let rows = asked::roll(&mut tx, ballots, after, BATCH).await?;
                for row in rows.iter().filter(|row| !row.has_answered) {
                    let entry = row.id;
                    let (message, key) = match letter {
                        WaveLetter::Reminder => {
                            (Message::SurveyReminder { ballots, entry }, format!("survey:{entry}:{number}"))
                        }
                        WaveLetter::Invitation | WaveLetter::Outcome => {
                            (Message::SurveyInvitation { wave: id, entry }, format!("survey:{entry}:0"))
                        }
                    };
                    write(ctx, &mut tx, row, message, &key).await?;
                }
                if rows.is_empty() && letter == WaveLetter::Reminder {
                    let permit = Permit::of_the_system(Scope::Site, "the clock reminds of a wave");
                    waves::reminded(&mut tx, &permit, id, number).await?;
                }
                tx.commit().await?;
                Ok(rows.last().map(|row| row.id))
            })
            .await?;
        match last {
            Some(entry) => after = entry,
            None => return Ok(()),
        }
    }
}

async fn write(ctx: &Ctx, tx: &mut Tx, row: &OnRoll, message: Message, key: &str) -> Result<()> {
    ctx.notify_once(tx, row.person_id, message, &format!("survey:{}", row.id), key).await
}

/// A wave that is open, and until when.
async fn is_open(ctx: &Ctx, tx: &mut Tx, id: WaveId) -> Result<Option<(AnyWave, copia_domain::time::When)>> {
    let wave = waves::find(tx, id).await?.filter(|wave| wave.state == WaveState::Open);
    let found = wave.and_then(|wave| wave.rule.map(|rule| (wave, rule.closes_at)));
    Ok(found.filter(|(_, closes_at)| ctx.now < *closes_at))
}

async fn tell_outcome(ctx: &Ctx, id: WaveId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        for person in asked::told(&mut tx, id).await? {
            let key = format!("survey:{id}:{person}");
            ctx.notify_once(&mut tx, Some(person), Message::SurveyOutcome { wave: id }, &key, &key).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// Counts a wave whose time is over: what waits in this process is written down, and who was asked is forgotten.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails, or ballots cannot be written down.
pub(crate) async fn close(ctx: &Ctx, id: WaveId) -> Result<(), Unfinished> {
    let mut tx = ctx.read().await?;
    let wave = waves::find(&mut tx, id).await?.filter(|wave| wave.state == WaveState::Open);
    drop(tx);
    let Some((box_id, rule)) = wave.and_then(|wave| wave.box_id.zip(wave.rule)) else { return Ok(()) };
    if ctx.now < rule.closes_at.plus_seconds(COUNT_AFTER_MINUTES * 60) {
        // People have been given more time, and another job comes then.
        return Ok(());
    }
    if !ballots::close(&ctx.app, box_id).await {
        return Err(Unfinished::Retry("ballots still wait to be written down".to_owned().into()));
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Some(wave) = waves::find(&mut tx, id).await? else { return Ok(()) };
        let state = step(wave.state, Step::Close).ok_or(Error::AlreadyDone)?;
        ballots::counted(&mut tx, box_id, ctx.now).await?;
        asked::forget_reminders(&mut tx, box_id).await?;
        let permit = Permit::of_the_system(Scope::Site, "the time for answering is over");
        waves::save(&mut tx, &permit, &AnyWave { state, ..wave }).await?;
        ctx.audit(&mut tx, Act::by_system("wave.close").on("wave", id)).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(())
}
