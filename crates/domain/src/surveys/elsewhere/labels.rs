//! How tools write how far somebody agrees.

use super::{Codes, plain};
use crate::surveys::Agreement;

/// What stands in a cell of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing that was meant as an answer.
    Blank,
    /// This.
    Point(Agreement, Degree),
    /// A number from 1 to 5.
    Code(u8),
}

/// How strongly a word agrees or not. A scale that has both of the last two has more points than five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Degree {
    /// Strongly, or neither way.
    Clear,
    /// Without saying how strongly.
    Simply,
    /// Somewhat.
    Somewhat,
}

const STRONGLY: [&str; 8] =
    ["strongly", "completely", "totally", "fully", "definitely", "entirely", "wholly", "very strongly"];
const SOMEWHAT: [&str; 10] = [
    "somewhat",
    "tend to",
    "mostly",
    "slightly",
    "rather",
    "partly",
    "partially",
    "generally",
    "moderately",
    "a little",
];

/// Reads a cell; `None` for what is no agreement.
pub(super) fn label(cell: &str) -> Option<Label> {
    let cell = cell.trim();
    if cell.is_empty() || cell == "-99" || cell == "-" {
        return Some(Label::Blank);
    }
    let whole = plain(cell);
    // "5 - Strongly agree" says its number as well.
    let words = whole.split_once(' ').filter(|(number, _)| is_code(number)).map_or(whole.as_str(), |(_, words)| words);
    let both = |word: &str, how: &[&str]| {
        how.iter().any(|how| words == format!("{how} {word}") || words == format!("{word} {how}"))
    };
    for (word, strong, simple) in [
        ("agree", Agreement::StronglyAgree, Agreement::Agree),
        ("disagree", Agreement::StronglyDisagree, Agreement::Disagree),
    ] {
        if words == word {
            return Some(Label::Point(simple, Degree::Simply));
        }
        if both(word, &STRONGLY) {
            return Some(Label::Point(strong, Degree::Clear));
        }
        if both(word, &SOMEWHAT) {
            return Some(Label::Point(simple, Degree::Somewhat));
        }
    }
    match words {
        "neither agree nor disagree"
        | "neither agree or disagree"
        | "neither disagree nor agree"
        | "neither"
        | "neutral"
        | "undecided"
        | "neither nor" => Some(Label::Point(Agreement::Neither, Degree::Clear)),
        "not applicable"
        | "n a"
        | "na"
        | "does not apply"
        | "does not apply to me"
        | "doesn t apply"
        | "doesn t apply to me"
        | "not applicable to me"
        | "not relevant" => Some(Label::Point(Agreement::NotApplicable, Degree::Clear)),
        "don t know" | "do not know" | "dont know" | "no answer" | "prefer not to say" | "no opinion" | "not sure"
        | "unsure" => Some(Label::Blank),
        code if is_code(code) => code.parse().ok().map(Label::Code),
        _ => None,
    }
}

fn is_code(word: &str) -> bool {
    matches!(word, "1" | "2" | "3" | "4" | "5")
}

/// What a number stands for.
pub(super) fn of_code(code: u8, codes: Codes) -> Option<Agreement> {
    let place = match codes {
        Codes::FiveAgrees => code.checked_sub(1)?,
        Codes::OneAgrees => 5_u8.checked_sub(code)?,
    };
    Agreement::SCALE.get(usize::from(place)).copied()
}
