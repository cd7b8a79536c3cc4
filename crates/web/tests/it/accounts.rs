//! Signing in and out through the pages.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_store::organisation::Organisation;
use copia_testkit::{TestApp, on_both, organisation};

on_both! {
    async fn a_person_signs_in_by_the_link_and_out_again(db) {
        let site = TestApp::start(db).await;
        site.person("Ada Example").await;
        let mut browser = Browser::new(&site);
        let asked = browser.post("/sign-in", &[("email", "ada.example@demonstration.example"), ("next", "/")]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{asked:?}");
        let code_page = browser.get(asked.location()).await;
        assert!(code_page.says("ada.example@demonstration.example"));
        site.run_jobs().await;
        let text = site.take_mail()[0].text.clone();
        let path = format!("/sign-in/{}", text.split("/sign-in/").nth(1).unwrap().split_whitespace().next().unwrap());

        let looked = browser.get(&path).await;
        assert_eq!(looked.status, StatusCode::OK);
        assert!(!looked.says("Ada Example"), "opening the link signs nobody in");
        let entered = browser.post(&path, &[]).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/"));
        assert!(browser.get("/").await.says("Ada Example"));
        assert_eq!(browser.get(&path).await.status, StatusCode::GONE);

        let out = browser.post("/sign-out", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        let home = browser.get("/").await;
        assert!(home.says("You have signed out.") && !home.says("Ada Example"));
        assert!(!browser.get("/").await.says("You have signed out."), "it is said once");
    }

    async fn what_was_typed_is_kept_and_the_fault_named(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        let answer = browser.post("/sign-in", &[("email", "not <an> address")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says("not &#60;an&#62; address"), "{}", answer.body);
        assert!(answer.says("Write an e-mail address"));
    }

    async fn a_persona_exists_in_a_demonstration_only(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for path in ["/demo/sign-in/lead", "/demo/mailbox", "/demo/static"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(browser.post("/demo/sign-in/lead", &[]).await.status, StatusCode::NOT_FOUND);
        let ada = site.person("Ada Example").await;
        assert_eq!(browser.post(&format!("/demo/sign-in/{ada}"), &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn anybody_of_a_demonstration_can_be_tried_by_their_id(db) {
        let site = TestApp::start_with(db, Organisation { is_demonstration: true, ..organisation() }).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::new(&site);
        assert_eq!(browser.post(&format!("/demo/sign-in/{ada}"), &[]).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/communities").await.says("Ada Example"));
        copia_app::people::leave_site(&site.signed_in(ada).await).await.unwrap();
        let mut other = Browser::new(&site);
        assert_eq!(other.post(&format!("/demo/sign-in/{ada}"), &[]).await.status, StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn asking_for_links_without_end_is_stopped(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for n in 0..6_000 {
            let answer = browser.post("/sign-in", &[("email", &format!("nobody{n}"))]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = browser.post("/sign-in", &[("email", "ada@demonstration.example")]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        site.advance_hours(1);
        let answer = browser.post("/sign-in", &[("email", "ada@demonstration.example")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
}
