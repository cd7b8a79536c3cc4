//! Planning an event: one form, from scratch or from an earlier event.

use super::{Found, Holder, Listed, acting, visible};
use crate::{
    Ctx, Error, Faults, Result,
    communities::{self},
    ctx::Act,
    outbox::Job,
    registrations,
};
use copia_domain::{
    events::{
        Audience, Format, Kind, Local, MINUTES, MOST_SEATS, Material, OFFER_HOURS, OFFER_HOURS_RANGE, SpeakerState,
        State, TeamRole, YEARS_AHEAD,
    },
    fields::{self, Fault, LINE},
    ids::{CommunityId, EventId, PersonId, SpeakerId},
    policy::{
        Action, Permit, Scope, Standing,
        acts::{PlanEvent, RunEvent},
    },
    registrations::{Place, Policy},
    slug::Slug,
    wall::{self, Reading},
};
use copia_store::{
    Tx,
    events::{self, NewEvent, Plan, Plannable, Speaker, Speaking},
    people, registrations as places, role_terms,
};

/// Characters of a summary at most: a sentence or two.
const SUMMARY: usize = 300;
/// Speakers that an event has at most.
pub(crate) const SPEAKERS: usize = 12;
/// Communities that hold an event at most.
const HOLDERS: usize = 10;

/// One speaker as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SpeakerInput<'a> {
    /// The name, or a colleague's address.
    pub name: &'a str,
    /// Where they come from.
    pub affiliation: &'a str,
}

/// An event as it was typed.
#[derive(Debug, Clone, Default)]
pub struct EventInput<'a> {
    /// The addresses of the communities that hold it; the first one answers for it.
    pub communities: Vec<&'a str>,
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
    /// So many people would lose their seats; nothing was saved.
    Sure {
        /// How many.
        people: usize,
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

/// What was typed, read and checked.
struct Checked {
    plan: Plan,
    communities: Vec<CommunityId>,
    speakers: Vec<Speaking>,
}

/// Reads what was typed. `before` is the event as it stands, if there is one.
async fn check(ctx: &Ctx, tx: &mut Tx, input: &EventInput<'_>, before: Option<&Found>) -> Result<Checked> {
    let mut faults = Faults::new();
    let audience = faults.take("audience", chosen(Audience::from_word(input.audience)).map(Some));
    let communities = holders(ctx, tx, input, before, audience, &mut faults).await?;
    let kind = faults.take("kind", chosen(Kind::from_word(input.kind)).map(Some)).unwrap_or(Kind::LunchAndLearn);
    let title = faults.take("title", fields::line(input.title, 120));
    let summary = faults.take("summary", fields::line(input.summary, SUMMARY));
    let description = faults.take("description", fields::optional_paragraphs(input.description, fields::PARAGRAPHS));
    let preparation = faults.take("preparation", fields::optional_paragraphs(input.preparation, fields::PARAGRAPHS));
    let time = time(ctx, input, &mut faults);
    let format = faults.take("format", chosen(Format::from_word(input.format)).map(Some)).unwrap_or(Format::Both);
    let is_taken = |place: Place| before.is_some_and(|found| found.counts(place) != (0, 0)) && !format.has(place);
    if Place::ALL.iter().any(|place| is_taken(*place)) {
        faults.add("format", Fault::InUse);
    }
    let place = format.has(Place::InPerson).then(|| faults.take("place", fields::line(input.place, LINE)));
    let link = format.has(Place::Online) && !input.joining_link.trim().is_empty();
    let joining_link = link.then(|| faults.take("joining_link", fields::web_address(input.joining_link)));
    let seats = faults.take("seats", seats(input.seats)).filter(|_| format.has(Place::InPerson));
    let online_seats =
        faults.take("online_seats", self::seats(input.online_seats)).filter(|_| format.has(Place::Online));
    let policy = faults.take("policy", chosen(Policy::from_word(input.policy)).map(Some)).unwrap_or(Policy::FirstCome);
    let offer_hours = faults.take("offer_hours", hours(input.offer_hours).map(Some)).unwrap_or(OFFER_HOURS);
    let closes_at = closing(input, &time, &mut faults);
    let speakers = speakers(ctx, tx, input, before, &mut faults).await?;
    faults.check()?;
    let plan = Plan {
        kind,
        audience: audience.unwrap_or(Audience::Staff),
        title,
        summary,
        description: description.unwrap_or_default(),
        preparation: preparation.unwrap_or_default(),
        local_start: time.local_start,
        is_second: time.is_second,
        zone: time.zone,
        minutes: time.minutes,
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        format,
        place,
        joining_link,
        seats,
        online_seats,
        policy,
        offer_hours,
        closes_at,
        is_recorded: input.is_recorded,
        seeks_speakers: input.seeks_speakers,
    };
    Ok(Checked { plan, communities, speakers })
}

fn chosen<T>(choice: Option<T>) -> Result<T, Fault> {
    choice.ok_or(Fault::NotChoice)
}

fn seats(typed: &str) -> Result<Option<i64>, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(None) };
    let seats: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if (1..=i64::from(MOST_SEATS)).contains(&seats) { Ok(Some(seats)) } else { Err(Fault::OutOfRange) }
}

fn hours(typed: &str) -> Result<i64, Fault> {
    let Some(typed) = fields::optional_line(typed, 9)? else { return Ok(OFFER_HOURS) };
    let hours: i64 = typed.parse().map_err(|_| Fault::NotNumber)?;
    if OFFER_HOURS_RANGE.contains(&hours) { Ok(hours) } else { Err(Fault::OutOfRange) }
}

/// When it is.
struct Time {
    local_start: Local,
    is_second: bool,
    zone: String,
    minutes: i64,
    starts_at: copia_domain::time::When,
    ends_at: copia_domain::time::When,
}

fn time(ctx: &Ctx, input: &EventInput<'_>, faults: &mut Faults) -> Time {
    let zone =
        if input.zone.trim().is_empty() { ctx.site.organisation.time_zone.clone() } else { input.zone.to_owned() };
    let clocks = wall::zone(&zone).unwrap_or_else(|| {
        faults.add("zone", Fault::NotTimeZone);
        ctx.site.zone.clone()
    });
    let mut time = Time {
        local_start: Local(jiff::civil::DateTime::default()),
        is_second: false,
        zone,
        minutes: 0,
        starts_at: ctx.now,
        ends_at: ctx.now,
    };
    let date = copia_domain::time::Day::parse(input.date.trim());
    if date.is_none() {
        faults.add("date", if input.date.trim().is_empty() { Fault::Missing } else { Fault::NotDate });
    }
    let starts = clock("starts", input.starts, faults);
    let ends = clock("ends", input.ends, faults);
    let (Some(date), Some(starts), Some(ends)) = (date, starts, ends) else { return time };
    if ctx.today().plus_days(YEARS_AHEAD * 366) < date {
        faults.add("date", Fault::TooLate);
        return time;
    }
    let (starts, ends) = (date.0.to_datetime(starts), date.0.to_datetime(ends));
    if ends <= starts {
        faults.add("ends", Fault::EndsBeforeStart);
        return time;
    }
    time.local_start = Local(starts);
    (time.starts_at, time.is_second) = match (wall::read(starts, &clocks), input.which) {
        (Reading::Once(at), _) => (at, false),
        (Reading::Twice { earlier, .. }, "earlier") => (earlier, false),
        (Reading::Twice { later, .. }, "later") => (later, true),
        (Reading::Twice { earlier, .. }, _) => {
            faults.add("starts", Fault::TwiceThatTime);
            (earlier, false)
        }
        (Reading::Never { .. }, _) => {
            faults.add("starts", Fault::NoSuchTime);
            (wall::instant(starts, &clocks), false)
        }
    };
    // The end is on the same clocks; where they go back in between, it is the time that follows the start.
    time.ends_at = match wall::read(ends, &clocks) {
        Reading::Once(at) => at,
        Reading::Twice { earlier, later } => {
            if earlier > time.starts_at {
                earlier
            } else {
                later
            }
        }
        Reading::Never { .. } => {
            faults.add("ends", Fault::NoSuchTime);
            wall::instant(ends, &clocks)
        }
    };
    time.minutes = (time.ends_at.micros() - time.starts_at.micros()) / 60_000_000;
    // How long it lasts is only known where both times exist.
    let is_known = faults.of("starts").is_none() && faults.of("ends").is_none();
    if is_known && !MINUTES.contains(&time.minutes) {
        faults.add("ends", Fault::OutOfRange);
    }
    time
}

fn clock(field: &'static str, typed: &str, faults: &mut Faults) -> Option<jiff::civil::Time> {
    let typed = typed.trim();
    let time = (typed.len() == 5).then(|| typed.parse().ok()).flatten();
    if time.is_none() {
        faults.add(field, if typed.is_empty() { Fault::Missing } else { Fault::NotTime });
    }
    time
}

fn closing(input: &EventInput<'_>, time: &Time, faults: &mut Faults) -> Option<copia_domain::time::When> {
    let typed = input.closes.trim();
    if typed.is_empty() {
        return None;
    }
    let Some(local) = Local::parse(typed) else {
        faults.add("closes", Fault::NotDate);
        return None;
    };
    let closes = wall::zone(&time.zone).map(|clocks| wall::instant(local.0, &clocks))?;
    if closes > time.ends_at {
        faults.add("closes", Fault::TooLate);
    }
    Some(closes)
}

/// The communities that hold it. One that is there already stays, though the host may not plan for it.
async fn holders(
    ctx: &Ctx,
    tx: &mut Tx,
    input: &EventInput<'_>,
    before: Option<&Found>,
    audience: Option<Audience>,
    faults: &mut Faults,
) -> Result<Vec<CommunityId>> {
    let held = match before {
        Some(found) => events::holders(tx, found.id).await?,
        None => Vec::new(),
    };
    let mut ids: Vec<CommunityId> = Vec::new();
    for slug in input.communities.iter().filter(|slug| !slug.is_empty()) {
        let known = held.iter().find(|holder| holder.slug.as_str() == *slug);
        let (id, visibility) = match known {
            Some(holder) => (holder.id, holder.visibility),
            None => match communities::visible(ctx, tx, slug).await {
                Ok((found, standing)) if standing.may(Action::PlanEvent) => (found.id, found.visibility),
                Ok(_) => {
                    faults.add("communities", Fault::NotAllowed);
                    continue;
                }
                Err(Error::NotFound) => {
                    faults.add("communities", Fault::Unknown);
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        if audience.is_some_and(|audience| !audience.fits(visibility)) {
            faults.add("audience", Fault::TooWide);
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() && faults.of("communities").is_none() {
        faults.add("communities", Fault::Missing);
    }
    if ids.len() > HOLDERS {
        faults.add("communities", Fault::TooLong);
    }
    Ok(ids)
}

/// Who speaks: a colleague where the name or address is one person's, or else a guest. Rows that stay keep their ids
/// and what they have answered.
async fn speakers(
    ctx: &Ctx,
    tx: &mut Tx,
    input: &EventInput<'_>,
    before: Option<&Found>,
    faults: &mut Faults,
) -> Result<Vec<Speaking>> {
    let held = match before {
        Some(found) => events::speakers(tx, found.id).await?,
        None => Vec::new(),
    };
    let mut all: Vec<Speaking> = Vec::new();
    for typed in &input.speakers {
        let Some(name) = faults.take("speakers", fields::optional_line(typed.name, 100)) else { continue };
        let affiliation = faults.take("speakers", fields::optional_line(typed.affiliation, 100)).unwrap_or_default();
        let meant = role_terms::meant(tx, &name).await?;
        let (person, name): (Option<PersonId>, String) = match meant.as_slice() {
            [person] => (Some(*person), people::find(tx, *person).await?.map_or(name, |person| person.name)),
            [] if name.contains('@') => {
                faults.add("speakers", Fault::Unknown);
                continue;
            }
            [] => (None, name),
            _ => {
                faults.add("speakers", Fault::Ambiguous);
                continue;
            }
        };
        let kept = held.iter().find(|one| one.person_id == person && one.name == name);
        all.push(Speaking {
            id: kept.map_or_else(|| ctx.id(SpeakerId::new), |one| one.id),
            person,
            name,
            affiliation,
            email: kept.and_then(|one| one.email.clone()),
            state: kept.map_or(SpeakerState::Named, |one| one.state),
        });
    }
    if all.len() > SPEAKERS {
        faults.add("speakers", Fault::TooLong);
    }
    Ok(all)
}

/// Keeps a new event as a draft, which its maker hosts.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`].
pub async fn create(ctx: &Ctx, input: &EventInput<'_>) -> Result<Slug> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let checked = check(ctx, &mut tx, input, None).await?;
        let first = checked.communities.first().copied().ok_or(Error::NotFound)?;
        let community = copia_store::communities::find_visible_by_id(&mut tx, &ctx.viewer, first, ctx.today()).await?;
        let community = community.ok_or(Error::NotFound)?;
        let permit = ctx.viewer.in_community(first, community.roles()).permit::<PlanEvent>()?;
        let id = ctx.id(EventId::new);
        let slug = events::free_slug(&mut tx, &checked.plan.title).await?;
        let uid = super::calendars::new_uid(ctx, id);
        let new = NewEvent { id, slug: &slug, uid: &uid, plan: &checked.plan, series: None };
        events::create(&mut tx, &permit, &new, ctx.now).await?;
        let run = Permit::<RunEvent>::of_the_system(Scope::Event(id), "whoever plans an event hosts it");
        events::set_communities(&mut tx, &run, id, &checked.communities).await?;
        events::set_speakers(&mut tx, &run, id, &checked.speakers).await?;
        events::add_runner(&mut tx, &run, id, ctx.person()?, TeamRole::Host, ctx.now).await?;
        let acting = communities::acting(&ctx.viewer.in_community(first, community.roles()));
        let act = Act::by(acting, "event.create").on("event", id).within(first).after(&checked.plan.title);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(slug)
    })
    .await
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
        let people = losing(&mut tx, &found, &checked.plan).await?;
        if people > 0 && !input.is_sure {
            return Ok(Saved::Sure { people });
        }
        let is_told = keep(ctx, &mut tx, permit, &found, &checked, &standing).await?;
        tx.commit().await?;
        Ok(Saved::Done { is_told })
    })
    .await
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
    let is_told = found.state == State::Published && material(found).differs(&planned(plan));
    events::save(tx, permit, found, plan, is_told, ctx.now).await?;
    let act = Act::by(acting(standing), "event.edit").on("event", found.id);
    ctx.audit(tx, act.before(&found.title).after(&plan.title)).await?;
    if found.state != State::Published {
        return Ok(false);
    }
    let after = events::find(tx, &ctx.viewer, found.id, ctx.today()).await?.ok_or(Error::NotFound)?;
    for place in Place::ALL {
        let before = found.room(*place, ctx.now).capacity.unwrap_or(u32::MAX);
        let seats = after.room(*place, ctx.now).capacity.unwrap_or(u32::MAX);
        // Without a limit there is no seat that is freed; those who waited get theirs all the same.
        let freed = if seats == u32::MAX { 0 } else { seats.saturating_sub(before) };
        registrations::settle(ctx, tx, &after, *place, freed).await?;
    }
    if is_told {
        ctx.enqueue(tx, &Job::TellOfMove { event: found.id, sequence: after.sequence }, ctx.now, None).await?;
    }
    if after.starts_at != found.starts_at {
        super::publishing::schedule(ctx, tx, &after).await?;
    }
    Ok(is_told)
}

/// What calendars know of an event as it stands.
fn material(found: &Found) -> Material<'_> {
    Material {
        starts_at: found.starts_at,
        ends_at: found.ends_at,
        zone: &found.zone,
        place: found.place.as_deref(),
        joining_link: found.joining_link.as_deref(),
    }
}

/// What calendars would know of it.
fn planned(plan: &Plan) -> Material<'_> {
    Material {
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        zone: &plan.zone,
        place: plan.place.as_deref(),
        joining_link: plan.joining_link.as_deref(),
    }
}

/// How many people would lose their seats.
async fn losing(tx: &mut Tx, found: &Found, plan: &Plan) -> Result<usize> {
    let mut people = 0;
    for (place, seats) in [(Place::InPerson, plan.seats), (Place::Online, plan.online_seats)] {
        let live = places::live(tx, found.id, place).await?;
        let held = live.iter().filter(|row| row.state.holds_seat()).count();
        people += seats.map_or(0, |seats| held.saturating_sub(usize::try_from(seats).unwrap_or(held)));
    }
    Ok(people)
}

/// Announced events at the same time, for the warning beside the form.
///
/// # Errors
/// [`Error::Store`].
pub(super) async fn clashes(ctx: &Ctx, tx: &mut Tx, found: &Found) -> Result<Vec<Listed>> {
    Ok(events::clashing(tx, &ctx.viewer, (found.starts_at, found.ends_at), Some(found.id), ctx.today()).await?)
}
