//! The pages of surveys: building one, asking it, answering, and what their logs keep of somebody who answers.

mod attacks;

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::domain::role_terms::TermRole;
use copia_app::{
    Ctx,
    surveys::{self, ItemInput, SurveyInput, WaveInput},
};
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A survey with the first statement of the bank.
pub(crate) async fn survey(manager: &Ctx, title: &str) -> String {
    let input = SurveyInput { title, introduction: "Five minutes.", version: 0 };
    let id = surveys::write(manager, None, &input).await.unwrap().to_string();
    let bank = surveys::bank(manager).await.unwrap();
    let statement = bank.iter().find(|one| one.key == "good-use").unwrap().id.to_string();
    let input = ItemInput { kind: "statement", statement: &statement, version: 1, ..ItemInput::default() };
    surveys::write_item(manager, &id, None, &input).await.unwrap();
    id
}

/// A wave of a survey that asks everybody.
pub(crate) async fn wave(manager: &Ctx, survey: &str, title: &str) -> String {
    let input = WaveInput { title, everybody: true, attributes: vec!["role"], ..WaveInput::default() };
    surveys::plan(manager, Some(survey), None, &input).await.unwrap().to_string()
}

struct Scene {
    site: TestApp,
    people: Vec<copia_app::domain::ids::PersonId>,
    manager: Browser,
    survey: String,
}

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let mut people = Vec::new();
        for number in 1..=12 {
            people.push(site.person(&format!("Person Example{number}")).await);
        }
        let who = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let ctx = site.signed_in(who).await;
        surveys::add_standard(&ctx).await.unwrap();
        let survey = survey(&ctx, "What it is worth").await;
        let manager = Browser::signed_in(&site, who).await;
        Self { site, people, manager, survey }
    }

    /// A wave that is open, made through the pages.
    async fn open(&mut self, guests: &str) -> String {
        let path = format!("/surveys/forms/{}/waves/new", self.survey);
        let made = self.manager.post(&path, &[("title", "Spring"), ("asked", "everybody")]).await;
        let wave = made.location().to_owned();
        let opening = [("last_day", "2026-05-10"), ("guests", guests), ("version", "1")];
        let opened = self.manager.post(&format!("{wave}/opening"), &opening).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        wave.rsplit('/').next().unwrap().to_owned()
    }
}

on_both! {
    async fn a_survey_is_built_and_looked_at_in_the_pages(db) {
        let mut scene = Scene::new(db).await;
        let path = format!("/surveys/forms/{}", scene.survey);
        let number = [("kind", "number"), ("label", "Hours a month"), ("least", "0"), ("most", "40"), ("version", "2")];
        let added = scene.manager.post(&format!("{path}/items/new"), &number).await;
        assert_eq!(added.location(), path);
        let wrong = [("kind", "one"), ("label", "How often?"), ("choices", "Weekly"), ("version", "3")];
        let wrong = scene.manager.post(&format!("{path}/items/new"), &wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let after = [
            ("kind", "text"),
            ("label", "What is it good for?"),
            ("shown_if", "good-use@1=agree"),
            ("version", "3"),
        ];
        scene.manager.post(&format!("{path}/items/new"), &after).await;
        let preview = scene.manager.get(&format!("{path}/preview")).await;
        assert!(preview.says("Taking part is a good use of my time."), "{}", preview.body);
        assert!(preview.body.contains("data-if=\"q1\" data-is=\"agree\""), "{}", preview.body);
        assert!(preview.says("A whole number from 0 to 40."));
        let moved = [("to", "up"), ("version", "4")];
        scene.manager.post(&format!("{path}/items/q2/place"), &moved).await;
        scene.manager.post(&format!("{path}/items/q2/place"), &[("to", "up"), ("version", "5")]).await;
        let kept = scene.manager.get(&path).await;
        assert!(kept.says("Nothing was changed: another question is asked only after an answer"), "{}", kept.body);
    }

    async fn what_people_wrote_is_read_coded_redacted_and_released_in_the_pages(db) {
        let mut scene = Scene::new(db).await;
        let words = [("kind", "text"), ("label", "What should change?"), ("version", "2")];
        scene.manager.post(&format!("/surveys/forms/{}/items/new", scene.survey), &words).await;
        for number in 13..=17 {
            scene.people.push(scene.site.person(&format!("Person Example{number}")).await);
        }
        let wave = scene.open("").await;
        let asked = Browser::signed_in(&scene.site, scene.people[0]).await.get(&format!("/surveys/answer/{wave}")).await;
        assert!(asked.says("only if at least 15 wrote something to it") && asked.says("365 days after the end"));
        for (number, person) in scene.people.iter().enumerate() {
            let said = if number == 3 { "Ask Person Example9 first." } else { "Meet in the morning." };
            let mut person = Browser::signed_in(&scene.site, *person).await;
            person.post(&format!("/surveys/answer/{wave}"), &[("q2", said), ("end", "1")]).await;
        }
        let path = format!("/surveys/{wave}/comments");
        assert_eq!(scene.manager.get(&path).await.status, StatusCode::NOT_FOUND);
        scene.site.advance_hours(8 * 24);
        scene.site.run_jobs().await;
        let who = scene.site.person_with("Second Manager Example", TermRole::ProgrammeManager).await;
        let mut manager = Browser::signed_in(&scene.site, who).await;
        let page = manager.get(&path).await;
        assert!(page.says("17 comments, page 1 of 1") && page.body.contains("<mark>Person Example9</mark>"), "{}", page.body);
        let none = manager.post(&format!("{path}/themes"), &[("question", "q1"), ("name", "")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        manager.post(&format!("{path}/themes"), &[("question", "q1"), ("name", "Time of day")]).await;
        let page = manager.get(&path).await;
        let codes: Vec<&str> = page.body.split("name=\"code\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(codes.len(), 17, "{}", page.body);
        let mut form: Vec<(&str, &str)> = vec![("question", "q1")];
        form.extend(codes.iter().map(|code| ("comment", code.split(':').next().unwrap())));
        form.extend(codes.iter().take(6).map(|code| ("code", *code)));
        manager.post(&format!("{path}/codes"), &form).await;
        assert!(manager.get(&path).await.says("The themes of 17 comments are kept."));
        let (before, _) = page.body.split_once("<mark>Person").unwrap();
        let secret = before.rsplit("name=\"comment\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let one = format!("{path}/{secret}");
        let wrong = manager.post(&one, &[("do", "redact"), ("words", "Nobody")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        manager.post(&one, &[("do", "redact"), ("words", "Person Example9")]).await;
        assert!(manager.get(&one).await.says("Ask […] first."));
        let unsure = manager.post(&one, &[("do", "allow")]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        manager.post(&one, &[("do", "allow"), ("sure", "yes")]).await;
        assert!(manager.get(&format!("{path}/release")).await.says("Ask […] first."));
        let results = format!("/surveys/{wave}/results");
        let mut reader = Browser::signed_in(&scene.site, scene.people[1]).await;
        assert!(!reader.get(&results).await.says("Ask […] first."));
        manager.post(&format!("{path}/release"), &[("do", "release")]).await;
        let shown = reader.get(&results).await;
        assert!(shown.says("Time of day") && shown.says("Ask […] first.") && shown.says("17 comments."), "{}", shown.body);
        assert!(!shown.body.contains(&path) && reader.get(&path).await.status == StatusCode::FORBIDDEN);
        manager.post(&format!("{path}/release"), &[("do", "take_back")]).await;
        assert!(!reader.get(&results).await.says("Time of day"));
    }

    async fn whoever_is_asked_reads_the_rule_and_answers_once(db) {
        let mut scene = Scene::new(db).await;
        let wave = scene.open("").await;
        let path = format!("/surveys/answer/{wave}");
        let mut person = Browser::signed_in(&scene.site, scene.people[0]).await;
        assert!(person.get("/").await.says("Answer “What it is worth”"));
        let page = person.get(&path).await;
        assert!(page.says("You are one of 13 people who are asked."), "{}", page.body);
        assert!(page.says("Your answers say nothing of who you are"), "{}", page.body);
        let half = person.post(&path, &[("q1", "agree")]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(half.says("Not everything has arrived") && half.body.contains("checked"), "{}", half.body);
        let wrong = person.post(&path, &[("q1", "perhaps"), ("end", "1")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = person.post(&path, &[("end", "1")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = person.post(&path, &[("q1", "agree"), ("end", "1")]).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, path.as_str()));
        let told = person.get(&path).await;
        assert!(told.says("Received, and not yet counted") && !told.body.contains("name=\"q1\""), "{}", told.body);
        person.post(&path, &[("q1", "disagree"), ("end", "1")]).await;
        assert!(person.get(&path).await.says("You have answered already. Nothing was changed."));
        // Whoever comes too late keeps what they typed.
        let mut late = Browser::signed_in(&scene.site, scene.people[1]).await;
        late.get(&path).await;
        scene.site.advance_hours(7 * 24);
        let late = late.post(&path, &[("q1", "agree"), ("end", "1")]).await;
        assert!(late.says("The time for answering is over") && late.body.contains("checked"), "{}", late.body);
    }

    async fn a_guest_answers_by_the_link_of_the_letter(db) {
        let mut scene = Scene::new(db).await;
        scene.open("gail@elsewhere.example").await;
        scene.site.run_jobs().await;
        let post = scene.site.take_mail();
        let letter = post.iter().find(|letter| letter.to == "gail@elsewhere.example").unwrap();
        let from = letter.text.find("/surveys/guest/").unwrap();
        let path = letter.text[from..].split_whitespace().next().unwrap().to_owned();
        let mut guest = Browser::new(&scene.site);
        let page = guest.get(&path).await;
        assert!(page.says("You are one of 14 people who are asked."), "{}", page.body);
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(guest.get(&format!("{path}x")).await.status, StatusCode::GONE);
        let sent = guest.post(&path, &[("q1", "agree"), ("end", "1")]).await;
        assert_eq!(sent.location(), path);
        assert!(guest.get(&path).await.says("Received, and not yet counted"));
    }
}
