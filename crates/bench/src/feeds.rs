//! What a calendar of a thousand events costs: the public one, somebody's own, and one that has not changed.

use crate::{
    client::{Client, Request},
    failure::Failure,
    hosting::{Host, Plan},
    load::Bounds,
    postgres::Postgres,
    priced::{self, Row},
    server::Site,
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
    let bounds = Bounds { requests, time: Duration::from_mins(2) };
    let mut feeds = Feeds { events, rows: Vec::new(), faults: Vec::new() };
    let cases = [("static page", "/demo/static"), ("public calendar", "/calendar.ics"), ("own calendar", own.as_str())];
    for (name, path) in cases {
        say(&format!("  {name}"));
        let plain = Request::get(server.address, path, None);
        // A connection of its own: between two cases a server does not keep one.
        let answer = Client::connect(server.address)?.send(&plain)?;
        feeds.rows.push(priced::measure(&server, postgres, name, &plain, 200, bounds)?);
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
                feeds.rows.push(priced::measure(&server, postgres, name, &asked, 304, bounds)?);
            }
        }
    }
    server.stop()?;
    Ok(feeds)
}

impl Feeds {
    /// What it came to, as it is read.
    pub(crate) fn text(&self, markdown: bool) -> String {
        let table = priced::table("calendar", &self.rows);
        let faults = [vec![format!("faults: {} (none)", self.faults.len())], self.faults.clone()].concat().join("\n");
        format!("{} events\n\n{}\n{faults}\n", self.events, table.write(markdown))
    }
}
