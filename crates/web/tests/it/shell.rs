//! What every request meets: where posts come from, what bodies hold, which headers answers carry.

use crate::browser::Browser;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use copia_testkit::{TestApp, on_both};

fn post(path: &str, kind: &str, body: &'static [u8]) -> Request<Body> {
    Request::post(path).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
}

const FORM: &str = "application/x-www-form-urlencoded";

on_both! {
    async fn posts_from_elsewhere_are_refused(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("origin", "null")] {
            let mut request = post("/sign-in", FORM, b"email=ada@demonstration.example");
            request.headers_mut().insert(header::HeaderName::from_static(name), value.parse().unwrap());
            let answer = browser.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
            assert!(answer.says("Nothing was changed"));
        }
    }

    async fn a_form_without_its_token_is_refused(db) {
        let site = TestApp::start(db).await;
        let ada = site.person("Ada Example").await;
        let mut browser = Browser::signed_in(&site, ada).await;
        for token in ["", "wrong"] {
            let answer = browser.post_with("/sign-out", &[], token).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        assert!(browser.get("/").await.says("Ada Example"));
    }

    async fn bodies_that_are_no_text_are_answered(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for (kind, body, status) in [
            (FORM, &b"email=a%00b"[..], StatusCode::BAD_REQUEST),
            (FORM, b"email=%FF%FE", StatusCode::BAD_REQUEST),
            (FORM, b"email=%4", StatusCode::BAD_REQUEST),
            ("application/json", b"{}", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ] {
            assert_eq!(browser.send(post("/sign-in", kind, body)).await.status, status);
        }
        let huge = Request::post("/sign-in").header(header::CONTENT_TYPE, FORM).body(Body::from(vec![b'a'; 2 << 20])).unwrap();
        assert_eq!(browser.send(huge).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(browser.get("/?q=%00").await.status, StatusCode::OK, "parameters that nobody reads are no matter");
    }

    async fn every_answer_protects_its_reader(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        for path in ["/", "/nowhere", "/organisation.css", "/healthz"] {
            let answer = browser.get(path).await;
            let policy = answer.headers.get("content-security-policy").expect(path).to_str().unwrap();
            assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{path}");
            assert_eq!(answer.headers.get("x-content-type-options").unwrap(), "nosniff");
        }
    }

    async fn what_is_not_there_is_said_with_what_to_do(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        let nowhere = browser.get("/nowhere").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
        assert!(nowhere.says("/sign-in?next=/nowhere"));
        let put = Request::put("/sign-in").body(Body::empty()).unwrap();
        let answer = browser.send(put).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.headers.contains_key(header::ALLOW));
    }

    async fn assets_are_kept_for_ever_under_their_fingerprint(db) {
        let site = TestApp::start(db).await;
        let mut browser = Browser::new(&site);
        let home = browser.get("/").await.body;
        let style = home.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let answer = browser.get(&style).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.headers.get(header::CACHE_CONTROL).unwrap().to_str().unwrap().contains("immutable"));
        assert_eq!(browser.get("/assets/000000000000/app.css").await.headers.get(header::CACHE_CONTROL).unwrap(), "no-cache");
        assert_eq!(browser.get("/assets/000000000000/../../Cargo.toml").await.status, StatusCode::NOT_FOUND);
    }
}
