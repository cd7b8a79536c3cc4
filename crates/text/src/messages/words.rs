//! One reader's language.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::bundle::{self, Bundle, Said};
use super::missing::Missing;
use super::vocabulary::{Forms, Word};
use super::{number, pseudo};

/// The words for one reader: everything that is said to them, in their language and with their
/// organisation's vocabulary. Cheap to clone, and shared between threads.
#[derive(Clone)]
pub struct Words(Arc<Inner>);

struct Inner {
    tag: LanguageIdentifier,
    name: String,
    /// The language's own bundle, then the default language's where that is another one.
    chain: Vec<Arc<Bundle>>,
    /// Every message that takes no arguments: a page says about a hundred of them.
    fixed: HashMap<String, String>,
    missing: Missing,
    bracketed: bool,
}

impl Words {
    /// Formats what can be formatted once. `keys` are those of all bundles in the chain.
    pub(super) fn new<'k>(
        tag: LanguageIdentifier,
        chain: Vec<Arc<Bundle>>,
        keys: impl Iterator<Item = &'k str>,
        bracketed: bool,
    ) -> Self {
        let mut inner =
            Inner { name: tag.to_string(), tag, chain, fixed: HashMap::new(), missing: Missing::default(), bracketed };
        for key in keys {
            if let Some(Said::Whole(text)) = inner.format(key, None) {
                inner.fixed.insert(key.to_owned(), inner.finish(text));
            }
        }
        let name = if bracketed { super::key("language-pseudo-name") } else { super::key("language-name") };
        if let Some(Said::Whole(text)) = inner.format(name, None) {
            inner.name = text;
        }
        Self(Arc::new(inner))
    }

    /// A message that takes no arguments. A key that has none is said in brackets and logged once.
    pub fn say<'w>(&'w self, key: &str) -> &'w str {
        match self.0.fixed.get(key) {
            Some(text) => text,
            None => self.0.missing.say(key, "no such message without arguments"),
        }
    }

    /// A message with its arguments. Pass years and codes as text: a number is written `1,234`.
    pub fn say_with(&self, key: &str, arguments: &[(&str, Arg<'_>)]) -> String {
        match self.part(key, arguments) {
            Some(text) => self.0.finish(text),
            None => self.0.missing.say(key, "no such message").to_owned(),
        }
    }

    /// A message that becomes part of another one: without the pseudo-language's brackets.
    pub(super) fn part(&self, key: &str, arguments: &[(&str, Arg<'_>)]) -> Option<String> {
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            given.set(*name, value.0.clone());
        }
        match self.0.format(key, Some(&given))? {
            Said::Whole(text) => Some(text),
            Said::LacksArguments(text) => {
                self.0.missing.say(key, "an argument is missing");
                Some(text)
            }
        }
    }

    /// Ends a message that was put together from parts.
    pub(super) fn finish(&self, text: String) -> String {
        self.0.finish(text)
    }

    /// Says for a key without a message what [`Words::say`] says.
    pub(super) fn lacking(&self, key: &str) -> String {
        self.0.missing.say(key, "no such message").to_owned()
    }

    /// A whole number as people read it: `1,234`.
    pub fn number(&self, number: i64) -> String {
        number::grouped(&number.to_string())
    }

    /// The forms of a renameable word that are in force in this language.
    pub fn forms(&self, word: Word) -> Forms {
        let form = |form: &str| {
            let key = format!("term-{}-{form}", word.term());
            self.part(&key, &[]).unwrap_or_else(|| self.lacking(&key))
        };
        Forms { singular: form("singular"), plural: form("plural"), article: form("article") }
    }

    /// The language's tag, for the `lang` attribute: `en-GB`.
    pub fn language(&self) -> String {
        self.0.tag.to_string()
    }

    /// What the language calls itself: `English`.
    pub fn language_name(&self) -> &str {
        &self.0.name
    }

    /// The direction of writing, for the `dir` attribute: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        match self.0.tag.character_direction() {
            CharacterDirection::RTL => "rtl",
            _ => "ltr",
        }
    }

    pub(super) fn tag(&self) -> &LanguageIdentifier {
        &self.0.tag
    }
}

impl Inner {
    fn format(&self, key: &str, arguments: Option<&FluentArgs>) -> Option<Said> {
        self.chain.iter().find_map(|bundle| bundle::format(bundle, key, arguments))
    }

    fn finish(&self, text: String) -> String {
        if self.bracketed { pseudo::bracket(&text) } else { text }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language()).finish()
    }
}

/// What is put into a message: text, or a number that may also choose a plural.
#[derive(Clone, Debug)]
pub struct Arg<'a>(FluentValue<'a>);

macro_rules! from_value {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(value: $kind) -> Self {
                Self(FluentValue::from(value))
            }
        }
    )*};
}

from_value!(String, i32, i64, u16, u32, u64, usize, f64);

impl<'a> From<&'a str> for Arg<'a> {
    fn from(value: &'a str) -> Self {
        Self(FluentValue::String(Cow::Borrowed(value)))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(value: &'a String) -> Self {
        Self::from(value.as_str())
    }
}
