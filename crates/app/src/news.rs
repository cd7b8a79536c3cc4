//! News: articles of this site, and summaries of articles that were published elsewhere.

use crate::{Ctx, Error, Result};
use copia_domain::ids::NewsItemId;
use copia_store::news;
use serde::Serialize;

pub use copia_store::news::NewsItem;

/// How many items a page shows.
pub const PER_PAGE: i64 = 20;

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsPage {
    /// The items, the latest first.
    pub items: Vec<NewsItem>,
    /// How many there are on all pages.
    pub count: i64,
    /// Which page this is, from 1.
    pub page: i64,
    /// How many pages there are, at least 1.
    pub pages: i64,
}

/// The items of one page of the list. A page before the first is the first; one after the last is not found.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn list(ctx: &Ctx, page: i64) -> Result<NewsPage> {
    let page = page.clamp(1, i64::from(u32::MAX));
    let mut tx = ctx.read().await?;
    let (items, count) = news::list(&mut tx, &ctx.viewer, ctx.today(), PER_PAGE, (page - 1) * PER_PAGE).await?;
    let pages = count.max(1).div_euclid(PER_PAGE) + i64::from(count.max(1) % PER_PAGE > 0);
    if page > pages {
        return Err(Error::NotFound);
    }
    Ok(NewsPage { items, count, page, pages })
}

/// One item that stands on this site, with its body.
///
/// # Errors
/// [`Error::NotFound`] when there is none, it stands elsewhere, or the viewer may not see it.
pub async fn item(ctx: &Ctx, id: &str) -> Result<NewsItem> {
    let id = NewsItemId::parse(id).ok_or(Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let item = news::find_visible(&mut tx, &ctx.viewer, id, ctx.today()).await?;
    item.filter(|item| item.body.is_some()).ok_or(Error::NotFound)
}
