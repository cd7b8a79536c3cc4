//! What hosts do with the list of those who come.

use super::{Attending, FateRow, Registration, Wish, change, own::has_seat, settle};
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

/// Somebody on the list, with their place in line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Who, and where they stand.
    pub person: Attending,
    /// Their place in line, from 1, where they wait.
    pub in_line: Option<usize>,
}

/// The list of those who come.
#[derive(Debug, Clone)]
pub struct Roster {
    /// The event.
    pub event: Found,
    /// What the viewer may do.
    pub standing: Standing,
    /// Everybody who comes, waits or wanted to.
    pub rows: Vec<RosterRow>,
    /// What became of freed seats.
    pub fates: Vec<FateRow>,
}

impl Roster {
    /// Those in a state, in the list's order.
    pub fn in_state(&self, state: State) -> impl Iterator<Item = &RosterRow> {
        self.rows.iter().filter(move |row| row.person.state == state)
    }

    /// Those who come no more, for whatever reason.
    pub fn gone(&self) -> impl Iterator<Item = &RosterRow> {
        self.rows.iter().filter(|row| !row.person.state.is_live())
    }

    /// Whether the viewer may read what people need.
    pub const fn may_read_needs(&self) -> bool {
        self.standing.may(Action::ReadAccessNeeds)
    }
}

/// Everybody who comes to an event.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub async fn roster(ctx: &Ctx, slug: &str) -> Result<Roster> {
    let mut tx = ctx.read().await?;
    let (event, standing) = visible(ctx, &mut tx, slug).await?;
    let _permit = standing.permit::<ManageRegistrations>()?;
    let (mut room, mut online) = (0, 0);
    let rows = registrations::roster(&mut tx, event.id).await?.into_iter().map(|person| {
        let line = if person.place == Place::InPerson { &mut room } else { &mut online };
        let in_line = (person.state == State::Waiting).then(|| {
            *line += 1;
            *line
        });
        RosterRow { person, in_line }
    });
    let rows = rows.collect();
    let fates = registrations::fates(&mut tx, event.id, FATES).await?;
    Ok(Roster { event, standing, rows, fates })
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
