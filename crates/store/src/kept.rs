//! Which ids and which closed lists of the domain are kept: each is read from a column and passed to a statement.

use crate::{
    Result,
    row::{Cell, Field, Row, cells_through, unreadable},
    sql::{Arg, IntoArg},
};
use uuid::Uuid;

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {
        cells_through! { $(copia_domain::ids::$id, Uuid, v => Some(v.into());)+ }
        into_arg! { $(copia_domain::ids::$id => Id, v => v.0;)+ }
    };
}

macro_rules! choices {
    ($($choice:path),+ $(,)?) => {
        cells_through! { $($choice, String, v => <$choice>::from_word(&v);)+ }
        into_arg! { $($choice => Text, v => v.word().to_owned();)+ }
    };
}

ids!(
    AttendanceId,
    AuditEventId,
    BallotBoxId,
    BallotCellId,
    BroadcastId,
    ClaimId,
    CommentId,
    CommunityId,
    DeliveryId,
    EventId,
    EventSeriesId,
    FileId,
    GivenQuoteId,
    GuestId,
    IndicatorId,
    JobId,
    LinkId,
    MeasurementId,
    MembershipEventId,
    MembershipId,
    NewsItemId,
    PersonId,
    PollId,
    PromptId,
    PublicationId,
    QuestionId,
    QuestionStepId,
    QuoteCopyId,
    QuoteId,
    RecognitionId,
    RecordRowId,
    RecordingId,
    RegistrationId,
    RegistrationStepId,
    RequestId,
    RoleTermId,
    RollEntryId,
    SeatFateId,
    SegmentId,
    ServiceAreaId,
    SeriesRegistrationId,
    SessionId,
    SignInTokenId,
    SourceId,
    SpeakerId,
    StageChangeId,
    StoryId,
    StoryWordId,
    StatementId,
    SurveyId,
    ThemeId,
    WaveId,
);

choices!(
    copia_domain::accounts::SignInRule,
    copia_domain::accounts::TokenPurpose,
    copia_domain::attendance::Way,
    copia_domain::claims::ClaimState,
    copia_domain::claims::EvidenceKind,
    copia_domain::claims::Level,
    copia_domain::claims::Measure,
    copia_domain::claims::Origin,
    copia_domain::claims::Strength,
    copia_domain::claims::Wording,
    copia_domain::communities::Stage,
    copia_domain::communities::TriageAnswer,
    copia_domain::communities::Visibility,
    copia_domain::counters::Counter,
    copia_domain::events::Audience,
    copia_domain::events::Format,
    copia_domain::events::Kind,
    copia_domain::events::SpeakerState,
    copia_domain::events::State,
    copia_domain::events::TeamRole,
    copia_domain::memberships::Cause,
    copia_domain::memberships::CoreRule,
    copia_domain::memberships::Event,
    copia_domain::memberships::JoinRule,
    copia_domain::memberships::State,
    copia_domain::notifications::Audience,
    copia_domain::notifications::BroadcastState,
    copia_domain::notifications::DeliveryState,
    copia_domain::notifications::MessageKind,
    copia_domain::people::MatchKind,
    copia_domain::people::PersonStatus,
    copia_domain::policy::Action,
    copia_domain::policy::Role,
    copia_domain::polls::Shows,
    copia_domain::polls::State,
    copia_domain::prompts::Cycle,
    copia_domain::prompts::Occasion,
    copia_domain::prompts::Outcome,
    copia_domain::prompts::State,
    copia_domain::published::Qualifier,
    copia_domain::published::SeenAs,
    copia_domain::pulse::Worth,
    copia_domain::questions::Cause,
    copia_domain::questions::Event,
    copia_domain::questions::Moderation,
    copia_domain::questions::State,
    copia_domain::quotes::Attribution,
    copia_domain::quotes::QuoteState,
    copia_domain::quotes::Scope,
    copia_domain::records::Media,
    copia_domain::records::RecordingState,
    copia_domain::records::State,
    copia_domain::registrations::Cause,
    copia_domain::registrations::Event,
    copia_domain::registrations::Place,
    copia_domain::registrations::Policy,
    copia_domain::registrations::State,
    copia_domain::registrations::Unfilled,
    copia_domain::role_terms::TermRole,
    copia_domain::surveys::elsewhere::Tool,
    copia_domain::surveys::waves::WaveState,
    copia_domain::value::ValueType,
    copia_domain::value::indicators::Automatic,
    copia_domain::value::indicators::Direction,
    copia_domain::value::indicators::Kind,
    copia_domain::value::indicators::Measure,
    copia_domain::value::narrative::Row,
    copia_domain::value::stories::Audience,
    copia_domain::value::stories::Naming,
    copia_domain::value::stories::Others,
    copia_domain::value::stories::State,
    copia_domain::value::stories::StepState,
    copia_domain::value::stories::Word,
);

cells_through! { copia_domain::events::Local, String, v => copia_domain::events::Local::parse(&v); }
into_arg! { copia_domain::events::Local => Text, v => v.to_string(); }

cells_through! { copia_domain::value::Quantity, i64, v => Some(copia_domain::value::Quantity::of_thousandths(v)); }
into_arg! { copia_domain::value::Quantity => Int, v => v.thousandths(); }
