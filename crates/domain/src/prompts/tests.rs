use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const START: Day = Day(date(2026, 1, 1));

fn person(number: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(number) + 1))
}

fn due(number: u8, happened_on: Day, last_asked: Option<Day>) -> Due {
    Due { happened_on, reference: Uuid::nil(), person: person(number), last_asked, is_wanted: true }
}

#[test]
fn whoever_was_asked_is_asked_again_on_the_fourteenth_day() {
    let today = START.plus_days(100);
    assert!(is_free(None, today));
    assert!(is_free(Some(today.plus_days(-14)), today));
    assert!(!is_free(Some(today.plus_days(-13)), today));
    assert!(!is_free(Some(today), today));
    assert!(!is_free(Some(today.plus_days(1)), today));
}

#[test]
fn each_cycle_asks_in_its_time() {
    let today = START.plus_days(100);
    for cycle in [Cycle::Applied, Cycle::Realised] {
        let asked = |days: i64| choose(cycle, today, [due(1, today.plus_days(-days), None)]).len();
        assert_eq!(asked(cycle.days() - 1), 0, "{cycle} not before its day");
        assert_eq!(asked(cycle.days()), 1, "{cycle} on its day");
        assert_eq!(asked(cycle.days() + WAIT_DAYS), 1, "{cycle} on the last day");
        assert_eq!(asked(cycle.days() + WAIT_DAYS + 1), 0, "{cycle} not after it");
    }
}

#[test]
fn of_two_things_the_earlier_is_asked() {
    let today = START.plus_days(100);
    let (earlier, later) = (due(1, today.plus_days(-35), None), due(1, today.plus_days(-31), None));
    assert_eq!(choose(Cycle::Applied, today, [later, earlier]), [earlier]);
    assert_eq!(choose(Cycle::Applied, today, [earlier, later]), [earlier]);
}

#[test]
fn an_answer_says_what_became_of_it() {
    assert_eq!(Outcome::ALL.iter().map(|one| one.step()).collect::<BTreeSet<_>>().len(), Outcome::ALL.len());
}

/// Somebody's being somewhere, on a day counted from the start.
#[derive(Debug, Clone, Copy)]
struct Session {
    person: u8,
    on: i64,
}

/// Every day of half a year: what happens on the day is asked first, or the clock asks first; then what is due, in any
/// order. Gives who was asked when, in which cycle, and about what.
fn half_a_year(sessions: &[Session], unwilling: &BTreeSet<u8>, clock_first: bool) -> Vec<(u8, Day, Cycle, usize)> {
    let mut asked: Vec<(u8, Day, Cycle, usize)> = Vec::new();
    for day in 0..180 {
        let today = START.plus_days(day);
        let last =
            |asked: &[(u8, Day, Cycle, usize)], who: u8| asked.iter().filter(|one| one.0 == who).map(|one| one.1).max();
        let pulse = |asked: &mut Vec<(u8, Day, Cycle, usize)>| {
            for (at, session) in sessions.iter().enumerate().filter(|(_, session)| session.on == day) {
                if is_free(last(asked, session.person), today) {
                    asked.push((session.person, today, Cycle::Immediate, at));
                }
            }
        };
        let clock = |asked: &mut Vec<(u8, Day, Cycle, usize)>| {
            for cycle in Occasion::Session.later() {
                let waiting = sessions.iter().enumerate().filter(|(at, session)| {
                    session.on <= day && !asked.iter().any(|one| one.2 == *cycle && one.3 == *at)
                });
                let waiting: Vec<Due> = waiting
                    .map(|(at, session)| Due {
                        happened_on: START.plus_days(session.on),
                        reference: Uuid::from_u128(at as u128),
                        person: person(session.person),
                        last_asked: last(asked, session.person),
                        is_wanted: !unwilling.contains(&session.person),
                    })
                    .collect();
                for one in choose(*cycle, today, waiting) {
                    let at = usize::try_from(one.reference.as_u128()).unwrap();
                    asked.push((sessions[at].person, today, *cycle, at));
                }
            }
        };
        if clock_first {
            clock(&mut asked);
            pulse(&mut asked);
        } else {
            pulse(&mut asked);
            clock(&mut asked);
        }
    }
    asked
}

proptest! {
    #[test]
    fn nobody_is_asked_twice_in_a_fortnight(
        sessions in prop::collection::vec((0_u8..4, 0_i64..120).prop_map(|(person, on)| Session { person, on }), 0..40),
        unwilling in prop::collection::btree_set(0_u8..4, 0..3),
        clock_first in any::<bool>(),
    ) {
        let asked = half_a_year(&sessions, &unwilling, clock_first);
        for (at, one) in asked.iter().enumerate() {
            for other in asked.iter().skip(at + 1).filter(|other| other.0 == one.0) {
                prop_assert!(one.1.days_until(other.1).abs() >= APART_DAYS, "{one:?} and {other:?}");
                prop_assert!((one.2, one.3) != (other.2, other.3), "asked twice: {one:?}");
            }
            if one.2 != Cycle::Immediate {
                prop_assert!(!unwilling.contains(&one.0), "does not want to be asked: {one:?}");
                let days = START.plus_days(sessions[one.3].on).days_until(one.1);
                prop_assert!((one.2.days()..=one.2.days() + WAIT_DAYS).contains(&days), "out of time: {one:?}");
            }
        }
    }

    #[test]
    fn whoever_is_free_is_asked(on in 0_i64..60) {
        let asked = half_a_year(&[Session { person: 1, on }], &BTreeSet::new(), false);
        let days: Vec<_> = asked.iter().map(|one| (one.2, START.plus_days(on).days_until(one.1))).collect();
        prop_assert_eq!(days, [(Cycle::Immediate, 0), (Cycle::Applied, 30), (Cycle::Realised, 90)]);
    }

    #[test]
    fn the_order_makes_no_difference(
        days in prop::collection::vec((0_u8..4, 30_i64..45), 1..12).prop_shuffle(), turn in 0_usize..12,
    ) {
        let today = START.plus_days(100);
        let mut waiting: Vec<Due> =
            days.iter().map(|(who, ago)| due(*who, today.plus_days(-ago), None)).collect();
        let before = choose(Cycle::Applied, today, waiting.clone());
        let turn = turn % waiting.len();
        waiting.rotate_left(turn);
        prop_assert_eq!(choose(Cycle::Applied, today, waiting), before);
    }
}
