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
    AuditEventId,
    BroadcastId,
    ClaimId,
    CommunityId,
    DeliveryId,
    FileId,
    JobId,
    LinkId,
    MembershipEventId,
    MembershipId,
    NewsItemId,
    PersonId,
    QuoteId,
    RecognitionId,
    RecordRowId,
    RequestId,
    RoleTermId,
    ServiceAreaId,
    SessionId,
    SignInTokenId,
    SourceId,
    StageChangeId,
);

choices!(
    copia_domain::accounts::SignInRule,
    copia_domain::accounts::TokenPurpose,
    copia_domain::claims::ClaimState,
    copia_domain::claims::EvidenceKind,
    copia_domain::claims::Level,
    copia_domain::claims::Measure,
    copia_domain::claims::Origin,
    copia_domain::claims::Wording,
    copia_domain::communities::Stage,
    copia_domain::communities::TriageAnswer,
    copia_domain::communities::Visibility,
    copia_domain::counters::Counter,
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
    copia_domain::published::Qualifier,
    copia_domain::published::SeenAs,
    copia_domain::role_terms::TermRole,
);
