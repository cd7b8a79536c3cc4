//! The words that belong to the organisation.

use crate::{Act, Ctx, Error, Faults, Result, site::StoredForms};
use copia_domain::{
    fields::Fault,
    policy::{Role, acts::EditVocabulary},
};
use copia_store::organisation;
use copia_text::{
    Catalogue, Words, key,
    messages::vocabulary::{Form, Forms, Problem, Vocabulary, Word},
};

/// A word that can be renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordView {
    /// Its name in addresses: `core-member`.
    pub term: &'static str,
    /// The forms in force.
    pub forms: Forms,
    /// The forms that the product brings.
    pub default: Forms,
    /// Whether the forms in force are the organisation's own.
    pub is_own: bool,
    /// A sentence or two with the word in them.
    pub preview: String,
}

/// What was typed for one word.
#[derive(Debug, Clone, Copy, Default)]
pub struct TypedForms<'a> {
    /// "community"
    pub singular: &'a str,
    /// "communities"
    pub plural: &'a str,
    /// "a community"
    pub article: &'a str,
}

/// All words that can be renamed, in the order of the page, in the organisation's language.
///
/// # Errors
/// [`Error::Denied`] for anyone but the programme manager.
pub async fn vocabulary(ctx: &Ctx) -> Result<Vec<WordView>> {
    let _permit = ctx.viewer.on_site().permit::<EditVocabulary>()?;
    let language = language(ctx);
    let mut tx = ctx.read().await?;
    let stored = organisation::words(&mut tx).await?;
    drop(tx);
    let default = words(&[], &language)?;
    let in_force = ctx.app.site().catalogue.pick(None, Some(&language));
    let view = |word: &Word| WordView {
        term: word.term(),
        forms: in_force.forms(*word),
        default: default.forms(*word),
        is_own: stored.iter().any(|own| own.language == language && own.word == word.term()),
        preview: in_force.say(preview_key(*word)).to_owned(),
    };
    Ok(Word::ALL.iter().map(view).collect())
}

/// What the preview of a word would say with other forms. Nothing is stored.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a word that cannot be renamed; [`Error::Invalid`].
pub fn preview_word(ctx: &Ctx, term: &str, typed: TypedForms<'_>) -> Result<String> {
    let _permit = ctx.viewer.on_site().permit::<EditVocabulary>()?;
    let word = Word::from_term(term).ok_or(Error::NotFound)?;
    let forms = checked(word, typed)?;
    let language = language(ctx);
    // The other words are those in force, so that the sentences read as they will.
    let in_force = ctx.app.site().catalogue.pick(None, Some(&language));
    let all: Vec<(Word, Forms)> = Word::ALL
        .iter()
        .map(|other| (*other, if *other == word { forms.clone() } else { in_force.forms(*other) }))
        .collect();
    Ok(words(&all, &language)?.say(preview_key(word)).to_owned())
}

/// Renames a word.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a word that cannot be renamed; [`Error::Invalid`].
pub async fn set_word(ctx: &Ctx, term: &str, typed: TypedForms<'_>) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditVocabulary>()?;
    let word = Word::from_term(term).ok_or(Error::NotFound)?;
    let forms = StoredForms::from(&checked(word, typed)?);
    let json = serde_json::to_string(&forms).map_err(|error| Error::Internal(error.to_string()))?;
    change(ctx, word, Some(&json), "vocabulary.set").await
}

/// Goes back to the word that the product brings.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] for a word that cannot be renamed.
pub async fn reset_word(ctx: &Ctx, term: &str) -> Result<()> {
    let _permit = ctx.viewer.on_site().permit::<EditVocabulary>()?;
    change(ctx, Word::from_term(term).ok_or(Error::NotFound)?, None, "vocabulary.reset").await
}

async fn change(ctx: &Ctx, word: Word, forms: Option<&str>, action: &str) -> Result<()> {
    let language = language(ctx);
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<EditVocabulary>()?;
        let mut tx = ctx.write().await?;
        let stored = organisation::words(&mut tx).await?;
        let before = stored.into_iter().find(|own| own.language == language && own.word == word.term());
        organisation::set_word(&mut tx, &permit, &language, word.term(), forms).await?;
        let logged = |forms: Option<&str>| {
            let forms = forms.and_then(|forms| serde_json::from_str::<serde_json::Value>(forms).ok());
            serde_json::json!({ "word": word.term(), "language": language, "forms": forms })
        };
        let act = Act::by(Role::ProgrammeManager, action)
            .before(&logged(before.as_ref().map(|own| own.forms.as_str())))
            .after(&logged(forms));
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    ctx.app.reload_site().await
}

/// The language whose words are edited: the organisation's, never the test language.
fn language(ctx: &Ctx) -> String {
    let language = &ctx.site.organisation.language;
    if language == copia_text::messages::PSEUDO_LANGUAGE {
        copia_text::messages::DEFAULT_LANGUAGE.to_owned()
    } else {
        language.clone()
    }
}

fn words(own: &[(Word, Forms)], language: &str) -> Result<Words> {
    let internal = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let ftl = Vocabulary::to_ftl(own).map_err(|faults| internal(&format!("{faults:?}")))?;
    let catalogue = Catalogue::load(&[(language, &ftl)]).map_err(|error| internal(&error))?;
    Ok(catalogue.pick(None, Some(language)))
}

fn checked(word: Word, typed: TypedForms<'_>) -> Result<Forms> {
    let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let forms =
        Forms { singular: trimmed(typed.singular), plural: trimmed(typed.plural), article: trimmed(typed.article) };
    let Err(found) = Vocabulary::to_ftl(&[(word, forms.clone())]) else {
        // A word that is renamed in one field only would speak of "networks" here and of "a community" there.
        let is_same = forms.article.to_lowercase().contains(&forms.singular.to_lowercase());
        return if is_same { Ok(forms) } else { Err(Error::Invalid(Faults::one("article", Fault::OtherWord))) };
    };
    let mut faults = Faults::new();
    for fault in found {
        let field = match fault.form {
            Form::Singular => "singular",
            Form::Plural => "plural",
            Form::Article => "article",
        };
        let why = match fault.problem {
            Problem::Empty => Fault::Missing,
            Problem::TooLong => Fault::TooLong,
            Problem::Character => Fault::NotText,
        };
        faults.add(field, why);
    }
    Err(Error::Invalid(faults))
}

/// The sentences that show a word.
const fn preview_key(word: Word) -> &'static str {
    match word {
        Word::Community => key("vocabulary-preview-community"),
        Word::Lead => key("vocabulary-preview-lead"),
        Word::Sponsor => key("vocabulary-preview-sponsor"),
        Word::CoreMember => key("vocabulary-preview-core-member"),
        Word::WiderMember => key("vocabulary-preview-wider-member"),
        Word::ServiceArea => key("vocabulary-preview-service-area"),
        Word::LunchAndLearn => key("vocabulary-preview-lunch-and-learn"),
        Word::ProgrammeManager => key("vocabulary-preview-programme-manager"),
    }
}
