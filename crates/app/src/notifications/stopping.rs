//! Switching a kind of mail off from the mail itself, without signing in (RFC 8058).

use crate::{
    Ctx, Error, Result,
    ctx::Act,
    links::{self, Purpose},
};
use copia_domain::{ids::PersonId, notifications::MessageKind, policy::Role};
use copia_store::{deliveries, people};

/// What the page of the link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopView {
    /// Which kind of mail.
    pub kind: MessageKind,
    /// Whether it is wanted at present.
    pub is_wanted: bool,
}

/// The path at which a person switches a kind of mail off.
pub(super) fn path(ctx: &Ctx, person: PersonId, kind: MessageKind) -> String {
    let signature = links::sign(&ctx.app, Purpose::Unsubscribe, &about(person, kind));
    format!("/unsubscribe/{person}/{kind}/{signature}")
}

fn about(person: PersonId, kind: MessageKind) -> String {
    format!("{person}|{kind}")
}

fn check(ctx: &Ctx, person: PersonId, kind: MessageKind, signature: &str) -> Result<()> {
    let signed = links::is_signed(&ctx.app, Purpose::Unsubscribe, &about(person, kind), signature);
    if signed && kind.is_optional() { Ok(()) } else { Err(Error::LinkEnded) }
}

/// What the page of the link shows. Looking changes nothing: mail scanners open links.
///
/// # Errors
/// [`Error::LinkEnded`] for a link that is not right.
pub async fn look_at_stop(ctx: &Ctx, person: PersonId, kind: MessageKind, signature: &str) -> Result<StopView> {
    check(ctx, person, kind, signature)?;
    let mut tx = ctx.read().await?;
    Ok(StopView { kind, is_wanted: deliveries::is_wanted(&mut tx, person, kind).await? })
}

/// Switches the kind off. Mail programs send this by themselves when their reader presses "unsubscribe", so it asks
/// for nothing but the link, and may come twice.
///
/// # Errors
/// [`Error::LinkEnded`] for a link that is not right.
pub async fn stop(ctx: &Ctx, person: PersonId, kind: MessageKind, signature: &str) -> Result<()> {
    check(ctx, person, kind, signature)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        people::find(&mut tx, person).await?.ok_or(Error::LinkEnded)?;
        if !deliveries::is_wanted(&mut tx, person, kind).await? {
            return Ok(());
        }
        deliveries::choose(&mut tx, person, kind, false).await?;
        let act = Act::by(Role::Oneself, "preference.change").on("person", person).about(person);
        ctx.audit(&mut tx, act.before(&(kind, true)).after(&(kind, false))).await?;
        Ok(tx.commit().await?)
    })
    .await
}
