//! Claims that somebody wrote in words: their marks, and the words of their lists.

use crate::{
    charts::{Basis, interval},
    impact::{Mark, as_of, number_of, qualifier_words, whole},
};
use copia_app::{
    claims::{Holds, Shown},
    domain::{
        claims::{ClaimState, EvidenceKind, Lack, Level, Measure, Strength, causal},
        counters::Counter,
        intervals::answers,
        published::Qualifier,
        value::ValueType,
    },
    impact::date_words,
};
use copia_text::{Words, key};

/// The message for how something is known.
pub(crate) const fn strength_key(strength: Strength) -> &'static str {
    match strength {
        Strength::Observed => key("strength-observed"),
        Strength::Reported => key("strength-reported"),
        Strength::Corroborated => key("strength-corroborated"),
        Strength::Measured => key("strength-measured"),
    }
}

/// The message that says what that means.
pub(super) const fn strength_hint(strength: Strength) -> &'static str {
    match strength {
        Strength::Observed => key("strength-observed-hint"),
        Strength::Reported => key("strength-reported-hint"),
        Strength::Corroborated => key("strength-corroborated-hint"),
        Strength::Measured => key("strength-measured-hint"),
    }
}

/// The message for a kind of value.
pub(crate) const fn value_key(value: ValueType) -> &'static str {
    match value {
        ValueType::Immediate => key("value-type-immediate"),
        ValueType::Potential => key("value-type-potential"),
        ValueType::Applied => key("value-type-applied"),
        ValueType::Realised => key("value-type-realised"),
        ValueType::Transformative => key("value-type-transformative"),
        ValueType::Enabling => key("value-type-enabling"),
        ValueType::Strategic => key("value-type-strategic"),
        ValueType::Orienting => key("value-type-orienting"),
    }
}

/// The message for a level.
pub(crate) const fn level_key(level: Level) -> &'static str {
    match level {
        Level::Individual => key("claim-level-individual"),
        Level::Team => key("claim-level-team"),
        Level::PracticeArea => key("claim-level-practice-area"),
        Level::Organisation => key("claim-level-organisation"),
        Level::Sector => key("claim-level-sector"),
    }
}

/// The message for what a claim's value is.
pub(super) const fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::Count => key("measure-count"),
        Measure::PercentAgree => key("measure-percent-agree"),
        Measure::Statement => key("measure-statement"),
    }
}

/// The message for where a claim stands.
pub(super) const fn state_key(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Draft => key("claim-state-draft"),
        ClaimState::Submitted => key("claim-state-submitted"),
        ClaimState::Approved => key("claim-state-approved"),
        ClaimState::Withdrawn => key("claim-state-withdrawn"),
        ClaimState::Corrected => key("claim-state-corrected"),
    }
}

/// The message for what a claim lacks.
const fn lack_key(lack: Lack) -> &'static str {
    match lack {
        Lack::Evidence => key("lack-evidence"),
        Lack::Gone => key("lack-gone"),
        Lack::Suppressed => key("lack-suppressed"),
        Lack::Figure => key("lack-figure"),
        Lack::Observation => key("lack-observation"),
        Lack::Report => key("lack-report"),
        Lack::SecondKind => key("lack-second-kind"),
        Lack::Measurement => key("lack-measurement"),
        Lack::Corroboration => key("lack-corroboration"),
        Lack::Wording => key("lack-wording"),
    }
}

/// What a claim lacks, in words.
pub(super) fn lack_words(words: &Words, lack: Lack, shown: &Shown) -> String {
    let found = causal(&shown.claim.statement).join(", ");
    words.say_with(lack_key(lack), &[("words", found.into())])
}

/// What a counter counts.
pub(super) fn counter_words(words: &Words, counter: Counter) -> String {
    crate::impact::capitalised(&words.say_with(crate::impact::counter_key(counter), &[("value", 2.into())]))
}

/// What stands beside a figure: how it is known, as of when, and whether that still holds.
fn base(words: &Words, shown: &Shown, what: &str) -> String {
    let strength = words.say(strength_key(shown.claim.strength));
    let arguments = [
        ("strength", strength.into()),
        ("when", shown.claim.as_of.map_or_else(String::new, |date| date_words(words, date)).into()),
        ("base", what.into()),
    ];
    let said = match (what.is_empty(), shown.claim.as_of) {
        (false, _) => key("claim-stands-on-answers"),
        (true, Some(_)) => key("claim-stands-dated"),
        (true, None) => key("claim-stands"),
    };
    let said = words.say_with(said, &arguments);
    match shown.holds {
        Holds::Yes => said,
        Holds::Changed => format!("{said}; {}", words.say("claim-holds-changed")),
        Holds::Gone => format!("{said}; {}", words.say("claim-holds-gone")),
    }
}

/// A claim as an evidence mark; a sentence without a figure is one with an empty figure.
pub(crate) fn mark(words: &Words, shown: &Shown) -> Mark {
    let claim = &shown.claim;
    let value = shown.value.unwrap_or(0);
    let href = super::path(claim.id);
    let plain = Mark {
        kind: if shown.is_live || claim.strength == Strength::Observed { "counter" } else { "elsewhere" },
        figure: String::new(),
        unit: "",
        about: String::new(),
        claim: claim.statement.clone(),
        spoken: String::new(),
        base: base(words, shown, ""),
        href,
        bar: String::new(),
    };
    match (claim.measure, shown.interval, shown.base) {
        (Measure::Statement, ..) => plain,
        (Measure::Count, ..) => {
            let qualifier = claim.qualifier.filter(|qualifier| *qualifier != Qualifier::Exactly);
            let arguments = [
                ("number", number_of(words, claim.qualifier, value).into()),
                ("what", claim.statement.as_str().into()),
                ("base", plain.base.as_str().into()),
            ];
            Mark {
                figure: words.number(value),
                about: qualifier.map_or_else(String::new, |qualifier| qualifier_words(words, qualifier)),
                spoken: words.say_with("claim-count-spoken", &arguments),
                ..plain
            }
        }
        (Measure::PercentAgree, Some(bounds), Some(n)) => {
            let percent = u32::try_from(value).unwrap_or(0);
            let arguments = [
                ("percent", value.into()),
                ("answers", shown.share.map_or_else(|| answers(percent, n), |share| share.count).into()),
                ("base", n.into()),
                ("low", whole(bounds.low).into()),
                ("high", whole(bounds.high).into()),
            ];
            // A whole percentage that was published elsewhere stands for about so many answers.
            let (said, spoken) = match shown.share {
                Some(_) => (key("impact-share-base-counted"), key("impact-share-spoken-counted")),
                None => (key("impact-share-base"), key("impact-share-spoken")),
            };
            // Of a report that others published this site has none of the answers.
            let is_of = |kind| shown.evidence.iter().any(|piece| piece.behind.kind == kind);
            let is_elsewhere = is_of(EvidenceKind::Published) && !is_of(EvidenceKind::Survey);
            Mark {
                kind: if is_elsewhere { "elsewhere" } else { "survey" },
                figure: words.number(value),
                unit: "%",
                spoken: words.say_with(spoken, &arguments),
                base: base(words, shown, &words.say_with(said, &arguments)),
                bar: interval(f64::from(percent), Basis::Interval { low: bounds.low, high: bounds.high }),
                ..plain
            }
        }
        (Measure::PercentAgree, ..) => Mark {
            kind: "elsewhere",
            figure: words.number(value),
            unit: "%",
            spoken: words.say_with("impact-no-base-spoken", &[("percent", value.into())]),
            base: base(words, shown, words.say("impact-no-base")),
            bar: interval(u32::try_from(value).map_or(0.0, f64::from), Basis::Missing),
            ..plain
        },
    }
}

/// The date for which a claim holds.
pub(super) fn holds_for(words: &Words, shown: &Shown) -> String {
    as_of(words, shown.claim.as_of)
}
