//! Looking after one's place from the e-mail: a signed link for one registration. Opening it only shows the place,
//! because mail scanners open links; nobody is signed in by it. It is good until the event is over.

use super::{Given, own};
use crate::{
    Ctx, Error, Result,
    events::Found,
    links::{self, Purpose},
};
use copia_domain::{
    ids::{RegistrationId, SeriesRegistrationId},
    policy::{Permit, Scope, acts::Attend},
    registrations::{Event, Place, State},
};
use copia_store::{
    Tx,
    events::{
        self,
        series::{self as stored, SeriesRegistration},
    },
    registrations,
};

/// What the link says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLink {
    /// Whose place.
    pub registration: RegistrationId,
    /// The site's signature.
    pub signature: String,
}

/// What the page of the link shows.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// The event.
    pub event: Found,
    /// Where the person stands.
    pub given: Given,
}

impl PlaceLink {
    /// The link for a registration.
    pub(crate) fn new(ctx: &Ctx, registration: RegistrationId) -> Self {
        let signature = links::sign(&ctx.app, Purpose::Place, &registration.to_string());
        Self { registration, signature }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/places/{}/{}", self.registration, self.signature)
    }

    /// Whose place it is, until the event is over.
    pub(crate) async fn open(&self, ctx: &Ctx, tx: &mut Tx) -> Result<LinkView> {
        if !links::is_signed(&ctx.app, Purpose::Place, &self.registration.to_string(), &self.signature) {
            return Err(Error::LinkEnded);
        }
        let row = registrations::get(tx, self.registration).await?.ok_or(Error::LinkEnded)?;
        let event = events::find(tx, &ctx.viewer, row.event_id, ctx.today()).await?.ok_or(Error::LinkEnded)?;
        if ctx.now >= event.ends_at {
            return Err(Error::LinkEnded);
        }
        let ahead = if row.state == State::Waiting { registrations::ahead(tx, &row).await? } else { 0 };
        Ok(LinkView { event, given: Given { row, ahead } })
    }
}

/// What the page of the link shows, without changing anything.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, or after the event.
pub async fn look_at_place(ctx: &Ctx, link: &PlaceLink) -> Result<LinkView> {
    link.open(ctx, &mut ctx.read().await?).await
}

/// Gives back what the link's reader has.
///
/// # Errors
/// As [`look_at_place`]; [`Error::RegistrationRefused`].
pub async fn withdraw_by_link(ctx: &Ctx, link: &PlaceLink) -> Result<State> {
    by_link(ctx, link, Event::Withdraw, None).await
}

/// Accepts the offer of a seat.
///
/// # Errors
/// As [`look_at_place`]; [`Error::RegistrationRefused`].
pub async fn accept_by_link(ctx: &Ctx, link: &PlaceLink) -> Result<State> {
    by_link(ctx, link, Event::Accept, None).await
}

/// Takes part in the other way instead.
///
/// # Errors
/// As [`look_at_place`]; [`Error::RegistrationRefused`].
pub async fn change_place_by_link(ctx: &Ctx, link: &PlaceLink, place: Place) -> Result<State> {
    by_link(ctx, link, Event::ChangePlace, Some(place)).await
}

async fn by_link(ctx: &Ctx, link: &PlaceLink, happens: Event, place: Option<Place>) -> Result<State> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let LinkView { event, given } = link.open(ctx, &mut tx).await?;
        let permit = Permit::<Attend>::of_the_system(Scope::Event(event.id), "the signed link says whose place it is");
        let state = own::step(ctx, &mut tx, &permit, &event, &given.row, happens, place).await?;
        tx.commit().await?;
        Ok(state)
    })
    .await
}

/// The link with which somebody looks after all their places in a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesLink {
    /// Whose.
    pub registration: SeriesRegistrationId,
    /// The site's signature.
    pub signature: String,
}

/// What the page of the link shows.
#[derive(Debug, Clone)]
pub struct SeriesLinkView {
    /// What the series is called.
    pub title: String,
    /// Whether the person comes to it.
    pub is_on: bool,
    /// The sessions that are still to come, with the person's place and the link to look after it.
    pub places: Vec<(Found, State, PlaceLink)>,
}

impl SeriesLink {
    /// The link for a registration for a series.
    pub(crate) fn new(ctx: &Ctx, registration: SeriesRegistrationId) -> Self {
        let signature = links::sign(&ctx.app, Purpose::Series, &registration.to_string());
        Self { registration, signature }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        format!("/series/{}/{}", self.registration, self.signature)
    }

    async fn open(&self, ctx: &Ctx, tx: &mut Tx) -> Result<SeriesRegistration> {
        if !links::is_signed(&ctx.app, Purpose::Series, &self.registration.to_string(), &self.signature) {
            return Err(Error::LinkEnded);
        }
        stored::get(tx, self.registration).await?.ok_or(Error::LinkEnded)
    }
}

/// What the page of the link shows, without changing anything.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged link, or after the last session.
pub async fn look_at_series(ctx: &Ctx, link: &SeriesLink) -> Result<SeriesLinkView> {
    let mut tx = ctx.read().await?;
    let row = link.open(ctx, &mut tx).await?;
    let sessions = stored::all_sessions(&mut tx, &ctx.viewer, row.series_id, ctx.today()).await?;
    let own = stored::places(&mut tx, row.id).await?;
    let ahead = sessions.into_iter().filter(|session| session.ends_at > ctx.now);
    let with_place = |session: Found| {
        let place = own.iter().find(|place| place.event_id == session.id)?;
        Some((session, place.state, PlaceLink::new(ctx, place.id)))
    };
    let places: Vec<_> = ahead.filter_map(with_place).collect();
    let title = places.first().map(|(session, ..)| session.title.clone()).ok_or(Error::LinkEnded)?;
    Ok(SeriesLinkView { title, is_on: row.ended_at.is_none(), places })
}

/// Gives back every place that the link's reader has in the series.
///
/// # Errors
/// As [`look_at_series`]; [`Error::RegistrationRefused`].
pub async fn leave_series_by_link(ctx: &Ctx, link: &SeriesLink) -> Result<()> {
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let row = link.open(ctx, &mut tx).await?;
        super::series::leave(ctx, &mut tx, &row).await?;
        Ok(tx.commit().await?)
    })
    .await
}
