//! The host's list of those who come.

use super::{place_key, state_key, unfilled_key};
use crate::{
    events::event_path,
    initials::initials,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Query, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::{
        events::Format,
        ids::RegistrationId,
        registrations::{Place, Refusal, State},
    },
    events,
    people::shown_name,
    registrations::{self, Attending, Roster},
};
use copia_text::key;

/// Somebody on the list.
struct RowShown {
    id: String,
    name: String,
    path: String,
    initials: String,
    picture: String,
    about: String,
    place: &'static str,
    since: String,
    is_first: bool,
    is_guest: bool,
    in_line: String,
    until: String,
    state: &'static str,
    reason: String,
}

#[derive(Template)]
#[template(path = "registrations/roster.html")]
struct RosterPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    is_both: bool,
    /// The one way of taking part, where there is one.
    only: &'static str,
    coming: Vec<RowShown>,
    offered: Vec<RowShown>,
    waiting: Vec<RowShown>,
    gone: Vec<RowShown>,
    coming_title: String,
    waiting_title: String,
    fates: Vec<String>,
    may_read_needs: bool,
    needs: String,
    form: Form,
    /// Which page it is, and the ways to those before and after.
    at_page: i64,
    number: String,
    previous: String,
    next: String,
    /// Whose removal lacks its reason.
    at: String,
    fault: String,
}
shown!(RosterPage);

/// The list of those who come.
pub(super) async fn roster(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    roster_page(&visit, &slug, query.page(), Form::default(), "").await
}

/// The path of a page of the list.
fn list_path(slug: &str, page: i64) -> String {
    let list = format!("{}/registrations", event_path(slug));
    if page > 1 { format!("{list}?page={page}") } else { list }
}

async fn roster_page(visit: &Visit, slug: &str, page: i64, form: Form, at: &str) -> Answer {
    let view = registrations::roster(visit, slug, page).await?;
    let words = &visit.words;
    let fault = if at.is_empty() { String::new() } else { words.say("refusal-reason-needed").to_owned() };
    let status = if at.is_empty() { form.status(false) } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = words.say_with("roster-title", &[("event", view.event.title.as_str().into())]);
    let rows = |state: State| view.in_state(state).map(|row| row_shown(visit, row)).collect::<Vec<_>>();
    let needs = view.needs();
    show(&RosterPage {
        page: Page::new(visit, "events", title).status(status).secret(),
        event: view.event.title.clone(),
        path: event_path(view.event.slug.as_str()),
        when: events::when_words(visit, &view.event),
        is_both: view.event.format == Format::Both,
        only: if view.event.format == Format::Online { Place::Online.word() } else { Place::InPerson.word() },
        coming_title: words.say_with("roster-coming", &[("count", view.count(State::Confirmed).into())]),
        waiting_title: words.say_with("roster-waiting", &[("count", view.count(State::Waiting).into())]),
        coming: rows(State::Confirmed),
        offered: rows(State::Offered),
        waiting: rows(State::Waiting),
        gone: view.gone().map(|row| row_shown(visit, row)).collect(),
        fates: fates(visit, &view),
        may_read_needs: view.may_read_needs() && needs > 0,
        needs: words.say_with("roster-needs", &[("count", needs.into())]),
        form,
        at_page: page,
        number: words.say_with("list-page", &[("page", page.into())]),
        previous: if page > 1 { list_path(slug, page - 1) } else { String::new() },
        next: if view.has_next { list_path(slug, page + 1) } else { String::new() },
        at: at.to_owned(),
        fault,
    })
}

fn row_shown(visit: &Visit, person: &Attending) -> RowShown {
    let words = &visit.words;
    let name = shown_name(words, &person.name);
    let moment = |at: copia_app::domain::time::When| words.date_time(at.local(&visit.site.zone));
    RowShown {
        id: person.id.to_string(),
        initials: initials(&name),
        name,
        path: person.person_id.map_or_else(String::new, |id| format!("/people/{id}")),
        picture: person.picture_id.map_or_else(String::new, |picture| format!("/files/{picture}")),
        about: person.department.clone().or_else(|| person.guest_email.clone()).unwrap_or_default(),
        place: place_key(person.place),
        since: moment(person.registered_at),
        is_first: person.is_first,
        is_guest: person.guest_id.is_some(),
        in_line: person
            .in_line
            .map_or_else(String::new, |place| words.say_with("place-in-line", &[("place", place.into())])),
        until: person
            .offer_ends_at
            .map_or_else(String::new, |ends| words.say_with("place-offered-until", &[("until", moment(ends).into())])),
        state: state_key(person.state),
        reason: person.reason.clone().unwrap_or_default(),
    }
}

/// What became of freed seats, each in a sentence.
fn fates(visit: &Visit, view: &Roster) -> Vec<String> {
    let words = &visit.words;
    let line = |fate: &registrations::FateRow| {
        let when = words.date_time(fate.at.local(&visit.site.zone));
        match fate.unfilled {
            Some(why) => words.say_with(
                "seat-fate-unfilled",
                &[("when", when.into()), ("seats", fate.seats.into()), ("why", words.say(unfilled_key(why)).into())],
            ),
            None => words
                .say_with("seat-fate-given", &[("when", when.into()), ("name", shown_name(words, &fate.name).into())]),
        }
    };
    view.fates.iter().map(line).collect()
}

/// Puts a colleague on the list.
pub(super) async fn let_in(Path(slug): Path<String>, posted: Posted) -> Answer {
    let place = Place::from_word(posted.get("place")).ok_or(Problem::Invalid)?;
    let path = list_path(&slug, 1);
    match registrations::let_in(&posted.visit, &slug, posted.get("person"), place).await {
        Ok(State::Confirmed) => Ok(redirect(&path, Some(Flash::new(key("flash-let-in"))))),
        Ok(_) => Ok(redirect(&path, Some(Flash::new(key("flash-let-in-line"))))),
        Err(Error::Invalid(faults)) => {
            roster_page(&posted.visit, &slug, 1, Form::with(posted.fields.clone(), faults), "").await
        }
        Err(Error::RegistrationRefused(Refusal::AlreadyDone)) => {
            Ok(redirect(&path, Some(Flash::new(key("flash-as-before")))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes somebody off the list.
pub(super) async fn remove(Path((slug, registration)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = RegistrationId::parse(&registration).ok_or(Problem::NotFound)?;
    let page = posted.fields.page();
    match registrations::remove(&posted.visit, &slug, id, posted.get("reason")).await {
        Ok(()) => Ok(redirect(&list_path(&slug, page), Some(Flash::new(key("flash-taken-off"))))),
        Err(Error::RegistrationRefused(Refusal::ReasonNeeded) | Error::Invalid(_)) => {
            roster_page(&posted.visit, &slug, page, Form::new(posted.fields.clone()), &registration).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "registrations/needs.html")]
struct NeedsPage {
    page: Page,
    event: String,
    path: String,
    rows: Vec<(String, String)>,
}
shown!(NeedsPage);

/// What people need, for those who run the event.
pub(super) async fn needs(visit: Visit, Path(slug): Path<String>) -> Answer {
    let (event, needs) = registrations::read_needs(&visit, &slug).await?;
    let rows = needs.into_iter().map(|one| (shown_name(&visit.words, &one.name), one.needs));
    show(&NeedsPage {
        page: Page::new(&visit, "events", visit.words.say("needs-title")).secret(),
        path: event_path(event.slug.as_str()),
        event: event.title,
        rows: rows.collect(),
    })
}

#[derive(Template)]
#[template(path = "registrations/sheet.html")]
struct SheetPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    place: String,
    names: Vec<(String, String)>,
}
shown!(SheetPage);

/// The sheet on which people sign in, to be printed: those with a seat in the room, by name, and empty lines.
pub(super) async fn sheet(visit: Visit, Path(slug): Path<String>) -> Answer {
    let (event, rows) = registrations::sheet(&visit, &slug).await?;
    let names = rows.into_iter().map(|row| (shown_name(&visit.words, &row.name), row.department.unwrap_or_default()));
    show(&SheetPage {
        page: Page::new(&visit, "events", visit.words.say("sheet-title")).secret(),
        path: event_path(event.slug.as_str()),
        when: events::when_words(&visit, &event),
        place: event.place.clone().unwrap_or_default(),
        names: names.collect(),
        event: event.title,
    })
}
