//! The program `copia`: reads its configuration, puts the parts of a site together, and runs one command.

mod administration;
mod background;
mod cli;
mod configuration;
mod demo;
mod failure;
mod importing;
mod listening;
mod opening;
mod printing;
mod serve;
mod telemetry;

use clap::Parser as _;
use cli::{Cli, Command, Import};
use configuration::Configuration;
use failure::Failure;
use std::process::ExitCode;

/// Threads that answer requests: more than four would only take memory, since the database is what is waited for.
const MOST_THREADS: usize = 4;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(failure) => {
            printing::fail(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let configuration = match &cli.command {
        // A demonstration takes nothing from the file in which an installation is described.
        Command::Demo(demo) => demo::configuration(demo)?,
        Command::Serve(serve) => Configuration::read(cli.config.as_deref(), &serve.overrides())?,
        _ => Configuration::read(cli.config.as_deref(), &[])?,
    };
    telemetry::start(&configuration.log)?;
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().clamp(2, MOST_THREADS));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .max_blocking_threads(16)
        .enable_all()
        .build()
        .map_err(Failure::Runtime)?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(_) => serve::run(&configuration).await.map(|()| ExitCode::SUCCESS),
            Command::Demo(demo) => demo::run(&configuration, &demo).await.map(|()| ExitCode::SUCCESS),
            Command::Migrate => administration::migrate(&configuration).await.map(|()| ExitCode::SUCCESS),
            Command::Worker => serve::work(&configuration).await.map(|()| ExitCode::SUCCESS),
            Command::Import { what: Import::Record { folder } } => {
                importing::record(&configuration, &folder).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Doctor { what } => administration::doctor(&configuration, what).await,
        }
    })
}
