//! The pages of figures that others published of surveys.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::domain::role_terms::TermRole;
use copia_testkit::{TestApp, on_both};

const REPORT: [(&str, &str); 8] = [
    ("title", "Staff survey 2024"),
    ("publisher", "The Example Institute"),
    ("address", "https://institute.example/report"),
    ("since", ""),
    ("until", "2024-03-29"),
    ("asked", ""),
    ("figures", "It saves me time.; 42 of 50; applied\nIt is <b>a place</b> to learn.; 72%"),
    ("version", "0"),
];

/// The form with another value in one field.
fn with<'a>(field: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    REPORT.iter().map(|(name, said)| (*name, if *name == field { value } else { *said })).collect()
}

on_both! {
    async fn figures_are_entered_read_and_deleted(db) {
        let site = TestApp::start(db).await;
        let who = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let mut manager = Browser::signed_in(&site, who).await;
        assert!(manager.get("/surveys").await.body.contains("/surveys/published"));
        assert!(manager.get("/surveys/published").await.says("Nothing has been entered yet"));
        let wrong = manager.post("/surveys/published/new", &with("figures", "It saves me time.; most")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("Line 1: there is no share") && wrong.says("Staff survey 2024"), "{}", wrong.body);
        let wrong = manager.post("/surveys/published/new", &with("address", "institute")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("It saves me time."), "{}", wrong.body);
        let made = manager.post("/surveys/published/new", &REPORT).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let report = made.location().to_owned();
        let page = manager.get(&report).await;
        for said in ["The Example Institute", "until 29 March 2024", "Not published", "84% (42 of 50)", "72%", "Not known"] {
            assert!(page.says(said), "{said}: {}", page.body);
        }
        assert!(!page.body.contains("<b>a place"), "{}", page.body);
        let form = manager.get(&format!("{report}/edit")).await;
        assert!(form.body.contains("It saves me time.; 42 of 50; applied"), "{}", form.body);
        // Whoever mends a mistake does not overwrite what somebody else has changed meanwhile.
        let other = manager.post(&format!("{report}/edit"), &with("figures", "It saves me time.; 85%; 60")).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        let first: Vec<_> = with("figures", "It saves me time.; 85%; 60").into_iter().filter(|one| one.0 != "version").collect();
        let saved = manager.post(&format!("{report}/edit"), &[&first[..], &[("version", "1")]].concat()).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let wrong: Vec<_> = with("figures", "It saves me time.; most").into_iter().filter(|one| one.0 != "version").collect();
        let wrong = manager.post(&format!("{report}/edit"), &[&wrong[..], &[("version", "1")]].concat()).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("name=\"version\" value=\"1\""));
        let late = manager.post(&format!("{report}/edit"), &with("figures", "It saves me time.; 80%")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("It saves me time.; 80%"), "what was typed stays: {}", late.body);
        let gone = manager.post(&format!("{report}/removal"), &[("version", "2")]).await;
        assert_eq!(gone.location(), "/surveys/published");
        assert_eq!(manager.get(&report).await.status, StatusCode::NOT_FOUND);
    }
}
