//! What is sent to people, what they chose, and why something was not sent.

crate::choices! {
    /// The kinds of message. Each has its preference, and the ledger names it.
    MessageKind {
        /// The link and code to sign in. Cannot be switched off.
        SignIn = "sign_in",
        /// Confirming a new address. Cannot be switched off.
        Address = "address",
        /// What became of one's request, an invitation, or a removal.
        Membership = "membership",
        /// For leads: requests that wait.
        Requests = "requests",
        /// A lead writes to the members.
        Broadcast = "broadcast",
        /// A host writes to those who registered.
        Hosts = "hosts",
        /// One's place at an event: the seat, the line, and what becomes of both.
        Registration = "registration",
        /// An event at which one has a seat is near.
        Reminder = "reminder",
        /// Thanks for coming to an event, with two questions.
        Thanks = "thanks",
        /// Speaking at an event: being asked, and for hosts the answers.
        Speaking = "speaking",
        /// What became of a question that one asked at an event.
        Question = "question",
        /// Being asked whether one's words may be quoted, and the receipt when they were taken back.
        Quote = "quote",
        /// A story that was written for one, on which one is asked for one's word, or that hopes for something.
        Story = "story",
        /// One question, some time after something that one was at.
        Prompt = "prompt",
        /// Being asked to answer a survey, reminders of that, and what followed from it.
        Survey = "survey",
        /// A forming community has opened.
        Opening = "opening",
        /// For leads and the programme manager: terms that end.
        Terms = "terms",
    }
}

impl MessageKind {
    /// Whether a person may choose not to get messages of this kind by mail.
    pub const fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Requests
                | Self::Broadcast
                | Self::Hosts
                | Self::Reminder
                | Self::Question
                | Self::Thanks
                | Self::Story
                | Self::Prompt
                | Self::Survey
                | Self::Opening
                | Self::Terms
        )
    }
}

crate::choices! {
    /// What became of a message, as the delivery ledger says.
    DeliveryState {
        /// Waits in the outbox.
        Queued = "queued",
        /// Handed to the mail server.
        Sent = "sent",
        /// Not sent, for the reason given.
        Withheld = "withheld",
        /// The mail server refused it, or it could not be handed over in time.
        Failed = "failed",
    }
}

crate::choices! {
    /// Why a message was not sent.
    Withheld {
        /// The person chose not to get messages of this kind.
        Preference = "preference",
        /// The person has had as many messages of this kind as one gets in a day.
        Cap = "cap",
        /// The person has left.
        PersonLeft = "person_left",
        /// The person has no address.
        NoAddress = "no_address",
        /// What the message is about had been settled or called off.
        Overtaken = "overtaken",
    }
}

crate::choices! {
    /// To whom a lead or a host writes.
    Audience {
        /// Every member, core and wider; everybody who comes or waits.
        All = "all",
        /// The core members.
        Core = "core",
        /// Those who have a seat.
        Confirmed = "confirmed",
        /// Those who wait for one.
        Waiting = "waiting",
    }
}

crate::choices! {
    /// Where a message to the members stands.
    BroadcastState {
        /// It can still be called off.
        Waiting = "waiting",
        /// Its author, or another lead, called it off in time.
        CalledOff = "called_off",
        /// It has gone to the ledger, one delivery for each member.
        Sent = "sent",
    }
}

/// Messages from leads that a person gets from one community in a day at most; more are withheld and the
/// ledger says so.
pub const BROADCASTS_A_DAY: i64 = 3;
/// Minutes between writing to the members and sending, in which the lead can call it off.
pub const BROADCAST_DELAY_MINUTES: i64 = 10;
/// Hours after which leads are reminded of a request that waits.
pub const REMIND_LEADS_HOURS: i64 = 48;
/// Hours after which the programme manager is told of a request that waits.
pub const TELL_MANAGER_HOURS: i64 = 96;
/// Hours for which the link to answer an invitation is good; on the site it can be answered as long as it stands.
pub const INVITATION_LINK_HOURS: i64 = 60 * 24;
/// Hours for which the link to decide a request is good.
pub const DECISION_LINK_HOURS: i64 = 14 * 24;

/// Seconds to wait before the next try of a job that failed for the `attempts`-th time: half a minute,
/// doubled each time, at most six hours.
pub fn back_off_seconds(attempts: u32) -> i64 {
    let doublings = attempts.saturating_sub(1).min(10);
    (30_i64 << doublings).min(6 * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_six_hours() {
        assert_eq!([1, 2, 3].map(back_off_seconds), [30, 60, 120]);
        assert_eq!(back_off_seconds(u32::MAX), 21_600);
    }

    #[test]
    fn what_is_needed_to_get_in_cannot_be_switched_off() {
        assert!(!MessageKind::SignIn.is_optional() && !MessageKind::Address.is_optional());
    }
}
