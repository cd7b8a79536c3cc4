//! What pages and files cost, each against the static page of the same run.

use crate::{
    client::{Client, Request},
    failure::Failure,
    load::{self, Bounds},
    postgres::Postgres,
    process,
    report::ms,
    server::Server,
    table::Table,
};
use std::time::Duration;

/// What one page or file cost.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) cpu: Duration,
    pub(crate) database: Option<Duration>,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    /// Bytes of the body.
    pub(crate) bytes: usize,
}

/// Sends a request over and over on one connection that stays open.
pub(crate) fn measure(
    server: &Server,
    postgres: Option<&Postgres>,
    name: &'static str,
    request: &Request,
    expected: u16,
    bounds: Bounds,
) -> Result<Row, Failure> {
    let mut client = Client::connect(server.address)?;
    let request = std::slice::from_ref(request);
    // What is loaded or prepared once is not part of what a request costs.
    let warm = Bounds { requests: (bounds.requests / 20).max(2), ..bounds };
    load::sequence(&mut client, request, expected, warm)?;
    let database = || postgres.map(Postgres::cpu).transpose();
    let (cpu, database_cpu) = (process::cpu(server.pid)?, database()?);
    let timing = load::sequence(&mut client, request, expected, bounds)?;
    let cpu = process::cpu(server.pid)?.saturating_sub(cpu);
    let spent = database()?.zip(database_cpu).map(|(after, before)| after.saturating_sub(before));
    let count = u32::try_from(timing.each.len()).unwrap_or(u32::MAX).max(1);
    let bytes = request.first().map_or(Ok(0), |request| client.send(request).map(|answer| answer.body.len()))?;
    Ok(Row {
        name,
        cpu: cpu / count,
        database: spent.map(|spent| spent / count),
        p50: timing.within(0.5),
        p99: timing.within(0.99),
        bytes,
    })
}

/// How many times as long.
pub(crate) fn times(time: Duration, base: Duration) -> f64 {
    time.as_secs_f64() / base.as_secs_f64().max(f64::MIN_POSITIVE)
}

/// A line for each, the static page first: the others are measured against it.
pub(crate) fn table(what: &str, rows: &[Row]) -> Table {
    let mut table =
        Table::new(&[what, "CPU ms", "× static", "database CPU ms", "p50 ms", "× static", "p99 ms", "× static", "KB"]);
    let Some(still) = rows.first() else { return table };
    for row in rows {
        table.rows.push(vec![
            row.name.to_owned(),
            ms(row.cpu),
            format!("{:.1}", times(row.cpu, still.cpu)),
            row.database.map_or_else(|| "–".to_owned(), ms),
            ms(row.p50),
            format!("{:.1}", times(row.p50, still.p50)),
            ms(row.p99),
            format!("{:.1}", times(row.p99, still.p99)),
            format!("{:.1}", crate::aims::kb(u64::try_from(row.bytes).unwrap_or(u64::MAX))),
        ]);
    }
    table
}
