//! The audit log: rows are only ever added.

use crate::{
    Result, Tx,
    row::record,
    sql::{Arg, id_list},
};
use copia_domain::{
    fold::fold,
    ids::{AuditEventId, CommunityId, PersonId, RequestId},
    policy::{Permit, acts::ReadAuditLog},
    time::When,
};
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO audit_events (id, at, actor_id, acting_as, action, record_kind, record_id, community_id,
             person_id, before, after, request_id, address, device)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    LIST = "SELECT a.id, a.at, a.actor_id, CASE WHEN actor.status = 'current' THEN actor.name WHEN actor.id IS NOT NULL THEN '' END AS actor, a.acting_as, a.action, a.record_kind, a.record_id,
              a.community_id, c.name AS community, a.person_id, CASE WHEN about.status = 'current' THEN about.name WHEN about.id IS NOT NULL THEN '' END AS person, a.before, a.after,
              a.request_id, a.address, a.device
            FROM audit_events a
            LEFT JOIN people actor ON actor.id = a.actor_id
            LEFT JOIN people about ON about.id = a.person_id
            LEFT JOIN communities c ON c.id = a.community_id
            WHERE (a.actor_id IN (SELECT unhex(value) FROM json_each($1)) OR $1 IS NULL)
              AND (a.community_id = $2 OR $2 IS NULL)
              AND (a.person_id IN (SELECT unhex(value) FROM json_each($3)) OR $3 IS NULL)
              AND (a.action = $4 OR $4 IS NULL)
              AND (a.at >= $5 OR $5 IS NULL) AND (a.at < $6 OR $6 IS NULL)
            ORDER BY a.at DESC, a.id DESC LIMIT $7 OFFSET $8";
    COUNT = "SELECT count(*) AS events FROM audit_events a
            WHERE (a.actor_id IN (SELECT unhex(value) FROM json_each($1)) OR $1 IS NULL)
              AND (a.community_id = $2 OR $2 IS NULL)
              AND (a.person_id IN (SELECT unhex(value) FROM json_each($3)) OR $3 IS NULL)
              AND (a.action = $4 OR $4 IS NULL)
              AND (a.at >= $5 OR $5 IS NULL) AND (a.at < $6 OR $6 IS NULL)";
    ACTIONS = "SELECT DISTINCT action FROM audit_events ORDER BY action";
    COMMUNITIES = "SELECT c.id, c.name FROM communities c
                   WHERE EXISTS (SELECT 1 FROM audit_events a WHERE a.community_id = c.id) ORDER BY c.name_key, c.id";
    PEOPLE_NAMED = "SELECT id FROM people WHERE name_key = $1 OR email_key = $1 ORDER BY id";
    ABOUT_PERSON = "SELECT a.id, a.at, a.actor_id, CASE WHEN actor.status = 'current' THEN actor.name WHEN actor.id IS NOT NULL THEN '' END AS actor, a.acting_as, a.action, a.record_kind, a.record_id,
              a.community_id, c.name AS community, a.person_id, CASE WHEN about.status = 'current' THEN about.name WHEN about.id IS NOT NULL THEN '' END AS person, a.before, a.after,
              a.request_id, a.address, a.device
            FROM audit_events a
            LEFT JOIN people actor ON actor.id = a.actor_id
            LEFT JOIN people about ON about.id = a.person_id
            LEFT JOIN communities c ON c.id = a.community_id
            WHERE a.person_id = $1 OR a.actor_id = $1 ORDER BY a.at, a.id";
}

/// What is written about one act.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The row's id.
    pub id: AuditEventId,
    /// When it was done.
    pub at: When,
    /// By whom; `None` for the system.
    pub actor: Option<PersonId>,
    /// In which role.
    pub acting_as: String,
    /// What was done, such as `membership.accept`.
    pub action: String,
    /// The kind of record it was done to.
    pub record_kind: String,
    /// The record.
    pub record_id: Option<Uuid>,
    /// The community it belongs to.
    pub community: Option<CommunityId>,
    /// The person whom it is about.
    pub person: Option<PersonId>,
    /// How the record was, as JSON; no more of a person than the act is about.
    pub before: Option<String>,
    /// How the record is, as JSON.
    pub after: Option<String>,
    /// In which request.
    pub request: Option<RequestId>,
    /// From which network address.
    pub address: Option<String>,
    /// With which device, as it names itself.
    pub device: Option<String>,
}

record! {
    /// A row of the log with the names to show.
    pub struct AuditEvent {
        /// Which row.
        id: AuditEventId,
        /// When.
        at: When,
        /// Who.
        actor_id: Option<PersonId>,
        /// The actor's name today; empty once they have left.
        actor: Option<String>,
        /// In which role.
        acting_as: String,
        /// What.
        action: String,
        /// To what kind of record.
        record_kind: String,
        /// To which record.
        record_id: Option<Uuid>,
        /// In which community.
        community_id: Option<CommunityId>,
        /// The community's name today.
        community: Option<String>,
        /// About whom.
        person_id: Option<PersonId>,
        /// That person's name today; empty once they have left.
        person: Option<String>,
        /// Before, as JSON.
        before: Option<String>,
        /// After, as JSON.
        after: Option<String>,
        /// In which request.
        request_id: Option<RequestId>,
        /// From where.
        address: Option<String>,
        /// With what.
        device: Option<String>,
    }

    /// A count of rows.
    struct Count { events: i64 }

    /// An action that the log knows.
    struct ActionName { action: String }

    /// A community that the log knows.
    pub struct KnownCommunity {
        /// Which.
        id: CommunityId,
        /// Its name today.
        name: String,
    }

    /// A person with a name or address.
    struct Named { id: PersonId }
}

/// Which rows are wanted. What is left out does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Done by one of these people, who share a name.
    pub actors: Option<Vec<PersonId>>,
    /// In this community.
    pub community: Option<CommunityId>,
    /// About one of these people, who share a name.
    pub people: Option<Vec<PersonId>>,
    /// Of this action.
    pub action: Option<String>,
    /// From this instant.
    pub from: Option<When>,
    /// Before this instant.
    pub until: Option<When>,
}

/// Adds a row.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, entry: Entry) -> Result<()> {
    let e = entry;
    let args = args![
        e.id,
        e.at,
        e.actor,
        e.acting_as,
        e.action,
        e.record_kind,
        e.record_id,
        e.community,
        e.person,
        e.before,
        e.after,
        e.request,
        e.address,
        e.device
    ];
    tx.execute(ADD, args).await.map(drop)
}

/// The rows that fit the filter, newest first, and how many there are.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(
    tx: &mut Tx,
    _permit: &Permit<ReadAuditLog>,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<(Vec<AuditEvent>, i64)> {
    let f = filter;
    let any_of = |people: &Option<Vec<PersonId>>| match people {
        Some(people) => id_list(people.iter().copied()),
        None => Arg::Text(None),
    };
    let (actors, people) = (any_of(&f.actors), any_of(&f.people));
    let mut args = args![actors, f.community, people, f.action.clone(), f.from, f.until];
    let count = tx.one::<Count>(COUNT, args.clone()).await?.events;
    args.extend(args![limit, offset]);
    Ok((tx.all(LIST, args).await?, count))
}

/// Every action that the log knows, for the filter.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn actions(tx: &mut Tx) -> Result<Vec<String>> {
    let names: Vec<ActionName> = tx.all(ACTIONS, args![]).await?;
    Ok(names.into_iter().map(|name| name.action).collect())
}

/// Every community that the log knows, for the filter.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn communities(tx: &mut Tx) -> Result<Vec<KnownCommunity>> {
    tx.all(COMMUNITIES, args![]).await
}

/// The people who have this full name, or this address, whether they are still here or not.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn people_named(tx: &mut Tx, name_or_address: &str) -> Result<Vec<PersonId>> {
    let named: Vec<Named> = tx.all(PEOPLE_NAMED, args![fold(name_or_address)]).await?;
    Ok(named.into_iter().map(|person| person.id).collect())
}

/// Everything in the log that names a person, oldest first: part of the copy of what is held about them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn about(tx: &mut Tx, person: PersonId) -> Result<Vec<AuditEvent>> {
    tx.all(ABOUT_PERSON, args![person]).await
}
