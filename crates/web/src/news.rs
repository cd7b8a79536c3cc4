//! News: the list, and the articles that stand on this site.

use crate::{
    routes::Routes,
    shell::{Answer, Page, Query, Visit, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    impact::date_words,
    news::{self, NewsItem},
};
use copia_text::Words;

/// The routes of news.
pub(crate) fn routes() -> Routes {
    Routes::default().get("/news", list).get("/news/{id}", item)
}

/// One item of the list.
struct ItemShown {
    title: String,
    href: String,
    summary: String,
    when: String,
    kind: String,
    community: Option<(String, String)>,
    source: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "news/list.html")]
struct ListPage {
    page: Page,
    items: Vec<ItemShown>,
    summary: String,
    previous: String,
    next: String,
}
shown!(ListPage);

#[derive(Template)]
#[template(path = "news/item.html")]
struct ItemPage {
    page: Page,
    item: ItemShown,
    body: String,
}
shown!(ItemPage);

fn item_shown(words: &Words, item: &NewsItem) -> ItemShown {
    let community = item.community.clone().zip(item.community_slug.as_ref());
    ItemShown {
        title: item.title.clone(),
        href: item.body.as_ref().map(|_| format!("/news/{}", item.id)).unwrap_or_default(),
        summary: item.summary.clone(),
        when: date_words(words, item.published),
        kind: crate::impact::capitalised(&item.kind),
        community: community.map(|(name, slug)| (name, format!("/communities/{slug}"))),
        source: item.source_title.clone().zip(item.source_address.clone()),
    }
}

async fn list(visit: Visit, query: Query) -> Answer {
    let view = news::list(&visit, query.page()).await?;
    let words = &visit.words;
    let organisation = &visit.site.organisation;
    let names = [
        ("programme", organisation.programme_name.as_str().into()),
        ("organisation", organisation.name.as_str().into()),
    ];
    let page = Page::new(&visit, "news", words.say("news-title")).described(words.say_with("news-description", &names));
    let at = |page: i64| format!("/news?page={page}");
    show(&ListPage {
        page,
        items: view.items.iter().map(|item| item_shown(words, item)).collect(),
        summary: words.say_with("news-page", &[("page", view.page.into()), ("pages", view.pages.into())]),
        previous: if view.page > 1 { at(view.page - 1) } else { String::new() },
        next: if view.page < view.pages { at(view.page + 1) } else { String::new() },
    })
}

async fn item(visit: Visit, Path(id): Path<String>) -> Answer {
    let item = news::item(&visit, &id).await?;
    let body = copia_text::markdown::to_html(item.body.as_deref().unwrap_or_default());
    let page = Page::new(&visit, "news", item.title.as_str()).described(item.summary.as_str());
    let item = item_shown(&visit.words, &item);
    show(&ItemPage { page, item, body })
}
