//! Disclosure: what somebody can work out from everything that is shown. Each hidden count is bounded by linear
//! programming over all ways in which people can have answered. The rule of [releases](crate::ballots::release) asks it
//! before two tables are shown over the same people, and its tests ask it of everything.

use microlp::{ComparisonOp, OptimizationDirection, Problem};

/// The least difference between the bounds of a hidden count: within two it counts as known.
pub const WIDTH: u32 = 3;

/// What somebody knows: how many answered in each of the smallest groups, and sums over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// How many people each part holds. That is more than is shown, and so on the safe side.
    pub sizes: Vec<u32>,
    /// How many answers there are; everybody gave one.
    pub answers: usize,
    /// What was shown.
    pub sums: Vec<Sum>,
}

/// How many people of some parts gave one of some answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The parts.
    pub parts: Vec<usize>,
    /// The answers.
    pub answers: Vec<usize>,
    /// At least so many.
    pub least: u32,
    /// At most so many.
    pub most: u32,
}

impl Sum {
    /// A number that is known.
    pub fn exactly(parts: &[usize], answers: &[usize], count: u32) -> Self {
        Self { parts: parts.to_vec(), answers: answers.to_vec(), least: count, most: count }
    }
}

impl Known {
    /// How many people of some parts can have given one of some answers, at least and at most; `None` where what is
    /// known contradicts itself.
    pub fn bounds(&self, parts: &[usize], answers: &[usize]) -> Option<(u32, u32)> {
        let least = self.solve(OptimizationDirection::Minimize, parts, answers)?;
        let most = self.solve(OptimizationDirection::Maximize, parts, answers)?;
        Some((whole((least - 1e-6).ceil()), whole((most + 1e-6).floor())))
    }

    fn solve(&self, direction: OptimizationDirection, parts: &[usize], answers: &[usize]) -> Option<f64> {
        let mut problem = Problem::new(direction);
        let mut rows = Vec::new();
        for (part, size) in self.sizes.iter().enumerate() {
            let weight = |answer: usize| if parts.contains(&part) && answers.contains(&answer) { 1.0 } else { 0.0 };
            let row: Vec<_> =
                (0..self.answers).map(|answer| problem.add_var(weight(answer), (0.0, f64::from(*size)))).collect();
            let terms: Vec<_> = row.iter().map(|variable| (*variable, 1.0)).collect();
            problem.add_constraint(&terms, ComparisonOp::Eq, f64::from(*size));
            rows.push(row);
        }
        for sum in &self.sums {
            let row = |part: &usize| {
                rows.get(*part).into_iter().flat_map(|row| sum.answers.iter().filter_map(|answer| row.get(*answer)))
            };
            let terms: Vec<_> = sum.parts.iter().flat_map(row).map(|variable| (*variable, 1.0)).collect();
            if terms.is_empty() {
                continue;
            }
            if sum.least == sum.most {
                problem.add_constraint(&terms, ComparisonOp::Eq, f64::from(sum.least));
            } else {
                problem.add_constraint(&terms, ComparisonOp::Ge, f64::from(sum.least));
                problem.add_constraint(&terms, ComparisonOp::Le, f64::from(sum.most));
            }
        }
        problem.solve().ok().map(|solution| solution.objective())
    }

    /// The bounds of a count of a hidden group that is given away. Within two is; it is not where it may be shown, as both
    /// the group and the count are large enough. What the solver cannot bound counts as given away.
    pub fn gives_away(&self, parts: &[usize], answers: &[usize], minimum: u32, count: u32) -> Option<(u32, u32)> {
        let size: u32 = parts.iter().filter_map(|part| self.sizes.get(*part)).sum();
        let Some((least, most)) = self.bounds(parts, answers) else { return Some((0, size)) };
        let is_open = most - least >= WIDTH.min(size);
        let may_show = size >= minimum && least >= count;
        (!is_open && !may_show).then_some((least, most))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of people, above nought")]
fn whole(number: f64) -> u32 {
    number.max(0.0) as u32
}

#[cfg(test)]
mod tests;
