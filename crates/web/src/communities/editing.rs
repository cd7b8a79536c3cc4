//! Editing a community's page and its links.

use super::{Place, community_path, late::differing, number};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    communities::{self, LINKS, Link, LinkInput, PageInput},
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
    now: Vec<(String, String)>,
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
    // A lead's form has no field for the name.
    let compared = standing_there.into_iter().filter(|(name, ..)| is_late && (view.may_rename() || *name != "name"));
    let compared = compared.map(|(name, label, value)| (name, visit.words.say(label).to_owned(), value.clone(), value));
    let now = differing(&form, compared);
    let status = form.status(is_late);
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
    is_late: bool,
    /// The links as they stand now, where somebody else was faster.
    now: Vec<(String, String)>,
    version: i64,
}
shown!(LinksPage);

/// Opens the links to edit them.
pub(super) async fn links(visit: Visit, Path(slug): Path<String>) -> Answer {
    links_page(&visit, &slug, None, false).await
}

/// Rows that are offered beyond those in use.
const SPARE: usize = 2;

async fn links_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool) -> Answer {
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
    let status = form.status(is_late);
    let now = if is_late { links_now(visit, &form, &rows, &view.links) } else { Vec::new() };
    let title = visit.words.say_with("links-title", &[("community", view.found.name.as_str().into())]);
    let standing = visit.viewer.in_community(view.found.id, view.found.roles());
    show(&LinksPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &standing, "links"),
        version: view.found.version,
        form,
        rows,
        is_late,
        now,
    })
}

/// All links as they stand, if any of them is not as it was typed: another order is another list.
fn links_now(visit: &Visit, form: &Form, rows: &[(String, String, String)], links: &[Link]) -> Vec<(String, String)> {
    let typed = rows.iter().map(|(label, address, _)| (form.value(label).trim(), form.value(address).trim()));
    let typed = typed.filter(|row| *row != ("", ""));
    if typed.eq(links.iter().map(|link| (link.label.as_str(), link.address.as_str()))) {
        return Vec::new();
    }
    if links.is_empty() {
        return vec![(visit.words.say("community-links").to_owned(), String::new())];
    }
    links.iter().map(|link| (link.label.clone(), link.address.clone())).collect()
}

/// Saves the links.
pub(super) async fn save_links(Path(slug): Path<String>, posted: Posted) -> Answer {
    let names: Vec<_> = (1..=LINKS).map(|row| (format!("label-{row}"), format!("address-{row}"))).collect();
    let rows: Vec<LinkInput<'_>> = names
        .iter()
        .map(|(label, address)| LinkInput { label: posted.get(label), address: posted.get(address) })
        .collect();
    match communities::save_links(&posted.visit, &slug, &rows, number(posted.get("version"))?).await {
        Ok(()) => Ok(redirect(&community_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            links_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => links_page(&posted.visit, &slug, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}
