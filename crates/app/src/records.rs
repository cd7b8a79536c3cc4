//! The record of an event: its summary, its recording with captions, transcript and chapters, its slides, and the
//! questions of its room with their answers.
//!
//! Those who run the event write it and publish it in one act, which looks whether everything is there that
//! `domain::records` asks for; a published record can only be changed so that it still is. Whoever may see the event may
//! see its published record.

mod editing;
mod page;
mod playing;
mod uploading;

pub use editing::{EditPage, RecordInput, edit_form, publish, remove_recording, save, set_captions, take_down};
pub(crate) use page::shown;
pub use page::{Answered, RecordPage, Shown, page};
pub use playing::{Playing, captions, open};
pub use uploading::{Incoming, Progress, add_piece, begin, finish};
pub(crate) use uploading::{end_unfinished, sweep};

pub use copia_store::records::{Record, Recording};

use crate::{Ctx, Error, Faults, Result, ctx::Act, events::Found, events::visible, outbox::Job};
use copia_domain::{
    events::State as EventState,
    fields::Fault,
    ids::RecordingId,
    policy::{Permit, Standing, acts::KeepRecord},
    records::{Missing, Parts, State, missing},
};
use copia_store::{Tx, records};

/// The record of an event that the viewer may write, with the permission to.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotNow`] for a draft and for an event that was called off.
async fn kept(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<(Found, Standing, Permit<KeepRecord>, Record)> {
    let (event, standing) = visible(ctx, tx, slug).await?;
    let permit = standing.permit::<KeepRecord>()?;
    if event.state != EventState::Published {
        return Err(Error::NotNow("record-of-nothing"));
    }
    let record = records::find(tx, event.id).await?;
    let record = record.unwrap_or_else(|| Record::blank(event.id, ctx.now));
    Ok((event, standing, permit, record))
}

/// What a record lacks, as faults of the form's fields.
fn lacks(parts: Parts) -> Faults {
    let mut faults = Faults::new();
    for one in missing(parts) {
        let field = match one {
            Missing::Summary => "summary",
            Missing::Captions => "captions",
            Missing::Answer => "shows_unspoken",
            Missing::Description => "description",
        };
        faults.add(field, Fault::Missing);
    }
    faults
}

/// Keeps a change. What is published stays whole: a change that would leave something out is refused.
async fn keep(ctx: &Ctx, tx: &mut Tx, permit: &Permit<KeepRecord>, record: &Record, act: Act<'_>) -> Result<()> {
    if record.state == State::Published {
        lacks(record.parts()).check()?;
    }
    records::save(tx, permit, record, ctx.now).await?;
    ctx.audit(tx, act.on("event", record.event_id)).await
}

/// Ends a recording; its bytes are removed once the transaction is committed.
async fn end(ctx: &Ctx, tx: &mut Tx, permit: &Permit<KeepRecord>, record: &Record, id: RecordingId) -> Result<()> {
    if records::end(tx, permit, record.event_id, id, ctx.now).await? {
        ctx.enqueue(tx, &Job::RemoveRecording { recording: id }, ctx.now, None).await?;
    }
    Ok(())
}
