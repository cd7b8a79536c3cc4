use std::path::Path;

use rstest::rstest;

use super::*;

fn folder(name: &str, content: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    folder
}

fn used_in(name: &str, content: &str) -> Vec<(String, usize, bool)> {
    let folder = folder(name, content);
    let used = keys_used(&[folder.path()]).unwrap();
    used.into_iter().map(|used| (used.key, used.line, used.without_arguments)).collect()
}

#[rstest]
#[case("a.html", "<p>\n{{ words.say(\"a-b\") }}", &[("a-b", 2, true)])]
#[case("a.rs", "w.say_with(\n    \"x\", &[])", &[("x", 1, false)])]
#[case("a.rs", "const K: &str = copia_text::key(\"k\");", &[("k", 1, false)])]
#[case("a.rs", "key(\"k\"), say(\"l\")", &[("k", 1, false), ("l", 1, true)])]
#[case("a.rs", "map.key(\"no\"); contains_key(\"no\"); say(&name); essay(\"no\")", &[])]
#[case("a.rs", "/// words.say(\"no\")\n// key(\"no\")\n", &[])]
#[case("a/tests.rs", "say(\"no\")", &[])]
#[case("tests/it.rs", "say(\"no\")", &[])]
#[case("a.css", "say(\"no\")", &[])]
fn keys_are_found_where_they_are_said(
    #[case] name: &str,
    #[case] content: &str,
    #[case] expected: &[(&str, usize, bool)],
) {
    let found = used_in(name, content);
    let found: Vec<(&str, usize, bool)> =
        found.iter().map(|(key, line, plain)| (key.as_str(), *line, *plain)).collect();
    assert_eq!(found, expected);
}

#[test]
fn code_and_messages_are_compared() {
    let code = folder("a.rs", "say(\"here\"); say(\"gone\"); say(\"outer\"); say_with(\"outer\", &[]);");
    let messages = folder(
        "a.ftl",
        "here = Here\nouter = { inner }\ninner = { $x ->\n *[a] { -term(form: \"x\") }\n }\nleft-over = x\n-term = { $form ->\n *[x] x\n }",
    );
    let used = keys_used(&[code.path()]).unwrap();
    let defined = keys_defined(messages.path()).unwrap();
    let found = compare(&used, &defined);
    let place = |key: &str| format!("{}:1 {key}", code.path().join("a.rs").display());
    let expected = Mismatches {
        missing: vec![place("gone")],
        lacking_arguments: vec![place("outer")],
        unused: vec!["left-over".to_owned()],
    };
    assert_eq!(found, expected);
}

#[test]
fn broken_references_are_found() {
    let messages = folder("a.ftl", "a = { b } { -c } { a }\n-d = { -e }\n");
    assert_eq!(
        broken_references(messages.path()).unwrap(),
        ["a: there is no message b", "a: there is no term -c", "-d: there is no term -e",]
    );
    let unreadable = folder("a.ftl", "a = {");
    assert!(keys_defined(unreadable.path()).is_err());
}

#[test]
fn our_own_messages_refer_to_what_is_there() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales/en-GB");
    assert_eq!(broken_references(&locales).unwrap(), [""; 0]);
}

#[rstest]
#[case("<p>Hello</p>", &["1 Hello"])]
#[case("<p>\n  Two\n  words <b>{{ x }}</b> more</p>", &["2 Two words", "3 more"])]
#[case("{{ words.say(\"a\") }} {% if a > b %}·{% endif %} {# note #} <!-- note -->", &[])]
#[case("<img alt=\"A cat\" src=\"cat.png\">", &["1 A cat"])]
#[case("<img alt='A \"cat\"'>", &["1 A \"cat\""])]
#[case("<input type=\"hidden\" name=\"a\" value=\"core\">", &[])]
#[case("<input type=\"submit\" value=\"Join\">", &["1 Join"])]
#[case("<meta name=\"description\" content=\"Our site\">", &["1 Our site"])]
#[case("<meta name=\"viewport\" content=\"width=device-width\">", &[])]
#[case("<button aria-label=\"{{ words.say(\"x\") }}\" title=\"Close\">×</button>", &["1 Close"])]
#[case("<script>let a = 1 < 2;</script><style>p { color: red }</style>", &[])]
#[case("<p>&nbsp;&middot; 12 — &#8594;</p>", &[])]
#[case("<p>R&D</p>", &["1 R&D"])]
#[case("<p>Copia</p><svg><title>Logo</title><path d=\"M1 2\"/></svg>", &["1 Logo"])]
#[case("<!doctype html><a title=\"a > b\" href=\"/x\">{{ y }}</a>", &["1 a > b"])]
#[case("<p", &[])]
#[case("{{ unclosed", &[])]
fn human_words_in_templates_are_found(#[case] template: &str, #[case] expected: &[&str]) {
    let folder = folder("pages/a.html", template);
    let found: Vec<String> = plain_text_in_templates(folder.path(), &["Copia"])
        .unwrap()
        .into_iter()
        .map(|found| format!("{} {}", found.line, found.text))
        .collect();
    assert_eq!(found, expected);
}
