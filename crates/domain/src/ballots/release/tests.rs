//! The rule of releases: what it shows of small examples, and what somebody who knows it reckons backwards from that.

use super::*;
use crate::ballots::{FEW, Follows, MINIMUM};
use proptest::prelude::*;

const RULE: Rule = Rule::of(MINIMUM);

fn scale(answers: usize) -> Asked {
    let shape = Shape::Scale { low: answers / 2, high: answers.div_ceil(2) };
    Asked {
        question: "useful".to_owned(),
        answers: (0..answers).map(|answer| answer.to_string()).collect(),
        shape,
        follows: None,
    }
}

fn choice(answers: usize) -> Asked {
    Asked { shape: Shape::Choice, ..scale(answers) }
}

fn plan(attributes: &[&str], asked: Asked) -> Plan {
    Plan { attributes: attributes.iter().map(|name| (*name).to_owned()).collect(), questions: vec![asked] }
}

/// Everybody who is asked answers, in parts of these labels and counts; of a label `-` nothing is said.
fn tally(parts: &[(&str, &[u32])]) -> Tally {
    let label = |words: &str| words.split(' ').map(|word| (word != "-").then(|| word.to_owned())).collect();
    let part = |(words, counts): &(&str, &[u32])| {
        let answered = counts.iter().sum();
        Part { label: label(words), invited: answered, answered }
    };
    let mut made: Vec<Part> = parts.iter().map(part).collect();
    let mut counts: Vec<Vec<u32>> = parts.iter().map(|(_, counts)| counts.to_vec()).collect();
    if parts.last().is_none_or(|(words, _)| *words != "- -") {
        made.push(Part { label: vec![None, None], invited: 0, answered: 0 });
        counts.push(vec![0; counts.first().map_or(0, Vec::len)]);
    }
    Tally { parts: made, counts: vec![counts] }
}

fn one(counts: &[u32]) -> Tally {
    tally(&[("- -", counts)])
}

fn written(counts: &Counts) -> String {
    let block = |block: &Block| {
        let answers: String = block.answers.iter().map(ToString::to_string).collect();
        let most = if block.least == block.most { String::new() } else { format!("-{}", block.most) };
        format!("{answers}:{}{most}", block.least)
    };
    counts.blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn all(asked: Asked, counts: &[u32]) -> String {
    let shown = release(&plan(&[], asked), &one(counts), RULE);
    shown.questions[0].all.as_ref().map_or_else(|| "nothing".to_owned(), written)
}

#[rstest::rstest]
#[case(&[5, 6, 7, 8, 9], "0:5 1:6 2:7 3:8 4:9")]
#[case(&[4, 6, 7, 8, 9], "01:10 2:7 3:8 4:9")]
#[case(&[4, 6, 7, 4, 9], "01:10 2:7 34:13")]
#[case(&[1, 4, 4, 20, 22], "012:9 3:20 4:22")]
#[case(&[1, 4, 4, 20, 4], "012:9 34:24")]
#[case(&[0, 1, 3, 20, 22], "012:0-4 34:42-46")]
#[case(&[0, 0, 0, 0, 12], "012:0-4 34:8-12")]
#[case(&[1, 0, 0, 0, 11], "012:0-4 34:8-12")]
#[case(&[12, 0, 0, 0, 0], "012:8-12 34:0-4")]
#[case(&[0, 0, 12, 0, 0], "012:8-12 34:0-4")]
#[case(&[0, 0, 0, 0, 9], "nothing")]
#[case(&[0, 0, 0, 0, 0], "nothing")]
fn answers_are_put_together_until_none_is_few(#[case] counts: &[u32], #[case] expected: &str) {
    assert_eq!(all(scale(5), counts), expected);
}

#[rstest::rstest]
#[case(&[10, 5, 20], "0:10 1:5 2:20")]
#[case(&[10, 4, 20], "012:34")]
#[case(&[10, 4, 20, 1], "0:10 2:20 13:5")]
#[case(&[10, 4, 20, 3, 2], "0:10 2:20 134:9")]
#[case(&[0, 0, 12], "012:12")]
fn rare_answers_of_a_choice_are_put_together(#[case] counts: &[u32], #[case] expected: &str) {
    assert_eq!(all(choice(counts.len()), counts), expected);
}

fn by(shown: &Release) -> String {
    let row = |row: &Row| {
        let unsaid = if row.group.has_unsaid { "+" } else { "" };
        format!("{}{unsaid} {}", row.group.values.join("+"), written(&row.counts))
    };
    let table = |table: &Breakdown| {
        format!("{}: {}", table.attribute, table.rows.iter().map(row).collect::<Vec<_>>().join("; "))
    };
    shown.questions[0].by.iter().map(table).collect::<Vec<_>>().join(" | ")
}

#[rstest::rstest]
#[case(&[("a -", &[10, 20][..]), ("b -", &[5, 15][..])], "area: a 0:10 1:20; b 0:5 1:15")]
// The second group stays with the third, which would be few by itself.
#[case(&[("a -", &[10, 20][..]), ("b -", &[5, 15][..]), ("c -", &[4, 7][..])], "area: a 0:10 1:20; b+c 0:9 1:22")]
// Whoever is alone against the first group would be read off by subtraction.
#[case(&[("a -", &[10, 20][..]), ("b -", &[4, 7][..])], "")]
#[case(&[("a -", &[10, 20][..]), ("b -", &[5, 15][..]), ("- -", &[1, 9][..])], "area: a 0:10 1:20; b+ 0:6 1:24")]
// All of the largest said the same.
#[case(&[("a -", &[0, 30][..]), ("b -", &[5, 15][..]), ("c -", &[5, 15][..])], "")]
// Two tables: whom they share, and whom not, is as many as the minimum, but may not have answered alike.
#[case(&[("a x", &[10, 10][..]), ("a y", &[10, 10][..]), ("b x", &[10, 10][..]), ("b y", &[10, 10][..])],
    "area: a 0:20 1:20; b 0:20 1:20 | role: x 0:20 1:20; y 0:20 1:20")]
#[case(&[("a x", &[10, 10][..]), ("a -", &[1, 11][..]), ("b -", &[10, 10][..])], "area: a 0:11 1:21; b 0:10 1:10")]
fn groups_are_told_apart_until_one_is_few(#[case] parts: &[(&str, &[u32])], #[case] expected: &str) {
    assert_eq!(by(&release(&plan(&["area", "role"], scale(2)), &tally(parts), RULE)), expected);
}

#[test]
fn groups_show_what_all_show_at_most() {
    let counts: [&[u32]; 2] = [&[5, 6, 7, 8, 9], &[5, 6, 7, 8, 9]];
    let shown = release(&plan(&["area"], scale(5)), &tally(&[("a -", counts[0]), ("b -", counts[1])]), RULE);
    assert_eq!(by(&shown), "area: a 0:5 1:6 2:7 3:8 4:9; b 0:5 1:6 2:7 3:8 4:9");
    let shown = release(&plan(&["area"], scale(5)), &tally(&[("a -", counts[0]), ("b -", &[4, 6, 7, 8, 9])]), RULE);
    assert_eq!(by(&shown), "area: a 01:11 2:7 3:8 4:9; b 01:10 2:7 3:8 4:9");
}

#[test]
fn who_took_part_is_told_where_enough_did_and_enough_did_not() {
    let part = |label: &str, invited, answered| Part { label: vec![Some(label.to_owned())], invited, answered };
    let silent = |invited, answered| Part { label: vec![None], invited, answered };
    let of = |parts: Vec<Part>| {
        let tally = Tally { parts, counts: Vec::new() };
        let shown = release(&Plan { attributes: vec!["area".to_owned()], questions: Vec::new() }, &tally, RULE);
        let row = |row: &TookPart| format!("{} {}/{}", row.group.values.join("+"), row.answered, row.group.invited);
        let tables = shown.turnout.iter().map(|table| table.rows.iter().map(row).collect::<Vec<_>>().join(", "));
        format!("{:?} {}", shown.answered, tables.collect::<String>())
    };
    assert_eq!(of(vec![part("a", 20, 15), part("b", 16, 10), silent(0, 0)]), "Some(25) a 15/20, b 10/16");
    assert_eq!(of(vec![part("a", 20, 15), part("b", 16, 9), part("c", 12, 3)]), "Some(27) a 15/20, b+c 12/28");
    assert_eq!(of(vec![part("a", 20, 15), part("b", 16, 9), silent(0, 0)]), "Some(24) ");
    // Nearly everybody of the small groups: who is missing would be known.
    assert_eq!(of(vec![part("a", 20, 15), part("b", 10, 9), part("c", 10, 9)]), "Some(33) ");
    assert_eq!(of(vec![part("a", 20, 5), part("b", 16, 4), silent(0, 0)]), "None ");
}

/// How many were asked the second question says how many gave an answer to the first.
#[rstest::rstest]
#[case(&[10, 20], "0:6 1:14")]
// That four said no would follow from how many are asked what those are asked who said yes.
#[case(&[2, 28], "nothing")]
fn attack_by_a_question_that_follows_an_answer(#[case] first: &[u32], #[case] expected: &str) {
    let (mut plan, mut tally) = (plan(&["area"], scale(2)), tally(&[("a -", first), ("b -", first)]));
    let follows = Some(Follows { question: "useful".to_owned(), answer: "1".to_owned() });
    plan.questions.push(Asked { question: "how".to_owned(), follows, ..scale(2) });
    tally.counts.push(vec![vec![6, 14], vec![0, 0], vec![0, 0]]);
    let shown = release(&plan, &tally, RULE);
    let said = &shown.questions[1];
    assert_eq!(said.all.as_ref().map_or_else(|| "nothing".to_owned(), written), expected);
    assert!(said.by.is_empty());
}

proptest! {
    #[test]
    fn what_is_shown_holds_everybody_and_is_true(
        answers in 2_usize..6,
        is_scale: bool,
        counts in proptest::collection::vec(proptest::collection::vec(0_u32..30, 6), 1..5),
    ) {
        let names = ["a x", "a y", "b x", "- -"];
        let rows: Vec<Vec<u32>> = counts.iter().map(|row| row[..answers].to_vec()).collect();
        let parts: Vec<(&str, &[u32])> = names.iter().zip(&rows).map(|(name, row)| (*name, row.as_slice())).collect();
        let asked = if is_scale { scale(answers) } else { choice(answers) };
        let tally = tally(&parts);
        let total: u32 = rows.iter().flatten().sum();
        let shown = release(&plan(&["area", "role"], asked), &tally, RULE);
        let Some(all) = &shown.questions[0].all else {
            prop_assert!(total < MINIMUM);
            return Ok(());
        };
        prop_assert_eq!(all.base, total);
        for from in 0..answers {
            for to in from..=answers {
                let truth: u32 = rows.iter().flat_map(|row| &row[from..to]).sum();
                let (least, most) = all.between(&(from..to));
                prop_assert!(least <= truth && truth <= most);
            }
        }
        for table in &shown.questions[0].by {
            prop_assert!(table.rows.len() > 1);
            prop_assert_eq!(table.rows.iter().map(|row| row.counts.base).sum::<u32>(), total);
            for row in &table.rows {
                prop_assert!(row.counts.base >= MINIMUM);
                prop_assert!(row.counts.blocks.iter().all(|block| block.least > FEW));
                prop_assert_eq!(row.counts.blocks.iter().map(|block| block.least).sum::<u32>(), row.counts.base);
            }
        }
    }
}

/// All ways in which so many people can answer.
fn ways(people: u32, answers: usize) -> Vec<Vec<u32>> {
    if answers == 1 {
        return vec![vec![people]];
    }
    let rest = |first: u32| {
        ways(people - first, answers - 1).into_iter().map(move |others| std::iter::once(first).chain(others).collect())
    };
    (0..=people).flat_map(rest).collect()
}

/// What somebody finds who knows the rule, and works backwards through every way in which people can have answered:
/// the first count that is known within two, though it may not be shown.
fn reckoned_backwards(asked: &Asked, attributes: &[&str], names: &[&str], sizes: &[u32], rule: Rule) -> Option<String> {
    let answers = asked.answers.len();
    let plan = plan(attributes, asked.clone());
    let mut states: Vec<Vec<Vec<u32>>> = vec![Vec::new()];
    for size in sizes {
        let add = |state: Vec<Vec<u32>>| {
            ways(*size, answers).into_iter().map(move |way| state.iter().cloned().chain([way]).collect())
        };
        states = states.into_iter().flat_map(add).collect();
    }
    // For each release the least and most of each count: of each part, and of each answer and end of the scale.
    let mut seen: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for state in &states {
        let parts: Vec<(&str, &[u32])> = names.iter().zip(state).map(|(name, row)| (*name, row.as_slice())).collect();
        let shown = release(&plan, &tally(&parts), rule);
        let shown = format!("{:?}{}", shown.questions[0].all.as_ref().map(written), by(&shown));
        let found = state.iter().flat_map(|row| (0..answers).map(|answer| row[answer]));
        let ends = state.iter().flat_map(|row| (1..answers).map(|cut| row[..cut].iter().sum()));
        let counts: Vec<u32> = found.chain(ends).collect();
        let known = seen.entry(shown).or_insert_with(|| counts.iter().map(|count| (*count, *count)).collect());
        for ((least, most), count) in known.iter_mut().zip(counts) {
            (*least, *most) = ((*least).min(count), (*most).max(count));
        }
    }
    let given_away =
        |(_, known): &(&String, &Vec<(u32, u32)>)| known.iter().any(|(least, most)| *least <= FEW && most - least <= 2);
    seen.iter().find(given_away).map(|(shown, known)| format!("{shown}: {known:?}"))
}

#[test]
fn attack_all_said_the_same() {
    for people in [10, 11, 12, 15, 20, 24] {
        assert_eq!(reckoned_backwards(&scale(5), &[], &["- -"], &[people], RULE), None);
    }
    for (people, answers) in [(10, 3), (16, 3), (24, 3), (12, 4), (24, 4), (15, 5), (20, 5)] {
        assert_eq!(reckoned_backwards(&choice(answers), &[], &["- -"], &[people], RULE), None, "{people} {answers}");
    }
    assert!(reckoned_backwards(&scale(5), &[], &["- -"], &[12], Rule { few: 0, ..RULE }).is_some(), "it can fail");
}

#[test]
fn attack_the_choice_of_what_is_hidden() {
    for sizes in [[10, 10, 10], [13, 12, 10], [20, 11, 10]] {
        assert_eq!(reckoned_backwards(&scale(2), &["area"], &["a -", "b -", "c -"], &sizes, RULE), None, "{sizes:?}");
    }
    assert_eq!(reckoned_backwards(&scale(2), &["area"], &["a -", "b -", "- -"], &[14, 12, 10], RULE), None);
    assert!(reckoned_backwards(&scale(2), &["area"], &["a -", "b -"], &[12, 10], Rule { few: 1, ..RULE }).is_some());
}

#[test]
fn attack_two_tables_laid_beside_each_other() {
    let names = ["a x", "a y", "b x", "b y"];
    assert_eq!(reckoned_backwards(&scale(2), &["area", "role"], &names, &[10, 10, 10, 10], RULE), None);
    assert_eq!(reckoned_backwards(&scale(2), &["area", "role"], &["a x", "a -", "b -"], &[12, 11, 15], RULE), None);
}
