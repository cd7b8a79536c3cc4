//! Search through the pages: people only for those signed in, typos forgiven, facets with counts.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_testkit::{TestApp, on_both};

on_both! {
    async fn people_are_found_by_those_signed_in_only(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        site.index().await;
        let mut visitor = Browser::new(&site);
        let answer = visitor.get("/search?q=ada").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.says("Nothing found") && !answer.says("Ada Example"), "{}", answer.body);
        let mut staff = Browser::signed_in(&site, ada).await;
        let found = staff.get("/search?q=exampel").await;
        assert!(found.says("Ada Example") && found.says(&format!("/people/{ada}")), "{}", found.body);
        let offered = staff.get("/search/suggestions?q=ad").await;
        assert!(offered.says("data-status=\"One suggestion\"") && offered.says("Ada Example"));
        assert!(visitor.get("/search/suggestions?q=ad").await.says("No suggestions"));
    }

    async fn odd_queries_are_answered(db) {
        let site = TestApp::start(db).await;
        let mut visitor = Browser::new(&site);
        let long = "a".repeat(9_000);
        for query in ["%22%22%22", "*+-%7B%5B(", "%F0%9F%A6%80", "area:x%20OR%201=1", &long, "", "%E0%A4%85"] {
            for path in ["/search", "/search/suggestions"] {
                assert_eq!(visitor.get(&format!("{path}?q={query}&page=999&area=x&stage=y")).await.status, StatusCode::OK);
            }
        }
    }
}
