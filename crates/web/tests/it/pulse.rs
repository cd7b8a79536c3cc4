//! The pulse's pages, and what their logs, answers and caches keep of somebody who answers.

use crate::browser::Browser;
use axum::http::{StatusCode, header};
use copia_app::{
    domain::{ids::PersonId, registrations::Place, role_terms::TermRole},
    registrations,
};

use copia_testkit::{TestApp, on_both, testing::TestDb};
use std::{
    fmt::Write as _,
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// Writes down all that is logged, at every level.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<String>>);

impl Log {
    /// All that was logged.
    pub(crate) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0.lock().unwrap(), " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        span.record(&mut self.clone());
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
        self.0.lock().unwrap().push('\n');
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// An event that is over, and those who had a seat and were thanked.
struct Scene {
    site: TestApp,
    lead: PersonId,
    people: Vec<PersonId>,
    /// The path in the letter of a guest.
    guest: String,
}

const PATH: &str = "/events/reading-charts/pulse";

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let lead = site.person("Lead Example").await;
        site.appoint(lead, community, TermRole::Lead).await;
        site.event_with(lead, "data", "Reading charts", |input| {
            input.seats = "";
            input.audience = "public";
        })
        .await;
        let mut people = Vec::new();
        for number in 0..19 {
            let person = site.person(&format!("Person Example{number}")).await;
            registrations::register(&site.signed_in(person).await, "reading-charts", Place::InPerson, "")
                .await
                .unwrap();
            people.push(person);
        }
        let mut visitor = Browser::new(&site);
        let fields = [("name", "Gail Example"), ("email", "gail@elsewhere.example"), ("place", "online")];
        visitor.post("/events/reading-charts/guest", &fields).await;
        site.run_jobs().await;
        let link = path_in(&site, "/guests/");
        assert_eq!(visitor.post(&link, &[("needs", "")]).await.status, StatusCode::SEE_OTHER);
        site.advance_hours(8 * 24 + 7);
        site.run_jobs().await;
        let guest = path_in(&site, "/pulse/");
        Self { site, lead, people, guest }
    }
}

/// The path that begins so, in the letters that were sent since the last look.
fn path_in(site: &TestApp, begins: &str) -> String {
    let post = site.take_mail();
    let text = post.iter().map(|letter| letter.text.as_str()).find(|text| text.contains(&format!(".example{begins}")));
    let text = text.expect("a letter with such a link");
    let from = text.find(&format!(".example{begins}")).unwrap() + ".example".len();
    text[from..].split_whitespace().next().unwrap().to_owned()
}

on_both! {
    async fn attack_logs_of_the_request_that_answers(db) {
        let scene = Scene::new(db).await;
        let mut browser = Browser::signed_in(&scene.site, scene.people[0]).await;
        let mut guest = Browser::new(&scene.site);
        let log = Log::default();
        let guard = tracing::subscriber::set_default(log.clone());
        let answer = [("worth", "partly"), ("takeaway", "An unforgettable phrase")];
        browser.get(PATH).await;
        assert_eq!(browser.post(PATH, &[("worth", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(PATH, &answer).await.status, StatusCode::SEE_OTHER);
        guest.get(&scene.guest).await;
        assert_eq!(guest.post(&scene.guest, &answer).await.status, StatusCode::SEE_OTHER);
        let text = log.text();
        let lines: Vec<&str> = text.lines().filter(|line| line.contains("route")).collect();
        assert_eq!(lines.len(), 5, "{text}");
        for line in lines {
            let plain = line.replace("/events/{slug}/pulse", "ROUTE").replace("/pulse/{entry}/{signature}", "ROUTE");
            let [status, method] = ["200", "GET"].map(str::to_owned);
            let known = ["200", "303", "422"].into_iter().map(str::to_owned).find(|status| plain.contains(status));
            let method = if plain.contains("POST") { "POST".to_owned() } else { method };
            let status = known.unwrap_or(status);
            let all: std::collections::BTreeSet<String> = plain.split_whitespace().map(str::to_owned).collect();
            let expected = [
                "message=request".to_owned(),
                format!("method={method}"),
                "route=\"ROUTE\"".to_owned(),
                format!("status={status}"),
            ];
            assert_eq!(all, expected.into(), "a line says which page and what came of it, and no more");
        }
        for secret in ["unforgettable", "partly", "127.0.0.1", &scene.people[0].to_string(), &scene.guest] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        let numbers = Browser::new(&scene.site).get("/metrics").await.body;
        assert!(!numbers.contains("pulse") && !numbers.contains("ballot"), "{numbers}");
        drop(guard);
        // Other pages are logged with all that helps, so the check can fail.
        let _guard = tracing::subscriber::set_default(log.clone());
        browser.get("/me").await;
        assert!(log.text().contains(&scene.people[0].to_string()));
    }

    async fn attack_caches_history_and_the_back_button(db) {
        let scene = Scene::new(db).await;
        let mut browser = Browser::signed_in(&scene.site, scene.people[0]).await;
        let asked = browser.get(PATH).await;
        assert_eq!(asked.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
        assert!(asked.says("You are one of 20 people who are asked") && asked.says("autocomplete=\"off\""), "{}", asked.body);
        let wrong = browser.post(PATH, &[("worth", ""), ("takeaway", "A draft")]).await;
        assert_eq!((wrong.status, wrong.headers.get(header::CACHE_CONTROL).unwrap().to_str().unwrap()), (StatusCode::UNPROCESSABLE_ENTITY, "no-store"));
        assert!(wrong.says("A draft"), "what was typed comes back");
        assert!(!browser.get(PATH).await.says("A draft"), "and is kept nowhere");
        let sent = browser.post(PATH, &[("worth", "partly"), ("takeaway", "A phrase")]).await;
        assert_eq!(sent.location(), PATH, "nothing of the answer is in an address");
        let back = browser.get(PATH).await;
        assert!(back.says("Received, and not yet counted") && !back.says("A phrase") && !back.says("<textarea"));
        let twice = browser.post(PATH, &[("worth", "fully")]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER);
        assert!(browser.get(PATH).await.says("You have answered already"));
    }

    async fn what_people_said_is_read_by_those_who_ran_it(db) {
        let scene = Scene::new(db).await;
        for (number, person) in scene.people.iter().enumerate() {
            let mut browser = Browser::signed_in(&scene.site, *person).await;
            let worth = if number < 5 { "not_really" } else { "fully" };
            let answer = browser.post(PATH, &[("worth", worth), ("takeaway", "<b>Colour</b>")]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let mut lead = Browser::signed_in(&scene.site, scene.lead).await;
        assert!(lead.get("/events/reading-charts").await.says("What people said"));
        let early = lead.get(&format!("{PATH}/results")).await;
        assert!(early.says("People still answer") && !early.says("Colour"), "{}", early.body);
        scene.site.advance_hours(14 * 24 + 1);
        scene.site.run_jobs().await;
        // The lead's session is older than two weeks by now.
        let mut lead = Browser::signed_in(&scene.site, scene.lead).await;
        let shown = lead.get(&format!("{PATH}/results")).await;
        for text in ["74% say", "14 of 19 answers", "69 to 78%", "95%", "&#60;b&#62;Colour"] {
            assert!(shown.says(text), "{text} in {}", shown.body);
        }
        assert!(!lead.get(&format!("{PATH}/results")).await.says("Person Example"));
        let mut guest = Browser::new(&scene.site);
        assert_eq!(guest.get(&scene.guest).await.status, StatusCode::GONE, "all is counted");
    }
}
