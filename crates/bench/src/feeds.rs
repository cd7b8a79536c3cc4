//! What a calendar of a thousand events costs: the public one, somebody's own, and one that has not changed.

use crate::{
    client::{Client, Request},
    failure::Failure,
    hosting::{Host, Plan},
    load::{self, Bounds},
    postgres::Postgres,
    process,
    report::ms,
    server::{Server, Site},
    table::Table,
};
use std::time::Duration;

/// Hours of a day at which events start.
const HOURS: usize = 10;

/// What was measured.
#[derive(Debug)]
pub(crate) struct Feeds {
    events: usize,
    rows: Vec<Row>,
    /// Whatever is not as it has to be.
    pub(crate) faults: Vec<String>,
}

/// What one file cost.
#[derive(Debug)]
struct Row {
    name: &'static str,
    cpu: Duration,
    database: Option<Duration>,
    p50: Duration,
    p99: Duration,
    /// Bytes of the body.
    bytes: usize,
}

/// Measures the calendars of so many events, with so many requests to each.
pub(crate) fn measure(
    site: &Site,
    postgres: Option<&Postgres>,
    events: usize,
    requests: usize,
    say: &mut dyn FnMut(&str),
) -> Result<Feeds, Failure> {
    let server = site.start()?;
    server.settle()?;
    let mut client = Client::connect(server.address)?;
    let host = Host::sign_in(&mut client)?;
    say(&format!("  {events} events are announced"));
    for number in 0..events {
        // From the first of June on, ten a day, three hundred a month.
        let (day, month) = (number / HOURS % 28 + 1, number / HOURS / 28);
        let date = format!("{}-{:02}-{day:02}", 2026 + (month + 5) / 12, (month + 5) % 12 + 1);
        let title = format!("Bench event {number}");
        let plan = Plan { title: &title, audience: "public", date: &date, hour: 8 + number % HOURS, seats: 20 };
        host.announce(&mut client, &plan)?;
    }
    host.post(&mut client, "/me/calendar", &[])?;
    let page = client.send(&host.person.get(server.address, "/me/calendar"))?.text();
    let own = page.split_once("/calendars/").and_then(|(_, rest)| rest.split_once(".ics"));
    let own = own.map(|(path, _)| format!("/calendars/{path}.ics"));
    let own = own.ok_or_else(|| Failure::Answer("nobody is given a calendar of their own".to_owned()))?;
    server.settle()?;
    let mut feeds = Feeds { events, rows: Vec::new(), faults: Vec::new() };
    let cases = [("static page", "/demo/static"), ("public calendar", "/calendar.ics"), ("own calendar", own.as_str())];
    for (name, path) in cases {
        say(&format!("  {name}"));
        let plain = Request::get(server.address, path, None);
        // A connection of its own: between two cases a server does not keep one.
        let answer = Client::connect(server.address)?.send(&plain)?;
        feeds.rows.push(timed(&server, postgres, name, &plain, 200, requests)?);
        if name == "static page" {
            continue;
        }
        let count = answer.text().matches("BEGIN:VEVENT").count();
        if count < events {
            feeds.faults.push(format!("the {name} has {count} of {events} events"));
        }
        match answer.headers("etag").next() {
            None => feeds.faults.push(format!("the {name} has no tag")),
            Some(tag) => {
                let name =
                    if name == "own calendar" { "own calendar, unchanged" } else { "public calendar, unchanged" };
                let asked = Request::get_if_changed(server.address, path, tag);
                feeds.rows.push(timed(&server, postgres, name, &asked, 304, requests)?);
            }
        }
    }
    server.stop()?;
    Ok(feeds)
}

fn timed(
    server: &Server,
    postgres: Option<&Postgres>,
    name: &'static str,
    request: &Request,
    expected: u16,
    requests: usize,
) -> Result<Row, Failure> {
    let requests_of = |requests: usize| Bounds { requests, time: Duration::from_mins(2) };
    let mut client = Client::connect(server.address)?;
    let request = std::slice::from_ref(request);
    // What is loaded or prepared once is not part of what a request costs.
    load::sequence(&mut client, request, expected, requests_of((requests / 20).max(2)))?;
    let database = || postgres.map(Postgres::cpu).transpose();
    let (cpu, database_cpu) = (process::cpu(server.pid)?, database()?);
    let timing = load::sequence(&mut client, request, expected, requests_of(requests))?;
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

impl Feeds {
    /// What it came to, as it is read.
    pub(crate) fn text(&self, markdown: bool) -> String {
        let heads = ["calendar", "CPU ms", "× static", "database CPU ms", "p50 ms", "× static", "p99 ms", "KB"];
        let mut table = Table::new(&heads);
        let still = self.rows.first().map_or((Duration::ZERO, Duration::ZERO), |row| (row.cpu, row.p50));
        let times = |time: Duration, base: Duration| {
            format!("{:.1}", time.as_secs_f64() / base.as_secs_f64().max(f64::MIN_POSITIVE))
        };
        for row in &self.rows {
            table.rows.push(vec![
                row.name.to_owned(),
                ms(row.cpu),
                times(row.cpu, still.0),
                row.database.map_or_else(|| "–".to_owned(), ms),
                ms(row.p50),
                times(row.p50, still.1),
                ms(row.p99),
                format!("{:.1}", crate::aims::kb(u64::try_from(row.bytes).unwrap_or(u64::MAX))),
            ]);
        }
        let faults = [vec![format!("faults: {} (none)", self.faults.len())], self.faults.clone()].concat().join("\n");
        format!("{} events\n\n{}\n{faults}\n", self.events, table.write(markdown))
    }
}
