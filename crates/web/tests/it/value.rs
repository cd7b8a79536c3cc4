//! What difference a community makes, as browsers meet it: the worked example of domain research 2.15, entered through
//! the pages and read as the matrix.

use crate::browser::Browser;
use axum::http::StatusCode;
use copia_app::{
    claims::{self, ClaimInput, EvidenceInput, Holds},
    domain::{
        memberships::Level,
        role_terms::TermRole,
        value::matrix::{Reading, View},
    },
    memberships, value,
};
use copia_testkit::{TestApp, testing::TestDb};

struct Scene {
    site: TestApp,
    lead: Browser,
    teller: Browser,
    adviser: Browser,
    other: Browser,
    visitor: Browser,
    event: String,
}

impl Scene {
    async fn new() -> Self {
        let site = TestApp::start(TestDb::sqlite().await).await;
        let community = site.community("Events Management").await;
        let [lead, teller, adviser, other] = [
            site.person("Lead Example").await,
            site.person("Tess Example").await,
            site.person("Safety Adviser Example").await,
            site.person("Other Example").await,
        ];
        site.appoint(lead, community, TermRole::Lead).await;
        for person in [teller, other] {
            memberships::join(&site.signed_in(person).await, "events-management", "").await.unwrap();
        }
        let ctx = site.signed_in(other).await;
        memberships::change_own_level(&ctx, "events-management", Level::Core).await.unwrap();
        let event = site.event(lead, "events-management", "Crowd safety").await;
        site.advance_hours(24 * 14);
        Self {
            lead: Browser::signed_in(&site, lead).await,
            teller: Browser::signed_in(&site, teller).await,
            adviser: Browser::signed_in(&site, adviser).await,
            other: Browser::signed_in(&site, other).await,
            visitor: Browser::new(&site),
            site,
            event,
        }
    }

    /// Defines an indicator with a measurement; gives its path.
    async fn indicator(&mut self, fields: &[(&str, &str)], measured: Option<(&str, &str)>) -> String {
        let mut all = vec![
            ("definition", "As the heads of faculty say at the end of each term."),
            ("source", "A letter to each"),
            ("kind", "effect"),
            ("measure", "number"),
            ("direction", "up"),
            ("version", "0"),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        all.extend_from_slice(fields);
        let answer = self.lead.post("/communities/events-management/value/indicators", &all).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let path = answer.location().to_owned();
        if let Some((value, base)) = measured {
            let fields = [("on", "2026-05-10"), ("value", value), ("base", base)];
            let answer = self.lead.post(&format!("{path}/measurements"), &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        path
    }
}

/// The version that a page's forms carry.
fn version(body: &str) -> String {
    let after = body.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("{body}"));
    after.split('"').next().unwrap().to_owned()
}

fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Adds a step through its form.
async fn step(teller: &mut Browser, story: &str, fields: &[(&str, &str)]) {
    let form = teller.get(&format!("{story}/steps")).await;
    let version = version(&form.body);
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    let answer = teller.post(&format!("{story}/steps"), &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn share(teller: &mut Browser, story: &str, audience: &str) {
    let form = teller.get(&format!("{story}/sharing")).await;
    let version = version(&form.body);
    let choice = [("audience", audience), ("naming", "role"), ("others", "none"), ("version", version.as_str())];
    let answer = teller.post(&format!("{story}/sharing"), &choice).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn the_worked_example_is_entered_through_the_pages_and_read_as_the_matrix() {
    use Reading::{Both, Nothing, StoryWithoutMeasure};

    let mut scene = Scene::new().await;
    let framing = [
        ("aspiration", "At least half of the faculties use the shared risk-assessment template by July"),
        ("conditions", "The template is approved by Safety"),
        ("risks", "Local variants"),
        ("mitigations", "One owner"),
        ("planned", "Faculties that use it"),
        ("owner", "Lead Example"),
        ("review_by", "2026-12-01"),
        ("version", "0"),
    ];
    let path = "/communities/events-management/value/framing/applied";
    assert_eq!(scene.lead.post(path, &framing).await.status, StatusCode::SEE_OTHER);
    let late = scene.lead.post(path, &framing).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody who has an old form is told");
    assert_eq!(scene.teller.post(path, &framing).await.status, StatusCode::FORBIDDEN);

    let worth = [("name", "Worth my time"), ("value_type", "immediate"), ("measure", "percent")];
    let worth = scene.indicator(&worth, Some(("87.5", "24"))).await;
    let saves = scene.indicator(&[("name", "Times it was saved"), ("value_type", "potential")], Some(("31", ""))).await;
    let faculties = [
        ("name", "Faculties using it"),
        ("value_type", "applied"),
        ("unit", "faculties"),
        ("baseline", "2"),
        ("baseline_on", "2025"),
        ("target", "6"),
    ];
    let faculties = scene.indicator(&faculties, Some(("5", "11"))).await;
    let days = [("name", "Days to sign-off"), ("value_type", "realised"), ("unit", "days"), ("direction", "down")];
    let days = scene.indicator(&days, None).await;
    let owner =
        scene.indicator(&[("name", "Template owner in place"), ("value_type", "enabling")], Some(("1", ""))).await;
    let policy = scene.indicator(&[("name", "Policy link"), ("value_type", "transformative")], None).await;
    let look = scene.other.get(&worth).await;
    assert!(look.says("from 24 answers; among all, between 69% and 96%"), "{}", look.body);
    let look = scene.other.get(&faculties).await;
    assert!(look.says("Moving as hoped") && look.says("A1 Faculties using it"), "{}", look.body);

    let form = scene.teller.get(&format!("/communities/events-management/stories/new?event={}", scene.event)).await;
    let event = form.body.split("\" selected>Crowd safety").next().unwrap().rsplit('"').next().unwrap().to_owned();
    assert!(form.says("selected>Crowd safety"), "{}", form.body);
    let story = [
        ("title", "One form for the open day"),
        ("event", event.as_str()),
        ("contributors", "Safety’s own backlog project"),
        ("otherwise", "We would have reused last year’s form"),
        ("level", "team"),
        ("version", "0"),
    ];
    let answer = scene.teller.post("/communities/events-management/stories", &story).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let story = answer.location().strip_suffix("/steps").unwrap().to_owned();
    let [worth, saves, faculties, days, owner, policy] =
        [&worth, &saves, &faculties, &days, &owner, &policy].map(|path| id(path).to_owned());
    let steps: [[(&str, &str); 6]; 6] = [
        [
            ("value_type", "immediate"),
            ("state", "happened"),
            ("happened", "2026-05-12"),
            ("body", "Came to a Lunch and Learn on crowd safety; good, frank discussion"),
            ("indicator", &worth),
            ("evidence", "The event’s record and pulse"),
        ],
        [
            ("value_type", "potential"),
            ("state", "happened"),
            ("happened", "2026-05-12"),
            ("body", "Left with the draft template and the name of a colleague in Safety"),
            ("indicator", &saves),
            ("evidence", "The template; an introduction"),
        ],
        [
            ("value_type", "applied"),
            ("state", "happened"),
            ("happened", "2026-05"),
            ("body", "Used it for the open day; changed section 3"),
            ("indicator", &faculties),
            ("evidence", "The file"),
        ],
        [
            ("value_type", "realised"),
            ("state", "partly"),
            ("happened", "2026-05"),
            ("body", "Sign-off took 2 days, not 9 (one event)"),
            ("indicator", &days),
            ("evidence", "The adviser’s mail"),
        ],
        [
            ("value_type", "enabling"),
            ("state", "happened"),
            ("happened", "2026"),
            ("body", "The community now keeps a named template owner"),
            ("indicator", &owner),
            ("evidence", "Charter, version 3"),
        ],
        [
            ("value_type", "transformative"),
            ("state", "hoped_for"),
            ("happened", ""),
            ("body", "Safety adopts it as the standard form"),
            ("indicator", &policy),
            ("evidence", ""),
        ],
    ];
    let faulty = scene.teller.post(&format!("{story}/steps"), &[("body", ""), ("version", "1")]).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    for fields in &steps {
        step(&mut scene.teller, &story, fields).await;
    }
    assert_eq!(scene.other.get(&story).await.status, StatusCode::NOT_FOUND, "a draft is its teller's");
    let unsaid = scene.teller.post(&format!("{story}/sharing"), &[("version", "7")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is chosen for whoever has not chosen");
    let refused = [("audience", "organisation"), ("naming", "role"), ("others", "not_agreed"), ("version", "7")];
    let refused = scene.teller.post(&format!("{story}/sharing"), &refused).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.says("Ask them first"), "{}", refused.body);
    share(&mut scene.teller, &story, "organisation").await;
    let asked = scene.teller.post(&format!("{story}/words"), &[("person", "Safety Adviser Example")]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    scene.site.run_jobs().await;
    assert_eq!(scene.site.take_mail().iter().filter(|sent| sent.to.contains("safety")).count(), 1);
    let mine = scene.adviser.get("/me/stories").await;
    assert!(mine.says("One form for the open day"), "{}", mine.body);
    let read = version(&scene.adviser.get(&story).await.body);
    let late = [("word", "confirms"), ("remark", "I signed it off on 3 February"), ("version", "1")];
    let late = scene.adviser.post(&format!("{story}/word"), &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("The story was changed") && late.says("I signed it off on 3 February"), "{}", late.body);
    let word = [("word", "confirms"), ("remark", "I signed it off on 3 February"), ("version", read.as_str())];
    assert_eq!(scene.adviser.post(&format!("{story}/word"), &word).await.status, StatusCode::SEE_OTHER);
    let other = scene.other.post(&format!("{story}/word"), &word).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "only whoever was asked gives their word");

    let read = scene.other.get(&story).await;
    for said in
        ["I signed it off on 3 February", "A1 Faculties using it", "Safety’s own backlog project", "Crowd safety"]
    {
        assert!(read.says(said), "{said}: {}", read.body);
    }
    assert!(!read.says("Tess Example"), "told by role, without the name");
    assert_eq!(scene.visitor.get(&story).await.status, StatusCode::NOT_FOUND);

    // The matrix: six columns with a mark, one of them hollow; what is not measured, or not told, is seen.
    let matrix = scene.other.get("/communities/events-management/value/matrix").await;
    let row = matrix.body.split(&format!("href=\"{story}\"")).nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(row.matches("class=\"badge").count(), 6, "{row}");
    assert_eq!(row.matches("Hoped for").count(), 1, "{row}");
    assert_eq!(row.matches("Says nothing here").count(), 2, "{row}");
    assert!(row.contains("A1") && row.contains("Partly"), "{row}");
    assert!(matrix.says("Story without measure") && matrix.says("5 faculties"), "{}", matrix.body);
    assert_eq!(matrix.body.matches("class=\"matrix-mark").count(), 6);
    let five = scene.other.get("/communities/events-management/value/matrix?view=five").await;
    assert!(!five.says(">Enabling<"), "{}", five.body);
    assert_eq!(scene.visitor.get("/communities/events-management/value/matrix").await.status, StatusCode::UNAUTHORIZED);
    let person = scene.site.person("Reader Example").await;
    let view = value::matrix(&scene.site.signed_in(person).await, "events-management", "eight").await.unwrap();
    let readings: Vec<Reading> = view.columns.iter().map(|column| column.reading).collect();
    assert_eq!(readings, [Both, Both, Both, StoryWithoutMeasure, Nothing, Both, Nothing, Nothing]);
    assert_eq!(view.view, View::Eight);
    let hopes = view.paths[0].told.story.follow_up;
    assert!(hopes.is_some(), "what is hoped for is asked about again");
}

#[tokio::test]
async fn what_is_written_for_somebody_is_theirs_to_share() {
    let mut scene = Scene::new().await;
    let fields = [("title", "A shorter queue"), ("teller", "Tess Example"), ("version", "0")];
    let refused = scene.adviser.post("/communities/events-management/stories", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only those at the core write for others");
    let answer = scene.other.post("/communities/events-management/stories", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let story = answer.location().strip_suffix("/steps").unwrap().to_owned();
    step(
        &mut scene.other,
        &story,
        &[("value_type", "realised"), ("state", "happened"), ("body", "It took an hour less")],
    )
    .await;
    assert_eq!(scene.teller.get(&story).await.status, StatusCode::NOT_FOUND, "not before they are asked");
    let own = scene.other.get(&format!("{story}/sharing")).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "a writer shares nothing");
    assert_eq!(scene.other.post(&format!("{story}/offer"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.other.get(&format!("{story}/edit")).await.status, StatusCode::CONFLICT);
    assert!(scene.teller.get(&story).await.says("This was written for you"));
    let back = scene.teller.post(&format!("{story}/answer"), &[("note", "It was two hours")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(scene.other.get(&story).await.says("It was two hours"));
    assert_eq!(scene.other.post(&format!("{story}/offer"), &[]).await.status, StatusCode::SEE_OTHER);
    share(&mut scene.teller, &story, "public").await;
    assert!(scene.visitor.get(&story).await.says("It took an hour less"));
    assert!(scene.visitor.get("/communities/events-management/stories").await.says("A shorter queue"));
    assert_eq!(scene.other.get(&format!("{story}/edit")).await.status, StatusCode::NOT_FOUND, "it is the teller's now");
    let returned = scene.lead.post(&format!("{story}/return"), &[("note", "Which queue?")]).await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER, "{}", returned.body);
    assert_eq!(scene.visitor.get(&story).await.status, StatusCode::NOT_FOUND);
    assert!(scene.teller.get(&story).await.says("Which queue?"));
    share(&mut scene.teller, &story, "public").await;
    assert!(scene.teller.get(&format!("{story}/appraisal")).await.says("It took an hour less"));
    assert_eq!(scene.teller.post(&format!("{story}/withdrawal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.visitor.get(&story).await.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.teller.post(&format!("{story}/removal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.teller.get(&story).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_claim_rests_on_a_measurement_and_a_story_until_one_of_them_is_gone() {
    let mut scene = Scene::new().await;
    let fields = [("name", "Faculties using it"), ("value_type", "applied"), ("unit", "faculties")];
    let indicator = scene.indicator(&fields, Some(("5", "11"))).await;
    let page = scene.lead.get(&indicator).await;
    let measurement = page.body.split("/measurements/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let answer =
        scene.teller.post("/communities/events-management/stories", &[("title", "One form"), ("version", "0")]).await;
    let story = answer.location().strip_suffix("/steps").unwrap().to_owned();
    step(&mut scene.teller, &story, &[("value_type", "applied"), ("state", "happened"), ("body", "We used it")]).await;
    share(&mut scene.teller, &story, "organisation").await;
    let editor = scene.site.person_with("Eda Example", TermRole::Editor).await;
    let manager = scene.site.person_with("Max Example", TermRole::ProgrammeManager).await;
    let (editor, manager) = (scene.site.signed_in(editor).await, scene.site.signed_in(manager).await);
    let claim = ClaimInput {
        statement: "faculties use one form",
        measure: "count",
        value: "5",
        strength: "corroborated",
        ..crate::claims::SENTENCE
    };
    let claim = claims::write(&editor, None, &claim).await.unwrap().to_string();
    let choices = claims::evidence_form(&editor, &claim).await.unwrap();
    assert_eq!((choices.measurements.len(), choices.stories.len()), (1, 1));
    for (kind, reference) in [("measurement", measurement.as_str()), ("story", id(&story))] {
        let piece = EvidenceInput { kind, reference, ..EvidenceInput::default() };
        claims::add_evidence(&editor, &claim, &piece).await.unwrap();
    }
    claims::hand_in(&editor, &claim, 3).await.unwrap();
    claims::approve(&manager, &claim, 4).await.unwrap();
    let page = scene.visitor.get(&format!("/impact/claims/{claim}")).await;
    assert!(page.says("A1 Faculties using it") && page.says("A story for staff"), "{}", page.body);
    assert!(!page.says("One form<"), "visitors do not read what is for staff: {}", page.body);
    assert_eq!(claims::page(&manager, &claim).await.unwrap().shown.holds, Holds::Yes);
    assert_eq!(scene.teller.post(&format!("{story}/withdrawal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(claims::page(&manager, &claim).await.unwrap().shown.holds, Holds::Gone);
}

#[tokio::test]
async fn ones_own_account_is_private_until_it_is_shared() {
    let mut scene = Scene::new().await;
    let mut fields =
        vec![("reasons", "To learn"), ("myself", "I dare to ask"), ("myself_example", "At a talk"), ("version", "0")];
    assert_eq!(scene.teller.post("/me/narrative", &fields).await.status, StatusCode::SEE_OTHER);
    let page = scene.teller.get("/me/narrative").await;
    assert!(page.says("Only you read this") && page.says("I dare to ask"), "{}", page.body);
    fields.retain(|(name, _)| *name != "version");
    fields.extend([("version", "1"), ("is_shared", "yes")]);
    assert_eq!(scene.teller.post("/me/narrative", &fields).await.status, StatusCode::SEE_OTHER);
    let page = scene.teller.get("/me/narrative").await;
    let path = page.body.split("href=\"/people/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/people/{path}");
    assert!(scene.other.get(&path).await.says("I dare to ask"));
    assert_eq!(scene.visitor.get(&path).await.status, StatusCode::UNAUTHORIZED);
    fields.retain(|(name, _)| !["version", "is_shared"].contains(name));
    fields.push(("version", "2"));
    assert_eq!(scene.teller.post("/me/narrative", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.other.get(&path).await.status, StatusCode::NOT_FOUND);
}
