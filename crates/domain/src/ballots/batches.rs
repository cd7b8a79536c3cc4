//! Batches: what leaves a box together, with or without its cell.
//!
//! Whoever compares two states of the database sees which marks and which ballots a batch has written. So all ballots of
//! a batch say the same cell, or none does, and the marks beside them are at least as many as the minimum: were one
//! mark of a cell written beside one ballot of it, the two would be joined.

use super::{Occasion, leaving};
use std::collections::BTreeMap;

/// Answers that leave a box together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<C> {
    /// The cell that their ballots say.
    pub says: Option<C>,
    /// How many are drawn from those who wait, by their cell: all of it, or a random part.
    pub from: BTreeMap<Option<C>, u32>,
}

/// What leaves a box on an occasion, given how many wait in it from each cell, and from none.
///
/// While answers come in, each cell is by itself: half of it leaves once that can leave as many behind. When the time is
/// over, and when the program stops, each cell that is large enough leaves, and what is smaller leaves together without
/// its cell. If that is too small as well, it takes the smallest of the others along, which then says no cell either;
/// where there is none, it stays, and is thrown away with the box.
pub fn batches<C: Copy + Ord>(held: &BTreeMap<Option<C>, u32>, minimum: u32, occasion: Occasion) -> Vec<Batch<C>> {
    let alone = |cell: &Option<C>, count: u32| Batch { says: *cell, from: BTreeMap::from([(*cell, count)]) };
    if occasion == Occasion::Arrival {
        let leave = held.iter().map(|(cell, count)| (cell, leaving(*count, minimum, occasion)));
        return leave.filter(|(_, count)| *count > 0).map(|(cell, count)| alone(cell, count)).collect();
    }
    let is_whole = |cell: &Option<C>, count: u32| cell.is_some() && leaving(count, minimum, occasion) > 0;
    let (mut whole, mut mixed) = (BTreeMap::new(), BTreeMap::new());
    for (cell, count) in held.iter().filter(|(_, count)| **count > 0) {
        let side = if is_whole(cell, *count) { &mut whole } else { &mut mixed };
        side.insert(*cell, *count);
    }
    let mut size: u32 = mixed.values().sum();
    if size > 0 && size < minimum {
        let smallest = whole.iter().min_by_key(|(_, count)| **count).map(|(cell, count)| (*cell, *count));
        if let Some((cell, count)) = smallest {
            whole.remove(&cell);
            mixed.insert(cell, count);
            size += count;
        }
    }
    let mut leave: Vec<Batch<C>> = whole.iter().map(|(cell, count)| alone(cell, *count)).collect();
    if leaving(size, minimum, occasion) > 0 {
        leave.push(Batch { says: None, from: mixed });
    }
    leave
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::MINIMUM;
    use proptest::prelude::*;

    /// How many wait: from no cell, and from the cells `1`, `2`, ….
    fn held(counts: &[u32]) -> BTreeMap<Option<usize>, u32> {
        counts.iter().enumerate().map(|(cell, count)| ((cell > 0).then_some(cell), *count)).collect()
    }

    fn left(counts: &[u32], occasion: Occasion) -> String {
        let word = |cell: &Option<usize>| cell.map_or_else(|| "-".to_owned(), |cell| cell.to_string());
        let batch = |batch: &Batch<usize>| {
            let from = batch.from.iter().map(|(cell, count)| format!("{}:{count}", word(cell))).collect::<Vec<_>>();
            format!("{} of {}", word(&batch.says), from.join("+"))
        };
        batches(&held(counts), MINIMUM, occasion).iter().map(batch).collect::<Vec<_>>().join(", ")
    }

    #[rstest::rstest]
    #[case(&[20], Occasion::Arrival, "- of -:10")]
    #[case(&[19, 20, 25, 10], Occasion::Arrival, "1 of 1:10, 2 of 2:10")]
    #[case(&[15], Occasion::Closing, "- of -:15")]
    #[case(&[9], Occasion::Closing, "")]
    #[case(&[0, 10, 19], Occasion::Closing, "1 of 1:10, 2 of 2:19")]
    #[case(&[12, 10, 1], Occasion::Closing, "1 of 1:10, - of -:12+2:1")]
    #[case(&[1, 5, 4, 12], Occasion::Closing, "3 of 3:12, - of -:1+1:5+2:4")]
    #[case(&[0, 1, 30, 12], Occasion::Closing, "2 of 2:30, - of 1:1+3:12")]
    #[case(&[3, 3, 3, 0], Occasion::Closing, "")]
    #[case(&[0, 1, 12], Occasion::Stopping, "- of 1:1+2:12")]
    fn each_cell_leaves_by_itself_or_without_saying_so(
        #[case] counts: &[u32],
        #[case] occasion: Occasion,
        #[case] expected: &str,
    ) {
        assert_eq!(left(counts, occasion), expected);
    }

    fn occasion() -> impl Strategy<Value = Occasion> {
        prop_oneof![Just(Occasion::Arrival), Just(Occasion::Closing), Just(Occasion::Stopping)]
    }

    proptest! {
        #[test]
        fn no_batch_joins_a_mark_to_a_ballot(counts in proptest::collection::vec(0_u32..45, 1..7), occasion in occasion()) {
            let held = held(&counts);
            let mut rest = held.clone();
            for batch in batches(&held, MINIMUM, occasion) {
                let size: u32 = batch.from.values().sum();
                prop_assert!(size >= MINIMUM);
                // Whoever reads the marks by their cell cannot tell the ballots apart by theirs.
                prop_assert!(batch.says.is_none() || batch.from.keys().eq([&batch.says]));
                for (cell, count) in &batch.from {
                    let left = rest.get_mut(cell).unwrap();
                    prop_assert!(*count > 0 && *count <= *left);
                    *left -= count;
                    // While answers come in, none is left that could not leave its cell by itself.
                    prop_assert!(occasion != Occasion::Arrival || *left >= MINIMUM);
                }
            }
            let left: u32 = rest.values().sum();
            prop_assert!(occasion == Occasion::Arrival || left == 0 || held.values().sum::<u32>() < MINIMUM);
        }

        #[test]
        fn where_the_program_runs_on_a_cell_with_enough_answers_keeps_it_or_goes_with_a_few_others(
            arrivals in proptest::collection::vec(0_usize..4, 0..150),
        ) {
            let (mut waits, mut said) = (held(&[0; 4]), held(&[0; 4]));
            let mut leave = |waits: &mut BTreeMap<Option<usize>, u32>, occasion| {
                for batch in batches(waits, MINIMUM, occasion) {
                    for (cell, count) in &batch.from {
                        *waits.get_mut(cell).unwrap() -= count;
                        *said.get_mut(&batch.says).unwrap() += count;
                    }
                }
            };
            for arrival in &arrivals {
                *waits.get_mut(&(*arrival > 0).then_some(*arrival)).unwrap() += 1;
                leave(&mut waits, Occasion::Arrival);
            }
            leave(&mut waits, Occasion::Closing);
            let stored: u32 = said.values().sum();
            let came = u32::try_from(arrivals.len()).unwrap();
            prop_assert_eq!(stored, if came < MINIMUM { 0 } else { came });
            prop_assert!(said.values().all(|count| *count == 0 || *count >= MINIMUM));
        }
    }
}
