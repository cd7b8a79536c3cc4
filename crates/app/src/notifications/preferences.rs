//! What a person chose to get by mail.

use crate::{Ctx, Error, Result, ctx::Act};
use copia_domain::{
    ids::PersonId,
    notifications::MessageKind,
    policy::{Role, acts::EditProfile},
};
use copia_store::deliveries;

/// A kind of message that a person can choose about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preference {
    /// The kind.
    pub kind: MessageKind,
    /// Whether it is wanted by mail.
    pub is_wanted: bool,
}

fn own(ctx: &Ctx) -> Result<PersonId> {
    let Some(me) = ctx.viewer.id() else {
        let _permit = ctx.viewer.on_site().permit::<EditProfile>()?;
        return Err(Error::NotFound);
    };
    let _permit = ctx.viewer.towards(me).permit::<EditProfile>()?;
    Ok(me)
}

/// One's own choices, all kinds that can be chosen about; what was never chosen is wanted.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn preferences(ctx: &Ctx) -> Result<Vec<Preference>> {
    let me = own(ctx)?;
    let mut tx = ctx.read().await?;
    let chosen = deliveries::choices(&mut tx, me).await?;
    let wanted = |kind| chosen.iter().find(|choice| choice.kind == kind).is_none_or(|choice| choice.wanted);
    let kinds = MessageKind::ALL.iter().copied().filter(|kind| kind.is_optional());
    Ok(kinds.map(|kind| Preference { kind, is_wanted: wanted(kind) }).collect())
}

/// Keeps one's choices: of the kinds that can be chosen about, these are wanted and the others are not.
///
/// # Errors
/// [`Error::Denied`] for a visitor.
pub async fn choose(ctx: &Ctx, wanted: &[MessageKind]) -> Result<()> {
    let before = preferences(ctx).await?;
    let me = own(ctx)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        for Preference { kind, is_wanted } in &before {
            let chosen = wanted.contains(kind);
            if chosen == *is_wanted {
                continue;
            }
            deliveries::choose(&mut tx, me, *kind, chosen).await?;
            let act = Act::by(Role::Oneself, "preference.change").on("person", me).about(me);
            ctx.audit(&mut tx, act.before(&(kind, is_wanted)).after(&(kind, chosen))).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}
