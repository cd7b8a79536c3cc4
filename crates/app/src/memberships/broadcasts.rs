//! A lead writes to the members: looked at first, sent after ten minutes in which it can be called off, and followed
//! in the delivery ledger.

use super::PAGE;
use crate::{
    Ctx, Error, Faults, Result,
    communities::{Found, visible},
    ctx::Act,
    notifications::Message,
    outbox::{Job, Unfinished},
};
use copia_domain::{
    fields::{self, Fault},
    ids::BroadcastId,
    notifications::{Audience, BROADCAST_DELAY_MINUTES, BroadcastState, MessageKind},
    policy::{Role, Standing, acts::WriteToMembers},
    time::When,
};
use copia_store::{
    deliveries::{self, Outcome},
    memberships::{self, Broadcast, NewBroadcast},
};

/// Members who get their delivery in one transaction, so that other changes need not wait long.
const BATCH: i64 = 500;

/// What a lead typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// `all` or `core`.
    pub audience: String,
    /// The subject line.
    pub subject: String,
    /// The text. Empty lines part paragraphs; lines that begin with a hyphen are a list.
    pub body: String,
}

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
    /// To whom it would go.
    pub audience: Audience,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// To how many people it would go.
    pub recipients: i64,
    /// When it would go if it were confirmed now.
    pub send_at: When,
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

struct Checked {
    audience: Audience,
    subject: String,
    body: String,
}

impl Draft {
    fn check(&self) -> Result<Checked> {
        let mut faults = Faults::new();
        let audience = Audience::from_word(&self.audience).unwrap_or_else(|| {
            faults.add("audience", Fault::NotChoice);
            Audience::All
        });
        let subject = faults.take("subject", fields::line(&self.subject, fields::LINE));
        let body = faults.take("body", fields::paragraphs(&self.body, fields::PARAGRAPHS));
        faults.check()?;
        Ok(Checked { audience, subject, body })
    }
}

/// What is needed to write a message, and the earlier ones.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn messages(ctx: &Ctx, slug: &str) -> Result<BroadcastForm> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let all = memberships::recipients(&mut tx, community.id, Audience::All).await?;
    let core = memberships::recipients(&mut tx, community.id, Audience::Core).await?;
    let earlier = memberships::broadcasts(&mut tx, community.id, PAGE, 0).await?;
    Ok(BroadcastForm { community, standing, all, core, earlier })
}

/// A message as it would be sent. Nothing is kept.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be sent; [`Error::NotNow`] where nobody would get it.
pub async fn preview_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<BroadcastPreview> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let Checked { audience, subject, body } = draft.check()?;
    let recipients = memberships::recipients(&mut tx, community.id, audience).await?;
    if recipients == 0 {
        return Err(Error::NotNow("nobody_to_write_to"));
    }
    let send_at = ctx.now.plus_seconds(BROADCAST_DELAY_MINUTES * 60);
    Ok(BroadcastPreview { community, standing, audience, subject, body, recipients, send_at })
}

/// Confirms a message: it goes out after ten minutes, unless it is called off. The same words that wait already are
/// the same message, so that a button pressed twice sends one.
///
/// # Errors
/// As [`preview_message`].
pub async fn send_message(ctx: &Ctx, slug: &str, draft: &Draft) -> Result<BroadcastId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToMembers>()?;
        let Checked { audience, subject, body } = draft.check()?;
        let waiting = memberships::broadcasts(&mut tx, found.id, 10, 0).await?;
        let author = ctx.person()?;
        let same = waiting.iter().find(|one| {
            one.state == BroadcastState::Waiting
                && (one.author_id, one.audience) == (author, audience)
                && (one.subject == subject && one.body == body)
        });
        if let Some(same) = same {
            // The button was pressed twice: one message, and the answer is the same.
            return Ok(same.id);
        }
        let recipients = memberships::recipients(&mut tx, found.id, audience).await?;
        if recipients == 0 {
            return Err(Error::NotNow("nobody_to_write_to"));
        }
        let id = ctx.id(BroadcastId::new);
        let send_at = ctx.now.plus_seconds(BROADCAST_DELAY_MINUTES * 60);
        let message = NewBroadcast { id, author, audience, subject, body, recipients, send_at };
        memberships::add_broadcast(&mut tx, permit, &message, ctx.now).await?;
        let act = Act::by(acting_as(&standing), "broadcast.write").on("broadcast", id).within(found.id);
        ctx.audit(&mut tx, act.after(&(audience, recipients))).await?;
        ctx.enqueue(&mut tx, &Job::Broadcast { broadcast: id }, send_at, Some(&format!("broadcast:{id}"))).await?;
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
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn message(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<BroadcastView> {
    let mut tx = ctx.read().await?;
    let (community, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<WriteToMembers>()?;
    let message = memberships::find_broadcast(&mut tx, id).await?;
    let message = message.filter(|message| message.community_id == community.id).ok_or(Error::NotFound)?;
    let outcomes = deliveries::outcomes(&mut tx, id, MessageKind::Broadcast).await?;
    Ok(BroadcastView { community, standing, message, outcomes })
}

/// Calls a message off before it goes out; any lead of the community may.
///
/// # Errors
/// [`Error::NotNow`] when it has gone out, [`Error::AlreadyDone`] when it was called off before.
pub async fn call_off(ctx: &Ctx, slug: &str, id: BroadcastId) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<WriteToMembers>()?;
        let message = memberships::find_broadcast(&mut tx, id).await?;
        let message = message.filter(|message| message.community_id == found.id).ok_or(Error::NotFound)?;
        if !memberships::call_off_broadcast(&mut tx, permit, id).await? {
            return Err(match message.state {
                BroadcastState::CalledOff => Error::AlreadyDone,
                BroadcastState::Waiting | BroadcastState::Sent => Error::NotNow("message_sent"),
            });
        }
        let act = Act::by(acting_as(&standing), "broadcast.call_off").on("broadcast", id).within(found.id);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Gives each recipient a delivery, in batches; one that is interrupted goes on where it stopped, because who has a
/// delivery is not given another.
pub(crate) async fn fan_out(ctx: &Ctx, id: BroadcastId) -> Result<(), Unfinished> {
    loop {
        let served = ctx.retry(|| async {
            let mut tx = ctx.write().await?;
            let Some(message) = memberships::find_broadcast(&mut tx, id).await? else { return Ok(0) };
            if message.state == BroadcastState::CalledOff {
                return Ok(0);
            }
            if memberships::mark_broadcast_sent(&mut tx, id).await? {
                let act = Act::by_system("broadcast.send").on("broadcast", id).within(message.community_id);
                ctx.audit(&mut tx, act).await?;
            }
            let people = memberships::unserved(&mut tx, &message, BATCH).await?;
            for person in &people {
                let delivery = Message::Broadcast { broadcast: id };
                ctx.notify(&mut tx, Some(*person), Some(message.community_id), delivery).await?;
            }
            tx.commit().await?;
            Ok(people.len())
        });
        if served.await.map_err(Unfinished::from)? == 0 {
            return Ok(());
        }
    }
}
