use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// Reads a value of type TEXT as RFC 5545, 3.3.11 says.
fn read(escaped: &str) -> String {
    let mut characters = escaped.chars();
    let mut written = String::new();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => written.push('\n'),
                Some(other) => written.push(other),
                None => panic!("a backslash ends the value"),
            },
            ',' | ';' | '\n' | '\r' => panic!("{character:?} is not escaped"),
            other => written.push(other),
        }
    }
    written
}

fn line(name: &str, value: &str) -> String {
    let mut lines = Lines::default();
    lines.add(name, value);
    lines.finish()
}

#[rstest]
#[case("Lunch, and learn; bring \\ a friend", r"Lunch\, and learn\; bring \\ a friend")]
#[case("one\r\ntwo\nthree\rfour\u{2028}five", r"one\ntwo\nthree\nfour\nfive")]
#[case("a\0b\u{7}c\u{85}d\u{7f}e\tf", "abcde\tf")]
#[case("BEGIN:VEVENT\r\nEND:VCALENDAR", r"BEGIN:VEVENT\nEND:VCALENDAR")]
fn calendar_rule_08_text_is_escaped(#[case] written: &str, #[case] expected: &str) {
    assert_eq!(text(written), expected);
}

#[rstest]
#[case("ada@demonstration.example", "mailto:ada@demonstration.example")]
#[case("o'neill+cop@demonstration.example", "mailto:o'neill+cop@demonstration.example")]
#[case("a%b?c&d,e;f@x.example\r\nX:", "mailto:a%25b%3Fc%26d%2Ce%3Bf@x.example%0AX%3A")]
fn calendar_rule_07_an_address_is_a_mailto_uri(#[case] address: &str, #[case] expected: &str) {
    assert_eq!(mailto(address), expected);
}

#[test]
fn calendar_rule_08_a_parameter_cannot_leave_its_quotes() {
    assert_eq!(parameter("Ada \"the first\";X=1:\r\nBEGIN:VALARM"), "\"Ada 'the first';X=1: BEGIN:VALARM\"");
}

#[test]
fn calendar_rule_08_a_line_of_75_octets_is_whole_and_one_of_76_is_folded() {
    assert_eq!(line("X", &"a".repeat(73)), format!("X:{}\r\n", "a".repeat(73)));
    assert_eq!(line("X", &"a".repeat(74)), format!("X:{}\r\n a\r\n", "a".repeat(73)));
    // The continuation has its own 75 octets, the space included.
    assert_eq!(line("X", &"a".repeat(148)), format!("X:{}\r\n {}\r\n a\r\n", "a".repeat(73), "a".repeat(74)));
}

#[test]
fn calendar_rule_08_folding_never_cuts_a_character() {
    for length in 60..80 {
        let folded = line("SUMMARY", &format!("{}é漢😀", "a".repeat(length)));
        assert!(folded.split("\r\n").all(|line| line.len() <= OCTETS), "{folded}");
        assert_eq!(folded.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}é漢😀", "a".repeat(length)));
    }
}

proptest! {
    #[test]
    fn calendar_rule_08_text_is_escaped_and_folded_and_read_back(written in "(\\PC|[\\\\,;:\"\r\n\t \u{0}-\u{1f}\u{2028}é漢😀]){0,400}") {
        let folded = line("DESCRIPTION", &text(&written));
        prop_assert!(folded.ends_with("\r\n"));
        for line in folded.trim_end_matches("\r\n").split("\r\n") {
            prop_assert!(line.len() <= OCTETS);
            prop_assert!(!line.contains(|character: char| character.is_control() && character != '\t'));
        }
        let unfolded = folded.replace("\r\n ", "");
        let value = unfolded.strip_prefix("DESCRIPTION:").unwrap().strip_suffix("\r\n").unwrap();
        prop_assert_eq!(read(value), clean(&written));
    }

    #[test]
    fn an_address_stays_on_its_line(address in "\\PC{0,60}|[\\x00-\\x7f]{0,60}") {
        for value in [mailto(&address), uri(&address), parameter(&address)] {
            prop_assert!(!value.contains(|character: char| character.is_control()));
        }
    }
}
