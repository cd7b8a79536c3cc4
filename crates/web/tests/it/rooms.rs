//! The room of an event in a browser: without scripts, without an account, and the stream for those with scripts.

use crate::browser::Browser;
use axum::{
    body::BodyDataStream,
    http::{StatusCode, header},
};
use copia_app::domain::{ids::PersonId, role_terms::TermRole};
use copia_testkit::{TestApp, testing::TestDb};
use futures_util::StreamExt as _;
use std::time::Duration;

const ROOM: &str = "/events/charts/room";

async fn scene(audience: &'static str) -> (TestApp, PersonId) {
    let site = TestApp::start(TestDb::sqlite().await).await;
    let community = site.community("Data").await;
    let ada = site.person("Ada Example").await;
    site.appoint(ada, community, TermRole::Lead).await;
    site.event_with(ada, "data", "Charts", |input| input.audience = audience).await;
    (site, ada)
}

async fn ask(browser: &mut Browser, words: &str) {
    let answer = browser.post(ROOM, &[("words", words), ("sure", "yes")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, ROOM), "{}", answer.body);
}

/// What stands in an attribute of the first form that votes.
async fn vote_path(browser: &mut Browser) -> String {
    let page = browser.get(ROOM).await;
    let (before, _) = page.body.split_once("/vote\"").expect("something to vote for");
    format!("{}/vote", before.rsplit_once("action=\"").unwrap().1)
}

/// Hears until something is said.
async fn hears(stream: &mut BodyDataStream, words: &str) -> String {
    let mut heard = String::new();
    while !heard.contains(words) {
        let piece = tokio::time::timeout(Duration::from_secs(30), stream.next()).await;
        let piece = piece.expect("something is said").unwrap_or_else(|| panic!("it ended: {heard}"));
        heard.push_str(std::str::from_utf8(&piece.unwrap()).unwrap());
    }
    heard
}

#[tokio::test]
async fn a_visitor_asks_votes_and_takes_back_without_scripts() {
    let (site, _) = scene("public").await;
    let (mut one, mut other) = (Browser::new(&site), Browser::new(&site));
    let first = one.post(ROOM, &[("words", "Why <b>bars</b>?"), ("sure", "yes")]).await;
    let cookie = first.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned());
    let cookie = cookie.into_iter().find(|cookie| cookie.starts_with("room=")).expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let page = other.get(ROOM).await;
    assert!(page.says("Why &#60;b&#62;bars") || page.says("Why &lt;b&gt;bars"), "{}", page.body);
    assert!(!page.says("Your questions"));
    assert!(one.get(ROOM).await.says("Your questions"));
    let path = vote_path(&mut other).await;
    for _ in 0..2 {
        assert_eq!(other.post(&path, &[("vote", "yes")]).await.status, StatusCode::SEE_OTHER);
    }
    assert!(one.get(ROOM).await.says("<span data-count>1</span>"));
    // A cookie that was not made here is none: it gets a new one, and does not vote as somebody else.
    other.cookie("room").unwrap().replace_range(..1, "!");
    other.post(&path, &[("vote", "yes")]).await;
    assert!(one.get(ROOM).await.says("<span data-count>2</span>"));
    let withdrawal = path.replace("/vote", "/withdrawal");
    assert_eq!(other.post(&withdrawal, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(one.post(&withdrawal, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!other.get(ROOM).await.says("bars"));
}

#[tokio::test]
async fn an_open_page_knows_when_the_event_begins_and_is_over() {
    let (site, _) = scene("public").await;
    let turns = |page: &str| page.split_once("data-turns=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let mut seen = Vec::new();
    // A day at a time, from days before it to days after.
    for _ in 0..12 {
        seen.push(turns(&Browser::new(&site).get(ROOM).await.body));
        site.advance_hours(24);
    }
    let known: Vec<i64> = seen.iter().filter(|turns| !turns.is_empty()).map(|turns| turns.parse().unwrap()).collect();
    assert_eq!(known.len(), 1, "on the day alone: {seen:?}");
    assert!((1..86_400_000).contains(&known[0]), "{seen:?}");
}

#[tokio::test]
async fn what_is_new_is_shown_by_the_button_and_what_was_typed_stays() {
    let (site, _) = scene("public").await;
    let (mut one, mut other) = (Browser::new(&site), Browser::new(&site));
    one.get(ROOM).await;
    ask(&mut other, "Which colours?").await;
    let typed = "Half a question & \"quotes\"";
    let page = one.post(ROOM, &[("words", typed), ("show", "new"), ("order", "newest")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("Which colours?") && page.says("Half a question"), "{}", page.body);
    assert!(page.says("value=\"newest\""));
    // Looking gives no cookie, and keeps nothing.
    assert!(one.cookie("room").is_none());
    assert!(!other.get(ROOM).await.says("Half a question"));
}

#[tokio::test]
async fn faults_and_waiting_keep_what_was_typed() {
    let (site, _) = scene("public").await;
    let mut one = Browser::new(&site);
    let long = "why ".repeat(100);
    let page = one.post(ROOM, &[("words", &long), ("sure", "yes")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("why why why"));
    for number in 0..3 {
        ask(&mut one, &format!("Number {number}?")).await;
    }
    let page = one.post(ROOM, &[("words", "The fourth?"), ("sure", "yes")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.says("The fourth?") && page.says("Wait a moment"));
    let alike = Browser::new(&site).post(ROOM, &[("words", "Number 1??")]).await;
    assert!(alike.says("Ask it anyway") && alike.says("Number 1??"), "{}", alike.body);
}

#[tokio::test]
async fn the_stream_says_what_is_new_to_whoever_may_know() {
    let (site, ada) = scene("staff").await;
    let mut visitor = Browser::new(&site);
    assert_eq!(visitor.get(&format!("{ROOM}/stream")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.get(ROOM).await.status, StatusCode::NOT_FOUND);
    let (mut one, mut host) =
        (Browser::signed_in(&site, site.person("Ben Example").await).await, Browser::signed_in(&site, ada).await);
    let mut stream = one.listen(&format!("{ROOM}/stream")).await;
    hears(&mut stream, "\"whole\":true").await;
    ask(&mut host, "Who is here?").await;
    hears(&mut stream, "Who is here?").await;
    // Whoever may not know of the event any more is told nothing more.
    site.db.tamper("UPDATE events SET audience = 'core'").await;
    ask(&mut host, "Only for the core?").await;
    let rest = tokio::time::timeout(Duration::from_secs(30), stream.collect::<Vec<_>>()).await.expect("it ends");
    for piece in rest {
        assert!(!String::from_utf8(piece.unwrap().to_vec()).unwrap().contains("Only for the core?"));
    }
}

#[tokio::test]
async fn a_player_is_framed_only_where_it_was_asked_for() {
    let (site, ada) = scene("public").await;
    let mut host = Browser::signed_in(&site, ada).await;
    let stream = "https://www.youtube.com/watch?v=aB3-_xyz123";
    let moderation = format!("{ROOM}/moderation");
    host.post(&moderation, &[("moderation", "after"), ("stream", stream)]).await;
    let policy =
        |answer: &crate::browser::Answer| answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let plain = host.get(ROOM).await;
    assert!(!plain.says("<iframe") && !policy(&plain).contains("frame-src"), "{}", plain.body);
    let framed = host.get(&format!("{ROOM}?watch=here")).await;
    assert!(framed.says("https://www.youtube-nocookie.com/embed/aB3-_xyz123"));
    let policy = policy(&framed);
    assert!(policy.ends_with("frame-src https://www.youtube-nocookie.com") && policy.contains("script-src 'self'"));
    host.post(&moderation, &[("moderation", "after"), ("stream", "https://stream.example.org/1")]).await;
    let other = host.get(&format!("{ROOM}?watch=here")).await;
    assert!(!other.says("<iframe") && other.says("stream.example.org"));
}

#[tokio::test]
async fn what_a_decision_lacks_is_said_where_it_is_lacking() {
    let (site, ada) = scene("public").await;
    let (mut one, mut host) = (Browser::new(&site), Browser::signed_in(&site, ada).await);
    ask(&mut one, "Is it true?").await;
    let decision = vote_path(&mut one).await.replace("/vote", "/decision");
    let page = host.post(&decision, &[("event", "decline"), ("words", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("href=\"#decline-") && page.says("aria-invalid"), "{}", page.body);
    let done = host.post(&decision, &[("event", "decline"), ("words", "It is about something else.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(one.get(ROOM).await.says("It is about something else."));
    assert!(!Browser::new(&site).get(ROOM).await.says("It is about something else."));
    let late = host.post(&decision, &[("event", "show")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}
