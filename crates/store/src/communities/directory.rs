//! All communities that a viewer may know of, in few statements.

use crate::{Result, Tx, row::record, visibility};
use copia_domain::{
    communities::{Stage, Visibility},
    ids::{CommunityId, FileId, PersonId, ServiceAreaId},
    memberships::{JoinRule, State},
    policy::Viewer,
    slug::Slug,
    time::Day,
};

statements! {
    LISTED = concat!(
        "SELECT c.id, c.slug, c.name, c.summary, c.stage, c.join_rule, c.visibility, c.sensitive, c.merged_into_id,
           a.id AS area_id, a.slug AS area_slug, a.name AS area_name, a.hue AS area_hue,
           coalesce(n.core, 0) AS core, coalesce(n.wider, 0) AS wider, coalesce(n.asked, 0) AS asked,
           m.state AS my_state
         FROM communities c
         LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
         LEFT JOIN service_areas a ON a.id = ca.area_id
         LEFT JOIN community_counts n ON n.community_id = c.id
         LEFT JOIN memberships m ON m.community_id = c.id AND m.person_id = $1
         WHERE ", visible!(), " ORDER BY c.name_key, c.id");
    LEADS = concat!(
        "SELECT r.community_id, p.id AS person_id, p.name, p.picture_id
         FROM role_terms r JOIN people p ON p.id = r.person_id JOIN communities c ON c.id = r.community_id
         WHERE r.role = 'lead' AND p.status = 'current' AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)
           AND NOT c.sensitive
           AND c.stage IN ('forming', 'active', 'paused') AND ", visible!(), " ORDER BY p.name_key, p.id");
}

record! {
    /// A community in a list.
    pub struct Listed {
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it is for.
        summary: String,
        /// Its stage.
        stage: Stage,
        /// Who may join.
        join_rule: JoinRule,
        /// Who finds it.
        visibility: Visibility,
        /// Whether it never shows who belongs to it.
        sensitive: bool,
        /// Where it went on, if it was merged.
        merged_into_id: Option<CommunityId>,
        /// Its present area.
        area_id: Option<ServiceAreaId>,
        /// The area's address.
        area_slug: Option<Slug>,
        /// The area's name.
        area_name: Option<String>,
        /// The area's hue.
        area_hue: Option<i64>,
        /// How many core members it has.
        core: i64,
        /// How many wider members it has.
        wider: i64,
        /// How many requests wait.
        asked: i64,
        /// What the viewer is in it.
        my_state: Option<State>,
    }

    /// Somebody who leads a community today.
    pub struct Leading {
        /// Which community.
        community_id: CommunityId,
        /// Who.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// Their picture.
        picture_id: Option<FileId>,
    }
}

/// The communities that the viewer may know of, by name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn listed(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Listed>> {
    tx.all(LISTED, visibility::arguments(viewer, today)).await
}

/// The leads of the living communities that the viewer may know of, by name; not of those that never show who
/// belongs to them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn leading(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Leading>> {
    tx.all(LEADS, visibility::arguments(viewer, today)).await
}
