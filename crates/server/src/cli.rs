//! What can be typed after `copia`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use copia_app::domain::time::Day;
use std::{net::IpAddr, path::PathBuf};

/// Communities of practice, and what they change.
#[derive(Debug, Parser)]
#[command(name = "copia", version, propagate_version = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// The configuration file; without it, `copia.toml` in this folder is read if it is there
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the site
    Serve(Serve),
    /// Serve a demonstration with a fictional university's programme
    Demo(Demo),
    /// Bring the database up to this version
    Migrate,
    /// Run the site's jobs without serving pages, beside processes that do (PostgreSQL)
    Worker,
    /// Take in what a programme has published about itself, on an empty installation
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Check what is kept against what it was counted or taken from
    Doctor {
        /// What to check; everything if left out
        what: Option<Check>,
    },
}

/// What `doctor` looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// Everything that the public pages state, against what stands behind it
    Claims,
    /// The counters, counted anew
    Counters,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A published record: a folder of CSV files such as demo/record
    Record {
        /// The folder
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,
    /// The port to listen on; 0 finds a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The folder for everything that is not in the database
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The database: sqlite:///path/copia.db or postgres://...
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

impl Serve {
    /// What was typed, as keys of the configuration.
    pub(crate) fn overrides(&self) -> Vec<(&'static str, String)> {
        let typed = [
            ("http.address", self.address.map(|address| address.to_string())),
            ("http.port", self.port.map(|port| port.to_string())),
            ("data.folder", self.data.as_ref().map(|folder| folder.display().to_string())),
            ("database.url", self.database_url.clone()),
        ];
        typed.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The port to listen on; 0 finds a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub(crate) port: u16,
    /// The folder for the demonstration; without it, one in your cache folder
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// How many people
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(120..=1_000_000))]
    pub(crate) people: Option<u32>,
    /// The date that the site shows when it starts, such as 2026-05-04; today if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Day>,
    /// The seed of chance: the same seed and date give the same site
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Remove the demonstration that is there, and build it anew
    #[arg(long)]
    pub(crate) reset: bool,
    /// Let so many days pass before it opens: what was due by then is done, such as closing surveys
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub(crate) later: Option<u16>,
    /// The database; without it, a SQLite file in the folder
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write the date as year, month and day: 2026-05-04".to_owned())
}
