//! Signing in by a one-time link or code, and the sessions that come of it.

pub mod letters;
mod sessions;

pub use sessions::{
    Cookie, End, SessionView, Sessions, end_everywhere, end_session, forms_token, request, sessions, sign_out,
};

use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    links::{self, Purpose},
    notifications::Message,
};
use copia_domain::{
    accounts::{
        SignInRule, TOKEN_ATTEMPTS, TOKEN_MINUTES, TOKENS_AN_HOUR, TokenPurpose, WRONG_CODES_A_DAY, is_in_domains,
    },
    fields::{self, Fault},
    ids::{PersonId, RoleTermId, SignInTokenId},
    people::PersonStatus,
    policy::{Permit, Role, Scope, acts::GiveSiteRoles},
    role_terms::{Term, TermRole},
};
use copia_store::{Tx, accounts, people, role_terms};

/// A token as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenView {
    /// Which token.
    pub id: SignInTokenId,
    /// What it is for.
    pub purpose: TokenPurpose,
    /// The address it was sent to.
    pub email: Option<String>,
}

/// Somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// What the browser keeps.
    pub cookie: Cookie,
    /// Where they wanted to go: a path on this site.
    pub next: String,
}

/// A path on this site that somebody may be sent to, or the front page. Anything that a browser could take for
/// another site is not followed.
pub fn safe_next(path: Option<&str>) -> String {
    let path = path.unwrap_or("/");
    let inside = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(|c| c.is_control() || c.is_whitespace())
        && path.len() <= 500;
    if inside { path.to_owned() } else { "/".to_owned() }
}

/// Sends a link and a code to an address, if it may sign in here. The answer is the same if it may not, so that
/// nobody learns who is known: an id to type the code for. Nor does it tell that five links were sent within the
/// hour, after which nothing is sent.
///
/// # Errors
/// [`Error::Invalid`] for what is no address.
pub async fn ask_for_link(ctx: &Ctx, email: &str, next: Option<&str>) -> Result<SignInTokenId> {
    let email = fields::address(email).map_err(|fault| Error::Invalid(Faults::one("email", fault)))?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let id = ctx.id(SignInTokenId::new);
        let recent = accounts::count_tokens(&mut tx, &email, TokenPurpose::SignIn, ctx.now.plus_hours(-1)).await?;
        let known = people::find_by_email(&mut tx, &email).await?;
        if recent.tokens >= TOKENS_AN_HOUR || !may_sign_in(ctx, known.as_ref(), &email) {
            return Ok(id);
        }
        // To the address that is kept, not to what was typed: nobody is written to at an address that only looks
        // like theirs.
        let email = known.as_ref().and_then(|person| person.email.clone()).unwrap_or_else(|| email.clone());
        let token = accounts::Token {
            id,
            purpose: TokenPurpose::SignIn,
            email: Some(email),
            person_id: known.as_ref().map(|person| person.id),
            next_path: Some(safe_next(next)),
            created_at: ctx.now,
            expires_at: ctx.now.plus_seconds(TOKEN_MINUTES * 60),
            used_at: None,
            attempts: 0,
        };
        accounts::add_token(&mut tx, &token).await?;
        ctx.notify(&mut tx, token.person_id, None, Message::SignIn { token: id }).await?;
        tx.commit().await?;
        Ok(id)
    })
    .await
}

fn may_sign_in(ctx: &Ctx, known: Option<&people::Person>, email: &str) -> bool {
    let organisation = &ctx.site.organisation;
    let domains: Vec<String> = organisation.sign_in_domains.split_whitespace().map(str::to_owned).collect();
    match known {
        Some(person) => person.status == PersonStatus::Current,
        None => organisation.sign_in_rule == SignInRule::Domains && is_in_domains(email, &domains),
    }
}

/// What the page of a link shows. Looking changes nothing: mail scanners open links.
///
/// # Errors
/// [`Error::LinkEnded`] when the link is forged, used or too old.
pub async fn look_at_link(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<TokenView> {
    let mut tx = ctx.read().await?;
    let token = live_token(ctx, &mut tx, id).await?;
    if !links::is_signed(&ctx.app, Purpose::Token, &id.to_string(), signature) {
        return Err(Error::LinkEnded);
    }
    Ok(TokenView { id, purpose: token.purpose, email: token.email })
}

/// Signs in with the link, once.
///
/// # Errors
/// [`Error::LinkEnded`] when the link is forged, used or too old.
pub async fn sign_in_by_link(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<SignedIn> {
    if !links::is_signed(&ctx.app, Purpose::Token, &id.to_string(), signature) {
        return Err(Error::LinkEnded);
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let token = live_token(ctx, &mut tx, id).await?;
        let signed_in = sign_in(ctx, &mut tx, token).await?;
        tx.commit().await?;
        Ok(signed_in)
    })
    .await
}

/// Signs in with the code, once. A code that is wrong, used, too old, or never was is answered in the same way, so
/// that nobody learns who is known.
///
/// # Errors
/// [`Error::Invalid`] for a code that does not sign in.
pub async fn sign_in_by_code(ctx: &Ctx, id: SignInTokenId, code: &str) -> Result<SignedIn> {
    let typed: String = code.chars().filter(char::is_ascii_digit).collect();
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let wrong = || Error::Invalid(Faults::one("code", Fault::WrongCode));
        let token = accounts::find_token(&mut tx, id).await?;
        let token = token.filter(|token| token.purpose == TokenPurpose::SignIn).ok_or_else(wrong)?;
        let token = live(ctx, token).map_err(|_| wrong())?;
        let email = token.email.as_deref().ok_or_else(wrong)?;
        let today = accounts::count_tokens(&mut tx, email, TokenPurpose::SignIn, ctx.now.plus_days(-1)).await?;
        if today.wrong_codes >= WRONG_CODES_A_DAY {
            return Err(wrong());
        }
        if typed != links::code(&ctx.app, &id.to_string()) {
            accounts::wrong_code(&mut tx, id).await?;
            let act = Act::by(Role::Public, "account.wrong_code").on("sign_in_token", id);
            let act = token.person_id.map_or(act.clone(), |person| act.about(person));
            ctx.audit(&mut tx, act).await?;
            tx.commit().await?;
            return Err(wrong());
        }
        let signed_in = sign_in(ctx, &mut tx, token).await?;
        tx.commit().await?;
        Ok(signed_in)
    })
    .await
}

async fn live_token(ctx: &Ctx, tx: &mut Tx, id: SignInTokenId) -> Result<accounts::Token> {
    live(ctx, accounts::find_token(tx, id).await?.ok_or(Error::LinkEnded)?)
}

fn live(ctx: &Ctx, token: accounts::Token) -> Result<accounts::Token> {
    let live = token.used_at.is_none() && token.expires_at > ctx.now && token.attempts < TOKEN_ATTEMPTS;
    if live { Ok(token) } else { Err(Error::LinkEnded) }
}

/// Uses the token and begins a session; somebody new from one of the organisation's domains gets an account.
async fn sign_in(ctx: &Ctx, tx: &mut Tx, token: accounts::Token) -> Result<SignedIn> {
    if token.purpose != TokenPurpose::SignIn || !accounts::use_token(tx, token.id, ctx.now).await? {
        return Err(Error::LinkEnded);
    }
    let email = token.email.clone().ok_or(Error::LinkEnded)?;
    // Looked up again: the address may have been taken, or its owner may have left, since the link was sent.
    let known = people::find_by_email(tx, &email).await?;
    if !may_sign_in(ctx, known.as_ref(), &email) {
        return Err(Error::LinkEnded);
    }
    let person = match known {
        Some(person) => person.id,
        None => newcomer(ctx, tx, &email, None).await?,
    };
    let cookie = begin(ctx, tx, person).await?;
    Ok(SignedIn { person, cookie, next: safe_next(token.next_path.as_deref()) })
}

/// Takes somebody in who is not known yet; their name is made from the address until they write it themselves.
pub(crate) async fn newcomer(ctx: &Ctx, tx: &mut Tx, email: &str, name: Option<&str>) -> Result<PersonId> {
    let id = ctx.id(PersonId::new);
    let person = people::Person {
        id,
        name: name.map_or_else(|| name_from_address(email), str::to_owned),
        email: Some(email.to_owned()),
        job_title: None,
        department: None,
        job_family: None,
        about: None,
        picture_id: None,
        shows_email: false,
        language: None,
        status: PersonStatus::Current,
        asked_about_work: false,
        created_at: ctx.now,
        left_at: None,
        version: 1,
    };
    people::create(tx, &person).await?;
    Ok(id)
}

/// "Ada Example" for `ada.example@...`.
fn name_from_address(email: &str) -> String {
    let local = email.split('@').next().unwrap_or(email);
    let words = local.split(['.', '_', '-', '+']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    let name = words.map(capital).collect::<Vec<_>>().join(" ");
    if name.is_empty() { email.to_owned() } else { name }
}

/// Opens the account if there is none, begins a session, and says so in the audit log.
async fn begin(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<Cookie> {
    accounts::open(tx, person, ctx.now).await?;
    accounts::signed_in(tx, person, ctx.now).await?;
    let (cookie, session) = sessions::begin(ctx, person);
    accounts::add_session(tx, &session).await?;
    let act = Act::by(Role::Staff, "account.sign_in").on("session", session.id).about(person);
    ctx.audit(tx, act).await?;
    Ok(cookie)
}

/// Signs in as a person of the demonstration: a persona, or anybody current by their id.
///
/// # Errors
/// [`Error::NotFound`] anywhere but in a demonstration, and for somebody who is not there.
pub async fn sign_in_as_persona(ctx: &Ctx, persona: &str) -> Result<SignedIn> {
    if !ctx.site.organisation.is_demonstration {
        return Err(Error::NotFound);
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let person = match PersonId::parse(persona) {
            Some(id) => id,
            None => {
                let key = format!("persona:{persona}");
                let stored = copia_store::organisation::state(&mut tx, &key).await?.ok_or(Error::NotFound)?;
                PersonId::parse(&stored).ok_or(Error::NotFound)?
            }
        };
        let known = people::find(&mut tx, person).await?.filter(|known| known.status == PersonStatus::Current);
        let person = known.ok_or(Error::NotFound)?.id;
        let cookie = begin(ctx, &mut tx, person).await?;
        tx.commit().await?;
        Ok(SignedIn { person, cookie, next: "/".to_owned() })
    })
    .await
}

/// A link by which the first administrator comes in; `None` when there is an administrator.
///
/// # Errors
/// [`Error::Store`].
pub async fn first_administrator_link(ctx: &Ctx) -> Result<Option<String>> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        if accounts::administrators(&mut tx, ctx.today()).await? > 0 {
            return Ok(None);
        }
        let id = ctx.id(SignInTokenId::new);
        let token = accounts::Token {
            id,
            purpose: TokenPurpose::FirstAdministrator,
            email: None,
            person_id: None,
            next_path: None,
            created_at: ctx.now,
            expires_at: ctx.now.plus_hours(24),
            used_at: None,
            attempts: 0,
        };
        accounts::add_token(&mut tx, &token).await?;
        tx.commit().await?;
        Ok(Some(ctx.url(&link_path(ctx, id))))
    })
    .await
}

/// The path of a token's page.
pub(crate) fn link_path(ctx: &Ctx, id: SignInTokenId) -> String {
    format!("/sign-in/{id}/{}", links::sign(&ctx.app, Purpose::Token, &id.to_string()))
}

/// Makes whoever holds the first administrator's link the administrator, once.
///
/// # Errors
/// [`Error::Invalid`] for a name or address that is none, [`Error::LinkEnded`] when there is an administrator.
pub async fn become_first_administrator(
    ctx: &Ctx,
    id: SignInTokenId,
    signature: &str,
    name: &str,
    email: &str,
) -> Result<SignedIn> {
    if !links::is_signed(&ctx.app, Purpose::Token, &id.to_string(), signature) {
        return Err(Error::LinkEnded);
    }
    let mut faults = Faults::new();
    let name = faults.take("name", fields::line(name, fields::LINE));
    let email = faults.take("email", fields::address(email));
    faults.check()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let token = live_token(ctx, &mut tx, id).await?;
        let taken = accounts::administrators(&mut tx, ctx.today()).await? > 0;
        let used =
            token.purpose == TokenPurpose::FirstAdministrator && accounts::use_token(&mut tx, id, ctx.now).await?;
        if taken || !used {
            return Err(Error::LinkEnded);
        }
        let person = match people::find_by_email(&mut tx, &email).await? {
            Some(known) => known.id,
            None => newcomer(ctx, &mut tx, &email, Some(&name)).await?,
        };
        let permit = Permit::<GiveSiteRoles>::of_the_system(Scope::Site, "the first administrator's link was followed");
        let appointment = role_terms::Appointment {
            id: ctx.id(RoleTermId::new),
            person,
            community: None,
            role: TermRole::Administrator,
            term: Term { starts: ctx.today(), ends: None },
            successor: None,
            note: None,
        };
        role_terms::give(&mut tx, permit, &appointment, ctx.now).await?;
        let act =
            Act::by_system("role.give").on("role_term", appointment.id).about(person).after(&TermRole::Administrator);
        ctx.audit(&mut tx, act).await?;
        let cookie = begin(ctx, &mut tx, person).await?;
        tx.commit().await?;
        Ok(SignedIn { person, cookie, next: "/".to_owned() })
    })
    .await
}
