//! The addresses that visitors and search engines may know.

use crate::{Result, Tx, row::record};
use copia_domain::{ids::ClaimId, slug::Slug};

statements! {
    COMMUNITIES = "SELECT slug FROM communities WHERE visibility = 'public' AND stage <> 'proposed' ORDER BY slug";
    AREAS = "SELECT slug FROM service_areas WHERE retired_on IS NULL ORDER BY slug";
    CLAIMS = "SELECT id FROM claims WHERE state = 'approved' ORDER BY id";
}

record! {
    /// What stands in an address.
    struct Named { slug: Slug }

    /// A claim that is shown.
    struct Claim { id: ClaimId }
}

/// The records that have a page of their own for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPages {
    /// Communities.
    pub communities: Vec<Slug>,
    /// Service areas.
    pub areas: Vec<Slug>,
    /// Approved claims.
    pub claims: Vec<ClaimId>,
}

/// Everything that has a page for everybody.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn public_pages(tx: &mut Tx) -> Result<PublicPages> {
    let communities: Vec<Named> = tx.all(COMMUNITIES, args![]).await?;
    let areas: Vec<Named> = tx.all(AREAS, args![]).await?;
    let claims: Vec<Claim> = tx.all(CLAIMS, args![]).await?;
    Ok(PublicPages {
        communities: communities.into_iter().map(|row| row.slug).collect(),
        areas: areas.into_iter().map(|row| row.slug).collect(),
        claims: claims.into_iter().map(|row| row.id).collect(),
    })
}
