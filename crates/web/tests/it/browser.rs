//! A small browser: keeps cookies, follows nothing by itself, sends forms with the token of the last page.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use copia_store::Meter;
use copia_testkit::TestApp;
use copia_web::Settings;
use futures_util::StreamExt as _;
use std::{collections::BTreeMap, fmt::Write as _};
use tower::ServiceExt as _;

/// A PNG of one pixel.
pub const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0x0, 0x0, 0x0, 0xd, 0x49, 0x48, 0x44, 0x52, 0x0, 0x0, 0x0, 0x1, 0x0,
    0x0, 0x0, 0x1, 0x8, 0x2, 0x0, 0x0, 0x0, 0x90, 0x77, 0x53, 0xde, 0x0, 0x0, 0x0, 0xc, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0x10, 0x48, 0x28, 0x0, 0x0, 0x1, 0x64, 0x0, 0xe1, 0xb, 0xa2, 0xf7, 0x40, 0x0, 0x0, 0x0, 0x0, 0x49,
    0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// What the site answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// Statements that the answer took, those of the session and permissions included.
    pub statements: u32,
}

/// A browser with its cookies.
pub struct Browser {
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Answer {
    /// Where the answer sends the browser.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Whether the page says something.
    pub fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

impl Browser {
    /// A browser that has never been here.
    pub fn new(site: &TestApp) -> Self {
        Self::with(site, Settings::default())
    }

    /// A browser at a site that is served with other settings.
    pub fn with(site: &TestApp, settings: Settings) -> Self {
        let router = copia_web::router(site.app.clone(), settings);
        Self { router, cookies: BTreeMap::new(), token: String::new() }
    }

    /// A browser with the session of another one, on a copy of its site.
    pub fn of(site: &TestApp, other: &Self) -> Self {
        Self { cookies: other.cookies.clone(), ..Self::new(site) }
    }

    /// Chooses a language.
    pub fn choose_language(&mut self, tag: &str) {
        self.cookies.insert("language".to_owned(), tag.to_owned());
    }

    /// A browser of somebody who has signed in.
    pub async fn signed_in(site: &TestApp, person: copia_app::domain::ids::PersonId) -> Self {
        let mut browser = Self::new(site);
        let ctx = site.visitor();
        let mut tx = ctx.read().await.unwrap();
        let email = copia_store::people::find(&mut tx, person).await.unwrap().unwrap().email.unwrap();
        drop(tx);
        let id = copia_app::accounts::ask_for_link(&ctx, &email, None).await.unwrap();
        let code = copia_app::links::code(&site.app, &id.to_string());
        let signed_in = copia_app::accounts::sign_in_by_code(&ctx, id, &code).await.unwrap();
        browser.cookies.insert("copia".to_owned(), signed_in.cookie.value().to_owned());
        // The sign-in letter is not what the test is about.
        site.run_jobs().await;
        site.take_mail();
        browser
    }

    /// Listens to a stream: what it says, piece by piece.
    pub async fn listen(&mut self, path: &str) -> axum::body::BodyDataStream {
        let request = Request::get(path).header(header::COOKIE, self.cookie_line()).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        response.into_body().into_data_stream()
    }

    fn cookie_line(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// A cookie that the browser holds.
    pub fn cookie(&mut self, name: &str) -> Option<&mut String> {
        self.cookies.get_mut(name)
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Sends a form, with the token that the last page had. A browser that has seen no page asks for one first.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        if self.token.is_empty() && self.cookies.contains_key("copia") {
            self.get("/").await;
        }
        let token = self.token.clone();
        self.post_with(path, fields, &token).await
    }

    /// The token for a form that is put together by hand.
    pub async fn forms_token(&mut self) -> String {
        if self.token.is_empty() && self.cookies.contains_key("copia") {
            self.get("/").await;
        }
        self.token.clone()
    }

    /// Sends a form with a token.
    pub async fn post_with(&mut self, path: &str, fields: &[(&str, &str)], token: &str) -> Answer {
        let mut body = format!("csrf={token}");
        for (name, value) in fields {
            write!(body, "&{name}=").unwrap();
            for b in value.bytes() {
                write!(body, "%{b:02X}").unwrap();
            }
        }
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Sends any request with the cookies, and keeps those that come back.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, self.cookie_line().parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let statements = response.extensions().get::<Meter>().map_or(0, Meter::statements);
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = if headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
            // It has no end: its first words are its answer.
            response.into_body().into_data_stream().next().await.unwrap().unwrap()
        } else {
            to_bytes(response.into_body(), usize::MAX).await.unwrap()
        };
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(after) = body.split("name=\"csrf\" value=\"").nth(1) {
            after.split('"').next().unwrap().clone_into(&mut self.token);
        }
        Answer { status, headers, body, statements }
    }
}
