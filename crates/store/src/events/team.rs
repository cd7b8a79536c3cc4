//! Who holds an event, who runs it, and who speaks.

use super::belongs;
use crate::{Result, Tx, change_log, row::record};
use copia_domain::{
    events::{SpeakerState, TeamRole},
    ids::{CommunityId, EventId, FileId, PersonId, SpeakerId},
    policy::{Permit, acts::RunEvent},
    time::When,
};

statements! {
    CLEAR_COMMUNITIES = "DELETE FROM event_communities WHERE event_id = $1";
    ADD_COMMUNITY = "INSERT INTO event_communities (event_id, community_id, position) VALUES ($1, $2, $3)";
    ADD_RUNNER = "INSERT INTO event_team (event_id, person_id, role, since) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (event_id, person_id) DO UPDATE SET role = excluded.role";
    REMOVE_RUNNER = "DELETE FROM event_team WHERE event_id = $1 AND person_id = $2";
    RUNNERS = "SELECT t.person_id, t.role, p.name, p.picture_id FROM event_team t JOIN people p ON p.id = t.person_id
               WHERE t.event_id = $1 AND p.status = 'current' ORDER BY t.role, t.since, p.name_key, p.id";
    CLEAR_SPEAKERS = "DELETE FROM event_speakers WHERE event_id = $1
                        AND id NOT IN (SELECT unhex(value) FROM json_each($2))";
    SAVE_SPEAKER = "INSERT INTO event_speakers (id, event_id, position, person_id, name, affiliation, email, state)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (id) DO UPDATE SET position = excluded.position, person_id = excluded.person_id,
                      name = excluded.name, affiliation = excluded.affiliation, email = excluded.email,
                      state = excluded.state";
    // Whoever speaks is named, even when they have left: it is part of what was announced. Erasing forgets the name.
    SPEAKERS = "SELECT s.id, s.person_id, coalesce(nullif(p.name, ''), s.name) AS name, s.affiliation, s.email, s.state,
                  CASE WHEN p.status = 'current' THEN p.picture_id END AS picture_id
                FROM event_speakers s LEFT JOIN people p ON p.id = s.person_id
                WHERE s.event_id = $1 ORDER BY s.position";
}

record! {
    /// Somebody who runs an event.
    pub struct Runner {
        /// Who.
        person_id: PersonId,
        /// As what.
        role: TeamRole,
        /// Their name.
        name: String,
        /// Their picture.
        picture_id: Option<FileId>,
    }

    /// Somebody who speaks.
    pub struct Speaker {
        /// Which row.
        id: SpeakerId,
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Their name.
        name: String,
        /// Where they come from; empty for nothing.
        affiliation: String,
        /// A guest's address, for their letter.
        email: Option<String>,
        /// Whether they have said that they come.
        state: SpeakerState,
        /// Their picture.
        picture_id: Option<FileId>,
    }
}

/// Somebody who is to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaking {
    /// Which row: the one that is there, or a new one.
    pub id: SpeakerId,
    /// Who, if they are known here.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Where they come from.
    pub affiliation: String,
    /// A guest's address.
    pub email: Option<String>,
    /// Whether they have said that they come.
    pub state: SpeakerState,
}

/// Says which communities hold an event; the first one answers for it.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn set_communities(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    communities: &[CommunityId],
) -> Result<()> {
    belongs(permit, event)?;
    tx.execute(CLEAR_COMMUNITIES, args![event]).await?;
    for (position, community) in (1_i64..).zip(communities) {
        tx.execute(ADD_COMMUNITY, args![event, *community, position]).await?;
    }
    Ok(())
}

/// Says who speaks, in this order. Rows that stay keep their ids.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn set_speakers(tx: &mut Tx, permit: &Permit<RunEvent>, event: EventId, speakers: &[Speaking]) -> Result<()> {
    belongs(permit, event)?;
    tx.execute(CLEAR_SPEAKERS, args![event, crate::sql::id_list(speakers.iter().map(|one| one.id))]).await?;
    for (position, one) in (1_i64..).zip(speakers) {
        let args =
            args![one.id, event, position, one.person, &one.name, &one.affiliation, one.email.clone(), one.state];
        tx.execute(SAVE_SPEAKER, args).await?;
    }
    Ok(())
}

/// Makes somebody one of those who run an event, or changes what they do.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn add_runner(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    person: PersonId,
    role: TeamRole,
    now: When,
) -> Result<()> {
    belongs(permit, event)?;
    tx.execute(ADD_RUNNER, args![event, person, role, now]).await?;
    // Who may find it by searching has changed.
    change_log::add(tx, "event", event, now).await
}

/// Takes somebody off those who run an event.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn remove_runner(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    person: PersonId,
    now: When,
) -> Result<()> {
    belongs(permit, event)?;
    tx.execute(REMOVE_RUNNER, args![event, person]).await?;
    change_log::add(tx, "event", event, now).await
}

/// Those who run an event, hosts first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn runners(tx: &mut Tx, event: EventId) -> Result<Vec<Runner>> {
    tx.all(RUNNERS, args![event]).await
}

/// Those who speak, in their order.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn speakers(tx: &mut Tx, event: EventId) -> Result<Vec<Speaker>> {
    tx.all(SPEAKERS, args![event]).await
}
