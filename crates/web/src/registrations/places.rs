//! Looking after one's place from a letter, without signing in. Opening the page changes nothing.

use super::{
    own::came,
    place_box::{give_back_key, sure},
    place_key, refusal_key, state_key,
};
use crate::{
    events::event_path,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error, attendance,
    domain::{
        attendance::may_check_in,
        events::{Audience, Format, State as EventState},
        fields::Fault,
        ids::RegistrationId,
        registrations::{Place, Refusal, State},
    },
    events,
    registrations::{self, PlaceLink},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "registrations/place.html")]
struct PlacePage {
    page: Page,
    action: String,
    event: String,
    when: String,
    state: &'static str,
    place: Option<&'static str>,
    in_line: Option<String>,
    until: Option<String>,
    is_offered: bool,
    is_live: bool,
    /// The other way of taking part and its button.
    other: Option<(&'static str, &'static str)>,
    give_back: &'static str,
    /// What giving it back means, where it cannot be had again.
    sure: Option<String>,
    fault: Option<&'static str>,
    /// Whether one can say that one is there.
    may_check_in: bool,
    form: Form,
}
shown!(PlacePage);

type Parts = (String, String);

fn link((registration, signature): Parts) -> Result<PlaceLink, Problem> {
    Ok(PlaceLink { registration: RegistrationId::parse(&registration).ok_or(Problem::LinkEnded)?, signature })
}

/// The page of the link.
pub(super) async fn look(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    page(&visit, &link(parts)?, None, Form::default()).await
}

async fn page(visit: &Visit, link: &PlaceLink, refused: Option<Refusal>, form: Form) -> Answer {
    let view = registrations::look_at_place(visit, link).await?;
    let (event, row) = (&view.event, &view.given.row);
    let words = &visit.words;
    let is_on = event.state == EventState::Published;
    // The link works without signing in; the page of an event that is not for everybody does not.
    let path = event_path(event.slug.as_str());
    let knows = visit.account.is_some() || event.audience == Audience::Public;
    let other = match row.place {
        Place::InPerson => (Place::Online.word(), key("place-change-to-online")),
        Place::Online => (Place::InPerson.word(), key("place-change-to-in-person")),
    };
    let may_change = is_on && event.format == Format::Both && matches!(row.state, State::Confirmed | State::Waiting);
    let status = if refused.is_some() { StatusCode::CONFLICT } else { form.status(false) };
    show(&PlacePage {
        page: Page::new(visit, "events", event.title.as_str()).status(status).secret(),
        action: link.path(),
        event: if knows { path } else { format!("/sign-in?{}", form_query("next", &path)) },
        when: events::when_words(visit, event),
        state: state_key(row.state),
        place: (event.format == Format::Both && row.state.is_live()).then(|| place_key(row.place)),
        in_line: (row.state == State::Waiting)
            .then(|| words.say_with("place-in-line", &[("place", (view.given.ahead + 1).into())])),
        until: row.offer_ends_at.filter(|_| row.state == State::Offered).map(|ends| {
            let until = words.date_time(ends.local(&visit.site.zone));
            words.say_with("place-offered-until", &[("until", until.into())])
        }),
        is_offered: is_on && row.state == State::Offered,
        is_live: is_on && row.state.is_live(),
        other: may_change.then_some(other),
        give_back: give_back_key(row.state),
        sure: sure(words, event, Some(row.place), row.state),
        fault: refused.map(refusal_key),
        may_check_in: may_check_in(event.state, event.starts_at, event.ends_at, visit.now).is_ok(),
        form,
    })
}

/// Does what the link's reader chose.
pub(super) async fn act(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    let visit = &posted.visit;
    if posted.get("action") == "here" {
        return check_in(&link, &posted).await;
    }
    let done = match (posted.get("action"), Place::from_word(posted.get("place"))) {
        ("withdraw", _) => registrations::withdraw_by_link(visit, &link).await.map(|_| key("flash-gave-back")),
        ("accept", _) => registrations::accept_by_link(visit, &link).await.map(came),
        ("place", Some(place)) => {
            registrations::change_place_by_link(visit, &link, place).await.map(|_| key("flash-place-changed"))
        }
        _ => return Err(Problem::Invalid),
    };
    match done {
        Ok(flash) => Ok(redirect(&link.path(), Some(Flash::new(flash)))),
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => {
            Ok(redirect(&link.path(), Some(Flash::new(key("flash-as-before")))))
        }
        Err(Error::RegistrationRefused(refusal)) => page(visit, &link, Some(refusal), Form::default()).await,
        Err(error) => Err(error.into()),
    }
}

/// Says with the event's code that the link's reader is there. Only wrong codes are counted.
async fn check_in(link: &PlaceLink, posted: &Posted) -> Answer {
    let visit = &posted.visit;
    visit.web.wrong_codes.check(visit)?;
    match attendance::check_in_by_link(visit, link, posted.get("code")).await {
        Ok(()) => Ok(redirect(&link.path(), Some(Flash::new(key("flash-here"))))),
        Err(Error::Invalid(faults)) => {
            if faults.of("code") == Some(Fault::WrongCode) {
                visit.web.wrong_codes.count(visit)?;
            }
            page(visit, link, None, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
