//! Speakers: the host's list, the page of the link in their letter, and slides.

use super::event_path;
use crate::shell::{Answer, Flash, Form, Page, Posted, Problem, Upload, Visit, redirect, show, shown};
use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use copia_app::{
    Error,
    domain::{
        events::{SLIDES_DAYS, SpeakerState},
        ids::{FileId, SpeakerId},
    },
    events::{self, AnswerInput, Slides, SpeakerLink},
    files::MOST_SLIDES_BYTES,
    people::shown_name,
};
use copia_text::key;

/// Slides as a line.
pub(crate) struct SlidesShown {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) size: String,
    pub(crate) href: String,
}

/// Megabytes to one tenth.
fn megabytes(bytes: i64) -> String {
    let tenths = (bytes.max(0) * 10 + 524_288) / 1_048_576;
    let tenths = tenths.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The slides of an event, as lines.
pub(crate) fn slides_shown(visit: &Visit, slug: &str, slides: &[Slides]) -> Vec<SlidesShown> {
    let line = |one: &Slides| SlidesShown {
        id: one.id.to_string(),
        name: one.name.clone(),
        size: visit.words.say_with("event-slides-size", &[("megabytes", megabytes(one.size).into())]),
        href: format!("{}/slides/{}", event_path(slug), one.id),
    };
    slides.iter().map(line).collect()
}

/// A speaker as the host sees them.
struct SpeakerShown {
    id: String,
    name: String,
    about: String,
    state: &'static str,
    is_waiting: bool,
    /// The label of the button that asks them, or "".
    ask: &'static str,
    lines: Vec<String>,
    words: String,
}

#[derive(Template)]
#[template(path = "events/speakers.html")]
struct SpeakersPage {
    page: Page,
    event: String,
    path: String,
    when: String,
    speakers: Vec<SpeakerShown>,
    slides: Vec<SlidesShown>,
}
shown!(SpeakersPage);

const fn state_key(state: SpeakerState) -> &'static str {
    match state {
        SpeakerState::Named => key("speaker-state-named"),
        SpeakerState::Asked => key("speaker-state-asked"),
        SpeakerState::Confirmed => key("speaker-state-confirmed"),
        SpeakerState::Declined => key("speaker-state-declined"),
    }
}

/// The host's list of speakers.
pub(super) async fn speakers(visit: Visit, Path(slug): Path<String>) -> Answer {
    let view = events::speakers(&visit, &slug).await?;
    let words = &visit.words;
    let title = words.say_with("speakers-title", &[("event", view.event.title.as_str().into())]);
    let is_ahead = visit.now < view.event.starts_at;
    let moment = |at: copia_app::domain::time::When| words.date_time(at.local(&visit.site.zone));
    let shown = view.speakers.iter().map(|(row, is_reached)| {
        let mut lines = Vec::new();
        lines.extend(row.asked_at.map(|at| words.say_with("speaker-asked-on", &[("when", moment(at).into())])));
        lines.extend(row.answered_at.map(|at| words.say_with("speaker-answered-on", &[("when", moment(at).into())])));
        lines.extend(row.agrees_to_recording.map(|agrees| {
            words.say(if agrees { key("speaker-agrees") } else { key("speaker-agrees-not") }).to_owned()
        }));
        let may_ask = is_ahead && row.state != SpeakerState::Confirmed;
        if may_ask && !is_reached {
            lines.push(words.say("speaker-no-address").to_owned());
        }
        SpeakerShown {
            id: row.id.to_string(),
            name: shown_name(words, &row.name),
            about: row.affiliation.clone(),
            state: state_key(row.state),
            is_waiting: row.state == SpeakerState::Asked,
            ask: match row.state {
                _ if !may_ask || !is_reached => "",
                SpeakerState::Named => key("speaker-ask"),
                _ => key("speaker-ask-again"),
            },
            lines,
            words: row.words.clone().unwrap_or_default(),
        }
    });
    show(&SpeakersPage {
        speakers: shown.collect(),
        slides: slides_shown(&visit, &slug, &view.slides),
        path: event_path(&slug),
        when: events::when_words(&visit, &view.event),
        event: view.event.title.clone(),
        page: Page::new(&visit, "events", title).secret(),
    })
}

/// Asks a speaker by letter.
pub(super) async fn ask(Path((slug, speaker)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = SpeakerId::parse(&speaker).ok_or(Problem::NotFound)?;
    let flash = match events::ask_speaker(&posted.visit, &slug, id).await {
        Ok(()) => key("flash-speaker-asked"),
        Err(Error::AlreadyDone) => key("flash-as-before"),
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&format!("{}/speakers", event_path(&slug)), Some(Flash::new(flash))))
}

/// The bytes of slides. They are taken away as a file and never shown within the site.
pub(super) async fn slides(visit: Visit, Path((slug, slides)): Path<(String, String)>) -> Answer {
    let id = FileId::parse(&slides).ok_or(Problem::NotFound)?;
    let file = events::open_slides(&visit, &slug, id).await?;
    let kind = HeaderValue::from_str(&file.slides.media_type).map_err(|error| Problem::internal(&error))?;
    let plain: String = file.slides.name.chars().map(|c| if c.is_ascii() && c != '"' { c } else { '_' }).collect();
    let name = format!("attachment; filename=\"{plain}\"");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, file.bytes).into_response())
}

/// Takes slides off an event.
pub(super) async fn remove_slides(Path((slug, slides)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = FileId::parse(&slides).ok_or(Problem::NotFound)?;
    events::remove_slides(&posted.visit, &slug, id).await?;
    Ok(redirect(&format!("{}/speakers", event_path(&slug)), Some(Flash::new(key("flash-slides-removed")))))
}

#[derive(Template)]
#[template(path = "events/speaking.html")]
struct SpeakingPage {
    page: Page,
    when: String,
    place: String,
    summary: String,
    action: String,
    state: &'static str,
    may_answer: bool,
    is_recorded: bool,
    sends_slides: bool,
    slides: Vec<SlidesShown>,
    until: String,
    file: String,
    form: Form,
}
shown!(SpeakingPage);

type Parts = (String, String);

fn link((speaker, signature): Parts) -> Result<SpeakerLink, Problem> {
    Ok(SpeakerLink { speaker: SpeakerId::parse(&speaker).ok_or(Problem::LinkEnded)?, signature })
}

/// The page of the link.
pub(super) async fn look(visit: Visit, Path(parts): Path<Parts>) -> Answer {
    page(&visit, &link(parts)?, None).await
}

async fn page(visit: &Visit, link: &SpeakerLink, typed: Option<Form>) -> Answer {
    let view = events::look_as_speaker(visit, link).await?;
    let (event, speaker, words) = (&view.event, &view.speaker, &visit.words);
    let form = typed.unwrap_or_else(|| {
        let agrees = if speaker.agrees_to_recording == Some(true) { "yes" } else { "" };
        Form::new(crate::shell::Fields::of([
            ("words", speaker.words.clone().unwrap_or_default()),
            ("agrees", agrees.to_owned()),
        ]))
    });
    let title = words.say_with("speaking-title", &[("event", event.title.as_str().into())]);
    let until = words.date_time(event.ends_at.plus_days(SLIDES_DAYS).local(&visit.site.zone));
    let most = MOST_SLIDES_BYTES / (1024 * 1024);
    show(&SpeakingPage {
        when: events::when_words(visit, event),
        place: super::where_words(words, event.place.as_deref(), event.format),
        summary: event.summary.clone(),
        action: link.path(),
        state: state_key(speaker.state),
        may_answer: view.may_answer(visit),
        is_recorded: event.is_recorded,
        sends_slides: speaker.state != SpeakerState::Declined,
        slides: slides_shown(visit, event.slug.as_str(), &view.slides),
        until: words.say_with("speaking-slides-how", &[("until", until.into())]),
        file: words.say_with("speaking-file", &[("megabytes", most.into())]),
        page: Page::new(visit, "events", title).status(form.status(false)).secret(),
        form,
    })
}

/// Keeps a speaker's answer.
pub(super) async fn answer(Path(parts): Path<Parts>, posted: Posted) -> Answer {
    let link = link(parts)?;
    let input = AnswerInput { answer: posted.get("answer"), words: posted.get("words"), agrees: posted.has("agrees") };
    let flash = match events::answer_as_speaker(&posted.visit, &link, &input).await {
        Ok(SpeakerState::Confirmed) => key("flash-speaking-confirmed"),
        Ok(_) => key("flash-speaking-declined"),
        Err(Error::Invalid(faults)) => {
            return page(&posted.visit, &link, Some(Form::with(posted.fields.clone(), faults))).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&link.path(), Some(Flash::new(flash))))
}

/// Takes a speaker's slides in.
pub(super) async fn add_slides(Path(parts): Path<Parts>, upload: Upload) -> Answer {
    let link = link(parts)?;
    let flash = match events::add_slides(&upload.visit, &link, &upload.name, upload.file).await {
        Ok(()) => key("flash-slides-added"),
        Err(Error::AlreadyDone) => key("flash-slides-there"),
        Err(Error::Invalid(faults)) => {
            return page(&upload.visit, &link, Some(Form::with(crate::shell::Fields::default(), faults))).await;
        }
        Err(error) => return Err(error.into()),
    };
    Ok(redirect(&link.path(), Some(Flash::new(flash))))
}

/// Takes a speaker's own slides away.
pub(super) async fn remove_own_slides(
    Path((speaker, signature, slides)): Path<(String, String, String)>,
    posted: Posted,
) -> Answer {
    let link = link((speaker, signature))?;
    let id = FileId::parse(&slides).ok_or(Problem::NotFound)?;
    events::remove_own_slides(&posted.visit, &link, id).await?;
    Ok(redirect(&link.path(), Some(Flash::new(key("flash-slides-removed")))))
}
