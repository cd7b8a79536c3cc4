//! What may be shown of the answers in a box: reckoned once, when all is counted, for all tables of its plan together.
//!
//! Nothing leaves but exact numbers of blocks: a group of people, and answers put together. Each is larger than a
//! handful, in groups of the minimum at least, and the groups of a table hold everybody between them, so that taking one
//! from another leaves what is shown as well. What is put together is tried in an order that is known before anybody
//! answers: groups from the one with most invited down, until one of them, or what would be left, is too small; then
//! answers from the coarsest to the finest. Because every further step only divides what the step before has shown,
//! that it was not taken tells that something in it is too small, and not what. Which step is the last is never chosen
//! by comparing numbers that stay hidden.
//!
//! Two tables over the same people are laid beside each other by [`crate::disclosure`]: where that would give a small
//! number away, the later table tells fewer groups apart.

use super::crossing::Crossing;
use super::{
    Answers, Asked, Block, Breakdown, Counts, Follows, Group, Label, Plan, Release, Row, Said, Shape, TookPart, Turnout,
};
use crate::disclosure::Sum;
use std::collections::BTreeMap;

/// The highest count that is never shown, nor what would give it away (domain research 4.4).
pub const FEW: u32 = 4;

/// From when on numbers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Answers below which nothing is shown of a group.
    pub minimum: u32,
    /// The highest count that is not shown.
    pub few: u32,
}

impl Rule {
    /// The rule of a box with this minimum.
    pub const fn of(minimum: u32) -> Self {
        Self { minimum, few: FEW }
    }
}

/// Some of those who were asked: a cell, or all who are in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What their ballots may say; nothing for those in no cell.
    pub label: Label,
    /// How many were asked.
    pub invited: u32,
    /// How many answered, whether or not their ballots say where they belong.
    pub answered: u32,
}

/// What is known when all is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Who was asked. The last part has no label: it is where ballots are counted that do not say a cell.
    pub parts: Vec<Part>,
    /// How often each answer was given: by the questions of the plan, then by parts, then by answers.
    pub counts: Vec<Vec<Vec<u32>>>,
}

/// Groups that are told apart by one attribute at most; the others are one.
const MOST_ROWS: usize = 20;

/// Parts that are shown as one.
#[derive(Clone)]
pub(super) struct Together {
    values: Vec<String>,
    pub(super) parts: Vec<usize>,
    has_unsaid: bool,
}

/// Works out what is shown of a box.
pub fn release(plan: &Plan, tally: &Tally, rule: Rule) -> Release {
    let (asked, answered) = (sum(&tally.parts, |part| part.invited), sum(&tally.parts, |part| part.answered));
    let is_enough = answered >= rule.minimum;
    let none = Vec::new();
    let mut questions: Vec<Said> = Vec::new();
    for (place, asked) in plan.questions.iter().enumerate() {
        let may_show = is_enough && asked.follows.as_ref().is_none_or(|follows| is_told(&questions, follows));
        let counts = tally.counts.get(place).filter(|_| may_show).unwrap_or(&none);
        let mut said = question(plan, asked, tally, counts, rule);
        if asked.follows.is_some() {
            // How many of each group were asked it is not told by the question before it.
            said.by.clear();
        }
        questions.push(said);
    }
    Release {
        asked: Some(asked),
        answered: is_enough.then_some(answered),
        minimum: rule.minimum,
        few: rule.few,
        turnout: if is_enough { turnout(plan, tally, rule) } else { Vec::new() },
        questions,
    }
}

/// Whether it is shown how many gave an answer, by itself.
fn is_told(questions: &[Said], follows: &Follows) -> bool {
    questions.iter().any(|said| said.question == follows.question && said.tells(&follows.answer))
}

fn sum(parts: &[Part], of: impl Fn(&Part) -> u32) -> u32 {
    parts.iter().map(of).sum()
}

/// The groups of an attribute in the order in which they are tried: the most invited first.
fn groups(tally: &Tally, attribute: usize) -> Vec<Together> {
    let mut by_value: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (place, part) in tally.parts.iter().enumerate() {
        if let Some(value) = part.label.get(attribute).and_then(Option::as_ref) {
            by_value.entry(value).or_default().push(place);
        }
    }
    let mut groups: Vec<Together> = by_value
        .into_iter()
        .map(|(value, parts)| Together { values: vec![value.clone()], parts, has_unsaid: false })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(invited(tally, &group.parts)));
    groups
}

fn invited(tally: &Tally, parts: &[usize]) -> u32 {
    parts.iter().filter_map(|part| tally.parts.get(*part)).map(|part| part.invited).sum()
}

/// Tells the first `count` groups apart; all others are one. Nobody is left out.
fn told_apart(tally: &Tally, groups: &[Together], count: usize) -> Vec<Together> {
    let mut rows: Vec<Together> = groups.iter().take(count).cloned().collect();
    let apart: Vec<usize> = rows.iter().flat_map(|row| row.parts.clone()).collect();
    let parts: Vec<usize> = (0..tally.parts.len()).filter(|part| !apart.contains(part)).collect();
    let is_unsaid = |part: &usize| {
        let is_there = invited(tally, &[*part]) > 0
            || tally.counts.iter().filter_map(|counts| counts.get(*part)).flatten().any(|count| *count > 0);
        is_there && groups.iter().all(|group| !group.parts.contains(part))
    };
    let has_unsaid = parts.iter().any(is_unsaid);
    let values = groups.iter().skip(count).flat_map(|group| group.values.clone()).collect();
    rows.push(Together { values, parts, has_unsaid });
    rows
}

/// How many groups can be told apart, one after another, before one of them or the rest may not be shown. The rest may
/// be shown where it is nobody.
fn apart(
    tally: &Tally,
    groups: &[Together],
    is_nobody: impl Fn(&[usize]) -> bool,
    may_show: impl Fn(&[usize], bool) -> bool,
) -> usize {
    let may_tell = |count: &usize| {
        let rows = told_apart(tally, groups, *count);
        let Some((rest, rows)) = rows.split_last() else { return false };
        rows.last().is_some_and(|row| may_show(&row.parts, false))
            && (is_nobody(&rest.parts) || may_show(&rest.parts, true))
    };
    (1..=groups.len().min(MOST_ROWS)).take_while(may_tell).count()
}

fn group(tally: &Tally, together: &Together) -> Group {
    Group { values: together.values.clone(), has_unsaid: together.has_unsaid, invited: invited(tally, &together.parts) }
}

/// How many took part. A group is told apart where as many as the minimum did, and what is left must hide, of each group
/// in it, who did and who did not.
fn turnout(plan: &Plan, tally: &Tally, rule: Rule) -> Vec<Turnout> {
    let answered =
        |parts: &[usize]| parts.iter().filter_map(|part| tally.parts.get(*part)).map(|part| part.answered).sum();
    let may_show = |parts: &[usize], is_rest: bool| {
        let answered: u32 = answered(parts);
        answered >= rule.minimum && (!is_rest || invited(tally, parts).saturating_sub(answered) > rule.few)
    };
    let who = |part: &Part| vec![part.answered, part.invited.saturating_sub(part.answered)];
    let counts: Vec<Vec<u32>> = tally.parts.iter().map(who).collect();
    let mut tables: Vec<(Vec<Together>, usize)> = Vec::new();
    for attribute in 0..plan.attributes.len() {
        let groups = groups(tally, attribute);
        let mut count = apart(tally, &groups, |parts| invited(tally, parts) == 0, may_show);
        let before = tables.iter().find(|(_, count)| *count > 0);
        if let Some((first, told)) = before {
            let one = told_apart(tally, first, *told);
            let is_safe = |count: usize| {
                let other = told_apart(tally, &groups, count);
                let row = |row: &Together| Sum::exactly(&row.parts, &[0], answered(&row.parts));
                let sums = one.iter().chain(&other).map(row).collect();
                let (minimum, count) = (rule.minimum, rule.minimum);
                // Few who did not answer give nothing away of what the others said.
                Crossing { counts: &counts, one: &one, other: &other, sums, minimum, count }.hides(&[0])
            };
            while count > 0 && !is_safe(count) {
                count -= 1;
            }
        }
        tables.push((groups, count));
    }
    let table = |(attribute, (groups, count)): (&String, &(Vec<Together>, usize))| {
        let rows = told_apart(tally, groups, *count).into_iter().filter(|row| invited(tally, &row.parts) > 0);
        let rows = rows.map(|row| TookPart { group: group(tally, &row), answered: answered(&row.parts) });
        let rows: Vec<TookPart> = rows.collect();
        (rows.len() > 1).then(|| Turnout { attribute: attribute.clone(), rows })
    };
    plan.attributes.iter().zip(&tables).filter_map(table).collect()
}

/// A table of one question while it is worked out.
struct Table {
    groups: Vec<Together>,
    count: usize,
    level: Vec<Answers>,
}

fn question(plan: &Plan, asked: &Asked, tally: &Tally, counts: &[Vec<u32>], rule: Rule) -> Said {
    let nothing = Said {
        question: asked.question.clone(),
        answers: asked.answers.clone(),
        shape: asked.shape,
        all: None,
        by: Vec::new(),
    };
    let size = |parts: &[usize]| parts.iter().filter_map(|part| counts.get(*part)).flatten().sum::<u32>();
    let of = |parts: &[usize], answers: &Answers| -> u32 {
        let part = |part: &usize| -> u32 {
            let row = counts.get(*part);
            answers.iter().filter_map(|answer| row.and_then(|row| row.get(*answer))).sum()
        };
        parts.iter().map(part).sum()
    };
    let everybody: Vec<usize> = (0..counts.len()).collect();
    // With fewer, a handful would be told from the rest by its size.
    if size(&everybody) < rule.minimum.max(2 * rule.few + 1) {
        return nothing;
    }
    let may_show = |level: &[Answers], parts: &[usize]| {
        size(parts) >= rule.minimum && level.iter().all(|answers| of(parts, answers) > rule.few)
    };
    let shown = |level: &[Answers], parts: &[usize]| Counts {
        base: size(parts),
        blocks: level.iter().map(|answers| Block::exactly(answers.clone(), of(parts, answers))).collect(),
    };
    let levels = levels(asked, &|answer| of(&everybody, &vec![answer]), rule);
    let Some(finest) = levels.iter().position(|level| may_show(level, &everybody)) else {
        return Said {
            all: Some(nearly_all(asked, size(&everybody), &|answers| of(&everybody, answers), rule)),
            ..nothing
        };
    };
    let levels = levels.get(finest..).unwrap_or_default();
    let all = levels.first().map(|level| shown(level, &everybody));
    // From here on only what refines the table before it.
    let (Some(finest), Some(coarsest)) = (levels.first(), levels.last()) else { return nothing };
    let mut tables: Vec<Table> = Vec::new();
    if coarsest.len() > 1 {
        for attribute in 0..plan.attributes.len() {
            let groups = groups(tally, attribute);
            let is_nobody = |parts: &[usize]| size(parts) == 0 && invited(tally, parts) == 0;
            let count = apart(tally, &groups, is_nobody, |parts, _| may_show(coarsest, parts));
            let may_be = |level: &&Vec<Answers>| {
                let rows = told_apart(tally, &groups, count);
                is_finer(finest, level) && rows.iter().all(|row| is_nobody(&row.parts) || may_show(level, &row.parts))
            };
            let level = levels.iter().find(may_be).unwrap_or(coarsest).clone();
            tables.push(Table { groups, count, level });
            while tables.last().is_some_and(|table| table.count > 0) && !is_safe(tally, &tables, finest, &of, rule) {
                let Some(table) = tables.last_mut() else { break };
                if &table.level == coarsest { table.count -= 1 } else { table.level.clone_from(coarsest) }
            }
        }
    }
    let by = plan.attributes.iter().zip(&tables).map(|(attribute, table)| {
        let rows = told_apart(tally, &table.groups, table.count);
        let rows = rows.iter().filter(|row| size(&row.parts) > 0);
        let rows = rows.map(|row| Row { group: group(tally, row), counts: shown(&table.level, &row.parts) }).collect();
        Breakdown { attribute: attribute.clone(), rows }
    });
    Said { all, by: by.filter(|table: &Breakdown| table.rows.len() > 1).collect(), ..nothing }
}

impl Block {
    fn exactly(answers: Answers, count: u32) -> Self {
        Self { answers, least: count, most: count }
    }
}

/// Whether each block of one way of putting answers together is within one of the other.
fn is_finer(fine: &[Answers], coarse: &[Answers]) -> bool {
    fine.iter().all(|block| coarse.iter().any(|whole| block.iter().all(|answer| whole.contains(answer))))
}

/// The ways in which answers are put together, from the finest. Of several in no order the rare ones are put together,
/// with the next rarest as long as they are few, or must all be as many as a hidden count can be.
fn levels(asked: &Asked, count: &dyn Fn(usize) -> u32, rule: Rule) -> Vec<Vec<Answers>> {
    if matches!(asked.shape, Shape::Scale { .. }) {
        return asked.shape.levels(asked.answers.len());
    }
    let mut by_count: Vec<usize> = (0..asked.answers.len()).collect();
    by_count.sort_by_key(|answer| count(*answer));
    let mut rare = by_count.iter().take_while(|answer| count(**answer) <= rule.few).count();
    let is_open = |rare: usize| {
        let sum: u32 = by_count.iter().take(rare).map(|answer| count(*answer)).sum();
        sum > rule.few && u32::try_from(rare).is_ok_and(|rare| sum + 2 < rare * rule.few)
    };
    if rare > 0 {
        while rare < by_count.len() && !is_open(rare) {
            rare += 1;
        }
    }
    let (mut together, alone) =
        (by_count.get(..rare).unwrap_or_default().to_vec(), by_count.get(rare..).unwrap_or_default());
    together.sort_unstable();
    let mut level: Vec<Answers> = alone.iter().map(|answer| vec![*answer]).collect();
    level.sort();
    level.extend((!together.is_empty()).then_some(together));
    vec![level]
}

/// What is shown where nearly all agreed, or nearly none did: that the others are no more than a handful, or nobody.
/// Of answers in no order nothing.
fn nearly_all(asked: &Asked, base: u32, of: &dyn Fn(&Answers) -> u32, rule: Rule) -> Counts {
    let levels = asked.shape.levels(asked.answers.len());
    let all = || vec![Block::exactly((0..asked.answers.len()).collect(), base)];
    let span = |answers: &Answers| {
        let (least, most) = if of(answers) <= rule.few { (0, rule.few) } else { (base.saturating_sub(rule.few), base) };
        Block { answers: answers.clone(), least, most }
    };
    let blocks = match (asked.shape, levels.last()) {
        (Shape::Scale { .. }, Some(level)) if level.len() == 2 => level.iter().map(span).collect(),
        _ => all(),
    };
    Counts { base, blocks }
}

/// Whether tables over the same people hide together what each of them hides.
fn is_safe(
    tally: &Tally,
    tables: &[Table],
    finest: &[Answers],
    of: &dyn Fn(&[usize], &Answers) -> u32,
    rule: Rule,
) -> bool {
    let told: Vec<&Table> = tables.iter().filter(|table| table.count > 0).collect();
    let [first, second] = told[..] else { return true };
    let one = told_apart(tally, &first.groups, first.count);
    let other = told_apart(tally, &second.groups, second.count);
    let everybody: Vec<usize> = (0..tally.parts.len()).collect();
    let row = |part: &usize| finest.iter().map(|answers| of(&[*part], answers)).collect();
    let counts: Vec<Vec<u32>> = everybody.iter().map(row).collect();
    // Nothing finer is shown anywhere: so what all tables put together counts as one answer.
    let within = |answers: &Answers| -> Vec<usize> {
        let is_in = |block: &Answers| block.iter().all(|answer| answers.contains(answer));
        finest.iter().enumerate().filter(|(_, block)| is_in(block)).map(|(place, _)| place).collect()
    };
    let sum = |parts: &[usize], answers: &Answers| Sum::exactly(parts, &within(answers), of(parts, answers));
    let mut sums: Vec<Sum> = finest.iter().map(|answers| sum(&everybody, answers)).collect();
    for (rows, table) in [(&one, first), (&other, second)] {
        sums.extend(rows.iter().flat_map(|row| table.level.iter().map(|answers| sum(&row.parts, answers))));
    }
    let blocks: Vec<usize> = (0..finest.len()).collect();
    let (minimum, count) = (rule.minimum, rule.few + 1);
    Crossing { counts: &counts, one: &one, other: &other, sums, minimum, count }.hides(&blocks)
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod broken;
#[cfg(test)]
mod solver;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod waves;
