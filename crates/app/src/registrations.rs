//! Places at events: registering, giving back, offers, and freed seats.
//!
//! Every change of a registration goes through [`change`], and every freed seat through [`settle`]: pages, links in
//! letters, hosts and the clock alike. There is no second path.

mod batches;
mod broadcasts;
mod guests;
mod hosting;
pub(crate) mod letters;
mod links;
mod own;
mod seats;
mod series;
pub(crate) mod series_letters;

pub(crate) use batches::{call_off_all, close_line, each, remind, tell_of_move};
pub(crate) use broadcasts::serve;
pub use broadcasts::{MessageView, MessagesView, call_off_message, message, messages, preview_message, send_message};
pub use guests::{
    Asked, GUEST_LINK_HOURS, GuestInput, GuestLink, GuestView, ask_as_guest, look_at_guest, register_guest,
};
pub use hosting::{Roster, let_in, read_needs, remove, roster, sheet};
pub use links::{
    LinkView, PlaceLink, SeriesLink, SeriesLinkView, accept_by_link, change_place_by_link, leave_series_by_link,
    look_at_place, look_at_series, withdraw_by_link,
};
pub(crate) use own::leave_all;
pub use own::{Given, accept, change_place, my_place, register, withdraw};
pub(crate) use seats::{due_at_offers_end, settle, settle_due};
pub use series::{Seats, SeriesNews, come_to_series, leave_series};
pub(crate) use series::{seat_series, series_lane, tell_of_series};

use crate::{Ctx, Error, Result, ctx::Act, events::Found, notifications::Message};
use copia_domain::{
    ids::{RegistrationId, RegistrationStepId, SeriesRegistrationId},
    policy::{Permit, Role},
    registrations::{Attempt, Place, State, transition},
    time::When,
};
use copia_store::{
    Tx,
    events::series as stored,
    registrations::{self, ChangesRegistration, Step},
};

pub use copia_store::registrations::{Attending, FateRow, Mine, Need, Registration, StateCount, StepRow, Who};

/// What is to happen to whose registration.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// Whose.
    pub who: Who,
    /// For which way of taking part, from now on.
    pub place: Place,
    /// What.
    pub attempt: Attempt<'a>,
    /// When the offer ends that is made with it.
    pub offer_ends: Option<When>,
    /// What the person says they need; `None` keeps what was said.
    pub needs: Option<&'a str>,
    /// In which role it is done; `None` for the system.
    pub acting_as: Option<Role>,
    /// The registration for a whole series that it is part of.
    pub series: Option<SeriesRegistrationId>,
    /// The SEQUENCE of the person's entry for that series after the change, where the caller has raised it once for many.
    pub sequence: Option<i64>,
    /// Whether one letter tells of this together with more.
    pub is_quiet: bool,
}

impl<'a> Wish<'a> {
    /// Something that happens for a way of taking part.
    pub(crate) const fn new(who: Who, place: Place, attempt: Attempt<'a>, acting_as: Option<Role>) -> Self {
        let (offer_ends, needs, series, sequence) = (None, None, None, None);
        Self { who, place, attempt, offer_ends, needs, acting_as, series, sequence, is_quiet: false }
    }
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Changed {
    /// Which registration.
    pub registration: RegistrationId,
    /// Where it stands now.
    pub state: State,
    /// The way of taking part in which a seat was freed.
    pub freed: Option<Place>,
}

/// The lane of the outbox in which letters about a registration leave one after the other: what takes an entry out of
/// a calendar never overtakes what puts it in.
pub(crate) fn lane(registration: RegistrationId) -> String {
    format!("registration:{registration}")
}

/// Changes one registration, if the machine allows it: the row, its history, the numbers, the audit log, and the
/// letter that tells of it. Freed seats are the caller's to settle, once, when all is changed.
pub(crate) async fn change<A: ChangesRegistration>(
    ctx: &Ctx,
    tx: &mut Tx,
    permit: &Permit<A>,
    event: &Found,
    before: Option<&Registration>,
    wish: &Wish<'_>,
) -> Result<Changed> {
    let change = transition(before.map(|row| row.state), &wish.attempt, &event.rules(ctx.now))?;
    let series = of_series(tx, event, before, wish, change.method().is_some()).await?;
    let step = Step {
        id: before.map_or_else(|| ctx.id(RegistrationId::new), |row| row.id),
        step: ctx.id(RegistrationStepId::new),
        event: event.id,
        who: wish.who,
        place: wish.place,
        attempt: wish.attempt,
        change,
        offer_ends: wish.offer_ends,
        needs: wish.needs,
        event_sequence: event.sequence,
        series,
    };
    registrations::save(tx, permit, before, &step, ctx.now).await?;
    let action = format!("registration.{}", wish.attempt.event);
    let act = wish.acting_as.map_or_else(|| Act::by_system(&action), |role| Act::by(role, &action));
    let act = act.on("registration", step.id).after(&change.to);
    let act = match wish.who.person() {
        Some(person) => act.about(person),
        None => act,
    };
    let act = match change.from {
        Some(from) => act.before(&from),
        None => act,
    };
    ctx.audit(tx, act).await?;
    let message = Message::Registration { registration: step.id, step: step.step };
    if !wish.is_quiet {
        let lane = series.map_or_else(|| lane(step.id), |(id, _)| series_lane(id));
        ctx.notify_in_lane(tx, wish.who.person(), None, message, &lane).await?;
    }
    // Whoever changes places gives a seat back though they keep one.
    let moved = before.filter(|row| row.place != wish.place && row.state.holds_seat()).map(|row| row.place);
    let freed = if change.freed() > 0 { before.map(|row| row.place) } else { moved };
    Ok(Changed { registration: step.id, state: change.to, freed })
}

/// The registration for a whole series that a place is part of, with the SEQUENCE of the person's entry for it after a
/// change that their calendar hears of. Where one letter tells of many changes, the caller has raised it once.
async fn of_series(
    tx: &mut Tx,
    event: &Found,
    before: Option<&Registration>,
    wish: &Wish<'_>,
    is_heard: bool,
) -> Result<Option<(SeriesRegistrationId, i64)>> {
    let part = series::part_of(tx, wish.series, before, wish.attempt.event).await?;
    let Some((id, segment)) = part.zip(event.segment_id) else { return Ok(None) };
    if let Some(sequence) = wish.sequence {
        return Ok(Some((id, sequence)));
    }
    if is_heard && !wish.is_quiet {
        stored::raise_entry(tx, id, segment).await?;
    }
    let object = stored::segment(tx, segment).await?.ok_or(Error::NotFound)?;
    Ok(Some((id, object.sequence + stored::entry(tx, id, segment).await?.revision)))
}
