//! The pages of communities, through HTTP.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::domain::{communities::Stage, role_terms::TermRole};
use copia_testkit::{TestApp, on_both};

/// The pages of a community, each with who may see it: a visitor, staff, a lead, the manager.
const PAGES: &[(&str, [u16; 4])] = &[
    ("/communities", [200, 200, 200, 200]),
    ("/communities/recruitment", [200, 200, 200, 200]),
    ("/communities/recruitment/history", [200, 200, 200, 200]),
    ("/communities/recruitment/charter", [200, 200, 200, 200]),
    ("/communities/recruitment/charter/9", [404, 404, 404, 404]),
    ("/communities/recruitment/charter/edit", [401, 403, 200, 200]),
    ("/communities/recruitment/edit", [401, 403, 200, 200]),
    ("/communities/recruitment/links", [401, 403, 200, 200]),
    ("/communities/recruitment/brief", [401, 403, 200, 200]),
    ("/communities/recruitment/stage", [401, 403, 403, 200]),
    ("/communities/recruitment/roles", [401, 403, 403, 200]),
    ("/communities/nowhere", [404, 404, 404, 404]),
    ("/areas", [200, 200, 200, 200]),
    ("/areas/nowhere", [404, 404, 404, 404]),
    ("/propose", [401, 200, 200, 200]),
    ("/programme", [401, 403, 403, 200]),
    ("/programme/areas", [401, 403, 403, 200]),
    ("/programme/communities/new", [401, 403, 403, 200]),
    ("/programme/proposals", [401, 403, 403, 200]),
    ("/programme/terms", [401, 403, 403, 200]),
    ("/administration/roles", [401, 403, 403, 403]),
];

/// The same for what is posted, with nothing filled in.
const POSTS: &[(&str, [u16; 4])] = &[
    ("/communities/recruitment/edit", [401, 403, 422, 422]),
    ("/communities/recruitment/charter", [401, 403, 422, 422]),
    ("/communities/recruitment/links", [401, 403, 409, 409]),
    ("/communities/recruitment/stage", [401, 403, 403, 422]),
    ("/communities/recruitment/roles", [401, 403, 403, 422]),
    ("/propose", [401, 422, 422, 422]),
    ("/programme/areas", [401, 403, 403, 422]),
    ("/programme/communities/new", [401, 403, 403, 422]),
    ("/administration/roles", [401, 403, 403, 403]),
];

async fn browsers(site: &TestApp) -> [Browser; 4] {
    let id = site.community("Recruitment").await;
    let ada = site.person("Ada Example").await;
    let lead = site.person("Lea Lead").await;
    site.appoint(lead, id, TermRole::Lead).await;
    let manager = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
    [
        Browser::new(site),
        Browser::signed_in(site, ada).await,
        Browser::signed_in(site, lead).await,
        Browser::signed_in(site, manager).await,
    ]
}

on_both! {
    async fn each_page_is_for_those_it_is_for(db) {
        let site = TestApp::start(db).await;
        let mut browsers = browsers(&site).await;
        for (path, expected) in PAGES {
            for (browser, status) in browsers.iter_mut().zip(expected) {
                let answer = browser.get(path).await;
                assert_eq!(answer.status.as_u16(), *status, "{path}");
                assert!(!answer.says("[["), "{path} lacks a word");
            }
        }
        for (path, expected) in POSTS {
            for (browser, status) in browsers.iter_mut().zip(expected) {
                let answer = browser.post(path, &[("version", "0")]).await;
                assert_eq!(answer.status.as_u16(), *status, "{path}");
            }
        }
    }

    async fn a_visitor_finds_a_community_and_reads_what_it_is(db) {
        let site = TestApp::start(db).await;
        let mut browsers = browsers(&site).await;
        site.community_with("Old Ways", |c| c.first.stage = Stage::Closed).await;
        let [visitor, staff, ..] = &mut browsers;
        let directory = visitor.get("/communities").await;
        assert!(directory.says("Recruitment") && directory.says("Led by Lea Lead") && directory.says("Old Ways"));
        let closed = visitor.get("/communities?stage=closed").await;
        assert!(closed.says("Old Ways") && !closed.says("/communities/recruitment"));
        let page = visitor.get("/communities/recruitment").await;
        for said in ["For everybody who works in Recruitment.", "Lea Lead", "Active", "itemprop=\"name\"", "/sign-in?next="] {
            assert!(page.says(said), "{said}");
        }
        assert!(staff.get("/communities/recruitment").await.says("/communities/recruitment/membership"));
        let odd = visitor.get("/communities?stage=%27&area=%3Cscript%3E").await;
        assert_eq!(odd.status, StatusCode::OK);
        assert!(!odd.says("<script>alert"));
    }

    async fn the_second_of_two_editors_sees_both_versions(db) {
        let site = TestApp::start(db).await;
        let [_, _, mut lead, mut manager] = browsers(&site).await;
        let first = [("version", "0"), ("purpose", "What the first wrote."), ("scope", "Both.")];
        let saved = lead.post("/communities/recruitment/charter", &first).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        let second = [("version", "0"), ("purpose", "What the second wrote."), ("scope", "Both.")];
        let late = manager.post("/communities/recruitment/charter", &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("What the first wrote.") && late.says("What the second wrote."));
        assert!(late.says("name=\"version\" value=\"1\""), "saving again takes its place");
        let third = [("version", "1"), ("purpose", "**What** both wrote."), ("scope", "<script>alert(1)</script>")];
        assert_eq!(manager.post("/communities/recruitment/charter", &third).await.status, StatusCode::SEE_OTHER);
        let page = lead.get("/communities/recruitment").await;
        assert!(page.says("<strong>What</strong> both wrote.") && !page.says("<script>alert"));
        assert!(lead.get("/communities/recruitment/charter/1").await.says("What the first wrote."));

        let edit = [("version", "7"), ("summary", "For all who hire.")];
        let late = lead.post("/communities/recruitment/edit", &edit).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("For all who hire.") && late.says("For everybody who works in Recruitment."));
    }

    async fn what_the_second_editor_left_empty_is_shown_to_them(db) {
        let site = TestApp::start(db).await;
        let [_, _, mut lead, mut manager] = browsers(&site).await;
        let first = [("version", "1"), ("summary", "For all who hire."), ("topics", "Interviews")];
        assert_eq!(lead.post("/communities/recruitment/edit", &first).await.status, StatusCode::SEE_OTHER);
        let second = [("version", "1"), ("name", "Recruitment"), ("summary", "For all who hire."), ("topics", "")];
        let late = manager.post("/communities/recruitment/edit", &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("<dd>Interviews</dd>"), "saving again would take it away");
        assert!(!late.says("<dd>For all who hire.</dd>"), "what is the same is not shown");
        let by_a_lead = lead.post("/communities/recruitment/edit", &second[..1]).await;
        assert_eq!(by_a_lead.status, StatusCode::UNPROCESSABLE_ENTITY);
        let by_a_lead = lead.post("/communities/recruitment/edit", &[("version", "1"), ("summary", "Hiring.")]).await;
        assert!(by_a_lead.says("<dd>Interviews</dd>") && !by_a_lead.says("<dd>Recruitment</dd>"), "no field, no change");

        let first = [("version", "0"), ("purpose", "To hire well."), ("scope", "Both.")];
        lead.post("/communities/recruitment/charter", &first).await;
        let second = [("version", "0"), ("purpose", "To hire well."), ("scope", "Both."), ("success", "Fewer gaps.")];
        let late = manager.post("/communities/recruitment/charter", &second).await;
        assert!(late.status == StatusCode::CONFLICT && late.says("<p>Nothing</p>"), "they wrote nothing there");
    }

    async fn the_second_editor_of_links_rules_and_terms_keeps_what_they_typed(db) {
        let site = TestApp::start(db).await;
        let [_, _, mut lead, mut manager] = browsers(&site).await;
        let links = "/communities/recruitment/links";
        let first = [("version", "1"), ("label-1", "Our channel"), ("address-1", "https://teams.example/")];
        assert_eq!(lead.post(links, &first).await.status, StatusCode::SEE_OTHER);
        let second = [("version", "1"), ("label-1", "Our files"), ("address-1", "https://files.example/")];
        let late = manager.post(links, &second).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for said in ["value=\"Our files\"", "<dt>Our channel</dt>", "name=\"version\" value=\"2\""] {
            assert!(late.says(said), "{said}");
        }
        assert!(lead.get(links).await.says("value=\"Our channel\""), "nothing was lost");

        let rules = |version, visibility, sensitive| [
            ("version", version), ("join_rule", "ask"), ("core_rule", "lead"), ("visibility", visibility), sensitive,
        ];
        let path = "/communities/recruitment/rules";
        let first = rules("2", "staff", ("sensitive", "yes"));
        assert_eq!(manager.post(path, &first).await.status, StatusCode::SEE_OTHER);
        let late = manager.post(path, &rules("2", "members", ("area", ""))).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for said in ["value=\"members\" checked", "<dd>People who have signed in</dd>", "<dd>Yes</dd>"] {
            assert!(late.says(said), "{said}");
        }
        assert!(!late.says("value=\"staff\" checked") && !late.says("value=\"yes\" checked"), "what they typed");

        let roles = manager.get("/communities/recruitment/roles").await;
        let at = roles.body.split("href=\"").find(|rest| rest.starts_with("/communities/recruitment/roles/")).unwrap();
        let term = at.split('"').next().unwrap().to_owned();
        let first = [("version", "1"), ("starts", "2026-05-01"), ("note", "For a year.")];
        assert_eq!(manager.post(&term, &first).await.status, StatusCode::SEE_OTHER);
        let late = manager.post(&term, &[("version", "1"), ("starts", "2026-05-01"), ("note", "For two.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for said in ["value=\"For two.\"", "<dd>For a year.</dd>", "name=\"version\" value=\"2\""] {
            assert!(late.says(said), "{said}");
        }
    }

    async fn links_are_kept_with_their_names_and_said_what_to_change(db) {
        let site = TestApp::start(db).await;
        let [_, _, mut lead, _] = browsers(&site).await;
        let typed = [
            ("version", "1"), ("label-1", "Our channel"), ("address-1", "teams"), ("label-2", ""),
            ("address-2", "https://a.example/"),
        ];
        let faulty = lead.post("/communities/recruitment/links", &typed).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.says("value=\"Our channel\"") && faulty.says("id=\"address-1-error\"") && faulty.says("id=\"label-2-error\""));
        let mended = [("version", "1"), ("label-1", "Our channel"), ("address-1", "https://teams.example/")];
        assert_eq!(lead.post("/communities/recruitment/links", &mended).await.status, StatusCode::SEE_OTHER);
        let again = lead.get("/communities/recruitment/links").await;
        assert!(again.says("value=\"Our channel\"") && again.says("value=\"https://teams.example/\""));
    }

    async fn a_proposal_becomes_a_community_through_the_pages(db) {
        let site = TestApp::start(db).await;
        let [_, mut staff, _, mut manager] = browsers(&site).await;
        let faulty = staff.post("/propose", &[("name", "Event Managers"), ("summary", "")]).await;
        assert!(faulty.says("Event Managers") && faulty.says("Fill this in"));
        let fields = [("name", "Event Managers"), ("summary", "For events."), ("why", "Many do it alone."), ("topics", "events")];
        let proposed = staff.post("/propose", &fields).await;
        assert_eq!(proposed.location(), "/communities/event-managers");
        assert!(staff.get("/communities/event-managers").await.says("A proposal"));
        assert!(manager.get("/programme").await.says("Event Managers"));
        assert!(manager.get("/programme/proposals/event-managers").await.says("Many do it alone."));
        let answer = [("answer", "community"), ("note", "Welcome.")];
        let decided = manager.post("/programme/proposals/event-managers", &answer).await;
        assert_eq!(decided.location(), "/communities/event-managers");
        let twice = manager.post("/programme/proposals/event-managers", &answer).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let appointed = [("role", "lead"), ("person", "ada.example@demonstration.example"), ("starts", "2026-05-01")];
        let appointed = manager.post("/communities/event-managers/roles", &appointed).await;
        assert_eq!(appointed.status, StatusCode::SEE_OTHER);
        let launch = [("to", "active"), ("reason", "The core group is ready.")];
        let launched = manager.post("/communities/event-managers/stage", &launch).await;
        assert_eq!(launched.status, StatusCode::SEE_OTHER);
        let history = staff.get("/communities/event-managers/history").await;
        for said in ["Proposed", "Forming", "Active", "The core group is ready.", "Welcome."] {
            assert!(history.says(said), "{said}");
        }
        assert!(staff.get("/communities/event-managers/edit").await.status.is_success(), "they lead it");

        let close = [("to", "closed"), ("reason", "Its work is done.")];
        let asked = manager.post("/communities/event-managers/stage", &close).await;
        assert!(asked.says("Close Event Managers?") && asked.says("Its work is done."), "{}", asked.body);
        assert!(staff.get("/communities/event-managers").await.says("Active"), "asking closes nothing");
        let sure = [close[0], close[1], ("sure", "yes")];
        assert_eq!(manager.post("/communities/event-managers/stage", &sure).await.status, StatusCode::SEE_OTHER);
        assert!(staff.get("/communities/event-managers").await.says("Closed"));
    }

    async fn areas_are_managed_through_the_pages(db) {
        let site = TestApp::start(db).await;
        let [mut visitor, _, _, mut manager] = browsers(&site).await;
        let fields = [("name", "Estates"), ("description", "Buildings and land."), ("hue", "3")];
        assert_eq!(manager.post("/programme/areas", &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(manager.post("/programme/areas", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visitor.get("/areas/estates").await.says("Buildings and land."));
        let rules = [
            ("join_rule", "ask"), ("core_rule", "lead"), ("visibility", "public"), ("area", "estates"), ("version", "1"),
        ];
        let moved = manager.post("/communities/recruitment/rules", &rules).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert!(visitor.get("/areas/estates").await.says("Recruitment"));
        assert!(visitor.get("/communities?area=estates").await.says("Recruitment"));
        assert_eq!(manager.post("/communities/recruitment/rules", &rules).await.status, StatusCode::CONFLICT);
        let retired = manager.post("/programme/areas/estates/place", &[("step", "retire")]).await;
        assert_eq!(retired.status, StatusCode::SEE_OTHER);
        assert!(manager.get("/programme/areas").await.says("Move them first"));
    }

    async fn administrators_give_roles_through_the_page(db) {
        let site = TestApp::start(db).await;
        site.person("Ada Example").await;
        let administrator = site.person_with("Adam Administrator", TermRole::Administrator).await;
        let mut browser = Browser::signed_in(&site, administrator).await;
        let given = browser.post("/administration/roles", &[("role", "editor"), ("person", "Ada Example")]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
        let page = browser.get("/administration/roles").await;
        assert!(page.says("Ada Example") && page.says("Editor"));
        let unknown = browser.post("/administration/roles", &[("role", "editor"), ("person", "Nobody")]).await;
        assert!(unknown.status == StatusCode::UNPROCESSABLE_ENTITY && unknown.says("We do not know this one"));
    }
}
