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

/// The words of a sentence that claim a cause, in order; empty where it says "helped" or tells what people said.
pub fn causal(sentence: &str) -> Vec<&'static str> {
    sentence.split_inclusive(['.', ';', '!', '?']).flat_map(in_clause).collect()
}

fn in_clause(clause: &str) -> Vec<&'static str> {
    let words: Vec<String> = clause
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut found = Vec::new();
    for place in 0..words.len() {
        let (before, rest) = words.split_at(place);
        if before.iter().any(|word| SOFTENED_BY.contains(&word.as_str())) {
            break;
        }
        let starts = |phrase: &&&str| {
            let mut parts = phrase.split(' ');
            parts.clone().count() <= rest.len() && rest.iter().zip(parts.by_ref()).all(|(word, part)| word == part)
        };
        found.extend(CAUSAL.iter().filter(starts));
    }
    found
}
