//! Roles that people hold for a time, in a community or on the whole site.

use crate::{Result, Tx, row::record};
use copia_domain::{
    communities::Stage,
    fold::fold,
    ids::{CommunityId, FileId, PersonId, RoleTermId},
    policy::{
        Act, Permit,
        acts::{Appoint, GiveSiteRoles, SeeTerms},
    },
    role_terms::{Term, TermRole},
    slug::Slug,
    time::{Day, When},
};

statements! {
    ADD = "INSERT INTO role_terms (id, person_id, community_id, role, starts, ends, successor_id, appointed_by_id,
             recorded_at, note, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    FIND = "SELECT r.id, r.person_id, p.name, p.email, p.job_title, p.picture_id, r.community_id, r.role, r.starts, r.ends,
              r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor, r.note, r.version
            FROM role_terms r JOIN people p ON p.id = r.person_id LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.id = $1 AND p.status = 'current'";
    CHANGE = "UPDATE role_terms SET starts = $3, ends = $4, successor_id = $5, note = $6, version = version + 1
              WHERE id = $1 AND (community_id = $2 OR ($2 IS NULL AND community_id IS NULL)) AND version = $7";
    MEANT = "SELECT id AS person_id FROM people WHERE status = 'current' AND (email_key = $1 OR name_key = $1)
             ORDER BY id LIMIT 2";
    IN_COMMUNITY = "SELECT r.id, r.person_id, p.name, p.email, p.job_title, p.picture_id, r.community_id, r.role, r.starts,
              r.ends, r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor, r.note, r.version
            FROM role_terms r JOIN people p ON p.id = r.person_id LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.community_id = $1 AND p.status = 'current' ORDER BY r.starts DESC, p.name_key, r.id";
    CURRENT = "SELECT r.id, r.person_id, p.name, p.email, p.job_title, p.picture_id, r.community_id, r.role, r.starts, r.ends,
              r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor, r.note, r.version
            FROM role_terms r JOIN people p ON p.id = r.person_id LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.community_id = $1 AND p.status = 'current' AND r.starts <= $2 AND (r.ends IS NULL OR r.ends >= $2)
            ORDER BY r.role, p.name_key, r.id";
    ON_SITE = "SELECT r.id, r.person_id, p.name, p.email, p.job_title, p.picture_id, r.community_id, r.role, r.starts, r.ends,
              r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor, r.note, r.version
            FROM role_terms r JOIN people p ON p.id = r.person_id LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.community_id IS NULL AND p.status = 'current' AND (r.ends IS NULL OR r.ends >= $1)
            ORDER BY r.role, p.name_key, r.id";
    OF_PERSON = "SELECT r.id, r.person_id, p.name, p.email, p.job_title, p.picture_id, r.community_id, r.role, r.starts, r.ends,
              r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor, r.note, r.version
            FROM role_terms r JOIN people p ON p.id = r.person_id LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.person_id = $1 ORDER BY r.starts, r.id";
    ENDING = "SELECT r.id, r.person_id, p.name, r.community_id, c.name AS community, c.slug, r.role, r.starts, r.ends,
              r.successor_id, CASE WHEN s.status = 'current' THEN s.name END AS successor
            FROM role_terms r JOIN people p ON p.id = r.person_id JOIN communities c ON c.id = r.community_id
            LEFT JOIN people s ON s.id = r.successor_id
            WHERE r.starts <= $1 AND r.ends >= $1 AND r.ends <= $2 AND p.status = 'current'
              AND c.stage IN ('forming', 'active', 'paused')
            ORDER BY r.ends, c.name_key, r.id";
    WITHOUT_LEAD = "SELECT c.id, c.slug, c.name, c.stage FROM communities c
            WHERE c.stage IN ('forming', 'active', 'paused') AND NOT EXISTS (
              SELECT 1 FROM role_terms r JOIN people p ON p.id = r.person_id
              WHERE r.community_id = c.id AND r.role = 'lead' AND p.status = 'current'
                AND r.starts <= $1 AND (r.ends IS NULL OR r.ends >= $1))
            ORDER BY c.name_key, c.id";
    HOLDERS = "SELECT r.person_id FROM role_terms r JOIN people p ON p.id = r.person_id
            WHERE r.role = $1 AND (r.community_id = $2 OR ($2 IS NULL AND r.community_id IS NULL))
              AND p.status = 'current' AND r.starts <= $3 AND (r.ends IS NULL OR r.ends >= $3)
            ORDER BY p.name_key, p.id";
    END_ALL = "UPDATE role_terms SET ends = $2, version = version + 1
               WHERE person_id = $1 AND starts <= $2 AND (ends IS NULL OR ends > $2)";
    DROP_FUTURE = "DELETE FROM role_terms WHERE person_id = $1 AND starts > $2";
}

record! {
    /// A term with the names to show.
    pub struct RoleTerm {
        /// Which term.
        id: RoleTermId,
        /// Who holds it.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// Their address.
        email: Option<String>,
        /// What they do.
        job_title: Option<String>,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Where; `None` for the whole site.
        community_id: Option<CommunityId>,
        /// Which role.
        role: TermRole,
        /// The first day.
        starts: Day,
        /// The last day, if one is set.
        ends: Option<Day>,
        /// Who takes over.
        successor_id: Option<PersonId>,
        /// The successor's name, while they are here.
        successor: Option<String>,
        /// Whatever is worth knowing about the appointment.
        note: Option<String>,
        /// How often it was changed, counted from 1.
        version: i64,
    }

    /// A term that ends soon.
    pub struct Ending {
        /// Which term.
        id: RoleTermId,
        /// Who holds it.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// In which community.
        community_id: CommunityId,
        /// The community's name.
        community: String,
        /// The community's address.
        slug: Slug,
        /// Which role.
        role: TermRole,
        /// The first day.
        starts: Day,
        /// The last day.
        ends: Option<Day>,
        /// Who takes over.
        successor_id: Option<PersonId>,
        /// The successor's name, while they are here.
        successor: Option<String>,
    }

    /// A community that nobody leads today.
    pub struct WithoutLead {
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// Its stage.
        stage: Stage,
    }

    /// Somebody who holds a role.
    struct Holder { person_id: PersonId }
}

/// A new appointment.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// The term's id.
    pub id: RoleTermId,
    /// Who is appointed.
    pub person: PersonId,
    /// Where; `None` for the whole site.
    pub community: Option<CommunityId>,
    /// To which role.
    pub role: TermRole,
    /// For which days.
    pub term: Term,
    /// Who takes over.
    pub successor: Option<PersonId>,
    /// Whatever is worth knowing.
    pub note: Option<String>,
}

async fn add(tx: &mut Tx, by: Option<PersonId>, a: &Appointment, now: When) -> Result<()> {
    let args =
        args![a.id, a.person, a.community, a.role, a.term.starts, a.term.ends, a.successor, by, now, a.note.clone()];
    tx.execute(ADD, args).await.map(drop)
}

/// Appoints somebody in a community.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn appoint(tx: &mut Tx, permit: Permit<Appoint>, appointment: &Appointment, now: When) -> Result<()> {
    add(tx, permit.actor(), appointment, now).await
}

/// Gives somebody a role on the whole site.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn give(tx: &mut Tx, permit: Permit<GiveSiteRoles>, appointment: &Appointment, now: When) -> Result<()> {
    add(tx, permit.actor(), appointment, now).await
}

/// A term of somebody who is here.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, id: RoleTermId) -> Result<Option<RoleTerm>> {
    tx.optional(FIND, args![id]).await
}

/// The actions under which a term may change: one for communities, one for the whole site.
pub trait ChangesTerms: Act {}
impl ChangesTerms for Appoint {}
impl ChangesTerms for GiveSiteRoles {}

/// Changes the days, the successor and the note of a term, if it is still at the version that was read.
///
/// # Errors
/// [`crate::Error::Stale`] when it is not, or the permit is for another community than the term's.
pub async fn change<A: ChangesTerms>(
    tx: &mut Tx,
    permit: Permit<A>,
    id: RoleTermId,
    term: Term,
    successor: Option<PersonId>,
    note: Option<&str>,
    version: i64,
) -> Result<()> {
    let args = args![id, permit.community(), term.starts, term.ends, successor, note, version];
    match tx.execute(CHANGE, args).await? {
        0 => Err(crate::Error::Stale),
        _ => Ok(()),
    }
}

/// The people at work here whom an address or a whole name means: nobody, one, or the first two of several.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn meant(tx: &mut Tx, address_or_name: &str) -> Result<Vec<PersonId>> {
    let people: Vec<Holder> = tx.all(MEANT, args![fold(address_or_name)]).await?;
    Ok(people.into_iter().map(|person| person.person_id).collect())
}

/// All terms in a community, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn in_community(tx: &mut Tx, community: CommunityId) -> Result<Vec<RoleTerm>> {
    tx.all(IN_COMMUNITY, args![community]).await
}

/// The terms that are held in a community on a day.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn current(tx: &mut Tx, community: CommunityId, today: Day) -> Result<Vec<RoleTerm>> {
    tx.all(CURRENT, args![community, today]).await
}

/// The roles on the whole site that are held on a day or later.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn on_site(tx: &mut Tx, today: Day) -> Result<Vec<RoleTerm>> {
    tx.all(ON_SITE, args![today]).await
}

/// All terms of a person, oldest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<RoleTerm>> {
    tx.all(OF_PERSON, args![person]).await
}

/// The terms in communities that end between two days.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn ending(tx: &mut Tx, _permit: Permit<SeeTerms>, from: Day, until: Day) -> Result<Vec<Ending>> {
    tx.all(ENDING, args![from, until]).await
}

/// The living communities that nobody leads on a day.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn without_lead(tx: &mut Tx, today: Day) -> Result<Vec<WithoutLead>> {
    tx.all(WITHOUT_LEAD, args![today]).await
}

/// Who holds a role on a day, in a community or, without one, on the whole site.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn holders(tx: &mut Tx, role: TermRole, community: Option<CommunityId>, today: Day) -> Result<Vec<PersonId>> {
    let holders: Vec<Holder> = tx.all(HOLDERS, args![role, community, today]).await?;
    Ok(holders.into_iter().map(|holder| holder.person_id).collect())
}

/// Ends all of a person's terms on a day, because they leave; terms that have not begun are dropped.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn end_all(tx: &mut Tx, person: PersonId, last_day: Day) -> Result<()> {
    tx.execute(DROP_FUTURE, args![person, last_day]).await?;
    tx.execute(END_ALL, args![person, last_day]).await.map(drop)
}
