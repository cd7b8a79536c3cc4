//! Setting a community up without a proposal.

use super::settings::{name, summary};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    communities::{Stage, Visibility},
    fields::{self, Fault},
    ids::{CommunityId, ServiceAreaId, StageChangeId},
    memberships::{CoreRule, JoinRule},
    policy::{Role, acts::SetUpCommunity},
    published::PublishedDate,
    slug::Slug,
};
use copia_store::{
    Tx,
    communities::{self, FirstStage, NewCommunity},
    service_areas::{self, ServiceArea},
};

/// A new community as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewInput<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is for.
    pub summary: &'a str,
    /// The address of its area; empty for none.
    pub area: &'a str,
    /// Forming or active.
    pub stage: &'a str,
    /// Who may join.
    pub join_rule: &'a str,
    /// Who finds it.
    pub visibility: &'a str,
    /// Why it begins.
    pub reason: &'a str,
}

/// The areas to choose from.
///
/// # Errors
/// [`Error::Denied`] to all but the manager.
pub async fn new_form(ctx: &Ctx) -> Result<Vec<ServiceArea>> {
    let _ = ctx.viewer.on_site().permit::<SetUpCommunity>()?;
    let mut tx = ctx.read().await?;
    areas_in_use(&mut tx).await
}

pub(super) async fn areas_in_use(tx: &mut Tx) -> Result<Vec<ServiceArea>> {
    let areas = service_areas::list(tx).await?;
    Ok(areas.into_iter().filter(|area| area.retired_on.is_none()).collect())
}

/// The area with an address, if one was chosen and it is in use.
pub(super) async fn chosen_area(tx: &mut Tx, slug: &str) -> Result<Option<ServiceAreaId>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let unknown = || Error::Invalid(Faults::one("area", Fault::Unknown));
    let slug = Slug::parse(slug).ok_or_else(unknown)?;
    let area = service_areas::find(tx, &slug).await?.filter(|area| area.retired_on.is_none());
    Ok(Some(area.ok_or_else(unknown)?.id))
}

/// Sets a community up; gives its address.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn create(ctx: &Ctx, input: &NewInput<'_>) -> Result<Slug> {
    let standing = ctx.viewer.on_site();
    let _ = standing.permit::<SetUpCommunity>()?;
    let mut faults = Faults::new();
    let name = faults.take("name", name(input.name));
    let summary = faults.take("summary", summary(input.summary));
    let stage = Stage::from_word(input.stage).filter(|stage| matches!(stage, Stage::Forming | Stage::Active));
    let join_rule = JoinRule::from_word(input.join_rule);
    let visibility = Visibility::from_word(input.visibility);
    for (field, known) in
        [("stage", stage.is_some()), ("join_rule", join_rule.is_some()), ("visibility", visibility.is_some())]
    {
        if !known {
            faults.add(field, Fault::NotChoice);
        }
    }
    let reason = faults.take("reason", fields::paragraphs(input.reason, 1_000));
    faults.check()?;
    let (Some(stage), Some(join_rule), Some(visibility)) = (stage, join_rule, visibility) else {
        return Err(Error::NotFound);
    };
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let permit = standing.permit::<SetUpCommunity>()?;
        let area = chosen_area(&mut tx, input.area).await?;
        let community = NewCommunity {
            id: ctx.id(CommunityId::new),
            slug: communities::free_slug(&mut tx, &name).await?,
            name: name.clone(),
            summary: summary.clone(),
            join_rule,
            core_rule: CoreRule::Choose,
            visibility,
            sensitive: false,
            proposed_by: None,
            area: area.map(|area| (area, ctx.today())),
            first: FirstStage {
                id: ctx.id(StageChangeId::new),
                stage,
                held: PublishedDate::Day(ctx.today().0),
                actor: ctx.viewer.id(),
                reason: reason.clone(),
            },
        };
        communities::create(&mut tx, permit, &community, ctx.now).await?;
        copia_store::counters::recount(&mut tx, ctx.now).await?;
        let act = Act::by(Role::ProgrammeManager, "community.create").on("community", community.id);
        ctx.audit(&mut tx, act.within(community.id).after(&(&name, stage))).await?;
        tx.commit().await?;
        Ok(community.slug)
    })
    .await
}
