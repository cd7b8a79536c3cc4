//! What people are to communities, with the history of how it came about.

mod lists;
mod watchers;

pub use lists::{
    Belonging, Member, Order, Pending, Selection, Standing, count, every_member, history, invited, members,
    memberships_of, present, requests, standings,
};
pub use watchers::{is_watching, mark_told, unwatch, unwatch_all, watch, watchers};

pub(crate) const LIST_STATEMENTS: &[(&str, crate::sql::Sql)] = lists::STATEMENTS;
pub(crate) const WATCHER_STATEMENTS: &[(&str, crate::sql::Sql)] = watchers::STATEMENTS;

use crate::{Error, Result, Tx, change_log, counters, row::record};
use copia_domain::{
    counters::Counter,
    ids::{CommunityId, MembershipEventId, MembershipId, PersonId},
    memberships::{Attempt, Cause, Change, Event, Level, State},
    people::PersonStatus,
    policy::{
        Act, Permit,
        acts::{ChangeMembership, ChangeOwnMembership, DecideRequest, Invite, Join},
    },
    slug::Slug,
    time::When,
};

statements! {
    FIND = "SELECT id, community_id, person_id, state, since, joined_at, message, reason, version
            FROM memberships WHERE community_id = $1 AND person_id = $2";
    GET = "SELECT id, community_id, person_id, state, since, joined_at, message, reason, version
           FROM memberships WHERE id = $1";
    ADD = "INSERT INTO memberships (id, community_id, person_id, state, since, joined_at, message, reason, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
    CHANGE = "UPDATE memberships SET state = $2, since = $3, joined_at = $4, message = $5, reason = $6,
                version = version + 1 WHERE id = $1 AND version = $7";
    ADD_EVENT = "INSERT INTO membership_events (id, membership_id, event, cause, previous, state, at, actor_id, note)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_EVENT = "SELECT e.id, e.membership_id, e.event, e.cause, e.previous, e.state, e.at, e.actor_id,
                    CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS actor, e.note
                  FROM membership_events e LEFT JOIN people p ON p.id = e.actor_id WHERE e.id = $1";
    FACTS = "SELECT m.id, m.community_id, c.slug, c.name AS community, c.summary, m.person_id,
               CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS person, p.status,
               p.job_title, p.department, m.state, m.since, m.message
             FROM memberships m JOIN communities c ON c.id = m.community_id JOIN people p ON p.id = m.person_id
             WHERE m.id = $1";
    ANSWER = "SELECT e.id, e.membership_id, e.event, e.cause, e.previous, e.state, e.at, e.actor_id,
                CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS actor, e.note
              FROM membership_events e LEFT JOIN people p ON p.id = e.actor_id
              WHERE e.membership_id = $1 AND e.at >= $2 AND e.previous = $3 ORDER BY e.at, e.id LIMIT 1";
    LEFT_WITH = "SELECT e.id, e.membership_id, e.event, e.cause, e.previous, e.state, e.at, e.actor_id,
                   CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS actor, e.note
                 FROM membership_events e LEFT JOIN people p ON p.id = e.actor_id
                 WHERE e.membership_id = $1 AND e.at = $2 AND e.state = 'left' ORDER BY e.id DESC LIMIT 1";
    COUNT_MEMBERS = "INSERT INTO community_counts (community_id, core, wider, asked) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (community_id) DO UPDATE SET core = community_counts.core + excluded.core,
                       wider = community_counts.wider + excluded.wider, asked = community_counts.asked + excluded.asked";
    ELSEWHERE = "SELECT count(*) AS memberships, count(*) FILTER (WHERE state = 'active_core') AS core
                 FROM memberships WHERE person_id = $1 AND id <> $2 AND state IN ('active_core', 'active_wider')";
}

record! {
    /// What one person is to one community.
    pub struct Membership {
        /// Which membership.
        id: MembershipId,
        /// To which community.
        community_id: CommunityId,
        /// Whose.
        person_id: PersonId,
        /// Where it stands.
        state: State,
        /// Since when it stands there.
        since: When,
        /// When the person last became a member.
        joined_at: Option<When>,
        /// What the person wrote when they last asked.
        message: Option<String>,
        /// Why the last change was made, where that needed a reason.
        reason: Option<String>,
        /// Raised with each change.
        version: i64,
    }

    /// One step in the history of a membership.
    pub struct EventRow {
        /// Which step.
        id: MembershipEventId,
        /// Of which membership.
        membership_id: MembershipId,
        /// What happened.
        event: Event,
        /// By whose doing.
        cause: Cause,
        /// The state before.
        previous: Option<State>,
        /// The state after.
        state: State,
        /// When.
        at: When,
        /// Who did it; `None` for the system.
        actor_id: Option<PersonId>,
        /// Their name today; empty once they have left.
        actor: Option<String>,
        /// The message or reason that came with it.
        note: Option<String>,
    }

    /// A membership with the names that a letter or the page of a signed link says.
    pub struct Facts {
        /// Which membership.
        id: MembershipId,
        /// To which community.
        community_id: CommunityId,
        /// The community's address.
        slug: Slug,
        /// The community's name.
        community: String,
        /// What the community is for.
        summary: String,
        /// Whose.
        person_id: PersonId,
        /// Their name; empty once they have left.
        person: String,
        /// Whether they are part of the organisation.
        status: PersonStatus,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// Where the membership stands.
        state: State,
        /// Since when it stands there.
        since: When,
        /// What the person wrote when they last asked.
        message: Option<String>,
    }

    /// What a person is in other communities.
    struct Elsewhere { memberships: i64, core: i64 }
}

/// The actions under which a membership may change. Each is asked of the policy for the community at hand.
pub trait ChangesMembership: Act {}
impl ChangesMembership for Join {}
impl ChangesMembership for ChangeOwnMembership {}
impl ChangesMembership for DecideRequest {}
impl ChangesMembership for Invite {}
impl ChangesMembership for ChangeMembership {}

/// A change that the machine has allowed, with what has to be kept of it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The membership: a new id where there is none yet.
    pub id: MembershipId,
    /// The id of the step in the history.
    pub event: MembershipEventId,
    /// In which community.
    pub community: CommunityId,
    /// Whose membership.
    pub person: PersonId,
    /// What was tried.
    pub attempt: Attempt<'a>,
    /// What comes of it.
    pub change: &'a Change,
    /// What the person writes with a request.
    pub message: Option<&'a str>,
}

/// The membership of a person in a community, in whatever state.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, community: CommunityId, person: PersonId) -> Result<Option<Membership>> {
    tx.optional(FIND, args![community, person]).await
}

/// A membership.
///
/// # Errors
/// [`Error::Database`].
pub async fn get(tx: &mut Tx, id: MembershipId) -> Result<Option<Membership>> {
    tx.optional(GET, args![id]).await
}

/// A membership with its names, whoever asks: for letters and the pages of signed links.
///
/// # Errors
/// [`Error::Database`].
pub async fn facts(tx: &mut Tx, id: MembershipId) -> Result<Option<Facts>> {
    tx.optional(FACTS, args![id]).await
}

/// A step of a membership's history.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_event(tx: &mut Tx, id: MembershipEventId) -> Result<Option<EventRow>> {
    tx.optional(FIND_EVENT, args![id]).await
}

/// What became of a state that a membership was in since an instant: the step that ended it.
///
/// # Errors
/// [`Error::Database`].
pub async fn answer(tx: &mut Tx, id: MembershipId, state: State, since: When) -> Result<Option<EventRow>> {
    tx.optional(ANSWER, args![id, since, state]).await
}

/// The step with which a membership that stands at "left" came to stand there.
///
/// # Errors
/// [`Error::Database`].
pub async fn left_with(tx: &mut Tx, membership: &Membership) -> Result<Option<EventRow>> {
    tx.optional(LEFT_WITH, args![membership.id, membership.since]).await
}

/// Keeps a change: the row, its history, and every number that depends on it.
///
/// # Errors
/// [`Error::Stale`] when the permit is for another community, [`Error::Conflict`] when the row was changed, or made,
/// by somebody else meanwhile: the use case begins again and sees what they did.
pub async fn save<A: ChangesMembership>(
    tx: &mut Tx,
    permit: Permit<A>,
    before: Option<&Membership>,
    step: &Step<'_>,
    now: When,
) -> Result<()> {
    if permit.community() != Some(step.community) {
        return Err(Error::Stale);
    }
    write(tx, before, step, now).await?;
    let Step { attempt, change, .. } = step;
    let note = step.message.or(attempt.reason);
    let args =
        args![step.event, step.id, attempt.event, attempt.cause, change.from, change.to, now, permit.actor(), note];
    tx.execute(ADD_EVENT, args).await?;
    count_change(tx, step, now).await
}

async fn write(tx: &mut Tx, before: Option<&Membership>, step: &Step<'_>, now: When) -> Result<()> {
    let Step { attempt, change, .. } = step;
    let became_member = change.to.is_active() && !change.from.is_some_and(State::is_active);
    let kept = before.and_then(|row| row.joined_at);
    // Whoever takes leaving back has been a member all along.
    let joined_at = if became_member && (attempt.event != Event::Return || kept.is_none()) { Some(now) } else { kept };
    let message = step.message.map(str::to_owned).or_else(|| before.and_then(|row| row.message.clone()));
    let Some(row) = before else {
        let args = args![step.id, step.community, step.person, change.to, now, joined_at, message, attempt.reason];
        return match tx.execute(ADD, args).await {
            // Somebody else made the row since it was looked for.
            Err(Error::Taken(_)) => Err(Error::Conflict),
            other => other.map(drop),
        };
    };
    let args = args![row.id, change.to, now, joined_at, message, attempt.reason, row.version];
    if tx.execute(CHANGE, args).await? == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// By how much a change moves a count of those for whom something holds.
fn moved(change: &Change, holds: impl Fn(State) -> bool) -> i64 {
    i64::from(holds(change.to)) - i64::from(change.from.is_some_and(holds))
}

async fn count_change(tx: &mut Tx, step: &Step<'_>, now: When) -> Result<()> {
    let core = moved(step.change, |state| state.level() == Some(Level::Core));
    let wider = moved(step.change, |state| state.level() == Some(Level::Wider));
    let asked = moved(step.change, |state| state == State::Asked);
    if (core, wider, asked) == (0, 0, 0) {
        return Ok(());
    }
    tx.execute(COUNT_MEMBERS, args![step.community, core, wider, asked]).await?;
    if (core, wider) == (0, 0) {
        return Ok(());
    }
    let elsewhere: Elsewhere = tx.one(ELSEWHERE, args![step.person, step.id]).await?;
    let active = core + wider;
    counters::add(tx, Counter::Memberships, active, now).await?;
    counters::add(tx, Counter::People, if elsewhere.memberships == 0 { active } else { 0 }, now).await?;
    counters::add(tx, Counter::CorePeople, if elsewhere.core == 0 { core } else { 0 }, now).await?;
    change_log::add(tx, "person", step.person, now).await
}
