//! Charters: each change is a version of its own, and older ones stay readable.

use super::belongs;
use crate::{Error, Result, Tx, change_log, row::record};
use copia_domain::{
    ids::{CommunityId, PersonId},
    policy::{Permit, acts::EditCharter},
    time::When,
};

statements! {
    LATEST = "SELECT ch.version, ch.purpose, ch.scope, ch.audience, ch.ways_of_working, ch.cadence, ch.success,
                ch.author_id,
                CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS author, ch.written_at
              FROM charters ch LEFT JOIN people p ON p.id = ch.author_id
              WHERE ch.community_id = $1 ORDER BY ch.version DESC LIMIT 1";
    VERSION = "SELECT ch.version, ch.purpose, ch.scope, ch.audience, ch.ways_of_working, ch.cadence, ch.success,
                ch.author_id,
                CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS author, ch.written_at
              FROM charters ch LEFT JOIN people p ON p.id = ch.author_id
              WHERE ch.community_id = $1 AND ch.version = $2";
    VERSIONS = "SELECT ch.version, CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS author,
                ch.written_at
              FROM charters ch LEFT JOIN people p ON p.id = ch.author_id
              WHERE ch.community_id = $1 ORDER BY ch.version DESC";
    ADD = "INSERT INTO charters (community_id, version, purpose, scope, audience, ways_of_working, cadence, success,
             author_id, written_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
}

record! {
    /// One version of a charter. Each part is Markdown and may be empty.
    pub struct Charter {
        /// Which version, from 1.
        version: i64,
        /// Why the community exists.
        purpose: String,
        /// What it deals with.
        scope: String,
        /// Who it is for.
        audience: String,
        /// How it works.
        ways_of_working: String,
        /// How often it meets.
        cadence: String,
        /// What success looks like.
        success: String,
        /// Who wrote this version.
        author_id: Option<PersonId>,
        /// Their name today; empty once they have left.
        author: Option<String>,
        /// When it was written.
        written_at: When,
    }

    /// A version in the list of versions.
    pub struct CharterVersion {
        /// Which version.
        version: i64,
        /// Who wrote it; empty once they have left.
        author: Option<String>,
        /// When it was written.
        written_at: When,
    }
}

/// The charter as it holds; `None` before one was written.
///
/// # Errors
/// [`Error::Database`].
pub async fn charter(tx: &mut Tx, community: CommunityId) -> Result<Option<Charter>> {
    tx.optional(LATEST, args![community]).await
}

/// The charter as it was at a version.
///
/// # Errors
/// [`Error::Database`].
pub async fn charter_version(tx: &mut Tx, community: CommunityId, version: i64) -> Result<Option<Charter>> {
    tx.optional(VERSION, args![community, version]).await
}

/// All versions, the latest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn charter_versions(tx: &mut Tx, community: CommunityId) -> Result<Vec<CharterVersion>> {
    tx.all(VERSIONS, args![community]).await
}

/// Keeps a new version, whose number is one above the version that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else has written that version meanwhile, or the permit is for another community.
pub async fn add_charter(
    tx: &mut Tx,
    permit: Permit<EditCharter>,
    community: CommunityId,
    charter: &Charter,
) -> Result<()> {
    belongs(&permit, community)?;
    let Charter { purpose, scope, audience, ways_of_working, cadence, success, .. } = charter;
    let args = args![
        community,
        charter.version,
        purpose,
        scope,
        audience,
        ways_of_working,
        cadence,
        success,
        charter.author_id,
        charter.written_at
    ];
    match tx.execute(ADD, args).await {
        Err(Error::Taken(_)) => return Err(Error::Stale),
        other => other?,
    };
    change_log::add(tx, "community", community, charter.written_at).await
}
