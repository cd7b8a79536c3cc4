//! Chapters as hosts type them: a line for each, with its time and its title.

use crate::captions::{CaptionFault, Kind, Timecode};

/// Chapters that a recording has at most.
const MOST: usize = 200;
/// Characters of a title at most.
const LONGEST: usize = 200;

/// A part of a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// When it begins.
    pub at: Timecode,
    /// What it is called.
    pub title: String,
}

/// Reads chapters: `0:00 Welcome`, `1:02:05 Questions`. Empty lines are passed over.
///
/// # Errors
/// A [`CaptionFault`] with the first line that has to be mended.
pub fn chapters(text: &str) -> Result<Vec<Chapter>, CaptionFault> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let fault = |kind| CaptionFault { line: number, kind };
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (time, title) = line.split_once(char::is_whitespace).ok_or_else(|| fault(Kind::StrayText))?;
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let chapter = Chapter { at: time_of(time).map_err(fault)?, title };
        if chapter.title.chars().count() > LONGEST || chapters.len() >= MOST {
            return Err(fault(Kind::TooLong));
        }
        if chapters.last().is_some_and(|before| chapter.at <= before.at) {
            return Err(fault(Kind::OutOfOrder));
        }
        chapters.push(chapter);
    }
    Ok(chapters)
}

/// Chapters as [`chapters`] reads them.
pub fn chapter_lines(chapters: &[Chapter]) -> String {
    chapters.iter().map(|chapter| format!("{} {}", chapter.at, chapter.title)).collect::<Vec<_>>().join("\n")
}

fn time_of(text: &str) -> Result<Timecode, Kind> {
    let mut parts = text.split(':').rev();
    let mut next = |most_digits: usize| match parts.next() {
        None => Ok(None),
        Some(digits) if (1..=most_digits).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse::<u64>().map(Some).map_err(|_| Kind::BadTiming)
        }
        Some(_) => Err(Kind::BadTiming),
    };
    let (seconds, minutes, hours) = (next(2)?, next(3)?, next(2)?);
    let (Some(seconds), Some(minutes)) = (seconds, minutes) else { return Err(Kind::BadTiming) };
    if parts.next().is_some() {
        return Err(Kind::BadTiming);
    }
    // Minutes may count on where there are no hours: 75:00 is 1:15:00.
    if seconds > 59 || (hours.is_some() && minutes > 59) {
        return Err(Kind::Beyond59);
    }
    Ok(Timecode::from_millis(((hours.unwrap_or(0) * 60 + minutes) * 60 + seconds) * 1_000))
}
