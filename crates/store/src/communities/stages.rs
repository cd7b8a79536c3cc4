//! The history of a community's stages, and the proposals with which some begin.

use crate::{Error, Result, Tx, row::record};
use copia_domain::{
    communities::{Stage, TriageAnswer},
    ids::{CommunityId, PersonId, StageChangeId},
    policy::{Permit, acts::SetUpCommunity},
    published::PublishedDate,
    slug::Slug,
    time::When,
};

statements! {
    HISTORY = "SELECT s.id, s.previous, s.stage, s.held, s.recorded_at, s.actor_id,
                 CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS actor, s.reason
               FROM stage_changes s LEFT JOIN people p ON p.id = s.actor_id
               WHERE s.community_id = $1 ORDER BY s.held, s.recorded_at, s.id";
    ADD_PROPOSAL = "INSERT INTO proposals (community_id, why) VALUES ($1, $2)";
    DECIDE = "UPDATE proposals SET answer = $2, note = $3, decided_by_id = $4, decided_at = $5
              WHERE community_id = $1 AND decided_at IS NULL";
    KEEP_TO_THE_TWO = "UPDATE communities SET visibility = 'members' WHERE id = $1";
    PROPOSAL = "SELECT pr.community_id, c.slug, c.name, c.summary, c.created_at, c.proposed_by_id,
                  CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS proposed_by,
                  p.job_title, p.department, pr.why, pr.answer, pr.note, pr.decided_at,
                  CASE WHEN d.status = 'current' THEN d.name WHEN d.id IS NOT NULL THEN '' END AS decided_by
                FROM proposals pr JOIN communities c ON c.id = pr.community_id
                LEFT JOIN people p ON p.id = c.proposed_by_id LEFT JOIN people d ON d.id = pr.decided_by_id
                WHERE pr.community_id = $1";
    PROPOSALS = "SELECT pr.community_id, c.slug, c.name, c.summary, c.created_at, c.proposed_by_id,
                  CASE WHEN p.status = 'current' THEN p.name WHEN p.id IS NOT NULL THEN '' END AS proposed_by,
                  p.job_title, p.department, pr.why, pr.answer, pr.note, pr.decided_at,
                  CASE WHEN d.status = 'current' THEN d.name WHEN d.id IS NOT NULL THEN '' END AS decided_by
                FROM proposals pr JOIN communities c ON c.id = pr.community_id
                LEFT JOIN people p ON p.id = c.proposed_by_id LEFT JOIN people d ON d.id = pr.decided_by_id
                ORDER BY c.created_at DESC, c.id DESC";
}

record! {
    /// A step in a community's life, as history.
    pub struct StageRow {
        /// Which step.
        id: StageChangeId,
        /// The stage before.
        previous: Option<Stage>,
        /// The stage after.
        stage: Stage,
        /// Since when, as precisely as it is known.
        held: PublishedDate,
        /// When it was recorded.
        recorded_at: When,
        /// Who took the step.
        actor_id: Option<PersonId>,
        /// Their name today; empty once they have left.
        actor: Option<String>,
        /// Why.
        reason: String,
    }

    /// A proposal for a community.
    pub struct Proposal {
        /// The community that is proposed.
        community_id: CommunityId,
        /// Its address.
        slug: Slug,
        /// Its name.
        name: String,
        /// What it would be for.
        summary: String,
        /// When it was proposed.
        created_at: When,
        /// By whom.
        proposed_by_id: Option<PersonId>,
        /// Their name; empty once they have left.
        proposed_by: Option<String>,
        /// What they do.
        job_title: Option<String>,
        /// Where they work.
        department: Option<String>,
        /// Why it is needed.
        why: String,
        /// What the programme answered.
        answer: Option<TriageAnswer>,
        /// What it said with the answer.
        note: Option<String>,
        /// When it was decided.
        decided_at: Option<When>,
        /// By whom; empty once they have left.
        decided_by: Option<String>,
    }
}

/// The stages of a community, in the order in which they held.
///
/// # Errors
/// [`Error::Database`].
pub async fn stages(tx: &mut Tx, community: CommunityId) -> Result<Vec<StageRow>> {
    tx.all(HISTORY, args![community]).await
}

/// Keeps why a community is proposed.
pub(super) async fn add_proposal(tx: &mut Tx, community: CommunityId, why: &str) -> Result<()> {
    tx.execute(ADD_PROPOSAL, args![community, why]).await.map(drop)
}

/// Keeps what the programme answers to a proposal.
///
/// # Errors
/// [`Error::Stale`] when it was decided already.
pub async fn decide_proposal(
    tx: &mut Tx,
    permit: Permit<SetUpCommunity>,
    community: CommunityId,
    answer: TriageAnswer,
    note: &str,
    now: When,
) -> Result<()> {
    if tx.execute(DECIDE, args![community, answer, note, permit.actor(), now]).await? == 0 {
        return Err(Error::Stale);
    }
    if answer != TriageAnswer::Community {
        tx.execute(KEEP_TO_THE_TWO, args![community]).await?;
    }
    Ok(())
}

/// The proposal that a community began with.
///
/// # Errors
/// [`Error::Database`].
pub async fn proposal(tx: &mut Tx, community: CommunityId) -> Result<Option<Proposal>> {
    tx.optional(PROPOSAL, args![community]).await
}

/// All proposals, the newest first.
///
/// # Errors
/// [`Error::Database`].
pub async fn proposals(tx: &mut Tx, _permit: &Permit<SetUpCommunity>) -> Result<Vec<Proposal>> {
    tx.all(PROPOSALS, args![]).await
}
