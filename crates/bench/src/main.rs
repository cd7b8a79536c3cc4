//! Measures a built `copia` from outside: `bin/bench` builds it, starts a private PostgreSQL and runs this.
//!
//! Each page is measured on a demonstration of each size on each database, and stated as a ratio to a static page of
//! 20 KB that the same process serves in the same run, because only the ratio can be compared between machines.

mod aims;
mod client;
mod crowd;
mod failure;
mod feeds;
mod hosting;
mod impact;
mod load;
mod machine;
mod measured;
mod postgres;
mod priced;
mod process;
mod report;
mod room;
mod rush;
mod server;
mod table;
mod visitor;
mod weight;

use clap::{Parser, ValueEnum};
use failure::Failure;
use measured::{Case, Extent};
use postgres::Postgres;
use server::Site;
use std::{
    cell::Cell,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Measures the pages of a built copia.
#[derive(Debug, Parser)]
struct Cli {
    /// `quick` sends a tenth of the requests
    extent: Option<Word>,
    /// Print the report as Markdown
    #[arg(long)]
    markdown: bool,
    /// The program to measure
    #[arg(long, value_name = "FILE")]
    copia: PathBuf,
    /// The address of a private PostgreSQL; without it, only SQLite is measured
    #[arg(long, value_name = "URL", requires = "postgres_pid")]
    postgres: Option<String>,
    /// The first process of that PostgreSQL
    #[arg(long, value_name = "PID", requires = "postgres")]
    postgres_pid: Option<i32>,
    /// How many people, for each demonstration
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [2_500, 100_000])]
    people: Vec<u32>,
    /// Measure the room of an event with so many listeners, and nothing else
    #[arg(long, value_name = "N")]
    room: Option<usize>,
    /// Let so many people register for a tenth as many seats, and measure nothing else
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "5000")]
    rush: Option<usize>,
    /// Measure the calendars of so many events, and nothing else
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1000")]
    feeds: Option<usize>,
    /// Let so many people answer a survey, measure what comes of it, the page of impact and the report, and nothing else
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "100000")]
    impact: Option<usize>,
    /// Requests to each page, on one connection and again on several
    #[arg(long, value_name = "N")]
    requests: Option<usize>,
}

/// People who want a seat, events in a calendar, and answers, unless something else is asked for.
const RUSH: usize = 5_000;
const FEEDS: usize = 1_000;
const ANSWERS: usize = 100_000;
/// The fewest people of a demonstration that has everything.
const FEWEST: u32 = 2_500;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Word {
    Quick,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("copia-bench: {failure}"));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Failure> {
    let requests = cli.requests.unwrap_or(if cli.extent.is_some() { 1_000 } else { 10_000 });
    let postgres = cli.postgres.clone().zip(cli.postgres_pid).map(|(url, pid)| Postgres { url, pid });
    let mut about = machine::describe(postgres.as_ref())?;
    let folder = tempfile::tempdir().map_err(Failure::doing("making a folder"))?;
    let parts = Parts { cli, postgres: postgres.as_ref(), folder: folder.path(), requests };
    if cli.room.is_some() || cli.rush.is_some() || cli.feeds.is_some() || cli.impact.is_some() {
        if let Some(listeners) = cli.room {
            parts.room(listeners)?;
        }
        return parts.rest(cli.rush, cli.feeds, cli.impact);
    }
    let before = machine::load();
    let mut all = Vec::new();
    for postgres in std::iter::once(None).chain(postgres.as_ref().map(Some)) {
        for people in &cli.people {
            let case = Case {
                copia: cli.copia.clone(),
                folder: folder.path().to_owned(),
                postgres,
                people: *people,
                extent: Extent { requests },
            };
            all.push(case.measure(&mut say)?);
        }
    }
    about.push(format!("Load of the machine before {before}, after {}", machine::load()));
    let report = report::report(&about, &all, cli.markdown);
    io::stdout().lock().write_all(report.as_bytes()).map_err(Failure::doing("printing"))?;
    let missing: Vec<&str> = all.iter().flat_map(|measured| &measured.missing).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(Failure::Answer(format!("not measured:\n{}", missing.join("\n"))));
    }
    parts.rest(Some(RUSH), Some(FEEDS), Some(ANSWERS))
}

/// What is measured besides pages, on demonstrations of its own.
struct Parts<'a> {
    cli: &'a Cli,
    postgres: Option<&'a Postgres>,
    folder: &'a Path,
    requests: usize,
}

impl Parts<'_> {
    /// Measures something on each database, and prints it.
    fn on_each(
        &self,
        name: &str,
        people: u32,
        measure: impl Fn(&Site, Option<&Postgres>) -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        for postgres in std::iter::once(None).chain(self.postgres.map(Some)) {
            let database = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
            say(&format!("{name} on {database}"));
            let own = format!("copia_bench_{name}");
            let database_url = postgres.map(|postgres| postgres.create(&own)).transpose()?;
            let data = self.folder.join(format!("{name}-{database}"));
            let site = Site { copia: self.cli.copia.clone(), data, database_url, people, settings: Vec::new() };
            let text = measure(&site, postgres)?;
            let head =
                if self.cli.markdown { format!("\n### {name}, {database}\n\n") } else { format!("{database}\n") };
            io::stdout().lock().write_all((head + &text).as_bytes()).map_err(Failure::doing("printing"))?;
            if let Some(postgres) = postgres {
                postgres.drop(&own)?;
            }
        }
        Ok(())
    }

    /// A room, with the fewest people that were asked for.
    fn room(&self, listeners: usize) -> Result<(), Failure> {
        let people = self.cli.people.iter().copied().min().unwrap_or(2_500);
        self.on_each("room", people, |site, _| Ok(room::measure(site, listeners, &mut say)?.text()))
    }

    /// Registering, calendars and evidence. What is not as it has to be fails in the end, when all is printed.
    fn rest(&self, rush: Option<usize>, feeds: Option<usize>, answers: Option<usize>) -> Result<(), Failure> {
        let faults = Cell::new(0);
        // Some of a demonstration's people have left.
        let enough = |people: usize| u32::try_from(people + people / 5).unwrap_or(u32::MAX).max(FEWEST);
        if let Some(people) = rush {
            self.on_each("rush", enough(people), |site, _| {
                let rush = rush::measure(site, people, &mut say)?;
                faults.set(faults.get() + rush.faults.len());
                let item = if self.cli.markdown { "- " } else { "" };
                let lines: Vec<String> = rush.lines().iter().map(|line| format!("{item}{line}")).collect();
                Ok(lines.join("\n") + "\n")
            })?;
        }
        if let Some(events) = feeds {
            self.on_each("feeds", FEWEST, |site, postgres| {
                let feeds = feeds::measure(site, postgres, events, self.requests / 10, &mut say)?;
                faults.set(faults.get() + feeds.faults.len());
                Ok(feeds.text(self.cli.markdown))
            })?;
        }
        if let Some(answers) = answers {
            // Nobody of its people has left.
            let people = u32::try_from(answers).unwrap_or(u32::MAX).max(FEWEST);
            self.on_each("wave", people, |site, postgres| {
                let wave = impact::wave(site, postgres, answers, self.requests / 10, &mut say)?;
                faults.set(faults.get() + wave.faults.len());
                Ok(wave.text(self.cli.markdown))
            })?;
            self.on_each("impact", FEWEST, |site, postgres| {
                Ok(impact::shown(site, postgres, self.requests, &mut say)?.text(self.cli.markdown))
            })?;
        }
        match faults.get() {
            0 => Ok(()),
            count => Err(Failure::Answer(format!("{count} things were not as they have to be"))),
        }
    }
}

/// Tells whoever waits how far it is.
fn say(line: &str) {
    // Whoever has closed the stream does not want to know.
    let _ = writeln!(io::stderr().lock(), "{line}");
}
