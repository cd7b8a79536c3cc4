//! The pages about places at events: the box on an event's page, the link in a letter, and the host's list.

mod guests;
mod hosting;
mod messages;
mod own;
mod place_box;
mod places;
mod series;

pub(crate) use place_box::PlaceBox;

use crate::routes::Routes;
use copia_app::domain::registrations::{Place, Refusal, State, Unfilled};
use copia_text::key;

/// The routes of registrations.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .post("/events/{slug}/registration", own::register)
        .post("/events/{slug}/withdrawal", own::withdraw)
        .post("/events/{slug}/acceptance", own::accept)
        .post("/events/{slug}/place", own::change_place)
        .get("/events/{slug}/registrations", hosting::roster)
        .post("/events/{slug}/registrations", hosting::let_in)
        .post("/events/{slug}/registrations/{registration}/removal", hosting::remove)
        .get("/events/{slug}/needs", hosting::needs)
        .get("/events/{slug}/messages", messages::messages)
        .post("/events/{slug}/messages", messages::send)
        .post("/events/{slug}/messages/preview", messages::preview)
        .get("/events/{slug}/messages/{message}", messages::message)
        .post("/events/{slug}/messages/{message}/cancellation", messages::call_off)
        .get("/events/{slug}/sheet", hosting::sheet)
        .get("/events/{slug}/guest", guests::ask)
        .post("/events/{slug}/guest", guests::send)
        .get("/guests/{event}/{guest}/{place}/{at}/{signature}", guests::look)
        .post("/guests/{event}/{guest}/{place}/{at}/{signature}", guests::register)
        .post("/events/{slug}/series/registration", series::come)
        .post("/events/{slug}/series/withdrawal", series::leave)
        .get("/series/{registration}/{signature}", series::look)
        .post("/series/{registration}/{signature}", series::leave_by_link)
        .get("/places/{registration}/{signature}", places::look)
        .post("/places/{registration}/{signature}", places::act)
}

/// The message for what the machine does not allow.
pub(crate) const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotNow => key("place-refusal-not-now"),
        Refusal::AlreadyDone => key("place-refusal-already-done"),
        Refusal::NotPublished => key("place-refusal-not-published"),
        Refusal::CalledOff => key("place-refusal-called-off"),
        Refusal::Over => key("place-refusal-over"),
        Refusal::Closed => key("place-refusal-closed"),
        Refusal::NoSuchPlace => key("place-refusal-no-such-place"),
        Refusal::OtherPlaceFull => key("place-refusal-other-place-full"),
        Refusal::OfferEnded => key("place-refusal-offer-ended"),
        Refusal::WasRemoved => key("place-refusal-was-removed"),
        Refusal::ReasonNeeded => key("place-refusal-reason-needed"),
    }
}

/// The message for a way of taking part.
pub(crate) const fn place_key(place: Place) -> &'static str {
    match place {
        Place::InPerson => key("place-in-person"),
        Place::Online => key("place-online"),
    }
}

/// The message for where a registration stands.
pub(crate) const fn state_key(state: State) -> &'static str {
    match state {
        State::Confirmed => key("place-state-confirmed"),
        State::Waiting => key("place-state-waiting"),
        State::Offered => key("place-state-offered"),
        State::Withdrawn => key("place-state-withdrawn"),
        State::Lapsed => key("place-state-lapsed"),
        State::Removed => key("place-state-removed"),
        State::CalledOff => key("place-state-called-off"),
    }
}

/// The message for why a freed seat was offered to nobody.
const fn unfilled_key(why: Unfilled) -> &'static str {
    match why {
        Unfilled::NobodyWaits => key("seat-nobody-waits"),
        Unfilled::TooLate => key("seat-too-late"),
        Unfilled::NotOn => key("seat-not-on"),
        Unfilled::FewerSeats => key("seat-fewer-seats"),
    }
}
