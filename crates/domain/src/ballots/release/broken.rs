//! Rules that are broken on purpose: what each of them shows has to be found out by an attack.

use super::*;
use crate::ballots::MINIMUM;

/// Shows each group that may be shown, and says nothing of the others; they follow by subtraction.
pub(super) fn without_what_is_left(plan: &Plan, tally: &Tally) -> Release {
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
pub(super) fn beside_each_other(plan: &Plan, tally: &Tally) -> Release {
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

/// Shows what follows an answer as though everybody were asked it.
pub(super) fn whatever_it_follows(plan: &Plan, tally: &Tally) -> Release {
    let mut plan = plan.clone();
    for asked in &mut plan.questions {
        asked.follows = None;
    }
    release(&plan, tally, Rule::of(MINIMUM))
}

/// Puts the middle of each scale to those who agree.
pub(super) fn with_another_scale(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for asked in &mut plan.questions {
        if let Shape::Scale { low, high } = &mut asked.shape {
            *high = *low;
        }
    }
    plan
}
