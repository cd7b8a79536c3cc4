//! Jobs of one lane run one after the other, in the order in which they were put there; others are not held up.

use copia_domain::{
    ids::JobId,
    policy::{Permit, Scope},
    time::When,
};
use copia_store::{Tx, jobs, on_both, testing::TestDb};
use std::sync::{Arc, Mutex};

const NOW: When = When::from_micros(1_800_000_000_000_000);
const UNTIL: When = NOW.plus_hours(1);

fn job(n: u8) -> JobId {
    JobId(uuid::Uuid::from_u128(u128::from(n)))
}

async fn put(tx: &mut Tx, n: u8, lane: Option<&str>) {
    put_at(tx, n, lane, NOW).await;
}

async fn put_at(tx: &mut Tx, n: u8, lane: Option<&str>, run_at: When) {
    let (id, kind, payload) = (job(n), "greet", "{}");
    let new = jobs::New { id, kind, payload, unique_key: None, lane, run_at, created_at: NOW };
    jobs::add(tx, &new).await.unwrap();
}

/// Which jobs are claimed one after the other, without any of them being finished.
async fn claimable(tx: &mut Tx, now: When) -> Vec<JobId> {
    let mut claimed = Vec::new();
    while let Some(next) = jobs::claim(tx, now, UNTIL).await.unwrap() {
        claimed.push(next.id);
    }
    claimed
}

async fn try_again(tx: &mut Tx, n: u8) -> bool {
    let permit = Permit::of_the_system(Scope::Site, "a test tries again");
    jobs::try_again(tx, permit, job(n), NOW).await.unwrap()
}

on_both! {
    // The ids, which are made at random within one instant, run against the order.
    async fn the_order_is_that_of_being_put_there(db) {
        let mut tx = db.write().await;
        for n in [5, 4, 3] {
            put(&mut tx, n, Some("a")).await;
        }
        tx.commit().await.unwrap();
        let mut tx = db.write().await;
        for n in [2, 1] {
            put(&mut tx, n, Some("a")).await;
        }
        for n in [5, 4, 3, 2, 1] {
            assert_eq!(claimable(&mut tx, NOW).await, [job(n)]);
            jobs::done(&mut tx, job(n), NOW).await.unwrap();
        }
        assert_eq!(claimable(&mut tx, NOW).await, []);
    }

    async fn a_job_that_is_tried_again_holds_up_its_lane_and_no_other(db) {
        let mut tx = db.write().await;
        put(&mut tx, 1, Some("a")).await;
        put(&mut tx, 2, Some("a")).await;
        assert_eq!(claimable(&mut tx, NOW).await, [job(1)]);
        jobs::retry(&mut tx, job(1), NOW.plus_seconds(60), "away").await.unwrap();
        put(&mut tx, 3, Some("b")).await;
        put(&mut tx, 4, None).await;
        assert_eq!(claimable(&mut tx, NOW).await, [job(3), job(4)]);
        // The second is due and held up: a worker that counted it would look for it over and over.
        assert_eq!(jobs::next_at(&mut tx).await.unwrap(), Some(NOW.plus_seconds(60)));

        assert_eq!(claimable(&mut tx, NOW.plus_seconds(60)).await, [job(1)]);
        assert_eq!(jobs::next_at(&mut tx).await.unwrap(), None);
        jobs::done(&mut tx, job(1), NOW).await.unwrap();
        assert_eq!(jobs::next_at(&mut tx).await.unwrap(), Some(NOW));
        assert_eq!(claimable(&mut tx, NOW).await, [job(2)]);
    }

    async fn a_job_whose_time_has_not_come_holds_up_its_lane(db) {
        let mut tx = db.write().await;
        put_at(&mut tx, 1, Some("a"), NOW.plus_seconds(60)).await;
        put(&mut tx, 2, Some("a")).await;
        assert_eq!(claimable(&mut tx, NOW).await, []);
        assert_eq!(claimable(&mut tx, NOW.plus_seconds(60)).await, [job(1)]);
    }

    async fn the_next_waits_for_a_worker_that_died(db) {
        let mut tx = db.write().await;
        put(&mut tx, 1, Some("a")).await;
        put(&mut tx, 2, Some("a")).await;
        assert_eq!(claimable(&mut tx, NOW).await, [job(1)]);
        let later = UNTIL.plus_seconds(1);
        let again = jobs::claim(&mut tx, later, later.plus_hours(1)).await.unwrap().unwrap();
        assert_eq!((again.id, again.attempts), (job(1), 2));
        assert_eq!(claimable(&mut tx, later).await, []);
    }

    async fn a_job_that_is_given_up_holds_up_nobody(db) {
        let mut tx = db.write().await;
        put(&mut tx, 1, Some("a")).await;
        put(&mut tx, 2, Some("a")).await;
        assert_eq!(claimable(&mut tx, NOW).await, [job(1)]);
        jobs::fail(&mut tx, job(1), NOW, "refused").await.unwrap();
        assert_eq!(claimable(&mut tx, NOW).await, [job(2)]);
    }

    async fn a_job_is_put_back_in_its_place_until_it_is_overtaken(db) {
        let mut tx = db.write().await;
        for n in [1, 2, 3] {
            put(&mut tx, n, Some("a")).await;
        }
        jobs::fail(&mut tx, job(1), NOW, "refused").await.unwrap();
        assert!(try_again(&mut tx, 1).await);
        assert_eq!(claimable(&mut tx, NOW).await, [job(1)], "before those that have not run");
        jobs::fail(&mut tx, job(1), NOW, "refused").await.unwrap();
        assert!(!jobs::find(&mut tx, job(1)).await.unwrap().unwrap().is_overtaken);
        assert_eq!(claimable(&mut tx, NOW).await, [job(2)]);
        assert!(!try_again(&mut tx, 1).await, "while the next one runs");
        jobs::done(&mut tx, job(2), NOW).await.unwrap();
        assert!(!try_again(&mut tx, 1).await, "after the next one has run");
        assert!(jobs::list(&mut tx, "failed", 1, 0).await.unwrap().iter().all(|job| job.is_overtaken));
        assert_eq!(claimable(&mut tx, NOW).await, [job(3)]);
    }

    async fn what_was_overtaken_is_forgotten_with_what_overtook_it(db) {
        let mut tx = db.write().await;
        for (n, lane) in [(1, Some("a")), (2, Some("a")), (3, Some("b")), (4, None), (5, None)] {
            put(&mut tx, n, lane).await;
        }
        for n in [1, 3, 4] {
            jobs::fail(&mut tx, job(n), NOW, "refused").await.unwrap();
        }
        for n in [2, 5] {
            jobs::done(&mut tx, job(n), NOW).await.unwrap();
        }
        assert_eq!(jobs::forget(&mut tx, NOW.plus_seconds(1), NOW).await.unwrap(), 3);
        assert!(!try_again(&mut tx, 1).await);
        assert!(try_again(&mut tx, 3).await && try_again(&mut tx, 4).await);
    }

    async fn many_workers_run_each_lane_in_its_order(db) {
        const LANES: u8 = 5;
        let mut tx = db.write().await;
        for n in 0..40 {
            put(&mut tx, n, Some(&format!("lane {}", n % LANES))).await;
        }
        tx.commit().await.unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let workers: Vec<_> = (0..6).map(|_| tokio::spawn(work(db.db.clone(), db.meter.clone(), log.clone()))).collect();
        for worker in workers {
            worker.await.unwrap();
        }
        let log = log.lock().unwrap();
        for lane in 0..LANES {
            let ran: Vec<_> = log.iter().filter(|(n, _)| n % LANES == lane).copied().collect();
            let expected: Vec<_> = (0..40).filter(|n| n % LANES == lane).flat_map(|n| [(n, "begins"), (n, "ends")]).collect();
            assert_eq!(ran, expected);
        }
    }
}

/// Runs jobs until all are done, and writes down when each one begins and ends.
async fn work(db: copia_store::Db, meter: copia_store::Meter, log: Arc<Mutex<Vec<(u8, &'static str)>>>) {
    loop {
        let mut tx = db.write(&meter).await.unwrap();
        let claimed = match jobs::claim(&mut tx, NOW, UNTIL).await {
            Ok(Some(claimed)) => match tx.commit().await {
                Ok(()) => claimed.id,
                Err(error) => {
                    assert!(error.is_conflict(), "{error:?}");
                    continue;
                }
            },
            Ok(None) => {
                let left = jobs::count(&mut tx).await.unwrap();
                if left.iter().all(|count| count.state == "done") {
                    return;
                }
                tokio::task::yield_now().await;
                continue;
            }
            Err(error) => {
                assert!(error.is_conflict(), "{error:?}");
                continue;
            }
        };
        let n = u8::try_from(claimed.0.as_u128()).unwrap();
        log.lock().unwrap().push((n, "begins"));
        // The others have their turns meanwhile.
        for _ in 0..3 {
            drop(db.write(&meter).await.unwrap());
        }
        log.lock().unwrap().push((n, "ends"));
        loop {
            let mut tx = db.write(&meter).await.unwrap();
            if jobs::done(&mut tx, claimed, NOW).await.is_ok() && tx.commit().await.is_ok() {
                break;
            }
        }
    }
}

// Two transactions at once are possible on PostgreSQL alone.
#[tokio::test]
async fn a_second_worker_passes_by_a_lane_that_the_first_is_claiming() {
    let db = TestDb::postgres().await;
    let mut tx = db.write().await;
    for (n, lane) in [(1, "a"), (2, "a"), (3, "b")] {
        put(&mut tx, n, Some(lane)).await;
    }
    tx.commit().await.unwrap();
    let (mut first, mut second) = (db.write().await, db.write().await);
    assert_eq!(jobs::claim(&mut first, NOW, UNTIL).await.unwrap().unwrap().id, job(1));
    assert_eq!(jobs::claim(&mut second, NOW, UNTIL).await.unwrap().unwrap().id, job(3));
    assert_eq!(jobs::claim(&mut second, NOW, UNTIL).await.unwrap(), None);
}

// The administrator tries the first letter again while a worker claims the second: never both.
#[tokio::test]
async fn trying_again_and_being_overtaken_at_once_exclude_each_other() {
    let db = TestDb::postgres().await;
    let mut tx = db.write().await;
    put(&mut tx, 1, Some("a")).await;
    put(&mut tx, 2, Some("a")).await;
    jobs::fail(&mut tx, job(1), NOW, "refused").await.unwrap();
    tx.commit().await.unwrap();
    let (mut administrator, mut worker) = (db.write().await, db.write().await);
    assert!(try_again(&mut administrator, 1).await);
    assert_eq!(jobs::claim(&mut worker, NOW, UNTIL).await.unwrap().unwrap().id, job(2));
    let ends = [administrator.commit().await, worker.commit().await];
    assert!(ends.iter().any(|end| end.as_ref().is_err_and(copia_store::Error::is_conflict)), "{ends:?}");
}
