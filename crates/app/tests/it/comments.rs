//! What people write to the questions of a survey: who reads it, what is taken out, and what others see.

use copia_app::{
    Ctx, Error,
    memberships::Format,
    outbox::Job,
    surveys::{
        self, ItemInput, OpenInput, SurveyInput, WaveInput,
        comments::{self, Comments, Deed, Listing, Theming},
    },
};
use copia_domain::{ids::PersonId, role_terms::TermRole, surveys::answers::Sent};
use copia_store::testing::contents;
use copia_testkit::{TestApp, on_both, testing::TestDb};

const SECRET: &str = "Grace Secretname";

/// A wave whose first question in words twenty answer, and whose second three do.
struct Scene {
    site: TestApp,
    manager: PersonId,
    people: Vec<PersonId>,
    wave: String,
}

impl Scene {
    async fn open(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let who = site.person_with("Manager Example", TermRole::ProgrammeManager).await;
        let manager = site.signed_in(who).await;
        let mut people = Vec::new();
        for number in 1..=21 {
            people.push(site.person(&format!("Person Example{number}")).await);
        }
        let input = SurveyInput { title: "What it is worth", introduction: "", version: 0 };
        let survey = surveys::write(&manager, None, &input).await.unwrap().to_string();
        for (version, label) in [(1, "What should change?"), (2, "Anything else?")] {
            let input = ItemInput { kind: "text", label, version, ..ItemInput::default() };
            surveys::write_item(&manager, &survey, None, &input).await.unwrap();
        }
        let input = WaveInput { title: "Spring", everybody: true, ..WaveInput::default() };
        let wave = surveys::plan(&manager, Some(&survey), None, &input).await.unwrap().to_string();
        let input = OpenInput { last_day: "2026-05-18", guests: "", version: 1 };
        surveys::open(&manager, &wave, &input).await.unwrap();
        let scene = Self { site, manager: who, people, wave };
        for number in 0..20 {
            let said = if number == 7 { format!("Ask {SECRET} at g@example.org.") } else { format!("Thing {number}") };
            let mut sent = Sent::from([(1, vec![said])]);
            if number < 3 {
                sent.insert(2, vec!["Too few say this".to_owned()]);
            }
            let person = scene.site.signed_in(scene.people[number]).await;
            surveys::answer(&person, &scene.wave, &sent).await.unwrap();
        }
        scene
    }

    async fn closed(db: TestDb) -> Self {
        let scene = Self::open(db).await;
        scene.site.advance_hours(15 * 24);
        scene.site.run_jobs().await;
        scene
    }

    async fn manager(&self) -> Ctx {
        self.site.signed_in(self.manager).await
    }

    async fn read(&self, listing: &Listing<'_>) -> Comments {
        comments::comments(&self.manager().await, &self.wave, listing).await.unwrap()
    }

    async fn ids(&self) -> Vec<(String, String)> {
        let read = self.read(&Listing::default()).await;
        let listed = read.listed.unwrap();
        listed.comments.iter().map(|one| (one.comment.id.to_string(), one.comment.words.clone())).collect()
    }

    async fn secret(&self) -> String {
        self.ids().await.into_iter().find(|(_, words)| words.contains(SECRET)).unwrap().0
    }

    /// Gives so many comments a theme, after those that have one.
    async fn code(&self, name: &str, from: usize, count: usize) {
        let ctx = self.manager().await;
        comments::theme(&ctx, &self.wave, Theming::Add(name)).await.unwrap();
        let theme = self.read(&Listing::default()).await.themes.into_iter().find(|theme| theme.name == name).unwrap();
        let ids: Vec<String> = self.ids().await.into_iter().skip(from).take(count).map(|(id, _)| id).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let theme = theme.id.to_string();
        let codes: Vec<(&str, &str)> = ids.iter().map(|id| (*id, theme.as_str())).collect();
        assert_eq!(comments::code(&ctx, &self.wave, "q1", &ids, &codes).await.unwrap(), count);
    }

    /// What is done every night.
    async fn night(&self) {
        let ctx = self.site.app.system();
        let mut tx = ctx.write().await.unwrap();
        ctx.enqueue(&mut tx, &Job::Tidy, ctx.now, None).await.unwrap();
        tx.commit().await.unwrap();
        self.site.run_jobs().await;
    }

    async fn shown(&self) -> Option<comments::Shown> {
        let reader = self.site.signed_in(self.people[0]).await;
        surveys::results(&reader, &self.wave).await.unwrap().comments
    }
}

on_both! {
    async fn comments_are_read_by_few_once_all_is_counted_and_coded_by_theme(db) {
        let scene = Scene::closed(db).await;
        let read = scene.read(&Listing::default()).await;
        let counts: Vec<Option<i64>> = read.questions.iter().map(|one| one.comments).collect();
        assert_eq!(counts, [Some(20), None], "three are too few, and not even counted");
        let listed = read.listed.unwrap();
        assert_eq!((listed.all, listed.comments.len()), (20, 20));
        assert!(listed.comments.is_sorted_by_key(|one| one.comment.id), "in the order of random ids");
        scene.code("Notes", 0, 9).await;
        scene.code("Time", 9, 6).await;
        scene.code("Rooms", 15, 2).await;
        let uncoded = scene.read(&Listing { filter: "uncoded", ..Listing::default() }).await;
        assert_eq!(uncoded.listed.unwrap().all, 3);
        assert_eq!(scene.shown().await, None, "nothing before it is released");
        let preview = comments::preview(&scene.manager().await, &scene.wave).await.unwrap();
        comments::release(&scene.manager().await, &scene.wave).await.unwrap();
        let shown = scene.shown().await.unwrap();
        assert_eq!(shown.questions, preview.questions);
        let told: Vec<_> = shown.questions[0].told.iter().map(|one| (one.theme.as_deref(), one.least)).collect();
        assert_eq!((shown.questions.len(), told), (1, vec![(Some("Notes"), 9), (Some("Time"), 6)]));
        let file = surveys::figures_file(&scene.manager().await, &scene.wave, Format::Csv).await.unwrap();
        let file = String::from_utf8(file.bytes).unwrap();
        assert!(file.contains("What should change?,theme,,Notes,9,9,20,22"), "{file}");
        comments::take_back(&scene.manager().await, &scene.wave).await.unwrap();
        assert_eq!(scene.shown().await, None);
        let log = contents(&scene.site.db.url).await["audit_events"].join("\n");
        assert!(log.contains("comments.read") && !log.contains("Thing"), "{log}");
    }

    async fn a_comment_is_shown_only_once_somebody_is_sure_and_not_after_something_is_taken_out(db) {
        let scene = Scene::closed(db).await;
        let (ctx, id) = (scene.manager().await, scene.secret().await);
        let unsure = comments::allow(&ctx, &scene.wave, &id, Deed::Allow, false).await;
        assert!(matches!(unsure, Err(Error::Invalid(faults)) if faults.of("sure").is_some()));
        let wrong = comments::redact(&ctx, &scene.wave, &id, &["Nobody"]).await;
        assert!(matches!(wrong, Err(Error::Invalid(faults)) if faults.of("words").is_some()));
        comments::redact(&ctx, &scene.wave, &id, &[SECRET]).await.unwrap();
        comments::allow(&ctx, &scene.wave, &id, Deed::Allow, true).await.unwrap();
        assert_eq!(scene.shown().await, None);
        comments::release(&ctx, &scene.wave).await.unwrap();
        let said = |shown: Option<comments::Shown>| shown.unwrap().questions[0].comments.clone();
        assert_eq!(said(scene.shown().await), vec![(None, "Ask […] at g@example.org.".to_owned())]);
        comments::redact(&ctx, &scene.wave, &id, &["g@example.org"]).await.unwrap();
        assert!(said(scene.shown().await).is_empty(), "it has to be allowed again");
        comments::withhold(&ctx, &scene.wave, &id).await.unwrap();
        let again = comments::allow(&ctx, &scene.wave, &id, Deed::Allow, true).await;
        assert!(matches!(again, Err(Error::AlreadyDone)));
    }

    async fn comments_are_deleted_a_year_after_the_end_but_those_that_are_shown(db) {
        let scene = Scene::closed(db).await;
        let (ctx, ids) = (scene.manager().await, scene.ids().await);
        let (shown, words) = &ids[0];
        comments::allow(&ctx, &scene.wave, shown, Deed::Allow, true).await.unwrap();
        comments::release(&ctx, &scene.wave).await.unwrap();
        // One that was chosen later, and is not released, is not shown.
        comments::allow(&ctx, &scene.wave, &ids[1].0, Deed::Allow, true).await.unwrap();
        scene.site.advance_hours(340 * 24);
        scene.night().await;
        assert_eq!(contents(&scene.site.db.url).await["ballots"].len(), 23);
        scene.site.advance_hours(40 * 24);
        scene.night().await;
        let left = contents(&scene.site.db.url).await["ballots"].join("\n");
        assert!(left.contains(words.as_str()) && left.lines().count() == 1, "{left}");
        assert_eq!(scene.shown().await.unwrap().questions[0].comments, vec![(None, words.clone())]);
        let read = scene.read(&Listing::default()).await;
        assert!(read.listed.is_none() && read.questions.iter().all(|one| one.comments.is_none()));
    }

    async fn attack_comments_before_the_end_and_by_others(db) {
        let scene = Scene::open(db).await;
        let open = comments::comments(&scene.manager().await, &scene.wave, &Listing::default()).await;
        assert!(matches!(open, Err(Error::NotFound)));
        assert!(matches!(comments::preview(&scene.manager().await, &scene.wave).await, Err(Error::NotFound)));
        scene.site.advance_hours(15 * 24);
        scene.site.run_jobs().await;
        let member = scene.site.signed_in(scene.people[0]).await;
        let id = scene.secret().await;
        assert!(matches!(comments::comments(&member, &scene.wave, &Listing::default()).await, Err(Error::Denied(_))));
        assert!(matches!(comments::comment(&member, &scene.wave, &id).await, Err(Error::Denied(_))));
        assert!(matches!(comments::withhold(&member, &scene.wave, &id).await, Err(Error::Denied(_))));
        assert!(matches!(comments::release(&member, &scene.wave).await, Err(Error::Denied(_))));
        // Asking for the question with too few gives the one that can be read.
        let few = scene.read(&Listing { question: "q2", ..Listing::default() }).await;
        assert_eq!(few.listed.unwrap().question, "q1");
        let coded = comments::code(&scene.manager().await, &scene.wave, "q2", &[], &[]).await;
        assert!(matches!(coded, Err(Error::NotFound)));
    }

    async fn attack_a_comment_that_is_not_of_the_wave_or_has_too_few_beside_it(db) {
        let scene = Scene::closed(db).await;
        let ctx = scene.manager().await;
        let rows = contents(&scene.site.db.url).await["ballots"].clone();
        assert_eq!(rows.iter().filter(|row| row.contains("Too few say this")).count(), 3);
        for row in rows.iter().filter(|row| row.contains("Too few say this")) {
            for word in row.split(|c: char| !c.is_ascii_hexdigit() && c != '-') {
                let found = comments::comment(&ctx, &scene.wave, word).await;
                assert!(matches!(found, Err(Error::NotFound)), "{row}");
            }
        }
        let other = uuid::Uuid::from_u128(7).to_string();
        assert!(matches!(comments::withhold(&ctx, &scene.wave, &other).await, Err(Error::NotFound)));
        let coded = comments::code(&ctx, &scene.wave, "q1", &[&other], &[]).await;
        assert!(matches!(coded, Err(Error::NotFound)));
        let id = scene.secret().await;
        let coded = comments::code(&ctx, &scene.wave, "q1", &[&id], &[(&id, &other)]).await;
        assert!(matches!(coded, Err(Error::NotFound)));
        assert!(matches!(comments::comment(&ctx, &other, &id).await, Err(Error::NotFound)));
    }

    async fn attack_what_was_taken_out_is_nowhere(db) {
        let scene = Scene::closed(db).await;
        let id = scene.secret().await;
        comments::redact(&scene.manager().await, &scene.wave, &id, &[SECRET, "g@example.org"]).await.unwrap();
        for (table, rows) in contents(&scene.site.db.url).await {
            assert!(!rows.join("\n").contains("Secretname"), "{table}");
        }
        if let Some(path) = scene.site.db.url.strip_prefix("sqlite://") {
            let path = path.split('?').next().unwrap().to_owned();
            scene.site.db.tamper("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let bytes = std::fs::read(path).unwrap();
            assert!(!bytes.windows(10).any(|bytes| bytes == b"Secretname"), "nor in the pages of the file");
        }
    }
}
