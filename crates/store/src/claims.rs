//! Claims that somebody writes, with what stands behind them.

mod evidence;

pub use evidence::{
    Behind, Counted, EventSays, Held, NewBehind, RowSays, SourceSays, behind, counted, events, held, remove, rows,
    seal, sources, support,
};

pub(crate) const EVIDENCE_STATEMENTS: &[(&str, crate::sql::Sql)] = evidence::STATEMENTS;

use crate::{Error, Result, Tx, change_log, row::record, visibility};
use copia_domain::{
    claims::{ClaimState, Level, Measure, Strength},
    ids::{ClaimId, CommunityId, PersonId, ServiceAreaId},
    policy::{
        Permit, Viewer,
        acts::{ApproveClaim, EditPublicPages, WriteClaim},
    },
    published::{PublishedDate, Qualifier},
    slug::Slug,
    time::{Day, When},
    value::ValueType,
};

/// What is read of a claim, up to the condition on which ones. One about a community that the viewer may not know of is
/// not found.
macro_rules! written {
    ($rest:literal) => {
        concat!(
            "SELECT w.id, w.measure, w.statement, w.level, w.theme, w.as_of, w.value, w.qualifier, w.base_n, w.state,
               w.recorded_at, w.decided_by_id,
               CASE WHEN d.status = 'current' THEN d.name WHEN d.id IS NOT NULL THEN '' END AS decided_by,
               w.decided_at, w.decision_note, w.value_type, w.strength, w.comparison, w.community_id,
               c.slug AS community_slug, c.name AS community, w.service_area_id, sa.slug AS area_slug,
               sa.name AS area, w.author_id, CASE WHEN a.status = 'current' THEN a.name ELSE '' END AS author,
               w.review_by, w.replaces_id, w.notice, n.id AS replaced_by_id, w.sealed_at, w.seal, w.version
             FROM claims w JOIN people a ON a.id = w.author_id
             LEFT JOIN people d ON d.id = w.decided_by_id
             LEFT JOIN communities c ON c.id = w.community_id
             LEFT JOIN service_areas sa ON sa.id = w.service_area_id
             LEFT JOIN claims n ON n.replaces_id = w.id AND n.state NOT IN ('draft', 'submitted')
             WHERE w.origin = 'written' AND (w.community_id IS NULL OR ",
            visible!(),
            ") ",
            $rest
        )
    };
}

statements! {
    FIND = written!("AND w.id = $5");
    LIST = written!("ORDER BY w.position, w.id");
    SHOWN = written!("AND w.state = 'approved' ORDER BY w.position, w.id");
    OF_COMMUNITY = written!("AND w.state = 'approved' AND w.community_id = $5 ORDER BY w.position, w.id");
    OF_AREA = written!(
        "AND w.state = 'approved' AND (w.service_area_id = $5 OR w.community_id IN
           (SELECT ca.community_id FROM community_areas ca WHERE ca.area_id = $5 AND ca.until IS NULL))
         ORDER BY w.position, w.id"
    );
    CORRECTION = "SELECT id FROM claims WHERE replaces_id = $1";
    SAVE = "INSERT INTO claims (id, key, origin, measure, statement, level, theme, as_of, value, qualifier, base_n,
              position, state, recorded_at, decided_by_id, decided_at, decision_note, value_type, strength, comparison,
              community_id, service_area_id, author_id, review_by, replaces_id, notice, sealed_at, seal, version)
            VALUES ($1, $2, 'written', $3, $4, $5, $6, $7, $8, $9, $10,
              (SELECT coalesce(max(position), 0) + 1 FROM claims), $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
              $21, $22, $23, $24, $25, $26, $27)
            ON CONFLICT (id) DO UPDATE SET measure = excluded.measure, statement = excluded.statement,
              level = excluded.level, theme = excluded.theme, as_of = excluded.as_of, value = excluded.value,
              qualifier = excluded.qualifier, base_n = excluded.base_n, state = excluded.state,
              decided_by_id = excluded.decided_by_id, decided_at = excluded.decided_at,
              decision_note = excluded.decision_note, value_type = excluded.value_type, strength = excluded.strength,
              comparison = excluded.comparison, community_id = excluded.community_id,
              service_area_id = excluded.service_area_id, review_by = excluded.review_by, notice = excluded.notice,
              sealed_at = excluded.sealed_at, seal = excluded.seal, version = excluded.version
            WHERE claims.version = excluded.version - 1";
    FORGET_EVIDENCE = "DELETE FROM evidence WHERE claim_id = $1";
    FORGET = "DELETE FROM claims WHERE id = $1 AND origin = 'written' AND state = 'draft'";
    COMMUNITIES = concat!(
        "SELECT c.id, c.slug, c.name FROM communities c WHERE c.stage IN ('forming', 'active', 'paused') AND ",
        visible!(),
        " ORDER BY c.name_key, c.id"
    );
    THEMES = "SELECT title FROM claim_themes ORDER BY position";
    FORGET_THEMES = "DELETE FROM claim_themes";
    ADD_THEME = "INSERT INTO claim_themes (position, title) VALUES ($1, $2)";
}

record! {
    /// A claim that somebody wrote.
    pub struct Written {
        /// Which claim.
        id: ClaimId,
        /// What its value is.
        measure: Measure,
        /// The sentence; of a figure, what the figure is of.
        statement: String,
        /// At what level it speaks.
        level: Option<Level>,
        /// The heading under which it stands.
        theme: Option<String>,
        /// The time for which it holds.
        as_of: Option<PublishedDate>,
        /// The figure; `None` for a sentence without one, and where it is read anew each time.
        value: Option<i64>,
        /// How the figure is qualified.
        qualifier: Option<Qualifier>,
        /// How many answers it rests on, as its evidence said when it was approved.
        base_n: Option<i64>,
        /// Where it stands.
        state: ClaimState,
        /// When it was begun.
        recorded_at: When,
        /// Who last decided on it.
        decided_by_id: Option<PersonId>,
        /// That person's name today.
        decided_by: Option<String>,
        /// When that was.
        decided_at: Option<When>,
        /// Why it was given back or taken off.
        decision_note: Option<String>,
        /// What kind of value it speaks of.
        value_type: Option<ValueType>,
        /// How it is known.
        strength: Strength,
        /// With what a measurement was compared.
        comparison: Option<String>,
        /// The community that it is about.
        community_id: Option<CommunityId>,
        /// Where that community's page is.
        community_slug: Option<Slug>,
        /// That community's name.
        community: Option<String>,
        /// The service area that it is about.
        service_area_id: Option<ServiceAreaId>,
        /// Where that area's page is.
        area_slug: Option<Slug>,
        /// That area's name.
        area: Option<String>,
        /// Who wrote it.
        author_id: PersonId,
        /// That person's name today.
        author: String,
        /// By when it has to be looked at again.
        review_by: Option<Day>,
        /// The claim that it corrects.
        replaces_id: Option<ClaimId>,
        /// What was wrong with that.
        notice: Option<String>,
        /// The claim that stands in its place.
        replaced_by_id: Option<ClaimId>,
        /// When it was approved as it is.
        sealed_at: Option<When>,
        /// A digest of what it said and rested on then.
        seal: Option<String>,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
    }

    /// A community that a claim can be about.
    pub struct Place {
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
    }

    /// The id of a claim.
    struct Id { id: ClaimId }

    /// A heading.
    struct Theme { title: String }
}

/// Of what the claims are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The whole programme: every claim.
    Programme,
    /// One community.
    Community(CommunityId),
    /// One service area, and the communities in it.
    Area(ServiceAreaId),
}

/// One claim in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, viewer: &Viewer, today: Day, claim: ClaimId) -> Result<Option<Written>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![claim]);
    tx.optional(FIND, args).await
}

/// All claims that somebody wrote, in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Written>> {
    tx.all(LIST, visibility::arguments(viewer, today)).await
}

/// The claims that are shown, in order.
///
/// # Errors
/// [`Error::Database`].
pub async fn shown(tx: &mut Tx, viewer: &Viewer, today: Day, about: About) -> Result<Vec<Written>> {
    let mut args = visibility::arguments(viewer, today);
    match about {
        About::Programme => tx.all(SHOWN, args).await,
        About::Community(community) => {
            args.extend(args![community]);
            tx.all(OF_COMMUNITY, args).await
        }
        About::Area(area) => {
            args.extend(args![area]);
            tx.all(OF_AREA, args).await
        }
    }
}

/// Keeps a claim as it is now; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub async fn save(tx: &mut Tx, _permit: &Permit<WriteClaim>, w: &Written, now: When) -> Result<()> {
    keep(tx, w, now).await
}

/// Keeps what somebody other than its author has decided on a claim.
///
/// # Errors
/// As [`save`].
pub async fn decide(tx: &mut Tx, _permit: &Permit<ApproveClaim>, w: &Written, now: When) -> Result<()> {
    keep(tx, w, now).await
}

async fn keep(tx: &mut Tx, w: &Written, now: When) -> Result<()> {
    let key = format!("written:{}", w.id);
    let args = args![
        w.id,
        key,
        w.measure,
        &w.statement,
        w.level,
        w.theme.clone(),
        w.as_of,
        w.value,
        w.qualifier,
        w.base_n,
        w.state,
        w.recorded_at,
        w.decided_by_id,
        w.decided_at,
        w.decision_note.clone(),
        w.value_type,
        w.strength,
        w.comparison.clone(),
        w.community_id,
        w.service_area_id,
        w.author_id,
        w.review_by,
        w.replaces_id,
        w.notice.clone(),
        w.sealed_at,
        w.seal.clone(),
        w.version + 1
    ];
    if tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "claim", w.id, now).await
}

/// The claim that was begun to correct another, in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn correction(tx: &mut Tx, of: ClaimId) -> Result<Option<ClaimId>> {
    Ok(tx.optional::<Id>(CORRECTION, args![of]).await?.map(|row| row.id))
}

/// Throws a draft away with what stands behind it.
///
/// # Errors
/// [`Error::Stale`] when it is none any more.
pub async fn discard(tx: &mut Tx, _permit: &Permit<WriteClaim>, claim: ClaimId) -> Result<()> {
    tx.execute(FORGET_EVIDENCE, args![claim]).await?;
    if tx.execute(FORGET, args![claim]).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// The communities that a claim can be about, by name.
///
/// # Errors
/// [`Error::Database`].
pub async fn communities(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Place>> {
    tx.all(COMMUNITIES, visibility::arguments(viewer, today)).await
}

/// The headings in order; empty as long as nobody has chosen any.
///
/// # Errors
/// [`Error::Database`].
pub async fn themes(tx: &mut Tx) -> Result<Vec<String>> {
    let themes: Vec<Theme> = tx.all(THEMES, args![]).await?;
    Ok(themes.into_iter().map(|row| row.title).collect())
}

/// Keeps the headings in this order instead of those that were there.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_themes(tx: &mut Tx, _permit: &Permit<EditPublicPages>, titles: &[String]) -> Result<()> {
    tx.execute(FORGET_THEMES, args![]).await?;
    for (position, title) in (1_i64..).zip(titles) {
        tx.execute(ADD_THEME, args![position, title]).await?;
    }
    Ok(())
}
