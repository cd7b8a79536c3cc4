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

/// How answers come to be rows: the rules by which they leave a box, are shuffled and get an id. The last is told when
/// the answer came.
struct Rules {
    leaving: fn(u32, u32, Occasion) -> u32,
    shuffle: fn(&mut [u64], &mut dyn FnMut() -> u64),
    id: fn(u64, u64) -> u64,
}

const TRUE: Rules = Rules {
    leaving,
    shuffle: |things, random| shuffle(things, random),
    // An id is random, and nothing of the answer goes into it.
    id: |_, random| random,
};

/// What somebody found over a thousand waves, in deviations from what chance finds.
struct Found {
    /// Pairs of a person and an answer that is theirs, within the batches; the farthest from chance of all orders.
    answers: f64,
    /// People whose own ballot stood in their place, beyond one in ten.
    people: f64,
}

/// A database administrator with all files, who knows when everybody answered, and sees the marks and the ballots of each
/// batch in the order in which they are stored, and in that of the ids. Every order of the ones is laid beside every order
/// of the others.
fn administrator(rules: &Rules) -> Found {
    let mut random = numbers(7);
    let mut found = [[0_f64; 2]; 3];
    let (mut expected, mut spread) = (0_f64, 0_f64);
    let (mut known, mut stored, mut batches) = ([[0_u32; 2]; 3], 0_u32, 0_u32);
    for _ in 0..1_000 {
        let people = 10 + random() % 31;
        let answers: Vec<u64> = (0..people).map(|_| u64::from(random() % 10 < 7)).collect();
        let says = |person: &u64| answers[usize::try_from(*person).unwrap()];
        let (mut waiting, mut left) = (Vec::new(), Vec::new());
        for person in 0..people {
            waiting.push(person);
            let leave = (rules.leaving)(u32::try_from(waiting.len()).unwrap(), MINIMUM, Occasion::Arrival);
            if leave > 0 {
                (rules.shuffle)(&mut waiting, &mut random);
                left.push(waiting.split_off(waiting.len() - leave as usize));
            }
        }
        let last = (rules.leaving)(u32::try_from(waiting.len()).unwrap(), MINIMUM, Occasion::Closing);
        left.extend((last > 0).then_some(waiting));
        for mut marks in left {
            let mut by_arrival = marks.clone();
            by_arrival.sort_unstable();
            let reversed: Vec<u64> = by_arrival.iter().rev().copied().collect();
            // Each ballot is known here by whose it is; in the database it is not.
            let mut ballots = marks.clone();
            (rules.shuffle)(&mut marks, &mut random);
            (rules.shuffle)(&mut ballots, &mut random);
            let mut by_id: Vec<(u64, u64)> =
                ballots.iter().map(|person| ((rules.id)(*person, random()), *person)).collect();
            by_id.sort_unstable();
            let by_id: Vec<u64> = by_id.into_iter().map(|(_, person)| person).collect();
            for (row, order) in [&marks, &by_arrival, &reversed].into_iter().enumerate() {
                for (column, ballots) in [&ballots, &by_id].into_iter().enumerate() {
                    let pairs = || order.iter().zip(ballots);
                    let same = pairs().filter(|(person, ballot)| says(person) == says(ballot)).count();
                    found[row][column] += f64::from(u32::try_from(same).unwrap());
                    let own = pairs().filter(|(person, ballot)| person == ballot).count();
                    known[row][column] += u32::try_from(own).unwrap();
                }
            }
            // Pairs that agree by chance, and their variance, when ones are dealt to people at random.
            let size = f64::from(u32::try_from(marks.len()).unwrap());
            let ones = f64::from(u32::try_from(marks.iter().map(says).sum::<u64>()).unwrap());
            expected += (ones * ones + (size - ones) * (size - ones)) / size;
            spread += 4.0 * (ones * (size - ones) / size).powi(2) / (size - 1.0).max(1.0);
            stored += u32::try_from(marks.len()).unwrap();
            batches += 1;
        }
    }
    let away = found.iter().flatten().map(|found| (found - expected).abs() / spread.max(1.0).sqrt());
    // However many stand in a batch, about one of them has their own ballot beside them.
    let most = known.iter().flatten().max().unwrap();
    let beyond = f64::from(*most) - f64::from(stored) / f64::from(MINIMUM);
    Found { answers: away.fold(0.0, f64::max), people: beyond / f64::from(batches).sqrt() }
}

#[test]
fn attack_by_the_administrator_over_a_thousand_waves() {
    let found = administrator(&TRUE);
    assert!(found.answers < 5.0 && found.people < 5.0, "{} and {} deviations", found.answers, found.people);
}

#[test]
fn broken_answers_stand_as_they_came() {
    let found = administrator(&Rules { shuffle: |_, _| {}, ..TRUE });
    assert!(found.answers > 5.0 && found.people > 5.0, "{} and {} deviations", found.answers, found.people);
}

#[test]
fn broken_shuffle_moves_only_the_first() {
    let swapped = |things: &mut [u64], _: &mut dyn FnMut() -> u64| {
        if things.len() > 1 {
            things.swap(0, 1);
        }
    };
    let found = administrator(&Rules { shuffle: swapped, ..TRUE });
    assert!(found.answers > 5.0 && found.people > 5.0, "{} and {} deviations", found.answers, found.people);
}

#[test]
fn broken_batches_of_one() {
    let found = administrator(&Rules { leaving: |held, _, _| u32::from(held > 0), ..TRUE });
    assert!(found.people > 5.0, "{} deviations", found.people);
}

#[test]
fn broken_batches_of_three() {
    let leaving = |held, _, occasion| leaving(held, 3, occasion);
    let found = administrator(&Rules { leaving, ..TRUE });
    assert!(found.people > 5.0, "{} deviations", found.people);
}

#[test]
fn broken_ids_tell_the_time() {
    let found = administrator(&Rules { id: |came, _| came, ..TRUE });
    assert!(found.answers > 5.0 && found.people > 5.0, "{} and {} deviations", found.answers, found.people);
}
