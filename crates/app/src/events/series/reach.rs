//! Editing a series from one of its sessions: this one and those after it, or all that are still to come.
//!
//! Only what the host has changed reaches the others: what was said of one session alone stays, and so does the time
//! of one that was moved by hand. Nobody's answer is reset. Where calendars have to hear of it and the change does not
//! reach every session, the calendar object is parted: the old one ends, and a new one begins.

use super::{add_segment, anew, plan_of, said};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{
        Found, Saved, acting,
        planning::{Checked, losing, material, plan_on, planned, save_one},
    },
    outbox::Job,
    registrations::SeriesNews,
};
use copia_domain::{
    events::{Local, State},
    fields::Fault,
    ids::{CommunityId, SegmentId},
    policy::{Permit, Scope, acts::RunEvent},
    recurrence::RuleFault,
    registrations::Place,
    series::{self as rules, Parted, Reach},
};
use copia_store::{
    Tx,
    events::{
        self, Plan, Speaker, Speaking,
        series::{self, Segment},
    },
};

/// A session that goes on differently.
struct Change {
    session: Found,
    plan: Plan,
}

/// A calendar object that goes on differently, with its sessions.
struct Going {
    segment: Segment,
    parted: Parted,
    /// Its sessions from the first that the change reaches, over or called off ones included.
    sessions: Vec<Found>,
}

/// What is changed for every session: the difference between the one at hand and what was typed.
struct Difference<'a> {
    before: &'a Found,
    after: &'a Plan,
    days: i64,
}

impl Difference<'_> {
    /// Whether the time of day, the day, the zone or the length is another.
    fn is_of_time(&self) -> bool {
        let (before, after) = (self.before, self.after);
        before.local_start != after.local_start || before.zone != after.zone || before.minutes != after.minutes
    }

    /// Whether calendars have to hear of it.
    fn is_material(&self) -> bool {
        material(self.before) != planned(self.after)
    }

    /// What a session says from now on.
    fn applied(&self, ctx: &Ctx, session: &Found, segment: &Segment, slot: Local) -> Plan {
        let mut plan = plan_of(session);
        let (before, after) = (&plan_of(self.before), self.after);
        macro_rules! changed {
            ($($field:ident),*) => {$(
                if before.$field != after.$field {
                    plan.$field = after.$field.clone();
                }
            )*};
        }
        changed!(kind, audience, title, summary, description, preparation, format, place, joining_link);
        changed!(seats, online_seats, policy, offer_hours, is_recorded, seeks_speakers);
        let is_by_hand = session.slot.is_some_and(|slot| slot != session.local_start)
            || (&session.zone, session.minutes) != (&segment.zone, segment.minutes);
        if session.id == self.before.id {
            return after.clone();
        }
        if self.is_of_time() && !is_by_hand {
            plan.zone.clone_from(&after.zone);
            plan.minutes = after.minutes;
            plan = plan_on(ctx, &plan, slot);
        }
        plan
    }
}

/// Keeps what a host has changed for several sessions of a series.
///
/// # Errors
/// [`Error::Invalid`], [`Error::Denied`] for somebody who does not run each of them, [`Error::Stale`].
pub(in crate::events) async fn save(
    ctx: &Ctx,
    tx: &mut Tx,
    found: &Found,
    checked: &Checked,
    reach: Reach,
    is_sure: bool,
) -> Result<Saved> {
    let id = found.series_id.ok_or(Error::NotFound)?;
    let sessions = series::all_sessions(tx, &ctx.viewer, id, ctx.today()).await?;
    let days = copia_domain::time::Day(found.local_start.0.date())
        .days_until(copia_domain::time::Day(checked.plan.local_start.0.date()));
    let difference = Difference { before: found, after: &checked.plan, days };
    let going = going(ctx, tx, &sessions, &difference, reach).await?;
    let changes = changes(ctx, &going, &difference)?;
    let people: u32 = changes.iter().map(|change| losing(&change.session, &change.plan)).sum();
    if people > 0 && !is_sure {
        return Ok(Saved::Sure { people });
    }
    let known = Known::read(tx, found).await?;
    let mut is_told = false;
    for change in &changes {
        is_told |= one(ctx, tx, change, &known, found, checked).await?;
    }
    for one in &going {
        objects(ctx, tx, one, &difference).await?;
    }
    let standing = ctx.viewer.at_event(found.id, found.roles());
    let act = Act::by(acting(&standing), "series.edit").on("event_series", id);
    ctx.audit(tx, act.before(&found.title).after(&(reach, changes.len()))).await?;
    Ok(Saved::Many { sessions: changes.len(), is_told })
}

/// Whether a change to a session reaches another one. What is over or called off stays as it was.
pub(super) fn reaches(ctx: &Ctx, found: &Found, session: &Found, reach: Reach) -> bool {
    let follows = match (reach, session.segment_id == found.segment_id) {
        (Reach::All, _) => true,
        (Reach::This, _) => session.id == found.id,
        (Reach::Following, true) => session.slot >= found.slot,
        (Reach::Following, false) => session.starts_at >= found.starts_at,
    };
    follows && is_live(ctx, found, session)
}

/// Whether a session can still be changed with the one at hand.
fn is_live(ctx: &Ctx, found: &Found, session: &Found) -> bool {
    session.id == found.id || (session.ends_at > ctx.now && session.state != State::CalledOff)
}

/// The calendar objects that a change reaches, each with the part of it that goes on differently.
async fn going(
    ctx: &Ctx,
    tx: &mut Tx,
    sessions: &[Found],
    difference: &Difference<'_>,
    reach: Reach,
) -> Result<Vec<Going>> {
    let found = difference.before;
    let id = found.series_id.ok_or(Error::NotFound)?;
    let mut all = Vec::new();
    for segment in series::segments(tx, id).await? {
        let own: Vec<&Found> = sessions.iter().filter(|one| one.segment_id == Some(segment.id)).collect();
        let Some(at) = own.iter().filter(|one| reaches(ctx, found, one, reach)).filter_map(|one| one.slot).min() else {
            continue;
        };
        let parted = rules::part(&segment.rule()?, segment.first_local.0.date(), at.0.date(), difference.days);
        let parted = parted.map_err(unfit)?;
        let sessions = own.into_iter().filter(|one| one.slot >= Some(at)).cloned().collect();
        all.push(Going { segment, parted, sessions });
    }
    Ok(all)
}

fn unfit(fault: RuleFault) -> Error {
    let fault = match fault {
        RuleFault::Day => Fault::NotEveryMonth,
        RuleFault::TooFar => Fault::TooLate,
        _ => Fault::OtherDay,
    };
    Error::Invalid(Faults::one("date", fault))
}

/// The slot that a session has from now on.
fn new_slot(going: &Going, difference: &Difference<'_>, slot: Local) -> Local {
    let day = going.parted.slots.iter().find(|(was, _)| *was == slot.0.date()).map_or(slot.0.date(), |(_, is)| *is);
    let time = if difference.is_of_time() { difference.after.local_start.0.time() } else { slot.0.time() };
    Local(day.to_datetime(time))
}

/// What each session says from now on. What is over or was called off stays as it was.
fn changes(ctx: &Ctx, going: &[Going], difference: &Difference<'_>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for one in going {
        for session in one.sessions.iter().filter(|session| is_live(ctx, difference.before, session)) {
            let Some(slot) = session.slot else { continue };
            let plan = difference.applied(ctx, session, &one.segment, new_slot(one, difference, slot));
            let is_lost = |place: &Place| session.counts(*place) != (0, 0) && !plan.format.has(*place);
            if Place::ALL.iter().any(is_lost) {
                return Err(Error::Invalid(Faults::one("format", Fault::InUse)));
            }
            changes.push(Change { session: session.clone(), plan });
        }
    }
    Ok(changes)
}

/// Who holds the session at hand and who speaks at it, before anything is changed.
struct Known {
    holders: Vec<CommunityId>,
    speakers: Vec<Speaker>,
}

impl Known {
    async fn read(tx: &mut Tx, found: &Found) -> Result<Self> {
        let holders = events::holders(tx, found.id).await?.iter().map(|holder| holder.id).collect();
        Ok(Self { holders, speakers: events::speakers(tx, found.id).await? })
    }

    /// Whether the same people speak as were typed.
    fn speak(&self, typed: &[Speaking]) -> bool {
        let before = self.speakers.iter().map(|one| (one.person_id, &one.name, &one.affiliation));
        before.eq(typed.iter().map(|one| (one.person, &one.name, &one.affiliation)))
    }
}

/// Keeps what one session says; whether calendars have to hear of it. Those who come to this one alone are told here,
/// those who come to the series by its calendar object.
async fn one(ctx: &Ctx, tx: &mut Tx, change: &Change, known: &Known, found: &Found, checked: &Checked) -> Result<bool> {
    let session = &change.session;
    let permit = || may_run(ctx, session);
    if session.id == found.id || known.holders != checked.communities {
        events::set_communities(tx, &permit()?, session.id, &checked.communities).await?;
    }
    if session.id == found.id {
        events::set_speakers(tx, &permit()?, session.id, &checked.speakers).await?;
    } else if !known.speak(&checked.speakers) {
        events::set_speakers(tx, &permit()?, session.id, &anew(ctx, &checked.speakers)).await?;
    }
    let is_told = save_one(ctx, tx, permit()?, session, &change.plan).await?;
    if is_told {
        let job = Job::TellOfMove { event: session.id, sequence: session.sequence + 1, leaves_series: true };
        ctx.enqueue(tx, &job, ctx.now, None).await?;
    }
    Ok(is_told)
}

/// Parts the calendar object where it has to be, or changes it as a whole; those who come to the series are told.
async fn objects(ctx: &Ctx, tx: &mut Tx, going: &Going, difference: &Difference<'_>) -> Result<()> {
    let (segment, parted) = (&going.segment, &going.parted);
    let is_material = difference.is_material();
    let is_whole = parted.before.is_none();
    if !is_whole && !is_material {
        return Ok(());
    }
    let of_system =
        |event| Permit::<RunEvent>::of_the_system(Scope::Event(event), "the calendar object follows its sessions");
    let permit = of_system(difference.before.id);
    let plan = object_plan(segment, difference);
    let time = if difference.is_of_time() { plan.local_start.0.time() } else { segment.first_local.0.time() };
    let first = Local(parted.first.to_datetime(time));
    let mut told = vec![segment.id];
    let target = match &parted.before {
        None => {
            series::save_segment(tx, &permit, segment.id, &said(&plan, &parted.rule, first), is_material, ctx.now)
                .await?;
            segment.id
        }
        Some(before) => {
            series::save_segment(tx, &permit, segment.id, &segment.said(before), true, ctx.now).await?;
            let new = add_segment(ctx, tx, &permit, segment.series_id, &said(&plan, &parted.rule, first)).await?;
            told.push(new);
            new
        }
    };
    for session in &going.sessions {
        if let Some(slot) = session.slot {
            let slot = new_slot(going, difference, slot);
            series::put_into(tx, &of_system(session.id), session.id, target, slot).await?;
        }
    }
    for segment in told.into_iter().filter(|_| is_material) {
        tell(ctx, tx, segment, SeriesNews::Changed).await?;
    }
    Ok(())
}

/// The permit to run one of several sessions. Somebody who runs this one and not that one is told at the field in which
/// they said how far they mean it, and nothing that they typed is lost.
pub(super) fn may_run(ctx: &Ctx, session: &Found) -> Result<Permit<RunEvent>> {
    let permit = ctx.viewer.at_event(session.id, session.roles()).permit::<RunEvent>();
    permit.map_err(|_| Error::Invalid(Faults::one("reach", Fault::NotYours)))
}

/// What the calendar object says of its sessions from now on.
fn object_plan(segment: &Segment, difference: &Difference<'_>) -> Plan {
    let (before, after) = (difference.before, difference.after);
    let mut plan = after.clone();
    if before.title == after.title {
        plan.title.clone_from(&segment.title);
    }
    if before.summary == after.summary {
        plan.summary.clone_from(&segment.summary);
    }
    if before.place == after.place {
        plan.place.clone_from(&segment.place);
    }
    if before.joining_link == after.joining_link {
        plan.joining_link.clone_from(&segment.joining_link);
    }
    if !difference.is_of_time() {
        plan.zone.clone_from(&segment.zone);
        plan.minutes = segment.minutes;
    }
    plan
}

/// Puts into the outbox that those who come to the series are told of its calendar object as it is now.
pub(in crate::events) async fn tell(ctx: &Ctx, tx: &mut Tx, segment: SegmentId, news: SeriesNews) -> Result<()> {
    let found = series::segment(tx, segment).await?.ok_or(Error::NotFound)?;
    ctx.enqueue(tx, &Job::TellOfSeries { segment, sequence: found.sequence, news }, ctx.now, None).await
}
