//! The one way in which registrations are written: through the domain's own machine and its rule for freed seats,
//! so that no line is one that the product would not allow.

use std::collections::BTreeMap;

use copia_domain::registrations::{
    Attempt, Cause, Entry, Event as Step, Move, Place, Policy, State, settle, transition,
};
use copia_domain::time::When;

use crate::dice::Dice;
use crate::programme::{Event, PersonIndex, Registration, RegistrationStep, SeatFate};

/// What somebody does, or what a rule does by itself.
pub(crate) enum Deed {
    Register(PersonIndex, Place, Option<&'static str>),
    Withdraw(PersonIndex),
    /// The place in the event's list.
    Accept(usize),
    /// Offers end.
    Settle(Place),
    CallOff,
}

/// Hours after which people accept an offer: they sleep on it, so that one made on the last evening still stands.
const ACCEPTED_AFTER: (i32, i32) = (7, 20);

/// An event and what is done about it, in order of time.
pub(crate) struct Desk<'d> {
    event: Event,
    agenda: BTreeMap<(When, usize), Deed>,
    dice: &'d mut Dice,
}

impl<'d> Desk<'d> {
    pub(crate) const fn new(event: Event, dice: &'d mut Dice) -> Self {
        Self { event, agenda: BTreeMap::new(), dice }
    }

    pub(crate) fn plan(&mut self, at: When, deed: Deed) {
        let mut place = self.agenda.len();
        while self.agenda.contains_key(&(at, place)) {
            place += 1;
        }
        self.agenda.insert((at, place), deed);
    }

    /// Does everything that is due before an instant. What the machine refuses does not happen.
    pub(crate) fn run_until(mut self, end: When) -> Event {
        while let Some(((at, _), deed)) = self.agenda.pop_first().filter(|((at, _), _)| *at < end) {
            match deed {
                Deed::Register(person, place, needs) => self.register(at, person, place, needs),
                Deed::Withdraw(person) => {
                    let index = self.event.registrations.iter().position(|row| row.person == person);
                    if let Some(index) = index {
                        self.free(at, index, Step::Withdraw, Cause::Oneself);
                    }
                }
                Deed::Accept(index) => {
                    self.step(at, index, Step::Accept, Cause::Oneself);
                }
                Deed::Settle(place) => self.settle(at, place, 0),
                Deed::CallOff => {
                    for index in 0..self.event.registrations.len() {
                        self.step(at, index, Step::CallOff, Cause::System);
                    }
                }
            }
        }
        self.event
    }

    fn register(&mut self, at: When, person: PersonIndex, place: Place, needs: Option<&'static str>) {
        let number = i64::try_from(self.event.registrations.len()).unwrap_or(i64::MAX).saturating_add(1);
        let (held, waiting) =
            (self.count(place, State::holds_seat), self.count(place, |state| state == State::Waiting));
        let is_free = self.event.room(place, at).has_free_seat(held, waiting);
        let attempt = Attempt::new(Step::Register, Cause::Oneself).with_seat(is_free);
        if let Ok(change) = transition(None, &attempt, &self.event.rules(at)) {
            let steps = vec![RegistrationStep { event: attempt.event, cause: attempt.cause, change, at }];
            self.event.registrations.push(Registration { person, place, number, steps, offer_ends: None, needs });
        }
    }

    fn count(&self, place: Place, holds: fn(State) -> bool) -> u32 {
        let rows = self.event.registrations.iter().filter(|row| row.place == place);
        u32::try_from(rows.filter(|row| row.state().is_some_and(holds)).count()).unwrap_or(u32::MAX)
    }

    /// Takes a step, if the machine allows it; how many seats it frees.
    fn step(&mut self, at: When, index: usize, event: Step, cause: Cause) -> u32 {
        let rules = self.event.rules(at);
        let Some(row) = self.event.registrations.get_mut(index) else { return 0 };
        let attempt = Attempt::new(event, cause).until(row.offer_ends);
        let Ok(change) = transition(row.state(), &attempt, &rules) else { return 0 };
        row.steps.push(RegistrationStep { event, cause, change, at });
        row.offer_ends = None;
        change.freed()
    }

    fn free(&mut self, at: When, index: usize, event: Step, cause: Cause) {
        let Some(place) = self.event.registrations.get(index).map(|row| row.place) else { return };
        let freed = self.step(at, index, event, cause);
        if freed > 0 {
            self.settle(at, place, freed);
        }
    }

    fn settle(&mut self, at: When, place: Place, freed: u32) {
        let rows = self.event.registrations.iter().enumerate().filter(|(_, row)| row.place == place);
        let entries = rows.filter_map(|(id, row)| {
            let state = row.state().filter(|state| state.is_live())?;
            Some(Entry { id, number: row.number, state, offer_ends: row.offer_ends })
        });
        let settlement = settle(&self.event.room(place, at), &entries.collect::<Vec<_>>(), freed);
        for step in settlement.moves {
            match step {
                Move::Lapse(id) => self.step(at, id, Step::Lapse, Cause::System),
                Move::Bump(id) => self.step(at, id, Step::Bump, Cause::System),
                Move::Promote(id) => self.step(at, id, Step::Promote, Cause::System),
                Move::Offer(id, ends) => self.offer(at, id, place, ends),
            };
        }
        let fates = settlement.fates.into_iter();
        let fates = fates.map(|fate| SeatFate { place, at, seats: fate.seats, outcome: fate.outcome });
        self.event.fates.extend(fates);
    }

    /// Offers a seat. Two of three accept; the others let the offer end.
    fn offer(&mut self, at: When, id: usize, place: Place, ends: When) -> u32 {
        debug_assert_eq!(self.event.policy, Policy::Offers);
        let freed = self.step(at, id, Step::Offer, Cause::System);
        if let Some(row) = self.event.registrations.get_mut(id) {
            row.offer_ends = Some(ends);
        }
        self.plan(ends, Deed::Settle(place));
        if self.dice.chance(650) {
            let (least, most) = ACCEPTED_AFTER;
            let hours = self.dice.between(least, most);
            self.plan(at.plus_hours(i64::from(hours)), Deed::Accept(id));
        }
        freed
    }
}
