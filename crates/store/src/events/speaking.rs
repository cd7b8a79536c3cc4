//! What speakers have said, and the slides of an event.

use super::belongs;
use crate::{Result, Tx, row::record};
use copia_domain::{
    events::SpeakerState,
    ids::{EventId, FileId, PersonId, SpeakerId},
    policy::{Permit, acts::RunEvent},
    time::When,
};

/// What is read of somebody who speaks, up to the condition on whom.
macro_rules! said {
    () => {
        "SELECT s.id, s.event_id, s.person_id, coalesce(nullif(p.name, ''), s.name) AS name, s.affiliation, s.email,
           s.state, s.asked_at, s.answered_at, s.agrees_to_recording, s.words
         FROM event_speakers s LEFT JOIN people p ON p.id = s.person_id WHERE "
    };
}

statements! {
    FIND = concat!(said!(), "s.id = $1");
    OF_EVENT = concat!(said!(), "s.event_id = $1 ORDER BY s.position");
    ASK = "UPDATE event_speakers SET state = 'asked', asked_at = $3 WHERE id = $1 AND event_id = $2
           AND state <> 'confirmed'";
    ANSWER = "UPDATE event_speakers SET state = $3, answered_at = $4, agrees_to_recording = $5, words = $6
              WHERE id = $1 AND event_id = $2";
    ADD_SLIDES = "INSERT INTO event_slides (id, event_id, speaker_id, name, media_type, size, digest, added_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SLIDES = "SELECT id, event_id, speaker_id, name, media_type, size, digest, added_at FROM event_slides
              WHERE event_id = $1 ORDER BY added_at, id";
    FIND_SLIDES = "SELECT id, event_id, speaker_id, name, media_type, size, digest, added_at FROM event_slides
                   WHERE id = $1";
    // The name stays: it is part of what was announced.
    FORGET_ADDRESSES = "UPDATE event_speakers SET email = NULL WHERE email IS NOT NULL
                          AND event_id IN (SELECT id FROM events WHERE ends_at < $1)";
    REMOVE_SLIDES = "DELETE FROM event_slides WHERE id = $1 AND event_id = $2";
}

record! {
    /// Somebody who speaks, with what they have said.
    pub struct SpeakerRow {
        /// Which row.
        id: SpeakerId,
        /// At which event.
        event_id: EventId,
        /// Who, if they are known here.
        person_id: Option<PersonId>,
        /// Their name.
        name: String,
        /// Where they come from; empty for nothing.
        affiliation: String,
        /// A guest's address.
        email: Option<String>,
        /// Whether they have said that they come.
        state: SpeakerState,
        /// When they were last asked.
        asked_at: Option<When>,
        /// When they last answered.
        answered_at: Option<When>,
        /// Whether they agree to being recorded, where that was asked.
        agrees_to_recording: Option<bool>,
        /// Their words to the hosts.
        words: Option<String>,
    }

    /// Slides of an event.
    pub struct Slides {
        /// Which file.
        id: FileId,
        /// Of which event.
        event_id: EventId,
        /// Whose, as long as they speak.
        speaker_id: Option<SpeakerId>,
        /// The name of the file.
        name: String,
        /// What it is, found by looking at it.
        media_type: String,
        /// Bytes.
        size: i64,
        /// SHA-256 of the bytes in hexadecimal.
        digest: String,
        /// When they were brought.
        added_at: When,
    }
}

/// What a speaker answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerAnswer {
    /// Whether they come.
    pub state: SpeakerState,
    /// Whether they agree to being recorded, where that was asked.
    pub agrees_to_recording: Option<bool>,
    /// Their words to the hosts.
    pub words: Option<String>,
}

/// Somebody who speaks.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_speaker(tx: &mut Tx, id: SpeakerId) -> Result<Option<SpeakerRow>> {
    tx.optional(FIND, args![id]).await
}

/// Those who speak at an event, in their order, with what they have said.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn speaking(tx: &mut Tx, event: EventId) -> Result<Vec<SpeakerRow>> {
    tx.all(OF_EVENT, args![event]).await
}

/// Notes that a speaker is asked; whether there was anything to ask.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn ask_speaker(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    id: SpeakerId,
    now: When,
) -> Result<bool> {
    belongs(permit, event)?;
    Ok(tx.execute(ASK, args![id, event, now]).await? == 1)
}

/// Keeps what a speaker answers.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn answer_as_speaker(
    tx: &mut Tx,
    permit: &Permit<RunEvent>,
    event: EventId,
    id: SpeakerId,
    answer: &SpeakerAnswer,
    now: When,
) -> Result<()> {
    belongs(permit, event)?;
    let args = args![id, event, answer.state, now, answer.agrees_to_recording, answer.words.clone()];
    tx.execute(ANSWER, args).await.map(drop)
}

/// Notes slides whose bytes are stored.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn add_slides(tx: &mut Tx, permit: &Permit<RunEvent>, s: &Slides) -> Result<()> {
    belongs(permit, s.event_id)?;
    let args = args![s.id, s.event_id, s.speaker_id, &s.name, &s.media_type, s.size, &s.digest, s.added_at];
    tx.execute(ADD_SLIDES, args).await.map(drop)
}

/// The slides of an event, the first first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn slides(tx: &mut Tx, event: EventId) -> Result<Vec<Slides>> {
    tx.all(SLIDES, args![event]).await
}

/// Slides by their file.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_slides(tx: &mut Tx, id: FileId) -> Result<Option<Slides>> {
    tx.optional(FIND_SLIDES, args![id]).await
}

/// Takes slides off an event; their bytes are removed by a job.
///
/// # Errors
/// [`crate::Error::Stale`] when the permit is for another event.
pub async fn remove_slides(tx: &mut Tx, permit: &Permit<RunEvent>, event: EventId, id: FileId) -> Result<bool> {
    belongs(permit, event)?;
    Ok(tx.execute(REMOVE_SLIDES, args![id, event]).await? == 1)
}

/// Forgets the addresses of guests who spoke at events that ended before an instant; how many.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn forget_addresses(tx: &mut Tx, before: When) -> Result<u64> {
    tx.execute(FORGET_ADDRESSES, args![before]).await
}
