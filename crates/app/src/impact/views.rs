//! What the pages on impact show: read models from approved claims alone.

use super::claim_view::{ClaimView, Form, Page, odds, page, view};
use crate::{Ctx, Error, Result, imports::record::FILES};
use copia_domain::{
    claims::{ClaimState, Measure, Origin, Wording},
    counters::{Counter, DEFINITIONS_VERSION},
    ids::ClaimId,
    policy::acts::ApproveClaim,
    policy::{Act as _, Action},
    published::PublishedDate,
    time::When,
};
use copia_store::{
    Tx, counters,
    impact::{self, Claim, Evidence, Quote},
    recognition::{self, Recognition},
};
use serde::Serialize;
use std::collections::BTreeMap;

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

/// The counters that stand in the front, in the order in which they are read.
const FRONT: [Counter; 6] = [
    Counter::CommunitiesActive,
    Counter::ActiveAreas,
    Counter::CommunitiesForming,
    Counter::People,
    Counter::Memberships,
    Counter::CorePeople,
];

impl ImpactPage {
    /// The figures in the front of the page, and others that stand behind them: the site's own counters, of which the
    /// others are shown where they are not nought, or as long as it counts nothing what was published.
    pub fn figures(&self) -> (Vec<&ClaimView>, Vec<&ClaimView>) {
        if self.counters.is_empty() {
            return (self.latest.iter().collect(), Vec::new());
        }
        let of = |counter: &Counter| self.counters.iter().find(|claim| claim.counter == Some(*counter));
        let is_other = |claim: &&ClaimView| claim.counter.is_some_and(|counter| !FRONT.contains(&counter));
        let others = self.counters.iter().filter(is_other).filter(|claim| claim.value != Some(0));
        (FRONT.iter().filter_map(of).collect(), others.collect())
    }

    /// Every claim that has a mark on the page, apart from those that somebody wrote.
    pub(super) fn marks(&self) -> Vec<ClaimId> {
        let (front, others) = self.figures();
        let surveys = self.surveys.iter().flat_map(|survey| &survey.themes).flat_map(|theme| &theme.claims);
        front.into_iter().chain(others).chain(surveys).map(|claim| claim.id).collect()
    }
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
    page_at(&mut tx, ctx.now, may_decide).await
}

/// The impact page at a moment.
pub(super) async fn page_at(tx: &mut Tx, now: When, may_decide: bool) -> Result<ImpactPage> {
    let all = views(tx, now, may_decide).await?;
    let quotes = impact::quotes(tx).await?;
    let recognitions = recognition::list(tx).await?;
    let (shown, withdrawn): (Vec<_>, Vec<_>) = all.into_iter().partition(|claim| claim.state == ClaimState::Approved);
    let counters = counted(&shown);
    let series = series(&shown);
    let latest = series.iter().flat_map(|series| latest(&series.counts)).cloned().collect();
    let surveys = surveys(&shown, &quotes);
    Ok(ImpactPage { counters, latest, surveys, series, recognitions, withdrawn, may_decide })
}

/// The site's own counters; none as long as it keeps no memberships.
fn counted(shown: &[ClaimView]) -> Vec<ClaimView> {
    let has_people = |claim: &ClaimView| claim.counter == Some(Counter::People) && claim.value.unwrap_or(0) > 0;
    let computed = shown.iter().filter(|claim| claim.form == Form::Counter);
    if shown.iter().any(has_people) { computed.cloned().collect() } else { Vec::new() }
}

/// The site's own counters as they stand.
///
/// # Errors
/// [`Error::Store`].
pub(crate) async fn counters_of(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<ClaimView>> {
    let claims = impact::claims(tx, false).await?;
    Ok(counted(&current(tx, ctx.now, claims, BTreeMap::new()).await?))
}

/// Three figures for the front page: the first shares of the latest survey, each under another heading, and the
/// people who belong. What is missing is left out.
///
/// # Errors
/// [`Error::Store`].
pub async fn glimpse(ctx: &Ctx) -> Result<Vec<ClaimView>> {
    let mut tx = ctx.read().await?;
    let claims = impact::glimpse(&mut tx).await?;
    let shown = current(&mut tx, ctx.now, claims, BTreeMap::new()).await?;
    drop(tx);
    let surveys = surveys(&shown, &[]);
    let themes = surveys.first().into_iter().flat_map(|survey| &survey.themes);
    let shares = themes.filter_map(|theme| theme.claims.first()).take(2);
    let people = shown.iter().filter(|claim| claim.counter == Some(Counter::People) && claim.value > Some(0));
    Ok(shares.chain(people).cloned().collect())
}

/// The page of published counts over time.
///
/// # Errors
/// [`Error::Store`].
pub async fn history(ctx: &Ctx) -> Result<HistoryPage> {
    let mut tx = ctx.read().await?;
    let all = views(&mut tx, ctx.now, false).await?;
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
    let all = views(&mut tx, ctx.now, true).await?;
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
async fn views(tx: &mut Tx, now: When, hidden_ones: bool) -> Result<Vec<ClaimView>> {
    let claims = impact::claims(tx, hidden_ones).await?;
    let evidence = impact::evidence(tx, None).await?;
    let pages: BTreeMap<ClaimId, Page> =
        evidence.iter().rev().filter_map(|evidence| Some((evidence.claim_id, page(evidence)?))).collect();
    let mut views = current(tx, now, claims, pages).await?;
    let is_published = |view: &&ClaimView| view.state == ClaimState::Approved && view.measure == Measure::Count;
    let published: Vec<ClaimView> = views.iter().filter(is_published).cloned().collect();
    for view in views.iter_mut().filter(|view| view.measure == Measure::Count) {
        view.at_odds = published.iter().any(|other| other.statement == view.statement && odds(view, other));
    }
    Ok(views)
}

/// The claims as views, without computed ones of an earlier definition.
async fn current(
    tx: &mut Tx,
    now: When,
    claims: Vec<Claim>,
    mut pages: BTreeMap<ClaimId, Page>,
) -> Result<Vec<ClaimView>> {
    let counters = counters::all(tx).await?;
    let values: BTreeMap<Counter, i64> = counters.iter().map(|row| (row.counter, row.value)).collect();
    let is_current =
        |claim: &Claim| claim.origin != Origin::Computed || claim.definition_version == Some(DEFINITIONS_VERSION);
    let view = |claim: Claim| {
        let page = pages.remove(&claim.id);
        view(claim, page, &values, now)
    };
    Ok(claims.into_iter().filter(is_current).map(view).collect())
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
