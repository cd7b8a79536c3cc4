//! The box on an event's page that says where one stands and what one can do.

use super::refusal_key;
use crate::shell::{Visit, form_query};
use copia_app::{
    domain::{
        events::{Audience, Format, State as EventState},
        registrations::{Attempt, Cause, Event, PROMOTION_ENDS_MINUTES, Place, Policy, State, transition},
    },
    events::{EventPage, Found},
};
use copia_text::{Words, key};

/// What one can do.
pub(crate) struct Offer {
    pub(crate) label: &'static str,
    pub(crate) to: String,
    /// The way of taking part that is sent with it, or "".
    pub(crate) place: &'static str,
    pub(crate) kind: &'static str,
}

/// Where one stands and what one can do.
pub(crate) struct PlaceBox {
    pub(crate) title: &'static str,
    pub(crate) lines: Vec<String>,
    pub(crate) reason: String,
    pub(crate) offers: Vec<Offer>,
    /// Giving back what somebody else waits for: its button, and what it means.
    pub(crate) asks_first: Option<(&'static str, String)>,
    /// The link to sign in, for a visitor.
    pub(crate) sign_in: String,
    /// The form for guests, where the event is open to everyone.
    pub(crate) guest: String,
    /// Whether what one needs is asked with it.
    pub(crate) asks_needs: bool,
    /// Whether one has a seat or a place in line.
    pub(crate) holds: bool,
    /// Whether there is anything to say that the page of a draft, or of what was called off, does not say by itself.
    pub(crate) is_of_use: bool,
}

impl PlaceBox {
    /// The box for whoever looks at an event's page.
    pub(crate) fn new(visit: &Visit, view: &EventPage) -> Self {
        let event = &view.event;
        let path = crate::events::event_path(event.slug.as_str());
        let state = view.mine.as_ref().map(|mine| mine.row.state);
        let mut shown = Self {
            title: title(event.state, visit.now >= event.ends_at, state),
            lines: Vec::new(),
            reason: String::new(),
            offers: Vec::new(),
            asks_first: None,
            sign_in: String::new(),
            guest: String::new(),
            asks_needs: false,
            holds: state.is_some_and(State::is_live),
            is_of_use: event.state == EventState::Published || state.is_some(),
        };
        if let Some(mine) = &view.mine {
            shown.reason = mine.row.reason.clone().unwrap_or_default();
            shown.stands(visit, view, mine);
        }
        if event.state != EventState::Published || visit.now >= event.ends_at {
            return shown;
        }
        if visit.account.is_none() {
            shown.lines.push(visit.words.say("place-sign-in").to_owned());
            if event.audience == Audience::Public && visit.now < event.closes_at.unwrap_or(event.ends_at) {
                shown.guest = format!("{path}/guest");
            }
            shown.sign_in = format!("/sign-in?{}", form_query("next", &path));
            return shown;
        }
        match state.filter(|state| state.is_live()) {
            Some(state) => shown.keeps(visit, view, state, &path),
            None => shown.comes(visit, view, state, &path),
        }
        shown
    }

    /// What is said of the place one has.
    fn stands(&mut self, visit: &Visit, view: &EventPage, mine: &copia_app::registrations::Given) {
        let words = &visit.words;
        let is_both = view.event.format == Format::Both;
        if is_both && mine.row.state.is_live() {
            self.lines.push(words.say(super::place_key(mine.row.place)).to_owned());
        }
        if mine.row.state == State::Waiting {
            self.lines.push(words.say_with("place-in-line", &[("place", (mine.ahead + 1).into())]));
            let policy = match view.event.policy {
                Policy::FirstCome => words.say("place-policy-first-come").to_owned(),
                Policy::Offers => words.say_with("place-policy-offers", &[("hours", view.event.offer_hours.into())]),
            };
            self.lines.push(policy);
            self.lines.push(words.say_with("place-policy-ends", &[("minutes", PROMOTION_ENDS_MINUTES.into())]));
        }
        if let (State::Offered, Some(ends)) = (mine.row.state, mine.row.offer_ends_at) {
            let until = words.date_time(ends.local(&visit.site.zone));
            self.lines.push(words.say_with("place-offered-until", &[("until", until.into())]));
        }
    }

    /// What somebody can do who has a place.
    fn keeps(&mut self, visit: &Visit, view: &EventPage, state: State, path: &str) {
        if state == State::Offered {
            let label = key("place-accept");
            self.offers.push(Offer { label, to: format!("{path}/acceptance"), place: "", kind: "" });
        }
        if let Some(mine) = view.mine.as_ref().filter(|_| view.event.format == Format::Both && state != State::Offered)
        {
            let (other, label) = match mine.row.place {
                Place::InPerson => (Place::Online, key("place-change-to-online")),
                Place::Online => (Place::InPerson, key("place-change-to-in-person")),
            };
            if state == State::Waiting || view.has_room(visit, other) {
                let to = format!("{path}/place");
                self.offers.push(Offer { label, to, place: other.word(), kind: "quiet" });
            }
        }
        let label = give_back_key(state);
        let place = view.mine.as_ref().map(|mine| mine.row.place);
        self.asks_first = sure(&visit.words, &view.event, place, state).map(|sure| (label, sure));
        if self.asks_first.is_none() {
            self.offers.push(Offer { label, to: format!("{path}/withdrawal"), place: "", kind: "quiet" });
        }
    }

    /// What somebody can do who has none.
    fn comes(&mut self, visit: &Visit, view: &EventPage, state: Option<State>, path: &str) {
        let attempt = Attempt::new(Event::Register, Cause::Oneself).with_seat(true);
        if let Err(refusal) = transition(state, &attempt, &view.event.rules(visit.now)) {
            self.lines.push(visit.words.say(refusal_key(refusal)).to_owned());
            return;
        }
        self.asks_needs = true;
        let is_both = view.event.format == Format::Both;
        // What can be had at once comes before a line.
        let mut places: Vec<Place> = Place::ALL.iter().copied().filter(|place| view.event.format.has(*place)).collect();
        places.sort_by_key(|place| !view.has_room(visit, *place));
        for place in places {
            let label = match (view.has_room(visit, place), is_both, place) {
                (true, false, _) => key("place-register"),
                (true, true, Place::InPerson) => key("place-register-in-person"),
                (true, true, Place::Online) => key("place-register-online"),
                (false, false, _) => key("place-join-line"),
                (false, true, Place::InPerson) => key("place-join-line-in-person"),
                (false, true, Place::Online) => key("place-join-line-online"),
            };
            let kind = if self.offers.is_empty() { "" } else { "quiet" };
            self.offers.push(Offer { label, to: format!("{path}/registration"), place: place.word(), kind });
        }
    }
}

/// The button that gives back what somebody has.
pub(super) const fn give_back_key(state: State) -> &'static str {
    match state {
        State::Confirmed => key("place-give-back"),
        State::Offered => key("place-decline"),
        _ => key("place-leave-line"),
    }
}

/// What giving a place back means, where somebody waits and it cannot be had again.
pub(super) fn sure(words: &Words, event: &Found, place: Option<Place>, state: State) -> Option<String> {
    match (state, event.counts(place?).1) {
        (_, 0) => None,
        (State::Waiting, _) => Some(words.say("place-leave-line-sure").to_owned()),
        (_, waiting) => Some(words.say_with("place-give-back-sure", &[("waiting", waiting.into())])),
    }
}

const fn title(event: EventState, is_over: bool, state: Option<State>) -> &'static str {
    match (event, state) {
        (EventState::Draft, _) => key("place-title-draft"),
        (EventState::CalledOff, _) => key("place-title-called-off"),
        (EventState::Published, Some(State::Confirmed)) if is_over => key("place-title-had-seat"),
        (EventState::Published, _) if is_over => key("place-title-over"),
        (EventState::Published, Some(state)) => match state {
            State::Confirmed => key("place-title-confirmed"),
            State::Waiting => key("place-title-waiting"),
            State::Offered => key("place-title-offered"),
            State::Lapsed => key("place-title-lapsed"),
            State::Removed => key("place-title-removed"),
            State::Withdrawn | State::CalledOff => key("place-title-come"),
        },
        (EventState::Published, None) => key("place-title-come"),
    }
}
