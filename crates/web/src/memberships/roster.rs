//! Who is in, for staff and for leads, and the list as a file.

use super::{Place, community_path, day, event_key, level_word, membership_id, moment, reason_fault, state_key, work};
use crate::{
    initials::initials,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Query, Visit, form_query, redirect, show, shown},
};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    Error,
    domain::{
        ids::MembershipId,
        memberships::{Level, Refusal},
    },
    memberships::{self, Format, MemberRow, Order, Selection},
    people::shown_name,
};

/// A member as a row of the table.
struct Row {
    person: String,
    name: String,
    about: String,
    initials: String,
    picture: String,
    level: String,
    /// For leads: when they joined, their address, and where to change something.
    joined: String,
    email: String,
    change: String,
}

/// A tab of the list.
struct Tab {
    label: String,
    href: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "memberships/members.html")]
struct MembersPage {
    page: Page,
    place: Place,
    form: Form,
    caption: String,
    rows: Vec<Row>,
    detailed: bool,
    tabs: Vec<Tab>,
    by_name: String,
    by_joined: String,
    is_by_joined: bool,
    pages: String,
    previous: String,
    next: String,
    csv: String,
    xlsx: String,
}
shown!(MembersPage);

fn selection(query: &Fields) -> Selection {
    Selection {
        level: Level::from_word(query.get("level")),
        name: query.has("name").then(|| query.get("name").to_owned()),
        order: match query.get("order") {
            "joined" => Order::Joined,
            "level" => Order::Level,
            _ => Order::Name,
        },
    }
}

/// The address of the list with other parameters; what is empty is left out.
fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given.map(|(name, value)| form_query(name, value)).collect();
    if given.is_empty() { path.to_owned() } else { format!("{path}?{}", given.join("&")) }
}

pub(super) async fn members(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    let view = memberships::members(&visit, &slug, &selection(&query), query.page()).await?;
    let words = &visit.words;
    let place = Place::new(&view.community, &view.standing, "members");
    let detailed = place.leads;
    let path = format!("{}/members", community_path(&slug));
    let (level, name, order) = (query.get("level"), query.get("name"), query.get("order"));
    let list = |level: &str, order: &str, page: &str| {
        address(&path, &[("level", level), ("name", name), ("order", order), ("page", page)])
    };
    let (core, wider) = (view.community.core, view.community.wider);
    let tabs = [("", core + wider), ("core", core), ("wider", wider)];
    let tab = |(word, count): (&str, i64)| {
        let arguments = [("count", count.into())];
        Tab {
            label: match word {
                "core" => words.say_with("memberships-tab-core", &arguments),
                "wider" => words.say_with("memberships-tab-wider", &arguments),
                _ => words.say_with("memberships-tab-all", &arguments),
            },
            href: list(word, order, ""),
            is_current: level == word,
        }
    };
    let title = words.say_with("memberships-members-title", &[("community", place.name.as_str().into())]);
    show(&MembersPage {
        caption: words.say_with("memberships-members-count", &[("count", view.total.into())]),
        rows: view.members.iter().map(|member| row(&visit, &path, member)).collect(),
        detailed,
        tabs: tabs.into_iter().map(tab).collect(),
        by_name: list(level, "", ""),
        by_joined: list(level, "joined", ""),
        is_by_joined: view.order == Order::Joined,
        pages: words.say_with("list-page", &[("page", view.page.into())]),
        previous: if view.page > 1 { list(level, order, &(view.page - 1).to_string()) } else { String::new() },
        next: if view.page < view.pages { list(level, order, &(view.page + 1).to_string()) } else { String::new() },
        csv: format!("{path}.csv"),
        xlsx: format!("{path}.xlsx"),
        form: Form::new(query.0.clone()),
        place,
        page: Page::new(&visit, "communities", title).unlisted(),
    })
}

fn row(visit: &Visit, path: &str, member: &MemberRow) -> Row {
    let details = member.details.as_ref();
    Row {
        person: format!("/people/{}", member.person),
        name: member.name.clone(),
        about: work(member.job_title.as_deref(), member.department.as_deref()),
        initials: initials(&member.name),
        picture: member.picture.map_or_else(String::new, |picture| format!("/files/{picture}")),
        level: level_word(&visit.words, member.level).to_owned(),
        joined: details.map(|details| day(visit, details.joined_at)).unwrap_or_default(),
        email: details.and_then(|details| details.email.clone()).unwrap_or_default(),
        change: details.map(|details| format!("{path}/{}", details.membership)).unwrap_or_default(),
    }
}

pub(super) async fn csv(visit: Visit, Path(slug): Path<String>) -> Answer {
    file(&visit, &slug, Format::Csv).await
}

pub(super) async fn xlsx(visit: Visit, Path(slug): Path<String>) -> Answer {
    file(&visit, &slug, Format::Xlsx).await
}

async fn file(visit: &Visit, slug: &str, format: Format) -> Answer {
    let file = memberships::export(visit, slug, format).await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (header::CONTENT_DISPOSITION, name.map_err(|error| Problem::internal(&error))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file.bytes).into_response())
}

/// A step of the history in words.
struct Step {
    what: &'static str,
    when: String,
    by: String,
    note: String,
}

#[derive(Template)]
#[template(path = "memberships/member.html")]
struct MemberPage {
    page: Page,
    place: Place,
    form: Form,
    fault: String,
    person: String,
    work: String,
    state: &'static str,
    since: String,
    is_member: bool,
    other_level: &'static str,
    other_label: String,
    action: String,
    steps: Vec<Step>,
}
shown!(MemberPage);

/// One member, with what a lead can change.
pub(super) async fn member(visit: Visit, Path((slug, membership)): Path<(String, String)>) -> Answer {
    member_page(&visit, &slug, membership_id(&membership)?, Form::default()).await
}

async fn member_page(visit: &Visit, slug: &str, membership: MembershipId, form: Form) -> Answer {
    let view = memberships::member(visit, slug, membership).await?;
    let status = form.status(false);
    let words = &visit.words;
    let level = view.member.state.level();
    let (other_level, other_label) = match level {
        Some(Level::Core) => ("wider", words.say("memberships-make-wider")),
        _ => ("core", words.say("memberships-make-core")),
    };
    let steps = view.history.iter().rev().map(|step| Step {
        what: event_key(step.event, step.cause),
        when: moment(visit, step.at),
        by: step.actor.as_deref().map_or_else(String::new, |name| shown_name(words, name)),
        note: step.note.clone().unwrap_or_default(),
    });
    show(&MemberPage {
        fault: reason_fault(&form, words),
        person: format!("/people/{}", view.member.person_id),
        work: work(view.member.job_title.as_deref(), view.member.department.as_deref()),
        state: state_key(view.member.state),
        since: words.say_with("memberships-since", &[("when", day(visit, view.member.since).into())]),
        is_member: level.is_some(),
        other_level,
        other_label: other_label.to_owned(),
        action: format!("{}/members/{membership}", community_path(slug)),
        steps: steps.collect(),
        place: Place::new(&view.community, &view.standing, ""),
        page: Page::new(visit, "communities", shown_name(words, &view.member.person)).status(status).unlisted(),
        form,
    })
}

/// Makes a member core or wider.
pub(super) async fn change_level(Path((slug, membership)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = membership_id(&membership)?;
    let level = Level::from_word(posted.get("level")).ok_or(Problem::Invalid)?;
    let flash = match memberships::change_level(&posted.visit, &slug, id, level).await {
        Ok(()) => Flash::new(copia_text::key("flash-level-changed")),
        Err(Error::Refused(Refusal::AlreadyDone)) => Flash::new(copia_text::key("flash-as-before")),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&format!("{}/members/{id}", community_path(&slug)), Some(flash)))
}

/// Ends a membership, for a reason.
pub(super) async fn remove(Path((slug, membership)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = membership_id(&membership)?;
    match memberships::remove(&posted.visit, &slug, id, posted.get("reason")).await {
        Ok(()) => {
            let flash = Flash::new(copia_text::key("flash-member-removed"));
            Ok(redirect(&format!("{}/members", community_path(&slug)), Some(flash)))
        }
        Err(Error::Invalid(faults)) => {
            member_page(&posted.visit, &slug, id, Form::with(posted.fields.clone(), faults)).await
        }
        Err(error) => Err(error.into()),
    }
}
