//! The part of an address that names a record.

use crate::fold::fold;
use serde::{Deserialize, Serialize};

/// Lower-case letters, digits and single hyphens, 1 to 60 of them: `digital-communications`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Characters that a slug may have at most.
const LONGEST: usize = 60;

/// Words that name pages beside the records, so no record may take them.
const RESERVED: &[&str] = &["new", "edit", "calendar", "export", "search"];

impl Slug {
    /// Takes text that already is a slug; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let legal = (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
            && !RESERVED.contains(&text);
        legal.then(|| Self(text.to_owned()))
    }

    /// A slug for a name; names without any Latin letter or digit get the given fallback.
    pub fn from_name(name: &str, fallback: &str) -> Self {
        let mut text = String::new();
        for c in fold(name).chars() {
            if c.is_ascii_alphanumeric() {
                text.push(c);
            } else if c == '&' {
                text.push_str("-and-");
            } else if !matches!(c, '\'' | '’') {
                text.push('-');
            }
        }
        let words: Vec<&str> = text.split('-').filter(|word| !word.is_empty()).collect();
        let mut slug = String::new();
        for word in words {
            let longer = slug.len() + word.len() + usize::from(!slug.is_empty());
            if longer > LONGEST {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        Self::parse(&slug).or_else(|| Self::parse(&format!("{slug}-1"))).unwrap_or_else(|| Self(fallback.to_owned()))
    }

    /// The same slug with a number at its end, for when the plain one is taken.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let end = format!("-{number}");
        let stem: String = self.0.chars().take(LONGEST - end.len()).collect();
        Self(format!("{}{end}", stem.trim_end_matches('-')))
    }

    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Digital Communications", "digital-communications")]
    #[case("Learning & Teaching — café", "learning-and-teaching-cafe")]
    #[case("People's Voice", "peoples-voice")]
    #[case("New", "new-1")]
    #[case("日本語", "community")]
    fn a_name_gives_a_readable_slug(#[case] name: &str, #[case] slug: &str) {
        assert_eq!(Slug::from_name(name, "community").as_str(), slug);
    }

    proptest::proptest! {
        #[test]
        fn every_slug_made_is_a_slug(name in ".{0,200}", number in 1u32..100_000) {
            let slug = Slug::from_name(&name, "community");
            proptest::prop_assert!(Slug::parse(slug.as_str()).is_some());
            proptest::prop_assert!(Slug::parse(slug.numbered(number).as_str()).is_some());
        }
    }
}
