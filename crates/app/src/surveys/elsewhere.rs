//! Surveys that were asked in another tool. Its export is read twice, and neither the file nor a row of it is kept: first
//! for the questions, then, on a wave that is prepared, for the answers, which become ballots that nobody can order.

mod files;

use super::{AnyWave, acting, asks, bank, comments, found};
use crate::{
    Act, Ctx, Error, Faults, Result,
    ballots::{self, BroughtIn},
};
use bytes::Bytes;
use copia_domain::{
    ballots::{MINIMUM, WORDS_FROM},
    fields::{self, Fault},
    ids::{StatementId, SurveyId},
    policy::{
        Role,
        acts::{BuildSurvey, RunWave},
    },
    surveys::{
        TITLE,
        elsewhere::{
            Codes, FileFault, Sheet, Table, Tool,
            drafting::{Draft, Drafted, draft as draft_of},
            plain,
            taking::{LeftOut, Refusal, Taken, take},
        },
        items::{Ask, Item, Kind, next_key, statement_key},
        plan::plan,
        waves::{Asked, Step, step},
    },
    time::{Day, When},
    wall,
};
use copia_store::{
    Tx,
    surveys::{
        self, Statement, Survey,
        waves::{self, Elsewhere},
    },
};

/// A survey that is to be made of a file.
#[derive(Debug, Clone, Default)]
pub struct FileInput<'a> {
    /// Its title, as it was typed.
    pub title: &'a str,
    /// The file.
    pub file: Option<Bytes>,
}

/// A survey that was made of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Which.
    pub survey: SurveyId,
    /// How many questions it has.
    pub questions: usize,
    /// Columns that tell who somebody is, or what a tool notes, and were left out.
    pub personal: usize,
    /// Other columns that were left out.
    pub others: usize,
}

/// Answers that are to be brought in, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct AnswersInput<'a> {
    /// The file.
    pub file: Option<Bytes>,
    /// A word of [`Tool`].
    pub tool: &'a str,
    /// The first day on which people could answer.
    pub from: &'a str,
    /// The last one.
    pub until: &'a str,
    /// How many were asked.
    pub invited: &'a str,
    /// Whether that is not known.
    pub is_invited_unknown: bool,
    /// A word of [`Codes`].
    pub codes: &'a str,
    /// Whether people were told that their answers may be used this way.
    pub were_told: bool,
    /// The version of the wave that was read; -1 for none.
    pub version: i64,
}

/// What was brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// How many people's answers.
    pub people: u32,
    /// What was left out of the file.
    pub left_out: LeftOut,
    /// Whether what people wrote was left out, because it would be deleted already.
    pub without_words: bool,
}

/// Why nothing is taken from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file itself.
    File(FileFault),
    /// What stands in it.
    Rows(Refusal),
}

/// What the form for answers shows.
#[derive(Debug, Clone)]
pub struct AnswersForm {
    /// The wave.
    pub wave: AnyWave,
    /// What it asks.
    pub survey: Survey,
}

/// Reads a file, not on the thread that serves others. What makes the reader of workbooks fail is a workbook that cannot
/// be read.
async fn table(file: Option<Bytes>) -> Result<Table, FileFault> {
    let Some(file) = file else { return Err(FileFault::Missing) };
    let read = tokio::task::spawn_blocking(move || files::read(&file)).await;
    read.unwrap_or(Err(FileFault::BrokenSpreadsheet))
}

/// Looks whether somebody may make a survey of a file.
///
/// # Errors
/// [`Error::Denied`].
pub fn may_draft(ctx: &Ctx) -> Result<()> {
    Ok(ctx.viewer.on_site().permit::<BuildSurvey>().map(drop)?)
}

/// Makes a draft of a survey from the columns of a file. The outer result is that of every use case; the inner one says
/// what is wrong with the file.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] for field `title`.
pub async fn draft(ctx: &Ctx, input: &FileInput<'_>) -> Result<Result<Made, Refused>> {
    may_draft(ctx)?;
    let mut faults = Faults::new();
    let title = faults.take("title", fields::line(input.title, TITLE));
    faults.check()?;
    let other = ctx.words.say("survey-file-other").to_owned();
    let drafted = match table(input.file.clone()).await {
        Ok(table) => tokio::task::spawn_blocking(move || {
            Sheet::of(&table).map(|sheet| draft_of(&sheet, &other)).map_err(Refused::File)
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?,
        Err(fault) => Err(Refused::File(fault)),
    };
    let drafted = match drafted {
        Ok(Some(drafted)) if !drafted.asks.is_empty() => drafted,
        Ok(Some(_)) => return Ok(Err(Refused::File(FileFault::Empty))),
        Ok(None) => return Ok(Err(Refused::Rows(Refusal::TooFew))),
        Err(refused) => return Ok(Err(refused)),
    };
    let survey = ctx.retry(|| keep_draft(ctx, &title, &drafted)).await?;
    let Draft { asks, personal, others } = drafted;
    Ok(Ok(Made { survey, questions: asks.len(), personal, others }))
}

async fn keep_draft(ctx: &Ctx, title: &str, drafted: &Draft) -> Result<SurveyId> {
    let standing = ctx.viewer.on_site();
    let permit = standing.permit::<BuildSurvey>()?;
    let mut tx = ctx.write().await?;
    let mut known = surveys::bank(&mut tx).await?;
    let mut items: Vec<Item> = Vec::new();
    for one in &drafted.asks {
        let (key, ask) = match one.clone() {
            Drafted::Statement(wording) => {
                let is_it = |one: &&Statement| plain(&one.wording) == plain(&wording);
                let statement = match known.iter().find(is_it) {
                    Some(there) => there.clone(),
                    None => {
                        let key = bank::new_key(&known, &wording);
                        let id = ctx.id(StatementId::new);
                        let new = Statement { id, key, edition: 1, wording, value_type: None, written_at: ctx.now };
                        surveys::add_statement(&mut tx, &permit, &new).await?;
                        let act = Act::by(acting(&standing), "survey.add_statement").on("statement", new.id);
                        ctx.audit(&mut tx, act.after(&new.wording)).await?;
                        known.push(new.clone());
                        new
                    }
                };
                let Statement { key: statement, edition, wording, value_type, .. } = statement;
                let key = statement_key(&statement, edition);
                (key, Ask::Statement { statement, edition, wording, value_type })
            }
            Drafted::Question(ask) => (next_key(&items), ask),
        };
        items.push(Item { key, ask, shown_if: None });
    }
    let new = Survey { title: title.to_owned(), items, ..super::building::blank(ctx) };
    surveys::save(&mut tx, &permit, &new).await?;
    let act = Act::by(acting(&standing), "survey.from_file").on("survey", new.id).after(&new.title);
    ctx.audit(&mut tx, act).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// The form for answers of a wave.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::AlreadyDone`] for a wave that is not being prepared.
pub async fn answers_form(ctx: &Ctx, id: &str) -> Result<AnswersForm> {
    let _permit = ctx.viewer.on_site().permit::<RunWave>()?;
    let mut tx = ctx.read().await?;
    prepared(&mut tx, id).await
}

async fn prepared(tx: &mut Tx, id: &str) -> Result<AnswersForm> {
    let wave = found(tx, id).await?;
    step(wave.state, Step::BringIn).ok_or(Error::AlreadyDone)?;
    Ok(AnswersForm { survey: asks(tx, &wave).await?, wave })
}

/// What was typed of answers, read.
struct Read {
    tool: Tool,
    codes: Codes,
    opens_at: When,
    closes_at: When,
    /// How many were asked; `None` where that is not known.
    asked: Option<u32>,
}

fn read(ctx: &Ctx, input: &AnswersInput<'_>) -> Result<Read> {
    let mut faults = Faults::new();
    let tool = faults.take("tool", Tool::from_word(input.tool).map(Some).ok_or(Fault::NotChoice));
    let codes = faults.take("codes", Codes::from_word(input.codes).map(Some).ok_or(Fault::NotChoice));
    let day = |typed: &str| match typed.trim() {
        "" => Err(Fault::Missing),
        typed => Day::parse(typed).map(Some).ok_or(Fault::NotDate),
    };
    let (from, until) = (faults.take("from", day(input.from)), faults.take("until", day(input.until)));
    if until.is_some_and(|until| until > ctx.today()) {
        faults.add("until", Fault::TooLate);
    } else if from.zip(until).is_some_and(|(from, until)| until < from) {
        faults.add("until", Fault::EndsBeforeStart);
    }
    let invited = match input.invited.trim() {
        "" if input.is_invited_unknown => Ok(None),
        "" => Err(Fault::Missing),
        // One of the two is not so.
        _ if input.is_invited_unknown => Err(Fault::NotChoice),
        typed => typed.parse().map(Some).map_err(|_| Fault::NotNumber),
    };
    let asked: Option<u32> = faults.take("invited", invited);
    if asked.is_some_and(|asked| asked > 10_000_000) {
        faults.add("invited", Fault::OutOfRange);
    }
    if !input.were_told {
        faults.add("were_told", Fault::Missing);
    }
    faults.check()?;
    let (Some(tool), Some(codes), Some(Day(from)), Some(Day(until))) = (tool, codes, from, until) else {
        return Err(Error::Internal("a form without faults was not read".to_owned()));
    };
    let zone = &ctx.site.zone;
    let opens_at = wall::instant(from.at(0, 0, 0, 0), zone);
    Ok(Read { tool, codes, opens_at, closes_at: wall::instant(until.at(23, 59, 0, 0), zone), asked })
}

/// Brings answers in that were given elsewhere: all that fits, or nothing. From then on the wave is closed as if it had
/// been asked here. The outer result is that of every use case; the inner one says what is wrong with the file.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Invalid`]; [`Error::AlreadyDone`] for a wave that is not being
/// prepared; [`Error::Stale`].
pub async fn bring_in(ctx: &Ctx, id: &str, input: &AnswersInput<'_>) -> Result<Result<Brought, Refused>> {
    let AnswersForm { survey, .. } = answers_form(ctx, id).await?;
    let read = read(ctx, input)?;
    if !survey.items.iter().any(Item::is_question) {
        return Err(Error::NotNow("survey-empty"));
    }
    let table = match table(input.file.clone()).await {
        Ok(table) => table,
        Err(fault) => return Ok(Err(Refused::File(fault))),
    };
    let (items, codes, other) = (survey.items.clone(), read.codes, ctx.words.say("survey-file-other").to_owned());
    let taken = tokio::task::spawn_blocking(move || {
        let sheet = Sheet::of(&table).map_err(Refused::File)?;
        take(&sheet, &items, codes, &other).map_err(Refused::Rows)
    });
    let mut taken = match taken.await.map_err(|error| Error::Internal(error.to_string()))? {
        Ok(taken) => taken,
        Err(refused) => return Ok(Err(refused)),
    };
    if read.asked.is_some_and(|asked| asked < taken.people) {
        return Err(Error::Invalid(Faults::one("invited", Fault::OutOfRange)));
    }
    let without_words = comments::is_over(read.closes_at, ctx.now) && drop_words(&survey, &mut taken);
    ctx.retry(|| keep(ctx, id, input.version, &survey, &read, &taken)).await?;
    Ok(Ok(Brought { people: taken.people, left_out: taken.left_out, without_words }))
}

/// Leaves out what people wrote; whether there was anything.
fn drop_words(survey: &Survey, taken: &mut Taken) -> bool {
    let is_words = |word: &str| survey.items.iter().any(|item| item.kind() == Kind::Text && item.key == word);
    let before = taken.ballots.len();
    taken.ballots.retain(|(question, _), _| !is_words(question));
    taken.ballots.len() < before
}

async fn keep(ctx: &Ctx, id: &str, version: i64, survey: &Survey, read: &Read, taken: &Taken) -> Result<()> {
    let permit = ctx.viewer.on_site().permit::<RunWave>()?;
    let mut tx = ctx.write().await?;
    let AnswersForm { wave, survey: now } = prepared(&mut tx, id).await?;
    if wave.version != version || now.items != survey.items {
        return Err(Error::Stale);
    }
    let state = step(wave.state, Step::BringIn).ok_or(Error::AlreadyDone)?;
    let rule = BroughtIn {
        asked: read.asked,
        answered: taken.people,
        minimum: MINIMUM,
        words_from: WORDS_FROM,
        opens_at: read.opens_at,
        closes_at: read.closes_at,
    };
    let box_id = ballots::bring_in(ctx, &mut tx, rule, &plan(&survey.items, &[]), &taken.ballots).await?;
    let asked = Asked { elsewhere: true, ..Asked::default() };
    let wave = AnyWave { state, asked, attributes: Vec::new(), box_id: Some(box_id), ..wave };
    waves::save(&mut tx, &permit, &wave).await?;
    waves::brought_in(&mut tx, &permit, wave.id, Elsewhere { tool: read.tool, on: ctx.today() }).await?;
    comments::tell(&mut tx, &permit, wave.id).await?;
    surveys::freeze(&mut tx, &permit, wave.survey_id, ctx.now).await?;
    let told =
        serde_json::json!({ "title": wave.title, "tool": read.tool, "answered": taken.people, "asked": read.asked });
    ctx.audit(&mut tx, Act::by(Role::ProgrammeManager, "wave.bring_in").on("wave", wave.id).after(&told)).await?;
    Ok(tx.commit().await?)
}
