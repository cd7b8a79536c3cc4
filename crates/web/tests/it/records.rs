//! The record of an event, as browsers and players meet it.

use crate::browser::{Answer, Browser};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use copia_app::{
    domain::{ids::PersonId, role_terms::TermRole},
    records::{self, Incoming, RecordInput},
};
use copia_testkit::{TestApp, testing::TestDb};

/// The beginning of a WebM file, as much of it as says what it is.
pub const WEBM: &[u8] = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\x82\x84webm\x42\x87\x81\x04";
const CAPTIONS: &[u8] = b"WEBVTT\n\n12:34.000 --> 12:40.000\n<v Ben Example>A histogram tells <script> the truth.\n";

struct Scene {
    site: TestApp,
    ada: PersonId,
    ben: PersonId,
}

impl Scene {
    /// An event for staff that Ada has hosted; it is over, and its record is published.
    async fn new() -> Self {
        let site = TestApp::start(TestDb::sqlite().await).await;
        let community = site.community("Data").await;
        let (ada, ben) = (site.person("Ada Example").await, site.person("Ben Example").await);
        site.appoint(ada, community, TermRole::Lead).await;
        let slug = site.event_with(ada, "data", "Reading charts", |_| {}).await;
        site.advance_hours(9 * 24);
        let host = site.signed_in(ada).await;
        let mut incoming = Incoming::new(&host, &slug).await.unwrap();
        incoming.push(&host, WEBM).await.unwrap();
        incoming.finish(&host, &slug, "charts.webm").await.unwrap();
        records::set_captions(&host, &slug, Some(&Bytes::from_static(CAPTIONS)), 1).await.unwrap().unwrap();
        let input = RecordInput {
            summary: "Charts are read **slowly**.",
            shows_unspoken: "no",
            chapters: "12:34 Histograms",
            version: 2,
            ..RecordInput::default()
        };
        records::save(&host, &slug, &input).await.unwrap().unwrap();
        records::publish(&host, &slug, 3).await.unwrap();
        Self { site, ada, ben }
    }

    async fn recording(&self) -> String {
        let host = self.site.signed_in(self.ada).await;
        let id = records::edit_form(&host, "reading-charts").await.unwrap().recording.unwrap().id;
        format!("{PATH}/recordings/{id}")
    }
}

const PATH: &str = "/events/reading-charts/record";

async fn asked(browser: &mut Browser, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(header::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    browser.send(request).await
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_player_gets_the_bytes_it_asks_for() {
    let scene = Scene::new().await;
    let path = scene.recording().await;
    let mut ben = Browser::signed_in(&scene.site, scene.ben).await;
    let whole = asked(&mut ben, &path, &[]).await;
    assert_eq!(whole.status, StatusCode::OK);
    let tag = text(&whole.headers, header::ETAG).to_owned();
    assert_eq!(whole.body, String::from_utf8_lossy(WEBM));
    for (name, value) in [
        (header::CONTENT_TYPE, "video/webm"),
        (header::ACCEPT_RANGES, "bytes"),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::CONTENT_LENGTH, &WEBM.len().to_string()),
        (header::CONTENT_ENCODING, ""),
    ] {
        assert_eq!(text(&whole.headers, name.clone()), value, "{name}");
    }
    let part = asked(&mut ben, &path, &[("range", "bytes=16-19")]).await;
    assert_eq!((part.status, part.body.as_str()), (StatusCode::PARTIAL_CONTENT, "webm"));
    assert_eq!(text(&part.headers, header::CONTENT_RANGE), format!("bytes 16-19/{}", WEBM.len()));
    assert_eq!(text(&part.headers, header::CONTENT_LENGTH), "4");
    let beyond = asked(&mut ben, &path, &[("range", "bytes=9999-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(text(&beyond.headers, header::CONTENT_RANGE), format!("bytes */{}", WEBM.len()));
    let same = asked(&mut ben, &path, &[("range", "bytes=16-19"), ("if-range", &tag)]).await;
    assert_eq!(same.status, StatusCode::PARTIAL_CONTENT);
    let other = asked(&mut ben, &path, &[("range", "bytes=16-19"), ("if-range", "\"other\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    let known = asked(&mut ben, &path, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let mut visitor = Browser::new(&scene.site);
    assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "the event is for staff");
    assert_eq!(visitor.get(&format!("{PATH}/captions.vtt")).await.status, StatusCode::NOT_FOUND);
    let elsewhere = path.replace("reading-charts", "other");
    assert_eq!(ben.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let captions = ben.get(&format!("{PATH}/captions.vtt")).await;
    assert_eq!(text(&captions.headers, header::CONTENT_TYPE), "text/vtt; charset=utf-8");
}

#[tokio::test]
async fn readers_find_words_and_play_from_there() {
    let scene = Scene::new().await;
    let mut ben = Browser::signed_in(&scene.site, scene.ben).await;
    let event = ben.get("/events/reading-charts").await;
    assert!(event.says("<strong>slowly</strong>") && event.says("<track kind=\"captions\""), "{}", event.body);
    let order = ["record-summary", "id=\"player\"", "record-chapters", "record-transcript"];
    let places: Vec<_> = order.iter().map(|part| event.body.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(event.says(&format!("{PATH}?t=754#player")), "a chapter plays without scripts");
    assert!(text(&event.headers, header::CONTENT_SECURITY_POLICY).contains("media-src 'self'"));
    let found = ben.get(&format!("{PATH}?q=histograms&t=754")).await;
    assert!(found.says("<mark>histogram</mark>") && found.says("id=\"t-754\""), "{}", found.body);
    assert!(found.says(&format!("{PATH}?q=histograms#t-754")) && found.says("#t=754\""), "{}", found.body);
    assert!(!found.says("<script> the truth"), "what was said is text");
    let nothing = ben.get(&format!("{PATH}?q=%3Cb%3E")).await;
    assert!(!nothing.says("<b>"), "{}", nothing.body);
}

#[tokio::test]
async fn scripts_send_pieces_and_are_told_where_to_go_on() {
    let scene = Scene::new().await;
    let mut ada = Browser::signed_in(&scene.site, scene.ada).await;
    let size = WEBM.len().to_string();
    let fields = [("name", "charts.webm"), ("size", size.as_str()), ("modified", "1")];
    let begun = ada.post(&format!("{PATH}/uploads"), &fields).await;
    assert_eq!(begun.status, StatusCode::OK);
    let id = begun.body.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("{PATH}/uploads/{id}");
    let early = ada.post(&format!("{path}/end"), &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let token = ada.forms_token().await;
    let piece = |offset: &str, token: &str, bytes: &'static [u8]| {
        Request::post(format!("{path}?offset={offset}")).header("x-csrf", token).body(Body::from(bytes)).unwrap()
    };
    assert_eq!(ada.send(piece("0", "forged", WEBM)).await.status, StatusCode::FORBIDDEN);
    let other = ada.send(piece("7", &token, WEBM)).await;
    assert!(other.status.is_success() && other.says("\"offset\":0"), "{}", other.body);
    let cut = ada.send(piece("0", &token, &WEBM[1..])).await;
    assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = ada.send(piece("0", &token, WEBM)).await;
    assert!(taken.says(&format!("\"offset\":{size}")), "{}", taken.body);
    assert_eq!(ada.post(&format!("{path}/end"), &[]).await.status, StatusCode::OK);
    assert!(scene.recording().await.ends_with(&id));
    let empty = ada.post(&format!("{PATH}/uploads"), &[("name", "a"), ("size", "0")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.says("Choose a file"), "{}", empty.body);
}

async fn send_form(browser: &mut Browser, path: &str, field: &str, bytes: &[u8]) -> Answer {
    let token = browser.forms_token().await;
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; \
         name=\"version\"\r\n\r\n4\r\n--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"f.webm\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    browser.send(request.header("sec-fetch-site", "same-origin").body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn plain_forms_take_files_and_say_what_is_wrong_with_them() {
    let scene = Scene::new().await;
    let before = scene.recording().await;
    let mut ada = Browser::signed_in(&scene.site, scene.ada).await;
    let recordings = format!("{PATH}/recordings");
    let refused = send_form(&mut ada, &recordings, "recording", b"MZ, a program").await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.says("This is no recording"),
        "{}",
        refused.body
    );
    assert_eq!(scene.recording().await, before);
    let taken = send_form(&mut ada, &recordings, "recording", WEBM).await;
    assert_eq!(taken.location(), format!("{PATH}/edit"));
    assert_ne!(scene.recording().await, before);
    let disordered = b"WEBVTT\n\n00:10.000 --> 00:12.000\nTwo\n\n00:01.000 --> 00:02.000\nOne\n";
    let late = send_form(&mut ada, &format!("{PATH}/captions"), "captions", CAPTIONS).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "a version that was there before the recording");
    let refused = send_form(&mut ada, &format!("{PATH}/captions"), "captions", disordered).await;
    assert!(refused.says("Line 6: this starts before what stands above it"), "{}", refused.body);
    let chapters = [("summary", "S"), ("shows_unspoken", "no"), ("chapters", "Welcome"), ("version", "5")];
    let refused = ada.post(&format!("{PATH}/edit"), &chapters).await;
    assert!(
        refused.says("Line 1: this text has no time") && refused.says(">Welcome</textarea>")
            || refused.says("Welcome</textarea>"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn the_second_of_two_hosts_sees_what_the_first_wrote() {
    let scene = Scene::new().await;
    let mut ada = Browser::signed_in(&scene.site, scene.ada).await;
    let typed = |summary: &'static str, unspoken: &'static str| {
        [("summary", summary), ("shows_unspoken", unspoken), ("chapters", "12:34 Histograms"), ("version", "4")]
    };
    let edit = format!("{PATH}/edit");
    let saved = ada.post(&edit, &typed("Charts mislead.", "no")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let late = ada.post(&edit, &typed("Charts help.", "no")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Charts mislead.") && late.says("Charts help."), "{}", late.body);
    assert!(!late.says("<dd>12:34 Histograms"), "what is the same is not shown");
}
