//! Preparing a wave, and opening it: from then on who is asked, the minimum and what is told apart are fixed.

use super::{AnyWave, Groups, Survey, WaveLetter, asks, described, found, population, survey};
use crate::{
    Act, Ctx, Error, Faults, Result,
    ballots::{self, Opening},
    outbox::Job,
};
use copia_domain::{
    ballots::{MINIMUM, WORDS_FROM},
    fields::{self, Fault},
    ids::WaveId,
    policy::{Role, acts::RunWave},
    pulse::COUNT_AFTER_MINUTES,
    surveys::{
        TITLE,
        waves::{Asked, Attribute, LEAST_DAYS, MOST_DAYS, Step, WaveState, reminders, step},
    },
    time::{Day, When},
};
use copia_store::{
    Tx, claims,
    service_areas::{self, ServiceArea},
    surveys::{self, waves},
};

/// A wave, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct WaveInput<'a> {
    /// Its title.
    pub title: &'a str,
    /// Whether nobody is: people were asked elsewhere.
    pub elsewhere: bool,
    /// Whether everybody is asked.
    pub everybody: bool,
    /// Communities whose members are asked, by their addresses.
    pub communities: Vec<&'a str>,
    /// Areas in whose communities the members are asked, by their addresses.
    pub areas: Vec<&'a str>,
    /// Words of [`Attribute`].
    pub attributes: Vec<&'a str>,
    /// The version that was read; -1 for none.
    pub version: i64,
}

/// What is said when a wave is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct OpenInput<'a> {
    /// The last day on which people can answer.
    pub last_day: &'a str,
    /// Addresses of guests.
    pub guests: &'a str,
    /// The version that was read; -1 for none.
    pub version: i64,
}

/// What the form of a wave shows.
#[derive(Debug, Clone)]
pub struct WaveForm {
    /// What is asked.
    pub survey: Survey,
    /// The wave; `None` for a new one.
    pub wave: Option<AnyWave>,
    /// Communities that can be asked.
    pub communities: Vec<claims::Place>,
    /// Areas that can be.
    pub areas: Vec<ServiceArea>,
}

/// The form of a wave: a new one of a survey, or one that is prepared.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::NotNow`] for one that is open.
pub async fn wave_form(ctx: &Ctx, survey_id: Option<&str>, wave: Option<&str>) -> Result<WaveForm> {
    let _permit = ctx.viewer.on_site().permit::<RunWave>()?;
    let mut tx = ctx.read().await?;
    let (survey, wave) = begun(&mut tx, survey_id, wave).await?;
    let communities = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
    let areas = service_areas::list(&mut tx).await?.into_iter().filter(|area| area.retired_on.is_none()).collect();
    Ok(WaveForm { survey, wave, communities, areas })
}

async fn begun(tx: &mut Tx, survey_id: Option<&str>, wave: Option<&str>) -> Result<(Survey, Option<AnyWave>)> {
    match (survey_id, wave) {
        (_, Some(id)) => {
            let wave = found(tx, id).await?;
            if wave.state != WaveState::Draft {
                return Err(Error::NotNow("wave-open"));
            }
            Ok((asks(tx, &wave).await?, Some(wave)))
        }
        (Some(id), None) => Ok((survey(tx, id).await?, None)),
        (None, None) => Err(Error::NotFound),
    }
}

/// Keeps how a wave is prepared, or begins one.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`]; [`Error::Stale`]; [`Error::NotNow`] for one that is open.
pub async fn plan(ctx: &Ctx, survey_id: Option<&str>, wave: Option<&str>, input: &WaveInput<'_>) -> Result<WaveId> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<RunWave>()?;
        let mut tx = ctx.write().await?;
        let (survey, kept) = begun(&mut tx, survey_id, wave).await?;
        if kept.as_ref().is_some_and(|kept| kept.version != input.version) {
            return Err(Error::Stale);
        }
        let mut faults = Faults::new();
        let title = faults.take("title", fields::line(input.title, TITLE));
        let places = claims::communities(&mut tx, &ctx.viewer, ctx.today()).await?;
        let areas = service_areas::list(&mut tx).await?;
        let chosen = |slug: &str| places.iter().find(|one| one.slug.as_str() == slug).map(|one| one.id);
        let area = |slug: &str| areas.iter().find(|one| one.slug.as_str() == slug).map(|one| one.id);
        let communities: Option<Vec<_>> = input.communities.iter().map(|slug| chosen(slug)).collect();
        let areas: Option<Vec<_>> = input.areas.iter().map(|slug| area(slug)).collect();
        let communities = faults.take("communities", communities.ok_or(Fault::Unknown));
        let areas = faults.take("areas", areas.ok_or(Fault::Unknown));
        let asked = Asked { elsewhere: input.elsewhere, everybody: input.everybody, communities, areas };
        let is_anybody = asked.everybody || !asked.communities.is_empty() || !asked.areas.is_empty();
        if asked.elsewhere && is_anybody {
            faults.add("asked", Fault::NotChoice);
        }
        if !asked.elsewhere && !asked.everybody && asked.communities.is_empty() && asked.areas.is_empty() {
            faults.add("asked", Fault::Missing);
        }
        // In their own order: the more important first.
        let attributes = Attribute::ALL.iter().copied().filter(|one| input.attributes.contains(&one.word())).collect();
        faults.check()?;
        let wave = kept.unwrap_or_else(|| blank(ctx, &survey));
        let wave = AnyWave { title, asked, attributes, ..wave };
        waves::save(&mut tx, &permit, &wave).await?;
        let act = Act::by(Role::ProgrammeManager, "wave.plan").on("wave", wave.id).after(&described(ctx, &wave));
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(wave.id)
    })
    .await
}

fn blank(ctx: &Ctx, survey: &Survey) -> AnyWave {
    AnyWave {
        id: ctx.id(WaveId::new),
        survey_id: survey.id,
        survey: survey.title.clone(),
        title: String::new(),
        state: WaveState::Draft,
        asked: Asked::default(),
        attributes: Vec::new(),
        box_id: None,
        reminders: 0,
        begun_at: ctx.now,
        reason: None,
        outcome: None,
        told_at: None,
        version: 0,
        rule: None,
        elsewhere: None,
    }
}

/// The last moment of a day, as it was typed.
pub(super) fn end_of(ctx: &Ctx, typed: &str, opens: When) -> Result<When, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    let Day(day) = Day::parse(typed).ok_or(Fault::NotDate)?;
    let at = copia_domain::wall::instant(day.at(23, 59, 0, 0), &ctx.site.zone);
    match () {
        () if at < ctx.now.plus_days(LEAST_DAYS) => Err(Fault::TooEarly),
        () if at > opens.plus_days(MOST_DAYS) => Err(Fault::TooLate),
        () => Ok(at),
    }
}

/// How those who would be asked now would be told apart.
pub(super) async fn groups(tx: &mut Tx, wave: &AnyWave) -> Result<Groups> {
    Ok(population::groups(&population::invited(tx, &wave.asked, &wave.attributes).await?))
}

/// Opens a wave: who is asked is fixed, the survey does not change any more, and the invitations leave.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`], also where fewer are asked than the minimum; [`Error::Stale`];
/// [`Error::AlreadyDone`] for one that is open.
pub async fn open(ctx: &Ctx, id: &str, input: &OpenInput<'_>) -> Result<()> {
    ctx.retry(|| async {
        let permit = ctx.viewer.on_site().permit::<RunWave>()?;
        let mut tx = ctx.write().await?;
        let wave = found(&mut tx, id).await?;
        let state = step(wave.state, Step::Open).ok_or(Error::AlreadyDone)?;
        if wave.version != input.version {
            return Err(Error::Stale);
        }
        let closes_at = end_of(ctx, input.last_day, ctx.now);
        let closes_at = closes_at.map_err(|fault| Error::Invalid(Faults::one("last_day", fault)))?;
        if wave.asked.elsewhere {
            return Err(Error::NotNow("wave-elsewhere"));
        }
        if !asks(&mut tx, &wave).await?.items.iter().any(copia_domain::surveys::items::Item::is_question) {
            return Err(Error::NotNow("survey-empty"));
        }
        let mut invited = population::invited(&mut tx, &wave.asked, &wave.attributes).await?;
        let guests = population::guests(ctx, &mut tx, input.guests, &invited, wave.attributes.len()).await?;
        invited.extend(guests);
        if u32::try_from(invited.len()).is_ok_and(|few| few < MINIMUM) {
            return Err(Error::Invalid(Faults::one("asked", Fault::TooFew)));
        }
        let rule = Opening { event_id: None, minimum: MINIMUM, words_from: WORDS_FROM, closes_at };
        let opened = ballots::open(ctx, &mut tx, rule, &invited).await?;
        let plan = copia_domain::surveys::plan::plan(&asks(&mut tx, &wave).await?.items, &wave.attributes);
        ballots::plan(&mut tx, opened.id, &plan).await?;
        let wave = AnyWave { state, box_id: Some(opened.id), ..wave };
        waves::save(&mut tx, &permit, &wave).await?;
        super::comments::tell(&mut tx, &permit, wave.id).await?;
        surveys::freeze(&mut tx, &permit, wave.survey_id, ctx.now).await?;
        let letter = WaveLetter::Invitation;
        ctx.enqueue(&mut tx, &Job::TellOfWave { wave: wave.id, letter }, ctx.now, None).await?;
        let due: Vec<When> = reminders(ctx.now, closes_at);
        schedule(ctx, &mut tx, wave.id, &due, closes_at).await?;
        let act = Act::by(Role::ProgrammeManager, "wave.open").on("wave", wave.id);
        ctx.audit(&mut tx, act.after(&serde_json::json!({ "title": wave.title, "asked": invited.len() }))).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Puts into the outbox what the clock does to a wave that is open.
pub(super) async fn schedule(ctx: &Ctx, tx: &mut Tx, wave: WaveId, due: &[When], closes_at: When) -> Result<()> {
    for at in due {
        let job = Job::TellOfWave { wave, letter: WaveLetter::Reminder };
        ctx.enqueue(tx, &job, *at, Some(&format!("remind_of_wave:{wave}:{}", at.micros()))).await?;
    }
    let at = closes_at.plus_seconds(COUNT_AFTER_MINUTES * 60);
    let job = Job::CloseWave { wave };
    ctx.enqueue(tx, &job, at, Some(&format!("{}:{wave}:{}", job.kind(), at.micros()))).await
}
