//! Cells: what a ballot may say of its giver. They are made once, when a box opens, of those who are asked, and each is
//! so large that naming it names nobody.

use std::collections::{BTreeMap, BTreeSet};

/// What a cell says: a value, or nothing, for each attribute by which answers are to be told apart (none, one or two).
pub type Label = Vec<Option<String>>;

/// A group of those who are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What ballots from it say. It has at least one value.
    pub label: Label,
    /// How many are asked in it: the minimum at least.
    pub invited: u32,
}

/// Everybody who is asked, in their cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The cells, in the order of their labels.
    pub cells: Vec<Cell>,
    /// The place of each one's cell in that list, in the order of the people; `None` for who has none.
    pub of: Vec<Option<usize>>,
}

/// Puts people into cells by the values of their attributes, in an order of importance.
///
/// Those who share both values are a cell where they are enough. What remains of a first value is a cell that says the
/// first value alone, where it is enough. All others have no cell, and they are nobody or enough as well: otherwise the
/// smallest cells are given up until they are.
pub fn cells(people: &[Label], minimum: u32) -> Cells {
    let mut labels: Vec<Option<Label>> = people.iter().map(|label| Some(label.clone())).collect();
    drop_small(&mut labels, minimum);
    let of_first =
        |label: &Label| label.iter().enumerate().map(|(at, value)| value.clone().filter(|_| at == 0)).collect();
    for (label, own) in labels.iter_mut().zip(people) {
        if label.is_none() {
            *label = Some(of_first(own));
        }
    }
    // Those who share a first value alone are counted together with nobody who has a cell of both.
    drop_small(&mut labels, minimum);
    while is_small(labels.iter().filter(|label| label.is_none()).count(), minimum) {
        let smallest = sizes(&labels).into_iter().min_by_key(|(_, size)| *size).map(|(label, _)| label.clone());
        let Some(smallest) = smallest else { break };
        for label in labels.iter_mut().filter(|label| label.as_ref() == Some(&smallest)) {
            *label = None;
        }
    }
    let made: Vec<Cell> =
        sizes(&labels).into_iter().map(|(label, invited)| Cell { label: label.clone(), invited }).collect();
    let places: BTreeMap<&Label, usize> = made.iter().enumerate().map(|(at, cell)| (&cell.label, at)).collect();
    let of = labels.iter().map(|label| label.as_ref().and_then(|label| places.get(label).copied())).collect();
    Cells { cells: made, of }
}

/// Whether some are left whom this would single out.
fn is_small(count: usize, minimum: u32) -> bool {
    count > 0 && u32::try_from(count).is_ok_and(|count| count < minimum)
}

fn sizes(labels: &[Option<Label>]) -> BTreeMap<&Label, u32> {
    let mut sizes = BTreeMap::new();
    for label in labels.iter().flatten() {
        *sizes.entry(label).or_insert(0) += 1;
    }
    sizes
}

/// Takes the label from whoever shares it with too few, and where it says nothing.
fn drop_small(labels: &mut [Option<Label>], minimum: u32) {
    let large: BTreeSet<Label> = sizes(labels)
        .into_iter()
        .filter(|(label, size)| *size >= minimum && label.iter().any(Option::is_some))
        .map(|(label, _)| label.clone())
        .collect();
    for label in labels {
        if label.as_ref().is_some_and(|label| !large.contains(label)) {
            *label = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballots::MINIMUM;
    use proptest::prelude::*;

    fn people(groups: &[(&str, &str, usize)]) -> Vec<Label> {
        let value = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        groups.iter().flat_map(|(one, two, count)| std::iter::repeat_n(vec![value(one), value(two)], *count)).collect()
    }

    fn made(groups: &[(&str, &str, usize)]) -> String {
        let cells = cells(&people(groups), MINIMUM);
        let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let words = cells
            .cells
            .iter()
            .map(|cell| format!("{} {}", cell.label.iter().map(word).collect::<Vec<_>>().join("/"), cell.invited));
        let rest = cells.of.iter().filter(|cell| cell.is_none()).count();
        words.chain([format!("rest {rest}")]).collect::<Vec<_>>().join(", ")
    }

    #[rstest::rstest]
    #[case(&[("a", "x", 10), ("a", "y", 10)], "a/x 10, a/y 10, rest 0")]
    #[case(&[("a", "x", 10), ("a", "y", 9), ("a", "z", 1)], "a/- 10, a/x 10, rest 0")]
    #[case(&[("a", "x", 12), ("a", "y", 9), ("b", "y", 9)], "a/x 12, rest 18")]
    #[case(&[("a", "x", 12), ("b", "x", 30), ("b", "y", 1)], "b/x 30, rest 13")]
    #[case(&[("a", "", 10), ("", "x", 11)], "-/x 11, a/- 10, rest 0")]
    #[case(&[("a", "x", 9)], "rest 9")]
    #[case(&[("", "", 40)], "rest 40")]
    #[case(&[("a", "x", 10), ("", "", 1)], "rest 11")]
    #[case(&[("a", "x", 10), ("b", "x", 10), ("", "", 9)], "b/x 10, rest 19")]
    #[case(&[], "rest 0")]
    fn a_cell_keeps_what_enough_people_share(#[case] groups: &[(&str, &str, usize)], #[case] expected: &str) {
        assert_eq!(made(groups), expected);
    }

    proptest! {
        #[test]
        fn whoever_is_told_apart_is_so_together_with_enough_others(
            values in proptest::collection::vec((0_u8..5, 0_u8..4), 0..160),
            attributes in 0_usize..=2,
            minimum in 10_u32..14,
        ) {
            let word = |value: u8| (value > 0).then(|| value.to_string());
            let people: Vec<Label> =
                values.iter().map(|(one, two)| [word(*one), word(*two)].into_iter().take(attributes).collect()).collect();
            let made = cells(&people, minimum);
            prop_assert_eq!(made.of.len(), people.len());
            for (place, cell) in made.cells.iter().enumerate() {
                let of = made.of.iter().filter(|of| **of == Some(place)).count();
                prop_assert_eq!(of, usize::try_from(cell.invited).unwrap());
                prop_assert!(cell.invited >= minimum && cell.label.iter().any(Option::is_some));
                prop_assert_eq!(cell.label.len(), attributes);
            }
            let rest = made.of.iter().filter(|of| of.is_none()).count();
            prop_assert!(rest == 0 || rest >= usize::try_from(minimum).unwrap() || made.cells.is_empty());
            // A ballot never says what is not true of its giver, and never the second value without the first.
            for (person, of) in people.iter().zip(&made.of) {
                let Some(cell) = of.map(|of| &made.cells[of]) else { continue };
                for (own, said) in person.iter().zip(&cell.label) {
                    prop_assert!(said.is_none() || said == own);
                }
                prop_assert!(cell.label.first().is_some_and(Option::is_some) || person[0].is_none());
            }
            let labels: BTreeSet<_> = made.cells.iter().map(|cell| &cell.label).collect();
            prop_assert_eq!(labels.len(), made.cells.len());
        }
    }
}
