//! Reminders of requests that wait. They do nothing for a request that was decided, or taken back, meanwhile, nor
//! where a community has come to rest.

use super::letters::MembershipLetter;
use crate::{Ctx, Result, notifications::Message, outbox::Unfinished};
use copia_domain::{
    ids::{CommunityId, MembershipEventId, PersonId},
    memberships::{Intake, State},
    role_terms::TermRole,
};
use copia_store::{
    Tx, communities,
    memberships::{self, EventRow, Membership},
    role_terms,
};

/// The membership of a request that still waits.
pub(super) fn still_waits(row: &Membership, request: &EventRow) -> bool {
    row.state == State::Asked && row.since == request.at
}

/// Reminds every lead.
pub(crate) async fn remind_leads(ctx: &Ctx, request: MembershipEventId) -> Result<(), Unfinished> {
    remind(ctx, request, MembershipLetter::Reminder).await.map_err(Unfinished::from)
}

/// Tells every programme manager.
pub(crate) async fn tell_managers(ctx: &Ctx, request: MembershipEventId) -> Result<(), Unfinished> {
    remind(ctx, request, MembershipLetter::Overdue).await.map_err(Unfinished::from)
}

async fn readers(ctx: &Ctx, tx: &mut Tx, letter: MembershipLetter, community: CommunityId) -> Result<Vec<PersonId>> {
    let today = ctx.today();
    let readers = if letter == MembershipLetter::Reminder {
        role_terms::holders(tx, TermRole::Lead, Some(community), today).await?
    } else {
        role_terms::holders(tx, TermRole::ProgrammeManager, None, today).await?
    };
    Ok(readers)
}

async fn remind(ctx: &Ctx, request: MembershipEventId, letter: MembershipLetter) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Some(step) = memberships::find_event(&mut tx, request).await? else { return Ok(()) };
        let row = memberships::get(&mut tx, step.membership_id).await?;
        let Some(row) = row.filter(|row| still_waits(row, &step)) else { return Ok(()) };
        let life = communities::life(&mut tx, row.community_id).await?;
        // Nobody can accept it while the community is at rest.
        if life.is_none_or(|life| life.stage.intake() == Intake::Nobody) {
            return Ok(());
        }
        let mut readers = readers(ctx, &mut tx, letter, row.community_id).await?;
        readers.dedup();
        for reader in readers {
            let message = Message::Membership { letter, membership: row.id, event: request };
            ctx.notify(&mut tx, Some(reader), Some(row.community_id), message).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}
