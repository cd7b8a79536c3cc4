//! The solver on sums whose bounds are known.

use super::*;

fn known(sizes: &[u32], sums: Vec<Sum>) -> Known {
    Known { sizes: sizes.to_vec(), answers: 2, sums }
}

#[test]
fn a_total_bounds_its_parts() {
    let two = known(&[12, 20], vec![Sum::exactly(&[0, 1], &[0], 25)]);
    assert_eq!(two.bounds(&[0], &[0]), Some((5, 12)));
    assert_eq!(two.bounds(&[1], &[1]), Some((0, 7)));
    assert_eq!(two.bounds(&[0, 1], &[1]), Some((7, 7)));
    assert!((0..2).all(|part| two.gives_away(&[part], &[0], 10, 5).is_none()));
}

#[test]
fn what_is_left_of_a_total_is_known() {
    let sums = vec![Sum::exactly(&[0, 1], &[0], 25), Sum::exactly(&[1], &[0], 18)];
    let left = known(&[12, 20], sums);
    assert_eq!(left.bounds(&[0], &[0]), Some((7, 7)));
    assert_eq!(left.gives_away(&[0], &[0], 10, 5), None, "it may be shown");
    assert_eq!(left.gives_away(&[0], &[0], 13, 5), Some((7, 7)), "it may not: the group is too small");
    assert_eq!(left.gives_away(&[1], &[1], 10, 5), Some((2, 2)), "it may not: two are a handful");
}

#[test]
fn rows_and_columns_bound_what_they_share() {
    // Two areas of two roles: the corner has what is in its row and in its column.
    let row = |parts: &[usize], count| Sum::exactly(parts, &[0], count);
    let table = known(&[10; 4], vec![row(&[0, 1], 16), row(&[0, 2], 16), row(&[0, 1, 2, 3], 24)]);
    assert_eq!(table.bounds(&[0], &[0]), Some((8, 10)));
    assert_eq!(table.bounds(&[3], &[0]), Some((0, 2)));
    assert_eq!(table.gives_away(&[3], &[0], 10, 5), Some((0, 2)));
}

#[test]
fn a_span_is_a_bound_and_a_contradiction_is_none() {
    let span = Sum { parts: vec![0], answers: vec![1], least: 0, most: 4 };
    assert_eq!(known(&[12], vec![span]).bounds(&[0], &[0]), Some((8, 12)));
    assert_eq!(known(&[12], vec![Sum::exactly(&[0], &[0], 13)]).bounds(&[0], &[0]), None);
}
