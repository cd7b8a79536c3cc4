//! How far a share of answers can be from the share among everyone who was asked.

/// The bounds of a share in per cent, 0 to 100, at 95 per cent confidence.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The number of standard deviations that hold 95 per cent of a normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for a share of `percent` (0 to 100) of `base` answers; `None` without answers.
///
/// It works for few answers and for shares of nought and a hundred, for which reason England's public-health
/// standard prefers it (E. B. Wilson, 1927; domain research 4.5). It assumes that those who answered resemble
/// those who did not. Where only a whole percentage was published, its rounding is not in the interval.
pub fn wilson(percent: f64, base: u32) -> Option<Interval> {
    if base == 0 || percent.is_nan() {
        return None;
    }
    let n = f64::from(base);
    let share = (percent / 100.0).clamp(0.0, 1.0);
    let z2 = Z * Z;
    let middle = 2.0 * n * share + z2;
    let reach = Z * (z2 + 4.0 * n * share * (1.0 - share)).sqrt();
    let whole = 2.0 * (n + z2);
    let bound = |value: f64| (100.0 * value / whole).clamp(0.0, 100.0);
    Some(Interval { low: bound(middle - reach), high: bound(middle + reach) })
}

/// How many of `base` answers a whole percentage stands for, to the nearest answer: "about 46 of 50".
pub fn answers(percent: u32, base: u32) -> u32 {
    let rounded = (u64::from(percent.min(100)) * u64::from(base) + 50) / 100;
    u32::try_from(rounded).unwrap_or(base)
}

#[cfg(test)]
mod tests {
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
}
