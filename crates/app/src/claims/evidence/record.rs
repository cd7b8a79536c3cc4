//! A figure of the imported record: the row as it was read, and the figure that was taken over from it and is still shown.

use super::{What, digest, gone, there};
use crate::{Result, imports};
use copia_domain::{
    claims::{EvidenceKind, Measure, Says},
    ids::RecordRowId,
};
use copia_store::{
    Tx,
    claims::{self, Behind},
};

pub(super) async fn say(tx: &mut Tx, of: &[Behind]) -> Result<Vec<(What, Says)>> {
    let id = |behind: &Behind| behind.reference.as_deref().and_then(RecordRowId::parse);
    let rows = claims::rows(tx, of.iter().filter_map(id).collect()).await?;
    let one = |behind: &Behind| {
        let row = rows.iter().find(|row| Some(row.id) == id(behind));
        let is_whole = |row: &&claims::RowSays| imports::digest(&row.file, row.line, &row.content) == row.digest;
        let Some(row) = row.filter(is_whole).filter(|row| row.shown == Some(true)) else {
            return gone(EvidenceKind::Record);
        };
        let statement = row.statement.clone().unwrap_or_default();
        let seal = digest(&(&row.digest, &statement, row.value, row.base_n));
        // A share of those who agreed was found by asking them.
        let is_self_report = row.measure == Some(Measure::PercentAgree);
        let says = Says { value: row.value, base: row.base_n, is_self_report, ..there(EvidenceKind::Record, seal) };
        (What::Record { statement, file: row.file.clone(), line: row.line }, says)
    };
    Ok(of.iter().map(one).collect())
}
