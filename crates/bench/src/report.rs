//! What was measured, as it is read.

use crate::{
    aims::{self, kb, mb, ratio},
    measured::{CHANGES, Measured},
    process::Memory,
    table::Table,
};
use std::time::Duration;

/// What is not there.
const NONE: &str = "–";

/// The whole report.
pub(crate) fn report(machine: &[String], all: &[Measured], markdown: bool) -> String {
    let item = |line: &String| if markdown { format!("- {line}") } else { line.clone() };
    let heading = |text: &str| if markdown { format!("\n### {text}\n") } else { format!("\n{text}\n") };
    let mut parts: Vec<String> = machine.iter().map(item).collect();
    for measured in all {
        parts.push(heading(&format!("{}, {} people", measured.database, measured.people)));
        parts.push(pages(measured).write(markdown));
        parts.extend(measured.missing.iter().map(|why| format!("Not measured: {why}\n")));
        parts.push(whole(measured));
    }
    parts.push(heading("Aims"));
    parts.push(aims::aims(all).write(markdown));
    parts.join("\n")
}

/// A line for each page.
fn pages(measured: &Measured) -> Table {
    let mut table = Table::new(&[
        "page",
        "CPU ms",
        "× static",
        "database CPU ms",
        "p50 ms",
        "× static",
        "p99 ms",
        "× static",
        "requests/s, 8 at once",
        "static ÷",
        "p99 ms, 8 at once",
        "peak MB",
        "× static",
        "KB",
        "KB sent",
        "first visit KB",
    ]);
    let Some(still) = measured.rows.first() else { return table };
    let times = |time: Duration, base: Duration| format!("{:.1}", time.as_secs_f64() / base.as_secs_f64());
    for row in &measured.rows {
        let sent = row.weight.map(|(own, whole)| (bytes(own), bytes(whole)));
        let (own, whole) = sent.unwrap_or((NONE.to_owned(), NONE.to_owned()));
        table.rows.push(vec![
            row.page.to_owned(),
            ms(row.cpu),
            format!("{:.1}", ratio(row, measured)),
            row.database_cpu.map_or_else(|| NONE.to_owned(), ms),
            ms(row.p50),
            times(row.p50, still.p50),
            ms(row.p99),
            times(row.p99, still.p99),
            format!("{:.0}", row.rate),
            format!("{:.1}", still.rate / row.rate),
            ms(row.p99_busy),
            mb(row.peak),
            times(Duration::from_millis(row.peak), Duration::from_millis(still.peak)),
            if row.bytes == 0 { NONE.to_owned() } else { bytes(row.bytes) },
            own,
            whole,
        ]);
    }
    table
}

/// What concerns the process as a whole.
fn whole(measured: &Measured) -> String {
    let (middle, longest) = measured.started_in;
    let requests = measured.rows.first().map_or(0, |row| row.requests);
    let changes = measured.rows.iter().find(|row| row.page == CHANGES).map_or(0, |row| row.requests);
    let memory = |memory: Memory| {
        let Memory { private, files, index } = memory;
        format!(
            "{} MB ({} MB of it pages of the program's and the database's files; mapped index files apart: {} MB)",
            mb(private),
            mb(files),
            mb(index)
        )
    };
    format!(
        "CPU is the mean of {requests} requests on one connection that stays open ({changes} for joining and leaving). \
         The demonstration was built in {:.1} s; on the database that is there the first answer came after {} ms \
         (at most {} ms). Private memory after a start and 30 s at rest: {}; after all the load and 30 s: {}.\n",
        measured.built_in.as_secs_f64(),
        ms(middle),
        ms(longest),
        memory(measured.idle),
        memory(measured.idle_after),
    )
}

/// Milliseconds with three figures that say something.
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    match ms {
        ms if ms < 1.0 => format!("{ms:.3}"),
        ms if ms < 10.0 => format!("{ms:.2}"),
        ms => format!("{ms:.1}"),
    }
}

fn bytes(count: usize) -> String {
    format!("{:.1}", kb(u64::try_from(count).unwrap_or(u64::MAX)))
}
