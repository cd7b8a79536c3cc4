//! Messages that somebody writes to the members of a community, or to those who registered for an event.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{BroadcastId, CommunityId, EventId, PersonId, RegistrationId},
    notifications::{Audience, BroadcastState},
    policy::{
        Act, Permit,
        acts::{WriteToMembers, WriteToRegistered},
    },
    time::When,
};

/// What is read of a message.
macro_rules! broadcast {
    () => {
        "SELECT b.id, b.community_id, b.event_id, b.author_id,
           CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS author, p.email AS author_email, b.audience,
           b.subject, b.body, b.recipients, b.state, b.created_at, b.send_at
         FROM broadcasts b JOIN people p ON p.id = b.author_id "
    };
}

/// Who gets a message about the event $1 that is for the audience $2: an offer is a place in line that has come up.
macro_rules! registered {
    () => {
        "r.event_id = $1 AND ((r.state = 'confirmed' AND $2 IN ('all', 'confirmed'))
           OR (r.state IN ('waiting', 'offered') AND $2 IN ('all', 'waiting')))"
    };
}

statements! {
    ADD = "INSERT INTO broadcasts (id, community_id, event_id, author_id, audience, subject, body, recipients, state,
             created_at, send_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10)";
    FIND = concat!(broadcast!(), "WHERE b.id = $1");
    TO_MEMBERS = concat!(broadcast!(), "WHERE b.community_id = $1 ORDER BY b.created_at DESC, b.id DESC LIMIT $2 OFFSET $3");
    TO_REGISTERED = concat!(broadcast!(), "WHERE b.event_id = $1 ORDER BY b.created_at DESC, b.id DESC LIMIT $2 OFFSET $3");
    CALL_OFF = "UPDATE broadcasts SET state = 'called_off' WHERE id = $1 AND state = 'waiting'";
    MARK_SENT = "UPDATE broadcasts SET state = 'sent' WHERE id = $1 AND state = 'waiting'";
    MEMBERS = "SELECT count(*) AS people FROM memberships
               WHERE community_id = $1 AND (state = 'active_core' OR (state = 'active_wider' AND $2 = 'all'))";
    REGISTERED = concat!("SELECT count(*) AS people FROM registrations r WHERE ", registered!());
    UNSERVED = "SELECT m.person_id FROM memberships m
                WHERE m.community_id = $1 AND (m.state = 'active_core' OR (m.state = 'active_wider' AND $2 = 'all'))
                  AND COALESCE(m.joined_at, m.since) <= $3
                  AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.about_id = $4 AND d.person_id = m.person_id)
                ORDER BY m.id LIMIT $5";
    UNSERVED_REGISTERED = concat!("SELECT r.id, r.person_id, r.number FROM registrations r WHERE ", registered!(),
                " AND r.registered_at <= $3 AND r.number > $4 ORDER BY r.number LIMIT $5");
}

record! {
    /// A message to many.
    pub struct Broadcast {
        /// Which message.
        id: BroadcastId,
        /// To the members of which community, if it is to members.
        community_id: Option<CommunityId>,
        /// To those registered for which event, if it is to them.
        event_id: Option<EventId>,
        /// Who wrote it.
        author_id: PersonId,
        /// Their name; empty once they have left.
        author: String,
        /// Where answers go.
        author_email: Option<String>,
        /// To whom of them.
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

    /// Somebody registered who is to get a message.
    pub struct Reader {
        /// Whose registration.
        id: RegistrationId,
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Their place in the order of coming.
        number: i64,
    }

    /// A count of people.
    struct People { people: i64 }

    /// Somebody who is to get it.
    struct Recipient { person_id: PersonId }
}

/// The actions under which somebody writes to many. The permit says to whose people.
pub trait Writes: Act {}
impl Writes for WriteToMembers {}
impl Writes for WriteToRegistered {}

/// Whose people are written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The members of a community.
    Members(CommunityId),
    /// Those registered for an event.
    Registered(EventId),
}

impl Group {
    /// The group that a permit is about; `None` for a permit about neither.
    pub fn of<A: Writes>(permit: &Permit<A>) -> Option<Self> {
        permit.community().map(Self::Members).or(permit.event().map(Self::Registered))
    }

    /// Whether a message is to this group.
    pub fn got(self, message: &Broadcast) -> bool {
        match self {
            Self::Members(community) => message.community_id == Some(community),
            Self::Registered(event) => message.event_id == Some(event),
        }
    }
}

/// A message that waits to be sent.
#[derive(Debug, Clone)]
pub struct NewBroadcast {
    /// Its id.
    pub id: BroadcastId,
    /// Who wrote it.
    pub author: PersonId,
    /// To whom.
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
/// [`crate::Error::Stale`] for a permit that is for no community and no event.
pub async fn add<A: Writes>(tx: &mut Tx, permit: &Permit<A>, b: &NewBroadcast, now: When) -> Result<()> {
    let Some(group) = Group::of(permit) else { return Err(crate::Error::Stale) };
    let (community, event) = match group {
        Group::Members(community) => (Some(community), None),
        Group::Registered(event) => (None, Some(event)),
    };
    let args = args![b.id, community, event, b.author, b.audience, &b.subject, &b.body, b.recipients, now, b.send_at];
    tx.execute(ADD, args).await.map(drop)
}

/// A message.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, id: BroadcastId) -> Result<Option<Broadcast>> {
    tx.optional(FIND, args![id]).await
}

/// The messages to a group, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(tx: &mut Tx, group: Group, limit: i64, offset: i64) -> Result<Vec<Broadcast>> {
    match group {
        Group::Members(community) => tx.all(TO_MEMBERS, args![community, limit, offset]).await,
        Group::Registered(event) => tx.all(TO_REGISTERED, args![event, limit, offset]).await,
    }
}

/// Calls a message off that still waits; whether it did.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn call_off<A: Writes>(tx: &mut Tx, _permit: &Permit<A>, id: BroadcastId) -> Result<bool> {
    Ok(tx.execute(CALL_OFF, args![id]).await? == 1)
}

/// Notes that a message that waited goes out; whether it still waited.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn mark_sent(tx: &mut Tx, id: BroadcastId) -> Result<bool> {
    Ok(tx.execute(MARK_SENT, args![id]).await? == 1)
}

/// To how many people a message would go.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn recipients(tx: &mut Tx, group: Group, audience: Audience) -> Result<i64> {
    let people: People = match group {
        Group::Members(community) => tx.one(MEMBERS, args![community, audience]).await?,
        Group::Registered(event) => tx.one(REGISTERED, args![event, audience]).await?,
    };
    Ok(people.people)
}

/// Members of whom the ledger has no delivery of a message yet, at most `most`. Who joined after it was to go does
/// not get it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn unserved(tx: &mut Tx, community: CommunityId, b: &Broadcast, most: i64) -> Result<Vec<PersonId>> {
    let people: Vec<Recipient> = tx.all(UNSERVED, args![community, b.audience, b.send_at, b.id, most]).await?;
    Ok(people.into_iter().map(|recipient| recipient.person_id).collect())
}

/// Those registered who are to get a message, after a place in the order of coming, at most `most`. Who registered
/// after it was to go does not get it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn registered(tx: &mut Tx, event: EventId, b: &Broadcast, after: i64, most: i64) -> Result<Vec<Reader>> {
    tx.all(UNSERVED_REGISTERED, args![event, b.audience, b.send_at, after, most]).await
}
