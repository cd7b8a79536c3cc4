//! The logo: looked at, made smaller, and written anew, so that nothing but the picture is kept of the file.

use super::{current, settings::change};
use crate::{
    Ctx, Result,
    files::{
        self, Use,
        pictures::{masthead, prepare},
    },
};
use bytes::Bytes;
use copia_domain::{ids::FileId, policy::acts::EditOrganisation};
use copia_store::{Tx, organisation::Organisation};

/// Stores a logo in place of the one that there is.
///
/// # Errors
/// [`crate::Error::Denied`]; [`crate::Error::Invalid`] for no file, one that is too large, and anything but PNG, JPEG
/// and WebP.
pub async fn set_logo(ctx: &Ctx, bytes: Option<Bytes>) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let prepared = prepare("logo", bytes, masthead).await?;
    let id = files::put(ctx, &prepared).await?;
    let saved = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        files::note(ctx, &mut tx, id, Use::Logo, &prepared).await?;
        replace(ctx, &mut tx, Some(id), "organisation.set_logo").await?;
        Ok(tx.commit().await?)
    });
    files::kept(ctx, id, saved.await).await?;
    ctx.app.reload_site().await
}

/// Removes the logo; that there is none is no fault.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn remove_logo(ctx: &Ctx) -> Result<()> {
    let removed = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        replace(ctx, &mut tx, None, "organisation.remove_logo").await?;
        Ok(tx.commit().await?)
    });
    removed.await?;
    ctx.app.reload_site().await
}

async fn replace(ctx: &Ctx, tx: &mut Tx, logo: Option<FileId>, action: &str) -> Result<()> {
    let permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let before = current(tx).await?;
    if before.logo_id == logo {
        return Ok(());
    }
    let after = Organisation { logo_id: logo, ..before.clone() };
    change(ctx, tx, permit, &before, &after, action).await?;
    match before.logo_id {
        Some(old) => files::forget(ctx, tx, old).await,
        None => Ok(()),
    }
}
