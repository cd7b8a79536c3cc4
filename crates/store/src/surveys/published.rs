//! Figures that others published of surveys that were asked elsewhere. They are entered by hand, and nothing of a single
//! answer is in them.

use crate::{
    Error, Result, Tx,
    row::record,
    sql::{Arg, id_list},
};
use copia_domain::{
    ids::PublishedSurveyId,
    policy::{Permit, acts::BuildSurvey},
    surveys::elsewhere::published::Figure,
    time::{Day, When},
    value::ValueType,
};

statements! {
    LIST = "SELECT id, title, publisher, address, since, until, asked, entered_at, version FROM published_surveys
            ORDER BY entered_at DESC, id";
    FIND = "SELECT id, title, publisher, address, since, until, asked, entered_at, version FROM published_surveys
            WHERE id = $1";
    SAVE = "INSERT INTO published_surveys (id, title, publisher, address, since, until, asked, entered_at, version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET title = excluded.title, publisher = excluded.publisher,
              address = excluded.address, since = excluded.since, until = excluded.until, asked = excluded.asked,
              version = excluded.version
            WHERE published_surveys.version = excluded.version - 1";
    AMONG = "SELECT f.survey_id, s.title, s.publisher, s.address, s.since, s.until, s.asked,
               f.statement, f.percent, f.agreed, f.base, f.value_type
             FROM published_figures f JOIN published_surveys s ON s.id = f.survey_id
             WHERE f.survey_id IN (SELECT unhex(value) FROM json_each($1)) OR $1 IS NULL
             ORDER BY s.entered_at DESC, s.id, f.position";
    DELETE = "DELETE FROM published_surveys WHERE id = $1 AND version = $2";
    FORGET_FIGURES = "DELETE FROM published_figures WHERE survey_id = $1";
    ADD_FIGURE = "INSERT INTO published_figures (survey_id, position, statement, percent, agreed, base, value_type)
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

record! {
    /// A report on a survey that was asked elsewhere.
    pub struct PublishedSurvey {
        /// Which.
        id: PublishedSurveyId,
        /// Its title.
        title: String,
        /// Who published it.
        publisher: String,
        /// Where; nothing where it has no address.
        address: String,
        /// The first day on which people could answer, where that was published.
        since: Option<Day>,
        /// The last one.
        until: Option<Day>,
        /// How many were asked, where that was published.
        asked: Option<i64>,
        /// When it was entered.
        entered_at: When,
        /// Raised with each change; 0 for one that is not kept yet.
        version: i64,
    }

    struct Among {
        survey_id: PublishedSurveyId,
        title: String,
        publisher: String,
        address: String,
        since: Option<Day>,
        until: Option<Day>,
        asked: Option<i64>,
        statement: String,
        percent: i64,
        agreed: Option<i64>,
        base: Option<i64>,
        value_type: Option<ValueType>,
    }
}

/// A figure with the report that it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFigure {
    /// Which report.
    pub survey_id: PublishedSurveyId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where; nothing where it has no address.
    pub address: String,
    /// The first day on which people could answer, where that was published.
    pub since: Option<Day>,
    /// The last one.
    pub until: Option<Day>,
    /// How many were asked, where that was published.
    pub asked: Option<i64>,
    /// The figure.
    pub figure: Figure,
}

/// All of them, the last that was entered first.
///
/// # Errors
/// [`Error::Database`].
pub async fn list(tx: &mut Tx) -> Result<Vec<PublishedSurvey>> {
    tx.all(LIST, args![]).await
}

/// One of them.
///
/// # Errors
/// [`Error::Database`].
pub async fn find(tx: &mut Tx, id: PublishedSurveyId) -> Result<Option<PublishedSurvey>> {
    tx.optional(FIND, args![id]).await
}

/// Its figures, as they were entered.
///
/// # Errors
/// [`Error::Database`].
pub async fn figures(tx: &mut Tx, id: PublishedSurveyId) -> Result<Vec<Figure>> {
    Ok(among(tx, Some(vec![id])).await?.into_iter().map(|one| one.figure).collect())
}

/// The figures of these reports, or of all, those of the report that was entered last coming first.
///
/// # Errors
/// [`Error::Database`].
pub async fn among(tx: &mut Tx, ids: Option<Vec<PublishedSurveyId>>) -> Result<Vec<PublishedFigure>> {
    let ids = ids.map_or(Arg::Text(None), id_list);
    let rows: Vec<Among> = tx.all(AMONG, args![ids]).await?;
    let number = |count: i64| u32::try_from(count).unwrap_or(0);
    let read = |row: Among| PublishedFigure {
        survey_id: row.survey_id,
        title: row.title,
        publisher: row.publisher,
        address: row.address,
        since: row.since,
        until: row.until,
        asked: row.asked,
        figure: Figure {
            statement: row.statement,
            percent: number(row.percent),
            count: row.agreed.map(number),
            base: row.base.map(number),
            value_type: row.value_type,
        },
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Deletes a report with its figures, as it was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub async fn delete(tx: &mut Tx, _permit: &Permit<BuildSurvey>, id: PublishedSurveyId, version: i64) -> Result<()> {
    tx.execute(FORGET_FIGURES, args![id]).await?;
    if tx.execute(DELETE, args![id, version]).await? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Keeps a report as it is now, with its figures; its version is the one that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub async fn save(tx: &mut Tx, _permit: &Permit<BuildSurvey>, one: &PublishedSurvey, figures: &[Figure]) -> Result<()> {
    let args = args![
        one.id,
        &one.title,
        &one.publisher,
        &one.address,
        one.since,
        one.until,
        one.asked,
        one.entered_at,
        one.version + 1
    ];
    if tx.execute(SAVE, args).await? != 1 {
        return Err(Error::Stale);
    }
    tx.execute(FORGET_FIGURES, args![one.id]).await?;
    let row = |(position, figure): (i64, &Figure)| {
        args![
            one.id,
            position,
            &figure.statement,
            i64::from(figure.percent),
            figure.count.map(i64::from),
            figure.base.map(i64::from),
            figure.value_type
        ]
    };
    let rows: Vec<_> = (1..).zip(figures).map(row).collect();
    tx.insert_all(ADD_FIGURE, rows).await
}
