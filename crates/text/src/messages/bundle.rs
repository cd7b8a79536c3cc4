//! One language's messages, ready to be formatted.

use std::fmt::Write as _;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use super::catalogue::CatalogueError;
use super::embedded::Source;
use super::vocabulary::Word;
use super::{number, pseudo};

pub(super) type Bundle = FluentBundle<Arc<FluentResource>>;

/// The parsed files of one language, shared by the bundles that are built from them.
pub(super) fn parse(sources: Vec<Source>) -> Result<Vec<Arc<FluentResource>>, CatalogueError> {
    sources.into_iter().map(parse_one).collect()
}

fn parse_one(source: Source) -> Result<Arc<FluentResource>, CatalogueError> {
    FluentResource::try_new(source.ftl).map(Arc::new).map_err(|(_, errors)| {
        let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
        CatalogueError::unreadable(&source.path, &reasons.join("; "))
    })
}

/// Builds the bundle of one language; the organisation's words are laid over the base.
pub(super) fn build(
    tag: &LanguageIdentifier,
    base: &[Arc<FluentResource>],
    overlay: Option<&Arc<FluentResource>>,
    accented: bool,
) -> Result<Bundle, CatalogueError> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.clone()]);
    // The marks keep mixed directions apart in one sentence, but they break tests, mails and copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(number::format));
    if accented {
        bundle.set_transform(Some(pseudo::accent));
    }
    for resource in base {
        bundle.add_resource(Arc::clone(resource)).map_err(|errors| CatalogueError::twice(tag, &errors))?;
    }
    if let Some(overlay) = overlay {
        bundle.add_resource_overriding(Arc::clone(overlay));
    }
    bundle.add_resource_overriding(term_probes(base)?);
    Ok(bundle)
}

/// Terms cannot be formatted by themselves: one hidden message for each form of each word lets
/// the vocabulary page show what is in force. A language without a word falls back for it.
fn term_probes(base: &[Arc<FluentResource>]) -> Result<Arc<FluentResource>, CatalogueError> {
    let terms: Vec<&str> = entries(base)
        .filter_map(|entry| match entry {
            Entry::Term(term) => Some(term.id.name),
            _ => None,
        })
        .collect();
    let mut ftl = String::new();
    for word in Word::ALL {
        let term = word.term();
        if !terms.contains(&term) {
            continue;
        }
        for form in ["singular", "plural", "article"] {
            let _ = writeln!(ftl, "term-{term}-{form} = {{ -{term}(form: \"{form}\") }}");
        }
    }
    parse_one(Source { path: "(term probes)".to_owned(), ftl })
}

/// The keys of all messages in these files.
pub(super) fn keys(resources: &[Arc<FluentResource>]) -> impl Iterator<Item = &str> {
    entries(resources).filter_map(|entry| match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name),
        _ => None,
    })
}

fn entries(resources: &[Arc<FluentResource>]) -> impl Iterator<Item = &Entry<&str>> {
    resources.iter().flat_map(|resource| resource.entries())
}

/// What came of formatting a message.
pub(super) enum Said {
    Whole(String),
    /// The message asks for arguments it was not given; what could be formatted is here.
    LacksArguments(String),
}

/// Formats a message, or `None` where this language has no such message.
pub(super) fn format(bundle: &Bundle, key: &str, arguments: Option<&FluentArgs>) -> Option<Said> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
    if errors.iter().any(is_missing_argument) {
        return Some(Said::LacksArguments(text));
    }
    if !errors.is_empty() {
        tracing::warn!(key, ?errors, "a message refers to something that is not there");
    }
    Some(Said::Whole(text))
}

fn is_missing_argument(error: &FluentError) -> bool {
    matches!(error, FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })))
}
