//! Whoever takes part in a room, with an account or without.

use crate::{
    Ctx,
    links::{self, Purpose},
};
use copia_domain::ids::EventId;
use data_encoding::BASE32_NOPAD;

/// Whoever takes part. The keys under which they do are made for one event, so that what somebody asks at one cannot be
/// joined to what they ask at another; a moderator never sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participant {
    /// What is random in the browser's cookie.
    browser: Option<String>,
}

impl Participant {
    /// The participant whose browser sent this cookie. One that was not made here counts as none.
    pub fn of(ctx: &Ctx, cookie: Option<&str>) -> Self {
        let browser = cookie.and_then(|cookie| cookie.split_once('.')).and_then(|(random, signature)| {
            links::is_signed(&ctx.app, Purpose::Browser, random, signature).then(|| random.to_owned())
        });
        Self { browser }
    }

    /// A browser that has no cookie yet, and the cookie that it gets.
    pub fn fresh(ctx: &Ctx) -> (Self, String) {
        let random = BASE32_NOPAD.encode(&ctx.app.parts.entropy.bytes::<16>()).to_ascii_lowercase();
        let cookie = format!("{random}.{}", links::sign(&ctx.app, Purpose::Browser, &random));
        (Self { browser: Some(random) }, cookie)
    }

    /// Whether the browser has a cookie.
    pub const fn has_browser(&self) -> bool {
        self.browser.is_some()
    }

    fn of_account(ctx: &Ctx, event: EventId) -> Option<String> {
        let person = ctx.viewer.id()?;
        Some(links::sign(&ctx.app, Purpose::Participant, &format!("{event}|person|{person}")))
    }

    /// The key of the browser at an event.
    pub(super) fn of_browser(&self, ctx: &Ctx, event: EventId) -> Option<String> {
        let browser = self.browser.as_ref()?;
        Some(links::sign(&ctx.app, Purpose::Participant, &format!("{event}|browser|{browser}")))
    }

    /// The key that counts once: the account's, or for a visitor the browser's.
    pub(super) fn key(&self, ctx: &Ctx, event: EventId) -> Option<String> {
        Self::of_account(ctx, event).or_else(|| self.of_browser(ctx, event))
    }

    /// Every key of theirs.
    pub(super) fn keys(&self, ctx: &Ctx, event: EventId) -> Vec<String> {
        Self::of_account(ctx, event).into_iter().chain(self.of_browser(ctx, event)).collect()
    }
}
