use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_quote_is_shown_only_where_and_as_long_as_it_was_given() {
    let given = [Scope::Organisation, Scope::Public];
    let last = Some(day("2027-05-31"));
    let live = |state, scope, today| is_live(state, &given, last, scope, day(today));
    assert!(live(QuoteState::Given, Scope::Public, "2027-05-31"));
    assert!(!live(QuoteState::Given, Scope::Public, "2027-06-01"));
    assert!(!live(QuoteState::Given, Scope::Press, "2026-05-31"));
    for state in QuoteState::ALL.iter().filter(|state| **state != QuoteState::Given) {
        assert!(!live(*state, Scope::Public, "2026-05-31"), "{state}");
    }
    assert!(!is_live(QuoteState::Given, &given, None, Scope::Public, day("2026-01-01")));
}

#[rstest::rstest]
#[case::by_name("We use Blackboard", Attribution::NameAndRole, Some(3), &[])]
#[case::plain("I found somebody to ask", Attribution::Anonymous, Some(200), &[])]
#[case::first_words("We met. They helped.", Attribution::Anonymous, None, &[])]
#[case::small("I found somebody to ask", Attribution::Anonymous, Some(19), &[Risk::SmallGroup])]
#[case::tool("We moved to Fabric last year", Attribution::Anonymous, Some(200), &[Risk::Named])]
#[case::number("All 4 of us came", Attribution::Anonymous, Some(200), &[Risk::Number])]
#[case::role("I found help", Attribution::RoleAndArea, Some(200), &[Risk::Role])]
#[case::i_am("Now I'm sure, and I’ve asked", Attribution::Anonymous, Some(20), &[])]
fn anonymous_may_not_be(
    #[case] text: &str,
    #[case] attribution: Attribution,
    #[case] members: Option<i64>,
    #[case] expected: &[Risk],
) {
    assert_eq!(risks(text, attribution, members), expected);
}

proptest! {
    #[test]
    fn nothing_is_given_without_a_yes_to_these_words(steps in proptest::collection::vec(0..Step::ALL.len(), 0..24)) {
        let (mut state, mut agreed) = (QuoteState::Draft, false);
        for one in steps {
            let one = Step::ALL[one];
            let Some(next) = step(state, one) else { continue };
            agreed = match one {
                Step::Give => true,
                Step::Edit | Step::Decline | Step::Withdraw => false,
                Step::Ask => agreed,
            };
            state = next;
            prop_assert_eq!(state == QuoteState::Given, agreed && state == QuoteState::Given);
            prop_assert!(state != QuoteState::Given || agreed);
        }
    }

    #[test]
    fn what_was_taken_back_stays_so(one in 0..Step::ALL.len()) {
        prop_assert_eq!(step(QuoteState::Withdrawn, Step::ALL[one]), None);
        prop_assert_eq!(step(QuoteState::Declined, Step::ALL[one]), None);
    }
}
