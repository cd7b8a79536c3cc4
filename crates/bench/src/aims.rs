//! What was aimed for, and whether it is met.

use crate::{
    measured::{Measured, Row},
    report::ms,
    table::Table,
};
use std::time::Duration;

/// The static page's CPU times that the community page may cost a member, on SQLite.
const PAGE: f64 = 40.0;
/// Private memory at rest at 2,500 people, in kB; mapped files of the index apart.
const IDLE: u64 = 64 * 1024;
/// From starting the process to its first answer, on a database that is there.
const START: Duration = Duration::from_millis(200);
/// How much dearer a page may be at the largest number of people than at the smallest.
const GROWTH: f64 = 1.3;
/// Bytes of a page as sent, with all that a first visit loads.
const WEIGHT: usize = 60_000;

/// How many times the CPU of the static page in the same run.
pub(crate) fn ratio(row: &Row, measured: &Measured) -> f64 {
    let still = measured.rows.first().map_or(Duration::ZERO, |still| still.cpu);
    row.cpu.as_secs_f64() / still.as_secs_f64().max(f64::MIN_POSITIVE)
}

/// The same with what PostgreSQL spent.
fn whole_ratio(row: &Row, measured: &Measured) -> f64 {
    ratio(&Row { cpu: row.cpu.saturating_add(row.database_cpu.unwrap_or_default()), ..row.clone() }, measured)
}

/// A table of aims: what was measured, and by how much each is met or missed.
pub(crate) fn table() -> Table {
    Table::new(&["aim", "at most", "measured", ""])
}

/// Adds an aim; the share of what it allows that was measured.
pub(crate) fn add(table: &mut Table, aim: String, most: String, measured: String, share: f64) {
    let verdict = if share <= 1.0 { "met" } else { "missed" };
    table.rows.push(vec![aim, most, measured, format!("{verdict}: {:.0} % of it", share * 100.0)]);
}

/// The aims of the pages.
pub(crate) fn aims(all: &[Measured]) -> Table {
    let mut table = table();
    let mut add = |aim, most, measured, share| add(&mut table, aim, most, measured, share);
    for measured in all {
        let of = |what: &str| format!("{what}, {}, {} people", measured.database, measured.people);
        if measured.database == "SQLite" {
            for row in measured.rows.iter().filter(|row| row.page == "community, member") {
                let times = ratio(row, measured);
                add(
                    of("CPU of a member's community page"),
                    format!("{PAGE:.0} static pages"),
                    format!("{times:.1}"),
                    times / PAGE,
                );
            }
        }
        if measured.people <= 2500 {
            for (when, memory) in [("after a start", measured.idle), ("after the load", measured.idle_after)] {
                let most = format!("{} MB", IDLE / 1024);
                add(
                    of(&format!("private memory at rest {when}")),
                    most,
                    format!("{} MB", mb(memory.private)),
                    share(memory.private, IDLE),
                );
            }
        }
        let (middle, _) = measured.started_in;
        let start = middle.as_secs_f64() / START.as_secs_f64();
        add(of("start to first answer"), format!("{} ms", START.as_millis()), format!("{} ms", ms(middle)), start);
        let heaviest = measured.rows.iter().filter_map(|row| Some((row.weight?.1, row.page))).max();
        if let Some((bytes, page)) = heaviest {
            let most = format!("{} KB", WEIGHT / 1000);
            let heavy = u64::try_from(bytes).unwrap_or(u64::MAX);
            let measured = format!("{:.1} KB ({page})", kb(heavy));
            add(of("heaviest first visit"), most, measured, share(heavy, WEIGHT as u64));
        }
    }
    for (small, large) in growing(all) {
        for (few, many) in small.rows.iter().zip(&large.rows).filter(|(few, _)| few.page != "static page") {
            let growth = whole_ratio(many, large) / whole_ratio(few, small).max(f64::MIN_POSITIVE);
            let aim = format!("{}: {} people against {}, {}", few.page, large.people, small.people, small.database);
            add(aim, format!("{GROWTH} times"), format!("{growth:.2}"), growth / GROWTH);
        }
    }
    table
}

/// The runs on the same database with the fewest and the most people.
fn growing(all: &[Measured]) -> Vec<(&Measured, &Measured)> {
    let pair = |database: &str| {
        let of = || all.iter().filter(|measured| measured.database == database);
        let small = of().min_by_key(|measured| measured.people)?;
        let large = of().max_by_key(|measured| measured.people)?;
        (small.people < large.people).then_some((small, large))
    };
    ["SQLite", "PostgreSQL"].into_iter().filter_map(pair).collect()
}

#[expect(clippy::cast_precision_loss, reason = "bytes of a page, or kB of a process")]
fn share(value: u64, most: u64) -> f64 {
    value as f64 / most as f64
}

/// Bytes in thousands.
#[expect(clippy::cast_precision_loss, reason = "bytes of a page")]
pub(crate) fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

/// kB as MB.
#[expect(clippy::cast_precision_loss, reason = "kB of a process")]
pub(crate) fn mb(kb: u64) -> String {
    format!("{:.1}", kb as f64 / 1024.0)
}
