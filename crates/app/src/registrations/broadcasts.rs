//! A host writes to those who registered.

use super::lane;
use crate::{
    Ctx, Result,
    broadcasts::{self as shared, Draft, Preview},
    events::{Found, acting, visible},
    notifications::Message,
    outbox::Unfinished,
};
use copia_domain::{
    ids::{BroadcastId, EventId},
    notifications::Audience,
    policy::acts::WriteToRegistered,
};
use copia_store::{
    broadcasts::{self, Broadcast, Group},
    deliveries::Outcome,
};

/// People who get their delivery in one transaction.
const BATCH: i64 = 50;
/// Earlier messages that the page shows.
const EARLIER: i64 = 50;
/// To whom a host can write.
const AUDIENCES: [Audience; 3] = [Audience::Confirmed, Audience::Waiting, Audience::All];

/// What the page for writing shows.
#[derive(Debug, Clone)]
pub struct MessagesView {
    /// The event.
    pub event: Found,
    /// To whom one can write, and how many they are.
    pub audiences: Vec<(Audience, i64)>,
    /// The messages of the past, the latest first.
    pub earlier: Vec<Broadcast>,
}

/// One message and what became of it.
#[derive(Debug, Clone)]
pub struct MessageView {
    /// The event.
    pub event: Found,
    /// The message.
    pub message: Broadcast,
    /// How many deliveries came to which end.
    pub outcomes: Vec<Outcome>,
}

/// What is needed to write a message, and the earlier ones.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn messages(ctx: &Ctx, slug: &str) -> Result<MessagesView> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<WriteToRegistered>()?;
    let group = Group::Registered(event.id);
    let mut audiences = Vec::new();
    for audience in AUDIENCES {
        audiences.push((audience, broadcasts::recipients(&mut tx, group, audience).await?));
    }
    let earlier = broadcasts::list(&mut tx, group, EARLIER, 0).await?;
    Ok(MessagesView { event, audiences, earlier })
}

/// A message as it would be sent. Nothing is kept.
///
/// # Errors
/// [`crate::Error::Invalid`] for what cannot be sent; [`crate::Error::NotNow`] where nobody would get it.
pub async fn preview_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<(Found, Preview)> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<WriteToRegistered>()?;
    let preview = shared::preview(ctx, &mut tx, Group::Registered(event.id), &AUDIENCES, draft).await?;
    Ok((event, preview))
}

/// Confirms a message: it goes out after ten minutes, unless it is called off.
///
/// # Errors
/// As [`preview_message`].
pub async fn send_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<BroadcastId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToRegistered>()?;
        let message = shared::preview(ctx, &mut tx, Group::Registered(event.id), &AUDIENCES, draft).await?;
        let id = shared::keep(ctx, &mut tx, &permit, acting(&standing), message).await?;
        tx.commit().await?;
        Ok(id)
    })
    .await
}

/// One message, and what became of it as the ledger says.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Denied`].
pub async fn message(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<MessageView> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<WriteToRegistered>()?;
    let (message, outcomes) = shared::one(&mut tx, Group::Registered(event.id), id).await?;
    Ok(MessageView { event, message, outcomes })
}

/// Calls a message off before it goes out; whoever runs the event may.
///
/// # Errors
/// [`crate::Error::NotNow`] when it has gone out, [`crate::Error::AlreadyDone`] when it was called off before.
pub async fn call_off_message(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (_, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToRegistered>()?;
        shared::call_off(ctx, &mut tx, &permit, acting(&standing), id).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Gives everybody who is to get a message a delivery, once each.
pub(crate) async fn serve(ctx: &Ctx, event: EventId, message: &Broadcast) -> Result<(), Unfinished> {
    let mut after = 0;
    loop {
        let last = ctx
            .retry(|| async {
                let mut tx = ctx.write().await?;
                let readers = broadcasts::registered(&mut tx, event, message, after, BATCH).await?;
                for reader in &readers {
                    let letter = Message::FromHosts { broadcast: message.id, registration: reader.id };
                    let key = format!("broadcast:{}:{}", message.id, reader.id);
                    ctx.notify_once(&mut tx, reader.person_id, letter, &lane(reader.id), &key).await?;
                }
                tx.commit().await?;
                Ok(readers.last().map(|reader| reader.number))
            })
            .await?;
        match last {
            Some(number) => after = number,
            None => return Ok(()),
        }
    }
}
