//! The delivery ledger and what each person chose to get.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{CommunityId, DeliveryId, PersonId},
    notifications::{DeliveryState, MessageKind},
    time::When,
};
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO deliveries (id, kind, person_id, community_id, about_id, state, created_at)
           VALUES ($1, $2, $3, $4, $5, 'queued', $6)";
    FIND = "SELECT id, kind, person_id, community_id, about_id, state, reason, created_at, settled_at
            FROM deliveries WHERE id = $1";
    SETTLE = "UPDATE deliveries SET state = $2, reason = $3, settled_at = $4 WHERE id = $1 AND state = 'queued'";
    REQUEUE = "UPDATE deliveries SET state = 'queued', reason = NULL, settled_at = NULL
               WHERE id = $1 AND state = 'failed'";
    FORGET_REFUSALS = "UPDATE deliveries SET reason = NULL
                       WHERE state = 'failed' AND settled_at < $1 AND reason IS NOT NULL";
    OF_PERSON = "SELECT id, kind, person_id, community_id, about_id, state, reason, created_at, settled_at
                 FROM deliveries WHERE person_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2";
    ABOUT = "SELECT state, reason, count(*) AS messages FROM deliveries WHERE about_id = $1 AND kind = $2
             GROUP BY state, reason ORDER BY state, reason";
    TOTALS = "SELECT state, CASE WHEN state = 'withheld' THEN reason END AS reason, count(*) AS messages
              FROM deliveries WHERE created_at >= $1
              GROUP BY state, CASE WHEN state = 'withheld' THEN reason END ORDER BY state, reason";
    SENT = "SELECT count(*) AS messages FROM deliveries
            WHERE person_id = $1 AND kind = $2 AND state = 'sent' AND settled_at > $4
              AND (community_id = $3 OR $3 IS NULL)";
    COUNT_ABOUT = "SELECT count(*) AS messages FROM deliveries WHERE about_id = $1 AND kind = $2 AND created_at > $3";
    LAST_ABOUT = "SELECT max(created_at) AS at FROM deliveries WHERE person_id = $1 AND kind = $2 AND about_id = $3";
    WANTED = "SELECT wanted FROM mail_preferences WHERE person_id = $1 AND kind = $2";
    CHOICES = "SELECT kind, wanted FROM mail_preferences WHERE person_id = $1 ORDER BY kind";
    CHOOSE = "INSERT INTO mail_preferences (person_id, kind, wanted) VALUES ($1, $2, $3)
              ON CONFLICT (person_id, kind) DO UPDATE SET wanted = excluded.wanted";
}

record! {
    /// When somebody was last written to.
    struct LastAbout { at: Option<When> }

    /// A message in the ledger.
    pub struct Delivery {
        /// Which message.
        id: DeliveryId,
        /// Of which kind.
        kind: MessageKind,
        /// To whom; `None` for somebody who was not known yet.
        person_id: Option<PersonId>,
        /// In which community.
        community_id: Option<CommunityId>,
        /// The record it is about.
        about_id: Option<Uuid>,
        /// What became of it.
        state: DeliveryState,
        /// Why it was not sent.
        reason: Option<String>,
        /// When it was written.
        created_at: When,
        /// When it was sent, withheld or given up.
        settled_at: Option<When>,
    }

    /// How many messages about a record came to the same end.
    pub struct Outcome {
        /// What became of them.
        state: DeliveryState,
        /// Why they were not sent.
        reason: Option<String>,
        /// How many.
        messages: i64,
    }

    /// A choice about a kind of message.
    pub struct Choice {
        /// The kind.
        kind: MessageKind,
        /// Whether it is wanted by mail.
        wanted: bool,
    }

    /// A count of messages.
    struct Count { messages: i64 }

    /// Whether a kind is wanted.
    struct Wanted { wanted: bool }
}

/// Notes a message that waits.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(
    tx: &mut Tx,
    id: DeliveryId,
    kind: MessageKind,
    person: Option<PersonId>,
    community: Option<CommunityId>,
    about: Uuid,
    now: When,
) -> Result<()> {
    tx.execute(ADD, args![id, kind, person, community, about, now]).await.map(drop)
}

/// A message.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, id: DeliveryId) -> Result<Option<Delivery>> {
    tx.optional(FIND, args![id]).await
}

/// Says what became of a message that waited.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn settle(tx: &mut Tx, id: DeliveryId, state: DeliveryState, reason: Option<&str>, now: When) -> Result<()> {
    tx.execute(SETTLE, args![id, state, reason, now]).await.map(drop)
}

/// Has a message that was given up wait again.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn requeue(tx: &mut Tx, id: DeliveryId) -> Result<()> {
    tx.execute(REQUEUE, args![id]).await.map(drop)
}

/// Forgets what was said about messages that were given up before an instant: it can name whom they were to.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_refusals(tx: &mut Tx, before: When) -> Result<()> {
    tx.execute(FORGET_REFUSALS, args![before]).await.map(drop)
}

/// A person's messages, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn of_person(tx: &mut Tx, person: PersonId, limit: i64) -> Result<Vec<Delivery>> {
    tx.all(OF_PERSON, args![person, limit]).await
}

/// What became of the messages of a kind about a record.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn outcomes(tx: &mut Tx, about: impl Into<Uuid>, kind: MessageKind) -> Result<Vec<Outcome>> {
    tx.all(ABOUT, args![about.into(), kind]).await
}

/// What became of all messages that were written since an instant. Only withheld ones are told apart by their
/// reason: what a mail server says about a refused one can name its reader.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn totals(tx: &mut Tx, since: When) -> Result<Vec<Outcome>> {
    tx.all(TOTALS, args![since]).await
}

/// How many messages of a kind a person was sent since an instant, in one community or in all.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count_sent(
    tx: &mut Tx,
    person: PersonId,
    kind: MessageKind,
    community: Option<CommunityId>,
    since: When,
) -> Result<i64> {
    Ok(tx.one::<Count>(SENT, args![person, kind, community, since]).await?.messages)
}

/// How many messages of a kind were written about a record since an instant, to whomever.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count_about(tx: &mut Tx, kind: MessageKind, about: impl Into<Uuid>, since: When) -> Result<i64> {
    Ok(tx.one::<Count>(COUNT_ABOUT, args![about.into(), kind, since]).await?.messages)
}

/// Whether a person wants messages of a kind by mail; yes, unless they chose otherwise.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn is_wanted(tx: &mut Tx, person: PersonId, kind: MessageKind) -> Result<bool> {
    Ok(tx.optional::<Wanted>(WANTED, args![person, kind]).await?.is_none_or(|chosen| chosen.wanted))
}

/// What a person chose; kinds about which they chose nothing are not in the list.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn choices(tx: &mut Tx, person: PersonId) -> Result<Vec<Choice>> {
    tx.all(CHOICES, args![person]).await
}

/// Notes a choice.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn choose(tx: &mut Tx, person: PersonId, kind: MessageKind, wanted: bool) -> Result<()> {
    tx.execute(CHOOSE, args![person, kind, wanted]).await.map(drop)
}

/// When a person was last written to about a record.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn last_about(
    tx: &mut Tx,
    person: PersonId,
    kind: MessageKind,
    about: impl Into<Uuid>,
) -> Result<Option<When>> {
    Ok(tx.one::<LastAbout>(LAST_ABOUT, args![person, kind, about.into()]).await?.at)
}
