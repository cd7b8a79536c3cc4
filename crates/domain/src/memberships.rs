//! What one person is to one community, and how that changes: one machine for asking, inviting, joining,
//! importing, merging, directory sync and removal. There is no second path.

use crate::time::When;

crate::choices! {
    /// Where a membership stands. A person who never had to do with a community has no row, and no state.
    State {
        /// A lead has invited the person, who has not answered.
        Invited = "invited",
        /// The person has asked to join, and nobody has decided.
        Asked = "asked",
        /// A member who drives the community.
        ActiveCore = "active_core",
        /// A member who receives, attends and feeds back.
        ActiveWider = "active_wider",
        /// A request that was declined, with a reason.
        Declined = "declined",
        /// A member, or somebody invited, who has left; they can come back.
        Left = "left",
        /// A member whom a lead has removed, with a reason.
        Removed = "removed",
    }
}

crate::choices! {
    /// Core or wider.
    Level {
        /// Drives activity, attends regular meetings, works on projects.
        Core = "core",
        /// Receives, attends, feeds back.
        Wider = "wider",
    }
}

crate::choices! {
    /// Who may become a member.
    JoinRule {
        /// Anyone on the staff, at once.
        Open = "open",
        /// Anyone on the staff may ask; a lead decides.
        Ask = "ask",
        /// Only those whom a lead invites.
        Invitation = "invitation",
    }
}

crate::choices! {
    /// Who may become a core member.
    CoreRule {
        /// Any member who chooses to.
        Choose = "choose",
        /// A lead decides.
        Lead = "lead",
    }
}

crate::choices! {
    /// What happens to a membership. The words are the history's.
    Event {
        /// The person asks to join.
        Ask = "ask",
        /// The person takes the request back.
        Withdraw = "withdraw",
        /// The person joins an open community.
        Join = "join",
        /// A lead invites the person.
        Invite = "invite",
        /// A lead takes the invitation back.
        Uninvite = "uninvite",
        /// A lead accepts a request, or the person accepts an invitation.
        Accept = "accept",
        /// A lead declines a request, or the person declines an invitation.
        Decline = "decline",
        /// The member becomes core.
        BecomeCore = "become_core",
        /// The member becomes wider.
        BecomeWider = "become_wider",
        /// The member leaves.
        Leave = "leave",
        /// Whoever has just left takes it back, and is what they were; [`may_return`] says how long that is possible.
        Return = "return",
        /// A lead removes the member.
        Remove = "remove",
        /// An import or the directory makes the person a member.
        Import = "import",
        /// The community was merged into this one, and the member carried over.
        CarryOver = "carry_over",
    }
}

crate::choices! {
    /// Who caused a change of a membership.
    Cause {
        /// The person whose membership it is.
        Oneself = "oneself",
        /// A lead of the community, or the programme manager for them.
        Lead = "lead",
        /// The system under a rule: an import, a merge, directory sync, leaving the site.
        System = "system",
    }
}

crate::choices! {
    /// Whom a community takes at its present stage.
    Intake {
        /// Everyone whom its rule of joining lets in.
        Everyone = "everyone",
        /// Only those whom a lead invites: the core group of a community that is forming.
        Invited = "invited",
        /// Nobody: it is proposed, paused, closed or merged.
        Nobody = "nobody",
    }
}

/// What a community allows, as far as its memberships are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Who may become a member.
    pub join: JoinRule,
    /// Who may become core.
    pub core: CoreRule,
    /// Whom the community takes at its present stage.
    pub intake: Intake,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// What.
    pub event: Event,
    /// By whom.
    pub cause: Cause,
    /// Why; needed where [`needs_reason`] says so.
    pub reason: Option<&'a str>,
    /// The level that an import, an invitation's acceptance or a merge gives; wider if left out.
    pub level: Option<Level>,
}

impl<'a> Attempt<'a> {
    /// An attempt without a reason, at the wider level.
    pub const fn new(event: Event, cause: Cause) -> Self {
        Self { event, cause, reason: None, level: None }
    }

    /// The same attempt with a reason.
    #[must_use]
    pub const fn because(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }

    /// The same attempt for a level.
    #[must_use]
    pub const fn at(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}

/// What follows from a change and has to be done in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FollowUp {
    /// Tell every lead that somebody asks, and set the reminders.
    TellLeadsOfRequest,
    /// Tell the person that they were accepted, or are a member now.
    TellPersonAccepted,
    /// Tell the person that the request was declined, and why.
    TellPersonDeclined,
    /// Send the person the invitation.
    SendInvitation,
    /// Tell the person that they were removed, and why.
    TellPersonRemoved,
}

/// A change that the machine allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The state before; `None` for a person who had no row.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
    /// What follows.
    pub follow_ups: &'static [FollowUp],
}

/// Why the machine does not allow a change. Each has a message for the person who tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The state does not know the event: somebody else was faster, or the page was old.
    #[error("not possible from the present state")]
    NotNow,
    /// Nothing would change: it has been done already.
    #[error("already done")]
    AlreadyDone,
    /// The request or invitation was decided already.
    #[error("already decided")]
    AlreadyDecided,
    /// One has to ask to join this community.
    #[error("one has to ask to join")]
    HasToAsk,
    /// One has to be invited to this community.
    #[error("by invitation only")]
    InvitationOnly,
    /// A lead decides who is core.
    #[error("a lead decides who is core")]
    LeadDecides,
    /// The community takes no members at its present stage.
    #[error("the community takes no members at present")]
    TakesNoMembers,
    /// The event needs a reason.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// Somebody who was removed has to be invited back.
    #[error("somebody who was removed has to be invited back")]
    WasRemoved,
}

impl State {
    /// Whether this is a current membership.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::ActiveCore | Self::ActiveWider)
    }

    /// The level of a current membership.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::ActiveCore => Some(Level::Core),
            Self::ActiveWider => Some(Level::Wider),
            _ => None,
        }
    }
}

impl Level {
    /// The state of a member of this level.
    pub const fn state(self) -> State {
        match self {
            Self::Core => State::ActiveCore,
            Self::Wider => State::ActiveWider,
        }
    }
}

/// Whether an event by this cause needs a reason, which the person receives.
pub const fn needs_reason(event: Event, cause: Cause) -> bool {
    matches!((event, cause), (Event::Decline | Event::Remove, Cause::Lead))
}

/// Minutes in which leaving can be taken back.
pub const RETURN_MINUTES: i64 = 30;

/// Whether somebody who left a community at an instant can still take it back.
pub const fn may_return(left_at: When, now: When) -> bool {
    left_at.plus_seconds(RETURN_MINUTES * 60).micros() >= now.micros()
}

/// What comes of an attempt, given where the membership stands and what the community allows.
///
/// # Errors
/// A [`Refusal`] that says why nothing changes.
pub fn transition(from: Option<State>, attempt: &Attempt<'_>, rules: &Rules) -> Result<Change, Refusal> {
    use Cause::{Lead, Oneself, System};
    use State::{ActiveCore, ActiveWider, Asked, Declined, Invited, Left, Removed};

    if needs_reason(attempt.event, attempt.cause) && attempt.reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Refusal::ReasonNeeded);
    }
    let given = attempt.level.unwrap_or(Level::Wider).state();
    let go = |to: State, follow_ups: &'static [FollowUp]| Ok(Change { from, to, follow_ups });
    let walk_in = |to: State, follow_ups: &'static [FollowUp]| match rules.intake {
        Intake::Everyone => go(to, follow_ups),
        Intake::Invited | Intake::Nobody => Err(Refusal::TakesNoMembers),
    };
    let let_in = |to: State, follow_ups: &'static [FollowUp]| match rules.intake {
        Intake::Everyone | Intake::Invited => go(to, follow_ups),
        Intake::Nobody => Err(Refusal::TakesNoMembers),
    };

    match (attempt.event, attempt.cause, from) {
        (Event::Ask, Oneself, None | Some(Left | Declined)) => match rules.join {
            JoinRule::Invitation => Err(Refusal::InvitationOnly),
            JoinRule::Open | JoinRule::Ask => walk_in(Asked, &[FollowUp::TellLeadsOfRequest]),
        },
        (Event::Join, Oneself, None | Some(Left | Declined | Asked)) => match rules.join {
            JoinRule::Open => walk_in(ActiveWider, &[]),
            JoinRule::Ask => Err(Refusal::HasToAsk),
            JoinRule::Invitation => Err(Refusal::InvitationOnly),
        },
        (Event::Ask | Event::Join, Oneself, Some(Invited)) => let_in(ActiveWider, &[]),
        (Event::Ask | Event::Join, Oneself, Some(Removed)) => Err(Refusal::WasRemoved),
        (Event::Ask | Event::Join, Oneself, Some(_)) => Err(Refusal::AlreadyDone),

        (Event::Withdraw, Oneself, Some(Asked)) => go(Left, &[]),
        (Event::Withdraw, Oneself, Some(ActiveCore | ActiveWider | Declined)) => Err(Refusal::AlreadyDecided),

        (Event::Invite, Lead, None | Some(Left | Declined | Removed)) => let_in(Invited, &[FollowUp::SendInvitation]),
        // Inviting somebody who has asked accepts them: it is what both want.
        (Event::Invite, Lead, Some(Asked)) => let_in(given, &[FollowUp::TellPersonAccepted]),
        (Event::Invite, Lead, Some(_)) => Err(Refusal::AlreadyDone),
        (Event::Uninvite, Lead, Some(Invited)) => go(Left, &[]),

        (Event::Accept, Lead, Some(Asked)) => let_in(given, &[FollowUp::TellPersonAccepted]),
        (Event::Decline, Lead, Some(Asked)) => go(Declined, &[FollowUp::TellPersonDeclined]),
        (Event::Accept, Oneself, Some(Invited)) => let_in(given, &[]),
        (Event::Decline, Oneself, Some(Invited)) => go(Left, &[]),
        (Event::Accept | Event::Decline, _, Some(_)) => Err(Refusal::AlreadyDecided),

        (Event::BecomeCore, Oneself, Some(ActiveWider)) => match rules.core {
            CoreRule::Choose => go(ActiveCore, &[]),
            CoreRule::Lead => Err(Refusal::LeadDecides),
        },
        (Event::BecomeCore, Lead, Some(ActiveWider)) => go(ActiveCore, &[]),
        (Event::BecomeWider, Oneself | Lead, Some(ActiveCore)) => go(ActiveWider, &[]),
        (Event::BecomeCore, Oneself | Lead, Some(ActiveCore))
        | (Event::BecomeWider, Oneself | Lead, Some(ActiveWider)) => Err(Refusal::AlreadyDone),

        (Event::Leave, Oneself | System, Some(ActiveCore | ActiveWider)) => go(Left, &[]),
        (Event::Leave, System, Some(Invited | Asked)) => go(Left, &[]),
        (Event::Leave, _, Some(Left)) => Err(Refusal::AlreadyDone),
        (Event::Return, Oneself, Some(Left)) => let_in(given, &[]),
        (Event::Return, Oneself, Some(ActiveCore | ActiveWider)) => Err(Refusal::AlreadyDone),
        (Event::Remove, Lead, Some(ActiveCore | ActiveWider)) => go(Removed, &[FollowUp::TellPersonRemoved]),
        (Event::Remove, Lead, Some(Removed)) => Err(Refusal::AlreadyDone),

        // What a person or a lead has decided stands: an import or a merge does not bring back who has left.
        (Event::Import | Event::CarryOver, System, None | Some(Invited | Asked)) => go(given, &[]),
        (Event::Import | Event::CarryOver, System, Some(ActiveWider)) if given == ActiveCore => go(ActiveCore, &[]),
        (Event::Import | Event::CarryOver, System, Some(ActiveCore | ActiveWider)) => Err(Refusal::AlreadyDone),

        _ => Err(Refusal::NotNow),
    }
}

#[cfg(test)]
mod tests;
