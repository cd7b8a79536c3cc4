//! Waves of at most forty people, made up by the hundred: whatever is shown of one, taken together, leaves open what it
//! hides. Because everything shown is laid before the solver at once, so is every choice from it.

use super::*;
use crate::ballots::{Cells, MINIMUM, Occasion, batches, cells, tests::numbers};
use crate::disclosure::Known;

/// A wave that is over.
struct Wave {
    plan: Plan,
    tally: Tally,
}

/// A wave as its number has it: who is asked, in which areas and roles, who answers, and what.
fn wave(number: u64) -> Wave {
    let mut random = numbers(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut below = move |bound: u32| u32::try_from(random() >> 33).unwrap() % bound.max(1);
    let people = 10 + below(31);
    let (areas, roles) = (1 + below(3), 1 + below(3));
    let turnout = [100, 95, 80, 60][below(4) as usize];
    // Of a hundred, how many agree, and how many of them strongly: at times all, or none.
    let agree = [0, 30, 50, 70, 85, 95, 100][below(7) as usize];
    let shapes = [Shape::Scale { low: 2, high: 3 }, Shape::Scale { low: 1, high: 1 }, Shape::Choice];
    let sizes = [5, 2, 3 + below(3) as usize];
    let labels: Vec<Label> = (0..people)
        .map(|_| [areas, roles].map(|values| Some(below(values).to_string()).filter(|_| below(12) > 0)).to_vec())
        .collect();
    let Cells { cells: made, of } = cells(&labels, MINIMUM);
    let mut parts: Vec<Part> =
        made.into_iter().map(|cell| Part { label: cell.label, invited: cell.invited, answered: 0 }).collect();
    let silent = parts.len();
    parts.push(Part { label: vec![None, None], invited: 0, answered: 0 });
    parts[silent].invited = u32::try_from(of.iter().filter(|cell| cell.is_none()).count()).unwrap();
    let mut papers: BTreeMap<Option<usize>, Vec<Vec<Option<usize>>>> = BTreeMap::new();
    for cell in &of {
        if below(100) >= turnout {
            continue;
        }
        parts[cell.unwrap_or(silent)].answered += 1;
        let mut answer = |size: usize| {
            let rest = u32::try_from(size).unwrap() - 1;
            if below(40) == 0 {
                None
            } else if below(100) < agree {
                Some(size - 1 - below(2).min(rest - 1) as usize)
            } else {
                Some(below(rest) as usize)
            }
        };
        papers.entry(*cell).or_default().push(sizes.iter().map(|size| answer(*size)).collect());
    }
    // What ballots say: their cells leave in batches as at the end of a wave.
    let held = papers.iter().map(|(cell, papers)| (*cell, u32::try_from(papers.len()).unwrap())).collect();
    let mut counts: Vec<Vec<Vec<u32>>> = sizes.iter().map(|size| vec![vec![0; *size]; parts.len()]).collect();
    for batch in batches(&held, MINIMUM, Occasion::Closing) {
        for paper in batch.from.keys().flat_map(|cell| &papers[cell]) {
            for (question, answer) in paper.iter().enumerate() {
                if let Some(answer) = answer {
                    counts[question][batch.says.unwrap_or(silent)][*answer] += 1;
                }
            }
        }
    }
    let asked = |(place, (size, shape)): (usize, (&usize, Shape))| Asked {
        question: place.to_string(),
        answers: (0..*size).map(|answer| answer.to_string()).collect(),
        shape,
        follows: None,
    };
    let plan = Plan {
        attributes: vec!["area".to_owned(), "role".to_owned()],
        questions: sizes.iter().zip(shapes).enumerate().map(asked).collect(),
    };
    Wave { plan, tally: Tally { parts, counts } }
}

/// What two tables tell together beyond each: whom a group of one and a group of the other share, and whom they do not.
fn crossings(rows: &[Together]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for one in rows {
        for other in rows {
            for is_shared in [true, false] {
                let parts = one.parts.iter().filter(|part| other.parts.contains(part) == is_shared);
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

/// The parts that a row of a table holds, read off its values.
fn parts_of(tally: &Tally, attribute: usize, group: &Group) -> Vec<usize> {
    let is_in = |part: &Part| match &part.label[attribute] {
        Some(value) => group.values.contains(value),
        None => group.has_unsaid,
    };
    tally.parts.iter().enumerate().filter(|(_, part)| is_in(part)).map(|(place, _)| place).collect()
}

/// The first count of the wave that what is shown gives away.
fn given_away(wave: &Wave, shown: &Release) -> Option<String> {
    let Wave { plan, tally } = wave;
    let everybody: Vec<usize> = (0..tally.parts.len()).collect();
    let attribute = |name: &str| plan.attributes.iter().position(|known| known == name).unwrap();
    for (said, counts) in shown.questions.iter().zip(&tally.counts) {
        let mut rows = Vec::new();
        if let Some(all) = &said.all {
            rows.push((everybody.clone(), all));
        }
        for table in &said.by {
            let place = attribute(&table.attribute);
            rows.extend(table.rows.iter().map(|row| (parts_of(tally, place, &row.group), &row.counts)));
        }
        let sum = |(parts, block): (&Vec<usize>, &Block)| Sum {
            parts: parts.clone(),
            answers: block.answers.clone(),
            least: block.least,
            most: block.most,
        };
        let sums = rows.iter().flat_map(|(parts, counts)| counts.blocks.iter().map(move |block| sum((parts, block))));
        let known = Known {
            sizes: counts.iter().map(|row| row.iter().sum()).collect(),
            answers: said.answers.len(),
            sums: sums.collect(),
        };
        let of: Vec<Together> = rows
            .iter()
            .map(|(parts, _)| Together { values: Vec::new(), parts: parts.clone(), has_unsaid: false })
            .collect();
        // Each answer by itself, each end of a scale, and what is put together.
        let size = said.answers.len();
        let ends = (1..size).flat_map(|cut| [(0..cut).collect(), (cut..size).collect::<Answers>()]);
        let mut blocks: Vec<Answers> = (0..size).map(|answer| vec![answer]).collect();
        blocks.extend(ends.filter(|_| said.shape != Shape::Choice));
        for parts in crossings(&of).iter().chain([&everybody]) {
            for answers in &blocks {
                if let Some(bounds) = known.gives_away(parts, answers, MINIMUM, FEW + 1) {
                    return Some(format!(
                        "{parts:?} {answers:?} of question {} is {bounds:?}: {shown:?}",
                        said.question
                    ));
                }
            }
        }
    }
    took_part(wave, shown)
}

/// The first number of those who took part that is given away. Where nearly everybody did, that is what is shown.
fn took_part(wave: &Wave, shown: &Release) -> Option<String> {
    let Wave { plan, tally } = wave;
    let everybody: Vec<usize> = (0..tally.parts.len()).collect();
    let answered = shown.answered.filter(|answered| shown.asked.is_some_and(|asked| asked - answered > FEW))?;
    let mut sums = vec![Sum::exactly(&everybody, &[0], answered)];
    let mut of = Vec::new();
    for table in &shown.turnout {
        let attribute = plan.attributes.iter().position(|known| *known == table.attribute).unwrap();
        for row in &table.rows {
            let parts = parts_of(tally, attribute, &row.group);
            sums.push(Sum::exactly(&parts, &[0], row.answered));
            of.push(Together { values: Vec::new(), parts, has_unsaid: false });
        }
    }
    let known = Known { sizes: tally.parts.iter().map(|part| part.invited).collect(), answers: 2, sums };
    let found = crossings(&of).into_iter().find(|parts| known.gives_away(parts, &[0], MINIMUM, MINIMUM).is_some());
    found.map(|parts| format!("who took part of {parts:?}: {shown:?}"))
}

/// In how many of the waves a rule gives something away, and the first of them.
fn leaks(waves: std::ops::Range<u64>, rule: impl Fn(&Plan, &Tally) -> Release) -> (usize, Option<String>) {
    let found = waves.filter_map(|number| {
        let wave = wave(number);
        given_away(&wave, &rule(&wave.plan, &wave.tally)).map(|found| format!("wave {number}: {found}"))
    });
    let found: Vec<String> = found.collect();
    (found.len(), found.into_iter().next())
}

#[test]
fn no_wave_gives_away_what_it_hides() {
    let rule = |plan: &Plan, tally: &Tally| release(plan, tally, Rule::of(MINIMUM));
    assert_eq!(leaks(1..801, rule), (0, None));
    let tables = (1..801).filter(|number| {
        let wave = wave(*number);
        rule(&wave.plan, &wave.tally).questions.iter().any(|said| !said.by.is_empty())
    });
    assert!(tables.count() > 50, "some waves are told apart by groups");
}

/// Each part of the rule is needed: without it waves give people away.
#[test]
fn a_broken_rule_is_found_out() {
    let few = |plan: &Plan, tally: &Tally| release(plan, tally, Rule { few: 1, ..Rule::of(MINIMUM) });
    assert!(leaks(1..200, few).0 > 0, "counts of two are shown");
    let minimum = |plan: &Plan, tally: &Tally| release(plan, tally, Rule { minimum: 3, few: 1 });
    assert!(leaks(1..200, minimum).0 > 0, "groups of three are shown");
    assert!(leaks(1..200, without_what_is_left).0 > 0, "what is left is not looked at");
    assert!(leaks(1..200, beside_each_other).0 > 0, "two tables are not laid beside each other");
}

/// Shows each group that may be shown, and says nothing of the others; they follow by subtraction.
fn without_what_is_left(plan: &Plan, tally: &Tally) -> Release {
    let mut shown = release(plan, tally, Rule::of(MINIMUM));
    for (said, counts) in shown.questions.iter_mut().zip(&tally.counts) {
        let level = said.shape.levels(said.answers.len()).pop().unwrap_or_default();
        said.by = Vec::new();
        for (attribute, name) in plan.attributes.iter().enumerate() {
            let rows = groups(tally, attribute).into_iter().filter_map(|row| {
                let of = |answers: &Answers| -> u32 {
                    row.parts.iter().flat_map(|part| answers.iter().map(|answer| counts[*part][*answer])).sum()
                };
                let blocks: Vec<Block> =
                    level.iter().map(|answers| Block::exactly(answers.clone(), of(answers))).collect();
                let base = blocks.iter().map(|block| block.least).sum();
                let is_shown = base >= MINIMUM && blocks.iter().all(|block| block.least > FEW);
                is_shown.then(|| Row { group: group(tally, &row), counts: Counts { base, blocks } })
            });
            said.by.push(Breakdown { attribute: name.clone(), rows: rows.collect() });
        }
    }
    shown
}

/// Works each table out as though it were the only one.
fn beside_each_other(plan: &Plan, tally: &Tally) -> Release {
    let mut shown = release(plan, tally, Rule::of(MINIMUM));
    for attribute in 0..plan.attributes.len() {
        let only = |label: &Label| {
            label.iter().enumerate().map(|(at, value)| value.clone().filter(|_| at == attribute)).collect()
        };
        let parts = tally.parts.iter().map(|part| Part { label: only(&part.label), ..part.clone() }).collect();
        let alone = release(plan, &Tally { parts, counts: tally.counts.clone() }, Rule::of(MINIMUM));
        for (said, alone) in shown.questions.iter_mut().zip(alone.questions) {
            let name = &plan.attributes[attribute];
            said.by.retain(|table| table.attribute != *name);
            said.by.extend(alone.by.into_iter().filter(|table| table.attribute == *name));
        }
    }
    shown
}
