//! Naming what a claim rests on.

use super::{
    super::{
        acting,
        evidence::{
            published::reference as published_reference,
            survey::{self, Agreed},
        },
    },
    draft, supported,
};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    claims::{EvidenceKind, MOST_EVIDENCE},
    counters::Counter,
    events::{Audience, State},
    fields::{Fault, line, optional_line, web_address},
    ids::{EventId, MeasurementId, RecordRowId, SourceId, StoryId},
    policy::acts::WriteClaim,
    value::stories as stories_rules,
};
use copia_store::{
    Tx,
    claims::{self, Behind, Held, NewBehind, Written},
    impact, imports,
    stories::{self, Story},
    surveys::published::{self, PublishedFigure},
    value::{self, Measurement},
};

/// Characters of a description at most.
const LONGEST: usize = 1_000;
/// The largest figure that something elsewhere can give.
const LARGEST: i64 = 1_000_000_000;

/// What can be named as evidence.
#[derive(Debug, Clone)]
pub struct EvidenceChoices {
    /// The claim.
    pub claim: Written,
    /// Events that are over, the latest first.
    pub events: Vec<Held>,
    /// What those who answered surveys agreed to, the latest first.
    pub surveys: Vec<Agreed>,
    /// Measurements of indicators, the latest first.
    pub measurements: Vec<Measurement>,
    /// Stories that are shared with more than their community, the latest first.
    pub stories: Vec<Story>,
    /// Figures that others published of surveys, with what names each; those that were entered last come first.
    pub published: Vec<(String, PublishedFigure)>,
    /// Figures of the imported record: the row, what the figure is of, and the figure.
    pub figures: Vec<(RecordRowId, String, Option<i64>)>,
    /// Pages on which something was published: which, and its title.
    pub sources: Vec<(SourceId, String)>,
}

/// A piece of evidence, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct EvidenceInput<'a> {
    /// Of what kind it is.
    pub kind: &'a str,
    /// Which counter, event, page or figure.
    pub reference: &'a str,
    /// Of something elsewhere: what it is and says.
    pub note: &'a str,
    /// Its address.
    pub address: &'a str,
    /// The figure that it gives.
    pub value: &'a str,
    /// How many answers that rests on.
    pub base: &'a str,
}

/// What can be put behind a draft.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::NotNow`]; [`Error::AlreadyDone`] for one that is no draft any more.
pub async fn evidence_form(ctx: &Ctx, id: &str) -> Result<EvidenceChoices> {
    let _permit = ctx.viewer.on_site().permit::<WriteClaim>()?;
    let mut tx = ctx.read().await?;
    let claim = draft(ctx, &mut tx, id).await?;
    let events = claims::held(&mut tx, ctx.now).await?;
    let taken_over = impact::claims(&mut tx, false).await?;
    let rows = impact::evidence(&mut tx, None).await?;
    let figures = rows.into_iter().filter_map(|row| {
        let of = taken_over.iter().find(|claim| claim.id == row.claim_id)?;
        Some((row.record_row_id?, of.statement.clone(), of.value))
    });
    let figures = figures.collect();
    let measurements = value::in_community(&mut tx, &ctx.viewer, ctx.today(), None).await?;
    let mut stories = stories::shared(&mut tx, &ctx.viewer, ctx.today()).await?;
    stories.retain(is_wide);
    let sources = imports::sources(&mut tx).await?.into_iter().map(|source| (source.id, source.title)).collect();
    let surveys = survey::shares(&mut tx).await?;
    let published = published::among(&mut tx, None).await?;
    let published = published.into_iter().map(|one| (published_reference(&one), one)).collect();
    Ok(EvidenceChoices { claim, events, surveys, measurements, stories, published, figures, sources })
}

/// Puts a piece of evidence behind a draft.
///
/// # Errors
/// As [`evidence_form`]; [`Error::Invalid`].
pub async fn add_evidence(ctx: &Ctx, id: &str, input: &EvidenceInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (standing, permit, claim) = supported(ctx, &mut tx, id).await?;
        let there = claims::behind(&mut tx, Some(claim.id)).await?;
        let new = checked(ctx, &mut tx, input, &there).await?;
        claims::support(&mut tx, &permit, claim.id, &new).await?;
        // The claim has changed with what stands behind it, for whoever has its form open.
        claims::save(&mut tx, &permit, &claim, ctx.now).await?;
        let after = serde_json::json!({ "evidence": new.kind, "reference": new.reference, "note": new.note });
        let act = Act::by(acting(&standing), "claim.support").on("claim", claim.id).after(&after);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Takes a piece of evidence away from a draft.
///
/// # Errors
/// As [`evidence_form`]; [`Error::AlreadyDone`] when it is not there.
pub async fn remove_evidence(ctx: &Ctx, id: &str, position: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (standing, permit, claim) = supported(ctx, &mut tx, id).await?;
        if !claims::remove(&mut tx, &permit, claim.id, position).await? {
            return Err(Error::AlreadyDone);
        }
        claims::save(&mut tx, &permit, &claim, ctx.now).await?;
        let act = Act::by(acting(&standing), "claim.unsupport").on("claim", claim.id);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

async fn checked(ctx: &Ctx, tx: &mut Tx, input: &EvidenceInput<'_>, there: &[Behind]) -> Result<NewBehind> {
    let mut faults = Faults::new();
    let Some(kind) = EvidenceKind::from_word(input.kind) else {
        return Err(Error::Invalid(Faults::one("kind", Fault::NotChoice)));
    };
    let reference = input.reference.trim();
    let is_known = match kind {
        EvidenceKind::External => return elsewhere(input, there),
        EvidenceKind::Counter => Counter::from_word(reference).is_some(),
        EvidenceKind::Event => event_is_known(ctx, tx, reference).await?,
        EvidenceKind::Record => match RecordRowId::parse(reference) {
            Some(row) => !claims::rows(tx, vec![row]).await?.is_empty(),
            None => false,
        },
        EvidenceKind::Survey => survey::shares(tx).await?.iter().any(|one| one.reference == reference),
        EvidenceKind::Measurement => match MeasurementId::parse(reference) {
            Some(id) => {
                let found = value::in_community(tx, &ctx.viewer, ctx.today(), Some(vec![id])).await?;
                !found.is_empty()
            }
            None => false,
        },
        EvidenceKind::Story => match StoryId::parse(reference) {
            Some(id) => {
                let found = stories::find(tx, &ctx.viewer, ctx.today(), id).await?;
                found.is_some_and(|story| story.state == stories_rules::State::Shared && is_wide(&story))
            }
            None => false,
        },
        EvidenceKind::Published => {
            published::among(tx, None).await?.iter().any(|one| published_reference(one) == reference)
        }
        EvidenceKind::Source => match SourceId::parse(reference) {
            Some(source) => !claims::sources(tx, vec![source]).await?.is_empty(),
            None => false,
        },
    };
    let field = field(kind);
    if !is_known {
        faults.add(field, Fault::NotChoice);
    } else if there.iter().any(|one| one.kind == kind && one.reference.as_deref() == Some(reference)) {
        faults.add(field, Fault::Taken);
    } else if there.len() >= MOST_EVIDENCE {
        faults.add(field, Fault::OutOfRange);
    }
    faults.check()?;
    Ok(NewBehind { kind, reference: Some(reference.to_owned()), note: None, value: None, base: None })
}

/// The field of the form that names a piece of this kind.
const fn field(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Counter => "counter",
        EvidenceKind::Event => "event",
        EvidenceKind::Survey => "survey",
        EvidenceKind::Measurement => "measurement",
        EvidenceKind::Story => "story",
        EvidenceKind::Published => "published",
        EvidenceKind::Record => "record",
        EvidenceKind::Source => "source",
        EvidenceKind::External => "note",
    }
}

/// Whether a story is shared with more than its community.
const fn is_wide(story: &Story) -> bool {
    !matches!(story.audience, stories_rules::Audience::Community)
}

/// Whether it is an event that is over and that all staff may know of.
async fn event_is_known(ctx: &Ctx, tx: &mut Tx, reference: &str) -> Result<bool> {
    let Some(event) = EventId::parse(reference) else { return Ok(false) };
    let found = claims::events(tx, vec![event]).await?;
    Ok(found.iter().any(|event| {
        event.state == State::Published
            && matches!(event.audience, Audience::Public | Audience::Staff)
            && event.starts_at < ctx.now
    }))
}

fn elsewhere(input: &EvidenceInput<'_>, there: &[Behind]) -> Result<NewBehind> {
    let mut faults = Faults::new();
    let note = faults.take("note", line(input.note, LONGEST));
    let address = match optional_line(input.address, LONGEST) {
        Ok(None) => String::new(),
        Ok(Some(typed)) => faults.take("address", web_address(&typed)),
        Err(fault) => faults.take("address", Err(fault)),
    };
    let value = faults.take("value", figure(input.value));
    let base = faults.take("base", figure(input.base));
    if base.is_some() && value.is_none() && faults.of("value").is_none() {
        faults.add("value", Fault::Missing);
    }
    if there.len() >= MOST_EVIDENCE {
        faults.add("note", Fault::OutOfRange);
    }
    faults.check()?;
    Ok(NewBehind { kind: EvidenceKind::External, reference: Some(address), note: Some(note), value, base })
}

fn figure(typed: &str) -> Result<Option<i64>, Fault> {
    let typed = typed.trim().replace([',', ' '], "");
    if typed.is_empty() {
        return Ok(None);
    }
    let value: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (0..=LARGEST).contains(&value) { Ok(Some(value)) } else { Err(Fault::OutOfRange) }
}
