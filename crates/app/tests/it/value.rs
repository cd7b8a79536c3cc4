//! What a community measures and tells: who reads a story, what the site counts by itself, and what comes back.

use copia_app::{
    Ctx, Error,
    domain::{
        policy::Viewer,
        role_terms::TermRole,
        value::{
            ValueType,
            matrix::Reading,
            stories::{Audience, Reader, State, is_readable},
        },
    },
    memberships, outbox,
    stories::{self, ShareInput, StepInput, StoryInput, WordInput},
    value::{self, IndicatorInput},
};
use copia_testkit::{TestApp, on_both};

const STEP: StepInput<'static> = StepInput {
    value_type: "applied",
    body: "We use one list.",
    state: "hoped_for",
    happened: "",
    evidence: "",
    indicator: "",
    version: 1,
};

async fn begun(teller: &Ctx) -> String {
    let input = StoryInput { title: "One list", ..StoryInput::default() };
    let id = stories::write(teller, "data", None, &input).await.unwrap().to_string();
    stories::write_step(teller, &id, None, &STEP).await.unwrap();
    id
}

on_both! {
    async fn a_story_is_found_by_whom_the_rule_lets_read_it(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let [teller, member, lead, staff, asked] = [
            site.person("Tess Example").await,
            site.person("Member Example").await,
            site.person("Lead Example").await,
            site.person("Staff Example").await,
            site.person("Asked Example").await,
        ];
        site.appoint(lead, community, TermRole::Lead).await;
        memberships::join(&site.signed_in(member).await, "data", "").await.unwrap();
        let teller = site.signed_in(teller).await;
        let id = begun(&teller).await;
        stories::ask_word(&teller, &id, "Asked Example").await.unwrap();
        let staffed = Reader { is_staff: true, sees_community: true, ..Reader::default() };
        let readers = [
            (teller.clone(), Reader { is_own: true, ..staffed }),
            (site.signed_in(member).await, Reader { belongs: true, ..staffed }),
            (site.signed_in(lead).await, Reader { belongs: true, ..staffed }),
            (site.signed_in(staff).await, staffed),
            (site.signed_in(asked).await, Reader { is_asked: true, ..staffed }),
            (site.visitor(), Reader { sees_community: true, ..Reader::default() }),
        ];
        for state in State::ALL {
            for audience in Audience::ALL {
                let change = format!("UPDATE stories SET state = '{state}', audience = '{audience}', shared_at = written_at");
                site.db.tamper(&change).await;
                for (ctx, reader) in &readers {
                    let found = stories::look(ctx, &id).await.is_ok();
                    let expected = is_readable(*state, *audience, *reader);
                    assert_eq!(found, expected, "{state} for {audience}: {reader:?} {:?}", ctx.viewer == Viewer::visitor());
                }
            }
        }
    }

    async fn a_word_counts_for_the_text_that_was_read_alone(db) {
        let site = TestApp::start(db).await;
        site.community("Data").await;
        let asked = site.person("Asked Example").await;
        let other = site.person("Other Example").await;
        let teller = site.person("Tess Example").await;
        let teller = site.signed_in(teller).await;
        let id = begun(&teller).await;
        stories::ask_word(&teller, &id, "Asked Example").await.unwrap();
        let asked = site.signed_in(asked).await;
        let read = stories::look(&asked, &id).await.unwrap().told.story.version;
        let word = WordInput { word: "confirms", note: "", version: read };
        stories::write_step(&teller, &id, None, &StepInput { body: "Sales rose.", version: read, ..STEP }).await.unwrap();
        assert!(matches!(stories::answer_word(&asked, &id, &word).await, Err(Error::Stale)));
        let other = site.signed_in(other).await;
        assert!(matches!(stories::answer_word(&other, &id, &word).await, Err(Error::NotFound)));
        let story = stories::look(&asked, &id).await.unwrap().told.story;
        assert_eq!(story.confirmed, 0);
        let now = WordInput { version: story.version, ..word };
        stories::answer_word(&asked, &id, &now).await.unwrap();
        assert_eq!(stories::look(&asked, &id).await.unwrap().told.story.confirmed, 1);
    }

    async fn the_site_counts_what_it_was_asked_to_and_says_so(db) {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let lead = site.person("Lead Example").await;
        site.appoint(lead, community, TermRole::Lead).await;
        let lead = site.signed_in(lead).await;
        let input = IndicatorInput {
            name: "Joined",
            automatic: "members_joined",
            kind: "effect",
            direction: "up",
            ..IndicatorInput::default()
        };
        let id = value::save_indicator(&lead, "data", None, &input).await.unwrap().to_string();
        let page = value::indicator_page(&lead, "data", &id).await.unwrap();
        assert_eq!(page.measurements.len(), 1);
        assert!(page.indicator.is_counted && page.indicator.latest.unwrap().to_string() == "0");
        let by_hand = value::MeasurementInput { on: "2026-05-01", value: "9", ..value::MeasurementInput::default() };
        let refused = value::record(&lead, "data", &id, &by_hand).await;
        assert!(matches!(refused, Err(Error::NotNow(_))), "nobody writes down what the site counts: {refused:?}");
        let member = site.person("Member Example").await;
        memberships::join(&site.signed_in(member).await, "data", "").await.unwrap();
        site.advance_hours(24 * 29);
        outbox::schedule(&site.app.system()).await.unwrap();
        site.run_jobs().await;
        let page = value::indicator_page(&lead, "data", &id).await.unwrap();
        assert_eq!(page.measurements.iter().map(|one| one.value.to_string()).collect::<Vec<_>>(), ["1", "0"]);
        // A share of few says who they were, so it is not counted.
        let share = IndicatorInput { name: "Came again", automatic: "return_rate", ..input };
        let id = value::save_indicator(&lead, "data", None, &share).await.unwrap().to_string();
        assert!(value::indicator_page(&lead, "data", &id).await.unwrap().measurements.is_empty());
    }

    async fn a_column_is_read_from_all_stories_and_not_from_those_that_are_shown(db) {
        let site = TestApp::start(db).await;
        site.community("Data").await;
        let teller = site.person("Tess Example").await;
        let teller = site.signed_in(teller).await;
        let reader = site.person("Reader Example").await;
        let reader = site.signed_in(reader).await;
        let told = [("realised", "happened", "organisation"), ("transformative", "happened", "community")];
        let later = std::iter::repeat_n(("immediate", "hoped_for", "organisation"), 60);
        for (value_type, state, audience) in told.into_iter().chain(later) {
            let input = StoryInput { title: "One list", ..StoryInput::default() };
            let id = stories::write(&teller, "data", None, &input).await.unwrap().to_string();
            let happened = if state == "happened" { "2026" } else { "" };
            stories::write_step(&teller, &id, None, &StepInput { value_type, state, happened, ..STEP }).await.unwrap();
            let shared = ShareInput { audience, naming: "role", others: "none", version: 2 };
            stories::share(&teller, &id, &shared).await.unwrap();
        }
        let page = value::matrix(&reader, "data", "eight").await.unwrap();
        assert_eq!((page.paths.len(), page.total), (60, 61));
        let told = |kind| page.columns.iter().find(|one| one.value_type == kind).map(|one| (one.told, one.reading));
        assert_eq!(told(ValueType::Realised), Some((1, Reading::StoryWithoutMeasure)));
        assert_eq!(told(ValueType::Transformative), Some((0, Reading::Nothing)), "its readers are others");
        assert_eq!(told(ValueType::Immediate), Some((0, Reading::Nothing)));
    }

    async fn what_a_story_hopes_for_comes_back_once_after_ten_weeks(db) {
        let site = TestApp::start(db).await;
        site.community("Data").await;
        let teller = site.person("Tess Example").await;
        begun(&site.signed_in(teller).await).await;
        site.take_mail();
        for (days, letters) in [(69, 0), (1, 1), (1, 0), (10, 0)] {
            site.advance_hours(24 * days);
            outbox::schedule(&site.app.system()).await.unwrap();
            site.run_jobs().await;
            assert_eq!(site.take_mail().len(), letters, "after {days} days more");
        }
        let mine = stories::mine(&site.signed_in(teller).await).await.unwrap();
        assert_eq!(mine.due(&site.signed_in(teller).await).len(), 1);
    }
}
