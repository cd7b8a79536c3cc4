//! Deciding a request from the e-mail: a signed link for one lead and one request, good for fourteen days. Opening it
//! only shows the request, because mail scanners open links; posting decides as that lead, if they still lead.

use super::{
    as_person,
    requests::{Decision, decide_in},
};
use crate::{
    Ctx, Error, Result,
    communities::visible,
    links::{self, Purpose},
};
use copia_domain::{
    ids::{MembershipId, PersonId},
    memberships::{Refusal, State},
    notifications::DECISION_LINK_HOURS,
    policy::acts::DecideRequest,
    time::When,
};
use copia_store::{
    Tx,
    memberships::{self, Facts},
};

/// What the link says: which request, and who decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLink {
    /// The membership that was asked for.
    pub membership: MembershipId,
    /// The lead to whom the link was sent.
    pub lead: PersonId,
    /// When it was asked for: a link is for one request, not for the next one of the same person.
    pub asked_at: When,
    /// The site's signature of the three.
    pub signature: String,
}

/// How a request was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Where the membership stood afterwards. "Left" when the person took the request back.
    pub state: State,
    /// Who decided it, unless it was the system.
    pub by: Option<String>,
    /// When.
    pub at: When,
    /// Whether it was whoever the link was sent to.
    pub by_reader: bool,
}

/// What the page of the link shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionView {
    /// The request with its names.
    pub request: Facts,
    /// When it was asked for.
    pub asked_at: When,
    /// How it was decided, if it was.
    pub decided: Option<Decided>,
}

impl DecisionLink {
    /// The link for one lead and one request.
    pub(super) fn new(ctx: &Ctx, membership: MembershipId, lead: PersonId, asked_at: When) -> Self {
        let signature = links::sign(&ctx.app, Purpose::Decision, &about(membership, lead, asked_at));
        Self { membership, lead, asked_at, signature }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/decisions/{}/{}/{}/{}", self.membership, self.lead, self.asked_at.micros(), self.signature)
    }

    fn check(&self, ctx: &Ctx) -> Result<()> {
        let about = about(self.membership, self.lead, self.asked_at);
        let signed = links::is_signed(&ctx.app, Purpose::Decision, &about, &self.signature);
        let good_until = self.asked_at.plus_hours(DECISION_LINK_HOURS);
        if signed && ctx.now < good_until { Ok(()) } else { Err(Error::LinkEnded) }
    }
}

fn about(membership: MembershipId, lead: PersonId, asked_at: When) -> String {
    format!("{membership}|{lead}|{}", asked_at.micros())
}

/// Whether somebody may decide the requests of a community: then they may be told who asks.
pub(super) async fn may_decide(ctx: &Ctx, tx: &mut Tx, person: PersonId, community: &str) -> Result<bool> {
    let ctx = as_person(ctx, tx, person).await?;
    match visible(&ctx, tx, community).await {
        Ok((_, standing)) => Ok(standing.permit::<DecideRequest>().is_ok()),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn decided(tx: &mut Tx, link: &DecisionLink) -> Result<Option<Decided>> {
    let step = memberships::answer(tx, link.membership, State::Asked, link.asked_at).await?;
    Ok(step.map(|step| Decided {
        state: step.state,
        by_reader: step.actor_id == Some(link.lead),
        by: step.actor,
        at: step.at,
    }))
}

/// What the page of the link shows, without deciding anything or signing anybody in.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged or old link, or of somebody who has left; [`Error::Denied`] for somebody who does
/// not lead any more.
pub async fn look_at_decision(ctx: &Ctx, link: &DecisionLink) -> Result<DecisionView> {
    link.check(ctx)?;
    let mut tx = ctx.read().await?;
    let request = memberships::facts(&mut tx, link.membership).await?.ok_or(Error::LinkEnded)?;
    let ctx = as_person(ctx, &mut tx, link.lead).await?;
    let (_, standing) = visible(&ctx, &mut tx, request.slug.as_str()).await?;
    // Whoever does not lead any more does not learn who asks.
    let _ = standing.permit::<DecideRequest>()?;
    let decided = decided(&mut tx, link).await?;
    Ok(DecisionView { request, asked_at: link.asked_at, decided })
}

/// Decides as the lead to whom the link was sent.
///
/// # Errors
/// As [`look_at_decision`]; [`Error::Refused`] when it has been decided; [`Error::Invalid`] without a reason.
pub async fn decide_by_link(ctx: &Ctx, link: &DecisionLink, decision: &Decision) -> Result<State> {
    link.check(ctx)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let request = memberships::facts(&mut tx, link.membership).await?.ok_or(Error::LinkEnded)?;
        let ctx = as_person(ctx, &mut tx, link.lead).await?;
        let (found, standing) = visible(&ctx, &mut tx, request.slug.as_str()).await?;
        let _ = standing.permit::<DecideRequest>()?;
        if decided(&mut tx, link).await?.is_some() {
            return Err(Refusal::AlreadyDecided.into());
        }
        let state = decide_in(&ctx, &mut tx, &found, &standing, link.membership, decision).await?;
        tx.commit().await?;
        Ok(state)
    })
    .await
}
