//! What somebody reckons from one release by hand, over a thousand waves: taking what is shown from the total, one filter
//! from another, and reading small numbers and groups that answered alike. Each attack finds nothing in what the rule
//! shows, and finds out a rule that is broken.

use super::{broken::*, waves::*, *};
use crate::ballots::MINIMUM;

/// In how many of the waves an attack finds something in what a rule shows.
fn found(attack: fn(&Wave, &Release) -> bool, rule: impl Fn(&Plan, &Tally) -> Release) -> usize {
    WAVES.map(wave).filter(|wave| attack(wave, &rule(&wave.plan, &wave.tally))).count()
}

fn by_the_rule(plan: &Plan, tally: &Tally) -> Release {
    release(plan, tally, Rule::of(MINIMUM))
}

/// Some rows of a table as one: who they are, how many answered, and what.
type Chosen = (Vec<usize>, Counts);

/// How many gave one of these answers, where that can be read.
fn read_off(counts: &Counts, answers: &Answers) -> Option<u32> {
    let inside = || counts.blocks.iter().filter(|block| block.answers.iter().all(|answer| answers.contains(answer)));
    let is_whole = inside().map(|block| block.answers.len()).sum::<usize>() == answers.len();
    (is_whole && inside().all(|block| block.least == block.most)).then(|| inside().map(|block| block.least).sum())
}

/// Whether taking one from another leaves a group, or an answer of it, that may not be shown.
fn leaves_few(all: &Counts, taken: &Counts) -> bool {
    let left = all.base - taken.base;
    let few = |block: &Block| {
        let both = read_off(all, &block.answers).zip(read_off(taken, &block.answers));
        both.is_some_and(|(all, taken)| all - taken <= FEW)
    };
    left > 0 && (left < MINIMUM || all.blocks.iter().chain(&taken.blocks).any(few))
}

/// Every choice of rows from a table.
fn choices(rows: &[Chosen]) -> Vec<Chosen> {
    let add = |(parts, counts): Chosen, (more, row): &Chosen| {
        let blocks = counts.blocks.iter().zip(&row.blocks).map(|(one, other)| Block {
            answers: one.answers.clone(),
            least: one.least + other.least,
            most: one.most + other.most,
        });
        let base = counts.base + row.base;
        ([parts, more.clone()].concat(), Counts { base, blocks: blocks.collect() })
    };
    let mut all: Vec<Chosen> = Vec::new();
    for row in rows {
        let with: Vec<Chosen> = all.iter().map(|chosen| add(chosen.clone(), row)).collect();
        all.extend(with);
        all.push(row.clone());
    }
    all
}

fn tables(wave: &Wave, said: &Said) -> Vec<Vec<Chosen>> {
    let own = |(parts, counts): &(Vec<usize>, &Counts)| (parts.clone(), (*counts).clone());
    let mut from = usize::from(said.all.is_some());
    let rows: Vec<Chosen> = rows(wave, said).iter().map(own).collect();
    let mut all = vec![rows[..from].to_vec()];
    for table in &said.by {
        all.push(rows[from..from + table.rows.len()].to_vec());
        from += table.rows.len();
    }
    all
}

/// Takes each choice of groups from the total, of what was said and of who took part.
fn by_what_is_left(wave: &Wave, shown: &Release) -> bool {
    let said = shown.questions.iter().any(|said| {
        let tables = tables(wave, said);
        let Some((all, tables)) = tables.split_first() else { return false };
        let left = |(_, chosen): &Chosen| all.iter().any(|(_, all)| leaves_few(all, chosen));
        tables.iter().flat_map(|table| choices(table)).any(|chosen| left(&chosen))
    });
    let few = |table: &Turnout| {
        let (asked, answered) = table
            .rows
            .iter()
            .fold((0, 0), |(asked, answered), row| (asked + row.group.invited, answered + row.answered));
        let (asked, answered) = (shown.asked.unwrap_or(0) - asked, shown.answered.unwrap_or(0) - answered);
        asked > 0 && answered < MINIMUM
    };
    said || shown.turnout.iter().any(few)
}

/// Takes one filter from another that holds it: any groups of one table from any of another.
fn by_two_filters(wave: &Wave, shown: &Release) -> bool {
    shown.questions.iter().any(|said| {
        let tables = tables(wave, said);
        let all: Vec<Chosen> = tables.iter().flat_map(|table| choices(table)).collect();
        let holds = |one: &Chosen, other: &Chosen| other.0.iter().all(|part| one.0.contains(part));
        all.iter().any(|one| all.iter().any(|other| holds(one, other) && leaves_few(&one.1, &other.1)))
    })
}

/// Reads what is small as it stands.
fn by_small_numbers(wave: &Wave, shown: &Release) -> bool {
    let is_few = |counts: &Counts| {
        let parts = counts.blocks.len() > 1;
        counts.base < MINIMUM
            || counts.blocks.iter().any(|block| parts && block.least == block.most && block.least <= FEW)
    };
    shown.answered.is_some_and(|answered| answered < MINIMUM)
        || shown.turnout.iter().flat_map(|table| &table.rows).any(|row| row.answered < MINIMUM)
        || shown.questions.iter().flat_map(|said| rows(wave, said)).any(|(_, counts)| is_few(counts))
}

/// The wave, where everybody gave the last answer to each question, but for so many who gave the first.
fn all_the_same(wave: &Wave, but: u32) -> Tally {
    let mut tally = wave.tally.clone();
    for question in &mut tally.counts {
        let mut others = but;
        for row in question.iter_mut() {
            let all: u32 = row.iter().sum();
            let first = others.min(all);
            others -= first;
            row.fill(0);
            let last = row.len() - 1;
            (row[0], row[last]) = (first, all - first);
        }
    }
    tally
}

/// How often a rule tells that all said the same from that up to four did not.
fn told_from_all(rule: impl Fn(&Plan, &Tally) -> Release) -> usize {
    let tells = |wave: &Wave| {
        let all = rule(&wave.plan, &all_the_same(wave, 0)).questions;
        (1..=FEW).any(|but| rule(&wave.plan, &all_the_same(wave, but)).questions != all)
    };
    WAVES.map(wave).filter(tells).count()
}

#[test]
fn attack_residual_over_a_thousand_waves() {
    assert_eq!(found(by_what_is_left, by_the_rule), 0);
}

#[test]
fn broken_residual() {
    assert!(found(by_what_is_left, without_what_is_left) > 0);
}

#[test]
fn attack_filter_differencing_over_a_thousand_waves() {
    assert_eq!(found(by_two_filters, by_the_rule), 0);
}

#[test]
fn broken_filter_differencing() {
    assert!(found(by_two_filters, beside_each_other) > 0);
}

#[test]
fn attack_low_numbers_over_a_thousand_waves() {
    assert_eq!(found(by_small_numbers, by_the_rule), 0);
}

#[test]
fn broken_low_numbers() {
    assert!(found(by_small_numbers, |plan, tally| release(plan, tally, Rule { minimum: 3, few: 1 })) > 0);
}

#[test]
fn attack_everybody_said_the_same_over_a_thousand_waves() {
    assert_eq!(told_from_all(by_the_rule), 0);
}

#[test]
fn broken_everybody_said_the_same() {
    assert!(told_from_all(|plan, tally| release(plan, tally, Rule { few: 0, ..Rule::of(MINIMUM) })) > 0);
}
