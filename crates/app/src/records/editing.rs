//! Writing a record, publishing it and taking it down.

use super::{Record, Recording, end, keep, kept, lacks};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{Found, acting},
};
use bytes::Bytes;
use copia_domain::{
    captions::{self, CaptionFault, Kind},
    events::SpeakerState,
    fields::{self, Fault},
    ids::RecordingId,
    records::{MOST_BEGINS_AFTER, MOST_REVIEW_YEARS, Missing, State, chapter_lines, chapters, missing},
    time::Day,
};
use copia_store::{events, records};

/// Characters of a summary, and of a description in words, at most.
const LONGEST: usize = 20_000;
/// Characters of the reason for taking a record down at most.
const LONGEST_REASON: usize = 1_000;

/// What a host says about a record, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecordInput<'a> {
    /// What was said, in Markdown.
    pub summary: &'a str,
    /// Where a recording is that is kept elsewhere.
    pub link: &'a str,
    /// `yes`, `no` or nothing.
    pub shows_unspoken: &'a str,
    /// What the recording shows, in words.
    pub description: &'a str,
    /// Its chapters, a line for each.
    pub chapters: &'a str,
    /// Minutes from the start of the event to that of the recording.
    pub begins_after: &'a str,
    /// By when the record is to be looked at again.
    pub review_by: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// What the page of a record's form shows.
#[derive(Debug, Clone)]
pub struct EditPage {
    /// The event.
    pub event: Found,
    /// The record as it is.
    pub record: Record,
    /// The recording that is kept here.
    pub recording: Option<Recording>,
    /// An upload that was begun and not finished, the last that went on.
    pub unfinished: Option<Recording>,
    /// What it lacks to be published.
    pub missing: Vec<Missing>,
    /// Speakers who have not agreed to being recorded, where there is a recording.
    pub not_agreed: usize,
}

impl EditPage {
    /// Whether it can be published now, if nothing is missing.
    pub fn is_time(&self, ctx: &Ctx) -> bool {
        ctx.now >= self.event.ends_at
    }
}

/// The form of a record.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] for a draft and for an event that was called off.
pub async fn edit_form(ctx: &Ctx, slug: &str) -> Result<EditPage> {
    let mut tx = ctx.read().await?;
    let (event, _, _permit, record) = kept(ctx, &mut tx, slug).await?;
    let recording = match record.recording_id {
        Some(id) => records::find_recording(&mut tx, id).await?,
        None => None,
    };
    let unfinished = records::unfinished(&mut tx, event.id).await?.into_iter().next();
    let speakers = events::speaking(&mut tx, event.id).await?;
    let coming = speakers.iter().filter(|one| record.plays() && one.state != SpeakerState::Declined);
    let not_agreed = coming.filter(|one| one.agrees_to_recording != Some(true)).count();
    Ok(EditPage { missing: missing(record.parts()), event, record, recording, unfinished, not_agreed })
}

/// Keeps what a host says about a record; the inner error is the line of the chapters that has to be mended.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Stale`] when somebody has changed it since the form was made.
pub async fn save(ctx: &Ctx, slug: &str, input: &RecordInput<'_>) -> Result<Result<(), CaptionFault>> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing, permit, before) = kept(ctx, &mut tx, slug).await?;
        let mut faults = Faults::new();
        let chapters = match chapters(input.chapters) {
            Ok(chapters) => chapter_lines(&chapters),
            Err(fault) => return Ok(Err(fault)),
        };
        let optional = |text| fields::optional_paragraphs(text, LONGEST).map(Option::unwrap_or_default);
        let link = Some(input.link.trim()).filter(|link| !link.is_empty()).map(fields::web_address).transpose();
        let record = Record {
            summary: faults.take("summary", optional(input.summary)),
            link: faults.take("link", link),
            shows_unspoken: match input.shows_unspoken {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            description: faults.take("description", optional(input.description)),
            chapters,
            begins_after: faults.take("begins_after", minutes(input.begins_after)),
            review_by: faults.take("review_by", review(ctx, input.review_by, before.review_by)),
            version: input.version,
            ..before
        };
        faults.check()?;
        keep(ctx, &mut tx, &permit, &record, Act::by(acting(&standing), "event.edit_record")).await?;
        tx.commit().await?;
        Ok(Ok(()))
    })
    .await
}

fn minutes(typed: &str) -> Result<Option<i64>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let minutes: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (0..=MOST_BEGINS_AFTER).contains(&minutes) { Ok(Some(minutes)) } else { Err(Fault::OutOfRange) }
}

/// The day of a review; one that has come stays until it is changed.
fn review(ctx: &Ctx, typed: &str, before: Option<Day>) -> Result<Option<Day>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let day = Day::parse(typed).ok_or(Fault::NotDate)?;
    match () {
        () if Some(day) == before => Ok(Some(day)),
        () if day < ctx.today() => Err(Fault::InPast),
        () if day > ctx.today().plus_days(MOST_REVIEW_YEARS * 366) => Err(Fault::TooLate),
        () => Ok(Some(day)),
    }
}

/// Takes captions in, WebVTT or SubRip, instead of those that were there; the inner error is the line that has to be
/// mended.
///
/// # Errors
/// [`Error::Invalid`] for no file, and one that is no text; [`Error::Stale`].
pub async fn set_captions(
    ctx: &Ctx,
    slug: &str,
    file: Option<&Bytes>,
    version: i64,
) -> Result<Result<(), CaptionFault>> {
    let fault = |fault| Error::Invalid(Faults::one("captions", fault));
    // Whoever may not write it is not told what is wrong with their file.
    let mut tx = ctx.read().await?;
    let _permit = kept(ctx, &mut tx, slug).await?;
    drop(tx);
    let bytes = file.ok_or_else(|| fault(Fault::Missing))?;
    if bytes.len() > captions::LONGEST {
        return Err(fault(Fault::TooLarge));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| fault(Fault::NotText))?;
    let cues = match captions::parse(text) {
        Err(CaptionFault { kind: Kind::IsSrt, .. }) => captions::from_srt(text),
        read => read,
    };
    let written = match cues {
        Ok(cues) => captions::to_webvtt(&cues),
        Err(fault) => return Ok(Err(fault)),
    };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing, permit, before) = kept(ctx, &mut tx, slug).await?;
        let record = Record { captions: Some(written.clone()), version, ..before };
        keep(ctx, &mut tx, &permit, &record, Act::by(acting(&standing), "event.add_captions")).await?;
        tx.commit().await?;
        Ok(Ok(()))
    })
    .await
}

/// Publishes a record.
///
/// # Errors
/// [`Error::Invalid`] for what it lacks; [`Error::NotNow`] before the event is over; [`Error::AlreadyDone`];
/// [`Error::Stale`].
pub async fn publish(ctx: &Ctx, slug: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing, permit, before) = kept(ctx, &mut tx, slug).await?;
        if before.state == State::Published {
            return Err(Error::AlreadyDone);
        }
        if ctx.now < event.ends_at {
            return Err(Error::NotNow("record-too-early"));
        }
        lacks(before.parts()).check()?;
        let record = Record {
            state: State::Published,
            published_at: Some(ctx.now),
            taken_down_at: None,
            reason: None,
            version,
            ..before
        };
        keep(ctx, &mut tx, &permit, &record, Act::by(acting(&standing), "event.publish_record")).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes a published record down, for a reason. It stays with those who run the event, as a draft.
///
/// # Errors
/// [`Error::Invalid`] for no reason; [`Error::AlreadyDone`] for one that is not published; [`Error::Stale`].
pub async fn take_down(ctx: &Ctx, slug: &str, reason: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing, permit, before) = kept(ctx, &mut tx, slug).await?;
        if before.state != State::Published {
            return Err(Error::AlreadyDone);
        }
        let reason = fields::paragraphs(reason, LONGEST_REASON);
        let reason = reason.map_err(|fault| Error::Invalid(Faults::one("reason", fault)))?;
        let act = Act::by(acting(&standing), "event.take_down_record").after(&reason);
        let (taken_down_at, reason) = (Some(ctx.now), Some(reason));
        let record = Record { state: State::Draft, taken_down_at, reason, version, ..before };
        keep(ctx, &mut tx, &permit, &record, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes the recording off that is kept here, or an upload that is not finished; its bytes are removed by a job.
///
/// # Errors
/// [`Error::NotFound`] for a recording of another event; [`Error::AlreadyDone`].
pub async fn remove_recording(ctx: &Ctx, slug: &str, id: RecordingId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing, permit, mut record) = kept(ctx, &mut tx, slug).await?;
        let found = records::find_recording(&mut tx, id).await?.filter(|found| found.event_id == event.id);
        let found = found.ok_or(Error::NotFound)?;
        end(ctx, &mut tx, &permit, &record, found.id).await?;
        if record.recording_id == Some(found.id) {
            record.recording_id = None;
            let act = Act::by(acting(&standing), "event.remove_recording");
            keep(ctx, &mut tx, &permit, &record, act).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}
