//! The keys that sources say, and those that message files define.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::{files, line};

/// A key that is said somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    pub key: String,
    pub path: PathBuf,
    /// Counted from one.
    pub line: usize,
    /// By `say`, which gives no arguments.
    pub without_arguments: bool,
}

/// What a message file defines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defined {
    /// The variables it takes, those of the messages it contains among them.
    pub takes: BTreeSet<String>,
    /// The messages it contains.
    pub messages: BTreeSet<String>,
    /// The terms it contains, without their hyphen.
    pub terms: BTreeSet<String>,
}

/// Where code and messages disagree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mismatches {
    /// Said, but there is no such message: `path:line key`.
    pub missing: Vec<String>,
    /// Said without the arguments that the message takes: `path:line key`.
    pub lacking_arguments: Vec<String>,
    /// Messages that nothing says.
    pub unused: Vec<String>,
}

/// The keys that Rust sources and templates below these folders say: `say("x")`,
/// `say_with("x", ..)`, and `key("x")` for keys that are passed on. Comments, `tests` folders and
/// `tests.rs` files are passed over.
pub fn keys_used(folders: &[&Path]) -> io::Result<Vec<Used>> {
    let mut used = Vec::new();
    for folder in folders {
        for path in files(folder, &["rs", "html", "txt", "xml"])? {
            if !is_test(path.strip_prefix(folder).unwrap_or(&path)) {
                keys_in(&fs::read_to_string(&path)?, &path, &mut used);
            }
        }
    }
    Ok(used)
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
}

fn keys_in(source: &str, path: &Path, used: &mut Vec<Used>) {
    let source = without_comments(source);
    for (at, _) in source.match_indices('(') {
        let (before, after) = source.split_at(at);
        let name_starts = before.rfind(|c: char| !c.is_alphanumeric() && c != '_');
        let (before, name) = before.split_at(name_starts.map_or(0, |last| last + 1));
        // `map.key("x")` is somebody else's method; `words.say("x")` is ours.
        let ours = match name {
            "say" | "say_with" => true,
            "key" => !before.ends_with('.'),
            _ => false,
        };
        if let Some(key) = ours.then(|| first_literal(after)).flatten() {
            used.push(Used {
                key: key.to_owned(),
                path: path.to_owned(),
                line: line(&source, at),
                without_arguments: name == "say",
            });
        }
    }
}

/// Blanks the lines that are comments, so that lines keep their numbers.
fn without_comments(source: &str) -> String {
    let lines = source.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text literal that is the first argument of a call, if it is one.
fn first_literal(call: &str) -> Option<&str> {
    let rest = call.strip_prefix('(')?.trim_start().strip_prefix('"')?;
    rest.split('"').next()
}

/// What the message files of one language (a folder such as `locales/en-GB`) define.
pub fn keys_defined(folder: &Path) -> io::Result<BTreeMap<String, Defined>> {
    let mut defined = read(folder)?.messages;
    // A message takes what the messages it contains take.
    for _ in 0..8 {
        let before = defined.clone();
        for message in defined.values_mut() {
            let inner = message.messages.iter().filter_map(|key| before.get(key));
            let takes: Vec<String> = inner.flat_map(|inner| inner.takes.clone()).collect();
            message.takes.extend(takes);
        }
    }
    Ok(defined)
}

/// Compares what is said with what is defined. A message that another one contains is used.
pub fn compare(used: &[Used], defined: &BTreeMap<String, Defined>) -> Mismatches {
    let mut found = Mismatches::default();
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for one in used {
        said.insert(&one.key);
        let place = format!("{}:{} {}", one.path.display(), one.line, one.key);
        match defined.get(&one.key) {
            None => found.missing.push(place),
            Some(message) if one.without_arguments && !message.takes.is_empty() => {
                found.lacking_arguments.push(place);
            }
            Some(_) => {}
        }
    }
    for message in defined.values() {
        said.extend(message.messages.iter().map(String::as_str));
    }
    let unused = defined.keys().filter(|key| !said.contains(key.as_str()));
    found.unused = unused.cloned().collect();
    found
}

/// References in a language's files to messages and terms that it does not define:
/// `key: what is wrong`.
pub fn broken_references(folder: &Path) -> io::Result<Vec<String>> {
    let Entries { messages, terms } = read(folder)?;
    let mut broken = Vec::new();
    for (key, entry) in messages.iter().chain(&terms) {
        for message in &entry.messages {
            if !messages.contains_key(message) {
                broken.push(format!("{key}: there is no message {message}"));
            }
        }
        for term in &entry.terms {
            if !terms.contains_key(&format!("-{term}")) {
                broken.push(format!("{key}: there is no term -{term}"));
            }
        }
    }
    Ok(broken)
}

#[derive(Default)]
struct Entries {
    messages: BTreeMap<String, Defined>,
    /// With their hyphen.
    terms: BTreeMap<String, Defined>,
}

fn read(folder: &Path) -> io::Result<Entries> {
    let mut entries = Entries::default();
    for path in files(folder, &["ftl"])? {
        let ftl = fs::read_to_string(&path)?;
        let resource = parser::parse(ftl.as_str())
            .map_err(|(_, errors)| io::Error::other(format!("{}: {errors:?}", path.display())))?;
        for entry in &resource.body {
            let mut content = Defined::default();
            match entry {
                Entry::Message(message) => {
                    if let Some(value) = &message.value {
                        in_pattern(value, &mut content);
                        entries.messages.insert(message.id.name.to_owned(), content);
                    }
                }
                Entry::Term(term) => {
                    in_pattern(&term.value, &mut content);
                    entries.terms.insert(format!("-{}", term.id.name), content);
                }
                _ => {}
            }
        }
    }
    Ok(entries)
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut Defined) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut Defined) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut Defined) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.takes.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            found.messages.insert(id.name.to_owned());
        }
        InlineExpression::TermReference { id, arguments, .. } => {
            found.terms.insert(id.name.to_owned());
            if let Some(arguments) = arguments {
                in_arguments(arguments, found);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, found),
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn in_arguments(arguments: &CallArguments<&str>, found: &mut Defined) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    for argument in arguments.positional.iter().chain(named) {
        in_inline(argument, found);
    }
}
