//! All languages the product speaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::{FluentError, FluentResource};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::overlay::{self, OverlayFault};
use super::words::Words;
use super::{DEFAULT_LANGUAGE, PSEUDO_LANGUAGE, bundle, embedded, negotiate};

/// The languages that are offered, each with its words formatted and ready. Built at start, and
/// built anew when an organisation changes its vocabulary; then the old one is let go.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The default language first.
    languages: Vec<Words>,
    pseudo: Words,
    pseudo_offered: bool,
}

/// A language a reader can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its tag: `en-GB`.
    pub tag: String,
    /// What it calls itself: `English`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
}

/// Why the messages cannot be used.
#[derive(Debug, Error)]
pub enum CatalogueError {
    #[error("the messages in {path} cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("{language} defines messages twice: {keys}")]
    Twice { language: String, keys: String },
    #[error("locales/{0} is not named after a language")]
    Unnamed(String),
    #[error("there are no messages in the default language, en-GB")]
    NoDefault,
    #[error("the organisation's words for {language} cannot be used: {faults:?}")]
    Overlay { language: String, faults: Vec<OverlayFault> },
}

impl CatalogueError {
    pub(super) fn unreadable(path: &str, reason: &str) -> Self {
        Self::Unreadable { path: path.to_owned(), reason: reason.to_owned() }
    }

    pub(super) fn twice(language: &LanguageIdentifier, errors: &[FluentError]) -> Self {
        let keys: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Self::Twice { language: language.to_string(), keys: keys.join(" ") }
    }
}

impl Catalogue {
    /// Reads the embedded messages and lays the organisation's words, pairs of a language tag and
    /// Fluent source, over them. The source is checked as [`Catalogue::validate_overlay`] does.
    pub fn load(overrides: &[(&str, &str)]) -> Result<Self, CatalogueError> {
        Self::assemble(embedded::sources()?, overrides)
    }

    pub(super) fn assemble(
        sources: BTreeMap<String, Vec<embedded::Source>>,
        overrides: &[(&str, &str)],
    ) -> Result<Self, CatalogueError> {
        let mut parsed = BTreeMap::new();
        for (folder, files) in sources {
            let tag = tag(&folder)?;
            parsed.insert(tag.to_string(), (tag, bundle::parse(files)?));
        }
        let (default, base) = parsed.remove(DEFAULT_LANGUAGE).ok_or(CatalogueError::NoDefault)?;
        let own_words = overlay_of(overrides, DEFAULT_LANGUAGE)?;
        let fallback = Arc::new(bundle::build(&default, &base, own_words.as_ref(), false)?);

        let chain = vec![Arc::clone(&fallback)];
        let mut languages = vec![Words::new(default, chain, bundle::keys(&base), false)];
        for (name, (tag, files)) in &parsed {
            let own_words = overlay_of(overrides, name)?;
            let own = Arc::new(bundle::build(tag, files, own_words.as_ref(), false)?);
            let chain = vec![own, Arc::clone(&fallback)];
            let keys = bundle::keys(&base).chain(bundle::keys(files));
            languages.push(Words::new(tag.clone(), chain, keys, false));
        }

        let pseudo = tag(PSEUDO_LANGUAGE)?;
        let accented = Arc::new(bundle::build(&pseudo, &base, own_words.as_ref(), true)?);
        Ok(Self {
            languages,
            pseudo: Words::new(pseudo, vec![accented], bundle::keys(&base), true),
            pseudo_offered: false,
        })
    }

    /// Offers the pseudo-language to readers too: for demonstrations and tests.
    #[must_use]
    pub fn with_pseudo_language(mut self) -> Self {
        self.pseudo_offered = true;
        self
    }

    /// Checks an organisation's own words before they are stored: only known terms, only their
    /// known forms, only plain text, bounded in size. Says all that is wrong.
    pub fn validate_overlay(ftl: &str) -> Result<(), Vec<OverlayFault>> {
        overlay::validate(ftl)
    }

    /// The words for a reader: what they chose before, else what their browser asks for
    /// (an `Accept-Language` header), else the default language.
    pub fn pick(&self, accept_language: Option<&str>, chosen: Option<&str>) -> Words {
        negotiate::pick(&self.offered().collect::<Vec<_>>(), accept_language, chosen)
            .unwrap_or_else(|| self.default_language())
            .clone()
    }

    /// The words of one language that is offered, by its tag.
    pub fn words(&self, tag: &str) -> Option<Words> {
        self.offered().find(|words| words.language().eq_ignore_ascii_case(tag)).cloned()
    }

    /// The languages to choose from, the default one first.
    pub fn languages(&self) -> Vec<Language> {
        self.offered()
            .map(|words| Language {
                tag: words.language(),
                name: words.language_name().to_owned(),
                direction: words.direction(),
            })
            .collect()
    }

    fn offered(&self) -> impl Iterator<Item = &Words> {
        let pseudo = self.pseudo_offered.then_some(&self.pseudo);
        self.languages.iter().chain(pseudo)
    }

    fn default_language(&self) -> &Words {
        self.languages.first().unwrap_or(&self.pseudo)
    }
}

fn tag(folder: &str) -> Result<LanguageIdentifier, CatalogueError> {
    folder.parse().map_err(|_| CatalogueError::Unnamed(folder.to_owned()))
}

fn overlay_of(overrides: &[(&str, &str)], language: &str) -> Result<Option<Arc<FluentResource>>, CatalogueError> {
    let Some((_, ftl)) = overrides.iter().find(|(tag, _)| *tag == language) else {
        return Ok(None);
    };
    overlay::validate(ftl).map_err(|faults| CatalogueError::Overlay { language: language.to_owned(), faults })?;
    // A valid overlay has no errors to report.
    let resource = FluentResource::try_new((*ftl).to_owned()).unwrap_or_else(|(rest, _)| rest);
    Ok(Some(Arc::new(resource)))
}

#[cfg(test)]
mod tests;
