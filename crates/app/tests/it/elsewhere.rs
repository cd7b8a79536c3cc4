//! Surveys that were asked in another tool: the draft, the answers, and what nobody can learn from them afterwards.

use bytes::Bytes;
use copia_app::{
    Ctx, Error,
    memberships::Format,
    surveys::{
        self, WaveInput,
        comments::Listing,
        elsewhere::{self, AnswersInput, FileInput, Refused},
    },
};
use copia_domain::{
    fields::Fault,
    role_terms::TermRole,
    surveys::{
        elsewhere::{
            FileFault, Tool,
            taking::{LeftOut, Refusal, Why},
        },
        items::Kind,
        waves::WaveState,
    },
};
use copia_store::testing::{contents, in_file_order};
use copia_testkit::{TestApp, on_both, testing::TestDb};
use std::{collections::BTreeSet, fmt::Write as _};

const AGREES: [&str; 3] = ["Agree", "Strongly agree", "Disagree"];

/// So many people's answers, as Microsoft Forms writes them. Each writes their own number.
fn file(people: usize) -> String {
    let mut text =
        "ID,Start time,Email,Name,It helps me in my work.,How did you hear of it?,What would you change?\n".to_owned();
    for row in 1..=people {
        let (agree, heard) = (AGREES[row % 3], ["A colleague", "News"][row % 2]);
        writeln!(
            text,
            "{row},5/4/26 9:{:02},ada{row}@forms.example,Ada Example{row},{agree},{heard},Change {row:03}",
            row % 60
        )
        .unwrap();
    }
    text
}

fn bytes(text: &str) -> Bytes {
    Bytes::from(text.to_owned())
}

struct Scene {
    site: TestApp,
    manager: Ctx,
}

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let manager = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(manager).await;
        surveys::add_standard(&manager).await.unwrap();
        Self { site, manager }
    }

    /// The survey that a file of thirty people asks.
    async fn survey(&self) -> String {
        let input = FileInput { title: "Asked elsewhere", file: Some(bytes(&file(30))) };
        elsewhere::draft(&self.manager, &input).await.unwrap().unwrap().survey.to_string()
    }

    async fn wave(&self, survey: &str) -> String {
        let input = WaveInput { title: "2026", elsewhere: true, ..WaveInput::default() };
        surveys::plan(&self.manager, Some(survey), None, &input).await.unwrap().to_string()
    }

    async fn bring_in(
        &self,
        wave: &str,
        input: AnswersInput<'_>,
    ) -> copia_app::Result<Result<elsewhere::Brought, Refused>> {
        elsewhere::bring_in(&self.manager, wave, &input).await
    }
}

fn input<'a>(text: &str, invited: &'a str) -> AnswersInput<'a> {
    AnswersInput {
        file: Some(bytes(text)),
        tool: "microsoft_forms",
        from: "2026-04-01",
        until: "2026-04-20",
        invited,
        is_invited_unknown: invited.is_empty(),
        codes: "five_agrees",
        were_told: true,
        version: 1,
    }
}

on_both! {
    async fn a_survey_that_was_asked_elsewhere_is_made_and_brought_in(db) {
        let scene = Scene::new(db).await;
        let draft = FileInput { title: "Asked elsewhere", file: Some(bytes(&file(30))) };
        let made = elsewhere::draft(&scene.manager, &draft).await.unwrap().unwrap();
        assert_eq!((made.questions, made.personal, made.others), (3, 4, 0));
        let survey = made.survey.to_string();
        let form = surveys::survey_form(&scene.manager, &survey).await.unwrap();
        let kinds: Vec<Kind> = form.survey.items.iter().map(copia_domain::surveys::items::Item::kind).collect();
        assert_eq!(kinds, [Kind::Statement, Kind::One, Kind::Text]);
        let all = contents(&scene.site.db.url).await;
        assert!(all["ballots"].is_empty() && !format!("{all:?}").contains("Change 0"), "no answer is kept");
        // The same statement is not added to the bank again.
        elsewhere::draft(&scene.manager, &draft).await.unwrap().unwrap();
        assert_eq!(surveys::bank(&scene.manager).await.unwrap().len(), 18);

        let wave = scene.wave(&survey).await;
        let opening = surveys::OpenInput { last_day: "2026-05-18", guests: "", version: 1 };
        assert!(matches!(surveys::open(&scene.manager, &wave, &opening).await, Err(Error::NotNow("wave-elsewhere"))));
        let brought = scene.bring_in(&wave, input(&file(30), "")).await.unwrap().unwrap();
        assert_eq!((brought.people, brought.left_out, brought.without_words), (30, LeftOut::default(), false));
        let results = surveys::results(&scene.manager, &wave).await.unwrap();
        assert_eq!(results.wave.state, WaveState::Closed);
        assert_eq!(results.wave.elsewhere.unwrap().tool, Tool::MicrosoftForms);
        let rule = results.wave.rule.unwrap();
        assert_eq!((rule.people, rule.answered), (None, Some(30)));
        let release = results.release.unwrap();
        assert_eq!((release.asked, release.answered), (None, Some(30)));
        let all = release.questions[0].all.as_ref().unwrap();
        assert_eq!(release.questions[0].agreed(all), Some((20, 20)));
        // Thirty answers of nobody knows how many: an interval as for many, never none.
        let share = surveys::agreement(&release, &release.questions[0], all).unwrap();
        assert_eq!(share.population, None);
        let csv = surveys::figures_file(&scene.manager, &wave, Format::Csv).await.unwrap();
        assert!(String::from_utf8(csv.bytes).unwrap().contains("Not published"));
        assert_eq!(surveys::comments::comments(&scene.manager, &wave, &Listing { page: 1, ..Listing::default() }).await.unwrap().listed.unwrap().all, 30);
        // It is there once, however often somebody sends it.
        let before = contents(&scene.site.db.url).await;
        assert!(matches!(scene.bring_in(&wave, input(&file(30), "")).await, Err(Error::AlreadyDone)));
        assert!(contents(&scene.site.db.url).await["ballots"] == before["ballots"]);
        scene.site.run_jobs().await;
        assert!(scene.site.take_mail().is_empty(), "nobody is written to");
    }

    async fn how_many_were_asked_makes_a_rate_where_it_is_known(db) {
        let scene = Scene::new(db).await;
        let wave = scene.wave(&scene.survey().await).await;
        let Err(Error::Invalid(faults)) = scene.bring_in(&wave, input(&file(30), "29")).await else { panic!("too few") };
        assert_eq!(faults.of("invited"), Some(Fault::OutOfRange));
        scene.bring_in(&wave, input(&file(30), "120")).await.unwrap().unwrap();
        let results = surveys::results(&scene.manager, &wave).await.unwrap();
        assert_eq!(results.wave.rule.unwrap().people, Some(120));
        assert_eq!(results.release.unwrap().asked, Some(120));
    }

    async fn what_does_not_fit_leaves_everything_as_it_was(db) {
        let scene = Scene::new(db).await;
        let wave = scene.wave(&scene.survey().await).await;
        let before = contents(&scene.site.db.url).await;
        let refused = |text: String| {
            let (scene, wave) = (&scene, &wave);
            async move { scene.bring_in(wave, input(&text, "")).await.unwrap().unwrap_err() }
        };
        let Refused::Rows(Refusal::Problems(problems, all)) = refused(file(30).replacen("Agree", "Perhaps", 1)).await else {
            panic!("one row does not fit")
        };
        assert_eq!((all, problems[0].row, problems[0].why, problems[0].value.as_str()), (1, Some(4), Why::NotAgreement, "Perhaps"));
        assert!(!format!("{problems:?}").contains("Ada"), "of the row nothing else is told");
        assert_eq!(refused(file(9)).await, Refused::Rows(Refusal::TooFew));
        assert_eq!(refused(String::new()).await, Refused::File(FileFault::Missing));
        assert_eq!(refused("<html>Sign in</html>".to_owned()).await, Refused::File(FileFault::WebPage));
        let faults = |input: AnswersInput<'static>| {
            let (scene, wave) = (&scene, &wave);
            async move {
                let Err(Error::Invalid(faults)) = scene.bring_in(wave, input).await else { panic!("there are faults") };
                faults.iter().collect::<Vec<_>>()
            }
        };
        let wrong = AnswersInput { tool: "paper", until: "2026-03-01", were_told: false, ..input(&file(30), "many") };
        let found = faults(wrong).await;
        for expected in [("tool", Fault::NotChoice), ("until", Fault::EndsBeforeStart), ("invited", Fault::NotNumber), ("were_told", Fault::Missing)] {
            assert!(found.contains(&expected), "{found:?}");
        }
        assert_eq!(faults(AnswersInput { until: "2026-12-01", ..input(&file(30), "") }).await, [("until", Fault::TooLate)]);
        assert_eq!(faults(AnswersInput { is_invited_unknown: true, ..input(&file(30), "50") }).await, [("invited", Fault::NotChoice)]);
        assert!(matches!(scene.bring_in(&wave, AnswersInput { version: 7, ..input(&file(30), "") }).await, Err(Error::Stale)));
        assert!(contents(&scene.site.db.url).await == before, "nothing was written");
        let member = scene.site.signed_in(scene.site.person("Member Example").await).await;
        assert!(matches!(elsewhere::bring_in(&member, &wave, &input(&file(30), "")).await, Err(Error::Denied(_))));
        assert!(matches!(elsewhere::draft(&member, &FileInput::default()).await, Err(Error::Denied(_))));
    }

    async fn words_of_long_ago_are_not_kept(db) {
        let scene = Scene::new(db).await;
        let wave = scene.wave(&scene.survey().await).await;
        let input = AnswersInput { from: "2024-04-01", until: "2024-04-20", ..input(&file(30), "") };
        assert!(scene.bring_in(&wave, input).await.unwrap().unwrap().without_words);
        let all = contents(&scene.site.db.url).await;
        assert_eq!(all["ballots"].len(), 60);
        assert!(!all["ballots"].join("\n").contains("Change"));
    }

    // Whoever has the file that was brought in, and every file of the database, finds no row of it there.
    async fn attack_a_row_of_the_file_is_nowhere_joined_to_ballots(db) {
        let scene = Scene::new(db).await;
        let wave = scene.wave(&scene.survey().await).await;
        let before = contents(&scene.site.db.url).await;
        scene.bring_in(&wave, input(&file(60), "")).await.unwrap().unwrap();
        let after = contents(&scene.site.db.url).await;
        let all = format!("{after:?}");
        for trace in ["Ada Example", "forms.example", "5/4/26"] {
            assert!(!all.contains(trace), "{trace}");
        }
        if let Some(path) = scene.site.db.url.strip_prefix("sqlite://") {
            for name in [path.to_owned(), format!("{path}-wal")] {
                let bytes = std::fs::read(&name).unwrap_or_default();
                for trace in ["Ada Example", "forms.example"] {
                    assert!(!bytes.windows(trace.len()).any(|part| part == trace.as_bytes()), "{trace} in {name}");
                }
            }
        }
        let changed: BTreeSet<&str> =
            after.iter().filter(|(table, rows)| before.get(*table) != Some(*rows)).map(|(table, _)| table.as_str()).collect();
        let expected = [
            "audit_events", "ballot_boxes", "ballot_plans", "ballot_releases", "ballots", "comment_rules", "survey_waves",
            "surveys", "wave_imports",
        ];
        assert_eq!(changed, expected.into(), "nothing else is written, and no roll");
        assert!(after["ballot_roll"].is_empty());
        // A ballot holds nothing by which those of one row could be found: no cell, and an id that tells no time.
        let columns: BTreeSet<String> = ["box_id", "question", "id", "answer", "cell_id"].map(str::to_owned).into();
        assert_eq!(scene.site.db.columns("ballots").await, columns);
        for id in in_file_order(&scene.site.db, "ballots", "id").await {
            assert_eq!(uuid::Uuid::parse_str(&id).unwrap().get_version_num(), 4);
        }
        // Everybody wrote their own number: their order in the file of the database is not that of the rows.
        let written: Vec<usize> = in_file_order(&scene.site.db, "ballots", "answer")
            .await
            .iter()
            .filter_map(|answer| answer.strip_prefix("Change ")?.parse().ok())
            .collect();
        assert_eq!(written.len(), 60);
        let in_place = written.iter().zip(1..).filter(|(one, row)| *one == row).count();
        let neighbours = written.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
        // By chance one of each; nine or more happen once in a million.
        assert!(in_place < 9 && neighbours < 9, "{in_place} {neighbours}");
    }
}
