//! Styles, scripts and icons: embedded, served under an address that changes with what they say.

use super::{Problem, Web};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Embedded;

struct Bundle {
    base: String,
    files: BTreeMap<String, (&'static str, Bytes)>,
}

/// The styles in the order in which their layers are declared.
const STYLES: &[&str] = &["tokens.css", "base.css", "layout.css"];

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let mut names: Vec<String> = Embedded::iter().map(|name| name.to_string()).collect();
    names.sort();
    let mut styles: Vec<u8> = Vec::new();
    let parts = names.iter().filter(|name| name.starts_with("parts/"));
    let ordered = STYLES.iter().map(|name| (*name).to_owned()).chain(parts.cloned()).chain(["print.css".to_owned()]);
    for name in ordered {
        if let Some(file) = Embedded::get(&name) {
            styles.extend_from_slice(&file.data);
            styles.push(b'\n');
        }
    }
    let mut files = BTreeMap::new();
    files.insert("app.css".to_owned(), ("text/css; charset=utf-8", Bytes::from(styles)));
    for name in names.iter().filter(|name| !is_style(name)) {
        if let Some(file) = Embedded::get(name) {
            files.insert(name.clone(), (media_type(name), Bytes::from(file.data.into_owned())));
        }
    }
    let mut digest = Sha256::new();
    for (name, (_, bytes)) in &files {
        digest.update(name);
        digest.update(bytes);
    }
    let fingerprint: String = HEXLOWER.encode(&digest.finalize()).chars().take(12).collect();
    Bundle { base: format!("/assets/{fingerprint}"), files }
});

fn is_style(name: &str) -> bool {
    name.rsplit('.').next() == Some("css")
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// The address under which the files are.
pub(crate) fn base() -> &'static str {
    &BUNDLE.base
}

/// A file. Its address changes with its content, so it may be kept for ever.
pub(crate) async fn asset(Path((fingerprint, file)): Path<(String, String)>) -> Result<Response, Problem> {
    let current = BUNDLE.base.ends_with(&format!("/{fingerprint}"));
    let (kind, bytes) = BUNDLE.files.get(&file).ok_or(Problem::NotFound)?;
    let cache = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
    ];
    Ok((headers, bytes.clone()).into_response())
}

/// The organisation's colour as a sheet of its own: styles inline are not allowed.
pub(crate) async fn organisation(State(web): State<Web>) -> Response {
    let site = web.app.site();
    let (hue, chroma) = crate::emblem::accent(&site.organisation.accent);
    let sheet = format!(":root{{--accent-hue:{hue:.0};--accent-chroma:{chroma:.3}}}\n");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (headers, sheet).into_response()
}
