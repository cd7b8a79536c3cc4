//! The sponsor's brief: one page on what a community is for, who drives it, how it works and what is asked.

use super::{Charter, Found, StageRow, visible};
use crate::{Ctx, Result};
use copia_domain::{
    policy::{Standing, acts::ReadBrief},
    role_terms::TermRole,
};
use copia_store::{
    communities,
    role_terms::{self, RoleTerm},
};

/// What the brief says.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The charter as it holds.
    pub charter: Option<Charter>,
    /// Who holds a role today.
    pub terms: Vec<RoleTerm>,
    /// The stages of its life.
    pub stages: Vec<StageRow>,
}

impl Brief {
    /// Those who hold a role today.
    pub fn holders(&self, role: TermRole) -> impl Iterator<Item = &RoleTerm> {
        self.terms.iter().filter(move |term| term.role == role)
    }
}

/// Reads the brief.
///
/// # Errors
/// [`crate::Error::NotFound`], and [`crate::Error::Denied`] to all but leads, sponsors and the manager.
pub async fn brief(ctx: &Ctx, slug: &str) -> Result<Brief> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<ReadBrief>()?;
    let charter = communities::charter(&mut tx, found.id).await?;
    let terms = role_terms::current(&mut tx, found.id, ctx.today()).await?;
    let stages = communities::stages(&mut tx, found.id).await?;
    Ok(Brief { found, standing, charter, terms, stages })
}
