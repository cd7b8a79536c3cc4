//! Several sessions as one thing: planning them with one form, announcing them together, and adding one.

mod adding;
mod off;
mod reach;
mod rule;

pub use adding::add_session;
pub(super) use off::{call_off_more, session_off};
pub(super) use reach::save;
pub(super) use rule::repetition;

use super::{
    Found, Holder, acting,
    calendars::new_uid,
    planning::{Checked, add, plan_on},
    publishing, visible,
};
use crate::{Ctx, Error, Result, ctx::Act};
use copia_domain::{
    events::{Local, State},
    ids::{EventSeriesId, SegmentId, SpeakerId},
    policy::{
        Permit, Role, Standing,
        acts::{PlanEvent, RunEvent},
    },
    recurrence::Rule,
    slug::Slug,
};
use copia_store::{
    Tx,
    events::{
        self, InSeries, Plan, Speaking,
        series::{self, Said, Segment, SeriesRegistration},
    },
};

/// What the page of a series shows.
#[derive(Debug, Clone)]
pub struct SeriesPage {
    /// The session from which one came.
    pub event: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The communities that hold it, as far as the viewer may know of them.
    pub holders: Vec<Holder>,
    /// Its sessions, as far as the viewer may know of them, in the order in which they take place.
    pub sessions: Vec<Found>,
    /// Its calendar objects.
    pub segments: Vec<Segment>,
    /// Whether the viewer comes to all of it.
    pub mine: Option<SeriesRegistration>,
}

impl SeriesPage {
    /// Drafts that can be announced.
    pub fn drafts(&self, ctx: &Ctx) -> usize {
        self.sessions.iter().filter(|one| can_be_announced(ctx, one)).count()
    }
}

fn can_be_announced(ctx: &Ctx, session: &Found) -> bool {
    session.state == State::Draft && session.starts_at > ctx.now
}

/// What the calendar object of a series says of its sessions.
fn said<'a>(plan: &'a Plan, rule: &'a Rule, first_local: Local) -> Said<'a> {
    Said {
        rule,
        first_local,
        zone: &plan.zone,
        minutes: plan.minutes,
        title: &plan.title,
        summary: &plan.summary,
        place: plan.place.as_deref(),
        joining_link: plan.joining_link.as_deref(),
    }
}

/// Keeps a series as drafts, one for each of its days; the address of the first.
pub(super) async fn create(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<PlanEvent>,
    checked: &Checked,
    rule: &Rule,
    acting: Role,
) -> Result<Slug> {
    let plan = &checked.plan;
    let (time, first) = (plan.local_start.0.time(), plan.local_start.0.date());
    let id = ctx.id(EventSeriesId::new);
    series::create(tx, permit, id, ctx.now).await?;
    let segment = add_segment(ctx, tx, permit, id, &said(plan, rule, plan.local_start)).await?;
    let dates = rule.dates(first).map_err(|fault| Error::Internal(fault.to_string()))?;
    let mut address = None;
    for date in dates {
        let slot = Local(date.to_datetime(time));
        let plan = if date == first { plan.clone() } else { plan_on(ctx, plan, slot) };
        let speakers = anew(ctx, &checked.speakers);
        let session = Checked { plan, communities: checked.communities.clone(), speakers };
        let place = InSeries { series: id, segment, slot };
        let (_, slug) = add(ctx, tx, permit, &session, &name(&session.plan.title, slot), Some(place)).await?;
        address.get_or_insert(slug);
    }
    let act = Act::by(acting, "series.create").on("event_series", id).after(&plan.title);
    let act = checked.communities.first().map_or(act.clone(), |first| act.within(*first));
    ctx.audit(tx, act).await?;
    address.ok_or_else(|| Error::Internal("a rule has no dates".to_owned()))
}

/// What the address of a session is made of: its title and its day.
fn name(title: &str, slot: Local) -> String {
    format!("{title} {}", slot.0.date())
}

/// The same speakers for another session, who answer for each.
fn anew(ctx: &Ctx, speakers: &[Speaking]) -> Vec<Speaking> {
    speakers.iter().map(|one| Speaking { id: ctx.id(SpeakerId::new), ..one.clone() }).collect()
}

async fn add_segment<A: copia_domain::policy::Act>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    id: EventSeriesId,
    said: &Said<'_>,
) -> Result<SegmentId> {
    let segment = ctx.id(SegmentId::new);
    series::add_segment(tx, permit, id, segment, &new_uid(ctx, segment), said, ctx.now).await?;
    Ok(segment)
}

/// A series with its sessions.
///
/// # Errors
/// [`Error::NotFound`], also for an event that belongs to none.
pub async fn series_page(ctx: &Ctx, slug: &str) -> Result<SeriesPage> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let id = event.series_id.ok_or(Error::NotFound)?;
    let holders = events::holders_of(&mut tx, &ctx.viewer, &[event.id], ctx.today()).await?;
    let sessions = series::sessions(&mut tx, &ctx.viewer, id, ctx.today()).await?;
    let mut segments = series::segments(&mut tx, id).await?;
    segments.retain(|segment| sessions.iter().any(|session| session.segment_id == Some(segment.id)));
    let mine = match ctx.viewer.id() {
        Some(person) => series::find(&mut tx, id, person).await?,
        None => None,
    };
    Ok(SeriesPage { event, standing, holders, sessions, segments, mine })
}

/// Announces every draft of a series that is still to come; how many.
///
/// # Errors
/// [`Error::AlreadyDone`] when there is none; [`Error::Denied`].
pub async fn publish_series(ctx: &Ctx, slug: &str) -> Result<usize> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let id = event.series_id.ok_or(Error::NotFound)?;
        let _permit = standing.permit::<RunEvent>()?;
        let sessions = series::sessions(&mut tx, &ctx.viewer, id, ctx.today()).await?;
        let mut published = 0;
        for session in sessions.iter().filter(|one| can_be_announced(ctx, one)) {
            // What somebody else runs is theirs to announce.
            let permit = ctx.viewer.at_event(session.id, session.roles()).permit::<RunEvent>();
            let Ok(permit) = permit else { continue };
            publishing::announce(ctx, &mut tx, permit, session, session.version).await?;
            published += 1;
        }
        if published == 0 {
            return Err(Error::AlreadyDone);
        }
        let act = Act::by(acting(&standing), "series.publish").on("event_series", id).after(&published);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(published)
    })
    .await
}

/// What a session says now.
fn plan_of(event: &Found) -> Plan {
    Plan {
        kind: event.kind,
        audience: event.audience,
        title: event.title.clone(),
        summary: event.summary.clone(),
        description: event.description.clone(),
        preparation: event.preparation.clone(),
        local_start: event.local_start,
        is_second: event.is_second,
        zone: event.zone.clone(),
        minutes: event.minutes,
        starts_at: event.starts_at,
        ends_at: event.ends_at,
        format: event.format,
        place: event.place.clone(),
        joining_link: event.joining_link.clone(),
        seats: event.seats,
        online_seats: event.online_seats,
        policy: event.policy,
        offer_hours: event.offer_hours,
        closes_at: event.closes_at,
        is_recorded: event.is_recorded,
        seeks_speakers: event.seeks_speakers,
    }
}
