//! What indicators count in: numbers with up to three decimals, kept exactly.

use crate::fields::Fault;

/// A number in thousandths, so that what was typed is what is kept and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Quantity(i64);

/// The largest number that is taken, and with a minus the smallest.
const MOST: i64 = 1_000_000_000_000;

impl Quantity {
    /// From thousandths.
    pub const fn of_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// A whole number; one that is too large becomes the largest.
    pub fn whole(number: i64) -> Self {
        Self(number.clamp(-MOST, MOST) * 1_000)
    }

    /// A share in per cent, to a tenth; `None` of nothing.
    pub fn percent(part: i64, of: i64) -> Option<Self> {
        if of <= 0 {
            return None;
        }
        let tenths = (part.saturating_mul(2_000).saturating_add(of)).div_euclid(of.saturating_mul(2));
        Some(Self(tenths.saturating_mul(100)))
    }

    /// In thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads a number as people type it: `1,234.5`, `-3`. Commas stand between thousands.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::NotNumber`] (more than three decimals included), [`Fault::OutOfRange`] beyond a
    /// million million.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Fault::Missing);
        }
        let (sign, digits) = typed.strip_prefix(['-', '\u{2212}']).map_or((1, typed), |rest| (-1, rest));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let is_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
        let plain = whole.replace(',', "");
        if (whole.contains(',') && !is_grouped) || !is_number(&plain) || !is_number(decimals) || decimals.len() > 3 {
            return Err(Fault::NotNumber);
        }
        let whole: i64 = plain.parse().map_err(|_| Fault::OutOfRange)?;
        let decimals: i64 = format!("{decimals:0<3}").parse().map_err(|_| Fault::NotNumber)?;
        if whole > MOST || (whole == MOST && decimals > 0) {
            return Err(Fault::OutOfRange);
        }
        Ok(Self(sign * (whole * 1_000 + decimals)))
    }

    /// As a number for drawing and for intervals; exact up to the largest number that is taken.
    #[expect(clippy::cast_precision_loss, reason = "what is taken has fewer digits than a double holds")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1_000.0
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let whole = (self.0.unsigned_abs() / 1_000).to_string();
        let decimals = self.0.unsigned_abs() % 1_000;
        f.write_str(sign)?;
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if decimals > 0 {
            write!(f, ".{}", format!("{decimals:03}").trim_end_matches('0'))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[rstest::rstest]
    #[case("2", Ok("2"))]
    #[case(" 1,234.50 ", Ok("1,234.5"))]
    #[case("12345", Ok("12,345"))]
    #[case("-0.125", Ok("-0.125"))]
    #[case("\u{2212}3", Ok("-3"))]
    #[case("", Err(Fault::Missing))]
    #[case("about 3", Err(Fault::NotNumber))]
    #[case("1,2", Err(Fault::NotNumber))]
    #[case("1.", Err(Fault::NotNumber))]
    #[case(".5", Err(Fault::NotNumber))]
    #[case("0.1234", Err(Fault::NotNumber))]
    #[case("1.2.3", Err(Fault::NotNumber))]
    #[case("1000000000001", Err(Fault::OutOfRange))]
    #[case("99999999999999999999", Err(Fault::OutOfRange))]
    fn a_number_is_kept_as_it_was_typed(#[case] typed: &str, #[case] read: Result<&str, Fault>) {
        assert_eq!(Quantity::parse(typed).map(|quantity| quantity.to_string()), read.map(str::to_owned));
    }

    #[rstest::rstest]
    #[case(21, 24, Some("87.5"))]
    #[case(2, 3, Some("66.7"))]
    #[case(1, 3, Some("33.3"))]
    #[case(0, 5, Some("0"))]
    #[case(5, 5, Some("100"))]
    #[case(0, 0, None)]
    fn a_share_is_rounded_to_a_tenth(#[case] part: i64, #[case] of: i64, #[case] percent: Option<&str>) {
        assert_eq!(Quantity::percent(part, of).map(|quantity| quantity.to_string()).as_deref(), percent);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(thousandths in -MOST * 1_000..=MOST * 1_000) {
            let quantity = Quantity::of_thousandths(thousandths);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        }
    }
}
