//! What is shown of the answers on an ordered scale.

use std::ops::Range;

/// Answers at one end of the scale at most that are not told apart from none at all.
pub const FEW: u32 = 2;

/// Neighbouring answers of a scale with how often they were given. The count is exact; within a group it is not said
/// how it is spread, but that at most two lie on either side of its core.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// The answers, by their places on the scale from 0.
    pub answers: Range<usize>,
    /// The answer that nearly all of the group gave.
    pub core: usize,
    /// How many gave one of them.
    pub count: u32,
}

/// What is shown: groups in the order of the scale. Together they hold all answers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Released {
    /// The groups.
    pub groups: Vec<Group>,
    /// How many answered.
    pub total: u32,
}

impl Released {
    /// How many gave one of these answers, at least and at most.
    pub fn between(&self, answers: &Range<usize>) -> (u32, u32) {
        self.groups.iter().fold((0, 0), |(least, most), group| {
            let (low, high) = group.within(answers);
            (least + low, most + high)
        })
    }
}

impl Group {
    /// How many of the group gave one of these answers, at least and at most.
    fn within(&self, answers: &Range<usize>) -> (u32, u32) {
        let inside = |range: Range<usize>| range.clone().all(|answer| answers.contains(&answer)) || range.is_empty();
        let outside = |range: Range<usize>| !range.clone().any(|answer| answers.contains(&answer));
        let tails = [self.answers.start..self.core, self.core + 1..self.answers.end];
        if inside(self.answers.clone()) {
            return (self.count, self.count);
        }
        if outside(self.answers.clone()) {
            return (0, 0);
        }
        // A tail holds two at most, and the core all the rest.
        let has_core = answers.contains(&self.core);
        let (mut least, mut most) = if has_core { (self.count, self.count) } else { (0, 0) };
        for tail in tails.into_iter().filter(|tail| !tail.is_empty()) {
            if has_core && !inside(tail.clone()) {
                least = least.saturating_sub(FEW);
            } else if !has_core && !outside(tail.clone()) {
                most += FEW.min(self.count);
            }
        }
        (least, most.min(self.count))
    }
}

/// What is shown of answers on an ordered scale, given how often each was given; nothing below the minimum.
///
/// Where two or fewer lie at an end of the scale, they are put together with the next answer, and so are none. That
/// everybody said the same, or everybody but one, who then knows what all others said, is never shown.
pub fn release(counts: &[u32], minimum: u32) -> Option<Released> {
    let total: u32 = counts.iter().sum();
    if total < minimum.max(2 * FEW + 1) {
        return None;
    }
    let tail = |counts: &mut dyn Iterator<Item = &u32>| {
        counts
            .scan(0, |sum, count| {
                *sum += count;
                (*sum <= FEW).then_some(())
            })
            .count()
    };
    let low = tail(&mut counts.iter());
    let high = counts.len().saturating_sub(tail(&mut counts.iter().rev()));
    let core = counts.iter().enumerate().take(high).skip(low);
    let mut groups: Vec<Group> =
        core.map(|(place, count)| Group { answers: place..place + 1, core: place, count: *count }).collect();
    if let Some(first) = groups.first_mut() {
        first.answers.start = 0;
        first.count += counts.iter().take(low).sum::<u32>();
    }
    if let Some(last) = groups.last_mut() {
        last.answers.end = counts.len();
        last.count += counts.iter().skip(high).sum::<u32>();
    }
    Some(Released { groups, total })
}
