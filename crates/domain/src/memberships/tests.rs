use super::*;
use proptest::prelude::*;

const OPEN: Rules = Rules { join: JoinRule::Open, core: CoreRule::Choose, intake: Intake::Everyone };
const ASK: Rules = Rules { join: JoinRule::Ask, core: CoreRule::Lead, intake: Intake::Everyone };

fn to(from: Option<State>, event: Event, cause: Cause, rules: Rules) -> Result<State, Refusal> {
    transition(from, &Attempt::new(event, cause).because("a reason"), &rules).map(|change| change.to)
}

#[rstest::rstest]
#[case(None, Event::Join, Cause::Oneself, OPEN, Ok(State::ActiveWider))]
#[case(None, Event::Join, Cause::Oneself, ASK, Err(Refusal::HasToAsk))]
#[case(None, Event::Ask, Cause::Oneself, ASK, Ok(State::Asked))]
#[case(Some(State::Asked), Event::Ask, Cause::Oneself, ASK, Err(Refusal::AlreadyDone))]
#[case(Some(State::Asked), Event::Accept, Cause::Lead, ASK, Ok(State::ActiveWider))]
#[case(Some(State::Asked), Event::Accept, Cause::Oneself, ASK, Err(Refusal::AlreadyDecided))]
#[case(Some(State::ActiveWider), Event::Decline, Cause::Lead, ASK, Err(Refusal::AlreadyDecided))]
#[case(Some(State::Asked), Event::Invite, Cause::Lead, ASK, Ok(State::ActiveWider))]
#[case(Some(State::Asked), Event::Withdraw, Cause::Oneself, ASK, Ok(State::Left))]
#[case(Some(State::Declined), Event::Ask, Cause::Oneself, ASK, Ok(State::Asked))]
#[case(Some(State::Removed), Event::Join, Cause::Oneself, OPEN, Err(Refusal::WasRemoved))]
#[case(Some(State::Removed), Event::Invite, Cause::Lead, OPEN, Ok(State::Invited))]
#[case(Some(State::Invited), Event::Join, Cause::Oneself, ASK, Ok(State::ActiveWider))]
#[case(Some(State::Invited), Event::Accept, Cause::Lead, ASK, Err(Refusal::AlreadyDecided))]
#[case(Some(State::ActiveWider), Event::BecomeCore, Cause::Oneself, ASK, Err(Refusal::LeadDecides))]
#[case(Some(State::ActiveWider), Event::BecomeCore, Cause::Oneself, OPEN, Ok(State::ActiveCore))]
#[case(Some(State::ActiveCore), Event::Leave, Cause::Oneself, OPEN, Ok(State::Left))]
#[case(Some(State::Left), Event::Join, Cause::Oneself, OPEN, Ok(State::ActiveWider))]
#[case(Some(State::Left), Event::Return, Cause::Oneself, ASK, Ok(State::ActiveWider))]
#[case(Some(State::Removed), Event::Return, Cause::Oneself, OPEN, Err(Refusal::NotNow))]
#[case(None, Event::Return, Cause::Oneself, OPEN, Err(Refusal::NotNow))]
#[case(Some(State::Left), Event::CarryOver, Cause::System, OPEN, Err(Refusal::NotNow))]
#[case(None, Event::Remove, Cause::Lead, OPEN, Err(Refusal::NotNow))]
fn what_comes_of_an_attempt(
    #[case] from: Option<State>,
    #[case] event: Event,
    #[case] cause: Cause,
    #[case] rules: Rules,
    #[case] expected: Result<State, Refusal>,
) {
    assert_eq!(to(from, event, cause, rules), expected);
}

#[test]
fn declining_and_removing_need_a_reason() {
    for (from, event) in [(State::Asked, Event::Decline), (State::ActiveCore, Event::Remove)] {
        for reason in [None, Some(""), Some("  ")] {
            let attempt = Attempt { event, cause: Cause::Lead, reason, level: None };
            assert_eq!(transition(Some(from), &attempt, &OPEN), Err(Refusal::ReasonNeeded));
        }
    }
}

#[test]
fn a_community_that_takes_no_members_lets_people_leave_and_none_in() {
    let shut = Rules { intake: Intake::Nobody, ..OPEN };
    assert_eq!(to(None, Event::Join, Cause::Oneself, shut), Err(Refusal::TakesNoMembers));
    assert_eq!(to(Some(State::Asked), Event::Accept, Cause::Lead, shut), Err(Refusal::TakesNoMembers));
    assert_eq!(to(Some(State::ActiveWider), Event::Leave, Cause::Oneself, shut), Ok(State::Left));
}

/// One row of the history, as the store keeps it.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    from: Option<State>,
    to: State,
}

fn any_attempt() -> impl Strategy<Value = (Event, Cause, Option<Level>, bool)> {
    (
        prop::sample::select(Event::ALL),
        prop::sample::select(Cause::ALL),
        prop::option::of(prop::sample::select(Level::ALL)),
        any::<bool>(),
    )
}

fn any_rules() -> impl Strategy<Value = Rules> {
    (prop::sample::select(JoinRule::ALL), prop::sample::select(CoreRule::ALL), prop::sample::select(Intake::ALL))
        .prop_map(|(join, core, intake)| Rules { join, core, intake })
}

proptest! {
    /// No sequence of events leaves the machine, and the history explains every state: it is a chain without
    /// a gap from "never had to do with it" to the present.
    #[test]
    fn history_is_a_chain_and_nothing_is_lost(
        steps in prop::collection::vec((any_attempt(), any_rules()), 0..60)
    ) {
        let mut state = None;
        let mut history: Vec<Row> = Vec::new();
        for ((event, cause, level, with_reason), rules) in steps {
            let attempt = Attempt { event, cause, level, reason: with_reason.then_some("because") };
            let before = history.len();
            match transition(state, &attempt, &rules) {
                Ok(change) => {
                    prop_assert_eq!(change.from, state);
                    prop_assert_ne!(Some(change.to), state, "a change changes something");
                    prop_assert!(!needs_reason(event, cause) || with_reason);
                    if change.to.is_active() && state.is_none_or(|s| !s.is_active()) {
                        prop_assert!(rules.intake != Intake::Nobody || cause == Cause::System, "nobody gets in where nobody is taken");
                    }
                    history.push(Row { from: change.from, to: change.to });
                    state = Some(change.to);
                }
                Err(_) => prop_assert_eq!(history.len(), before),
            }
        }
        let mut replayed = None;
        for row in &history {
            prop_assert_eq!(row.from, replayed);
            replayed = Some(row.to);
        }
        prop_assert_eq!(replayed, state);
    }

    /// Whoever is in can get out by themselves, at once, whatever the rules.
    #[test]
    fn every_member_can_leave(level in prop::sample::select(Level::ALL), rules in any_rules()) {
        prop_assert_eq!(to(Some(level.state()), Event::Leave, Cause::Oneself, rules), Ok(State::Left));
    }

    /// A removed person gets back in through a lead or not at all.
    #[test]
    fn removal_is_undone_only_by_a_lead(attempt in any_attempt(), rules in any_rules()) {
        let (event, cause, level, _) = attempt;
        let attempt = Attempt { event, cause, level, reason: Some("because") };
        if let Ok(change) = transition(Some(State::Removed), &attempt, &rules) {
            prop_assert_eq!((cause, change.to), (Cause::Lead, State::Invited));
        }
    }
}
