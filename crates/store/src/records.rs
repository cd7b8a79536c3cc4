//! Records of events: what is kept of an event once it is over, and its recording.

mod recordings;

pub use recordings::{
    Recording, add_piece, begin, end, find as find_recording, finish, forget, pieces, same, to_forget, unfinished,
};

pub(crate) const RECORDING_STATEMENTS: &[(&str, crate::sql::Sql)] = recordings::STATEMENTS;

use crate::{Error, Result, Tx, change_log, events::belongs, row::record};
use copia_domain::{
    ids::{EventId, QuestionId, RecordingId},
    policy::{Permit, acts::KeepRecord},
    records::{Parts, State},
    time::{Day, When},
};

statements! {
    FIND = "SELECT event_id, state, summary, link, recording_id, shows_unspoken, description, captions, chapters,
              begins_after, review_by, published_at, taken_down_at, reason, changed_at, version
            FROM records WHERE event_id = $1";
    SAVE = "INSERT INTO records (event_id, state, summary, link, recording_id, shows_unspoken, description, captions,
              chapters, begins_after, review_by, published_at, taken_down_at, reason, changed_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (event_id) DO UPDATE SET state = excluded.state, summary = excluded.summary,
              link = excluded.link, recording_id = excluded.recording_id, shows_unspoken = excluded.shows_unspoken,
              description = excluded.description, captions = excluded.captions, chapters = excluded.chapters,
              begins_after = excluded.begins_after, review_by = excluded.review_by,
              published_at = excluded.published_at, taken_down_at = excluded.taken_down_at, reason = excluded.reason,
              changed_at = excluded.changed_at, version = excluded.version
            WHERE records.version = excluded.version - 1";
    TAKEN_UP = "SELECT s.question_id, min(s.at) AS at FROM question_steps s JOIN questions q ON q.id = s.question_id
                WHERE q.event_id = $1 AND s.state IN ('answering', 'answered_live') GROUP BY s.question_id";
}

record! {
    /// The record of an event.
    pub struct Record {
        /// Of which event.
        event_id: EventId,
        /// Whether it is published.
        state: State,
        /// What was said, in Markdown.
        summary: String,
        /// Where a recording is that is kept elsewhere.
        link: Option<String>,
        /// The recording that is kept here.
        recording_id: Option<RecordingId>,
        /// Whether the recording shows something that is not spoken, where that was said.
        shows_unspoken: Option<bool>,
        /// What it shows, in words (Markdown).
        description: String,
        /// Its captions as WebVTT.
        captions: Option<String>,
        /// Its chapters, a line for each.
        chapters: String,
        /// Minutes from the start of the event to that of the recording, where that is known.
        begins_after: Option<i64>,
        /// By when it is to be looked at again.
        review_by: Option<Day>,
        /// Since when it is published, or when it last was.
        published_at: Option<When>,
        /// When it was taken down.
        taken_down_at: Option<When>,
        /// Why it was taken down.
        reason: Option<String>,
        /// When it was last changed.
        changed_at: When,
        /// Raised with each change; 0 for one that nobody has begun.
        version: i64,
    }

    /// When a question was taken up in the room.
    pub struct TakenUp {
        /// Which question.
        question_id: QuestionId,
        /// When.
        at: When,
    }
}

impl Record {
    /// A record that nobody has begun.
    pub const fn blank(event_id: EventId, now: When) -> Self {
        Self {
            event_id,
            state: State::Draft,
            summary: String::new(),
            link: None,
            recording_id: None,
            shows_unspoken: None,
            description: String::new(),
            captions: None,
            chapters: String::new(),
            begins_after: None,
            review_by: None,
            published_at: None,
            taken_down_at: None,
            reason: None,
            changed_at: now,
            version: 0,
        }
    }

    /// Whether there is a recording, here or elsewhere.
    pub const fn plays(&self) -> bool {
        self.link.is_some() || self.recording_id.is_some()
    }

    /// What is looked at before it is published.
    pub const fn parts(&self) -> Parts {
        Parts {
            has_summary: !self.summary.is_empty(),
            has_recording: self.plays(),
            has_captions: self.captions.is_some(),
            shows_unspoken: self.shows_unspoken,
            has_description: !self.description.is_empty(),
        }
    }
}

/// The record of an event.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, event: EventId) -> Result<Option<Record>> {
    tx.optional(FIND, args![event]).await
}

/// Keeps a record as it is now; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or the permit is for another event.
pub async fn save(tx: &mut Tx, permit: &Permit<KeepRecord>, r: &Record, now: When) -> Result<()> {
    belongs(permit, r.event_id)?;
    let args = args![
        r.event_id,
        r.state,
        &r.summary,
        r.link.clone(),
        r.recording_id,
        r.shows_unspoken,
        &r.description,
        r.captions.clone(),
        &r.chapters,
        r.begins_after,
        r.review_by,
        r.published_at,
        r.taken_down_at,
        r.reason.clone(),
        now,
        r.version + 1
    ];
    if tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "event", r.event_id, now).await
}

/// When each question of an event was first taken up in its room; those that never were are not in it.
///
/// # Errors
/// [`Error::Database`].
pub async fn taken_up(tx: &mut Tx, event: EventId) -> Result<Vec<TakenUp>> {
    tx.all(TAKEN_UP, args![event]).await
}
