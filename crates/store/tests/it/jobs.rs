//! Jobs are claimed once, in order, and again when a worker died.

use copia_domain::{ids::JobId, time::When};
use copia_store::{Topic, jobs, on_both};

fn job(n: u8) -> JobId {
    JobId(uuid::Uuid::from_u128(u128::from(n)))
}

/// A job in no lane that runs at once.
fn plain(n: u8) -> jobs::New<'static> {
    jobs::New { id: job(n), kind: "greet", payload: "{}", unique_key: None, lane: None, run_at: NOW, created_at: NOW }
}

const NOW: When = When::from_micros(1_800_000_000_000_000);

on_both! {
    async fn a_job_is_claimed_once_and_again_after_its_worker_died(db) {
        let mut tx = db.write().await;
        jobs::add(&mut tx, &plain(1)).await.unwrap();
        jobs::add(&mut tx, &jobs::New { run_at: NOW.plus_hours(1), ..plain(2) }).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.write().await;
        let until = NOW.plus_seconds(60);
        let claimed = jobs::claim(&mut tx, NOW, until).await.unwrap().unwrap();
        assert_eq!((claimed.id, claimed.attempts), (job(1), 1));
        assert_eq!(jobs::claim(&mut tx, NOW, until).await.unwrap(), None);
        let again = jobs::claim(&mut tx, NOW.plus_seconds(61), until).await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (job(1), 2));
        jobs::done(&mut tx, job(1), NOW).await.unwrap();
        assert_eq!(jobs::next_at(&mut tx).await.unwrap(), Some(NOW.plus_hours(1)));
        tx.commit().await.unwrap();
    }

    async fn a_job_with_the_key_of_another_is_not_added(db) {
        let mut tx = db.write().await;
        for n in 1..=3 {
            jobs::add(&mut tx, &jobs::New { unique_key: Some("remind:1"), ..plain(n) }).await.unwrap();
        }
        let waiting = jobs::list(&mut tx, "ready", 10, 0).await.unwrap();
        assert_eq!(waiting.iter().map(|job| job.id).collect::<Vec<_>>(), [job(1)]);
    }

    async fn a_job_that_was_there_before_wakes_nobody(db) {
        let mut topics = db.db.subscribe();
        // PostgreSQL's listener may still be on its way: it is there when something is heard.
        while topics.is_empty() {
            let mut tx = db.write().await;
            tx.wake(Topic::Organisation);
            tx.commit().await.unwrap();
        }
        for n in 1..=3 {
            let mut tx = db.write().await;
            jobs::add(&mut tx, &jobs::New { unique_key: Some("tidy:today"), ..plain(n) }).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = db.write().await;
        tx.wake(Topic::Changes);
        tx.commit().await.unwrap();
        let mut heard = Vec::new();
        while !heard.contains(&Topic::Changes) {
            heard.push(topics.recv().await.unwrap());
        }
        heard.retain(|topic| *topic != Topic::Organisation);
        assert_eq!(heard, [Topic::Jobs, Topic::Changes]);
    }

    async fn eight_workers_claim_each_job_exactly_once(db) {
        let mut tx = db.write().await;
        for n in 0..40 {
            jobs::add(&mut tx, &plain(n)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let workers = (0..8).map(|_| {
            let (db, meter) = (db.db.clone(), db.meter.clone());
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.write(&meter).await.unwrap();
                    match jobs::claim(&mut tx, NOW, NOW.plus_hours(1)).await {
                        Ok(Some(claimed)) => match tx.commit().await {
                            Ok(()) => mine.push(claimed.id),
                            Err(error) => assert!(error.is_conflict(), "{error:?}"),
                        },
                        Ok(None) => return mine,
                        Err(error) => assert!(error.is_conflict(), "{error:?}"),
                    }
                }
            })
        });
        let mut all = Vec::new();
        for worker in workers.collect::<Vec<_>>() {
            all.extend(worker.await.unwrap());
        }
        all.sort();
        assert_eq!(all, (0..40).map(job).collect::<Vec<_>>());
    }
}
