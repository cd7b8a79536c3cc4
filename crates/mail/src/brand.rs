//! How an organisation's mail looks.

use thiserror::Error;

/// The organisation whose letter it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    name: String,
    colour: String,
    on_colour: &'static str,
    logo: Option<Logo>,
}

/// A picture at the head of a letter. Many readers see only the words instead of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// An `https:` address of ours, or `http:` on a machine of one's own.
    pub url: String,
    pub alt: String,
}

/// Why a brand cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BrandError {
    #[error("{0:?} is not a colour such as #1f4e79")]
    Colour(String),
    #[error("{0:?} is not a web address")]
    LogoUrl(String),
}

impl Brand {
    /// A brand with its accent colour, six hexadecimal digits after a `#`.
    pub fn new(name: &str, colour: &str) -> Result<Self, BrandError> {
        let light = luminance(colour).ok_or_else(|| BrandError::Colour(colour.to_owned()))?;
        Ok(Self {
            name: name.to_owned(),
            colour: colour.to_owned(),
            // Whichever has the higher contrast by WCAG 2.2: (l + 0.05) / (0 + 0.05) and 1.05 / (l + 0.05).
            on_colour: if (light + 0.05).powi(2) > 0.05 * 1.05 { "#000000" } else { "#ffffff" },
            logo: None,
        })
    }

    /// The same brand with a logo.
    pub fn with_logo(mut self, logo: Logo) -> Result<Self, BrandError> {
        if !is_web_address(&logo.url) {
            return Err(BrandError::LogoUrl(logo.url));
        }
        self.logo = Some(logo);
        Ok(self)
    }

    /// The organisation's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The accent colour.
    pub fn colour(&self) -> &str {
        &self.colour
    }

    /// Black or white, whichever is read better on the accent colour.
    pub fn on_colour(&self) -> &'static str {
        self.on_colour
    }

    /// The logo, where there is one.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }
}

/// The relative luminance of a colour after WCAG 2.2, from 0 (black) to 1 (white).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| {
        let value = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let share = f64::from(value) / 255.0;
        Some(if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

/// Whether an address can stand in a letter: one line, and followed by a browser.
pub(crate) fn is_web_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("#000000", "#ffffff")]
    #[case("#1f4e79", "#ffffff")]
    #[case("#ffffff", "#000000")]
    #[case("#FFCC00", "#000000")]
    #[case("#00a000", "#000000")]
    fn text_on_the_colour_is_legible(#[case] colour: &str, #[case] expected: &str) {
        assert_eq!(Brand::new("X", colour).unwrap().on_colour(), expected);
    }

    #[rstest]
    #[case("")]
    #[case("red")]
    #[case("#fff")]
    #[case("#12345g")]
    #[case("#12345é")]
    #[case("#000000;x")]
    fn other_colours_are_refused(#[case] colour: &str) {
        let refused = Err(BrandError::Colour(colour.to_owned()));
        assert_eq!(Brand::new("X", colour), refused);
    }

    #[rstest]
    #[case("https://example.org/logo.png", true)]
    #[case("http://127.0.0.1:8080/a?b=c", true)]
    #[case("http://[::1]/", true)]
    #[case("javascript:alert(1)", false)]
    #[case("https://", false)]
    #[case("https://example.org/a b", false)]
    #[case("https://example.org/\r\nx", false)]
    #[case("/logo.png", false)]
    fn logos_have_web_addresses(#[case] url: &str, #[case] taken: bool) {
        let logo = Logo { url: url.to_owned(), alt: "X".to_owned() };
        let brand = Brand::new("X", "#000000").unwrap();
        assert_eq!(brand.with_logo(logo).is_ok(), taken);
    }
}
