//! Waves of at most forty people, made up by the thousand: a statement, a yes or no with a question that follows the
//! yes, a choice, and several choices.

use super::*;
use crate::ballots::{Cells, MINIMUM, Occasion, batches, cells, tests::numbers};

/// Waves that each attack is tried on.
pub(super) const WAVES: std::ops::Range<u64> = 1..1_001;
/// The place of the yes or no, and of the question that follows its yes.
pub(super) const YES: (usize, usize) = (1, 3);
/// The first of the several choices.
pub(super) const SEVERAL: usize = 4;

/// A wave that is over.
pub(super) struct Wave {
    pub plan: Plan,
    pub tally: Tally,
    /// Whether whoever ticks none of the several choices says no to each.
    pub counts_unticked: bool,
}

/// A wave as its number has it: who is asked, in which areas and roles, who answers, and what.
pub(super) fn wave(number: u64) -> Wave {
    made(number, true)
}

/// The same, where it can be said that whoever ticks nothing is not counted.
pub(super) fn made(number: u64, counts_unticked: bool) -> Wave {
    let mut random = numbers(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut below = move |bound: u32| u32::try_from(random() >> 33).unwrap() % bound.max(1);
    let people = 10 + below(31);
    let (areas, roles) = (1 + below(3), 1 + below(3));
    let turnout = [100, 95, 80, 60][below(4) as usize];
    // Of a hundred, how many agree, and how many of them strongly: at times all, or none.
    let agree = [0, 30, 50, 70, 85, 95, 100][below(7) as usize];
    let (scale, yes) = (Shape::Scale { low: 2, high: 3 }, Shape::Scale { low: 1, high: 1 });
    let mut shapes = vec![scale, yes, Shape::Choice, scale];
    let mut sizes = vec![5, 2, 3 + below(3) as usize, 5];
    // Of a hundred, how many tick each of the several choices.
    let ticks: Vec<u32> = (0..2 + below(2)).map(|_| [10, 25, 50, 75, 90][below(5) as usize]).collect();
    shapes.extend(ticks.iter().map(|_| yes));
    sizes.extend(ticks.iter().map(|_| 2));
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
        let mut paper: Vec<Option<usize>> = sizes.iter().take(SEVERAL).map(|size| answer(*size)).collect();
        if paper[YES.0] != Some(1) {
            paper[YES.1] = None;
        }
        let ticked: Vec<bool> = ticks.iter().map(|share| below(100) < *share).collect();
        let counts = counts_unticked || ticked.contains(&true);
        paper.extend(ticked.iter().map(|is_ticked| counts.then_some(usize::from(*is_ticked))));
        papers.entry(*cell).or_default().push(paper);
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
        follows: (place == YES.1).then(|| Follows { question: YES.0.to_string(), answer: "1".to_owned() }),
    };
    let plan = Plan {
        attributes: vec!["area".to_owned(), "role".to_owned()],
        questions: sizes.iter().zip(shapes).enumerate().map(asked).collect(),
    };
    Wave { plan, tally: Tally { parts, counts }, counts_unticked }
}

/// The parts that a row of a table holds, read off its values.
pub(super) fn parts_of(tally: &Tally, attribute: usize, group: &Group) -> Vec<usize> {
    let is_in = |part: &Part| match &part.label[attribute] {
        Some(value) => group.values.contains(value),
        None => group.has_unsaid,
    };
    tally.parts.iter().enumerate().filter(|(_, part)| is_in(part)).map(|(place, _)| place).collect()
}

/// Who is shown together, with what they said to one question: everybody first.
pub(super) fn rows<'a>(wave: &Wave, said: &'a Said) -> Vec<(Vec<usize>, &'a Counts)> {
    let mut rows: Vec<(Vec<usize>, &Counts)> = Vec::new();
    rows.extend(said.all.iter().map(|all| ((0..wave.tally.parts.len()).collect(), all)));
    for table in &said.by {
        let attribute = place_of(wave, &table.attribute);
        rows.extend(table.rows.iter().map(|row| (parts_of(&wave.tally, attribute, &row.group), &row.counts)));
    }
    rows
}

pub(super) fn place_of(wave: &Wave, attribute: &str) -> usize {
    wave.plan.attributes.iter().position(|known| known == attribute).unwrap()
}

/// What is shown of a wave, by the rule.
pub(super) fn shown(wave: &Wave) -> Release {
    release(&wave.plan, &wave.tally, Rule::of(MINIMUM))
}
