//! The page of parts: only in a demonstration, and with all of its words.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_testkit::{TestApp, on_both, organisation};

on_both! {
    async fn in_earnest_there_is_no_page_of_parts(db) {
        let site = TestApp::start(db).await;
        assert_eq!(Browser::new(&site).get("/design").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_demonstration_shows_every_part_with_its_words(db) {
        let mut demonstration = organisation();
        demonstration.is_demonstration = true;
        let site = TestApp::start_with(db, demonstration).await;
        let answer = Browser::new(&site).get("/design").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.says("actions::button"));
        // A missing message is shown as its key in brackets.
        let missing: Vec<&str> = answer.body.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(key, _)| key).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
