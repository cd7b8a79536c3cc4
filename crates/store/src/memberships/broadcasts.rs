//! Messages that a lead writes to the members.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{BroadcastId, CommunityId, PersonId},
    notifications::{Audience, BroadcastState},
    policy::{Permit, acts::WriteToMembers},
    time::When,
};

statements! {
    ADD = "INSERT INTO broadcasts (id, community_id, author_id, audience, subject, body, recipients, state, created_at,
             send_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)";
    FIND = "SELECT b.id, b.community_id, b.author_id, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS author,
              p.email AS author_email, b.audience, b.subject,
              b.body, b.recipients, b.state, b.created_at, b.send_at
            FROM broadcasts b JOIN people p ON p.id = b.author_id WHERE b.id = $1";
    LIST = "SELECT b.id, b.community_id, b.author_id, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS author,
              p.email AS author_email, b.audience, b.subject,
              b.body, b.recipients, b.state, b.created_at, b.send_at
            FROM broadcasts b JOIN people p ON p.id = b.author_id
            WHERE b.community_id = $1 ORDER BY b.created_at DESC, b.id DESC LIMIT $2 OFFSET $3";
    CALL_OFF = "UPDATE broadcasts SET state = 'called_off' WHERE id = $1 AND state = 'waiting'";
    MARK_SENT = "UPDATE broadcasts SET state = 'sent' WHERE id = $1 AND state = 'waiting'";
    RECIPIENTS = "SELECT count(*) AS people FROM memberships
                  WHERE community_id = $1 AND (state = 'active_core' OR (state = 'active_wider' AND $2 = 'all'))";
    UNSERVED = "SELECT m.person_id FROM memberships m
                WHERE m.community_id = $1 AND (m.state = 'active_core' OR (m.state = 'active_wider' AND $2 = 'all'))
                  AND COALESCE(m.joined_at, m.since) <= $3
                  AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.about_id = $4 AND d.person_id = m.person_id)
                ORDER BY m.id LIMIT $5";
}

record! {
    /// A message to the members.
    pub struct Broadcast {
        /// Which message.
        id: BroadcastId,
        /// To the members of which community.
        community_id: CommunityId,
        /// Who wrote it.
        author_id: PersonId,
        /// Their name; empty once they have left.
        author: String,
        /// Where answers go.
        author_email: Option<String>,
        /// To all members or the core.
        audience: Audience,
        /// The subject line.
        subject: String,
        /// The text.
        body: String,
        /// How many people it was to go to when it was confirmed.
        recipients: i64,
        /// Where it stands.
        state: BroadcastState,
        /// When it was confirmed.
        created_at: When,
        /// When it goes, or went, to the ledger.
        send_at: When,
    }

    /// A count of people.
    struct People { people: i64 }

    /// Somebody who is to get it.
    struct Recipient { person_id: PersonId }
}

/// A message that waits to be sent.
#[derive(Debug, Clone)]
pub struct NewBroadcast {
    /// Its id.
    pub id: BroadcastId,
    /// Who wrote it.
    pub author: PersonId,
    /// To all members or the core.
    pub audience: Audience,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// How many people it is to go to.
    pub recipients: i64,
    /// When it is to go.
    pub send_at: When,
}

/// Keeps a message until it is sent.
///
/// # Errors
/// [`crate::Error::Stale`] for a permit that is for no community.
pub async fn add_broadcast(tx: &mut Tx, permit: Permit<WriteToMembers>, b: &NewBroadcast, now: When) -> Result<()> {
    let Some(community) = permit.community() else { return Err(crate::Error::Stale) };
    let args = args![b.id, community, b.author, b.audience, &b.subject, &b.body, b.recipients, now, b.send_at];
    tx.execute(ADD, args).await.map(drop)
}

/// A message.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_broadcast(tx: &mut Tx, id: BroadcastId) -> Result<Option<Broadcast>> {
    tx.optional(FIND, args![id]).await
}

/// The messages to the members of a community, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn broadcasts(tx: &mut Tx, community: CommunityId, limit: i64, offset: i64) -> Result<Vec<Broadcast>> {
    tx.all(LIST, args![community, limit, offset]).await
}

/// Calls a message off that still waits; whether it did.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn call_off_broadcast(tx: &mut Tx, _permit: Permit<WriteToMembers>, id: BroadcastId) -> Result<bool> {
    Ok(tx.execute(CALL_OFF, args![id]).await? == 1)
}

/// Notes that a message that waited goes out; whether it still waited.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn mark_broadcast_sent(tx: &mut Tx, id: BroadcastId) -> Result<bool> {
    Ok(tx.execute(MARK_SENT, args![id]).await? == 1)
}

/// To how many people a message would go.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn recipients(tx: &mut Tx, community: CommunityId, audience: Audience) -> Result<i64> {
    Ok(tx.one::<People>(RECIPIENTS, args![community, audience]).await?.people)
}

/// Members of whom the ledger has no delivery of a message yet, at most `most`. Who joined after it was to go does
/// not get it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn unserved(tx: &mut Tx, b: &Broadcast, most: i64) -> Result<Vec<PersonId>> {
    let args = args![b.community_id, b.audience, b.send_at, b.id, most];
    let people: Vec<Recipient> = tx.all(UNSERVED, args).await?;
    Ok(people.into_iter().map(|recipient| recipient.person_id).collect())
}
