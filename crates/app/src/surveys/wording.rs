//! What the questions, answers and groups of a survey are called: the same on its pages and in files of its figures.

use copia_domain::{
    ballots::Group,
    surveys::{
        Agreement,
        items::{Ask, Item, Wording, wording},
        waves::{Attribute, MemberRole},
    },
};
use copia_text::{Words, key};

/// The message for how far somebody agrees.
pub const fn agreement_key(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::StronglyDisagree => key("agreement-strongly-disagree"),
        Agreement::Disagree => key("agreement-disagree"),
        Agreement::Neither => key("agreement-neither"),
        Agreement::Agree => key("agreement-agree"),
        Agreement::StronglyAgree => key("agreement-strongly-agree"),
        Agreement::NotApplicable => key("agreement-not-applicable"),
    }
}

/// The message for by what answers are told apart, from its word.
pub fn by_key(attribute: &str) -> &'static str {
    match Attribute::from_word(attribute) {
        Some(Attribute::Role) => key("results-by-role"),
        _ => key("results-by-area"),
    }
}

/// The question, with the choice that it is about where there are several.
pub fn title(items: &[Item], question: &str) -> String {
    wording(items, question).map_or_else(|| question.to_owned(), Wording::title)
}

/// An answer of a release, from its word.
pub fn answer_words(words: &Words, item: Option<&Item>, answer: &str) -> String {
    let of_scale = Agreement::from_word(answer).map(|one| words.say(agreement_key(one)).to_owned());
    let choice = || match item.map(|item| &item.ask) {
        Some(Ask::One { choices, .. }) => {
            choices.iter().find(|choice| choice.key == answer).map(|choice| choice.label.clone())
        }
        Some(Ask::Several { .. }) if answer == "yes" => Some(words.say("results-chosen").to_owned()),
        Some(Ask::Several { .. }) => Some(words.say("results-not-chosen").to_owned()),
        _ => None,
    };
    of_scale.or_else(choice).unwrap_or_else(|| answer.to_owned())
}

/// Answers that are put together: all of their names, or of a scale the first and the last.
pub fn together(words: &Words, names: &[&str], is_scale: bool) -> String {
    match names {
        [first, .., last] if is_scale => {
            words.say_with("results-from-to", &[("from", (*first).into()), ("to", (*last).into())])
        }
        names => names.join(", "),
    }
}

/// What a cell says, in words.
pub fn label_words(words: &Words, attributes: &[Attribute], label: &[Option<String>]) -> String {
    let value = |(attribute, value): (&Attribute, &Option<String>)| {
        let value = value.as_deref()?;
        Some(match (attribute, MemberRole::from_word(value)) {
            (Attribute::Role, Some(MemberRole::Core)) => words.say("wave-role-core").to_owned(),
            (Attribute::Role, Some(MemberRole::Wider)) => words.say("wave-role-wider").to_owned(),
            (Attribute::Role, None) | (Attribute::Area, _) => value.to_owned(),
        })
    };
    attributes.iter().zip(label).filter_map(value).collect::<Vec<_>>().join(", ")
}

/// Groups that are shown together, by name.
pub fn group_words(words: &Words, attribute: &str, group: &Group) -> String {
    let attribute: Vec<Attribute> = Attribute::from_word(attribute).into_iter().collect();
    let mut names: Vec<String> =
        group.values.iter().map(|value| label_words(words, &attribute, &[Some(value.clone())])).collect();
    if group.has_unsaid {
        names.push(words.say("results-others").to_owned());
    }
    names.join(", ")
}
