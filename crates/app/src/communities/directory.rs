//! The directory: every community that the viewer may know of, and facets with counts.

use super::{Leading, Listed};
use crate::{Ctx, Result};
use copia_domain::{communities::Stage, ids::CommunityId};
use copia_store::{
    communities,
    service_areas::{self, ServiceArea},
};
use std::collections::HashMap;

/// How the directory is narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Only this area, by its address.
    pub area: Option<String>,
    /// Only this stage.
    pub stage: Option<Stage>,
}

/// All communities that the viewer may know of, by name, with the areas.
#[derive(Debug, Clone)]
pub struct Directory {
    /// The areas in the manager's order, those that were given up among them.
    pub areas: Vec<ServiceArea>,
    /// The communities.
    pub communities: Vec<Listed>,
    /// Who leads what, as far as the viewer may know.
    leads: HashMap<CommunityId, Vec<Leading>>,
}

/// An area with the number of communities in it.
#[derive(Debug, Clone, Copy)]
pub struct AreaFacet<'a> {
    /// The area.
    pub area: &'a ServiceArea,
    /// How many communities the viewer finds there.
    pub count: usize,
}

/// Reads the directory.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn directory(ctx: &Ctx) -> Result<Directory> {
    let mut tx = ctx.read().await?;
    let today = ctx.today();
    let areas = service_areas::list(&mut tx).await?;
    let listed = communities::listed(&mut tx, &ctx.viewer, today).await?;
    let mut leads: HashMap<CommunityId, Vec<Leading>> = HashMap::new();
    if ctx.viewer.is_staff() || ctx.site.organisation.leads_are_public {
        for leading in communities::leading(&mut tx, &ctx.viewer, today).await? {
            leads.entry(leading.community_id).or_default().push(leading);
        }
    }
    Ok(Directory { areas, communities: listed, leads })
}

impl Directory {
    /// The leads of a community, by name.
    pub fn leads(&self, community: CommunityId) -> &[Leading] {
        self.leads.get(&community).map_or(&[], Vec::as_slice)
    }

    /// The communities that remain, alive first as they are asked for: those whose life goes on, or all of one stage.
    pub fn living<'a>(&'a self, narrow: &'a Narrow) -> impl Iterator<Item = &'a Listed> {
        self.communities.iter().filter(move |one| {
            within(one, narrow)
                && match narrow.stage {
                    Some(stage) => one.stage == stage,
                    None => matches!(one.stage, Stage::Proposed | Stage::Forming | Stage::Active),
                }
        })
    }

    /// The communities that remain as history: paused, closed and merged, where no stage is asked for.
    pub fn past<'a>(&'a self, narrow: &'a Narrow) -> impl Iterator<Item = &'a Listed> {
        self.communities.iter().filter(move |one| {
            within(one, narrow)
                && narrow.stage.is_none()
                && matches!(one.stage, Stage::Paused | Stage::Closed | Stage::Merged)
        })
    }

    /// The areas that are in use or hold something, with counts under the chosen stage.
    pub fn area_facets(&self, narrow: &Narrow) -> Vec<AreaFacet<'_>> {
        let counted = |area: &ServiceArea| {
            let inside = self.communities.iter().filter(|one| one.area_id == Some(area.id));
            inside.filter(|one| narrow.stage.is_none_or(|stage| one.stage == stage)).count()
        };
        let facets = self.areas.iter().map(|area| AreaFacet { area, count: counted(area) });
        facets.filter(|facet| facet.count > 0 || facet.area.retired_on.is_none()).collect()
    }

    /// The stages that occur, with counts within the chosen area.
    pub fn stage_facets(&self, narrow: &Narrow) -> Vec<(Stage, usize)> {
        let counted =
            |stage: Stage| self.communities.iter().filter(|one| one.stage == stage && within(one, narrow)).count();
        let counts = Stage::ALL.iter().map(|stage| (*stage, counted(*stage)));
        counts.filter(|(stage, count)| *count > 0 || narrow.stage == Some(*stage)).collect()
    }

    /// A community by its id.
    pub fn find(&self, id: CommunityId) -> Option<&Listed> {
        self.communities.iter().find(|one| one.id == id)
    }
}

fn within(one: &Listed, narrow: &Narrow) -> bool {
    narrow.area.as_ref().is_none_or(|area| one.area_slug.as_ref().is_some_and(|slug| slug.as_str() == area))
}
