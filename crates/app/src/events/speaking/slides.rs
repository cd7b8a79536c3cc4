//! Slides on the page of an event, for those who may see it.

use super::{Slides, acting, visible};
use crate::{Ctx, Error, Result, ctx::Act, outbox::Job};
use bytes::Bytes;
use copia_domain::{
    ids::FileId,
    policy::{Permit, Role, acts::RunEvent},
};
use copia_store::{Tx, events};

/// Slides to be sent to a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlidesFile {
    /// What is known of them.
    pub slides: Slides,
    /// Their bytes.
    pub bytes: Bytes,
}

/// Slides of an event that the viewer may know of.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn open_slides(ctx: &Ctx, slug: &str, id: FileId) -> Result<SlidesFile> {
    let mut tx = ctx.read().await?;
    let (event, _) = visible(ctx, &mut tx, slug).await?;
    let slides = events::find_slides(&mut tx, id).await?.filter(|slides| slides.event_id == event.id);
    let slides = slides.ok_or(Error::NotFound)?;
    drop(tx);
    let bytes = ctx.app.parts.files.get(id).await?.ok_or(Error::NotFound)?;
    Ok(SlidesFile { slides, bytes })
}

/// Takes slides off an event, for those who run it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn remove_slides(ctx: &Ctx, slug: &str, id: FileId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        let slides = events::find_slides(&mut tx, id).await?.filter(|slides| slides.event_id == event.id);
        take_off(ctx, &mut tx, &permit, &slides.ok_or(Error::NotFound)?, acting(&standing)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Removes the row, and by a job the bytes.
pub(super) async fn take_off(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    slides: &Slides,
    acting_as: Role,
) -> Result<()> {
    if !events::remove_slides(tx, permit, slides.event_id, slides.id).await? {
        return Err(Error::AlreadyDone);
    }
    ctx.enqueue(tx, &Job::RemoveFile { file: slides.id }, ctx.now, None).await?;
    let act = Act::by(acting_as, "event.remove_slides").on("event", slides.event_id);
    ctx.audit(tx, act).await
}
