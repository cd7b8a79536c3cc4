//! Something elsewhere, described in words, with the figure that it gives. It says what was written down of it; whoever
//! approves the claim has looked at it.

use super::{What, digest, there};
use copia_domain::claims::{EvidenceKind, Says};
use copia_store::claims::Behind;

pub(super) fn say(of: &[Behind]) -> Vec<(What, Says)> {
    let one = |behind: &Behind| {
        let (note, address) = (behind.note.clone().unwrap_or_default(), behind.reference.clone().unwrap_or_default());
        let seal = digest(&(&note, &address, behind.value, behind.base_n));
        let says = Says { value: behind.value, base: behind.base_n, ..there(EvidenceKind::External, seal) };
        (What::External { note, address }, says)
    };
    of.iter().map(one).collect()
}
