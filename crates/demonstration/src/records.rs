//! What is kept of events that are over: summaries, captions and chapters. Nobody said it.

use copia_domain::events::{Kind, SpeakerState, State};
use copia_domain::time::When;

use crate::content::talks::{TALKS, Talk};
use crate::programme::Event;

/// The record of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Markdown.
    pub summary: String,
    /// Where its recording is; nothing where it was not recorded.
    pub link: Option<String>,
    /// WebVTT, where there is a recording.
    pub captions: Option<String>,
    /// A line for each.
    pub chapters: String,
    /// What the recording shows and nobody says; Markdown.
    pub description: Option<&'static str>,
    /// How many days after the event it was published; `None` for one that is still a draft.
    pub published_after: Option<i64>,
    /// How many days after the event it is to be looked at again.
    pub review_after: Option<i64>,
}

/// What is kept of the event with this number, if it is over and somebody has begun to write it down: of most, and not
/// yet of the last days.
pub fn record(event: &Event, number: usize, now: When) -> Option<Record> {
    let days_ago = (now.micros() - event.ends_at().micros()) / 86_400_000_000;
    if event.state != State::Published || event.kind == Kind::Social || days_ago < 7 || number % 9 == 4 {
        return None;
    }
    let talk = TALKS.get(number % TALKS.len())?;
    let is_recorded = event.is_recorded;
    let points: Vec<String> = talk.points.iter().map(|point| format!("- {point}")).collect();
    let summary = format!("{}\n\n{}\n\n{}", event.summary, points.join("\n"), talk.next);
    Some(Record {
        summary,
        link: is_recorded.then(|| format!("https://video.demonstration.example/{}", event.slug)),
        captions: is_recorded.then(|| captions(event, talk)),
        chapters: if is_recorded { chapters(event, talk) } else { String::new() },
        description: talk.shown.filter(|_| is_recorded),
        published_after: (number % 9 != 7).then_some(i64::try_from(number % 4).unwrap_or(0) + 1),
        review_after: number.is_multiple_of(5).then_some(180),
    })
}

/// The second at which a part begins: the parts take up two, two and one fifth of the event.
fn begins(event: &Event, part: usize) -> u64 {
    let fifths = [0, 2, 4].get(part).copied().unwrap_or(4);
    u64::try_from(event.minutes).unwrap_or(0) * 60 * fifths / 5
}

fn chapters(event: &Event, talk: &Talk) -> String {
    let lines = talk.parts.iter().enumerate().map(|(part, (title, _))| {
        let at = begins(event, part);
        format!("{}:{:02} {title}", at / 60, at % 60)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Seconds for which a sentence stands.
const SENTENCE: u64 = 6;

fn captions(event: &Event, talk: &Talk) -> String {
    let speaker = event.speakers.iter().find(|one| one.state != SpeakerState::Declined && !one.name.is_empty());
    let voice = speaker.map_or_else(String::new, |one| format!("<v {}>", one.name));
    let mut file = "WEBVTT\n".to_owned();
    for (part, (_, sentences)) in talk.parts.iter().enumerate() {
        let start = begins(event, part);
        for (place, sentence) in (0..).zip(*sentences) {
            let from = start + place * SENTENCE;
            let said = sentence.replace("{title}", event.title);
            let cue = [&clock(from), " --> ", &clock(from + SENTENCE), "\n", &voice, &said, "\n"];
            file.extend(std::iter::once("\n").chain(cue));
        }
    }
    file
}

fn clock(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}.000", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
