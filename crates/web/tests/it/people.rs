//! People and one's own pages, through HTTP.

use crate::browser::{Answer, Browser, PIXEL};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_app::domain::role_terms::TermRole;
use copia_testkit::{TestApp, on_both};

/// Sends one file in a form, as a browser does.
async fn upload(browser: &mut Browser, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let page = browser.get("/me/profile").await;
    let token = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut body = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--edge\r\n\
         content-disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

const CLOSED: [&str; 9] = [
    "/people",
    "/me",
    "/me/profile",
    "/me/notifications",
    "/me/address",
    "/me/sessions",
    "/me/copy",
    "/me/copy/download",
    "/me/departure",
];

on_both! {
    async fn a_visitor_is_asked_to_sign_in(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::new(&site);
        for path in CLOSED {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(!answer.says("Ada"));
        }
        assert_eq!(browser.get(&format!("/people/{ada}")).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(browser.get("/welcome").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn every_page_of_ones_own_opens(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        for path in CLOSED {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!answer.says("no such message"), "{path}");
        }
        assert!(browser.get(&format!("/people/{ada}")).await.says("Edit your profile"));
        assert_eq!(browser.get("/people/nobody").await.status, StatusCode::NOT_FOUND);
        let json = browser.get("/me/copy/download").await;
        assert_eq!(json.headers[header::CONTENT_TYPE], "application/json; charset=utf-8");
        let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(json["held"]["people"][0]["name"], "Ada Example");
    }

    async fn what_is_typed_is_kept_and_shown_as_text(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        let long = "z".repeat(130);
        let faulty = [("version", "1"), ("name", ""), ("job_title", long.as_str()), ("about", "<script>alert(1)</script>")];
        let answer = browser.post("/me/profile", &faulty).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.says(&long) && answer.says("href=\"#name\"") && answer.says("href=\"#job_title\""));
        assert!(!answer.says("<script>alert"));
        let right = [("version", "1"), ("name", "Ada <b>Example"), ("about", "I *do* <script>alert(1)</script> this.")];
        assert_eq!(browser.post("/me/profile", &right).await.status, StatusCode::SEE_OTHER);
        let mut other = Browser::signed_in(&site, bo).await;
        let seen = other.get(&format!("/people/{ada}")).await;
        assert!(seen.says("<em>do</em>") && !seen.says("<script>alert") && !seen.says("<b>Example"));

        let stale = browser.post("/me/profile", &[("version", "1"), ("name", "Ada Second")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.says("Ada Second") && stale.says("Ada &#60;b&#62;Example"), "{}", stale.body);
        let forged = browser.post_with("/me/profile", &[("version", "2"), ("name", "Eve")], "forged").await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
    }

    async fn a_picture_is_served_to_staff_alone_and_to_be_kept(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        let answer = upload(&mut browser, "/me/picture", "me.png", PIXEL).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = browser.get(&format!("/people/{ada}")).await;
        let path = format!("/files/{}", page.body.split("/files/").nth(1).unwrap().split('"').next().unwrap());
        let file = browser.get(&path).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(file.headers[header::CACHE_CONTROL], "private, max-age=31536000, immutable");
        assert_eq!(Browser::new(&site).get(&path).await.status, StatusCode::UNAUTHORIZED);
        let html = upload(&mut browser, "/me/picture", "me.png", b"<html><script>").await;
        assert_eq!(html.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.says("JPEG, PNG, WebP or GIF"));
        let nothing = upload(&mut browser, "/me/picture", "me.png", b"").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let huge = upload(&mut browser, "/me/picture", "me.png", &vec![7; 12 << 20]).await;
        assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(browser.post("/me/picture/removal", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn leaving_signs_out_and_goes(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let bo = site.person("Bo Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        let answer = browser.post("/me/departure", &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED);
        let mut other = Browser::signed_in(&site, bo).await;
        let page = other.get(&format!("/people/{ada}")).await;
        assert!(page.says("A former member") && !page.says("Ada"));
    }

    async fn who_has_left_is_not_named_in_what_they_did(db) {
        let site = TestApp::start(db).await;
        let id = site.community("Recruitment").await;
        let lea = site.person("Lea Lead").await;
        site.appoint(lea, id, TermRole::Lead).await;
        let manager = site.person_with("Mona Manager", TermRole::ProgrammeManager).await;
        let ben = site.person("Ben Example").await;
        Browser::signed_in(&site, ben).await.post("/communities/recruitment/membership", &[]).await;
        let mut lead = Browser::signed_in(&site, lea).await;
        lead.post("/communities/recruitment/charter", &[("version", "0"), ("purpose", "To hire well.")]).await;
        let members = lead.get("/communities/recruitment/members").await;
        let mut links = members.body.split("href=\"");
        let member = links.find(|link| link.starts_with("/communities/recruitment/members/")).unwrap();
        let member = member.split('"').next().unwrap();
        let level = lead.post(&format!("{member}/level"), &[("level", "core")]).await;
        assert_eq!(level.status, StatusCode::SEE_OTHER);
        let message = [("audience", "all"), ("subject", "Friday"), ("body", "Bring a question.")];
        let message = lead.post("/communities/recruitment/messages", &message).await.location().to_owned();
        let histories = [
            ("/communities/recruitment/history", "by Lea Lead", "by a former member"),
            (member, "Lea Lead", "A former member"),
            (&message, "Lea Lead,", "A former member,"),
            ("/audit", "Lea Lead, as lead,", "A former member, as lead,"),
        ];
        let mut reader = Browser::signed_in(&site, manager).await;
        for (path, named, _) in histories {
            assert!(reader.get(path).await.says(named), "{path}");
        }
        lead.post("/me/departure", &[]).await;
        for days in [0, 91] {
            site.advance_hours(24 * days);
            let ctx = site.visitor();
            let mut tx = ctx.write().await.unwrap();
            ctx.enqueue(&mut tx, &copia_app::outbox::Job::EraseLeavers, ctx.now, None).await.unwrap();
            tx.commit().await.unwrap();
            site.run_jobs().await;
            let mut reader = Browser::signed_in(&site, manager).await;
            for (path, _, said) in histories {
                let page = reader.get(path).await;
                assert!(page.says(said) && !page.says("Lea Lead"), "{path} after {days} days");
            }
        }
    }

    async fn sessions_end_one_by_one_and_everywhere(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut one = Browser::signed_in(&site, ada).await;
        let mut two = Browser::signed_in(&site, ada).await;
        let page = one.get("/me/sessions").await;
        let id = page.body.split("name=\"which\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(one.post("/me/sessions", &[("which", &id)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(two.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(one.post("/me/sessions", &[("which", "nonsense")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(one.post("/me/sessions", &[("which", "all")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(one.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_newcomer_is_asked_on_the_front_page_once(db) {
        let site = TestApp::start(db).await;
        let ctx = site.visitor();
        let id = copia_app::accounts::ask_for_link(&ctx, "new.person@demonstration.example", None).await.unwrap();
        let code = copia_app::links::code(&site.app, &id.to_string());
        let person = copia_app::accounts::sign_in_by_code(&ctx, id, &code).await.unwrap().person;
        let mut browser = Browser::signed_in(&site, person).await;
        let home = browser.get("/").await;
        assert_eq!((home.status, home.location()), (StatusCode::SEE_OTHER, "/welcome"));
        assert!(browser.get("/welcome").await.says("What do you work on?"));
        let answer = browser.post("/welcome", &[("department", "Estates"), ("skip", "")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
        assert!(browser.get("/me").await.says("Estates"));
    }

    async fn an_address_is_confirmed_by_a_button(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        let faulty = browser.post("/me/address", &[("email", "nonsense")]).await;
        assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(faulty.says("nonsense"));
        browser.post("/me/address", &[("email", "ada@elsewhere.example")]).await;
        site.run_jobs().await;
        let mail = site.take_mail();
        let text = &mail.iter().find(|sent| sent.to.contains("elsewhere")).unwrap().text;
        let path = format!("/me/address/{}", text.split("/me/address/").nth(1).unwrap().split_whitespace().next().unwrap());
        let mut phone = Browser::new(&site);
        let asked = phone.get(&path).await;
        assert!(!asked.says("ada@elsewhere.example"), "whoever reads the address has to be signed in as who asked");
        assert!(browser.get(&path).await.says("ada@elsewhere.example"));
        assert!(!browser.get("/me/address").await.body.contains("<dd>ada@elsewhere.example"));
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(browser.get("/me/address").await.body.contains("<dd>ada@elsewhere.example"));
        assert_eq!(browser.post(&path, &[]).await.status, StatusCode::GONE);
        let notice = &mail.iter().find(|sent| !sent.to.contains("elsewhere")).unwrap().text;
        let keep = format!("/me/address/{}", notice.split("/me/address/").nth(1).unwrap().split_whitespace().next().unwrap());
        assert!(phone.get(&keep).await.says("ada.example@demonstration.example"));
        assert_eq!(phone.post(&keep, &[]).await.location(), "/sign-in");
        assert_eq!(browser.get("/me/address").await.status, StatusCode::UNAUTHORIZED, "signed out everywhere");
    }
}
