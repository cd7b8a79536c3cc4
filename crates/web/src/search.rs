//! Search, and what is offered while somebody types.

use crate::{
    emblem::{Hue, emblem},
    initials::initials,
    routes::Routes,
    shell::{Answer, Fields, Page, Problem, Query, Visit, form_query, show, shown},
};
use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    domain::{communities::Stage, ids::ServiceAreaId},
    search::{self, Found, Kind, PAGE, Search, View},
};
use copia_text::{Words, key};

/// The routes of search.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/search", results).get("/search/suggestions", suggestions)
}

/// A choice that narrows the results, or gives up a narrowing.
struct Facet {
    word: String,
    count: u64,
    spoken: String,
    href: String,
    is_chosen: bool,
}

/// A result as it is shown.
struct Shown {
    found: Found,
    kind: &'static str,
    picture: String,
    is_person: bool,
    /// When it is, for events.
    when: String,
}

#[derive(Template)]
#[template(path = "search/results.html")]
struct ResultsPage {
    page: Page,
    typed: String,
    summary: String,
    corrected: Option<String>,
    results: Vec<Shown>,
    kinds: Vec<Facet>,
    areas: Vec<Facet>,
    stages: Vec<Facet>,
    pages: String,
    previous: String,
    next: String,
    is_signed_in: bool,
}
shown!(ResultsPage);

/// The message for a kind of record.
const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Community => key("search-kind-community"),
        Kind::Person => key("search-kind-person"),
        Kind::Area => key("search-kind-area"),
        Kind::Event => key("search-kind-event"),
        Kind::News => key("search-kind-news"),
        Kind::Page => key("search-kind-page"),
    }
}

/// The message for a stage.
pub(crate) const fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Proposed => key("stage-proposed"),
        Stage::Forming => key("stage-forming"),
        Stage::Active => key("stage-active"),
        Stage::Paused => key("stage-paused"),
        Stage::Closed => key("stage-closed"),
        Stage::Merged => key("stage-merged"),
    }
}

async fn results(visit: Visit, query: Query) -> Answer {
    let typed = query.get("q").to_owned();
    let page = usize::try_from(query.page()).unwrap_or(1);
    let asked = Search {
        text: &typed,
        kinds: query.all("kind").filter_map(Kind::from_name).collect(),
        areas: query.all("area").filter_map(ServiceAreaId::parse).collect(),
        stages: query.all("stage").filter_map(Stage::from_word).collect(),
        page,
    };
    let view = search::find(&visit, &asked).await?;
    let words = &visit.words;
    let title = if typed.trim().is_empty() {
        words.say("search-title").to_owned()
    } else {
        words.say_with("search-title-for", &[("words", typed.as_str().into())])
    };
    let to = |page: usize| format!("/search?{}", with_page(&query, page));
    let more = u64::try_from(page.saturating_mul(PAGE)).is_ok_and(|shown| shown < view.total);
    let shown_page = ResultsPage {
        summary: words.say_with("search-summary", &[("count", view.total.into())]),
        pages: words.say_with("list-page", &[("page", page.into())]),
        previous: if page > 1 { to(page - 1) } else { String::new() },
        next: if more { to(page + 1) } else { String::new() },
        kinds: kind_facets(words, &query, &view),
        areas: area_facets(words, &query, &view),
        stages: stage_facets(words, &query, &view),
        corrected: view.corrected,
        results: view.found.into_iter().map(|found| shown(&visit, pointed(found, &typed))).collect(),
        is_signed_in: visit.account.is_some(),
        page: Page::new(&visit, "search", title).unlisted(),
        typed,
    };
    show(&shown_page)
}

/// What was said in a recording is opened at its minute, with the words marked.
fn pointed(mut found: Found, typed: &str) -> Found {
    if let Some(at) = found.said_at {
        found.path = format!("{}?{}#t-{}", found.path, form_query("q", typed), at.seconds());
        found.excerpt.insert(0, (format!("{at} "), false));
    }
    found
}

fn shown(visit: &Visit, found: Found) -> Shown {
    let day = found.starts_at.map(|at| at.day_in(&visit.site.zone));
    let picture = found.hue.map_or_else(
        || initials(&found.title),
        |hue| emblem(&found.title, Hue::new(usize::try_from(hue).unwrap_or(0))),
    );
    Shown {
        kind: kind_key(found.kind),
        is_person: found.kind == Kind::Person,
        when: day.map_or_else(String::new, |day| visit.words.long_date(day)),
        picture,
        found,
    }
}

/// The query with another page.
fn with_page(query: &Fields, page: usize) -> String {
    let mut parts = chosen(query);
    parts.push(form_query("page", &page.to_string()));
    parts.join("&")
}

/// What was typed and chosen, without the page.
fn chosen(query: &Fields) -> Vec<String> {
    let mut parts = vec![form_query("q", query.get("q"))];
    for name in ["kind", "area", "stage"] {
        parts.extend(query.all(name).map(|value| form_query(name, value)));
    }
    parts
}

/// A facet's choice: following it chooses the value, or gives it up if it is chosen.
fn facet(words: &Words, query: &Fields, name: &str, value: &str, word: &str, count: u64) -> Facet {
    let part = form_query(name, value);
    let mut parts = chosen(query);
    let is_chosen = parts.contains(&part);
    if is_chosen {
        parts.retain(|other| *other != part);
    } else {
        parts.push(part);
    }
    Facet {
        word: word.to_owned(),
        count,
        spoken: words.say_with("search-facet-count", &[("count", count.into())]),
        href: format!("/search?{}", parts.join("&")),
        is_chosen,
    }
}

fn kind_facets(words: &Words, query: &Fields, view: &View) -> Vec<Facet> {
    let of = |kind: &search::Count<Kind>| {
        facet(words, query, "kind", kind.value.name(), words.say(kind_key(kind.value)), kind.count)
    };
    view.kinds.iter().map(of).collect()
}

fn area_facets(words: &Words, query: &Fields, view: &View) -> Vec<Facet> {
    let of = |area: &search::Count<ServiceAreaId>| {
        facet(words, query, "area", &area.value.to_string(), &area.label, area.count)
    };
    view.areas.iter().map(of).collect()
}

fn stage_facets(words: &Words, query: &Fields, view: &View) -> Vec<Facet> {
    let of = |stage: &search::Count<Stage>| {
        facet(words, query, "stage", stage.value.word(), words.say(stage_key(stage.value)), stage.count)
    };
    view.stages.iter().map(of).collect()
}

/// Suggestions of one kind.
struct Group {
    id: String,
    heading: &'static str,
    suggestions: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "search/suggestions.html")]
struct Suggestions<'a> {
    words: &'a Words,
    status: String,
    groups: Vec<Group>,
}

/// Suggestions that are offered at most.
const MOST: usize = 8;

async fn suggestions(visit: Visit, query: Query) -> Answer {
    let found = search::suggest(&visit, query.get("q"), MOST).await?;
    let status = visit.words.say_with("search-suggestions", &[("count", found.len().into())]);
    let mut groups: Vec<Group> = Vec::new();
    for one in found {
        let id = format!("suggestions-{}", one.kind.name());
        let one = shown(&visit, one);
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.suggestions.push(one),
            None => groups.push(Group { id, heading: one.kind, suggestions: vec![one] }),
        }
    }
    let html = Suggestions { words: &visit.words, status, groups }.render();
    let html = html.map_err(|error| Problem::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, html).into_response())
}
