//! What somebody tries who has the database of a survey, its backups and whatever its pages show: attacks of the domain
//! research 10.4, each beside a rule that is broken on purpose and that the same attack finds out. Those on logs, caches
//! and links are tested where the pages are; what releases hide is in `domain::ballots`.

use super::{AGREE, Scene};
use copia_app::{Error, ballots, surveys};
use copia_domain::{
    ballots::{Asked, Part, Plan, Release, Rule, Shape, Tally, release},
    ids::BallotBoxId,
};
use copia_store::testing::{contents, in_file_order};
use copia_testkit::{on_both, testing::TestDb};
use std::collections::BTreeMap;

impl Scene {
    async fn box_of(&self, wave: &str) -> BallotBoxId {
        surveys::wave(&self.manager, wave).await.unwrap().wave.box_id.unwrap()
    }
}

/// Looks at what is shown day by day: how many pairs of two states that follow each other differ by fewer than ten
/// people, so that what these said is the difference.
fn by_two_days(days: &[Option<Release>]) -> usize {
    let base = |day: &Option<Release>| day.as_ref()?.questions.first()?.all.as_ref().map(|all| all.base);
    let is_small = |two: &[Option<Release>]| {
        base(&two[0]).zip(base(&two[1])).is_some_and(|(before, after)| (1..10).contains(&after.abs_diff(before)))
    };
    days.windows(2).filter(|two| is_small(two)).count()
}

/// A row as it stands in the file: the question, and the answer.
type Stored = (String, String);

/// For each person who wrote their number: whether the choice that is nearest to it in the file is theirs. People of even
/// numbers chose `a`, the others `b`.
fn by_neighbours(rows: &[Stored]) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for (place, (_, number)) in rows.iter().enumerate().filter(|(_, (question, _))| question == "q1") {
        let is_choice = |(_, (question, _)): &(usize, &Stored)| question == "q2";
        let nearest = rows.iter().enumerate().filter(is_choice).min_by_key(|(other, _)| other.abs_diff(place));
        let own = if number.parse::<usize>().unwrap() % 2 == 0 { "a" } else { "b" };
        right += usize::from(nearest.is_some_and(|(_, (_, choice))| choice == own));
        all += 1;
    }
    (right, all)
}

/// Whether so many right guesses are more than chance finds: five deviations.
fn is_more_than_chance((right, all): (usize, usize)) -> bool {
    let (right, all) = (f64::from(u32::try_from(right).unwrap()), f64::from(u32::try_from(all).unwrap()));
    right > all / 2.0 + 5.0 * (all / 4.0).sqrt()
}

/// Whether ids tell when they were made: all but random ones do.
fn tell_time(ids: &[uuid::Uuid]) -> bool {
    ids.iter().any(|id| id.get_version_num() != 4)
}

on_both! {
    async fn attack_time_differencing(db) {
        let scene = Scene::new(db, 24).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        let id = scene.box_of(&wave).await;
        let (mut days, mut counted) = (Vec::new(), vec![0]);
        for number in 0..24 {
            scene.answer(&wave, number, AGREE).await.unwrap();
            days.push(ballots::release(&scene.manager, id).await.unwrap());
            assert!(matches!(surveys::results(&scene.manager, &wave).await, Err(Error::NotFound)));
            counted.push(surveys::wave(&scene.manager, &wave).await.unwrap().answered);
        }
        assert!(counted.windows(2).all(|two| two[1] == two[0] || two[1] - two[0] >= 10), "{counted:?}");
        scene.site.advance_hours(14 * 24);
        for _ in 0..3 {
            scene.site.advance_hours(24);
            scene.site.run_jobs().await;
            days.push(ballots::release(&scene.now().await, id).await.unwrap());
        }
        assert!(days[..24].iter().all(Option::is_none) && days[24..].iter().all(Option::is_some));
        assert_eq!(by_two_days(&days), 0);
        assert!(days[24..].windows(2).all(|two| two[0] == two[1]), "one release, for good");
    }

    // Whoever sends half a form, or looks and goes away, leaves nothing behind.
    async fn attack_draft_storage(db) {
        let scene = Scene::new(db, 12).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        scene.site.run_jobs().await;
        scene.told(&wave, 0).await;
        let before = contents(&scene.site.db.url).await;
        for half in [&[(1, "agree"), (2, "An unforgettable phrase"), (3, "z")][..], &[(2, "An unforgettable phrase")], &[]] {
            assert!(matches!(scene.answer(&wave, 0, half).await, Err(Error::Invalid(_))));
        }
        scene.site.run_jobs().await;
        assert_eq!(before, contents(&scene.site.db.url).await);
        let drafts: Vec<&String> = before.keys().filter(|table| table.contains("draft")).collect();
        assert!(drafts.is_empty(), "{drafts:?}");
        scene.site.db.tamper("UPDATE survey_waves SET title = 'An unforgettable phrase'").await;
        assert_ne!(before, contents(&scene.site.db.url).await, "the check can fail");
    }

    // Everybody writes their number and chooses by it. Whoever reads the file looks beside each number.
    async fn attack_which_answers_belong_together(db) {
        let scene = Scene::new(db, 60).await;
        let wave = scene.plan(&[]).await;
        scene.open(&wave, "").await.unwrap();
        for number in 0..60 {
            let (words, choice) = (number.to_string(), if number % 2 == 0 { "a" } else { "b" });
            scene.answer(&wave, number, &[(1, "agree"), (2, &words), (3, choice)]).await.unwrap();
        }
        ballots::stop(&scene.site.app).await;
        let questions = in_file_order(&scene.site.db, "ballots", "question").await;
        let rows: Vec<Stored> =
            questions.into_iter().zip(in_file_order(&scene.site.db, "ballots", "answer").await).collect();
        let found = by_neighbours(&rows);
        assert_eq!(found.1, 60);
        assert!(!is_more_than_chance(found), "{found:?}");
        let ids = in_file_order(&scene.site.db, "ballots", "id").await;
        let ids: Vec<uuid::Uuid> = ids.iter().map(|id| uuid::Uuid::parse_str(id).unwrap()).collect();
        assert!(!tell_time(&ids));
    }

    async fn attack_settings_flipped_after_the_first_answer(db) {
        let scene = Scene::new(db, 20).await;
        let wave = scene.plan(&["role"]).await;
        scene.open(&wave, "").await.unwrap();
        scene.answer(&wave, 0, AGREE).await.unwrap();
        let kept = |all: &BTreeMap<String, Vec<String>>| {
            ["ballot_plans", "ballot_cells", "ballot_roll"].map(|table| all[table].clone())
        };
        let before = kept(&contents(&scene.site.db.url).await);
        let version = scene.version(&wave).await;
        for attributes in [vec![], vec!["area"], vec!["area", "role"]] {
            let input = surveys::WaveInput { title: "Finer", everybody: true, attributes, version, ..surveys::WaveInput::default() };
            assert!(matches!(surveys::plan(&scene.manager, None, Some(&wave), &input).await, Err(Error::NotNow("wave-open"))));
        }
        surveys::extend(&scene.manager, &wave, "2026-06-18", version).await.unwrap();
        assert_eq!(kept(&contents(&scene.site.db.url).await), before, "more time changes neither plan nor groups nor roll");
        for change in ["UPDATE ballot_boxes SET minimum = 2", "UPDATE ballot_boxes SET words_from = 2"] {
            assert!(scene.site.db.refuses(change).await, "{change}");
        }
    }
}

// Everything that SQLite has on disk, its write-ahead log included, and a backup that is restored while people answer.
#[tokio::test]
async fn attack_a_restored_backup() {
    let scene = Scene::new(TestDb::sqlite().await, 20).await;
    let wave = scene.plan(&["role"]).await;
    scene.open(&wave, "").await.unwrap();
    scene.site.run_jobs().await;
    let paper = [(1, "agree"), (2, "An unforgettable phrase"), (3, "a")];
    for number in 0..19 {
        scene.answer(&wave, number, &paper).await.unwrap();
    }
    let path = scene.site.db.url.trim_start_matches("sqlite://").to_owned();
    let folder = std::path::Path::new(&path).parent().unwrap().to_owned();
    let holds = || {
        let files = std::fs::read_dir(&folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.collect::<Vec<_>>().concat().windows(13).any(|window| window == b"unforgettable")
    };
    assert!(!holds(), "nothing of an answer is on disk before its batch");
    let before = contents(&scene.site.db.url).await;
    let backup = scene.site.copy().await;
    scene.answer(&wave, 19, &paper).await.unwrap();
    assert!(holds(), "the check can fail");
    let after = contents(&scene.site.db.url).await;
    let new = |table: &str| after[table].iter().filter(|row| !before[table].contains(row)).count();
    assert_eq!((new("ballot_roll"), new("ballots")), (10, 30), "two backups differ by ten people");
    // In the restored backup nobody has answered, so everybody can, once; and still nothing is shown before the end.
    let scene = Scene { site: backup, ..scene };
    let before = contents(&scene.site.db.url).await;
    assert!(before["ballots"].is_empty());
    for number in 0..20 {
        scene.answer(&wave, number, AGREE).await.unwrap();
        assert!(matches!(scene.answer(&wave, number, AGREE).await, Err(Error::AlreadyDone)));
    }
    let id = scene.box_of(&wave).await;
    assert_eq!(ballots::release(&scene.site.app.system(), id).await.unwrap(), None);
    assert_eq!(contents(&scene.site.db.url).await["ballots"].len(), 20);
}

#[test]
fn broken_results_before_the_end() {
    let answers = ["no", "yes"].map(str::to_owned).to_vec();
    let asked = Asked { question: "used".to_owned(), answers, shape: Shape::Scale { low: 1, high: 1 }, follows: None };
    let plan = Plan { attributes: Vec::new(), questions: vec![asked] };
    // What is shown is worked out each time that somebody has answered.
    let day = |answered: u32| {
        let parts = vec![Part { label: Vec::new(), invited: 40, answered }];
        let tally = Tally { parts, counts: vec![vec![vec![answered / 2, answered.div_ceil(2)]]] };
        Some(release(&plan, &tally, Rule::of(10)))
    };
    let days: Vec<Option<Release>> = (0..=24).map(day).collect();
    assert_eq!(by_two_days(&days), 14, "each answer after the first ten is the difference of two days");
}

#[test]
fn broken_answers_stand_as_they_came() {
    let paper = |number: usize| {
        let choice = if number.is_multiple_of(2) { "a" } else { "b" };
        [("used@1", "agree"), ("q1", &*number.to_string()), ("q2", choice)]
            .map(|(question, answer)| (question.to_owned(), answer.to_owned()))
    };
    let rows: Vec<Stored> = (0..60).flat_map(paper).collect();
    assert!(is_more_than_chance(by_neighbours(&rows)));
}

#[tokio::test]
async fn broken_ids_tell_the_time() {
    let scene = Scene::new(TestDb::sqlite().await, 1).await;
    let ids: Vec<uuid::Uuid> = (0..20).map(|_| scene.manager.id(BallotBoxId::new).0).collect();
    assert!(tell_time(&ids), "ids as other rows have them");
}
