//! What hosts do with the list of those who come.

use super::{Attending, FateRow, Registration, StateCount, Wish, change, own::has_seat, settle};
use crate::{
    Ctx, Error, Faults, Result,
    ctx::Act,
    events::{Found, acting, visible},
    role_terms::meant_one,
};
use copia_domain::{
    fields,
    ids::RegistrationId,
    policy::{
        Action, Standing,
        acts::{ManageRegistrations, ReadAccessNeeds},
    },
    registrations::{Attempt, Cause, Event, Place, Refusal, State},
};
use copia_store::{
    Tx,
    registrations::{self, Need, Who},
};

/// Lines of what became of freed seats that the list shows.
const FATES: i64 = 50;

/// People on a page of the list.
const PAGE: i64 = 50;

/// A page of the list of those who come.
#[derive(Debug, Clone)]
pub struct Roster {
    /// The event.
    pub event: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// Those on this page: who comes, by name, then who waits in the order of coming, then who wanted to.
    pub rows: Vec<Attending>,
    /// How many there are of each, on all pages.
    pub counts: Vec<StateCount>,
    /// Which page, from 1.
    pub page: i64,
    /// Whether there is another one.
    pub has_next: bool,
    /// What became of freed seats; with the first page.
    pub fates: Vec<FateRow>,
}

impl Roster {
    /// Those on this page in a state, in the list's order.
    pub fn in_state(&self, state: State) -> impl Iterator<Item = &Attending> {
        self.rows.iter().filter(move |row| row.state == state)
    }

    /// Those on this page who come no more, for whatever reason.
    pub fn gone(&self) -> impl Iterator<Item = &Attending> {
        self.rows.iter().filter(|row| !row.state.is_live())
    }

    /// How many are in a state, on all pages.
    pub fn count(&self, state: State) -> i64 {
        self.counts.iter().filter(|count| count.state == state).map(|count| count.people).sum()
    }

    /// How many of those who come or wait have said what they need.
    pub fn needs(&self) -> i64 {
        self.counts.iter().filter(|count| count.state.is_live()).map(|count| count.needs).sum()
    }

    /// Whether the viewer may read what people need.
    pub const fn may_read_needs(&self) -> bool {
        self.standing.may(Action::ReadAccessNeeds)
    }
}

/// A page, from 1, of those who come to an event, wait for a seat or wanted one.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn roster(ctx: &Ctx, slug: &str, page: i64) -> Result<Roster> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ManageRegistrations>()?;
    let offset = (page - 1).max(0).saturating_mul(PAGE);
    // One more than fits tells whether there is another page.
    let mut rows = registrations::roster(&mut tx, event.id, PAGE + 1, offset).await?;
    let fits = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_next = rows.len() > fits;
    rows.truncate(fits);
    let counts = registrations::count(&mut tx, event.id).await?;
    let fates = if offset == 0 { registrations::fates(&mut tx, event.id, FATES).await? } else { Vec::new() };
    Ok(Roster { event, standing, rows, counts, page, has_next, fates })
}

/// Everybody with a seat in the room, by name: what is printed for the door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn sheet(ctx: &Ctx, slug: &str) -> Result<(Found, Vec<Attending>)> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ManageRegistrations>()?;
    let mut rows = registrations::roster(&mut tx, event.id, i64::MAX, 0).await?;
    rows.retain(|row| row.state == State::Confirmed && row.place == Place::InPerson);
    Ok((event, rows))
}

/// What those who come need, for those who run the event; that it was read is kept in the audit log.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn read_needs(ctx: &Ctx, slug: &str) -> Result<(Found, Vec<Need>)> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let _permit = standing.permit::<ReadAccessNeeds>()?;
        let needs = registrations::needs(&mut tx, event.id).await?;
        if !needs.is_empty() {
            let act = Act::by(acting(&standing), "event.read_needs").on("event", event.id);
            ctx.audit(&mut tx, act).await?;
        }
        tx.commit().await?;
        Ok((event, needs))
    })
    .await
}

/// One registration of the event at hand.
async fn on_list(tx: &mut Tx, event: &Found, id: RegistrationId) -> Result<Registration> {
    let row = registrations::get(tx, id).await?;
    row.filter(|row| row.event_id == event.id).ok_or(Error::NotFound)
}

/// Takes somebody off the list, with a reason, which they receive.
///
/// # Errors
/// [`Error::RegistrationRefused`] without a reason, or when they are off the list already.
pub async fn remove(ctx: &Ctx, slug: &str, id: RegistrationId, reason: &str) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ManageRegistrations>()?;
        let row = on_list(&mut tx, &event, id).await?;
        let reason = fields::optional_paragraphs(reason, crate::memberships::REASON);
        let reason = reason.map_err(|fault| Error::Invalid(Faults::one("reason", fault)))?;
        let attempt = Attempt::new(Event::Remove, Cause::Host).because(reason.as_deref().unwrap_or_default());
        let wish = Wish::new(row.who()?, row.place, attempt, Some(acting(&standing)));
        let changed = change(ctx, &mut tx, &permit, &event, Some(&row), &wish).await?;
        if let Some(freed) = changed.freed {
            settle(ctx, &mut tx, &event, freed, 1).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// Puts a colleague, typed by address or whole name, on the list: into a free seat, or at the end of the line. Nobody
/// overtakes those who wait.
///
/// # Errors
/// [`Error::RegistrationRefused`] with the reason; [`Error::Invalid`] for nobody or several.
pub async fn let_in(ctx: &Ctx, slug: &str, person: &str, place: Place) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, standing) = visible(ctx, &mut tx, slug).await?;
        let permit = standing.permit::<ManageRegistrations>()?;
        let mut faults = Faults::new();
        let person = meant_one(&mut tx, "person", person, &mut faults).await?;
        faults.check()?;
        let who = Who::Person(person.ok_or(Error::NotFound)?);
        if !event.format.has(place) {
            return Err(Refusal::NoSuchPlace.into());
        }
        let before = registrations::find(&mut tx, event.id, who).await?;
        let attempt = Attempt::new(Event::Register, Cause::Host).with_seat(has_seat(&event, place, ctx.now));
        let wish = Wish::new(who, place, attempt, Some(acting(&standing)));
        let changed = change(ctx, &mut tx, &permit, &event, before.as_ref(), &wish).await?;
        tx.commit().await?;
        Ok(changed.state)
    })
    .await
}
