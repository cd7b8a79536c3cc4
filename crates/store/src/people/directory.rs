//! People as colleagues find them: the list by name, what a profile shows, and the words in use.
//!
//! Who belongs to a sensitive community is never shown here, to nobody; a community that the viewer may not know
//! of is left out.

use crate::{Result, Tx, row::record, sql::IntoArg as _, visibility};
use copia_domain::{
    fold::fold,
    ids::{FileId, PersonId},
    memberships::State,
    policy::{Permit, Viewer, acts::SeePeople},
    role_terms::TermRole,
    slug::Slug,
    time::{Day, When},
};

statements! {
    LIST = concat!(
        "SELECT p.id, p.name, p.job_title, p.department, p.picture_id FROM people p
            WHERE p.status = 'current' AND ", is_here!(), "
              AND (p.department_key = $5 OR $5 IS NULL)
              AND (p.name_key LIKE $6 ESCAPE '\\' OR p.name_key LIKE $7 ESCAPE '\\' OR $6 IS NULL)
              AND (p.id IN (
                SELECT m.person_id FROM communities c JOIN memberships m ON m.community_id = c.id
                WHERE c.slug = $8 AND m.state IN ('active_core', 'active_wider') AND NOT c.sensitive AND ",
        visible!(),
        ") OR $8 IS NULL)
            ORDER BY p.name_key, p.id LIMIT $9 OFFSET $10"
    );
    COMMUNITIES = concat!(
        "SELECT c.slug, c.name, s.name AS area, s.hue, m.state, m.joined_at
            FROM memberships m JOIN communities c ON c.id = m.community_id
            LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
            LEFT JOIN service_areas s ON s.id = ca.area_id
            WHERE m.person_id = $5 AND m.state IN ('active_core', 'active_wider') AND NOT c.sensitive AND ",
        visible!(),
        " ORDER BY c.name_key, c.id"
    );
    ROLES = concat!(
        "SELECT r.role, r.starts, c.slug, c.name
            FROM role_terms r LEFT JOIN communities c ON c.id = r.community_id
            WHERE r.person_id = $5 AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)
              AND (r.community_id IS NULL OR (NOT c.sensitive AND ",
        visible!(),
        ")) ORDER BY r.starts, r.id"
    );
    // One look into the index for each department, instead of a walk along everybody.
    DEPARTMENTS = "WITH RECURSIVE known(key) AS (
              SELECT min(department_key) FROM people WHERE status = 'current'
              UNION ALL
              SELECT (SELECT min(p.department_key) FROM people p WHERE p.status = 'current' AND p.department_key > known.key)
              FROM known WHERE known.key IS NOT NULL)
            SELECT (SELECT p.department FROM people p WHERE p.status = 'current' AND p.department_key = known.key
              ORDER BY p.name_key, p.id LIMIT 1) AS label
            FROM known WHERE known.key IS NOT NULL LIMIT 500";
    JOB_FAMILIES = "WITH RECURSIVE known(key) AS (
              SELECT min(job_family_key) FROM people WHERE status = 'current'
              UNION ALL
              SELECT (SELECT min(p.job_family_key) FROM people p WHERE p.status = 'current' AND p.job_family_key > known.key)
              FROM known WHERE known.key IS NOT NULL)
            SELECT (SELECT p.job_family FROM people p WHERE p.status = 'current' AND p.job_family_key = known.key
              ORDER BY p.id LIMIT 1) AS label
            FROM known WHERE known.key IS NOT NULL LIMIT 500";
    FITTING = "SELECT min(f.label) AS label FROM community_fits f JOIN communities c ON c.id = f.community_id
            WHERE f.kind = $1 AND c.visibility <> 'members' AND c.stage IN ('forming', 'active')
            GROUP BY f.key ORDER BY f.key LIMIT 500";
}

record! {
    /// A person in the list.
    pub struct Listed {
        /// Which person.
        id: PersonId,
        /// The name.
        name: String,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// Their picture.
        picture_id: Option<FileId>,
    }

    /// A community on somebody's profile.
    pub struct ProfileCommunity {
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// Its service area.
        area: Option<String>,
        /// The area's hue.
        hue: Option<i64>,
        /// Core or wider.
        state: State,
        /// Since when.
        joined_at: Option<When>,
    }

    /// A role on somebody's profile.
    pub struct ProfileRole {
        /// Which role.
        role: TermRole,
        /// Since when.
        starts: Day,
        /// The community's address; `None` for the whole site.
        slug: Option<Slug>,
        /// The community's name.
        name: Option<String>,
    }

    /// A word in use.
    struct Label { label: String }
}

/// Which people are listed. What is left out does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A word of the name starts like this.
    pub name: Option<String>,
    /// At work in this department.
    pub department: Option<String>,
    /// Belonging to the community at this address.
    pub community: Option<String>,
}

/// People by name, as far as the viewer may see who belongs where.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(
    tx: &mut Tx,
    _permit: Permit<SeePeople>,
    viewer: &Viewer,
    filter: &Filter,
    today: Day,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>> {
    let start = filter.name.as_deref().map(|name| format!("{}%", escaped(&fold(name))));
    let inside = start.as_ref().map(|start| format!("% {start}"));
    let mut args = visibility::arguments(viewer, today);
    let department = filter.department.as_deref().map(fold);
    args.extend(args![department, start, inside, filter.community.clone(), limit, offset]);
    tx.all(LIST, args).await
}

/// A text as a pattern of `LIKE` that matches nothing but itself.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The communities that somebody belongs to, as far as the viewer may see.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn communities(
    tx: &mut Tx,
    _permit: &Permit<SeePeople>,
    viewer: &Viewer,
    person: PersonId,
    today: Day,
) -> Result<Vec<ProfileCommunity>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(person.into_arg());
    tx.all(COMMUNITIES, args).await
}

/// The roles that somebody holds on a day, as far as the viewer may see.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn roles(
    tx: &mut Tx,
    _permit: &Permit<SeePeople>,
    viewer: &Viewer,
    person: PersonId,
    today: Day,
) -> Result<Vec<ProfileRole>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(person.into_arg());
    tx.all(ROLES, args).await
}

async fn labels(tx: &mut Tx, sql: crate::sql::Sql, args: Vec<crate::sql::Arg>) -> Result<Vec<String>> {
    let labels: Vec<Label> = tx.all(sql, args).await?;
    Ok(labels.into_iter().map(|label| label.label).collect())
}

/// The departments that people work in, at most 500.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn departments(tx: &mut Tx) -> Result<Vec<String>> {
    labels(tx, DEPARTMENTS, args![]).await
}

/// The job families that people have, at most 500.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn job_families(tx: &mut Tx) -> Result<Vec<String>> {
    labels(tx, JOB_FAMILIES, args![]).await
}

/// The words of a kind that living communities say they fit, at most 500.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn fitting(tx: &mut Tx, kind: copia_domain::people::MatchKind) -> Result<Vec<String>> {
    labels(tx, FITTING, args![kind]).await
}
