//! What the site tells about itself: the privacy page, and the files that search engines and browsers ask for.

use crate::{
    routes::Routes,
    shell::{Answer, Page, Problem, Visit, Web, show, shown},
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use copia_app::organisation::{self, Stored};
use copia_text::key;
use serde_json::json;

/// The routes of this module.
pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/privacy", privacy)
        .get("/sitemap.xml", sitemap)
        .get("/robots.txt", robots)
        .get("/site.webmanifest", manifest)
}

/// What is stored, why, and how long: three messages.
struct Holding {
    what: &'static str,
    why: &'static str,
    long: &'static str,
}

#[derive(Template)]
#[template(path = "about/privacy.html")]
struct PrivacyPage {
    page: Page,
    intro: String,
    holdings: Vec<Holding>,
    cookies: Vec<(&'static str, &'static str)>,
    contact: String,
    email: String,
}
shown!(PrivacyPage);

/// The messages for a kind of things that are stored.
const fn holding(stored: Stored) -> Holding {
    let (what, why, long) = match stored {
        Stored::Profile => (key("privacy-profile"), key("privacy-profile-why"), key("privacy-profile-long")),
        Stored::Account => (key("privacy-account"), key("privacy-account-why"), key("privacy-account-long")),
        Stored::Memberships => {
            (key("privacy-memberships"), key("privacy-memberships-why"), key("privacy-memberships-long"))
        }
        Stored::Events => (key("privacy-events"), key("privacy-events-why"), key("privacy-events-long")),
        Stored::Ballots => (key("privacy-ballots"), key("privacy-ballots-why"), key("privacy-ballots-long")),
        Stored::Roles => (key("privacy-roles"), key("privacy-roles-why"), key("privacy-roles-long")),
        Stored::Writing => (key("privacy-writing"), key("privacy-writing-why"), key("privacy-writing-long")),
        Stored::Quotes => (key("privacy-quotes"), key("privacy-quotes-why"), key("privacy-quotes-long")),
        Stored::Stories => (key("privacy-stories"), key("privacy-stories-why"), key("privacy-stories-long")),
        Stored::Messages => (key("privacy-messages"), key("privacy-messages-why"), key("privacy-messages-long")),
        Stored::AuditLog => (key("privacy-audit-log"), key("privacy-audit-log-why"), key("privacy-audit-log-long")),
        Stored::Outbox => (key("privacy-outbox"), key("privacy-outbox-why"), key("privacy-outbox-long")),
        Stored::Programme => (key("privacy-programme"), key("privacy-programme-why"), key("privacy-programme-long")),
    };
    Holding { what, why, long }
}

async fn privacy(visit: Visit) -> Answer {
    let words = &visit.words;
    let organisation = &visit.site.organisation;
    let name = [("organisation", organisation.name.as_str().into())];
    show(&PrivacyPage {
        intro: words.say_with("privacy-intro", &name),
        holdings: organisation::stored().map(holding).collect(),
        cookies: vec![
            (crate::shell::session_cookie(&visit.web), key("privacy-cookie-session")),
            ("language", key("privacy-cookie-language")),
            ("flash", key("privacy-cookie-flash")),
        ],
        contact: organisation.contact_name.clone(),
        email: organisation.contact_email.clone(),
        page: Page::new(&visit, "", words.say("privacy-title")).described(words.say("privacy-description")),
    })
}

/// The pages that everybody may read.
const PUBLIC: [&str; 11] = [
    "/",
    "/communities",
    "/areas",
    "/impact",
    "/impact/history",
    "/impact/method",
    "/impact/publications",
    "/impact/recognition",
    "/news",
    "/accessibility",
    "/privacy",
];

#[derive(Template)]
#[template(path = "about/sitemap.xml")]
struct Sitemap {
    addresses: Vec<String>,
}

async fn sitemap(visit: Visit) -> Answer {
    let pages = organisation::public_pages(&visit).await?;
    let fixed = PUBLIC.iter().map(|path| (*path).to_owned());
    let communities = pages.communities.iter().map(|slug| format!("/communities/{slug}"));
    let areas = pages.areas.iter().map(|slug| format!("/areas/{slug}"));
    let claims = pages.claims.iter().map(|id| format!("/impact/claims/{id}"));
    let paths = fixed.chain(communities).chain(areas).chain(claims);
    let sitemap = Sitemap { addresses: paths.map(|path| visit.url(&path)).collect() };
    let xml = sitemap.render().map_err(|error| Problem::internal(&error))?;
    Ok(file("application/xml", xml))
}

/// Where search engines need not look: pages that are someone's own, and searches, of which there is no end.
async fn robots(State(web): State<Web>) -> Response {
    let base = &web.app.parts.base_url;
    let closed = ["/search", "/me", "/people", "/sign-in", "/decisions", "/organisation", "/administration", "/audit"];
    let mut text = String::from("User-agent: *\n");
    for path in closed {
        text.push_str("Disallow: ");
        text.push_str(path);
        text.push('\n');
    }
    text.push_str("Sitemap: ");
    text.push_str(base);
    text.push_str("/sitemap.xml\n");
    file("text/plain; charset=utf-8", text)
}

/// What a phone shows when somebody puts the site on its first screen.
async fn manifest(State(web): State<Web>) -> Response {
    let site = web.app.site();
    let organisation = &site.organisation;
    let icon = format!("{}/icon.svg", crate::shell::assets_base());
    let manifest = json!({
        "name": format!("{} · {}", organisation.programme_name, organisation.name),
        "short_name": organisation.programme_name,
        "lang": organisation.language,
        "start_url": "/",
        "display": "minimal-ui",
        "theme_color": organisation.accent,
        "background_color": "#fdfcf9",
        "icons": [{ "src": icon, "sizes": "any", "type": "image/svg+xml" }],
    });
    file("application/manifest+json", manifest.to_string())
}

fn file(media_type: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    (headers, text).into_response()
}
