//! Places at an event: one machine for registering, waiting, offers and withdrawing, and one rule that says who
//! gets a seat. Pages, links in letters, hosts and the clock all go through them; there is no second path.
//!
//! The eight rules of waiting lists that the tests are named after: (1) never more seats held than there are;
//! (2) the order is the stated policy; (3) a person has one live place at most; (4) nobody is promoted shortly before
//! the start or later; (5) each freed seat is offered, or it is kept why not; (6) more and fewer seats both work;
//! (7) each change is told once, with the right calendar method; (8) each session of a series has its own seats.

mod seats;

pub use seats::{Entry, Fate, Move, Outcome, PROMOTION_ENDS_MINUTES, Reach, Room, Settlement, Unfilled, settle};

use crate::time::When;

crate::choices! {
    /// How somebody takes part.
    Place {
        /// In the room.
        InPerson = "in_person",
        /// Over the joining link.
        Online = "online",
    }
}

crate::choices! {
    /// How a freed seat finds its next holder.
    Policy {
        /// The first in line gets it at once.
        FirstCome = "first_come",
        /// The first in line is offered it, and has some hours to accept.
        Offers = "offers",
    }
}

crate::choices! {
    /// Where a registration stands. Somebody who never registered has no row, and no state.
    State {
        /// Has a seat.
        Confirmed = "confirmed",
        /// In line for a seat.
        Waiting = "waiting",
        /// A seat is held until the offer ends.
        Offered = "offered",
        /// Gave the seat, or the place in line, back.
        Withdrawn = "withdrawn",
        /// Let an offer end without an answer.
        Lapsed = "lapsed",
        /// Was taken off the list by a host, with a reason.
        Removed = "removed",
        /// The event was called off.
        CalledOff = "called_off",
    }
}

crate::choices! {
    /// What happens to a registration. The words are the history's.
    Event {
        /// The person asks for a place.
        Register = "register",
        /// A seat became free, and it is theirs.
        Promote = "promote",
        /// A seat became free, and it is held for them.
        Offer = "offer",
        /// They accept the offer.
        Accept = "accept",
        /// The offer ended without an answer.
        Lapse = "lapse",
        /// There are fewer seats than before: back to the line, at the place that their number gives.
        Bump = "bump",
        /// They give back what they have: a seat, an offer, a place in line.
        Withdraw = "withdraw",
        /// They take part in the other way instead.
        ChangePlace = "change_place",
        /// A host takes them off the list.
        Remove = "remove",
        /// The event is called off.
        CallOff = "call_off",
    }
}

crate::choices! {
    /// Who caused a change of a registration.
    Cause {
        /// The person whose registration it is.
        Oneself = "oneself",
        /// A host of the event.
        Host = "host",
        /// The system under a rule: a freed seat, the end of an offer, an event called off.
        System = "system",
    }
}

/// What a change says to the person's calendar (RFC 5546, section 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Put it in, or change it.
    Request,
    /// Take it out.
    Cancel,
}

/// Why the machine does not allow a change. Each has a message for the person who tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The state does not know the event: the page was old.
    #[error("not possible from the present state")]
    NotNow,
    /// Nothing would change.
    #[error("already done")]
    AlreadyDone,
    /// The event is not open to registering: a draft.
    #[error("the event is not published")]
    NotPublished,
    /// The event was called off.
    #[error("the event was called off")]
    CalledOff,
    /// The event is over.
    #[error("the event is over")]
    Over,
    /// The time for registering has passed.
    #[error("registration has closed")]
    Closed,
    /// One cannot take part in this way.
    #[error("the event has no such place")]
    NoSuchPlace,
    /// The other way of taking part is full; the present seat stays.
    #[error("the other place is full")]
    OtherPlaceFull,
    /// The offer has ended.
    #[error("the offer has ended")]
    OfferEnded,
    /// A host took the person off the list.
    #[error("taken off the list by a host")]
    WasRemoved,
    /// A host has to say why.
    #[error("a reason is needed")]
    ReasonNeeded,
}

impl State {
    /// Whether the person has, or may get, a place.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Confirmed | Self::Waiting | Self::Offered)
    }

    /// Whether the registration takes a seat that nobody else can have.
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::Confirmed | Self::Offered)
    }
}

/// What an event allows at an instant, as far as registering is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whether it can be registered for at all: it has been published.
    pub is_published: bool,
    /// Whether it was called off.
    pub is_called_off: bool,
    /// When registering ends: the closing time, or else the event's end.
    pub closes_at: When,
    /// When the event ends.
    pub ends_at: When,
    /// The time.
    pub now: When,
}

/// What somebody wants to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt<'a> {
    /// What.
    pub event: Event,
    /// By whom.
    pub cause: Cause,
    /// Why; a host has to say so.
    pub reason: Option<&'a str>,
    /// Whether a seat is free for whoever registers or changes place: see [`Room::has_free_seat`].
    pub seat_is_free: bool,
    /// When the offer that stands ends, if one does.
    pub offer_ends: Option<When>,
}

impl<'a> Attempt<'a> {
    /// An attempt without a reason.
    pub const fn new(event: Event, cause: Cause) -> Self {
        Self { event, cause, reason: None, seat_is_free: false, offer_ends: None }
    }

    /// The same attempt with a reason.
    #[must_use]
    pub const fn because(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }

    /// The same attempt where a seat is free, or is not.
    #[must_use]
    pub const fn with_seat(mut self, is_free: bool) -> Self {
        self.seat_is_free = is_free;
        self
    }

    /// The same attempt on an offer that ends at an instant.
    #[must_use]
    pub const fn until(mut self, offer_ends: Option<When>) -> Self {
        self.offer_ends = offer_ends;
        self
    }
}

/// A change that the machine allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The state before; `None` for somebody who had no row.
    pub from: Option<State>,
    /// The state after.
    pub to: State,
}

impl Change {
    /// What the change says to the person's calendar: an entry comes with the seat and goes with it, and is changed
    /// when the person changes place.
    pub fn method(&self) -> Option<Method> {
        match (self.from, self.to) {
            (_, State::Confirmed) => Some(Method::Request),
            (Some(State::Confirmed), _) => Some(Method::Cancel),
            _ => None,
        }
    }

    /// Seats that the change frees: one or none.
    pub fn freed(&self) -> u32 {
        u32::from(self.from.is_some_and(State::holds_seat) && !self.to.holds_seat())
    }
}

/// What comes of an attempt, given where the registration stands and what the event allows.
///
/// # Errors
/// A [`Refusal`] that says why nothing changes.
pub fn transition(from: Option<State>, attempt: &Attempt<'_>, rules: &Rules) -> Result<Change, Refusal> {
    use Cause::{Host, Oneself, System};
    use State::{CalledOff, Confirmed, Lapsed, Offered, Removed, Waiting, Withdrawn};

    let go = |to| Ok(Change { from, to });
    let is_over = rules.now >= rules.ends_at;
    let may_come = || match () {
        () if !rules.is_published => Err(Refusal::NotPublished),
        () if rules.is_called_off => Err(Refusal::CalledOff),
        () if is_over => Err(Refusal::Over),
        () => Ok(()),
    };
    match (attempt.event, attempt.cause, from) {
        (Event::Register, Oneself | Host, Some(Confirmed | Waiting | Offered)) => Err(Refusal::AlreadyDone),
        (Event::Register, Oneself, Some(Removed)) => Err(Refusal::WasRemoved),
        (Event::Register, Oneself | Host, None | Some(Withdrawn | Lapsed | Removed | CalledOff)) => {
            may_come()?;
            // Whoever stands at the door is let in by the host.
            if attempt.cause == Oneself && rules.now >= rules.closes_at {
                return Err(Refusal::Closed);
            }
            go(if attempt.seat_is_free { Confirmed } else { Waiting })
        }

        (Event::Promote, System, Some(Waiting)) => may_come().and_then(|()| go(Confirmed)),
        (Event::Offer, System, Some(Waiting)) => may_come().and_then(|()| go(Offered)),
        (Event::Accept, Oneself, Some(Offered)) => {
            may_come()?;
            match attempt.offer_ends {
                Some(ends) if rules.now >= ends => Err(Refusal::OfferEnded),
                _ => go(Confirmed),
            }
        }
        (Event::Accept, Oneself, Some(Confirmed)) => Err(Refusal::AlreadyDone),
        (Event::Accept, Oneself, Some(Lapsed)) => Err(Refusal::OfferEnded),
        (Event::Lapse, System, Some(Offered)) => go(Lapsed),
        (Event::Bump, System, Some(Confirmed | Offered)) => go(Waiting),

        (Event::Withdraw, Oneself | System, Some(Confirmed | Waiting | Offered)) if !is_over => go(Withdrawn),
        (Event::Withdraw, Oneself | System, Some(Confirmed | Waiting | Offered)) => Err(Refusal::Over),
        (Event::Withdraw, Oneself, Some(_)) => Err(Refusal::AlreadyDone),

        (Event::ChangePlace, Oneself, Some(Confirmed)) => {
            may_come()?;
            if attempt.seat_is_free { go(Confirmed) } else { Err(Refusal::OtherPlaceFull) }
        }
        (Event::ChangePlace, Oneself, Some(Waiting)) => {
            may_come()?;
            go(if attempt.seat_is_free { Confirmed } else { Waiting })
        }

        (Event::Remove, Host, Some(Confirmed | Waiting | Offered)) => {
            if attempt.reason.is_none_or(|reason| reason.trim().is_empty()) {
                return Err(Refusal::ReasonNeeded);
            }
            go(Removed)
        }
        (Event::Remove, Host, Some(_)) => Err(Refusal::AlreadyDone),

        (Event::CallOff, System, Some(Confirmed | Waiting | Offered)) => go(CalledOff),
        _ => Err(Refusal::NotNow),
    }
}

#[cfg(test)]
mod tests;
