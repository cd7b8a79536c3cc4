//! What those who run a wave do with it: try it out, give people more time, call it off, and say what followed.

use super::{
    AnyWave, Groups, Survey, WaveLetter, asks, described, found,
    opening::{end_of, groups, schedule},
};
use crate::{Act, Ctx, Error, Faults, Result, outbox::Job};
use copia_domain::{
    fields::{self, Fault},
    policy::{Role, acts::RunWave},
    surveys::waves::{REMINDERS, Step, WaveState, step},
};
use copia_store::{
    ballots as kept, claims, service_areas,
    surveys::{asked, waves},
};

/// What those who run a wave see of it.
#[derive(Debug, Clone)]
pub struct WavePage {
    /// The wave.
    pub wave: AnyWave,
    /// What it asks.
    pub survey: Survey,
    /// How those who would be asked now would be told apart; `None` once it is open.
    pub groups: Option<Groups>,
    /// What was fixed when it opened: what ballots can say, and how many are asked who say it.
    pub cells: Vec<kept::Cell>,
    /// The communities and areas that are asked, by their names.
    pub asked: Vec<String>,
    /// How many have been counted so far. It grows by ten or more at once.
    pub answered: i64,
}

/// A wave, for those who run it.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn wave(ctx: &Ctx, id: &str) -> Result<WavePage> {
    let _permit = ctx.viewer.on_site().permit::<RunWave>()?;
    let mut tx = ctx.read().await?;
    let wave = found(&mut tx, id).await?;
    let survey = asks(&mut tx, &wave).await?;
    let (mut cells, mut answered, mut told) = (Vec::new(), 0, None);
    match wave.box_id {
        Some(id) => {
            cells = kept::cells(&mut tx, id).await?;
            let counted = wave.rule.and_then(|rule| rule.answered);
            let turnout = kept::turnout(&mut tx, id).await?;
            answered = counted.unwrap_or_else(|| turnout.iter().map(|(_, answered)| *answered).sum());
        }
        None => told = Some(groups(&mut tx, &wave).await?),
    }
    let areas = service_areas::list(&mut tx).await?;
    let areas = areas.iter().filter(|area| wave.asked.areas.contains(&area.id)).map(|area| area.name.clone());
    let communities = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
    let communities = communities.iter().filter(|one| wave.asked.communities.contains(&one.id));
    let asked = areas.chain(communities.map(|one| one.name.clone())).collect();
    Ok(WavePage { wave, survey, groups: told, cells, asked, answered })
}

/// Runs one step on a wave that has the version that was read; what is done in it is the expression, which may use
/// `tx`, and changes `wave`.
macro_rules! change {
    ($ctx:ident, $id:ident, $version:ident, $action:literal, |$tx:ident, $wave:ident| $body:block) => {
        $ctx.retry(|| async {
            let permit = $ctx.viewer.on_site().permit::<RunWave>()?;
            let mut $tx = $ctx.write().await?;
            let mut $wave = found(&mut $tx, $id).await?;
            if $wave.version != $version {
                return Err(Error::Stale);
            }
            $body
            waves::save(&mut $tx, &permit, &$wave).await?;
            let act = Act::by(Role::ProgrammeManager, $action).on("wave", $wave.id).after(&described($ctx, &$wave));
            $ctx.audit(&mut $tx, act).await?;
            Ok($tx.commit().await?)
        })
        .await
    };
}

/// Lets colleagues try a wave out, or ends that. What they answer is looked at and thrown away.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`], [`Error::Stale`]; [`Error::AlreadyDone`].
pub async fn try_out(ctx: &Ctx, id: &str, begin: bool, version: i64) -> Result<()> {
    let one = if begin { Step::Try } else { Step::EndTrial };
    change!(ctx, id, version, "wave.try_out", |tx, wave| {
        wave.state = step(wave.state, one).ok_or(Error::AlreadyDone)?;
    })
}

/// Gives people more time. Nothing else of what they were told changes.
///
/// # Errors
/// As [`try_out`]; [`Error::Invalid`] for field `last_day`; [`Error::NotNow`] for one that is not open.
pub async fn extend(ctx: &Ctx, id: &str, last_day: &str, version: i64) -> Result<()> {
    change!(ctx, id, version, "wave.extend", |tx, wave| {
        let (Some(id), Some(rule), WaveState::Open) = (wave.box_id, wave.rule, wave.state) else {
            return Err(Error::NotNow("wave-not-open"));
        };
        let fault = |fault| Error::Invalid(Faults::one("last_day", fault));
        let closes_at = end_of(ctx, last_day, rule.opens_at).map_err(fault)?;
        if closes_at <= rule.closes_at {
            return Err(fault(Fault::TooEarly));
        }
        if ctx.now >= rule.closes_at || !kept::extend(&mut tx, id, closes_at).await? {
            return Err(Error::NotNow("wave-not-open"));
        }
        let last = (wave.reminders < REMINDERS).then(|| closes_at.plus_hours(-24)).filter(|at| *at > ctx.now);
        schedule(ctx, &mut tx, wave.id, last.as_slice(), closes_at).await?;
        wave.rule = Some(super::WaveRule { closes_at, ..rule });
    })
}

/// Calls a wave off. All that people had answered is thrown away.
///
/// # Errors
/// As [`try_out`]; [`Error::Invalid`] for field `reason`.
pub async fn call_off(ctx: &Ctx, id: &str, reason: &str, version: i64) -> Result<()> {
    change!(ctx, id, version, "wave.call_off", |tx, wave| {
        let reason = fields::line(reason, 300).map_err(|fault| Error::Invalid(Faults::one("reason", fault)))?;
        wave.state = step(wave.state, Step::CallOff).ok_or(Error::AlreadyDone)?;
        wave.reason = Some(reason);
        if let Some(id) = wave.box_id {
            kept::throw_away(&mut tx, id, ctx.now).await?;
            asked::forget_reminders(&mut tx, id).await?;
        }
    })
}

/// Says what followed from a wave that is closed: it stands on the page of its results, and those who were asked by
/// letter are told, once.
///
/// # Errors
/// As [`try_out`]; [`Error::Invalid`] for field `outcome`; [`Error::NotNow`] for one that is not closed.
pub async fn say_outcome(ctx: &Ctx, id: &str, outcome: &str, version: i64) -> Result<()> {
    change!(ctx, id, version, "wave.say_outcome", |tx, wave| {
        if wave.state != WaveState::Closed {
            return Err(Error::NotNow("wave-not-closed"));
        }
        let said = fields::paragraphs(outcome, fields::PARAGRAPHS);
        wave.outcome = Some(said.map_err(|fault| Error::Invalid(Faults::one("outcome", fault)))?);
        if wave.told_at.is_none() {
            wave.told_at = Some(ctx.now);
            let job = Job::TellOfWave { wave: wave.id, letter: WaveLetter::Outcome };
            ctx.enqueue(&mut tx, &job, ctx.now, None).await?;
        }
    })
}
