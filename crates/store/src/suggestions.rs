//! What is needed to suggest communities to a person: what they have stated, and what communities say they fit.

use crate::{Result, Tx, row::record};
use copia_domain::{
    communities::Stage,
    ids::{CommunityId, PersonId},
    memberships::JoinRule,
    people::MatchKind,
    slug::Slug,
    suggestions::Profile,
};

statements! {
    PROFILE = "SELECT p.job_family_key, p.department_key,
              (SELECT string_agg(t.key, $2) FROM person_topics t WHERE t.person_id = p.id) AS topics
            FROM people p WHERE p.id = $1";
    FITS = "SELECT f.community_id, f.kind, f.key, f.label, c.slug, c.name, c.summary, c.stage, c.join_rule,
              s.name AS area, s.hue
            FROM community_fits f JOIN communities c ON c.id = f.community_id
            LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
            LEFT JOIN service_areas s ON s.id = ca.area_id
            WHERE (c.stage = 'forming' OR (c.stage = 'active' AND c.join_rule <> 'invitation'))
              AND c.visibility <> 'members' AND NOT c.sensitive
              AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.community_id = c.id AND m.person_id = $1
                AND m.state IN ('invited', 'asked', 'active_core', 'active_wider', 'removed', 'declined'))
            ORDER BY c.name_key, c.id, f.kind, f.key";
}

record! {
    /// What a person has stated, as it is stored.
    struct Stated {
        job_family_key: Option<String>,
        department_key: Option<String>,
        topics: Option<String>,
    }

    /// Something that a community fits, with the community.
    pub struct FitRow {
        /// Which community.
        community_id: CommunityId,
        /// The kind of match.
        kind: MatchKind,
        /// The folded word.
        key: String,
        /// The word as it is shown.
        label: String,
        /// The community's address.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it is, in a line.
        summary: String,
        /// Its stage.
        stage: Stage,
        /// Who may join.
        join_rule: JoinRule,
        /// Its service area.
        area: Option<String>,
        /// The area's hue.
        hue: Option<i64>,
    }
}

/// Stands between topics; a topic is one line, so it is never part of one.
const BETWEEN: &str = "\n";

/// What a person has stated about their work.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn profile(tx: &mut Tx, person: PersonId) -> Result<Profile> {
    let stated: Option<Stated> = tx.optional(PROFILE, args![person, BETWEEN]).await?;
    let Some(stated) = stated else { return Ok(Profile::default()) };
    let topics = stated.topics.unwrap_or_default();
    Ok(Profile {
        job_family: stated.job_family_key,
        department: stated.department_key,
        topics: topics.split(BETWEEN).filter(|topic| !topic.is_empty()).map(str::to_owned).collect(),
    })
}

/// What the communities fit that a person could join, or wait for, and has had nothing to do with. A sensitive
/// community suggests itself to nobody.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn fits(tx: &mut Tx, person: PersonId) -> Result<Vec<FitRow>> {
    tx.all(FITS, args![person]).await
}
