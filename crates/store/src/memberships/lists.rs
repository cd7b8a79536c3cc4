//! Lists of members, of those who wait, and of what one person belongs to.

use super::{EventRow, Membership};
use crate::{Result, Tx, row::record};
use copia_domain::{
    communities::Stage,
    fold::fold,
    ids::{CommunityId, FileId, MembershipId, PersonId},
    memberships::{Level, State},
    people::PersonStatus,
    policy::{
        Permit,
        acts::{ExportMembers, SeeMembershipDetails},
    },
    slug::Slug,
    time::When,
};

statements! {
    MEMBERS = "SELECT m.id, m.person_id, p.name, p.email, p.shows_email, p.job_title, p.department, p.picture_id, m.state,
                 m.since, m.joined_at, m.version
               FROM memberships m JOIN people p ON p.id = m.person_id
               WHERE m.community_id = $1 AND m.state IN ('active_core', 'active_wider')
                 AND (m.state = $2 OR $2 IS NULL) AND (p.name_key LIKE $3 ESCAPE '!' OR $3 IS NULL)
               ORDER BY CASE WHEN $4 = 'level' THEN m.state END,
                 CASE WHEN $4 = 'joined' THEN COALESCE(m.joined_at, m.since) END DESC, p.name_key, m.id
               LIMIT $5 OFFSET $6";
    COUNT = "SELECT count(*) AS members FROM memberships m JOIN people p ON p.id = m.person_id
             WHERE m.community_id = $1 AND m.state IN ('active_core', 'active_wider')
               AND (m.state = $2 OR $2 IS NULL) AND (p.name_key LIKE $3 ESCAPE '!' OR $3 IS NULL)";
    EVERY_MEMBER = "SELECT m.id, m.person_id, p.name, p.email, p.shows_email, p.job_title, p.department, p.picture_id,
                 m.state, m.since, m.joined_at, m.version
               FROM memberships m JOIN people p ON p.id = m.person_id
               WHERE m.community_id = $1 AND m.state IN ('active_core', 'active_wider') ORDER BY p.name_key, m.id";
    PRESENT = "SELECT id, community_id, person_id, state, since, joined_at, message, reason, version FROM memberships
               WHERE community_id = $1 AND state IN ('active_core', 'active_wider', 'asked', 'invited')
               ORDER BY id LIMIT $2";
    PENDING = "SELECT m.id, m.person_id, p.name, p.email, p.job_title, p.department, p.picture_id, m.since, m.message,
                 EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = p.id) AS has_account
               FROM memberships m JOIN people p ON p.id = m.person_id
               WHERE m.community_id = $1 AND m.state = $2 ORDER BY m.since, m.id LIMIT $3 OFFSET $4";
    OF_PERSON = "SELECT m.id, m.community_id, c.slug, c.name, c.stage, m.state, m.since, m.joined_at, m.message, m.reason
               FROM memberships m JOIN communities c ON c.id = m.community_id
               WHERE m.person_id = $1 ORDER BY c.name_key, c.id";
    HISTORY = "SELECT e.id, e.membership_id, e.event, e.cause, e.previous, e.state, e.at, e.actor_id,
                 CASE WHEN actor.status = 'current' THEN actor.name WHEN actor.id IS NOT NULL THEN '' END AS actor,
                 e.note
               FROM membership_events e JOIN memberships m ON m.id = e.membership_id
               LEFT JOIN people actor ON actor.id = e.actor_id
               WHERE m.community_id = $1 AND m.person_id = $2 ORDER BY e.at, e.id";
    STANDINGS = "SELECT p.id AS person_id, p.name, p.email, p.email_key, p.status,
                 EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = p.id) AS has_account, m.state
               FROM people p LEFT JOIN memberships m ON m.person_id = p.id AND m.community_id = $1
               WHERE p.email_key IN (SELECT value FROM json_each($2))
                  OR p.id IN (SELECT unhex(value) FROM json_each($3))
               ORDER BY p.name_key, p.id";
}

record! {
    /// A member with what a list shows of them.
    pub struct Member {
        /// Which membership.
        id: MembershipId,
        /// Who.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// Their address.
        email: Option<String>,
        /// Whether others see the address.
        shows_email: bool,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Core or wider.
        state: State,
        /// Since when they are that.
        since: When,
        /// When they became a member.
        joined_at: Option<When>,
        /// Raised with each change.
        version: i64,
    }

    /// Somebody who has asked, or was invited, and waits.
    pub struct Pending {
        /// Which membership.
        id: MembershipId,
        /// Who.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// Their address.
        email: Option<String>,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// Their picture.
        picture_id: Option<FileId>,
        /// Since when.
        since: When,
        /// What they wrote.
        message: Option<String>,
        /// Whether they have an account; a guest has none.
        has_account: bool,
    }

    /// One of the communities that a person has to do with.
    pub struct Belonging {
        /// Which membership.
        id: MembershipId,
        /// Which community.
        community_id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// Its stage.
        stage: Stage,
        /// Where the membership stands.
        state: State,
        /// Since when.
        since: When,
        /// When they became a member.
        joined_at: Option<When>,
        /// What they wrote.
        message: Option<String>,
        /// Why it was declined or ended.
        reason: Option<String>,
    }

    /// What a known person is to a community, for somebody who is about to invite them.
    pub struct Standing {
        /// Who.
        person_id: PersonId,
        /// Their name.
        name: String,
        /// Their address.
        email: Option<String>,
        /// The address folded, to find a typed one again.
        email_key: Option<String>,
        /// Whether they are part of the organisation.
        status: PersonStatus,
        /// Whether they have an account.
        has_account: bool,
        /// Where their membership stands, if there is one.
        state: Option<State>,
    }

    /// A count of members.
    struct Count { members: i64 }
}

/// In which order members are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By name.
    #[default]
    Name,
    /// The newest members first.
    Joined,
    /// Core before wider, then by name.
    Level,
}

/// Which members are wanted. What is left out does not restrict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only of this level.
    pub level: Option<Level>,
    /// Only those in whose name this stands, whatever its case and accents.
    pub name: Option<String>,
    /// In which order.
    pub order: Order,
}

impl Selection {
    /// The pattern that a folded name has to be like; what is special in a pattern is taken as it is written.
    fn pattern(&self) -> Option<String> {
        let name = self.name.as_deref().map(fold).filter(|name| !name.is_empty())?;
        let mut pattern = String::from("%");
        for c in name.chars() {
            if matches!(c, '%' | '_' | '!') {
                pattern.push('!');
            }
            pattern.push(c);
        }
        pattern.push('%');
        Some(pattern)
    }
}

/// The members that fit, from one place in the order on. Whoever asks has to be allowed to see them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn members(
    tx: &mut Tx,
    community: CommunityId,
    selection: &Selection,
    limit: i64,
    offset: i64,
) -> Result<Vec<Member>> {
    let order = match selection.order {
        Order::Name => "name",
        Order::Joined => "joined",
        Order::Level => "level",
    };
    let args = args![community, selection.level.map(Level::state), selection.pattern(), order, limit, offset];
    tx.all(MEMBERS, args).await
}

/// How many members fit.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn count(tx: &mut Tx, community: CommunityId, selection: &Selection) -> Result<i64> {
    let args = args![community, selection.level.map(Level::state), selection.pattern()];
    Ok(tx.one::<Count>(COUNT, args).await?.members)
}

/// All members, by name, to be taken away as a file.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn every_member(tx: &mut Tx, _permit: Permit<ExportMembers>, community: CommunityId) -> Result<Vec<Member>> {
    tx.all(EVERY_MEMBER, args![community]).await
}

/// Every membership of a community that is not history: members, requests and invitations.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn present(tx: &mut Tx, community: CommunityId, most: i64) -> Result<Vec<Membership>> {
    tx.all(PRESENT, args![community, most]).await
}

/// The requests that wait, the oldest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn requests(
    tx: &mut Tx,
    _permit: &Permit<SeeMembershipDetails>,
    community: CommunityId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Pending>> {
    tx.all(PENDING, args![community, State::Asked, limit, offset]).await
}

/// Those who were invited and have not answered, the oldest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn invited(
    tx: &mut Tx,
    _permit: &Permit<SeeMembershipDetails>,
    community: CommunityId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Pending>> {
    tx.all(PENDING, args![community, State::Invited, limit, offset]).await
}

/// Every community that a person has or had to do with, by name.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn memberships_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Belonging>> {
    tx.all(OF_PERSON, args![person]).await
}

/// How a person's membership of a community came about, oldest step first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn history(tx: &mut Tx, community: CommunityId, person: PersonId) -> Result<Vec<EventRow>> {
    tx.all(HISTORY, args![community, person]).await
}

/// What the known among these addresses and people are to a community.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn standings(
    tx: &mut Tx,
    community: CommunityId,
    addresses: &[String],
    people: &[PersonId],
) -> Result<Vec<Standing>> {
    let keys = crate::sql::text_list(addresses.iter().map(|address| fold(address)));
    let ids = crate::sql::id_list(people.iter().copied());
    tx.all(STANDINGS, args![community, keys, ids]).await
}
