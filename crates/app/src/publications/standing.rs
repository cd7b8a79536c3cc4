//! What the page of impact says as it stands.

use crate::{
    Ctx, Error, Result,
    claims::{About, Shown, Written, is_of_programme, shown},
    impact::{self, ClaimView},
    quotes::{self, Live},
};
use copia_domain::{
    counters::DEFINITIONS_VERSION,
    ids::{CommunityId, ServiceAreaId},
    policy::Viewer,
    slug::Slug,
};
use copia_store::{
    Tx,
    recognition::{self, Recognition},
    service_areas,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Of what the page is, as its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of<'a> {
    /// The whole programme.
    Programme,
    /// The community with this slug.
    Community(&'a str),
    /// The service area with this slug.
    Area(&'a str),
}

/// One heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The heading.
    pub name: String,
    /// The claims that stand under it, in order.
    pub claims: Vec<Shown>,
    /// What people said.
    pub quotes: Vec<Live>,
}

/// The page as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The name of the community or area; `None` for the programme.
    pub name: Option<String>,
    /// Which community it is of.
    pub community: Option<CommunityId>,
    /// Which area it is of.
    pub area: Option<ServiceAreaId>,
    /// The site's own counters, of the programme.
    pub counters: Vec<ClaimView>,
    /// The headings under which something stands, in their order.
    pub themes: Vec<Theme>,
    /// Awards and outside events, of the programme, the latest first.
    pub recognitions: Vec<Recognition>,
    /// Communities and areas that have such a page of their own with something on it: the name, and where it is.
    pub others: Vec<(String, String)>,
}

/// What the page states of one claim, for readers that are programs and for the seal of a publication.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Where the page is that says how it is known.
    pub address: String,
    /// What is claimed.
    pub statement: String,
    /// The heading under which it stands.
    pub theme: Option<String>,
    /// The figure.
    pub value: Option<i64>,
    /// Its unit: `count`, `percent_agree` or `statement`.
    pub measure: String,
    /// How it is qualified.
    pub qualifier: Option<String>,
    /// How many answers it rests on.
    pub base: Option<u32>,
    /// The bounds of a share in per cent, at 95 per cent confidence.
    pub interval: Option<(f64, f64)>,
    /// How it is known.
    pub strength: Option<String>,
    /// The time for which it holds.
    pub as_of: Option<String>,
    /// Whether what it rests on is as it was when it was approved.
    pub holds: bool,
    /// Of how many kinds and pieces of evidence it rests.
    pub evidence: usize,
    /// Of a counter, the version of its definition, by which a figure of one year is told from that of another.
    pub definition: Option<i64>,
    /// The seal of a claim that somebody approved.
    pub seal: Option<String>,
}

/// The page as it stands for the viewer.
///
/// # Errors
/// [`Error::NotFound`] for a community or area that the viewer may not know of.
pub async fn standing(ctx: &Ctx, of: Of<'_>) -> Result<Standing> {
    standing_in(ctx, &mut ctx.read().await?, of).await
}

async fn standing_in(ctx: &Ctx, tx: &mut Tx, of: Of<'_>) -> Result<Standing> {
    match of {
        Of::Programme => programme(ctx, tx).await,
        Of::Community(slug) => community(ctx, tx, slug).await,
        Of::Area(slug) => area(ctx, tx, slug).await,
    }
}

/// The page as a visitor sees it, whoever asks: what leaves the site in a frame, as data or in a publication.
///
/// # Errors
/// As [`standing`].
pub async fn for_everybody(ctx: &Ctx, of: Of<'_>) -> Result<Standing> {
    for_everybody_in(ctx, &mut ctx.read().await?, of).await
}

/// The same, as it stands in a transaction.
pub(super) async fn for_everybody_in(ctx: &Ctx, tx: &mut Tx, of: Of<'_>) -> Result<Standing> {
    standing_in(&Ctx { viewer: Viewer::visitor(), account: None, ..ctx.clone() }, tx, of).await
}

async fn programme(ctx: &Ctx, tx: &mut Tx) -> Result<Standing> {
    let counters = impact::counters_of(ctx, tx).await?;
    let claims = shown(ctx, tx, About::Programme).await?;
    let others = others(&claims);
    let claims: Vec<Shown> = claims.into_iter().filter(|one| is_of_programme(&one.claim)).collect();
    let quotes: Vec<Live> = quotes::public_ones(ctx, tx).await?;
    let order = crate::claims::themes_in(ctx, tx).await?;
    let recognitions = recognition::list(tx).await?;
    let themes = themes(&order, &claims, &quotes);
    Ok(Standing { name: None, community: None, area: None, counters, themes, recognitions, others })
}

async fn community(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<Standing> {
    let (found, standing) = crate::communities::visible(ctx, tx, slug).await?;
    let claims = shown(ctx, tx, About::Community(found.id)).await?;
    let quotes = quotes::in_community(ctx, tx, found.id, &standing).await?;
    let order = crate::claims::themes_in(ctx, tx).await?;
    Ok(Standing {
        themes: themes(&order, &claims, &quotes),
        name: Some(found.name),
        community: Some(found.id),
        area: None,
        counters: Vec::new(),
        recognitions: Vec::new(),
        others: Vec::new(),
    })
}

async fn area(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<Standing> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let found = service_areas::find(tx, &slug).await?.ok_or(Error::NotFound)?;
    let claims = shown(ctx, tx, About::Area(found.id)).await?;
    let order = crate::claims::themes_in(ctx, tx).await?;
    Ok(Standing {
        themes: themes(&order, &claims, &[]),
        name: Some(found.name),
        community: None,
        area: Some(found.id),
        counters: Vec::new(),
        recognitions: Vec::new(),
        others: Vec::new(),
    })
}

/// What the claims are about that are not about the whole programme, each once.
fn others(claims: &[Shown]) -> Vec<(String, String)> {
    let place = |one: &Shown| match &one.claim {
        Written { community: Some(name), community_slug: Some(slug), .. } => {
            Some((name.clone(), format!("/impact/communities/{slug}")))
        }
        Written { area: Some(name), area_slug: Some(slug), .. } => {
            Some((name.clone(), format!("/impact/areas/{slug}")))
        }
        _ => None,
    };
    claims.iter().filter_map(place).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What stands under each heading, in the order of the headings; what stands under none of them comes last.
pub(crate) fn themes(order: &[String], claims: &[Shown], quotes: &[Live]) -> Vec<Theme> {
    let used = claims.iter().filter_map(|one| one.claim.theme.clone());
    let used = used.chain(quotes.iter().filter_map(|quote| quote.theme.clone()));
    let mut names: Vec<String> = order.to_vec();
    for name in used {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let theme = |name: String| Theme {
        claims: claims.iter().filter(|one| one.claim.theme.as_ref() == Some(&name)).cloned().collect(),
        quotes: quotes.iter().filter(|quote| quote.theme.as_ref() == Some(&name)).cloned().collect(),
        name,
    };
    names.into_iter().map(theme).filter(|theme| !theme.claims.is_empty() || !theme.quotes.is_empty()).collect()
}

impl Standing {
    /// Everything that the page states, in its order.
    pub fn figures(&self) -> Vec<Figure> {
        let counted = self.counters.iter().map(|claim| Figure {
            address: format!("/impact/claims/{}", claim.id),
            statement: claim.statement.clone(),
            theme: None,
            value: claim.value,
            measure: claim.measure.to_string(),
            qualifier: None,
            base: None,
            interval: None,
            strength: Some("observed".to_owned()),
            as_of: claim.counted_at.map(|at| at.timestamp().to_string()),
            holds: true,
            evidence: 1,
            definition: claim.counter.map(|_| DEFINITIONS_VERSION),
            seal: None,
        });
        let written = self.themes.iter().flat_map(|theme| &theme.claims).map(|one| Figure {
            address: format!("/impact/claims/{}", one.claim.id),
            statement: one.claim.statement.clone(),
            theme: one.claim.theme.clone(),
            value: one.value,
            measure: one.claim.measure.to_string(),
            qualifier: one.claim.qualifier.map(|qualifier| qualifier.to_string()),
            base: one.base,
            interval: one.interval.map(|bounds| (bounds.low, bounds.high)),
            strength: Some(one.claim.strength.to_string()),
            as_of: one.claim.as_of.map(|date| date.to_string()),
            holds: one.holds == crate::claims::Holds::Yes,
            evidence: one.evidence.len(),
            definition: None,
            seal: one.claim.seal.clone(),
        });
        counted.chain(written).collect()
    }

    /// The quotes of the page.
    pub fn quotes(&self) -> impl Iterator<Item = &Live> {
        self.themes.iter().flat_map(|theme| &theme.quotes)
    }
}
