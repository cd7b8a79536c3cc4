//! What every page stands in: the request's context, forms, the layout, errors, assets and the log line.

mod assets;
mod error_summary;
mod flash;
mod form;
mod guard;
mod kept;
mod limit;
mod log;
mod page;
mod problem;
mod visit;

pub(crate) use assets::base as assets_base;
pub(crate) use flash::{Flash, redirect};
pub(crate) use form::{Fields, Form, Piece, Posted, Upload, check_token};
pub(crate) use guard::policy_with_frame;
pub(crate) use log::Unsaid;
pub(crate) use page::{Page, Shown, show, shown};
pub(crate) use problem::{Answer, Problem};
pub(crate) use visit::{Query, Visit, cookie, session_cookie};

use crate::routes::Routes;
use axum::{Router, extract::DefaultBodyLimit, middleware};
use copia_app::App;
use std::{
    ops::Deref,
    sync::{Arc, atomic::AtomicU64},
};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate as _,
        predicate::{DefaultPredicate, NotForContentType},
    },
};

/// How the site is reached.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Whether a proxy in front passes on the client's address in `X-Forwarded-For`, and HTTPS.
    pub behind_proxy: bool,
    /// Where the demonstration's mail lies, to be read at `/demo/mailbox`.
    pub mailbox: Option<std::path::PathBuf>,
}

/// What handlers share.
#[derive(Debug, Clone)]
pub(crate) struct Web(Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) app: Arc<App>,
    pub(crate) settings: Settings,
    /// Links asked for. Thousands who want a seat may sign in from one address within minutes; how many links one mail
    /// address gets is limited besides, and so are wrong codes.
    pub(crate) sign_ins: limit::Limit,
    /// Wrong codes: a guess has a chance of one in a million, so a network address gets few of them.
    pub(crate) wrong_codes: limit::Limit,
    /// Browsers that begin to take part in rooms. Thousands at one campus share an address.
    pub(crate) room_browsers: limit::Limit,
    /// What one browser posts in rooms: nobody votes sixty times in a minute.
    pub(crate) room_posts: limit::Limit,
    /// Pages as visitors read them.
    pub(crate) kept: kept::Kept,
    /// Requests answered, by the hundred of their status.
    pub(crate) answered: [AtomicU64; 6],
    /// Microseconds spent answering.
    pub(crate) spent: AtomicU64,
}

impl Web {
    pub(crate) fn new(app: Arc<App>, settings: Settings) -> Self {
        Self(Arc::new(Shared {
            app,
            settings,
            sign_ins: limit::Limit::new(6_000, 600),
            wrong_codes: limit::Limit::new(30, 3_600),
            room_browsers: limit::Limit::new(6_000, 600),
            room_posts: limit::Limit::new(60, 60),
            kept: kept::Kept::default(),
            answered: Default::default(),
            spent: AtomicU64::new(0),
        }))
    }

    /// Whether browsers reach the site over HTTPS.
    pub(crate) fn is_secure(&self) -> bool {
        self.app.parts.base_url.starts_with("https://")
    }
}

impl Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Bytes of a form's body at most; uploads have their own limit.
const MOST_BYTES: usize = 1 << 20;

/// The routes of the shell itself.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/assets/{fingerprint}/{*file}", assets::asset)
        .get("/organisation.css", assets::organisation)
        .get("/healthz", log::healthy)
        .get("/readyz", log::ready)
        .get("/metrics", log::metrics)
}

/// Puts the layers around the routes. The outermost comes last.
pub(crate) fn wrap(routes: Routes, web: Web) -> Router {
    // What is sound or video is small already, and is asked for by its bytes.
    let worth = DefaultPredicate::new().and(NotForContentType::const_new("video/"));
    let worth = worth.and(NotForContentType::const_new("audio/"));
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth);
    routes
        .router
        .fallback(problem::nowhere)
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(middleware::from_fn_with_state(web.clone(), kept::keep))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn_with_state(web.clone(), guard::refuse))
        .layer(middleware::from_fn_with_state(web.clone(), problem::render))
        .layer(middleware::from_fn_with_state(web.clone(), guard::protect))
        .layer(compression)
        .layer(middleware::from_fn_with_state(web.clone(), log::log))
        .with_state(web)
}

/// A parameter for an address, encoded.
pub(crate) fn form_query(name: &str, value: &str) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{name}=");
    for b in value.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            text.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{b:02X}");
        }
    }
    text
}
