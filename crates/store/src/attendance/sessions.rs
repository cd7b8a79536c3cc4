//! Events with what became of those who registered, for those who run them and for the programme.

use crate::{Result, Tx, row::record, sql::id_list};
use copia_domain::{
    attendance::turnout::Turnout,
    events::{Format, Kind, State},
    ids::{CommunityId, EventId},
    policy::{Permit, Viewer, acts::SeeTurnout},
    slug::Slug,
    time::{Day, When},
};

/// What is read of an event, up to the condition on which.
macro_rules! session {
    () => {
        "SELECT e.id, e.slug, e.title, e.kind, e.state, e.format, e.starts_at, e.ends_at, e.zone, e.seats, e.online_seats,
           n.in_person_held, n.online_held, n.in_person_waiting + n.online_waiting AS waiting,
           coalesce(t.came, 0) AS came, coalesce(t.others, 0) AS others,
           (SELECT count(*) FROM registrations r WHERE r.event_id = e.id AND r.state = 'confirmed') AS registered,
           (SELECT count(*) FROM registrations r WHERE r.event_id = e.id AND r.state = 'confirmed'
              AND (EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = e.id AND a.person_id = r.person_id)
                OR EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = e.id AND a.guest_id = r.guest_id))
           ) AS registered_came,
           (SELECT count(*) FROM registrations r WHERE r.event_id = e.id AND r.needs IS NOT NULL
              AND r.state IN ('confirmed', 'waiting', 'offered')) AS needs,
           coalesce(k.state = 'published', FALSE) AS has_record, k.review_by
         FROM events e JOIN event_counts n ON n.event_id = e.id LEFT JOIN event_attendance t ON t.event_id = e.id
         LEFT JOIN records k ON k.event_id = e.id
         WHERE "
    };
}

statements! {
    SESSIONS = concat!(session!(), "e.state = 'published' AND e.ends_at <= $1
        AND (CAST($2 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM event_communities y WHERE y.event_id = e.id
             AND y.community_id IN (SELECT unhex(value) FROM json_each($2))))
      ORDER BY e.starts_at DESC, e.id");
    RUN_BY = concat!(session!(), "e.state <> 'called_off' AND (e.ends_at > $3 OR (k.state = 'published' AND k.review_by <= $2))
        AND (EXISTS (SELECT 1 FROM event_team h WHERE h.event_id = e.id AND h.person_id = $1 AND h.role = 'host')
          OR EXISTS (SELECT 1 FROM event_communities y JOIN role_terms l ON l.community_id = y.community_id
               WHERE y.event_id = e.id AND l.person_id = $1 AND l.role = 'lead'
               AND l.starts <= $2 AND (l.ends IS NULL OR l.ends >= $2)))
      ORDER BY e.starts_at, e.id LIMIT 200");
    HELD_BY = "SELECT y.event_id, y.community_id FROM event_communities y
               WHERE y.event_id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY y.event_id, y.position";
}

record! {
    /// An event with what became of those who registered.
    pub struct Session {
        /// Which event.
        id: EventId,
        /// Its address.
        slug: Slug,
        /// What it is called.
        title: String,
        /// What sort of event it is.
        kind: Kind,
        /// Where it stands.
        state: State,
        /// How one can take part.
        format: Format,
        /// When it starts.
        starts_at: When,
        /// When it ends.
        ends_at: When,
        /// Its zone.
        zone: String,
        /// Seats in the room.
        seats: Option<i64>,
        /// Places online.
        online_seats: Option<i64>,
        /// Seats held in the room.
        in_person_held: i64,
        /// Places held online.
        online_held: i64,
        /// People in line.
        waiting: i64,
        /// People and guests who are known to have been there.
        came: i64,
        /// Others who were there.
        others: i64,
        /// People and guests who have, or had, a seat.
        registered: i64,
        /// Those of them who came.
        registered_came: i64,
        /// People who said what they need.
        needs: i64,
        /// Whether its record is published.
        has_record: bool,
        /// By when its record is to be looked at again.
        review_by: Option<Day>,
    }

    struct HeldBy { event_id: EventId, community_id: CommunityId }
}

impl Session {
    /// Everybody who was there.
    pub const fn all(&self) -> i64 {
        self.came + self.others
    }

    /// Whether somebody's attendance was recorded.
    pub const fn is_held(&self) -> bool {
        self.all() > 0
    }

    /// What became of those who registered.
    pub fn turnout(&self) -> Turnout {
        let people = |count: i64| u32::try_from(count).unwrap_or(0);
        Turnout { registered: people(self.registered), came: people(self.registered_came) }
    }

    /// Seats that were held and seats that there were, over the ways of taking part that have a limit; `None` where
    /// none has.
    pub fn fill(&self) -> Option<(i64, i64)> {
        let room = self.seats.filter(|_| self.format != Format::Online).map(|seats| (self.in_person_held, seats));
        let online =
            self.online_seats.filter(|_| self.format != Format::InPerson).map(|seats| (self.online_held, seats));
        match (room, online) {
            (Some(room), Some(online)) => Some((room.0 + online.0, room.1 + online.1)),
            (one, other) => one.or(other),
        }
    }
}

/// Events that somebody runs, with the communities that hold each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// The event.
    pub session: Session,
    /// The communities that hold it, whether or not somebody may know of them.
    pub communities: Vec<CommunityId>,
}

/// Events that are over and were not called off, the latest first: all of them, or those of these communities.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sessions(
    tx: &mut Tx,
    _permit: &Permit<SeeTurnout>,
    until: When,
    communities: Option<&[CommunityId]>,
) -> Result<Vec<Running>> {
    let communities = communities.map(|ids| id_list(ids.iter().copied()));
    let rows = tx.all(SESSIONS, args![until, communities.unwrap_or(crate::sql::Arg::Text(None))]).await?;
    with_communities(tx, rows).await
}

/// Events that somebody hosts or leads and that end after an instant, or whose
/// record is due to be looked at again, in order of time. It says what the policy says of
/// recording attendance.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn run_by(tx: &mut Tx, viewer: &Viewer, today: Day, after: When) -> Result<Vec<Running>> {
    let rows = tx.all(RUN_BY, args![viewer.id(), today, after]).await?;
    with_communities(tx, rows).await
}

async fn with_communities(tx: &mut Tx, sessions: Vec<Session>) -> Result<Vec<Running>> {
    let held: Vec<HeldBy> = tx.all(HELD_BY, args![id_list(sessions.iter().map(|session| session.id))]).await?;
    let of = |id: EventId| held.iter().filter(|row| row.event_id == id).map(|row| row.community_id).collect();
    Ok(sessions.into_iter().map(|session| Running { communities: of(session.id), session }).collect())
}
