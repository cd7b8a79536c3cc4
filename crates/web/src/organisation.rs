//! The organisation's settings, words and accessibility statement, for those who keep them.

mod accessibility;
mod vocabulary;

use crate::{
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Upload, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::DefaultBodyLimit, handler::Handler as _, http::StatusCode};
use copia_app::{
    Error,
    domain::policy::Action,
    organisation::{self, Settings, TypedSettings},
};
use copia_text::key;

/// The routes of the organisation.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/organisation", settings)
        .post("/organisation", save)
        .post("/organisation/logo", set_logo.layer(DefaultBodyLimit::max(6 << 20)))
        .post("/organisation/logo/removal", remove_logo)
        .and(vocabulary::routes())
        .and(accessibility::routes())
}

/// The pages of the organisation that the viewer may open: address and message.
fn tabs(visit: &Visit) -> Vec<(&'static str, &'static str)> {
    let mut tabs = vec![("/organisation", key("organisation-tab-settings"))];
    if visit.viewer.on_site().may(Action::EditVocabulary) {
        tabs.push(("/organisation/vocabulary", key("organisation-tab-vocabulary")));
    }
    tabs.push(("/organisation/accessibility", key("organisation-tab-accessibility")));
    tabs
}

/// A field whose stored value is not the one that was typed, because somebody else was faster.
struct Conflict {
    label: &'static str,
    theirs: String,
    yours: String,
}

#[derive(Template)]
#[template(path = "organisation/settings.html")]
struct SettingsPage {
    page: Page,
    tabs: Vec<(&'static str, &'static str)>,
    form: Form,
    settings: Settings,
    conflicts: Vec<Conflict>,
}
shown!(SettingsPage);

/// The fields of the form and their labels.
const LABELS: [(&str, &str); 8] = [
    ("name", key("organisation-name")),
    ("programme_name", key("organisation-programme-name")),
    ("about", key("organisation-about")),
    ("contact_name", key("organisation-contact-name")),
    ("contact_email", key("organisation-contact-email")),
    ("time_zone", key("organisation-time-zone")),
    ("language", key("organisation-language")),
    ("accent", key("organisation-accent")),
];

fn fields(settings: &Settings) -> Fields {
    let s = settings;
    Fields::of([
        ("name", s.name.clone()),
        ("programme_name", s.programme_name.clone()),
        ("about", s.about.clone()),
        ("contact_name", s.contact_name.clone()),
        ("contact_email", s.contact_email.clone()),
        ("time_zone", s.time_zone.clone()),
        ("language", s.language.clone()),
        ("accent", s.accent.clone()),
        ("leads_are_public", if s.leads_are_public { "yes".to_owned() } else { String::new() }),
    ])
}

async fn settings(visit: Visit) -> Answer {
    let settings = organisation::settings(&visit).await?;
    let form = Form::new(fields(&settings));
    settings_page(&visit, settings, form, StatusCode::OK, Vec::new())
}

fn settings_page(
    visit: &Visit,
    settings: Settings,
    form: Form,
    status: StatusCode,
    conflicts: Vec<Conflict>,
) -> Answer {
    let page = Page::new(visit, "organisation", visit.words.say("organisation-title")).status(status).unlisted();
    show(&SettingsPage { page, tabs: tabs(visit), form, settings, conflicts })
}

async fn save(posted: Posted) -> Answer {
    let (visit, f) = (&posted.visit, &posted.fields);
    let typed = TypedSettings {
        name: f.get("name"),
        programme_name: f.get("programme_name"),
        about: f.get("about"),
        contact_name: f.get("contact_name"),
        contact_email: f.get("contact_email"),
        time_zone: f.get("time_zone"),
        language: f.get("language"),
        accent: f.get("accent"),
        leads_are_public: f.has("leads_are_public"),
        version: version(f),
    };
    match organisation::save(visit, typed).await {
        Ok(()) => Ok(redirect("/organisation", Some(Flash::new(key("flash-organisation-saved"))))),
        Err(Error::Invalid(faults)) => {
            let settings = Settings { version: version(f), ..organisation::settings(visit).await? };
            let form = Form::with(f.clone(), faults);
            settings_page(visit, settings, form, StatusCode::UNPROCESSABLE_ENTITY, Vec::new())
        }
        Err(Error::Stale) => {
            let settings = organisation::settings(visit).await?;
            let stored = fields(&settings);
            let differs = |(name, label): &(&str, &'static str)| {
                let (theirs, yours) = (stored.get(name).to_owned(), f.get(name).to_owned());
                (theirs != yours).then_some(Conflict { label, theirs, yours })
            };
            let conflicts = LABELS.iter().filter_map(differs).collect();
            settings_page(visit, settings, Form::new(f.clone()), StatusCode::CONFLICT, conflicts)
        }
        Err(error) => Err(error.into()),
    }
}

/// The version that a form was opened at; one that is no number is older than every other.
fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

async fn set_logo(upload: Upload) -> Answer {
    let visit = &upload.visit;
    match organisation::set_logo(visit, upload.file.clone()).await {
        Ok(()) => Ok(redirect("/organisation", Some(Flash::new(key("flash-logo-saved"))))),
        Err(Error::Invalid(faults)) => {
            let settings = organisation::settings(visit).await?;
            let form = Form::with(fields(&settings), faults);
            settings_page(visit, settings, form, StatusCode::UNPROCESSABLE_ENTITY, Vec::new())
        }
        Err(error) => Err(error.into()),
    }
}

async fn remove_logo(posted: Posted) -> Answer {
    organisation::remove_logo(&posted.visit).await?;
    Ok(redirect("/organisation", Some(Flash::new(key("flash-logo-removed")))))
}
