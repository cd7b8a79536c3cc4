//! The pages of communities: the directory, a community's own pages, and those on which they are edited.

mod charters;
mod directory;
mod editing;
mod join_box;
mod late;
mod page;
mod proposals;
mod setup;
mod stages;

pub(crate) use late::differing;
pub(crate) use proposals::{ProposalRow, proposal_row};

use crate::{
    emblem::{Hue, emblem},
    routes::Routes,
    search::stage_key,
    shell::{Problem, Visit},
};
use copia_app::{
    communities::Found,
    domain::{
        memberships::Intake,
        policy::{Action, Standing},
        published::PublishedDate,
        slug::Slug,
        time::{Day, When},
    },
};
use copia_text::Words;

/// The routes of communities and their set-up.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/communities", directory::directory)
        .get("/areas", directory::areas)
        .get("/areas/{slug}", directory::area)
        .get("/communities/{slug}", page::page)
        .get("/communities/{slug}/history", page::history)
        .get("/communities/{slug}/brief", page::brief)
        .get("/communities/{slug}/edit", editing::edit)
        .post("/communities/{slug}/edit", editing::save)
        .get("/communities/{slug}/links", editing::links)
        .post("/communities/{slug}/links", editing::save_links)
        .get("/communities/{slug}/charter", charters::charter)
        .post("/communities/{slug}/charter", charters::save)
        .get("/communities/{slug}/charter/edit", charters::edit)
        .get("/communities/{slug}/charter/{version}", charters::version)
        .get("/communities/{slug}/stage", stages::form)
        .post("/communities/{slug}/stage", stages::change)
        .post("/communities/{slug}/rules", stages::save_rules)
        .get("/propose", proposals::form)
        .post("/propose", proposals::propose)
        .get("/programme/proposals", proposals::list)
        .get("/programme/proposals/{slug}", proposals::look)
        .post("/programme/proposals/{slug}", proposals::decide)
        .get("/programme/communities/new", setup::form)
        .post("/programme/communities/new", setup::create)
}

/// The hue of an area; communities without one share the first.
pub(crate) fn hue(number: Option<i64>) -> Hue {
    Hue::new(number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0))
}

/// The path of a community's page. Only an address that is one is put into another: nothing typed reaches a header.
pub(crate) fn community_path(slug: &str) -> String {
    match Slug::parse(slug) {
        Some(slug) => format!("/communities/{slug}"),
        None => "/communities".to_owned(),
    }
}

/// A date as precise as it is known.
pub(crate) fn published(words: &Words, date: PublishedDate) -> String {
    match date {
        PublishedDate::Year(year) => year.to_string(),
        PublishedDate::Month(..) => words.month(date.earliest()),
        PublishedDate::Day(day) => words.date(day),
    }
}

/// A day in the organisation's zone.
pub(crate) fn day_of(visit: &Visit, at: When) -> String {
    visit.words.date(at.day_in(&visit.site.zone))
}

/// A day in words, or nothing.
pub(crate) fn day(words: &Words, day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| words.date(day.0))
}

/// The number in a form's hidden field.
pub(crate) fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::Invalid)
}

/// What stands over every page of a community, and the way between them.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) slug: String,
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) emblem: String,
    pub(crate) hue: &'static str,
    /// The area's name and path.
    pub(crate) area: Option<(String, String)>,
    pub(crate) stage: &'static str,
    pub(crate) stage_word: String,
    pub(crate) members: bool,
    pub(crate) brief: bool,
    pub(crate) leads: bool,
    /// Whether the viewer may read what it hopes for and measures.
    pub(crate) value: bool,
    pub(crate) edits: bool,
    pub(crate) manages: bool,
    /// Whether people can come in, so that inviting and deciding are of use.
    pub(crate) takes_people: bool,
    /// Whether it still lives, so that there is somebody to write to.
    pub(crate) lives: bool,
    /// Whether the viewer may plan events for it.
    pub(crate) plans: bool,
    pub(crate) asked: i64,
    /// Which tab this is.
    pub(crate) at: &'static str,
}

impl Place {
    pub(crate) fn new(visit: &Visit, found: &Found, standing: &Standing, at: &'static str) -> Self {
        let hue = hue(found.area_hue);
        let area = found.area_name.clone().zip(found.area_slug.as_ref().map(|slug| format!("/areas/{slug}")));
        Self {
            slug: found.slug.to_string(),
            path: format!("/communities/{}", found.slug),
            name: found.name.clone(),
            emblem: emblem(&found.name, hue),
            hue: hue.class(),
            area,
            stage: found.stage.word(),
            stage_word: visit.words.say(stage_key(found.stage)).to_owned(),
            members: visit.account.is_some() && (!found.sensitive || standing.may(Action::SeeMembershipDetails)),
            brief: standing.may(Action::ReadBrief),
            leads: standing.may(Action::SeeMembershipDetails),
            value: standing.may(Action::ReadValue),
            edits: standing.may(Action::EditCommunity),
            manages: standing.may(Action::ChangeStage),
            takes_people: found.stage.intake() != Intake::Nobody,
            lives: !found.stage.is_history(),
            plans: !found.stage.is_history() && standing.may(Action::PlanEvent),
            asked: found.asked,
            at,
        }
    }

    pub(crate) fn is_at(&self, tab: &str) -> bool {
        self.at == tab
    }

    /// The address of a page of this community.
    pub(crate) fn to(&self, page: &str) -> String {
        format!("{}/{page}", self.path)
    }
}
