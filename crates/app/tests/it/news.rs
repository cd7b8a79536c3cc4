//! News: the latest first, page by page, and nothing about a community that the reader may not know of.

use crate::imports;
use copia_app::{Error, domain::ids::NewsItemId, news};
use copia_testkit::on_both;

on_both! {
    async fn summaries_stand_in_order_with_their_pages(db) {
        let site = imports::site(db).await;
        let page = news::list(&site.visitor(), 1).await.unwrap();
        let told: Vec<String> = page.items.iter().map(|item| item.published.to_string()).collect();
        assert_eq!(told, ["2023-01", "2022-02", "2020-05-04", "2019-10", "2019-03", "2018-08-22"]);
        assert!(page.items.iter().all(|item| item.source_address.is_some() && item.body.is_none()));
        assert_eq!((page.count, page.pages), (6, 1));
        assert!(matches!(news::list(&site.visitor(), 2).await, Err(Error::NotFound)));
        let id = page.items[0].id.to_string();
        assert!(matches!(news::item(&site.visitor(), &id).await, Err(Error::NotFound)), "it stands elsewhere");
    }

    async fn long_lists_have_pages(db) {
        let site = imports::site(db).await;
        let ctx = site.app.system();
        let mut tx = site.db.write().await;
        let permit = copia_app::domain::policy::Permit::of_the_system(
            copia_app::domain::policy::Scope::Site,
            "a test sets the scene",
        );
        for number in 0..35 {
            let item = copia_store::news::NewNews {
                id: ctx.id(NewsItemId::new),
                published: "2024-05".to_owned().try_into().unwrap(),
                kind: "article".to_owned(),
                title: format!("Article {number}"),
                summary: "A summary.".to_owned(),
                body: Some("A **body**.".to_owned()),
                community: None,
                source: None,
                row: None,
            };
            copia_store::news::add(&mut tx, &permit, &item, ctx.now).await.unwrap();
        }
        tx.commit().await.unwrap();
        let pages: Vec<_> = [
            news::list(&ctx, 1).await.unwrap(), news::list(&ctx, 2).await.unwrap(), news::list(&ctx, 3).await.unwrap(),
        ].into();
        assert_eq!(pages.iter().map(|page| page.items.len()).collect::<Vec<_>>(), [20, 20, 1]);
        assert_eq!(news::list(&ctx, -7).await.unwrap().page, 1);
        let item = news::item(&ctx, &pages[0].items[0].id.to_string()).await.unwrap();
        assert_eq!(item.body.as_deref(), Some("A **body**."));
    }

    async fn news_of_a_hidden_community_is_hidden(db) {
        let site = imports::site(db).await;
        site.db.tamper("UPDATE news_items SET community_id = (SELECT id FROM communities WHERE slug = 'recruitment') WHERE published = '2019-03'").await;
        assert_eq!(news::list(&site.visitor(), 1).await.unwrap().count, 6);
        site.db.tamper("UPDATE communities SET visibility = 'members' WHERE slug = 'recruitment'").await;
        assert_eq!(news::list(&site.visitor(), 1).await.unwrap().count, 5);
    }
}
