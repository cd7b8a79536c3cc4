//! Code, templates and messages say the same: no message is missing, none is left over, no template speaks by itself,
//! and no browser speaks in place of the product.

use copia_text::scan::{self, Mismatches};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below these folders with its text.
pub(crate) fn texts(folders: &[&Path]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

/// Everything below these folders as one text.
fn sources(folders: &[&Path]) -> String {
    texts(folders).into_iter().map(|(_, text)| text).collect()
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

#[test]
fn what_to_change_is_said_by_the_product_and_not_by_the_browser() {
    // A browser sends a date that is half typed as none at all, so it checks the forms that ask for one.
    const DATES: &[&str] = &["type=\"date\"", "role_terms/fields.html"];
    let templates = sources(&[&root().join("crates/web/templates")]);
    let forms = templates.split("<form ").skip(1).filter_map(|form| form.split_once("</form>")).map(|(form, _)| form);
    let asking: Vec<&str> = forms.filter(|form| form.starts_with("class=\"form")).collect();
    assert!(asking.len() > 20, "{}", asking.len());
    for form in asking {
        let is_posted = form.contains("method=\"post\"");
        let asks_for_a_date = DATES.iter().any(|date| form.contains(date));
        assert_eq!(form.contains("novalidate"), is_posted && !asks_for_a_date, "{form}");
    }
}
