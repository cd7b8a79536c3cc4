//! Communities: looking one up for a viewer, taking a new one in, and the steps of its life.

mod charters;
mod directory;
mod settings;
mod stages;
mod waiting;

pub use charters::{Charter, CharterVersion, add_charter, charter, charter_version, charter_versions};
pub use directory::{Leading, Listed, leading, listed};
pub use settings::{
    AreaSpell, CommunityRules, Fit, Link, all_topics, areas, fits, links, save_page, save_rules, set_area, set_fits,
    set_links,
};
pub use stages::{Proposal, StageRow, decide_proposal, proposal, proposals, stages};
pub use waiting::{Undecided, Waiting, undecided, waiting};

pub(crate) const CHARTER_STATEMENTS: &[(&str, crate::sql::Sql)] = charters::STATEMENTS;
pub(crate) const DIRECTORY_STATEMENTS: &[(&str, crate::sql::Sql)] = directory::STATEMENTS;
pub(crate) const SETTINGS_STATEMENTS: &[(&str, crate::sql::Sql)] = settings::STATEMENTS;
pub(crate) const STAGE_STATEMENTS: &[(&str, crate::sql::Sql)] = stages::STATEMENTS;
pub(crate) const WAITING_STATEMENTS: &[(&str, crate::sql::Sql)] = waiting::STATEMENTS;

use crate::{Error, Result, Tx, change_log, row::record, sql::IntoArg as _, visibility};
use copia_domain::{
    communities::{Stage, Visibility},
    fold::fold,
    ids::{CommunityId, MembershipId, PersonId, ServiceAreaId, StageChangeId},
    memberships::{CoreRule, JoinRule, Rules, State},
    policy::{
        Act, Permit, Role, Roles, Viewer,
        acts::{ChangeStage, ProposeCommunity, SetUpCommunity},
    },
    published::PublishedDate,
    slug::Slug,
    time::{Day, When},
};

/// What is read of a community for a viewer, up to the condition on which one.
macro_rules! found {
    () => {
        "SELECT c.id, c.slug, c.name, c.summary, c.stage, c.join_rule, c.core_rule, c.visibility, c.sensitive,
           c.merged_into_id, c.proposed_by_id, c.created_at, c.version,
           a.id AS area_id, a.slug AS area_slug, a.name AS area_name, a.hue AS area_hue,
           coalesce(n.core, 0) AS core, coalesce(n.wider, 0) AS wider, coalesce(n.asked, 0) AS asked,
           m.id AS my_membership_id, m.state AS my_state, m.reason AS my_reason,
           EXISTS (SELECT 1 FROM role_terms r WHERE r.community_id = c.id AND r.person_id = $1 AND r.role = 'lead'
             AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)) AS is_lead,
           EXISTS (SELECT 1 FROM role_terms r WHERE r.community_id = c.id AND r.person_id = $1 AND r.role = 'sponsor'
             AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)) AS is_sponsor,
           EXISTS (SELECT 1 FROM community_watchers w WHERE w.community_id = c.id AND w.person_id = $1
             AND w.told_at IS NULL) AS is_watching
         FROM communities c
         LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
         LEFT JOIN service_areas a ON a.id = ca.area_id
         LEFT JOIN community_counts n ON n.community_id = c.id
         LEFT JOIN memberships m ON m.community_id = c.id AND m.person_id = $1 WHERE "
    };
}

statements! {
    FIND_VISIBLE = concat!(found!(), visible!(), " AND c.slug = $5");
    FIND_VISIBLE_BY_ID = concat!(found!(), visible!(), " AND c.id = $5");
    LIFE = "SELECT stage, merged_into_id FROM communities WHERE id = $1";
    CREATE = "INSERT INTO communities (id, slug, name, name_key, summary, stage, join_rule, core_rule, visibility,
                sensitive, proposed_by_id, created_at, version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    START_COUNTS = "INSERT INTO community_counts (community_id, core, wider, asked) VALUES ($1, 0, 0, 0)";
    ADD_AREA = "INSERT INTO community_areas (community_id, area_id, since, recorded_at) VALUES ($1, $2, $3, $4)";
    SLUGS = "SELECT slug FROM communities WHERE slug = $1 OR slug LIKE $2";
    SET_STAGE = "UPDATE communities SET stage = $3, merged_into_id = $4, version = version + 1
                 WHERE id = $1 AND stage = $2";
    ADD_STAGE = "INSERT INTO stage_changes (id, community_id, previous, stage, held, recorded_at, actor_id, reason)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

record! {
    /// Where a community stands.
    pub struct Life {
        /// Its stage.
        stage: Stage,
        /// Where it went on, if it was merged.
        merged_into_id: Option<CommunityId>,
    }

    /// A community as one viewer finds it, with what the viewer is in it.
    pub struct Found {
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it is for, in a sentence or two.
        summary: String,
        /// Its stage.
        stage: Stage,
        /// Who may join.
        join_rule: JoinRule,
        /// Who may be core.
        core_rule: CoreRule,
        /// Who finds it.
        visibility: Visibility,
        /// Whether it never shows who belongs to it.
        sensitive: bool,
        /// Where it went on, if it was merged. The viewer may not be allowed to know of that one.
        merged_into_id: Option<CommunityId>,
        /// Who proposed it.
        proposed_by_id: Option<PersonId>,
        /// Since when it is known here.
        created_at: When,
        /// Raised with each change.
        version: i64,
        /// Its present area.
        area_id: Option<ServiceAreaId>,
        /// The area's address.
        area_slug: Option<Slug>,
        /// The area's name.
        area_name: Option<String>,
        /// The area's hue, 0 to 11.
        area_hue: Option<i64>,
        /// How many core members it has.
        core: i64,
        /// How many wider members it has.
        wider: i64,
        /// How many requests wait.
        asked: i64,
        /// The viewer's membership, past or present.
        my_membership_id: Option<MembershipId>,
        /// Where that membership stands.
        my_state: Option<State>,
        /// Why a lead declined or removed the viewer, where that stands.
        my_reason: Option<String>,
        /// Whether the viewer leads it today.
        is_lead: bool,
        /// Whether the viewer sponsors it today.
        is_sponsor: bool,
        /// Whether the viewer asked to be told when it opens, and has not been told.
        is_watching: bool,
    }

    /// An address that is taken.
    struct TakenSlug { slug: String }
}

impl Found {
    /// What the viewer is in the community.
    pub fn roles(&self) -> Roles {
        let mut roles = Roles::default();
        if self.my_state.is_some_and(State::is_active) {
            roles = roles.with(Role::Member);
        }
        if self.my_state == Some(State::ActiveCore) {
            roles = roles.with(Role::Core);
        }
        if self.is_lead {
            roles = roles.with(Role::Lead);
        }
        if self.is_sponsor {
            roles = roles.with(Role::Sponsor);
        }
        roles
    }

    /// What the community allows as far as memberships are concerned.
    pub const fn rules(&self) -> Rules {
        Rules { join: self.join_rule, core: self.core_rule, intake: self.stage.intake() }
    }
}

/// A community that is taken in.
#[derive(Debug, Clone)]
pub struct NewCommunity {
    /// Its id.
    pub id: CommunityId,
    /// Its address.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// Who may join.
    pub join_rule: JoinRule,
    /// Who may be core.
    pub core_rule: CoreRule,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether it never shows who belongs to it.
    pub sensitive: bool,
    /// Who proposed it.
    pub proposed_by: Option<PersonId>,
    /// Its area, and since when.
    pub area: Option<(ServiceAreaId, Day)>,
    /// Its first stage.
    pub first: FirstStage,
}

/// How a community's life here begins.
#[derive(Debug, Clone)]
pub struct FirstStage {
    /// The row's id.
    pub id: StageChangeId,
    /// The stage.
    pub stage: Stage,
    /// Since when, as precisely as it is known.
    pub held: PublishedDate,
    /// By whom.
    pub actor: Option<PersonId>,
    /// Why.
    pub reason: String,
}

/// A step in a community's life.
#[derive(Debug, Clone)]
pub struct StageStep {
    /// The row's id.
    pub id: StageChangeId,
    /// Which community.
    pub community: CommunityId,
    /// The stage before.
    pub from: Stage,
    /// The stage after.
    pub to: Stage,
    /// Since when, as precisely as it is known.
    pub held: PublishedDate,
    /// Why.
    pub reason: String,
    /// Where it goes on, if it is merged.
    pub merged_into: Option<CommunityId>,
}

/// Whether a permit is for this community.
fn belongs<A: Act>(permit: &Permit<A>, community: CommunityId) -> Result<()> {
    if permit.community() == Some(community) { Ok(()) } else { Err(Error::Stale) }
}

/// The community with an address, if the viewer may know of it.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_visible(tx: &mut Tx, viewer: &Viewer, slug: &Slug, today: Day) -> Result<Option<Found>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(slug.into_arg());
    tx.optional(FIND_VISIBLE, args).await
}

/// The community with an id, if the viewer may know of it.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_visible_by_id(tx: &mut Tx, viewer: &Viewer, id: CommunityId, today: Day) -> Result<Option<Found>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(id.into_arg());
    tx.optional(FIND_VISIBLE_BY_ID, args).await
}

/// An address for a name that no community has, not even one that the asker may not know of.
///
/// # Errors
/// [`Error::Database`].
pub async fn free_slug(tx: &mut Tx, name: &str) -> Result<Slug> {
    let plain = Slug::from_name(name, "community");
    // Long ones are shortened to make room for the number.
    let stem: String = plain.as_str().chars().take(48).collect();
    let like = format!("{stem}%");
    let taken: Vec<TakenSlug> = tx.all(SLUGS, args![&plain, like]).await?;
    let free = |slug: &Slug| !taken.iter().any(|row| row.slug == slug.as_str());
    if free(&plain) {
        return Ok(plain);
    }
    (2..100_000)
        .map(|number| plain.numbered(number))
        .find(free)
        .ok_or_else(|| Error::Taken("communities.slug".to_owned()))
}

async fn add(tx: &mut Tx, c: &NewCommunity, now: When) -> Result<()> {
    let args = args![
        c.id,
        &c.slug,
        &c.name,
        fold(&c.name),
        &c.summary,
        c.first.stage,
        c.join_rule,
        c.core_rule,
        c.visibility,
        c.sensitive,
        c.proposed_by,
        now
    ];
    tx.execute(CREATE, args).await?;
    tx.execute(START_COUNTS, args![c.id]).await?;
    if let Some((area, since)) = c.area {
        tx.execute(ADD_AREA, args![c.id, area, since, now]).await?;
    }
    let none: Option<Stage> = None;
    let f = &c.first;
    tx.execute(ADD_STAGE, args![f.id, c.id, none, f.stage, f.held, now, f.actor, &f.reason]).await?;
    change_log::add(tx, "community", c.id, now).await
}

/// Takes a community in, at whatever stage: the manager sets it up, or a record is imported.
///
/// # Errors
/// [`Error::Taken`] when the address is.
pub async fn create(tx: &mut Tx, _permit: Permit<SetUpCommunity>, community: &NewCommunity, now: When) -> Result<()> {
    add(tx, community, now).await
}

/// Where a community stands, for what the system does by itself.
///
/// # Errors
/// [`Error::Database`].
pub async fn life(tx: &mut Tx, id: CommunityId) -> Result<Option<Life>> {
    tx.optional(LIFE, args![id]).await
}

/// Takes a proposal in, with why it is needed: whoever proposes it cannot choose another stage.
///
/// # Errors
/// [`Error::Taken`] when the address is; [`Error::Stale`] for any other stage.
pub async fn propose(
    tx: &mut Tx,
    permit: Permit<ProposeCommunity>,
    community: &NewCommunity,
    why: &str,
    now: When,
) -> Result<()> {
    if community.first.stage != Stage::Proposed || community.proposed_by != permit.actor() {
        return Err(Error::Stale);
    }
    add(tx, community, now).await?;
    stages::add_proposal(tx, community.id, why).await
}

/// Takes a step in a community's life, and keeps the step as history.
///
/// # Errors
/// [`Error::Stale`] when the community is not at the stage before any more, or the permit is for another one.
pub async fn set_stage(tx: &mut Tx, permit: Permit<ChangeStage>, step: &StageStep, now: When) -> Result<()> {
    belongs(&permit, step.community)?;
    let args = args![step.community, step.from, step.to, step.merged_into];
    if tx.execute(SET_STAGE, args).await? == 0 {
        return Err(Error::Stale);
    }
    let args = args![step.id, step.community, step.from, step.to, step.held, now, permit.actor(), &step.reason];
    tx.execute(ADD_STAGE, args).await?;
    change_log::add(tx, "community", step.community, now).await
}

#[cfg(test)]
mod tests;
