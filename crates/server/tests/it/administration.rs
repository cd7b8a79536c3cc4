use crate::program::{Running, copia, refusal};
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

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/record");

#[tokio::test]
async fn a_published_record_is_taken_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}/copia.db", folder.path().display());
    let server = TestDb::postgres_empty().await;
    for url in [&file, &server.url] {
        let data = folder.path().to_str().unwrap();
        let environment = [("COPIA_DATABASE_URL", url.as_str()), ("COPIA_DATA_FOLDER", data)];
        let first = copia(&["import", "record", RECORD], &environment);
        assert!(first.status.success(), "{first:?}");
        let before = contents(url).await;
        for table in ["communities", "service_areas", "claims", "quotes", "recognitions", "news_items", "sources"] {
            assert!(!before[table].is_empty(), "{table} is empty");
        }
        let again = copia(&["import", "record", RECORD], &environment);
        assert!(String::from_utf8(again.stdout).unwrap().contains("nothing changed"));
        assert!(contents(url).await == before, "the second time changed something");
        let doctor = copia(&["doctor"], &environment);
        assert!(doctor.status.success(), "{doctor:?}");
        let site = Running::start(&["serve", "--port", "0"], &environment);
        assert_eq!(site.get("/").0, 200);
        assert_eq!(site.stop(), Some(0));
    }
}

#[test]
fn a_folder_without_a_record_is_refused_with_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    let environment = [("COPIA_DATABASE_URL", url.as_str())];
    let message = refusal(&["import", "record", folder.path().to_str().unwrap()], &environment);
    assert!(message.contains("communities.csv") && message.contains("missing"), "{message}");
    let message = refusal(&["import", "record", "/nowhere"], &environment);
    assert!(message.contains("/nowhere"), "{message}");
}

#[tokio::test]
async fn migrating_brings_a_new_database_up() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/below/copia.db", folder.path().display());
    let migrated = copia(&["migrate"], &[("COPIA_DATABASE_URL", &url)]);
    assert!(migrated.status.success(), "{migrated:?}");
    assert!(contents(&url).await.contains_key("communities"));
}
