//! Awards and outside events.

use crate::{Ctx, Result};
use copia_store::recognition;

pub use copia_store::recognition::Recognition;

/// All of them, the latest first.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn list(ctx: &Ctx) -> Result<Vec<Recognition>> {
    let mut tx = ctx.read().await?;
    Ok(recognition::list(&mut tx).await?)
}
