//! The list at the door: a tick for each person, made for a telephone.

use super::{refusal_key, way_key};
use crate::{
    events::event_path,
    initials::initials,
    registrations::place_key,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Query, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    attendance::{self, ListRow},
    domain::events::Format,
    events,
    people::shown_name,
};
use copia_text::key;

/// Somebody on the list.
struct RowShown {
    who: String,
    /// What the row is called on the page.
    id: String,
    name: String,
    about: String,
    initials: String,
    picture: String,
    place: Option<&'static str>,
    /// How it is known that they were there, or nothing.
    way: Option<&'static str>,
    minutes: String,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "attendance/list.html")]
struct ListPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    refusal: Option<&'static str>,
    summary: String,
    search: String,
    registered: Vec<RowShown>,
    unregistered: Vec<RowShown>,
    is_both: bool,
    form: Form,
    others: String,
}
shown!(ListPage);

/// The list.
pub(super) async fn list(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    list_page(&visit, &slug, query.get("q"), Form::default()).await
}

async fn list_page(visit: &Visit, slug: &str, search: &str, form: Form) -> Answer {
    let search: String = search.trim().chars().take(200).collect();
    let view = attendance::list(visit, slug, &search).await?;
    let words = &visit.words;
    let title = words.say_with("attendance-title", &[("event", view.event.title.as_str().into())]);
    let arguments = [("came", view.came.into()), ("registered", view.seats.into()), ("all", view.totals.all().into())];
    show(&ListPage {
        page: Page::new(visit, "events", title).status(form.status(false)).secret(),
        path: event_path(view.event.slug.as_str()),
        when: events::when_words(visit, &view.event),
        refusal: view.refusal.map(refusal_key),
        summary: words.say_with("attendance-summary", &arguments),
        registered: view.registered.iter().map(|row| row_shown(visit, row)).collect(),
        unregistered: view.unregistered.iter().map(|row| row_shown(visit, row)).collect(),
        is_both: view.event.format == Format::Both,
        others: if form.fields.has("others") {
            form.value("others").to_owned()
        } else {
            view.totals.others.to_string()
        },
        event: view.event.title,
        search,
        form,
    })
}

fn row_shown(visit: &Visit, row: &ListRow) -> RowShown {
    let words = &visit.words;
    let name = shown_name(words, &row.name);
    let who = attendance::who_word(row.who);
    let minutes = row.mark.and_then(|(_, minutes)| minutes);
    RowShown {
        id: who.replace(':', "-"),
        who,
        initials: initials(&name),
        name,
        about: row.department.clone().unwrap_or_default(),
        picture: row.picture.map_or_else(String::new, |picture| format!("/files/{picture}")),
        place: row.place.map(place_key),
        way: row.mark.map(|(way, _)| way_key(way)),
        minutes: minutes
            .map_or_else(String::new, |minutes| words.say_with("attendance-minutes", &[("minutes", minutes.into())])),
        is_first: row.is_first,
    }
}

/// Where the list is, narrowed as it was.
fn back(slug: &str, search: &str, row: &str) -> String {
    let path = event_path(slug);
    let search = if search.is_empty() { String::new() } else { format!("?{}", form_query("q", search)) };
    let row = if row.is_empty() { String::new() } else { format!("#{}", row.replace(':', "-")) };
    format!("{path}/attendance{search}{row}")
}

/// Ticks somebody off, or takes the tick back.
pub(super) async fn tick(Path(slug): Path<String>, posted: Posted) -> Answer {
    let who = attendance::who_of(posted.get("who")).ok_or(Problem::Invalid)?;
    let done = match posted.get("here") {
        "yes" => attendance::record(&posted.visit, &slug, who).await,
        "no" => attendance::take_back(&posted.visit, &slug, who).await,
        _ => return Err(Problem::Invalid),
    };
    done?;
    Ok(redirect(&back(&slug, posted.get("q"), &attendance::who_word(who)), None))
}

/// Records a colleague who came without registering.
pub(super) async fn record_other(Path(slug): Path<String>, posted: Posted) -> Answer {
    let done = attendance::record_other(&posted.visit, &slug, posted.get("person")).await;
    said(&posted, &slug, done, key("flash-attendance-recorded")).await
}

/// Sets how many others were there.
pub(super) async fn set_others(Path(slug): Path<String>, posted: Posted) -> Answer {
    let done = attendance::set_others(&posted.visit, &slug, posted.get("others")).await;
    said(&posted, &slug, done, key("flash-attendance-others")).await
}

async fn said(posted: &Posted, slug: &str, done: Result<(), Error>, flash: &'static str) -> Answer {
    match done {
        Ok(()) => Ok(redirect(&back(slug, "", ""), Some(Flash::new(flash)))),
        Err(Error::Invalid(faults)) => {
            list_page(&posted.visit, slug, "", Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
