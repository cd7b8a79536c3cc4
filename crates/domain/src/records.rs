//! The record of an event: what has to be there before it is published, and how its recording comes in.

mod chapters;
mod media;
mod upload;

pub use chapters::{Chapter, chapter_lines, chapters};
pub use media::{Media, media};
pub use upload::{Taken, take};

crate::choices! {
    /// Where a record stands.
    State {
        /// Only those who run the event see it.
        Draft = "draft",
        /// Whoever may see the event sees it.
        Published = "published",
    }
}

crate::choices! {
    /// Where a recording stands whose bytes are kept here.
    RecordingState {
        /// Pieces of it are still to come.
        Uploading = "uploading",
        /// It is whole.
        Ready = "ready",
        /// It was taken off, or never became whole; its bytes are removed.
        Ended = "ended",
    }
}

crate::choices! {
    /// What a record lacks. The words end the keys of the messages.
    Missing {
        /// A summary: what was said, for those who were not there.
        Summary = "summary",
        /// Captions of the recording (WCAG 2.2, 1.2.2).
        Captions = "captions",
        /// The answer to whether the recording shows something that is not spoken.
        Answer = "answer",
        /// A description in words of what is shown and not spoken (WCAG 2.2, 1.2.3 and 1.2.5).
        Description = "description",
    }
}

/// Bytes of a piece of a recording. Every piece but the last is of this size.
pub const PIECE: i64 = 4 * 1024 * 1024;
/// Bytes of a recording at most: some four hours of a talk with its slides.
pub const MOST_BYTES: i64 = 4 * 1024 * 1024 * 1024;
/// Hours after which an upload that nobody goes on with is removed.
pub const UNFINISHED_HOURS: i64 = 24;
/// Days after an event within which its record is to be complete.
pub const COMPLETE_DAYS: i64 = 5;
/// Years ahead for which a review can be set.
pub const MOST_REVIEW_YEARS: i64 = 10;
/// Minutes after the start of its event at which a recording begins, at most.
pub const MOST_BEGINS_AFTER: i64 = 600;

/// What is looked at before a record is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part is there")]
pub struct Parts {
    /// Whether there is a summary.
    pub has_summary: bool,
    /// Whether there is a recording, kept here or linked.
    pub has_recording: bool,
    /// Whether there are captions.
    pub has_captions: bool,
    /// Whether the recording shows something that is not spoken; `None` where nobody has said.
    pub shows_unspoken: Option<bool>,
    /// Whether what it shows is described in words.
    pub has_description: bool,
}

/// What a record lacks to be published, in the order of its form. A record without a recording is a summary with its
/// slides and questions, and needs no captions.
pub fn missing(parts: Parts) -> Vec<Missing> {
    let plays = parts.has_recording;
    let all = [
        (!parts.has_summary, Missing::Summary),
        (plays && !parts.has_captions, Missing::Captions),
        (plays && parts.shows_unspoken.is_none(), Missing::Answer),
        (plays && parts.shows_unspoken == Some(true) && !parts.has_description, Missing::Description),
    ];
    all.into_iter().filter(|(lacks, _)| *lacks).map(|(_, missing)| missing).collect()
}

#[cfg(test)]
mod tests;
