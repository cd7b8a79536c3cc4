//! Who is let in where: every route is asked by somebody of every role, and the answers stand in
//! `docs/route-permissions.md`. A route that is not asked stands in `docs/uncovered-routes.txt`.

mod scene;

use crate::browser::{Answer, Browser};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use copia_testkit::TestApp;
use copia_web::{Route, all_routes};
use scene::Scene;
use std::{fmt::Write as _, path::Path};

/// The fields of the forms whose answer would otherwise only say that nothing was filled in. Everything else is
/// sent empty: whoever may then gets the form back, and whoever may not does not.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    ("/language", &[("language", "en-GB")]),
    ("/sign-in", &[("email", "somebody@demonstration.example")]),
    ("/organisation/vocabulary/{word}", &[("do", "reset")]),
    ("/communities/{slug}/charter", &[("version", "2")]),
    ("/communities/{slug}/edit", &[("version", "1")]),
    ("/communities/{slug}/invitation", &[("answer", "accept")]),
    ("/communities/{slug}/links", &[("version", "1")]),
    ("/communities/{slug}/roles/{term}", &[("version", "1")]),
    ("/communities/{slug}/rules", &[("version", "1")]),
    ("/events/{slug}/attendance", &[("who", "guest:00000000-0000-7000-8000-000000000009"), ("here", "no")]),
    ("/events/{slug}/attendance/others", &[("others", "3")]),
    ("/events/{slug}/attendance/person", &[("person", "Member Example")]),
    ("/events/{slug}/here", &[("code", "AAAAAA")]),
    ("/events/{slug}/cancellation", &[("reason", "The speaker is ill.")]),
    ("/events/{slug}/edit", &[("version", "2")]),
    ("/events/{slug}/guest", &[("name", "Gail Example"), ("email", "gail@elsewhere.example"), ("place", "online")]),
    ("/events/{slug}/place", &[("place", "in_person")]),
    ("/events/{slug}/publication", &[("version", "2")]),
    ("/events/{slug}/pulse", &[("worth", "fully")]),
    ("/events/{slug}/record/edit", &[("summary", "What charts are for."), ("version", "1")]),
    ("/events/{slug}/record/publication", &[("version", "1")]),
    ("/events/{slug}/record/withdrawal", &[("reason", "It names somebody."), ("version", "1")]),
    ("/events/{slug}/record/uploads", &[("name", "charts.webm"), ("size", "20"), ("modified", "1")]),
    ("/events/{slug}/registration", &[("place", "online")]),
    ("/events/{slug}/registrations", &[("place", "online")]),
    ("/events/{slug}/registrations/{registration}/removal", &[("reason", "They asked for it.")]),
    ("/events/{slug}/room", &[("words", "How is it done?"), ("sure", "yes")]),
    ("/events/{slug}/room/moderation", &[("moderation", "before")]),
    ("/events/{slug}/room/polls", &[("question", "Useful?"), ("choices", "Yes\nNo"), ("shows", "live")]),
    ("/events/{slug}/room/polls/{poll}/answer", &[("choice", "1")]),
    ("/events/{slug}/room/polls/{poll}/state", &[("state", "closed")]),
    ("/events/{slug}/room/questions/{question}/decision", &[("event", "answer_in_writing"), ("words", "Like this.")]),
    ("/events/{slug}/room/questions/{question}/vote", &[("vote", "yes")]),
    ("/events/{slug}/removal", &[("version", "2")]),
    ("/places/{registration}/{signature}", &[("action", "withdraw")]),
    ("/me/sessions", &[("which", "others")]),
    ("/programme/areas/{slug}", &[("version", "1")]),
    ("/programme/areas/{slug}/place", &[("step", "retire")]),
    ("/surveys/forms/{survey}/items/{item}/place", &[("to", "down"), ("version", "2")]),
    ("/surveys/waves/{wave}/trial", &[("trial", "begin"), ("version", "1")]),
    ("/surveys/waves/{wave}/opening", &[("last_day", "2026-05-18"), ("version", "1")]),
    ("/surveys/waves/{wave}/extension", &[("last_day", "2026-05-19"), ("version", "2")]),
    ("/surveys/waves/{wave}/cancellation", &[("reason", "It was too early."), ("version", "2")]),
    ("/surveys/waves/{wave}/outcome", &[("outcome", "We meet monthly."), ("version", "2")]),
    ("/surveys/answer/{wave}", &[("q1", "agree"), ("end", "1")]),
    ("/surveys/{wave}/comments/codes", &[("question", "q1")]),
    ("/surveys/{wave}/comments/themes", &[("name", "Time")]),
    ("/surveys/{wave}/comments/{comment}", &[("do", "withhold")]),
    ("/impact/claims/{id}/submission", &[("version", "2")]),
    ("/impact/claims/{id}/confirmation", &[("version", "4"), ("review_by", "2027-03-01")]),
    ("/impact/quotes/copies", &[("scope", "print"), ("purpose", "Annual report")]),
    ("/impact/publications", &[("title", "Summer")]),
    ("/me/quotes/{id}", &[("answer", "no"), ("words", QUOTED)]),
    ("/me/prompts/{prompt}", &[("outcome", "yes"), ("version", "2")]),
    ("/communities/{slug}/value/framing/{value}", &[("aspiration", "Half of them use it."), ("version", "0")]),
    ("/communities/{slug}/value/indicators/{indicator}/measurements", &[("on", "2026-05-01"), ("value", "5")]),
    ("/communities/{slug}/value/indicators/{indicator}/retirement", &[("version", "1")]),
    ("/stories/{story}/answer", &[("note", "Not quite.")]),
    ("/stories/{story}/return", &[("note", "Which one?")]),
    ("/stories/{story}/word", &[("word", "confirms"), ("version", "3")]),
    ("/stories/{story}/words", &[("person", "Host Example")]),
    ("/impact/claims/{id}/withdrawal", &[("reason", "It was counted twice.")]),
    ("/communities/{slug}/level", &[("level", "wider")]),
    ("/communities/{slug}/members/{membership}/level", &[("level", "core")]),
    ("/communities/{slug}/members/{membership}/removal", &[("reason", "They asked for it.")]),
    ("/communities/{slug}/requests/{membership}/decision", &[("decision", "accept")]),
];

/// What tells the words of the quote from others.
const QUOTED: &str = "9e52a911d0a176fc";

/// Statements that any page may take.
const MOST_STATEMENTS: u32 = 20;
/// Statements of the copy of all that is held beside one for each table: who asks.
const BESIDE_A_COPY: usize = 1;

/// Routes that take a file instead of a plain form.
const UPLOADS: &[&str] = &[
    "/organisation/logo",
    "/me/picture",
    "/events/{slug}/attendance/report",
    "/events/{slug}/record/captions",
    "/events/{slug}/record/recordings",
    "/speaking/{speaker}/{signature}/slides",
    "/surveys/from-file",
    "/surveys/waves/{wave}/answers",
];

/// What an answer means for whoever asked.
fn outcome(answer: &Answer) -> &'static str {
    match answer.status {
        StatusCode::UNAUTHORIZED => "sign in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "hidden",
        StatusCode::UNPROCESSABLE_ENTITY => "form",
        StatusCode::CONFLICT => "not now",
        StatusCode::GONE => "ended",
        StatusCode::TOO_MANY_REQUESTS => "too often",
        status if status.is_success() => "yes",
        status if status.is_redirection() && answer.location().starts_with("/sign-in?next") => "sign in",
        status if status.is_redirection() => "yes",
        status => panic!("{status}: {}", answer.body),
    }
}

async fn ask(browser: &mut Browser, route: &Route, address: &str) -> Answer {
    if route.method == Method::GET {
        return browser.get(address).await;
    }
    if route.path == "/events/{slug}/record/uploads/{recording}" {
        let token = browser.forms_token().await;
        let request = Request::post(format!("{address}?offset=0"))
            .header("x-csrf", token)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from("a piece"))
            .unwrap();
        return browser.send(request).await;
    }
    if UPLOADS.contains(&route.path) {
        return upload(browser, address).await;
    }
    let form = FORMS.iter().find(|(path, _)| *path == route.path).map_or(&[][..], |(_, form)| form);
    browser.post(address, form).await
}

/// A form without a file in the encoding of files.
async fn upload(browser: &mut Browser, address: &str) -> Answer {
    let token = browser.forms_token().await;
    let body = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--x--\r\n");
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

/// Whether the answer may have changed something, so that the next one needs a fresh copy.
fn may_have_changed(route: &Route, answer: &Answer) -> bool {
    route.method != Method::GET && (answer.status.is_success() || answer.status.is_redirection())
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should() {
    let scene = Scene::set().await;
    let (mut table, mut uncovered, mut budgets) = (String::new(), String::new(), String::new());
    let mut copy: Option<TestApp> = None;
    for route in all_routes() {
        let Some(address) = scene.address(&route) else {
            let _ = writeln!(uncovered, "{} {}", route.method, route.path);
            continue;
        };
        let _ = write!(table, "| {} `{}` |", route.method, route.path);
        let mut statements = 0;
        for (_, session) in &scene.people {
            let site = match &copy {
                Some(site) => site,
                None => copy.insert(scene.site.copy().await),
            };
            let mut browser = Browser::of(site, session);
            let answer = ask(&mut browser, &route, &address).await;
            assert!(!answer.status.is_server_error(), "{} {address}: {}", route.method, answer.body);
            let _ = write!(table, " {} |", outcome(&answer));
            statements = statements.max(answer.statements);
            if may_have_changed(&route, &answer) {
                copy = None;
            }
        }
        table.push('\n');
        if route.method == Method::GET {
            let _ = writeln!(budgets, "| `{}` | {statements} |", route.path);
            let a_copy = copia_store::privacy::tables().count() + BESIDE_A_COPY;
            let is_copy = route.path.starts_with("/me/copy");
            let most = if is_copy { u32::try_from(a_copy).unwrap() } else { MOST_STATEMENTS };
            assert!(statements <= most, "{} takes {statements} statements", route.path);
            assert!(
                route.path != "/communities/{slug}" || statements <= 10,
                "a community takes {statements} statements"
            );
        }
    }
    let roles: Vec<&str> = scene.people.iter().map(|(role, _)| *role).collect();
    let head = "# Who is let in where\n\nGenerated by asking every route in a demonstration as somebody of each role; \
                a test fails when this page is not\ncurrent (`bin/bless` writes it). The member, core member, lead \
                and sponsor are those of the community asked about.\n\n\
                yes: let in, or done. form: let in, and told what to fill in. not now: let in, and told why it cannot \
                be done now.\nended: the link is no longer good. sign in: asked to sign in. no: refused. hidden: told \
                that there is no such page.\n\n";
    let columns = "| --- ".repeat(roles.len() + 1);
    let page = format!("{head}| route | {} |\n{columns}|\n{table}", roles.join(" | "));
    golden("docs/route-permissions.md", &page);
    golden("docs/uncovered-routes.txt", &uncovered);
    let head = "# What each page may ask of the database\n\nStatements for one answer, those of the session and \
                permissions included: the most that somebody of any role\ntakes. Generated with \
                `route-permissions.md`; a test fails when a page takes more or fewer, so that each change is \
                seen.\nNo page takes more than 20, a community's page no more than 10.\n\n";
    golden("docs/query-budgets.md", &format!("{head}| page | statements |\n| --- | ---: |\n{budgets}"));
}

/// Compares with a file of the project, or writes it when `COPIA_BLESS` is set.
fn golden(file: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    if std::env::var_os("COPIA_BLESS").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs: Vec<String> = now
        .lines()
        .filter(|line| !kept.lines().any(|known| known == *line))
        .map(|line| format!("+ {line}"))
        .chain(kept.lines().filter(|line| !now.lines().any(|known| known == *line)).map(|line| format!("- {line}")))
        .collect();
    assert!(kept == now, "{file} is not current (bin/bless writes it):\n{}", differs.join("\n"));
}

/// The test language shows keys without a message in brackets, and arguments that were not given in braces.
#[tokio::test]
async fn every_page_is_whole_in_the_test_language() {
    let scene = Scene::set().await;
    let mut wrong = Vec::new();
    let mut pages = 0;
    for route in all_routes().into_iter().filter(|route| route.method == Method::GET) {
        let Some(address) = scene.address(&route) else { continue };
        for (role, session) in &scene.people {
            let mut browser = Browser::of(&scene.site, session);
            browser.choose_language("en-XA");
            let answer = browser.get(&address).await;
            let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
            if !kind.starts_with("text/html") {
                continue;
            }
            pages += 1;
            if let Some(key) = unsaid(&answer.body) {
                wrong.push(format!("{address} as {role}: {key}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pages > 50, "{pages} pages");
}

/// A key in brackets, or an argument in braces.
fn unsaid(html: &str) -> Option<String> {
    if let Some((_, after)) = html.split_once("{$") {
        return Some(format!("{{${}", after.chars().take(20).collect::<String>()));
    }
    html.split('[').skip(1).find_map(|after| {
        let (key, _) = after.split_once(']')?;
        let is_key =
            key.contains('-') && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        is_key.then(|| key.to_owned())
    })
}
