//! Which part of a file somebody asks for (RFC 9110, section 14).

use std::ops::Range;

/// What is sent of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<u64>),
    /// Nothing: what is asked for lies beyond its end.
    Beyond,
}

/// What is sent of a file of `size` bytes, at least one. A range that is written wrongly, several ranges at once, and a
/// condition that does not hold are answered with all of it, as the standard allows.
pub(super) fn part(range: Option<&str>, if_range: Option<&str>, tag: &str, size: u64) -> Part {
    if if_range.is_some_and(|known| known != tag) {
        return Part::Whole;
    }
    let asked = range.and_then(|range| range.split_once('=')).filter(|(unit, _)| unit.eq_ignore_ascii_case("bytes"));
    let Some((first, last)) = asked.and_then(|(_, one)| one.trim().split_once('-')) else { return Part::Whole };
    match (number(first), number(last)) {
        // The last so many bytes.
        (Ok(None), Ok(Some(0))) => Part::Beyond,
        (Ok(None), Ok(Some(length))) => Part::Some(size.saturating_sub(length)..size),
        (Ok(Some(first)), Ok(last)) if last.is_none_or(|last| first <= last) => {
            let end = last.map_or(size, |last| last.saturating_add(1).min(size));
            if first < size { Part::Some(first..end) } else { Part::Beyond }
        }
        _ => Part::Whole,
    }
}

/// What is written where a number belongs.
struct NotANumber;

/// A number, or nothing where there is none. One that is too large for any file is the largest.
fn number(digits: &str) -> Result<Option<u64>, NotANumber> {
    match digits {
        "" => Ok(None),
        _ if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(Some(digits.parse().unwrap_or(u64::MAX))),
        _ => Err(NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_ten(range: &str) -> Part {
        part(Some(range), None, "\"one\"", 10)
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (range, expected) in [
            ("bytes=0-0", Part::Some(0..1)),
            ("bytes=2-5", Part::Some(2..6)),
            ("bytes=5-", Part::Some(5..10)),
            ("bytes=0-99999999999999999999999", Part::Some(0..10)),
            ("bytes=-3", Part::Some(7..10)),
            ("bytes=-99", Part::Some(0..10)),
            ("BYTES=9-9", Part::Some(9..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=99999999999999999999999-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=0x1-2", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(of_ten(range), expected, "{range}");
        }
        assert_eq!(part(None, None, "\"one\"", 10), Part::Whole);
    }

    #[test]
    fn a_range_of_another_file_is_not_sent() {
        let with = |tag| part(Some("bytes=0-1"), Some(tag), "\"one\"", 10);
        assert_eq!(with("\"one\""), Part::Some(0..2));
        for other in ["\"two\"", "W/\"one\"", "Sun, 22 Nov 2026 15:00:00 GMT", ""] {
            assert_eq!(with(other), Part::Whole, "{other}");
        }
    }

    proptest! {
        /// Whatever is asked for, what is sent lies within the file and is not empty.
        #[test]
        fn what_is_sent_lies_within_the_file(range in "(bytes=)?[0-9]{0,4}-?[0-9]{0,22}|.{0,30}", size in 1..5_000_u64) {
            if let Part::Some(sent) = part(Some(&range), None, "", size) {
                prop_assert!(sent.start < sent.end && sent.end <= size, "{range} of {size}: {sent:?}");
            }
        }

        #[test]
        fn two_halves_make_the_whole(size in 2..5_000_u64, at in 1..5_000_u64) {
            let at = at.min(size - 1);
            let first = part(Some(&format!("bytes=0-{}", at - 1)), None, "", size);
            let second = part(Some(&format!("bytes={at}-")), None, "", size);
            prop_assert_eq!((first, second), (Part::Some(0..at), Part::Some(at..size)));
        }
    }
}
