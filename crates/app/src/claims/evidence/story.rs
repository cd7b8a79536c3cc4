//! A story: what its teller says, step by step, as far as it is shared with more than its community. Whoever takes it
//! back takes it from under every claim.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    ids::StoryId,
    value::stories::{Audience, State},
};
use copia_store::{
    Tx,
    claims::Behind,
    stories::{self, Step},
};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let id = |behind: &Behind| behind.reference.as_deref().and_then(StoryId::parse);
    let ids: Vec<StoryId> = of.iter().filter_map(id).collect();
    let found = stories::among(tx, ids.clone()).await?;
    let steps = stories::steps(tx, ids).await?;
    let one = |behind: &Behind| {
        let story = found.iter().find(|story| Some(story.id) == id(behind));
        let is_wide = |audience| matches!(audience, Audience::Organisation | Audience::Public);
        let Some(story) = story.filter(|story| story.state == State::Shared && is_wide(story.audience)) else {
            return gone(EvidenceKind::Story);
        };
        let told: Vec<&Step> = steps.iter().filter(|step| step.story_id == story.id).collect();
        let said: Vec<_> = told.iter().map(|step| (step.value_type, &step.body, step.state, step.happened)).collect();
        let seal = digest(&(&story.title, said, story.confirmed > 0));
        let what = What::Story {
            id: story.id,
            title: if story.audience == Audience::Public { story.title.clone() } else { String::new() },
            community: story.community.clone(),
            confirmed: story.confirmed,
        };
        (what, Says { is_confirmed: story.confirmed > 0, ..there(EvidenceKind::Story, seal) })
    };
    Ok(of.iter().map(one).collect())
}
