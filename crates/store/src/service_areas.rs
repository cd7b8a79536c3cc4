//! Service areas: how the programme is divided, at present and in the past.

use crate::{Error, Result, Tx, change_log, row::record};
use copia_domain::{
    fold::fold,
    ids::ServiceAreaId,
    policy::{Permit, acts::ManageServiceAreas},
    slug::Slug,
    time::{Day, When},
};

statements! {
    LIST = "SELECT id, slug, name, description, hue, position, created_at, retired_on, version
            FROM service_areas ORDER BY position, name_key, id";
    FIND = "SELECT id, slug, name, description, hue, position, created_at, retired_on, version
            FROM service_areas WHERE slug = $1";
    CREATE = "INSERT INTO service_areas (id, slug, name, name_key, description, hue, position, created_at, retired_on,
                version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    SAVE = "UPDATE service_areas SET name = $2, name_key = $3, description = $4, hue = $5, position = $6,
              retired_on = $7, version = version + 1 WHERE id = $1 AND version = $8";
    OF_AREA = "SELECT community_id FROM community_areas WHERE area_id = $1 AND until IS NULL";
}

record! {
    /// A service area.
    pub struct ServiceArea {
        /// Which area.
        id: ServiceAreaId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it is, in a sentence or two.
        description: String,
        /// Its hue, 0 to 11.
        hue: i64,
        /// Where it stands among the areas.
        position: i64,
        /// Since when it is known here.
        created_at: When,
        /// The day on which it was given up, if it was.
        retired_on: Option<Day>,
        /// Raised with each change.
        version: i64,
    }

    /// A community in an area.
    struct Within { community_id: copia_domain::ids::CommunityId }
}

/// All areas, those that were given up among them, in the order that the manager gave them.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx) -> Result<Vec<ServiceArea>> {
    tx.all(LIST, args![]).await
}

/// The area with an address.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, slug: &Slug) -> Result<Option<ServiceArea>> {
    tx.optional(FIND, args![slug]).await
}

/// Takes an area in.
///
/// # Errors
/// [`Error::Taken`] when its address is.
pub async fn create(tx: &mut Tx, _permit: Permit<ManageServiceAreas>, a: &ServiceArea) -> Result<()> {
    let args =
        args![a.id, &a.slug, &a.name, fold(&a.name), &a.description, a.hue, a.position, a.created_at, a.retired_on];
    tx.execute(CREATE, args).await?;
    change_log::add(tx, "area", a.id, a.created_at).await
}

/// Changes an area, if it is still at the version that was read. Its communities are found under its new name.
///
/// # Errors
/// [`Error::Stale`] when it is not.
pub async fn save(tx: &mut Tx, _permit: &Permit<ManageServiceAreas>, a: &ServiceArea, now: When) -> Result<()> {
    let args = args![a.id, &a.name, fold(&a.name), &a.description, a.hue, a.position, a.retired_on, a.version];
    if tx.execute(SAVE, args).await? == 0 {
        return Err(Error::Stale);
    }
    change_log::add(tx, "area", a.id, now).await?;
    for within in tx.all::<Within>(OF_AREA, args![a.id]).await? {
        change_log::add(tx, "community", within.community_id, now).await?;
    }
    Ok(())
}
