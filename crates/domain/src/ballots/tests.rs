//! The rules of ballots against whoever reads everything that leaves the box.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that look random and are the same in each run (G. Marsaglia, 2003).
fn numbers(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

#[rstest::rstest]
#[case(19, Occasion::Arrival, 0)]
#[case(20, Occasion::Arrival, 10)]
#[case(21, Occasion::Arrival, 10)]
#[case(9, Occasion::Closing, 0)]
#[case(10, Occasion::Closing, 10)]
#[case(19, Occasion::Closing, 19)]
#[case(9, Occasion::Stopping, 0)]
#[case(10, Occasion::Stopping, 10)]
fn a_batch_is_never_below_the_minimum(#[case] held: u32, #[case] occasion: Occasion, #[case] expected: u32) {
    assert_eq!(leaving(held, MINIMUM, occasion), expected);
}

proptest! {
    #[test]
    fn nothing_leaves_in_fewer_than_the_minimum_and_nothing_is_left_behind_where_the_program_runs_on(
        arrivals in 0_u32..200,
    ) {
        let (mut held, mut stored) = (0_u32, 0);
        for _ in 0..arrivals {
            held += 1;
            let batch = leaving(held, MINIMUM, Occasion::Arrival);
            prop_assert!(batch == 0 || batch >= MINIMUM && held - batch >= MINIMUM);
            held -= batch;
            stored += batch;
        }
        let last = leaving(held, MINIMUM, Occasion::Closing);
        prop_assert!(last == 0 || last >= MINIMUM);
        prop_assert_eq!(stored + last, if arrivals < MINIMUM { 0 } else { arrivals });
    }

    #[test]
    fn a_shuffle_keeps_everything(things in proptest::collection::vec(0_u8..5, 0..40), seed in 1_u64..) {
        let mut shuffled = things.clone();
        shuffle(&mut shuffled, numbers(seed));
        let (mut before, mut after) = (things, shuffled);
        before.sort_unstable();
        after.sort_unstable();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn what_is_shown_holds_everybody_and_is_true(counts in proptest::collection::vec(0_u32..40, 5)) {
        let total: u32 = counts.iter().sum();
        let Some(shown) = release(&counts, MINIMUM) else {
            prop_assert!(total < MINIMUM);
            return Ok(());
        };
        prop_assert!(total >= MINIMUM);
        prop_assert_eq!(shown.groups.iter().map(|group| group.count).sum::<u32>(), total);
        for start in 0..5 {
            for end in start..=5 {
                let truth: u32 = counts[start..end].iter().sum();
                let (least, most) = shown.between(&(start..end));
                prop_assert!(least <= truth && truth <= most, "{:?} of {:?}: {}..{}", start..end, counts, least, most);
            }
        }
    }
}

/// Where each thing lands is as likely as anywhere else: a chi-squared test over the 64 pairs of places, at odds of
/// about one in a million, with numbers that never change.
#[test]
fn order_tells_nothing() {
    let (rounds, size) = (8_000_u32, 8_usize);
    let mut random = numbers(42);
    let mut landed = vec![vec![0_u32; size]; size];
    for _ in 0..rounds {
        let mut things: Vec<usize> = (0..size).collect();
        shuffle(&mut things, &mut random);
        for (place, thing) in things.into_iter().enumerate() {
            landed[thing][place] += 1;
        }
    }
    let expected = f64::from(rounds) / 8.0;
    let spread: f64 = landed.iter().flatten().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    assert!(spread < 110.0, "{spread} with 49 degrees of freedom");
}

/// All ways in which so many people can answer on a scale of five.
fn answers(total: u32) -> Vec<[u32; 5]> {
    let mut all = Vec::new();
    for a in 0..=total {
        for b in 0..=total - a {
            for c in 0..=total - a - b {
                for d in 0..=total - a - b - c {
                    all.push([a, b, c, d, total - a - b - c - d]);
                }
            }
        }
    }
    all
}

/// Somebody who knows the rule, and how many answered, reckons backwards through every way in which people can have
/// answered: whether somebody stands alone or nobody does at an end of the scale stays open, and so does whether
/// everybody said the same.
#[test]
fn attack_all_said_the_same() {
    for total in [10, 11, 12, 16, 20] {
        let mut by_release: BTreeMap<String, Vec<[u32; 5]>> = BTreeMap::new();
        for counts in answers(total) {
            let shown = release(&counts, MINIMUM).unwrap();
            by_release.entry(format!("{:?}", shown.groups)).or_default().push(counts);
        }
        for (shown, ways) in &by_release {
            for cut in 1..5 {
                let low: BTreeSet<u32> = ways.iter().map(|counts| counts[..cut].iter().sum()).collect();
                let told = |few: u32| low.iter().all(|sum| *sum == few) || low.iter().all(|sum| total - *sum == few);
                assert!(!(0..=2).any(told), "{shown} gives away who stands alone below or above {cut}: {low:?}");
            }
        }
    }
}

#[rstest::rstest]
#[case([0, 0, 0, 0, 12], "[0..5 core 4: 12]")]
#[case([1, 0, 0, 0, 11], "[0..5 core 4: 12]")]
#[case([0, 0, 1, 11, 12], "[0..4 core 3: 12][4..5 core 4: 12]")]
#[case([3, 0, 2, 9, 10], "[0..1 core 0: 3][1..2 core 1: 0][2..3 core 2: 2][3..4 core 3: 9][4..5 core 4: 10]")]
#[case([1, 1, 20, 1, 0], "[0..5 core 2: 23]")]
fn the_ends_of_the_scale_are_put_together(#[case] counts: [u32; 5], #[case] expected: &str) {
    let shown = release(&counts, MINIMUM).unwrap();
    let groups = shown.groups.iter().map(|group| format!("[{:?} core {}: {}]", group.answers, group.core, group.count));
    assert_eq!(groups.collect::<Vec<_>>().concat(), expected);
}

#[test]
fn a_share_is_a_span_where_an_end_was_put_together() {
    let shown = release(&[0, 0, 1, 11, 12], MINIMUM).unwrap();
    assert_eq!(shown.between(&(3..5)), (22, 24));
    assert_eq!(shown.between(&(0..3)), (0, 2));
    let shown = release(&[3, 0, 2, 9, 10], MINIMUM).unwrap();
    assert_eq!(shown.between(&(3..5)), (19, 19));
    assert_eq!(release(&[0, 0, 0, 0, 9], MINIMUM), None);
    assert_eq!(release(&[], 0), None);
}
