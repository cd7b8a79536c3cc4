//! The front page for visitors.

use crate::{
    impact::Mark,
    people::Patch,
    shell::{Answer, Page, Visit, show, shown},
};
use askama::Template;
use copia_app::{
    communities::{self, Narrow},
    domain::communities::Stage,
    impact::date_words,
    news::{self, NewsItem},
};

/// News on the front page.
const NEWS: usize = 3;

struct Area {
    name: String,
    href: String,
    hue: &'static str,
    count: String,
}

struct NewsLine {
    title: String,
    href: String,
    summary: String,
    published: String,
}

#[derive(Template)]
#[template(path = "home/visitor.html")]
struct VisitorPage {
    page: Page,
    about: String,
    summary: String,
    communities: Vec<Patch>,
    figures: Vec<Mark>,
    areas: Vec<Area>,
    news: Vec<NewsLine>,
}
shown!(VisitorPage);

pub(super) async fn page(visit: &Visit) -> Answer {
    let words = &visit.words;
    let directory = communities::directory(visit).await?;
    let news = news::list(visit, 1).await?;
    let everything = Narrow::default();
    let living: Vec<_> =
        directory.living(&everything).filter(|one| matches!(one.stage, Stage::Forming | Stage::Active)).collect();
    let areas: Vec<Area> = directory
        .areas
        .iter()
        .filter_map(|area| {
            let count = living.iter().filter(|one| one.area_id == Some(area.id)).count();
            let patch = Patch::new("", &area.name, None, Some(area.hue));
            (count > 0).then(|| Area {
                name: area.name.clone(),
                href: format!("/areas/{}", area.slug.as_str()),
                hue: patch.hue,
                count: words.say_with("home-area-count", &[("count", count.into())]),
            })
        })
        .collect();
    let counts = [("communities", living.len().into()), ("areas", areas.len().into())];
    show(&VisitorPage {
        page: Page::new(visit, "home", words.say("home-title")).described(words.say("page-description")),
        about: copia_text::markdown::to_html(&visit.site.organisation.about),
        summary: if living.is_empty() { String::new() } else { words.say_with("home-summary", &counts) },
        communities: living
            .iter()
            .map(|one| Patch::new(one.slug.as_str(), &one.name, one.area_name.as_deref(), one.area_hue))
            .collect(),
        figures: crate::impact::glimpse(visit).await?,
        areas,
        news: news.items.into_iter().take(NEWS).map(|item| line(visit, item)).collect(),
    })
}

fn line(visit: &Visit, item: NewsItem) -> NewsLine {
    NewsLine {
        published: date_words(&visit.words, item.published),
        href: if item.body.is_some() { format!("/news/{}", item.id) } else { "/news".to_owned() },
        title: item.title,
        summary: item.summary,
    }
}
