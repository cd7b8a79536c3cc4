//! The check of an organisation's overlay, whoever wrote it: it may rename words, nothing more.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Term, Variant, VariantKey};
use fluent_syntax::parser;
use thiserror::Error;

use super::vocabulary::{self, Word};

/// The largest overlay, in bytes: all words at their longest need a tenth of it.
const MOST_BYTES: usize = 50_000;

const FORMS: [&str; 6] = ["singular", "plural", "article", "capital", "capital-plural", "capital-article"];

/// What is wrong with an organisation's overlay.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OverlayFault {
    #[error("it is longer than {MOST_BYTES} bytes")]
    TooLong,
    #[error("it is not Fluent at byte {at}: {reason}")]
    Syntax { at: usize, reason: String },
    #[error("{0} is a message: only words can be renamed")]
    Message(String),
    #[error("-{0} is not a word that can be renamed")]
    UnknownWord(String),
    #[error("-{0} is there twice")]
    Twice(String),
    #[error("-{0} must be a choice by $form, with singular as the default")]
    NotByForm(String),
    #[error("-{word} has no form {form}")]
    UnknownForm { word: String, form: String },
    #[error("the form {form} of -{word} is more than plain text")]
    NotText { word: String, form: String },
    #[error("the form {form} of -{word} cannot be used: {problem}")]
    Unusable { word: String, form: String, problem: vocabulary::Problem },
}

pub(super) fn validate(ftl: &str) -> Result<(), Vec<OverlayFault>> {
    if ftl.len() > MOST_BYTES {
        return Err(vec![OverlayFault::TooLong]);
    }
    let resource = parser::parse(ftl).map_err(|(_, errors)| {
        errors
            .iter()
            .map(|error| OverlayFault::Syntax { at: error.pos.start, reason: error.kind.to_string() })
            .collect::<Vec<_>>()
    })?;
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                faults.push(OverlayFault::Message(message.id.name.to_owned()));
            }
            Entry::Term(term) => {
                if !seen.insert(term.id.name) {
                    faults.push(OverlayFault::Twice(term.id.name.to_owned()));
                }
                check_term(term, &mut faults);
            }
            Entry::Junk { content } => faults.push(OverlayFault::Syntax { at: 0, reason: (*content).to_owned() }),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn check_term(term: &Term<&str>, faults: &mut Vec<OverlayFault>) {
    let word = term.id.name.to_owned();
    if Word::from_term(&word).is_none() {
        faults.push(OverlayFault::UnknownWord(word));
        return;
    }
    match variants(term) {
        Some(variants) => {
            for variant in variants {
                check_variant(&word, variant, faults);
            }
        }
        None => faults.push(OverlayFault::NotByForm(word)),
    }
}

/// The forms, where the term is one choice by `$form` that falls back to the singular.
fn variants<'t>(term: &'t Term<&'t str>) -> Option<&'t [Variant<&'t str>]> {
    let [PatternElement::Placeable { expression }] = term.value.elements.as_slice() else {
        return None;
    };
    let Expression::Select { selector, variants } = expression else {
        return None;
    };
    let by_form = matches!(selector, InlineExpression::VariableReference { id } if id.name == "form");
    let singular = variants.iter().any(|variant| variant.default && name(variant) == "singular");
    (by_form && singular && term.attributes.is_empty()).then_some(variants)
}

fn name<'v>(variant: &Variant<&'v str>) -> &'v str {
    match variant.key {
        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name,
    }
}

fn check_variant(word: &str, variant: &Variant<&str>, faults: &mut Vec<OverlayFault>) {
    let (word, form) = (word.to_owned(), name(variant).to_owned());
    if !FORMS.contains(&form.as_str()) {
        faults.push(OverlayFault::UnknownForm { word, form });
        return;
    }
    match plain_text(&variant.value) {
        None => faults.push(OverlayFault::NotText { word, form }),
        Some(text) => {
            if let Some(problem) = vocabulary::problem(&text) {
                faults.push(OverlayFault::Unusable { word, form, problem });
            }
        }
    }
}

/// The text, where it is made of text and quoted text alone.
fn plain_text(pattern: &Pattern<&str>) -> Option<String> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Some(*value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                // An escape would hide what the text says.
            } if !value.contains('\\') => Some(*value),
            PatternElement::Placeable { .. } => None,
        })
        .collect()
}
