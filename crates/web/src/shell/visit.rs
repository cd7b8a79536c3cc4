//! The context of a request, as handlers get it.

use super::{Flash, Problem, Web};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, Uri, header, request::Parts},
};
use copia_app::{Ctx, Device, accounts};
use std::{
    net::{IpAddr, SocketAddr},
    ops::Deref,
    sync::{Arc, OnceLock},
};

/// One request: who asks, from where, for what. It dereferences to the use cases' context.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) ctx: Ctx,
    pub(crate) web: Web,
    /// The address asked for.
    pub(crate) uri: Uri,
    /// What the last request left to be said.
    pub(crate) flash: Option<Flash>,
}

/// Where the context is left for the log line and the error page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot(pub(crate) Arc<OnceLock<Visit>>);

impl Deref for Visit {
    type Target = Ctx;

    fn deref(&self) -> &Ctx {
        &self.ctx
    }
}

/// The name of the session's cookie. Over HTTPS browsers hold it to this host and to HTTPS by its name.
pub(crate) fn session_cookie(web: &Web) -> &'static str {
    if web.is_secure() { "__Host-copia" } else { "copia" }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split("; ")).find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let slot = parts.extensions.get::<Slot>().cloned().unwrap_or_default();
        if let Some(visit) = slot.0.get() {
            return Ok(visit.clone());
        }
        let headers = &parts.headers;
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let device = Device {
            address: address(web, headers, parts.extensions.get::<ConnectInfo<SocketAddr>>()),
            agent: text(header::USER_AGENT).unwrap_or_default().chars().take(200).collect(),
        };
        let session = cookie(headers, session_cookie(web));
        let language = cookie(headers, "language");
        let ctx = accounts::request(&web.app, session, text(header::ACCEPT_LANGUAGE), language, device).await?;
        let flash = cookie(headers, "flash").and_then(Flash::read);
        let visit = Self { ctx, web: web.clone(), uri: parts.uri.clone(), flash };
        // Whoever came first has left the same.
        let _ = slot.0.set(visit.clone());
        Ok(visit)
    }
}

/// The client's address. What a proxy says is believed only where one is known to stand in front, and then its
/// last word, since a client can write the others.
fn address(web: &Web, headers: &HeaderMap, peer: Option<&ConnectInfo<SocketAddr>>) -> String {
    let peer = peer.map(|ConnectInfo(peer)| peer.ip());
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let client = forwarded
        .filter(|_| web.settings.behind_proxy)
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    client.or(peer).map_or_else(String::new, |address| address.to_string())
}

/// The parameters after the question mark, read like a form's fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(pub(crate) super::Fields);

impl Deref for Query {
    type Target = super::Fields;

    fn deref(&self) -> &super::Fields {
        &self.0
    }
}

impl FromRequestParts<Web> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _web: &Web) -> Result<Self, Problem> {
        super::Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()).map(Self)
    }
}
