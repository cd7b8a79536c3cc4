//! People: the list, a person's page, and the pages about oneself.

mod copy;
mod departure;
mod device;
mod files;
mod own;
mod profile;
mod settings;

pub(crate) use own::TABS;

use crate::{
    emblem::{Hue, emblem},
    initials::initials,
    routes::Routes,
    search::stage_key,
    shell::{Answer, Form, Page, Problem, Query, Visit, form_query, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{
        communities::Stage,
        ids::{FileId, PersonId},
        memberships::State,
        time::{Day, When},
    },
    people::{self, Filter, Listed, Profile, ProfileCommunity, ProfileRole, Seen},
    role_terms::role_key,
};
use copia_text::{Words, key};

/// The routes of people and of one's own pages.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/people", list)
        .get("/people/{id}", person)
        .and(own::routes())
        .and(profile::routes())
        .and(settings::routes())
        .and(copy::routes())
        .and(departure::routes())
        .and(files::routes())
}

/// The address of a picture, or nothing.
pub(crate) fn picture(file: Option<FileId>) -> String {
    file.map_or_else(String::new, |file| format!("/files/{file}"))
}

/// A day as it is read.
pub(crate) fn day(visit: &Visit, at: When) -> String {
    visit.words.date(at.day_in(&visit.site.zone))
}

/// The message for where one's own membership stands.
const fn state_key(state: State) -> &'static str {
    match state {
        State::Invited => key("people-state-invited"),
        State::Asked => key("people-state-asked"),
        State::ActiveCore => key("people-state-core"),
        State::ActiveWider => key("people-state-wider"),
        State::Declined => key("people-state-declined"),
        State::Left => key("people-state-left"),
        State::Removed => key("people-state-removed"),
    }
}

/// A community in a list on a page about somebody.
pub(crate) struct Patch {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) svg: String,
    pub(crate) hue: &'static str,
    pub(crate) area: String,
    /// Where somebody stands in it, or what is said of it.
    pub(crate) note: String,
    /// A longer remark, such as a reason.
    pub(crate) text: String,
    /// The stage and its word, where it is not active.
    pub(crate) stage: Option<(&'static str, String)>,
}

impl Patch {
    pub(crate) fn new(slug: &str, name: &str, area: Option<&str>, hue: Option<i64>) -> Self {
        let hue = Hue::new(usize::try_from(hue.unwrap_or_default()).unwrap_or_default());
        Self {
            name: name.to_owned(),
            href: format!("/communities/{slug}"),
            svg: emblem(name, hue),
            hue: hue.class(),
            area: area.unwrap_or_default().to_owned(),
            note: String::new(),
            text: String::new(),
            stage: None,
        }
    }

    pub(crate) fn note(mut self, note: String) -> Self {
        self.note = note;
        self
    }

    pub(crate) fn text(mut self, text: Option<&str>) -> Self {
        text.unwrap_or_default().clone_into(&mut self.text);
        self
    }

    pub(crate) fn stage(mut self, stage: Stage, words: &Words) -> Self {
        self.stage = (stage != Stage::Active).then(|| (stage.word(), words.say(stage_key(stage)).to_owned()));
        self
    }
}

/// What somebody holds or held, since when, in words.
fn since(visit: &Visit, state: State, at: When) -> String {
    visit.words.say_with(state_key(state), &[("day", day(visit, at).into())])
}

struct PersonRow {
    name: String,
    about: String,
    initials: String,
    picture: String,
    href: String,
}

#[derive(Template)]
#[template(path = "people/list.html")]
struct ListPage {
    page: Page,
    form: Form,
    people: Vec<PersonRow>,
    departments: Vec<String>,
    number: String,
    previous: String,
    next: String,
    is_narrowed: bool,
}
shown!(ListPage);

async fn list(visit: Visit, query: Query) -> Answer {
    let given = |name: &str| Some(query.get(name).trim().to_owned()).filter(|value| !value.is_empty());
    let filter = Filter { name: given("name"), department: given("department"), community: given("community") };
    let found = people::list(&visit, &filter, query.page()).await?;
    let to = |page: i64| {
        let narrow = ["name", "department", "community"].into_iter().filter(|name| query.has(name));
        let mut parts: Vec<String> = narrow.map(|name| form_query(name, query.get(name))).collect();
        parts.push(form_query("page", &page.to_string()));
        format!("/people?{}", parts.join("&"))
    };
    let page = Page::new(&visit, "people", visit.words.say("nav-people")).unlisted();
    show(&ListPage {
        number: visit.words.say_with("list-page", &[("page", found.page.into())]),
        previous: if found.page > 1 { to(found.page - 1) } else { String::new() },
        next: if found.has_next { to(found.page + 1) } else { String::new() },
        people: found.people.into_iter().map(row).collect(),
        departments: found.departments,
        is_narrowed: filter != Filter::default(),
        form: Form::new(query.0),
        page,
    })
}

fn row(person: Listed) -> PersonRow {
    let work = [person.job_title, person.department];
    PersonRow {
        initials: initials(&person.name),
        about: work.into_iter().flatten().collect::<Vec<_>>().join(", "),
        picture: picture(person.picture_id),
        href: format!("/people/{}", person.id),
        name: person.name,
    }
}

struct RoleLine {
    role: &'static str,
    community: Option<(String, String)>,
    since: String,
}

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage {
    page: Page,
    profile: Profile,
    initials: String,
    picture: String,
    about: String,
    work: String,
    communities: Vec<Patch>,
    roles: Vec<RoleLine>,
}
shown!(ProfilePage);

#[derive(Template)]
#[template(path = "people/former.html")]
struct FormerPage {
    page: Page,
}
shown!(FormerPage);

async fn person(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = PersonId::parse(&id).ok_or(Problem::NotFound)?;
    let profile = match people::profile(&visit, id).await? {
        Seen::Person(profile) => *profile,
        Seen::Former => {
            let page = Page::new(&visit, "people", visit.words.say("people-former")).unlisted();
            return show(&FormerPage { page });
        }
    };
    let work = [&profile.job_title, &profile.department].into_iter().flatten().cloned().collect::<Vec<_>>();
    show(&ProfilePage {
        page: Page::new(&visit, "people", profile.name.as_str()).unlisted(),
        initials: initials(&profile.name),
        picture: picture(profile.picture),
        about: profile.about.as_deref().map_or_else(String::new, copia_text::markdown::to_html),
        work: work.join(", "),
        communities: profile.communities.iter().map(|one| belonging(&visit, one)).collect(),
        roles: profile.roles.iter().map(|role| role_line(&visit, role)).collect(),
        profile,
    })
}

fn belonging(visit: &Visit, one: &ProfileCommunity) -> Patch {
    let patch = Patch::new(one.slug.as_str(), &one.name, one.area.as_deref(), one.hue);
    match one.joined_at {
        Some(at) => patch.note(since(visit, one.state, at)),
        None => patch,
    }
}

fn role_line(visit: &Visit, role: &ProfileRole) -> RoleLine {
    let Day(starts) = role.starts;
    let community = role.slug.as_ref().zip(role.name.as_ref());
    RoleLine {
        role: role_key(role.role),
        community: community.map(|(slug, name)| (format!("/communities/{}", slug.as_str()), name.clone())),
        since: visit.words.say_with("people-role-since", &[("day", visit.words.date(starts).into())]),
    }
}
