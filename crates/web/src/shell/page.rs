//! The layout's part of a page, and how a page becomes a response.

use super::{Flash, Problem, Visit, assets, error_summary::name_fields, problem::Answer};
use crate::initials::initials;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use copia_app::{
    accounts,
    domain::policy::{Action, Role},
};
use copia_text::{Words, key};
use std::ops::Deref;

/// How long a page may be kept by others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cache {
    /// Asked for anew each time, and never kept where somebody else could read it.
    Private,
    /// Never kept at all: it holds what only this request may see, such as a one-time link.
    Never,
}

/// What the layout shows around every page. It dereferences to the reader's words.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) words: Words,
    /// Stands in the title and in what other sites show of the page.
    pub(crate) title: String,
    /// A sentence for search engines and social cards.
    pub(crate) description: String,
    pub(crate) status: StatusCode,
    pub(crate) cache: Cache,
    /// Which part of the navigation the page belongs to: `communities`, `impact`, `news`, `programme`...
    pub(crate) section: &'static str,
    /// Whether search engines may list it.
    pub(crate) is_listed: bool,
    pub(crate) organisation: String,
    pub(crate) programme: String,
    /// The accent colour, for the browser's own frame.
    pub(crate) accent: String,
    pub(crate) logo: Option<String>,
    pub(crate) site_version: i64,
    pub(crate) is_demonstration: bool,
    /// The full address of the picture that other sites show of the page.
    pub(crate) card: String,
    /// The full address, for links from elsewhere.
    pub(crate) canonical: String,
    /// The path with its query: where to come back to after signing in.
    pub(crate) here: String,
    pub(crate) account: Option<AccountView>,
    pub(crate) csrf: String,
    pub(crate) flash: Option<(String, Option<String>)>,
    pub(crate) languages: Vec<(String, String)>,
    pub(crate) links: Vec<(&'static str, &'static str)>,
    pub(crate) assets: &'static str,
}

/// The signed-in person, for the corner of the page.
#[derive(Debug, Clone)]
pub(crate) struct AccountView {
    pub(crate) name: String,
    pub(crate) initials: String,
    pub(crate) picture: String,
}

impl Deref for Page {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

impl Page {
    /// The layout for a page with this title, in a part of the site.
    pub(crate) fn new(visit: &Visit, section: &'static str, title: impl Into<String>) -> Self {
        let organisation = &visit.site.organisation;
        let account = visit.account.as_ref().map(|account| AccountView {
            name: account.name.clone(),
            initials: initials(&account.name),
            picture: account.picture.map_or_else(String::new, |picture| format!("/files/{picture}")),
        });
        let here = visit.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let languages = visit.site.catalogue.languages();
        Self {
            title: title.into(),
            description: String::new(),
            status: StatusCode::OK,
            cache: Cache::Private,
            section,
            is_listed: true,
            organisation: organisation.name.clone(),
            programme: organisation.programme_name.clone(),
            accent: organisation.accent.clone(),
            logo: organisation.logo_id.map(|logo| format!("/files/{logo}")),
            site_version: organisation.version,
            is_demonstration: organisation.is_demonstration,
            card: visit.url("/card.png"),
            canonical: visit.url(visit.uri.path()),
            here,
            account,
            csrf: if visit.account.is_some() { accounts::forms_token(visit) } else { String::new() },
            flash: visit
                .flash
                .as_ref()
                .map(|flash: &Flash| (flash.say(&visit.words), flash.undo_path().map(str::to_owned))),
            languages: if languages.len() > 1 {
                languages.into_iter().map(|language| (language.tag, language.name)).collect()
            } else {
                Vec::new()
            },
            links: work_links(visit),
            words: visit.words.clone(),
            assets: assets::base(),
        }
    }

    /// The same page with a description.
    pub(crate) fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The same page with a picture of its own for other sites: a path of ours.
    pub(crate) fn pictured(mut self, visit: &Visit, path: &str) -> Self {
        self.card = visit.url(path);
        self
    }

    /// The same page with another status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same page, to be kept by nobody and listed nowhere.
    pub(crate) fn secret(mut self) -> Self {
        self.cache = Cache::Never;
        self.is_listed = false;
        self
    }

    /// The same page, listed nowhere.
    pub(crate) fn unlisted(mut self) -> Self {
        self.is_listed = false;
        self
    }

    /// The parameter that leads back here after signing in.
    pub(crate) fn next(&self) -> String {
        super::form_query("next", &self.here)
    }

    /// The address of a page of one's own: by way of signing in, for whoever has not.
    pub(crate) fn own(&self, path: &str) -> String {
        if self.account.is_some() { path.to_owned() } else { format!("/sign-in?{}", super::form_query("next", path)) }
    }

    /// Whether this is the page at a path.
    pub(crate) fn is_here(&self, path: &str) -> bool {
        self.here.split('?').next() == Some(path)
    }

    /// What the search field finds: people are for those who have signed in.
    pub(crate) fn find_label(&self) -> &str {
        self.say(if self.account.is_some() { key("search-label") } else { key("search-label-visitor") })
    }

    /// Whether this part of the site is the page's.
    pub(crate) fn is_at(&self, section: &str) -> bool {
        self.section == section
    }
}

/// The links in the account's menu to the work that a role brings.
fn work_links(visit: &Visit) -> Vec<(&'static str, &'static str)> {
    use copia_text::key;
    let standing = visit.viewer.on_site();
    let mut links = Vec::new();
    if standing.may(Action::SetUpCommunity) {
        links.push(("/programme", key("nav-programme")));
    }
    if standing.may(Action::WriteClaim) {
        links.push(("/impact/board", key("nav-board")));
    }
    if standing.may(Action::ReadSurveys) {
        links.push(("/surveys", key("nav-surveys")));
    }
    if standing.may(Action::EditOrganisation) {
        links.push(("/organisation", key("nav-organisation")));
    }
    if standing.may(Action::ReadAuditLog) {
        links.push(("/audit", key("nav-audit")));
    }
    if visit.viewer.is(Role::Administrator) {
        links.push(("/administration/outbox", key("nav-administration")));
    }
    links
}

/// A template that stands in the layout.
pub(crate) trait Shown: Template {
    /// The layout's part.
    fn page(&self) -> &Page;
}

/// Says where a template keeps the layout's part.
macro_rules! shown {
    ($($template:ty),+ $(,)?) => {$(
        impl $crate::shell::Shown for $template {
            fn page(&self) -> &$crate::shell::Page {
                &self.page
            }
        }
    )+};
}
pub(crate) use shown;

/// The response of a page.
pub(crate) fn show<T: Shown>(template: &T) -> Answer {
    let page = template.page();
    let html = template.render().map_err(|error| Problem::internal(&error))?;
    let html = name_fields(&page.words, html);
    let cache = match page.cache {
        Cache::Private => "private, no-cache",
        Cache::Never => "no-store",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::VARY, HeaderValue::from_static("Cookie, Accept-Language")),
    ];
    let mut response = (page.status, headers, html).into_response();
    if page.flash.is_some() {
        let clear = HeaderValue::from_static("flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, clear);
    }
    Ok(response)
}
