//! Who gets a seat: the one rule for freed seats, the ends of offers, and changes of capacity.

use super::{Policy, State};
use crate::time::When;

/// Minutes before the start from which nobody is promoted any more: a letter has to be read, and the way taken.
pub const PROMOTION_ENDS_MINUTES: i64 = 60;

/// The seats of one way of taking part in one event, at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Seats; `None` where there is no limit.
    pub capacity: Option<u32>,
    /// How a freed seat finds its next holder.
    pub policy: Policy,
    /// Hours for which an offer stands, from 1.
    pub offer_hours: i64,
    /// When the event starts.
    pub starts_at: When,
    /// Whether people can come at all: it is published and was not called off.
    pub is_on: bool,
    /// The time.
    pub now: When,
}

/// A live registration, as far as seats are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<I> {
    /// Which registration.
    pub id: I,
    /// Its place in the order of coming; lower came first.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// When its offer ends, if one stands.
    pub offer_ends: Option<When>,
}

/// What has to be done with a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move<I> {
    /// The offer has ended.
    Lapse(I),
    /// The seat is no longer there.
    Bump(I),
    /// The seat is theirs.
    Promote(I),
    /// The seat is held for them until an instant.
    Offer(I, When),
}

crate::choices! {
    /// Why a freed seat was offered to nobody.
    Unfilled {
        /// Nobody waits.
        NobodyWaits = "nobody_waits",
        /// It is too shortly before the start, or after it.
        TooLate = "too_late",
        /// The event was called off, or is a draft.
        NotOn = "not_on",
        /// The seat was taken away: there are fewer seats than before.
        FewerSeats = "fewer_seats",
    }
}

/// What became of a freed seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<I> {
    /// Somebody has it, or is offered it.
    Given(I),
    /// Nobody has it.
    Unfilled(Unfilled),
}

/// What became of freed seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fate<I> {
    /// How many seats, from 1.
    pub seats: u32,
    /// What became of them.
    pub outcome: Outcome<I>,
}

/// What follows for everybody in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement<I> {
    /// What has to be done, in this order.
    pub moves: Vec<Move<I>>,
    /// What became of each seat that was freed, those of lapsed offers included.
    pub fates: Vec<Fate<I>>,
}

impl Room {
    /// From when nobody is promoted any more.
    pub const fn promotion_ends(&self) -> When {
        self.starts_at.plus_seconds(-60 * PROMOTION_ENDS_MINUTES)
    }

    /// Whether somebody who comes now gets a seat: one is free, and nobody who came before waits for it.
    pub fn has_free_seat(&self, held: u32, waiting: u32) -> bool {
        waiting == 0 && self.capacity.is_none_or(|capacity| held < capacity)
    }

    /// How far from each end a settlement can reach, with so many seats held and so many of them offered: nobody else
    /// has to be looked at, however many come.
    pub fn reach(&self, held: u32, offered: u32) -> Reach {
        let free = self.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(held));
        let over = self.capacity.map_or(0, |capacity| held.saturating_sub(capacity));
        // Each offer may end, and whether one more waits than there are seats tells why a seat stays empty.
        Reach { waiting: free.saturating_add(offered).saturating_add(1), confirmed: over }
    }

    /// The room without seats that others hold whom nothing concerns.
    #[must_use]
    pub fn without(self, seats: u32) -> Self {
        Self { capacity: self.capacity.map(|capacity| capacity.saturating_sub(seats)), ..self }
    }
}

/// Whom a settlement can concern, besides everybody with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// So many of those who wait, from the first.
    pub waiting: u32,
    /// So many of those with a seat, from the last.
    pub confirmed: u32,
}

/// Who loses a seat, who gets one, and what became of `freed` seats, after anything has changed: somebody withdrew,
/// an offer ended, there are more seats or fewer.
///
/// Those who came last lose theirs first, offers before seats that were accepted; those who came first get theirs
/// first. A settled room settles to nothing.
pub fn settle<I: Copy + PartialEq>(room: &Room, entries: &[Entry<I>], freed: u32) -> Settlement<I> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(|entry| entry.number);
    let mut moves = Vec::new();
    let mut freed = freed;

    for entry in entries.iter_mut().filter(|entry| entry.state == State::Offered) {
        let has_ended = entry.offer_ends.is_some_and(|ends| ends <= room.now);
        if has_ended {
            moves.push(Move::Lapse(entry.id));
            entry.state = State::Lapsed;
            freed += 1;
        }
    }

    let held = |entries: &[Entry<I>]| {
        u32::try_from(entries.iter().filter(|entry| entry.state.holds_seat()).count()).unwrap_or(u32::MAX)
    };
    let over = room.capacity.map_or(0, |capacity| held(&entries).saturating_sub(capacity));
    for _ in 0..over {
        let last = |state: State| entries.iter().rposition(|entry| entry.state == state);
        let Some(entry) = last(State::Offered).or_else(|| last(State::Confirmed)).and_then(|at| entries.get_mut(at))
        else {
            break;
        };
        moves.push(Move::Bump(entry.id));
        entry.state = State::Waiting;
    }

    let free = room.capacity.map_or(u32::MAX, |capacity| capacity.saturating_sub(held(&entries)));
    let is_in_time = room.now < room.promotion_ends();
    let waiting: Vec<I> = entries.iter().filter(|entry| entry.state == State::Waiting).map(|entry| entry.id).collect();
    let taken = if room.is_on && is_in_time { usize::try_from(free).unwrap_or(usize::MAX) } else { 0 };
    let taken: Vec<I> = waiting.iter().copied().take(taken).collect();
    for id in &taken {
        moves.push(match room.policy {
            Policy::FirstCome => Move::Promote(*id),
            Policy::Offers => {
                let ends = room.now.plus_hours(room.offer_hours.max(1));
                Move::Offer(*id, ends.min(room.promotion_ends()))
            }
        });
    }

    let reason = match () {
        () if !room.is_on => Unfilled::NotOn,
        () if free == 0 => Unfilled::FewerSeats,
        () if waiting.len() == taken.len() => Unfilled::NobodyWaits,
        () => Unfilled::TooLate,
    };
    Settlement { fates: fates(freed, &taken, reason), moves }
}

fn fates<I: Copy>(freed: u32, taken: &[I], reason: Unfilled) -> Vec<Fate<I>> {
    let given = taken.iter().take(usize::try_from(freed).unwrap_or(usize::MAX));
    let mut fates: Vec<Fate<I>> = given.map(|id| Fate { seats: 1, outcome: Outcome::Given(*id) }).collect();
    let rest = freed.saturating_sub(u32::try_from(fates.len()).unwrap_or(u32::MAX));
    if rest > 0 {
        fates.push(Fate { seats: rest, outcome: Outcome::Unfilled(reason) });
    }
    fates
}
