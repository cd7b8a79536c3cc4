//! The page of one event.

use super::{Found, Holder, Listed, Runner, Slides, Speaker, planning::clashes, visible};
use crate::{
    Ctx, Result,
    pulse::{self, Stand},
    records::{self, Shown},
    registrations::{Given, Mine, my_place},
};
use copia_domain::{
    attendance::may_record,
    bank_holidays,
    events::State as EventState,
    policy::{Action, Standing},
    records::State as RecordState,
    registrations::{Place, State},
};
use copia_store::{
    attendance::{self, Totals},
    events, registrations, rooms,
};

/// What the page of an event shows.
#[derive(Debug, Clone)]
pub struct EventPage {
    /// The event.
    pub event: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// The communities that hold it, as far as the viewer may know of them.
    pub holders: Vec<Holder>,
    /// Those who run it.
    pub runners: Vec<Runner>,
    /// Those who speak.
    pub speakers: Vec<Speaker>,
    /// Where the viewer stands.
    pub mine: Option<Given>,
    /// Where else the viewer has a seat at the same time.
    pub elsewhere: Vec<Mine>,
    /// For hosts: what else is on at the same time.
    pub clashes: Vec<Listed>,
    /// For hosts: bank holidays on the day, by nation.
    pub holidays: Vec<(bank_holidays::Nation, bank_holidays::Holiday)>,
    /// The room: its rules, and how many questions still have to get their answer.
    pub room: rooms::Room,
    /// The next event of the same communities, for one that was called off or is over.
    pub next: Option<Listed>,
    /// For those who run it, from half an hour before the start: how many were there.
    pub came: Option<Totals>,
    /// The slides that its speakers have sent.
    pub slides: Vec<Slides>,
    /// Where the viewer stands as one who is asked about it, once it is over.
    pub pulse: Option<Stand>,
    /// Its record, once it is over and that is published.
    pub record: Option<Shown>,
}

impl EventPage {
    /// Whether the event is over.
    pub fn is_over(&self, ctx: &Ctx) -> bool {
        ctx.now >= self.event.ends_at
    }

    /// Whether the viewer runs it.
    pub const fn runs(&self) -> bool {
        self.standing.may(Action::RunEvent)
    }

    /// Whether the viewer has a seat.
    pub fn has_seat(&self) -> bool {
        self.mine.as_ref().is_some_and(|mine| mine.row.state == State::Confirmed)
    }

    /// Whether whoever registers now gets a seat.
    pub fn has_room(&self, ctx: &Ctx, place: Place) -> bool {
        let (held, waiting) = self.event.counts(place);
        self.event.room(place, ctx.now).has_free_seat(held, waiting)
    }

    /// The joining link, for those who have a seat online, who run the event or who speak, until the event is over.
    pub fn joining_link(&self, ctx: &Ctx) -> Option<&str> {
        let online = self
            .mine
            .as_ref()
            .is_some_and(|mine| mine.row.state == State::Confirmed && mine.row.place == Place::Online);
        let speaks = ctx.viewer.id().is_some_and(|me| self.speakers.iter().any(|one| one.person_id == Some(me)));
        self.event.joining_link.as_deref().filter(|_| !self.is_over(ctx) && (online || speaks || self.runs()))
    }
}

/// The page of an event.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub async fn page(ctx: &Ctx, slug: &str) -> Result<EventPage> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let holders = events::holders_of(&mut tx, &ctx.viewer, &[event.id], ctx.today()).await?;
    let runners = events::runners(&mut tx, event.id).await?;
    let speakers = events::speakers(&mut tx, event.id).await?;
    let mine = my_place(ctx, &mut tx, &event).await?;
    let span = (event.starts_at, event.ends_at);
    let is_ahead = event.state == EventState::Published && ctx.now < event.starts_at;
    let elsewhere = match ctx.viewer.id().filter(|_| is_ahead) {
        Some(me) => registrations::same_time(&mut tx, me, span, event.id).await?,
        None => Vec::new(),
    };
    let plans = standing.may(Action::RunEvent) && ctx.now < event.starts_at && event.state != EventState::CalledOff;
    let clashes = if plans { clashes(ctx, &mut tx, &event).await? } else { Vec::new() };
    let day = copia_domain::time::Day(event.local_start.0.date());
    let nations = bank_holidays::Nation::ALL.iter().filter(|_| plans);
    let holidays = nations.filter_map(|nation| bank_holidays::on(day.0, *nation).map(|holiday| (*nation, holiday)));
    let holidays = holidays.collect();
    let room = rooms::room(&mut tx, event.id).await?;
    let wants_next = event.state == EventState::CalledOff || ctx.now >= event.ends_at;
    let next = if wants_next { super::whats_on::next_after(ctx, &mut tx, &event).await? } else { None };
    let is_counted = standing.may(Action::SeeTurnout) && may_record(event.state, event.starts_at, ctx.now).is_ok();
    let came = if is_counted { Some(attendance::totals(&mut tx, event.id).await?) } else { None };
    let slides = events::slides(&mut tx, event.id).await?;
    let pulse = if ctx.now >= event.ends_at { pulse::stand_of(ctx, &mut tx, event.id).await? } else { None };
    let is_held = event.state == EventState::Published && ctx.now >= event.ends_at;
    let record = if is_held { records::shown(&mut tx, &event, &standing).await? } else { None };
    let record = record.filter(|shown| shown.record.state == RecordState::Published);
    Ok(EventPage {
        event,
        standing,
        holders,
        runners,
        speakers,
        mine,
        elsewhere,
        clashes,
        holidays,
        room,
        next,
        came,
        slides,
        pulse,
        record,
    })
}
