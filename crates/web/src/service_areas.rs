//! The programme manager's page of service areas.

use crate::{
    communities::{hue, number},
    routes::Routes,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Visit, redirect, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    Error,
    service_areas::{self, AreaInput, AreaStep, HUES},
};
use copia_text::key;

/// The routes of managing areas.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/programme/areas", list)
        .post("/programme/areas", create)
        .get("/programme/areas/{slug}", edit)
        .post("/programme/areas/{slug}", save)
        .post("/programme/areas/{slug}/place", step)
}

/// An area as a row.
struct Row {
    slug: String,
    name: String,
    description: String,
    hue: &'static str,
    is_retired: bool,
    is_first: bool,
    is_last: bool,
}

/// A hue to choose.
struct HueChoice {
    value: String,
    class: &'static str,
    label: String,
}

fn hues(visit: &Visit) -> Vec<HueChoice> {
    let choice = |value: i64| HueChoice {
        value: value.to_string(),
        class: hue(Some(value)).class(),
        label: visit.words.say_with("areas-hue-number", &[("number", (value + 1).into())]),
    };
    (0..HUES).map(choice).collect()
}

#[derive(Template)]
#[template(path = "programme/areas.html")]
struct ListPage {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    hues: Vec<HueChoice>,
}
shown!(ListPage);

async fn list(visit: Visit) -> Answer {
    list_page(&visit, None).await
}

async fn list_page(visit: &Visit, typed: Option<Form>) -> Answer {
    let areas = service_areas::managed(visit).await?;
    let form = typed.unwrap_or_else(|| {
        let next = i64::try_from(areas.len()).unwrap_or(0) % HUES;
        Form::new(Fields::of([("hue", next.to_string())]))
    });
    let status = form.status(false);
    let last = areas.len().saturating_sub(1);
    let row = |(at, area): (usize, service_areas::ServiceArea)| Row {
        slug: area.slug.to_string(),
        name: area.name,
        description: area.description,
        hue: hue(Some(area.hue)).class(),
        is_retired: area.retired_on.is_some(),
        is_first: at == 0,
        is_last: at == last,
    };
    show(&ListPage {
        page: Page::new(visit, "programme", visit.words.say("areas-title")).status(status).unlisted(),
        form,
        rows: areas.into_iter().enumerate().map(row).collect(),
        hues: hues(visit),
    })
}

fn input(posted: &Posted, version: i64) -> AreaInput<'_> {
    AreaInput { name: posted.get("name"), description: posted.get("description"), hue: posted.get("hue"), version }
}

async fn create(posted: Posted) -> Answer {
    match service_areas::create(&posted.visit, &input(&posted, 0)).await {
        Ok(_) => Ok(redirect("/programme/areas", Some(Flash::new(key("flash-created"))))),
        Err(Error::Invalid(faults)) => list_page(&posted.visit, Some(Form::with(posted.fields.clone(), faults))).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "programme/area.html")]
struct EditPage {
    page: Page,
    form: Form,
    slug: String,
    version: i64,
    hues: Vec<HueChoice>,
    /// What stands there now, where somebody else was faster.
    now: Option<(String, String)>,
}
shown!(EditPage);

async fn edit(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, None, false).await
}

async fn edit_page(visit: &Visit, slug: &str, typed: Option<Form>, is_late: bool) -> Answer {
    let area = service_areas::edit_form(visit, slug).await?;
    let form = typed.unwrap_or_else(|| {
        Form::new(Fields::of([
            ("name", area.name.clone()),
            ("description", area.description.clone()),
            ("hue", area.hue.to_string()),
        ]))
    });
    let status = form.status(is_late);
    show(&EditPage {
        page: Page::new(visit, "programme", area.name.as_str()).status(status).unlisted(),
        form,
        slug: area.slug.to_string(),
        version: area.version,
        hues: hues(visit),
        now: is_late.then(|| (area.name.clone(), area.description.clone())),
    })
}

async fn save(Path(slug): Path<String>, posted: Posted) -> Answer {
    let version = number(posted.get("version"))?;
    match service_areas::save(&posted.visit, &slug, &input(&posted, version)).await {
        Ok(()) => Ok(redirect("/programme/areas", Some(Flash::new(key("flash-saved"))))),
        Err(Error::Invalid(faults)) => {
            edit_page(&posted.visit, &slug, Some(Form::with(posted.fields.clone(), faults)), false).await
        }
        Err(Error::Stale) => edit_page(&posted.visit, &slug, Some(Form::new(posted.fields.clone())), true).await,
        Err(error) => Err(error.into()),
    }
}

async fn step(Path(slug): Path<String>, posted: Posted) -> Answer {
    let step = match posted.get("step") {
        "up" => AreaStep::Up,
        "down" => AreaStep::Down,
        "retire" => AreaStep::Retire,
        "revive" => AreaStep::Revive,
        _ => return Err(crate::shell::Problem::Invalid),
    };
    let flash = match service_areas::step(&posted.visit, &slug, step).await {
        Ok(()) => match step {
            AreaStep::Up | AreaStep::Down => None,
            AreaStep::Retire => Some(Flash::new(key("flash-area-retired"))),
            AreaStep::Revive => Some(Flash::new(key("flash-area-revived"))),
        },
        Err(Error::NotNow(_)) => Some(Flash::new(key("flash-area-in-use"))),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect("/programme/areas", flash))
}
