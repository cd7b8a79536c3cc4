//! Calendars to subscribe to, as programs ask for them.

use crate::browser::Browser;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::domain::role_terms::TermRole;
use copia_testkit::{TestApp, on_both};

on_both! {
    async fn calendar_rule_18_feeds_work_bare_and_a_secret_one_can_be_ended(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        site.event_with(ada, "data", "Reading charts", |input| input.audience = "public").await;
        let mut program = Browser::new(&site);
        for path in ["/calendar.ics", "/communities/data/calendar.ics", "/calendar.ics?whatever=1"] {
            let answer = program.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(answer.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
            assert!(answer.says("SUMMARY:Reading charts") && !answer.says("METHOD:"), "{}", answer.body);
            let again = Request::get(path).header(header::IF_NONE_MATCH, &answer.headers[header::ETAG]);
            let again = program.send(again.body(Body::empty()).unwrap()).await;
            assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        }
        let mut host = Browser::signed_in(&site, ada).await;
        assert!(!host.get("/me/calendar").await.says("/calendars/"), "nobody has one unasked");
        host.post("/me/calendar", &[]).await;
        let first = address(&host.get("/me/calendar").await.body);
        let own = program.get(&first).await;
        assert_eq!(own.status, StatusCode::OK);
        assert!(own.says("SUMMARY:Reading charts"), "{}", own.body);
        host.post("/me/calendar", &[]).await;
        let second = address(&host.get("/me/calendar").await.body);
        assert_ne!(first, second);
        assert_eq!(program.get(&first).await.status, StatusCode::GONE, "the address before has ended");
        assert_eq!(program.get(&second).await.status, StatusCode::OK);
    }

    async fn the_second_of_two_hosts_sees_what_the_first_wrote(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let path = format!("/events/{}/edit", site.event(ada, "data", "Reading charts").await);
        let form = [
            ("communities", "data"), ("kind", "lunch_and_learn"), ("audience", "staff"), ("date", "2026-05-12"),
            ("starts", "12:30"), ("ends", "13:30"), ("format", "both"), ("summary", "What there is to learn."),
            ("joining_link", "https://meet.demonstration.example/room"), ("policy", "first_come"), ("version", "2"),
        ];
        let first = [("title", "Reading maps"), ("place", "Room 1"), ("speaker-1", "Sam Speaker"), ("is_recorded", "yes")];
        let second = [("title", "Reading faces"), ("place", "Room 1")];
        let mut host = Browser::signed_in(&site, ada).await;
        let saved = host.post(&path, &[&form[..], &first].concat()).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let late = host.post(&path, &[&form[..], &second].concat()).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for said in ["<dd>Reading maps</dd>", "<dd>Sam Speaker</dd>", "<dd>Yes</dd>", "value=\"Reading faces\""] {
            assert!(late.says(said), "{said}: {}", late.body);
        }
        assert!(!late.says("<dd>Room 1</dd>"), "what is the same is not shown");
    }
}

/// The path of the secret address that a page shows.
fn address(page: &str) -> String {
    let path = page.split_once("/calendars/").expect("an address").1;
    format!("/calendars/{}", path.split_once(".ics").expect("a file").0) + ".ics"
}
