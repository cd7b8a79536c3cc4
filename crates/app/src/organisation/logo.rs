//! The logo: looked at, made smaller, and written anew, so that nothing but the picture is kept of the file.

use super::{current, settings::change};
use crate::{Ctx, Error, Faults, Result};
use copia_domain::{fields::Fault, ids::FileId, policy::acts::EditOrganisation};
use copia_store::{files, organisation::Organisation};
use data_encoding::HEXLOWER;
use image::{ImageFormat, ImageReader, Limits};
use sha2::{Digest as _, Sha256};
use std::io::Cursor;

/// Bytes of an uploaded logo at most.
const MOST_BYTES: usize = 5 << 20;
/// Width and height of a stored logo at most: three times what the masthead shows.
const WIDTH: u32 = 960;
const HEIGHT: u32 = 120;
/// Width and height of an uploaded logo at most, so that a small file cannot unfold into a huge picture.
const MOST_PIXELS: u32 = 8_000;

/// Stores a logo in place of the one that there is.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] for no file, one that is too large, and anything but PNG, JPEG and WebP.
pub async fn set_logo(ctx: &Ctx, bytes: Option<&[u8]>) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
    let png = match bytes {
        Some(bytes) => small_png(bytes),
        None => Err(Fault::Missing),
    };
    let png = png.map_err(|fault| Error::Invalid(Faults::one("logo", fault)))?;
    let file = files::File {
        id: ctx.id(FileId::new),
        purpose: "logo".to_owned(),
        media_type: "image/png".to_owned(),
        size: i64::try_from(png.len()).unwrap_or(i64::MAX),
        digest: HEXLOWER.encode(&Sha256::digest(&png)),
        created_at: ctx.now,
        created_by: ctx.viewer.id(),
    };
    ctx.app.parts.files.put(file.id, png.into()).await?;
    replace(ctx, Some(&file), "organisation.set_logo").await
}

/// Removes the logo; that there is none is no fault.
///
/// # Errors
/// [`Error::Denied`].
pub async fn remove_logo(ctx: &Ctx) -> Result<()> {
    replace(ctx, None, "organisation.remove_logo").await
}

async fn replace(ctx: &Ctx, file: Option<&files::File>, action: &str) -> Result<()> {
    let old = ctx
        .retry(|| async {
            let permit = ctx.viewer.on_site().permit::<EditOrganisation>()?;
            let mut tx = ctx.write().await?;
            let before = current(&mut tx).await?;
            let after = Organisation { logo_id: file.map(|file| file.id), ..before.clone() };
            if before.logo_id == after.logo_id {
                return Ok(None);
            }
            if let Some(file) = file {
                files::add(&mut tx, file).await?;
            }
            change(ctx, &mut tx, permit, &before, &after, action).await?;
            if let Some(old) = before.logo_id {
                files::forget(&mut tx, old).await?;
            }
            tx.commit().await?;
            Ok(before.logo_id)
        })
        .await?;
    if let Some(old) = old {
        ctx.app.parts.files.remove(old).await?;
    }
    ctx.app.reload_site().await
}

/// The picture as a PNG of a size that the masthead can use. What kind of file it is, its first bytes say.
fn small_png(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::WrongType)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(Fault::WrongType);
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_PIXELS), Some(MOST_PIXELS));
    reader.limits(limits);
    let picture = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => Fault::TooLarge,
        _ => Fault::WrongType,
    })?;
    let fits = picture.width() <= WIDTH && picture.height() <= HEIGHT;
    let small = if fits { picture } else { picture.thumbnail(WIDTH, HEIGHT) };
    let mut png = Vec::new();
    small.to_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|_| Fault::WrongType)?;
    Ok(png)
}
