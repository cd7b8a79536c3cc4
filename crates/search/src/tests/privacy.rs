//! Nothing hidden shows: answers are the same as if hidden documents did not exist.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

const AUDIENCES: [Audience; 6] = [
    Audience::Public,
    Audience::Staff,
    Audience::Community(Uuid::from_u128(1)),
    Audience::Community(Uuid::from_u128(2)),
    Audience::Person(Uuid::from_u128(1)),
    Audience::Managers,
];

/// Few words, many of them one letter apart, so that corrections and completions abound.
const WORDS: [&str; 14] = [
    "finance",
    "financial",
    "finanse",
    "research",
    "researcher",
    "mentor",
    "mentoring",
    "mender",
    "data",
    "date",
    "secret",
    "secrets",
    "café",
    "of",
];

const QUERIES: [&str; 16] = [
    "",
    "finance",
    "finnance",
    "fin",
    "resea",
    "reserch",
    "mentro",
    "secre",
    "sceret ",
    "data secret",
    "\"data secret\"",
    "cafe mentor",
    "secret of data",
    "datta date",
    "menderr",
    "researchr financ",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(select(&WORDS[..]), 0..=most).prop_map(|words| words.join(" "))
}

fn any_document() -> impl Strategy<Value = Document> {
    (
        (0_u128..30, select(&Kind::ALL[..]), words(3), words(3), words(8), words(1)),
        (0_u32..4, prop::option::of(0_u128..3), prop::option::of(select(vec!["active", "forming"]))),
        subsequence(AUDIENCES.to_vec(), 0..=2),
    )
        .prop_map(|((number, kind, title, summary, body, keyword), (importance, area, stage), audience)| {
            Document {
                kind,
                id: id(number),
                title,
                summary,
                body,
                keywords: vec![keyword],
                importance,
                area: area.map(id),
                stage: stage.map(str::to_owned),
                audience,
            }
        })
}

fn visible(document: &Document, held: &[Audience]) -> bool {
    document.audience.iter().any(|audience| held.contains(audience))
}

/// The latest state of each document, as a plain map.
fn latest(batches: &[Vec<Document>]) -> BTreeMap<(Kind, Uuid), Document> {
    let documents = batches.iter().flatten();
    documents.map(|document| ((document.kind, document.id), document.clone())).collect()
}

fn folded_words(document: &Document) -> BTreeSet<String> {
    let parts = [&document.title, &document.summary, &document.body];
    let texts = parts.into_iter().chain(&document.keywords);
    texts.flat_map(|text| text.replace('é', "e").split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_those_of_an_index_without_what_is_hidden(
        batches in prop::collection::vec(prop::collection::vec(any_document(), 0..12), 1..4),
        held in subsequence(AUDIENCES.to_vec(), 0..=3),
        text in select(&QUERIES[..]),
        kinds in prop::option::of(subsequence(Kind::ALL.to_vec(), 1..=3)),
        areas in subsequence(vec![0_u128, 1, 2], 0..=1),
    ) {
        let full = Index::in_memory(&Options::default()).unwrap();
        for (position, batch) in (1..).zip(&batches) {
            full.apply(batch.iter().cloned().map(Change::Put), position).unwrap();
        }
        let all = latest(&batches);
        let shown: BTreeMap<_, _> = all.iter().filter(|(_, document)| visible(document, &held)).collect();
        let bare = index_of(shown.values().map(|&document| document.clone()));

        let areas = areas.into_iter().map(id).collect();
        let query = Query { text, kinds, areas, held: &held, limit: 100, ..Query::default() };
        let found = full.search(&query).unwrap();
        let expected = bare.search(&query).unwrap();
        prop_assert_eq!(found.total, expected.total);
        prop_assert_eq!(&found.facets, &expected.facets);
        prop_assert_eq!(&found.corrected, &expected.corrected);
        // Scores rest on how common words are in the whole index, so hits are compared as a set.
        let set = |results: &Results| -> BTreeMap<_, _> {
            results.hits.iter().map(|hit| ((hit.kind, hit.id), (hit.title.clone(), hit.excerpt.clone()))).collect()
        };
        prop_assert_eq!(set(&found), set(&expected));

        for hit in &found.hits {
            let document = shown.get(&(hit.kind, hit.id));
            prop_assert!(document.is_some(), "a hidden hit");
            let document = document.unwrap();
            prop_assert_eq!(&hit.title, &document.title);
            let excerpt: String = hit.excerpt.iter().map(|(piece, _)| piece.as_str()).collect();
            prop_assert!(excerpt == document.summary || excerpt == document.body, "{}", excerpt);
        }
        let known: BTreeSet<String> = shown.values().flat_map(|document| folded_words(document)).collect();
        for word in found.corrected.iter().flat_map(|text| text.split_whitespace()) {
            prop_assert!(known.contains(word) || text.contains(word), "{} is proposed", word);
        }

        let prefix = text.trim_matches('"');
        let suggestions = full.suggest(prefix, &held, 50).unwrap();
        prop_assert_eq!(&suggestions, &bare.suggest(prefix, &held, 50).unwrap());
        for suggestion in &suggestions {
            prop_assert!(shown.contains_key(&(suggestion.kind, suggestion.id)), "a hidden suggestion");
        }
    }

    /// The naive model: without words, what is listed and counted is the filter and nothing more.
    #[test]
    fn lists_and_counts_are_a_plain_filter(
        batches in prop::collection::vec(prop::collection::vec(any_document(), 0..12), 1..4),
        held in subsequence(AUDIENCES.to_vec(), 0..=3),
        kinds in prop::option::of(subsequence(Kind::ALL.to_vec(), 1..=3)),
        areas in subsequence(vec![0_u128, 1, 2], 0..=2),
        stages in subsequence(vec!["active", "forming"], 0..=1),
    ) {
        let index = Index::in_memory(&Options::default()).unwrap();
        for (position, batch) in (1..).zip(&batches) {
            index.apply(batch.iter().cloned().map(Change::Put), position).unwrap();
        }
        let all = latest(&batches);
        let areas: Vec<Uuid> = areas.into_iter().map(id).collect();
        let stages: Vec<String> = stages.into_iter().map(str::to_owned).collect();
        let of_kind = |document: &Document| kinds.as_ref().is_none_or(|kinds| kinds.contains(&document.kind));
        let of_area = |document: &Document| areas.is_empty() || document.area.is_some_and(|area| areas.contains(&area));
        let of_stage =
            |document: &Document| stages.is_empty() || document.stage.as_ref().is_some_and(|stage| stages.contains(stage));
        let shown = || all.values().filter(|document| visible(document, &held));

        let query = Query { kinds: kinds.clone(), areas: areas.clone(), stages: stages.clone(), held: &held, limit: 100, ..Query::default() };
        let found = index.search(&query).unwrap();
        let listed: BTreeSet<_> = found.hits.iter().map(|hit| (hit.kind, hit.id)).collect();
        let expected: BTreeSet<_> = shown()
            .filter(|document| of_kind(document) && of_area(document) && of_stage(document))
            .map(|document| (document.kind, document.id))
            .collect();
        prop_assert_eq!(found.total, expected.len() as u64);
        prop_assert_eq!(listed, expected);

        let mut by_kind = BTreeMap::<Kind, u64>::new();
        shown().filter(|document| of_area(document) && of_stage(document)).for_each(|document| *by_kind.entry(document.kind).or_default() += 1);
        prop_assert_eq!(found.facets.kinds.into_iter().collect::<BTreeMap<_, _>>(), by_kind);
        let mut by_stage = BTreeMap::<String, u64>::new();
        for stage in shown().filter(|document| of_kind(document) && of_area(document)).filter_map(|document| document.stage.clone()) {
            *by_stage.entry(stage).or_default() += 1;
        }
        prop_assert_eq!(found.facets.stages.into_iter().collect::<BTreeMap<_, _>>(), by_stage);
        let mut by_area = BTreeMap::<Uuid, u64>::new();
        for area in shown().filter(|document| of_kind(document) && of_stage(document)).filter_map(|document| document.area) {
            *by_area.entry(area).or_default() += 1;
        }
        prop_assert_eq!(found.facets.areas.into_iter().collect::<BTreeMap<_, _>>(), by_area);
    }
}

#[test]
fn a_document_without_audience_is_seen_by_nobody() {
    let index = index_of([Document { audience: Vec::new(), ..document(1, "Orphan") }]);
    let query = Query { text: "orphan", held: &AUDIENCES, limit: 10, ..Query::default() };
    assert_eq!(index.search(&query).unwrap(), Results::default());
    assert!(index.suggest("orph", &AUDIENCES, 10).unwrap().is_empty());
}

#[test]
fn narrowing_the_audience_hides_at_once() {
    let index = index_of_titles(&["Merger plans"]);
    assert_eq!(search(&index, "merger").total, 1);
    let hidden = Document { audience: vec![Audience::Managers], ..document(1, "Merger plans") };
    index.apply([Change::Put(hidden)], 2).unwrap();
    for text in ["merger", "merge", "mergr", "plans", ""] {
        assert_eq!(search(&index, text), Results::default(), "{text}");
        assert!(suggested(&index, text).is_empty(), "{text}");
    }
}
