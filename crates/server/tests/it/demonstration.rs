use crate::program::{Running, copia, refusal};
use copia_store::testing::{TestDb, contents};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::Path,
};

const SMALL: [&str; 7] = ["demo", "--port", "0", "--people", "150", "--as-of", "2026-05-04"];

fn arguments<'a>(folder: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    [&SMALL, ["--data", folder.to_str().unwrap()].as_slice(), more].concat()
}

/// What is generated and stays as it is while the site runs by itself.
const GENERATED: [&str; 10] = [
    "charters",
    "communities",
    "community_fits",
    "membership_events",
    "memberships",
    "people",
    "person_topics",
    "quotes",
    "role_terms",
    "stage_changes",
];

async fn generated(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut all = contents(url).await;
    all.retain(|table, rows| GENERATED.contains(&table.as_str()) && !rows.is_empty());
    assert_eq!(all.len(), GENERATED.len(), "a table is empty");
    all
}

/// The tables in which two sites differ.
fn differing<'a>(one: &'a BTreeMap<String, Vec<String>>, other: &BTreeMap<String, Vec<String>>) -> Vec<&'a str> {
    one.iter().filter(|(table, rows)| other.get(*table) != Some(rows)).map(|(table, _)| table.as_str()).collect()
}

#[test]
fn it_comes_up_answers_and_stops() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = Running::start(&arguments(folder.path(), &[]), &[]);
    let lead = demo.until("/demo/sign-in/lead");
    assert!(lead.contains(&demo.url), "{lead}");
    demo.until("Ctrl-C");
    assert_eq!(demo.printed.matches("/demo/sign-in/").count(), 9);
    let (status, page) = demo.get("/");
    assert_eq!(status, 200);
    assert!(page.contains("Demonstration University"));
    assert_eq!(demo.get("/healthz").0, 200);
    assert_eq!(demo.stop(), Some(0));
}

#[tokio::test]
async fn the_same_seed_and_date_give_the_same_site() {
    let mut sites = Vec::new();
    for seed in ["7", "7", "8"] {
        let folder = tempfile::tempdir().unwrap();
        let demo = Running::start(&arguments(folder.path(), &["--seed", seed]), &[]);
        assert_eq!(demo.stop(), Some(0));
        sites.push(generated(&format!("sqlite://{}/copia.db", folder.path().display())).await);
    }
    assert_eq!(sites[0]["people"].len(), 150);
    assert_eq!(differing(&sites[0], &sites[1]), [""; 0]);
    assert!(differing(&sites[0], &sites[2]).contains(&"people"));
}

#[tokio::test]
async fn it_works_on_postgres_too() {
    let db = TestDb::postgres().await;
    let folder = tempfile::tempdir().unwrap();
    let environment = [("COPIA_DATABASE_URL", db.url.as_str())];
    let demo = Running::start(&arguments(folder.path(), &[]), &environment);
    assert_eq!(demo.get("/").0, 200);
    assert_eq!(demo.stop(), Some(0));
    let before = generated(&db.url).await;
    assert_eq!(before["people"].len(), 150);
    assert!(!folder.path().join("copia.db").exists());
    let demo = Running::start(&arguments(folder.path(), &["--reset"]), &environment);
    assert_eq!(demo.stop(), Some(0));
    assert_eq!(differing(&before, &generated(&db.url).await), [""; 0]);
}

#[tokio::test]
async fn one_that_is_there_goes_on_and_reset_builds_it_anew() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    let demo = Running::start(&arguments(folder.path(), &["--seed", "1"]), &[]);
    assert_eq!(demo.stop(), Some(0));
    let first = generated(&url).await;

    let mut demo = Running::start(&arguments(folder.path(), &["--seed", "2"]), &[]);
    demo.until("--reset");
    demo.until("Ctrl-C");
    assert!(demo.printed.contains("150 people, 2026-05-04, seed 1"), "{}", demo.printed);
    assert_eq!(demo.stop(), Some(0));
    assert_eq!(differing(&first, &generated(&url).await), [""; 0]);

    let demo = Running::start(&arguments(folder.path(), &["--seed", "2", "--reset"]), &[]);
    assert_eq!(demo.stop(), Some(0));
    assert!(differing(&first, &generated(&url).await).contains(&"people"));
}

#[tokio::test]
async fn a_folder_or_database_that_holds_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    for more in [&[][..], &["--reset"]] {
        let message = refusal(&arguments(folder.path(), more), &[]);
        assert!(message.contains("not a demonstration") && message.contains("--data"), "{message}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    // A site in earnest, even in a folder that is marked.
    let other = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/copia.db", other.path().display());
    let site = Running::start(&["serve", "--port", "0"], &[("COPIA_DATABASE_URL", &url)]);
    assert_eq!(site.stop(), Some(0));
    let before = contents(&url).await;
    let marked = tempfile::tempdir().unwrap();
    let message = refusal(&arguments(marked.path(), &["--reset", "--database-url", &url]), &[]);
    assert!(message.contains("--database-url"), "{message}");
    assert!(contents(&url).await == before);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Running::start(&arguments(folder.path(), &[]), &[]);
    let other = tempfile::tempdir().unwrap();
    let message =
        refusal(&["demo", "--port", demo.port(), "--data", other.path().to_str().unwrap(), "--people", "150"], &[]);
    assert!(message.contains(demo.port()) && message.contains("--port"), "{message}");
    let few = copia(&["demo", "--people", "3"], &[]);
    assert_eq!(few.status.code(), Some(2));
}

#[test]
fn whoever_listens_to_a_room_does_not_keep_it_from_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Running::start(&arguments(folder.path(), &[]), &[]);
    let events = demo.get("/events").1;
    let mut slugs = events.split("href=\"/events/").skip(1).filter_map(|rest| rest.split(['"', '/', '?']).next());
    let slug = slugs.find(|slug| demo.get(&format!("/events/{slug}/room")).1.contains("name=\"words\""));
    let host = demo.url.strip_prefix("http://").unwrap();
    let mut stream = std::net::TcpStream::connect(host).unwrap();
    let path = format!("/events/{}/room/stream", slug.expect("an event that is open to everyone"));
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut heard = String::new();
    while !heard.contains("\"whole\":true") {
        let mut piece = [0; 4096];
        let count = stream.read(&mut piece).unwrap();
        assert_ne!(count, 0, "it ended: {heard}");
        heard.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    let began = std::time::Instant::now();
    demo.terminate();
    stream.read_to_string(&mut heard).unwrap();
    assert_eq!(demo.stop_after_signal(), Some(0));
    // It waits half a minute for what does not end.
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn each_mark_on_the_page_is_counted_and_last_years_page_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let few =
        ["demo", "--port", "0", "--people", "300", "--as-of", "2026-05-04", "--data", folder.path().to_str().unwrap()];
    let demo = Running::start(&few, &[]);
    let marks = demo.get("/impact").1.matches("class=\"evidence-how\"").count();
    let (list, kept) = (demo.get("/impact/publications").1, "/impact/publications/what-the-communities-changed");
    assert!(list.contains(&format!("\"{kept}\"")) && list.contains(&format!("\"{kept}-by-2025\"")), "{list}");
    let before = demo.get(&format!("{kept}-by-2025")).1;
    // What was corrected or taken back later stands there as it stood, and it is said.
    for said in ["19 May 2025", "five guides", "helped to win an award", "had met colleagues"] {
        assert!(before.contains(said), "{said}: {before}");
    }
    assert!(!before.contains("four guides"), "{before}");
    let url = format!("sqlite://{}/copia.db", folder.path().display());
    assert_eq!(demo.stop(), Some(0));
    let doctor = copia(&["doctor", "claims"], &[("COPIA_DATABASE_URL", &url)]);
    let said = String::from_utf8(doctor.stdout).unwrap();
    assert!(doctor.status.success(), "{said}");
    assert!(
        marks > 30 && said.contains(&format!("claims: {marks} of them are the marks on the page of impact")),
        "{marks}: {said}"
    );
}
