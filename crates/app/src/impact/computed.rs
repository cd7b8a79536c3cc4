//! The programme's own counters as claims.

use crate::{Ctx, Result};
use copia_domain::{
    claims::{EvidenceKind, Measure, Origin},
    counters::{Counter, DEFINITIONS_VERSION},
    ids::ClaimId,
    policy::{Permit, Scope},
};
use copia_store::impact::{self, Figure, NewClaim, NewEvidence};

/// Makes sure that each counter has its claim under the present version of the definitions. The value is not kept
/// in the claim: it is read from the counter whenever the claim is shown.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn keep_computed(ctx: &Ctx) -> Result<()> {
    let mut tx = ctx.read().await?;
    let known = impact::computed_keys(&mut tx).await?;
    drop(tx);
    if Counter::ALL.iter().all(|counter| known.contains(&key(*counter))) {
        return Ok(());
    }
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = Permit::of_the_system(Scope::Site, "a counter is shown under its definition");
        for (place, counter) in (0_i64..).zip(Counter::ALL) {
            let claim = NewClaim {
                id: ctx.id(ClaimId::new),
                key: key(*counter),
                figure: figure(*counter),
                // Before everything that is imported.
                position: place - 100,
                note: "Counted by this site under its definition.".to_owned(),
            };
            let evidence = NewEvidence { kind: EvidenceKind::Counter, source: None, row: None };
            impact::add(&mut tx, &permit, &claim, evidence, ctx.now).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// What the claim of a counter is known by. A new version of the definitions makes new claims; the earlier ones
/// stay as they are.
pub(super) fn key(counter: Counter) -> String {
    format!("counter:{counter}:{DEFINITIONS_VERSION}")
}

/// What the claim of a counter says.
pub(super) fn figure(counter: Counter) -> Figure {
    Figure {
        origin: Origin::Computed,
        measure: Measure::Count,
        statement: counter.word().to_owned(),
        wording: None,
        level: None,
        theme: None,
        survey: None,
        fieldwork: None,
        reported: None,
        definition: Some(counter),
        definition_version: Some(DEFINITIONS_VERSION),
        as_of: None,
        value: None,
        qualifier: None,
        base_n: None,
        response_rate: None,
    }
}
