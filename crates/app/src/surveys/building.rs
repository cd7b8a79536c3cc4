//! Building a survey: its title, its items, their order, and when they are shown. One that was asked is frozen, and
//! changed by making another edition.

use super::{AnyWave, Statement, Survey, acting, survey};
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    ids::{StatementId, SurveyId},
    policy::acts::BuildSurvey,
    surveys::{
        TITLE, WORDING,
        items::{
            self, Ask, CHOICE, Choice, Condition, Item, Kind, MOST_CHOICES, Wrong, check, next_key, statement_key,
        },
    },
};
use copia_store::{Tx, surveys};

/// The title and introduction of a survey, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct SurveyInput<'a> {
    /// Its title.
    pub title: &'a str,
    /// What is said before the first question.
    pub introduction: &'a str,
    /// The version that was read; -1 for none.
    pub version: i64,
}

/// An item, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ItemInput<'a> {
    /// A word of [`Kind`].
    pub kind: &'a str,
    /// The id of a statement of the bank.
    pub statement: &'a str,
    /// The heading or question.
    pub label: &'a str,
    /// The text under a heading.
    pub text: &'a str,
    /// Choices, one on each line.
    pub choices: &'a str,
    /// The least number.
    pub least: &'a str,
    /// The largest number.
    pub most: &'a str,
    /// `key=answer` of the earlier answer after which it is shown; nothing for always.
    pub shown_if: &'a str,
    /// The version of the survey that was read; -1 for none.
    pub version: i64,
}

/// Where an item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Out of the survey.
    Out,
}

/// What the builder shows.
#[derive(Debug, Clone)]
pub struct SurveyForm {
    /// The survey.
    pub survey: Survey,
    /// Its waves, in all editions.
    pub waves: Vec<AnyWave>,
    /// A newer edition, where there is one.
    pub newer: Option<SurveyId>,
}

/// What the form of an item shows.
#[derive(Debug, Clone)]
pub struct ItemForm {
    /// The survey.
    pub survey: Survey,
    /// The item; `None` for a new one.
    pub item: Option<Item>,
    /// The bank.
    pub bank: Vec<Statement>,
    /// Items that can stand before it, with their answers.
    pub earlier: Vec<Item>,
}

/// Keeps the title and introduction of a survey, or begins one.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`]; [`Error::Stale`]; [`Error::NotNow`] for one that was asked.
pub async fn write(ctx: &Ctx, id: Option<&str>, input: &SurveyInput<'_>) -> Result<SurveyId> {
    let mut faults = Faults::new();
    let title = faults.take("title", fields::line(input.title, TITLE));
    let introduction = faults.take("introduction", fields::optional_paragraphs(input.introduction, 2_000));
    let faults = faults.check();
    change(ctx, id, input.version, |survey| {
        (survey.title, survey.introduction) = (title.clone(), introduction.clone().unwrap_or_default());
        match &faults {
            Err(Error::Invalid(faults)) => Err(Error::Invalid(faults.clone())),
            _ => Ok(()),
        }
    })
    .await
}

/// Adds an item at the end, or changes one.
///
/// # Errors
/// As [`write`]; [`Error::NotFound`].
pub async fn write_item(ctx: &Ctx, id: &str, key: Option<&str>, input: &ItemInput<'_>) -> Result<()> {
    let kind = Kind::from_word(input.kind).ok_or_else(|| Error::Invalid(Faults::one("kind", Fault::NotChoice)))?;
    let mut faults = Faults::new();
    let statement = match StatementId::parse(input.statement) {
        Some(id) if kind == Kind::Statement => surveys::statement(&mut ctx.read().await?, id).await?,
        _ => None,
    };
    let ask = ask(kind, statement, input, &mut faults);
    let faults = faults.check();
    change(ctx, Some(id), input.version, |survey| {
        if let Err(Error::Invalid(faults)) = &faults {
            return Err(Error::Invalid(faults.clone()));
        }
        let ask = ask.clone().ok_or(Error::NotFound)?;
        let own = match &ask {
            Ask::Statement { statement, edition, .. } => statement_key(statement, *edition),
            _ => next_key(&survey.items),
        };
        let shown_if = input.shown_if.split_once('=');
        let shown_if = shown_if.map(|(item, answer)| Condition { item: item.to_owned(), answer: answer.to_owned() });
        match key {
            None => survey.items.push(Item { key: own, ask, shown_if }),
            Some(key) => {
                let item = survey.items.iter_mut().find(|item| item.key == key).ok_or(Error::NotFound)?;
                if matches!(ask, Ask::Statement { .. }) {
                    item.key = own;
                }
                (item.ask, item.shown_if) = (ask, shown_if);
            }
        }
        check(&survey.items).map_err(|wrong| {
            let (field, fault) = match wrong {
                Wrong::TooMany => ("kind", Fault::OutOfRange),
                Wrong::Twice => ("statement", Fault::Taken),
                Wrong::Order => ("shown_if", Fault::NotChoice),
            };
            Error::Invalid(Faults::one(field, fault))
        })
    })
    .await
    .map(drop)
}

/// Reads what an item asks.
fn ask(kind: Kind, statement: Option<Statement>, input: &ItemInput<'_>, faults: &mut Faults) -> Option<Ask> {
    if kind == Kind::Statement {
        let Some(one) = statement else {
            faults.add("statement", Fault::NotChoice);
            return None;
        };
        let Statement { key: statement, edition, wording, value_type, .. } = one;
        return Some(Ask::Statement { statement, edition, wording, value_type });
    }
    let question = faults.take("label", fields::line(input.label, WORDING));
    match kind {
        Kind::Statement => None,
        Kind::Heading => {
            let text = faults.take("text", fields::optional_paragraphs(input.text, 1_000)).unwrap_or_default();
            Some(Ask::Heading { title: question, text })
        }
        Kind::One => Some(Ask::One { question, choices: choices(input.choices, faults) }),
        Kind::Several => Some(Ask::Several { question, choices: choices(input.choices, faults) }),
        Kind::Text => Some(Ask::Text { question }),
        Kind::Number => {
            let number = |typed: &str| match typed.trim() {
                "" => Err(Fault::Missing),
                typed => typed.parse::<i64>().map_err(|_| Fault::NotNumber),
            };
            let (least, most) = (faults.take("least", number(input.least)), faults.take("most", number(input.most)));
            if least > most || least < -1_000_000 || most > 1_000_000 {
                faults.add("most", Fault::OutOfRange);
            }
            Some(Ask::Number { question, least, most })
        }
    }
}

fn choices(typed: &str, faults: &mut Faults) -> Vec<Choice> {
    let lines: Result<Vec<Option<String>>, Fault> =
        typed.lines().map(|line| fields::optional_line(line, CHOICE)).collect();
    let lines: Vec<String> = faults.take("choices", lines).into_iter().flatten().collect();
    let is_twice = lines.iter().enumerate().any(|(place, line)| lines.iter().take(place).any(|other| other == line));
    if lines.is_empty() {
        faults.add("choices", Fault::Missing);
    } else if lines.len() < 2 || lines.len() > MOST_CHOICES || is_twice {
        faults.add("choices", Fault::OutOfRange);
    }
    items::choices(lines)
}

/// Moves an item, or takes it out.
///
/// # Errors
/// As [`write`]; [`Error::NotNow`] where another item would be shown after one that does not stand before it.
pub async fn move_item(ctx: &Ctx, id: &str, key: &str, to: Move, version: i64) -> Result<()> {
    change(ctx, Some(id), version, |survey| {
        let at = survey.items.iter().position(|item| item.key == key).ok_or(Error::NotFound)?;
        match to {
            Move::Up if at > 0 => survey.items.swap(at, at - 1),
            Move::Down if at + 1 < survey.items.len() => survey.items.swap(at, at + 1),
            Move::Up | Move::Down => {}
            Move::Out => drop(survey.items.remove(at)),
        }
        check(&survey.items).map_err(|_| Error::NotNow("survey-order"))
    })
    .await
    .map(drop)
}

async fn change(
    ctx: &Ctx,
    id: Option<&str>,
    version: i64,
    change: impl Fn(&mut Survey) -> Result<()>,
) -> Result<SurveyId> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<BuildSurvey>()?;
        let mut tx = ctx.write().await?;
        let mut kept = match id {
            Some(id) => survey(&mut tx, id).await?,
            None => blank(ctx),
        };
        if kept.frozen_at.is_some() {
            return Err(Error::NotNow("survey-frozen"));
        }
        change(&mut kept)?;
        if id.is_some() && kept.version != version {
            return Err(Error::Stale);
        }
        surveys::save(&mut tx, &permit, &kept).await?;
        let act = Act::by(acting(&standing), "survey.edit").on("survey", kept.id).after(&kept.title);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(kept.id)
    })
    .await
}

pub(super) fn blank(ctx: &Ctx) -> Survey {
    let id = ctx.id(SurveyId::new);
    Survey {
        id,
        family_id: id,
        edition: 1,
        title: String::new(),
        introduction: String::new(),
        items: Vec::new(),
        begun_at: ctx.now,
        frozen_at: None,
        version: 0,
    }
}

/// Makes the next edition of a survey that was asked; if there is one that was not, that.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn new_edition(ctx: &Ctx, id: &str) -> Result<SurveyId> {
    ctx.retry(|| async {
        let standing = ctx.viewer.on_site();
        let permit = standing.permit::<BuildSurvey>()?;
        let mut tx = ctx.write().await?;
        let of = survey(&mut tx, id).await?;
        let latest = latest(&mut tx, &of).await?;
        if latest.frozen_at.is_none() {
            return Ok(latest.id);
        }
        let edition = latest.edition + 1;
        let new =
            Survey { id: ctx.id(SurveyId::new), edition, begun_at: ctx.now, frozen_at: None, version: 0, ..latest };
        surveys::save(&mut tx, &permit, &new).await?;
        let act = Act::by(acting(&standing), "survey.new_edition").on("survey", new.id).after(&new.title);
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(new.id)
    })
    .await
}

async fn latest(tx: &mut Tx, of: &Survey) -> Result<Survey> {
    surveys::latest(tx, of.family_id).await?.ok_or(Error::NotFound)
}

/// The builder.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn survey_form(ctx: &Ctx, id: &str) -> Result<SurveyForm> {
    let _permit = ctx.viewer.on_site().permit::<BuildSurvey>()?;
    let mut tx = ctx.read().await?;
    let survey = survey(&mut tx, id).await?;
    let waves = surveys::waves::of_family(&mut tx, survey.family_id).await?;
    let latest = latest(&mut tx, &survey).await?;
    Ok(SurveyForm { newer: (latest.id != survey.id).then_some(latest.id), survey, waves })
}

/// A survey as people will see it.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn preview(ctx: &Ctx, id: &str) -> Result<Survey> {
    let _permit = ctx.viewer.on_site().permit::<BuildSurvey>()?;
    survey(&mut ctx.read().await?, id).await
}

/// The form of an item, or of a new one.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn item_form(ctx: &Ctx, id: &str, key: Option<&str>) -> Result<ItemForm> {
    let _permit = ctx.viewer.on_site().permit::<BuildSurvey>()?;
    let mut tx = ctx.read().await?;
    let survey = survey(&mut tx, id).await?;
    let bank = surveys::bank(&mut tx).await?;
    let place = match key {
        Some(key) => survey.items.iter().position(|item| item.key == key).ok_or(Error::NotFound)?,
        None => survey.items.len(),
    };
    let earlier = survey.items.iter().take(place).filter(|item| !item.answers().is_empty()).cloned().collect();
    Ok(ItemForm { item: survey.items.get(place).cloned(), survey, bank, earlier })
}
