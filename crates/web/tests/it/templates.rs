//! What the templates' language does not catch by itself.

use crate::words::texts;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

fn templates() -> Vec<(PathBuf, String)> {
    texts(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")])
}

/// The arguments that begin here, up to the bracket that closes them.
fn arguments(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth, mut is_quoted) = (Vec::new(), 0, 0, false);
    for (at, sign) in text.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            ')' if depth == 0 => {
                found.push(text[start..at].trim());
                break;
            }
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                found.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The variables that an argument reads: neither fields nor functions nor words in quotes.
fn reads(argument: &str) -> Vec<&str> {
    let value = argument.split_once('=').map_or(argument, |(_, value)| value);
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let mut found = Vec::new();
    for plain in value.split('"').step_by(2) {
        for (at, word) in plain.match_indices(is_part).filter_map(|(at, _)| {
            let is_start = at == 0 || !is_part(plain[..at].chars().next_back()?);
            let rest = &plain[at..];
            is_start.then(|| (at, &rest[..rest.find(|sign| !is_part(sign)).unwrap_or(rest.len())]))
        }) {
            let is_field = plain[..at].ends_with(['.', ':']);
            let is_called = plain[at + word.len()..].starts_with(['(', ':']);
            if !is_field && !is_called {
                found.push(word);
            }
        }
    }
    found
}

/// A macro binds its arguments one after the other. A later argument that reads a variable with the name of an
/// earlier parameter gets that parameter's value instead, and nothing complains.
#[test]
fn no_argument_is_taken_for_an_earlier_parameter() {
    let templates = templates();
    let mut macros = BTreeMap::new();
    for (_, text) in &templates {
        for (at, start) in text.match_indices("{% macro ") {
            let (name, rest) = text[at + start.len()..].split_once('(').unwrap();
            let names = |parameter: &'_ str| parameter.split([':', '=']).next().unwrap().trim().to_owned();
            macros.insert(name, arguments(rest).into_iter().map(names).collect::<Vec<_>>());
        }
    }
    assert!(macros.len() > 20, "the macros are found: {macros:?}");
    let mut calls = 0;
    let mut faults = Vec::new();
    for (path, text) in &templates {
        for (name, parameters) in &macros {
            for (at, start) in text.match_indices(&format!("{name}(")) {
                if !text[..at].ends_with("::") {
                    continue;
                }
                calls += 1;
                let arguments = arguments(&text[at + start.len()..]);
                for (place, argument) in arguments.iter().enumerate() {
                    for (parameter, given) in parameters.iter().zip(&arguments).take(place) {
                        if reads(argument).contains(&parameter.as_str()) && given != parameter {
                            faults.push(format!("{}: {name}: {argument} is {given}", path.display()));
                        }
                    }
                }
            }
        }
    }
    assert!(calls > 200, "the calls are found: {calls}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
