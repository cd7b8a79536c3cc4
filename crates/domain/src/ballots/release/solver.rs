//! The solver against waves: whatever is shown of one, taken together, leaves open what it hides. Because everything
//! shown is laid before it at once, so is every choice from it. Questions that say something of each other are laid before
//! it as one: a question and what follows its yes, and several choices, of which somebody can tick any.

use super::{broken::*, waves::*, *};
use crate::ballots::MINIMUM;
use crate::disclosure::Known;
use std::collections::BTreeSet;

/// What two tables tell together beyond each: whom a group of one and a group of the other share, and whom they do not.
fn crossings(rows: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for one in rows {
        for other in rows {
            for is_shared in [true, false] {
                let parts = one.iter().filter(|part| other.contains(part) == is_shared);
                let parts: Vec<usize> = parts.copied().collect();
                all.extend(parts.iter().map(|part| vec![*part]));
                all.push(parts);
            }
        }
    }
    all.sort();
    all.dedup();
    all.retain(|parts| !parts.is_empty());
    all
}

/// Questions that say something of each other, with all that somebody can answer to them: one answer to each, or none.
struct Linked {
    questions: Vec<usize>,
    ways: Vec<Vec<Option<usize>>>,
}

fn linked(wave: &Wave) -> Vec<Linked> {
    let size = |question: usize| wave.plan.questions[question].answers.len();
    let alone = |question: usize| Linked {
        questions: vec![question],
        ways: (0..size(question)).map(|answer| vec![Some(answer)]).collect(),
    };
    let after_yes = (0..size(YES.1)).map(Some).chain([None]).map(|then| vec![Some(1), then]);
    let follows =
        Linked { questions: vec![YES.0, YES.1], ways: [vec![Some(0), None]].into_iter().chain(after_yes).collect() };
    let choices: Vec<usize> = (SEVERAL..wave.plan.questions.len()).collect();
    let ticks = |way: usize| (0..choices.len()).map(|choice| Some(way >> choice & 1)).collect();
    let from = usize::from(!wave.counts_unticked);
    let several = Linked { ways: (from..1 << choices.len()).map(ticks).collect(), questions: choices };
    vec![alone(0), alone(2), follows, several]
}

impl Linked {
    /// The ways of answering that hold one of these answers to one of the questions.
    fn with(&self, question: usize, answers: &[usize]) -> Vec<usize> {
        let holds = |way: &[Option<usize>]| way[question].is_some_and(|answer| answers.contains(&answer));
        (0..self.ways.len()).filter(|way| holds(&self.ways[*way])).collect()
    }

    /// What may be hidden: each answer by itself, each end of a scale, and of several choices what any two, and all of
    /// them, are ticked together.
    fn targets(&self, plan: &Plan) -> BTreeSet<Vec<usize>> {
        let mut all = BTreeSet::new();
        for (place, question) in self.questions.iter().enumerate() {
            let asked = &plan.questions[*question];
            let size = asked.answers.len();
            all.extend((0..size).map(|answer| self.with(place, &[answer])));
            if asked.shape != Shape::Choice {
                let ends = (1..size).flat_map(|cut| [(0..cut).collect(), (cut..size).collect::<Answers>()]);
                all.extend(ends.map(|end| self.with(place, &end)));
            }
        }
        if self.questions[0] == SEVERAL {
            all.extend((0..self.ways.len()).map(|way| vec![way]));
            let ticked = |choice: usize| self.with(choice, &[1]);
            for (one, other) in (0..self.questions.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
                all.insert(ticked(one).into_iter().filter(|way| ticked(other).contains(way)).collect());
            }
        }
        all
    }
}

/// The first count of the wave that is given away by what is shown, all releases of it laid beside each other.
fn given_away(wave: &Wave, shown: &[Release]) -> Option<String> {
    let everybody: Vec<usize> = (0..wave.tally.parts.len()).collect();
    for linked in linked(wave) {
        let (mut sums, mut of) = (Vec::new(), Vec::new());
        for (place, question) in linked.questions.iter().enumerate() {
            for (parts, counts) in shown.iter().flat_map(|shown| rows(wave, &shown.questions[*question])) {
                sums.extend(counts.blocks.iter().map(|block| Sum {
                    parts: parts.clone(),
                    answers: linked.with(place, &block.answers),
                    least: block.least,
                    most: block.most,
                }));
                of.push(parts);
            }
        }
        of.sort();
        of.dedup();
        let sizes = wave.tally.counts[linked.questions[0]].iter().map(|row| row.iter().sum()).collect();
        let known = Known { sizes, answers: linked.ways.len(), sums };
        let targets = linked.targets(&wave.plan);
        for parts in crossings(&of).iter().chain([&everybody]) {
            for ways in &targets {
                if let Some(bounds) = known.gives_away(parts, ways, MINIMUM, FEW + 1) {
                    let ways: Vec<_> = ways.iter().map(|way| &linked.ways[*way]).collect();
                    return Some(format!("{ways:?} to {:?} by {parts:?} is {bounds:?}: {shown:#?}", linked.questions));
                }
            }
        }
    }
    shown.iter().find_map(|shown| took_part(wave, shown))
}

/// The first number of those who took part that is given away. Where nearly everybody did, that is what is shown.
fn took_part(wave: &Wave, shown: &Release) -> Option<String> {
    let tally = &wave.tally;
    let everybody: Vec<usize> = (0..tally.parts.len()).collect();
    let answered = shown.answered.filter(|answered| shown.asked.is_some_and(|asked| asked - answered > FEW))?;
    let mut sums = vec![Sum::exactly(&everybody, &[0], answered)];
    let mut of = Vec::new();
    for table in &shown.turnout {
        let attribute = place_of(wave, &table.attribute);
        for row in &table.rows {
            let parts = parts_of(tally, attribute, &row.group);
            sums.push(Sum::exactly(&parts, &[0], row.answered));
            of.push(parts);
        }
    }
    let known = Known { sizes: tally.parts.iter().map(|part| part.invited).collect(), answers: 2, sums };
    let found = crossings(&of).into_iter().find(|parts| known.gives_away(parts, &[0], MINIMUM, MINIMUM).is_some());
    found.map(|parts| format!("who took part of {parts:?}: {shown:?}"))
}

/// The first of the waves that is given away by what a rule shows of it.
fn first_leak(mut waves: impl Iterator<Item = Wave>, rule: impl Fn(&Plan, &Tally) -> Vec<Release>) -> Option<String> {
    waves.find_map(|wave| given_away(&wave, &rule(&wave.plan, &wave.tally)))
}

/// Whether a broken rule is found out, over fewer waves.
fn is_found(rule: impl Fn(&Plan, &Tally) -> Release) -> bool {
    first_leak((1..300).map(wave), |plan, tally| vec![rule(plan, tally)]).is_some()
}

#[test]
fn attack_by_the_solver_over_a_thousand_waves() {
    assert_eq!(first_leak(WAVES.map(wave), |plan, tally| vec![release(plan, tally, Rule::of(MINIMUM))]), None);
}

/// The waves are such that there is something to find: groups, what follows an answer, and several choices are shown.
#[test]
fn the_waves_show_something() {
    let shown: Vec<Release> = WAVES.map(|number| shown(&wave(number))).collect();
    let count = |is: &dyn Fn(&Release) -> bool| shown.iter().filter(|shown| is(shown)).count();
    assert!(count(&|shown| shown.questions.iter().any(|said| !said.by.is_empty())) > 60);
    assert!(count(&|shown| shown.questions.iter().any(|said| said.by.len() > 1)) > 5);
    assert!(count(&|shown| shown.questions[YES.1].all.is_some()) > 60);
    assert!(count(&|shown| shown.questions[SEVERAL..].iter().all(|said| said.tells("1"))) > 60);
}

#[test]
fn broken_counts_of_two_are_shown() {
    assert!(is_found(|plan, tally| release(plan, tally, Rule { few: 1, ..Rule::of(MINIMUM) })));
}

#[test]
fn broken_groups_of_three_are_shown() {
    assert!(is_found(|plan, tally| release(plan, tally, Rule { minimum: 3, few: 1 })));
}

#[test]
fn broken_what_is_left_is_not_looked_at() {
    assert!(is_found(without_what_is_left));
}

#[test]
fn broken_two_tables_are_not_laid_beside_each_other() {
    assert!(is_found(beside_each_other));
}

#[test]
fn broken_what_follows_an_answer_is_shown_with_its_base() {
    assert!(is_found(whatever_it_follows));
}

/// Somebody makes the plan finer after the opening, and what it came to before is known.
#[test]
fn broken_plan_changed_after_the_opening() {
    let both = |plan: &Plan, tally: &Tally| {
        let rule = Rule::of(MINIMUM);
        vec![release(plan, tally, rule), release(&with_another_scale(plan), tally, rule)]
    };
    assert!(first_leak((1..300).map(wave), both).is_some());
}

/// Whoever ticks nothing is left out, so everybody who is counted has ticked something.
#[test]
fn broken_whoever_ticks_nothing_is_not_counted() {
    let rule = |plan: &Plan, tally: &Tally| vec![release(plan, tally, Rule::of(MINIMUM))];
    assert!(first_leak((1..300).map(|number| made(number, false)), rule).is_some());
}
