//! Messages to many: what leads and hosts have in common when they write to their people. A message is looked at
//! first, sent after ten minutes in which it can be called off, and followed in the delivery ledger.

use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    memberships,
    outbox::{Job, Unfinished},
    registrations,
};
use copia_domain::{
    fields::{self, Fault},
    ids::BroadcastId,
    notifications::{Audience, BROADCAST_DELAY_MINUTES, BroadcastState, MessageKind},
    policy::{Permit, Role},
    time::When,
};
use copia_store::{
    Tx,
    broadcasts::{self, Group, NewBroadcast, Writes},
    deliveries,
};

pub use copia_store::{broadcasts::Broadcast, deliveries::Outcome};

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The word of an audience.
    pub audience: String,
    /// The subject line.
    pub subject: String,
    /// The text. Empty lines part paragraphs; lines that begin with a hyphen are a list.
    pub body: String,
}

/// A message as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
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

/// Checks what was typed for people of whom these are the audiences, and counts them.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be sent; [`Error::NotNow`] where nobody would get it.
pub(crate) async fn preview(
    ctx: &Ctx,
    tx: &mut Tx,
    group: Group,
    allowed: &[Audience],
    draft: &Draft,
) -> Result<Preview> {
    let mut faults = Faults::new();
    let audience = Audience::from_word(&draft.audience).filter(|audience| allowed.contains(audience));
    if audience.is_none() {
        faults.add("audience", Fault::NotChoice);
    }
    let subject = faults.take("subject", fields::line(&draft.subject, fields::LINE));
    let body = faults.take("body", fields::paragraphs(&draft.body, fields::PARAGRAPHS));
    faults.check()?;
    let audience = audience.unwrap_or(Audience::All);
    let recipients = broadcasts::recipients(tx, group, audience).await?;
    if recipients == 0 {
        return Err(Error::NotNow("nobody_to_write_to"));
    }
    let send_at = ctx.now.plus_seconds(BROADCAST_DELAY_MINUTES * 60);
    Ok(Preview { audience, subject, body, recipients, send_at })
}

/// Keeps a message until it goes out. The same words that wait already are the same message, so that a button pressed
/// twice sends one.
pub(crate) async fn keep<A: Writes>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    acting_as: Role,
    message: Preview,
) -> Result<BroadcastId> {
    let group = Group::of(permit).ok_or(Error::NotFound)?;
    let waiting = broadcasts::list(tx, group, 10, 0).await?;
    let author = ctx.person()?;
    let same = waiting.iter().find(|one| {
        one.state == BroadcastState::Waiting
            && (one.author_id, one.audience) == (author, message.audience)
            && (one.subject == message.subject && one.body == message.body)
    });
    if let Some(same) = same {
        // The button was pressed twice: one message, and the answer is the same.
        return Ok(same.id);
    }
    let id = ctx.id(BroadcastId::new);
    let Preview { audience, subject, body, recipients, send_at } = message;
    let new = NewBroadcast { id, author, audience, subject, body, recipients, send_at };
    broadcasts::add(tx, permit, &new, ctx.now).await?;
    ctx.audit(tx, act(group, acting_as, "broadcast.write", id).after(&(audience, recipients))).await?;
    ctx.enqueue(tx, &Job::Broadcast { broadcast: id }, send_at, Some(&format!("broadcast:{id}"))).await?;
    Ok(id)
}

fn act(group: Group, acting_as: Role, action: &str, id: BroadcastId) -> Act<'_> {
    within(Act::by(acting_as, action).on("broadcast", id), group)
}

fn within(act: Act<'_>, group: Group) -> Act<'_> {
    match group {
        Group::Members(community) => act.within(community),
        Group::Registered(_) => act,
    }
}

/// One message to a group, and what became of it as the ledger says.
///
/// # Errors
/// [`Error::NotFound`] when it went to somebody else.
pub(crate) async fn one(tx: &mut Tx, group: Group, id: BroadcastId) -> Result<(Broadcast, Vec<Outcome>)> {
    let message = broadcasts::find(tx, id).await?.filter(|message| group.got(message)).ok_or(Error::NotFound)?;
    let kind = match group {
        Group::Members(_) => MessageKind::Broadcast,
        Group::Registered(_) => MessageKind::Hosts,
    };
    let outcomes = deliveries::outcomes(tx, id, kind).await?;
    Ok((message, outcomes))
}

/// Calls a message off before it goes out.
///
/// # Errors
/// [`Error::NotNow`] when it has gone out, [`Error::AlreadyDone`] when it was called off before.
pub(crate) async fn call_off<A: Writes>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    acting_as: Role,
    id: BroadcastId,
) -> Result<()> {
    let group = Group::of(permit).ok_or(Error::NotFound)?;
    let message = broadcasts::find(tx, id).await?.filter(|message| group.got(message)).ok_or(Error::NotFound)?;
    if !broadcasts::call_off(tx, permit, id).await? {
        return Err(match message.state {
            BroadcastState::CalledOff => Error::AlreadyDone,
            BroadcastState::Waiting | BroadcastState::Sent => Error::NotNow("message_sent"),
        });
    }
    ctx.audit(tx, act(group, acting_as, "broadcast.call_off", id)).await
}

/// Gives each recipient a delivery, in batches; one that is interrupted goes on where it stopped, because who has a
/// delivery is not given another.
pub(crate) async fn fan_out(ctx: &Ctx, id: BroadcastId) -> Result<(), Unfinished> {
    let group = ctx
        .retry(|| async {
            let mut tx = ctx.write().await?;
            let message = broadcasts::find(&mut tx, id).await?;
            let Some(message) = message.filter(|message| message.state != BroadcastState::CalledOff) else {
                return Ok(None);
            };
            let group = message.community_id.map(Group::Members).or(message.event_id.map(Group::Registered));
            let Some(group) = group else { return Ok(None) };
            if broadcasts::mark_sent(&mut tx, id).await? {
                let act = Act::by_system("broadcast.send").on("broadcast", id);
                ctx.audit(&mut tx, within(act, group)).await?;
            }
            tx.commit().await?;
            Ok(Some((group, message)))
        })
        .await?;
    match group {
        Some((Group::Members(community), message)) => memberships::serve(ctx, community, &message).await,
        Some((Group::Registered(event), message)) => registrations::serve(ctx, event, &message).await,
        None => Ok(()),
    }
}
