//! The log: one wide line for each request and each job, on the standard error stream. See docs/LOGGING.md.

use crate::{
    configuration::{Format, Log},
    failure::Failure,
};
use std::io;
use tracing_subscriber::EnvFilter;

pub(crate) fn start(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::builder().parse(&log.level).map_err(|error| {
        Failure::Configuration(format!(
            "log.level is `{}`, which is no level: use error, warn, info, debug or trace ({error})",
            log.level
        ))
    })?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match log.format {
        Format::Json => builder.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        Format::Pretty => {
            use io::IsTerminal as _;
            builder.with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()).try_init()
        }
    };
    started.map_err(|error| Failure::Configuration(format!("the log cannot be started: {error}")))
}
