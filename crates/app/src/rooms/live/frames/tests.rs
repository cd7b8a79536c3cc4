use super::*;
use copia_domain::{
    ids::EventId,
    questions::{Moderation, State as Standing},
    time::When,
};
use proptest::prelude::*;
use serde_json::Value;
use uuid::Uuid;

const ACCESS: Access = Access { state: EventState::Published, audience: Audience::Public };

fn question(number: u128, state: Standing, votes: i64) -> Question {
    Question {
        id: QuestionId(Uuid::from_u128(number)),
        event_id: EventId(Uuid::from_u128(1)),
        state,
        words: format!("Question {number}?"),
        person_id: None,
        name: None,
        asked_at: When::from_micros(1),
        since: When::from_micros(1),
        votes,
        into_id: None,
        answer: None,
        reason: None,
        version: 1,
        is_mine: false,
        is_voted: false,
    }
}

fn state(questions: Vec<Question>) -> State {
    let room = Room { moderation: Moderation::After, stream: None, open: 0, waiting: 0, asked: 0 };
    State::new(HowFar::Live, &room, questions, Vec::new())
}

/// What a browser holds: the votes of each question that it shows.
type Held = BTreeMap<String, i64>;

/// Applies what came as the script of the room does.
fn apply(held: &mut Held, bytes: &Bytes) -> Option<Position> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut last = None;
    for event in text.split("\n\n").filter(|event| !event.is_empty()) {
        let (id, data) = event.split_once('\n').unwrap();
        last = Position::parse(id.strip_prefix("id: ").unwrap());
        let frame: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        if frame["whole"] == true {
            held.clear();
        }
        for question in frame["questions"].as_array().unwrap() {
            held.insert(question["id"].as_str().unwrap().to_owned(), question["votes"].as_i64().unwrap());
        }
        for gone in frame["gone"].as_array().unwrap() {
            held.remove(gone.as_str().unwrap());
        }
    }
    last
}

fn shown(state: &State) -> Held {
    state.questions.values().map(|question| (question.id.to_string(), question.votes)).collect()
}

#[test]
fn nothing_new_makes_no_frame_and_a_change_of_access_does() {
    let first = Moment::unread(7).next(state(Vec::new()), ACCESS).unwrap();
    assert!(first.next(state(Vec::new()), ACCESS).is_none());
    let closed = Access { audience: Audience::Staff, ..ACCESS };
    assert!(first.next(state(Vec::new()), closed).is_some());
}

#[test]
fn what_not_everyone_sees_is_in_no_frame() {
    let hidden = [Standing::Waiting, Standing::Merged, Standing::Declined, Standing::Withdrawn];
    let questions = hidden.iter().zip(1..).map(|(state, number)| question(number, *state, 0)).collect();
    let moment = Moment::unread(7).next(state(questions), ACCESS).unwrap();
    let text = String::from_utf8(moment.since(None).to_vec()).unwrap();
    assert!(!text.contains("Question"), "{text}");
}

#[test]
fn listeners_at_one_place_share_the_same_bytes() {
    let first = Moment::unread(7).next(state(Vec::new()), ACCESS).unwrap();
    let next = first.next(state(vec![question(1, Standing::Open, 0)]), ACCESS).unwrap();
    let (one, other) = (next.since(Some(first.at)), next.since(Some(first.at)));
    assert_eq!(one.as_ptr(), other.as_ptr());
    assert_eq!(next.since(None).as_ptr(), next.since(None).as_ptr());
}

#[test]
fn whoever_followed_another_stream_or_fell_far_behind_gets_everything() {
    let mut moment = Moment::unread(7).next(state(Vec::new()), ACCESS).unwrap();
    let start = moment.at;
    for votes in 1..=i64::try_from(KEPT).unwrap() + 1 {
        moment = moment.next(state(vec![question(1, Standing::Open, votes)]), ACCESS).unwrap();
    }
    assert_eq!(moment.recent.len(), KEPT);
    let is_whole = |from| String::from_utf8(moment.since(from).to_vec()).unwrap().contains("\"whole\":true");
    assert!(is_whole(Some(start)));
    assert!(is_whole(Some(Position { stream: 8, ..moment.at })));
    assert!(is_whole(Some(Position { frame: moment.at.frame + 1, ..moment.at })));
    assert!(!is_whole(Some(Position { frame: start.frame + 1, ..start })));
}

proptest! {
    /// However a listener comes and goes, what it holds in the end is what the room shows.
    #[test]
    fn every_listener_ends_with_the_room_as_it_is(
        steps in proptest::collection::vec((proptest::collection::vec((1_u128..6, 0_usize..8, 0_i64..3), 0..6), any::<bool>()), 1..120),
    ) {
        let mut moment = Moment::unread(7);
        let (mut held, mut at) = (Held::new(), None);
        for (questions, hears) in steps {
            let mut seen = std::collections::BTreeSet::new();
            let questions: Vec<Question> = questions.into_iter().filter(|(number, ..)| seen.insert(*number))
                .map(|(number, at, votes)| question(number, Standing::ALL[at], votes)).collect();
            if let Some(next) = moment.next(state(questions), ACCESS) {
                moment = next;
            }
            if hears && at != moment.position() {
                let last = apply(&mut held, &moment.since(at));
                prop_assert_eq!(last, moment.position());
                at = moment.position();
                prop_assert_eq!(&held, &shown(&moment.seen.as_ref().unwrap().0));
            }
        }
    }
}
