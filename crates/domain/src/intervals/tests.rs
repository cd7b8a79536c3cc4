//! Intervals against published values, and against those of statsmodels over a grid.

use super::*;
use proptest::prelude::*;

#[rstest::rstest]
#[case(0, 10, 0.0, 27.8)]
#[case(10, 10, 72.2, 100.0)]
#[case(9, 10, 59.6, 98.2)]
#[case(8, 12, 39.1, 86.2)]
#[case(12, 15, 54.8, 93.0)]
#[case(23, 25, 75.0, 97.8)]
#[case(46, 50, 81.2, 96.8)]
#[case(92, 100, 85.0, 95.9)]
#[case(276, 300, 88.4, 94.6)]
#[case(79, 100, 70.0, 85.8)]
#[case(1, 30, 0.6, 16.7)]
fn the_interval_is_wilsons(#[case] count: u32, #[case] base: u32, #[case] low: f64, #[case] high: f64) {
    let interval = wilson(100.0 * f64::from(count) / f64::from(base), base).unwrap();
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    assert_eq!((tenth(interval.low), tenth(interval.high)), (low, high));
}

#[test]
fn without_answers_there_is_no_interval() {
    assert_eq!(wilson(92.0, 0), None);
    assert_eq!(wilson(f64::NAN, 10), None);
}

#[test]
fn a_percentage_stands_for_whole_answers() {
    assert_eq!((answers(92, 50), answers(70, 482), answers(100, 3), answers(0, 9)), (46, 337, 3, 0));
}

proptest! {
    #[test]
    fn the_share_lies_within_and_more_answers_narrow_it(percent in 0_u32..=100, base in 1_u32..100_000) {
        let share = f64::from(percent);
        let few = wilson(share, base).unwrap();
        let many = wilson(share, base * 4).unwrap();
        prop_assert!(few.low <= share + 1e-9 && share <= few.high + 1e-9);
        prop_assert!((0.0..=100.0).contains(&few.low) && (0.0..=100.0).contains(&few.high));
        prop_assert!(many.high - many.low < few.high - few.low);
        prop_assert!(answers(percent, base) <= base);
    }
}

/// What statsmodels reckons: how it was asked is in the first line of the table.
const GRID: &str = include_str!("statsmodels.csv");

fn rows(kind: &str) -> Vec<Vec<f64>> {
    let rows = GRID.lines().filter_map(|line| line.strip_prefix(kind));
    rows.map(|row| row.split(',').filter_map(|cell| cell.parse().ok()).collect()).collect()
}

fn share(count: f64, base: f64) -> Share {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers of the table")]
    Share { count: count as u32, base: base as u32, population: None }
}

#[test]
fn intervals_are_those_of_statsmodels() {
    let wilson = rows("wilson,");
    assert!(wilson.len() > 45);
    for row in wilson {
        let [count, base, low, high] = row[..] else { panic!("{row:?}") };
        let found = share(count, base).interval().unwrap();
        assert!((found.low - low).abs() < 1e-5 && (found.high - high).abs() < 1e-5, "{row:?} {found:?}");
    }
    let newcombes = rows("newcombe,");
    assert_eq!(newcombes.len(), 121);
    for row in newcombes {
        // Theirs is the first less the second.
        let [count, base, other, of, low, high] = row[..] else { panic!("{row:?}") };
        let found = newcombe(share(other, of), share(count, base)).unwrap();
        assert!((found.low - low).abs() < 1e-5 && (found.high - high).abs() < 1e-5, "{row:?} {found:?}");
    }
}

#[rstest::rstest]
#[case((23, 25), (46, 50), Change::Unclear)]
#[case((70, 100), (79, 100), Change::Unclear)]
#[case((60, 100), (79, 100), Change::Up)]
#[case((79, 100), (60, 100), Change::Down)]
// The two intervals overlap, and yet the difference is clear.
#[case((130, 200), (150, 200), Change::Up)]
fn a_change_is_clear_where_its_interval_leaves_nought_out(
    #[case] was: (u32, u32),
    #[case] is: (u32, u32),
    #[case] expected: Change,
) {
    let share = |(count, base)| Share { count, base, population: None };
    assert_eq!(newcombe(share(was), share(is)).unwrap().change(), expected);
    assert_eq!(newcombe(share((0, 0)), share(is)), None);
}

#[test]
fn where_nearly_all_answered_less_is_left_open() {
    let of = |population| Share { count: 40, base: 50, population }.interval().unwrap();
    let width = |interval: Interval| interval.high - interval.low;
    assert_eq!(of(Some(500)), of(None), "a tenth is a sample");
    assert_eq!(of(Some(63)), of(None), "79 per cent are not nearly all");
    assert!(width(of(Some(60))) < width(of(None)) / 2.0);
    assert_eq!(of(Some(50)), Interval { low: 80.0, high: 80.0 }, "everybody answered");
    let all = Share { count: 40, base: 50, population: Some(50) };
    let more = Share { count: 41, base: 50, population: Some(50) };
    assert_eq!(newcombe(all, more).unwrap().change(), Change::Up, "everybody was asked twice");
}

#[test]
fn every_share_is_rounded_in_one_way() {
    let share = |count, base| Share { count, base, population: None };
    assert_eq!((share(10, 16).whole_percent(), whole(share(10, 16).percent()), whole_share(10, 16)), (63, 63, 63));
    assert_eq!((whole(2.5), whole(-2.5), whole(-2.6), whole_share(1, 0)), (3, -2, -3, 0));
    for base in 1..=400 {
        for count in 0..=base {
            let one = share(count, base);
            assert_eq!(i64::from(one.whole_percent()), whole(one.percent()), "{count} of {base}");
        }
    }
}
