//! The log as a file. Taking it away is written into the log itself.

use super::{Asked, filter, sentence};
use crate::{Act, Ctx, Error, Result, tables::table};
use copia_domain::policy::{Role, acts::ReadAuditLog};
use copia_store::audit::{self, AuditEvent};
use serde_json::{Value, json};

/// Rows in a file at most, the newest; older ones are had by narrowing the dates.
pub const MOST_ROWS: i64 = 100_000;

copia_domain::choices! {
    /// The kinds of file.
    Format {
        /// A table with a heading, for spreadsheets.
        Csv = "csv",
        /// One JSON object on each line, for programs.
        Jsonl = "jsonl",
    }
}

/// A file to take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The rows that fit, newest first, as a file.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] as for the page.
pub async fn download(ctx: &Ctx, asked: Asked<'_>, format: Format) -> Result<Download> {
    let name = format!("audit-{}.{format}", ctx.today());
    let permit = ctx.viewer.on_site().permit::<ReadAuditLog>()?;
    // Many rows take their time, and nobody else should wait for it: only the one row is written.
    let mut tx = ctx.read().await?;
    let filter = filter(ctx, &mut tx, asked).await?;
    let events = audit::list(&mut tx, &permit, &filter, MOST_ROWS, 0).await?;
    drop(tx);
    let role = if ctx.viewer.is(Role::Auditor) { Role::Auditor } else { Role::ProgrammeManager };
    // Names and addresses would outlast the people: the row holds their ids.
    let taken = json!({
        "rows": events.len(), "format": format, "who": filter.actors, "about": filter.people,
        "community": filter.community, "action": filter.action, "from": asked.from, "until": asked.until,
    });
    ctx.retry(|| async {
        let mut tx = ctx.write().await?;
        ctx.audit(&mut tx, Act::by(role, "audit.download").after(&taken)).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    match format {
        Format::Csv => Ok(Download { name, media_type: "text/csv; charset=utf-8", bytes: csv(ctx, &events)? }),
        Format::Jsonl => Ok(Download { name, media_type: "application/jsonl", bytes: jsonl(ctx, &events)? }),
    }
}

const COLUMNS: [&str; 17] = [
    "at",
    "sentence",
    "actor",
    "actor_id",
    "acting_as",
    "action",
    "record_kind",
    "record_id",
    "community",
    "community_id",
    "person",
    "person_id",
    "before",
    "after",
    "request_id",
    "address",
    "device",
];

fn cells(ctx: &Ctx, event: &AuditEvent) -> [Option<String>; 17] {
    let e = event.clone();
    [
        Some(e.at.timestamp().to_string()),
        Some(sentence(&ctx.words, event)),
        e.actor,
        e.actor_id.map(|id| id.to_string()),
        Some(e.acting_as),
        Some(e.action),
        Some(e.record_kind),
        e.record_id.map(|id| id.to_string()),
        e.community,
        e.community_id.map(|id| id.to_string()),
        e.person,
        e.person_id.map(|id| id.to_string()),
        e.before,
        e.after,
        e.request_id.map(|id| id.to_string()),
        e.address,
        e.device,
    ]
}

fn csv(ctx: &Ctx, events: &[AuditEvent]) -> Result<Vec<u8>> {
    table(&COLUMNS, events.iter().map(|event| cells(ctx, event).map(Option::unwrap_or_default)))
}

fn jsonl(ctx: &Ctx, events: &[AuditEvent]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for event in events {
        let mut line = serde_json::Map::new();
        for (column, cell) in COLUMNS.iter().zip(cells(ctx, event)) {
            let value = match (*column, cell) {
                // They are stored as JSON.
                ("before" | "after", Some(json)) => serde_json::from_str(&json).unwrap_or(Value::String(json)),
                (_, cell) => cell.map_or(Value::Null, Value::String),
            };
            line.insert((*column).to_owned(), value);
        }
        serde_json::to_writer(&mut bytes, &line).map_err(|error| Error::Internal(error.to_string()))?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
