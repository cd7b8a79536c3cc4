//! What a sentence says about cause. Most of what a programme knows is that it took part in something, so a claim says
//! "helped" and "contributed to". To say that it brought something about takes a measurement with a comparison (Mayne,
//! "Contribution analysis", 2001; domain research 2.7).
//!
//! The words are English, as the default words of the site are. In another language nothing is found, and whoever
//! approves a claim looks at its wording as at everything else in it.

/// Words and phrases that say that one thing brought about another, or that chance is ruled out.
const CAUSAL: &[&str] = &[
    "because of us",
    "boosted",
    "boosts",
    "brought about",
    "caused",
    "causes",
    "cut",
    "decreased",
    "decreases",
    "due to",
    "enhanced",
    "enhances",
    "ensured",
    "ensures",
    "guarantees",
    "improved",
    "improves",
    "increased",
    "increases",
    "leads to",
    "led to",
    "lowered",
    "lowers",
    "made possible",
    "proved",
    "proven",
    "proves",
    "raised",
    "reduced",
    "reduces",
    "resulted in",
    "results in",
    "saved",
    "saves",
    "significant",
    "significantly",
    "thanks to",
    "transformed",
    "transforms",
];

/// Words before a causal one that make a contribution of it, or somebody's report.
const SOFTENED_BY: &[&str] = &[
    "agree",
    "agreed",
    "believe",
    "believed",
    "contributed",
    "contributes",
    "feel",
    "felt",
    "help",
    "helped",
    "helping",
    "helps",
    "may",
    "report",
    "reported",
    "said",
    "say",
    "says",
    "tell",
    "think",
    "told",
    "wrote",
];

/// Words at most between such a word and the causal one: "contributed to a shift that improved" has four.
const REACH: usize = 6;

/// What ends the reach of such a word: what follows is said anew.
const BREAKS: &[&str] = &[",", "and", "but", "or"];

/// Words of [`SOFTENED_BY`] that are things as often as they are said of somebody.
const THINGS: &[&str] = &["help", "report", "say"];

/// What stands before a thing.
const BEFORE_THINGS: &[&str] = &[
    "a", "an", "annual", "each", "every", "final", "first", "her", "his", "its", "last", "latest", "my", "new", "no",
    "our", "that", "the", "their", "this", "your",
];

/// What a report does, where it is a thing.
const DONE_BY_THINGS: &[&str] = &["demonstrates", "finds", "found", "proves", "showed", "shows"];

/// What stands before a month.
const BEFORE_MONTHS: &[&str] = &[
    "after", "before", "by", "during", "early", "every", "from", "in", "last", "late", "next", "of", "since", "this",
    "to", "until",
];

/// What stands after "may" where it begins a sentence and is no month.
const AFTER_MAY: &[&str] = &["also", "be", "have", "not", "still", "well"];

/// A word or a comma.
struct Word<'a> {
    said: &'a str,
    low: String,
}

/// The words of a sentence that claim a cause, in order; empty where it says "helped" or tells what people said.
///
/// A softening word counts for what is said a few words later, not for what follows after a comma or "and" ("helped
/// newcomers and cut costs"); where people say *that* something is so, for all that they say. Another causal word that
/// follows at once after "and" shares what stands before the first ("may have reduced errors and saved time").
pub fn causal(sentence: &str) -> Vec<&'static str> {
    sentence.split_inclusive(['.', ';', '!', '?']).flat_map(in_clause).collect()
}

fn in_clause(clause: &str) -> Vec<&'static str> {
    let words = words(clause);
    let mut found = Vec::new();
    let mut was_softened = false;
    for place in 0..words.len() {
        let (before, rest) = words.split_at(place);
        let starts = |phrase: &&&str| {
            let mut parts = phrase.split(' ');
            parts.clone().count() <= rest.len() && rest.iter().zip(parts.by_ref()).all(|(word, part)| word.low == part)
        };
        let mut causal = CAUSAL.iter().filter(starts).peekable();
        if causal.peek().is_none() {
            continue;
        }
        let goes_on = before.last().is_some_and(|word| word.low != "but" && BREAKS.contains(&word.low.as_str()));
        was_softened = is_softened(before) || (was_softened && goes_on);
        if !was_softened {
            found.extend(causal);
        }
    }
    found
}

/// The words of a clause, and its commas other than those of numbers.
fn words(clause: &str) -> Vec<Word<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let mut words = Vec::new();
    for part in clause.split_whitespace() {
        // "1,000" is one word.
        let inside = part.trim_matches(|c: char| !is_word(c));
        let is_number = inside.chars().all(|c| c.is_ascii_digit() || c == ',');
        for piece in part.split_inclusive(',') {
            let pieces = piece.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
            words.extend(pieces.map(|said| Word { said, low: said.to_lowercase() }));
            if piece.ends_with(',') && (!is_number || part.ends_with(piece)) {
                words.push(Word { said: ",", low: ",".to_owned() });
            }
        }
    }
    words
}

/// Whether what follows these words is softened by one of them.
fn is_softened(before: &[Word<'_>]) -> bool {
    let mut after: Vec<&str> = Vec::new();
    for (place, word) in before.iter().enumerate().rev() {
        let low = word.low.as_str();
        if BREAKS.contains(&low) {
            return false;
        }
        let earlier = place.checked_sub(1).and_then(|place| before.get(place));
        let next = after.last().copied();
        let tells_that = after.iter().rev().take(2).any(|word| *word == "that");
        let reaches = after.len() <= REACH || tells_that;
        if reaches && SOFTENED_BY.contains(&low) && !is_thing(low, earlier, next) && !is_month(word, earlier, next) {
            return true;
        }
        after.push(low);
    }
    false
}

/// Whether it is "the report" or "our help".
fn is_thing(low: &str, earlier: Option<&Word<'_>>, next: Option<&str>) -> bool {
    THINGS.contains(&low)
        && (earlier.is_some_and(|word| BEFORE_THINGS.contains(&word.low.as_str()))
            || next.is_some_and(|word| DONE_BY_THINGS.contains(&word)))
}

/// Whether it is the month of May.
fn is_month(word: &Word<'_>, earlier: Option<&Word<'_>>, next: Option<&str>) -> bool {
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let is_year = |word: &str| word.len() == 4 && is_number(word);
    let after_preposition = earlier.is_some_and(|one| BEFORE_MONTHS.contains(&one.low.as_str()) || is_number(one.said));
    let is_name = word.said == "May" && (earlier.is_some() || next.is_none_or(|word| !AFTER_MAY.contains(&word)));
    word.low == "may" && (after_preposition || next.is_some_and(is_year) || is_name)
}
