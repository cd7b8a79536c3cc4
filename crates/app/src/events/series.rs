//! Several sessions as one thing: planning them with one form, announcing them together, and adding one.

mod off;
mod reach;

pub(super) use off::{call_off_more, session_off};
pub(super) use reach::save;

use super::{
    EventInput, Found, Holder, acting,
    calendars::new_uid,
    planning::{Checked, add, plan_on},
    publishing, visible,
};
use crate::{Ctx, Error, Faults, Result, ctx::Act};
use copia_domain::{
    events::{Local, State},
    fields::{self, Fault},
    ids::{EventSeriesId, SegmentId, SpeakerId},
    policy::{
        Permit, Role, Scope, Standing,
        acts::{PlanEvent, RunEvent},
    },
    recurrence::{Bound, Rule, RuleFault},
    series::Repeat,
    slug::Slug,
    time::Day,
};
use copia_store::{
    Tx,
    events::{
        self, InSeries, Plan, Speaker, Speaking,
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

/// The rule that a form asks for; `None` for an event that does not repeat.
pub(super) fn repetition(input: &EventInput<'_>, plan: &Plan) -> Result<Option<Rule>> {
    if input.repeat.is_empty() {
        return Ok(None);
    }
    let mut faults = Faults::new();
    let first = plan.local_start.0.date();
    let every = faults.take("every", number(input.every)).unwrap_or(1);
    let pattern = match Repeat::from_word(input.repeat).map(|repeat| repeat.pattern(every, first)) {
        Some(Ok(pattern)) => Some(pattern),
        Some(Err(fault)) => refused(&mut faults, fault),
        None => {
            faults.add("repeat", Fault::NotChoice);
            None
        }
    };
    let count = faults.take("ends_after", number::<u16>(input.ends_after));
    let until = match input.ends_on.trim() {
        "" => None,
        typed => Day::parse(typed).map(|day| day.0).or_else(|| {
            faults.add("ends_on", Fault::NotDate);
            None
        }),
    };
    let is_readable = faults.of("ends_after").is_none() && faults.of("ends_on").is_none();
    let bound = match Bound::from_choice(count, until) {
        Err(fault) if is_readable => refused(&mut faults, fault),
        bound => bound.ok(),
    };
    let rule = pattern.zip(bound).map(|(pattern, bound)| Rule { pattern, bound });
    let dates = rule.as_ref().map_or(Ok(Vec::new()), |rule| rule.dates(first));
    if let Err(fault) = dates {
        refused::<()>(&mut faults, fault);
    }
    faults.check()?;
    Ok(rule)
}

fn number<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(None) };
    typed.parse().map(Some).map_err(|_| Fault::NotNumber)
}

/// Says at its field what is wrong with a rule.
fn refused<T>(faults: &mut Faults, fault: RuleFault) -> Option<T> {
    let (field, fault) = match fault {
        RuleFault::Interval => ("every", Fault::OutOfRange),
        RuleFault::Day => ("repeat", Fault::NotEveryMonth),
        RuleFault::FirstDoesNotFit | RuleFault::NotASecondPart => ("repeat", Fault::OtherDay),
        RuleFault::NoEnd => ("ends_after", Fault::NoEnd),
        RuleFault::TwoEnds => ("ends_after", Fault::TwoEnds),
        RuleFault::NoDates | RuleFault::TooMany => ("ends_after", Fault::TooManyDates),
        RuleFault::TooFar => ("ends_on", Fault::TooLate),
        RuleFault::EndsBeforeFirst => ("ends_on", Fault::EndsBeforeStart),
    };
    faults.add(field, fault);
    None
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

/// Adds a session to a series as a draft: as the one at hand, on another day. It has a calendar object of its own,
/// because programs that many people use leave out the extra days of a rule.
///
/// # Errors
/// [`Error::Invalid`] for what is no day, or one on which the series has a session; [`Error::Denied`].
pub async fn add_session(ctx: &Ctx, slug: &str, date: &str) -> Result<Slug> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let id = event.series_id.ok_or(Error::NotFound)?;
        let _permit = standing.permit::<RunEvent>()?;
        let sessions = series::all_sessions(&mut tx, &ctx.viewer, id, ctx.today()).await?;
        let day = new_day(ctx, &sessions, date)?;
        let slot = Local(day.0.to_datetime(event.local_start.0.time()));
        let plan = plan_on(ctx, &plan_of(&event), slot);
        let rule = Repeat::Weekly.pattern(1, day.0).map(|pattern| Rule { pattern, bound: Bound::Count(1) });
        let rule = rule.map_err(|fault| Error::Internal(fault.to_string()))?;
        let holders = events::holders(&mut tx, event.id).await?;
        let speakers: Vec<Speaking> = events::speakers(&mut tx, event.id).await?.into_iter().map(speaking).collect();
        let communities = holders.iter().map(|one| one.id).collect();
        let checked = Checked { plan, communities, speakers: anew(ctx, &speakers) };
        let permit = Permit::<PlanEvent>::of_the_system(
            Scope::Event(event.id),
            "whoever runs a session of a series may add another",
        );
        let segment = add_segment(ctx, &mut tx, &permit, id, &said(&checked.plan, &rule, slot)).await?;
        let place = InSeries { series: id, segment, slot };
        let (added, address) =
            add(ctx, &mut tx, &permit, &checked, &name(&checked.plan.title, slot), Some(place)).await?;
        let run = Permit::<RunEvent>::of_the_system(Scope::Event(added), "whoever runs one session runs the next");
        for runner in events::runners(&mut tx, event.id).await? {
            events::add_runner(&mut tx, &run, added, runner.person_id, runner.role, ctx.now).await?;
        }
        let act = Act::by(acting(&standing), "series.add_session").on("event", added).after(&day.to_string());
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(address)
    })
    .await
}

fn new_day(ctx: &Ctx, sessions: &[Found], date: &str) -> Result<Day> {
    let fault = match Day::parse(date.trim()) {
        None if date.trim().is_empty() => Fault::Missing,
        None => Fault::NotDate,
        Some(day) if day < ctx.today() => Fault::InPast,
        Some(day) if sessions.iter().any(|one| one.local_start.0.date() == day.0) => Fault::Taken,
        Some(day) => return Ok(day),
    };
    Err(Error::Invalid(Faults::one("date", fault)))
}

fn speaking(one: Speaker) -> Speaking {
    Speaking {
        id: one.id,
        person: one.person_id,
        name: one.name,
        affiliation: one.affiliation,
        email: one.email,
        state: copia_domain::events::SpeakerState::Named,
    }
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
