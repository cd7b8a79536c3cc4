//! Stored files: pictures and the logo.

use crate::{
    routes::Routes,
    shell::{Answer, Problem, Visit},
};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{domain::ids::FileId, files};

/// The route of files.
pub(super) fn routes() -> Routes {
    Routes::default().get("/files/{id}", file)
}

/// The bytes never change under one id, so a browser may keep them; what only staff may see, it keeps to itself.
async fn file(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = FileId::parse(&id).ok_or(Problem::NotFound)?;
    let file = files::open(&visit, id).await?;
    let kind = HeaderValue::from_str(&file.media_type).map_err(|error| Problem::internal(&error))?;
    let cache =
        if file.is_public { "public, max-age=31536000, immutable" } else { "private, max-age=31536000, immutable" };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
    ];
    Ok((headers, file.bytes).into_response())
}
