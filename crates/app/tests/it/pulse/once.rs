//! Nobody counts twice, and nobody is lost without being told: batches, the end, a stop, a crash, two processes.

use super::{SLUG, Scene};
use copia_app::{
    App, Clock, Entropy, Error, Parts, ballots,
    pulse::{self, PulseInput, Shown, Stand},
};
use copia_domain::pulse::Worth;
use copia_search::Index;
use copia_store::{files::FileStore, testing::contents};
use copia_testkit::{TestApp, on_both};
use std::sync::Arc;

/// How many ballots on the scale are written down, and how many entries of the roll are marked.
async fn written(scene: &Scene) -> (usize, usize) {
    let all = contents(&scene.site.db.url).await;
    let worth = all["ballots"].iter().filter(|row| row.contains("worth")).count();
    let marked = all["ballot_roll"].iter().filter(|row| row.contains(",t,") || row.contains(",1,")).count();
    (worth, marked)
}

/// Another process on the same database, or the same one after it was started again: its memory is empty.
async fn another_process(site: &TestApp, seed: u8) -> Arc<App> {
    let now = site.app.parts.clock.now();
    let parts = Parts {
        db: site.db.db.clone(),
        files: FileStore::folder(tempfile::tempdir().unwrap().path()).unwrap(),
        search: Arc::new(Index::in_memory(&copia_search::Options::default()).unwrap()),
        mail: site.app.parts.mail.clone(),
        sender: site.app.parts.sender.clone(),
        base_url: site.app.parts.base_url.clone(),
        clock: Clock::standing(now),
        entropy: Entropy::seeded([seed; 32]),
        report_program: None,
    };
    App::start(parts).await.unwrap()
}

/// One of those who are asked, whose request reaches a process.
async fn through(scene: &Scene, app: &Arc<App>, number: usize) -> copia_app::Ctx {
    let ctx = scene.ctx(scene.people[number]).await;
    copia_app::Ctx { app: Arc::clone(app), ..ctx }
}

const INPUT: PulseInput<'static> = PulseInput { worth: "fully", takeaway: "" };

on_both! {
    async fn answers_are_written_down_in_batches_of_ten_and_none_is_left_over(db) {
        let scene = Scene::new(db, 23).await;
        for number in 0..19 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
        }
        assert_eq!(written(&scene).await, (0, 0), "nineteen wait");
        scene.answer(19, Worth::Fully, "").await.unwrap();
        assert_eq!(written(&scene).await, (10, 10));
        let mut counted = 0;
        for number in 0..20 {
            match scene.stand(number).await {
                Stand::Counted => counted += 1,
                stand => assert_eq!(stand, Stand::Received),
            }
        }
        assert_eq!(counted, 10);
        for number in 20..23 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
        }
        scene.count().await;
        let all = contents(&scene.site.db.url).await;
        assert_eq!(all["ballots"].len(), 23);
        assert!(all["ballot_roll"].is_empty(), "who was asked and has answered is forgotten");
    }

    async fn nobody_casts_twice(db) {
        let scene = Scene::new(db, 20).await;
        for number in 0..20 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
            assert!(matches!(scene.answer(number, Worth::NotAtAll, "").await, Err(Error::AlreadyDone)));
        }
        // Ten are counted and ten received: neither can answer again.
        for number in 0..20 {
            assert!(matches!(scene.answer(number, Worth::NotAtAll, "").await, Err(Error::AlreadyDone)));
        }
        scene.count().await;
        assert_eq!(contents(&scene.site.db.url).await["ballots"].len(), 20);
    }

    async fn after_a_crash_whoever_was_not_counted_answers_again_and_nobody_twice(db) {
        let scene = Scene::new(db, 25).await;
        for number in 0..25 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
        }
        assert_eq!(written(&scene).await, (10, 10));
        // The process dies with fifteen answers in its memory.
        let app = another_process(&scene.site, 9).await;
        let mut again = 0;
        for number in 0..25 {
            let ctx = through(&scene, &app, number).await;
            match pulse::look(&ctx, SLUG).await.unwrap().stand {
                Stand::Open => {
                    pulse::answer(&ctx, SLUG, &INPUT).await.unwrap();
                    again += 1;
                }
                Stand::Counted => assert!(matches!(pulse::answer(&ctx, SLUG, &INPUT).await, Err(Error::AlreadyDone))),
                stand => panic!("{stand:?}"),
            }
        }
        assert_eq!(again, 15);
        ballots::stop(&app).await;
        assert_eq!(written(&scene).await, (25, 25));
    }

    async fn a_stop_writes_ten_or_more_and_never_fewer(db) {
        let scene = Scene::new(db, 20).await;
        for number in 0..9 {
            scene.answer(number, Worth::Fully, "Nine words").await.unwrap();
        }
        ballots::stop(&scene.site.app).await;
        assert_eq!(written(&scene).await, (0, 0));
        scene.answer(9, Worth::Fully, "").await.unwrap();
        ballots::stop(&scene.site.app).await;
        assert_eq!(written(&scene).await, (10, 10));
        // A remainder below the minimum is thrown away at the end, as people were told.
        scene.answer(10, Worth::NotAtAll, "Left over").await.unwrap();
        scene.count().await;
        let all = contents(&scene.site.db.url).await;
        assert_eq!(all["ballots"].iter().filter(|row| row.contains("worth")).count(), 10);
        assert!(!format!("{all:?}").contains("Left over"));
        assert!(matches!(scene.results().await.shown, Shown::Said(said) if said.answers == 10));
    }

    async fn too_few_answers_are_never_written_and_not_shown(db) {
        let scene = Scene::new(db, 12).await;
        for number in 0..9 {
            scene.answer(number, Worth::NotAtAll, "Too few for words").await.unwrap();
        }
        scene.count().await;
        assert_eq!(scene.results().await.shown, Shown::TooFew);
        assert!(contents(&scene.site.db.url).await["ballots"].is_empty());
    }

    async fn two_processes_count_somebody_once(db) {
        let scene = Scene::new(db, 21).await;
        let other = another_process(&scene.site, 9).await;
        // The same twelve answer through both, which know nothing of each other.
        for number in 0..12 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
            pulse::answer(&through(&scene, &other, number).await, SLUG, &INPUT).await.unwrap();
        }
        ballots::stop(&scene.site.app).await;
        ballots::stop(&other).await;
        assert_eq!(written(&scene).await, (12, 12), "whoever is counted is dropped from the other box");
        // Nine of them are new there: too few without the others.
        for number in 12..21 {
            pulse::answer(&through(&scene, &other, number).await, SLUG, &INPUT).await.unwrap();
        }
        ballots::stop(&other).await;
        assert_eq!(written(&scene).await, (12, 12));
    }

    async fn a_batch_that_cannot_be_written_waits(db) {
        let scene = Scene::new(db, 21).await;
        for number in 0..19 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
        }
        scene.site.db.tamper("ALTER TABLE ballots RENAME TO away").await;
        scene.answer(19, Worth::Fully, "").await.unwrap();
        scene.site.db.tamper("ALTER TABLE away RENAME TO ballots").await;
        assert_eq!(written(&scene).await, (0, 0), "neither ballots nor marks");
        assert_eq!(scene.stand(19).await, Stand::Received);
        ballots::look_after(&scene.site.app).await;
        assert_eq!(written(&scene).await, (10, 10));
    }
}
