//! The pages on impact, recognition and news, from the real record.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::{
    domain::role_terms::TermRole,
    imports::{self, record::Record},
};
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A site that has taken the real record in.
async fn site(db: TestDb) -> TestApp {
    let site = TestApp::start(db).await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/record/");
    let record = Record::parse(&|name| std::fs::read_to_string(format!("{folder}{name}")).ok()).unwrap();
    imports::take_over(&site.app.system(), &record).await.unwrap();
    site
}

/// The address of the first claim on a page after some words.
fn claim_after(body: &str, words: &str) -> String {
    let rest = body.split_once(words).expect(words).1;
    let id = rest.split_once("/impact/claims/").unwrap().1;
    format!("/impact/claims/{}", id.split('"').next().unwrap())
}

/// How often something stands on a page.
fn count(body: &str, part: &str) -> usize {
    body.matches(part).count()
}

on_both! {
    async fn each_percentage_says_what_is_missing(db) {
        let site = site(db).await;
        let page = Browser::new(&site).get("/impact").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(count(&page.body, "number of answers not published"), 14);
        assert_eq!(count(&page.body, "per cent agreed; the number of answers was not published."), 14);
        assert!(!page.says("interval-band"), "no figure without a base has an interval");
        for heading in [
            "Bring people together",
            "Help you learn new skills",
            "Help make the organisation a better place to work",
            "Help improve how things work",
        ] {
            assert_eq!(count(&page.body, &format!(">{heading}</h2>")), 1, "{heading}");
        }
        assert_eq!(count(&page.body, "Impact survey 2018</summary>"), 1, "an earlier one is folded");
        assert_eq!(count(&page.body, "What somebody said, in our words."), 4);
        assert!(page.says("This site keeps no memberships yet, so it counts nothing itself."));
        assert!(page.says("about 2,000 members, as of May 2022, as published elsewhere; another page gives a different number."));
        assert!(page.says("UHR Awards for Excellence in HR 2019"));
    }

    async fn the_history_shows_contradictions_side_by_side(db) {
        let site = site(db).await;
        let page = Browser::new(&site).get("/impact/history").await;
        assert_eq!(page.status, StatusCode::OK);
        // Two drawings and the key, for communities and for members.
        assert_eq!(count(&page.body, "class=\"chart-contested\""), 2 * 3);
        assert_eq!(count(&page.body, "another page differs"), 4);
        for row in ["more than 3,500", "about 2,000", "about 35", "date not given", "4 May 2020"] {
            assert!(page.says(row), "{row}");
        }
        assert!(page.says("Communities: 7 as of August 2018, 22 as of January 2023"), "the title is the finding");
    }

    async fn a_figure_leads_to_its_evidence(db) {
        let site = site(db).await;
        let mut browser = Browser::new(&site);
        let page = browser.get("/impact").await;
        let claim = browser.get(&claim_after(&page.body, "Bring people together")).await;
        assert_eq!(claim.status, StatusCode::OK);
        for words in [
            "Row 7 of surveys.csv in the record",
            "Our words. The question as it was asked was not published.",
            "None. Without the number of answers none can be given.",
            "By the import, as published. Nobody has examined it here.",
            "communities-practice-impact",
        ] {
            assert!(claim.says(words), "{words}");
        }
        assert!(!claim.says("Take it back"));
        for path in ["/impact/claims/x", "/impact/claims/018f0000-0000-7000-8000-000000000000"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn visitors_read_a_page_that_is_kept_until_something_changes(db) {
        let site = site(db).await;
        let editor = site.person_with("Edna Example", TermRole::Editor).await;
        let mut editor = Browser::signed_in(&site, editor).await;
        let mut visitor = Browser::new(&site);
        let page = visitor.get("/impact").await;
        let claim = claim_after(&page.body, "Bring people together");
        let own = editor.get("/impact").await;
        assert!(own.statements > 0 && own.body != page.body, "nobody who has signed in is given it");
        // Signing in has changed something.
        let again = visitor.get("/impact").await;
        let kept = visitor.get("/impact").await;
        assert_eq!((kept.statements, &kept.body), (0, &again.body));
        let headers = |answer: &crate::browser::Answer| {
            ["content-type", "cache-control", "vary", "content-security-policy", "referrer-policy"]
                .map(|name| answer.headers.get(name).cloned())
        };
        assert_eq!(headers(&kept), headers(&page));
        assert!(visitor.get("/impact?x=1").await.statements > 0, "another address is another page");
        let done = editor.post(&format!("{claim}/withdrawal"), &[("reason", "It was corrected.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let after = visitor.get("/impact").await;
        assert!(after.statements > 0, "what was changed is seen at once");
        assert_eq!(count(&after.body, "number of answers not published"), 13);
        assert_eq!(visitor.get("/impact").await.body, after.body);
    }

    async fn an_editor_takes_a_figure_back_with_a_reason(db) {
        let site = site(db).await;
        let editor = site.person_with("Edna Example", TermRole::Editor).await;
        let mut editor = Browser::signed_in(&site, editor).await;
        let mut visitor = Browser::new(&site);
        let page = visitor.get("/impact").await;
        let claim = claim_after(&page.body, "Bring people together");
        let withdrawal = format!("{claim}/withdrawal");

        let refused = visitor.post(&withdrawal, &[("reason", "no")]).await;
        assert!(matches!(refused.status, StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED), "{:?}", refused.status);
        assert!(editor.get(&claim).await.says("Take it back"));
        let empty = editor.post(&withdrawal, &[("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.says("Fill this in"));
        let done = editor.post(&withdrawal, &[("reason", "The <page> was corrected.")]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, claim.as_str()));

        assert_eq!(count(&visitor.get("/impact").await.body, "number of answers not published"), 13);
        let gone = visitor.get(&claim).await;
        assert_eq!(gone.status, StatusCode::OK);
        assert!(gone.says("This figure has been taken back") && gone.says("The &#60;page&#62; was corrected."));
        // The addresses of the figure, and of what the page is drawn with, may hold any digits.
        let said = gone.body.replace(&claim, "");
        let mut lines = said.lines().filter(|line| !line.contains("/assets/"));
        assert_eq!(lines.find(|line| line.contains("92")), None);
        assert!(gone.says("noindex"));
        assert!(editor.get("/impact").await.says("These are not shown to anybody else."));
        let back = editor.post(&format!("{claim}/approval"), &[("reason", "It was right.")]).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&visitor.get("/impact").await.body, "number of answers not published"), 14);
    }

    async fn shares_with_a_base_have_an_interval(db) {
        let site = TestApp::start(db).await;
        let record = Record::parse(&copia_demonstration::published_file).unwrap();
        imports::take_over(&site.app.system(), &record).await.unwrap();
        let page = Browser::new(&site).get("/impact").await;
        assert_eq!(count(&page.body, "interval-band"), record.surveys.len());
        assert!(page.says("88 per cent agreed, about 428 of 486 answers, between 85 and 91 per cent."), "{}", page.body);
        assert!(!page.says("number of answers not published"));
    }

    async fn an_empty_site_says_what_will_be_here(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for (path, words) in [
            ("/impact", "Nothing is stated yet"),
            ("/impact/history", "No counts have been published"),
            ("/impact/recognition", "Nothing is recorded yet"),
            ("/news", "No news yet"),
        ] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.says(words), "{path}");
        }
        assert_eq!(browser.get("/news?page=2").await.status, StatusCode::NOT_FOUND);
    }

    async fn recognition_and_news_name_their_pages(db) {
        let site = site(db).await;
        let mut browser = Browser::new(&site);
        let page = browser.get("/impact/recognition").await;
        assert!(page.says("23 April 2020") && page.says("the impact page (U4) says May 2020"));
        let page = browser.get("/news").await;
        assert_eq!(count(&page.body, "The article: <a href=\"https://www.ucl.ac.uk/"), 6);
        assert!(page.says("22 August 2018") && page.says("March 2019"));
    }
}
