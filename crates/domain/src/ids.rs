//! Identifiers: UUIDv7, one type for each entity, so that one cannot be passed for another.

use crate::time::When;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier from the moment it is made and ten random bytes.
            pub fn new(at: When, random: [u8; 10]) -> Self {
                Self(uuid_v7(at, random))
            }

            /// Reads the usual hyphenated form; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// Somebody's being at an event.
    AttendanceId,
    /// One row of the audit log.
    AuditEventId,
    /// Where answers to the same questions by the same people are collected.
    BallotBoxId,
    /// A group of those who are asked, large enough for a ballot to say it.
    BallotCellId,
    /// A message that somebody writes to members, or to those who come to an event.
    BroadcastId,
    /// A published or computed figure or sentence with its evidence.
    ClaimId,
    /// What somebody wrote to a question of a survey: a ballot in words. The id is random.
    CommentId,
    /// A community of practice.
    CommunityId,
    /// A row of the delivery ledger.
    DeliveryId,
    /// An event: one session with its own page.
    EventId,
    /// Several sessions of an event as one thing.
    EventSeriesId,
    /// A stored file.
    FileId,
    /// Words that somebody lets others quote.
    GivenQuoteId,
    /// Somebody without an account who comes to an event.
    GuestId,
    /// Something that is measured for a community.
    IndicatorId,
    /// A unit of work that leaves through the outbox.
    JobId,
    /// A link to where a community already works.
    LinkId,
    /// One measurement of an indicator.
    MeasurementId,
    /// What one person is to one community.
    MembershipId,
    /// One step in the history of a membership.
    MembershipEventId,
    /// A news article.
    NewsItemId,
    /// A person, with or without an account.
    PersonId,
    /// A quick poll in the room of an event.
    PollId,
    /// A question that somebody was asked about something that happened.
    PromptId,
    /// A report on a survey that was asked elsewhere.
    PublishedSurveyId,
    /// The page of impact as it stood on a day.
    PublicationId,
    /// A question in the room of an event.
    QuestionId,
    /// One step in the history of a question.
    QuestionStepId,
    /// A copy of a quote that was taken off the site.
    QuoteCopyId,
    /// A published, unattributed comment.
    QuoteId,
    /// An award or an outside event.
    RecognitionId,
    /// A recording of an event whose bytes are kept here.
    RecordingId,
    /// A row of an imported record.
    RecordRowId,
    /// A place at an event, or in line for one.
    RegistrationId,
    /// One step in the history of a registration.
    RegistrationStepId,
    /// One request to the server; it is in every log line and audit row.
    RequestId,
    /// Somebody who is asked, in the roll of a ballot box.
    RollEntryId,
    /// A role held for a time.
    RoleTermId,
    /// What became of a freed seat.
    SeatFateId,
    /// A service area.
    ServiceAreaId,
    /// One calendar object of a series: its sessions from one date on.
    SegmentId,
    /// Somebody's registration for all sessions of a series.
    SeriesRegistrationId,
    /// A signed-in browser.
    SessionId,
    /// A one-time link or code.
    SignInTokenId,
    /// A page that a published figure was read on.
    SourceId,
    /// Somebody who speaks at an event.
    SpeakerId,
    /// A step in a community's life.
    StageChangeId,
    /// A story of what difference a community made.
    StoryId,
    /// A second person's word on such a story.
    StoryWordId,
    /// A statement of the bank, in one wording.
    StatementId,
    /// A survey, in one edition.
    SurveyId,
    /// What comments speak of, in one wave.
    ThemeId,
    /// A survey asked of some people for some days.
    WaveId,
}

/// A UUID of version 7 (RFC 9562, section 5.7): milliseconds since 1970, then random bits.
pub fn uuid_v7(at: When, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(at.micros() / 1000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let early = PersonId::new(When::from_micros(1_000_000), [255; 10]);
        let late = PersonId::new(When::from_micros(2_000_000), [0; 10]);
        assert!(early < late);
        assert_eq!(early.0.get_version_num(), 7);
        assert_eq!(PersonId::parse(&early.to_string()), Some(early));
        assert_eq!(PersonId::parse("not an id"), None);
    }
}
