//! The questions of a survey as a page shows them.

use super::agreement_key;
use copia_app::{
    domain::surveys::{
        Agreement,
        items::{Ask, Item},
    },
    surveys::{Survey, field},
};
use copia_text::Words;

/// A question, or the heading of a section.
pub(super) struct Question {
    /// The name of its field.
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) choices: Vec<(String, String)>,
    /// The field and answer after which it is shown; nothing for always.
    pub(super) after: &'static str,
    pub(super) is: String,
}

/// The questions of a survey, in their order.
pub(super) fn questions(words: &Words, survey: &Survey) -> Vec<Question> {
    let one = |(place, item): (usize, &Item)| {
        let after = item.shown_if.as_ref().and_then(|condition| {
            let earlier = survey.items.iter().position(|one| one.key == condition.item)?;
            Some((earlier, condition.answer.clone()))
        });
        let said = after.as_ref().map(|(earlier, answer)| condition_words(words, survey, *earlier, answer));
        let own = match &item.ask {
            Ask::Heading { text, .. } => text.clone(),
            Ask::Number { least, most, .. } => {
                let parts = [("least", (*least).into()), ("most", (*most).into())];
                words.say_with("survey-number-hint", &parts)
            }
            Ask::Several { .. } => words.say("survey-several-hint").to_owned(),
            Ask::Text { .. } => words.say("survey-text-hint").to_owned(),
            Ask::Statement { .. } | Ask::One { .. } => String::new(),
        };
        let hint = [said.unwrap_or_default(), own].into_iter().filter(|part| !part.is_empty());
        Question {
            name: field(place + 1),
            kind: item.kind().word(),
            label: item.label().to_owned(),
            hint: hint.collect::<Vec<_>>().join(" "),
            choices: choices(words, item),
            after: after.as_ref().map_or("", |(earlier, _)| field(earlier + 1)),
            is: after.map_or_else(String::new, |(_, answer)| answer),
        }
    };
    survey.items.iter().enumerate().map(one).collect()
}

/// The choices of an item with their words, the best first where it is a scale.
pub(super) fn choices(words: &Words, item: &Item) -> Vec<(String, String)> {
    match &item.ask {
        Ask::Statement { .. } => {
            let scale = Agreement::SCALE.iter().rev().chain([&Agreement::NotApplicable]);
            scale.map(|one| (one.word().to_owned(), words.say(agreement_key(*one)).to_owned())).collect()
        }
        Ask::One { choices, .. } | Ask::Several { choices, .. } => {
            choices.iter().map(|choice| (choice.key.clone(), choice.label.clone())).collect()
        }
        Ask::Heading { .. } | Ask::Number { .. } | Ask::Text { .. } => Vec::new(),
    }
}

/// "Only if you answered … to …".
pub(super) fn condition_words(words: &Words, survey: &Survey, earlier: usize, answer: &str) -> String {
    let Some(item) = survey.items.get(earlier) else { return String::new() };
    let said = choices(words, item).into_iter().find(|(word, _)| word == answer).map(|(_, said)| said);
    let parts = [("answer", said.unwrap_or_default().into()), ("question", item.label().into())];
    words.say_with("survey-only-if", &parts)
}
