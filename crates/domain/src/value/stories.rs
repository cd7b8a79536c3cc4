//! Stories: how value came about, step by step, as somebody tells it (domain research 2.8). A story may begin with any
//! kind of value and end with any; what was hoped for and did not happen is kept like what did.

use super::ValueType;
use crate::{ids::PersonId, time::Day};

crate::choices! {
    /// Where a story stands.
    State {
        /// Only those who write it see it.
        Draft = "draft",
        /// Written for the teller, and waiting for their word; only they and the writer see it.
        Offered = "offered",
        /// Its audience sees it.
        Shared = "shared",
        /// Given back with a reason, to be changed; only those who write it see it.
        Returned = "returned",
        /// Taken back by its teller.
        Withdrawn = "withdrawn",
    }
}

crate::choices! {
    /// What became of a step.
    StepState {
        /// It happened.
        Happened = "happened",
        /// It happened in part, or once.
        Partly = "partly",
        /// It is hoped for.
        HopedFor = "hoped_for",
        /// It was hoped for, and did not happen.
        DidNotHappen = "did_not_happen",
    }
}

crate::choices! {
    /// Who may read a story that is shared.
    Audience {
        /// Those who belong to the community.
        Community = "community",
        /// Everybody who has signed in.
        Organisation = "organisation",
        /// Everybody.
        Public = "public",
    }
}

crate::choices! {
    /// How a shared story says whose it is.
    Naming {
        /// By name and role.
        Name = "name",
        /// By role, without the name.
        Role = "role",
        /// Not at all.
        Nobody = "nobody",
    }
}

crate::choices! {
    /// Whether other people can be recognised in a story.
    Others {
        /// Nobody else can be recognised.
        None = "none",
        /// Those who can have agreed.
        Agreed = "agreed",
        /// Somebody can, and has not agreed.
        NotAgreed = "not_agreed",
    }
}

crate::choices! {
    /// What somebody whom a story names as knowing of it says.
    Word {
        /// It is as told.
        Confirms = "confirms",
        /// Part of it is.
        PartlyConfirms = "partly_confirms",
        /// They cannot say.
        CannotSay = "cannot_say",
    }
}

crate::choices! {
    /// What can be done with a story. The words end the names in the audit log.
    Event {
        /// Its writer asks the teller to look at it.
        Offer = "offer",
        /// The teller gives it back to its writer.
        GiveBack = "give_back",
        /// The teller shares it.
        Share = "share",
        /// The teller takes it back.
        Withdraw = "withdraw",
        /// A lead or editor gives a shared one back to its teller.
        Return = "return",
    }
}

/// Whose hand it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Whose story it is: who wrote it, or has agreed to what was written for them.
    Teller,
    /// For whom it was written, as long as they have not agreed.
    Told,
    /// Who writes it for somebody who has not agreed yet.
    Writer,
    /// Who looks after the stories of the community.
    Steward,
}

crate::choices! {
    /// Why something cannot be done with a story. The words end the keys of the messages.
    Refusal {
        /// It does not go together with where the story stands.
        NotNow = "not_now",
        /// It is for somebody else to do.
        NotYours = "not_yours",
        /// The story has no step.
        NoSteps = "no_steps",
        /// Somebody can be recognised in it who has not agreed.
        OthersNotAgreed = "others_not_agreed",
    }
}

/// In whose hands a story is: that of `me`, if it is theirs to work on. Once the teller has agreed, what somebody else
/// wrote for them is theirs alone.
pub fn hand(me: PersonId, teller: Option<PersonId>, writer: Option<PersonId>, has_agreed: bool) -> Option<Hand> {
    match (Some(me) == teller, Some(me) == writer) {
        (true, is_writer) => Some(if is_writer || has_agreed { Hand::Teller } else { Hand::Told }),
        (false, true) if !has_agreed => Some(Hand::Writer),
        (false, _) => None,
    }
}

/// What is looked at before a story is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// How many steps it has.
    pub steps: usize,
    /// Whether others can be recognised in it.
    pub others: Others,
}

/// Steps of a story at most.
pub const MOST_STEPS: usize = 8;
/// Second people who are asked about one story at most.
pub const MOST_WORDS: usize = 5;
/// Days after which hoped-for endings are asked about (domain research 2.8: 8 to 12 weeks).
pub const FOLLOW_UP_DAYS: i64 = 70;
/// Years ahead for which a follow-up can be set at most.
pub const MOST_FOLLOW_UP_YEARS: i64 = 3;

/// Where a story stands after something is done with it.
///
/// Nothing is shared but by its teller: whoever writes a story for somebody can only ask them.
///
/// # Errors
/// [`Refusal`].
pub fn transition(state: State, hand: Hand, event: Event, telling: Telling) -> Result<State, Refusal> {
    let (hands, before, after): (&[Hand], &[State], State) = match event {
        Event::Offer => (&[Hand::Writer], &[State::Draft, State::Returned], State::Offered),
        Event::GiveBack => (&[Hand::Told], &[State::Offered], State::Returned),
        Event::Share if matches!(hand, Hand::Told) => (&[Hand::Told], &[State::Offered], State::Shared),
        Event::Share => (&[Hand::Teller], &[State::Draft, State::Returned, State::Withdrawn], State::Shared),
        Event::Withdraw => (&[Hand::Teller], &[State::Shared], State::Withdrawn),
        Event::Return => (&[Hand::Steward], &[State::Shared], State::Returned),
    };
    if !hands.contains(&hand) {
        return Err(Refusal::NotYours);
    }
    if !before.contains(&state) {
        return Err(Refusal::NotNow);
    }
    match (after, telling) {
        (State::Offered | State::Shared, Telling { steps: 0, .. }) => Err(Refusal::NoSteps),
        (State::Shared, Telling { others: Others::NotAgreed, .. }) => Err(Refusal::OthersNotAgreed),
        _ => Ok(after),
    }
}

/// Whether the words of a story can be changed by this hand. A teller changes theirs at any time, and what is shared
/// shows it at once; what somebody was asked to look at is theirs until they have answered.
pub const fn may_edit(state: State, hand: Hand) -> bool {
    match hand {
        Hand::Teller => true,
        Hand::Told => matches!(state, State::Offered),
        Hand::Writer => matches!(state, State::Draft | State::Returned),
        Hand::Steward => false,
    }
}

/// Who reads a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing that the reader is to the story")]
pub struct Reader {
    /// In whose hands it is; of one written for them, the teller from when they were asked.
    pub is_own: bool,
    /// Who was asked for their word on it.
    pub is_asked: bool,
    /// Who belongs to its community, leads or sponsors it, or runs the programme.
    pub belongs: bool,
    /// Who has signed in and sees the community.
    pub is_staff: bool,
    /// Who sees the community, signed in or not.
    pub sees_community: bool,
}

/// Whether somebody may read a story. The query that looks one up says the same.
pub const fn is_readable(state: State, audience: Audience, reader: Reader) -> bool {
    if reader.is_own {
        return true;
    }
    if matches!(state, State::Withdrawn) {
        return false;
    }
    if reader.is_asked {
        return true;
    }
    matches!(state, State::Shared)
        && reader.sees_community
        && (reader.belongs
            || match audience {
                Audience::Community => false,
                Audience::Organisation => reader.is_staff,
                Audience::Public => true,
            })
}

/// A step as far as rules look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Of what kind the value is.
    pub value_type: ValueType,
    /// What became of it.
    pub state: StepState,
}

/// When what a story hopes for is asked about, counted from the day on which it was written; `None` where nothing is
/// hoped for.
pub fn follow_up(steps: &[Step], from: Day) -> Option<Day> {
    steps.iter().any(|step| step.state == StepState::HopedFor).then(|| from.plus_days(FOLLOW_UP_DAYS))
}

#[cfg(test)]
mod tests;
