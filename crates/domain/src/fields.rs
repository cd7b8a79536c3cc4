//! What may stand in a form's field. Each fault has a message that says what to change.

use crate::choices;

choices! {
    /// What is wrong with a value. The words end the keys of the messages.
    Fault {
        /// Nothing was given.
        Missing = "missing",
        /// It is longer than the field allows.
        TooLong = "too_long",
        /// It holds characters that are not text.
        NotText = "not_text",
        /// It is not an e-mail address.
        NotAddress = "not_address",
        /// It is not a web address that starts with `https://` or `http://`.
        NotWebAddress = "not_web_address",
        /// It is not a domain that an e-mail address can end in.
        NotDomain = "not_domain",
        /// It is not a time zone.
        NotTimeZone = "not_time_zone",
        /// It is not a date.
        NotDate = "not_date",
        /// It lies before what it follows.
        TooEarly = "too_early",
        /// It ends before it starts.
        EndsBeforeStart = "ends_before_start",
        /// It is none of the choices offered.
        NotChoice = "not_choice",
        /// It is taken already.
        Taken = "taken",
        /// No such person, community or area is known.
        Unknown = "unknown",
        /// Several people have this name.
        Ambiguous = "ambiguous",
        /// The form of a word is not of that word.
        OtherWord = "other_word",
        /// It is not a colour.
        NotColour = "not_colour",
        /// Text on the colour could not be read (contrast below 4.5 to 1).
        LowContrast = "low_contrast",
        /// It is not a number.
        NotNumber = "not_number",
        /// The file is of a kind that is not taken.
        WrongType = "wrong_type",
        /// The file is too large.
        TooLarge = "too_large",
        /// The code or link is wrong.
        WrongCode = "wrong_code",
        /// The address may not sign in here.
        NotAllowed = "not_allowed",
        /// It is not a time of day.
        NotTime = "not_time",
        /// The clocks go forward over it: there is no such time on that day.
        NoSuchTime = "no_such_time",
        /// The clocks go back over it: there are two such times on that day.
        TwiceThatTime = "twice_that_time",
        /// It lies after what it has to come before, or too far ahead.
        TooLate = "too_late",
        /// It is a number that is too small or too large.
        OutOfRange = "out_of_range",
        /// Not every month has that day.
        NotEveryMonth = "not_every_month",
        /// The first date is not a day of that kind.
        OtherDay = "other_day",
        /// What repeats has no end.
        NoEnd = "no_end",
        /// What repeats has two ends.
        TwoEnds = "two_ends",
        /// There would be no dates, or too many.
        TooManyDates = "too_many_dates",
        /// Somebody else answers for a part of it.
        NotYours = "not_yours",
        /// It lies in the past.
        InPast = "in_past",
        /// An event would be too short or too long.
        NotDuration = "not_duration",
        /// More people would see it than may know of what it belongs to.
        TooWide = "too_wide",
        /// People depend on what would go.
        InUse = "in_use",
        /// It answers what is asked only after another answer.
        NotShown = "not_shown",
        /// Not everything has arrived.
        Incomplete = "incomplete",
        /// So few people that nothing could be shown of them.
        TooFew = "too_few",
    }
}

/// Characters that a one-line field takes unless it says otherwise.
pub const LINE: usize = 200;
/// Characters that a field of several lines takes unless it says otherwise.
pub const PARAGRAPHS: usize = 5_000;

/// One line of text, trimmed, with inner white space as single spaces, or nothing.
///
/// # Errors
/// [`Fault::TooLong`] above `longest` characters, [`Fault::NotText`] with control characters.
pub fn optional_line(value: &str, longest: usize) -> Result<Option<String>, Fault> {
    if value.chars().any(is_not_text) {
        return Err(Fault::NotText);
    }
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > longest {
        return Err(Fault::TooLong);
    }
    Ok((!line.is_empty()).then_some(line))
}

/// One line of text that must not be empty.
///
/// # Errors
/// As [`optional_line`], and [`Fault::Missing`].
pub fn line(value: &str, longest: usize) -> Result<String, Fault> {
    optional_line(value, longest)?.ok_or(Fault::Missing)
}

/// Text of several lines, with its line ends as `\n` and nothing at its ends, or nothing.
///
/// # Errors
/// As [`optional_line`].
pub fn optional_paragraphs(value: &str, longest: usize) -> Result<Option<String>, Fault> {
    let text = value.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(|c| is_not_text(c) && c != '\n') {
        return Err(Fault::NotText);
    }
    let text = text.trim();
    if text.chars().count() > longest {
        return Err(Fault::TooLong);
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Text of several lines that must not be empty.
///
/// # Errors
/// As [`optional_paragraphs`], and [`Fault::Missing`].
pub fn paragraphs(value: &str, longest: usize) -> Result<String, Fault> {
    optional_paragraphs(value, longest)?.ok_or(Fault::Missing)
}

/// An e-mail address as people write it: one `@`, a name before it, a domain with a dot (or `localhost`) after.
/// The domain is lowered; the name is kept as typed, because some servers care.
///
/// Only ASCII is taken: letters that look alike in other scripts and with marks would let one address pass for
/// another. An international domain has an ASCII form (`xn--`, RFC 5891) that works everywhere.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::TooLong`] above 254 characters (RFC 5321), [`Fault::NotAddress`].
pub fn address(value: &str) -> Result<String, Fault> {
    let address = line(value, 254)?;
    let (name, domain) = address.split_once('@').ok_or(Fault::NotAddress)?;
    let legal_name = (1..=64).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..");
    let legal_domain = (domain == "localhost" || domain.contains('.'))
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        });
    if legal_name && legal_domain {
        Ok(format!("{name}@{}", domain.to_ascii_lowercase()))
    } else {
        Err(Fault::NotAddress)
    }
}

/// A web address, `https` or `http`, with a host and without a user name in it.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::TooLong`] above 2,000 characters, [`Fault::NotWebAddress`].
pub fn web_address(value: &str) -> Result<String, Fault> {
    let address = line(value, 2_000)?;
    let rest =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).ok_or(Fault::NotWebAddress)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let legal = !host.is_empty() && !host.contains('@') && !address.contains([' ', '"', '<', '>', '\\', '`']);
    if legal { Ok(address) } else { Err(Fault::NotWebAddress) }
}

/// Control characters, and the marks that turn the direction of text and so can make it lie.
fn is_not_text(c: char) -> bool {
    (c.is_control() && c != '\t' && c != '\n')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[rstest::rstest]
    #[case("  Ada   Example ", Ok("Ada Example"))]
    #[case("", Err(Fault::Missing))]
    #[case(" \t ", Err(Fault::Missing))]
    #[case("a\0b", Err(Fault::NotText))]
    #[case("abc\u{202E}cba", Err(Fault::NotText))]
    #[case("twenty-one characters", Err(Fault::TooLong))]
    #[case("👩‍🔬 Ünï", Ok("👩‍🔬 Ünï"))]
    fn a_line(#[case] typed: &str, #[case] expected: Result<&str, Fault>) {
        assert_eq!(line(typed, 20), expected.map(str::to_owned));
    }

    #[rstest::rstest]
    #[case("Ada.Example@Demonstration.Example", Ok("Ada.Example@demonstration.example"))]
    #[case("ada@localhost", Ok("ada@localhost"))]
    #[case("ada", Err(Fault::NotAddress))]
    #[case("ada@", Err(Fault::NotAddress))]
    #[case("ada@nowhere", Err(Fault::NotAddress))]
    #[case("a@b@c.example", Err(Fault::NotAddress))]
    #[case("ada@-x.example", Err(Fault::NotAddress))]
    #[case("ada@x.example\nBcc: all@x.example", Err(Fault::NotText))]
    fn an_address(#[case] typed: &str, #[case] expected: Result<&str, Fault>) {
        let typed = address(typed);
        if expected == Err(Fault::NotText) {
            assert!(typed.is_err());
        } else {
            assert_eq!(typed, expected.map(str::to_owned));
        }
    }

    #[rstest::rstest]
    #[case("https://teams.example/x?y=1", true)]
    #[case("javascript:alert(1)", false)]
    #[case("https://", false)]
    #[case("https://user@evil.example", false)]
    #[case("data:text/html,x", false)]
    fn a_web_address(#[case] typed: &str, #[case] legal: bool) {
        assert_eq!(web_address(typed).is_ok(), legal);
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_accepted_again_unchanged(typed in ".{0,80}") {
            if let Ok(once) = line(&typed, 60) {
                prop_assert_eq!(line(&once, 60), Ok(once));
            }
            if let Ok(once) = paragraphs(&typed, 60) {
                prop_assert_eq!(paragraphs(&once, 60), Ok(once));
            }
        }
    }
}
