//! What is offered while the viewer types.

use super::*;

#[test]
fn beginnings_of_title_words_and_keywords_are_found() {
    let index = index_of([
        Document { importance: 3, ..document(1, "Data Governance") },
        Document { importance: 7, ..document(2, "Open Data") },
        Document { keywords: vec!["GDPR".to_owned()], ..document(3, "Privacy") },
        Document { body: "Data here does not count.".to_owned(), ..document(4, "Botany") },
        document(5, "Émile Dàtasson"),
    ]);
    for (prefix, expected) in [
        ("d", &["Open Data", "Data Governance", "Émile Dàtasson"][..]),
        ("DATA", &["Open Data", "Data Governance", "Émile Dàtasson"]),
        ("dat gov", &["Data Governance"]),
        ("gov dat", &["Data Governance"]),
        ("emi", &["Émile Dàtasson"]),
        ("gdp", &["Privacy"]),
        // A mistake is forgiven only where nothing begins so.
        ("govr", &["Data Governance"]),
        ("goverance", &["Data Governance"]),
        ("pirv", &["Privacy"]),
        ("dtaa gov", &["Data Governance"]),
        ("xyzzy", &[]),
        ("", &[]),
        ("…", &[]),
    ] {
        assert_eq!(suggested(&index, prefix), expected, "{prefix}");
    }
}

#[test]
fn a_title_that_has_all_the_words_comes_before_keywords() {
    let index = index_of([
        Document { importance: 9, keywords: vec!["Front of house".to_owned()], ..document(1, "Events") },
        Document { importance: 3, ..document(2, "Front of House") },
    ]);
    assert_eq!(suggested(&index, "front of h"), ["Front of House", "Events"]);
    assert_eq!(suggested(&index, "eve"), ["Events"]);
    assert_eq!(suggested(&index, "fornt of h"), ["Front of House", "Events"], "forgiven words count as typed ones");
}

#[test]
fn the_most_important_come_first_from_all_segments() {
    let index = Index::in_memory(&Options::default()).unwrap();
    for number in 0..6_u32 {
        let titled = |extra: u32| {
            let importance = number + extra;
            Change::Put(Document { importance, ..document(importance.into(), &format!("Data {importance}")) })
        };
        index.apply([titled(0), titled(100)], number.into()).unwrap();
    }
    let suggestions = index.suggest("dat", EVERYONE, 4).unwrap();
    let titles: Vec<&str> = suggestions.iter().map(|suggestion| suggestion.title.as_str()).collect();
    assert_eq!(titles, ["Data 105", "Data 104", "Data 103", "Data 102"]);
    assert!(index.suggest("dat", EVERYONE, 0).unwrap().is_empty());
}

#[test]
fn words_longer_than_any_beginning_still_match() {
    let index = index_of_titles(&["Internationalisationalism"]);
    assert_eq!(suggested(&index, "internationalisationalism").len(), 1);
}
