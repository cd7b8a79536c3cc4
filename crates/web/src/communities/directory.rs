//! The directory and the areas.

use super::hue;
use crate::{
    emblem::emblem,
    search::stage_key,
    shell::{Answer, Page, Problem, Query, Visit, form_query, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    communities::{self, Directory, Listed, Narrow},
    domain::communities::Stage,
};

/// A community as a row.
pub(super) struct Row {
    path: String,
    name: String,
    summary: String,
    emblem: String,
    hue: &'static str,
    area: Option<(String, String)>,
    stage: &'static str,
    stage_word: String,
    people: String,
    leads: String,
    /// Where a merged one went on: its name and path.
    merged: Option<(String, String)>,
    is_mine: bool,
}

/// A choice that narrows the list, or gives up a narrowing.
struct Facet {
    word: String,
    count: usize,
    spoken: String,
    href: String,
    is_chosen: bool,
    hue: &'static str,
}

/// The row of a community.
fn row(visit: &Visit, directory: &Directory, one: &Listed) -> Row {
    let words = &visit.words;
    let hue = hue(one.area_hue);
    let leads: Vec<&str> = directory.leads(one.id).iter().map(|lead| lead.name.as_str()).collect();
    let merged = one.merged_into_id.and_then(|into| directory.find(into));
    let people = if matches!(one.stage, Stage::Forming | Stage::Active | Stage::Paused) {
        words.say_with("communities-people", &[("count", (one.core + one.wider).into())])
    } else {
        String::new()
    };
    Row {
        path: format!("/communities/{}", one.slug),
        name: one.name.clone(),
        summary: one.summary.clone(),
        emblem: emblem(&one.name, hue),
        hue: hue.class(),
        area: one.area_name.clone().zip(one.area_slug.as_ref().map(|slug| format!("/areas/{slug}"))),
        stage: one.stage.word(),
        stage_word: words.say(stage_key(one.stage)).to_owned(),
        people,
        leads: if leads.is_empty() {
            String::new()
        } else {
            words.say_with("communities-led-by", &[("names", leads.join(", ").into()), ("count", leads.len().into())])
        },
        merged: merged.map(|into| (into.name.clone(), format!("/communities/{}", into.slug))),
        is_mine: one.my_state.is_some_and(copia_app::domain::memberships::State::is_active),
    }
}

#[derive(Template)]
#[template(path = "communities/directory.html")]
struct DirectoryPage {
    page: Page,
    summary: String,
    living: Vec<Row>,
    past: Vec<Row>,
    areas: Vec<Facet>,
    stages: Vec<Facet>,
    is_narrowed: bool,
    can_propose: bool,
}
shown!(DirectoryPage);

/// The directory, whole or narrowed by area and stage.
pub(super) async fn directory(visit: Visit, query: Query) -> Answer {
    let narrow = Narrow {
        area: query.has("area").then(|| query.get("area").to_owned()),
        stage: Stage::from_word(query.get("stage")),
    };
    let directory = communities::directory(&visit).await?;
    let words = &visit.words;
    let alive: Vec<_> =
        directory.communities.iter().filter(|one| matches!(one.stage, Stage::Forming | Stage::Active)).collect();
    let in_use = directory.areas.iter().filter(|area| alive.iter().any(|one| one.area_id == Some(area.id))).count();
    let today = words.long_date(visit.today().0);
    let living: Vec<_> = directory.living(&narrow).map(|one| row(&visit, &directory, one)).collect();
    let past: Vec<_> = directory.past(&narrow).map(|one| row(&visit, &directory, one)).collect();
    let summary = if narrow == Narrow::default() {
        let counts = [("count", alive.len().into()), ("areas", in_use.into()), ("date", today.as_str().into())];
        words.say_with("communities-summary", &counts)
    } else {
        let all = directory.communities.len();
        words.say_with("communities-narrowed", &[("count", (living.len() + past.len()).into()), ("all", all.into())])
    };
    let shown_page = DirectoryPage {
        summary,
        living,
        past,
        areas: area_facets(&visit, &directory, &narrow),
        stages: stage_facets(&visit, &directory, &narrow),
        is_narrowed: narrow != Narrow::default(),
        can_propose: visit.account.is_some(),
        page: Page::new(&visit, "communities", words.say("communities-title"))
            .described(words.say("communities-description")),
    };
    show(&shown_page)
}

/// The address of the directory under these choices.
fn narrowed(area: Option<&str>, stage: Option<Stage>) -> String {
    let parts: Vec<String> = [area.map(|area| form_query("area", area)), stage.map(|s| form_query("stage", s.word()))]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() { "/communities".to_owned() } else { format!("/communities?{}", parts.join("&")) }
}

fn spoken(visit: &Visit, count: usize) -> String {
    visit.words.say_with("communities-facet-count", &[("count", count.into())])
}

fn area_facets(visit: &Visit, directory: &Directory, narrow: &Narrow) -> Vec<Facet> {
    let facets = directory.area_facets(narrow).into_iter().map(|facet| {
        let slug = facet.area.slug.as_str();
        let is_chosen = narrow.area.as_deref() == Some(slug);
        Facet {
            word: facet.area.name.clone(),
            count: facet.count,
            spoken: spoken(visit, facet.count),
            href: narrowed((!is_chosen).then_some(slug), narrow.stage),
            is_chosen,
            hue: hue(Some(facet.area.hue)).class(),
        }
    });
    facets.collect()
}

fn stage_facets(visit: &Visit, directory: &Directory, narrow: &Narrow) -> Vec<Facet> {
    let facets = directory.stage_facets(narrow).into_iter().map(|(stage, count)| {
        let is_chosen = narrow.stage == Some(stage);
        Facet {
            word: visit.words.say(stage_key(stage)).to_owned(),
            count,
            spoken: spoken(visit, count),
            href: narrowed(narrow.area.as_deref(), (!is_chosen).then_some(stage)),
            is_chosen,
            hue: "",
        }
    });
    facets.collect()
}

/// An area with its living communities.
struct AreaRow {
    name: String,
    path: String,
    description: String,
    hue: &'static str,
    patches: Vec<(String, String, String)>,
    count: String,
    is_retired: bool,
}

#[derive(Template)]
#[template(path = "service_areas/list.html")]
struct AreasPage {
    page: Page,
    areas: Vec<AreaRow>,
}
shown!(AreasPage);

/// All areas, each with the patches of its communities.
pub(super) async fn areas(visit: Visit) -> Answer {
    let directory = communities::directory(&visit).await?;
    let facets = directory.area_facets(&Narrow::default());
    let rows = facets.into_iter().map(|facet| {
        let narrow = Narrow { area: Some(facet.area.slug.to_string()), stage: None };
        let hue = hue(Some(facet.area.hue));
        let patches: Vec<_> = directory
            .living(&narrow)
            .map(|one| (format!("/communities/{}", one.slug), one.name.clone(), emblem(&one.name, hue)))
            .collect();
        AreaRow {
            name: facet.area.name.clone(),
            path: format!("/areas/{}", facet.area.slug),
            description: facet.area.description.clone(),
            hue: hue.class(),
            count: spoken(&visit, patches.len()),
            patches,
            is_retired: facet.area.retired_on.is_some(),
        }
    });
    let areas = rows.collect();
    let title = visit.words.say("areas-title");
    let page = Page::new(&visit, "communities", title).described(visit.words.say("areas-description"));
    show(&AreasPage { page, areas })
}

#[derive(Template)]
#[template(path = "service_areas/area.html")]
struct AreaPage {
    page: Page,
    name: String,
    description: String,
    hue: &'static str,
    living: Vec<Row>,
    past: Vec<Row>,
    retired: String,
}
shown!(AreaPage);

/// One area.
pub(super) async fn area(visit: Visit, Path(slug): Path<String>) -> Answer {
    let directory = communities::directory(&visit).await?;
    let area = directory.areas.iter().find(|area| area.slug.as_str() == slug).ok_or(Problem::NotFound)?;
    let narrow = Narrow { area: Some(slug), stage: None };
    let retired = area.retired_on.map_or_else(String::new, |day| {
        visit.words.say_with("areas-retired-on", &[("date", visit.words.date(day.0).into())])
    });
    show(&AreaPage {
        page: Page::new(&visit, "communities", area.name.as_str()).described(area.description.as_str()),
        name: area.name.clone(),
        description: area.description.clone(),
        hue: hue(Some(area.hue)).class(),
        living: directory.living(&narrow).map(|one| row(&visit, &directory, one)).collect(),
        past: directory.past(&narrow).map(|one| row(&visit, &directory, one)).collect(),
        retired,
    })
}
