//! Whether the evidence of a claim is enough for what it says.

use super::{EvidenceKind, Measure, Strength, causal};
use crate::{intervals::Share, value::ValueType};

/// Whether what a claim rests on is there to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is there.
    There,
    /// It has been erased, taken back or called off.
    Gone,
    /// Too few people stand behind it for it to be shown.
    Suppressed,
}

/// What a piece of evidence says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Says {
    /// Of what kind it is.
    pub kind: EvidenceKind,
    /// Whether it is there.
    pub presence: Presence,
    /// The figure it gives, if it gives one: things counted, or whole per cent.
    pub value: Option<i64>,
    /// How many answers that figure rests on.
    pub base: Option<i64>,
    /// Where this site has counted those answers: how many of them say so, exactly.
    pub share: Option<Share>,
    /// Whether a second person has confirmed it.
    pub is_confirmed: bool,
    /// Whether the figure is of what people say of themselves when they are asked.
    pub is_self_report: bool,
    /// Whether the figure is read anew whenever it is shown, so that a claim on it never lags behind.
    pub is_live: bool,
    /// A digest of all that the claim rests on in it.
    pub digest: String,
}

/// What is looked at of a claim.
#[derive(Debug, Clone, Copy)]
pub struct Claimed<'a> {
    /// The sentence.
    pub statement: &'a str,
    /// What its value is.
    pub measure: Measure,
    /// The figure; `None` for a sentence without one, and where it is read from live evidence.
    pub value: Option<i64>,
    /// What kind of value it speaks of.
    pub value_type: Option<ValueType>,
    /// How strong its author says that it is.
    pub strength: Strength,
    /// With what a measurement was compared.
    pub comparison: Option<&'a str>,
}

crate::choices! {
    /// What a claim lacks. The words end the keys of the messages.
    Lack {
        /// Nothing stands behind it.
        Evidence = "evidence",
        /// Something behind it is not there any more.
        Gone = "gone",
        /// Something behind it may not be shown, because too few people stand behind it.
        Suppressed = "suppressed",
        /// No evidence gives its figure.
        Figure = "figure",
        /// Observed: nothing behind it was recorded here or can be looked at.
        Observation = "observation",
        /// Reported: nobody is named who says so.
        Report = "report",
        /// Corroborated: its evidence is of one kind only, and nobody has confirmed it.
        SecondKind = "second_kind",
        /// Measured: nothing behind it is a figure under a definition. What people say of themselves when they are asked
        /// is reported, however many they are.
        Measurement = "measurement",
        /// Realised and transformative value need corroboration.
        Corroboration = "corroboration",
        /// It says that something was brought about, without a measurement and a comparison.
        Wording = "wording",
    }
}

/// What a claim lacks before it can be approved, in the order of the list; empty when it holds.
pub fn lacks(claimed: &Claimed<'_>, evidence: &[Says]) -> Vec<Lack> {
    let there: Vec<&Says> = evidence.iter().filter(|says| says.presence == Presence::There).collect();
    let has = |presence| evidence.iter().any(|says| says.presence == presence);
    let all = [
        (evidence.is_empty(), Lack::Evidence),
        (has(Presence::Gone), Lack::Gone),
        (has(Presence::Suppressed), Lack::Suppressed),
        (claimed.measure != Measure::Statement && supporting(claimed, evidence).is_none(), Lack::Figure),
        (is_short_of(claimed.strength, &there), lack_of(claimed.strength)),
        (
            needs_corroboration(claimed.value_type)
                && !matches!(claimed.strength, Strength::Corroborated | Strength::Measured),
            Lack::Corroboration,
        ),
        (
            !causal(claimed.statement).is_empty()
                && (claimed.strength != Strength::Measured || claimed.comparison.is_none_or(str::is_empty)),
            Lack::Wording,
        ),
    ];
    all.into_iter().filter(|(lacks, _)| *lacks).map(|(_, lack)| lack).collect()
}

/// The value and the number of answers that the evidence gives for the claim's figure; `None` where nothing gives it.
///
/// A figure that is read anew each time is given by live evidence. One that was written down is given by evidence that
/// says the same number, or by as many events as it counts.
pub fn supporting(claimed: &Claimed<'_>, evidence: &[Says]) -> Option<(i64, Option<i64>)> {
    let there = || evidence.iter().filter(|says| says.presence == Presence::There);
    let Some(value) = claimed.value else {
        return there().find(|says| says.is_live).and_then(|says| Some((says.value?, says.base)));
    };
    let said = there().find(|says| says.value == Some(value)).map(|says| (value, says.base));
    let events = there().filter(|says| says.kind == EvidenceKind::Event).count();
    let counted = claimed.measure == Measure::Count && i64::try_from(events) == Ok(value) && events > 0;
    said.or(counted.then_some((value, None)))
}

const fn lack_of(strength: Strength) -> Lack {
    match strength {
        Strength::Observed => Lack::Observation,
        Strength::Reported => Lack::Report,
        Strength::Corroborated => Lack::SecondKind,
        Strength::Measured => Lack::Measurement,
    }
}

/// Whether the evidence is too little for the strength. Without any the claim lacks evidence, and nothing else is said.
fn is_short_of(strength: Strength, there: &[&Says]) -> bool {
    let any = |test: fn(&Says) -> bool| there.iter().any(|says| test(says));
    if there.is_empty() {
        return false;
    }
    match strength {
        Strength::Observed => !any(|says| is_observation(says.kind)),
        Strength::Reported => !any(|says| is_report(says.kind)),
        Strength::Corroborated => {
            // Two surveys are one kind, whoever asked.
            let kind = |says: &&Says| match says.kind {
                EvidenceKind::Published => EvidenceKind::Survey,
                kind => kind,
            };
            let first = there.first().map(kind);
            !any(|says| says.is_confirmed) && there.iter().all(|says| Some(kind(says)) == first)
        }
        Strength::Measured => {
            !any(|says| says.value.is_some() && says.kind != EvidenceKind::Survey && !says.is_self_report)
        }
    }
}

/// Whether evidence of this kind was recorded by the site, or can be looked at.
const fn is_observation(kind: EvidenceKind) -> bool {
    matches!(
        kind,
        EvidenceKind::Counter
            | EvidenceKind::Event
            | EvidenceKind::Source
            | EvidenceKind::Record
            | EvidenceKind::Measurement
    )
}

/// Whether evidence of this kind is somebody's word.
const fn is_report(kind: EvidenceKind) -> bool {
    matches!(
        kind,
        EvidenceKind::Source
            | EvidenceKind::Record
            | EvidenceKind::Survey
            | EvidenceKind::Story
            | EvidenceKind::Published
            | EvidenceKind::External
    )
}

/// Whether one person's word is too little for this kind of value: an effect on what matters to others is not known
/// from the one who hopes for it (domain research 2.14).
const fn needs_corroboration(value: Option<ValueType>) -> bool {
    matches!(value, Some(ValueType::Realised | ValueType::Transformative))
}
