//! The audit log: rows are only ever added. From where and with what device something was done is forgotten after a
//! time, and when whoever did it is erased.

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

/// Whether the reader may not learn whom the row `a` is about, because it is about who belongs to a sensitive
/// community; `$7` says that they may.
macro_rules! withheld {
    () => {
        "(NOT $7 AND coalesce(c.sensitive, FALSE))"
    };
}

/// Whether that is so of who acted, too. Whoever acts in an office answers for it by name.
macro_rules! actor_withheld {
    () => {
        "(NOT $7 AND coalesce(c.sensitive, FALSE) AND a.acting_as NOT IN
           ('lead', 'sponsor', 'programme_manager', 'editor', 'auditor', 'administrator'))"
    };
}

/// A page of the log. What the reader narrows it to may be left out, and then no index can be used for it; so the
/// condition that leaves the fewest rows comes first, once more, as one that has to hold.
macro_rules! events {
    ($first:literal) => {
        concat!(
            "SELECT a.id, a.at, CASE WHEN NOT ",
            actor_withheld!(),
            " THEN a.actor_id END AS actor_id,
               CASE WHEN ",
            actor_withheld!(),
            " THEN NULL WHEN actor.status = 'current' THEN actor.name WHEN actor.id IS NOT NULL THEN '' END AS actor,
               a.acting_as, a.action, a.record_kind, a.record_id, a.community_id, c.name AS community,
               CASE WHEN NOT ",
            withheld!(),
            " THEN a.person_id END AS person_id,
               CASE WHEN ",
            withheld!(),
            " THEN NULL WHEN about.status = 'current' THEN about.name WHEN about.id IS NOT NULL THEN '' END AS person,
               (",
            withheld!(),
            " AND a.person_id IS NOT NULL) OR (",
            actor_withheld!(),
            " AND a.actor_id IS NOT NULL) AS is_withheld, a.before, a.after,
               CASE WHEN NOT ",
            actor_withheld!(),
            " THEN a.request_id END AS request_id,
               CASE WHEN NOT ",
            actor_withheld!(),
            " THEN a.address END AS address,
               CASE WHEN NOT ",
            actor_withheld!(),
            " THEN a.device END AS device
             FROM audit_events a
             LEFT JOIN people actor ON actor.id = a.actor_id
             LEFT JOIN people about ON about.id = a.person_id
             LEFT JOIN communities c ON c.id = a.community_id
             WHERE ",
            $first,
            "(a.actor_id IN (SELECT unhex(value) FROM json_each($1)) OR $1 IS NULL)
               AND ($1 IS NULL OR NOT ",
            actor_withheld!(),
            ") AND (a.community_id = $2 OR $2 IS NULL)
               AND (a.person_id IN (SELECT unhex(value) FROM json_each($3)) OR $3 IS NULL)
               AND ($3 IS NULL OR NOT ",
            withheld!(),
            ") AND (a.action = $4 OR $4 IS NULL) AND a.at >= $5 AND a.at < $6
             ORDER BY a.at DESC, a.id DESC LIMIT $8 OFFSET $9"
        )
    };
}

statements! {
    ADD = "INSERT INTO audit_events (id, at, actor_id, acting_as, action, record_kind, record_id, community_id,
             person_id, before, after, request_id, address, device)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    LATEST = events!("");
    BY_PERSON = events!("a.person_id IN (SELECT unhex(value) FROM json_each($3)) AND ");
    BY_ACTOR = events!("a.actor_id IN (SELECT unhex(value) FROM json_each($1)) AND ");
    BY_COMMUNITY = events!("a.community_id = $2 AND ");
    BY_ACTION = events!("a.action = $4 AND ");
    COMMUNITIES = "SELECT c.id, c.name FROM communities c
                   WHERE EXISTS (SELECT 1 FROM audit_events a WHERE a.community_id = c.id) ORDER BY c.name_key, c.id";
    PEOPLE_NAMED = "SELECT id FROM people WHERE name_key = $1 OR email_key = $1 ORDER BY id";
    FORGET_ORIGINS = "UPDATE audit_events SET address = NULL, device = NULL
                      WHERE at < $1 AND (address IS NOT NULL OR device IS NOT NULL)";
    ABOUT_PERSON = "SELECT a.id, a.at, a.actor_id,
              CASE WHEN actor.status = 'current' THEN actor.name WHEN actor.id IS NOT NULL THEN '' END AS actor,
              a.acting_as, a.action, a.record_kind, a.record_id, a.community_id, c.name AS community, a.person_id,
              CASE WHEN about.status = 'current' THEN about.name WHEN about.id IS NOT NULL THEN '' END AS person,
              FALSE AS is_withheld, a.before, a.after, a.request_id, a.address, a.device
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
        /// Whether somebody is left out whom the reader may not know to belong to the community.
        is_withheld: bool,
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
    /// Whether the reader may know who belongs to a sensitive community. For others the people in its rows are left
    /// out, and no row is found by them.
    pub sees_members: bool,
}

/// Instants before and after everything in the log: the first of 1970, and the last of 9999.
const EVER: (When, When) = (When::from_micros(0), When::from_micros(253_402_300_799_000_000));

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

/// The rows that fit the filter, newest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(
    tx: &mut Tx,
    _permit: &Permit<ReadAuditLog>,
    filter: &Filter,
    limit: i64,
    offset: i64,
) -> Result<Vec<AuditEvent>> {
    let f = filter;
    let any_of = |people: &Option<Vec<PersonId>>| match people {
        Some(people) => id_list(people.iter().copied()),
        None => Arg::Text(None),
    };
    let statement = match f {
        Filter { people: Some(_), .. } => BY_PERSON,
        Filter { actors: Some(_), .. } => BY_ACTOR,
        Filter { community: Some(_), .. } => BY_COMMUNITY,
        Filter { action: Some(_), .. } => BY_ACTION,
        _ => LATEST,
    };
    let (from, until) = (f.from.unwrap_or(EVER.0), f.until.unwrap_or(EVER.1));
    let (actors, people) = (any_of(&f.actors), any_of(&f.people));
    let args = args![actors, f.community, people, f.action.clone(), from, until, f.sees_members, limit, offset];
    tx.all(statement, args).await
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

/// Forgets from where and with what device was done what was done before an instant.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_origins(tx: &mut Tx, before: When) -> Result<()> {
    tx.execute(FORGET_ORIGINS, args![before]).await.map(drop)
}

/// Everything in the log that names a person, oldest first: part of the copy of what is held about them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn about(tx: &mut Tx, person: PersonId) -> Result<Vec<AuditEvent>> {
    tx.all(ABOUT_PERSON, args![person]).await
}
