//! Planning an event: one form, from scratch or from an earlier event.

mod checked;
mod clocks;

pub(super) use checked::Checked;
pub(super) use clocks::plan_on;

use checked::check;

use super::{Found, Holder, Listed, acting, series, visible};
use crate::{Ctx, Error, Faults, Result, communities, ctx::Act, outbox::Job, registrations};
use copia_domain::{
    events::{Material, State, TeamRole},
    fields::Fault,
    ids::EventId,
    policy::{
        Permit, Scope, Standing,
        acts::{PlanEvent, RunEvent},
    },
    registrations::Place,
    series::Reach,
    slug::Slug,
};
use copia_store::{
    Tx,
    events::{self, InSeries, NewEvent, Plan, Plannable, Speaker, series as stored},
    registrations as places,
};

/// Speakers that an event has at most.
pub const SPEAKERS: usize = 12;

/// One speaker as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpeakerInput<'a> {
    /// The name, or a colleague's address.
    pub name: &'a str,
    /// Where they come from.
    pub affiliation: &'a str,
    /// The address of a guest, for their letter; a colleague has one already.
    pub email: &'a str,
}

/// An event as it was typed.
#[derive(Debug, Clone, Default)]
pub struct EventInput<'a> {
    /// The addresses of the communities that hold it.
    pub communities: Vec<&'a str>,
    /// Which of them answers for it; nothing for the first.
    pub answers: &'a str,
    /// What sort of event it is.
    pub kind: &'a str,
    /// Who may come.
    pub audience: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What it is about, in a sentence or two.
    pub summary: &'a str,
    /// What it is about.
    pub description: &'a str,
    /// What to prepare.
    pub preparation: &'a str,
    /// The day: `2026-11-03`.
    pub date: &'a str,
    /// When it starts: `12:30`.
    pub starts: &'a str,
    /// When it ends.
    pub ends: &'a str,
    /// Which of two equal times is meant when clocks go back: `earlier`, `later`, or nothing.
    pub which: &'a str,
    /// The zone; nothing for the organisation's.
    pub zone: &'a str,
    /// How one can take part.
    pub format: &'a str,
    /// Where it is.
    pub place: &'a str,
    /// How one joins from afar.
    pub joining_link: &'a str,
    /// Seats in the room; nothing for no limit.
    pub seats: &'a str,
    /// Places online; nothing for no limit.
    pub online_seats: &'a str,
    /// How a freed seat finds its next holder.
    pub policy: &'a str,
    /// Hours for which an offer stands.
    pub offer_hours: &'a str,
    /// When registering ends: `2026-11-02T17:00` on the event's clocks, or nothing.
    pub closes: &'a str,
    /// Whether it is recorded.
    pub is_recorded: bool,
    /// Whether people are asked to speak.
    pub seeks_speakers: bool,
    /// Who speaks.
    pub speakers: Vec<SpeakerInput<'a>>,
    /// How it repeats: a word of [`copia_domain::series::Repeat`], or nothing.
    pub repeat: &'a str,
    /// Every how many weeks or months it repeats; nothing for each.
    pub every: &'a str,
    /// After how many sessions the series ends; nothing where a last day is given.
    pub ends_after: &'a str,
    /// The last day on which there may be a session; nothing where a number is given.
    pub ends_on: &'a str,
    /// Which sessions of a series a change reaches: a word of [`Reach`], or nothing for this one.
    pub reach: &'a str,
    /// The version that was read; nothing for a new one.
    pub version: i64,
    /// Whether the host has been told who loses a seat, and means it.
    pub is_sure: bool,
}

/// What the form needs.
#[derive(Debug, Clone)]
pub struct EventForm {
    /// The event that is edited, or that a new one starts from.
    pub from: Option<Found>,
    /// Its communities.
    pub holders: Vec<Holder>,
    /// Its speakers.
    pub speakers: Vec<Speaker>,
    /// The communities that the viewer may plan for: address and name.
    pub choices: Vec<Plannable>,
}

/// What saving came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is done; whether people's calendars hear of it.
    Done {
        /// Whether those who come are told.
        is_told: bool,
    },
    /// It is done for several sessions of a series.
    Many {
        /// How many.
        sessions: usize,
        /// Whether those who come are told.
        is_told: bool,
    },
    /// So many people would lose their seats; nothing was saved.
    Sure {
        /// How many.
        people: u32,
    },
}

/// Opens the form for a new event, from scratch or from an earlier event.
///
/// # Errors
/// [`Error::Denied`] for somebody who may plan for no community; [`Error::NotFound`].
pub async fn new_form(ctx: &Ctx, like: Option<&str>) -> Result<EventForm> {
    let mut tx = ctx.read().await?;
    let choices = events::plannable(&mut tx, &ctx.viewer, ctx.today()).await?;
    if choices.is_empty() {
        // Says who may, and asks a visitor to sign in.
        ctx.viewer.on_site().permit::<PlanEvent>().map(drop)?;
    }
    let Some(slug) = like else {
        return Ok(EventForm { from: None, holders: Vec::new(), speakers: Vec::new(), choices });
    };
    let (found, _) = visible(ctx, &mut tx, slug).await?;
    let holders = events::holders_of(&mut tx, &ctx.viewer, &[found.id], ctx.today()).await?;
    Ok(EventForm { from: Some(found), holders, speakers: Vec::new(), choices })
}

/// Opens the form to edit an event.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn edit_form(ctx: &Ctx, slug: &str) -> Result<EventForm> {
    let mut tx = ctx.read().await?;
    let (found, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<RunEvent>()?;
    let holders = events::holders_of(&mut tx, &ctx.viewer, &[found.id], ctx.today()).await?;
    let speakers = events::speakers(&mut tx, found.id).await?;
    let choices = events::plannable(&mut tx, &ctx.viewer, ctx.today()).await?;
    Ok(EventForm { from: Some(found), holders, speakers, choices })
}

/// Keeps a new event as a draft, which its maker hosts.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn create(ctx: &Ctx, input: &EventInput<'_>) -> Result<Slug> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let checked = check(ctx, &mut tx, input, None).await?;
        let rule = series::repetition(input, &checked.plan)?;
        let first = checked.communities.first().copied().ok_or(Error::NotFound)?;
        let community = copia_store::communities::find_visible_by_id(&mut tx, &ctx.viewer, first, ctx.today()).await?;
        let community = community.ok_or(Error::NotFound)?;
        let permit = ctx.viewer.in_community(first, community.roles()).permit::<PlanEvent>()?;
        let acting = communities::acting(&ctx.viewer.in_community(first, community.roles()));
        let slug = match rule {
            Some(rule) => series::create(ctx, &mut tx, &permit, &checked, &rule, acting).await?,
            None => {
                let (id, slug) = add(ctx, &mut tx, &permit, &checked, &checked.plan.title, None).await?;
                let act = Act::by(acting, "event.create").on("event", id).within(first).after(&checked.plan.title);
                ctx.audit(&mut tx, act).await?;
                slug
            }
        };
        tx.commit().await?;
        Ok(slug)
    })
    .await
}

/// Keeps one event as a draft, under an address made of `name`, with its communities and speakers; its maker hosts it.
pub(super) async fn add(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<PlanEvent>,
    checked: &Checked,
    name: &str,
    series: Option<InSeries>,
) -> Result<(EventId, Slug)> {
    let id = ctx.id(EventId::new);
    let slug = events::free_slug(tx, name).await?;
    let uid = super::calendars::new_uid(ctx, id);
    let new = NewEvent { id, slug: &slug, uid: &uid, plan: &checked.plan, series };
    events::create(tx, permit, &new, ctx.now).await?;
    let run = Permit::<RunEvent>::of_the_system(Scope::Event(id), "whoever plans an event hosts it");
    events::set_communities(tx, &run, id, &checked.communities).await?;
    events::set_speakers(tx, &run, id, &checked.speakers).await?;
    events::add_runner(tx, &run, id, ctx.person()?, TeamRole::Host, ctx.now).await?;
    Ok((id, slug))
}

/// Keeps what a host has changed. Where the event moves, those who come are told, and their answers stand. Where
/// there are fewer seats than people, nothing is saved until the host says that they are sure.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`], [`Error::Stale`] when somebody else was faster.
pub async fn save(ctx: &Ctx, slug: &str, input: &EventInput<'_>) -> Result<Saved> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (found, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<RunEvent>()?;
        if found.state == State::CalledOff {
            return Err(Error::NotNow("event-called-off"));
        }
        if found.version != input.version {
            return Err(Error::Stale);
        }
        let checked = check(ctx, &mut tx, input, Some(&found)).await?;
        if let Some(reach) = reach(input, &found)? {
            let saved = series::save(ctx, &mut tx, &found, &checked, reach, input.is_sure).await?;
            tx.commit().await?;
            return Ok(saved);
        }
        let people = losing(&found, &checked.plan);
        if people > 0 && !input.is_sure {
            return Ok(Saved::Sure { people });
        }
        let is_told = keep(ctx, &mut tx, permit, &found, &checked, &standing).await?;
        tx.commit().await?;
        Ok(Saved::Done { is_told })
    })
    .await
}

/// How far a change reaches beyond the session at hand, if it does.
fn reach(input: &EventInput<'_>, found: &Found) -> Result<Option<Reach>> {
    if found.series_id.is_none() || input.reach.is_empty() {
        return Ok(None);
    }
    let reach = Reach::from_word(input.reach).ok_or(Error::Invalid(Faults::one("reach", Fault::NotChoice)))?;
    Ok(Some(reach).filter(|reach| *reach != Reach::This))
}

async fn keep(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: Permit<RunEvent>,
    found: &Found,
    checked: &Checked,
    standing: &Standing,
) -> Result<bool> {
    let plan = &checked.plan;
    events::set_communities(tx, &permit, found.id, &checked.communities).await?;
    events::set_speakers(tx, &permit, found.id, &checked.speakers).await?;
    let is_told = save_one(ctx, tx, permit, found, plan).await?;
    if let Some(segment) = found.segment_id.filter(|_| is_told) {
        let permit = Permit::<RunEvent>::of_the_system(Scope::Event(found.id), "one of its sessions has moved");
        stored::raise_segment(tx, &permit, segment, ctx.now).await?;
    }
    let act = Act::by(acting(standing), "event.edit").on("event", found.id);
    ctx.audit(tx, act.before(&found.title).after(&plan.title)).await?;
    if is_told {
        let job = Job::TellOfMove { event: found.id, sequence: found.sequence + 1, leaves_series: false };
        ctx.enqueue(tx, &job, ctx.now, None).await?;
    }
    Ok(is_told)
}

/// Keeps what an event says from now on, with what follows for its seats and reminders; whether calendars have to
/// hear of it, which is the caller's to do.
pub(super) async fn save_one(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: Permit<RunEvent>,
    found: &Found,
    plan: &Plan,
) -> Result<bool> {
    let is_told = found.state == State::Published && material(found) != planned(plan);
    events::save(tx, permit, found, plan, is_told, ctx.now).await?;
    copia_store::attendance::kind_changed(tx, found.id, found.kind, plan.kind, ctx.now).await?;
    if found.state != State::Published {
        return Ok(false);
    }
    let after = events::find(tx, &ctx.viewer, found.id, ctx.today()).await?.ok_or(Error::NotFound)?;
    if seating(found) != seating(&after) {
        resettle(ctx, tx, found, &after).await?;
    }
    if (after.starts_at, after.ends_at) != (found.starts_at, found.ends_at) {
        super::publishing::schedule(ctx, tx, &after).await?;
    }
    Ok(is_told)
}

/// What decides who has a seat.
fn seating(found: &Found) -> impl PartialEq + use<> {
    (found.format, found.seats, found.online_seats, found.policy, found.offer_hours, found.starts_at)
}

/// Gives the seats that came to those who wait, and takes back those that went.
async fn resettle(ctx: &Ctx, tx: &mut Tx, before: &Found, after: &Found) -> Result<()> {
    // Nobody is promoted shortly before the start, wherever that has moved to: an offer does not outlive it.
    let ends = after.room(Place::InPerson, ctx.now).promotion_ends();
    if places::shorten_offers(tx, after.id, ends).await? > 0 {
        let (job, at, key) = registrations::due_at_offers_end(after.id, ends);
        ctx.enqueue(tx, &job, at, Some(&key)).await?;
    }
    for place in Place::ALL {
        let had = before.room(*place, ctx.now).capacity.unwrap_or(u32::MAX);
        let seats = after.room(*place, ctx.now).capacity.unwrap_or(u32::MAX);
        // Without a limit there is no seat that is freed; those who waited get theirs all the same.
        let freed = if seats == u32::MAX { 0 } else { seats.saturating_sub(had) };
        registrations::settle(ctx, tx, after, *place, freed).await?;
    }
    Ok(())
}

/// What calendars know of an event as it stands.
pub(super) fn material(found: &Found) -> Material<'_> {
    Material {
        starts_at: found.starts_at,
        ends_at: found.ends_at,
        zone: &found.zone,
        place: found.place.as_deref(),
        joining_link: found.joining_link.as_deref(),
    }
}

/// What calendars would know of it.
pub(super) fn planned(plan: &Plan) -> Material<'_> {
    Material {
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        zone: &plan.zone,
        place: plan.place.as_deref(),
        joining_link: plan.joining_link.as_deref(),
    }
}

/// How many people would lose their seats.
pub(super) fn losing(found: &Found, plan: &Plan) -> u32 {
    let over = |(place, seats): (Place, Option<i64>)| {
        let seats = seats.map_or(u32::MAX, |seats| u32::try_from(seats).unwrap_or(u32::MAX));
        found.counts(place).0.saturating_sub(seats)
    };
    [(Place::InPerson, plan.seats), (Place::Online, plan.online_seats)].map(over).iter().sum()
}

/// Announced events at the same time, for the warning beside the form.
///
/// # Errors
/// [`Error::Store`].
pub(super) async fn clashes(ctx: &Ctx, tx: &mut Tx, found: &Found) -> Result<Vec<Listed>> {
    Ok(events::clashing(tx, &ctx.viewer, (found.starts_at, found.ends_at), Some(found.id), ctx.today()).await?)
}
