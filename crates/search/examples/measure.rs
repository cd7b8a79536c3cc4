//! Builds an index of plainly made-up documents and prints how long asking it takes.
//!
//! `cargo run --release -p copia-search --example measure -- 100000 1000` for 100,000 documents, put
//! 1,000 at a time.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use copia_search::{Audience, Change, Document, Index, Kind, Options, Query};
use uuid::Uuid;

const ROUNDS: usize = 500;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let argument = |place, default: &str| std::env::args().nth(place).unwrap_or_else(|| default.to_owned()).parse();
    let documents: u32 = argument(1, "10000")?;
    let batch: u32 = argument(2, "1000")?;
    let folder = tempfile::tempdir()?;
    let mut out = io::stdout().lock();
    let mut words = Words::new();

    let started = Instant::now();
    let index = Index::open(folder.path(), &Options::default())?;
    let mut done = 0;
    while done < documents {
        let to = (done + batch).min(documents);
        index.apply((done..to).map(|number| Change::Put(document(number, &mut words))), to.into())?;
        done = to;
    }
    index.rest()?;
    let built = started.elapsed();
    memory(&mut out, "after building")?;
    drop(index);
    let started = Instant::now();
    let index = Index::open(folder.path(), &Options::default())?;
    let megabytes = size(folder.path())? / 1_000_000;
    writeln!(out, "{documents} documents, {megabytes} MB, built in {built:.1?}, opened in {:.1?}", started.elapsed())?;
    writeln!(out, "{:<34} {:>9} {:>9} {:>9}", "milliseconds", "p50", "p99", "worst")?;

    // Two documents in three are public; this viewer also has what all staff and one community have.
    let held = [Audience::Public, Audience::Community(Uuid::from_u128(3))];
    for (name, text) in [
        ("one word", one_word as fn(&mut Words) -> String),
        ("two words", two_words),
        ("two words, the last unfinished", unfinished),
        ("one word mistyped", mistyped),
        ("no words: everything", |_| String::new()),
    ] {
        measure(&mut out, &format!("search, {name}"), |_| {
            let text = text(&mut words);
            let started = Instant::now();
            index.search(&Query { text: &text, held: &held, limit: 20, ..Query::default() })?;
            Ok(started.elapsed())
        })?;
    }
    for (name, letters) in [("one letter", 1), ("two letters", 2), ("four letters", 4)] {
        measure(&mut out, &format!("suggest, {name}"), |_| {
            let prefix: String = words.rare().chars().take(letters).collect();
            let started = Instant::now();
            index.suggest(&prefix, &held, 8)?;
            Ok(started.elapsed())
        })?;
    }
    measure(&mut out, "suggest, mistyped", |_| {
        let prefix = mistyped(&mut words);
        let started = Instant::now();
        index.suggest(&prefix, &held, 8)?;
        Ok(started.elapsed())
    })?;
    memory(&mut out, "after searching")?;
    measure(&mut out, "apply 10 changes (50 times)", |round| {
        if round >= 50 {
            return Ok(Duration::ZERO);
        }
        let round = u32::try_from(round)?;
        let batch: Vec<Change> = (0..10).map(|n| Change::Put(document(n * 97 + round, &mut words))).collect();
        let started = Instant::now();
        index.apply(batch, i64::from(documents) + i64::from(round))?;
        Ok(started.elapsed())
    })?;
    index.rest()?;
    memory(&mut out, "after the changes")
}

/// Private memory of this process now, the mapped files of the index apart. Linux only.
fn memory(out: &mut impl Write, when: &str) -> Outcome<()> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let private = status.lines().find(|line| line.starts_with("RssAnon")).unwrap_or("RssAnon: not known");
    writeln!(out, "{private} {when}")?;
    Ok(())
}

fn measure(out: &mut impl Write, name: &str, mut work: impl FnMut(usize) -> Outcome<Duration>) -> Outcome<()> {
    let mut times = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let time = work(round)?;
        if !time.is_zero() {
            times.push(time);
        }
    }
    times.sort();
    let at = |share: usize| {
        let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    writeln!(out, "{name:<34} {:>9.2} {:>9.2} {:>9.2}", at(50), at(99), at(100))?;
    Ok(())
}

fn document(number: u32, words: &mut Words) -> Document {
    let pick = |from: u32| Uuid::from_u128(u128::from(number % from));
    Document {
        kind: if number.is_multiple_of(50) { Kind::Community } else { Kind::Person },
        id: Uuid::from_u128(number.into()),
        title: words.several(8),
        summary: words.several(12),
        body: words.several(48),
        keywords: Vec::new(),
        importance: number.wrapping_mul(2_654_435_761) % 1_000,
        area: Some(pick(10)),
        stage: Some(if number.is_multiple_of(4) { "forming" } else { "active" }.to_owned()),
        audience: if number.is_multiple_of(3) { vec![Audience::Community(pick(30))] } else { vec![Audience::Public] },
    }
}

fn one_word(words: &mut Words) -> String {
    format!("{} ", words.common())
}

fn two_words(words: &mut Words) -> String {
    format!("{} {} ", words.common(), words.common())
}

fn unfinished(words: &mut Words) -> String {
    let last: String = words.rare().chars().take(4).collect();
    format!("{} {last}", words.common())
}

fn mistyped(words: &mut Words) -> String {
    let mut word = words.rare();
    word.insert(2, 'x');
    word
}

/// Made-up words, a few common and most rare, the same in every run.
struct Words {
    state: u64,
}

impl Words {
    const MANY: u64 = 30_000;

    fn new() -> Self {
        Self { state: 42 }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.state >> 33
    }

    fn common(&mut self) -> String {
        let spread = self.next() % Self::MANY + 1;
        Self::spell(self.next() % spread)
    }

    fn rare(&mut self) -> String {
        Self::spell(self.next() % Self::MANY)
    }

    fn several(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.common()).collect();
        words.join(" ")
    }

    fn spell(number: u64) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "ve"];
        let mut rest = number.wrapping_mul(7_919) + 4_096;
        let mut word = String::new();
        while rest > 0 {
            let syllable = usize::try_from(rest % 16).ok().and_then(|place| SYLLABLES.get(place));
            word.push_str(syllable.copied().unwrap_or_default());
            rest /= 16;
        }
        word
    }
}

fn size(folder: &Path) -> io::Result<u64> {
    let mut total = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        total += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(total)
}
