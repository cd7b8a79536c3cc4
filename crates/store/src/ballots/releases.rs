//! What a box will release, and what it has released: two texts for each box.

use crate::{
    Result, Tx,
    row::{record, unreadable},
};
use copia_domain::{ballots::Plan, ids::BallotBoxId};

statements! {
    PLAN = "INSERT INTO ballot_plans (box_id, plan) VALUES ($1, $2)";
    PLAN_OF = "SELECT plan FROM ballot_plans WHERE box_id = $1";
    RELEASE = "INSERT INTO ballot_releases (box_id, release, digest) VALUES ($1, $2, $3)";
    RELEASE_OF = "SELECT release, digest FROM ballot_releases WHERE box_id = $1";
    TAKE_BACK = "DELETE FROM ballot_releases WHERE box_id = $1";
}

record! {
    /// A plan as JSON.
    struct Planned { plan: String }

    /// What a box has released.
    pub struct Released {
        /// As JSON.
        release: String,
        /// The SHA-256 digest of that text, in hexadecimal.
        digest: String,
    }
}

/// Fixes what a box will release. It is called when the box opens, once.
///
/// # Errors
/// [`crate::Error::Taken`] for a box that has a plan.
pub async fn plan(tx: &mut Tx, id: BallotBoxId, plan: &Plan) -> Result<()> {
    tx.execute(PLAN, args![id, serde_json::json!(plan).to_string()]).await?;
    Ok(())
}

/// What a box will release; `None` for one of before there were plans.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn plan_of(tx: &mut Tx, id: BallotBoxId) -> Result<Option<Plan>> {
    let row: Option<Planned> = tx.optional(PLAN_OF, args![id]).await?;
    row.map(|row| serde_json::from_str(&row.plan).map_err(|error| unreadable("plan", error))).transpose()
}

/// Keeps what a box releases.
///
/// # Errors
/// [`crate::Error::Taken`] for a box that has released something: it does so once.
pub async fn keep(tx: &mut Tx, id: BallotBoxId, release: &Released) -> Result<()> {
    tx.execute(RELEASE, args![id, release.release.as_str(), release.digest.as_str()]).await?;
    Ok(())
}

/// What a box has released.
///
/// # Errors
/// [`crate::Error::Database`].
pub async fn of(tx: &mut Tx, id: BallotBoxId) -> Result<Option<Released>> {
    tx.optional(RELEASE_OF, args![id]).await
}

/// Takes back what a box has released, with its answers.
///
/// # Errors
/// [`crate::Error::Database`].
pub(super) async fn take_back(tx: &mut Tx, id: BallotBoxId) -> Result<()> {
    tx.execute(TAKE_BACK, args![id]).await?;
    Ok(())
}
