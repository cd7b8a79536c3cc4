//! The search index follows the records, whatever database it finds.

use copia_app::{
    Ctx,
    search::{self, Search},
};
use copia_testkit::{TestApp, on_both};

async fn titles(ctx: &Ctx, text: &str) -> Vec<String> {
    let view = search::find(ctx, &Search { text, page: 1, ..Search::default() }).await.unwrap();
    view.found.into_iter().map(|found| found.title).collect()
}

on_both! {
    async fn an_event_is_found_by_those_who_may_know_of_it(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, copia_domain::role_terms::TermRole::Lead).await;
        for (audience, title) in [("public", "Charts for all"), ("staff", "Charts for staff"), ("core", "Charts for the core")] {
            site.event_with(ada, "data", title, |input| input.audience = audience).await;
        }
        site.draft(ada, "data", "Charts to come", |input| input.audience = "public").await;
        site.index().await;
        let staff = site.person("Ben Example").await;
        let seen = |ctx: Ctx| async move {
            let mut found = titles(&ctx, "charts").await;
            found.sort();
            found
        };
        assert_eq!(seen(site.visitor()).await, ["Charts for all"]);
        assert_eq!(seen(site.signed_in(staff).await).await, ["Charts for all", "Charts for staff"]);
        assert_eq!(seen(site.signed_in(ada).await).await, ["Charts for all", "Charts for staff", "Charts for the core"]);
        let view = search::find(&site.visitor(), &Search { text: "charts", page: 1, ..Search::default() }).await.unwrap();
        assert!(view.found[0].path.starts_with("/events/charts-for-all") && view.found[0].starts_at.is_some());
    }

    async fn news_of_a_community_is_found_by_those_who_may_know_of_it(db) {
        let site = crate::imports::site(db).await;
        site.db.tamper("UPDATE news_items SET community_id = (SELECT id FROM communities WHERE slug = 'recruitment')").await;
        site.db.tamper("UPDATE communities SET visibility = 'members' WHERE slug = 'recruitment'").await;
        site.index().await;
        let view = search::find(&site.visitor(), &Search { page: 1, ..Search::default() }).await.unwrap();
        assert!(view.kinds.iter().all(|count| count.value != search::Kind::News), "{:?}", view.kinds);
        assert!(view.total > 0);
    }

    async fn an_index_of_another_database_is_built_anew(db) {
        let site = TestApp::start(db).await;
        site.community("Recruitment").await;
        // Backups are restored beside an index that has seen more, and on PostgreSQL into a cluster that has
        // counted fewer transactions.
        site.app.parts.search.apply([], 4_000_000_000).unwrap();
        if site.db.is_postgres() {
            site.db.tamper("UPDATE change_log SET tx = '3000000000'").await;
        }
        search::catch_up(&site.app).await.unwrap();
        assert!(titles(&site.visitor(), "recruitment").await.is_empty(), "nothing is found before it is settled");
        search::settle(&site.app).await.unwrap();
        site.index().await;
        assert_eq!(titles(&site.visitor(), "recruitment").await, ["Recruitment"]);
        let position = site.app.parts.search.position();
        search::settle(&site.app).await.unwrap();
        assert_eq!(site.app.parts.search.position(), position, "an index in step is left as it is");
    }
}
