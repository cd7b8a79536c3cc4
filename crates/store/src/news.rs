//! News: articles of this site, and summaries of articles that were published elsewhere.

use crate::{Result, Tx, change_log, row::record, visibility};
use copia_domain::{
    ids::{CommunityId, NewsItemId, RecordRowId, SourceId},
    policy::{Permit, Viewer, acts::EditPublicPages},
    published::PublishedDate,
    slug::Slug,
    time::{Day, When},
};

/// What is read of an item, up to the condition on which ones.
macro_rules! items {
    ($start:literal, $rest:expr) => {
        concat!(
            $start,
            " FROM news_items n
             LEFT JOIN sources s ON s.id = n.source_id
             LEFT JOIN communities c ON c.id = n.community_id
             WHERE (n.community_id IS NULL OR ",
            visible!(),
            ") ",
            $rest
        )
    };
}

statements! {
    LIST = items!(
        "SELECT n.id, n.published, n.kind, n.title, n.summary, n.body, n.record_row_id, c.slug AS community_slug,
           c.name AS community, s.code AS source_code, s.title AS source_title, s.address AS source_address",
        "ORDER BY n.published DESC, n.id DESC LIMIT $5 OFFSET $6"
    );
    COUNT = items!("SELECT count(*) AS items", "");
    FIND = items!(
        "SELECT n.id, n.published, n.kind, n.title, n.summary, n.body, n.record_row_id, c.slug AS community_slug,
           c.name AS community, s.code AS source_code, s.title AS source_title, s.address AS source_address",
        "AND n.id = $5"
    );
    ADD = "INSERT INTO news_items (id, published, kind, title, summary, body, community_id, source_id, record_row_id,
             recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ABOUT = "SELECT id FROM news_items WHERE community_id = $1";
    RECORDED = "SELECT n.id, n.published, n.kind, n.title, n.summary, n.body, n.record_row_id,
                  c.slug AS community_slug, c.name AS community, s.code AS source_code, s.title AS source_title,
                  s.address AS source_address
                FROM news_items n JOIN sources s ON s.id = n.source_id
                LEFT JOIN communities c ON c.id = n.community_id
                WHERE n.record_row_id IS NOT NULL ORDER BY n.published, n.id";
}

record! {
    /// An item of news.
    pub struct NewsItem {
        /// Which item.
        id: NewsItemId,
        /// When it was published, as precisely as it is known.
        published: PublishedDate,
        /// Such as "announcement" or "event report".
        kind: String,
        /// Its title.
        title: String,
        /// What it says, in a sentence or two.
        summary: String,
        /// The article, as Markdown; `None` where it stands elsewhere.
        body: Option<String>,
        /// The row of the record, where it came from one.
        record_row_id: Option<RecordRowId>,
        /// The address of the community that it is about.
        community_slug: Option<Slug>,
        /// The name of the community that it is about.
        community: Option<String>,
        /// The code of the page on which it was published.
        source_code: Option<String>,
        /// The title of that page.
        source_title: Option<String>,
        /// The address of that page.
        source_address: Option<String>,
    }

    /// A count of items.
    struct Count { items: i64 }

    /// An item about a community.
    struct About { id: NewsItemId }
}

/// An item that is new. It has a body, or the page on which it was published.
#[derive(Debug, Clone)]
pub struct NewNews {
    /// Its id.
    pub id: NewsItemId,
    /// When it was published.
    pub published: PublishedDate,
    /// Such as "announcement".
    pub kind: String,
    /// Its title.
    pub title: String,
    /// What it says, in a sentence or two.
    pub summary: String,
    /// The article, as Markdown.
    pub body: Option<String>,
    /// The community that it is about.
    pub community: Option<CommunityId>,
    /// The page on which it was published.
    pub source: Option<SourceId>,
    /// The row of the record.
    pub row: Option<RecordRowId>,
}

/// The items that the viewer may see, the latest first, and how many there are. An item about a community that
/// the viewer may not know of is left out.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(tx: &mut Tx, viewer: &Viewer, today: Day, limit: i64, offset: i64) -> Result<(Vec<NewsItem>, i64)> {
    let mut args = visibility::arguments(viewer, today);
    let count = tx.one::<Count>(COUNT, args.clone()).await?.items;
    args.extend(args![limit, offset]);
    Ok((tx.all(LIST, args).await?, count))
}

/// One item, if the viewer may see it.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find_visible(tx: &mut Tx, viewer: &Viewer, id: NewsItemId, today: Day) -> Result<Option<NewsItem>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![id]);
    tx.optional(FIND, args).await
}

/// Every item that came from a record, the oldest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn recorded(tx: &mut Tx) -> Result<Vec<NewsItem>> {
    tx.all(RECORDED, args![]).await
}

/// Adds an item.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, _permit: &Permit<EditPublicPages>, new: &NewNews, now: When) -> Result<()> {
    let n = new;
    let args =
        args![n.id, n.published, &n.kind, &n.title, &n.summary, n.body.clone(), n.community, n.source, n.row, now];
    tx.execute(ADD, args).await?;
    change_log::add(tx, "news", n.id, now).await
}

/// Notes that who may read the items about a community may have changed.
///
/// # Errors
/// [`crate::Error::Database`].
pub(crate) async fn community_changed(tx: &mut Tx, community: CommunityId, now: When) -> Result<()> {
    for item in tx.all::<About>(ABOUT, args![community]).await? {
        change_log::add(tx, "news", item.id, now).await?;
    }
    Ok(())
}
