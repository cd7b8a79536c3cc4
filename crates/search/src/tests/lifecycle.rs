//! Opening, feeding, crashing and reopening.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use tempfile::tempdir;

use super::*;

fn open(folder: &Path) -> Index {
    Index::open(folder, &Options::default()).unwrap()
}

/// The folder of the version that is read and written.
fn current() -> String {
    format!("v{}", crate::schema::VERSION)
}

fn put(number: u128, title: &str) -> Change {
    Change::Put(document(number, title))
}

#[test]
fn contents_and_position_outlive_the_process() {
    let folder = tempdir().unwrap();
    {
        let index = open(folder.path());
        assert_eq!((index.position(), index.is_empty()), (0, true));
        index.apply([put(1, "Data"), put(2, "Finance")], 17).unwrap();
        index.apply([], 21).unwrap();
    }
    let index = open(folder.path());
    assert_eq!((index.position(), index.len()), (21, 2));
    assert_eq!(titles(&search(&index, "finance")), ["Finance"]);
}

#[test]
fn what_was_not_committed_is_gone_and_the_position_says_so() {
    let folder = tempdir().unwrap();
    {
        let index = open(folder.path());
        index.apply([put(1, "Data")], 5).unwrap();
        let broken = std::iter::once(put(2, "Finance")).chain(std::iter::from_fn(|| panic!("the feed breaks off")));
        let attempt = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| index.apply(broken, 9)));
        assert!(attempt.is_err());
        assert_eq!(index.position(), 5);
        // The index goes on after a batch that failed.
        index.apply([put(3, "Estates")], 6).unwrap();
    }
    let index = open(folder.path());
    assert_eq!((index.position(), index.len()), (6, 2));
    assert_eq!(search(&index, "finance ").total, 0);
    index.apply([put(2, "Finance")], 9).unwrap();
    assert_eq!(search(&index, "finance ").total, 1);
}

/// A copy of the folder made while the writer is open is what a crash leaves behind.
#[test]
fn a_crash_between_commits_leaves_a_whole_index() {
    let folder = tempdir().unwrap();
    let index = open(folder.path());
    for number in 1..=12_u32 {
        index.apply([put(number.into(), &format!("Data {number}"))], number.into()).unwrap();
        let after = tempdir().unwrap();
        let version = after.path().join(current());
        fs::create_dir(&version).unwrap();
        for entry in fs::read_dir(folder.path().join(current())).unwrap() {
            let entry = entry.unwrap();
            // A file that merging removes meanwhile is one that no commit needs.
            let _ = fs::copy(entry.path(), version.join(entry.file_name()));
        }
        let found = open(after.path());
        let whole = found.position() == i64::from(number) && found.len() == u64::from(number);
        // A copy is not taken in one instant: merging, which starts with the eighth segment, may
        // tear it. Then the index must start afresh.
        let afresh = number >= 8 && found.position() == 0 && found.is_empty();
        assert!(whole || afresh, "{number}");
    }
}

#[test]
fn applying_again_changes_nothing() {
    let index = index_of_titles(&["Data", "Finance"]);
    let batch = [
        put(1, "Data"),
        put(2, "Estates"),
        Change::Remove { kind: Kind::Community, id: id(9) },
        put(3, "Gone"),
        Change::Remove { kind: Kind::Community, id: id(3) },
    ];
    for _ in 0..3 {
        index.apply(batch.clone(), 2).unwrap();
        assert_eq!(titles(&search(&index, "")), ["Data", "Estates"]);
        assert_eq!((index.len(), index.position()), (2, 2));
    }
    // What lies behind the position has been applied already and must not undo what came later.
    index.apply([put(1, "Old")], 1).unwrap();
    assert_eq!((search(&index, "old ").total, index.position()), (0, 2));
}

#[test]
fn the_same_id_of_another_kind_is_another_document() {
    let person = Document { kind: Kind::Person, ..document(1, "Ada") };
    let index = index_of([document(1, "Data"), person]);
    index.apply([Change::Remove { kind: Kind::Community, id: id(1) }], 2).unwrap();
    assert_eq!(titles(&search(&index, "")), ["Ada"]);
}

#[test]
fn clearing_goes_back_to_the_start() {
    let index = index_of_titles(&["Data"]);
    index.clear().unwrap();
    assert_eq!((index.position(), index.len()), (0, 0));
    index.apply([put(2, "Finance")], 1).unwrap();
    assert_eq!(titles(&search(&index, "")), ["Finance"]);
}

#[test]
fn a_damaged_index_is_discarded() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 5] = [
        ("settings that are no settings", |folder| fs::write(folder.join("meta.json"), "{").unwrap()),
        ("settings lost", |folder| fs::remove_file(folder.join("meta.json")).unwrap()),
        ("a segment lost", |folder| each_segment_file(folder, |path| fs::remove_file(path).unwrap())),
        ("a segment cut short", |folder| {
            each_segment_file(folder, |path| {
                let bytes = fs::read(path).unwrap();
                fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
            });
        }),
        ("a segment overwritten", |folder| {
            each_segment_file(folder, |path| {
                let mut bytes = fs::read(path).unwrap();
                bytes.iter_mut().take(8).for_each(|byte| *byte ^= 0xff);
                fs::write(path, bytes).unwrap();
            });
        }),
    ];
    for (name, damage) in damages {
        let folder = tempdir().unwrap();
        open(folder.path()).apply([put(1, "Data")], 5).unwrap();
        damage(&folder.path().join(current()));
        let index = open(folder.path());
        assert_eq!((index.position(), index.len()), (0, 0), "{name}");
        index.apply([put(1, "Data")], 5).unwrap();
        assert_eq!(search(&index, "data").total, 1, "{name}");
    }
}

fn each_segment_file(folder: &Path, work: impl Fn(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with('.') && name != "meta.json" {
            work(&path);
        }
    }
}

#[test]
fn an_index_of_another_version_is_discarded_and_nothing_else() {
    let folder = tempdir().unwrap();
    open(folder.path()).apply([put(1, "Data")], 5).unwrap();
    fs::rename(folder.path().join(current()), folder.path().join("v0")).unwrap();
    fs::create_dir(folder.path().join("v7")).unwrap();
    fs::write(folder.path().join("letter.txt"), "kept").unwrap();
    let index = open(folder.path());
    assert_eq!((index.position(), index.len()), (0, 0));
    assert!(!folder.path().join("v0").exists());
    assert!(folder.path().join("v7").exists() && folder.path().join("letter.txt").exists());
}

#[test]
fn a_writer_at_rest_lets_another_process_write() {
    let folder = tempdir().unwrap();
    let first = open(folder.path());
    first.apply([put(1, "Data")], 1).unwrap();
    let second = open(folder.path());
    assert!(second.apply([put(2, "Finance")], 2).is_err());
    first.rest().unwrap();
    second.apply([put(2, "Finance")], 2).unwrap();
    assert_eq!(second.len(), 2);
}

#[test]
fn merging_keeps_order_and_contents() {
    let index = Index::in_memory(&Options::default()).unwrap();
    for number in 1..=40_u32 {
        let document = Document { importance: number % 7, ..document(number.into(), &format!("Data {number:02}")) };
        index.apply([Change::Put(document)], number.into()).unwrap();
        if number % 5 == 0 {
            index.apply([Change::Remove { kind: Kind::Community, id: id(number.into()) }], number.into()).unwrap();
            index.rest().unwrap();
        }
    }
    assert_eq!(index.len(), 32);
    let mut expected: Vec<u32> = (1..=40).filter(|number| number % 5 != 0).collect();
    expected.sort_by_key(|number| (std::cmp::Reverse(number % 7), *number));
    let expected: Vec<String> = expected.iter().map(|number| format!("Data {number:02}")).collect();
    let all = Query { held: EVERYONE, limit: 100, ..Query::default() };
    assert_eq!(titles(&index.search(&all).unwrap()), expected);
    assert_eq!(suggested(&index, "da"), expected[..8]);
}

#[test]
fn searches_go_on_while_changes_are_applied() {
    let folder = tempdir().unwrap();
    let index = open(folder.path());
    index.apply([put(1, "Data")], 1).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let mut last = 0;
            let mut seen = 0;
            while !done.load(Ordering::Acquire) || seen == 0 {
                // Each commit adds one document and changes all, so a torn read would show a mix.
                let results = search(&index, "data");
                assert!(results.total >= last, "{} after {last}", results.total);
                assert_eq!(results.total, results.hits.len() as u64);
                last = results.total;
                seen += 1;
                index.suggest("d", EVERYONE, 5).unwrap();
            }
            last
        });
        for number in 2..=15_u128 {
            let all = (1..=number).map(|each| put(each, &format!("Data {number}")));
            index.apply(all, i64::try_from(number).unwrap()).unwrap();
        }
        index.rest().unwrap();
        done.store(true, Ordering::Release);
        assert!(reading.join().unwrap() >= 1);
    });
    assert_eq!(search(&index, "data").total, 15);
}
