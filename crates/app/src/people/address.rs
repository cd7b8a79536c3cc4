//! Changing one's address: a link goes to the new one, and a notice to the old one.

use super::profile::own_id;
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    links::{self, Purpose},
    notifications::Message,
};
use copia_domain::{
    accounts::{TOKEN_MINUTES, TOKENS_AN_HOUR, TokenPurpose},
    fields::{self, Fault},
    fold::fold,
    ids::SignInTokenId,
    people::PersonStatus,
    policy::{Permit, Role, Scope, acts::EditProfile},
};
use copia_store::{Tx, accounts, people};

/// What the page of the link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressLink {
    /// Which token.
    pub id: SignInTokenId,
    /// The new address.
    pub email: String,
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
        let recent = accounts::count_tokens(&mut tx, &email, ctx.now.plus_hours(-1)).await?;
        if recent >= TOKENS_AN_HOUR {
            return Err(Error::TooOften);
        }
        let token = |email: &str, minutes: i64| accounts::Token {
            id: ctx.id(SignInTokenId::new),
            purpose: TokenPurpose::ConfirmAddress,
            email: Some(email.to_owned()),
            person_id: Some(me),
            next_path: None,
            created_at: ctx.now,
            expires_at: ctx.now.plus_seconds(minutes * 60),
            used_at: None,
            attempts: 0,
        };
        let link = token(&email, TOKEN_MINUTES);
        accounts::add_token(&mut tx, &link).await?;
        ctx.notify(&mut tx, Some(me), None, Message::ConfirmAddress { token: link.id }).await?;
        if let Some(present) = &person.email {
            // It has ended from the start: it only keeps where the notice goes, however late that is sent.
            let kept = token(present, 0);
            accounts::add_token(&mut tx, &kept).await?;
            ctx.notify(&mut tx, Some(me), None, Message::AddressNotice { token: kept.id }).await?;
        }
        let act = Act::by(Role::Oneself, "person.ask_for_address").on("person", me).about(me);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// The path of the page at which a new address is confirmed.
pub(super) fn path(ctx: &Ctx, id: SignInTokenId) -> String {
    format!("/me/address/{id}/{}", links::sign(&ctx.app, Purpose::Token, &id.to_string()))
}

/// What the page of the link shows. Looking changes nothing: mail scanners open links.
///
/// # Errors
/// [`Error::LinkEnded`] when the link is forged, used or too old.
pub async fn look_at_address(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<AddressLink> {
    let mut tx = ctx.read().await?;
    let (token, email) = live(ctx, &mut tx, id, signature).await?;
    Ok(AddressLink { id: token.id, email })
}

/// Gives the person who asked for it the address, once. Whoever holds the link reads that address; they need not be
/// signed in, and are not by this.
///
/// # Errors
/// [`Error::LinkEnded`] when the link is forged, used or too old, or somebody else has the address.
pub async fn confirm_address(ctx: &Ctx, id: SignInTokenId, signature: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (token, email) = live(ctx, &mut tx, id, signature).await?;
        let me = token.person_id.ok_or(Error::LinkEnded)?;
        let person = people::find(&mut tx, me).await?.filter(|person| person.status == PersonStatus::Current);
        let taken = people::find_by_email(&mut tx, &email).await?.is_some_and(|other| other.id != me);
        if person.is_none() || taken || !accounts::use_token(&mut tx, id, ctx.now).await? {
            return Err(Error::LinkEnded);
        }
        let scope = Scope::Person(me);
        let permit = Permit::<EditProfile>::of_the_system(scope, "the link that was sent to the address was followed");
        people::set_email(&mut tx, permit, me, &email, ctx.now).await?;
        let act = Act::by(Role::Oneself, "person.change_address").on("person", me).about(me);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

async fn live(ctx: &Ctx, tx: &mut Tx, id: SignInTokenId, signature: &str) -> Result<(accounts::Token, String)> {
    if !links::is_signed(&ctx.app, Purpose::Token, &id.to_string(), signature) {
        return Err(Error::LinkEnded);
    }
    let token = accounts::find_token(tx, id).await?.ok_or(Error::LinkEnded)?;
    let good = token.purpose == TokenPurpose::ConfirmAddress && token.used_at.is_none() && token.expires_at > ctx.now;
    let email = token.email.clone().filter(|_| good).ok_or(Error::LinkEnded)?;
    Ok((token, email))
}
