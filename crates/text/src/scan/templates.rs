//! Human words that stand in a template instead of a message.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{files, line};

/// Human words in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText {
    pub path: PathBuf,
    /// Counted from one.
    pub line: usize,
    pub text: String,
}

/// Attributes that are read to people.
const READ_ALOUD: [&str; 8] = [
    "alt",
    "title",
    "placeholder",
    "label",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
];

/// Elements whose content is no text for people.
const NOT_READ: [&str; 2] = ["script", "style"];

/// Literal human words between the tags of the askama templates below a folder, and in the
/// attributes that are read to people (`value` only on buttons). `allowed` are texts that are the
/// same in every language, such as the product's name.
pub fn plain_text_in_templates(folder: &Path, allowed: &[&str]) -> io::Result<Vec<PlainText>> {
    let mut found = Vec::new();
    for path in files(folder, &["html"])? {
        let template = without_code(&fs::read_to_string(&path)?);
        let mut note = |at: usize, text: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if has_words(&text) && !allowed.contains(&text.as_str()) {
                found.push(PlainText { path: path.clone(), line: line(&template, at), text });
            }
        };
        in_markup(&template, &mut note);
    }
    Ok(found)
}

/// Blanks `{{ }}`, `{% %}`, `{# #}` and `<!-- -->`, byte for byte, so that lines keep their numbers.
fn without_code(template: &str) -> String {
    let mut plain = String::with_capacity(template.len());
    let mut rest = template;
    let kinds = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<!--", "-->")];
    while let Some((start, open, close)) =
        kinds.iter().filter_map(|(open, close)| rest.find(open).map(|start| (start, open, close))).min()
    {
        let (text, code) = rest.split_at(start);
        plain.push_str(text);
        let inner = code.get(open.len()..).unwrap_or_default();
        let end = inner.find(close).map_or(code.len(), |end| open.len() + end + close.len());
        let (code, after) = code.split_at(end);
        plain.extend(code.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = after;
    }
    plain + rest
}

fn in_markup(markup: &str, note: &mut impl FnMut(usize, &str)) {
    let mut at = 0;
    while let Some(rest) = markup.get(at..).filter(|rest| !rest.is_empty()) {
        let text_end = rest.find('<').unwrap_or(rest.len());
        note_text(at, rest.get(..text_end).unwrap_or_default(), note);
        at += text_end;
        let Some(tag) = markup.get(at..).filter(|tag| !tag.is_empty()) else {
            break;
        };
        let tag = tag.get(..tag_length(tag)).unwrap_or(tag);
        in_tag(at, tag, note);
        at += tag.len();
        let name = tag_name(tag);
        if NOT_READ.contains(&name.as_str()) {
            let inside = markup.get(at..).unwrap_or_default();
            at += inside.find(&format!("</{name}")).unwrap_or(inside.len());
        }
    }
}

fn note_text(at: usize, text: &str, note: &mut impl FnMut(usize, &str)) {
    let leading = text.len() - text.trim_start().len();
    note(at + leading, text);
}

/// Up to the `>` that is not inside a quoted value.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, character) in tag.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn tag_name(tag: &str) -> String {
    tag.trim_start_matches('<')
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '-')
        .collect::<String>()
        .to_lowercase()
}

fn in_tag(at: usize, tag: &str, note: &mut impl FnMut(usize, &str)) {
    let attributes = attributes(tag);
    let value_of =
        |name: &str| attributes.iter().find_map(|(_, attribute, value)| (*attribute == name).then_some(*value));
    let is_button = tag_name(tag) == "input" && matches!(value_of("type"), Some("submit" | "button" | "reset"));
    let is_description = tag_name(tag) == "meta"
        && value_of("name").or(value_of("property")).is_some_and(|name| name.ends_with("description"));
    for (offset, name, value) in &attributes {
        let is_read =
            READ_ALOUD.contains(name) || (*name == "value" && is_button) || (*name == "content" && is_description);
        if is_read {
            note(at + offset, value);
        }
    }
}

/// The quoted attributes of a tag: where each value begins, its name and its value.
fn attributes(tag: &str) -> Vec<(usize, &str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = tag.get(at..).and_then(|rest| rest.find('=')) {
        let (before, after) = tag.split_at(at + equals);
        let name = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).next();
        let value = after.get(1..).unwrap_or_default();
        at += equals + 1;
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let inner = value.get(1..).unwrap_or_default();
        let length = inner.find(quote).unwrap_or(inner.len());
        let value = inner.get(..length).unwrap_or_default();
        found.push((at + 1, name.unwrap_or_default(), value));
        at += length + 2;
    }
    found
}

/// Letters other than those of an entity such as `&nbsp;`.
fn has_words(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        if before.contains(char::is_alphabetic) {
            return true;
        }
        rest = match after.split_once(';') {
            Some((entity, after)) if entity.chars().all(|c| c.is_alphanumeric() || c == '#') => after,
            _ => after,
        };
    }
    rest.contains(char::is_alphabetic)
}
