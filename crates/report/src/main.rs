//! `copia-report`: reads a report as JSON and writes it as a tagged PDF file, or one of its charts as a picture.
//!
//! It is a program of its own because setting type takes a large build and a lot of memory, which the server need not
//! have; it ends after one report. It reads nothing but its input and opens no connection.

mod set;
mod world;

use clap::Parser;
use copia_domain::reports::Report;
use set::Failure;
use std::{
    io::{Read, Write},
    process::ExitCode,
};

/// Reads a report as JSON from its input and writes a PDF file (PDF/UA-1) to its output.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Writes the chart at this place, counted from 0, as a PNG picture instead.
    #[arg(long, value_name = "PLACE")]
    chart: Option<usize>,
    /// Writes that chart as an SVG drawing.
    #[arg(long, requires = "chart")]
    svg: bool,
}

/// Bytes of input that are read at most.
const LONGEST: u64 = 16 * 1024 * 1024;

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // The caller shows this to the administrator, who can do something about it.
            let _ = writeln!(std::io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    let mut input = Vec::new();
    std::io::stdin().take(LONGEST + 1).read_to_end(&mut input)?;
    if u64::try_from(input.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(Failure::TooLong);
    }
    // It is read here first, so that what is no report is told from a fault in setting it.
    let report: Report = serde_json::from_slice(&input)?;
    let output = match options.chart {
        Some(place) if options.svg => set::drawing(&report, place)?.into_bytes(),
        Some(place) => set::picture(&report, place)?,
        None => set::pdf(&report)?,
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&output)?;
    Ok(out.flush()?)
}
