//! What one request leaves to be said on the next page, such as "You have left; undo".

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

/// A message with its arguments, and what can be undone by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Flash {
    key: String,
    arguments: Vec<(String, String)>,
    undo: Option<String>,
}

impl Flash {
    /// A message. Its key starts with `flash-`.
    pub(crate) fn new(key: &'static str) -> Self {
        Self { key: key.to_owned(), arguments: Vec::new(), undo: None }
    }

    /// The same message with an argument.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.arguments.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same message with a button that posts to an address of ours.
    pub(crate) fn undo(mut self, path: &str) -> Self {
        self.undo = Some(path.to_owned());
        self
    }

    /// Reads the cookie; anything that we did not write is nothing.
    pub(crate) fn read(cookie: &str) -> Option<Self> {
        let json = BASE64URL_NOPAD.decode(cookie.as_bytes()).ok()?;
        let flash: Self = serde_json::from_slice(&json).ok()?;
        let ours = flash.key.starts_with("flash-") && flash.undo.as_ref().is_none_or(|path| is_ours(path));
        ours.then_some(flash)
    }

    /// The words.
    pub(crate) fn say(&self, words: &copia_text::Words) -> String {
        if self.arguments.is_empty() {
            return words.say(&self.key).to_owned();
        }
        let arguments: Vec<_> =
            self.arguments.iter().map(|(name, value)| (name.as_str(), copia_text::Arg::from(value.as_str()))).collect();
        words.say_with(&self.key, &arguments)
    }

    /// The address that undoes it.
    pub(crate) fn undo_path(&self) -> Option<&str> {
        self.undo.as_deref()
    }

    fn cookie(&self) -> Option<HeaderValue> {
        let json = serde_json::to_vec(self).ok()?;
        let value = BASE64URL_NOPAD.encode(&json);
        HeaderValue::from_str(&format!("flash={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")).ok()
    }
}

fn is_ours(path: &str) -> bool {
    copia_app::accounts::safe_next(Some(path)) == path
}

/// Sends the browser on with GET, so that reloading repeats nothing; and leaves something to be said there.
pub(crate) fn redirect(path: &str, flash: Option<Flash>) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    if let Some(cookie) = flash.and_then(|flash| flash.cookie()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
