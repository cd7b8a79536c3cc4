//! Captions of a recording, and its chapters: reading and writing WebVTT (<https://www.w3.org/TR/webvtt1/>), and
//! reading SubRip, which many tools still write.
//!
//! A player forgives what a reader of files should not: it drops what it does not understand, and with it words.
//! Here a file is taken whole or refused with the line that has to be mended.

mod markup;
mod timecode;
mod transcript;

pub use timecode::Timecode;
pub use transcript::{Paragraph, transcript};

crate::choices! {
    /// What is wrong with a file of captions. The words end the keys of the messages.
    Kind {
        /// It does not begin as WebVTT has to: with `WEBVTT`.
        NotCaptions = "not_captions",
        /// It is SubRip; [`from_srt`] reads it.
        IsSrt = "is_srt",
        /// There is more of it than [`LONGEST`] or [`MOST`] allows.
        TooLong = "too_long",
        /// There are no captions in it.
        NoCues = "no_cues",
        /// It is not a start and an end as the format writes them.
        BadTiming = "bad_timing",
        /// It has minutes or seconds beyond 59.
        Beyond59 = "beyond_59",
        /// The caption does not end after its start.
        EndsBeforeStart = "ends_before_start",
        /// The caption starts before the one above it.
        OutOfOrder = "out_of_order",
        /// The text belongs to no caption, often because of an empty line within one.
        StrayText = "stray_text",
    }
}

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct CaptionFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub kind: Kind,
}

/// Bytes of the longest file: some thirty hours of speech.
pub const LONGEST: usize = 5_000_000;
/// Captions that a file has at most.
pub const MOST: usize = 50_000;

/// One caption, or one chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its identifier, if it has one.
    pub id: Option<String>,
    /// When it appears.
    pub start: Timecode,
    /// When it goes; after its start.
    pub end: Timecode,
    /// Where it stands on the picture, as WebVTT writes it (`align:start line:0`); empty if nothing is said.
    pub settings: String,
    /// What is said, by whom; markup is taken out.
    pub said: Vec<Said>,
}

/// What one person says in a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who, if the file says so.
    pub speaker: Option<String>,
    /// The words, with line ends where the caption has them.
    pub text: String,
}

impl Cue {
    /// Its text as one line, for instance the title of a chapter.
    pub fn line(&self) -> String {
        self.said.iter().flat_map(|said| said.text.split_whitespace()).collect::<Vec<_>>().join(" ")
    }
}

/// Reads WebVTT.
///
/// # Errors
/// A [`CaptionFault`] with the first line that has to be mended.
pub fn parse(text: &str) -> Result<Vec<Cue>, CaptionFault> {
    let text = plain_lines(text)?;
    let mut lines = numbered(&text).peekable();
    let is_header =
        |line: &str| line.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !lines.next().is_some_and(|(_, line)| is_header(line)) {
        let kind = if is_srt(&text) { Kind::IsSrt } else { Kind::NotCaptions };
        return Err(CaptionFault { line: 1, kind });
    }
    // What stands right below the first line describes the file (`Kind:`, `Language:`, `X-TIMESTAMP-MAP=`).
    while lines.next_if(|(_, line)| !line.trim().is_empty() && !line.contains(ARROW)).is_some() {}
    cues(lines, Format::WebVtt)
}

/// Reads SubRip (`.srt`), which has commas in its times and no header.
///
/// # Errors
/// As [`parse`]; [`Kind::NotCaptions`] if it is not SubRip.
pub fn from_srt(text: &str) -> Result<Vec<Cue>, CaptionFault> {
    let text = plain_lines(text)?;
    if !is_srt(&text) {
        return Err(CaptionFault { line: 1, kind: Kind::NotCaptions });
    }
    cues(numbered(&text).peekable(), Format::Srt)
}

/// Writes WebVTT that [`parse`] reads back to the same captions.
pub fn to_webvtt(cues: &[Cue]) -> String {
    let mut file = "WEBVTT\n".to_owned();
    for cue in cues {
        let id = cue.id.as_ref().map(|id| format!("{id}\n")).unwrap_or_default();
        let timing = format!("{} {ARROW} {} {}", cue.start.webvtt(), cue.end.webvtt(), cue.settings);
        let text = cue.said.iter().map(markup::write).collect::<Vec<_>>().join("\n");
        file.extend(["\n", &id, timing.trim_end(), "\n", &text, "\n"]);
    }
    file
}

const ARROW: &str = "-->";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    WebVtt,
    Srt,
}

/// The text with `\n` as its line ends, without a byte order mark and without control characters.
fn plain_lines(text: &str) -> Result<String, CaptionFault> {
    if text.len() > LONGEST {
        return Err(CaptionFault { line: 1, kind: Kind::TooLong });
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    Ok(text.replace('\0', "\u{FFFD}").replace(|c: char| c.is_control() && c != '\n' && c != '\t', ""))
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.split('\n'))
}

/// Whether a text begins as SubRip does: a number, then a line of times with commas.
fn is_srt(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty()).take(2);
    let numbered = lines.next().is_some_and(|line| line.trim().parse::<u32>().is_ok());
    let timed = lines
        .next()
        .is_some_and(|line| timing(line, Format::Srt).is_ok() || (line.contains(ARROW) && line.contains(',')));
    numbered && timed
}

/// Reads the captions below a file's header.
fn cues<'a>(
    mut lines: std::iter::Peekable<impl Iterator<Item = (usize, &'a str)>>,
    format: Format,
) -> Result<Vec<Cue>, CaptionFault> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut last = 1;
    // The line above, if it begins a block and may be an identifier, and whether a block is passed over.
    let mut above: Option<(usize, &str)> = None;
    let mut is_comment = false;
    let stray = |above: Option<(usize, &str)>| {
        above.map_or(Ok(()), |(line, _)| Err(CaptionFault { line, kind: Kind::StrayText }))
    };

    while let Some((number, line)) = lines.next() {
        last = number;
        let fault = |kind| CaptionFault { line: number, kind };
        if line.contains(ARROW) {
            let (start, end, settings) = timing(line, format).map_err(fault)?;
            if end <= start {
                return Err(fault(Kind::EndsBeforeStart));
            }
            if cues.last().is_some_and(|before| start < before.start) {
                return Err(fault(Kind::OutOfOrder));
            }
            if cues.len() >= MOST {
                return Err(fault(Kind::TooLong));
            }
            let mut text = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line)| !line.trim().is_empty() && !line.contains(ARROW)) {
                text.push(line);
            }
            let id = above.take().map(|(_, line)| line.trim().to_owned());
            cues.push(Cue { id, start, end, settings, said: markup::read(&text.join("\n"), format) });
            is_comment = false;
        } else if line.trim().is_empty() {
            stray(above.take())?;
            is_comment = false;
        } else if !is_comment {
            stray(above)?;
            is_comment = format == Format::WebVtt && begins_comment(line);
            above = (!is_comment).then_some((number, line));
        }
    }
    stray(above)?;
    if cues.is_empty() { Err(CaptionFault { line: last, kind: Kind::NoCues }) } else { Ok(cues) }
}

/// Whether a block is a comment, or describes how captions look, which is for the site to say.
fn begins_comment(line: &str) -> bool {
    matches!(line.trim_end(), "STYLE" | "REGION") || matches!(line.split([' ', '\t']).next(), Some("NOTE"))
}

/// Settings that say where a caption stands. A region is not kept, because its definition is not.
const SETTINGS: &[&str] = &["vertical", "line", "position", "size", "align"];

/// Start, end and settings.
fn timing(line: &str, format: Format) -> Result<(Timecode, Timecode, String), Kind> {
    let (start, rest) = line.split_once(ARROW).ok_or(Kind::BadTiming)?;
    let mut rest = rest.split_whitespace();
    let end = rest.next().ok_or(Kind::BadTiming)?;
    let known = rest.filter(|one| {
        format == Format::WebVtt && one.split_once(':').is_some_and(|(name, _)| SETTINGS.contains(&name))
    });
    let settings = known.collect::<Vec<_>>().join(" ");
    let point = if format == Format::Srt { ',' } else { '.' };
    Ok((Timecode::read(start.trim(), point)?, Timecode::read(end, point)?, settings))
}

#[cfg(test)]
mod tests;
