//! Queries that no person types, and some that people do.

use super::*;

#[test]
fn no_text_is_an_error() {
    let index = index_of_titles(&["Data Governance", "数据治理", "Управление данными", "データ統治", "Emoji 🎉 party"]);
    let long_word = "a".repeat(10_000);
    let many_words = (0..10_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let many_quotes = "\"a b\" ".repeat(2_000);
    let accents = "e\u{301}".repeat(5_000);
    for text in [
        "AND",
        "OR NOT",
        "data AND",
        "+data -governance",
        "title:data",
        "data~2",
        "data^9",
        "(((((",
        "[a TO b]",
        "{a TO *}",
        "/.*/",
        "*",
        "?",
        "d*",
        "\"",
        "\"\"",
        "\"\"\"",
        "“unclosed",
        "\\",
        "\\\"",
        "'",
        "''s",
        "’s",
        "%",
        "🎉",
        "👩‍👩‍👧‍👦",
        "\u{0}",
        "\u{301}",
        "\u{202e}data",
        "<script>alert(1)</script>",
        "'; DROP TABLE x; --",
        "ﬁnance",
        "İstanbul",
        "ß",
        "\u{1f1ec}\u{1f1e7}",
        "ก็",
        "مرحبا",
        "नमस्ते",
        "\u{ffff}",
        &long_word,
        &many_words,
        &many_quotes,
        &accents,
    ] {
        search(&index, text);
        suggested(&index, text);
        let selected = Query { text, offset: usize::MAX, limit: usize::MAX, held: EVERYONE, ..Query::default() };
        assert!(index.search(&selected).unwrap().hits.is_empty());
        let stages = vec![text.to_owned()];
        index.search(&Query { stages, held: EVERYONE, ..Query::default() }).unwrap();
    }
}

#[test]
fn other_scripts_are_found() {
    let index = index_of_titles(&["数据治理", "Управление данными", "データ統治"]);
    for (text, expected) in [
        ("数据", &["数据治理"][..]),
        ("治", &["数据治理", "データ統治"]),
        ("УПРАВЛЕНИЕ", &["Управление данными"]),
        ("данн", &["Управление данными"]),
        ("データ", &["データ統治"]),
    ] {
        let results = search(&index, text);
        let mut found = titles(&results);
        found.sort_by_key(|title| {
            ["数据治理", "Управление данными", "データ統治"].iter().position(|known| known == title)
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn symbols_alone_find_nothing_rather_than_everything() {
    let index = index_of_titles(&["Data"]);
    for text in ["🎉", "***", "\"\"", "-"] {
        assert_eq!(search(&index, text), Results::default(), "{text}");
    }
}

#[test]
fn only_so_many_words_are_read() {
    let index = index_of_titles(&["one two three four five six seven eight nine ten eleven twelve"]);
    let text = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
    assert_eq!(search(&index, text).total, 1);
}
