//! Editing a community's page and its links.

use super::{Place, community_path, number};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    communities::{self, LINKS, LinkInput, PageInput},
    domain::people::MatchKind,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "communities/edit.html")]
struct EditPage {
    page: Page,
    place: Place,
    form: Form,
    may_rename: bool,
    is_late: bool,
    /// What stands there now, where somebody else was faster: the heading and the text.
    now: Vec<(&'static str, String)>,
    version: i64,
}
shown!(EditPage);

/// Opens the page to edit it.
pub(super) async fn edit(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, None, false).await
}

async fn edit_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool) -> Answer {
    let view = communities::edit_form(visit, slug).await?;
    let standing_there = [
        ("name", key("edit-name"), view.found.name.clone()),
        ("summary", key("edit-summary"), view.found.summary.clone()),
        ("topics", key("edit-topics"), view.words(MatchKind::Topic)),
        ("job_families", key("edit-job-families"), view.words(MatchKind::JobFamily)),
        ("departments", key("edit-departments"), view.words(MatchKind::Department)),
    ];
    let form = typed
        .unwrap_or_else(|| Form::new(Fields::of(standing_there.iter().map(|(name, _, value)| (*name, value.clone())))));
    let differs = |name: &str, value: &str| form.value(name).trim() != value.trim() && !form.value(name).is_empty();
    let now = standing_there.iter().filter(|(name, _, value)| is_late && differs(name, value));
    let now = now.map(|(_, label, value)| (*label, value.clone())).collect();
    let status = match (is_late, form.is_faulty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    let title = visit.words.say_with("edit-title", &[("community", view.found.name.as_str().into())]);
    show(&EditPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &view.standing, "edit"),
        may_rename: view.may_rename(),
        version: view.found.version,
        form,
        is_late,
        now,
    })
}

/// Saves the page.
pub(super) async fn save(Path(slug): Path<String>, posted: Posted) -> Answer {
    let input = PageInput {
        name: posted.get("name"),
        summary: posted.get("summary"),
        topics: posted.get("topics"),
        job_families: posted.get("job_families"),
        departments: posted.get("departments"),
        version: number(posted.get("version"))?,
    };
    match communities::save_page(&posted.visit, &slug, &input).await {
        Ok(()) => Ok(redirect(&community_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            edit_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, &slug, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "communities/links.html")]
struct LinksPage {
    page: Page,
    place: Place,
    form: Form,
    /// The names of the two fields of each row, and its number.
    rows: Vec<(String, String, String)>,
}
shown!(LinksPage);

/// Opens the links to edit them.
pub(super) async fn links(visit: Visit, Path(slug): Path<String>) -> Answer {
    links_page(&visit, &slug, None).await
}

/// Rows that are offered beyond those in use.
const SPARE: usize = 2;

async fn links_page(visit: &Visit, slug: &str, typed: Option<Form>) -> Answer {
    let view = communities::links_form(visit, slug).await?;
    let form = typed.unwrap_or_else(|| {
        let mut fields = Fields::default();
        for (row, link) in (1..).zip(&view.links) {
            fields.push(&format!("label-{row}"), link.label.clone());
            fields.push(&format!("address-{row}"), link.address.clone());
        }
        Form::new(fields)
    });
    let rows = (1..=LINKS).map(|row| (format!("label-{row}"), format!("address-{row}"), row.to_string()));
    let mut rows: Vec<_> = rows.collect();
    let used =
        rows.iter().rposition(|(label, address, _)| !(form.value(label).is_empty() && form.value(address).is_empty()));
    rows.truncate(used.map_or(0, |last| last + 1) + SPARE);
    let status = if form.is_faulty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = visit.words.say_with("links-title", &[("community", view.found.name.as_str().into())]);
    let standing = visit.viewer.in_community(view.found.id, view.found.roles());
    show(&LinksPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &standing, "links"),
        form,
        rows,
    })
}

/// Saves the links.
pub(super) async fn save_links(Path(slug): Path<String>, posted: Posted) -> Answer {
    let names: Vec<_> = (1..=LINKS).map(|row| (format!("label-{row}"), format!("address-{row}"))).collect();
    let rows: Vec<LinkInput<'_>> = names
        .iter()
        .map(|(label, address)| LinkInput { label: posted.get(label), address: posted.get(address) })
        .collect();
    match communities::save_links(&posted.visit, &slug, &rows).await {
        Ok(()) => Ok(redirect(&community_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            links_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults))).await
        }
        Err(error) => Err(error.into()),
    }
}
