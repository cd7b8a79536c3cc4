//! What in a comment may tell who somebody is: addresses, telephone numbers and names of people who are known here. It
//! helps whoever reads a comment, and finds neither everything nor only that.

use crate::fold::fold;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// What stands where something was taken out.
pub const MARK: &str = "[…]";

crate::choices! {
    /// What something looks like.
    Looks {
        /// An e-mail address.
        Address = "address",
        /// A telephone number.
        Number = "number",
        /// The name of somebody who is known here.
        Name = "name",
    }
}

/// Part of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub words: String,
    /// What they look like, if it may tell who somebody is.
    pub looks: Option<Looks>,
}

/// The names of people, to be found in what others write.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Whole names, by their first word.
    whole: BTreeMap<String, Vec<Vec<String>>>,
    /// Their words.
    words: BTreeSet<String>,
}

/// Letters of a word at least that is found without the rest of its name.
const SHORTEST: usize = 3;
/// Digits of a telephone number at least.
const DIGITS: usize = 7;

impl Names {
    /// These names.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for name in names {
            let name: Vec<String> = words(name).into_iter().filter_map(|at| name.get(at)).map(fold).collect();
            all.words.extend(name.iter().filter(|word| word.chars().count() >= SHORTEST).cloned());
            if let Some(first) = name.first() {
                all.whole.entry(first.clone()).or_default().push(name);
            }
        }
        all
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')
}

/// Where the words stand, by bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begun, is_of_word(c)) {
            (None, true) if c.is_alphabetic() => begun = Some(at),
            (Some(from), false) => {
                let word = text.get(from..at).unwrap_or_default();
                let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
                all.push(from..from + word.trim_end_matches(['\'', '’', '-']).len());
                begun = None;
            }
            _ => {}
        }
    }
    all
}

/// What stands between spaces, without the marks around it.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '+';
    text.split_whitespace().filter_map(move |chunk| {
        let from = chunk.as_ptr().addr() - text.as_ptr().addr();
        let inner = chunk.trim_start_matches(is_mark);
        let from = from + chunk.len() - inner.len();
        let inner = inner.trim_end_matches(is_mark);
        (!inner.is_empty()).then_some(from..from + inner.len())
    })
}

fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    chunks(text).filter(|at| {
        let (own, site) = text.get(at.clone()).and_then(|chunk| chunk.split_once('@')).unwrap_or_default();
        !own.is_empty() && site.contains('.')
    })
}

fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut begun: Option<Range<usize>> = None;
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        let is_digit = c.is_ascii_digit();
        let goes_on = is_digit || matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '+');
        match &mut begun {
            None if is_digit || c == '+' => begun = Some(at..at + 1),
            Some(range) if is_digit => range.end = at + 1,
            Some(_) if goes_on => {}
            Some(range) => {
                let digits = text.get(range.clone()).unwrap_or_default();
                let count = digits.chars().filter(char::is_ascii_digit).count();
                // Two years are no telephone number.
                if count > DIGITS + 1 || count >= DIGITS && digits.starts_with(['+', '0']) {
                    all.push(range.clone());
                }
                begun = None;
            }
            None => {}
        }
    }
    all
}

fn names(text: &str, known: &Names) -> Vec<Range<usize>> {
    let all: Vec<(Range<usize>, String)> =
        words(text).into_iter().map(|at| (at.clone(), fold(text.get(at).unwrap_or_default()))).collect();
    let mut found = Vec::new();
    for (place, (at, word)) in all.iter().enumerate() {
        let rest = || all.iter().skip(place);
        let is_here = |name: &&Vec<String>| rest().map(|(_, word)| word).take(name.len()).eq(name.iter());
        let whole = known.whole.get(word).into_iter().flatten().filter(is_here).max_by_key(|name| name.len());
        let whole = whole.and_then(|name| rest().nth(name.len() - 1));
        let is_written_large = text.get(at.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
        match whole {
            Some((last, _)) => found.push(at.start..last.end),
            None if is_written_large && known.words.contains(word) => found.push(at.clone()),
            None => {}
        }
    }
    found
}

/// A comment in parts, of which some may tell who somebody is.
pub fn parts(text: &str, known: &Names) -> Vec<Part> {
    let mut found: Vec<(Range<usize>, Looks)> = addresses(text).map(|at| (at, Looks::Address)).collect();
    found.extend(numbers(text).into_iter().map(|at| (at, Looks::Number)));
    found.extend(names(text, known).into_iter().map(|at| (at, Looks::Name)));
    found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut parts = Vec::new();
    let mut from = 0;
    let mut add = |range: Range<usize>, looks| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            parts.push(Part { words: words.to_owned(), looks });
        }
    };
    for (at, looks) in found {
        if at.start >= from {
            add(from..at.start, None);
            add(at.clone(), Some(looks));
            from = at.end;
        }
    }
    add(from..text.len(), None);
    parts
}

/// A comment without some words: wherever they stand by themselves, a mark stands instead. Nothing else of it changes.
///
/// # Errors
/// The first of the words that the comment does not have.
pub fn without(text: &str, words: &[&str]) -> Result<String, String> {
    let mut text = text.to_owned();
    let mut words: Vec<&str> = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
    // What is part of something longer is found after that.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let original = text.clone();
    for word in words {
        if places(&original, word).is_empty() {
            return Err(word.to_owned());
        }
        for at in places(&text, word).into_iter().rev() {
            text.replace_range(at, MARK);
        }
    }
    while let Some(shorter) = [" ", ""].iter().find_map(|between| {
        let twice = format!("{MARK}{between}{MARK}");
        text.contains(&twice).then(|| text.replace(&twice, MARK))
    }) {
        text = shorter;
    }
    Ok(text)
}

/// Where words stand by themselves, not as part of another word.
fn places(text: &str, word: &str) -> Vec<Range<usize>> {
    let joins = |one: Option<char>, two: Option<char>| {
        one.zip(two).is_some_and(|(one, two)| one.is_alphanumeric() && two.is_alphanumeric())
    };
    let stands = |at: &Range<usize>| {
        let before = text.get(..at.start).and_then(|before| before.chars().next_back());
        let after = text.get(at.end..).and_then(|after| after.chars().next());
        !joins(before, word.chars().next()) && !joins(word.chars().next_back(), after)
    };
    text.match_indices(word).map(|(at, word)| at..at + word.len()).filter(stands).collect()
}
