//! What the organisation may say about itself: its colour, and its accessibility statement.

use crate::{
    fields::{Fault, line},
    time::Day,
};
use serde::{Deserialize, Serialize};

/// The least contrast of text on its ground (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// An accent colour as `#rrggbb`; white text on it can be read.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::NotColour`] for anything but six hexadecimal digits (with or without `#`), and
/// [`Fault::LowContrast`] where white text on it has a contrast below 4.5 to 1.
pub fn accent(typed: &str) -> Result<String, Fault> {
    let typed = line(typed, 20)?.to_ascii_lowercase();
    let digits = typed.strip_prefix('#').unwrap_or(&typed);
    let legal = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| legal).ok_or(Fault::NotColour)?;
    let [_, red, green, blue] = number.to_be_bytes();
    if contrast_with_white(red, green, blue) < LEAST_CONTRAST {
        return Err(Fault::LowContrast);
    }
    Ok(format!("#{digits}"))
}

/// The contrast of a colour with white, from 1 (white itself) to 21 (black), after WCAG 2.2.
fn contrast_with_white(red: u8, green: u8, blue: u8) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05)
}

crate::choices! {
    /// How far the site meets WCAG 2.2 AA, as the organisation judges it.
    Conformance {
        /// All of it.
        Full = "full",
        /// All but what the statement names.
        Partial = "partial",
        /// Not.
        None = "none",
    }
}

crate::choices! {
    /// Who hears complaints about accessibility that the organisation has not settled.
    EnforcedIn {
        /// England, Scotland and Wales: the Equality Advisory and Support Service.
        GreatBritain = "great_britain",
        /// Northern Ireland: the Equality Commission.
        NorthernIreland = "northern_ireland",
        /// Elsewhere: the organisation says whom in its own words.
        Elsewhere = "elsewhere",
    }
}

/// What the accessibility statement says that only the organisation knows. The parts are those of the model
/// statement under the UK's regulations of 2018 for public bodies' websites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessibilityStatement {
    /// How far the site conforms.
    pub conformance: Conformance,
    /// What is not accessible, why, and when it will be: Markdown.
    pub issues: String,
    /// How the site was tested, and by whom: Markdown.
    pub testing: String,
    /// Where to report a problem; the organisation's contact where it is empty.
    pub contact_email: String,
    /// A telephone number, or nothing.
    pub contact_phone: String,
    /// Working days within which reports are answered.
    pub answer_days: u32,
    /// Where complaints go.
    pub enforced_in: EnforcedIn,
    /// Whom to complain to elsewhere: Markdown.
    pub enforcement: String,
    /// When the statement was prepared.
    pub prepared: Option<Day>,
    /// When it was last reviewed.
    pub reviewed: Option<Day>,
}

impl Default for AccessibilityStatement {
    /// Before anybody has written one: partial, because nothing untested may be called whole.
    fn default() -> Self {
        Self {
            conformance: Conformance::Partial,
            issues: String::new(),
            testing: String::new(),
            contact_email: String::new(),
            contact_phone: String::new(),
            answer_days: 10,
            enforced_in: EnforcedIn::GreatBritain,
            enforcement: String::new(),
            prepared: None,
            reviewed: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("#0B5C66", Ok("#0b5c66"))]
    #[case(" 7a2e4d ", Ok("#7a2e4d"))]
    #[case("#767676", Ok("#767676"))]
    #[case("#777777", Err(Fault::LowContrast))]
    #[case("#ffffff", Err(Fault::LowContrast))]
    #[case("#fff", Err(Fault::NotColour))]
    #[case("teal", Err(Fault::NotColour))]
    #[case("#12345g", Err(Fault::NotColour))]
    #[case("#+12345", Err(Fault::NotColour))]
    #[case("", Err(Fault::Missing))]
    fn a_colour_is_taken_if_white_text_on_it_can_be_read(#[case] typed: &str, #[case] expected: Result<&str, Fault>) {
        assert_eq!(accent(typed), expected.map(str::to_owned));
    }
}
