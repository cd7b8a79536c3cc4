use super::*;
use proptest::prelude::*;

const LIVE: Rules = Rules { moderation: Moderation::Before, room: Room::Live };
const AHEAD: Rules = Rules { moderation: Moderation::After, room: Room::Ahead };
const OVER: Rules = Rules { moderation: Moderation::Before, room: Room::Over };
const OTHER: Target = Target { state: State::Open, is_itself: false };

fn to(from: Option<State>, event: Event, cause: Cause, rules: Rules) -> Result<State, Refusal> {
    transition(from, &Attempt::new(event, cause).saying("because").into(OTHER), &rules).map(|change| change.to)
}

#[rstest::rstest]
#[case(None, Event::Ask, Cause::Asker, LIVE, Ok(State::Waiting))]
#[case(None, Event::Ask, Cause::Asker, AHEAD, Ok(State::Open))]
#[case(None, Event::Ask, Cause::Moderator, LIVE, Ok(State::Open))]
#[case(None, Event::Ask, Cause::Asker, OVER, Err(Refusal::NoMoreQuestions))]
#[case(None, Event::Show, Cause::Moderator, LIVE, Err(Refusal::NotNow))]
#[case(Some(State::Open), Event::Ask, Cause::Asker, LIVE, Err(Refusal::AlreadyDone))]
#[case(Some(State::Waiting), Event::Show, Cause::Moderator, LIVE, Ok(State::Open))]
#[case(Some(State::Waiting), Event::Show, Cause::Asker, LIVE, Err(Refusal::ModeratorDecides))]
#[case(Some(State::Open), Event::Show, Cause::Moderator, LIVE, Err(Refusal::AlreadyDone))]
#[case(Some(State::Open), Event::Hide, Cause::Moderator, AHEAD, Ok(State::Waiting))]
#[case(Some(State::Answering), Event::Hide, Cause::Moderator, LIVE, Err(Refusal::BeingAnswered))]
#[case(Some(State::Open), Event::Take, Cause::Moderator, LIVE, Ok(State::Answering))]
#[case(Some(State::Open), Event::Take, Cause::Moderator, AHEAD, Err(Refusal::NotLive))]
#[case(Some(State::Open), Event::Take, Cause::Moderator, OVER, Err(Refusal::NotLive))]
#[case(Some(State::AnsweredLive), Event::Take, Cause::Moderator, LIVE, Err(Refusal::AlreadyAnswered))]
#[case(Some(State::Answering), Event::PutBack, Cause::Moderator, LIVE, Ok(State::Open))]
#[case(Some(State::Answering), Event::AnswerLive, Cause::Moderator, LIVE, Ok(State::AnsweredLive))]
#[case(Some(State::Answering), Event::AnswerLive, Cause::System, LIVE, Ok(State::AnsweredLive))]
#[case(Some(State::Open), Event::AnswerLive, Cause::System, LIVE, Err(Refusal::NotNow))]
#[case(Some(State::Open), Event::AnswerLive, Cause::Moderator, AHEAD, Err(Refusal::NotLive))]
#[case(Some(State::Open), Event::AnswerLive, Cause::Moderator, OVER, Ok(State::AnsweredLive))]
#[case(Some(State::Open), Event::AnswerInWriting, Cause::Moderator, AHEAD, Ok(State::AnsweredInWriting))]
#[case(Some(State::Waiting), Event::AnswerInWriting, Cause::Moderator, OVER, Ok(State::AnsweredInWriting))]
#[case(Some(State::AnsweredLive), Event::AnswerInWriting, Cause::Moderator, OVER, Err(Refusal::AlreadyAnswered))]
#[case(Some(State::Open), Event::Merge, Cause::Moderator, LIVE, Ok(State::Merged))]
#[case(Some(State::Merged), Event::Merge, Cause::Moderator, LIVE, Err(Refusal::AlreadyDone))]
#[case(Some(State::Answering), Event::Merge, Cause::Moderator, LIVE, Err(Refusal::BeingAnswered))]
#[case(Some(State::Answering), Event::Decline, Cause::Moderator, LIVE, Ok(State::Declined))]
#[case(Some(State::Declined), Event::Decline, Cause::Moderator, LIVE, Err(Refusal::AlreadyDone))]
#[case(Some(State::Merged), Event::Decline, Cause::Moderator, LIVE, Err(Refusal::NotNow))]
#[case(Some(State::Waiting), Event::Withdraw, Cause::Asker, OVER, Ok(State::Withdrawn))]
#[case(Some(State::Merged), Event::Withdraw, Cause::Asker, LIVE, Ok(State::Withdrawn))]
#[case(Some(State::Answering), Event::Withdraw, Cause::Asker, LIVE, Err(Refusal::BeingAnswered))]
#[case(Some(State::AnsweredLive), Event::Withdraw, Cause::Asker, LIVE, Err(Refusal::AlreadyAnswered))]
#[case(Some(State::Open), Event::Withdraw, Cause::Moderator, LIVE, Err(Refusal::AskerDecides))]
#[case(Some(State::AnsweredInWriting), Event::Reopen, Cause::Moderator, OVER, Ok(State::Open))]
#[case(Some(State::Declined), Event::Reopen, Cause::Moderator, OVER, Ok(State::Open))]
#[case(Some(State::Merged), Event::Reopen, Cause::System, OVER, Ok(State::Open))]
#[case(Some(State::Declined), Event::Reopen, Cause::Asker, OVER, Err(Refusal::ModeratorDecides))]
#[case(Some(State::Withdrawn), Event::Reopen, Cause::Moderator, OVER, Err(Refusal::NotNow))]
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
fn declining_needs_a_reason_and_writing_an_answer() {
    for words in [None, Some(""), Some(" \n ")] {
        for (event, refusal) in
            [(Event::Decline, Refusal::ReasonNeeded), (Event::AnswerInWriting, Refusal::AnswerNeeded)]
        {
            let attempt = Attempt { words, ..Attempt::new(event, Cause::Moderator) };
            assert_eq!(transition(Some(State::Open), &attempt, &LIVE), Err(refusal));
        }
    }
}

#[test]
fn a_question_is_merged_only_into_another_that_gets_an_answer() {
    let merge = Attempt::new(Event::Merge, Cause::Moderator);
    assert_eq!(transition(Some(State::Open), &merge, &LIVE), Err(Refusal::NotIntoThat));
    let itself = merge.into(Target { is_itself: true, ..OTHER });
    assert_eq!(transition(Some(State::Open), &itself, &LIVE), Err(Refusal::NotIntoThat));
    // What everyone sees would be gone from the room.
    for state in [State::Waiting, State::Merged, State::Declined, State::Withdrawn] {
        let nowhere = merge.into(Target { state, is_itself: false });
        assert_eq!(transition(Some(State::Open), &nowhere, &LIVE), Err(Refusal::NotIntoThat));
    }
}

#[test]
fn nobody_waits_for_the_answer_to_a_question_that_was_taken_back() {
    let withdraw = Attempt::new(Event::Withdraw, Cause::Asker);
    let change = transition(Some(State::Open), &withdraw, &LIVE).unwrap();
    assert_eq!(change.follow_ups, &[FollowUp::ReleaseMerged]);
    let take = transition(Some(State::Open), &Attempt::new(Event::Take, Cause::Moderator), &LIVE).unwrap();
    assert_eq!(take.follow_ups, &[FollowUp::FinishOthers]);
}

#[test]
fn the_list_has_the_answered_one_first_then_votes_then_age() {
    let at = |seconds| When::from_micros(0).plus_seconds(seconds);
    let mut list = [
        ("answered", Rank::new(State::AnsweredLive, 90, at(0))),
        ("newer", Rank::new(State::Open, 5, at(20))),
        ("few votes", Rank::new(State::Open, 1, at(1))),
        ("older", Rank::new(State::Open, 5, at(10))),
        ("older too", Rank::new(State::Waiting, 5, at(10))),
        ("now", Rank::new(State::Answering, 0, at(30))),
    ];
    list.sort_by_key(|(_, rank)| *rank);
    assert_eq!(list.map(|(name, _)| name), ["now", "older", "older too", "newer", "few votes", "answered"]);
}

#[rstest::rstest]
#[case(&[], 0, None)]
#[case(&[0, 10], 11, None)]
#[case(&[0, 10, 20], 20, Some(40))]
#[case(&[20, 0, 10], 59, Some(1))]
#[case(&[0, 10, 20], 60, None)]
#[case(&[0, 10, 20, 25], 60, Some(10))]
#[case(&[900, 900, 900], 0, Some(60))]
fn an_asker_waits_after_three_questions_in_a_minute(
    #[case] asked: &[i64],
    #[case] now: i64,
    #[case] wait: Option<i64>,
) {
    let at = |seconds: i64| When::from_micros(7).plus_seconds(seconds);
    let asked: Vec<When> = asked.iter().copied().map(at).collect();
    assert_eq!(seconds_to_wait(&asked, at(now)), wait);
}

#[test]
fn a_part_of_a_second_is_waited_for_as_a_whole_one() {
    let asked = [When::from_micros(1_500_000); A_MINUTE];
    assert_eq!(seconds_to_wait(&asked, When::from_micros(61_499_999)), Some(1));
    assert_eq!(seconds_to_wait(&asked, When::from_micros(61_500_000)), None);
}

#[rstest::rstest]
#[case("Will the slides be shared afterwards?", "Will slides be shared after the session?", true)]
#[case("Is there a recording of this session?", "Will there be a recording of the session?", true)]
#[case("How much does the licence cost?", "How much is the cost of a licence?", true)]
#[case("Will the slides be shared afterwards?", "Who pays for the licence after the pilot?", false)]
#[case("How do we get access to the data?", "How do we decide who leads the group?", false)]
fn a_question_that_asks_the_same_is_noticed(#[case] typed: &str, #[case] other: &str, #[case] noticed: bool) {
    assert_eq!(
        !similar(typed, [((), other)]).is_empty(),
        noticed,
        "{:?}",
        Pieces::of(typed).likeness(&Pieces::of(other))
    );
}

#[test]
fn the_likest_questions_are_shown_first_and_only_a_few() {
    let others =
        ["Are slides shared?", "Something else", "Will slides be shared?", "Slides shared", "Slides be shared?"];
    let hints = similar("Will slides be shared?", others.into_iter().enumerate());
    assert_eq!(hints.first(), Some(&(2, 100)));
    assert_eq!(hints.len(), HINTS);
    assert!(hints.is_sorted_by_key(|(_, share)| Reverse(*share)));
}

#[test]
fn a_question_is_one_line() {
    assert_eq!(wording(" Who\n pays? "), Ok("Who pays?".to_owned()));
    assert_eq!(wording(&"x".repeat(LONGEST + 1)), Err(Fault::TooLong));
    assert_eq!(wording(" "), Err(Fault::Missing));
}

fn any_rules() -> impl Strategy<Value = Rules> {
    (prop::sample::select(Moderation::ALL), prop::sample::select(Room::ALL))
        .prop_map(|(moderation, room)| Rules { moderation, room })
}

fn any_attempt() -> impl Strategy<Value = Attempt<'static>> {
    let target = (prop::sample::select(State::ALL), any::<bool>());
    (
        prop::sample::select(Event::ALL),
        prop::sample::select(Cause::ALL),
        prop::option::of(Just("because")),
        prop::option::of(target.prop_map(|(state, is_itself)| Target { state, is_itself })),
    )
        .prop_map(|(event, cause, words, into)| Attempt { event, cause, words, into })
}

proptest! {
    /// Whatever happens, a change changes something, and a question leaves the open ones only by being answered,
    /// merged into one that is or will be, declined with a reason, or taken back by its asker.
    #[test]
    fn every_question_ends_answered(steps in prop::collection::vec((any_attempt(), any_rules()), 0..60)) {
        let mut state = None;
        for (attempt, rules) in steps {
            let Ok(change) = transition(state, &attempt, &rules) else { continue };
            prop_assert_eq!(change.from, state);
            prop_assert_ne!(Some(change.to), state, "a change changes something");
            if state.is_some_and(State::is_open) && !change.to.is_open() {
                let answered = change.to.is_answered();
                let merged = change.to == State::Merged
                    && attempt.into.is_some_and(|target| !target.is_itself && state.is_some_and(|from| target.state.takes(from)));
                let declined = change.to == State::Declined && attempt.words.is_some();
                let withdrawn = change.to == State::Withdrawn && attempt.cause == Cause::Asker;
                prop_assert!(answered || merged || declined || withdrawn, "{attempt:?}");
            }
            state = Some(change.to);
        }
    }

    /// No rule of the room leaves a question without a way to its end.
    #[test]
    fn an_open_question_can_always_be_answered_or_declined(
        state in prop::sample::select(State::ALL), rules in any_rules()
    ) {
        if state.is_open() {
            prop_assert_eq!(to(Some(state), Event::AnswerInWriting, Cause::Moderator, rules), Ok(State::AnsweredInWriting));
            prop_assert_eq!(to(Some(state), Event::Decline, Cause::Moderator, rules), Ok(State::Declined));
        }
    }

    /// Where moderators look first, nothing of an asker is seen that a moderator has not let through.
    #[test]
    fn an_asker_shows_nothing_past_the_moderators(
        attempt in any_attempt(), from in prop::option::of(prop::sample::select(State::ALL)), room in prop::sample::select(Room::ALL)
    ) {
        let attempt = Attempt { cause: Cause::Asker, ..attempt };
        let rules = Rules { moderation: Moderation::Before, room };
        if let Ok(change) = transition(from, &attempt, &rules) {
            prop_assert!(!change.to.is_shown());
        }
    }

    /// Whoever keeps to the limit never waits, and whoever waits as long as told may ask.
    #[test]
    fn waiting_as_told_is_enough(asked in prop::collection::vec(0..300_000_000_i64, 0..12), now in 0..300_000_000_i64) {
        let asked: Vec<When> = asked.into_iter().filter(|at| *at <= now).map(When::from_micros).collect();
        let now = When::from_micros(now);
        match seconds_to_wait(&asked, now) {
            Some(seconds) => {
                prop_assert!((1..=60).contains(&seconds));
                prop_assert_eq!(seconds_to_wait(&asked, now.plus_seconds(seconds)), None);
            }
            None => prop_assert!(asked.iter().filter(|at| at.plus_seconds(60) > now).count() < A_MINUTE),
        }
    }
}

#[test]
fn a_room_is_live_from_the_start_until_the_end() {
    let (starts, ends) = (When::from_micros(10), When::from_micros(20));
    let at = |micros| Room::at(When::from_micros(micros), starts, ends);
    assert_eq!([9, 10, 19, 20].map(at), [Room::Ahead, Room::Live, Room::Live, Room::Over]);
}

#[test]
fn the_newest_order_puts_what_is_being_answered_first_and_then_the_latest() {
    let place = |state, votes, micros| Place::new(Order::Newest, state, votes, When::from_micros(micros));
    assert!(place(State::Answering, 0, 1) < place(State::Open, 9, 2));
    assert!(place(State::Open, 0, 3) < place(State::Open, 9, 2));
    assert!(place(State::Open, 0, 1) < place(State::AnsweredLive, 9, 3));
    let votes = |votes, micros| Place::new(Order::Votes, State::Open, votes, When::from_micros(micros));
    assert!(votes(2, 9) < votes(1, 1) && votes(1, 1) < votes(1, 2));
}
