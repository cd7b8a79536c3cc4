//! Checks each claim that somebody wrote and that is shown: that it is as it was sealed, that its evidence says what it
//! said then, and that this is enough for what it says.

use super::{Holds, Shown, What, is_of_programme, seal, views::with_evidence};
use crate::{Result, ballots, impact::Checked};
use copia_domain::{
    claims::Finding,
    counters::Counter,
    ids::{ClaimId, WaveId},
    policy::{Role, Roles, Viewer},
    time::Day,
};
use copia_store::{
    Tx,
    claims::{self, About},
    surveys::waves,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was found of each claim that is shown; `counted` has the counters as they are counted anew.
pub(crate) async fn checked(tx: &mut Tx, counted: &BTreeMap<Counter, i64>) -> Result<Vec<Checked>> {
    // Whoever runs the programme sees every community, so every claim.
    let everything = Viewer::person(uuid::Uuid::nil().into(), Roles::of(&[Role::ProgrammeManager]));
    let day = Day(jiff::civil::Date::ZERO);
    let all = claims::shown(tx, &everything, day, About::Programme).await?;
    let all = with_evidence(tx, all).await?;
    let miscounted = miscounted(tx, &all).await?;
    let check = |shown: &Shown| Checked {
        key: format!("written:{}", shown.claim.id),
        statement: shown.claim.statement.clone(),
        finding: if rests_on(shown).any(|wave| miscounted.contains(&wave)) {
            differs("what was released", "what the ballots come to".to_owned())
        } else {
            finding(shown, counted)
        },
        claim: Some(shown.claim.id),
    };
    Ok(all.iter().map(check).collect())
}

/// The waves on which a claim rests.
fn rests_on(shown: &Shown) -> impl Iterator<Item = WaveId> {
    shown.evidence.iter().filter_map(|piece| match piece.what {
        What::Survey { id, .. } => Some(id),
        _ => None,
    })
}

/// The waves among those on which claims rest whose ballots do not come to what was released.
async fn miscounted(tx: &mut Tx, all: &[Shown]) -> Result<BTreeSet<WaveId>> {
    let mut found = BTreeSet::new();
    for id in all.iter().flat_map(rests_on).collect::<BTreeSet<_>>() {
        let Some(box_id) = waves::find(tx, id).await?.and_then(|wave| wave.box_id) else { continue };
        let Some(released) = ballots::stored(tx, box_id).await? else { continue };
        if !ballots::still_says(tx, box_id, &released).await? {
            found.insert(id);
        }
    }
    Ok(found)
}

fn differs(claimed: &str, found: String) -> Finding {
    Finding::Differs { claimed: claimed.to_owned(), found }
}

/// The claims on the page of the whole programme.
pub(crate) async fn on_page(tx: &mut Tx) -> Result<Vec<ClaimId>> {
    let all = claims::shown(tx, &Viewer::visitor(), Day(jiff::civil::Date::ZERO), About::Programme).await?;
    Ok(all.iter().filter(|claim| is_of_programme(claim)).map(|claim| claim.id).collect())
}

fn finding(shown: &Shown, counted: &BTreeMap<Counter, i64>) -> Finding {
    if shown.evidence.is_empty() {
        return Finding::NoEvidence;
    }
    if !seal::is_whole(&shown.claim, &shown.evidence) {
        return differs("what was sealed", "something else".to_owned());
    }
    if let Some(piece) = shown.evidence.iter().find(|piece| !piece.is_as_sealed()) {
        let state = if shown.holds == Holds::Gone { "nothing any more" } else { "something else now" };
        return differs("what was sealed", format!("says {state} ({} {})", piece.behind.kind, piece.behind.position));
    }
    for piece in &shown.evidence {
        let What::Counter { counter } = piece.what else { continue };
        let anew = counted.get(&counter).copied().unwrap_or(0);
        if piece.says.value != Some(anew) {
            return differs(&piece.says.value.unwrap_or(0).to_string(), anew.to_string());
        }
    }
    match shown.lacks().first() {
        Some(lack) => differs("enough evidence", format!("lacks {lack}")),
        None => Finding::Equal,
    }
}
