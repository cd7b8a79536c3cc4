//! The figures of a wave: released with its count, compared with the wave before it, and taken away as a file.

use crate::claims::{Desk, SENTENCE};
use copia_app::{
    Ctx, Error,
    claims::{self, ClaimInput, EvidenceInput},
    memberships::{self, Format},
    surveys::{self, ItemInput, OpenInput, SurveyInput, WaveInput},
};
use copia_domain::{
    claims::Lack,
    ids::{ClaimId, PersonId},
    intervals::Change,
    memberships::Level,
    role_terms::TermRole,
    surveys::answers::Sent,
};
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A survey with one statement, and people to ask.
struct Scene {
    site: TestApp,
    manager: PersonId,
    people: Vec<PersonId>,
    survey: String,
}

impl Scene {
    async fn new(db: TestDb, people: usize) -> Self {
        let site = TestApp::start(db).await;
        site.community("Data").await;
        let manager = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let mut all = Vec::new();
        for number in 1..=people {
            let person = site.person(&format!("Person Example{number}")).await;
            memberships::join(&site.signed_in(person).await, "data", "").await.unwrap();
            all.push(person);
        }
        let ctx = site.signed_in(manager).await;
        surveys::add_standard(&ctx).await.unwrap();
        let input = SurveyInput { title: "What it is worth", introduction: "", version: 0 };
        let survey = surveys::write(&ctx, None, &input).await.unwrap().to_string();
        let statement = surveys::bank(&ctx).await.unwrap().iter().find(|one| one.key == "used").unwrap().id.to_string();
        let item = ItemInput { kind: "statement", statement: &statement, version: 1, ..ItemInput::default() };
        surveys::write_item(&ctx, &survey, None, &item).await.unwrap();
        Self { site, manager, people: all, survey }
    }

    async fn ctx(&self) -> Ctx {
        self.site.signed_in(self.manager).await
    }

    /// A wave that is over, in which so many disagreed and agreed.
    async fn wave(&self, title: &str, days: i64, disagreed: usize, agreed: usize) -> String {
        let say = |number| [(1, vec![if number < disagreed { "disagree" } else { "agree" }.to_owned()])].into();
        self.wave_of(&self.survey, title, days, (disagreed + agreed, say)).await
    }

    /// A wave of a survey that is over, in which so many said what they said.
    async fn wave_of(&self, of: &str, title: &str, days: i64, (many, say): (usize, impl Fn(usize) -> Sent)) -> String {
        let ctx = self.ctx().await;
        let input = WaveInput { title, communities: vec!["data"], attributes: vec!["role"], ..WaveInput::default() };
        let wave = surveys::plan(&ctx, Some(of), None, &input).await.unwrap().to_string();
        let last_day = ctx.today().plus_days(days).to_string();
        let version = surveys::wave(&ctx, &wave).await.unwrap().wave.version;
        surveys::open(&ctx, &wave, &OpenInput { last_day: &last_day, guests: "", version }).await.unwrap();
        for number in 0..many {
            surveys::answer(&self.site.signed_in(self.people[number]).await, &wave, &say(number)).await.unwrap();
        }
        self.site.advance_hours(24 * (days + 2));
        self.site.run_jobs().await;
        wave
    }

    /// Writes what was used as a question with several choices: a new one, or the one under `key`.
    async fn ask_what(&self, survey: &str, key: Option<&str>, label: &str, choices: &str) {
        let ctx = self.ctx().await;
        let version = surveys::survey_form(&ctx, survey).await.unwrap().survey.version;
        let item = ItemInput { kind: "several", label, choices, version, ..ItemInput::default() };
        surveys::write_item(&ctx, survey, key, &item).await.unwrap();
    }
}

/// The survey's second item: so many chose its first choice, and all others its second.
fn chose(first: usize) -> (usize, impl Fn(usize) -> Sent) {
    (30, move |number| [(2, vec![if number < first { "a" } else { "b" }.to_owned()])].into())
}

/// A claim that is shown and rests on the answers to a wave.
async fn resting(db: TestDb) -> (Desk, ClaimId) {
    let scene = Scene::new(db, 40).await;
    let wave = scene.wave("Autumn", 14, 7, 24).await;
    let desk = Desk::over(scene.site).await;
    let reference = format!("{wave}/used@1");
    let answers = EvidenceInput { kind: "survey", reference: &reference, ..EvidenceInput::default() };
    let statement = "of those who answered have used something";
    let share = ClaimInput { statement, measure: "percent_agree", ..SENTENCE };
    let other = desk.write(&ClaimInput { value: "78", ..share }, &[answers]).await;
    let lacks = claims::page(&desk.editor, &other.to_string()).await.unwrap().shown.lacks();
    assert_eq!(lacks, [Lack::Figure]);
    let id = desk.write(&ClaimInput { value: "77", ..share }, &[answers]).await;
    desk.approve(id).await;
    (desk, id)
}

#[tokio::test]
async fn changing_any_one_record_behind_the_answers_is_found() {
    let (desk, id) = resting(TestDb::sqlite().await).await;
    let changes = [
        "UPDATE ballots SET answer = 'agree' WHERE answer = 'disagree'",
        "DELETE FROM ballots WHERE question = 'used@1'",
        "UPDATE ballot_boxes SET answered = answered + 1",
        "UPDATE ballot_releases SET release = replace(release, '24', '25')",
        "UPDATE ballot_releases SET digest = 'x'",
        "DELETE FROM ballot_releases",
    ];
    for change in changes {
        let copy = Desk { site: desk.site.copy().await, editor: desk.editor.clone(), manager: desk.manager.clone() };
        copy.site.db.tamper(change).await;
        assert_eq!(copy.wrong().await, [format!("written:{id}")], "{change}");
    }
}

on_both! {
    async fn a_wave_is_released_with_its_count_and_compared_with_the_one_before(db) {
        let scene = Scene::new(db, 40).await;
        let first = scene.wave("Spring", 14, 18, 12).await;
        let second = scene.wave("Autumn", 14, 6, 24).await;
        let results = surveys::results(&scene.ctx().await, &second).await.unwrap();
        let release = results.release.unwrap();
        let said = &release.questions[0];
        assert_eq!((release.answered, said.question.as_str()), (Some(30), "used@1"));
        let share = surveys::agreement(&release, said, said.all.as_ref().unwrap()).unwrap();
        assert_eq!((share.count, share.base, share.population), (24, 30, Some(40)));
        let before = &results.before["used@1"];
        assert_eq!((before.wave.as_str(), before.share.count), ("Spring", 12));
        assert_eq!(before.difference.change(), Change::Up);
        assert!(surveys::results(&scene.ctx().await, &first).await.unwrap().before.is_empty());
        let file = surveys::figures_file(&scene.ctx().await, &second, Format::Csv).await.unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("gree,24,24,30,40,80,"), "{text}");
        assert!(!text.contains("Example"), "{text}");
        assert!(matches!(surveys::figures_file(&scene.site.visitor(), &second, Format::Csv).await, Err(Error::Denied(_))));
    }

    async fn only_what_was_asked_in_the_same_words_is_compared(db) {
        let scene = Scene::new(db, 40).await;
        let ctx = scene.ctx().await;
        scene.ask_what(&scene.survey, None, "What did you use?", "Guides\nForms").await;
        scene.wave_of(&scene.survey, "Spring", 14, chose(12)).await;
        let turned = surveys::new_edition(&ctx, &scene.survey).await.unwrap().to_string();
        scene.ask_what(&turned, Some("q1"), "What did you use?", "Forms\nGuides").await;
        let autumn = scene.wave_of(&turned, "Autumn", 14, chose(24)).await;
        let before = surveys::results(&scene.ctx().await, &autumn).await.unwrap().before;
        let counts: Vec<(&str, u32)> = before.iter().map(|(key, one)| (key.as_str(), one.share.count)).collect();
        assert_eq!(counts, [("q1.a", 18), ("q1.b", 12)], "each choice with itself, wherever it stands");
        let other = surveys::new_edition(&ctx, &scene.survey).await.unwrap().to_string();
        scene.ask_what(&other, Some("q1"), "What would you use?", "Forms\nGuides").await;
        let winter = scene.wave_of(&other, "Winter", 14, chose(24)).await;
        assert!(surveys::results(&scene.ctx().await, &winter).await.unwrap().before.is_empty(), "another question");
    }

    async fn the_file_says_what_the_page_says(db) {
        let scene = Scene::new(db, 40).await;
        for person in &scene.people[..20] {
            memberships::change_own_level(&scene.site.signed_in(*person).await, "data", Level::Core).await.unwrap();
        }
        scene.ask_what(&scene.survey, None, "What did you use?", "Guides\nForms").await;
        let say = |number: usize| {
            let agreed = if number < 30 { "agree" } else { "disagree" };
            let used = if number.is_multiple_of(2) { "a" } else { "b" };
            [(1, vec![agreed.to_owned()]), (2, vec![used.to_owned()])].into()
        };
        let wave = scene.wave_of(&scene.survey, "Spring", 14, (40, say)).await;
        let file = surveys::figures_file(&scene.ctx().await, &wave, Format::Csv).await.unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        let expected = [
            "Question,Told apart,Group,Answer,At least,At most,Answers,Asked,Per cent of answers,Lowest per cent,Highest per cent",
            "gree,30,30,40,40,75,75,75",
            "What did you use? Guides,,,Chosen,20,20,40,40,50,50,50",
            "What did you use? Forms,,,Not chosen,20,20,40,40,50,50,50",
        ];
        for line in expected {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(text.contains("core members"), "{text}");
        for word in ["strongly_agree", ",disagree,", " + ", "role", ",core,", ",yes,"] {
            assert!(!text.contains(word), "{word}\n{text}");
        }
        let book = surveys::figures_file(&scene.ctx().await, &wave, Format::Xlsx).await.unwrap();
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(book.bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut book.by_name(name).unwrap(), &mut text).unwrap();
            text
        };
        let (strings, sheet) = (read("xl/sharedStrings.xml"), read("xl/worksheets/sheet1.xml"));
        for said in ["<t>What did you use? Guides</t>", "<t>Chosen</t>", "<t>Highest per cent</t>"] {
            assert!(strings.contains(said), "{said}\n{strings}");
        }
        assert!(sheet.contains("<v>50</v>") && sheet.contains("r=\"K2\""), "{sheet}");
    }

    // The file and the page read one release: there is no other way to numbers.
    async fn attack_by_the_file_of_too_few(db) {
        let scene = Scene::new(db, 12).await;
        let wave = scene.wave("Spring", 14, 1, 8).await;
        let results = surveys::results(&scene.ctx().await, &wave).await.unwrap();
        let release = results.release.unwrap();
        assert_eq!((release.answered, release.questions[0].all.as_ref()), (None, None));
        let file = surveys::figures_file(&scene.ctx().await, &wave, Format::Csv).await.unwrap();
        assert_eq!(String::from_utf8(file.bytes).unwrap().lines().count(), 1, "headings alone");
    }

    async fn a_claim_rests_on_what_was_released(db) {
        let (desk, id) = resting(db).await;
        let shown = claims::page(&desk.site.visitor(), &id.to_string()).await.unwrap().shown;
        let exact = shown.share.unwrap();
        assert_eq!((shown.value, shown.base, exact.count), (Some(77), Some(31), 24), "24 of 31 are 77.4 per cent");
        let board = claims::board(&desk.editor).await.unwrap();
        let said_only: Vec<&str> = board.said_only.iter().map(|one| one.word.as_str()).collect();
        assert_eq!(said_only, ["used@1"], "the claim rests on answers alone");
        assert_eq!(board.unused.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Data"]);
        assert_eq!(desk.wrong().await, [""; 0]);
        desk.site.db.tamper("DELETE FROM ballots WHERE question = 'used@1'").await;
        assert_eq!(desk.wrong().await, [format!("written:{id}")], "the ballots are counted again");
    }

    async fn what_too_few_have_said_is_no_evidence(db) {
        let scene = Scene::new(db, 12).await;
        let wave = scene.wave("Spring", 14, 1, 8).await;
        let desk = Desk::over(scene.site).await;
        let id = desk.write(&SENTENCE, &[]).await.to_string();
        assert!(claims::evidence_form(&desk.editor, &id).await.unwrap().surveys.is_empty());
        for reference in [format!("{wave}/used@1"), format!("{wave}/q1"), wave.clone(), "x/used@1".to_owned(), String::new()] {
            let named = EvidenceInput { kind: "survey", reference: &reference, ..EvidenceInput::default() };
            let refused = claims::add_evidence(&desk.editor, &id, &named).await;
            assert!(matches!(refused, Err(Error::Invalid(_))), "{reference}: {refused:?}");
        }
    }
}
