//! What is measured: defining it, writing measurements down, and reading them.

use super::{Indicator, LONGEST, Measurement, found as found_indicator, framing::day, may_frame};
use crate::{
    Act, Ctx, Error, Faults, Result,
    communities::{acting, visible},
    stories::Told,
};
use copia_domain::{
    claims::Level,
    fields::{self, Fault},
    ids::{IndicatorId, MeasurementId},
    policy::{
        Standing,
        acts::{FrameValue, ReadValue},
    },
    published::PublishedDate,
    value::{
        Quantity, ValueType,
        indicators::{Automatic, Direction, Kind, Measure},
        stories::StepState,
    },
};
use copia_store::{
    communities::Found,
    stories::{self as kept, Filter},
    value::{self, NewMeasurement},
};

/// The form of an indicator.
#[derive(Debug, Clone)]
pub struct IndicatorForm {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The indicator, where there is one already.
    pub indicator: Option<Indicator>,
}

/// An indicator with its measurements and the stories that touch it.
#[derive(Debug, Clone)]
pub struct IndicatorPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The indicator.
    pub indicator: Indicator,
    /// The measurements, the latest first.
    pub measurements: Vec<Measurement>,
    /// The stories that touch it, as far as the viewer may read them.
    pub stories: Vec<Told>,
    /// Whether the viewer may change it.
    pub may_frame: bool,
}

/// An indicator, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct IndicatorInput<'a> {
    /// What is measured.
    pub name: &'a str,
    /// How, exactly.
    pub definition: &'a str,
    /// Where the figures come from.
    pub source: &'a str,
    /// What kind of value it speaks of. Only of a new one.
    pub value_type: &'a str,
    /// At what level it speaks.
    pub level: &'a str,
    /// Effect or contribution.
    pub kind: &'a str,
    /// In what it is measured. Only of a new one.
    pub measure: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// Which way is better.
    pub direction: &'a str,
    /// Where it stood before.
    pub baseline: &'a str,
    /// When that was.
    pub baseline_on: &'a str,
    /// Where it should come.
    pub target: &'a str,
    /// By when.
    pub target_by: &'a str,
    /// What the site is to count for it, or nothing. Only of a new one.
    pub automatic: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// A measurement, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeasurementInput<'a> {
    /// On which day.
    pub on: &'a str,
    /// What was found.
    pub value: &'a str,
    /// How many answers or cases it rests on.
    pub base: &'a str,
    /// A remark.
    pub note: &'a str,
}

/// The form of an indicator, or of a new one.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn indicator_form(ctx: &Ctx, slug: &str, id: Option<&str>) -> Result<IndicatorForm> {
    let mut tx = ctx.read().await?;
    let (found, standing, indicator) = match id {
        Some(id) => {
            let (found, standing, indicator) = found_indicator(ctx, &mut tx, slug, id).await?;
            (found, standing, Some(indicator))
        }
        None => {
            let (found, standing) = visible(ctx, &mut tx, slug).await?;
            (found, standing, None)
        }
    };
    let _permit = standing.permit::<FrameValue>()?;
    Ok(IndicatorForm { found, standing, indicator })
}

/// Keeps an indicator; gives which. What the site counts by itself is counted at once.
///
/// # Errors
/// As [`indicator_form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn save_indicator(
    ctx: &Ctx,
    slug: &str,
    id: Option<&str>,
    input: &IndicatorInput<'_>,
) -> Result<IndicatorId> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing, before) = match id {
            Some(id) => {
                let (found, standing, before) = found_indicator(ctx, &mut tx, slug, id).await?;
                (found, standing, Some(before))
            }
            None => {
                let (found, standing) = visible(ctx, &mut tx, slug).await?;
                (found, standing, None)
            }
        };
        let permit = standing.permit::<FrameValue>()?;
        let author = ctx.person()?;
        let indicator = checked(ctx, input, before.as_ref(), &found, author)?;
        value::save_indicator(&mut tx, &permit, &indicator, ctx.now).await?;
        if before.is_none() && indicator.automatic.is_some() {
            super::counting::count(ctx, &mut tx, &permit, &indicator).await?;
        }
        let after = serde_json::json!({
            "name": indicator.name, "baseline": indicator.baseline, "target": indicator.target,
        });
        let act = Act::by(acting(&standing), "value.indicator").on("indicator", indicator.id).within(found.id);
        ctx.audit(&mut tx, act.after(&after)).await?;
        tx.commit().await?;
        Ok(indicator.id)
    })
    .await
}

fn checked(
    ctx: &Ctx,
    i: &IndicatorInput<'_>,
    before: Option<&Indicator>,
    found: &Found,
    author_id: copia_domain::ids::PersonId,
) -> Result<Indicator> {
    let mut faults = Faults::new();
    let automatic = match before {
        Some(before) => before.automatic,
        None if i.automatic.is_empty() => None,
        None => {
            let automatic = Automatic::from_word(i.automatic);
            if automatic.is_none() {
                faults.add("automatic", Fault::NotChoice);
            }
            automatic
        }
    };
    let name = faults.take("name", fields::line(i.name, fields::LINE));
    let definition = match automatic {
        Some(_) => faults.take("definition", fields::optional_paragraphs(i.definition, LONGEST)).unwrap_or_default(),
        None => faults.take("definition", fields::paragraphs(i.definition, LONGEST)),
    };
    let source = match automatic {
        Some(_) => faults.take("source", fields::optional_line(i.source, fields::LINE)).unwrap_or_default(),
        None => faults.take("source", fields::line(i.source, fields::LINE)),
    };
    let value_type = match (before, automatic) {
        (Some(before), _) => before.value_type,
        (None, Some(automatic)) => automatic.value_type(),
        (None, None) => one_of("value_type", i.value_type, ValueType::from_word, ValueType::Immediate, &mut faults),
    };
    let measure = match (before, automatic) {
        (Some(before), _) => before.measure,
        (None, Some(automatic)) => automatic.measure(),
        (None, None) => one_of("measure", i.measure, Measure::from_word, Measure::Number, &mut faults),
    };
    let level = if i.level.is_empty() {
        None
    } else {
        Some(one_of("level", i.level, Level::from_word, Level::Individual, &mut faults))
    };
    let kind = one_of("kind", i.kind, Kind::from_word, Kind::Effect, &mut faults);
    let unit = faults.take("unit", fields::optional_line(i.unit, 40)).unwrap_or_default();
    let direction = one_of("direction", i.direction, Direction::from_word, Direction::Up, &mut faults);
    let baseline = faults.take("baseline", quantity(i.baseline, measure));
    let baseline_on = match i.baseline_on.trim() {
        "" => None,
        typed => {
            let read = PublishedDate::parse(typed);
            if read.is_none() {
                faults.add("baseline_on", Fault::NotDate);
            }
            read
        }
    };
    let target = faults.take("target", quantity(i.target, measure));
    let target_by = faults.take("target_by", day(i.target_by));
    faults.check()?;
    Ok(Indicator {
        id: before.map_or_else(|| ctx.id(IndicatorId::new), |before| before.id),
        community_id: found.id,
        community_slug: found.slug.clone(),
        community: found.name.clone(),
        value_type,
        number: before.map_or(0, |before| before.number),
        name,
        definition,
        source,
        level,
        kind,
        measure,
        unit: if measure == Measure::Percent { String::new() } else { unit },
        direction,
        baseline,
        baseline_on,
        target,
        target_by,
        automatic,
        author_id: before.map_or(author_id, |before| before.author_id),
        created_at: before.map_or(ctx.now, |before| before.created_at),
        retired_at: before.and_then(|before| before.retired_at),
        version: if before.is_some() { i.version } else { 0 },
        latest: None,
        latest_on: None,
        latest_base: None,
        is_counted: false,
        measured: 0,
    })
}

/// One of the words of a list; otherwise the first of the list, with the fault noted.
fn one_of<T>(name: &'static str, typed: &str, read: fn(&str) -> Option<T>, first: T, faults: &mut Faults) -> T {
    read(typed).unwrap_or_else(|| {
        faults.add(name, if typed.is_empty() { Fault::Missing } else { Fault::NotChoice });
        first
    })
}

fn quantity(typed: &str, measure: Measure) -> Result<Option<Quantity>, Fault> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let typed = typed.trim();
    let read = Quantity::parse(typed.strip_suffix('%').unwrap_or(typed))?;
    let is_share = Quantity::whole(0) <= read && read <= Quantity::whole(100);
    if measure == Measure::Percent && !is_share { Err(Fault::OutOfRange) } else { Ok(Some(read)) }
}

/// An indicator with its measurements.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn indicator_page(ctx: &Ctx, slug: &str, id: &str) -> Result<IndicatorPage> {
    let mut tx = ctx.read().await?;
    let (found, standing, indicator) = found_indicator(ctx, &mut tx, slug, id).await?;
    let _permit = standing.permit::<ReadValue>()?;
    let measurements = value::measurements(&mut tx, indicator.id).await?;
    let filter = Filter { value_type: Some(indicator.value_type), state: None };
    let (stories, _) = kept::list(&mut tx, &ctx.viewer, ctx.today(), found.id, filter, (200, 0)).await?;
    let mut stories = crate::stories::told(&mut tx, stories).await?;
    let touches = |told: &Told| {
        told.steps.iter().any(|step| step.indicator_id == Some(indicator.id) && step.state != StepState::HopedFor)
    };
    stories.retain(touches);
    let may_frame = may_frame(&standing);
    Ok(IndicatorPage { found, standing, indicator, measurements, stories, may_frame })
}

/// Writes a measurement down.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::Invalid`]; [`Error::NotNow`] for what the site counts, or what is
/// not measured any more.
pub async fn record(ctx: &Ctx, slug: &str, id: &str, input: &MeasurementInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing, indicator) = found_indicator(ctx, &mut tx, slug, id).await?;
        let permit = standing.permit::<FrameValue>()?;
        if indicator.automatic.is_some() || indicator.retired_at.is_some() {
            return Err(Error::NotNow("indicator-not-measured"));
        }
        let mut faults = Faults::new();
        let on = faults.take("on", day(input.on));
        match on {
            None if faults.of("on").is_none() => faults.add("on", Fault::Missing),
            Some(on) if on > ctx.today() => faults.add("on", Fault::TooLate),
            _ => {}
        }
        let value = faults.take("value", quantity(input.value, indicator.measure));
        if value.is_none() && faults.of("value").is_none() {
            faults.add("value", Fault::Missing);
        }
        let base = faults.take("base", base(input.base));
        let note = faults.take("note", fields::optional_line(input.note, 500));
        faults.check()?;
        let (Some(on), Some(value)) = (on, value) else { return Err(Error::NotFound) };
        let by = Some(ctx.person()?);
        let new = NewMeasurement { id: ctx.id(MeasurementId::new), indicator: indicator.id, on, value, base, note, by };
        if !value::measure(&mut tx, &permit, &new, ctx.now).await? {
            return Err(Error::Invalid(Faults::one("on", Fault::Taken)));
        }
        let after = serde_json::json!({ "on": on, "value": value });
        let act = Act::by(acting(&standing), "value.measure").on("indicator", indicator.id).within(found.id);
        ctx.audit(&mut tx, act.after(&after)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

fn base(typed: &str) -> Result<Option<i64>, Fault> {
    let typed = typed.trim().replace([',', ' '], "");
    if typed.is_empty() {
        return Ok(None);
    }
    let base: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (1..=1_000_000_000).contains(&base) { Ok(Some(base)) } else { Err(Fault::OutOfRange) }
}

/// Takes away a measurement that somebody wrote down.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::AlreadyDone`] when it is not there.
pub async fn unrecord(ctx: &Ctx, slug: &str, id: &str, measurement: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing, indicator) = found_indicator(ctx, &mut tx, slug, id).await?;
        let permit = standing.permit::<FrameValue>()?;
        let measurement = MeasurementId::parse(measurement).ok_or(Error::NotFound)?;
        if !value::remove_measurement(&mut tx, &permit, indicator.id, measurement).await? {
            return Err(Error::AlreadyDone);
        }
        let act = Act::by(acting(&standing), "value.unmeasure").on("indicator", indicator.id).within(found.id);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Ends an indicator, or takes it up again. Its measurements stay.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`], [`Error::Stale`].
pub async fn retire(ctx: &Ctx, slug: &str, id: &str, version: i64) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing, indicator) = found_indicator(ctx, &mut tx, slug, id).await?;
        let permit = standing.permit::<FrameValue>()?;
        let retired_at = if indicator.retired_at.is_none() { Some(ctx.now) } else { None };
        let indicator = Indicator { retired_at, version, ..indicator };
        value::save_indicator(&mut tx, &permit, &indicator, ctx.now).await?;
        let act = Act::by(acting(&standing), "value.retire").on("indicator", indicator.id).within(found.id);
        ctx.audit(&mut tx, act.after(&serde_json::json!({ "is_measured": retired_at.is_none() }))).await?;
        Ok(tx.commit().await?)
    })
    .await
}
