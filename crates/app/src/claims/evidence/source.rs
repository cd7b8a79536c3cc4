//! A page on which something was published, of those that the record names.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    ids::SourceId,
};
use copia_store::{
    Tx,
    claims::{self, Behind},
};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let id = |behind: &Behind| behind.reference.as_deref().and_then(SourceId::parse);
    let pages = claims::sources(tx, of.iter().filter_map(id).collect()).await?;
    let one = |behind: &Behind| {
        let Some(page) = pages.iter().find(|page| Some(page.id) == id(behind)) else {
            return gone(EvidenceKind::Source);
        };
        let seal = digest(&(&page.code, &page.title, &page.address));
        let what = What::Source { title: page.title.clone(), address: page.address.clone() };
        (what, there(EvidenceKind::Source, seal))
    };
    Ok(of.iter().map(one).collect())
}
