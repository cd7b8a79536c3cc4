//! Editing one's profile and picture, and the questions at first sign-in.

use super::{own::TABS, picture};
use crate::{
    initials::initials,
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Upload, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::DefaultBodyLimit, handler::Handler as _, http::StatusCode};
use copia_app::{
    Error,
    people::{self, EditView, KnownWords, ProfileForm, WelcomeForm},
};
use copia_text::key;

/// Bytes of an upload: the largest picture that is taken, and what a form puts around it.
const MOST_BYTES: usize = 11 << 20;

/// The routes of one's profile.
pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/me/profile", edit)
        .post("/me/profile", save)
        .post("/me/picture", set_picture.layer(DefaultBodyLimit::max(MOST_BYTES)))
        .post("/me/picture/removal", remove_picture)
        .get("/welcome", welcome)
        .post("/welcome", answer)
}

/// A field whose stored value is not the one that was typed, because it was changed elsewhere meanwhile.
struct Conflict {
    label: &'static str,
    theirs: String,
    yours: String,
}

/// The fields of the form and their labels.
const LABELS: [(&str, &str); 7] = [
    ("name", key("profile-name")),
    ("job_title", key("profile-job-title")),
    ("department", key("profile-department")),
    ("job_family", key("profile-job-family")),
    ("interests", key("profile-interests")),
    ("about", key("profile-about")),
    ("language", key("profile-language")),
];

#[derive(Template)]
#[template(path = "me/profile.html")]
struct EditPage {
    page: Page,
    tabs: &'static [(&'static str, &'static str)],
    form: Form,
    version: i64,
    known: KnownWords,
    languages: Vec<(String, String)>,
    initials: String,
    picture: String,
    seen: String,
    conflicts: Vec<Conflict>,
}
shown!(EditPage);

fn fields(view: &EditView) -> Fields {
    let person = &view.person;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Fields::of([
        ("name", person.name.clone()),
        ("job_title", text(&person.job_title)),
        ("department", text(&person.department)),
        ("job_family", text(&person.job_family)),
        ("interests", view.topics.join("\n")),
        ("about", text(&person.about)),
        ("shows_email", if person.shows_email { "yes".to_owned() } else { String::new() }),
        ("language", text(&person.language)),
    ])
}

async fn edit(visit: Visit) -> Answer {
    let view = people::edit(&visit).await?;
    let form = Form::new(fields(&view));
    let version = view.person.version;
    edit_page(&visit, view, form, version, StatusCode::OK, Vec::new())
}

fn edit_page(
    visit: &Visit,
    view: EditView,
    form: Form,
    version: i64,
    status: StatusCode,
    conflicts: Vec<Conflict>,
) -> Answer {
    show(&EditPage {
        page: Page::new(visit, "me", visit.words.say("nav-profile")).status(status).unlisted(),
        tabs: &TABS,
        form,
        version,
        initials: initials(&view.person.name),
        picture: picture(view.person.picture_id),
        seen: format!("/people/{}", view.person.id),
        known: view.known,
        languages: view.languages,
        conflicts,
    })
}

async fn save(posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    let version = f.get("version").parse().unwrap_or(0);
    let form = ProfileForm {
        version,
        name: f.get("name"),
        job_title: f.get("job_title"),
        department: f.get("department"),
        job_family: f.get("job_family"),
        interests: f.get("interests"),
        about: f.get("about"),
        shows_email: f.has("shows_email"),
        language: f.get("language"),
    };
    match people::save(visit, &form).await {
        Ok(()) => Ok(redirect("/me/profile", Some(Flash::new(key("flash-profile-saved"))))),
        Err(Error::Invalid(faults)) => {
            let form = Form::with(f.clone(), faults);
            let view = people::edit(visit).await?;
            edit_page(visit, view, form, version, StatusCode::UNPROCESSABLE_ENTITY, Vec::new())
        }
        Err(Error::Stale) => {
            let view = people::edit(visit).await?;
            let stored = fields(&view);
            let differs = |(name, label): &(&str, &'static str)| {
                let plain = |text: &str| text.replace("\r\n", "\n");
                let (theirs, yours) = (plain(stored.get(name)), plain(f.get(name)));
                (theirs != yours).then_some(Conflict { label, theirs, yours })
            };
            let conflicts = LABELS.iter().filter_map(differs).collect();
            let version = view.person.version;
            edit_page(visit, view, Form::new(f.clone()), version, StatusCode::CONFLICT, conflicts)
        }
        Err(error) => Err(error.into()),
    }
}

async fn set_picture(upload: Upload) -> Answer {
    let visit = &upload.visit;
    match people::set_picture(visit, upload.file.clone()).await {
        Ok(()) => Ok(redirect("/me/profile", Some(Flash::new(key("flash-picture-saved"))))),
        Err(Error::Invalid(faults)) => {
            let view = people::edit(visit).await?;
            let form = Form::with(fields(&view), faults);
            let version = view.person.version;
            edit_page(visit, view, form, version, StatusCode::UNPROCESSABLE_ENTITY, Vec::new())
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_picture(posted: Posted) -> Answer {
    people::remove_picture(&posted.visit).await?;
    Ok(redirect("/me/profile", Some(Flash::new(key("flash-picture-removed")))))
}

#[derive(Template)]
#[template(path = "people/welcome.html")]
struct WelcomePage {
    page: Page,
    form: Form,
    known: KnownWords,
}
shown!(WelcomePage);

async fn welcome(visit: Visit) -> Answer {
    let (person, topics, known) = people::welcome(&visit).await?;
    let form = Form::new(Fields::of([
        ("department", person.department.unwrap_or_default()),
        ("job_family", person.job_family.unwrap_or_default()),
        ("interests", topics.join("\n")),
    ]));
    welcome_page(&visit, form, known)
}

fn welcome_page(visit: &Visit, form: Form, known: KnownWords) -> Answer {
    let status = form.status(false);
    let page = Page::new(visit, "", visit.words.say("welcome-title")).status(status).unlisted();
    show(&WelcomePage { page, form, known })
}

async fn answer(posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    if f.has("skip") {
        people::skip_welcome(visit).await?;
        return Ok(redirect("/", None));
    }
    let form =
        WelcomeForm { department: f.get("department"), job_family: f.get("job_family"), interests: f.get("interests") };
    match people::answer_welcome(visit, &form).await {
        Ok(()) => Ok(redirect("/", None)),
        Err(Error::Invalid(faults)) => {
            let (_, _, known) = people::welcome(visit).await?;
            welcome_page(visit, Form::with(f.clone(), faults), known)
        }
        Err(error) => Err(error.into()),
    }
}
