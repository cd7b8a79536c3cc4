//! The steps of a community's life: launching, pausing, closing, merging, and coming back.

use super::{AreaSpell, Found, Listed, StageRow, acting, sees_authors, visible};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    notifications::Message,
    outbox::{Job, Unfinished},
};
use copia_domain::{
    communities::Stage,
    fields::{self, Fault},
    ids::{CommunityId, StageChangeId},
    policy::{Standing, acts::ChangeStage},
    published::PublishedDate,
    time::Day,
};
use copia_store::{
    Tx,
    communities::{self, CharterVersion, StageStep},
    memberships as rows,
    service_areas::ServiceArea,
};

/// The life of a community so far.
#[derive(Debug, Clone)]
pub struct HistoryPage {
    /// The community.
    pub found: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// Its stages, in the order in which they held.
    pub stages: Vec<StageRow>,
    /// The areas it belonged to.
    pub areas: Vec<AreaSpell>,
    /// The versions of its charter, the latest first.
    pub charters: Vec<CharterVersion>,
    /// Where it went on, if it was merged and the viewer may know of that one.
    pub merged_into: Option<Found>,
}

/// What the form for a step needs.
#[derive(Debug, Clone)]
pub struct StageForm {
    /// The community as it stands.
    pub found: Found,
    /// Communities that it could be merged into.
    pub others: Vec<Listed>,
    /// The areas to choose from.
    pub areas: Vec<ServiceArea>,
}

/// A step as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StageInput<'a> {
    /// The stage that follows.
    pub to: &'a str,
    /// Since when; today if nothing was typed.
    pub on: &'a str,
    /// Why.
    pub reason: &'a str,
    /// The address of the community that it is merged into.
    pub into: &'a str,
}

/// Reads the history. Who took each step is for those who have signed in and see who leads.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn history(ctx: &Ctx, slug: &str) -> Result<HistoryPage> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let mut stages = communities::stages(&mut tx, found.id).await?;
    let mut charters = communities::charter_versions(&mut tx, found.id).await?;
    if !sees_authors(ctx, &found, &standing) {
        stages.iter_mut().for_each(|row| row.actor = None);
        charters.iter_mut().for_each(|row| row.author = None);
    }
    let areas = communities::areas(&mut tx, found.id).await?;
    let merged_into = match found.merged_into_id {
        Some(into) => communities::find_visible_by_id(&mut tx, &ctx.viewer, into, ctx.today()).await?,
        None => None,
    };
    Ok(HistoryPage { found, standing, stages, areas, charters, merged_into })
}

/// Opens the form for a step.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn stage_form(ctx: &Ctx, slug: &str) -> Result<StageForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _ = standing.permit::<ChangeStage>()?;
    let others = communities::listed(&mut tx, &ctx.viewer, ctx.today()).await?;
    let others = others.into_iter().filter(|one| one.id != found.id && takes_in(one.stage)).collect();
    let areas = super::setup::areas_in_use(&mut tx).await?;
    Ok(StageForm { found, others, areas })
}

/// Whether another community can be merged into one at this stage.
const fn takes_in(stage: Stage) -> bool {
    matches!(stage, Stage::Forming | Stage::Active | Stage::Paused)
}

/// A step that can be taken.
struct Checked {
    found: Found,
    standing: Standing,
    to: Stage,
    on: Day,
    reason: String,
    into: Option<Found>,
}

/// What a step means for the people in a community that ends by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The community.
    pub name: String,
    /// The people whose memberships end.
    pub people: i64,
    /// The community that they are carried over to.
    pub into: Option<String>,
}

/// What a step would mean, before it is taken; `None` for one that ends nobody's membership.
///
/// # Errors
/// As [`change_stage`].
pub async fn foresee(ctx: &Ctx, slug: &str, input: &StageInput<'_>) -> Result<Option<Ending>> {
    let mut tx = ctx.read().await?;
    let step = checked(ctx, &mut tx, slug, input).await?;
    let ending = Ending {
        people: step.found.core + step.found.wider,
        name: step.found.name,
        into: step.into.map(|into| into.name),
    };
    Ok(step.to.is_history().then_some(ending))
}

async fn checked(ctx: &Ctx, tx: &mut Tx, slug: &str, input: &StageInput<'_>) -> Result<Checked> {
    let (found, standing) = visible(ctx, tx, slug).await?;
    let _ = standing.permit::<ChangeStage>()?;
    let mut faults = Faults::new();
    let to = Stage::from_word(input.to);
    if to.is_none() {
        faults.add("to", Fault::NotChoice);
    }
    let on = match input.on.trim() {
        "" => Some(ctx.today()),
        typed => Day::parse(typed).filter(|day| *day <= ctx.today()),
    };
    if on.is_none() {
        faults.add("on", Fault::NotDate);
    }
    let reason = faults.take("reason", fields::paragraphs(input.reason, 1_000));
    if to == Some(Stage::Merged) && input.into.is_empty() {
        faults.add("into", Fault::Missing);
    }
    faults.check()?;
    let (Some(to), Some(on)) = (to, on) else { return Err(Error::NotFound) };
    // A proposal is decided where its questions are answered.
    let known = found.stage != Stage::Proposed && found.stage.step(to).is_ok();
    // A community comes back empty: what people were in it ends first.
    let is_ending = found.stage.is_history() && !rows::present(tx, found.id, 1).await?.is_empty();
    if !known || is_ending {
        return Err(Error::NotNow("stage"));
    }
    // History is read in the order of its days: a step cannot lie before the one that it follows.
    let last = communities::stages(tx, found.id).await?.pop();
    if last.is_some_and(|last| on.0 < last.held.earliest()) {
        return Err(Error::Invalid(Faults::one("on", Fault::TooEarly)));
    }
    let into = if to == Stage::Merged {
        let unknown = || Error::Invalid(Faults::one("into", Fault::Unknown));
        let (target, _) = visible(ctx, tx, input.into).await.map_err(|_| unknown())?;
        if target.id == found.id || !takes_in(target.stage) {
            return Err(unknown());
        }
        Some(target)
    } else {
        None
    };
    Ok(Checked { found, standing, to, on, reason, into })
}

/// Takes a step. Those who wait for a forming community are told when it opens, or ends; the members of one that is merged
/// are carried over; nobody stays a member of one that has ended.
///
/// # Errors
/// [`Error::NotNow`] for a step that cannot follow; [`Error::Invalid`], [`Error::Denied`].
pub async fn change_stage(ctx: &Ctx, slug: &str, input: &StageInput<'_>) -> Result<Stage> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Checked { found, standing, to, on, reason, into } = checked(ctx, &mut tx, slug, input).await?;
        let merged_into = into.map(|into| into.id);
        let step = StageStep {
            id: ctx.id(StageChangeId::new),
            community: found.id,
            from: found.stage,
            to,
            held: PublishedDate::Day(on.0),
            reason,
            merged_into,
        };
        communities::set_stage(&mut tx, standing.permit::<ChangeStage>()?, &step, ctx.now).await?;
        if to.is_history() {
            ctx.enqueue(&mut tx, &Job::WindDown { community: found.id }, ctx.now, None).await?;
        }
        if opening(to, found.id).is_some() {
            ctx.enqueue(&mut tx, &Job::TellWatchers { community: found.id }, ctx.now, None).await?;
        }
        copia_store::counters::recount(&mut tx, ctx.now).await?;
        let act = Act::by(acting(&standing), "community.stage").on("community", found.id).within(found.id);
        ctx.audit(&mut tx, act.before(&found.stage).after(&(to, merged_into))).await?;
        tx.commit().await?;
        Ok(to)
    })
    .await
}

/// What those who wait for a community to open hear at a stage: that it has, or that it will not.
const fn opening(stage: Stage, community: CommunityId) -> Option<Message> {
    match stage {
        Stage::Active => Some(Message::Opening { community }),
        Stage::Closed | Stage::Merged => Some(Message::NotOpening { community }),
        Stage::Proposed | Stage::Forming | Stage::Paused => None,
    }
}

/// Tells everybody who waits what became of the community, once. Where it has come to rest meanwhile, they wait on.
///
/// # Errors
/// [`Unfinished::Retry`] when the store fails.
pub async fn tell_watchers(ctx: &Ctx, community: CommunityId) -> Result<(), Unfinished> {
    let told = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let life = communities::life(&mut tx, community).await?;
        let Some(message) = life.and_then(|life| opening(life.stage, community)) else { return Ok(()) };
        for person in rows::watchers(&mut tx, community).await? {
            ctx.notify(&mut tx, Some(person), Some(community), message.clone()).await?;
        }
        rows::mark_told(&mut tx, community, ctx.now).await?;
        Ok(tx.commit().await?)
    });
    Ok(told.await?)
}
