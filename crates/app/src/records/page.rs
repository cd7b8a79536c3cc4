//! What readers of a record see.

use super::{Record, Recording};
use crate::{
    Ctx, Error, Result,
    events::{Found, Slides, visible},
    rooms::Question,
};
use copia_domain::{
    captions::{self, Paragraph, Timecode},
    policy::{Action, Standing},
    records::{Chapter, State, chapters},
};
use copia_store::{Tx, events, records, rooms};

/// A question with its answer, and when it was taken up in the recording.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The question.
    pub question: Question,
    /// When in the recording, where that is known.
    pub at: Option<Timecode>,
}

/// A record, as it is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What is kept of it.
    pub record: Record,
    /// The recording that is kept here.
    pub recording: Option<Recording>,
    /// What is said in the recording.
    pub transcript: Vec<Paragraph>,
    /// The parts of the recording.
    pub chapters: Vec<Chapter>,
    /// The questions that were answered: those of the recording in its order, then those answered in writing.
    pub questions: Vec<Answered>,
}

/// What the page of a record shows.
#[derive(Debug, Clone)]
pub struct RecordPage {
    /// The event.
    pub event: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The record.
    pub shown: Shown,
    /// The slides that the event's speakers have sent.
    pub slides: Vec<Slides>,
}

/// The record of an event that the viewer may see: a published one, or as one who runs the event.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or a draft that is not the viewer's.
pub async fn page(ctx: &Ctx, slug: &str) -> Result<RecordPage> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let shown = shown(&mut tx, &event, &standing).await?.ok_or(Error::NotFound)?;
    let slides = events::slides(&mut tx, event.id).await?;
    Ok(RecordPage { event, standing, shown, slides })
}

/// The record of an event as far as somebody may see it.
pub(super) async fn visible_record(tx: &mut Tx, event: &Found, standing: &Standing) -> Result<Option<Record>> {
    let record = records::find(tx, event.id).await?;
    Ok(record.filter(|record| record.state == State::Published || standing.may(Action::KeepRecord)))
}

/// The same with all that belongs to it.
pub(crate) async fn shown(tx: &mut Tx, event: &Found, standing: &Standing) -> Result<Option<Shown>> {
    let Some(record) = visible_record(tx, event, standing).await? else { return Ok(None) };
    let recording = match record.recording_id {
        Some(id) => records::find_recording(tx, id).await?,
        None => None,
    };
    // Both were read before they were kept.
    let cues = record.captions.as_deref().and_then(|text| captions::parse(text).ok()).unwrap_or_default();
    let chapters = chapters(&record.chapters).unwrap_or_default();
    let questions = questions(tx, event, &record).await?;
    Ok(Some(Shown { transcript: captions::transcript(&cues), record, recording, chapters, questions }))
}

async fn questions(tx: &mut Tx, event: &Found, record: &Record) -> Result<Vec<Answered>> {
    let mut questions = rooms::questions(tx, event.id, &[]).await?;
    questions.retain(|question| question.state.is_answered());
    let begins = record.begins_after.filter(|_| record.plays() && !questions.is_empty());
    let taken_up = match begins {
        Some(_) => records::taken_up(tx, event.id).await?,
        None => Vec::new(),
    };
    let at = |question: &Question| {
        let taken_up = taken_up.iter().find(|one| one.question_id == question.id)?;
        let begins = event.starts_at.micros().checked_add(begins?.checked_mul(60_000_000)?)?;
        // What was answered in writing beforehand, or long after, is not in the recording.
        let is_during = (event.starts_at..event.ends_at.plus_seconds(3_600)).contains(&taken_up.at);
        let millis = u64::try_from(taken_up.at.micros().checked_sub(begins)? / 1_000).ok()?;
        is_during.then_some(Timecode::from_millis(millis / 1_000 * 1_000))
    };
    let answered = questions.into_iter().map(|question| Answered { at: at(&question), question });
    let mut answered: Vec<Answered> = answered.collect();
    answered.sort_by_key(|one| (one.at.is_none(), one.at, one.question.asked_at));
    Ok(answered)
}
