//! What the search index needs of each kind of record, by lists of ids, and which audiences a viewer holds.

use crate::{Result, Tx, row::record, sql::id_list};
use copia_domain::{
    communities::{Stage, Visibility},
    events,
    ids::{CommunityId, EventId, PersonId, ServiceAreaId},
    time::{Day, When},
};
use uuid::Uuid;

statements! {
    COMMUNITIES = "SELECT c.id, c.name, c.summary, c.stage, c.visibility, a.id AS area_id, a.name AS area_name,
                     coalesce(n.core, 0) + coalesce(n.wider, 0) AS members,
                     h.purpose, h.scope, h.audience, h.ways_of_working, h.cadence, h.success,
                     (SELECT string_agg(f.label, '|') FROM community_fits f WHERE f.community_id = c.id) AS fits
                   FROM communities c
                   LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
                   LEFT JOIN service_areas a ON a.id = ca.area_id
                   LEFT JOIN community_counts n ON n.community_id = c.id
                   LEFT JOIN charters h ON h.community_id = c.id AND h.version =
                     (SELECT max(version) FROM charters WHERE community_id = c.id)
                   WHERE c.id IN (SELECT unhex(value) FROM json_each($1))";
    PEOPLE = concat!(
        "SELECT p.id, p.name, p.job_title, p.department, p.job_family, p.about,
                (SELECT string_agg(t.label, '|') FROM person_topics t WHERE t.person_id = p.id) AS topics
              FROM people p
              WHERE p.id IN (SELECT unhex(value) FROM json_each($1)) AND p.status = 'current' AND ",
        is_here!()
    );
    AREAS = "SELECT id, name, description FROM service_areas
             WHERE id IN (SELECT unhex(value) FROM json_each($1)) AND retired_on IS NULL";
    NEWS = "SELECT n.id, n.title, n.summary, n.kind, c.id AS community_id, c.stage, c.visibility
            FROM news_items n LEFT JOIN communities c ON c.id = n.community_id
            WHERE n.id IN (SELECT unhex(value) FROM json_each($1))";
    // Drafts are nobody's to find.
    EVENTS = "SELECT e.id, e.title, e.summary, e.description, e.kind, e.audience, k.summary AS record, k.captions
              FROM events e LEFT JOIN records k ON k.event_id = e.id AND k.state = 'published'
              WHERE e.id IN (SELECT unhex(value) FROM json_each($1)) AND e.state <> 'draft'";
    EVENT_COMMUNITIES = "SELECT event_id, community_id AS id FROM event_communities
                         WHERE event_id IN (SELECT unhex(value) FROM json_each($1))";
    EVENT_PEOPLE = "SELECT event_id, person_id AS id FROM event_team
                    WHERE event_id IN (SELECT unhex(value) FROM json_each($1))
                    UNION
                    SELECT event_id, person_id AS id FROM event_speakers
                    WHERE person_id IS NOT NULL AND event_id IN (SELECT unhex(value) FROM json_each($1))";
    EVENT_PLACES = "SELECT id, slug, starts_at FROM events WHERE id IN (SELECT unhex(value) FROM json_each($1))";
    HELD = "SELECT community_id, state = 'active_core' AS is_core FROM memberships
            WHERE person_id = $1 AND state IN ('active_core', 'active_wider')
            UNION
            SELECT community_id, TRUE AS is_core FROM role_terms WHERE person_id = $1 AND community_id IS NOT NULL
              AND role IN ('lead', 'sponsor') AND starts <= $2 AND (ends IS NULL OR ends >= $2)";
    SLUGS = "SELECT id, slug, hue FROM service_areas WHERE id IN (SELECT unhex(value) FROM json_each($1))
             UNION ALL
             SELECT c.id, c.slug, coalesce(a.hue, 0) AS hue FROM communities c
             LEFT JOIN community_areas ca ON ca.community_id = c.id AND ca.until IS NULL
             LEFT JOIN service_areas a ON a.id = ca.area_id
             WHERE c.id IN (SELECT unhex(value) FROM json_each($1))";
    AREA_NAMES = "SELECT id, name FROM service_areas ORDER BY position, name_key, id";
}

record! {
    /// A community as it is found.
    pub struct CommunityText {
        /// Which community.
        id: CommunityId,
        /// Its name.
        name: String,
        /// What it is for.
        summary: String,
        /// Its stage.
        stage: Stage,
        /// Who finds it.
        visibility: Visibility,
        /// Its area.
        area_id: Option<ServiceAreaId>,
        /// The area's name.
        area_name: Option<String>,
        /// How many members it has.
        members: i64,
        /// From the charter: why it exists.
        purpose: Option<String>,
        /// From the charter: what it deals with.
        scope: Option<String>,
        /// From the charter: who it is for.
        audience: Option<String>,
        /// From the charter: how it works.
        ways_of_working: Option<String>,
        /// From the charter: how often it meets.
        cadence: Option<String>,
        /// From the charter: what success looks like.
        success: Option<String>,
        /// What it fits, separated by `|`.
        fits: Option<String>,
    }

    /// A person as colleagues find them.
    pub struct PersonText {
        /// Which person.
        id: PersonId,
        /// Their name.
        name: String,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// The family of jobs.
        job_family: Option<String>,
        /// A few words about themselves.
        about: Option<String>,
        /// Topics of interest, separated by `|`.
        topics: Option<String>,
    }

    /// A service area as it is found.
    pub struct AreaText {
        /// Which area.
        id: ServiceAreaId,
        /// Its name.
        name: String,
        /// What it is.
        description: String,
    }

    /// A news item as it is found.
    pub struct NewsText {
        /// Which item.
        id: Uuid,
        /// Its title.
        title: String,
        /// Its summary.
        summary: String,
        /// Its kind.
        kind: String,
        /// The community that it is about.
        community_id: Option<CommunityId>,
        /// That community's stage.
        stage: Option<Stage>,
        /// Who finds that community.
        visibility: Option<Visibility>,
    }

    /// An event as it is found.
    pub struct EventText {
        /// Which event.
        id: EventId,
        /// What it is called.
        title: String,
        /// What it is about, in a sentence or two.
        summary: String,
        /// What it is about, in Markdown.
        description: String,
        /// What sort of event it is.
        kind: events::Kind,
        /// Who may come.
        audience: events::Audience,
        /// What was said, in Markdown, where its record is published.
        record: Option<String>,
        /// The captions of its recording, likewise.
        captions: Option<String>,
    }

    /// A community that holds an event, or somebody who runs it or speaks.
    pub struct OfEvent {
        /// Which event.
        event_id: EventId,
        /// The community or person.
        id: Uuid,
    }

    /// Where the page of an event is, and when it starts.
    pub struct EventPlace {
        /// Which event.
        id: Uuid,
        /// The last part of its address.
        slug: String,
        /// When it starts.
        starts_at: When,
    }

    /// A community that the viewer is inside of.
    pub struct Held {
        /// Which community.
        community_id: CommunityId,
        /// Whether they are of its core, lead it or sponsor it.
        is_core: bool,
    }

    /// Where the page of a community or area is, and its hue.
    pub struct Place {
        /// The record.
        id: Uuid,
        /// The last part of its address.
        slug: String,
        /// Its hue, 0 to 11.
        hue: i64,
    }

    /// An area's name, for the facet.
    pub struct AreaName {
        /// Which area.
        id: ServiceAreaId,
        /// Its name.
        name: String,
    }
}

/// These communities.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn communities(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<CommunityText>> {
    tx.all(COMMUNITIES, vec![id_list(ids.iter().copied())]).await
}

/// Those of these people who are part of the organisation.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn people(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<PersonText>> {
    tx.all(PEOPLE, vec![id_list(ids.iter().copied())]).await
}

/// Those of these areas that are not retired.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn areas(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<AreaText>> {
    tx.all(AREAS, vec![id_list(ids.iter().copied())]).await
}

/// These news items.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn news(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<NewsText>> {
    tx.all(NEWS, vec![id_list(ids.iter().copied())]).await
}

/// Those of these events that were announced.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn events(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<EventText>> {
    tx.all(EVENTS, vec![id_list(ids.iter().copied())]).await
}

/// The communities that hold these events.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn event_communities(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<OfEvent>> {
    tx.all(EVENT_COMMUNITIES, vec![id_list(ids.iter().copied())]).await
}

/// Those who run these events or speak at them.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn event_people(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<OfEvent>> {
    tx.all(EVENT_PEOPLE, vec![id_list(ids.iter().copied())]).await
}

/// The addresses of these events, and when they start.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn event_places(tx: &mut Tx, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<EventPlace>> {
    tx.all(EVENT_PLACES, vec![id_list(ids)]).await
}

/// The communities that a person is inside of on a day: as a member, lead or sponsor.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn held(tx: &mut Tx, person: PersonId, today: Day) -> Result<Vec<Held>> {
    tx.all(HELD, args![person, today]).await
}

/// The addresses and hues of these communities and areas.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn places(tx: &mut Tx, ids: impl IntoIterator<Item = Uuid>) -> Result<Vec<Place>> {
    tx.all(SLUGS, vec![id_list(ids)]).await
}

/// The names of all areas, in their order.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn area_names(tx: &mut Tx) -> Result<Vec<AreaName>> {
    tx.all(AREA_NAMES, args![]).await
}
