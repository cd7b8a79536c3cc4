//! The requests that wait, and deciding them.

use super::{Place, community_path, membership_id, reason_fault, waited, work};
use crate::{
    initials::initials,
    shell::{Answer, Flash, Form, Page, Posted, Query, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::ids::MembershipId,
    memberships::{self, Decision},
};

/// A request as it is shown.
struct Row {
    id: String,
    person: String,
    name: String,
    initials: String,
    picture: String,
    work: String,
    message: Option<String>,
    waited: String,
    /// The reason that stands in its form, and what is wrong with it.
    reason: String,
    fault: String,
}

#[derive(Template)]
#[template(path = "memberships/requests.html")]
struct RequestsPage {
    page: Page,
    place: Place,
    rows: Vec<Row>,
    pages: String,
    previous: String,
    next: String,
}
shown!(RequestsPage);

pub(super) async fn requests(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    page_of(&visit, &slug, query.page(), None).await
}

/// The page; `faulty` is the request whose form has to be changed.
async fn page_of(visit: &Visit, slug: &str, page: i64, faulty: Option<(MembershipId, Form)>) -> Answer {
    let view = memberships::requests(visit, slug, page).await?;
    let status = if faulty.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let form_of = |id| faulty.as_ref().filter(|(other, _)| *other == id).map(|(_, form)| form);
    let row = |request: &memberships::Pending| Row {
        id: request.id.to_string(),
        person: format!("/people/{}", request.person_id),
        initials: initials(&request.name),
        picture: request.picture_id.map_or_else(String::new, |picture| format!("/files/{picture}")),
        work: work(request.job_title.as_deref(), request.department.as_deref()),
        name: request.name.clone(),
        message: request.message.clone(),
        waited: waited(visit, request.since),
        reason: form_of(request.id).map(|form| form.value("reason").to_owned()).unwrap_or_default(),
        fault: form_of(request.id).map(|form| reason_fault(form, &visit.words)).unwrap_or_default(),
    };
    let path = format!("{}/requests", community_path(slug));
    let to = |page: i64| format!("{path}?page={page}");
    let title = visit.words.say_with("memberships-requests-title", &[("count", view.community.asked.into())]);
    show(&RequestsPage {
        rows: view.requests.iter().map(row).collect(),
        pages: visit.words.say_with("list-page", &[("page", view.page.into())]),
        previous: if view.page > 1 { to(view.page - 1) } else { String::new() },
        next: if view.page < view.pages { to(view.page + 1) } else { String::new() },
        place: Place::new(&view.community, &view.standing, "requests"),
        page: Page::new(visit, "communities", title).status(status).unlisted(),
    })
}

/// Decides one.
pub(super) async fn decide(Path((slug, membership)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = membership_id(&membership)?;
    let decision = decision(&posted);
    let key = match memberships::decide(&posted.visit, &slug, id, &decision).await {
        Ok(_) if decision == Decision::Accept => copia_text::key("flash-request-accepted"),
        Ok(_) => copia_text::key("flash-request-declined"),
        Err(Error::Invalid(faults)) => {
            let form = Form::with(posted.fields.clone(), faults);
            return page_of(&posted.visit, &slug, posted.page(), Some((id, form))).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&format!("{}/requests", community_path(&slug)), Some(Flash::new(key))))
}

/// What a form with the two buttons says.
pub(super) fn decision(posted: &Posted) -> Decision {
    if posted.get("decision") == "accept" {
        Decision::Accept
    } else {
        Decision::Decline(posted.get("reason").to_owned())
    }
}
