//! From the parts of a query to what the engine is asked, for one viewer.

use std::collections::HashSet;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::{is_filler, stemmed, tokens};
use crate::beginnings::beginning;
use crate::error::Result;
use crate::expand::{Meant, completions, neighbours};
use crate::parse::{Part, Word};
use crate::synonyms::{Expression, Synonyms};
use crate::view::View;

type Boxed = Box<dyn EngineQuery>;

/// A word in the title counts this much again on top of its place in the text.
const TITLE_WEIGHT: f32 = 3.0;

/// What a word that merely begins as typed adds to the score: less than the word itself.
const BEGINNING_SCORE: f32 = 0.5;

/// One letter begins too much to be worth matching.
const SHORTEST_BEGINNING: usize = 2;

pub(crate) struct Plan {
    /// Documents that have every part.
    pub all: Boxed,
    /// Documents that have at least one part, where that differs.
    pub any: Option<Boxed>,
    /// The text with its unknown words replaced.
    pub corrected: Option<String>,
    pub marks: Marks,
}

/// What to mark in an excerpt.
#[derive(Default)]
pub(crate) struct Marks {
    pub stems: HashSet<String>,
    /// The beginning of the last word.
    pub start: Option<String>,
}

/// Prepares the search for these parts of the text, of which there is at least one.
pub(crate) fn plan(view: &View, synonyms: &Synonyms, text: &str, parts: &[Part]) -> Result<Plan> {
    let mut planner =
        Planner { view, required: Vec::new(), titles: Vec::new(), replaced: Vec::new(), marks: Marks::default() };
    let only_fillers = parts.iter().all(|part| matches!(part, Part::Word(word) if is_filler(&word.surface)));
    let mut rest = parts;
    while let Some((part, others)) = rest.split_first() {
        match part {
            Part::Phrase(words) => {
                planner.phrase(words.iter().map(|word| word.stem.clone()).collect());
                rest = others;
            }
            Part::Word(_) => {
                let run: Vec<&Word> = rest.iter().map_while(Part::word).collect();
                let stems: Vec<&str> = run.iter().map(|word| word.stem.as_str()).collect();
                let (taken, same) = synonyms.at(&stems).unwrap_or((1, Vec::new()));
                let words: Vec<&Word> = run.into_iter().take(taken).collect();
                planner.words(&words, &same, only_fillers)?;
                rest = rest.get(taken..).unwrap_or_default();
            }
        }
    }
    Ok(planner.finish(text))
}

impl Part {
    fn word(&self) -> Option<&Word> {
        match self {
            Self::Word(word) => Some(word),
            Self::Phrase(_) => None,
        }
    }
}

struct Planner<'a> {
    view: &'a View,
    required: Vec<Boxed>,
    titles: Vec<Boxed>,
    replaced: Vec<(usize, usize, String)>,
    marks: Marks,
}

impl Planner<'_> {
    fn phrase(&mut self, stems: Expression) {
        let fields = self.view.fields;
        self.required.extend(expression(fields.text, &stems));
        self.titles.extend(expression(fields.title, &stems));
        self.marks.stems.extend(stems);
    }

    /// Words that make up one expression (mostly one word), and other expressions for the same.
    fn words(&mut self, words: &[&Word], same: &[&Expression], fillers: bool) -> Result<()> {
        let mut own = Vec::new();
        for word in words {
            if fillers || !is_filler(&word.surface) {
                own.push(self.word(word, same.is_empty())?);
            }
        }
        let Some(own) = every(own) else {
            return Ok(());
        };
        let mut either = vec![own];
        let fields = self.view.fields;
        for stems in same {
            either.extend(expression(fields.text, stems));
            self.titles.extend(expression(fields.title, stems));
            self.marks.stems.extend(stems.iter().cloned());
        }
        self.required.extend(some(either));
        Ok(())
    }

    fn word(&mut self, word: &Word, correct: bool) -> Result<Boxed> {
        let fields = self.view.fields;
        let mut either = Vec::new();
        let mut known = self.view.count(fields.text, &word.stem, 1)? > 0;
        self.stem(&word.stem, &mut either);
        if word.open && word.surface.chars().count() >= SHORTEST_BEGINNING {
            let start = beginning(&word.surface);
            known |= self.view.count(fields.starts, start, 1)? > 0;
            let starts = term(fields.starts, start, IndexRecordOption::Basic);
            either.push(Box::new(ConstScoreQuery::new(starts, BEGINNING_SCORE)));
            let longer = completions(self.view, fields.words, &word.surface)?;
            known |= !longer.is_empty();
            for stem in stems_of(&longer) {
                let completed = term(fields.text, &stem, IndexRecordOption::Basic);
                either.push(Box::new(ConstScoreQuery::new(completed, BEGINNING_SCORE)));
            }
            self.marks.start = Some(word.surface.clone());
        }
        if !known && correct {
            let meant = if word.open { Meant::OpenWord } else { Meant::Word };
            let close = neighbours(self.view, fields.words, &word.surface, meant)?;
            for stem in stems_of(&close) {
                self.stem(&stem, &mut either);
            }
            if let Some(best) = close.into_iter().next() {
                self.replaced.push((word.from, word.to, best));
            }
        }
        Ok(some(either).unwrap_or_else(|| Box::new(tantivy::query::EmptyQuery)))
    }

    fn stem(&mut self, stem: &str, either: &mut Vec<Boxed>) {
        let fields = self.view.fields;
        either.push(term(fields.text, stem, IndexRecordOption::WithFreqs));
        self.titles.push(term(fields.title, stem, IndexRecordOption::WithFreqs));
        self.marks.stems.insert(stem.to_owned());
    }

    fn finish(self, text: &str) -> Plan {
        let titles: Vec<(Occur, Boxed)> = self
            .titles
            .into_iter()
            .map(|query| {
                let weighed: Boxed = Box::new(BoostQuery::new(query, TITLE_WEIGHT));
                (Occur::Should, weighed)
            })
            .collect();
        let clauses = |occur: Occur| {
            let parts = self.required.iter().map(|query| (occur, query.box_clone()));
            let titles = titles.iter().map(|(occur, query)| (*occur, query.box_clone()));
            let query: Boxed = Box::new(BooleanQuery::new(parts.chain(titles).collect()));
            query
        };
        Plan {
            all: clauses(Occur::Must),
            any: (self.required.len() > 1).then(|| clauses(Occur::Should)),
            corrected: replace(text, &self.replaced),
            marks: self.marks,
        }
    }
}

fn term(field: Field, text: &str, record: IndexRecordOption) -> Boxed {
    Box::new(TermQuery::new(Term::from_field_text(field, text), record))
}

fn expression(field: Field, stems: &[String]) -> Option<Boxed> {
    match stems {
        [] => None,
        [stem] => Some(term(field, stem, IndexRecordOption::WithFreqs)),
        stems => {
            let terms = stems.iter().map(|stem| Term::from_field_text(field, stem));
            Some(Box::new(PhraseQuery::new(terms.collect())))
        }
    }
}

fn some(mut queries: Vec<Boxed>) -> Option<Boxed> {
    match queries.len() {
        0 | 1 => queries.pop(),
        _ => Some(Box::new(BooleanQuery::union(queries))),
    }
}

fn every(mut queries: Vec<Boxed>) -> Option<Boxed> {
    match queries.len() {
        0 | 1 => queries.pop(),
        _ => Some(Box::new(BooleanQuery::intersection(queries))),
    }
}

fn stems_of(words: &[String]) -> HashSet<String> {
    words.iter().flat_map(|word| tokens(stemmed(), word)).map(|token| token.text).collect()
}

fn replace(text: &str, replaced: &[(usize, usize, String)]) -> Option<String> {
    if replaced.is_empty() {
        return None;
    }
    let mut corrected = String::new();
    let mut done = 0;
    for (from, to, word) in replaced {
        corrected.push_str(text.get(done..*from).unwrap_or_default());
        corrected.push_str(word);
        done = *to;
    }
    corrected.push_str(text.get(done..).unwrap_or_default());
    Some(corrected)
}
