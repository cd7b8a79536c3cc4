//! Every statement is prepared on both databases, so that a wrong column is found without running it.

use copia_store::{on_both, statements, testing::TestDb};

on_both! {
    async fn every_statement_is_understood(db) {
        let mut tx = db.read().await;
        let mut wrong = Vec::new();
        for (name, sql) in statements::all() {
            if let Err(error) = tx.prepare(sql).await {
                wrong.push(format!("{name}: {error:?}"));
                // PostgreSQL refuses everything after an error, until a new transaction begins.
                tx = db.read().await;
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

// Each batch looks every member up in the ledger: by the message alone, a message to n members takes n² steps.
// PostgreSQL has statistics and chooses by them.
#[tokio::test]
async fn who_has_had_a_message_is_looked_up_by_message_and_person() {
    let plan = TestDb::sqlite().await.plan("broadcasts::UNSERVED").await;
    let step = "INDEX deliveries_by_about (about_id=? AND person_id=?)";
    assert!(plan.lines().any(|line| line.contains(step)), "{plan}");
}

// A batch marks ten of many: read by their box, a wave of n people takes n² / 10 steps.
#[tokio::test]
async fn those_who_have_answered_are_looked_up_one_by_one() {
    let plan = TestDb::sqlite().await.plan("ballots::MARK").await;
    assert!(plan.contains("SEARCH ballot_roll USING PRIMARY KEY (id=?)"), "{plan}");
}

// The log grows for ever: whatever it is narrowed to, an index leads to its rows.
#[tokio::test]
async fn the_audit_log_is_never_walked_from_end_to_end() {
    let db = TestDb::sqlite().await;
    for (name, step) in [
        ("LATEST", "INDEX audit_events_by_time (at>? AND at<?)"),
        ("BY_PERSON", "INDEX audit_events_by_person (person_id=? AND at>? AND at<?)"),
        ("BY_ACTOR", "INDEX audit_events_by_actor (actor_id=? AND at>? AND at<?)"),
        ("BY_COMMUNITY", "INDEX audit_events_by_community (community_id=? AND at>? AND at<?)"),
        ("BY_ACTION", "INDEX audit_events_by_action (action=? AND at>? AND at<?)"),
    ] {
        let plan = db.plan(&format!("audit::{name}")).await;
        assert!(plan.lines().any(|line| line.contains(step)), "{name}: {plan}");
    }
}

// A claim stops at the first job that it can have, however many wait; the place in a lane is found in its index.
#[tokio::test]
async fn a_job_is_claimed_without_reading_all_that_wait() {
    let db = TestDb::sqlite().await;
    for (name, steps) in [
        ("CLAIM_SQLITE", ["jobs_waiting (run_at<?)", "jobs_by_lane (lane=? AND seq<?)"].as_slice()),
        ("ADD_SQLITE", &["jobs_by_lane (lane=?)"]),
        ("NEXT_AT", &["jobs_by_state (state=?)", "jobs_by_lane (lane=? AND seq<?)"]),
        ("TRY_AGAIN", &["jobs_by_lane (lane=? AND seq>?)"]),
    ] {
        let plan = db.plan(&format!("jobs::{name}")).await;
        for step in steps {
            assert!(plan.contains(step), "{name}: {plan}");
        }
        // The few that no index brings in order are sorted when a worker has nothing to do.
        assert!(name == "NEXT_AT" || !plan.contains("TEMP B-TREE"), "{name}: {plan}");
    }
}

#[test]
fn no_module_with_statements_is_forgotten() {
    let mut declared = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains("\nstatements! {") {
                declared.push(path);
            }
        }
    }
    assert_eq!(declared.len(), statements::modules(), "{declared:#?}");
}
