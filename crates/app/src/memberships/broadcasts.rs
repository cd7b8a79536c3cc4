//! A lead writes to the members.

use super::PAGE;
use crate::{
    Ctx, Result,
    broadcasts::{self as shared, Draft, Preview},
    communities::{Found, visible},
    notifications::Message,
    outbox::Unfinished,
};
use copia_domain::{
    ids::{BroadcastId, CommunityId},
    notifications::Audience,
    policy::{Role, Standing, acts::WriteToMembers},
};
use copia_store::{
    broadcasts::{self, Broadcast, Group},
    deliveries::Outcome,
};

/// Members who get their delivery in one transaction, so that other changes need not wait long.
const BATCH: i64 = 500;
/// To whom a lead can write.
const AUDIENCES: [Audience; 2] = [Audience::All, Audience::Core];

/// What the page for writing shows.
#[derive(Debug, Clone)]
pub struct BroadcastForm {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// How many members there are.
    pub all: i64,
    /// How many of them are core.
    pub core: i64,
    /// The messages of the past, the latest first.
    pub earlier: Vec<Broadcast>,
}

/// A message as it would be sent.
#[derive(Debug, Clone)]
pub struct BroadcastPreview {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// The message.
    pub message: Preview,
}

/// One message and what became of it.
#[derive(Debug, Clone)]
pub struct BroadcastView {
    /// The community.
    pub community: Found,
    /// What the viewer may do there.
    pub standing: Standing,
    /// The message.
    pub message: Broadcast,
    /// How many deliveries came to which end.
    pub outcomes: Vec<Outcome>,
}

/// What is needed to write a message, and the earlier ones.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn messages(ctx: &Ctx, slug: &str) -> Result<BroadcastForm> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let group = Group::Members(community.id);
    let all = broadcasts::recipients(&mut tx, group, Audience::All).await?;
    let core = broadcasts::recipients(&mut tx, group, Audience::Core).await?;
    let earlier = broadcasts::list(&mut tx, group, PAGE, 0).await?;
    Ok(BroadcastForm { community, standing, all, core, earlier })
}

/// A message as it would be sent. Nothing is kept.
///
/// # Errors
/// [`crate::Error::Invalid`] for what cannot be sent; [`crate::Error::NotNow`] where nobody would get it.
pub async fn preview_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<BroadcastPreview> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let message = shared::preview(ctx, &mut tx, Group::Members(community.id), &AUDIENCES, draft).await?;
    Ok(BroadcastPreview { community, standing, message })
}

/// Confirms a message: it goes out after ten minutes, unless it is called off.
///
/// # Errors
/// As [`preview_message`].
pub async fn send_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<BroadcastId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToMembers>()?;
        let message = shared::preview(ctx, &mut tx, Group::Members(found.id), &AUDIENCES, draft).await?;
        let id = shared::keep(ctx, &mut tx, &permit, acting_as(&standing), message).await?;
        tx.commit().await?;
        Ok(id)
    })
    .await
}

fn acting_as(standing: &Standing) -> Role {
    if standing.is(Role::Lead) { Role::Lead } else { Role::ProgrammeManager }
}

/// One message, and what became of it as the ledger says.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn message(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<BroadcastView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let (message, outcomes) = shared::one(&mut tx, Group::Members(community.id), id).await?;
    Ok(BroadcastView { community, standing, message, outcomes })
}

/// Calls a message off before it goes out; any lead of the community may.
///
/// # Errors
/// [`crate::Error::NotNow`] when it has gone out, [`crate::Error::AlreadyDone`] when it was called off before.
pub async fn call_off(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToMembers>()?;
        shared::call_off(ctx, &mut tx, &permit, acting_as(&standing), id).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Gives each member who is to get a message a delivery.
pub(crate) async fn serve(ctx: &Ctx, community: CommunityId, message: &Broadcast) -> Result<(), Unfinished> {
    loop {
        let served = ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            let people = broadcasts::unserved(&mut tx, community, message, BATCH).await?;
            for person in &people {
                let delivery = Message::Broadcast { broadcast: message.id };
                ctx.notify(&mut tx, Some(*person), Some(community), delivery).await?;
            }
            tx.commit().await?;
            Ok(people.len())
        });
        if served.await.map_err(Unfinished::from)? == 0 {
            return Ok(());
        }
    }
}
