//! Writing a record, publishing it and taking it down.

use super::{MOST_FORM, record_path};
use crate::{
    communities::differing,
    events::event_path,
    shell::{Answer, Fields, Flash, Form, Page, Posted, Problem, Upload, Visit, redirect, show, shown},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error, Faults,
    domain::{
        captions::{CaptionFault, Kind},
        events::Kind as EventKind,
        fields::Fault,
        ids::RecordingId,
        records::{COMPLETE_DAYS, MOST_BYTES, Missing, State},
    },
    events,
    records::{self, EditPage, Recording},
};
use copia_text::{Words, key};

/// What was tried with the form before it is shown again.
#[derive(Default)]
pub(super) struct Tried {
    /// What was typed, and what is wrong with it.
    form: Option<Form>,
    /// Whether somebody else was faster.
    is_late: bool,
    /// The line of the captions or chapters that has to be mended, and the field it was in.
    line: Option<(&'static str, CaptionFault)>,
}

impl Tried {
    fn with(fields: Fields, faults: Faults) -> Self {
        Self { form: Some(Form::with(fields, faults)), ..Self::default() }
    }

    /// The faults of a form that sends a file only.
    pub(super) fn of(faults: Faults) -> Self {
        Self::with(Fields::default(), faults)
    }
}

#[derive(Template)]
#[template(path = "records/edit.html")]
struct EditPageShown {
    page: Page,
    event: String,
    path: String,
    record_path: String,
    when: String,
    is_published: bool,
    state_words: String,
    reason: Option<String>,
    is_time: bool,
    missing: Vec<&'static str>,
    not_agreed: String,
    version: i64,
    /// The recording that is kept here: its name with its size, and its id.
    recording: Option<(String, String)>,
    /// An upload that was not finished: in words, and its id.
    unfinished: Option<(String, String)>,
    has_captions: bool,
    upload_hint: String,
    form: Form,
    errors: Vec<(&'static str, String)>,
    is_late: bool,
    /// What stands there now, where somebody else was faster: the label and the text.
    now: Vec<(String, String)>,
}
shown!(EditPageShown);

impl EditPageShown {
    /// What is wrong with a field, in words.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| *name == field).map_or("", |(_, words)| words)
    }
}

/// The form of a record.
pub(super) async fn form(visit: Visit, Path(slug): Path<String>) -> Answer {
    edit_page(&visit, &slug, Tried::default()).await
}

pub(super) async fn edit_page(visit: &Visit, slug: &str, tried: Tried) -> Answer {
    let view = records::edit_form(visit, slug).await?;
    let words = &visit.words;
    let title = words.say_with("record-edit-title", &[("event", view.event.title.as_str().into())]);
    let faults = tried.form.as_ref().map(|form| form.faults.clone()).unwrap_or_default();
    let mut errors: Vec<(&'static str, String)> =
        faults.iter().map(|(field, fault)| (field, words.say(fault_key(field, fault)).to_owned())).collect();
    errors.extend(tried.line.map(|(field, fault)| (field, line_words(words, fault))));
    let status = match (tried.is_late, errors.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let there = kept(&view);
    // A form that sends one field only leaves the others as they are kept.
    let typed = tried.form.filter(|form| form.fields != Fields::default());
    let now = match &typed {
        Some(form) if tried.is_late => changed(words, form, &there),
        _ => Vec::new(),
    };
    let form = typed.unwrap_or_else(|| Form::new(there));
    show(&EditPageShown {
        page: Page::new(visit, "events", title).status(status).secret(),
        path: event_path(view.event.slug.as_str()),
        record_path: record_path(view.event.slug.as_str()),
        when: events::when_words(visit, &view.event),
        is_published: view.record.state == State::Published,
        state_words: state_words(visit, &view),
        reason: view.record.reason.clone(),
        is_time: view.is_time(visit),
        missing: view.missing.iter().map(|one| missing_key(*one)).collect(),
        not_agreed: match view.not_agreed {
            0 => String::new(),
            count => words.say_with("record-not-agreed", &[("count", count.into())]),
        },
        version: view.record.version,
        recording: view.recording.as_ref().map(|one| (recording_words(words, one), one.id.to_string())),
        unfinished: view.unfinished.as_ref().map(|one| (unfinished_words(words, one), one.id.to_string())),
        has_captions: view.record.captions.is_some(),
        upload_hint: words.say_with(
            "record-upload-hint",
            &[("megabytes", (MOST_FORM >> 20).into()), ("gigabytes", (MOST_BYTES >> 30).into())],
        ),
        event: view.event.title,
        is_late: tried.is_late,
        now,
        errors,
        form,
    })
}

/// What stands in the form before anybody has typed.
fn kept(view: &EditPage) -> Fields {
    let record = &view.record;
    let unspoken = match record.shows_unspoken {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    Fields::of([
        ("summary", record.summary.clone()),
        ("link", record.link.clone().unwrap_or_default()),
        ("shows_unspoken", unspoken.to_owned()),
        ("description", record.description.clone()),
        ("chapters", record.chapters.clone()),
        ("begins_after", record.begins_after.map_or_else(String::new, |minutes| minutes.to_string())),
        ("review_by", record.review_by.map_or_else(String::new, |day| day.to_string())),
    ])
}

/// The fields that somebody else may have changed meanwhile and of which the reader has typed something else.
fn changed(words: &Words, form: &Form, there: &Fields) -> Vec<(String, String)> {
    let labels = [
        ("summary", key("record-summary")),
        ("link", key("record-link")),
        ("description", key("record-description")),
        ("chapters", key("record-chapters")),
        ("begins_after", key("record-begins-after")),
        ("review_by", key("record-review-by")),
    ];
    let said = |value: &str| match value {
        "yes" => words.say("record-unspoken-yes").to_owned(),
        "no" => words.say("record-unspoken-no").to_owned(),
        _ => String::new(),
    };
    let typed = labels.into_iter().map(|(name, label)| {
        let value = there.get(name);
        (name, words.say(label).to_owned(), value.to_owned(), value.to_owned())
    });
    let unspoken = there.get("shows_unspoken");
    let label = words.say("record-unspoken").to_owned();
    differing(form, typed.chain([("shows_unspoken", label, unspoken.to_owned(), said(unspoken))]))
}

/// Where the record stands, and by when it should be complete.
fn state_words(visit: &Visit, view: &EditPage) -> String {
    let words = &visit.words;
    let day = |at: copia_app::domain::time::When| words.long_date(at.day_in(&visit.site.zone));
    match (view.record.state, view.record.published_at) {
        (State::Published, Some(at)) => words.say_with("record-published-on", &[("date", day(at).into())]),
        (State::Draft, Some(_)) => words.say("record-taken-down").to_owned(),
        _ if view.event.kind == EventKind::Social => words.say("record-draft").to_owned(),
        _ => words.say_with("record-due", &[("date", day(view.event.ends_at.plus_days(COMPLETE_DAYS)).into())]),
    }
}

/// Megabytes, rounded up.
const fn megabytes(bytes: i64) -> i64 {
    (bytes + (1 << 20) - 1) >> 20
}

fn recording_words(words: &Words, recording: &Recording) -> String {
    let parts = [("name", recording.name.as_str().into()), ("megabytes", megabytes(recording.size).into())];
    words.say_with("record-recording", &parts)
}

fn unfinished_words(words: &Words, upload: &Recording) -> String {
    let parts = [
        ("name", upload.name.as_str().into()),
        ("received", megabytes(upload.received).into()),
        ("megabytes", megabytes(upload.size).into()),
    ];
    words.say_with("record-unfinished", &parts)
}

const fn missing_key(missing: Missing) -> &'static str {
    match missing {
        Missing::Summary => key("record-missing-summary"),
        Missing::Captions => key("record-missing-captions"),
        Missing::Answer => key("record-missing-answer"),
        Missing::Description => key("record-missing-description"),
    }
}

/// What is wrong with a field. Of files it is said what they may be.
pub(super) fn fault_key(field: &str, fault: Fault) -> &'static str {
    match (field, fault) {
        ("recording", Fault::Missing) => key("record-fault-no-recording"),
        ("recording", Fault::WrongType) => key("record-fault-not-a-recording"),
        ("recording", Fault::TooLarge) => key("record-fault-recording-too-large"),
        ("captions", Fault::Missing) => key("record-fault-no-captions"),
        ("captions", Fault::NotText) => key("record-fault-captions-not-text"),
        ("captions", Fault::TooLarge) => key("caption-fault-too-long"),
        ("shows_unspoken", Fault::Missing) => key("record-fault-answer"),
        _ => copia_app::fault_key(fault),
    }
}

fn line_words(words: &Words, fault: CaptionFault) -> String {
    let key = match fault.kind {
        Kind::NotCaptions | Kind::IsSrt => key("caption-fault-not-captions"),
        Kind::TooLong => key("caption-fault-too-long"),
        Kind::NoCues => key("caption-fault-no-cues"),
        Kind::BadTiming => key("caption-fault-bad-timing"),
        Kind::Beyond59 => key("caption-fault-beyond-59"),
        Kind::EndsBeforeStart => key("caption-fault-ends-before-start"),
        Kind::OutOfOrder => key("caption-fault-out-of-order"),
        Kind::StrayText => key("caption-fault-stray-text"),
    };
    words.say_with("caption-fault-line", &[("line", fault.line.into()), ("fault", words.say(key).into())])
}

fn edit_path(slug: &str) -> String {
    format!("{}/edit", record_path(slug))
}

fn version(fields: &Fields) -> Result<i64, Problem> {
    fields.get("version").parse().map_err(|_| Problem::Invalid)
}

/// Keeps what was typed.
pub(super) async fn save(Path(slug): Path<String>, posted: Posted) -> Answer {
    let input = records::RecordInput {
        summary: posted.get("summary"),
        link: posted.get("link"),
        shows_unspoken: posted.get("shows_unspoken"),
        description: posted.get("description"),
        chapters: posted.get("chapters"),
        begins_after: posted.get("begins_after"),
        review_by: posted.get("review_by"),
        version: version(&posted)?,
    };
    let form = || Some(Form::new(posted.fields.clone()));
    let tried = match records::save(&posted.visit, &slug, &input).await {
        Ok(Ok(())) => return Ok(redirect(&edit_path(&slug), Some(Flash::new(key("flash-saved"))))),
        Ok(Err(fault)) => Tried { form: form(), line: Some(("chapters", fault)), ..Tried::default() },
        Err(Error::Invalid(faults)) => Tried::with(posted.fields.clone(), faults),
        Err(Error::Stale) => Tried { form: form(), is_late: true, ..Tried::default() },
        Err(error) => return Err(error.into()),
    };
    edit_page(&posted.visit, &slug, tried).await
}

/// Takes captions in.
pub(super) async fn set_captions(Path(slug): Path<String>, upload: Upload) -> Answer {
    // Whoever sends no version has not seen the form: it is as if somebody else had been faster.
    let version = upload.fields.get("version").parse().unwrap_or(-1);
    let tried = match records::set_captions(&upload.visit, &slug, upload.file.as_ref(), version).await {
        Ok(Ok(())) => return Ok(redirect(&edit_path(&slug), Some(Flash::new(key("flash-captions-added"))))),
        Ok(Err(fault)) => Tried { line: Some(("captions", fault)), ..Tried::default() },
        Err(Error::Invalid(faults)) => Tried::of(faults),
        Err(Error::Stale) => Tried { is_late: true, ..Tried::default() },
        Err(error) => return Err(error.into()),
    };
    edit_page(&upload.visit, &slug, tried).await
}

/// Publishes a record.
pub(super) async fn publish(Path(slug): Path<String>, posted: Posted) -> Answer {
    let tried = match records::publish(&posted.visit, &slug, version(&posted)?).await {
        Ok(()) => return Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-record-published"))))),
        Err(Error::AlreadyDone) => return Ok(redirect(&event_path(&slug), Some(Flash::new(key("flash-as-before"))))),
        Err(Error::Invalid(faults)) => Tried::of(faults),
        Err(Error::Stale) => Tried { is_late: true, ..Tried::default() },
        Err(error) => return Err(error.into()),
    };
    edit_page(&posted.visit, &slug, tried).await
}

/// Takes a record down.
pub(super) async fn take_down(Path(slug): Path<String>, posted: Posted) -> Answer {
    let tried = match records::take_down(&posted.visit, &slug, posted.get("reason"), version(&posted)?).await {
        Ok(()) => return Ok(redirect(&edit_path(&slug), Some(Flash::new(key("flash-record-taken-down"))))),
        Err(Error::AlreadyDone) => return Ok(redirect(&edit_path(&slug), Some(Flash::new(key("flash-as-before"))))),
        Err(Error::Invalid(faults)) => Tried::of(faults),
        Err(Error::Stale) => Tried { is_late: true, ..Tried::default() },
        Err(error) => return Err(error.into()),
    };
    edit_page(&posted.visit, &slug, tried).await
}

/// Takes a recording off, or gives an upload up.
pub(super) async fn remove_recording(Path((slug, id)): Path<(String, String)>, posted: Posted) -> Answer {
    let id = RecordingId::parse(&id).ok_or(Problem::NotFound)?;
    match records::remove_recording(&posted.visit, &slug, id).await {
        Ok(()) => Ok(redirect(&edit_path(&slug), Some(Flash::new(key("flash-recording-removed"))))),
        Err(error) => Err(error.into()),
    }
}
