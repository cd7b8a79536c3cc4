//! Two tables over the same people: what follows from both, though neither shows it.

use super::release::Together;
use crate::disclosure::{Known, Sum, WIDTH};
use std::collections::BTreeMap;

/// How many sums the solver is asked about at most; tables that need more are taken for unsafe.
const MOST_SUMS: usize = 300;

/// Two tables, with the numbers that they are made of.
pub(super) struct Crossing<'a> {
    /// How many of each part gave each answer, of those that are told apart in any table.
    pub counts: &'a [Vec<u32>],
    /// The rows of the first table; together they hold every part once.
    pub one: &'a [Together],
    /// The rows of the second.
    pub other: &'a [Together],
    /// Everything that is shown.
    pub sums: Vec<Sum>,
    /// People below which a group may not be shown.
    pub minimum: u32,
    /// The lowest count that may be shown.
    pub count: u32,
}

impl Crossing<'_> {
    /// Whether it stays open, of whom two rows share and of whom they do not, who gave which of these answers; or may be
    /// shown.
    pub fn hides(self, answers: &[usize]) -> bool {
        let known = Known {
            sizes: self.counts.iter().map(|row| row.iter().sum()).collect(),
            answers: self.counts.first().map_or(0, Vec::len),
            sums: self.sums,
        };
        let cells = shared(self.counts, self.one, self.other);
        let mut asked = 0;
        for (parts, place) in sets(self.one, self.other) {
            let size: u32 = parts.iter().filter_map(|part| known.sizes.get(*part)).sum();
            for answer in answers {
                let count: u32 =
                    parts.iter().filter_map(|part| self.counts.get(*part).and_then(|row| row.get(*answer))).sum();
                // So many that any bounds within two of it are above what is hidden, or somebody can change places.
                if size >= self.minimum && count >= self.count + WIDTH || can_move(&cells, place, *answer) {
                    continue;
                }
                asked += 1;
                if asked > MOST_SUMS || known.gives_away(&parts, &[*answer], self.minimum, self.count).is_some() {
                    return false;
                }
            }
        }
        true
    }
}

/// Whom two rows share, and whom one has and the other has not, with the rows.
fn sets(one: &[Together], other: &[Together]) -> Vec<(Vec<usize>, (usize, usize))> {
    let mut all = Vec::new();
    for (i, row) in one.iter().enumerate() {
        for (j, column) in other.iter().enumerate() {
            let shared = |part: &&usize| column.parts.contains(part);
            let both: Vec<usize> = row.parts.iter().filter(shared).copied().collect();
            let first: Vec<usize> = row.parts.iter().filter(|part| !shared(part)).copied().collect();
            let second: Vec<usize> = column.parts.iter().filter(|part| !row.parts.contains(part)).copied().collect();
            all.extend(
                [both, first, second].into_iter().filter(|parts| !parts.is_empty()).map(|parts| (parts, (i, j))),
            );
        }
    }
    all
}

type Cells = BTreeMap<(usize, usize), Vec<u32>>;

/// How many of those whom two rows share gave each answer.
fn shared(counts: &[Vec<u32>], one: &[Together], other: &[Together]) -> Cells {
    let place = |rows: &[Together], part: usize| rows.iter().position(|row| row.parts.contains(&part)).unwrap_or(0);
    let mut cells = Cells::new();
    for (part, row) in counts.iter().enumerate() {
        let cell = cells.entry((place(one, part), place(other, part))).or_insert_with(|| vec![0; row.len()]);
        for (sum, count) in cell.iter_mut().zip(row) {
            *sum += count;
        }
    }
    cells
}

/// Whether three people of a cell can have given another answer, with nothing changed in any row: others in its row and
/// its column change the other way. This proves that the count is open, and saves asking the solver.
fn can_move(cells: &Cells, (i, j): (usize, usize), answer: usize) -> bool {
    let Some(here) = cells.get(&(i, j)) else { return false };
    let at = |row: Option<&Vec<u32>>, answer: usize| row.and_then(|row| row.get(answer)).copied().unwrap_or(0);
    cells.iter().filter(|((row, column), _)| *row != i && *column != j).any(|((row, column), across)| {
        let (beside, below) = (cells.get(&(i, *column)), cells.get(&(*row, j)));
        (0..here.len()).filter(|to| *to != answer).any(|to| {
            let more = [at(Some(here), to), at(beside, answer), at(below, answer), at(Some(across), to)];
            let fewer = [at(Some(here), answer), at(beside, to), at(below, to), at(Some(across), answer)];
            more.into_iter().min().unwrap_or(0) + fewer.into_iter().min().unwrap_or(0) >= WIDTH
        })
    })
}
