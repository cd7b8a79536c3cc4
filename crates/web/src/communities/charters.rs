//! Reading the charter in its versions, and writing the next one.

use super::{
    Place, community_path, day_of,
    late::is_same,
    number,
    page::{Part, part_key, parts},
};
use crate::shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    communities::{self, Charter, CharterText, part},
    domain::communities::CharterPart,
};
use copia_text::key;

#[derive(Template)]
#[template(path = "communities/charter.html")]
struct CharterPage {
    page: Page,
    place: Place,
    parts: Vec<Part>,
    line: String,
    /// The number and date of each version, and whether it is the one that is shown.
    versions: Vec<(i64, String, bool)>,
    is_latest: bool,
}
shown!(CharterPage);

/// The charter as it holds.
pub(super) async fn charter(visit: Visit, Path(slug): Path<String>) -> Answer {
    charter_page(&visit, &slug, None).await
}

/// An earlier version.
pub(super) async fn version(visit: Visit, Path((slug, version)): Path<(String, String)>) -> Answer {
    let version = version.parse().map_err(|_| Problem::NotFound)?;
    charter_page(&visit, &slug, Some(version)).await
}

async fn charter_page(visit: &Visit, slug: &str, version: Option<i64>) -> Answer {
    let view = communities::charter_version(visit, slug, version).await?;
    let words = &visit.words;
    let title = words.say_with("charter-title", &[("community", view.found.name.as_str().into())]);
    let page = Page::new(visit, "communities", title);
    let line = |charter: &Charter| {
        let date = day_of(visit, charter.written_at);
        words.say_with("charter-line", &[("version", charter.version.to_string().into()), ("date", date.into())])
    };
    let shown = view.charter.as_ref().map_or(0, |charter| charter.version);
    let is_latest = view.is_latest();
    show(&CharterPage {
        page: if is_latest { page } else { page.unlisted() },
        place: Place::new(visit, &view.found, &view.standing, "charter"),
        parts: view.charter.as_ref().map(parts).unwrap_or_default(),
        line: view.charter.as_ref().map(line).unwrap_or_default(),
        versions: view
            .versions
            .iter()
            .map(|row| (row.version, day_of(visit, row.written_at), row.version == shown))
            .collect(),
        is_latest,
    })
}

/// A part in the form: its field, its heading, what is typed, and what stands there now if that is something else.
struct Field {
    name: &'static str,
    title: &'static str,
    hint: &'static str,
    now: Option<String>,
}

#[derive(Template)]
#[template(path = "communities/charter-edit.html")]
struct EditPage {
    page: Page,
    place: Place,
    form: Form,
    fields: Vec<Field>,
    /// Whether somebody else was faster.
    is_late: bool,
    version: i64,
}
shown!(EditPage);

const fn hint(part: CharterPart) -> &'static str {
    match part {
        CharterPart::Purpose => key("charter-purpose-hint"),
        CharterPart::Scope => key("charter-scope-hint"),
        CharterPart::Audience => key("charter-audience-hint"),
        CharterPart::WaysOfWorking => key("charter-ways-of-working-hint"),
        CharterPart::Cadence => key("charter-cadence-hint"),
        CharterPart::Success => key("charter-success-hint"),
    }
}

/// Opens the charter to write the next version.
pub(super) async fn edit(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, None, false).await
}

/// The form: as the charter stands, or as it was typed, then with what stands there now beside it.
async fn edit_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool) -> Answer {
    let view = communities::charter_form(visit, slug).await?;
    let text = |one: CharterPart| view.charter.as_ref().map_or_else(String::new, |charter| part(charter, one).clone());
    let form =
        typed.unwrap_or_else(|| Form::new(Fields::of(CharterPart::ALL.iter().map(|one| (one.word(), text(*one))))));
    let fields = CharterPart::ALL.iter().map(|one| {
        let now = text(*one);
        let differs = is_late && !is_same(form.value(one.word()), &now);
        Field { name: one.word(), title: part_key(*one), hint: hint(*one), now: differs.then_some(now) }
    });
    let status = form.status(is_late);
    let title = visit.words.say_with("charter-edit-title", &[("community", view.found.name.as_str().into())]);
    let standing = visit.viewer.in_community(view.found.id, view.found.roles());
    show(&EditPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &standing, "charter"),
        fields: fields.collect(),
        version: view.charter.as_ref().map_or(0, |charter| charter.version),
        form,
        is_late,
    })
}

/// Keeps the next version.
pub(super) async fn save(Path(slug): Path<String>, posted: Posted) -> Answer {
    let text = CharterText {
        purpose: posted.get("purpose"),
        scope: posted.get("scope"),
        audience: posted.get("audience"),
        ways_of_working: posted.get("ways_of_working"),
        cadence: posted.get("cadence"),
        success: posted.get("success"),
    };
    let read = number(posted.get("version"))?;
    match communities::save_charter(&posted.visit, &slug, &text, read).await {
        Ok(()) => {
            let path = format!("{}/charter", community_path(&slug));
            Ok(redirect(&path, Some(Flash::new(key("flash-saved")))))
        }
        Err(Error::Invalid(faults)) => {
            edit_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, &slug, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}
