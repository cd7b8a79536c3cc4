//! Registering without an account, where an event is open to everyone.

use super::own::came;
use crate::{
    events::event_path,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        events::{Audience, Format},
        ids::{EventId, GuestId},
        registrations::{Place, Refusal},
        time::When,
    },
    events,
    registrations::{self, Asked, GUEST_LINK_HOURS, GuestInput, GuestLink},
};
use copia_text::key;

#[derive(Template)]
#[template(path = "registrations/guest.html")]
struct GuestPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    is_both: bool,
    only: &'static str,
    is_recorded: bool,
    form: Form,
}
shown!(GuestPage);

/// The form for a guest.
pub(super) async fn ask(visit: Visit, Path(slug): Path<String>) -> Answer {
    ask_page(&visit, &slug, Form::default()).await
}

async fn ask_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = events::page(visit, slug).await?;
    let event = &view.event;
    if event.audience != Audience::Public {
        return Err(Problem::NotFound);
    }
    let title = visit.words.say_with("guest-title", &[("event", event.title.as_str().into())]);
    show(&GuestPage {
        page: Page::new(visit, "events", title).status(form.status(false)).unlisted(),
        path: event_path(event.slug.as_str()),
        when: events::when_words(visit, event),
        is_both: event.format == Format::Both,
        only: if event.format == Format::Online { Place::Online.word() } else { Place::InPerson.word() },
        is_recorded: event.is_recorded,
        event: event.title.clone(),
        form,
    })
}

/// Sends the link. What is said next is the same whoever it is.
pub(super) async fn send(Path(slug): Path<String>, posted: Posted) -> Answer {
    posted.visit.web.sign_ins.count(&posted.visit)?;
    let input = GuestInput { name: posted.get("name"), email: posted.get("email"), place: posted.get("place") };
    match registrations::ask_as_guest(&posted.visit, &slug, &input).await {
        Ok(()) => Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-guest-link"))))),
        Err(Error::Invalid(faults)) => ask_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

type Parts = (String, String, String, String, String);

fn link((event, guest, place, at, signature): Parts) -> Result<GuestLink, Problem> {
    let asked = Asked {
        event: EventId::parse(&event).ok_or(Problem::LinkEnded)?,
        guest: GuestId::parse(&guest).ok_or(Problem::LinkEnded)?,
        place: Place::from_word(&place).ok_or(Problem::LinkEnded)?,
        at: When::from_micros(at.parse().map_err(|_| Problem::LinkEnded)?),
    };
    Ok(GuestLink { asked, signature })
}

#[derive(Template)]
#[template(path = "registrations/guest-link.html")]
struct GuestLinkPage {
    page: Page,
    action: String,
    when: String,
    name: String,
    email: String,
    hours: String,
    form: Form,
}
shown!(GuestLinkPage);

/// The page of the link: a button, because mail scanners open links.
pub(super) async fn look(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    link_page(&visit, &link(parts)?, Form::default()).await
}

async fn link_page(visit: &Visit, link: &GuestLink, form: Form) -> Answer {
    let view = registrations::look_at_guest(visit, link).await?;
    let title = visit.words.say_with("guest-title", &[("event", view.event.title.as_str().into())]);
    show(&GuestLinkPage {
        page: Page::new(visit, "events", title).status(form.status(false)).secret(),
        action: link.path(),
        when: events::when_words(visit, &view.event),
        name: view.guest.name,
        email: view.guest.email,
        hours: visit.words.say_with("guest-link-hours", &[("hours", GUEST_LINK_HOURS.into())]),
        form,
    })
}

/// Registers, and goes on to the page on which the place is looked after.
pub(super) async fn register(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    match registrations::register_guest(&posted.visit, &link, posted.get("needs")).await {
        Ok((place, state)) => Ok(redirect(&place.path(), Some(Flash::new(came(state))))),
        Err(Error::Invalid(faults)) => link_page(&posted.visit, &link, Form::with(posted.fields.clone(), faults)).await,
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => {
            let event = registrations::look_at_guest(&posted.visit, &link).await?.event;
            Ok(redirect(&event_path(event.slug.as_str()), Some(Flash::new(key("flash-guest-has-place")))))
        }
        Err(error) => Err(error.into()),
    }
}
