//! The pages of one question: answered from the letter without signing in, read by oneself alone, and made something of.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::{
    attendance,
    domain::{attendance::Way, registrations::Place, role_terms::TermRole},
    events, links, outbox, registrations,
};
use copia_testkit::{TestApp, testing::TestDb};

/// A month after an event at which Ben was: the site, his browser, an administrator's, and the path in his letter.
async fn scene() -> (TestApp, Browser, Browser, String) {
    let site = TestApp::start(TestDb::sqlite().await).await;
    let community = site.community("Data").await;
    let lead = site.person("Lead Example").await;
    site.appoint(lead, community, TermRole::Lead).await;
    let slug = site.event(lead, "data", "Reading charts").await;
    let ben = site.person("Ben Example").await;
    let ctx = site.signed_in(ben).await;
    registrations::register(&ctx, &slug, Place::Online, "").await.unwrap();
    site.advance_hours(8 * 24 + 2);
    let ctx = site.signed_in(ben).await;
    let mut tx = site.db.read().await;
    let id = events::visible(&ctx, &mut tx, &slug).await.unwrap().0.id;
    drop(tx);
    attendance::check_in(&ctx, &slug, &links::check_in_code(&site.app, id), Way::Code).await.unwrap();
    site.advance_hours(30 * 24);
    outbox::schedule(&site.app.system()).await.unwrap();
    site.run_jobs().await;
    let post = site.take_mail();
    let letter = post.iter().find(|one| one.subject.starts_with("One question")).unwrap();
    let from = letter.text.find("/prompts/").unwrap();
    let path = letter.text[from..].split_whitespace().next().unwrap().to_owned();
    let administrator = site.person_with("Hana Example", TermRole::Administrator).await;
    let (mine, other) = (Browser::signed_in(&site, ben).await, Browser::signed_in(&site, administrator).await);
    (site, mine, other, path)
}

fn own(path: &str) -> String {
    format!("/me/prompts/{}", path.split('/').nth(2).unwrap())
}

const WORDS: &str = "We use the checklist at our own meetings.";

#[tokio::test]
async fn the_letter_is_answered_without_signing_in_and_its_link_shows_no_answer() {
    let (site, mut mine, mut other, path) = scene().await;
    let mut phone = Browser::new(&site);
    let page = phone.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.says("Have you tried or used something of it?"), "{}", page.body);
    assert!(page.says("only you can read it"), "it says so before one answers");
    let nothing = phone.post(&path, &[("body", WORDS)]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.says(WORDS), "what was typed is lost");
    let kept = phone.post(&path, &[("outcome", "yes"), ("body", WORDS)]).await;
    assert_eq!((kept.status, kept.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let page = phone.get(&path).await;
    assert!(page.says("Your answer is kept") && !page.says(WORDS), "{}", page.body);
    assert_eq!(phone.post(&path, &[("outcome", "nothing")]).await.status, StatusCode::CONFLICT);
    assert_eq!(phone.get(&own(&path)).await.status, StatusCode::UNAUTHORIZED, "a visitor is asked to sign in");
    for hidden in [own(&path), format!("{}/appraisal", own(&path))] {
        let answer = other.get(&hidden).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
    }
    let mine_of_it = mine.get(&path).await;
    assert_eq!(mine_of_it.location(), own(&path), "whoever has signed in goes on to their own page");
    assert!(mine.get(&own(&path)).await.says(WORDS));
}

#[tokio::test]
async fn an_answer_is_changed_told_and_deleted_on_ones_own_page() {
    let (_site, mut mine, _, path) = scene().await;
    let own = own(&path);
    let list = mine.get("/me/prompts").await;
    assert!(list.says("One question about “Reading charts”") && list.says("To answer"), "{}", list.body);
    let answer =
        |outcome: &'static str, version: &'static str| [("outcome", outcome), ("body", WORDS), ("version", version)];
    assert_eq!(mine.post(&own, &answer("not_yet", "1")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(mine.post(&own, &answer("yes", "1")).await.status, StatusCode::CONFLICT, "an older page");
    assert_eq!(mine.post(&own, &answer("yes", "2")).await.status, StatusCode::SEE_OTHER);
    let text = mine.get(&format!("{own}/appraisal")).await;
    assert!(text.says(WORDS) && text.says("Reading charts"), "{}", text.body);
    let told = mine.post(&format!("{own}/story"), &[]).await;
    assert!(told.location().starts_with("/stories/"), "{}", told.body);
    let story = mine.get(told.location()).await;
    assert!(story.says(WORDS), "{}", story.body);
    assert!(mine.get(&own).await.says("Go to the story"));
    assert_eq!(mine.post(&format!("{own}/removal"), &[]).await.location(), "/me/prompts");
    assert!(!mine.get("/me/prompts").await.says("Reading charts"));
    assert!(!mine.get(&own).await.says(WORDS));
}
