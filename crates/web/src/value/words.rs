//! The words of value: its kinds, levels and steps, and figures with their units.

pub(crate) use crate::claims::words::{level_key, value_key};

use copia_app::domain::intervals::whole;
use copia_app::domain::value::{
    Quantity, ValueType,
    indicators::{Automatic, Direction, Kind, Measure, Standing, interval},
    stories::{StepState, Word},
};
use copia_text::{Words, key};

/// The message for a kind of value, in a word.
pub(crate) const fn short_key(value: ValueType) -> &'static str {
    match value {
        ValueType::Immediate => key("value-short-immediate"),
        ValueType::Potential => key("value-short-potential"),
        ValueType::Applied => key("value-short-applied"),
        ValueType::Realised => key("value-short-realised"),
        ValueType::Transformative => key("value-short-transformative"),
        ValueType::Enabling => key("value-short-enabling"),
        ValueType::Strategic => key("value-short-strategic"),
        ValueType::Orienting => key("value-short-orienting"),
    }
}

/// The message for what became of a step.
pub(crate) const fn step_key(state: StepState) -> &'static str {
    match state {
        StepState::Happened => key("step-happened"),
        StepState::Partly => key("step-partly"),
        StepState::HopedFor => key("step-hoped-for"),
        StepState::DidNotHappen => key("step-did-not-happen"),
    }
}

/// The message for what somebody says of a story.
pub(crate) const fn word_key(word: Word) -> &'static str {
    match word {
        Word::Confirms => key("story-word-confirms"),
        Word::PartlyConfirms => key("story-word-partly-confirms"),
        Word::CannotSay => key("story-word-cannot-say"),
    }
}

/// The message for what an indicator speaks of.
pub(super) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Effect => key("indicator-kind-effect"),
        Kind::Contribution => key("indicator-kind-contribution"),
    }
}

/// The message for in what is measured.
pub(super) const fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::Number => key("indicator-measure-number"),
        Measure::Percent => key("indicator-measure-percent"),
    }
}

/// The message for which way is better.
pub(super) const fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => key("indicator-direction-up"),
        Direction::Down => key("indicator-direction-down"),
        Direction::Keep => key("indicator-direction-keep"),
    }
}

/// The message for what the site counts by itself.
pub(super) const fn automatic_key(automatic: Automatic) -> &'static str {
    match automatic {
        Automatic::EventsHeld => key("automatic-events-held"),
        Automatic::Attendance => key("automatic-attendance"),
        Automatic::ReturnRate => key("automatic-return-rate"),
        Automatic::FirstTimers => key("automatic-first-timers"),
        Automatic::WorthMyTime => key("automatic-worth-my-time"),
        Automatic::MembersJoined => key("automatic-members-joined"),
        Automatic::QuestionsAnswered => key("automatic-questions-answered"),
    }
}

/// The message for how the latest measurement stands.
pub(super) const fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::NotMeasured => key("indicator-not-measured"),
        Standing::Reached => key("indicator-reached"),
        Standing::Towards => key("indicator-towards"),
        Standing::Unmoved => key("indicator-unmoved"),
        Standing::Away => key("indicator-away"),
        Standing::Alone => key("indicator-alone"),
    }
}

/// A figure with its unit.
pub(crate) fn figure(words: &Words, measure: Measure, unit: &str, value: Quantity) -> String {
    match measure {
        Measure::Percent => words.say_with("value-percent", &[("value", value.to_string().into())]),
        Measure::Number if unit.is_empty() => value.to_string(),
        Measure::Number => {
            words.say_with("value-number", &[("value", value.to_string().into()), ("unit", unit.to_owned().into())])
        }
    }
}

/// What a figure rests on, with the bounds of a share.
pub(super) fn basis(words: &Words, measure: Measure, value: Quantity, base: Option<i64>) -> String {
    let Some(count) = base else { return String::new() };
    match interval(measure, value, base) {
        Some(bounds) => {
            let parts =
                [("count", count.into()), ("low", whole(bounds.low).into()), ("high", whole(bounds.high).into())];
            words.say_with("value-interval", &parts)
        }
        None => words.say_with("value-base", &[("count", count.into())]),
    }
}
