//! Whoever follows the change log misses nothing, also when transactions are committed out of order.

use copia_domain::time::When;
use copia_store::{change_log, on_both, testing::TestDb};
use uuid::Uuid;

const NOW: When = When::from_micros(1_800_000_000_000_000);

/// Reads on from a position, as the index does, until there are as many rows as expected. On PostgreSQL a
/// transaction of another test on the same server can hold them back for a moment.
async fn follow(db: &TestDb, position: &mut i64, most: i64, expected: usize) -> Vec<u128> {
    let mut seen = Vec::new();
    for _ in 0..10_000 {
        let mut tx = db.read().await;
        let rows = change_log::since(&mut tx, *position, most).await.unwrap();
        let Some(last) = rows.last() else {
            if seen.len() >= expected {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            continue;
        };
        *position = last.position;
        seen.extend(rows.iter().map(|row| row.record_id.as_u128()));
    }
    seen
}

on_both! {
    async fn nothing_is_missed_in_small_batches(db) {
        for n in 0_u128..4 {
            let mut tx = db.write().await;
            for m in 0..3 {
                change_log::add(&mut tx, "person", Uuid::from_u128(n * 3 + m), NOW).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        for most in [1, 2, 3, 4, 100] {
            let mut position = 0;
            assert_eq!(follow(&db, &mut position, most, 12).await, (0..12).collect::<Vec<_>>(), "batches of {most}");
        }
    }
}

#[tokio::test]
async fn a_transaction_that_began_first_and_ended_last_is_not_missed() {
    let db = TestDb::postgres().await;
    let mut slow = db.write().await;
    change_log::add(&mut slow, "person", Uuid::from_u128(1), NOW).await.unwrap();
    let mut fast = db.write().await;
    change_log::add(&mut fast, "person", Uuid::from_u128(2), NOW).await.unwrap();
    fast.commit().await.unwrap();

    let mut position = 0;
    assert_eq!(follow(&db, &mut position, 100, 0).await, Vec::<u128>::new(), "the slow one may still come before");
    slow.commit().await.unwrap();
    assert_eq!(follow(&db, &mut position, 100, 2).await, [1, 2]);
}
