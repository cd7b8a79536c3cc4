//! The areas and communities of a demonstration.

use super::Filling;
use crate::Result;
use copia_demonstration as demonstration;
use copia_domain::{
    communities::CharterPart,
    ids::{CommunityId, LinkId, uuid_v7},
    people::MatchKind,
    time::When,
};
use copia_store::{
    Tx,
    programmes::{self, Area, Community, StageChange},
};

pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let areas = filling.programme.service_areas.iter().zip(&filling.areas).map(|(area, id)| Area {
        id: *id,
        slug: area.key,
        name: area.name,
        description: area.description,
        hue: i64::from(area.hue),
        created_at: filling.now,
    });
    programmes::areas(tx, &areas.collect::<Vec<_>>()).await?;
    let communities = filling.programme.communities.iter().zip(&filling.communities);
    let communities: Vec<_> = communities.filter_map(|(community, id)| row(filling, *id, community)).collect();
    Ok(programmes::communities(tx, &communities, filling.now).await?)
}

/// When a community was first heard of.
pub(super) fn began(community: &demonstration::Community) -> When {
    community.stages.first().map_or_else(When::default, |change| When::noon(change.on.0))
}

fn row<'p>(filling: &Filling<'p>, id: CommunityId, community: &'p demonstration::Community) -> Option<Community<'p>> {
    let first = community.stages.first()?;
    let stages = community.stages.iter().filter_map(|change| {
        Some(StageChange {
            id: filling.id(uuid_v7, When::noon(change.on.0)),
            stage: change.stage,
            on: change.on,
            by: filling.person(change.by)?,
            reason: change.reason,
        })
    });
    let stages = stages.collect();
    let links = community
        .links
        .iter()
        .map(|link| (filling.id(LinkId::new, began(community)), link.label, link.address.as_str()));
    let links = links.collect();
    Some(Community {
        id,
        slug: community.slug,
        name: community.name,
        summary: community.purpose,
        stage: community.stage(),
        join_rule: community.join_rule,
        core_rule: community.core_rule,
        visibility: community.visibility,
        sensitive: community.is_sensitive,
        merged_into: community.merged_into.and_then(|other| filling.community(other)),
        proposed_by: filling.person(first.by),
        created_at: began(community),
        area: (*filling.areas.get(community.service_area)?, first.on),
        stages,
        charter: charter(community),
        links,
        fits: fits(filling, community),
    })
}

/// The parts of the charter in the order of [`CharterPart`]; a part that is not written is empty.
fn charter(community: &demonstration::Community) -> [&'static str; 6] {
    let part = |part: CharterPart| {
        let written = community.charter.iter().find(|(name, _)| *name == part);
        written.map_or("", |(_, text)| *text)
    };
    [
        part(CharterPart::Purpose),
        part(CharterPart::Scope),
        part(CharterPart::Audience),
        part(CharterPart::WaysOfWorking),
        part(CharterPart::Cadence),
        part(CharterPart::Success),
    ]
}

fn fits<'p>(filling: &Filling<'p>, community: &'p demonstration::Community) -> Vec<(MatchKind, &'p str)> {
    let families = community.job_families.iter().filter_map(|place| filling.programme.job_families.get(*place));
    let departments = community.departments.iter().filter_map(|place| filling.programme.departments.get(*place));
    let families = families.map(|family| (MatchKind::JobFamily, family.name));
    let departments = departments.map(|department| (MatchKind::Department, department.name));
    let topics = community.topics.iter().map(|topic| (MatchKind::Topic, *topic));
    families.chain(departments).chain(topics).collect()
}
