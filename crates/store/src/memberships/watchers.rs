//! People who asked to be told when a community that is forming opens.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::{CommunityId, PersonId},
    policy::{Permit, acts::Watch},
    time::When,
};

statements! {
    WATCH = "INSERT INTO community_watchers (community_id, person_id, since) VALUES ($1, $2, $3)
             ON CONFLICT (community_id, person_id) DO UPDATE SET since = excluded.since, told_at = NULL
             WHERE community_watchers.told_at IS NOT NULL";
    UNWATCH = "DELETE FROM community_watchers WHERE community_id = $1 AND person_id = $2";
    IS_WATCHING = "SELECT person_id FROM community_watchers WHERE community_id = $1 AND person_id = $2";
    WATCHERS = "SELECT w.person_id FROM community_watchers w JOIN people p ON p.id = w.person_id
                WHERE w.community_id = $1 AND w.told_at IS NULL AND p.status = 'current' ORDER BY w.since, w.person_id";
    UNWATCH_ALL = "DELETE FROM community_watchers WHERE person_id = $1";
    TOLD = "UPDATE community_watchers SET told_at = $2 WHERE community_id = $1 AND told_at IS NULL";
}

record! {
    /// Somebody who wants to be told.
    struct Watcher { person_id: PersonId }
}

/// Notes that the permit's person wants to be told; whether they did not already.
///
/// # Errors
/// [`crate::Error::Stale`] for a permit without a person or a community.
pub async fn watch(tx: &mut Tx, permit: Permit<Watch>, now: When) -> Result<bool> {
    let (Some(community), Some(person)) = (permit.community(), permit.actor()) else {
        return Err(crate::Error::Stale);
    };
    Ok(tx.execute(WATCH, args![community, person, now]).await? == 1)
}

/// Takes that back; whether there was something to take back.
///
/// # Errors
/// [`crate::Error::Stale`] for a permit without a person or a community.
pub async fn unwatch(tx: &mut Tx, permit: Permit<Watch>) -> Result<bool> {
    let (Some(community), Some(person)) = (permit.community(), permit.actor()) else {
        return Err(crate::Error::Stale);
    };
    Ok(tx.execute(UNWATCH, args![community, person]).await? == 1)
}

/// Whether a person has asked to be told.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn is_watching(tx: &mut Tx, community: CommunityId, person: PersonId) -> Result<bool> {
    Ok(tx.optional::<Watcher>(IS_WATCHING, args![community, person]).await?.is_some())
}

/// Those who wait to be told, in the order in which they asked.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn watchers(tx: &mut Tx, community: CommunityId) -> Result<Vec<PersonId>> {
    let watchers: Vec<Watcher> = tx.all(WATCHERS, args![community]).await?;
    Ok(watchers.into_iter().map(|watcher| watcher.person_id).collect())
}

/// Notes that all of them are told, so that nobody is told twice.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn mark_told(tx: &mut Tx, community: CommunityId, now: When) -> Result<()> {
    tx.execute(TOLD, args![community, now]).await.map(drop)
}

/// Takes back whatever a person asked to be told, because they leave the site.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn unwatch_all(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(UNWATCH_ALL, args![person]).await.map(drop)
}
