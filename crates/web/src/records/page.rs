//! Reading a record: on the page of its event, and on a page of its own that finds words in the transcript.

use super::record_path;
use crate::{
    events::{SlidesShown, slides_shown},
    rooms::by,
    shell::{Answer, Page, Query, Visit, form_query, show, shown},
};
use askama::Template;
use axum::extract::Path;
use copia_app::{
    domain::{
        captions::Timecode,
        policy::Action,
        records::{Media, State},
    },
    events,
    records::{self, RecordPage, Shown},
    search,
};
use copia_text::markdown;

/// A time in the recording: its words, the page on which it is played from there, and its seconds for scripts. Without a
/// page it cannot be played here.
pub(crate) struct At {
    pub(crate) words: String,
    pub(crate) href: String,
    pub(crate) seconds: u64,
}

/// A part of the transcript.
pub(crate) struct Said {
    pub(crate) at: At,
    pub(crate) speaker: String,
    pub(crate) pieces: Vec<(String, bool)>,
}

/// A question with its answer.
pub(crate) struct AnsweredShown {
    pub(crate) words: String,
    pub(crate) by: String,
    pub(crate) answer: String,
    pub(crate) at: Option<At>,
}

/// A record as pages show it.
pub(crate) struct RecordShown {
    pub(crate) path: String,
    pub(crate) summary: String,
    /// The recording, from the time that was asked for.
    pub(crate) source: String,
    pub(crate) is_sound: bool,
    pub(crate) captions: String,
    pub(crate) language: String,
    pub(crate) link: String,
    pub(crate) description: String,
    pub(crate) chapters: Vec<(At, String)>,
    pub(crate) transcript: Vec<Said>,
    /// Whether the transcript is unfolded.
    pub(crate) is_open: bool,
    /// What is looked for in it, and how often it was found.
    pub(crate) typed: String,
    pub(crate) found: String,
    pub(crate) places: Vec<At>,
    pub(crate) slides: Vec<SlidesShown>,
    pub(crate) questions: Vec<AnsweredShown>,
}

impl RecordShown {
    pub(crate) fn new(visit: &Visit, slug: &str, shown: &Shown, slides: Vec<SlidesShown>) -> Self {
        Self::with(visit, slug, shown, slides, None)
    }

    /// The same with what is asked of its own page: the time to play from, and the words to find.
    fn with(visit: &Visit, slug: &str, shown: &Shown, slides: Vec<SlidesShown>, asked: Option<(u64, &str)>) -> Self {
        let path = record_path(slug);
        let plays = shown.recording.is_some();
        let at = |time: Timecode| {
            let seconds = time.seconds();
            let href = if plays { format!("{path}?t={seconds}#player") } else { String::new() };
            At { words: time.to_string(), href, seconds }
        };
        let typed = asked.map_or("", |(_, typed)| typed).trim();
        let said = |one: &copia_app::domain::captions::Paragraph| {
            let found = search::marked(typed, &one.text);
            let pieces = found.unwrap_or_else(|| vec![(one.text.clone(), false)]);
            Said { at: at(one.at), speaker: one.speaker.clone().unwrap_or_default(), pieces }
        };
        let transcript: Vec<Said> = shown.transcript.iter().map(said).collect();
        let is_found = |said: &&Said| said.pieces.iter().any(|(_, is_match)| *is_match);
        let places: Vec<At> = transcript.iter().filter(is_found).map(|said| place(&path, typed, &said.at)).collect();
        let found = match (typed, places.len()) {
            ("", _) => String::new(),
            (_, count) => visit.words.say_with("record-found", &[("count", count.into()), ("words", typed.into())]),
        };
        let from = asked.map_or(0, |(from, _)| from);
        let source = shown.recording.as_ref().map_or_else(String::new, |recording| {
            let from = if from > 0 { format!("#t={from}") } else { String::new() };
            format!("{path}/recordings/{}{from}", recording.id)
        });
        let questions = shown.questions.iter().map(|one| AnsweredShown {
            words: one.question.words.clone(),
            by: by(visit, &one.question),
            answer: one.question.answer.clone().unwrap_or_default(),
            at: one.at.map(at),
        });
        Self {
            summary: markdown::to_html(&shown.record.summary),
            is_sound: shown.recording.as_ref().and_then(|one| one.media).is_some_and(Media::is_sound),
            captions: if shown.record.captions.is_some() { format!("{path}/captions.vtt") } else { String::new() },
            language: visit.site.organisation.language.clone(),
            link: shown.record.link.clone().unwrap_or_default(),
            description: markdown::to_html(&shown.record.description),
            chapters: shown.chapters.iter().map(|one| (at(one.at), one.title.clone())).collect(),
            is_open: asked.is_some(),
            typed: typed.to_owned(),
            questions: questions.collect(),
            found,
            places,
            transcript,
            source,
            slides,
            path,
        }
    }
}

/// Where in the transcript something was found.
fn place(path: &str, typed: &str, at: &At) -> At {
    let href = format!("{path}?{}#t-{}", form_query("q", typed), at.seconds);
    At { words: at.words.clone(), href, seconds: at.seconds }
}

#[derive(Template)]
#[template(path = "records/page.html")]
struct RecordPageShown {
    page: Page,
    event: String,
    path: String,
    when: String,
    record: RecordShown,
    is_draft: bool,
    runs: bool,
}
shown!(RecordPageShown);

/// A record on its own page.
pub(super) async fn page(visit: Visit, Path(slug): Path<String>, query: Query) -> Answer {
    let RecordPage { event, standing, shown, slides } = records::page(&visit, &slug).await?;
    let title = visit.words.say_with("record-page-title", &[("event", event.title.as_str().into())]);
    let is_draft = shown.record.state == State::Draft;
    let page = Page::new(&visit, "events", title).described(event.summary.as_str());
    let page = if is_draft { page.secret() } else { page };
    let from = query.get("t").parse().unwrap_or(0);
    let typed: String = query.get("q").chars().take(200).collect();
    let slug = event.slug.as_str();
    let slides = slides_shown(&visit, slug, &slides);
    show(&RecordPageShown {
        path: crate::events::event_path(slug),
        when: events::when_words(&visit, &event),
        record: RecordShown::with(&visit, slug, &shown, slides, Some((from, &typed))),
        runs: standing.may(Action::KeepRecord),
        event: event.title.clone(),
        is_draft,
        page,
    })
}
