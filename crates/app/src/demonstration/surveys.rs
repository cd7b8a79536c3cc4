//! A survey of the university's programme: three waves that are closed and one that people can answer.

use super::Filling;
use crate::{
    Error, Result,
    outbox::Job,
    surveys::{comments, population},
};
use copia_demonstration::{
    Persona,
    surveys::{self as made, Answers, CHANGE, SINCE, SINCE_CHOICES, STATEMENTS, USED_WHAT, WAVES, Wave},
};
use copia_domain::{
    ballots::{self as rules, Label, MINIMUM, Occasion, WORDS_FROM, batches, shuffle},
    ids::{BallotBoxId, BallotCellId, JobId, PublishedSurveyId, RollEntryId, StatementId, SurveyId, ThemeId, WaveId},
    policy::{Permit, Scope},
    pulse::COUNT_AFTER_MINUTES,
    surveys::{
        elsewhere::published::figures,
        items::{Ask, Condition, Item, choices, statement_key},
        plan::plan,
        waves::{Asked, Attribute, WaveState},
    },
    time::{Day, When},
};
use copia_store::{
    Tx,
    ballots::{self, Ballot, BallotBox, Cell, NewEntry},
    jobs,
    registrations::Who,
    surveys::{
        self, Statement, Survey,
        published::{self, PublishedSurvey},
        waves,
    },
};
use std::collections::BTreeMap;

/// Days for which a wave can be answered.
const OPEN_DAYS: i64 = 21;
/// People whose answers are written down in a wave that is open: two batches.
const COUNTED: usize = 20;

/// Keeps the survey and its waves.
pub(super) async fn fill(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let began = filling.now.plus_days(-WAVES.iter().map(|wave| wave.days_ago).max().unwrap_or(0) - 14);
    let build = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    for statement in &STATEMENTS {
        let new = Statement {
            id: filling.id(StatementId::new, began),
            key: statement.key.to_owned(),
            edition: 1,
            wording: statement.wording.to_owned(),
            value_type: statement.value_type,
            written_at: began,
        };
        surveys::add_statement(tx, &build, &new).await?;
    }
    let survey = survey(filling, began);
    surveys::save(tx, &build, &survey).await?;
    let run = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    surveys::freeze(tx, &run, survey.id, began).await?;
    for (place, one) in WAVES.iter().enumerate() {
        wave(filling, tx, &survey, place, one).await?;
    }
    draft(filling, tx).await?;
    report(filling, tx).await?;
    // After all that is drawn, so that people answer what they would without it.
    for wave in waves::of_family(tx, survey.id).await? {
        if let Some(rule) = wave.rule {
            themes(filling, tx, wave.id, rule.closes_at.plus_days(7)).await?;
        }
    }
    Ok(())
}

/// What somebody else published of a survey of theirs.
async fn report(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let at = filling.now.plus_days(-40);
    let day = |days: i64| Some(Day(filling.now.plus_days(-days).day_in(&jiff::tz::TimeZone::UTC)));
    let one = PublishedSurvey {
        id: filling.id(PublishedSurveyId::new, at),
        title: made::REPORT.to_owned(),
        publisher: made::PUBLISHER.to_owned(),
        address: String::new(),
        since: day(430),
        until: day(410),
        asked: None,
        entered_at: at,
        version: 0,
    };
    let figures = figures(&made::FIGURES.join("\n"))
        .map_err(|(line, wrong)| Error::Internal(format!("line {line} of the report is no figure: {wrong}")))?;
    let build = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    Ok(published::save(tx, &build, &one, &figures).await?)
}

/// A survey that is being built, with a wave that is being prepared.
async fn draft(filling: &Filling<'_>, tx: &mut Tx) -> Result<()> {
    let at = filling.now.plus_days(-2);
    let began = filling.id(SurveyId::new, at);
    let hours = Ask::Number { question: made::HOURS.to_owned(), least: 0, most: 40 };
    let ways = choices(made::WAYS.map(str::to_owned).to_vec());
    let ways = Ask::Several { question: made::WAYS_ASKED.to_owned(), choices: ways };
    let item = |key: &str, ask| Item { key: key.to_owned(), ask, shown_if: None };
    let survey = Survey {
        id: began,
        family_id: began,
        edition: 1,
        title: made::DRAFT.to_owned(),
        introduction: String::new(),
        items: vec![item("q1", ways), item("q2", hours)],
        begun_at: at,
        frozen_at: None,
        version: 0,
    };
    let build = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    surveys::save(tx, &build, &survey).await?;
    let day = filling.now.day_in(&jiff::tz::TimeZone::UTC);
    let wave = waves::Wave {
        id: filling.id(WaveId::new, at),
        survey_id: survey.id,
        survey: survey.title,
        title: made::title(day.year(), day.month()),
        state: WaveState::Draft,
        asked: Asked { everybody: true, ..Asked::default() },
        attributes: vec![Attribute::Role],
        box_id: None,
        reminders: 0,
        begun_at: at,
        reason: None,
        outcome: None,
        told_at: None,
        version: 0,
        rule: None,
        elsewhere: None,
    };
    let run = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    Ok(waves::save(tx, &run, &wave).await?)
}

fn survey(filling: &Filling<'_>, began: When) -> Survey {
    let id = filling.id(SurveyId::new, began);
    let item = |key: String, ask| Item { key, ask, shown_if: None };
    let mut items = vec![item(
        "q1".to_owned(),
        Ask::Heading { title: "What it is worth to you".to_owned(), text: "How far do you agree?".to_owned() },
    )];
    for statement in &STATEMENTS {
        let ask = Ask::Statement {
            statement: statement.key.to_owned(),
            edition: 1,
            wording: statement.wording.to_owned(),
            value_type: statement.value_type,
        };
        items.push(item(statement_key(statement.key, 1), ask));
    }
    let shown_if = Condition { item: statement_key("used", 1), answer: "agree".to_owned() };
    let used = Ask::Text { question: USED_WHAT.to_owned() };
    items.push(Item { key: "q2".to_owned(), ask: used, shown_if: Some(shown_if) });
    let since = Ask::One { question: SINCE.to_owned(), choices: choices(SINCE_CHOICES.map(str::to_owned).to_vec()) };
    items.push(item("q3".to_owned(), since));
    items.push(item("q4".to_owned(), Ask::Text { question: CHANGE.to_owned() }));
    Survey {
        id,
        family_id: id,
        edition: 1,
        title: made::TITLE.to_owned(),
        introduction: made::INTRODUCTION.to_owned(),
        items,
        begun_at: began,
        frozen_at: None,
        version: 0,
    }
}

async fn wave(filling: &Filling<'_>, tx: &mut Tx, survey: &Survey, place: usize, one: &Wave) -> Result<()> {
    let opens_at = filling.now.plus_days(-one.days_ago);
    let closes_at = opens_at.plus_days(OPEN_DAYS);
    let is_open = closes_at > filling.now;
    let asked = Asked { everybody: true, ..Asked::default() };
    let attributes = vec![Attribute::Area, Attribute::Role];
    let invited = population::invited(tx, &asked, &attributes).await?;
    if u32::try_from(invited.len()).is_ok_and(|few| few < MINIMUM) {
        return Ok(());
    }
    let labels: Vec<Label> = invited.iter().map(|one| one.values.clone()).collect();
    let told = rules::cells(&labels, MINIMUM);
    let cell = |cell: rules::Cell| Cell {
        id: filling.id(BallotCellId::new, opens_at),
        label: cell.label,
        invited: i64::from(cell.invited),
        answered: None,
    };
    let cells: Vec<Cell> = told.cells.into_iter().map(cell).collect();
    let random_id = || uuid::Builder::from_random_bytes(filling.entropy.bytes()).into_uuid();
    let entry = |(one, place): (&crate::ballots::Invited, &Option<usize>)| NewEntry {
        id: RollEntryId(random_id()),
        who: one.who,
        cell_id: place.and_then(|place| cells.get(place)).map(|cell| cell.id),
    };
    let roll: Vec<NewEntry> = invited.iter().zip(&told.of).map(entry).collect();
    let opened = BallotBox {
        id: filling.id(BallotBoxId::new, opens_at),
        event_id: None,
        asked: i64::try_from(roll.len()).unwrap_or(i64::MAX),
        is_asked_known: true,
        minimum: i64::from(MINIMUM),
        words_from: i64::from(WORDS_FROM),
        opens_at,
        closes_at,
        counted_at: None,
        answered: None,
    };
    ballots::open(tx, &opened, &cells, &roll).await?;
    crate::ballots::plan(tx, opened.id, &plan(&survey.items, &attributes)).await?;
    let day = opens_at.day_in(&jiff::tz::TimeZone::UTC);
    let kept = waves::Wave {
        id: filling.id(WaveId::new, opens_at),
        survey_id: survey.id,
        survey: survey.title.clone(),
        title: made::title(day.year(), day.month()),
        state: if is_open { WaveState::Open } else { WaveState::Closed },
        asked,
        attributes,
        box_id: Some(opened.id),
        reminders: if is_open { 0 } else { 3 },
        begun_at: opens_at,
        reason: None,
        outcome: one.outcome.map(str::to_owned),
        told_at: one.outcome.map(|_| closes_at.plus_days(14)),
        version: 0,
        rule: None,
        elsewhere: None,
    };
    let permit = Permit::of_the_system(Scope::Site, "a demonstration is filled");
    waves::save(tx, &permit, &kept).await?;
    // The people of the sign-in page can still answer.
    let offered: Vec<_> = Persona::ALL.iter().filter_map(|one| filling.person(one.person())).collect();
    let may = |entry: &&NewEntry| !matches!(entry.who, Who::Person(person) if offered.contains(&person));
    let mut who: Vec<NewEntry> = roll.iter().filter(may).copied().collect();
    shuffle(&mut who, || u64::from_le_bytes(filling.entropy.bytes()));
    let share = usize::try_from(one.answered).unwrap_or(0) * roll.len() / 1000;
    who.truncate(if is_open { COUNTED } else { share });
    cast(filling, tx, place, opened.id, &who).await?;
    let counted_at = closes_at.plus_seconds(COUNT_AFTER_MINUTES * 60);
    if is_open {
        return close_later(filling, tx, kept.id, counted_at).await;
    }
    crate::ballots::counted(tx, opened.id, counted_at).await?;
    Ok(())
}

/// Codes what people wrote, once it can be read, and shows what follows.
async fn themes(filling: &Filling<'_>, tx: &mut Tx, wave: WaveId, at: When) -> Result<()> {
    let theme = |(name, words): (&str, &'static [&'static str])| {
        (comments::Theme { id: filling.id(ThemeId::new, at), name: name.to_owned() }, words)
    };
    let themes: Vec<_> = made::THEMES.into_iter().map(theme).collect();
    comments::fill(tx, wave, &themes, &made::SHOWN, at).await
}

/// Has people answer, and writes it down as the boxes would.
async fn cast(filling: &Filling<'_>, tx: &mut Tx, place: usize, id: BallotBoxId, who: &[NewEntry]) -> Result<()> {
    let mut held: BTreeMap<Option<BallotCellId>, Vec<&NewEntry>> = BTreeMap::new();
    for entry in who {
        held.entry(entry.cell_id).or_default().push(entry);
    }
    let counts = held.iter().map(|(cell, all)| (*cell, u32::try_from(all.len()).unwrap_or(u32::MAX))).collect();
    for batch in batches(&counts, MINIMUM, Occasion::Closing) {
        let (mut marks, mut written) = (Vec::new(), Vec::new());
        for cell in batch.from.keys() {
            for entry in held.remove(cell).unwrap_or_default() {
                marks.push(entry.id);
                let answers = made::answers(u64::from_le_bytes(filling.entropy.bytes()), place);
                written.extend(ballots_of(filling, &answers, batch.says));
            }
        }
        shuffle(&mut written, || u64::from_le_bytes(filling.entropy.bytes()));
        ballots::mark(tx, id, &marks).await?;
        ballots::add(tx, id, written).await?;
    }
    Ok(())
}

fn ballots_of(filling: &Filling<'_>, answers: &Answers, says: Option<BallotCellId>) -> Vec<Ballot> {
    let ballot = |question: String, answer: String, cell_id| Ballot {
        id: uuid::Builder::from_random_bytes(filling.entropy.bytes()).into_uuid(),
        question,
        answer,
        cell_id,
    };
    let agreed = STATEMENTS.iter().zip(&answers.statements);
    let agreed = agreed.filter_map(|(statement, answer)| Some((statement_key(statement.key, 1), (*answer)?)));
    let mut all: Vec<Ballot> = agreed.map(|(key, answer)| ballot(key, answer.word().to_owned(), says)).collect();
    if let Some(choice) = ["a", "b", "c"].get(answers.since) {
        all.push(ballot("q3".to_owned(), (*choice).to_owned(), says));
    }
    all.extend(answers.used.map(|words| ballot("q2".to_owned(), words.to_owned(), None)));
    all.extend(answers.change.map(|words| ballot("q4".to_owned(), words.to_owned(), None)));
    all
}

async fn close_later(filling: &Filling<'_>, tx: &mut Tx, id: WaveId, run_at: When) -> Result<()> {
    let job = Job::CloseWave { wave: id };
    let payload = serde_json::to_string(&job).map_err(|error| Error::Internal(error.to_string()))?;
    let new = jobs::New {
        id: filling.id(JobId::new, filling.now),
        kind: job.kind(),
        payload: &payload,
        unique_key: Some(&format!("{}:{id}:{}", job.kind(), run_at.micros())),
        lane: None,
        run_at,
        created_at: filling.now,
    };
    jobs::add(tx, &new).await?;
    Ok(())
}
