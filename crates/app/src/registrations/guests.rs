//! Guests: people without an account who come to what is open to everyone. A link sent to their address proves it;
//! opening the link changes nothing, and it can be used once, since a second time they have their place already.

use super::{
    PlaceLink,
    own::{NEEDS, come},
};
use crate::{
    Ctx, Error, Faults, Result,
    events::{Found, visible},
    links::{self, Purpose},
    notifications::Message,
};
use copia_domain::{
    events::{Audience, State as EventState},
    fields,
    ids::{EventId, GuestId},
    people::PersonStatus,
    policy::{Permit, Scope, acts::Attend},
    registrations::{Place, Refusal, State},
    time::When,
};
use copia_store::{
    Tx, deliveries, events, people,
    registrations::{self, Guest, Who},
};
use serde::{Deserialize, Serialize};

/// Hours for which the link is good.
pub const GUEST_LINK_HOURS: i64 = 24;
/// Links that are sent to one guest within a day; after that nothing is sent, and nothing is said of it.
const LINKS_A_DAY: i64 = 5;

/// What a guest types.
#[derive(Debug, Clone, Copy, Default)]
pub struct GuestInput<'a> {
    /// Their name.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// How they want to take part.
    pub place: &'a str,
}

/// What the link says: who wants to come to what, how, and when they asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// To what.
    pub event: EventId,
    /// Who.
    pub guest: GuestId,
    /// How.
    pub place: Place,
    /// When.
    pub at: When,
}

/// A link that proves an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestLink {
    /// What it says.
    pub asked: Asked,
    /// The site's signature.
    pub signature: String,
}

/// What the page of the link shows.
#[derive(Debug, Clone)]
pub struct GuestView {
    /// The event.
    pub event: Found,
    /// Who wants to come.
    pub guest: Guest,
}

fn about(asked: &Asked) -> String {
    format!("{}|{}|{}|{}", asked.event, asked.guest, asked.place, asked.at.micros())
}

impl GuestLink {
    /// The link for what a guest asked.
    pub(super) fn new(ctx: &Ctx, asked: Asked) -> Self {
        let signature = links::sign(&ctx.app, Purpose::Guest, &about(&asked));
        Self { asked, signature }
    }

    /// The path of the page.
    pub fn path(&self) -> String {
        let Asked { event, guest, place, at } = &self.asked;
        format!("/guests/{event}/{guest}/{place}/{}/{}", at.micros(), self.signature)
    }

    async fn open(&self, ctx: &Ctx, tx: &mut Tx) -> Result<GuestView> {
        let is_signed = links::is_signed(&ctx.app, Purpose::Guest, &about(&self.asked), &self.signature);
        if !is_signed || ctx.now >= self.asked.at.plus_hours(GUEST_LINK_HOURS) {
            return Err(Error::LinkEnded);
        }
        let event = events::find(tx, &ctx.viewer, self.asked.event, ctx.today()).await?.ok_or(Error::LinkEnded)?;
        let guest = registrations::find_guest(tx, self.asked.guest).await?.ok_or(Error::LinkEnded)?;
        let is_open = event.audience == Audience::Public && event.state != EventState::Draft;
        if is_open && !guest.email.is_empty() { Ok(GuestView { event, guest }) } else { Err(Error::LinkEnded) }
    }
}

/// Sends a link to somebody who wants to come as a guest. Nobody has a place before the link is used; the answer is
/// the same whoever it is.
///
/// # Errors
/// [`Error::Invalid`] for what is no name, address or way of taking part; [`Error::NotFound`] for what is not open to
/// everyone; [`Error::RegistrationRefused`] when registering is over.
pub async fn ask_as_guest(ctx: &Ctx, slug: &str, input: &GuestInput<'_>) -> Result<()> {
    let mut faults = Faults::new();
    let name = faults.take("name", fields::line(input.name, 100));
    let email = faults.take("email", fields::address(input.email));
    let place = faults.take("place", Place::from_word(input.place).map(Some).ok_or(fields::Fault::NotChoice));
    faults.check()?;
    let place = place.ok_or(Error::NotFound)?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let (event, _) = visible(ctx, &mut tx, slug).await?;
        if event.audience != Audience::Public {
            return Err(Error::NotFound);
        }
        if !event.format.has(place) {
            return Err(Refusal::NoSuchPlace.into());
        }
        let attempt = copia_domain::registrations::Attempt::new(
            copia_domain::registrations::Event::Register,
            copia_domain::registrations::Cause::Oneself,
        );
        copia_domain::registrations::transition(None, &attempt, &event.rules(ctx.now))?;
        let new = Guest { id: ctx.id(GuestId::new), name: name.clone(), email: email.clone(), language: None };
        let guest = registrations::add_guest(&mut tx, &new, &email.to_lowercase(), ctx.now).await?;
        let asked = Asked { event: event.id, guest: guest.id, place, at: ctx.now };
        let message = Message::GuestLink { asked };
        let since = ctx.now.plus_days(-1);
        if deliveries::count_about(&mut tx, message.kind(), guest.id, since).await? < LINKS_A_DAY {
            ctx.notify(&mut tx, None, None, message).await?;
        }
        Ok(tx.commit().await?)
    })
    .await
}

/// What the page of the link shows, without registering anybody.
///
/// # Errors
/// [`Error::LinkEnded`] for a forged or old link.
pub async fn look_at_guest(ctx: &Ctx, link: &GuestLink) -> Result<GuestView> {
    link.open(ctx, &mut ctx.read().await?).await
}

/// Registers the guest, or the colleague whose address it is: whoever reads an address's mail is whom it belongs to,
/// and nobody has two places. Gives the link to look after the place.
///
/// # Errors
/// As [`look_at_guest`]; [`Error::RegistrationRefused`]; [`Error::Invalid`] for needs that are too long.
pub async fn register_guest(ctx: &Ctx, link: &GuestLink, needs: &str) -> Result<(PlaceLink, State)> {
    let needs = fields::optional_paragraphs(needs, NEEDS);
    let needs = needs.map_err(|fault| Error::Invalid(Faults::one("needs", fault)))?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let GuestView { event, guest } = link.open(ctx, &mut tx).await?;
        let known = people::find_by_email(&mut tx, &guest.email).await?;
        let who = match known.filter(|person| person.status == PersonStatus::Current) {
            Some(person) => Who::Person(person.id),
            None => Who::Guest(guest.id),
        };
        let permit = Permit::<Attend>::of_the_system(Scope::Event(event.id), "the link proves whose address it is");
        let changed = come(ctx, &mut tx, &permit, &event, who, link.asked.place, needs.as_deref()).await?;
        tx.commit().await?;
        Ok((PlaceLink::new(ctx, changed.registration), changed.state))
    })
    .await
}
