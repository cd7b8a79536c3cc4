//! Requests that wait for too long, in all communities, and how much waits for the manager.

use crate::{Result, Tx, row::record};
use copia_domain::{
    ids::MembershipId,
    policy::{
        Permit,
        acts::{DecideRequest, SetUpCommunity},
    },
    slug::Slug,
    time::When,
};

statements! {
    WAITING = "SELECT m.id, c.slug, c.name AS community, p.name, m.since
               FROM memberships m JOIN communities c ON c.id = m.community_id JOIN people p ON p.id = m.person_id
               WHERE m.state = 'asked' AND m.since <= $1 AND c.stage IN ('forming', 'active')
               ORDER BY m.since, m.id LIMIT $2";
    UNDECIDED = "SELECT (SELECT count(*) FROM proposals WHERE decided_at IS NULL) AS proposals,
                   (SELECT count(*) FROM memberships m JOIN communities c ON c.id = m.community_id
                    WHERE m.state = 'asked' AND m.since <= $1 AND c.stage IN ('forming', 'active')) AS requests";
}

record! {
    /// A request that waits.
    pub struct Waiting {
        /// Which membership.
        id: MembershipId,
        /// The community's address.
        slug: Slug,
        /// The community's name.
        community: String,
        /// Who asks.
        name: String,
        /// Since when.
        since: When,
    }

    /// How much waits for the manager.
    pub struct Undecided {
        /// Proposals that nobody has decided.
        proposals: i64,
        /// Requests that wait for too long.
        requests: i64,
    }
}

/// The requests that wait since an instant or longer, the oldest first.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn waiting(tx: &mut Tx, _permit: &Permit<DecideRequest>, since: When, limit: i64) -> Result<Vec<Waiting>> {
    tx.all(WAITING, args![since, limit]).await
}

/// How many proposals are undecided, and how many requests wait since an instant or longer.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn undecided(
    tx: &mut Tx,
    _proposals: &Permit<SetUpCommunity>,
    _requests: &Permit<DecideRequest>,
    since: When,
) -> Result<Undecided> {
    tx.one(UNDECIDED, args![since]).await
}
