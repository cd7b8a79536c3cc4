use super::*;
use proptest::prelude::*;

const HANDS: [Hand; 4] = [Hand::Teller, Hand::Told, Hand::Writer, Hand::Steward];
const TOLD: Telling = Telling { steps: 3, others: Others::Agreed };

/// What every hand can do with a story in every state; all else is refused.
const ALLOWED: &[(Hand, State, Event, State)] = &[
    (Hand::Writer, State::Draft, Event::Offer, State::Offered),
    (Hand::Writer, State::Returned, Event::Offer, State::Offered),
    (Hand::Told, State::Offered, Event::GiveBack, State::Returned),
    (Hand::Told, State::Offered, Event::Share, State::Shared),
    (Hand::Teller, State::Draft, Event::Share, State::Shared),
    (Hand::Teller, State::Returned, Event::Share, State::Shared),
    (Hand::Teller, State::Withdrawn, Event::Share, State::Shared),
    (Hand::Teller, State::Shared, Event::Withdraw, State::Withdrawn),
    (Hand::Steward, State::Shared, Event::Return, State::Returned),
];

#[test]
fn only_the_teller_shares_and_each_hand_does_its_own() {
    for hand in HANDS {
        for state in State::ALL {
            for event in Event::ALL {
                let expected = ALLOWED.iter().find(|row| (row.0, row.1, row.2) == (hand, *state, *event));
                let found = transition(*state, hand, *event, TOLD);
                assert_eq!(found.ok(), expected.map(|row| row.3), "{hand:?} {state} {event}");
            }
        }
    }
}

#[rstest::rstest]
#[case(Telling { steps: 0, ..TOLD }, Event::Share, Hand::Teller, Refusal::NoSteps)]
#[case(Telling { steps: 0, ..TOLD }, Event::Offer, Hand::Writer, Refusal::NoSteps)]
#[case(Telling { others: Others::NotAgreed, ..TOLD }, Event::Share, Hand::Teller, Refusal::OthersNotAgreed)]
fn a_story_that_is_not_ready_stays_where_it_is(
    #[case] telling: Telling,
    #[case] event: Event,
    #[case] hand: Hand,
    #[case] refusal: Refusal,
) {
    assert_eq!(transition(State::Draft, hand, event, telling), Err(refusal));
}

#[test]
fn what_somebody_was_asked_to_look_at_is_theirs() {
    assert!(may_edit(State::Offered, Hand::Told) && !may_edit(State::Offered, Hand::Writer));
    assert!(may_edit(State::Returned, Hand::Writer) && !may_edit(State::Returned, Hand::Told));
    assert!(State::ALL.iter().all(|state| may_edit(*state, Hand::Teller) && !may_edit(*state, Hand::Steward)));
}

#[test]
fn a_story_is_the_writers_until_its_teller_agrees() {
    let [me, other] = [1, 2].map(|n| PersonId(uuid::Uuid::from_u128(n)));
    assert_eq!(hand(me, Some(me), Some(me), false), Some(Hand::Teller));
    assert_eq!(hand(me, Some(me), Some(other), false), Some(Hand::Told));
    assert_eq!(hand(me, Some(me), Some(other), true), Some(Hand::Teller));
    assert_eq!(hand(me, Some(other), Some(me), false), Some(Hand::Writer));
    assert_eq!(hand(me, Some(other), Some(me), true), None);
    assert_eq!(hand(me, None, Some(other), true), None);
}

#[test]
fn what_is_hoped_for_is_asked_about_ten_weeks_later() {
    let day = Day::parse("2026-03-23").unwrap();
    let step = |state| Step { value_type: ValueType::Applied, state };
    assert_eq!(follow_up(&[step(StepState::Happened), step(StepState::HopedFor)], day), Day::parse("2026-06-01"));
    assert_eq!(follow_up(&[step(StepState::Partly), step(StepState::DidNotHappen)], day), None);
    assert_eq!(follow_up(&[], day), None);
}

fn readers() -> impl Strategy<Value = Reader> {
    let any = any::<[bool; 5]>();
    any.prop_map(|[is_own, is_asked, belongs, is_staff, sees_community]| Reader {
        is_own,
        is_asked,
        belongs,
        is_staff,
        sees_community,
    })
}

proptest! {
    #[test]
    fn nobody_else_reads_what_is_not_shared(reader in readers(), state in 0..5_usize, audience in 0..3_usize) {
        let (state, audience) = (State::ALL[state], Audience::ALL[audience]);
        let others = Reader { is_own: false, is_asked: false, ..reader };
        prop_assert!(state == State::Shared || !is_readable(state, audience, others));
        let own = Reader { is_own: true, ..reader };
        prop_assert!(is_readable(state, audience, own));
        let asked = Reader { is_own: false, is_asked: true, ..reader };
        prop_assert!(state != State::Withdrawn || !is_readable(state, audience, asked));
    }

    #[test]
    fn a_wider_audience_never_hides(reader in readers(), state in 0..5_usize) {
        let reads: Vec<bool> =
            Audience::ALL.iter().map(|audience| is_readable(State::ALL[state], *audience, reader)).collect();
        prop_assert!(reads.is_sorted());
    }
}
