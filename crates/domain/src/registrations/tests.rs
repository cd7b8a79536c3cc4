//! The machine by tables, and the rules of waiting lists by a model that does what people, hosts and the clock do in
//! any order. Each check bears the number of its rule.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const HOUR: i64 = 3600;

fn at(hours: i64) -> When {
    When::from_micros(0).plus_hours(1_000_000 + hours)
}

const fn rules(now: When, closes_at: When, ends_at: When) -> Rules {
    Rules { is_published: true, is_called_off: false, closes_at, ends_at, now }
}

fn open() -> Rules {
    rules(at(0), at(10), at(11))
}

fn to(from: Option<State>, event: Event, cause: Cause, seat: bool) -> Result<State, Refusal> {
    let attempt = Attempt::new(event, cause).because("a reason").with_seat(seat);
    transition(from, &attempt, &open()).map(|change| change.to)
}

#[rstest::rstest]
#[case(None, Event::Register, Cause::Oneself, true, Ok(State::Confirmed))]
#[case(None, Event::Register, Cause::Oneself, false, Ok(State::Waiting))]
#[case(None, Event::Register, Cause::Host, false, Ok(State::Waiting))]
#[case(None, Event::Register, Cause::System, true, Err(Refusal::NotNow))]
#[case(Some(State::Waiting), Event::Register, Cause::Oneself, true, Err(Refusal::AlreadyDone))]
#[case(Some(State::Withdrawn), Event::Register, Cause::Oneself, true, Ok(State::Confirmed))]
#[case(Some(State::Lapsed), Event::Register, Cause::Oneself, false, Ok(State::Waiting))]
#[case(Some(State::Removed), Event::Register, Cause::Oneself, true, Err(Refusal::WasRemoved))]
#[case(Some(State::Removed), Event::Register, Cause::Host, true, Ok(State::Confirmed))]
#[case(Some(State::Waiting), Event::Promote, Cause::System, true, Ok(State::Confirmed))]
#[case(Some(State::Waiting), Event::Promote, Cause::Oneself, true, Err(Refusal::NotNow))]
#[case(Some(State::Waiting), Event::Promote, Cause::Host, true, Err(Refusal::NotNow))]
#[case(Some(State::Withdrawn), Event::Promote, Cause::System, true, Err(Refusal::NotNow))]
#[case(Some(State::Offered), Event::Accept, Cause::Oneself, false, Ok(State::Confirmed))]
#[case(Some(State::Lapsed), Event::Accept, Cause::Oneself, true, Err(Refusal::OfferEnded))]
#[case(Some(State::Confirmed), Event::Withdraw, Cause::Oneself, false, Ok(State::Withdrawn))]
#[case(Some(State::Offered), Event::Withdraw, Cause::Oneself, false, Ok(State::Withdrawn))]
#[case(Some(State::Withdrawn), Event::Withdraw, Cause::Oneself, false, Err(Refusal::AlreadyDone))]
#[case(Some(State::Confirmed), Event::ChangePlace, Cause::Oneself, false, Err(Refusal::OtherPlaceFull))]
#[case(Some(State::Confirmed), Event::ChangePlace, Cause::Oneself, true, Ok(State::Confirmed))]
#[case(Some(State::Waiting), Event::ChangePlace, Cause::Oneself, false, Ok(State::Waiting))]
#[case(Some(State::Confirmed), Event::Remove, Cause::Host, false, Ok(State::Removed))]
#[case(Some(State::Confirmed), Event::Remove, Cause::Oneself, false, Err(Refusal::NotNow))]
#[case(Some(State::Waiting), Event::CallOff, Cause::System, false, Ok(State::CalledOff))]
#[case(Some(State::Withdrawn), Event::CallOff, Cause::System, false, Err(Refusal::NotNow))]
fn what_comes_of_an_attempt(
    #[case] from: Option<State>,
    #[case] event: Event,
    #[case] cause: Cause,
    #[case] seat: bool,
    #[case] expected: Result<State, Refusal>,
) {
    assert_eq!(to(from, event, cause, seat), expected);
}

#[test]
fn nobody_registers_for_what_is_not_on() {
    let register = Attempt::new(Event::Register, Cause::Oneself).with_seat(true);
    let refusal = |rules: Rules| transition(None, &register, &rules).unwrap_err();
    assert_eq!(refusal(Rules { is_published: false, ..open() }), Refusal::NotPublished);
    assert_eq!(refusal(Rules { is_called_off: true, ..open() }), Refusal::CalledOff);
    assert_eq!(refusal(rules(at(10), at(10), at(11))), Refusal::Closed);
    assert_eq!(refusal(rules(at(11), at(10), at(11))), Refusal::Over);
    let at_the_door = Attempt::new(Event::Register, Cause::Host).with_seat(true);
    assert!(transition(None, &at_the_door, &rules(at(10), at(10), at(11))).is_ok());
}

#[test]
fn a_host_says_why_somebody_is_taken_off_the_list() {
    let attempt = Attempt::new(Event::Remove, Cause::Host).because("  ");
    assert_eq!(transition(Some(State::Confirmed), &attempt, &open()), Err(Refusal::ReasonNeeded));
}

#[test]
fn an_offer_that_has_ended_cannot_be_accepted() {
    let accept = |ends| Attempt::new(Event::Accept, Cause::Oneself).until(Some(ends));
    assert_eq!(transition(Some(State::Offered), &accept(at(0)), &open()), Err(Refusal::OfferEnded));
    assert!(transition(Some(State::Offered), &accept(at(0).plus_seconds(1)), &open()).is_ok());
}

/// What each change says to a calendar, for every pair of states that the machine allows.
#[test]
fn waiting_rule_7_an_entry_comes_with_the_seat_and_goes_with_it() {
    for from in State::ALL.iter().copied().map(Some).chain([None]) {
        for event in Event::ALL {
            for cause in Cause::ALL {
                for seat in [true, false] {
                    let attempt = Attempt::new(*event, *cause).because("a reason").with_seat(seat);
                    let Ok(change) = transition(from, &attempt, &open()) else { continue };
                    let had = from == Some(State::Confirmed);
                    let has = change.to == State::Confirmed;
                    let expected = match (had, has) {
                        (_, true) => Some(Method::Request),
                        (true, false) => Some(Method::Cancel),
                        (false, false) => None,
                    };
                    assert_eq!(change.method(), expected, "{from:?} {event} {cause}");
                }
            }
        }
    }
}

/// One event with one kind of place, as the service keeps it.
#[derive(Debug, Clone)]
struct Model {
    room: Room,
    closes_at: When,
    ends_at: When,
    next_number: i64,
    people: BTreeMap<u8, Row>,
    /// Seats freed, and fates kept of them.
    freed: u32,
    accounted: u32,
    /// Letters, by person: the change each tells of.
    told: Vec<(u8, Change)>,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    state: State,
    number: i64,
    offer_ends: Option<When>,
}

#[derive(Debug, Clone)]
enum Step {
    Register(u8),
    Withdraw(u8),
    Accept(u8),
    Remove(u8),
    LetIn(u8),
    Capacity(u32),
    Hours(u8),
    Settle,
    CallOff,
}

impl Model {
    fn new(capacity: u32, policy: Policy) -> Self {
        let room =
            Room { capacity: Some(capacity), policy, offer_hours: 3, starts_at: at(10), is_on: true, now: at(0) };
        let people = BTreeMap::new();
        Self {
            room,
            closes_at: at(10),
            ends_at: at(11),
            next_number: 1,
            people,
            freed: 0,
            accounted: 0,
            told: Vec::new(),
        }
    }

    fn rules(&self) -> Rules {
        Rules { is_called_off: !self.room.is_on, ..rules(self.room.now, self.closes_at, self.ends_at) }
    }

    fn count(&self, which: impl Fn(State) -> bool) -> u32 {
        u32::try_from(self.people.values().filter(|row| which(row.state)).count()).unwrap()
    }

    fn entries(&self) -> Vec<Entry<u8>> {
        let live = self.people.iter().filter(|(_, row)| row.state.is_live());
        live.map(|(id, row)| Entry { id: *id, number: row.number, state: row.state, offer_ends: row.offer_ends })
            .collect()
    }

    /// What the service does with one attempt; the seats it frees.
    fn change(&mut self, person: u8, event: Event, cause: Cause, offer_ends: Option<When>) -> Option<u32> {
        let row = self.people.get(&person).copied();
        let seat = self.room.has_free_seat(self.count(State::holds_seat), self.count(|state| state == State::Waiting));
        let attempt =
            Attempt::new(event, cause).because("a reason").with_seat(seat).until(row.and_then(|row| row.offer_ends));
        let change = transition(row.map(|row| row.state), &attempt, &self.rules()).ok()?;
        let comes_in = event == Event::Register && change.to == State::Confirmed;
        assert!(!comes_in || self.line().is_empty(), "(2) nobody who comes overtakes those who wait");
        let number = match row {
            Some(row) if row.state.is_live() => row.number,
            _ => {
                self.next_number += 1;
                self.next_number
            }
        };
        self.people.insert(person, Row { state: change.to, number, offer_ends });
        self.told.push((person, change));
        Some(change.freed())
    }

    fn settle(&mut self, freed: u32) {
        let order_before = self.line();
        let settlement = settle(&self.room, &self.entries(), freed);
        assert_eq!(self.settlement_within_reach(freed), settlement, "who is out of reach changes nothing");
        let mut given = Vec::new();
        let (mut lapsed, mut bumped) = (0, Vec::new());
        for step in &settlement.moves {
            let done = match step {
                Move::Lapse(person) => {
                    lapsed += 1;
                    self.change(*person, Event::Lapse, Cause::System, None)
                }
                Move::Bump(person) => {
                    bumped.push(*person);
                    self.change(*person, Event::Bump, Cause::System, None)
                }
                Move::Promote(person) => {
                    given.push(*person);
                    self.change(*person, Event::Promote, Cause::System, None)
                }
                Move::Offer(person, ends) => {
                    assert!(*ends <= self.room.promotion_ends(), "(4) an offer ends in time");
                    given.push(*person);
                    self.change(*person, Event::Offer, Cause::System, Some(*ends))
                }
            };
            assert!(done.is_some(), "the machine allows what the rule says");
        }
        if !given.is_empty() {
            assert!(self.room.now < self.room.promotion_ends(), "(4) nobody is promoted too late");
            assert!(self.room.is_on, "(4) nobody is promoted to what is off");
            let line: Vec<u8> = order_before.into_iter().take(given.len()).collect();
            assert_eq!(given, line, "(2) whoever came first gets the seat");
        }
        assert!(given.is_empty() || bumped.is_empty(), "(6) nobody gets a seat while others lose theirs");
        self.freed += freed + lapsed;
        self.accounted += settlement.fates.iter().map(|fate| fate.seats).sum::<u32>();
        let again = settle(&self.room, &self.entries(), 0);
        assert!(again.moves.is_empty(), "a settled room settles to nothing");
    }

    /// What follows where nobody is read whom it cannot concern.
    fn settlement_within_reach(&self, freed: u32) -> Settlement<u8> {
        let (held, offered) = (self.count(State::holds_seat), self.count(|state| state == State::Offered));
        let reach = self.room.reach(held, offered);
        let mut entries = self.entries();
        entries.sort_by_key(|entry| entry.number);
        let of = |state: State| entries.iter().filter(move |entry| entry.state == state).copied();
        let mut near: Vec<_> = of(State::Offered).chain(of(State::Waiting).take(reach.waiting as usize)).collect();
        let last: Vec<_> = of(State::Confirmed).rev().take(reach.confirmed as usize).collect();
        let without = held - offered - u32::try_from(last.len()).unwrap();
        near.extend(last);
        settle(&self.room.without(without), &near, freed)
    }

    /// Those who wait, in their order.
    fn line(&self) -> Vec<u8> {
        let mut line: Vec<(i64, u8)> = self
            .people
            .iter()
            .filter(|(_, row)| row.state == State::Waiting)
            .map(|(id, row)| (row.number, *id))
            .collect();
        line.sort_unstable();
        line.into_iter().map(|(_, id)| id).collect()
    }

    fn step(&mut self, step: &Step) {
        let freed = match step {
            Step::Register(person) => self.change(*person, Event::Register, Cause::Oneself, None),
            Step::Withdraw(person) => self.change(*person, Event::Withdraw, Cause::Oneself, None),
            Step::Accept(person) => self.change(*person, Event::Accept, Cause::Oneself, None),
            Step::Remove(person) => self.change(*person, Event::Remove, Cause::Host, None),
            Step::LetIn(person) => self.change(*person, Event::Register, Cause::Host, None),
            Step::Capacity(seats) => {
                let before = self.room.capacity.unwrap();
                self.room.capacity = Some(*seats);
                Some(seats.saturating_sub(before))
            }
            Step::Hours(hours) => {
                self.room.now = self.room.now.plus_seconds(i64::from(*hours) * HOUR);
                Some(0)
            }
            Step::Settle => Some(0),
            Step::CallOff => {
                self.room.is_on = false;
                let live: Vec<u8> = self.entries().iter().map(|entry| entry.id).collect();
                let freed = live.iter().filter_map(|id| self.change(*id, Event::CallOff, Cause::System, None)).sum();
                Some(freed)
            }
        };
        if let Some(freed) = freed {
            self.settle(freed);
        }
    }

    fn check(&self) {
        let held = self.count(State::holds_seat);
        assert!(held <= self.room.capacity.unwrap(), "(1) {held} seats are held of {:?}", self.room.capacity);
        let numbers: std::collections::BTreeSet<i64> = self.people.values().map(|row| row.number).collect();
        assert_eq!(numbers.len(), self.people.len(), "(2) every place in the order is one person's");
        assert_eq!(self.freed, self.accounted, "(5) each freed seat has its fate");
        let free = self.room.capacity.unwrap() - held;
        if free > 0 && self.room.is_on && self.room.now < self.room.promotion_ends() {
            assert!(self.line().is_empty(), "(5) nobody waits beside a free seat");
        }
        for person in self.people.keys() {
            let told: Vec<Change> =
                self.told.iter().filter(|(id, _)| id == person).map(|(_, change)| *change).collect();
            let mut in_calendar = false;
            for (before, change) in [None].into_iter().chain(told.iter().map(Some)).zip(&told) {
                assert_eq!(change.from, before.map(|before| before.to), "(7) no change is told twice, none left out");
                match change.method() {
                    Some(Method::Request) => in_calendar = true,
                    Some(Method::Cancel) => {
                        assert!(in_calendar, "(7) what is taken out had been put in");
                        in_calendar = false;
                    }
                    None => {}
                }
            }
            let has_seat = self.people.get(person).is_some_and(|row| row.state == State::Confirmed);
            assert_eq!(in_calendar, has_seat, "(7) the calendar says what the list says");
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let person = 0_u8..12;
    prop_oneof![
        6 => person.clone().prop_map(Step::Register),
        3 => person.clone().prop_map(Step::Withdraw),
        3 => person.clone().prop_map(Step::Accept),
        1 => person.clone().prop_map(Step::Remove),
        1 => person.prop_map(Step::LetIn),
        1 => (0_u32..8).prop_map(Step::Capacity),
        2 => (1_u8..5).prop_map(Step::Hours),
        1 => Just(Step::Settle),
        1 => Just(Step::CallOff),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn waiting_rules_1_to_7_hold_whatever_happens_in_whatever_order(
        capacity in 0_u32..6,
        offers in any::<bool>(),
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut model = Model::new(capacity, if offers { Policy::Offers } else { Policy::FirstCome });
        for step in &steps {
            model.step(step);
            model.check();
        }
    }
}

#[test]
fn waiting_rule_2_whoever_withdraws_and_comes_again_is_last_in_line() {
    let mut model = Model::new(1, Policy::FirstCome);
    for step in [Step::Register(1), Step::Register(2), Step::Register(3), Step::Withdraw(2), Step::Register(2)] {
        model.step(&step);
    }
    assert_eq!(model.line(), [3, 2]);
    model.step(&Step::Withdraw(1));
    assert_eq!((model.people[&3].state, model.line()), (State::Confirmed, vec![2]));
}

#[test]
fn waiting_rule_5_the_seat_of_somebody_promoted_who_withdraws_goes_on() {
    let mut model = Model::new(1, Policy::Offers);
    for step in [Step::Register(1), Step::Register(2), Step::Register(3), Step::Withdraw(1), Step::Accept(2)] {
        model.step(&step);
    }
    assert_eq!(model.people[&2].state, State::Confirmed);
    model.step(&Step::Withdraw(2));
    assert_eq!(model.people[&3].state, State::Offered);
    model.step(&Step::Hours(3));
    assert_eq!((model.people[&3].state, model.count(State::holds_seat)), (State::Lapsed, 0));
}

#[test]
fn waiting_rule_6_fewer_seats_put_those_who_came_last_back_in_line_in_their_order() {
    let mut model = Model::new(3, Policy::FirstCome);
    for person in 1..=5 {
        model.step(&Step::Register(person));
    }
    model.step(&Step::Capacity(1));
    assert_eq!(model.line(), [2, 3, 4, 5]);
    model.step(&Step::Capacity(3));
    assert_eq!(model.line(), [4, 5]);
}

#[test]
fn waiting_rule_4_nobody_is_promoted_in_the_last_hour() {
    let mut model = Model::new(1, Policy::FirstCome);
    model.step(&Step::Register(1));
    model.step(&Step::Register(2));
    model.step(&Step::Hours(9));
    let settlement = settle(&model.room, &[Entry { id: 2, number: 2, state: State::Waiting, offer_ends: None }], 1);
    assert_eq!(settlement.moves, []);
    assert_eq!(settlement.fates, [Fate { seats: 1, outcome: Outcome::Unfilled(Unfilled::TooLate) }]);
}
