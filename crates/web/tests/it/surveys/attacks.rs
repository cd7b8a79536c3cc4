//! What the logs, caches, addresses and links of a survey's pages tell: attacks of the domain research 10.4. Each check is
//! tried on what it has to find, too.

use super::Scene;
use crate::{
    browser::{Answer, Browser},
    pulse::Log,
};
use axum::http::{StatusCode, header};
use copia_app::domain::policy::{Action, Role};
use copia_store::testing::contents;
use copia_testkit::{TestApp, on_both};
use copia_web::all_routes;
use std::collections::BTreeSet;

const ROUTES: [&str; 2] = ["/surveys/answer/{wave}", "/surveys/guest/{entry}/{signature}"];

/// What the line of a request says beyond which page was asked for, how, and what came of it.
fn says_more(line: &str) -> BTreeSet<String> {
    let plain = ROUTES.iter().fold(line.to_owned(), |line, route| line.replace(route, "ROUTE"));
    let known = |word: &&str| {
        ["message=request", "route=\"ROUTE\"", "method=GET", "method=POST"].contains(word)
            || ["status=200", "status=303", "status=422"].contains(word)
    };
    plain.split_whitespace().filter(|word| !known(word)).map(str::to_owned).collect()
}

/// Whether a browser, or whatever stands between, keeps no copy of an answer.
fn is_kept_nowhere(answer: &Answer) -> bool {
    answer.headers.get(header::CACHE_CONTROL).is_some_and(|kept| kept == "no-store")
        && answer.headers.get(header::ETAG).is_none()
        && answer.headers.get(header::LAST_MODIFIED).is_none()
}

/// Whether other sites can learn the address of the page: from what it loads, where its links lead, and what the browser
/// sends along.
fn tells_other_sites(answer: &Answer) -> bool {
    let policy = answer.headers.get(header::REFERRER_POLICY).and_then(|value| value.to_str().ok());
    let leads_away = |attribute: &str| {
        let from = format!("{attribute}=\"");
        let mut values = answer.body.split(&from).skip(1).filter_map(|rest| rest.split('"').next());
        values.any(|value| value.contains("//") && !value.starts_with("http://copia.example/"))
    };
    !matches!(policy, Some("same-origin" | "no-referrer")) || ["href", "src", "action"].into_iter().any(leads_away)
}

/// Whether the browser is told to delete what scripts have kept.
fn clears_the_device(answer: &Answer) -> bool {
    answer.headers.get("clear-site-data").is_some_and(|what| what == "\"storage\"")
}

/// Whether the name of a page, of something that people do, or of a role is that of being somebody else.
fn is_being_somebody_else(name: &str) -> bool {
    let words = ["impersonat", "masquerad", "pretend", "act_as", "act-as", "login_as", "sign-in-as", "sudo", "become"];
    words.iter().any(|word| name.to_lowercase().contains(word))
}

/// The path in the letter to a guest.
fn guests_path(site: &TestApp, to: &str) -> String {
    let post = site.take_mail();
    let letter = post.iter().find(|letter| letter.to == to).unwrap();
    let from = letter.text.find("/surveys/guest/").unwrap();
    letter.text[from..].split_whitespace().next().unwrap().to_owned()
}

const ANSWER: &[(&str, &str)] = &[("q1", "agree"), ("q2", "An unforgettable phrase"), ("end", "1")];

impl Scene {
    /// With a question in words.
    async fn with_words(db: copia_testkit::testing::TestDb) -> Self {
        let mut scene = Self::new(db).await;
        let words = [("kind", "text"), ("label", "What should change?"), ("version", "2")];
        scene.manager.post(&format!("/surveys/forms/{}/items/new", scene.survey), &words).await;
        scene
    }
}

on_both! {
    async fn attack_logs_of_the_request_that_answers(db) {
        let mut scene = Scene::with_words(db).await;
        let path = format!("/surveys/answer/{}", scene.open("gail@elsewhere.example").await);
        scene.site.run_jobs().await;
        let link = guests_path(&scene.site, "gail@elsewhere.example");
        let mut browser = Browser::signed_in(&scene.site, scene.people[0]).await;
        let mut guest = Browser::new(&scene.site);
        let log = Log::default();
        let guard = tracing::subscriber::set_default(log.clone());
        browser.get(&path).await;
        assert_eq!(browser.post(&path, &[("q1", "agree")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&path, ANSWER).await.status, StatusCode::SEE_OTHER);
        guest.get(&link).await;
        assert_eq!(guest.post(&link, ANSWER).await.status, StatusCode::SEE_OTHER);
        let text = log.text();
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("route")).collect();
        assert_eq!(lines.len(), 5, "{text}");
        for line in lines {
            assert!(says_more(line).is_empty(), "{line}");
        }
        for secret in ["unforgettable", "agree", "127.0.0.1", "gail", &scene.people[0].to_string(), &path, &link] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let numbers = Browser::new(&scene.site).get("/metrics").await.body;
        assert!(!numbers.contains("survey") && !numbers.contains("ballot"), "{numbers}");
        drop(guard);
    }

    async fn broken_log_of_other_pages(db) {
        let scene = Scene::new(db).await;
        let mut browser = Browser::signed_in(&scene.site, scene.people[0]).await;
        let log = Log::default();
        let _guard = tracing::subscriber::set_default(log.clone());
        browser.get("/surveys").await;
        let text = log.text();
        assert!(text.lines().filter(|line| line.contains("route")).any(|line| says_more(line).len() > 2), "{text}");
        assert!(text.contains(&scene.people[0].to_string()));
    }

    async fn attack_cached_pages_history_and_the_back_button(db) {
        let mut scene = Scene::with_words(db).await;
        let path = format!("/surveys/answer/{}", scene.open("gail@elsewhere.example").await);
        scene.site.run_jobs().await;
        let link = guests_path(&scene.site, "gail@elsewhere.example");
        let known = Browser::signed_in(&scene.site, scene.people[0]).await;
        for (mut browser, path) in [(known, path), (Browser::new(&scene.site), link)] {
            let asked = browser.get(&path).await;
            assert!(is_kept_nowhere(&asked) && asked.says("autocomplete=\"off\""), "{:?}", asked.headers);
            let wrong = browser.post(&path, &[("q1", "perhaps"), ("q2", "A draft"), ("end", "1")]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(is_kept_nowhere(&wrong) && wrong.says("A draft"), "what was typed comes back");
            let again = browser.get(&path).await;
            assert!(!again.says("A draft") && !again.body.contains("checked"), "and is kept nowhere");
            let sent = browser.post(&path, ANSWER).await;
            assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, &*path), "nothing is in an address");
            let cookies = sent.headers.get_all(header::SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
            assert!(!cookies.collect::<String>().contains("unforgettable"));
            let back = browser.get(&path).await;
            assert!(is_kept_nowhere(&back) && back.says("Received, and not yet counted"), "{}", back.body);
            assert!(!back.says("unforgettable") && !back.body.contains("name=\"q1\""), "{}", back.body);
            // Going back to the questions and sending them again changes nothing.
            browser.post(&path, &[("q1", "disagree"), ("end", "1")]).await;
            assert!(browser.get(&path).await.says("You have answered already. Nothing was changed."));
        }
    }

    // The page of results is the same for all who read it; what stands on it is nobody's.
    async fn broken_cached_page(db) {
        let scene = Scene::new(db).await;
        let mut browser = Browser::new(&scene.site);
        assert!(!is_kept_nowhere(&browser.get("/events").await), "other pages may be kept");
    }

    // Answers that somebody kept on a device are not for whoever uses it after them.
    async fn attack_answers_kept_on_a_shared_computer(db) {
        let mut scene = Scene::new(db).await;
        let path = format!("/surveys/answer/{}", scene.open("").await);
        let mut browser = Browser::signed_in(&scene.site, scene.people[0]).await;
        let asked = browser.get(&path).await;
        assert!(asked.body.contains("data-keep hidden"), "only scripts offer it, and nothing is kept unless it is ticked");
        assert!(!clears_the_device(&browser.post(&path, ANSWER).await), "the check can fail");
        assert!(clears_the_device(&browser.post("/sign-out", &[]).await));
    }

    // Whoever finds the link of a guest, or is sent it, gets no second answer in.
    async fn attack_a_link_used_twice(db) {
        let mut scene = Scene::new(db).await;
        let wave = scene.open("gail@elsewhere.example").await;
        let path = format!("/surveys/answer/{wave}");
        scene.site.run_jobs().await;
        let link = guests_path(&scene.site, "gail@elsewhere.example");
        let (mut guest, mut other) = (Browser::new(&scene.site), Browser::new(&scene.site));
        // Both read the questions before one of them answers.
        for browser in [&mut guest, &mut other] {
            assert!(browser.get(&link).await.body.contains("name=\"q1\""));
        }
        guest.post(&link, &[("q1", "agree"), ("end", "1")]).await;
        other.post(&link, &[("q1", "disagree"), ("end", "1")]).await;
        let told = other.get(&link).await;
        assert!(told.says("You have answered already. Nothing was changed."), "{}", told.body);
        assert!(!told.body.contains("checked") && !told.says("Gail"), "whose link it is, and what they said, is not told");
        for person in &scene.people {
            let mut browser = Browser::signed_in(&scene.site, *person).await;
            browser.post(&path, &[("q1", "strongly_agree"), ("end", "1")]).await;
        }
        copia_app::ballots::stop(&scene.site.app).await;
        assert!(other.get(&link).await.says("Your answer is counted"), "{}", other.get(&link).await.body);
        other.post(&link, &[("q1", "disagree"), ("end", "1")]).await;
        copia_app::ballots::stop(&scene.site.app).await;
        let ballots = contents(&scene.site.db.url).await["ballots"].clone();
        let saying = |word: &str| ballots.iter().filter(|row| row.contains(word)).count();
        assert_eq!((ballots.len(), saying("strongly_agree"), saying("disagree")), (13, 12, 0));
        scene.site.advance_hours(8 * 24);
        scene.site.run_jobs().await;
        assert_eq!(other.get(&link).await.status, StatusCode::GONE, "after the end it leads nowhere");
        assert_eq!(other.post(&link, &[("q1", "agree"), ("end", "1")]).await.status, StatusCode::GONE);
    }

    // Two guests have two links: those are two answers, so the check can fail.
    async fn broken_link_of_another_guest(db) {
        let mut scene = Scene::new(db).await;
        scene.open("gail@elsewhere.example\ngus@elsewhere.example").await;
        scene.site.run_jobs().await;
        let post = scene.site.take_mail();
        let links = post.iter().filter_map(|letter| letter.text.split("http://copia.example").find(|part| part.starts_with("/surveys/guest/")));
        for link in links {
            let link = link.split_whitespace().next().unwrap();
            let mut browser = Browser::new(&scene.site);
            browser.get(link).await;
            browser.post(link, &[("q1", "agree"), ("end", "1")]).await;
            let told = browser.get(link).await;
            assert!(told.says("Received, and not yet counted") && !told.says("already"), "{}", told.body);
        }
    }

    async fn attack_the_token_of_a_link_in_a_referrer(db) {
        let mut scene = Scene::new(db).await;
        scene.open("gail@elsewhere.example").await;
        scene.site.run_jobs().await;
        let link = guests_path(&scene.site, "gail@elsewhere.example");
        let mut guest = Browser::new(&scene.site);
        let asked = guest.get(&link).await;
        let wrong = guest.post(&link, &[("end", "1")]).await;
        guest.post(&link, &[("q1", "agree"), ("end", "1")]).await;
        let told = guest.get(&link).await;
        let ended = guest.get(&format!("{link}x")).await;
        for page in [asked, wrong, told, ended] {
            assert!(!tells_other_sites(&page), "{:?} {}", page.headers, page.body);
        }
    }
}

#[test]
fn broken_page_that_tells_other_sites() {
    let answer = |policy: Option<&'static str>, body: &str| Answer {
        status: StatusCode::OK,
        headers: policy.into_iter().map(|policy| (header::REFERRER_POLICY, policy.parse().unwrap())).collect(),
        body: body.to_owned(),
        statements: 0,
    };
    assert!(!tells_other_sites(&answer(Some("same-origin"), "<a href=\"/surveys\">")));
    assert!(tells_other_sites(&answer(None, "<a href=\"/surveys\">")));
    assert!(tells_other_sites(&answer(Some("unsafe-url"), "")));
    assert!(tells_other_sites(&answer(Some("same-origin"), "<a href=\"https://elsewhere.example/\">")));
    assert!(tells_other_sites(&answer(Some("same-origin"), "<img src=\"//elsewhere.example/x.png\">")));
}

/// Nobody can be somebody else: there is no page for it, nothing that anybody is allowed to do, and no role. A
/// demonstration lets its reader choose among fictional people, and is no site that people answer on.
#[test]
fn attack_impersonation_by_an_administrator() {
    let routes: Vec<&str> = all_routes().iter().map(|route| route.path).collect();
    let actions = Action::ALL.iter().map(|action| action.word());
    let roles = Role::ALL.iter().map(|role| role.word());
    let found: Vec<&str> =
        routes.into_iter().chain(actions).chain(roles).filter(|name| is_being_somebody_else(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn broken_site_on_which_somebody_can_be_somebody_else() {
    for name in ["/people/{slug}/impersonation", "/sign-in-as/{person}", "act_as", "Masquerade"] {
        assert!(is_being_somebody_else(name), "{name}");
    }
}
