//! The rules of ballots against whoever reads everything that leaves the box.

use super::*;
use proptest::prelude::*;

/// Numbers that look random and are the same in each run (G. Marsaglia, 2003).
pub(super) fn numbers(mut state: u64) -> impl FnMut() -> u64 {
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

/// A database administrator with all files, who knows when everybody answered and sees the marks and the ballots of each
/// batch in the order in which they are stored: over a thousand waves every way of laying them beside each other finds
/// as many pairs as chance does.
#[test]
fn attack_by_the_administrator_over_a_thousand_waves() {
    let mut random = numbers(7);
    let mut below = |bound: u64| random() % bound;
    let (mut found, mut expected, mut spread) = ([0_f64; 3], 0_f64, 0_f64);
    for _ in 0..1_000 {
        let people = 10 + below(31);
        let answers: Vec<u64> = (0..people).map(|_| u64::from(below(10) < 7)).collect();
        let (mut waiting, mut left) = (Vec::new(), Vec::new());
        for person in 0..people {
            waiting.push(person);
            let held = u32::try_from(waiting.len()).unwrap();
            if leaving(held, MINIMUM, Occasion::Arrival) > 0 {
                shuffle(&mut waiting, || below(u64::MAX));
                left.push(waiting.split_off(waiting.len() - MINIMUM as usize));
            }
        }
        left.push(waiting);
        for batch in left.iter_mut().filter(|batch| batch.len() >= MINIMUM as usize) {
            shuffle(batch, || below(u64::MAX));
            let mut ballots: Vec<u64> = batch.iter().map(|person| answers[usize::try_from(*person).unwrap()]).collect();
            shuffle(&mut ballots, || below(u64::MAX));
            let mut by_arrival = batch.clone();
            by_arrival.sort_unstable();
            let reversed: Vec<u64> = by_arrival.iter().rev().copied().collect();
            for (order, found) in [&*batch, &by_arrival, &reversed].into_iter().zip(&mut found) {
                let pairs = order.iter().zip(&ballots);
                let same = |(person, ballot): &(&u64, &u64)| answers[usize::try_from(**person).unwrap()] == **ballot;
                *found += f64::from(u32::try_from(pairs.filter(same).count()).unwrap());
            }
            // Pairs that agree by chance, and their variance, when ones are dealt to people at random.
            let size = f64::from(u32::try_from(batch.len()).unwrap());
            let ones = f64::from(u32::try_from(ballots.iter().sum::<u64>()).unwrap());
            expected += (ones * ones + (size - ones) * (size - ones)) / size;
            spread += 4.0 * (ones * (size - ones) / size).powi(2) / (size - 1.0);
        }
    }
    for found in found {
        let away = (found - expected) / spread.sqrt();
        assert!(away.abs() < 5.0, "{found} pairs instead of {expected}: {away} deviations");
    }
}
