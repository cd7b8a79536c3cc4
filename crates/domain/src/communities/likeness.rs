//! How alike two communities are, for the check for duplicates at triage.

use crate::fold::fold;
use std::collections::BTreeSet;

/// From which share in per cent two names are shown side by side: "Data Analysts" and "Data and Insight" are not
/// the same, and are worth a look.
pub const ALIKE: usize = 30;

/// Words that say nothing about a practice.
const EMPTY_WORDS: &[&str] =
    &["a", "and", "at", "community", "for", "in", "network", "of", "on", "practice", "the", "&"];

/// How alike two names are, in per cent; see [`Pieces::likeness`].
pub fn likeness(a: &str, b: &str) -> usize {
    Pieces::of(a).likeness(&Pieces::of(b))
}

/// A text as the set of its pieces of three letters, so that one text can be compared with many. Words such as
/// "and" or "community" are left out before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces(BTreeSet<[char; 3]>);

impl Pieces {
    /// The pieces of a text.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words = words.filter(|word| !EMPTY_WORDS.contains(word));
        let padded = words.map(|word| std::iter::once(' ').chain(word.chars()).chain(std::iter::once(' ')));
        let pieces = padded.flat_map(|word| {
            let (second, third) = (word.clone().skip(1), word.clone().skip(2));
            word.zip(second).zip(third).map(|((a, b), c)| [a, b, c])
        });
        Self(pieces.collect())
    }

    /// How alike two texts are, in per cent: the share of the pieces that both have, twice over the sum of both
    /// (Dice's coefficient, <https://doi.org/10.2307/1932409>).
    pub fn likeness(&self, other: &Self) -> usize {
        let both = self.0.intersection(&other.0).count();
        (200 * both).checked_div(self.0.len() + other.0.len()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Finance Business Partners", "finance business partners", 100)]
    #[case("Data and Insight", "Insight & Data", 100)]
    #[case("The Community of Practice", "Network", 0)]
    #[case("Finance", "Estates", 0)]
    fn names_are_compared_by_their_pieces(#[case] a: &str, #[case] b: &str, #[case] share: usize) {
        assert_eq!(likeness(a, b), share);
    }

    #[test]
    fn names_that_deserve_a_look_get_one_and_others_do_not() {
        assert!(likeness("Data Analysts", "Data and Insight") >= ALIKE);
        assert!(likeness("Learning Technology", "Learning Technologists") >= ALIKE);
        assert!(likeness("Event Managers", "Events Management") >= ALIKE);
        assert!(likeness("Sustainable Campus", "Student Recruitment") < ALIKE);
    }

    proptest::proptest! {
        #[test]
        fn the_order_makes_no_difference(a in ".{0,30}", b in ".{0,30}") {
            proptest::prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            proptest::prop_assert!(likeness(&a, &b) <= 100);
        }
    }
}
