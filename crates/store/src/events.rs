//! Events: looking one up for a viewer, keeping one, and who holds and runs it.

mod calendars;
mod listing;
mod speaking;
mod team;

pub use calendars::{calendar_number, renew_calendar};
pub use listing::{Filter, Holder, Listed, Plannable, clashing, holders, holders_of, listed, plannable};
pub use speaking::{
    Slides, SpeakerAnswer, SpeakerRow, add_slides, answer_as_speaker, ask_speaker, find_slides, find_speaker,
    forget_addresses, remove_slides, slides, speaking,
};
pub use team::{
    Runner, Speaker, Speaking, add_runner, remove_runner, runners, set_communities, set_speakers, speakers,
};

pub(crate) const CALENDAR_STATEMENTS: &[(&str, crate::sql::Sql)] = calendars::STATEMENTS;
pub(crate) const LISTING_STATEMENTS: &[(&str, crate::sql::Sql)] = listing::STATEMENTS;
pub(crate) const SPEAKING_STATEMENTS: &[(&str, crate::sql::Sql)] = speaking::STATEMENTS;
pub(crate) const TEAM_STATEMENTS: &[(&str, crate::sql::Sql)] = team::STATEMENTS;

use crate::{Error, Result, Tx, change_log, row::record, sql::IntoArg as _, visibility};
use copia_domain::{
    events::{Audience, Format, Kind, Local, State, TeamRole},
    fold::fold,
    ids::{EventId, EventSeriesId, RegistrationId, SegmentId},
    policy::{
        Act, Permit, Role, Roles, Viewer,
        acts::{PlanEvent, RunEvent},
    },
    registrations::{self, Place, Policy, Rules},
    slug::Slug,
    time::{Day, When},
};

/// What is read of an event for a viewer, up to the condition on which one.
macro_rules! found {
    () => {
        "SELECT e.id, e.slug, e.state, e.kind, e.audience, e.title, e.summary, e.description, e.preparation,
           e.local_start, e.is_second, e.zone, e.minutes, e.starts_at, e.ends_at, e.format, e.place, e.joining_link,
           e.seats, e.online_seats, e.policy, e.offer_hours, e.closes_at, e.is_recorded, e.seeks_speakers,
           e.uid, e.sequence, e.series_id, e.segment_id, e.slot, e.created_at, e.published_at, e.called_off_at,
           e.reason, e.changed_at, e.version,
           n.in_person_held, n.in_person_waiting, n.online_held, n.online_waiting,
           t.role AS my_role, g.id AS my_registration_id, g.state AS my_state, g.place AS my_place,
           EXISTS (SELECT 1 FROM event_communities y JOIN memberships m ON m.community_id = y.community_id
             WHERE y.event_id = e.id AND m.person_id = $1
             AND m.state IN ('active_core', 'active_wider')) AS is_member,
           EXISTS (SELECT 1 FROM event_communities y JOIN memberships m ON m.community_id = y.community_id
             WHERE y.event_id = e.id AND m.person_id = $1 AND m.state = 'active_core') AS is_core,
           EXISTS (SELECT 1 FROM event_communities y JOIN role_terms r ON r.community_id = y.community_id
             WHERE y.event_id = e.id AND r.person_id = $1 AND r.role = 'lead'
             AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)) AS is_lead,
           EXISTS (SELECT 1 FROM event_communities y JOIN role_terms r ON r.community_id = y.community_id
             WHERE y.event_id = e.id AND r.person_id = $1 AND r.role = 'sponsor'
             AND r.starts <= $4 AND (r.ends IS NULL OR r.ends >= $4)) AS is_sponsor,
           EXISTS (SELECT 1 FROM event_speakers k WHERE k.event_id = e.id AND k.person_id = $1
             AND k.state <> 'declined') AS is_speaker
         FROM events e
         JOIN event_counts n ON n.event_id = e.id
         LEFT JOIN event_team t ON t.event_id = e.id AND t.person_id = $1
         LEFT JOIN registrations g ON g.event_id = e.id AND g.person_id = $1 WHERE "
    };
}

// Declared here because its statements read what the macro above says.
pub mod series;

pub(crate) const SERIES_STATEMENTS: &[(&str, crate::sql::Sql)] = series::STATEMENTS;

statements! {
    FIND_VISIBLE = concat!(found!(), event_visible!(), " AND e.slug = $5");
    // For what the system does by itself: every event is there.
    FIND = concat!(found!(), "e.id = $5 AND ($2 OR $3 OR TRUE)");
    CREATE = "INSERT INTO events (id, slug, state, kind, audience, title, title_key, summary, description, preparation,
                local_start, is_second, zone, minutes, starts_at, ends_at, format, place, joining_link, seats,
                online_seats, policy, offer_hours, closes_at, is_recorded, seeks_speakers, uid, sequence,
                series_id, segment_id, slot, created_by_id, created_at, changed_at, version)
              VALUES ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                $20, $21, $22, $23, $24, $25, $26, 0, $27, $28, $29, $30, $31, $31, 1)";
    START_COUNTS = "INSERT INTO event_counts (event_id, last_number, in_person_held, in_person_waiting, online_held,
                      online_waiting) VALUES ($1, 0, 0, 0, 0, 0)";
    SAVE = "UPDATE events SET kind = $3, audience = $4, title = $5, title_key = $6, summary = $7, description = $8,
              preparation = $9, local_start = $10, is_second = $11, zone = $12, minutes = $13, starts_at = $14,
              ends_at = $15, format = $16, place = $17, joining_link = $18, seats = $19, online_seats = $20,
              policy = $21, offer_hours = $22, closes_at = $23, is_recorded = $24, seeks_speakers = $25,
              sequence = sequence + $26, changed_at = $27, version = version + 1
            WHERE id = $1 AND version = $2";
    PUBLISH = "UPDATE events SET state = 'published', published_at = $3, changed_at = $3, version = version + 1
               WHERE id = $1 AND version = $2 AND state = 'draft'";
    CALL_OFF = "UPDATE events SET state = 'called_off', called_off_at = $2, reason = $3, changed_at = $2,
                  sequence = sequence + 1, version = version + 1
                WHERE id = $1 AND state = 'published'";
    SLUGS = "SELECT slug FROM events WHERE slug = $1 OR slug LIKE $2";
    DISCARD_TEAM = "DELETE FROM event_team WHERE event_id = $1";
    DISCARD_SPEAKERS = "DELETE FROM event_speakers WHERE event_id = $1";
    DISCARD_COMMUNITIES = "DELETE FROM event_communities WHERE event_id = $1";
    DISCARD_ROOM = "DELETE FROM rooms WHERE event_id = $1";
    DISCARD_CHOICES = "DELETE FROM poll_choices WHERE poll_id IN (SELECT id FROM polls WHERE event_id = $1)";
    DISCARD_POLLS = "DELETE FROM polls WHERE event_id = $1";
    DISCARD_COUNTS = "DELETE FROM event_counts WHERE event_id = $1";
    DISCARD = "DELETE FROM events WHERE id = $1 AND state = 'draft' AND version = $2";
}

record! {
    /// An event as one viewer finds it, with what the viewer is at it.
    pub struct Found {
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
        /// What it is about, in Markdown.
        description: String,
        /// What to prepare, in Markdown; empty for nothing.
        preparation: String,
        /// When it starts, on the clocks of its zone.
        local_start: Local,
        /// Whether it is the second of two equal times, when clocks go back.
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
        /// Seats in the room; `None` for no limit.
        seats: Option<i64>,
        /// Places online; `None` for no limit.
        online_seats: Option<i64>,
        /// How a freed seat finds its next holder.
        policy: Policy,
        /// Hours for which an offer stands.
        offer_hours: i64,
        /// When registering ends, if before the event's end.
        closes_at: Option<When>,
        /// Whether it is recorded.
        is_recorded: bool,
        /// Whether people are asked to speak.
        seeks_speakers: bool,
        /// The name of its calendar object, from its beginning.
        uid: String,
        /// Raised with each change that calendars have to hear of.
        sequence: i64,
        /// The series it belongs to.
        series_id: Option<EventSeriesId>,
        /// The calendar object of that series.
        segment_id: Option<SegmentId>,
        /// Where the series' rule puts it.
        slot: Option<Local>,
        /// Since when it is known here.
        created_at: When,
        /// When it was announced.
        published_at: Option<When>,
        /// When it was called off.
        called_off_at: Option<When>,
        /// Why.
        reason: Option<String>,
        /// When it was last changed.
        changed_at: When,
        /// Raised with each change.
        version: i64,
        /// Seats held in the room.
        in_person_held: i64,
        /// People in line for the room.
        in_person_waiting: i64,
        /// Places held online.
        online_held: i64,
        /// People in line online.
        online_waiting: i64,
        /// What the viewer does for it.
        my_role: Option<TeamRole>,
        /// The viewer's registration, past or present.
        my_registration_id: Option<RegistrationId>,
        /// Where it stands.
        my_state: Option<registrations::State>,
        /// For which way of taking part.
        my_place: Option<Place>,
        /// Whether the viewer is a member of a community that holds it.
        is_member: bool,
        /// Whether the viewer is a core member of one.
        is_core: bool,
        /// Whether the viewer leads one today.
        is_lead: bool,
        /// Whether the viewer sponsors one today.
        is_sponsor: bool,
        /// Whether the viewer speaks at it.
        is_speaker: bool,
    }

    /// An address that is taken.
    struct TakenSlug { slug: String }
}

impl Found {
    /// What the viewer is at the event.
    pub fn roles(&self) -> Roles {
        let held = [
            (self.my_role == Some(TeamRole::Host), Role::Host),
            (self.my_role == Some(TeamRole::Moderator), Role::Moderator),
            (self.is_speaker, Role::Speaker),
            (self.is_member, Role::Member),
            (self.is_core, Role::Core),
            (self.is_lead, Role::Lead),
            (self.is_sponsor, Role::Sponsor),
        ];
        held.into_iter().filter(|(is_held, _)| *is_held).fold(Roles::default(), |roles, (_, role)| roles.with(role))
    }

    /// What the event allows at an instant as far as registering is concerned.
    pub fn rules(&self, now: When) -> Rules {
        Rules {
            is_published: self.state != State::Draft,
            is_called_off: self.state == State::CalledOff,
            closes_at: self.closes_at.unwrap_or(self.ends_at),
            ends_at: self.ends_at,
            now,
        }
    }

    /// The seats of one way of taking part at an instant.
    pub fn room(&self, place: Place, now: When) -> registrations::Room {
        let seats = match place {
            Place::InPerson => self.seats,
            Place::Online => self.online_seats,
        };
        let capacity = seats.map(|seats| u32::try_from(seats).unwrap_or(0));
        registrations::Room {
            capacity: if self.format.has(place) { capacity } else { Some(0) },
            policy: self.policy,
            offer_hours: self.offer_hours,
            starts_at: self.starts_at,
            is_on: self.state == State::Published,
            now,
        }
    }

    /// Seats held, and people in line, for one way of taking part.
    pub fn counts(&self, place: Place) -> (u32, u32) {
        let (held, waiting) = match place {
            Place::InPerson => (self.in_person_held, self.in_person_waiting),
            Place::Online => (self.online_held, self.online_waiting),
        };
        (u32::try_from(held).unwrap_or(0), u32::try_from(waiting).unwrap_or(0))
    }
}

/// What a host says about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What sort of event it is.
    pub kind: Kind,
    /// Who may come.
    pub audience: Audience,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// What it is about, in Markdown.
    pub description: String,
    /// What to prepare, in Markdown.
    pub preparation: String,
    /// When it starts, on the clocks of its zone.
    pub local_start: Local,
    /// Whether it is the second of two equal times.
    pub is_second: bool,
    /// Its zone.
    pub zone: String,
    /// How long it lasts.
    pub minutes: i64,
    /// When it starts.
    pub starts_at: When,
    /// When it ends.
    pub ends_at: When,
    /// How one can take part.
    pub format: Format,
    /// Where it is.
    pub place: Option<String>,
    /// How one joins from afar.
    pub joining_link: Option<String>,
    /// Seats in the room.
    pub seats: Option<i64>,
    /// Places online.
    pub online_seats: Option<i64>,
    /// How a freed seat finds its next holder.
    pub policy: Policy,
    /// Hours for which an offer stands.
    pub offer_hours: i64,
    /// When registering ends, if before the event's end.
    pub closes_at: Option<When>,
    /// Whether it is recorded.
    pub is_recorded: bool,
    /// Whether people are asked to speak.
    pub seeks_speakers: bool,
}

/// Where a session belongs in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InSeries {
    /// Which series.
    pub series: EventSeriesId,
    /// Which calendar object of it.
    pub segment: SegmentId,
    /// Where the rule puts it.
    pub slot: Local,
}

/// An event that is planned.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// Its id.
    pub id: EventId,
    /// Its address.
    pub slug: &'a Slug,
    /// The name of its calendar object, for good.
    pub uid: &'a str,
    /// What its host says about it.
    pub plan: &'a Plan,
    /// Where it belongs in a series.
    pub series: Option<InSeries>,
}

/// Whether a permit is for this event.
pub(crate) fn belongs<A: Act>(permit: &Permit<A>, event: EventId) -> Result<()> {
    if permit.event() == Some(event) { Ok(()) } else { Err(Error::Stale) }
}

/// The event with an address, if the viewer may know of it.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_visible(tx: &mut Tx, viewer: &Viewer, slug: &Slug, today: Day) -> Result<Option<Found>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(slug.into_arg());
    tx.optional(FIND_VISIBLE, args).await
}

/// An event whoever asks, with what the viewer is at it: for letters, signed links and what the system does.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, viewer: &Viewer, id: EventId, today: Day) -> Result<Option<Found>> {
    let mut args = visibility::arguments(viewer, today);
    args.push(id.into_arg());
    tx.optional(FIND, args).await
}

/// An address for a title that no event has.
///
/// # Errors
/// [`Error::Database`].
pub async fn free_slug(tx: &mut Tx, title: &str) -> Result<Slug> {
    let plain = Slug::from_name(title, "event");
    // Long ones are shortened to make room for the number. `new` is the page on which one is made.
    let stem: String = plain.as_str().chars().take(48).collect();
    let taken: Vec<TakenSlug> = tx.all(SLUGS, args![&plain, format!("{stem}%")]).await?;
    let free = |slug: &Slug| slug.as_str() != "new" && !taken.iter().any(|row| row.slug == slug.as_str());
    std::iter::once(plain.clone())
        .chain((2..100_000).map(|number| plain.numbered(number)))
        .find(free)
        .ok_or_else(|| Error::Taken("events.slug".to_owned()))
}

/// What a host says about an event, as the statements that keep it take it.
pub(crate) fn plan_args(plan: &Plan) -> Vec<crate::sql::Arg> {
    args![
        plan.kind,
        plan.audience,
        &plan.title,
        fold(&plan.title),
        &plan.summary,
        &plan.description,
        &plan.preparation,
        plan.local_start,
        plan.is_second,
        &plan.zone,
        plan.minutes,
        plan.starts_at,
        plan.ends_at,
        plan.format,
        plan.place.clone(),
        plan.joining_link.clone(),
        plan.seats,
        plan.online_seats,
        plan.policy,
        plan.offer_hours,
        plan.closes_at,
        plan.is_recorded,
        plan.seeks_speakers
    ]
}

/// Keeps a new event as a draft. Its communities and hosts follow in the same transaction.
///
/// # Errors
/// [`Error::Taken`] when the address is.
pub async fn create(tx: &mut Tx, permit: &Permit<PlanEvent>, new: &NewEvent<'_>, now: When) -> Result<()> {
    let (id, series) = (new.id, new.series);
    let mut args = args![id, new.slug];
    args.extend(plan_args(new.plan));
    args.extend(args![
        new.uid,
        series.map(|series| series.series),
        series.map(|series| series.segment),
        series.map(|series| series.slot),
        permit.actor(),
        now
    ]);
    tx.execute(CREATE, args).await?;
    tx.execute(START_COUNTS, args![id]).await?;
    change_log::add(tx, "event", id, now).await
}

/// Keeps what a host has changed; a material change raises the sequence.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or the permit is for another event.
pub async fn save(
    tx: &mut Tx,
    permit: Permit<RunEvent>,
    found: &Found,
    plan: &Plan,
    is_material: bool,
    now: When,
) -> Result<()> {
    belongs(&permit, found.id)?;
    let mut args = args![found.id, found.version];
    args.extend(plan_args(plan));
    args.extend(args![i64::from(is_material), now]);
    one(tx.execute(SAVE, args).await?)?;
    change_log::add(tx, "event", found.id, now).await
}

/// Announces a draft.
///
/// # Errors
/// [`Error::Stale`] when it is no draft any more, somebody has changed it, or the permit is for another event.
pub async fn publish(tx: &mut Tx, permit: Permit<RunEvent>, id: EventId, version: i64, now: When) -> Result<()> {
    belongs(&permit, id)?;
    one(tx.execute(PUBLISH, args![id, version, now]).await?)?;
    change_log::add(tx, "event", id, now).await
}

/// Calls an announced event off, for a reason.
///
/// # Errors
/// [`Error::Stale`] when it is not announced, or the permit is for another event.
pub async fn call_off(tx: &mut Tx, permit: Permit<RunEvent>, id: EventId, reason: &str, now: When) -> Result<()> {
    belongs(&permit, id)?;
    one(tx.execute(CALL_OFF, args![id, now, reason]).await?)?;
    change_log::add(tx, "event", id, now).await
}

/// Throws a draft away. What was announced is never deleted.
///
/// # Errors
/// [`Error::Stale`] when it is no draft any more, somebody has changed it, or the permit is for another event.
pub async fn discard(tx: &mut Tx, permit: Permit<RunEvent>, id: EventId, version: i64, now: When) -> Result<()> {
    belongs(&permit, id)?;
    let parts = [
        DISCARD_TEAM,
        DISCARD_SPEAKERS,
        DISCARD_COMMUNITIES,
        DISCARD_ROOM,
        DISCARD_CHOICES,
        DISCARD_POLLS,
        DISCARD_COUNTS,
    ];
    for statement in parts {
        tx.execute(statement, args![id]).await?;
    }
    one(tx.execute(DISCARD, args![id, version]).await?)?;
    change_log::add(tx, "event", id, now).await
}

fn one(touched: u64) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(Error::Stale) }
}

#[cfg(test)]
mod tests;
