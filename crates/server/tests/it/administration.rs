use crate::program::{Running, copia};
use copia_domain::counters::Counter;
use copia_store::{
    counters,
    testing::{TestDb, contents},
};

#[test]
fn the_doctor_works_beside_a_serving_process() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let demo = Running::start(&["demo", "--port", "0", "--people", "150", "--data", data], &[]);
    let url = format!("sqlite://{data}/copia.db");
    let environment = [("COPIA_DATABASE_URL", url.as_str())];
    let doctor = copia(&["doctor"], &environment);
    assert!(doctor.status.success(), "{doctor:?}");
    assert_eq!(demo.stop(), Some(0));
    // And when nothing runs.
    assert!(copia(&["doctor", "counters"], &environment).status.success());
}

#[tokio::test]
async fn the_doctor_finds_a_counter_that_is_off() {
    for db in [TestDb::sqlite().await, TestDb::postgres().await] {
        let environment = [("COPIA_DATABASE_URL", db.url.as_str())];
        assert!(copia(&["doctor"], &environment).status.success());
        let mut tx = db.write().await;
        counters::add(&mut tx, Counter::People, 3, copia_domain::time::When::default()).await.unwrap();
        tx.commit().await.unwrap();
        let before = contents(&db.url).await;
        let doctor = copia(&["doctor"], &environment);
        assert_eq!(doctor.status.code(), Some(1));
        assert!(String::from_utf8(doctor.stdout).unwrap().contains("people is kept as 3 and counted as 0"));
        assert!(contents(&db.url).await == before, "it changed something");
    }
}

#[tokio::test]
async fn migrating_brings_a_new_database_up() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/below/copia.db", folder.path().display());
    let migrated = copia(&["migrate"], &[("COPIA_DATABASE_URL", &url)]);
    assert!(migrated.status.success(), "{migrated:?}");
    assert!(contents(&url).await.contains_key("communities"));
}
