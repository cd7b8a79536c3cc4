//! Running an event: announcing it, calling it off, throwing a draft away, and who runs it.

use super::{
    event_path,
    planning::{Choice, reaches},
};
use crate::{
    initials::initials,
    shell::{Answer, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{events::TeamRole, ids::PersonId},
    events,
    people::shown_name,
};
use copia_text::key;

fn version(posted: &Posted) -> Result<i64, Problem> {
    posted.get("version").parse().map_err(|_| Problem::Invalid)
}

/// Announces a draft.
pub(super) async fn publish(Path(slug): Path<String>, posted: Posted) -> Answer {
    let flash = match events::publish(&posted.visit, &slug, version(&posted)?).await {
        Ok(()) => key("flash-event-published"),
        Err(Error::AlreadyDone) => key("flash-as-before"),
        Err(Error::Invalid(_)) => key("flash-event-in-past"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&event_path(&slug), Some(Flash::new(flash))))
}

/// Throws a draft away.
pub(super) async fn discard(Path(slug): Path<String>, posted: Posted) -> Answer {
    events::discard(&posted.visit, &slug, version(&posted)?).await?;
    Ok(redirect("/events", Some(Flash::new(key("flash-event-discarded")))))
}

#[derive(Template)]
#[template(path = "events/call-off.html")]
struct CallOffPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    people: String,
    next: Option<(String, String)>,
    /// Which sessions of a series can be called off.
    reaches: Vec<Choice>,
    form: Form,
    fault: String,
}
shown!(CallOffPage);

/// Asks whether an event is to be called off.
pub(super) async fn call_off_form(visit: Visit, Path(slug): Path<String>) -> Answer {
    call_off_page(&visit, &slug, Form::default()).await
}

async fn call_off_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = events::call_off_form(visit, slug).await?;
    let words = &visit.words;
    let title = words.say_with("event-call-off-title", &[("event", view.event.title.as_str().into())]);
    show(&CallOffPage {
        page: Page::new(visit, "events", title).status(form.status(false)).unlisted(),
        path: event_path(view.event.slug.as_str()),
        when: events::when_words(visit, &view.event),
        people: words.say_with("event-call-off-people", &[("people", view.people.into())]),
        reaches: if view.event.series_id.is_some() { reaches() } else { Vec::new() },
        next: view.next.map(|next| (next.title, event_path(next.slug.as_str()))),
        event: view.event.title,
        fault: form.error("reason", words).to_owned(),
        form,
    })
}

/// Calls an event off.
pub(super) async fn call_off(Path(slug): Path<String>, posted: Posted) -> Answer {
    match events::call_off(&posted.visit, &slug, posted.get("reason"), posted.get("reach")).await {
        Ok(()) => Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-event-called-off"))))),
        Err(Error::AlreadyDone) => Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-as-before"))))),
        Err(Error::Invalid(faults)) => {
            call_off_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody who runs an event.
struct RunnerShown {
    id: String,
    name: String,
    initials: String,
    picture: String,
    path: String,
    role: &'static str,
}

#[derive(Template)]
#[template(path = "events/team.html")]
struct TeamPage {
    page: Page,
    event: String,
    path: String,
    runners: Vec<RunnerShown>,
    /// Whether it is one of a series.
    in_series: bool,
    form: Form,
}
shown!(TeamPage);

const fn role_key(role: TeamRole) -> &'static str {
    match role {
        TeamRole::Host => key("event-role-host"),
        TeamRole::Moderator => key("event-role-moderator"),
    }
}

/// Those who run an event.
pub(super) async fn team(visit: Visit, Path(slug): Path<String>) -> Answer {
    team_page(&visit, &slug, Form::default()).await
}

async fn team_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = events::team(visit, slug).await?;
    let runners = view.runners.iter().map(|one| RunnerShown {
        id: one.person_id.to_string(),
        name: shown_name(&visit.words, &one.name),
        initials: initials(&one.name),
        picture: one.picture_id.map_or_else(String::new, |picture| format!("/files/{picture}")),
        path: format!("/people/{}", one.person_id),
        role: role_key(one.role),
    });
    let title = visit.words.say_with("event-team-title", &[("event", view.event.title.as_str().into())]);
    show(&TeamPage {
        page: Page::new(visit, "events", title).status(form.status(false)).unlisted(),
        path: event_path(view.event.slug.as_str()),
        runners: runners.collect(),
        in_series: view.event.series_id.is_some(),
        event: view.event.title,
        form,
    })
}

fn team_path(slug: &str) -> String {
    format!("{}/team", event_path(slug))
}

/// Makes somebody a host or moderator.
pub(super) async fn add_runner(Path(slug): Path<String>, posted: Posted) -> Answer {
    match events::add_runner(&posted.visit, &slug, posted.get("person"), posted.get("role"), posted.has("of_series"))
        .await
    {
        Ok(()) => Ok(redirect(&team_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Err(Error::NotNow("last-host")) => Ok(redirect(&team_path(&slug), Some(Flash::new(key("flash-last-host"))))),
        Err(Error::Invalid(faults)) => team_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes somebody off those who run an event; whoever takes themselves off goes back to the event.
pub(super) async fn remove_runner(Path((slug, person)): Path<(String, String)>, posted: Posted) -> Answer {
    let person = PersonId::parse(&person).ok_or(Problem::NotFound)?;
    let is_own = posted.visit.viewer.id() == Some(person);
    let to = if is_own { event_path(&slug) } else { team_path(&slug) };
    match events::remove_runner(&posted.visit, &slug, person).await {
        Ok(()) => Ok(redirect(&to, Some(Flash::new(key("flash-saved"))))),
        Err(Error::AlreadyDone) => Ok(redirect(&to, Some(Flash::new(key("flash-as-before"))))),
        Err(Error::NotNow("last-host")) => Ok(redirect(&team_path(&slug), Some(Flash::new(key("flash-last-host"))))),
        Err(error) => Err(error.into()),
    }
}
