//! Roles for a time: in a community, on the whole site, and those that end soon.

use crate::{
    communities::{Place, community_path, day, differing, number},
    routes::Routes,
    search::stage_key,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    domain::{
        ids::RoleTermId,
        policy::Action,
        role_terms::{Notice, TermRole},
    },
    role_terms::{self, Ending, RoleTerm, TermInput, WithoutLead, role_key},
};
use copia_text::key;

/// The routes of roles.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/communities/{slug}/roles", roles)
        .post("/communities/{slug}/roles", appoint)
        .get("/communities/{slug}/roles/{term}", term)
        .post("/communities/{slug}/roles/{term}", change)
        .get("/programme/terms", terms)
        .get("/administration/roles", site_roles)
        .post("/administration/roles", give)
        .post("/administration/roles/{term}/end", end)
}

/// A term as a row.
struct RoleRow {
    id: String,
    role: &'static str,
    name: String,
    path: String,
    days: String,
    successor: String,
    note: String,
    begins_later: bool,
}

fn role_row(visit: &Visit, term: &RoleTerm) -> RoleRow {
    let words = &visit.words;
    let from = words.date(term.starts.0);
    let days = match term.ends {
        Some(ends) => {
            let to = words.date(ends.0);
            words.say_with("history-from-to", &[("from", from.into()), ("to", to.into())])
        }
        None => words.say_with("community-since", &[("date", from.into())]),
    };
    let successor = term
        .successor
        .as_ref()
        .map_or_else(String::new, |name| words.say_with("roles-then", &[("name", name.as_str().into())]));
    RoleRow {
        id: term.id.to_string(),
        role: role_key(term.role),
        name: term.name.clone(),
        path: format!("/people/{}", term.person_id),
        days,
        successor,
        note: term.note.clone().unwrap_or_default(),
        begins_later: term.starts > visit.today(),
    }
}

#[derive(Template)]
#[template(path = "role_terms/community.html")]
struct RolesPage {
    page: Page,
    place: Place,
    form: Form,
    current: Vec<RoleRow>,
    past: Vec<RoleRow>,
    roles: Vec<(&'static str, &'static str)>,
}
shown!(RolesPage);

async fn roles(visit: Visit, Path(slug): Path<String>) -> Answer {
    let starts = [("starts", visit.today().to_string()), ("role", TermRole::Lead.word().to_owned())];
    roles_page(&visit, &slug, Form::new(Fields::of(starts))).await
}

fn choices(in_community: bool) -> Vec<(&'static str, &'static str)> {
    let roles = TermRole::ALL.iter().filter(|role| role.is_in_community() == in_community);
    roles.map(|role| (role.word(), role_key(*role))).collect()
}

async fn roles_page(visit: &Visit, slug: &str, form: Form) -> Answer {
    let view = role_terms::community_roles(visit, slug).await?;
    let status = form.status(false);
    let title = visit.words.say_with("roles-title", &[("community", view.found.name.as_str().into())]);
    let standing = visit.viewer.in_community(view.found.id, view.found.roles());
    show(&RolesPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &standing, "roles"),
        form,
        current: view.current.iter().map(|term| role_row(visit, term)).collect(),
        past: view.past.iter().map(|term| role_row(visit, term)).collect(),
        roles: choices(true),
    })
}

fn input(posted: &Posted) -> TermInput<'_> {
    TermInput {
        role: posted.get("role"),
        person: posted.get("person"),
        starts: posted.get("starts"),
        ends: posted.get("ends"),
        successor: posted.get("successor"),
        note: posted.get("note"),
        version: 0,
    }
}

async fn appoint(Path(slug): Path<String>, posted: Posted) -> Answer {
    match role_terms::appoint(&posted.visit, &slug, &input(&posted)).await {
        Ok(()) => Ok(redirect(&format!("{}/roles", community_path(&slug)), Some(Flash::new(key("flash-appointed"))))),
        Err(Error::Invalid(faults)) => {
            roles_page(&posted.visit, &slug, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "role_terms/term.html")]
struct TermPage {
    page: Page,
    place: Place,
    form: Form,
    row: RoleRow,
    is_late: bool,
    /// What stands there now, where somebody else was faster: the label and the text.
    now: Vec<(String, String)>,
    version: i64,
}
shown!(TermPage);

fn term_id(text: &str) -> Result<RoleTermId, Problem> {
    RoleTermId::parse(text).ok_or(Problem::NotFound)
}

async fn term(visit: Visit, Path((slug, id)): Path<(String, String)>) -> Answer {
    term_page(&visit, &slug, term_id(&id)?, None, false).await
}

async fn term_page(visit: &Visit, slug: &str, id: RoleTermId, typed: Option<Form>, is_late: bool) -> Answer {
    let view = role_terms::term_form(visit, slug, id).await?;
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let standing_there = [
        ("starts", key("roles-from"), view.term.starts.to_string()),
        ("ends", key("roles-until"), view.term.ends.map_or_else(String::new, |day| day.to_string())),
        ("successor", key("roles-successor"), text(view.successor_email.as_ref().or(view.term.successor.as_ref()))),
        ("note", key("roles-note"), text(view.term.note.as_ref())),
    ];
    let form = typed
        .unwrap_or_else(|| Form::new(Fields::of(standing_there.iter().map(|(name, _, value)| (*name, value.clone())))));
    let compared = standing_there.into_iter().filter(|_| is_late);
    let compared = compared.map(|(name, label, value)| (name, visit.words.say(label).to_owned(), value.clone(), value));
    let now = differing(&form, compared);
    let status = form.status(is_late);
    let role = visit.words.say(role_key(view.term.role));
    let title = visit.words.say_with("term-title", &[("name", view.term.name.as_str().into()), ("role", role.into())]);
    let standing = visit.viewer.in_community(view.found.id, view.found.roles());
    show(&TermPage {
        page: Page::new(visit, "communities", title).status(status).unlisted(),
        place: Place::new(visit, &view.found, &standing, "roles"),
        row: role_row(visit, &view.term),
        version: view.term.version,
        form,
        is_late,
        now,
    })
}

async fn change(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = term_id(&id)?;
    let input = TermInput { version: number(posted.get("version"))?, ..input(&posted) };
    match role_terms::change_term(&posted.visit, &slug, id, &input).await {
        Ok(()) => Ok(redirect(&format!("{}/roles", community_path(&slug)), Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            term_page(&posted.visit, &slug, id, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => term_page(&posted.visit, &slug, id, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

/// A term that ends soon.
pub(crate) struct TermRow {
    pub(crate) name: String,
    pub(crate) role: &'static str,
    pub(crate) community: String,
    pub(crate) path: String,
    pub(crate) ends: String,
    pub(crate) notice: &'static str,
    pub(crate) is_soon: bool,
    pub(crate) successor: String,
}

/// A community without a lead.
pub(crate) struct WithoutRow {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) stage: &'static str,
    pub(crate) stage_word: String,
}

pub(crate) fn term_row(visit: &Visit, notice: Notice, one: &Ending) -> TermRow {
    let words = &visit.words;
    TermRow {
        name: one.name.clone(),
        role: role_key(one.role),
        community: one.community.clone(),
        path: format!("/communities/{}/roles", one.slug),
        ends: day(words, one.ends),
        notice: match notice {
            Notice::Within30 => key("terms-within-30"),
            Notice::Within60 => key("terms-within-60"),
            Notice::Within90 => key("terms-within-90"),
        },
        is_soon: notice == Notice::Within30,
        successor: match &one.successor {
            Some(name) => words.say_with("roles-then", &[("name", name.as_str().into())]),
            None => words.say("terms-no-successor").to_owned(),
        },
    }
}

pub(crate) fn without_row(visit: &Visit, one: &WithoutLead) -> WithoutRow {
    WithoutRow {
        name: one.name.clone(),
        path: format!("/communities/{}/roles", one.slug),
        stage: one.stage.word(),
        stage_word: visit.words.say(stage_key(one.stage)).to_owned(),
    }
}

#[derive(Template)]
#[template(path = "programme/terms.html")]
struct TermsPage {
    page: Page,
    ending: Vec<TermRow>,
    without_lead: Vec<WithoutRow>,
    manages: bool,
}
shown!(TermsPage);

async fn terms(visit: Visit) -> Answer {
    let view = role_terms::terms(&visit).await?;
    show(&TermsPage {
        page: Page::new(&visit, "programme", visit.words.say("terms-title")).unlisted(),
        ending: view.ending.iter().map(|(notice, one)| term_row(&visit, *notice, one)).collect(),
        without_lead: view.without_lead.iter().map(|one| without_row(&visit, one)).collect(),
        manages: visit.viewer.on_site().may(Action::Appoint),
    })
}

#[derive(Template)]
#[template(path = "role_terms/site.html")]
struct SitePage {
    page: Page,
    form: Form,
    terms: Vec<RoleRow>,
    roles: Vec<(&'static str, &'static str)>,
}
shown!(SitePage);

async fn site_roles(visit: Visit) -> Answer {
    site_page(&visit, Form::default()).await
}

async fn site_page(visit: &Visit, form: Form) -> Answer {
    let view = role_terms::site_roles(visit).await?;
    let status = form.status(false);
    show(&SitePage {
        page: Page::new(visit, "administration", visit.words.say("site-roles-title")).status(status).unlisted(),
        form,
        terms: view.terms.iter().map(|term| role_row(visit, term)).collect(),
        roles: choices(false),
    })
}

async fn give(posted: Posted) -> Answer {
    match role_terms::give_site_role(&posted.visit, &input(&posted)).await {
        Ok(()) => Ok(redirect("/administration/roles", Some(Flash::new(key("flash-role-given"))))),
        Err(Error::Invalid(faults)) => site_page(&posted.visit, Form::with(posted.fields.clone(), faults)).await,
        Err(error) => Err(error.into()),
    }
}

async fn end(Path(id): Path<String>, posted: Posted) -> Answer {
    match role_terms::end_site_role(&posted.visit, term_id(&id)?).await {
        Ok(()) => Ok(redirect("/administration/roles", Some(Flash::new(key("flash-role-ended"))))),
        Err(Error::NotNow(_)) => {
            Ok(redirect("/administration/roles", Some(Flash::new(key("flash-last-administrator")))))
        }
        Err(error) => Err(error.into()),
    }
}
