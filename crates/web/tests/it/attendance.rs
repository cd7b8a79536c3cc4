//! Checking in, the list at the door, and reports, as a browser meets them.

use crate::browser::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::{
    attendance,
    domain::{ids::PersonId, registrations::Place, role_terms::TermRole},
    events, links, registrations,
};
use copia_testkit::{TestApp, testing::TestDb};

/// A site with an event that has just begun, its host and somebody with a seat.
struct Scene {
    site: TestApp,
    host: PersonId,
    ben: PersonId,
    slug: String,
    code: String,
}

impl Scene {
    async fn new() -> Self {
        let site = TestApp::start(TestDb::sqlite().await).await;
        let community = site.community("Data").await;
        let (host, ben) = (site.person("Ada Example").await, site.person("Ben Example").await);
        site.appoint(host, community, TermRole::Lead).await;
        let slug = site.event_with(host, "data", "Reading charts", |input| input.audience = "public").await;
        registrations::register(&site.signed_in(ben).await, &slug, Place::InPerson, "").await.unwrap();
        let ctx = site.signed_in(host).await;
        let mut tx = site.db.read().await;
        let id = events::visible(&ctx, &mut tx, &slug).await.unwrap().0.id;
        drop(tx);
        let code = links::check_in_code(&site.app, id);
        site.advance_hours(8 * 24 + 3);
        Self { site, host, ben, slug, code }
    }

    fn path(&self, rest: &str) -> String {
        format!("/events/{}{rest}", self.slug)
    }

    async fn as_ben(&self) -> Browser {
        Browser::signed_in(&self.site, self.ben).await
    }

    async fn as_host(&self) -> Browser {
        Browser::signed_in(&self.site, self.host).await
    }

    async fn came(&self) -> i64 {
        let ctx = self.site.signed_in(self.host).await;
        attendance::list(&ctx, &self.slug, "").await.unwrap().totals.all()
    }
}

#[tokio::test]
async fn opening_the_address_of_the_pattern_marks_nobody_and_the_button_does() {
    let scene = Scene::new().await;
    let door = scene.path(&format!("/here?code={}", scene.code));
    let visitor = Browser::new(&scene.site).get(&door).await;
    assert!(visitor.status == StatusCode::OK && visitor.says("/sign-in?next=") && !visitor.says("name=\"door\""));
    let mut ben = scene.as_ben().await;
    let page = ben.get(&door).await;
    assert!(page.says("<button") && page.says("name=\"door\"") && !page.says("<input id=\"code\""));
    assert_eq!(scene.came().await, 0, "looking marks nobody");
    let answer = ben.post(&scene.path("/here"), &[("code", &scene.code), ("door", "yes")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.came().await, 1);
    assert!(ben.get(&door).await.says("You are on the list"));
    let list = scene.as_host().await.get(&scene.path("/attendance")).await;
    assert!(list.says("Pressed the button at the door") && list.says("1 of 1 with a seat came; 1 came in all"));
}

#[tokio::test]
async fn a_wrong_code_says_so_and_cannot_be_guessed_for_long() {
    let scene = Scene::new().await;
    let mut ben = scene.as_ben().await;
    let here = scene.path("/here");
    let wrong = ben.post(&here, &[("code", "AAAAAA")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("The code is wrong") && wrong.says("<input id=\"code\""));
    for _ in 0..30 {
        ben.post(&here, &[("code", "AAAAAA")]).await;
    }
    let right = ben.post(&here, &[("code", &scene.code)]).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(scene.came().await, 0);
    scene.site.advance_hours(2);
    let late = scene.as_ben().await.post(&here, &[("code", &scene.code)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("It is too late to check in"));
}

#[tokio::test]
async fn the_screen_shows_code_and_pattern_to_hosts_alone() {
    let scene = Scene::new().await;
    let screen = scene.as_host().await.get(&scene.path("/check-in")).await;
    let (first, second) = scene.code.split_at(3);
    assert!(screen.says(&format!("{first} {second}")) && screen.says("class=\"door-pattern\""));
    assert!(!screen.says("script>alert"));
    assert_eq!(scene.as_ben().await.get(&scene.path("/check-in")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_list_keeps_its_search_while_one_ticks() {
    let scene = Scene::new().await;
    let mut host = scene.as_host().await;
    let who = format!("person:{}", scene.ben);
    let ticked = host.post(&scene.path("/attendance"), &[("who", &who), ("here", "yes"), ("q", "ben & co")]).await;
    assert_eq!(ticked.location(), scene.path(&format!("/attendance?q=ben%20%26%20co#person-{}", scene.ben)));
    assert!(host.get(&scene.path("/attendance?q=nobody")).await.says("Nobody of this name"));
    host.post(&scene.path("/attendance"), &[("who", &who), ("here", "no")]).await;
    assert_eq!(scene.came().await, 0);
    let wrong = host.post(&scene.path("/attendance/others"), &[("others", "-4")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("value=\"-4\""), "what was typed stays");
    assert_eq!(
        host.post(&scene.path("/attendance"), &[("who", "person:x")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

async fn upload(browser: &mut Browser, address: &str, file: &[u8]) -> Answer {
    let token = browser.forms_token().await;
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x\r\n\
         Content-Disposition: form-data; name=\"report\"; filename=\"report.csv\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

#[tokio::test]
async fn a_report_is_shown_before_it_is_recorded_and_a_bad_file_says_what_is_wrong() {
    let scene = Scene::new().await;
    let mut host = scene.as_host().await;
    let address = scene.path("/attendance/report");
    for (file, words) in [
        (&b""[..], "Choose a file"),
        (b"PK\x03\x04", "This is a spreadsheet"),
        (b"Dear all,\n", "no table of participants"),
        (b"Name,Duration (Minutes)\n", "is empty"),
    ] {
        let answer = upload(&mut host, &address, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.says(words), "{words}: {}", answer.body);
    }
    let report = b"Name,Duration (Minutes)\nBen Example,50\n<script>alert(1)</script>,5\n";
    let preview = upload(&mut host, &address, report).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.says("In the report: Ben Example") && !preview.says("<script>alert"));
    assert_eq!(scene.came().await, 0);
    let row = format!("person:{}|50", scene.ben);
    let lines = scene.path("/attendance/report/lines");
    let answer = host.post(&lines, &[("row", &row), ("row", "other"), ("more", "0")]).await;
    assert_eq!(answer.location(), scene.path("/attendance"));
    assert_eq!(scene.came().await, 2);
    assert_eq!(host.post(&lines, &[("row", "person:x|1")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(upload(&mut scene.as_ben().await, &address, report).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_certificate_is_for_oneself_and_numbers_are_for_those_who_run_it() {
    let scene = Scene::new().await;
    let mut ben = scene.as_ben().await;
    ben.post(&scene.path("/here"), &[("code", &scene.code)]).await;
    let certificate = format!("/me/attendance/{}", scene.slug);
    assert!(ben.get(&certificate).await.says("Ben Example attended “Reading charts”."));
    assert!(ben.get("/me/attendance").await.says(&certificate));
    assert_eq!(scene.as_host().await.get(&certificate).await.status, StatusCode::NOT_FOUND);
    let numbers = "Came: 1 · With a seat: 1";
    assert!(scene.as_host().await.get(&scene.path("")).await.says(numbers));
    assert!(!ben.get(&scene.path("")).await.says(numbers));
}

#[tokio::test]
async fn the_number_of_events_held_leads_to_the_events() {
    let scene = Scene::new().await;
    let manager = scene.site.person_with("Mia Example", TermRole::ProgrammeManager).await;
    scene.as_ben().await.post(&scene.path("/here"), &[("code", &scene.code)]).await;
    let other = scene.site.event_with(scene.host, "data", "Nobody counted", |input| input.date = "2026-05-13").await;
    scene.site.advance_hours(48);
    let mut manager = Browser::signed_in(&scene.site, manager).await;
    let overview = manager.get("/programme/events").await;
    let list = "/events?past=yes&#38;held=yes&#38;term=2025-summer";
    assert!(overview.says(list), "{}", overview.body);
    assert!(!overview.says("Ben Example"));
    let held = manager.get("/events?past=yes&held=yes&term=2025-summer").await;
    assert!(held.says("Reading charts") && !held.says(&other));
    assert!(!manager.get("/events?past=yes&held=yes&term=2024-summer").await.says("Reading charts"));
    let file = manager.get("/programme/events.csv").await;
    assert!(file.says("Summer 2026,Data,Lunch and Learn,1,1,1,1,1,1,4"), "{}", file.body);
    assert_eq!(scene.as_host().await.get("/programme/events").await.status, StatusCode::FORBIDDEN);
    assert!(scene.as_host().await.get("/me/hosting").await.says("Record who was there"));
}
