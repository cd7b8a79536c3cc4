//! The words that belong to the organisation: it may say "chapter" for a community.

use std::fmt::Write as _;

use thiserror::Error;

use super::key;

/// A word that an organisation may rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    Community,
    Lead,
    Sponsor,
    CoreMember,
    WiderMember,
    ServiceArea,
    LunchAndLearn,
    ProgrammeManager,
}

impl Word {
    /// All of them, in the order in which a page shows them.
    pub const ALL: [Self; 8] = [
        Self::Community,
        Self::Lead,
        Self::Sponsor,
        Self::CoreMember,
        Self::WiderMember,
        Self::ServiceArea,
        Self::LunchAndLearn,
        Self::ProgrammeManager,
    ];

    /// The Fluent term, without its hyphen: `core-member`. Also the name it is stored under.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Lead => "lead",
            Self::Sponsor => "sponsor",
            Self::CoreMember => "core-member",
            Self::WiderMember => "wider-member",
            Self::ServiceArea => "service-area",
            Self::LunchAndLearn => "lunch-and-learn",
            Self::ProgrammeManager => "programme-manager",
        }
    }

    /// The word with this term.
    pub fn from_term(term: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.term() == term)
    }
}

/// A word as it is typed: the forms that sentences need. Capitals are made from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// "community"
    pub singular: String,
    /// "communities"
    pub plural: String,
    /// "a community", "an ensemble"
    pub article: String,
}

/// One of the three forms, to say which of them is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Singular,
    Plural,
    Article,
}

/// The longest form, in characters: longer words break every button they stand on.
pub const MOST_CHARACTERS: usize = 60;

/// What is wrong with a form that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("it is empty")]
    Empty,
    #[error("it is longer than {MOST_CHARACTERS} characters")]
    TooLong,
    #[error("it has a line break, an invisible character or one that turns the writing direction")]
    Character,
}

impl Problem {
    /// The message to show beside the field. It takes `limit`, [`MOST_CHARACTERS`], where it is too long.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => key("vocabulary-problem-empty"),
            Self::TooLong => key("vocabulary-problem-too-long"),
            Self::Character => key("vocabulary-problem-character"),
        }
    }
}

/// A form that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the {form:?} of {word:?} cannot be used: {problem}")]
pub struct Fault {
    pub word: Word,
    pub form: Form,
    pub problem: Problem,
}

/// Writes an organisation's own words.
pub struct Vocabulary;

impl Vocabulary {
    /// The overlay for [`super::Catalogue::load`], or all that is wrong with what was typed.
    /// Nothing that is typed can be more than text: the marks of Fluent are escaped.
    pub fn to_ftl(words: &[(Word, Forms)]) -> Result<String, Vec<Fault>> {
        let faults: Vec<Fault> = words.iter().flat_map(faults).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut ftl = String::new();
        for (word, forms) in words {
            let (singular, plural) = (forms.singular.trim(), forms.plural.trim());
            let article = forms.article.trim();
            let variants = [
                ("*[singular]", singular.to_owned()),
                (" [plural]", plural.to_owned()),
                (" [article]", article.to_owned()),
                (" [capital]", capital(singular)),
                (" [capital-plural]", capital(plural)),
                (" [capital-article]", capital(article)),
            ];
            let _ = writeln!(ftl, "-{} =\n    {{ $form ->", word.term());
            for (name, text) in variants {
                let _ = writeln!(ftl, "       {name} {}", escape(&text));
            }
            ftl.push_str("    }\n");
        }
        Ok(ftl)
    }
}

fn faults((word, forms): &(Word, Forms)) -> Vec<Fault> {
    [(Form::Singular, &forms.singular), (Form::Plural, &forms.plural), (Form::Article, &forms.article)]
        .into_iter()
        .filter_map(|(form, text)| problem(text).map(|problem| Fault { word: *word, form, problem }))
        .collect()
}

pub(super) fn problem(typed: &str) -> Option<Problem> {
    let text = typed.trim();
    if text.is_empty() {
        Some(Problem::Empty)
    } else if text.chars().nth(MOST_CHARACTERS).is_some() {
        Some(Problem::TooLong)
    } else if text.chars().any(is_unusable) {
        Some(Problem::Character)
    } else {
        None
    }
}

/// Line breaks and controls, invisible characters, and those that turn the writing direction.
fn is_unusable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Braces are the only marks inside a line of Fluent text.
fn escape(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '{' => "{ \"{\" }".to_owned(),
            '}' => "{ \"}\" }".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
