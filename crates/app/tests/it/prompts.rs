//! The minute that matters: asked in time and never too often, answered by oneself alone, and made something of.

use copia_app::{
    Ctx, Error, attendance, events, links,
    notifications::choose,
    outbox, people,
    prompts::{self, AnswerInput, PromptLink},
    registrations, stories,
};
use copia_domain::{
    attendance::Way,
    fields::Fault,
    ids::{PersonId, PromptId},
    notifications::MessageKind,
    prompts::{Cycle, Outcome, State},
    registrations::Place,
    role_terms::TermRole,
    value::{ValueType, stories::StepState},
};
use copia_mail::Sent;
use copia_testkit::{TestApp, on_both, testing::TestDb};

/// A site with an event at which Ben was, by its code.
struct Scene {
    site: TestApp,
    ada: PersonId,
    ben: PersonId,
}

/// Hours until the event is on.
const BEGINS: i64 = 8 * 24 + 2;

impl Scene {
    async fn new(db: TestDb) -> Self {
        let site = TestApp::start(db).await;
        let community = site.community("Data").await;
        let ada = site.person("Ada Example").await;
        site.appoint(ada, community, TermRole::Lead).await;
        let slug = site.event_with(ada, "data", "Reading charts", |input| input.seats = "").await;
        let ben = site.person("Ben Example").await;
        let scene = Self { site, ada, ben };
        let ctx = scene.ctx(ben).await;
        registrations::register(&ctx, &slug, Place::InPerson, "").await.unwrap();
        scene.site.advance_hours(BEGINS);
        scene.is_at(ben, &slug).await;
        scene.day(0).await;
        scene.site.take_mail();
        scene
    }

    async fn ctx(&self, person: PersonId) -> Ctx {
        self.site.signed_in(person).await
    }

    async fn is_at(&self, person: PersonId, slug: &str) {
        let ctx = self.ctx(person).await;
        let mut tx = self.site.db.read().await;
        let id = events::visible(&ctx, &mut tx, slug).await.unwrap().0.id;
        drop(tx);
        let code = links::check_in_code(&self.site.app, id);
        attendance::check_in(&ctx, slug, &code, Way::Code).await.unwrap();
    }

    /// So many days go by, and the jobs of the last one run. Gives the questions that went out.
    async fn day(&self, days: i64) -> Vec<Sent> {
        self.site.advance_hours(24 * days);
        outbox::schedule(&self.site.app.system()).await.unwrap();
        self.site.run_jobs().await;
        self.site.take_mail().into_iter().filter(|one| one.subject.starts_with("One question")).collect()
    }

    /// The question after thirty days.
    async fn asked(&self) -> String {
        assert_eq!(self.day(30).await.len(), 1);
        prompts::mine(&self.ctx(self.ben).await).await.unwrap().open[0].prompt.id.to_string()
    }
}

fn link(letter: &Sent) -> PromptLink {
    const BEGINS: &str = "http://copia.example/prompts/";
    let from = letter.text.find(BEGINS).unwrap_or_else(|| panic!("no link in {}", letter.text));
    let path = letter.text[from + BEGINS.len()..].split_whitespace().next().unwrap();
    let (prompt, signature) = path.split_once('/').unwrap();
    PromptLink { prompt: PromptId::parse(prompt).unwrap(), signature: signature.to_owned() }
}

const YES: AnswerInput<'static> = AnswerInput { outcome: "yes", body: "We use the checklist.", version: 1 };

on_both! {
    async fn whoever_was_there_is_asked_after_thirty_and_ninety_days(db) {
        let scene = Scene::new(db).await;
        let mut asked = Vec::new();
        for day in 1..=120 {
            for letter in scene.day(1).await {
                assert!(letter.text.contains("only you can read it"), "{}", letter.text);
                assert!(letter.text.contains("Reading charts"), "{}", letter.text);
                asked.push(day);
            }
        }
        assert_eq!(asked, [30, 90]);
        let mine = prompts::mine(&scene.ctx(scene.ben).await).await.unwrap();
        let cycles: Vec<_> = mine.open.iter().map(|one| one.prompt.cycle).collect();
        assert_eq!(cycles, [Cycle::Realised, Cycle::Applied]);
        let none = prompts::mine(&scene.ctx(scene.ada).await).await.unwrap();
        assert!(none.open.is_empty(), "whoever was not there is asked");
    }

    async fn two_sessions_in_a_week_make_one_question_a_fortnight(db) {
        let scene = Scene::new(db).await;
        let slug = scene.site.event_with(scene.ada, "data", "Drawing charts", |input| {
            (input.date, input.seats) = ("2026-05-19", "");
        });
        let slug = slug.await;
        scene.site.advance_hours(24 * 7);
        scene.is_at(scene.ben, &slug).await;
        let mut asked = Vec::new();
        for day in 8..=120 {
            asked.extend(scene.day(1).await.iter().map(|_| day));
        }
        // The second session's first question falls due on day 37, and waits until the fortnight is over.
        assert_eq!(asked, [30, 44, 90, 104]);
    }

    async fn whoever_does_not_want_to_be_asked_is_not(db) {
        let scene = Scene::new(db).await;
        let ben = scene.ctx(scene.ben).await;
        let others: Vec<_> = MessageKind::ALL.iter().copied().filter(|kind| *kind != MessageKind::Prompt).collect();
        choose(&ben, &others).await.unwrap();
        for _ in 0..16 {
            assert!(scene.day(6).await.is_empty());
        }
        let mine = prompts::mine(&scene.ctx(scene.ben).await).await.unwrap();
        assert!(mine.open.is_empty() && !mine.is_wanted);
    }

    async fn a_day_that_runs_twice_asks_once(db) {
        let scene = Scene::new(db).await;
        assert_eq!(scene.day(30).await.len(), 1);
        // As after a crash: the job is there again.
        let ctx = scene.site.app.system();
        let mut tx = ctx.write().await.unwrap();
        ctx.enqueue(&mut tx, &outbox::Job::Prompts, ctx.now, None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(scene.day(0).await.is_empty());
        assert_eq!(prompts::mine(&scene.ctx(scene.ben).await).await.unwrap().open.len(), 1);
    }

    async fn an_answer_is_for_oneself_whatever_role_others_hold(db) {
        let scene = Scene::new(db).await;
        let id = scene.asked().await;
        let ben = scene.ctx(scene.ben).await;
        let empty = prompts::answer(&ben, &id, &AnswerInput { version: 1, ..AnswerInput::default() }).await;
        assert!(matches!(&empty, Err(Error::Invalid(faults)) if faults.of("outcome") == Some(Fault::Missing)), "{empty:?}");
        prompts::answer(&ben, &id, &YES).await.unwrap();
        let stale = prompts::answer(&ben, &id, &YES).await;
        assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
        for role in [TermRole::Administrator, TermRole::ProgrammeManager, TermRole::Auditor] {
            let other = scene.site.person_with(&format!("{role} Example"), role).await;
            let ctx = scene.ctx(other).await;
            assert!(matches!(prompts::look(&ctx, &id).await, Err(Error::NotFound)), "{role} reads it");
            assert!(matches!(prompts::answer(&ctx, &id, &YES).await, Err(Error::NotFound)));
            assert!(matches!(prompts::put_aside(&ctx, &id).await, Err(Error::NotFound)));
            assert!(matches!(prompts::tell(&ctx, &id).await, Err(Error::NotFound)));
        }
        assert!(matches!(prompts::look(&scene.site.visitor(), &id).await, Err(Error::Denied(_))));
        let view = prompts::look(&ben, &id).await.unwrap();
        assert_eq!((view.prompt.body.as_str(), view.prompt.outcome), (YES.body, Some(Outcome::Yes)));
        let copy = copia_app::privacy::copy(&ben).await.unwrap().to_json().to_string();
        assert!(copy.contains(YES.body), "the copy of what is held");
        let auditor = scene.site.person_with("Second Auditor Example", TermRole::Auditor).await;
        let log = copia_app::audit::log(&scene.ctx(auditor).await, copia_app::audit::Asked::default(), 1).await;
        assert!(!format!("{log:?}").contains("checklist"), "the log says that somebody answered, and never what");
    }

    async fn the_link_answers_once_and_shows_nothing(db) {
        let scene = Scene::new(db).await;
        let letters = scene.day(30).await;
        let link = link(&letters[0]);
        let visitor = scene.site.visitor();
        let forged = PromptLink { signature: "forged".to_owned(), ..link.clone() };
        assert!(matches!(prompts::look_by_link(&visitor, &forged).await, Err(Error::LinkEnded)));
        assert!(matches!(prompts::answer_by_link(&visitor, &forged, &YES).await, Err(Error::LinkEnded)));
        assert_eq!(prompts::look_by_link(&visitor, &link).await.unwrap().prompt.state, State::Open);
        prompts::answer_by_link(&visitor, &link, &YES).await.unwrap();
        let again = prompts::answer_by_link(&visitor, &link, &YES).await;
        assert!(matches!(again, Err(Error::AlreadyDone)), "{again:?}");
        let seen = prompts::look_by_link(&visitor, &link).await.unwrap();
        assert_eq!((seen.prompt.body.as_str(), seen.prompt.outcome), ("", None), "a forwarded letter shows the answer");
        let ben = scene.ctx(scene.ben).await;
        prompts::put_aside(&ben, &link.prompt.to_string()).await.unwrap();
        assert!(matches!(prompts::look_by_link(&visitor, &link).await, Err(Error::LinkEnded)));
        assert!(prompts::mine(&ben).await.unwrap().answered.is_empty());
    }

    async fn an_answer_becomes_the_draft_of_a_story(db) {
        let scene = Scene::new(db).await;
        let id = scene.asked().await;
        let ben = scene.ctx(scene.ben).await;
        assert!(matches!(prompts::tell(&ben, &id).await, Err(Error::NotNow(_))), "before there are words");
        prompts::answer(&ben, &id, &AnswerInput { outcome: "not_yet", ..YES }).await.unwrap();
        let story = prompts::tell(&ben, &id).await.unwrap();
        assert_eq!(prompts::tell(&ben, &id).await.unwrap(), story, "twice is once");
        let page = stories::look(&ben, &story.to_string()).await.unwrap();
        assert_eq!(page.told.story.title, "Reading charts");
        assert!(page.told.story.event_id.is_some() && page.told.story.follow_up.is_some());
        let steps: Vec<_> = page.told.steps.iter().map(|one| (one.value_type, one.state, one.body.as_str())).collect();
        assert_eq!(steps, [(ValueType::Applied, StepState::HopedFor, YES.body)]);
        let read = stories::look(&scene.ctx(scene.ada).await, &story.to_string()).await;
        assert!(matches!(read, Err(Error::NotFound)), "nobody else reads the draft");
        stories::discard(&ben, &story.to_string()).await.unwrap();
        assert_eq!(prompts::look(&ben, &id).await.unwrap().prompt.story_id, None);
    }

    async fn what_somebody_answered_goes_with_them(db) {
        let scene = Scene::new(db).await;
        let id = scene.asked().await;
        prompts::answer(&scene.ctx(scene.ben).await, &id, &YES).await.unwrap();
        people::leave_site(&scene.ctx(scene.ben).await).await.unwrap();
        assert!(scene.day(91).await.is_empty(), "whoever has left is asked");
        let mut tx = scene.site.db.read().await;
        assert!(copia_store::prompts::own(&mut tx, scene.ben).await.unwrap().is_empty());
    }
}
