//! Pictures that come in: what they are is found by looking at their bytes, and nothing but the pixels stays.

use crate::{Error, Faults, Result};
use bytes::Bytes;
use copia_domain::fields::Fault;
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Bytes of a picture at most, as it comes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// Pixels of a picture at most. More is refused before anything is decoded.
const MOST_PIXELS: u64 = 50_000_000;
/// Pixels of a side at most; some formats allow a picture of one line without end.
const LONGEST_SIDE: u32 = 20_000;
/// Bytes that decoding may take: 50 million pixels of the widest kind that people's cameras write, 8 bytes.
const MOST_MEMORY: u64 = MOST_PIXELS * 8;
/// The side of a person's picture.
const SIDE: u32 = 256;
/// Width and height of a logo at most: three times what the masthead shows.
const LOGO_WIDTH: u32 = 960;
const LOGO_HEIGHT: u32 = 120;
/// Bytes of a logo at most, as it comes.
const MOST_LOGO_BYTES: usize = 5 * 1024 * 1024;
/// Good enough for a face at this size, at about 15 KB.
const JPEG_QUALITY: u8 = 85;

/// Decoding takes up to 400 MB, so it is done one at a time.
static DECODING: Semaphore = Semaphore::const_new(1);

/// A picture that is ready to be stored: encoded by us, so that nothing of the original but its pixels is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prepared {
    pub(crate) media_type: &'static str,
    pub(crate) bytes: Bytes,
}

/// Makes a picture what it is for, away from the threads that answer requests.
///
/// # Errors
/// [`Error::Invalid`] for `field`: nothing came, or something that is no picture, is damaged or too large.
pub(crate) async fn prepare(
    field: &'static str,
    bytes: Option<Bytes>,
    made: fn(&[u8]) -> Result<Prepared, Fault>,
) -> Result<Prepared> {
    let fault = |fault| Error::Invalid(Faults::one(field, fault));
    let bytes = bytes.filter(|bytes| !bytes.is_empty()).ok_or_else(|| fault(Fault::Missing))?;
    let _turn = DECODING.acquire().await.map_err(|error| Error::Internal(error.to_string()))?;
    let prepared = tokio::task::spawn_blocking(move || made(&bytes)).await;
    prepared.map_err(|error| Error::Internal(error.to_string()))?.map_err(fault)
}

/// A square of a person.
pub(crate) fn portrait(bytes: &[u8]) -> Result<Prepared, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];
    let picture = decoded(bytes, &known)?.resize_to_fill(SIDE, SIDE, FilterType::Lanczos3);
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY);
    on_white(&picture).write_with_encoder(encoder).map_err(|_| Fault::WrongType)?;
    Ok(Prepared { media_type: "image/jpeg", bytes: jpeg.into() })
}

/// A logo of a size that the masthead can use; what is see-through stays so.
pub(crate) fn masthead(bytes: &[u8]) -> Result<Prepared, Fault> {
    if bytes.len() > MOST_LOGO_BYTES {
        return Err(Fault::TooLarge);
    }
    let picture = decoded(bytes, &[ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP])?;
    let fits = picture.width() <= LOGO_WIDTH && picture.height() <= LOGO_HEIGHT;
    let small = if fits { picture } else { picture.thumbnail(LOGO_WIDTH, LOGO_HEIGHT) };
    let mut png = Vec::new();
    small.to_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|_| Fault::WrongType)?;
    Ok(Prepared { media_type: "image/png", bytes: png.into() })
}

/// The pixels of a picture of a known kind, the right way up; of a moving picture the first frame.
fn decoded(bytes: &[u8], known: &[ImageFormat]) -> Result<DynamicImage, Fault> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::WrongType);
    if !reader()?.format().is_some_and(|format| known.contains(&format)) {
        return Err(Fault::WrongType);
    }
    let (width, height) = reader()?.into_dimensions().map_err(|_| Fault::WrongType)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Fault::WrongType);
    }
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(Fault::TooLarge);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = reader()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault_of(&error))?;
    // A damaged note about which way is up is no reason to refuse the picture.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| fault_of(&error))?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

fn fault_of(error: &image::ImageError) -> Fault {
    if matches!(error, image::ImageError::Limits(_)) { Fault::TooLarge } else { Fault::WrongType }
}

/// JPEG knows nothing see-through: white shows where it was.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let pixels = picture.to_rgba8();
    let mut flat = RgbImage::new(pixels.width(), pixels.height());
    for (from, to) in pixels.pixels().zip(flat.pixels_mut()) {
        let [r, g, b, a] = from.0.map(u32::from);
        let mixed = |colour: u32| u8::try_from((colour * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX);
        *to = Rgb([mixed(r), mixed(g), mixed(b)]);
    }
    flat
}

#[cfg(test)]
mod tests;
