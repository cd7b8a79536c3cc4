//! Claims in words: the parts of the evidence mark, and dates as they were published.

use crate::charts::{Basis, interval};
pub(crate) use copia_app::domain::intervals::whole;
use copia_app::{
    domain::{
        counters::Counter,
        published::{PublishedDate, Qualifier},
    },
    impact::{ClaimView, Form, date_words},
};
use copia_text::{Words, key};
use jiff::tz::TimeZone;

/// What the evidence mark shows and says.
pub(crate) struct Mark {
    pub(crate) kind: &'static str,
    pub(crate) figure: String,
    pub(crate) unit: &'static str,
    pub(crate) about: String,
    pub(crate) claim: String,
    pub(crate) spoken: String,
    pub(crate) base: String,
    pub(crate) href: String,
    pub(crate) bar: String,
}

/// The message that names what a counter counts.
pub(crate) const fn counter_key(counter: Counter) -> &'static str {
    match counter {
        Counter::CommunitiesForming => key("impact-counter-communities-forming"),
        Counter::CommunitiesActive => key("impact-counter-communities-active"),
        Counter::CommunitiesPaused => key("impact-counter-communities-paused"),
        Counter::CommunitiesClosed => key("impact-counter-communities-closed"),
        Counter::CommunitiesMerged => key("impact-counter-communities-merged"),
        Counter::People => key("impact-counter-people"),
        Counter::Memberships => key("impact-counter-memberships"),
        Counter::CorePeople => key("impact-counter-core-people"),
        Counter::ActiveAreas => key("impact-counter-active-areas"),
        Counter::EventsHeld => key("impact-counter-events-held"),
        Counter::LunchAndLearnsHeld => key("impact-counter-lunch-and-learns-held"),
    }
}

/// The message that defines what a counter counts.
pub(crate) const fn definition_key(counter: Counter) -> &'static str {
    match counter {
        Counter::CommunitiesForming => key("impact-definition-communities-forming"),
        Counter::CommunitiesActive => key("impact-definition-communities-active"),
        Counter::CommunitiesPaused => key("impact-definition-communities-paused"),
        Counter::CommunitiesClosed => key("impact-definition-communities-closed"),
        Counter::CommunitiesMerged => key("impact-definition-communities-merged"),
        Counter::People => key("impact-definition-people"),
        Counter::Memberships => key("impact-definition-memberships"),
        Counter::CorePeople => key("impact-definition-core-people"),
        Counter::ActiveAreas => key("impact-definition-active-areas"),
        Counter::EventsHeld => key("impact-definition-events-held"),
        Counter::LunchAndLearnsHeld => key("impact-definition-lunch-and-learns-held"),
    }
}

/// The message for a qualifier alone.
pub(super) const fn qualifier_key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exactly => key("impact-qualifier-exactly"),
        Qualifier::About => key("impact-qualifier-about"),
        Qualifier::MoreThan => key("impact-qualifier-more-than"),
    }
}

/// A date as it was published, or that none was given.
pub(crate) fn as_of(words: &Words, date: Option<PublishedDate>) -> String {
    date.map_or_else(|| words.say("impact-undated").to_owned(), |date| date_words(words, date))
}

/// A number with its qualifier: "more than 2,500".
pub(super) fn number(words: &Words, claim: &ClaimView) -> String {
    number_of(words, claim.qualifier, claim.value.unwrap_or(0))
}

/// The same for a figure of any claim.
pub(crate) fn number_of(words: &Words, qualifier: Option<Qualifier>, value: i64) -> String {
    let qualifier = qualifier.unwrap_or(Qualifier::Exactly).word();
    words.say_with("impact-number", &[("qualifier", qualifier.into()), ("value", value.into())])
}

/// A qualifier alone.
pub(crate) fn qualifier_words(words: &Words, qualifier: Qualifier) -> String {
    words.say(qualifier_key(qualifier)).to_owned()
}

/// What is claimed, in the reader's language where the words are this site's.
pub(super) fn statement(words: &Words, claim: &ClaimView) -> String {
    match claim.counter {
        Some(counter) => words.say_with(counter_key(counter), &[("value", claim.value.unwrap_or(0).into())]),
        None => claim.statement.clone(),
    }
}

/// A claim as an evidence mark.
pub(crate) fn mark(words: &Words, zone: &TimeZone, claim: &ClaimView) -> Mark {
    let value = claim.value.unwrap_or(0);
    let text = statement(words, claim);
    let href = format!("/impact/claims/{}", claim.id);
    let qualifier = claim.qualifier.filter(|qualifier| *qualifier != Qualifier::Exactly);
    let base = Mark {
        kind: "elsewhere",
        figure: words.number(value),
        unit: "",
        about: qualifier.map_or("", |qualifier| words.say(qualifier_key(qualifier))).to_owned(),
        claim: text,
        spoken: String::new(),
        base: String::new(),
        href,
        bar: String::new(),
    };
    match (claim.form, claim.interval) {
        (Form::Counter, _) => counted(words, zone, claim, base),
        (Form::Share, Some(bounds)) => {
            let arguments = [
                ("percent", value.into()),
                ("answers", claim.answers.unwrap_or(0).into()),
                ("base", claim.base_n.unwrap_or(0).into()),
                ("low", whole(bounds.low).into()),
                ("high", whole(bounds.high).into()),
            ];
            Mark {
                kind: "survey",
                unit: "%",
                spoken: words.say_with("impact-share-spoken", &arguments),
                base: words.say_with("impact-share-base", &arguments),
                bar: interval(percent(value), Basis::Interval { low: bounds.low, high: bounds.high }),
                ..base
            }
        }
        _ if claim.is_share() => Mark {
            unit: "%",
            spoken: words.say_with("impact-no-base-spoken", &[("percent", value.into())]),
            base: words.say("impact-no-base").to_owned(),
            bar: interval(percent(value), Basis::Missing),
            ..base
        },
        _ => published(words, claim, base),
    }
}

fn percent(value: i64) -> f64 {
    u32::try_from(value).map_or(0.0, f64::from)
}

fn counted(words: &Words, zone: &TimeZone, claim: &ClaimView, base: Mark) -> Mark {
    let when = claim.counted_at.map_or_else(String::new, |at| words.date(at.day_in(zone)));
    let arguments = [
        ("value", claim.value.unwrap_or(0).into()),
        ("what", base.claim.as_str().into()),
        ("when", when.as_str().into()),
    ];
    let spoken = words.say_with("impact-counted-spoken", &arguments);
    let stands_on = words.say_with("impact-counted-base", &[("when", when.as_str().into())]);
    Mark { kind: "counter", spoken, base: stands_on, ..base }
}

fn published(words: &Words, claim: &ClaimView, base: Mark) -> Mark {
    let number = number(words, claim);
    let when = as_of(words, claim.as_of);
    let (spoken, stands_on) = match (claim.as_of, claim.at_odds) {
        (None, _) => (key("impact-published-spoken-undated"), key("impact-published-base-undated")),
        (Some(_), true) => (key("impact-published-spoken-odds"), key("impact-published-base-odds")),
        (Some(_), false) => (key("impact-published-spoken"), key("impact-published-base")),
    };
    let arguments = [("number", number.into()), ("what", base.claim.as_str().into()), ("when", when.as_str().into())];
    let spoken = words.say_with(spoken, &arguments);
    let stands_on = match claim.as_of {
        None => words.say(stands_on).to_owned(),
        Some(_) => words.say_with(stands_on, &[("when", when.as_str().into())]),
    };
    Mark { spoken, base: stands_on, ..base }
}
