//! The addresses that search engines may know.

use crate::{Ctx, Result};

pub use copia_store::sitemap::PublicPages;

/// The records that have a page of their own for visitors.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn public_pages(ctx: &Ctx) -> Result<PublicPages> {
    let mut tx = ctx.read().await?;
    Ok(copia_store::sitemap::public_pages(&mut tx).await?)
}
