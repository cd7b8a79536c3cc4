//! What leads and the manager edit of a community: its page, its rules, whom it fits, and where it works.

use super::belongs;
use crate::{Error, Result, Tx, change_log, row::record};
use copia_domain::{
    communities::Visibility,
    fold::fold,
    ids::{CommunityId, LinkId, ServiceAreaId},
    memberships::{CoreRule, JoinRule},
    people::MatchKind,
    policy::{
        Permit,
        acts::{ChangeStage, EditCommunity},
    },
    time::{Day, When},
};

statements! {
    SAVE_PAGE = "UPDATE communities SET name = $2, name_key = $3, summary = $4, version = version + 1
                 WHERE id = $1 AND version = $5";
    SAVE_RULES = "UPDATE communities SET join_rule = $2, core_rule = $3, visibility = $4, sensitive = $5,
                    version = version + 1 WHERE id = $1 AND version = $6";
    FITS = "SELECT kind, label FROM community_fits WHERE community_id = $1 ORDER BY kind, key";
    ALL_TOPICS = "SELECT community_id, key FROM community_fits WHERE kind = 'topic' ORDER BY community_id, key";
    CLEAR_FITS = "DELETE FROM community_fits WHERE community_id = $1";
    ADD_FIT = "INSERT INTO community_fits (community_id, kind, key, label) VALUES ($1, $2, $3, $4)
               ON CONFLICT (community_id, kind, key) DO NOTHING";
    LINKS = "SELECT id, label, address FROM community_links WHERE community_id = $1 ORDER BY position, id";
    NEXT_VERSION = "UPDATE communities SET version = version + 1 WHERE id = $1 AND version = $2";
    CLEAR_LINKS = "DELETE FROM community_links WHERE community_id = $1";
    ADD_LINK = "INSERT INTO community_links (id, community_id, label, address, position) VALUES ($1, $2, $3, $4, $5)";
    AREAS = "SELECT ca.area_id, a.name, ca.since, ca.until FROM community_areas ca
             JOIN service_areas a ON a.id = ca.area_id WHERE ca.community_id = $1 ORDER BY ca.since, ca.recorded_at";
    MOVED_TODAY = "UPDATE community_areas SET area_id = $2, recorded_at = $4
                   WHERE community_id = $1 AND since = $3 AND until IS NULL";
    END_AREA = "UPDATE community_areas SET until = $2 WHERE community_id = $1 AND until IS NULL";
    ADD_AREA = "INSERT INTO community_areas (community_id, area_id, since, recorded_at) VALUES ($1, $2, $3, $4)";
}

record! {
    /// Something that a community fits.
    pub struct Fit {
        /// The kind of match.
        kind: MatchKind,
        /// The word as it is shown.
        label: String,
    }

    /// A link to where the community works.
    pub struct Link {
        /// Which link.
        id: LinkId,
        /// What it is called.
        label: String,
        /// Where it leads.
        address: String,
    }

    /// An area that a community belongs or belonged to.
    pub struct AreaSpell {
        /// Which area.
        area_id: ServiceAreaId,
        /// The area's name today.
        name: String,
        /// From which day.
        since: Day,
        /// Until which day, which is the first of the next.
        until: Option<Day>,
    }

    /// A topic of a community.
    struct Topic { community_id: CommunityId, key: String }
}

/// A community's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct CommunityRules {
    /// Who may join.
    pub join: JoinRule,
    /// Who may be core.
    pub core: CoreRule,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether it never shows who belongs to it.
    pub sensitive: bool,
}

/// Changes the name and summary, if the community is still at the version that was read.
///
/// # Errors
/// [`Error::Stale`] when it is not, or the permit is for another community.
pub async fn save_page(
    tx: &mut Tx,
    permit: &Permit<EditCommunity>,
    community: CommunityId,
    name: &str,
    summary: &str,
    version: i64,
    now: When,
) -> Result<()> {
    belongs(permit, community)?;
    if tx.execute(SAVE_PAGE, args![community, name, fold(name), summary, version]).await? == 0 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "community", community, now).await
}

/// Changes the rules, if the community is still at the version that was read. Those who belong to it are looked at
/// again by whoever follows the change log, since what others may see of it has changed.
///
/// # Errors
/// [`Error::Stale`] when it is not, or the permit is for another community.
pub async fn save_rules(
    tx: &mut Tx,
    permit: Permit<ChangeStage>,
    community: CommunityId,
    rules: CommunityRules,
    version: i64,
    now: When,
) -> Result<()> {
    belongs(&permit, community)?;
    let args = args![community, rules.join, rules.core, rules.visibility, rules.sensitive, version];
    if tx.execute(SAVE_RULES, args).await? == 0 {
        return Err(Error::Stale);
    }
    crate::news::community_changed(tx, community, now).await?;
    change_log::add(tx, "community", community, now).await
}

/// What a community fits.
///
/// # Errors
/// [`Error::Database`].
pub async fn fits(tx: &mut Tx, community: CommunityId) -> Result<Vec<Fit>> {
    tx.all(FITS, args![community]).await
}

/// The folded topics of all communities.
///
/// # Errors
/// [`Error::Database`].
pub async fn all_topics(tx: &mut Tx) -> Result<Vec<(CommunityId, String)>> {
    let topics: Vec<Topic> = tx.all(ALL_TOPICS, args![]).await?;
    Ok(topics.into_iter().map(|topic| (topic.community_id, topic.key)).collect())
}

/// Replaces what a community fits. Called where the community itself is created or changed, with its permit.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_fits(tx: &mut Tx, community: CommunityId, fits: &[Fit]) -> Result<()> {
    tx.execute(CLEAR_FITS, args![community]).await?;
    for fit in fits {
        tx.execute(ADD_FIT, args![community, fit.kind, fold(&fit.label), &fit.label]).await?;
    }
    Ok(())
}

/// The links of a community, in their order.
///
/// # Errors
/// [`Error::Database`].
pub async fn links(tx: &mut Tx, community: CommunityId) -> Result<Vec<Link>> {
    tx.all(LINKS, args![community]).await
}

/// Replaces the links of a community, if it is still at the version that was read.
///
/// # Errors
/// [`Error::Stale`] when it is not, or the permit is for another community.
pub async fn set_links(
    tx: &mut Tx,
    permit: Permit<EditCommunity>,
    community: CommunityId,
    links: &[Link],
    version: i64,
) -> Result<()> {
    belongs(&permit, community)?;
    if tx.execute(NEXT_VERSION, args![community, version]).await? == 0 {
        return Err(Error::Stale);
    }
    tx.execute(CLEAR_LINKS, args![community]).await?;
    for (position, link) in (0_i64..).zip(links) {
        tx.execute(ADD_LINK, args![link.id, community, &link.label, &link.address, position]).await?;
    }
    Ok(())
}

/// The areas of a community, past and present.
///
/// # Errors
/// [`Error::Database`].
pub async fn areas(tx: &mut Tx, community: CommunityId) -> Result<Vec<AreaSpell>> {
    tx.all(AREAS, args![community]).await
}

/// Moves a community to another area from a day on; the time before stays as it was. A second move on the same day
/// takes the place of the first.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another community.
pub async fn set_area(
    tx: &mut Tx,
    permit: &Permit<ChangeStage>,
    community: CommunityId,
    area: ServiceAreaId,
    since: Day,
    now: When,
) -> Result<()> {
    belongs(permit, community)?;
    if tx.execute(MOVED_TODAY, args![community, area, since, now]).await? == 0 {
        tx.execute(END_AREA, args![community, since]).await?;
        tx.execute(ADD_AREA, args![community, area, since, now]).await?;
    }
    change_log::add(tx, "community", community, now).await
}
