//! A counter of this site. Its figure is read anew each time; what a claim rests on is its definition.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    counters::{Counter, DEFINITIONS_VERSION},
};
use copia_store::{
    Tx,
    claims::{self, Behind},
};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let words = of.iter().filter_map(|one| one.reference.clone()).collect();
    let values = claims::counted(tx, words).await?;
    let one = |behind: &Behind| {
        let counter = behind.reference.as_deref().and_then(Counter::from_word);
        let Some(counter) = counter else { return gone(EvidenceKind::Counter) };
        let value = values.iter().find(|row| row.counter == counter).map_or(0, |row| row.value);
        let seal = digest(&(counter, DEFINITIONS_VERSION));
        let says = Says { value: Some(value), is_live: true, ..there(EvidenceKind::Counter, seal) };
        (What::Counter { counter }, says)
    };
    Ok(of.iter().map(one).collect())
}
