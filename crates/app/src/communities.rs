//! Communities of practice: finding them, setting them up, and the steps of their lives.

use crate::{Ctx, Error, Result};
use copia_domain::{policy::Standing, slug::Slug};
use copia_store::{Tx, communities};

pub use copia_store::communities::Found;

/// The community with an address as the viewer finds it, and what the viewer may do there. Every use case about a
/// community begins with this.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or the viewer may not know of it.
pub async fn visible(ctx: &Ctx, tx: &mut Tx, slug: &str) -> Result<(Found, Standing)> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let found = communities::find_visible(tx, &ctx.viewer, &slug, ctx.today()).await?.ok_or(Error::NotFound)?;
    let standing = ctx.viewer.in_community(found.id, found.roles());
    Ok((found, standing))
}
