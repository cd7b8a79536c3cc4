use super::{
    answers::{Sent, read, shown},
    items::{Ask, Condition, Item, Wrong, check, choices, closed, next_key, part, statement_key},
    waves::{Step, WaveState, addresses, reminders, step},
};
use crate::{fields::Fault, time::When};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn item(key: &str, ask: Ask) -> Item {
    Item { key: key.to_owned(), ask, shown_if: None }
}

fn only_if(mut item: Item, earlier: &str, answer: &str) -> Item {
    item.shown_if = Some(Condition { item: earlier.to_owned(), answer: answer.to_owned() });
    item
}

/// One of each kind: 1 a heading, 2 a statement, 3 words after "agree", 4 one choice, 5 several, 6 a number after "b".
fn survey() -> Vec<Item> {
    let lines = || choices(["Weekly", "Monthly", "Never"].map(str::to_owned).to_vec());
    let heading = Ask::Heading { title: "About you".to_owned(), text: String::new() };
    let statement = Ask::Statement {
        statement: "used".to_owned(),
        edition: 1,
        wording: "I have used something.".to_owned(),
        value_type: None,
    };
    vec![
        item("q1", heading),
        item("used@1", statement),
        only_if(item("q2", Ask::Text { question: "What?".to_owned() }), "used@1", "agree"),
        item("q3", Ask::One { question: "How often?".to_owned(), choices: lines() }),
        item("q4", Ask::Several { question: "When?".to_owned(), choices: lines() }),
        only_if(item("q5", Ask::Number { question: "Hours?".to_owned(), least: 0, most: 40 }), "q3", "b"),
    ]
}

fn sent(values: &[(usize, &str)]) -> Sent {
    let mut sent = Sent::new();
    for (place, value) in values {
        sent.entry(*place).or_default().push((*value).to_owned());
    }
    sent
}

fn answers(values: &[(usize, &str)]) -> String {
    match read(&survey(), &sent(values)) {
        Ok(answers) => {
            let all =
                answers.iter().map(|one| format!("{}={}", one.question, one.answer)).collect::<Vec<_>>().join(" ");
            all.replace("q4.a=no q4.b=no q4.c=no", "q4=none")
        }
        Err(problems) => problems.iter().map(|(place, fault)| format!("{place}:{fault}")).collect::<Vec<_>>().join(" "),
    }
}

#[rstest::rstest]
#[case(&[(2, "agree")], "used@1=agree q4=none")]
#[case(&[(2, " agree ")], "used@1=agree q4=none")]
#[case(&[(2, "not_applicable")], "used@1=not_applicable q4=none")]
#[case(&[(2, "agree"), (3, "A template")], "used@1=agree q2=A template q4=none")]
#[case(&[(2, "disagree"), (3, "A template")], "3:not_shown")]
#[case(&[(3, "A template")], "3:not_shown")]
#[case(&[(2, "maybe")], "2:not_choice")]
#[case(&[(2, "agree"), (2, "disagree")], "2:not_choice")]
#[case(&[(4, "d")], "4:not_choice")]
#[case(&[(5, "a"), (5, "c")], "q4.a=yes q4.b=no q4.c=yes")]
// Nothing else is a no as long as nothing is answered.
#[case(&[(5, " ")], "0:missing")]
#[case(&[(5, "a"), (5, "z")], "5:not_choice")]
#[case(&[(4, "b"), (6, "40")], "q3=b q4=none q5=40")]
#[case(&[(4, "b"), (6, "41")], "6:out_of_range")]
#[case(&[(4, "b"), (6, "many")], "6:not_number")]
#[case(&[(4, "a"), (6, "4")], "6:not_shown")]
#[case(&[], "0:missing")]
#[case(&[(2, ""), (3, "  ")], "0:missing")]
#[case(&[(1, "agree")], "1:unknown")]
#[case(&[(9, "agree")], "0:unknown")]
#[case(&[(0, "agree"), (2, "agree")], "0:unknown")]
fn what_is_sent_is_read(#[case] values: &[(usize, &str)], #[case] expected: &str) {
    assert_eq!(answers(values), expected);
}

#[test]
fn words_are_limited_and_marked_as_words() {
    let long = "x".repeat(2_001);
    assert_eq!(answers(&[(2, "agree"), (3, &long)]), "3:too_long");
    let read = read(&survey(), &sent(&[(2, "agree"), (3, "A template")])).unwrap();
    assert_eq!(read.iter().map(|one| one.is_words).collect::<Vec<_>>(), [false, true, false, false, false]);
}

/// Were whoever ticks nothing not counted, all that are would have ticked something: of two choices, how many ticked
/// both would be the sum of the two less everybody. So somebody who ticks nothing says no to each, where they are asked.
#[test]
fn attack_by_choices_of_which_everybody_ticked_one() {
    let two = Ask::Several { question: "When?".to_owned(), choices: choices(vec!["Weekly".into(), "Monthly".into()]) };
    let items = [survey().remove(1), item("q1", two.clone()), only_if(item("q2", two), "used@1", "agree")];
    let words = |values: &[(usize, &str)]| {
        let read = read(&items, &sent(values)).unwrap();
        read.iter().map(|one| format!("{}={}", one.question, one.answer)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words(&[(1, "disagree")]), "used@1=disagree q1.a=no q1.b=no");
    assert_eq!(words(&[(2, "b")]), "q1.a=no q1.b=yes");
    assert_eq!(words(&[(1, "agree"), (2, "b")]), "used@1=agree q1.a=no q1.b=yes q2.a=no q2.b=no");
}

#[test]
fn a_condition_on_an_item_that_is_not_shown_is_not_met() {
    let mut items = survey();
    items.push(only_if(item("q6", Ask::Text { question: "Why?".to_owned() }), "q3", "a"));
    items[3].shown_if = Some(Condition { item: "used@1".to_owned(), answer: "agree".to_owned() });
    assert_eq!(check(&items), Ok(()));
    let is_shown = |values: &[(usize, &str)]| shown(&items, &sent(values));
    assert!(!is_shown(&[(4, "a")])[6]);
    assert!(is_shown(&[(2, "agree"), (4, "a")])[6]);
}

#[test]
fn branching_goes_forward_only_and_keys_are_used_once() {
    let good = survey();
    assert_eq!(check(&good), Ok(()));
    assert_eq!((next_key(&good), closed(&good)), ("q6".to_owned(), 4));
    let mut back = good.clone();
    back.swap(1, 2);
    assert_eq!(check(&back), Err(Wrong::Order));
    let mut without = good.clone();
    without.remove(1);
    assert_eq!(check(&without), Err(Wrong::Order));
    let mut unknown = good.clone();
    unknown[2].shown_if = Some(Condition { item: "used@1".to_owned(), answer: "perhaps".to_owned() });
    assert_eq!(check(&unknown), Err(Wrong::Order));
    let mut twice = good.clone();
    twice.push(good[1].clone());
    assert_eq!(check(&twice), Err(Wrong::Twice));
    let many: Vec<Item> = (0..61).map(|n| item(&format!("q{n}"), Ask::Text { question: "?".to_owned() })).collect();
    assert_eq!(check(&many), Err(Wrong::TooMany));
}

#[test]
fn another_wording_is_another_question() {
    assert_ne!(statement_key("used", 1), statement_key("used", 2));
    assert_eq!(survey()[4].questions(), ["q4.a", "q4.b", "q4.c"].map(str::to_owned));
    assert_eq!(part("q4", "a"), "q4.a");
}

#[test]
fn a_wave_goes_its_way() {
    use {Step as S, WaveState as W};
    let ways: Vec<(W, S, W)> = W::ALL
        .iter()
        .flat_map(|state| S::ALL.iter().filter_map(|one| Some((*state, *one, step(*state, *one)?))))
        .collect();
    assert_eq!(
        ways,
        [
            (W::Draft, S::Try, W::Trial),
            (W::Draft, S::Open, W::Open),
            (W::Draft, S::BringIn, W::Closed),
            (W::Trial, S::EndTrial, W::Draft),
            (W::Trial, S::Open, W::Open),
            (W::Open, S::Close, W::Closed),
            (W::Open, S::CallOff, W::CalledOff),
        ]
    );
}

#[rstest::rstest]
#[case(3, &[48])]
#[case(7, &[56, 144])]
#[case(14, &[112, 224, 312])]
#[case(21, &[168, 336, 480])]
#[case(1, &[])]
fn reminders_are_few(#[case] days: i64, #[case] hours: &[i64]) {
    let opens = When::from_micros(1_777_885_200_000_000);
    let expected: Vec<When> = hours.iter().map(|hour| opens.plus_hours(*hour)).collect();
    assert_eq!(reminders(opens, opens.plus_days(days)), expected);
}

#[test]
fn addresses_are_read_as_people_paste_them() {
    let typed = "a@x.example, b@x.example;\r\n c@x.example\n\n";
    assert_eq!(addresses(typed).collect::<Vec<_>>(), ["a@x.example", "b@x.example", "c@x.example"]);
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-d]".prop_map(|one| one),
        Just("agree".to_owned()),
        Just("strongly_disagree".to_owned()),
        "-?[0-9]{1,3}".prop_map(|one| one),
        ".{0,12}".prop_map(|one| one),
    ]
}

proptest! {
    /// Whatever is sent: either something is wrong at a place of the form, or each ballot answers a question of an
    /// item that is shown, with an answer that it knows.
    #[test]
    fn nothing_else_becomes_a_ballot(
        values in proptest::collection::vec((0_usize..9, value()), 0..8),
    ) {
        let items = survey();
        let mut sent = Sent::new();
        for (place, value) in values {
            sent.entry(place).or_default().push(value);
        }
        let is_shown = shown(&items, &sent);
        match read(&items, &sent) {
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|(place, _)| *place <= items.len()));
            }
            Ok(answers) => {
                prop_assert!(!answers.is_empty());
                let questions: BTreeSet<String> = answers.iter().map(|one| one.question.clone()).collect();
                prop_assert_eq!(questions.len(), answers.len(), "each question is answered once");
                for one in &answers {
                    let at = items.iter().position(|item| item.questions().contains(&one.question));
                    prop_assert!(at.is_some_and(|at| is_shown[at]));
                    prop_assert_eq!(one.is_words, one.question == "q2");
                    if one.question == "q5" {
                        prop_assert!((0..=40).contains(&one.answer.parse::<i64>().unwrap()));
                    }
                }
            }
        }
        // What was typed decides alone.
        prop_assert_eq!(read(&items, &sent).is_err_and(|all| all.contains(&(0, Fault::Missing))),
            sent.values().flatten().all(|value| value.trim().is_empty()));
    }
}
