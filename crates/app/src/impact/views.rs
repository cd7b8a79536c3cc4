//! What the pages on impact show: read models from approved claims alone.

use crate::{Ctx, Error, Result, imports::record::FILES};
use copia_domain::{
    claims::{ClaimState, Level, Measure, Origin, Wording},
    counters::{Counter, DEFINITIONS_VERSION},
    ids::ClaimId,
    intervals::{Interval, answers, wilson},
    policy::acts::ApproveClaim,
    policy::{Act as _, Action},
    published::{Count, PublishedDate, Qualifier},
    time::When,
};
use copia_store::{
    Tx, counters,
    impact::{self, Claim, Evidence, Quote},
    recognition::{self, Recognition},
};
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

/// The answers to one survey under one heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Theme {
    /// The heading; `None` where the survey had none.
    pub name: Option<String>,
    /// The claims in order.
    pub claims: Vec<ClaimView>,
    /// What people said, as summaries.
    pub quotes: Vec<Quote>,
}

/// What one survey found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survey {
    /// Its name.
    pub name: String,
    /// When the answers were given.
    pub fieldwork: Option<PublishedDate>,
    /// When it was published.
    pub reported: Option<PublishedDate>,
    /// The headings in order.
    pub themes: Vec<Theme>,
    /// Whether every statement is in other words than people were asked.
    pub is_paraphrased: bool,
    /// Whether a number of answers is missing.
    pub lacks_base: bool,
}

/// The published counts of one thing, in order of time; those without a date stand last.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// What was counted, in the words of the pages.
    pub what: String,
    /// The counts.
    pub counts: Vec<ClaimView>,
}

/// The impact page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImpactPage {
    /// The site's own counters; empty as long as it keeps no memberships.
    pub counters: Vec<ClaimView>,
    /// Of each thing that was counted, the latest published count with those that cannot easily be right beside it.
    pub latest: Vec<ClaimView>,
    /// The surveys, the latest first.
    pub surveys: Vec<Survey>,
    /// The published counts, one series for each thing.
    pub series: Vec<Series>,
    /// Awards and outside events, the latest first.
    pub recognitions: Vec<Recognition>,
    /// Claims that were taken back, for those who may restore them.
    pub withdrawn: Vec<ClaimView>,
    /// Whether the viewer may take claims back.
    pub may_decide: bool,
}

/// The page of published counts over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryPage {
    /// One series for each thing that was counted, in the order of the record.
    pub series: Vec<Series>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// The page on which it was published; `None` for a counter of this site.
    pub page: Option<Page>,
    /// The file and line of the record's row.
    pub row: Option<(String, i64)>,
    /// The cells of the row that are not empty, in the order of the file's columns.
    pub cells: Vec<(String, String)>,
}

/// The page that says how one claim is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimPage {
    /// The claim.
    pub claim: ClaimView,
    /// What stands behind it.
    pub evidence: Vec<EvidenceView>,
    /// Published counts of the same thing that cannot easily be right beside it.
    pub odds: Vec<ClaimView>,
    /// When this site came to know it.
    pub recorded_at: When,
    /// Who decided that it is shown or taken back, towards those who have signed in; `None` for a rule.
    pub decided_by: Option<String>,
    /// Whether a person decided that.
    pub was_decided: bool,
    /// When that was decided.
    pub decided_at: Option<When>,
    /// Why a person decided so.
    pub reason: Option<String>,
    /// When the counter last changed, of a computed one.
    pub changed_at: Option<When>,
    /// Whether the viewer may take it back or restore it.
    pub may_decide: bool,
}

/// The impact page.
///
/// # Errors
/// [`Error::Store`].
pub async fn impact_page(ctx: &Ctx) -> Result<ImpactPage> {
    let may_decide = ctx.viewer.on_site().may(ApproveClaim::ACTION);
    let mut tx = ctx.read().await?;
    let all = views(ctx, &mut tx, may_decide).await?;
    let quotes = impact::quotes(&mut tx).await?;
    let recognitions = recognition::list(&mut tx).await?;
    let (shown, withdrawn): (Vec<_>, Vec<_>) = all.into_iter().partition(|claim| claim.state == ClaimState::Approved);
    let has_people = |claim: &&ClaimView| claim.counter == Some(Counter::People) && claim.value.unwrap_or(0) > 0;
    let computed = shown.iter().filter(|claim| claim.form == Form::Counter);
    let counters = if shown.iter().any(|claim| has_people(&claim)) { computed.cloned().collect() } else { Vec::new() };
    let series = series(&shown);
    let latest = series.iter().flat_map(|series| latest(&series.counts)).cloned().collect();
    let surveys = surveys(&shown, &quotes);
    Ok(ImpactPage { counters, latest, surveys, series, recognitions, withdrawn, may_decide })
}

/// The page of published counts over time.
///
/// # Errors
/// [`Error::Store`].
pub async fn history(ctx: &Ctx) -> Result<HistoryPage> {
    let mut tx = ctx.read().await?;
    let all = views(ctx, &mut tx, false).await?;
    Ok(HistoryPage { series: series(&all) })
}

/// How one claim is known.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it was never shown.
pub async fn claim(ctx: &Ctx, id: &str) -> Result<ClaimPage> {
    let id = ClaimId::parse(id).ok_or(Error::NotFound)?;
    let may_decide = ctx.viewer.on_site().may(Action::ApproveClaim);
    let mut tx = ctx.read().await?;
    let kept = impact::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if kept.state == ClaimState::Draft && !may_decide {
        return Err(Error::NotFound);
    }
    let evidence = impact::evidence(&mut tx, Some(id)).await?;
    let counters = counters::all(&mut tx).await?;
    let all = views(ctx, &mut tx, true).await?;
    drop(tx);
    let mut claim = all.iter().find(|view| view.id == id).cloned().ok_or(Error::NotFound)?;
    let odds = all
        .iter()
        .filter(|other| {
            other.state == ClaimState::Approved && other.statement == claim.statement && odds(other, &claim)
        })
        .cloned()
        .collect();
    if claim.state != ClaimState::Approved && !may_decide {
        (claim.value, claim.interval, claim.answers, claim.base_n) = (None, None, None, None);
    }
    let changed = counters.iter().find(|row| Some(row.counter) == kept.definition).map(|row| row.changed_at);
    Ok(ClaimPage {
        claim,
        evidence: evidence.iter().map(evidence_view).collect(),
        odds,
        recorded_at: kept.recorded_at,
        was_decided: kept.decided_by_id.is_some(),
        decided_by: kept.decided_by.filter(|_| ctx.viewer.is_staff()),
        decided_at: kept.decided_at,
        reason: kept.decision_note.filter(|_| kept.decided_by_id.is_some()),
        changed_at: changed,
        may_decide,
    })
}

/// The claims as views, in order; `hidden_ones` adds those that are not shown.
async fn views(ctx: &Ctx, tx: &mut Tx, hidden_ones: bool) -> Result<Vec<ClaimView>> {
    let claims = impact::claims(tx, hidden_ones).await?;
    let evidence = impact::evidence(tx, None).await?;
    let counters = counters::all(tx).await?;
    let pages: BTreeMap<ClaimId, Page> =
        evidence.iter().rev().filter_map(|evidence| Some((evidence.claim_id, page(evidence)?))).collect();
    let values: BTreeMap<Counter, i64> = counters.iter().map(|row| (row.counter, row.value)).collect();
    let current =
        |claim: &Claim| claim.origin != Origin::Computed || claim.definition_version == Some(DEFINITIONS_VERSION);
    let mut views: Vec<ClaimView> = claims
        .into_iter()
        .filter(current)
        .map(|claim| {
            let page = pages.get(&claim.id).cloned();
            view(claim, page, &values, ctx.now)
        })
        .collect();
    let contested: Vec<bool> = views
        .iter()
        .map(|one| {
            let same = |other: &&ClaimView| other.state == ClaimState::Approved && other.statement == one.statement;
            views.iter().filter(same).any(|other| odds(one, other))
        })
        .collect();
    for (view, at_odds) in views.iter_mut().zip(contested) {
        view.at_odds = at_odds;
    }
    Ok(views)
}

fn view(claim: Claim, source: Option<Page>, values: &BTreeMap<Counter, i64>, now: When) -> ClaimView {
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

fn odds(one: &ClaimView, other: &ClaimView) -> bool {
    dated(one).zip(dated(other)).is_some_and(|(one, other)| one.at_odds(&other))
}

fn page(evidence: &Evidence) -> Option<Page> {
    Some(Page { title: evidence.source_title.clone()?, address: evidence.source_address.clone()? })
}

fn evidence_view(evidence: &Evidence) -> EvidenceView {
    let content: BTreeMap<String, String> =
        evidence.content.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let file = evidence.file.clone().unwrap_or_default();
    let columns = FILES.iter().find(|(name, _)| *name == file).map_or(&[][..], |(_, columns)| *columns);
    let cell =
        |column: &&str| Some(((*column).to_owned(), content.get(*column).filter(|cell| !cell.is_empty())?.clone()));
    EvidenceView {
        page: page(evidence),
        row: evidence.file.clone().zip(evidence.line),
        cells: columns.iter().filter_map(cell).collect(),
    }
}

/// The counts of each thing, in order of time.
fn series(claims: &[ClaimView]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.measure == Measure::Count && claim.counter.is_none()) {
        match all.iter_mut().find(|series| series.what == claim.statement) {
            Some(series) => series.counts.push(claim.clone()),
            None => all.push(Series { what: claim.statement.clone(), counts: vec![claim.clone()] }),
        }
    }
    for series in &mut all {
        // The sort is stable: counts of one time keep the order of the record.
        series.counts.sort_by_key(|claim| {
            let as_of = claim.as_of;
            (as_of.is_none(), as_of.map(PublishedDate::earliest), as_of.map(PublishedDate::latest))
        });
    }
    all
}

/// The count with the latest date, then those that are at odds with it, and those of another value without a date:
/// none of them can be preferred.
fn latest(counts: &[ClaimView]) -> Vec<&ClaimView> {
    let Some(latest) = counts.iter().rev().find(|claim| claim.as_of.is_some()).or_else(|| counts.last()) else {
        return Vec::new();
    };
    let others = counts.iter().filter(|claim| {
        claim.id != latest.id && (odds(claim, latest) || (claim.as_of.is_none() && claim.value != latest.value))
    });
    std::iter::once(latest).chain(others).collect()
}

/// The claims of each survey under their headings, with what people said; the latest survey first.
fn surveys(claims: &[ClaimView], quotes: &[Quote]) -> Vec<Survey> {
    let mut all: Vec<Survey> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.measure == Measure::PercentAgree) {
        let name = claim.survey.clone().unwrap_or_default();
        if !all.iter().any(|survey| survey.name == name) {
            all.push(Survey {
                name: name.clone(),
                fieldwork: claim.fieldwork,
                reported: claim.reported,
                themes: Vec::new(),
                is_paraphrased: true,
                lacks_base: false,
            });
        }
        let Some(survey) = all.iter_mut().find(|survey| survey.name == name) else { continue };
        survey.is_paraphrased &= claim.wording == Some(Wording::Paraphrase);
        survey.lacks_base |= claim.base_n.is_none();
        match survey.themes.iter_mut().find(|theme| theme.name == claim.theme) {
            Some(theme) => theme.claims.push(claim.clone()),
            None => survey.themes.push(Theme {
                name: claim.theme.clone(),
                claims: vec![claim.clone()],
                quotes: quotes.iter().filter(|q| q.survey == name && q.theme == claim.theme).cloned().collect(),
            }),
        }
    }
    all.sort_by_key(|survey| std::cmp::Reverse(survey.fieldwork.or(survey.reported).map(PublishedDate::latest)));
    all
}
