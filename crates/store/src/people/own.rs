//! What a person sees of themselves: where they belong, what they lead, what was sent to them.

use crate::{Result, Tx, row::record};
use copia_domain::{
    communities::Stage,
    ids::{CommunityId, MembershipId, PersonId, RoleTermId},
    memberships::State,
    notifications::{DeliveryState, MessageKind},
    role_terms::TermRole,
    slug::Slug,
    time::{Day, When},
};

statements! {
    MEMBERSHIPS = "SELECT m.id, m.community_id, c.slug, c.name, c.stage, s.name AS area, s.hue, m.state, m.since,
              m.joined_at, m.message, m.reason
            FROM memberships m JOIN communities c ON c.id = m.community_id
            LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
            LEFT JOIN service_areas s ON s.id = ca.area_id
            WHERE m.person_id = $1 ORDER BY c.name_key, c.id";
    TERMS = "SELECT r.id, r.community_id, c.slug, c.name, c.stage, s.name AS area, s.hue, r.role, r.starts, r.ends,
              n.name AS successor, k.asked
            FROM role_terms r LEFT JOIN communities c ON c.id = r.community_id
            LEFT JOIN community_counts k ON k.community_id = c.id
            LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
            LEFT JOIN service_areas s ON s.id = ca.area_id
            LEFT JOIN people n ON n.id = r.successor_id AND n.status = 'current'
            WHERE r.person_id = $1 AND (r.ends IS NULL OR r.ends >= $2) ORDER BY r.starts, r.id";
    WATCHED = "SELECT c.slug, c.name, s.name AS area, s.hue, w.since FROM community_watchers w
            JOIN communities c ON c.id = w.community_id
            LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
            LEFT JOIN service_areas s ON s.id = ca.area_id
            WHERE w.person_id = $1 AND w.told_at IS NULL ORDER BY c.name_key, c.id";
    MESSAGES = "SELECT d.kind, d.state, d.reason, d.created_at, d.settled_at, c.slug, c.name
            FROM deliveries d LEFT JOIN communities c ON c.id = d.community_id
            WHERE d.person_id = $1 ORDER BY d.created_at DESC, d.id DESC LIMIT $2";
    LETTERS = "SELECT c.slug, c.name, CASE WHEN p.status = 'current' THEN p.name ELSE '' END AS author, b.subject, b.send_at
            FROM memberships m JOIN communities c ON c.id = m.community_id
            JOIN broadcasts b ON b.community_id = c.id JOIN people p ON p.id = b.author_id
            WHERE m.person_id = $1 AND m.state IN ('active_core', 'active_wider') AND b.state = 'sent'
              AND b.send_at >= $2 AND (b.audience = 'all' OR m.state = 'active_core')
            ORDER BY b.send_at DESC, b.id LIMIT $3";
    STEPS = "SELECT c.slug, c.name, s.stage, s.reason, s.recorded_at
            FROM memberships m JOIN communities c ON c.id = m.community_id
            JOIN stage_changes s ON s.community_id = c.id
            WHERE m.person_id = $1 AND m.state IN ('active_core', 'active_wider') AND s.recorded_at >= $2
            ORDER BY s.recorded_at DESC, s.id LIMIT $3";
}

record! {
    /// What one is to a community, or was.
    pub struct Membership {
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
        /// Its service area.
        area: Option<String>,
        /// The area's hue.
        hue: Option<i64>,
        /// Where the membership stands.
        state: State,
        /// Since when it has stood there.
        since: When,
        /// When one joined, if one did.
        joined_at: Option<When>,
        /// What one wrote when asking.
        message: Option<String>,
        /// The reason one was given.
        reason: Option<String>,
    }

    /// A role that one holds or will hold.
    pub struct Term {
        /// Which term.
        id: RoleTermId,
        /// In which community; `None` for the whole site.
        community_id: Option<CommunityId>,
        /// Its address.
        slug: Option<Slug>,
        /// Its name.
        name: Option<String>,
        /// Its stage.
        stage: Option<Stage>,
        /// Its service area.
        area: Option<String>,
        /// The area's hue.
        hue: Option<i64>,
        /// Which role.
        role: TermRole,
        /// The first day.
        starts: Day,
        /// The last day, if one is set.
        ends: Option<Day>,
        /// Who takes over.
        successor: Option<String>,
        /// How many requests wait there.
        asked: Option<i64>,
    }

    /// A forming community about whose opening one asked to be told.
    pub struct Watched {
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// Its service area.
        area: Option<String>,
        /// The area's hue.
        hue: Option<i64>,
        /// Since when.
        since: When,
    }

    /// A message to one, and what became of it.
    pub struct OwnMessage {
        /// Of which kind.
        kind: MessageKind,
        /// What became of it.
        state: DeliveryState,
        /// Why it was not sent.
        reason: Option<String>,
        /// When it was written.
        created_at: When,
        /// When it was sent, withheld or given up.
        settled_at: Option<When>,
        /// The community it is about.
        slug: Option<Slug>,
        /// The community's name.
        name: Option<String>,
    }

    /// What a lead wrote to a community that one belongs to.
    pub struct Letter {
        /// The community's address.
        slug: Slug,
        /// The community's name.
        name: String,
        /// Who wrote it.
        author: String,
        /// What it is about.
        subject: String,
        /// When it went out.
        send_at: When,
    }

    /// A step of a community that one belongs to.
    pub struct Step {
        /// The community's address.
        slug: Slug,
        /// The community's name.
        name: String,
        /// To which stage.
        stage: Stage,
        /// Why.
        reason: String,
        /// When it was written down.
        recorded_at: When,
    }
}

/// Everything one is or was to communities, by their names.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn memberships(tx: &mut Tx, person: PersonId) -> Result<Vec<Membership>> {
    tx.all(MEMBERSHIPS, args![person]).await
}

/// The roles that one holds on a day or will hold.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn terms(tx: &mut Tx, person: PersonId, today: Day) -> Result<Vec<Term>> {
    tx.all(TERMS, args![person, today]).await
}

/// The communities whose opening one waits for.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn watched(tx: &mut Tx, person: PersonId) -> Result<Vec<Watched>> {
    tx.all(WATCHED, args![person]).await
}

/// The last messages to one.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn messages(tx: &mut Tx, person: PersonId, limit: i64) -> Result<Vec<OwnMessage>> {
    tx.all(MESSAGES, args![person, limit]).await
}

/// What leads wrote since an instant to the communities that one belongs to, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn letters(tx: &mut Tx, person: PersonId, since: When, limit: i64) -> Result<Vec<Letter>> {
    tx.all(LETTERS, args![person, since, limit]).await
}

/// The steps since an instant of the communities that one belongs to, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn steps(tx: &mut Tx, person: PersonId, since: When, limit: i64) -> Result<Vec<Step>> {
    tx.all(STEPS, args![person, since, limit]).await
}
