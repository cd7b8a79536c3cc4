//! The pages of the organisation, administration, the audit log, and what the site tells about itself.

use crate::browser::Browser;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::domain::role_terms::TermRole;
use copia_testkit::{TestApp, on_both};

const SETTINGS: [(&str, &str); 10] = [
    ("name", "Other University"),
    ("programme_name", "Circles"),
    ("about", "About us."),
    ("contact_name", "The team"),
    ("contact_email", "team@demonstration.example"),
    ("time_zone", "Europe/London"),
    ("language", "en-GB"),
    ("accent", "#7a2e4d"),
    ("leads_are_public", "yes"),
    ("version", "1"),
];

async fn manager(site: &TestApp) -> Browser {
    let manager = site.person_with("Perpetua Pryce", TermRole::ProgrammeManager).await;
    Browser::signed_in(site, manager).await
}

on_both! {
    async fn settings_are_saved_and_seen(db) {
        let site = TestApp::start(db).await;
        let mut browser = manager(&site).await;
        assert!(browser.get("/organisation").await.says("Test University"));
        let answer = browser.post("/organisation", &SETTINGS).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/organisation"));
        let page = browser.get("/organisation").await;
        assert!(page.says("The settings are saved.") && page.says("Circles"));
    }

    async fn whoever_is_second_sees_both_versions(db) {
        let site = TestApp::start(db).await;
        let mut browser = manager(&site).await;
        browser.post("/organisation", &SETTINGS).await;
        let mut mine = SETTINGS;
        mine[0].1 = "My University";
        let answer = browser.post("/organisation", &mine).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.says("Somebody else was faster"));
        assert!(answer.says("<td>Other University</td><td>My University</td>"));
        assert!(answer.says("name=\"version\" value=\"2\""), "saving again is a decision, not a mistake");
        mine[9].1 = "2";
        assert_eq!(browser.post("/organisation", &mine).await.status, StatusCode::SEE_OTHER);
    }

    async fn what_is_wrong_is_said_and_what_was_typed_is_kept(db) {
        let site = TestApp::start(db).await;
        let mut browser = manager(&site).await;
        let mut typed = SETTINGS;
        typed[0].1 = "";
        typed[1].1 = "<script>alert(1)</script>";
        typed[7].1 = "#ffff00";
        let answer = browser.post("/organisation", &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says("href=\"#accent\"") && answer.says("value=\"#ffff00\""));
        assert!(!answer.says("<script>alert") && answer.says("alert(1)"));
    }

    async fn a_logo_has_to_be_a_picture(db) {
        let site = TestApp::start(db).await;
        let mut browser = manager(&site).await;
        let token = browser.forms_token().await;
        let part = |name: &str, content: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{content}\r\n")
        };
        let svg = part("logo", "; filename=\"logo.png\"\r\n\r\n<svg xmlns='http://www.w3.org/2000/svg'/>");
        let body = format!("{}{svg}--x--\r\n", part("csrf", &format!("\r\n\r\n{token}")));
        let request = Request::post("/organisation/logo")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let answer = browser.send(request).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says("href=\"#logo\""));
    }

    async fn a_word_is_previewed_renamed_and_reset(db) {
        let site = TestApp::start(db).await;
        let mut browser = manager(&site).await;
        let chapter = [("singular", "chapter"), ("plural", "chapters"), ("article", "a chapter")];
        let with = |what: &'static str| [&chapter[..], &[("do", what)]].concat();
        let preview = browser.post("/organisation/vocabulary/community", &with("preview")).await;
        assert!(preview.status == StatusCode::OK && preview.says("Find a chapter."));
        assert!(!browser.get("/").await.says("Chapters"));
        browser.post("/organisation/vocabulary/community", &with("save")).await;
        assert!(browser.get("/").await.says("Chapters"));
        browser.post("/organisation/vocabulary/community", &with("reset")).await;
        assert!(!browser.get("/").await.says("Chapters"));
        let unknown = browser.post("/organisation/vocabulary/nonsense", &with("save")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let empty = browser.post("/organisation/vocabulary/lead", &[("singular", "")]).await;
        assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.says("href=\"#lead-singular\""));
    }

    async fn the_log_is_read_narrowed_and_taken_away(db) {
        let site = TestApp::start(db).await;
        manager(&site).await.post("/organisation", &SETTINGS).await;
        let auditor = site.person_with("Odo Example", TermRole::Auditor).await;
        let mut browser = Browser::signed_in(&site, auditor).await;
        let page = browser.get("/audit?who=Perpetua+Pryce&action=organisation.edit").await;
        assert!(page.says("Perpetua Pryce, as programme manager, changed the organisation’s settings"));
        assert!(page.says("Other University"), "what became different is there");
        assert!(page.says("/audit.csv?who=Perpetua"));
        let csv = browser.get("/audit.csv?action=organisation.edit").await;
        assert_eq!(csv.headers.get(header::CONTENT_TYPE).unwrap(), "text/csv; charset=utf-8");
        assert_eq!(csv.body.lines().filter(|line| line.contains("organisation.edit")).count(), 1);
        assert!(browser.get("/audit").await.says("downloaded the audit log"));
        let wrong = browser.get("/audit?from=yesterday&who=Nobody").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("value=\"yesterday\"") && wrong.says("href=\"#who\""));
    }

    async fn the_administrator_keeps_the_rule_of_signing_in(db) {
        let site = TestApp::start(db).await;
        let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
        let mut browser = Browser::signed_in(&site, administrator).await;
        assert!(browser.get("/administration/outbox").await.says("Nothing has failed."));
        assert!(browser.get("/administration/sign-in").await.says("demonstration.example"));
        let rule = [("rule", "domains"), ("domains", "new.example"), ("version", "1")];
        assert_eq!(browser.post("/administration/sign-in", &rule).await.status, StatusCode::SEE_OTHER);
        let stale = browser.post("/administration/sign-in", &rule).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let unknown = browser.post("/administration/outbox/no-id/attempt", &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }

    async fn everybody_can_read_what_the_site_tells_about_itself(db) {
        let site = TestApp::start(db).await;
        site.community("Data & Insight").await;
        site.community_with("Secret", |community| {
            community.visibility = copia_app::domain::communities::Visibility::Staff;
        })
        .await;
        let mut browser = Browser::new(&site);
        let statement = browser.get("/accessibility").await;
        assert!(statement.says("Test University runs this site") && statement.says("programme@demonstration.example"));
        let privacy = browser.get("/privacy").await;
        assert!(privacy.says("Your memberships") && privacy.says("There are only these"));
        let sitemap = browser.get("/sitemap.xml").await;
        assert_eq!(sitemap.headers.get(header::CONTENT_TYPE).unwrap(), "application/xml");
        assert!(sitemap.says("<loc>http://copia.example/communities/data-and-insight</loc>"));
        assert!(!sitemap.says("secret"), "only what visitors may know of");
        assert!(browser.get("/robots.txt").await.says("Sitemap: http://copia.example/sitemap.xml"));
        assert!(browser.get("/").await.says("content=\"http://copia.example/card.png\""));
        for path in ["/card.png", "/communities/data-and-insight/card.png"] {
            let card = browser.get(path).await;
            assert_eq!((card.status, card.headers[header::CONTENT_TYPE].as_bytes()), (StatusCode::OK, &b"image/png"[..]));
        }
        assert_eq!(browser.get("/communities/secret/card.png").await.status, StatusCode::NOT_FOUND);
        let manifest = browser.get("/site.webmanifest").await;
        let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
        assert_eq!(manifest["theme_color"], "#0b5c66");
    }
}
