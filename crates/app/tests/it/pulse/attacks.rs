//! What somebody tries who has every file of the database, every mail and every backup, and may compare them: the
//! attacks of the domain research 10.4, each of which learns nothing. Those on logs, caches and pages are tested where
//! the pages are; that all said the same is in `domain::ballots`.

use super::{SLUG, Scene};
use copia_app::{Error, ballots, events, privacy, pulse::Shown};
use copia_domain::{ids::PersonId, pulse::Worth};
use copia_store::testing::{contents, in_file_order};
use copia_testkit::{on_both, testing::TestDb};
use std::collections::{BTreeMap, BTreeSet};

type Tables = BTreeMap<String, Vec<String>>;

/// The tables of which any row differs.
fn changed(before: &Tables, after: &Tables) -> BTreeSet<String> {
    after.iter().filter(|(table, rows)| before.get(*table) != Some(*rows)).map(|(table, _)| table.clone()).collect()
}

/// Rows that are in one state of a table and not in the other.
fn new_rows(before: &Tables, after: &Tables, table: &str) -> usize {
    after[table].iter().filter(|row| !before[table].contains(row)).count()
}

on_both! {
    async fn attack_files_before_and_after_an_answer(db) {
        let scene = Scene::new(db, 20).await;
        scene.site.take_mail();
        let before = contents(&scene.site.db.url).await;
        for number in 0..19 {
            scene.answer(number, Worth::NotReally, "Nothing new under the sun").await.unwrap();
        }
        assert!(contents(&scene.site.db.url).await == before, "an answer writes nothing at all");
        scene.site.run_jobs().await;
        assert!(scene.site.take_mail().is_empty(), "and sends nothing");
        assert!(!format!("{:?}", scene.site.app).contains("sun"), "and is not in what is printed of the program");
        scene.answer(19, Worth::NotReally, "").await.unwrap();
        let after = contents(&scene.site.db.url).await;
        let tables: BTreeSet<String> = ["ballot_roll", "ballots"].map(str::to_owned).into();
        assert_eq!(changed(&before, &after), tables, "a batch writes ballots and marks, and nothing beside them");
    }

    async fn attack_time_pairing_by_comparing_backups(db) {
        let scene = Scene::new(db, 34).await;
        let mut last = contents(&scene.site.db.url).await;
        let mut batches = 0;
        for number in 0..34 {
            scene.answer(number, Worth::Fully, "").await.unwrap();
            let now = contents(&scene.site.db.url).await;
            let (marks, ballots) = (new_rows(&last, &now, "ballot_roll"), new_rows(&last, &now, "ballots"));
            assert_eq!(marks, ballots);
            assert!(marks == 0 || marks >= 10, "two backups differ by {marks} people");
            batches += usize::from(marks > 0);
            last = now;
        }
        assert_eq!(batches, 2);
        ballots::stop(&scene.site.app).await;
        let now = contents(&scene.site.db.url).await;
        assert_eq!(new_rows(&last, &now, "ballots"), 14);
    }

    // In each batch everybody writes their own number. Whoever lays the rows as they stand in the file beside the order
    // of answering, of the roll, or of its marks in the file, finds as many pairs as chance does: one for each batch.
    async fn attack_order_of_rows(db) {
        let scene = Scene::new(db, 57).await;
        let mut pairs = [0; 3];
        for batch in 0..3 {
            let known = in_file_order(&scene.site.db, "ballots", "answer").await.len();
            let marked = in_file_order(&scene.site.db, "ballot_roll", "person_id").await;
            let numbers: Vec<usize> = (batch * 19..batch * 19 + 19).collect();
            for number in &numbers {
                scene.answer(*number, Worth::Fully, &format!("{number}")).await.unwrap();
            }
            ballots::stop(&scene.site.app).await;
            // On SQLite the file's order is that of the random ids, so new rows stand anywhere among the old ones.
            let rows = in_file_order(&scene.site.db, "ballots", "answer").await;
            assert!(rows.len() > known);
            let written: Vec<usize> =
                rows.iter().filter_map(|answer| answer.parse().ok()).filter(|number| numbers.contains(number)).collect();
            assert_eq!(written.len(), 19);
            let roll = roll_order(&scene, &numbers).await;
            let by_file: Vec<usize> = in_file_order(&scene.site.db, "ballot_roll", "person_id")
                .await
                .iter()
                .filter_map(|person| number_of(&scene, person))
                .filter(|number| numbers.contains(number))
                .collect();
            assert_eq!(marked.len(), 57);
            for (order, found) in [&numbers, &roll, &by_file].into_iter().zip(&mut pairs) {
                *found += order.iter().zip(&written).filter(|(one, other)| one == other).count();
            }
        }
        // By chance three of 57; eleven or more happen once in a million.
        assert!(pairs.iter().all(|found| *found < 11), "{pairs:?}");
    }

    async fn attack_ids_tell_no_time_and_rows_hold_nothing_else(db) {
        let scene = Scene::new(db, 20).await;
        for number in 0..20 {
            scene.answer(number, Worth::Fully, "Words").await.unwrap();
        }
        for (table, columns) in [("ballots", "box_id question id answer cell_id"), ("ballot_roll", "id box_id person_id guest_id has_answered cell_id")] {
            let known: BTreeSet<String> = columns.split(' ').map(str::to_owned).collect();
            assert_eq!(scene.site.db.columns(table).await, known, "{table}");
            for id in in_file_order(&scene.site.db, table, "id").await {
                let id = uuid::Uuid::parse_str(&id).unwrap();
                assert_eq!(id.get_version_num(), 4, "{table}: random, of no time");
            }
        }
    }

    async fn attack_time_differencing(db) {
        let scene = Scene::new(db, 40).await;
        for number in 0..40 {
            scene.answer(number, Worth::Fully, "Words").await.unwrap();
            if number % 10 == 9 {
                assert_eq!(scene.results().await.shown, Shown::NotYet, "there is one release, after the last answer");
            }
        }
        scene.count().await;
        let first = scene.results().await.shown;
        assert!(matches!(first, Shown::Said(_)));
        assert!(matches!(scene.answer(0, Worth::NotAtAll, "").await, Err(Error::NotFound)));
        ballots::look_after(&scene.site.app).await;
        scene.site.advance_hours(24);
        scene.site.run_jobs().await;
        assert_eq!(scene.results().await.shown, first);
    }

    async fn attack_settings_flipped_after_the_first_answer(db) {
        let scene = Scene::new(db, 12).await;
        scene.answer(0, Worth::Fully, "").await.unwrap();
        let before = contents(&scene.site.db.url).await["ballot_boxes"].clone();
        let host = scene.ctx(scene.ada).await;
        let form = events::edit_form(&host, SLUG).await.unwrap();
        let version = form.from.unwrap().version;
        let mut input = copia_testkit::event_input("data", "Another name");
        (input.version, input.audience, input.ends, input.seats) = (version, "staff", "14:30", "");
        events::save(&host, SLUG, &input).await.unwrap();
        scene.site.advance_hours(12);
        scene.site.run_jobs().await;
        assert_eq!(contents(&scene.site.db.url).await["ballot_boxes"], before);
        assert!(scene.site.db.refuses("UPDATE ballot_boxes SET minimum = 2").await, "not even by hand");
    }

    async fn attack_by_the_copy_the_audit_log_and_the_outbox(db) {
        let scene = Scene::new(db, 20).await;
        for number in 0..20 {
            scene.answer(number, Worth::NotAtAll, "A waste of lunch").await.unwrap();
        }
        for person in &scene.people {
            let copy = privacy::copy(&scene.ctx(*person).await).await.unwrap().to_json().to_string();
            assert!(!copy.contains("lunch") && !copy.contains("not_at_all"), "{copy}");
        }
        let all = contents(&scene.site.db.url).await;
        for (table, rows) in all.iter().filter(|(table, _)| !["ballots", "ballot_plans"].contains(&table.as_str())) {
            assert!(!rows.iter().any(|row| row.contains("waste of lunch") || row.contains("not_at_all")), "{table}");
        }
        for table in ["audit_events", "change_log", "deliveries"] {
            assert!(!all[table].iter().any(|row| row.contains("ballot") || row.contains("pulse")), "{table}");
        }
    }
}

/// Those who answered, in the order of the ids of their entries.
async fn roll_order(scene: &Scene, numbers: &[usize]) -> Vec<usize> {
    let ids = in_file_order(&scene.site.db, "ballot_roll", "id").await;
    let people = in_file_order(&scene.site.db, "ballot_roll", "person_id").await;
    let mut roll: Vec<(String, usize)> =
        ids.into_iter().zip(&people).filter_map(|(id, person)| Some((id, number_of(scene, person)?))).collect();
    roll.sort();
    roll.into_iter().map(|(_, number)| number).filter(|number| numbers.contains(number)).collect()
}

fn number_of(scene: &Scene, person: &str) -> Option<usize> {
    let person = PersonId(uuid::Uuid::parse_str(person).ok()?);
    scene.people.iter().position(|one| *one == person)
}

// Everything that SQLite has on disk, its write-ahead log included, and a backup of it.
#[tokio::test]
async fn attack_bytes_on_disk_and_a_restored_backup() {
    let scene = Scene::new(TestDb::sqlite().await, 20).await;
    for number in 0..19 {
        scene.answer(number, Worth::Fully, "An unforgettable phrase").await.unwrap();
    }
    let path = scene.site.db.url.trim_start_matches("sqlite://").to_owned();
    let folder = std::path::Path::new(&path).parent().unwrap().to_owned();
    let everything = || -> Vec<u8> {
        let files = std::fs::read_dir(&folder).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    };
    let holds = |bytes: &[u8]| bytes.windows(13).any(|window| window == b"unforgettable");
    assert!(!holds(&everything()), "nothing of an answer is on disk before its batch");
    let backup = scene.site.copy().await;
    scene.answer(19, Worth::Fully, "").await.unwrap();
    assert!(holds(&everything()), "the check can fail");
    // In the restored backup nobody has answered, so everybody can, once.
    let input = copia_app::pulse::PulseInput { worth: "fully", takeaway: "" };
    for person in &scene.people {
        let ctx = backup.signed_in(*person).await;
        let ctx = copia_app::Ctx { now: scene.site.app.parts.clock.now(), ..ctx };
        copia_app::pulse::answer(&ctx, SLUG, &input).await.unwrap();
        assert!(matches!(copia_app::pulse::answer(&ctx, SLUG, &input).await, Err(Error::AlreadyDone)));
    }
    assert_eq!(contents(&backup.db.url).await["ballots"].len(), 10);
}
