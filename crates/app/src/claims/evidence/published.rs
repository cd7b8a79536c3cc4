//! A figure that others published of a survey: the statement and the share as they stand in the report that was entered
//! here. Whoever changes or deletes it changes it under every claim.

use super::{What, digest, gone, there};
use crate::Result;
use copia_domain::{
    claims::{EvidenceKind, Says},
    ids::PublishedSurveyId,
};
use copia_store::{
    Tx,
    claims::Behind,
    surveys::published::{PublishedFigure, among},
};

/// What names a figure as evidence: its report and its statement, wherever it stands in the report.
pub(crate) fn reference(one: &PublishedFigure) -> String {
    format!("{}/{}", one.survey_id, &digest(&one.figure.statement)[..16])
}

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let reports =
        of.iter().filter_map(|behind| PublishedSurveyId::parse(behind.reference.as_deref()?.split('/').next()?));
    let found = among(tx, Some(reports.collect())).await?;
    let one = |behind: &Behind| {
        let named = |one: &&PublishedFigure| Some(reference(one)) == behind.reference;
        let Some(found) = found.iter().find(named) else { return gone(EvidenceKind::Published) };
        let figure = &found.figure;
        let of_report = (&found.title, &found.publisher, &found.address, found.since, found.until, found.asked);
        let seal = digest(&(of_report, &figure.statement, figure.percent, figure.count, figure.base));
        let what = What::Published {
            statement: figure.statement.clone(),
            report: found.title.clone(),
            publisher: found.publisher.clone(),
            address: found.address.clone(),
            since: found.since,
            until: found.until,
            asked: found.asked,
        };
        let (value, base) = (Some(i64::from(figure.percent)), figure.base.map(i64::from));
        (what, Says { value, base, ..there(EvidenceKind::Published, seal) })
    };
    Ok(of.iter().map(one).collect())
}
