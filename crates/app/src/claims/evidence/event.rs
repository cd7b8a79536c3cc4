//! An event of this site: that it took place, when, under which title, and how many came.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    events::{Audience, State},
    ids::EventId,
};
use copia_store::{
    Tx,
    claims::{self, Behind},
};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let id = |behind: &Behind| behind.reference.as_deref().and_then(EventId::parse);
    let events = claims::events(tx, of.iter().filter_map(id).collect()).await?;
    let one = |behind: &Behind| {
        let event = events.iter().find(|event| Some(event.id) == id(behind));
        let Some(event) = event.filter(|event| event.state == State::Published) else {
            return gone(EvidenceKind::Event);
        };
        let seal = digest(&(&event.title, event.starts_at, event.audience, event.came));
        let what = What::Event {
            slug: event.slug.to_string(),
            title: event.title.clone(),
            starts_at: event.starts_at,
            came: event.came,
            is_public: event.audience == Audience::Public,
        };
        (what, there(EvidenceKind::Event, seal))
    };
    Ok(of.iter().map(one).collect())
}
