//! Changing one's address: a link goes to the new one, and a notice to the old one.

use super::profile::own_id;
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    links::{self, Purpose},
    notifications::Message,
};
use copia_domain::{
    accounts::{KEEP_ADDRESS_DAYS, TOKEN_MINUTES, TOKENS_AN_HOUR, TokenPurpose},
    fields::{self, Fault},
    fold::fold,
    ids::{PersonId, SignInTokenId},
    people::PersonStatus,
    policy::{Permit, Role, Scope, acts::EditProfile},
};
use copia_store::{Tx, accounts, people};

/// What the page of the link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressLink {
    /// Which token.
    pub id: SignInTokenId,
    /// The new address, or the one to keep.
    pub email: String,
    /// Whether the address so far is kept instead of a new one.
    pub keeps: bool,
}

/// Sends a link to a new address and a notice to the present one. The answer is the same when somebody else has the
/// address: its owner is told, and nobody else learns of it.
///
/// # Errors
/// [`Error::Invalid`] for what is no address or is one's own already, [`Error::TooOften`] after five links within
/// an hour.
pub async fn ask_for_address(ctx: &Ctx, email: &str) -> Result<()> {
    let me = own_id(ctx)?;
    let fault = |fault| Error::Invalid(Faults::one("email", fault));
    let email = fields::address(email).map_err(fault)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let person = people::find(&mut tx, me).await?.ok_or(Error::NotFound)?;
        if person.email.as_deref().map(fold) == Some(fold(&email)) {
            return Err(Error::Invalid(Faults::one("email", Fault::Taken)));
        }
        let purpose = TokenPurpose::ConfirmAddress;
        let recent = accounts::count_tokens(&mut tx, &email, purpose, ctx.now.plus_hours(-1)).await?;
        if recent.tokens >= TOKENS_AN_HOUR {
            return Err(Error::TooOften);
        }
        let token = |purpose: TokenPurpose, email: &str, minutes: i64| accounts::Token {
            id: ctx.id(SignInTokenId::new),
            purpose,
            email: Some(email.to_owned()),
            person_id: Some(me),
            next_path: None,
            created_at: ctx.now,
            expires_at: ctx.now.plus_seconds(minutes * 60),
            used_at: None,
            attempts: 0,
        };
        let link = token(purpose, &email, TOKEN_MINUTES);
        accounts::add_token(&mut tx, &link).await?;
        ctx.notify(&mut tx, Some(me), None, Message::ConfirmAddress { token: link.id }).await?;
        if let Some(present) = &person.email {
            let kept = token(TokenPurpose::KeepAddress, present, KEEP_ADDRESS_DAYS * 24 * 60);
            accounts::add_token(&mut tx, &kept).await?;
            ctx.notify(&mut tx, Some(me), None, Message::AddressNotice { token: kept.id }).await?;
        }
        let act = Act::by(Role::Oneself, "person.ask_for_address").on("person", me).about(me);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// The path of the page at which a new address is confirmed, or the present one kept.
pub(super) fn path(ctx: &Ctx, id: SignInTokenId) -> String {
    format!("/me/address/{id}/{}", links::sign(&ctx.app, Purpose::Token, &id.to_string()))
}

/// What the page of the link shows. Looking changes nothing: mail scanners open links.
///
/// # Errors
/// [`Error::LinkEnded`] when the link is forged, used, too old or another person's; [`Error::Denied`] for a visitor
/// with a link that confirms.
pub async fn look_at_address(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<AddressLink> {
    let mut tx = ctx.read().await?;
    let (token, _, email) = live(ctx, &mut tx, id, signature).await?;
    Ok(AddressLink { id: token.id, email, keeps: token.purpose == TokenPurpose::KeepAddress })
}

/// Does what the link is for, once: whoever asked for the address gets it, and their other sessions end; or the
/// address so far is kept or taken back, and all sessions end.
///
/// # Errors
/// As [`look_at_address`], and [`Error::LinkEnded`] when somebody else has the address.
pub async fn confirm_address(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (token, owner, email) = live(ctx, &mut tx, id, signature).await?;
        let person = people::find(&mut tx, owner).await?.filter(|person| person.status == PersonStatus::Current);
        let taken = people::find_by_email(&mut tx, &email).await?.is_some_and(|other| other.id != owner);
        let Some(person) = person.filter(|_| !taken) else { return Err(Error::LinkEnded) };
        if !accounts::use_token(&mut tx, id, ctx.now).await? {
            return Err(Error::LinkEnded);
        }
        if person.email.as_deref() != Some(&email) {
            let scope = Scope::Person(owner);
            let permit = Permit::<EditProfile>::of_the_system(scope, "the link sent to the address was followed");
            people::set_email(&mut tx, permit, owner, &email, ctx.now).await?;
        }
        let (action, stays) = if token.purpose == TokenPurpose::KeepAddress {
            // Whoever changed the address meanwhile may hold links of the same kind.
            accounts::void_address_links(&mut tx, owner, token.created_at, ctx.now).await?;
            ("person.keep_address", None)
        } else {
            ("person.change_address", ctx.account.as_ref().map(|account| account.session))
        };
        accounts::end_other_sessions(&mut tx, owner, stays, ctx.now).await?;
        ctx.audit(&mut tx, Act::by(Role::Oneself, action).on("person", owner).about(owner)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// A good link with whose address it is about, and the address. One that confirms is good only for whoever asked for
/// it: a stranger who reads the new address must not give it to somebody's account. One that keeps is good for
/// whoever reads the address so far.
async fn live(
    ctx: &Ctx,
    tx: &mut Tx,
    id: SignInTokenId,
    signature: &str,
) -> Result<(accounts::Token, PersonId, String)> {
    if !links::is_signed(&ctx.app, Purpose::Token, &id.to_string(), signature) {
        return Err(Error::LinkEnded);
    }
    let token = accounts::find_token(tx, id).await?.ok_or(Error::LinkEnded)?;
    let owner = token.person_id.ok_or(Error::LinkEnded)?;
    let email = token.email.clone().ok_or(Error::LinkEnded)?;
    if token.used_at.is_some() || token.expires_at <= ctx.now {
        return Err(Error::LinkEnded);
    }
    let is_meant = match token.purpose {
        TokenPurpose::ConfirmAddress => own_id(ctx)? == owner,
        TokenPurpose::KeepAddress => true,
        TokenPurpose::SignIn | TokenPurpose::FirstAdministrator => false,
    };
    if is_meant { Ok((token, owner, email)) } else { Err(Error::LinkEnded) }
}
