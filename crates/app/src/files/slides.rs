//! Slides that come in: what they are is found by looking at their bytes, never by their name.

use bytes::Bytes;
use copia_domain::fields::Fault;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// Bytes of slides at most.
pub const MOST_BYTES: usize = 25 * 1024 * 1024;
/// Parts that an archive has at most; more is no presentation that somebody made.
const MOST_PARTS: usize = 20_000;
/// Bytes of the part of an ODP file that says what it is, at most.
const MOST_TYPE: u64 = 100;

const PDF: &str = "application/pdf";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const ODP: &str = "application/vnd.oasis.opendocument.presentation";

/// What slides are: PDF, PowerPoint without macros, or OpenDocument.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::TooLarge`], [`Fault::WrongType`].
pub(crate) fn kind(bytes: &Bytes) -> Result<&'static str, Fault> {
    match () {
        () if bytes.is_empty() => Err(Fault::Missing),
        () if bytes.len() > MOST_BYTES => Err(Fault::TooLarge),
        () if bytes.starts_with(b"%PDF-") && ends_as_pdf(bytes) => Ok(PDF),
        () => presentation(bytes).ok_or(Fault::WrongType),
    }
}

/// The mark that ends a PDF stands within its last kilobyte (ISO 32000-1, annex H.3).
fn ends_as_pdf(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    end.windows(5).any(|window| window == b"%%EOF")
}

/// The names of an archive's parts say what it is; nothing is unpacked but the one that holds the type.
fn presentation(bytes: &Bytes) -> Option<&'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_ref())).ok()?;
    if archive.len() > MOST_PARTS {
        return None;
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("[Content_Types].xml") && has("ppt/presentation.xml") {
        let has_macros = archive.file_names().any(|name| name.is_ok_and(|name| name.ends_with("vbaProject.bin")));
        return (!has_macros).then_some(PPTX);
    }
    // The part is stored as it is, so that anybody can read it (OpenDocument 1.3, part 2, 3.3).
    let mut said = String::new();
    archive.by_name("mimetype").ok()?.take(MOST_TYPE).read_to_string(&mut said).ok()?;
    (said.trim() == ODP).then_some(ODP)
}

/// The name of a file as others see it: the last part of what the browser says, without what is no text.
pub(crate) fn name(typed: &str, media_type: &str) -> String {
    let ending = match media_type {
        PPTX => "pptx",
        ODP => "odp",
        _ => "pdf",
    };
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let clean: String = stem.chars().filter(|c| c.is_alphanumeric() || " -_.()".contains(*c)).take(80).collect();
    let clean = clean.trim_matches([' ', '.']);
    format!("{}.{ending}", if clean.is_empty() { "slides" } else { clean })
}

#[cfg(test)]
mod tests;
