//! The page as it stands.

use crate::{
    claims::words::mark as written,
    impact::{Mark, mark},
    shell::{Answer, Page, Problem, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::policy::Action,
    publications::{self, Of, Standing, Theme},
    quotes::Live,
};
use copia_text::Words;
use jiff::tz::TimeZone;

/// A quote as it stands on a page: the words and who said them; in a publication, its mark.
pub(crate) struct QuoteShown {
    pub(crate) text: String,
    pub(crate) source: String,
    pub(crate) mark: String,
}

/// A heading with what stands under it.
pub(crate) struct ThemeShown {
    pub(crate) name: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) quotes: Vec<QuoteShown>,
}

/// Who said something, in words.
pub(super) fn source(words: &Words, live: &Live) -> String {
    match (&live.shown_as, &live.community) {
        (Some(name), _) => name.clone(),
        (None, Some(community)) => {
            words.say_with("quote-source-community", &[("community", community.as_str().into())])
        }
        (None, None) => words.say("quote-source-nobody").to_owned(),
    }
}

/// The headings of a page. `is_kept` puts marks in the places of quotes.
pub(crate) fn themes(words: &Words, all: &[Theme], is_kept: bool) -> Vec<ThemeShown> {
    let quote = |live: &Live| {
        let mark = if is_kept { publications::mark(live) } else { String::new() };
        QuoteShown { text: live.body.clone(), source: source(words, live), mark }
    };
    let theme = |theme: &Theme| ThemeShown {
        name: theme.name.clone(),
        marks: theme.claims.iter().map(|claim| written(words, claim)).collect(),
        quotes: theme.quotes.iter().map(quote).collect(),
    };
    all.iter().map(theme).collect()
}

/// What a page states, as it is drawn everywhere: on the page of a community, in a publication, and on other sites.
#[derive(Template)]
#[template(path = "publications/stand.html")]
pub(super) struct Stand<'a> {
    words: &'a Words,
    figures: Vec<Mark>,
    themes: Vec<ThemeShown>,
    recognitions: Vec<(String, String, String)>,
}

impl<'a> Stand<'a> {
    pub(super) fn new(words: &'a Words, zone: &TimeZone, page: &Standing, is_kept: bool) -> Self {
        let recognition = |one: &copia_app::recognition::Recognition| {
            let shown = crate::impact::recognition_shown(words, one);
            (shown.title, shown.when, shown.by)
        };
        let counters = page.counters.iter().filter(|claim| claim.value != Some(0));
        Self {
            words,
            figures: counters.map(|claim| mark(words, zone, claim)).collect(),
            themes: themes(words, &page.themes, is_kept),
            recognitions: page.recognitions.iter().map(recognition).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "publications/scope.html")]
struct ScopePage {
    page: Page,
    body: String,
    is_empty: bool,
    name: String,
    back: String,
    works_on_it: bool,
}
shown!(ScopePage);

/// The page of a community.
pub(super) async fn of_community(visit: Visit, Path(slug): Path<String>) -> Answer {
    scope(&visit, Of::Community(&slug), format!("/communities/{slug}")).await
}

/// The page of an area.
pub(super) async fn of_area(visit: Visit, Path(slug): Path<String>) -> Answer {
    scope(&visit, Of::Area(&slug), String::new()).await
}

async fn scope(visit: &Visit, of: Of<'_>, back: String) -> Answer {
    let view = publications::standing(visit, of).await?;
    let words = &visit.words;
    let name = view.name.clone().unwrap_or_default();
    let parts = [("name", name.as_str().into())];
    let stand = Stand::new(words, &visit.site.zone, &view, false);
    show(&ScopePage {
        page: Page::new(visit, "impact", words.say_with("impact-of", &parts))
            .described(words.say_with("impact-of-description", &parts)),
        body: stand.render().map_err(|error| Problem::internal(&error))?,
        is_empty: view.themes.is_empty(),
        name,
        back,
        works_on_it: visit.viewer.on_site().may(Action::WriteClaim),
    })
}
