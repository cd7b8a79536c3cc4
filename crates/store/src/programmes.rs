//! Taking in a whole programme at once, some hundred rows with each statement. It is for an empty installation:
//! nobody is told, nothing is audited, and the counters are to be counted anew afterwards.

mod events;
mod rooms;

pub use events::{Attended, Event, Fate, Registration, RegistrationStep, Series, events, series};
pub use rooms::{Poll, Question, QuestionStep, rooms};

pub(crate) const EVENT_STATEMENTS: &[(&str, crate::sql::Sql)] = events::STATEMENTS;
pub(crate) const ROOM_STATEMENTS: &[(&str, crate::sql::Sql)] = rooms::STATEMENTS;

use crate::{Result, Topic, Tx, people::Person, role_terms::Appointment, row::record, sql::Arg};
use copia_domain::{
    communities::{Stage, Visibility},
    fold::fold,
    ids::{CommunityId, LinkId, MembershipId, PersonId, ServiceAreaId},
    memberships::{self, Cause, CoreRule, JoinRule, State},
    people::MatchKind,
    time::{Day, When},
};
use uuid::Uuid;

statements! {
    PERSON = "INSERT INTO people (id, name, name_key, email, email_key, job_title, department, department_key, job_family,
                job_family_key, about, shows_email, language, asked_about_work, created_at, status, version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'current', 1)";
    TOPIC = "INSERT INTO person_topics (person_id, key, label) VALUES ($1, $2, $3) ON CONFLICT (person_id, key) DO NOTHING";
    ACCOUNT = "INSERT INTO accounts (person_id, created_at) VALUES ($1, $2)";
    AREA = "INSERT INTO service_areas (id, slug, name, name_key, description, hue, position, created_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    COMMUNITY = "INSERT INTO communities (id, slug, name, name_key, summary, stage, join_rule, core_rule, visibility,
                   sensitive, merged_into_id, proposed_by_id, created_at, version)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
    PLACED = "INSERT INTO community_areas (community_id, area_id, since, recorded_at) VALUES ($1, $2, $3, $4)";
    STAGE = "INSERT INTO stage_changes (id, community_id, previous, stage, held, recorded_at, actor_id, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    CHARTER = "INSERT INTO charters (community_id, version, purpose, scope, audience, ways_of_working, cadence, success,
                 author_id, written_at)
               VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9)";
    LINK = "INSERT INTO community_links (id, community_id, label, address, position) VALUES ($1, $2, $3, $4, $5)";
    FIT = "INSERT INTO community_fits (community_id, kind, key, label) VALUES ($1, $2, $3, $4)
           ON CONFLICT (community_id, kind, key) DO NOTHING";
    PROPOSAL = "INSERT INTO proposals (community_id, why) VALUES ($1, $2)";
    WATCHER = "INSERT INTO community_watchers (community_id, person_id, since) VALUES ($1, $2, $3)";
    COUNTS = "INSERT INTO community_counts (community_id, core, wider, asked)
              SELECT c.id,
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'active_core'),
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'active_wider'),
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'asked')
              FROM communities c";
    MEMBER_COUNTS = "SELECT c.slug, coalesce(k.core, 0) AS core, coalesce(k.wider, 0) AS wider, coalesce(k.asked, 0) AS asked,
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'active_core') AS counted_core,
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'active_wider') AS counted_wider,
                (SELECT count(*) FROM memberships m WHERE m.community_id = c.id AND m.state = 'asked') AS counted_asked
              FROM communities c LEFT JOIN community_counts k ON k.community_id = c.id ORDER BY c.name_key, c.id";
    MEMBERSHIP = "INSERT INTO memberships (id, community_id, person_id, state, since, joined_at, message, reason, version)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    EVENT = "INSERT INTO membership_events (id, membership_id, event, cause, previous, state, at, actor_id, note)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    TERM = "INSERT INTO role_terms (id, person_id, community_id, role, starts, ends, successor_id, appointed_by_id,
              recorded_at, note, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)";
    CHANGED = "INSERT INTO change_log (record_kind, record_id, at) VALUES ($1, $2, $3)";
}

record! {
    /// The members of a community: as kept beside it, and as counted.
    pub struct MemberCounts {
        /// The community's address.
        slug: String,
        /// Core members, as kept.
        core: i64,
        /// Wider members, as kept.
        wider: i64,
        /// Requests that wait, as kept.
        asked: i64,
        /// Core members, as counted.
        counted_core: i64,
        /// Wider members, as counted.
        counted_wider: i64,
        /// Requests that wait, as counted.
        counted_asked: i64,
    }
}

/// Takes people in, each with an account from the day on which they are known.
///
/// # Errors
/// [`crate::Error::Taken`] when an address occurs twice.
pub async fn people(tx: &mut Tx, people: &[Person]) -> Result<()> {
    tx.insert_all(PERSON, people.iter().map(crate::people::values)).await?;
    tx.insert_all(ACCOUNT, people.iter().map(|p| args![p.id, p.created_at])).await?;
    changed(tx, people.iter().map(|p| ("person", p.id.0, p.created_at))).await
}

/// Notes what people are interested in.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn topics(tx: &mut Tx, topics: impl IntoIterator<Item = (PersonId, &str)>) -> Result<()> {
    tx.insert_all(TOPIC, topics.into_iter().map(|(person, label)| args![person, fold(label), label])).await
}

/// A service area.
#[derive(Debug, Clone)]
pub struct Area<'a> {
    /// Which area.
    pub id: ServiceAreaId,
    /// Its address.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is, in a sentence.
    pub description: &'a str,
    /// Degrees on the colour circle.
    pub hue: i64,
    /// Since when it is known.
    pub created_at: When,
}

/// Takes service areas in, in the order in which they are shown.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn areas(tx: &mut Tx, areas: &[Area<'_>]) -> Result<()> {
    let rows = areas
        .iter()
        .zip(1_i64..)
        .map(|(a, place)| args![a.id, a.slug, a.name, fold(a.name), a.description, a.hue, place, a.created_at]);
    tx.insert_all(AREA, rows).await?;
    changed(tx, areas.iter().map(|a| ("area", a.id.0, a.created_at))).await
}

/// A community with everything that its page says.
#[derive(Debug, Clone)]
pub struct Community<'a> {
    /// Which community.
    pub id: CommunityId,
    /// Its address.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its purpose in a line.
    pub summary: &'a str,
    /// Its stage.
    pub stage: Stage,
    /// Who may become a member.
    pub join_rule: JoinRule,
    /// Who may become core.
    pub core_rule: CoreRule,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether it never shows who belongs to it.
    pub sensitive: bool,
    /// Where it was carried on.
    pub merged_into: Option<CommunityId>,
    /// Who proposed it.
    pub proposed_by: Option<PersonId>,
    /// Since when it is known.
    pub created_at: When,
    /// Its area, and since when.
    pub area: (ServiceAreaId, Day),
    /// Its stages in order.
    pub stages: Vec<StageChange<'a>>,
    /// The parts of its charter, in the order in which they are read.
    pub charter: [&'a str; 6],
    /// Where it works: label and address.
    pub links: Vec<(LinkId, &'a str, &'a str)>,
    /// Whom it fits.
    pub fits: Vec<(MatchKind, &'a str)>,
}

/// A change of stage.
#[derive(Debug, Clone)]
pub struct StageChange<'a> {
    /// Which change.
    pub id: Uuid,
    /// The stage that began.
    pub stage: Stage,
    /// The first day of it.
    pub on: Day,
    /// Who decided.
    pub by: PersonId,
    /// Why.
    pub reason: &'a str,
}

/// Takes communities in, after the areas and the people whom they name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn communities(tx: &mut Tx, communities: &[Community<'_>], now: When) -> Result<()> {
    let rows = communities.iter().map(|c| {
        args![
            c.id,
            c.slug,
            c.name,
            fold(c.name),
            c.summary,
            c.stage,
            c.join_rule,
            c.core_rule,
            c.visibility,
            c.sensitive,
            c.merged_into,
            c.proposed_by,
            c.created_at
        ]
    });
    tx.insert_all(COMMUNITY, rows).await?;
    tx.insert_all(PLACED, communities.iter().map(|c| args![c.id, c.area.0, c.area.1, c.created_at])).await?;
    tx.insert_all(STAGE, communities.iter().flat_map(stages)).await?;
    let charters = communities.iter().map(|c| {
        let [purpose, scope, audience, ways, cadence, success] = c.charter;
        args![c.id, purpose, scope, audience, ways, cadence, success, c.proposed_by, c.created_at]
    });
    tx.insert_all(CHARTER, charters).await?;
    let links = communities.iter().flat_map(|c| {
        c.links.iter().zip(1_i64..).map(|((id, label, address), place)| args![*id, c.id, *label, *address, place])
    });
    tx.insert_all(LINK, links).await?;
    let fits =
        communities.iter().flat_map(|c| c.fits.iter().map(|(kind, label)| args![c.id, *kind, fold(label), *label]));
    tx.insert_all(FIT, fits).await?;
    let proposed = communities.iter().filter(|c| c.stage == Stage::Proposed);
    let proposals = proposed.map(|c| args![c.id, c.stages.last().map_or(c.summary, |change| change.reason)]);
    tx.insert_all(PROPOSAL, proposals).await?;
    changed(tx, communities.iter().map(|c| ("community", c.id.0, now))).await
}

fn stages(c: &Community<'_>) -> Vec<Vec<Arg>> {
    let mut previous = None;
    let row = |change: &StageChange<'_>| {
        let recorded = When::noon(change.on.0);
        let held = change.on.to_string();
        let row = args![change.id, c.id, previous, change.stage, held, recorded, change.by, change.reason];
        previous = Some(change.stage);
        row
    };
    c.stages.iter().map(row).collect()
}

/// What one person is to one community.
#[derive(Debug, Clone)]
pub struct Membership<'a> {
    /// Which membership.
    pub id: MembershipId,
    /// In which community.
    pub community: CommunityId,
    /// Whose.
    pub person: PersonId,
    /// Where it stands.
    pub state: State,
    /// Since when it stands there.
    pub since: When,
    /// Since when the person has been a member without a break, or was when they left.
    pub joined_at: Option<When>,
    /// The message of the last request.
    pub message: Option<&'a str>,
    /// The reason of the last decision.
    pub reason: Option<&'a str>,
    /// What happened to it, in order.
    pub events: Vec<MembershipEvent<'a>>,
}

/// Something that happened to a membership.
#[derive(Debug, Clone)]
pub struct MembershipEvent<'a> {
    /// Which event.
    pub id: Uuid,
    /// What.
    pub event: memberships::Event,
    /// Who caused it.
    pub cause: Cause,
    /// Where the membership stood before.
    pub previous: Option<State>,
    /// Where it stood after.
    pub state: State,
    /// When.
    pub at: When,
    /// Who did it; `None` for the system.
    pub actor: Option<PersonId>,
    /// The message or reason.
    pub note: Option<&'a str>,
}

/// Takes memberships in with their histories.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn memberships(tx: &mut Tx, memberships: &[Membership<'_>]) -> Result<()> {
    let rows = memberships.iter().map(|m| {
        let version = i64::try_from(m.events.len()).unwrap_or(i64::MAX);
        args![m.id, m.community, m.person, m.state, m.since, m.joined_at, m.message, m.reason, version]
    });
    tx.insert_all(MEMBERSHIP, rows).await?;
    let events = memberships.iter().flat_map(|m| {
        m.events.iter().map(|e| args![e.id, m.id, e.event, e.cause, e.previous, e.state, e.at, e.actor, e.note])
    });
    tx.insert_all(EVENT, events).await
}

/// Takes roles in.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn role_terms(tx: &mut Tx, terms: &[Appointment], by: PersonId, now: When) -> Result<()> {
    let rows = terms.iter().map(|t| {
        args![t.id, t.person, t.community, t.role, t.term.starts, t.term.ends, t.successor, by, now, t.note.clone()]
    });
    tx.insert_all(TERM, rows).await
}

/// Notes who wants to be told when a community opens.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn watchers(tx: &mut Tx, watchers: impl IntoIterator<Item = (CommunityId, PersonId, When)>) -> Result<()> {
    let rows = watchers.into_iter().map(|(community, person, since)| args![community, person, since]);
    tx.insert_all(WATCHER, rows).await
}

/// Counts the members of all communities.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count_members(tx: &mut Tx) -> Result<()> {
    tx.execute(COUNTS, args![]).await.map(drop)
}

/// The members of every community, as kept and as counted, for the check of the two.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn member_counts(tx: &mut Tx) -> Result<Vec<MemberCounts>> {
    tx.all(MEMBER_COUNTS, args![]).await
}

async fn changed(tx: &mut Tx, records: impl IntoIterator<Item = (&'static str, Uuid, When)>) -> Result<()> {
    tx.insert_all(CHANGED, records.into_iter().map(|(kind, id, at)| args![kind, id, at])).await?;
    tx.wake(Topic::Changes);
    Ok(())
}
