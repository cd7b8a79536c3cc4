//! Figures that others published of surveys that were asked elsewhere: entered by hand, shown with an interval where the
//! number of answers was published, and without one where it was not.

use super::acting;
use crate::{Act, Ctx, Error, Faults, Result};
use copia_domain::{
    fields::{self, Fault},
    ids::PublishedSurveyId,
    policy::acts::{BuildSurvey, ReadSurveys},
    surveys::{
        TITLE,
        elsewhere::published::{Figure, Wrong, figures as read, number},
    },
    time::Day,
};
use copia_store::{Tx, surveys::published as kept};

pub use kept::{PublishedFigure, PublishedSurvey};

/// A report, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PublishedInput<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who published it.
    pub publisher: &'a str,
    /// Its address.
    pub address: &'a str,
    /// The first day for answers.
    pub since: &'a str,
    /// The last one.
    pub until: &'a str,
    /// How many were asked.
    pub asked: &'a str,
    /// The figures, one on each line.
    pub figures: &'a str,
    /// The version that was read; -1 for none.
    pub version: i64,
}

/// A report with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The report.
    pub survey: PublishedSurvey,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// All reports, the last that was entered first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn list(ctx: &Ctx) -> Result<Vec<PublishedSurvey>> {
    let _permit = ctx.viewer.on_site().permit::<ReadSurveys>()?;
    Ok(kept::list(&mut ctx.read().await?).await?)
}

/// A report.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`].
pub async fn look(ctx: &Ctx, id: &str) -> Result<Published> {
    let _permit = ctx.viewer.on_site().permit::<ReadSurveys>()?;
    found(&mut ctx.read().await?, id).await
}

/// The form of a report; `None` for a new one.
///
/// # Errors
/// As [`look`].
pub async fn form(ctx: &Ctx, id: Option<&str>) -> Result<Option<Published>> {
    let _permit = ctx.viewer.on_site().permit::<BuildSurvey>()?;
    match id {
        Some(id) => found(&mut ctx.read().await?, id).await.map(Some),
        None => Ok(None),
    }
}

async fn found(tx: &mut Tx, id: &str) -> Result<Published> {
    let id = PublishedSurveyId::parse(id).ok_or(Error::NotFound)?;
    let survey = kept::find(tx, id).await?.ok_or(Error::NotFound)?;
    Ok(Published { figures: kept::figures(tx, id).await?, survey })
}

/// A report as the log keeps it.
fn written(survey: &PublishedSurvey, figures: &[Figure]) -> serde_json::Value {
    let lines: Vec<String> = figures.iter().map(Figure::line).collect();
    serde_json::json!({ "title": survey.title, "publisher": survey.publisher, "figures": lines })
}

/// Deletes a report with its figures. Claims that rest on them lose what they rest on, and say so.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Stale`].
pub async fn delete(ctx: &Ctx, id: &str, version: i64) -> Result<()> {
    let standing = ctx.viewer.on_site();
    let permit = standing.permit::<BuildSurvey>()?;
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let Published { survey, figures } = found(&mut tx, id).await?;
        kept::delete(&mut tx, &permit, survey.id, version).await?;
        let act = Act::by(acting(&standing), "survey.delete_published").on("published_survey", survey.id);
        ctx.audit(&mut tx, act.before(&written(&survey, &figures))).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Keeps a report, or enters one. The outer result is that of every use case; the inner one says which line is no figure.
///
/// # Errors
/// [`Error::Denied`], [`Error::NotFound`]; [`Error::Invalid`]; [`Error::Stale`].
pub async fn write(
    ctx: &Ctx,
    id: Option<&str>,
    input: &PublishedInput<'_>,
) -> Result<Result<PublishedSurveyId, (usize, Wrong)>> {
    let standing = ctx.viewer.on_site();
    let permit = standing.permit::<BuildSurvey>()?;
    let mut faults = Faults::new();
    let title = faults.take("title", fields::line(input.title, TITLE));
    let publisher = faults.take("publisher", fields::line(input.publisher, fields::LINE));
    let address = match input.address.trim() {
        "" => String::new(),
        typed => faults.take("address", fields::web_address(typed)),
    };
    let day = |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => Day::parse(typed).map(Some).ok_or(Fault::NotDate),
    };
    let (since, until) = (faults.take("since", day(input.since)), faults.take("until", day(input.until)));
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        faults.add("until", Fault::EndsBeforeStart);
    }
    let asked: Option<u32> = match input.asked.trim() {
        "" => None,
        typed => faults.take("asked", number(typed).filter(|asked| *asked > 0).map(Some).ok_or(Fault::NotNumber)),
    };
    let figures = read(input.figures);
    let most = figures.iter().flatten().filter_map(|figure| figure.base).max();
    if asked.zip(most).is_some_and(|(asked, most)| asked < most) {
        faults.add("asked", Fault::OutOfRange);
    }
    faults.check()?;
    let figures = match figures {
        Ok(figures) => figures,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let kept = ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        let there = match id {
            Some(id) => Some(found(&mut tx, id).await?),
            None => None,
        };
        let before_figures = there.as_ref().map(|there| there.figures.clone());
        let before = match there {
            Some(there) => there.survey,
            None => PublishedSurvey {
                id: ctx.id(PublishedSurveyId::new),
                title: String::new(),
                publisher: String::new(),
                address: String::new(),
                since: None,
                until: None,
                asked: None,
                entered_at: ctx.now,
                version: 0,
            },
        };
        if id.is_some() && before.version != input.version {
            return Err(Error::Stale);
        }
        let (title, publisher, address) = (title.clone(), publisher.clone(), address.clone());
        let now =
            PublishedSurvey { title, publisher, address, since, until, asked: asked.map(i64::from), ..before.clone() };
        kept::save(&mut tx, &permit, &now, &figures).await?;
        let after = written(&now, &figures);
        let act = match &before_figures {
            Some(figures) => {
                let act = Act::by(acting(&standing), "survey.change_published").on("published_survey", now.id);
                act.before(&written(&before, figures)).after(&after)
            }
            None => Act::by(acting(&standing), "survey.enter_published").on("published_survey", now.id).after(&after),
        };
        ctx.audit(&mut tx, act).await?;
        tx.commit().await?;
        Ok(now.id)
    });
    Ok(Ok(kept.await?))
}
