//! Checks everything that the public pages state against what stands behind it.
//!
//! What was taken over is checked against its row of the record: the row against its seal, and what is kept against
//! what the same reader makes of the row today. What is computed is counted anew. What somebody wrote is checked against
//! its seal and its evidence, and each publication against its seal.

use super::{computed, views::page_at};
use crate::{
    Result,
    imports::{
        self,
        record::{FILES, Record},
    },
};
use copia_domain::{
    claims::{Finding, Origin},
    counters::Counter,
    ids::{ClaimId, RecordRowId},
    time::When,
};
use copia_store::{Db, Meter, Tx, counters, impact, imports::RecordRow, news, recognition};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One thing that is stated, and what its check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it is known by: the key of a claim, or the kind and title of something else.
    pub key: String,
    /// What is stated.
    pub statement: String,
    /// What was found.
    pub finding: Finding,
    /// The claim, where it is one.
    pub claim: Option<ClaimId>,
}

/// Checks everything that has a mark on the page of impact, as a visitor sees it: one for each mark.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn marks(db: &Db) -> Result<Vec<Checked>> {
    let mut tx = db.read(&Meter::default()).await?;
    let mut marks = page_at(&mut tx, When::default(), false).await?.marks();
    marks.extend(crate::claims::on_page(&mut tx).await?);
    drop(tx);
    let checked = doctor(db).await?;
    Ok(checked.into_iter().filter(|one| one.claim.is_some_and(|id| marks.contains(&id))).collect())
}

/// Checks every claim, publication, quote, recognition, news summary and sighting of a community. It only reads, so it may run
/// beside a process that serves.
///
/// # Errors
/// [`crate::Error::Store`].
pub async fn doctor(db: &Db) -> Result<Vec<Checked>> {
    let mut tx = db.read(&Meter::default()).await?;
    let rows = Rows::read(copia_store::imports::rows(&mut tx).await?);
    let counted: BTreeMap<_, _> = counters::counted(&mut tx).await?.into_iter().collect();
    let mut all = claims(&mut tx, &rows, &counted).await?;
    all.extend(crate::claims::checked(&mut tx, &counted).await?);
    all.extend(crate::publications::checked(&mut tx).await?);
    for quote in impact::quotes(&mut tx).await? {
        let stated = json!([quote.survey, quote.theme, quote.summary]);
        let kept = imports::text(&stated, &quote.source_code, &quote.source_title, &quote.source_address);
        all.push(rows.check("quote", &quote.summary, quote.record_row_id, kept));
    }
    for item in recognition::list(&mut tx).await? {
        let stated = json!([item.held, item.kind, item.title, item.body, item.category, item.result, item.note]);
        let kept = imports::text(&stated, &item.source_code, &item.source_title, &item.source_address);
        all.push(rows.check("recognition", &item.title, item.record_row_id, kept));
    }
    for item in news::recorded(&mut tx).await? {
        let (code, title) = (item.source_code.unwrap_or_default(), item.source_title.unwrap_or_default());
        let stated = json!([item.published, item.kind, item.title, item.summary]);
        let kept = imports::text(&stated, &code, &title, &item.source_address.unwrap_or_default());
        all.push(rows.check("news", &item.title, item.record_row_id, kept));
    }
    for seen in copia_store::imports::recorded_sightings(&mut tx).await? {
        let stated = json!([seen.as_of, seen.seen_as, seen.announced]);
        let kept = imports::text(&stated, &seen.source, &seen.source_title, &seen.source_address);
        all.push(rows.check("community", &seen.name, seen.record_row_id, kept));
    }
    Ok(all)
}

async fn claims(tx: &mut Tx, rows: &Rows, counted: &BTreeMap<Counter, i64>) -> Result<Vec<Checked>> {
    let shown: BTreeMap<_, _> = counters::all(tx).await?.into_iter().map(|row| (row.counter, row.value)).collect();
    let evidence = impact::evidence(tx, None).await?;
    let mut all = Vec::new();
    for claim in impact::claims(tx, true).await? {
        let behind = evidence.iter().find(|evidence| evidence.claim_id == claim.id);
        let figure = claim.figure();
        let finding = match (figure.origin, figure.definition, behind) {
            (_, _, None) => Finding::NoEvidence,
            (Origin::Computed, Some(counter), _) => {
                let value = |values: &BTreeMap<_, i64>| values.get(&counter).copied().unwrap_or(0).to_string();
                if claim.key == computed::key(counter) && figure != computed::figure(counter) {
                    let expected = computed::figure(counter);
                    Finding::Differs { claimed: json!(figure).to_string(), found: json!(expected).to_string() }
                } else {
                    compare(value(&shown), value(counted))
                }
            }
            // Those that somebody wrote are checked by their seals.
            (Origin::Computed | Origin::Written, None, _) | (Origin::Written, _, _) => Finding::NoEvidence,
            (Origin::Survey | Origin::PublishedElsewhere, _, Some(behind)) => {
                let page = [&behind.source_code, &behind.source_title, &behind.source_address];
                let [code, title, address] = page.map(|part| part.as_deref().unwrap_or_default());
                rows.compare(behind.record_row_id, imports::text(&figure, code, title, address))
            }
        };
        all.push(Checked { key: claim.key, statement: claim.statement, finding, claim: Some(claim.id) });
    }
    Ok(all)
}

fn compare(claimed: String, found: String) -> Finding {
    if claimed == found { Finding::Equal } else { Finding::Differs { claimed, found } }
}

/// What each row of the record says when it is read today.
struct Rows(BTreeMap<RecordRowId, Result<String, String>>);

impl Rows {
    fn read(rows: Vec<RecordRow>) -> Self {
        let mut said = BTreeMap::new();
        // Rows whose seal is broken are left out, and so are rows that cannot be read; what refers to them then
        // cannot be read either, so reading starts again until all that is left is sound.
        let (mut sound, broken): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_sealed);
        said.extend(broken.into_iter().map(|row| (row.id, Err(format!("the seal of row {} is broken", row.line)))));
        loop {
            let files = rebuild(&sound);
            let row_at = |file: &str, line: u64| {
                let place = usize::try_from(line).ok()?.checked_sub(2)?;
                sound.iter().filter(|row| row.file == file).nth(place).map(|row| row.id)
            };
            match Record::parse(&|name| files.get(name).cloned()) {
                Ok(record) => {
                    for stated in imports::stated(&record) {
                        if let Some(row) = row_at(stated.file, stated.line) {
                            said.insert(row, Ok(stated.text));
                        }
                    }
                    return Self(said);
                }
                Err(faults) => {
                    let before = sound.len();
                    for fault in &faults {
                        if let Some(row) = row_at(fault.file, fault.row) {
                            said.insert(row, Err(fault.to_string()));
                        }
                    }
                    sound.retain(|row| !said.contains_key(&row.id));
                    if sound.len() == before {
                        return Self(said);
                    }
                }
            }
        }
    }

    fn compare(&self, row: Option<RecordRowId>, kept: String) -> Finding {
        match row.map(|row| self.0.get(&row)) {
            None | Some(None) => Finding::NoEvidence,
            Some(Some(Ok(said))) => compare(kept, said.clone()),
            Some(Some(Err(fault))) => Finding::Differs { claimed: kept, found: fault.clone() },
        }
    }

    fn check(&self, kind: &str, statement: &str, row: Option<RecordRowId>, kept: String) -> Checked {
        let finding = self.compare(row, kept);
        Checked { key: format!("{kind}:{statement}"), statement: statement.to_owned(), finding, claim: None }
    }
}

fn is_sealed(row: &RecordRow) -> bool {
    imports::digest(&row.file, row.line, &row.content) == row.digest
}

/// The files of a record again, from their rows.
fn rebuild(rows: &[RecordRow]) -> BTreeMap<&'static str, String> {
    let file = |(name, columns): (&'static str, &'static [&'static str])| {
        let mut lines = csv::Writer::from_writer(Vec::new());
        // Into a buffer in memory nothing can fail to be written.
        let _ = lines.write_record(columns);
        for row in rows.iter().filter(|row| row.file == name) {
            let cells: Value = serde_json::from_str(&row.content).unwrap_or_default();
            let cell = |column: &&str| cells.get(*column).and_then(Value::as_str).unwrap_or_default().to_owned();
            let _ = lines.write_record(columns.iter().map(cell));
        }
        let text = lines.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok());
        (name, text.unwrap_or_default())
    };
    FILES.into_iter().map(file).collect()
}
