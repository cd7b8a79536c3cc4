//! What the page states for other sites: as data, and as a frame without scripts.

use super::{published::of, stand::Stand};
use crate::shell::{Answer, Problem, Visit, assets_base};
use askama::Template;
use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::publications;
use serde::Deserialize;

/// Of what the page is: nothing for the programme, `community:` or `area:` with a slug.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    of: String,
}

/// Styles and pictures come from this site alone, there are no scripts, and any site may frame it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// What the page states, as JSON, with the quotes that everybody may read now.
pub(super) async fn data(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let of = of(&asked.of).ok_or(Problem::NotFound)?;
    let page = publications::for_everybody(&visit, of).await?;
    let quotes: Vec<_> = page.quotes().collect();
    let body = serde_json::json!({
        "name": page.name,
        "read_at": visit.now.timestamp().to_string(),
        "figures": page.figures(),
        "quotes": quotes,
        "method": visit.url("/impact/method"),
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body.to_string()).into_response())
}

#[derive(Template)]
#[template(path = "publications/embed.html")]
struct EmbedPage<'a> {
    language: String,
    title: String,
    assets: &'a str,
    version: i64,
    body: String,
}

/// The page for a frame on another site.
pub(super) async fn embed(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let of = of(&asked.of).ok_or(Problem::NotFound)?;
    let page = publications::for_everybody(&visit, of).await?;
    let words = &visit.words;
    let stand = Stand::new(words, &visit.site.zone, &page, false);
    let template = EmbedPage {
        language: words.language().clone(),
        title: page.name.clone().unwrap_or_else(|| words.say("impact-title").to_owned()),
        assets: assets_base(),
        version: visit.site.organisation.version,
        body: stand.render().map_err(|error| Problem::internal(&error))?,
    };
    let html = template.render().map_err(|error| Problem::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    ];
    Ok((headers, html).into_response())
}
