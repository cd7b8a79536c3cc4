//! Events in lists and calendars, in few statements.

use crate::{Result, Tx, row::record, sql::id_list, visibility};
use copia_domain::{
    communities::Visibility,
    events::{Audience, Format, Kind, Local, State},
    ids::{CommunityId, EventId, EventSeriesId, SegmentId},
    policy::Viewer,
    registrations,
    slug::Slug,
    time::{Day, When},
};

/// What is read of an event in a list, up to the order.
macro_rules! listed {
    () => {
        concat!(
            "SELECT e.id, e.slug, e.state, e.kind, e.audience, e.title, e.summary, e.local_start, e.is_second, e.zone,
               e.minutes, e.starts_at, e.ends_at, e.format, e.place, e.joining_link, e.seats, e.online_seats, e.uid, e.sequence,
               e.series_id, e.segment_id, e.slot, e.changed_at, e.seeks_speakers,
               n.in_person_held, n.in_person_waiting, n.online_held, n.online_waiting, g.state AS my_state,
               g.series_registration_id IS NOT NULL AS is_through_series
             FROM events e
             JOIN event_counts n ON n.event_id = e.id
             LEFT JOIN registrations g ON g.event_id = e.id AND g.person_id = $1
             WHERE ", event_visible!(), "
               AND e.ends_at > $5 AND (e.starts_at < $6 OR $6 IS NULL)
               AND (e.kind = $7 OR $7 IS NULL)
               AND (e.format = $8 OR e.format = 'both' OR $8 IS NULL)
               AND (CAST($9 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM event_communities fc WHERE fc.event_id = e.id
                      AND fc.community_id IN (SELECT unhex(value) FROM json_each($9))))
               AND (NOT $10 OR g.state IN ('confirmed', 'waiting', 'offered')
                    OR EXISTS (SELECT 1 FROM event_team ft WHERE ft.event_id = e.id AND ft.person_id = $1)
                    OR EXISTS (SELECT 1 FROM event_speakers fs WHERE fs.event_id = e.id AND fs.person_id = $1))
               AND (e.state <> 'draft' OR $11)
               AND (NOT $14 OR (e.state = 'published' AND EXISTS (SELECT 1 FROM event_attendance fh
                      WHERE fh.event_id = e.id AND fh.came + fh.others > 0)))"
        )
    };
}

statements! {
    COMING = concat!(listed!(), " ORDER BY e.starts_at, e.id LIMIT $12 OFFSET $13");
    PAST = concat!(listed!(), " ORDER BY e.starts_at DESC, e.id DESC LIMIT $12 OFFSET $13");
    HOLDERS = concat!(
        "SELECT y.event_id, c.id, c.slug, c.name, c.visibility, a.slug AS area_slug, a.name AS area_name, a.hue AS area_hue
         FROM event_communities y JOIN communities c ON c.id = y.community_id
         LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
         LEFT JOIN service_areas a ON a.id = ca.area_id
         WHERE ", visible!(), " AND y.event_id IN (SELECT unhex(value) FROM json_each($5))
         ORDER BY y.event_id, y.position");
    ALL_HOLDERS = "SELECT y.event_id, c.id, c.slug, c.name, c.visibility,
                     a.slug AS area_slug, a.name AS area_name, a.hue AS area_hue
                   FROM event_communities y JOIN communities c ON c.id = y.community_id
                   LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
                   LEFT JOIN service_areas a ON a.id = ca.area_id
                   WHERE y.event_id = $1 ORDER BY y.position";
    PLANNABLE = "SELECT c.id, c.slug, c.name FROM communities c
                 WHERE c.stage IN ('forming', 'active', 'paused') AND ($3 OR ($2 AND (
                   EXISTS (SELECT 1 FROM memberships m WHERE m.community_id = c.id AND m.person_id = $1
                     AND m.state = 'active_core')
                   OR EXISTS (SELECT 1 FROM role_terms r WHERE r.community_id = c.id AND r.person_id = $1
                     AND r.role = 'lead' AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)))))
                 ORDER BY c.name_key, c.id";
    CLASHING = concat!(
        "SELECT e.id, e.slug, e.state, e.kind, e.audience, e.title, e.summary, e.local_start, e.is_second, e.zone,
           e.minutes, e.starts_at, e.ends_at, e.format, e.place, e.joining_link, e.seats, e.online_seats, e.uid, e.sequence,
           e.series_id, e.segment_id, e.slot, e.changed_at, e.seeks_speakers,
           n.in_person_held, n.in_person_waiting, n.online_held, n.online_waiting, g.state AS my_state,
           g.series_registration_id IS NOT NULL AS is_through_series
         FROM events e
         JOIN event_counts n ON n.event_id = e.id
         LEFT JOIN registrations g ON g.event_id = e.id AND g.person_id = $1
         WHERE ", event_visible!(), "
           AND e.state = 'published' AND e.starts_at < $6 AND e.ends_at > $5 AND (e.id <> $7 OR $7 IS NULL)
         ORDER BY e.starts_at, e.id LIMIT 20");
}

record! {
    /// An event in a list.
    pub struct Listed {
        /// Which event.
        id: EventId,
        /// Its address.
        slug: Slug,
        /// Where it stands.
        state: State,
        /// What sort of event it is.
        kind: Kind,
        /// Who may come.
        audience: Audience,
        /// What it is called.
        title: String,
        /// What it is about, in a sentence or two.
        summary: String,
        /// When it starts, on the clocks of its zone.
        local_start: Local,
        /// Whether it is the second of two equal times.
        is_second: bool,
        /// Its zone.
        zone: String,
        /// How long it lasts.
        minutes: i64,
        /// When it starts.
        starts_at: When,
        /// When it ends.
        ends_at: When,
        /// How one can take part.
        format: Format,
        /// Where it is.
        place: Option<String>,
        /// How one joins from afar; for those who have a place only.
        joining_link: Option<String>,
        /// Seats in the room.
        seats: Option<i64>,
        /// Places online.
        online_seats: Option<i64>,
        /// The name of its calendar object.
        uid: String,
        /// Raised with each change that calendars have to hear of.
        sequence: i64,
        /// The series it belongs to.
        series_id: Option<EventSeriesId>,
        /// The calendar object of that series.
        segment_id: Option<SegmentId>,
        /// Where the series' rule puts it.
        slot: Option<Local>,
        /// When it was last changed.
        changed_at: When,
        /// Whether people are asked to speak.
        seeks_speakers: bool,
        /// Seats held in the room.
        in_person_held: i64,
        /// People in line for the room.
        in_person_waiting: i64,
        /// Places held online.
        online_held: i64,
        /// People in line online.
        online_waiting: i64,
        /// Where the viewer's registration stands.
        my_state: Option<registrations::State>,
        /// Whether the viewer has it through the whole series.
        is_through_series: bool,
    }

    /// A community that somebody may plan events for.
    pub struct Plannable {
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
    }

    /// A community that holds an event.
    pub struct Holder {
        /// Which event.
        event_id: EventId,
        /// Which community.
        id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// Who finds it.
        visibility: Visibility,
        /// Its present area.
        area_slug: Option<Slug>,
        /// The area's name.
        area_name: Option<String>,
        /// The area's hue.
        area_hue: Option<i64>,
    }
}

impl Listed {
    /// Whether no seat is left in any way of taking part.
    pub fn is_full(&self) -> bool {
        let is_full = |seats: Option<i64>, held: i64| seats.is_some_and(|seats| held >= seats);
        let room = is_full(self.seats, self.in_person_held);
        let online = is_full(self.online_seats, self.online_held);
        match self.format {
            Format::InPerson => room,
            Format::Online => online,
            Format::Both => room && online,
        }
    }
}

/// Which events, in which order.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those that end after this instant.
    pub from: When,
    /// Those that start before this one.
    pub until: Option<When>,
    /// Those of a kind.
    pub kind: Option<Kind>,
    /// Those in which one can take part so.
    pub format: Option<Format>,
    /// Those of these communities.
    pub communities: Option<Vec<CommunityId>>,
    /// Those that the viewer comes to, runs or speaks at.
    pub is_mine: bool,
    /// Drafts too, for those who see them.
    pub with_drafts: bool,
    /// Those at which somebody's attendance was recorded.
    pub is_held: bool,
    /// The latest first.
    pub is_backwards: bool,
    /// How many.
    pub limit: i64,
    /// How many to leave out first.
    pub offset: i64,
}

/// The events that a viewer may know of.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn listed(tx: &mut Tx, viewer: &Viewer, filter: &Filter, today: Day) -> Result<Vec<Listed>> {
    let mut args = visibility::arguments(viewer, today);
    let communities = filter.communities.as_ref().map(|ids| id_list(ids.iter().copied()));
    args.extend(args![
        filter.from,
        filter.until,
        filter.kind,
        filter.format,
        communities.unwrap_or(crate::sql::Arg::Text(None)),
        filter.is_mine,
        filter.with_drafts,
        filter.limit,
        filter.offset,
        filter.is_held
    ]);
    tx.all(if filter.is_backwards { PAST } else { COMING }, args).await
}

/// The communities that hold these events, as far as the viewer may know of them, in each event's order.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn holders_of(tx: &mut Tx, viewer: &Viewer, events: &[EventId], today: Day) -> Result<Vec<Holder>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(id_list(events.iter().copied()));
    tx.all(HOLDERS, args).await
}

/// The communities that hold an event, whoever asks.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn holders(tx: &mut Tx, event: EventId) -> Result<Vec<Holder>> {
    tx.all(ALL_HOLDERS, args![event]).await
}

/// The communities for which somebody may plan events: those where they are core or lead, or all for whoever runs the
/// programme. It says what the policy says of planning an event; a test holds the two against each other.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn plannable(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Plannable>> {
    tx.all(PLANNABLE, visibility::arguments(viewer, today)).await
}

/// Announced events that the viewer may know of, and that run at the same time, another one than `except`.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn clashing(
    tx: &mut Tx,
    viewer: &Viewer,
    span: (When, When),
    except: Option<EventId>,
    today: Day,
) -> Result<Vec<Listed>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![span.0, span.1, except]);
    tx.all(CLASHING, args).await
}
