//! What stands in the form of a claim.

use super::themes;
use crate::{Ctx, Faults, Result};
use copia_domain::{
    claims::{ClaimState, LONGEST_STATEMENT, Level, Measure, Strength},
    fields::{Fault, line, optional_line},
    ids::{ClaimId, CommunityId, PersonId, ServiceAreaId},
    published::{PublishedDate, Qualifier},
    value::ValueType,
};
use copia_store::{
    Tx,
    claims::{self, Written},
    service_areas,
};

/// Characters of a comparison and of a notice at most.
const LONGEST: usize = 500;
/// The largest figure that a claim can give.
const LARGEST: i64 = 1_000_000_000;

/// What is written of a claim, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClaimInput<'a> {
    /// The sentence.
    pub statement: &'a str,
    /// What its value is.
    pub measure: &'a str,
    /// The figure; nothing where it is read anew each time.
    pub value: &'a str,
    /// How the figure is qualified.
    pub qualifier: &'a str,
    /// The time for which it holds.
    pub as_of: &'a str,
    /// The heading.
    pub theme: &'a str,
    /// At what level it speaks.
    pub level: &'a str,
    /// What kind of value it speaks of.
    pub value_type: &'a str,
    /// How it is known.
    pub strength: &'a str,
    /// With what a measurement was compared.
    pub comparison: &'a str,
    /// What it is about: nothing for the programme, `community:` or `area:` with a slug.
    pub about: &'a str,
    /// By when it has to be looked at again.
    pub review_by: &'a str,
    /// Where it corrects another: what was wrong with that.
    pub notice: &'a str,
    /// The version that the form was made from.
    pub version: i64,
}

/// The fields of a form as a claim, apart from its review, with what has to be changed in them.
pub(super) async fn checked(
    ctx: &Ctx,
    tx: &mut Tx,
    input: &ClaimInput<'_>,
    before: Option<&Written>,
) -> Result<(Written, Faults)> {
    let mut faults = Faults::new();
    let i = input;
    let measure = Measure::from_word(i.measure);
    if measure.is_none() {
        faults.add("measure", Fault::NotChoice);
    }
    let measure = measure.unwrap_or(Measure::Statement);
    let theme = faults.take("theme", line(i.theme, LONGEST));
    let known = themes::in_order(ctx, tx).await?;
    let is_kept = before.and_then(|claim| claim.theme.as_ref()) == Some(&theme);
    if faults.of("theme").is_none() && !known.contains(&theme) && !is_kept {
        faults.add("theme", Fault::NotChoice);
    }
    let strength = Strength::from_word(i.strength);
    if strength.is_none() {
        faults.add("strength", Fault::NotChoice);
    }
    let (community_id, service_area_id) = about(ctx, tx, i.about, &mut faults).await?;
    let claim = Written {
        measure,
        statement: faults.take("statement", line(i.statement, LONGEST_STATEMENT)),
        level: chosen("level", i.level, Level::from_word, &mut faults),
        theme: Some(theme),
        as_of: chosen("as_of", i.as_of.trim(), PublishedDate::parse, &mut faults),
        value: faults.take("value", value(measure, i.value)),
        qualifier: chosen("qualifier", i.qualifier, Qualifier::from_word, &mut faults)
            .filter(|_| measure == Measure::Count),
        value_type: chosen("value_type", i.value_type, ValueType::from_word, &mut faults),
        strength: strength.unwrap_or(Strength::Observed),
        comparison: faults.take("comparison", optional_line(i.comparison, LONGEST)),
        community_id,
        service_area_id,
        notice: faults.take("notice", optional_line(i.notice, LONGEST)),
        ..blank()
    };
    Ok((claim, faults))
}

/// A choice that may be left open.
fn chosen<T>(name: &'static str, typed: &str, read: fn(&str) -> Option<T>, faults: &mut Faults) -> Option<T> {
    if typed.is_empty() {
        return None;
    }
    let read = read(typed);
    if read.is_none() {
        faults.add(name, Fault::NotChoice);
    }
    read
}

fn value(measure: Measure, typed: &str) -> Result<Option<i64>, Fault> {
    let typed = typed.trim().replace([',', ' '], "");
    let largest = match measure {
        Measure::Statement => return Ok(None),
        Measure::PercentAgree => 100,
        Measure::Count => LARGEST,
    };
    if typed.is_empty() {
        // A share is of a time, so it is written down; a count may be read from a counter.
        return if measure == Measure::Count { Ok(None) } else { Err(Fault::Missing) };
    }
    let value: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (0..=largest).contains(&value) { Ok(Some(value)) } else { Err(Fault::OutOfRange) }
}

async fn about(
    ctx: &Ctx,
    tx: &mut Tx,
    typed: &str,
    faults: &mut Faults,
) -> Result<(Option<CommunityId>, Option<ServiceAreaId>)> {
    match typed.split_once(':') {
        None if typed.is_empty() => return Ok((None, None)),
        Some(("community", slug)) => {
            let all = claims::communities(tx, &ctx.viewer, ctx.today()).await?;
            if let Some(found) = all.iter().find(|one| one.slug.as_str() == slug) {
                return Ok((Some(found.id), None));
            }
        }
        Some(("area", slug)) => {
            let all = service_areas::list(tx).await?;
            if let Some(found) = all.iter().find(|one| one.slug.as_str() == slug) {
                return Ok((None, Some(found.id)));
            }
        }
        _ => {}
    }
    faults.add("about", Fault::Unknown);
    Ok((None, None))
}

/// A claim that says nothing yet; what is not in the form is filled in by whoever keeps it.
pub(crate) fn blank() -> Written {
    Written {
        id: ClaimId(uuid::Uuid::nil()),
        measure: Measure::Statement,
        statement: String::new(),
        level: None,
        theme: None,
        as_of: None,
        value: None,
        qualifier: None,
        base_n: None,
        state: ClaimState::Draft,
        recorded_at: copia_domain::time::When::default(),
        decided_by_id: None,
        decided_by: None,
        decided_at: None,
        decision_note: None,
        value_type: None,
        strength: Strength::Observed,
        comparison: None,
        community_id: None,
        community_slug: None,
        community: None,
        service_area_id: None,
        area_slug: None,
        area: None,
        author_id: PersonId(uuid::Uuid::nil()),
        author: String::new(),
        review_by: None,
        replaces_id: None,
        notice: None,
        replaced_by_id: None,
        sealed_at: None,
        seal: None,
        version: 0,
    }
}

/// What a claim says, without what was decided on it.
pub(super) fn unsealed(claim: Written) -> Written {
    let nothing = blank();
    Written {
        base_n: None,
        decided_by_id: None,
        decided_by: None,
        decided_at: None,
        decision_note: None,
        review_by: None,
        notice: None,
        replaced_by_id: None,
        sealed_at: None,
        seal: None,
        state: nothing.state,
        ..claim
    }
}
