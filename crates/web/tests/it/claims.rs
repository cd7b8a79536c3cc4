//! Claims, quotes and publications, as browsers and programs meet them.

use crate::browser::Browser;
use axum::http::{StatusCode, header};
use copia_app::{
    claims::{ClaimInput, EvidenceInput},
    domain::{claims::Finding, role_terms::TermRole},
    impact, quotes,
};
use copia_testkit::{TestApp, testing::TestDb};

pub const SENTENCE: ClaimInput<'static> = ClaimInput {
    statement: "Members helped two teams to share one form",
    measure: "statement",
    value: "",
    qualifier: "",
    as_of: "2026-05",
    theme: "Improve how things work",
    level: "team",
    value_type: "applied",
    strength: "reported",
    comparison: "",
    about: "",
    review_by: "2027-03-01",
    notice: "",
    version: 0,
};

pub const LETTER: EvidenceInput<'static> = EvidenceInput {
    kind: "external",
    reference: "",
    note: "A letter from the head of the service",
    address: "",
    value: "",
    base: "",
};

struct Scene {
    site: TestApp,
    editor: Browser,
    manager: Browser,
    visitor: Browser,
}

impl Scene {
    async fn new() -> Self {
        let site = TestApp::start(TestDb::sqlite().await).await;
        site.community("Data").await;
        let member = site.person("Member Example").await;
        copia_app::memberships::join(&site.signed_in(member).await, "data", "").await.unwrap();
        let editor = site.person_with("Eda Example", TermRole::Editor).await;
        let manager = site.person_with("Max Example", TermRole::ProgrammeManager).await;
        let (editor, manager) = (Browser::signed_in(&site, editor).await, Browser::signed_in(&site, manager).await);
        let visitor = Browser::new(&site);
        Self { site, editor, manager, visitor }
    }

    /// Writes a claim through the pages; gives its path.
    async fn write(&mut self, fields: &[(&str, &str)]) -> String {
        let answer = self.editor.post("/impact/claims", fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location().strip_suffix("/evidence").unwrap().to_owned()
    }

    /// The version that a page's forms carry.
    async fn version(&mut self, path: &str) -> String {
        let page = self.manager.get(path).await;
        let after = page.body.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("{}", page.body));
        after.split('"').next().unwrap().to_owned()
    }

    async fn approve(&mut self, path: &str) {
        let page = self.editor.get(path).await;
        let version =
            page.body.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let answer = self.editor.post(&format!("{path}/submission"), &[("version", &version)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let version = self.version(path).await;
        let answer = self.manager.post(&format!("{path}/approval"), &[("version", &version)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
}

const FIELDS: &[(&str, &str)] = &[
    ("statement", "people have found somebody to ask"),
    ("measure", "count"),
    ("value", "40"),
    ("qualifier", "about"),
    ("as_of", "2026-05"),
    ("theme", "Bring people together"),
    ("strength", "reported"),
    ("review_by", "2027-03-01"),
];

#[tokio::test]
async fn a_claim_goes_from_the_form_to_the_page_and_each_mark_is_checked() {
    let mut scene = Scene::new().await;
    let path = scene.write(FIELDS).await;
    let wrong = scene.editor.post(&format!("{path}/evidence"), &[("kind", "external")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("kind", "external"), ("note", "The survey of May"), ("value", "40"), ("base", "")];
    let answer = scene.editor.post(&format!("{path}/evidence"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    scene.approve(&path).await;
    let page = scene.visitor.get("/impact").await;
    assert!(page.says("people have found somebody to ask"), "{}", page.body);
    assert!(page.says("reported, as of May 2026"), "{}", page.body);
    let how = scene.visitor.get(&path).await;
    assert!(how.says("The survey of May") && how.says("It gives 40."), "{}", how.body);
    assert!(!how.says("Eda Example"), "visitors read what is said, not who said it");
    // What the page states is what the site's own check looks at.
    let marks = page.body.matches("class=\"evidence-how\"").count();
    let checked = impact::marks(&scene.site.db.db).await.unwrap();
    assert_eq!(checked.len(), marks);
    assert!(checked.iter().all(|one| one.finding == Finding::Equal), "{checked:?}");
}

#[tokio::test]
async fn an_author_is_not_offered_to_approve() {
    let mut scene = Scene::new().await;
    let path = scene.write(FIELDS).await;
    let version = {
        let page = scene.editor.get(&path).await;
        page.body.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    scene.editor.post(&format!("{path}/submission"), &[("version", &version)]).await;
    let own = scene.editor.get(&path).await;
    assert!(!own.body.contains("/approval") && own.body.contains("/recall"), "{}", own.body);
    let others = scene.manager.get(&path).await;
    assert!(others.says("Nothing stands behind it yet."), "{}", others.body);
    assert!(!others.body.contains("/approval") && others.body.contains("/return"));
    let version = scene.version(&path).await;
    let forced = scene.manager.post(&format!("{path}/approval"), &[("version", &version)]).await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    assert_eq!(scene.visitor.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_published_stays_and_its_quotes_stay_their_authors() {
    let mut scene = Scene::new().await;
    let ada = scene.site.person("Ada Example").await;
    let mut browser = Browser::signed_in(&scene.site, ada).await;
    let fields = [
        ("person", "Ada Example"),
        ("body", "I found <b>somebody</b> to ask"),
        ("said_at", "In May"),
        ("theme", "Bring people together"),
        ("community", ""),
    ];
    let answer = scene.editor.post("/impact/quotes", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.location().to_owned();
    scene.editor.post(&format!("{path}/request"), &[("version", "1")]).await;
    let own = path.replace("/impact/", "/me/");
    assert!(browser.get("/me/quotes").await.body.contains(&own));
    let words = quotes::digest("I found <b>somebody</b> to ask");
    assert!(browser.get(&own).await.says(&format!("name=\"words\" value=\"{words}\"")));
    let words = ("words", words.as_str());
    let unsaid = browser.post(&own, &[("answer", "yes"), words]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let scopes = [("scopes", "public"), ("attribution", "name_and_role"), ("expires", "2028-01-01")];
    let unread = [[("answer", "yes"), ("words", "other")].as_slice(), &scopes].concat();
    let late = browser.post(&own, &unread).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("These words were changed"), "{}", late.body);
    let yes = [[("answer", "yes"), words].as_slice(), &scopes].concat();
    assert_eq!(browser.post(&own, &yes).await.status, StatusCode::SEE_OTHER);
    let words = "I found &#60;b&#62;somebody&#60;/b&#62; to ask";
    let publish = scene.editor.post("/impact/publications", &[("title", "Spring 2026"), ("about", "")]).await;
    assert_eq!(publish.status, StatusCode::SEE_OTHER, "{}", publish.body);
    let publication = publish.location().to_owned();
    for path in ["/impact", "/impact/embed", publication.as_str()] {
        let page = scene.visitor.get(path).await;
        assert!(page.body.contains(words), "{path}: {}", page.body);
    }
    assert!(scene.visitor.get("/impact/data.json").await.body.contains("somebody"));
    assert_eq!(browser.post(&format!("{own}/withdrawal"), &[]).await.status, StatusCode::SEE_OTHER);
    for path in ["/impact", "/impact/embed", "/impact/data.json", publication.as_str(), own.as_str()] {
        let page = scene.visitor.get(path).await;
        assert!(!page.body.contains("I found"), "{path}: {}", page.body);
    }
    assert!(scene.visitor.get(&publication).await.says("They took it back on"));
    assert!(browser.get(&own).await.says("You have taken the words back"));
    let all = quotes::list(&scene.site.signed_in(ada).await).await;
    assert!(all.is_err(), "whoever is quoted does not see what others said");
}

#[tokio::test]
async fn a_frame_has_no_scripts_and_may_stand_anywhere() {
    let mut scene = Scene::new().await;
    let page = scene.visitor.get("/impact/embed").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script") && !page.body.contains("<form"), "{}", page.body);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(!policy.contains("frame-ancestors") && !policy.contains("script-src"), "{policy}");
    assert_eq!(scene.visitor.get("/impact/embed?of=community:nowhere").await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.visitor.get("/impact/data.json?of=what").await.status, StatusCode::NOT_FOUND);
}
