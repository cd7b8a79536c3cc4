//! The beginning of a text, cut where a reader would cut it.

use unicode_segmentation::UnicodeSegmentation as _;

/// At most `most` characters as people count them, with white space run together. A text that is
/// longer ends after a whole word with "…"; only a word longer than that is itself cut.
pub fn excerpt(text: &str, most: usize) -> String {
    // Far more than is shown, so that a huge text costs no more than a short one.
    let enough = text.chars().map(char::len_utf8).take(most.saturating_mul(20) + 200).sum();
    let text = text.get(..enough).unwrap_or(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");

    let mut graphemes = text.grapheme_indices(true);
    if graphemes.clone().nth(most).is_none() {
        return text;
    }
    // One place is for the "…".
    let Some((end, _)) = most.checked_sub(1).and_then(|last| graphemes.nth(last)) else {
        return String::new();
    };
    let whole = text.get(..end).unwrap_or_default();
    let ends_a_word = text.get(end..).is_some_and(|rest| rest.starts_with(' '));
    let cut = match whole.rfind(' ') {
        Some(space) if !ends_a_word => whole.get(..space).unwrap_or_default(),
        _ => whole,
    };
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 10, "")]
    #[case("short", 10, "short")]
    #[case("  two\n\n words ", 10, "two words")]
    #[case("exactly ten", 11, "exactly ten")]
    #[case("one two three", 11, "one two…")]
    #[case("one two three", 8, "one two…")]
    #[case("one, two three", 6, "one…")]
    #[case("unbreakable", 5, "unbr…")]
    #[case("anything", 1, "…")]
    #[case("anything", 0, "")]
    #[case("e\u{301}e\u{301}e\u{301}e\u{301}", 3, "e\u{301}e\u{301}…")]
    #[case("👩‍👩‍👧 👩‍👩‍👧 👩‍👩‍👧", 3, "👩‍👩‍👧…")]
    fn is_cut_after_a_word(#[case] text: &str, #[case] most: usize, #[case] expected: &str) {
        assert_eq!(excerpt(text, most), expected);
    }

    proptest! {
        #[test]
        fn is_never_longer_than_asked(text in ".{0,80}", most in 0_usize..60) {
            let cut = excerpt(&text, most);
            prop_assert!(cut.graphemes(true).count() <= most, "{cut:?}");
        }
    }
}
