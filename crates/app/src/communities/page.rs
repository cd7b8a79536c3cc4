//! A community's own page.

use super::{Charter, Fit, Found, Link, StageRow, sees_leads, visible};
use crate::{
    Ctx, Result,
    events::{Item, coming_of},
};
use copia_domain::{policy::Standing, published::PublishedDate, role_terms::TermRole};
use copia_store::{
    communities,
    role_terms::{self, RoleTerm},
};

/// Everything that the page shows, from one snapshot.
#[derive(Debug, Clone)]
pub struct CommunityPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The charter as it holds.
    pub charter: Option<Charter>,
    /// Who leads, sponsors and helps it today; empty where the viewer may not know.
    pub terms: Vec<RoleTerm>,
    /// Whether the viewer may know who leads it.
    pub sees_leads: bool,
    /// Where it works, for those who have signed in.
    pub links: Vec<Link>,
    /// Whom and what it fits.
    pub fits: Vec<Fit>,
    /// The stages of its life.
    pub stages: Vec<StageRow>,
    /// Where it went on, if it was merged and the viewer may know of that one.
    pub merged_into: Option<Found>,
    /// Its next events.
    pub events: Vec<Item>,
}

/// Events that the page shows.
const EVENTS: i64 = 3;

impl CommunityPage {
    /// Those who hold a role today.
    pub fn holders(&self, role: TermRole) -> impl Iterator<Item = &RoleTerm> {
        self.terms.iter().filter(move |term| term.role == role)
    }

    /// Since when the present stage holds.
    pub fn since(&self) -> Option<PublishedDate> {
        self.stages.iter().rev().find(|row| row.stage == self.found.stage).map(|row| row.held)
    }

    /// How the present stage came about: the last step, with its reason.
    pub fn last_step(&self) -> Option<&StageRow> {
        self.stages.iter().rev().find(|row| row.stage == self.found.stage)
    }
}

/// Reads the page: at most ten statements.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn page(ctx: &Ctx, slug: &str) -> Result<CommunityPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let sees_leads = sees_leads(ctx, &found, &standing);
    let terms = if sees_leads { role_terms::current(&mut tx, found.id, ctx.today()).await? } else { Vec::new() };
    let charter = communities::charter(&mut tx, found.id).await?;
    let links = if ctx.viewer.is_staff() { communities::links(&mut tx, found.id).await? } else { Vec::new() };
    let fits = communities::fits(&mut tx, found.id).await?;
    let stages = communities::stages(&mut tx, found.id).await?;
    let merged_into = match found.merged_into_id {
        Some(into) => communities::find_visible_by_id(&mut tx, &ctx.viewer, into, ctx.today()).await?,
        None => None,
    };
    let events = if found.stage.is_history() {
        Vec::new()
    } else {
        coming_of(ctx, &mut tx, Some(vec![found.id]), EVENTS).await?
    };
    Ok(CommunityPage { found, standing, charter, terms, sees_leads, links, fits, stages, merged_into, events })
}
