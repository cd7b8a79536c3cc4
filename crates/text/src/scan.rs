//! Reads the sources to see which messages they say, for the tests that hold messages and code
//! together: no message is missing, none is left over, and no template speaks by itself.

mod keys;
mod templates;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use keys::{Defined, Mismatches, Used, broken_references, compare, keys_defined, keys_used};
pub use templates::{PlainText, plain_text_in_templates};

/// The files below a folder with one of these endings, in order of their path.
fn files(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if ending.is_some_and(|ending| endings.contains(&ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The line a byte of a text is on, counted from one.
fn line(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

#[cfg(test)]
mod tests;
