//! The page of impact as it stood on a day.

use crate::{Result, Tx, row::record, visibility};
use copia_domain::{
    ids::{ClaimId, CommunityId, GivenQuoteId, PublicationId, ServiceAreaId},
    policy::{Permit, Viewer, acts::PublishImpact},
    time::{Day, When},
};

/// What is read of a publication, up to the condition on which ones. One of a community that the viewer may not know of
/// is not found.
macro_rules! publications {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT b.id, b.slug, b.title, c.name AS community, sa.name AS area, b.published_at",
            $columns,
            " FROM publications b LEFT JOIN communities c ON c.id = b.community_id
             LEFT JOIN service_areas sa ON sa.id = b.service_area_id
             WHERE (b.community_id IS NULL OR ",
            visible!(),
            ") ",
            $rest
        )
    };
}

statements! {
    LIST = publications!("", "ORDER BY b.published_at DESC, b.id DESC");
    FIND = publications!(", b.body, b.figures, b.report, b.seal", "AND b.slug = $5");
    ALL = "SELECT slug, title, body, figures, report, seal FROM publications ORDER BY published_at, id";
    TAKEN = "SELECT slug FROM publications WHERE slug = $1";
    ADD = "INSERT INTO publications (id, slug, title, community_id, service_area_id, body, figures, report, seal,
             published_at, published_by_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    ADD_CLAIM = "INSERT INTO publication_claims (publication_id, claim_id) VALUES ($1, $2)";
    ADD_QUOTE = "INSERT INTO publication_quotes (publication_id, quote_id) VALUES ($1, $2)";
    SINCE = "SELECT w.id, w.statement, w.state = 'corrected' AS corrected, w.decided_at
             FROM publication_claims x JOIN claims w ON w.id = x.claim_id
             WHERE x.publication_id = $1 AND w.state IN ('corrected', 'withdrawn') ORDER BY w.decided_at, w.id";
}

record! {
    /// A publication in a list.
    pub struct Listed {
        /// Which publication.
        id: PublicationId,
        /// Where it is.
        slug: String,
        /// Its title.
        title: String,
        /// The community that it is about.
        community: Option<String>,
        /// The service area that it is about.
        area: Option<String>,
        /// When it was published.
        published_at: When,
    }

    /// A publication with its bytes.
    pub struct Publication {
        /// Which publication.
        id: PublicationId,
        /// Where it is.
        slug: String,
        /// Its title.
        title: String,
        /// The community that it is about.
        community: Option<String>,
        /// The service area that it is about.
        area: Option<String>,
        /// When it was published.
        published_at: When,
        /// The page, with a mark in the place of each quote.
        body: String,
        /// What it stated, as JSON.
        figures: String,
        /// Its report as JSON, with a mark in the place of each quote; empty where it has none.
        report: String,
        /// A digest of all.
        seal: String,
    }

    /// What a seal is checked against.
    pub struct Sealed {
        /// Where it is.
        slug: String,
        /// Its title.
        title: String,
        /// The page.
        body: String,
        /// What it stated.
        figures: String,
        /// Its report.
        report: String,
        /// A digest of all.
        seal: String,
    }

    /// A claim of a publication that does not hold any more.
    pub struct Fallen {
        /// Which claim.
        id: ClaimId,
        /// What it said.
        statement: String,
        /// Whether another one stands in its place.
        corrected: bool,
        /// Since when.
        decided_at: Option<When>,
    }

    /// An address that is in use.
    struct Taken { slug: String }
}

/// A publication that is new.
#[derive(Debug, Clone)]
pub struct NewPublication {
    /// Its id.
    pub id: PublicationId,
    /// Where it is to be.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The community that it is about.
    pub community: Option<CommunityId>,
    /// The service area that it is about.
    pub area: Option<ServiceAreaId>,
    /// The page, with a mark in the place of each quote.
    pub body: String,
    /// What it states, as JSON.
    pub figures: String,
    /// Its report as JSON.
    pub report: String,
    /// A digest of all.
    pub seal: String,
    /// The claims that stand in it.
    pub claims: Vec<ClaimId>,
    /// The quotes that stand in it.
    pub quotes: Vec<GivenQuoteId>,
}

/// The publications, the latest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn list(tx: &mut Tx, viewer: &Viewer, today: Day) -> Result<Vec<Listed>> {
    tx.all(LIST, visibility::arguments(viewer, today)).await
}

/// The publication under an address.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn find(tx: &mut Tx, viewer: &Viewer, today: Day, slug: &str) -> Result<Option<Publication>> {
    let mut args = visibility::arguments(viewer, today);
    args.extend(args![slug]);
    tx.optional(FIND, args).await
}

/// All publications with their seals.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn sealed(tx: &mut Tx) -> Result<Vec<Sealed>> {
    tx.all(ALL, args![]).await
}

/// Whether an address is in use.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn is_taken(tx: &mut Tx, slug: &str) -> Result<bool> {
    Ok(tx.optional::<Taken>(TAKEN, args![slug]).await?.is_some())
}

/// Adds a publication.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn add(tx: &mut Tx, permit: &Permit<PublishImpact>, new: &NewPublication, now: When) -> Result<()> {
    let args = args![
        new.id,
        &new.slug,
        &new.title,
        new.community,
        new.area,
        &new.body,
        &new.figures,
        &new.report,
        &new.seal,
        now,
        permit.actor()
    ];
    tx.execute(ADD, args).await?;
    for claim in &new.claims {
        tx.execute(ADD_CLAIM, args![new.id, *claim]).await?;
    }
    for quote in &new.quotes {
        tx.execute(ADD_QUOTE, args![new.id, *quote]).await?;
    }
    Ok(())
}

/// The claims of a publication that have been corrected or taken back since.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn fallen(tx: &mut Tx, publication: PublicationId) -> Result<Vec<Fallen>> {
    tx.all(SINCE, args![publication]).await
}
