//! Measures a built `copia` from outside: `bin/bench` builds it, starts a private PostgreSQL and runs this.
//!
//! Each page is measured on a demonstration of each size on each database, and stated as a ratio to a static page of
//! 20 KB that the same process serves in the same run, because only the ratio can be compared between machines.

mod aims;
mod client;
mod failure;
mod load;
mod machine;
mod measured;
mod postgres;
mod process;
mod report;
mod room;
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
    /// Requests to each page, on one connection and again on several
    #[arg(long, value_name = "N")]
    requests: Option<usize>,
}

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
    if let Some(listeners) = cli.room {
        return measure_room(cli, listeners, postgres.as_ref(), folder.path());
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
    if missing.is_empty() { Ok(()) } else { Err(Failure::Answer(format!("not measured:\n{}", missing.join("\n")))) }
}

/// Measures a room on each database, with the fewest people that were asked for.
fn measure_room(cli: &Cli, listeners: usize, postgres: Option<&Postgres>, folder: &Path) -> Result<(), Failure> {
    let people = cli.people.iter().copied().min().unwrap_or(2_500);
    for postgres in std::iter::once(None).chain(postgres.map(Some)) {
        let name = "copia_bench_room";
        let database = if postgres.is_some() { "PostgreSQL" } else { "SQLite" };
        say(&format!("A room on {database}"));
        let database_url = postgres.map(|postgres| postgres.create(name)).transpose()?;
        let site = Site { copia: cli.copia.clone(), data: folder.join(database), database_url, people };
        let heard = room::measure(&site, listeners, &mut say)?;
        let text = format!("{database}\n{}", heard.text());
        io::stdout().lock().write_all(text.as_bytes()).map_err(Failure::doing("printing"))?;
        if let Some(postgres) = postgres {
            postgres.drop(name)?;
        }
    }
    Ok(())
}

/// Tells whoever waits how far it is.
fn say(line: &str) {
    // Whoever has closed the stream does not want to know.
    let _ = writeln!(io::stderr().lock(), "{line}");
}
