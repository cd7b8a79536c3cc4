//! Every message that people are sent, by what it is about.

use crate::{memberships::letters::MembershipLetter, registrations};
use copia_domain::{
    events::Reminder,
    ids::{
        BallotBoxId, BroadcastId, CommunityId, GivenQuoteId, MembershipEventId, MembershipId, PromptId, QuestionId,
        QuestionStepId, RegistrationId, RegistrationStepId, RoleTermId, RollEntryId, SegmentId, SeriesRegistrationId,
        SignInTokenId, SpeakerId, StoryId, StoryWordId, WaveId,
    },
    notifications::MessageKind,
    time::When,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a message says, by the ids of what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "snake_case")]
pub enum Message {
    /// The link and code to sign in.
    SignIn {
        /// The token.
        token: SignInTokenId,
    },
    /// Something about a membership.
    Membership {
        /// What.
        letter: MembershipLetter,
        /// Which membership.
        membership: MembershipId,
        /// The step in its history that is spoken of.
        event: MembershipEventId,
    },
    /// A lead writes to the members.
    Broadcast {
        /// The message.
        broadcast: BroadcastId,
    },
    /// A host writes to those who registered.
    FromHosts {
        /// The message.
        broadcast: BroadcastId,
        /// To whom: whose place.
        registration: RegistrationId,
    },
    /// Something about a place at an event.
    Registration {
        /// Whose place.
        registration: RegistrationId,
        /// The step in its history that is spoken of.
        step: RegistrationStepId,
    },
    /// The link with which a guest registers.
    GuestLink {
        /// What they asked.
        asked: registrations::Asked,
    },
    /// An event at which somebody has a seat has moved.
    EventMoved {
        /// Whose place.
        registration: RegistrationId,
        /// How often calendars had to hear of changes of the event, this one included.
        sequence: i64,
    },
    /// Something about the places that somebody has in a series.
    Series {
        /// Whose places.
        registration: SeriesRegistrationId,
        /// The calendar object that is spoken of.
        segment: SegmentId,
        /// The SEQUENCE of the person's entry when the message was made.
        sequence: i64,
        /// What has happened.
        news: registrations::SeriesNews,
    },
    /// An event is near.
    EventReminder {
        /// Whose place.
        registration: RegistrationId,
        /// When it started when the message was made.
        starts_at: When,
        /// How long before.
        reminder: Reminder,
    },
    /// No seat came free for somebody who waited.
    LineClosed {
        /// Whose place in line.
        registration: RegistrationId,
        /// When the event started when the message was made.
        starts_at: When,
    },
    /// Somebody is asked whether they speak at an event.
    SpeakerAsked {
        /// Who.
        speaker: SpeakerId,
        /// When.
        at: When,
    },
    /// To a host: what a speaker has answered.
    SpeakerAnswered {
        /// Who.
        speaker: SpeakerId,
        /// When.
        at: When,
    },
    /// Thanks for coming to an event, with the way to its pulse.
    EventThanks {
        /// Whose place it was.
        registration: RegistrationId,
    },
    /// What became of a question.
    Question {
        /// Which question.
        question: QuestionId,
        /// The step that is spoken of: its own, or that of the question it was merged into.
        step: QuestionStepId,
    },
    /// Somebody is asked whether their words may be quoted.
    QuoteAsked {
        /// Which words.
        quote: GivenQuoteId,
        /// When.
        at: When,
    },
    /// A receipt for words that were taken back.
    QuoteWithdrawn {
        /// Which words.
        quote: GivenQuoteId,
    },
    /// A story was written for somebody, or comes back to them.
    StoryOffered {
        /// Which story.
        story: StoryId,
    },
    /// Somebody is asked for their word on a story.
    StoryAsked {
        /// What they were asked.
        word: StoryWordId,
    },
    /// What a story hoped for is to be looked at again.
    StoryFollowUp {
        /// Which story.
        story: StoryId,
    },
    /// One question about something that somebody was at.
    Prompt {
        /// Which.
        prompt: PromptId,
    },
    /// Somebody is asked to answer a survey.
    SurveyInvitation {
        /// In which wave.
        wave: WaveId,
        /// Whose entry of the roll.
        entry: RollEntryId,
    },
    /// The same again. It is about the box: that somebody was reminded is forgotten with the roll.
    SurveyReminder {
        /// The box of the wave.
        ballots: BallotBoxId,
        /// Whose entry of the roll.
        entry: RollEntryId,
    },
    /// What followed from a survey.
    SurveyOutcome {
        /// From which wave.
        wave: WaveId,
    },
    /// A forming community has opened.
    Opening {
        /// Which community.
        community: CommunityId,
    },
    /// A forming community has ended instead.
    NotOpening {
        /// Which community.
        community: CommunityId,
    },
    /// What became of a proposal.
    ProposalDecided {
        /// The community that was proposed.
        community: CommunityId,
    },
    /// A term ends soon.
    TermEnding {
        /// Which term.
        term: RoleTermId,
    },
    /// The link that confirms a new address.
    ConfirmAddress {
        /// The token.
        token: SignInTokenId,
    },
    /// To the present address: a change was asked for.
    AddressNotice {
        /// The token that keeps it.
        token: SignInTokenId,
    },
}

impl Message {
    /// Of which kind it is, for preferences and the ledger.
    pub const fn kind(&self) -> MessageKind {
        match self {
            Self::SignIn { .. } => MessageKind::SignIn,
            Self::Membership { letter, .. } => letter.kind(),
            Self::Broadcast { .. } => MessageKind::Broadcast,
            Self::FromHosts { .. } => MessageKind::Hosts,
            Self::Registration { .. }
            | Self::EventMoved { .. }
            | Self::Series { .. }
            | Self::LineClosed { .. }
            | Self::GuestLink { .. } => MessageKind::Registration,
            Self::EventReminder { .. } => MessageKind::Reminder,
            Self::EventThanks { .. } => MessageKind::Thanks,
            Self::SpeakerAsked { .. } | Self::SpeakerAnswered { .. } => MessageKind::Speaking,
            Self::Question { .. } => MessageKind::Question,
            Self::QuoteAsked { .. } | Self::QuoteWithdrawn { .. } => MessageKind::Quote,
            Self::StoryOffered { .. } | Self::StoryAsked { .. } | Self::StoryFollowUp { .. } => MessageKind::Story,
            Self::SurveyInvitation { .. } | Self::SurveyReminder { .. } | Self::SurveyOutcome { .. } => {
                MessageKind::Survey
            }
            Self::Prompt { .. } => MessageKind::Prompt,
            Self::Opening { .. } | Self::NotOpening { .. } => MessageKind::Opening,
            Self::ProposalDecided { .. } => MessageKind::Membership,
            Self::TermEnding { .. } => MessageKind::Terms,
            Self::ConfirmAddress { .. } | Self::AddressNotice { .. } => MessageKind::Address,
        }
    }

    /// The record it is about.
    pub const fn about(&self) -> Uuid {
        match self {
            Self::Membership { membership, .. } => membership.0,
            Self::Registration { registration, .. }
            | Self::EventMoved { registration, .. }
            | Self::EventReminder { registration, .. }
            | Self::EventThanks { registration }
            | Self::LineClosed { registration, .. } => registration.0,
            Self::Series { registration, .. } => registration.0,
            Self::GuestLink { asked } => asked.guest.0,
            Self::SpeakerAsked { speaker, .. } | Self::SpeakerAnswered { speaker, .. } => speaker.0,
            Self::Broadcast { broadcast } | Self::FromHosts { broadcast, .. } => broadcast.0,
            Self::Question { question, .. } => question.0,
            Self::QuoteAsked { quote, .. } | Self::QuoteWithdrawn { quote } => quote.0,
            Self::StoryOffered { story } | Self::StoryFollowUp { story } => story.0,
            Self::StoryAsked { word } => word.0,
            Self::Prompt { prompt } => prompt.0,
            Self::SurveyInvitation { wave, .. } | Self::SurveyOutcome { wave } => wave.0,
            Self::SurveyReminder { ballots, .. } => ballots.0,
            Self::Opening { community } | Self::NotOpening { community } | Self::ProposalDecided { community } => {
                community.0
            }
            Self::TermEnding { term } => term.0,
            Self::SignIn { token } | Self::ConfirmAddress { token } | Self::AddressNotice { token } => token.0,
        }
    }
}
