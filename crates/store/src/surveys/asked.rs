//! Who is asked in a wave: before it opens by memberships, and from then on by the roll of its box.

use crate::{Result, Tx, row::record, sql::id_list};
use copia_domain::{
    ids::{BallotBoxId, GuestId, PersonId, RollEntryId, WaveId},
    surveys::waves::{Asked, Attribute},
};

statements! {
    // By random ids, so in an order that says nothing.
    ROLL = "SELECT r.id, r.person_id, r.guest_id, r.has_answered FROM ballot_roll r
            WHERE r.box_id = $1 AND r.id > $2 ORDER BY r.id LIMIT $3";
    MEMBERS = "SELECT m.person_id, m.state = 'active_core' AS is_core, a.name AS area
               FROM memberships m JOIN people p ON p.id = m.person_id AND p.status = 'current'
               LEFT JOIN community_areas ca ON ca.community_id = m.community_id AND ca.until IS NULL
               LEFT JOIN service_areas a ON a.id = ca.area_id
               WHERE m.state IN ('active_core', 'active_wider') AND ($3 = TRUE
                 OR m.community_id IN (SELECT unhex(value) FROM json_each($1))
                 OR ca.area_id IN (SELECT unhex(value) FROM json_each($2)))
               ORDER BY m.person_id, m.joined_at, m.id";
    // Of those on a roll, how many say the same of themselves as one of them: the area of the longest membership that has
    // one, and whether any is of a core member. Nobody says nothing.
    SHARING = "WITH asked AS (
                 SELECT m.person_id, CASE WHEN m.state = 'active_core' THEN 1 ELSE 0 END AS core, a.name AS area,
                   row_number() OVER (PARTITION BY m.person_id
                     ORDER BY CASE WHEN a.name IS NULL THEN 1 ELSE 0 END, m.joined_at, m.id) AS place
                 FROM ballot_roll r JOIN memberships m ON m.person_id = r.person_id
                 JOIN people p ON p.id = m.person_id AND p.status = 'current'
                 LEFT JOIN community_areas ca ON ca.community_id = m.community_id AND ca.until IS NULL
                 LEFT JOIN service_areas a ON a.id = ca.area_id
                 WHERE r.box_id = $4 AND m.state IN ('active_core', 'active_wider') AND ($3 = TRUE
                   OR m.community_id IN (SELECT unhex(value) FROM json_each($1))
                   OR ca.area_id IN (SELECT unhex(value) FROM json_each($2)))),
               said AS (
                 SELECT person_id, MAX(core) AS core, MAX(CASE WHEN place = 1 THEN area END) AS area FROM asked
                 GROUP BY person_id)
               SELECT COUNT(*) AS count FROM said own JOIN said other
                 ON ($6 = FALSE OR other.area = own.area) AND ($7 = FALSE OR other.core = own.core)
               WHERE own.person_id = $5";
    EVERYBODY = "SELECT p.id AS person_id FROM people p WHERE p.status = 'current' ORDER BY p.id";
    TOLD = "SELECT DISTINCT d.person_id FROM deliveries d JOIN people p ON p.id = d.person_id
            WHERE d.about_id = $1 AND d.kind = 'survey' AND p.status = 'current'";
    // Who was reminded had not been counted yet: that is forgotten when all is.
    FORGET_REMINDERS = "DELETE FROM deliveries WHERE about_id = $1 AND kind = 'survey'";
}

record! {
    /// Somebody on the roll of a wave.
    pub struct OnRoll {
        /// Which entry.
        id: RollEntryId,
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Who, if they are a guest.
        guest_id: Option<GuestId>,
        /// Whether their ballots are written down.
        has_answered: bool,
    }

    /// A membership by which somebody is asked.
    pub struct AskedMember {
        /// Who.
        person_id: PersonId,
        /// Whether as a core member.
        is_core: bool,
        /// The service area of the community.
        area: Option<String>,
    }

    /// Somebody.
    struct Person { person_id: PersonId }

    struct Count { count: i64 }
}

/// Part of a roll, in the order of its random ids.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn roll(tx: &mut Tx, id: BallotBoxId, after: RollEntryId, most: i64) -> Result<Vec<OnRoll>> {
    tx.all(ROLL, args![id, after, most]).await
}

/// The memberships by which people are asked, in the order of joining for each person.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn members(tx: &mut Tx, asked: &Asked) -> Result<Vec<AskedMember>> {
    let (communities, areas) = (id_list(asked.communities.iter().copied()), id_list(asked.areas.iter().copied()));
    tx.all(MEMBERS, args![communities, areas, asked.everybody]).await
}

/// How many on a roll share what somebody on it would say of themselves, themselves included; none where they would say
/// nothing, or are not on it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sharing(
    tx: &mut Tx,
    id: BallotBoxId,
    asked: &Asked,
    told_apart: &[Attribute],
    person: PersonId,
) -> Result<i64> {
    let (communities, areas) = (id_list(asked.communities.iter().copied()), id_list(asked.areas.iter().copied()));
    let (by_area, by_role) = (told_apart.contains(&Attribute::Area), told_apart.contains(&Attribute::Role));
    let row: Option<Count> =
        tx.optional(SHARING, args![communities, areas, asked.everybody, id, person, by_area, by_role]).await?;
    Ok(row.map_or(0, |row| row.count))
}

/// Everybody who is known here.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn everybody(tx: &mut Tx) -> Result<Vec<PersonId>> {
    let rows: Vec<Person> = tx.all(EVERYBODY, args![]).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Those who were written to about a wave, and are still here.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn told(tx: &mut Tx, id: WaveId) -> Result<Vec<PersonId>> {
    let rows: Vec<Person> = tx.all(TOLD, args![id]).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Forgets who was reminded of a box.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_reminders(tx: &mut Tx, id: BallotBoxId) -> Result<()> {
    tx.execute(FORGET_REMINDERS, args![id]).await.map(drop)
}
