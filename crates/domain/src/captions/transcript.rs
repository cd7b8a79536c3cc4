//! Captions as paragraphs that can be read and searched.

use super::{Cue, Timecode};

/// A part of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// When it begins.
    pub at: Timecode,
    /// Who speaks, if the captions say so.
    pub speaker: Option<String>,
    /// The words, in one line.
    pub text: String,
}

/// Milliseconds of silence after which a new paragraph begins.
const PAUSE: u64 = 3_000;
/// Bytes after which a paragraph ends with its sentence.
const LONG: usize = 500;
/// Bytes after which it ends anywhere: captions that a machine wrote may have no full stops.
const LONGEST: usize = 1_000;

/// Captions as readable paragraphs: a new one begins when somebody else speaks, after a silence, and after a
/// sentence when the paragraph is long.
pub fn transcript(cues: &[Cue]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut silent_since = Timecode::default();
    for cue in cues {
        for said in &cue.said {
            let words = said.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_silent = cue.start.millis().saturating_sub(silent_since.millis()) >= PAUSE;
            match paragraphs.last_mut() {
                _ if words.is_empty() => {}
                Some(last) if last.speaker == said.speaker && !is_silent && !is_full(&last.text) => {
                    last.text.extend([" ", &words]);
                }
                _ => paragraphs.push(Paragraph { at: cue.start, speaker: said.speaker.clone(), text: words }),
            }
            silent_since = silent_since.max(cue.end);
        }
    }
    paragraphs
}

fn is_full(text: &str) -> bool {
    text.len() >= LONGEST
        || (text.len() >= LONG && text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '?', '!', '…']))
}
