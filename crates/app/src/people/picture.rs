//! One's picture.

use super::profile::{own_id, stale};
use crate::{
    Ctx, Error, Result,
    ctx::Act,
    files::{
        self, Use,
        pictures::{portrait, prepare},
    },
};
use bytes::Bytes;
use copia_domain::{
    ids::FileId,
    policy::{Role, acts::EditProfile},
};
use copia_store::{Tx, people};

/// Takes a picture in: found to be one by its bytes, turned the right way up, cut to a square, made small and
/// encoded anew, so that where and with what it was taken is gone. The one before is removed.
///
/// # Errors
/// [`Error::Invalid`] for the field `picture`: missing, of the wrong type, damaged or too large.
pub async fn set_picture(ctx: &Ctx, bytes: Option<Bytes>) -> Result<()> {
    own_id(ctx)?;
    let prepared = prepare("picture", bytes, portrait).await?;
    let id = files::put(ctx, &prepared).await?;
    let saved = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        files::note(ctx, &mut tx, id, Use::Picture, &prepared).await?;
        change(ctx, &mut tx, Some(id)).await?;
        Ok(tx.commit().await?)
    });
    files::kept(ctx, id, saved.await).await.map_err(stale)
}

/// Takes the picture away; initials stand in its place.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn remove_picture(ctx: &Ctx) -> Result<()> {
    own_id(ctx)?;
    let removed = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        change(ctx, &mut tx, None).await?;
        Ok(tx.commit().await?)
    });
    removed.await.map_err(stale)
}

async fn change(ctx: &Ctx, tx: &mut Tx, picture: Option<FileId>) -> Result<()> {
    let me = own_id(ctx)?;
    let mut person = people::find(tx, me).await?.ok_or(Error::NotFound)?;
    let before = std::mem::replace(&mut person.picture_id, picture);
    if before == picture {
        return Ok(());
    }
    let permit = ctx.viewer.towards(me).permit::<EditProfile>()?;
    people::save(tx, permit, &person, ctx.now).await?;
    if let Some(before) = before {
        files::forget(ctx, tx, before).await?;
    }
    let action = if picture.is_some() { "person.set_picture" } else { "person.remove_picture" };
    ctx.audit(tx, Act::by(Role::Oneself, action).on("person", me).about(me)).await
}
