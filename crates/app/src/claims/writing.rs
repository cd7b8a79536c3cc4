//! Writing a claim, handing it in, and correcting one that is shown.

mod evidence;
mod fields;

pub use evidence::{EvidenceChoices, EvidenceInput, add_evidence, evidence_form, remove_evidence};
pub use fields::ClaimInput;
pub(crate) use fields::blank;

use super::{acting, deciding::review, found, is_author, themes};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    claims::{ClaimState, Step, step},
    fields::Fault,
    ids::ClaimId,
    policy::{Permit, Standing, acts::WriteClaim},
};
use copia_store::{
    Tx,
    claims::{self, NewBehind, Place, Written},
    service_areas::{self, ServiceArea},
};

/// What the form of a claim offers.
#[derive(Debug, Clone)]
pub struct FormPage {
    /// The claim, where there is one already.
    pub claim: Option<Written>,
    /// The headings.
    pub themes: Vec<String>,
    /// The communities that it can be about.
    pub communities: Vec<Place>,
    /// The service areas that it can be about.
    pub areas: Vec<ServiceArea>,
}

/// The form of a claim, or of a new one.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::NotNow`] for one that is somebody else's; [`Error::AlreadyDone`] for
/// one that is no draft any more.
pub async fn form(ctx: &Ctx, id: Option<&str>) -> Result<FormPage> {
    let _permit = ctx.viewer.on_site().permit::<WriteClaim>()?;
    let mut tx = ctx.read().await?;
    let claim = match id {
        Some(id) => Some(draft(ctx, &mut tx, id).await?),
        None => None,
    };
    let themes = themes::in_order(ctx, &mut tx).await?;
    let communities = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
    let areas = service_areas::list(&mut tx).await?.into_iter().filter(|area| area.retired_on.is_none()).collect();
    Ok(FormPage { claim, themes, communities, areas })
}

/// A draft that the viewer may change.
async fn draft(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<Written> {
    let claim = found(ctx, tx, id).await?;
    if claim.state != ClaimState::Draft {
        return Err(Error::AlreadyDone);
    }
    if is_author(ctx, &claim) { Ok(claim) } else { Err(Error::NotNow("claim-not-author")) }
}

/// Keeps what is written of a claim, a new one without an id.
///
/// # Errors
/// As [`form`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn write(ctx: &Ctx, id: Option<&str>, input: &ClaimInput<'_>) -> Result<ClaimId> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<WriteClaim>()?;
        let mut tx = ctx.write().await?;
        let before = match id {
            Some(id) => Some(draft(ctx, &mut tx, id).await?),
            None => None,
        };
        let checked = fields::checked(ctx, &mut tx, input, before.as_ref()).await?;
        let (checked, mut faults) = checked;
        let review_by = match (input.review_by.trim(), before.as_ref().and_then(|claim| claim.review_by)) {
            ("", _) => None,
            (typed, Some(kept)) if typed == kept.to_string() => Some(kept),
            (typed, _) => faults.take("review_by", review(ctx, typed).map(Some)),
        };
        faults.check()?;
        let author_id = before.as_ref().map_or_else(|| ctx.person(), |claim| Ok(claim.author_id))?;
        let claim = Written {
            id: before.as_ref().map_or_else(|| ctx.id(ClaimId::new), |claim| claim.id),
            recorded_at: before.as_ref().map_or(ctx.now, |claim| claim.recorded_at),
            decision_note: before.as_ref().and_then(|claim| claim.decision_note.clone()),
            replaces_id: before.as_ref().and_then(|claim| claim.replaces_id),
            version: before.as_ref().map_or(0, |_| input.version),
            author_id,
            review_by,
            ..checked
        };
        claims::save(&mut tx, &permit, &claim, ctx.now).await?;
        let act = Act::by(acting(&standing), "claim.write").on("claim", claim.id).after(&claim.statement);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(claim.id)
    })
    .await
}

/// Hands a claim in, for somebody else to approve. What it lacks stays for them to see: it can be handed in to be talked
/// about, but needs a day of review, and what was wrong where it corrects another.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotNow`]; [`Error::AlreadyDone`]; [`Error::Invalid`] for `review_by` and `notice`;
/// [`Error::Stale`].
pub async fn hand_in(ctx: &Ctx, id: &str, version: i64) -> Result<()> {
    own_step(ctx, id, version, Step::Submit, "claim.submit").await
}

/// Takes a claim back that was handed in, to go on writing.
///
/// # Errors
/// As [`hand_in`].
pub async fn recall(ctx: &Ctx, id: &str, version: i64) -> Result<()> {
    own_step(ctx, id, version, Step::Recall, "claim.recall").await
}

async fn own_step(ctx: &Ctx, id: &str, version: i64, one: Step, action: &'static str) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<WriteClaim>()?;
        let mut tx = ctx.write().await?;
        let claim = found(ctx, &mut tx, id).await?;
        let state = step(claim.state, one, is_author(ctx, &claim))?;
        if one == Step::Submit {
            let mut faults = Faults::new();
            if claim.review_by.is_none() {
                faults.add("review_by", Fault::Missing);
            }
            if claim.replaces_id.is_some() && claim.notice.is_none() {
                faults.add("notice", Fault::Missing);
            }
            faults.check()?;
        }
        let claim = Written { state, version, ..claim };
        claims::save(&mut tx, &permit, &claim, ctx.now).await?;
        ctx.audit(&mut tx, Act::by(acting(&standing), action).on("claim", claim.id)).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotNow`] for somebody else's; [`Error::AlreadyDone`].
pub async fn discard(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<WriteClaim>()?;
        let mut tx = ctx.write().await?;
        let claim = draft(ctx, &mut tx, id).await?;
        claims::discard(&mut tx, &permit, claim.id).await?;
        let act = Act::by(acting(&standing), "claim.discard").on("claim", claim.id).before(&claim.statement);
        ctx.audit(&mut tx, act).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Begins to correct a claim that is shown: a draft with its words and its evidence. The claim stays as it is until the
/// draft is approved.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::AlreadyDone`] for one that is not shown, or is being corrected.
pub async fn correct(ctx: &Ctx, id: &str) -> Result<ClaimId> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<WriteClaim>()?;
        let mut tx = ctx.write().await?;
        let claim = found(ctx, &mut tx, id).await?;
        let is_begun = claims::correction(&mut tx, claim.id).await?.is_some();
        if claim.state != ClaimState::Approved || is_begun {
            return Err(Error::AlreadyDone);
        }
        let replaced = claim.id;
        let new = Written {
            id: ctx.id(ClaimId::new),
            state: ClaimState::Draft,
            recorded_at: ctx.now,
            author_id: ctx.person()?,
            replaces_id: Some(replaced),
            version: 0,
            ..fields::unsealed(claim)
        };
        claims::save(&mut tx, &permit, &new, ctx.now).await?;
        for one in claims::behind(&mut tx, Some(replaced)).await? {
            let copy = NewBehind {
                kind: one.kind,
                reference: one.reference,
                note: one.note,
                value: one.value,
                base: one.base_n,
            };
            claims::support(&mut tx, &permit, new.id, &copy).await?;
        }
        let act = begun(&standing, new.id, replaced);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(new.id)
    })
    .await
}

fn begun(standing: &Standing, new: ClaimId, replaced: ClaimId) -> Act<'static> {
    Act::by(acting(standing), "claim.correct").on("claim", new).before(&replaced)
}

/// A draft with the permission to change what stands behind it.
async fn supported(ctx: &Ctx, tx: &mut Tx, id: &str) -> Result<(Standing, Permit<WriteClaim>, Written)> {
    let standing = ctx.viewer.on_site();
    let permit = standing.permit::<WriteClaim>()?;
    let claim = draft(ctx, tx, id).await?;
    Ok((standing, permit, claim))
}
