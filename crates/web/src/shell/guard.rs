//! What every response carries, and which posts are let in.

use super::{Problem, Web};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Scripts, styles and pictures come from this site alone, and nothing stands inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// The same policy for a page that frames a player: one host, on this page alone.
pub(crate) fn policy_with_frame(origin: &str) -> String {
    format!("{POLICY}; frame-src {origin}")
}

/// Refuses posts from other sites.
pub(crate) async fn refuse(State(web): State<Web>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && is_from_elsewhere(request.headers(), &web.app.parts.base_url) {
        return Problem::Forged.into_response();
    }
    next.run(request).await
}

/// Adds the headers that protect the reader to whatever is answered.
pub(crate) async fn protect(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if web.is_secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// Whether a browser says that the request comes from another site. Programs that are no browser say nothing;
/// a signed-in person's forms carry a token besides.
fn is_from_elsewhere(headers: &HeaderMap, base_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        None => false,
        Some(origin) if origin == base_url => false,
        // On loopback the site is reached by more than one name.
        Some(origin) => {
            let host = origin.split("://").nth(1);
            host.is_none() || host != true_host(headers)
        }
    }
}

fn true_host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST).and_then(|host| host.to_str().ok())
}
