//! Once a day: whoever holds a term that ends in 90, 60 or 30 days is told, and the programme manager with them.

use crate::{Ctx, Result, notifications::Message, outbox::Unfinished};
use copia_domain::{
    notifications::MessageKind,
    policy::{Permit, Scope, acts::SeeTerms},
    role_terms::{Notice, Term, TermRole},
    time::Day,
};
use copia_store::{deliveries, role_terms};
use std::collections::BTreeSet;

/// Days before the end on which a notice begins to hold.
const fn days_before(notice: Notice) -> i64 {
    match notice {
        Notice::Within30 => 30,
        Notice::Within60 => 60,
        Notice::Within90 => 90,
    }
}

/// Puts the notices that are due and were not sent into the outbox. The ledger knows what was sent, so that running
/// twice sends nothing twice.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub async fn send_notices(ctx: &Ctx) -> Result<(), Unfinished> {
    let sent = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let today = ctx.today();
        let permit = Permit::<SeeTerms>::of_the_system(Scope::Site, "terms that end are announced once a day");
        let ending = role_terms::ending(&mut tx, permit, today, today.plus_days(90)).await?;
        let managers = role_terms::holders(&mut tx, TermRole::ProgrammeManager, None, today).await?;
        for term in ending {
            let held = Term { starts: term.starts, ends: term.ends };
            let (Some(notice), Some(ends)) = (held.notice(today), term.ends) else { continue };
            let since = ends.plus_days(-days_before(notice));
            let mut readers: BTreeSet<_> = managers.iter().copied().collect();
            readers.insert(term.person_id);
            for reader in readers {
                let last = deliveries::last_about(&mut tx, reader, MessageKind::Terms, term.id).await?;
                if last.is_some_and(|at| Day(at.day_in(&ctx.site.zone)) >= since) {
                    continue;
                }
                let message = Message::TermEnding { term: term.id };
                ctx.notify(&mut tx, Some(reader), Some(term.community_id), message).await?;
            }
        }
        Ok(tx.commit().await?)
    });
    Ok(sent.await?)
}
