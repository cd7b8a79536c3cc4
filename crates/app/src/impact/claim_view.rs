//! One claim, ready to be shown.

use copia_domain::{
    claims::{ClaimState, Level, Measure, Origin, Wording},
    counters::Counter,
    ids::ClaimId,
    intervals::{Interval, answers, wilson},
    published::{Count, PublishedDate, Qualifier},
    time::When,
};
use copia_store::impact::{Claim, Evidence};
use serde::Serialize;
use std::collections::BTreeMap;

/// In which of three forms a claim is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Form {
    /// A counter of this site, with the moment at which it was read.
    Counter,
    /// A share with the number of answers behind it.
    Share,
    /// A figure published elsewhere, without what it rests on.
    Elsewhere,
}

/// A page on which something was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its web address.
    pub address: String,
}

/// A claim, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimView {
    /// Which claim.
    pub id: ClaimId,
    /// How it is marked.
    pub form: Form,
    /// Where it comes from.
    pub origin: Origin,
    /// What its value is.
    pub measure: Measure,
    /// What is claimed; of a count, what was counted; of a counter, its word.
    pub statement: String,
    /// Whether these are the words that people were asked.
    pub wording: Option<Wording>,
    /// At what level it speaks.
    pub level: Option<Level>,
    /// The heading it stood under.
    pub theme: Option<String>,
    /// The survey it comes from.
    pub survey: Option<String>,
    /// When the answers were given.
    pub fieldwork: Option<PublishedDate>,
    /// When it was published.
    pub reported: Option<PublishedDate>,
    /// The counter, of a computed one.
    pub counter: Option<Counter>,
    /// The version of that counter's definition.
    pub definition_version: Option<i64>,
    /// The time for which it holds, as published.
    pub as_of: Option<PublishedDate>,
    /// When it was counted, of a computed one.
    pub counted_at: Option<When>,
    /// The figure; `None` for one that was taken back, towards those who may not restore it.
    pub value: Option<i64>,
    /// How it was qualified.
    pub qualifier: Option<Qualifier>,
    /// How many answers it rests on.
    pub base_n: Option<u32>,
    /// About how many of them agreed.
    pub answers: Option<u32>,
    /// Whole per cent of those asked who answered.
    pub response_rate: Option<i64>,
    /// Within what bounds the share lies; only where the number of answers is known.
    pub interval: Option<Interval>,
    /// The page on which it was published.
    pub source: Option<Page>,
    /// Whether another published count of the same thing cannot easily be right beside it.
    pub at_odds: bool,
    /// Whether it is shown.
    pub state: ClaimState,
}

impl ClaimView {
    /// Whether it is a share of answers.
    pub const fn is_share(&self) -> bool {
        matches!(self.measure, Measure::PercentAgree)
    }

    /// Whether it is on the public pages.
    pub const fn is_shown(&self) -> bool {
        matches!(self.state, ClaimState::Approved)
    }
}

/// A claim with the page on which it was published and the counters as they stand.
pub(super) fn view(claim: Claim, source: Option<Page>, values: &BTreeMap<Counter, i64>, now: When) -> ClaimView {
    let is_share = claim.measure == Measure::PercentAgree;
    let base_n = claim.base_n.and_then(|base| u32::try_from(base).ok());
    let percent = claim.value.and_then(|value| u32::try_from(value).ok()).filter(|_| is_share);
    let share = percent.zip(base_n);
    let form = match claim.origin {
        Origin::Computed => Form::Counter,
        _ if share.is_some() => Form::Share,
        _ => Form::Elsewhere,
    };
    let value = match claim.definition {
        Some(counter) => Some(values.get(&counter).copied().unwrap_or(0)),
        None => claim.value,
    };
    ClaimView {
        id: claim.id,
        form,
        origin: claim.origin,
        measure: claim.measure,
        statement: claim.statement,
        wording: claim.wording,
        level: claim.level,
        theme: claim.theme,
        survey: claim.survey,
        fieldwork: claim.fieldwork,
        reported: claim.reported,
        counter: claim.definition,
        definition_version: claim.definition_version,
        as_of: claim.as_of,
        counted_at: (form == Form::Counter).then_some(now),
        value,
        qualifier: claim.qualifier,
        base_n,
        answers: share.map(|(percent, base)| answers(percent, base)),
        response_rate: claim.response_rate,
        interval: share.and_then(|(percent, base)| wilson(percent.into(), base)),
        source,
        at_odds: false,
        state: claim.state,
    }
}

/// A published count with the days that its date can mean; `None` for one without a date.
fn dated(view: &ClaimView) -> Option<Count> {
    let as_of = view.as_of.filter(|_| view.measure == Measure::Count)?;
    let value = u32::try_from(view.value?).ok()?;
    Some(Count { from: as_of.earliest(), to: as_of.latest(), value, qualifier: view.qualifier? })
}

/// Whether two published counts cannot easily both be right.
pub(super) fn odds(one: &ClaimView, other: &ClaimView) -> bool {
    dated(one).zip(dated(other)).is_some_and(|(one, other)| one.at_odds(&other))
}

/// The page that a piece of evidence names.
pub(super) fn page(evidence: &Evidence) -> Option<Page> {
    Some(Page { title: evidence.source_title.clone()?, address: evidence.source_address.clone()? })
}
