//! Code, templates and messages say the same: no message is missing, none is left over, no template speaks by itself.

use copia_text::scan::{self, Mismatches};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Everything below these folders as one text.
fn sources(folders: &[&Path]) -> String {
    let mut all = String::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    all
}

#[test]
fn code_and_messages_agree() {
    let folders = ["app/src", "text/src", "web/src", "web/templates"];
    let folders = folders.map(|folder| root().join("crates").join(folder));
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let used = scan::keys_used(&folders).unwrap();
    let defined = scan::keys_defined(&root().join("locales/en-GB")).unwrap();
    let mut found = scan::compare(&used, &defined);
    // A key can be chosen first and said later: then it stands in quotes by itself.
    let server = root().join("crates/server/src");
    let sources = sources(&[&folders[..], &[&server]].concat());
    found.unused.retain(|key| !sources.contains(&format!("\"{key}\"")));
    assert_eq!(found, Mismatches::default());
}

#[test]
fn messages_refer_to_what_is_there() {
    assert_eq!(scan::broken_references(&root().join("locales/en-GB")).unwrap(), Vec::<String>::new());
}

#[test]
fn templates_say_nothing_by_themselves() {
    // The product's name, and two macros that write parts of a tag.
    const ALLOWED: &[&str] = &["Copia", "button button-", "aria-describedby=\" -hint -error \" aria-invalid=\"true\""];
    let templates = root().join("crates/web/templates");
    let found = scan::plain_text_in_templates(&templates, ALLOWED).unwrap();
    let found: Vec<String> =
        found.iter().map(|one| format!("{}:{} {}", one.path.display(), one.line, one.text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
