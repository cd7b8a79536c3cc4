//! What a search finds, in what order, and what it says about it.

use super::*;

const TITLES: &[&str] = &[
    "Data Governance",
    "Digital Accessibility",
    "Finance Business Partners",
    "José Ibáñez",
    "Mentoring and Coaching",
    "Project Management Community of Practice",
    "Research Operations",
    "Zoe\u{308} O’Neill",
];

/// A mistyped word, or none, is what the last column proposes.
#[test]
fn words_find_documents() {
    let index = index_of_titles(TITLES);
    for (text, expected, corrected) in [
        ("governance", &["Data Governance"][..], None),
        ("GOVERNANCE data", &["Data Governance"], None),
        // Stems: other endings of the same word.
        ("mentors", &["Mentoring and Coaching"], None),
        ("partner", &["Finance Business Partners"], None),
        // The last word may be unfinished, the others not.
        ("data gov", &["Data Governance"], None),
        ("acces", &["Digital Accessibility"], None),
        ("gov* ", &[], None),
        // Accents, composed and combining, in the text and in the query.
        ("jose ibanez", &["José Ibáñez"], None),
        ("JOSÉ", &["José Ibáñez"], None),
        ("Jose\u{301}", &["José Ibáñez"], None),
        ("zoë", &["Zoe\u{308} O’Neill"], None),
        ("zoe o'neill", &["Zoe\u{308} O’Neill"], None),
        // One edit, a swap included; two in a long word; none in a short one.
        ("finnance", &["Finance Business Partners"], Some("finance")),
        ("fniance", &["Finance Business Partners"], Some("finance")),
        ("reseach ops", &["Research Operations"], Some("research ops")),
        ("acessibilty", &["Digital Accessibility"], Some("accessibility")),
        ("dta ", &[], None),
        ("jsoe", &["José Ibáñez"], Some("jose")),
        // Fillers need not be there.
        ("the governance of data", &["Data Governance"], None),
        ("community for project management", &["Project Management Community of Practice"], None),
        // A phrase is met word for word.
        ("\"project management\"", &["Project Management Community of Practice"], None),
        ("“community of practice”", &["Project Management Community of Practice"], None),
        ("\"management project\"", &[], None),
        ("\"practice\" management", &["Project Management Community of Practice"], None),
        // An open quote is no phrase.
        ("\"management project", &["Project Management Community of Practice"], None),
        ("nothing like it ", &[], None),
    ] {
        let results = search(&index, text);
        assert_eq!(titles(&results), expected, "{text}");
        assert_eq!(results.total, expected.len() as u64, "{text}");
        assert_eq!(results.corrected.as_deref(), corrected, "{text}");
    }
}

#[test]
fn any_word_will_do_where_no_document_has_all() {
    let index = index_of_titles(TITLES);
    assert_eq!(search(&index, "research accessibility").total, 2);
    assert_eq!(search(&index, "research operations").total, 1);
}

#[test]
fn the_title_weighs_more_than_the_body() {
    let index = index_of([
        Document { body: "budget ".repeat(30), ..document(1, "Everything else") },
        document(2, "Budget"),
        Document { summary: "About the budget.".to_owned(), ..document(3, "Planning") },
    ]);
    assert_eq!(titles(&search(&index, "budget"))[0], "Budget");
    assert_eq!(search(&index, "budget").total, 3);
}

#[test]
fn keywords_summary_and_body_are_searched() {
    let document = Document {
        keywords: vec!["former name".to_owned()],
        summary: "A short purpose.".to_owned(),
        body: "The longer text about lichens.".to_owned(),
        ..document(1, "Botany")
    };
    let index = index_of([document]);
    for text in ["former", "purposes", "lichen", "lich", "lichnes"] {
        assert_eq!(titles(&search(&index, text)), ["Botany"], "{text}");
    }
}

#[test]
fn synonyms_work_both_ways_and_word_for_word() {
    let table = [["CoP", "community of practice"], ["PM", "project management"]];
    let synonyms = table.map(|group| group.map(str::to_owned).to_vec()).to_vec();
    let index = Index::in_memory(&Options { synonyms }).unwrap();
    let documents = (1..).zip(["Library CoP", "Estates Community of Practice", "Practice of community"]);
    index.apply(documents.map(|(number, title)| Change::Put(document(number, title))), 1).unwrap();
    for (text, expected) in [
        ("cop", &["Estates Community of Practice", "Library CoP"][..]),
        ("library community of practice", &["Library CoP"]),
        ("estates cop", &["Estates Community of Practice"]),
        ("COP estates", &["Estates Community of Practice"]),
        ("pm", &[]),
    ] {
        let results = search(&index, text);
        let mut found = titles(&results);
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
        assert_eq!(results.corrected, None, "{text}");
    }
    assert_eq!(search(&index, "community of practice").total, 3);
}

#[test]
fn without_words_everything_is_listed_by_importance_then_title() {
    let titled = |number, title: &str, importance| Document { importance, ..document(number, title) };
    let index = index_of([titled(1, "beta", 1), titled(2, "Alpha", 1), titled(3, "Ångström", 1)]);
    // A second commit makes a second segment, so the order must hold across them.
    let more = [titled(4, "Zeta", 9), titled(5, "Amber", 1), titled(6, "Omega", 0)];
    index.apply(more.map(Change::Put), 2).unwrap();
    let all = ["Zeta", "Alpha", "Amber", "Ångström", "beta", "Omega"];
    assert_eq!(titles(&search(&index, "")), all);
    assert_eq!(titles(&search(&index, " \n ")), all);
    for offset in 0..8 {
        let page = Query { held: EVERYONE, offset, limit: 2, ..Query::default() };
        let results = index.search(&page).unwrap();
        assert_eq!(results.total, 6);
        assert_eq!(titles(&results), all.iter().skip(offset).take(2).copied().collect::<Vec<_>>());
    }
}

#[test]
fn equal_scores_are_ordered_by_importance_then_title() {
    let titled = |number, title: &str, importance| Document { importance, ..document(number, title) };
    let index = index_of([titled(1, "Data b", 0), titled(2, "Data a", 0), titled(3, "Data c", 5)]);
    assert_eq!(titles(&search(&index, "data ")), ["Data c", "Data a", "Data b"]);
}

#[test]
fn facets_leave_out_their_own_selection() {
    let make = |number, kind, area: Option<u128>, stage: Option<&str>| Document {
        kind,
        area: area.map(id),
        stage: stage.map(str::to_owned),
        ..document(number, "Data")
    };
    let index = index_of([
        make(1, Kind::Community, Some(100), Some("active")),
        make(2, Kind::Community, Some(100), Some("forming")),
        make(3, Kind::Community, Some(200), Some("active")),
        make(4, Kind::Person, Some(200), None),
        make(5, Kind::Page, None, None),
    ]);
    let ask = |kinds: Option<Vec<Kind>>, areas: &[u128], stages: &[&str]| {
        let query = Query {
            text: "data",
            kinds,
            areas: areas.iter().copied().map(id).collect(),
            stages: stages.iter().map(|&stage| stage.to_owned()).collect(),
            held: EVERYONE,
            limit: 20,
            ..Query::default()
        };
        index.search(&query).unwrap()
    };

    let all = ask(None, &[], &[]);
    assert_eq!(all.total, 5);
    assert_eq!(all.facets.kinds, [(Kind::Community, 3), (Kind::Person, 1), (Kind::Page, 1)]);
    assert_eq!(all.facets.areas, [(id(100), 2), (id(200), 2)]);
    assert_eq!(all.facets.stages, [("active".to_owned(), 2), ("forming".to_owned(), 1)]);

    let chosen = ask(Some(vec![Kind::Community]), &[200], &["active"]);
    assert_eq!(chosen.total, 1);
    assert_eq!(chosen.hits[0].id, id(3));
    assert_eq!(chosen.facets.kinds, [(Kind::Community, 1)]);
    assert_eq!(chosen.facets.areas, [(id(100), 1), (id(200), 1)]);
    assert_eq!(chosen.facets.stages, [("active".to_owned(), 1)]);

    let area = ask(None, &[200], &[]);
    assert_eq!(area.total, 2);
    assert_eq!(area.facets.areas, [(id(100), 2), (id(200), 2)]);
    assert_eq!(area.facets.kinds, [(Kind::Community, 1), (Kind::Person, 1)]);

    // A value that nothing has, and no kind at all, are selections too.
    assert_eq!(ask(None, &[300], &[]).total, 0);
    assert_eq!(ask(Some(Vec::new()), &[], &[]).total, 0);
}

#[test]
fn excerpts_mark_what_matched() {
    let filler = "Nothing to see in this sentence. ".repeat(20);
    let document = Document {
        summary: "Mentors meet every month.".to_owned(),
        body: format!("{filler}The café hosts a budget\n\nworkshop. {filler}"),
        ..document(1, "Mentoring")
    };
    let index = index_of([document]);
    let excerpt = |text: &str| {
        let pieces = &search(&index, text).hits[0].excerpt;
        let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
        let marked: Vec<String> = pieces.iter().filter(|(_, marked)| *marked).map(|(piece, _)| piece.clone()).collect();
        (whole, marked)
    };
    assert_eq!(excerpt("mentoring"), ("Mentors meet every month.".to_owned(), vec!["Mentors".to_owned()]));
    assert_eq!(excerpt("").0, "Mentors meet every month.");
    for (text, expected) in
        [("budget cafe", &["café", "budget"][..]), ("budg", &["budget"]), ("wrokshop", &["workshop"])]
    {
        let (whole, marked) = excerpt(text);
        assert_eq!(marked, expected, "{text}");
        assert!(whole.starts_with("… ") && whole.ends_with(" …"), "{whole}");
        assert!(whole.contains("café hosts a budget workshop."), "{whole}");
        assert!(whole.len() < 260, "{whole}");
    }
}
