//! Communities that fit the person who asks, each with its reasons.

use crate::{Ctx, Result};
use copia_domain::{
    ids::CommunityId,
    people::MatchKind,
    policy::acts::Join,
    suggestions::{self, Fit},
};
use copia_store::{
    Tx,
    suggestions::{self as rows, FitRow},
};

/// A community that fits, with why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The community.
    pub community: FitRow,
    /// The kind and the word of each match, the weightiest first.
    pub reasons: Vec<(MatchKind, String)>,
}

/// What can be suggested to somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The communities, best first.
    pub communities: Vec<Suggested>,
    /// Whether the person has stated anything that could be matched; if not, they may be asked to.
    pub has_stated: bool,
}

/// The communities that fit the person who asks, best first; at most `most`. Those that they have had to do with,
/// and those that nobody can join, are not among them.
///
/// # Errors
/// [`crate::Error::Denied`] for a visitor.
pub async fn suggest(ctx: &Ctx, most: usize) -> Result<Suggestions> {
    let _permit = ctx.viewer.on_site().permit::<Join>()?;
    let mut tx = ctx.read().await?;
    suggest_in(ctx, &mut tx, most).await
}

pub(crate) async fn suggest_in(ctx: &Ctx, tx: &mut Tx, most: usize) -> Result<Suggestions> {
    let me = ctx.person()?;
    let profile = rows::profile(tx, me).await?;
    let has_stated = profile.job_family.is_some() || profile.department.is_some() || !profile.topics.is_empty();
    if !has_stated {
        return Ok(Suggestions::default());
    }
    let known = rows::fits(tx, me).await?;
    let fits: Vec<Fit> = known
        .iter()
        .map(|row| Fit { community: row.community_id, kind: row.kind, key: row.key.clone(), label: row.label.clone() })
        .collect();
    let find = |id: CommunityId| known.iter().find(|row| row.community_id == id).cloned();
    let communities = suggestions::suggest(&profile, &fits, most).into_iter().filter_map(|suggestion| {
        Some(Suggested { community: find(suggestion.community)?, reasons: suggestion.reasons })
    });
    Ok(Suggestions { communities: communities.collect(), has_stated })
}
