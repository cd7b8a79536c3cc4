//! Surveys that were asked in another tool: a draft from the columns of a file, and a wave from its answers.

use super::{form_path, named, wave_path};
use crate::shell::{Answer, Fields, Flash, Form, Page, Upload, Visit, redirect, show, shown};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use copia_app::{
    Error,
    domain::surveys::elsewhere::{
        Codes, FileFault, Tool,
        taking::{Problem, Refusal, Why},
    },
    surveys::{
        self,
        elsewhere::{self, AnswersInput, FileInput, Refused},
    },
};
use copia_text::{Words, key};

#[derive(Template)]
#[template(path = "surveys/from-file.html")]
struct FromFilePage {
    page: Page,
    fault: &'static str,
    form: Form,
}
shown!(FromFilePage);

/// A line of what does not fit.
struct Line {
    place: String,
    column: String,
    what: String,
}

#[derive(Template)]
#[template(path = "surveys/answers.html")]
struct AnswersPage {
    page: Page,
    survey: String,
    survey_path: String,
    wave: String,
    path: String,
    version: i64,
    is_late: bool,
    fault: &'static str,
    lines: Vec<Line>,
    /// That there is more than the lines.
    more: String,
    tools: Vec<(&'static str, &'static str)>,
    codes: Vec<(&'static str, &'static str)>,
    form: Form,
}
shown!(AnswersPage);

/// The message for a tool.
pub(super) const fn tool_key(tool: Tool) -> &'static str {
    match tool {
        Tool::MicrosoftForms => key("survey-tool-microsoft-forms"),
        Tool::Qualtrics => key("survey-tool-qualtrics"),
        Tool::LimeSurvey => key("survey-tool-lime-survey"),
        Tool::Other => key("survey-tool-other"),
    }
}

const fn codes_key(codes: Codes) -> &'static str {
    match codes {
        Codes::FiveAgrees => key("survey-codes-five-agrees"),
        Codes::OneAgrees => key("survey-codes-one-agrees"),
    }
}

/// The message for why nothing can be taken from a file.
const fn file_key(fault: FileFault) -> &'static str {
    match fault {
        FileFault::Missing => key("survey-file-missing"),
        FileFault::TooLarge => key("survey-file-too-large"),
        FileFault::TooLong => key("survey-file-too-long"),
        FileFault::TooWide => key("survey-file-too-wide"),
        FileFault::OldSpreadsheet => key("survey-file-old-spreadsheet"),
        FileFault::BrokenSpreadsheet => key("survey-file-broken-spreadsheet"),
        FileFault::WebPage => key("survey-file-web-page"),
        FileFault::NotText => key("survey-file-not-text"),
        FileFault::Empty => key("survey-file-empty"),
    }
}

/// The message for what does not fit.
const fn why_key(why: Why) -> &'static str {
    match why {
        Why::NoColumn => key("survey-row-no-column"),
        Why::TwoColumns => key("survey-row-two-columns"),
        Why::NotAgreement => key("survey-row-not-agreement"),
        Why::FineScale => key("survey-row-fine-scale"),
        Why::NotChoice => key("survey-row-not-choice"),
        Why::NotNumber => key("survey-row-not-number"),
        Why::OutOfRange => key("survey-row-out-of-range"),
        Why::TooLong => key("survey-row-too-long"),
        Why::NotText => key("survey-row-not-text"),
        Why::NotShown => key("survey-row-not-shown"),
        Why::SameRow => key("survey-row-same-row"),
    }
}

/// The message for why nothing is taken, and what does not fit.
fn refusal(words: &Words, refused: &Refused) -> (&'static str, Vec<Line>, String) {
    match refused {
        Refused::File(fault) => (file_key(*fault), Vec::new(), String::new()),
        Refused::Rows(Refusal::TooFew) => (key("survey-file-too-few"), Vec::new(), String::new()),
        Refused::Rows(Refusal::Problems(problems, all)) => {
            let line = |problem: &Problem| Line {
                place: problem.row.map_or_else(
                    || words.say("survey-row-whole").to_owned(),
                    |row| words.say_with("survey-row-number", &[("row", i64::from(row).into())]),
                ),
                column: problem.column.clone(),
                what: words.say_with(why_key(problem.why), &[("value", problem.value.as_str().into())]),
            };
            let rest = all.saturating_sub(problems.len());
            let more = words.say_with("survey-rows-more", &[("count", i64::try_from(rest).unwrap_or(0).into())]);
            let more = if rest > 0 { more } else { String::new() };
            (key("survey-file-problems"), problems.iter().map(line).collect(), more)
        }
    }
}

/// The form of a survey that is made of a file.
pub(super) async fn new(visit: Visit) -> Answer {
    elsewhere::may_draft(&visit)?;
    new_page(&visit, Form::default(), "")
}

fn new_page(visit: &Visit, form: Form, fault: &'static str) -> Answer {
    let status = if fault.is_empty() { form.status(false) } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page::new(visit, "surveys", visit.words.say("survey-from-file-title")).secret().status(status);
    show(&FromFilePage { page, fault, form })
}

/// Makes a survey of a file.
pub(super) async fn create(upload: Upload) -> Answer {
    let visit = &upload.visit;
    let input = FileInput { title: upload.fields.get("title"), file: upload.file.clone() };
    match elsewhere::draft(visit, &input).await {
        Ok(Ok(made)) => {
            let count = |count: usize| visit.words.number(i64::try_from(count).unwrap_or(0));
            let flash = Flash::new(key("flash-survey-from-file"))
                .with("questions", &count(made.questions))
                .with("personal", &count(made.personal))
                .with("others", &count(made.others));
            Ok(redirect(&form_path(made.survey), Some(flash)))
        }
        Ok(Err(refused)) => {
            let (fault, ..) = refusal(&visit.words, &refused);
            new_page(visit, Form::new(upload.fields.clone()), fault)
        }
        Err(Error::Invalid(faults)) => new_page(visit, Form::with(upload.fields.clone(), faults), ""),
        Err(error) => Err(error.into()),
    }
}

/// The form for the answers of a wave.
pub(super) async fn answers(visit: Visit, Path(id): Path<String>) -> Answer {
    let kept = Fields::of([("codes", Codes::FiveAgrees.word().to_owned())]);
    answers_page(&visit, &id, Form::new(kept), None, false).await
}

async fn answers_page(visit: &Visit, id: &str, form: Form, refused: Option<&Refused>, is_late: bool) -> Answer {
    let view = elsewhere::answers_form(visit, id).await?;
    let words = &visit.words;
    let (fault, lines, more) = refused.map_or(("", Vec::new(), String::new()), |refused| refusal(words, refused));
    let status = if fault.is_empty() { form.status(is_late) } else { StatusCode::UNPROCESSABLE_ENTITY };
    show(&AnswersPage {
        page: Page::new(visit, "surveys", words.say("wave-answers-title")).secret().status(status),
        survey: view.survey.title.clone(),
        survey_path: form_path(view.survey.id),
        wave: named(words, &view.wave),
        path: wave_path(view.wave.id),
        version: view.wave.version,
        is_late,
        fault,
        lines,
        more,
        tools: Tool::ALL.iter().map(|one| (one.word(), tool_key(*one))).collect(),
        codes: Codes::ALL.iter().map(|one| (one.word(), codes_key(*one))).collect(),
        form,
    })
}

/// Brings answers in.
pub(super) async fn bring_in(Path(id): Path<String>, upload: Upload) -> Answer {
    let (visit, fields) = (&upload.visit, &upload.fields);
    let input = AnswersInput {
        file: upload.file.clone(),
        tool: fields.get("tool"),
        from: fields.get("from"),
        until: fields.get("until"),
        invited: fields.get("invited"),
        is_invited_unknown: fields.has("invited_unknown"),
        codes: fields.get("codes"),
        were_told: fields.has("were_told"),
        version: fields.get("version").parse().unwrap_or(-1),
    };
    let typed = || Form::new(fields.clone());
    match elsewhere::bring_in(visit, &id, &input).await {
        Ok(Ok(brought)) => {
            let count = |count: u32| visit.words.number(i64::from(count));
            let left = brought.left_out;
            let said = if brought.without_words {
                key("flash-wave-brought-in-without-words")
            } else {
                key("flash-wave-brought-in")
            };
            let flash = Flash::new(said)
                .with("people", &count(brought.people))
                .with("previews", &count(left.previews))
                .with("unfinished", &count(left.unfinished))
                .with("blank", &count(left.blank))
                .with("columns", &count(left.columns));
            Ok(redirect(&wave_path(&id), Some(flash)))
        }
        Ok(Err(refused)) => answers_page(visit, &id, typed(), Some(&refused), false).await,
        Err(Error::Invalid(faults)) => answers_page(visit, &id, Form::with(fields.clone(), faults), None, false).await,
        Err(Error::Stale) => answers_page(visit, &id, typed(), None, true).await,
        Err(Error::NotNow("survey-empty")) => {
            Ok(redirect(&wave_path(&id), Some(Flash::new(key("flash-wave-asks-nothing")))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the answers of a wave come from, and when they were given; nothing for those that were given here.
pub(super) fn source(visit: &Visit, wave: &surveys::AnyWave) -> String {
    let Some((from, rule)) = wave.elsewhere.zip(wave.rule) else { return String::new() };
    let words = &visit.words;
    let day = |at: copia_app::domain::time::When| words.date(at.day_in(&visit.site.zone));
    let parts = [
        ("tool", words.say(tool_key(from.tool)).into()),
        ("day", words.date(from.on.0).into()),
        ("from", day(rule.opens_at).into()),
        ("until", day(rule.closes_at).into()),
    ];
    words.say_with("wave-source", &parts)
}
