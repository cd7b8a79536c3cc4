//! Surveys: who is asked, what is fixed, who is reminded, and what is kept of whoever answers.

mod attacks;

use copia_app::{
    Ctx, Error,
    surveys::{self, ItemInput, Move, OpenInput, Own, Stand, StatementInput, SurveyInput, SurveyLink, Told, WaveInput},
};
use copia_domain::{
    fields::Fault,
    ids::{PersonId, RollEntryId},
    role_terms::TermRole,
    surveys::{answers::Sent, waves::WaveState},
};
use copia_store::testing::contents;
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A community with so many members, and a survey with a statement, a choice, and words after the statement.
struct Scene {
    site: TestApp,
    manager: Ctx,
    people: Vec<PersonId>,
    survey: String,
}

impl Scene {
    async fn new(db: TestDb, people: usize) -> Self {
        let site = TestApp::start(db).await;
        site.community("Data").await;
        let manager = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(manager).await;
        let mut all = Vec::new();
        for number in 1..=people {
            let person = site.person(&format!("Person Example{number}")).await;
            copia_app::memberships::join(&site.signed_in(person).await, "data", "").await.unwrap();
            all.push(person);
        }
        site.run_jobs().await;
        site.take_mail();
        surveys::add_standard(&manager).await.unwrap();
        let input = SurveyInput { title: "What it is worth", introduction: "", version: 0 };
        let survey = surveys::write(&manager, None, &input).await.unwrap().to_string();
        let scene = Self { site, manager, people: all, survey };
        let statement = scene.statement("used").await;
        scene.item(&ItemInput { kind: "statement", statement: &statement, version: 1, ..ItemInput::default() }).await;
        let words =
            ItemInput { kind: "text", label: "What?", shown_if: "used@1=agree", version: 2, ..ItemInput::default() };
        scene.item(&words).await;
        let choice =
            ItemInput { kind: "one", label: "Since?", choices: "2024\n2025", version: 3, ..ItemInput::default() };
        scene.item(&choice).await;
        scene
    }

    async fn statement(&self, key: &str) -> String {
        let bank = surveys::bank(&self.manager).await.unwrap();
        bank.iter().find(|one| one.key == key).unwrap().id.to_string()
    }

    async fn item(&self, input: &ItemInput<'_>) {
        surveys::write_item(&self.manager, &self.survey, None, input).await.unwrap();
    }

    async fn plan(&self, attributes: &[&'static str]) -> String {
        let communities = vec!["data"];
        let attributes = attributes.to_vec();
        let input = WaveInput { title: "Spring", communities, attributes, ..WaveInput::default() };
        surveys::plan(&self.manager, Some(&self.survey), None, &input).await.unwrap().to_string()
    }

    async fn now(&self) -> Ctx {
        self.site.signed_in(self.manager.person().unwrap()).await
    }

    async fn version(&self, wave: &str) -> i64 {
        surveys::wave(&self.manager, wave).await.unwrap().wave.version
    }

    /// Opens a wave for two weeks.
    async fn open(&self, wave: &str, guests: &str) -> copia_app::Result<()> {
        let input = OpenInput { last_day: "2026-05-18", guests, version: self.version(wave).await };
        surveys::open(&self.manager, wave, &input).await
    }

    async fn answer(&self, wave: &str, number: usize, values: &[(usize, &str)]) -> copia_app::Result<()> {
        let sent: Sent = values.iter().map(|(place, value)| (*place, vec![(*value).to_owned()])).collect();
        surveys::answer(&self.site.signed_in(self.people[number]).await, wave, &sent).await.map(drop)
    }

    async fn told(&self, wave: &str, number: usize) -> Told {
        surveys::look(&self.site.signed_in(self.people[number]).await, wave).await.unwrap().told
    }

    fn letters(&self, begins: &str) -> usize {
        self.site.take_mail().iter().filter(|letter| letter.subject.contains(begins)).count()
    }
}

const AGREE: &[(usize, &str)] = &[(1, "agree"), (3, "a")];

on_both! {
    async fn a_wave_is_opened_answered_and_closed(db) {
        let scene = Scene::new(db, 24).await;
        let wave = scene.plan(&["role"]).await;
        let groups = surveys::wave(&scene.manager, &wave).await.unwrap().groups.unwrap();
        assert_eq!((groups.people, groups.told_apart, groups.rest), (24, vec![(vec![Some("wider".to_owned())], 24)], 0));
        scene.open(&wave, "").await.unwrap();
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("will you answer?"), 24);
        let view = surveys::look(&scene.site.signed_in(scene.people[0]).await, &wave).await.unwrap();
        assert_eq!(view.own, Own::Says { label: vec![Some("wider".to_owned())], invited: 24 });
        for number in 0..21 {
            assert_eq!(scene.told(&wave, number).await, Told::Asked(Stand::Open));
            scene.answer(&wave, number, &[(1, "agree"), (2, "A template"), (3, "a")]).await.unwrap();
            assert!(matches!(scene.answer(&wave, number, AGREE).await, Err(Error::AlreadyDone)));
        }
        assert!(matches!(scene.answer(&wave, 22, &[(1, "perhaps")]).await, Err(Error::Invalid(_))));
        assert!(matches!(scene.answer(&wave, 22, &[(1, "disagree"), (2, "x")]).await, Err(Error::Invalid(_))));
        // Before the end, how many have been counted is all that anybody knows.
        assert_eq!(surveys::wave(&scene.manager, &wave).await.unwrap().answered, 10);
        assert!(matches!(surveys::results(&scene.manager, &wave).await, Err(Error::NotFound)));
        scene.site.advance_hours(15 * 24);
        assert!(matches!(scene.answer(&wave, 22, AGREE).await, Err(Error::NotNow(_))));
        scene.site.run_jobs().await;
        let results = surveys::results(&scene.now().await, &wave).await.unwrap();
        assert_eq!(results.wave.state, WaveState::Closed);
        assert_eq!(results.wave.rule.unwrap().answered, Some(21));
        assert_eq!(results.cells[0].answered, Some(21));
        assert_eq!(scene.told(&wave, 0).await, Told::Over);
        let all = contents(&scene.site.db.url).await;
        assert!(all["ballot_roll"].is_empty());
        assert_eq!(all["ballots"].len(), 63);
        let cell = results.cells[0].id.0.simple().to_string();
        let says = |row: &String| row.to_lowercase().replace('-', "").contains(&cell);
        for row in &all["ballots"] {
            assert_eq!(says(row), !row.contains("A template"), "words never say a cell: {row}");
        }
        // What followed is told to those who were asked, once.
        let outcome = "You said: meet more often. We did.";
        surveys::say_outcome(&scene.now().await, &wave, outcome, results.wave.version).await.unwrap();
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("what you said, and what we did"), 24);
        surveys::say_outcome(&scene.now().await, &wave, "Better said.", results.wave.version + 1).await.unwrap();
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("what we did"), 0);
    }

    async fn whoever_is_one_of_too_few_reads_how_many_they_are(db) {
        let scene = Scene::new(db, 27).await;
        let seven = "SELECT id FROM memberships ORDER BY id LIMIT 7";
        scene.site.db.tamper(&format!("UPDATE memberships SET state = 'active_core' WHERE id IN ({seven})")).await;
        let wave = scene.plan(&["role"]).await;
        let guests: Vec<String> = (0..5).map(|number| format!("gail{number}@elsewhere.example")).collect();
        scene.open(&wave, &guests.join("\n")).await.unwrap();
        let mut told = std::collections::BTreeMap::new();
        for person in &scene.people {
            let view = surveys::look(&scene.site.signed_in(*person).await, &wave).await.unwrap();
            *told.entry(format!("{:?}", view.own)).or_insert(0) += 1;
        }
        let own = |own: &Own| told.get(&format!("{own:?}")).copied();
        assert_eq!(own(&Own::TooFew { invited: Some(7) }), Some(7), "{told:?}");
        assert_eq!(own(&Own::Says { label: vec![Some("wider".to_owned())], invited: 20 }), Some(20), "{told:?}");
    }

    async fn fewer_than_ten_are_not_asked(db) {
        let scene = Scene::new(db, 9).await;
        let wave = scene.plan(&[]).await;
        let Err(Error::Invalid(faults)) = scene.open(&wave, "").await else { panic!("nine are too few") };
        assert_eq!(faults.of("asked"), Some(Fault::TooFew));
        let Err(Error::Invalid(faults)) = scene.open(&wave, "not an address").await else { panic!("no address") };
        assert_eq!(faults.of("guests"), Some(Fault::NotAddress));
        // Whoever is asked already is not counted twice.
        assert!(scene.open(&wave, "Person.Example1@demonstration.example").await.is_err());
        scene.open(&wave, "gail@elsewhere.example\ngail@elsewhere.example").await.unwrap();
        assert_eq!(surveys::wave(&scene.manager, &wave).await.unwrap().wave.rule.unwrap().people, Some(10));
        assert!(matches!(scene.open(&wave, "").await, Err(Error::AlreadyDone)));
    }

    async fn what_was_asked_does_not_change(db) {
        let scene = Scene::new(db, 10).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        let input = SurveyInput { title: "Another", introduction: "", version: 4 };
        let asked = Some(scene.survey.as_str());
        assert!(matches!(surveys::write(&scene.manager, asked, &input).await, Err(Error::NotNow("survey-frozen"))));
        let out = surveys::move_item(&scene.manager, &scene.survey, "used@1", Move::Out, 4).await;
        assert!(matches!(out, Err(Error::NotNow("survey-frozen"))));
        let input = WaveInput { title: "Later", everybody: true, version: 2, ..WaveInput::default() };
        assert!(matches!(surveys::plan(&scene.manager, None, Some(&wave), &input).await, Err(Error::NotNow("wave-open"))));
        // Another edition has the same statements under the same keys, and another wording is another question.
        let new = surveys::new_edition(&scene.manager, &scene.survey).await.unwrap().to_string();
        assert_eq!(surveys::new_edition(&scene.manager, &scene.survey).await.unwrap().to_string(), new);
        let of = scene.statement("used").await;
        let reworded = StatementInput { of: &of, wording: "I have used something new.", value_type: "applied" };
        surveys::add_statement(&scene.manager, &reworded).await.unwrap();
        let statement = scene.statement("used").await;
        let input = ItemInput { kind: "statement", statement: &statement, version: 1, ..ItemInput::default() };
        surveys::write_item(&scene.manager, &new, None, &input).await.unwrap();
        let form = surveys::survey_form(&scene.manager, &new).await.unwrap();
        let keys: Vec<&str> = form.survey.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(keys, ["used@1", "q1", "q2", "used@2"]);
        assert_eq!((form.survey.edition, form.waves.len()), (2, 1));
    }

    async fn reminders_are_three_and_stop_for_whoever_is_counted(db) {
        let scene = Scene::new(db, 22).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("will you answer?"), 22);
        let read = scene.version(&wave).await;
        for number in 0..20 {
            scene.answer(&wave, number, AGREE).await.unwrap();
        }
        scene.site.advance_hours(5 * 24);
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("there is still time"), 12, "ten are counted");
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("there is still time"), 0);
        scene.site.advance_hours(5 * 24);
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("there is still time"), 12);
        let now = scene.now().await;
        surveys::extend(&now, &wave, "2026-06-18", read).await.expect("a reminder is no change of the wave");
        scene.site.advance_hours(6 * 24);
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("there is still time"), 12);
        assert_eq!(scene.told(&wave, 21).await, Told::Asked(Stand::Open), "there is more time");
        scene.site.advance_hours(31 * 24);
        scene.site.run_jobs().await;
        assert_eq!(scene.letters("there is still time"), 0, "three are enough");
        let results = surveys::results(&scene.now().await, &wave).await.unwrap();
        assert_eq!(results.wave.rule.unwrap().answered, Some(20));
        // Who was reminded had not been counted: that is forgotten.
        let ledger = contents(&scene.site.db.url).await["deliveries"].join("\n");
        assert_eq!(ledger.matches("survey").count(), 22, "{ledger}");
    }

    async fn a_wave_that_is_called_off_keeps_nothing(db) {
        let scene = Scene::new(db, 21).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        for number in 0..21 {
            scene.answer(&wave, number, AGREE).await.unwrap();
        }
        let version = scene.version(&wave).await;
        assert!(surveys::call_off(&scene.manager, &wave, "", version).await.is_err());
        surveys::call_off(&scene.manager, &wave, "A question was wrong.", version).await.unwrap();
        assert_eq!(scene.told(&wave, 0).await, Told::CalledOff);
        scene.site.advance_hours(20 * 24);
        copia_app::ballots::look_after(&scene.site.app).await;
        scene.site.run_jobs().await;
        let all = contents(&scene.site.db.url).await;
        assert!(all["ballots"].is_empty() && all["ballot_roll"].is_empty());
    }

    async fn a_trial_keeps_nothing(db) {
        let scene = Scene::new(db, 10).await;
        let wave = scene.plan(&[]).await;
        surveys::try_out(&scene.manager, &wave, true, 1).await.unwrap();
        assert_eq!(scene.told(&wave, 0).await, Told::Trial);
        assert!(matches!(scene.answer(&wave, 0, &[(3, "z")]).await, Err(Error::Invalid(_))));
        scene.answer(&wave, 0, AGREE).await.unwrap();
        scene.answer(&wave, 0, AGREE).await.unwrap();
        surveys::try_out(&scene.manager, &wave, false, 2).await.unwrap();
        assert!(surveys::look(&scene.site.signed_in(scene.people[0]).await, &wave).await.is_err());
        scene.open(&wave, "").await.unwrap();
        assert_eq!(scene.told(&wave, 0).await, Told::Asked(Stand::Open));
        let all = contents(&scene.site.db.url).await;
        assert!(all["ballots"].is_empty());
    }

    async fn attack_forged_links_and_those_who_are_not_asked(db) {
        let scene = Scene::new(db, 12).await;
        let (wave, other) = (scene.plan(&[]).await, scene.plan(&[]).await);
        scene.open(&wave, "").await.unwrap();
        let visitor = scene.site.visitor();
        let forged = SurveyLink { entry: RollEntryId::parse(&wave).unwrap(), signature: "forged".to_owned() };
        assert!(matches!(surveys::look_by_link(&visitor, &forged).await, Err(Error::LinkEnded)));
        assert!(matches!(surveys::look(&visitor, &wave).await, Err(Error::Denied(_))));
        let sent = Sent::from([(1, vec!["agree".to_owned()])]);
        assert!(matches!(surveys::answer(&scene.manager, &wave, &sent).await, Err(Error::NotNow(_))), "not asked");
        assert!(matches!(scene.answer(&other, 0, AGREE).await, Err(Error::NotFound)), "another wave, being prepared");
        // Somebody who joins after the opening is not asked.
        let late = scene.site.person("Late Example").await;
        copia_app::memberships::join(&scene.site.signed_in(late).await, "data", "").await.unwrap();
        assert_eq!(surveys::look(&scene.site.signed_in(late).await, &wave).await.unwrap().told, Told::NotAsked);
    }

    async fn attack_nothing_is_written_when_somebody_answers(db) {
        let scene = Scene::new(db, 12).await;
        let wave = scene.plan(&["role"]).await;
        scene.open(&wave, "").await.unwrap();
        scene.site.run_jobs().await;
        let before = contents(&scene.site.db.url).await;
        for number in 0..9 {
            scene.answer(&wave, number, &[(1, "agree"), (2, "An unforgettable phrase")]).await.unwrap();
        }
        assert_eq!(before, contents(&scene.site.db.url).await);
    }
}
