//! Sessions: what a browser keeps, how a request gets its context, and how sessions end.

use crate::{
    App, Ctx, Error, Result,
    ctx::{Account, Act, Device},
    links::{self, Purpose},
};
use copia_domain::{
    accounts::{SESSION_IDLE_DAYS, SESSION_LONGEST_DAYS},
    ids::{PersonId, RequestId, SessionId},
    policy::{Role, Roles, Viewer, acts::ManageSessions},
    role_terms::TermRole,
    time::{Day, When},
};
use copia_store::{Meter, accounts};
use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use subtle::ConstantTimeEq as _;

/// What the browser keeps: the session's id and a secret whose digest alone is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Cookie(String);

impl Cookie {
    /// The value for the browser.
    pub fn value(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Cookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cookie(hidden)")
    }
}

/// A new session and what the browser keeps of it.
pub(super) fn begin(ctx: &Ctx, person: PersonId) -> (Cookie, accounts::NewSession) {
    let id = ctx.id(SessionId::new);
    let secret: [u8; 32] = ctx.app.parts.entropy.bytes();
    let cookie = Cookie(format!("{}.{}", id.0.simple(), BASE32_NOPAD.encode(&secret).to_ascii_lowercase()));
    let session = accounts::NewSession {
        id,
        secret_digest: Sha256::digest(secret).to_vec(),
        person,
        at: ctx.now,
        expires_at: ctx.now.plus_days(SESSION_IDLE_DAYS),
        device: ctx.device.agent.clone(),
        address: ctx.device.address.clone(),
    };
    (cookie, session)
}

/// Reads a cookie; `None` for what is none.
fn read(cookie: &str) -> Option<(SessionId, Vec<u8>)> {
    let (id, secret) = cookie.split_once('.')?;
    let secret = BASE32_NOPAD.decode(secret.to_ascii_uppercase().as_bytes()).ok()?;
    Some((SessionId::parse(id)?, secret))
}

/// The context of a request. A cookie that is not, or no longer, good makes a visitor.
///
/// # Errors
/// [`Error::Store`].
pub async fn request(
    app: &Arc<App>,
    cookie: Option<&str>,
    accept_language: Option<&str>,
    chosen_language: Option<&str>,
    device: Device,
) -> Result<Ctx> {
    let now = app.parts.clock.now();
    let site = app.site();
    let mut ctx = Ctx {
        app: Arc::clone(app),
        viewer: Viewer::visitor(),
        account: None,
        now,
        request: RequestId::new(now, app.parts.entropy.id_bits()),
        words: site.catalogue.pick(accept_language, chosen_language),
        site,
        meter: Meter::default(),
        device,
    };
    let Some((id, secret)) = cookie.and_then(read) else { return Ok(ctx) };
    let mut tx = ctx.read().await?;
    let found = accounts::find_session(&mut tx, id, now, ctx.today()).await?;
    drop(tx);
    let Some(session) = found else { return Ok(ctx) };
    if !bool::from(Sha256::digest(secret).as_slice().ct_eq(&session.secret_digest)) {
        return Ok(ctx);
    }
    if now.hours_since(session.seen_at) >= 1 {
        keep_alive(&ctx, id).await?;
    }
    let roles = session.roles.as_deref().unwrap_or_default();
    let held = roles.split(' ').filter_map(TermRole::from_word).filter_map(TermRole::role);
    ctx.viewer = Viewer::person(session.person_id, held.fold(Roles::default(), Roles::with));
    if let Some(language) = &session.language {
        ctx.words = ctx.site.catalogue.pick(accept_language, Some(language));
    }
    ctx.account = Some(Account {
        session: id,
        person: session.person_id,
        name: session.name,
        picture: session.picture_id,
        asked_about_work: session.asked_about_work,
    });
    Ok(ctx)
}

/// Moves the end of a session that is used, at most once an hour.
async fn keep_alive(ctx: &Ctx, id: SessionId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let longest = When::from_micros(began(id)).plus_days(SESSION_LONGEST_DAYS);
        let until = ctx.now.plus_days(SESSION_IDLE_DAYS).min(longest);
        accounts::seen(&mut tx, id, ctx.now, until).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// When a session began: its id says so.
fn began(id: SessionId) -> i64 {
    let stamp = id.0.get_timestamp().map_or((0, 0), |stamp| stamp.to_unix());
    i64::try_from(stamp.0).unwrap_or(0) * 1_000_000 + i64::from(stamp.1) / 1000
}

/// The token that a session's forms carry, so that a post from another site is known.
pub fn forms_token(ctx: &Ctx) -> String {
    let about = ctx.account.as_ref().map_or_else(String::new, |account| account.session.to_string());
    links::sign(&ctx.app, Purpose::Forms, &about)
}

/// A session in the list of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionView {
    /// Which session.
    pub id: SessionId,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// The device, as it names itself.
    pub device: String,
    /// The network address it began at.
    pub address: String,
    /// Since when.
    pub since: When,
    /// When it was last used, to the hour.
    pub seen: When,
    /// The day it ends unless it is used.
    pub ends: Day,
}

/// One's own sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sessions {
    /// The last used first.
    pub sessions: Vec<SessionView>,
}

/// How sessions are ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// All but the one that asks.
    Others,
    /// All.
    All,
}

/// The list of one's own sessions.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn sessions(ctx: &Ctx) -> Result<Sessions> {
    let (person, this) = own(ctx)?;
    let mut tx = ctx.read().await?;
    let rows = accounts::sessions(&mut tx, person, ctx.now).await?;
    let view = |row: accounts::SessionRow| SessionView {
        id: row.id,
        is_this: row.id == this,
        device: row.device,
        address: row.address,
        since: row.created_at,
        seen: row.seen_at,
        ends: Day(row.expires_at.day_in(&ctx.site.zone)),
    };
    Ok(Sessions { sessions: rows.into_iter().map(view).collect() })
}

fn own(ctx: &Ctx) -> Result<(PersonId, SessionId)> {
    let Some(account) = &ctx.account else {
        let _permit = ctx.viewer.on_site().permit::<ManageSessions>()?;
        return Err(Error::NotFound);
    };
    let _permit = ctx.viewer.towards(account.person).permit::<ManageSessions>()?;
    Ok((account.person, account.session))
}

/// Ends the session that asks.
///
/// # Errors
/// [`Error::Store`]; a visitor is signed out already.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Ok((_, this)) = own(ctx) else { return Ok(()) };
    match end_session(ctx, this).await {
        Err(Error::NotFound) => Ok(()),
        ended => ended,
    }
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Error::Denied`] for a visitor, [`Error::NotFound`] for a session that is not theirs or has ended.
pub async fn end_session(ctx: &Ctx, id: SessionId) -> Result<()> {
    let (person, _) = own(ctx)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        if !accounts::end_session(&mut tx, id, person, ctx.now).await? {
            return Err(Error::NotFound);
        }
        let act = Act::by(Role::Oneself, "account.end_session").on("session", id).about(person);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Ends all of one's own sessions, or all but the one that asks; how many.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn end_everywhere(ctx: &Ctx, which: End) -> Result<u64> {
    let (person, this) = own(ctx)?;
    let but = (which == End::Others).then_some(this);
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let ended = accounts::end_other_sessions(&mut tx, person, but, ctx.now).await?;
        let act = Act::by(Role::Oneself, "account.end_sessions").on("person", person).about(person).after(&ended);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(ended)
    })
    .await
}
