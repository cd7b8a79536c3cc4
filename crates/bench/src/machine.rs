//! On what was measured: figures of different machines cannot be compared, ratios a little.

use crate::{failure::Failure, postgres::Postgres};
use std::{fs, process::Command};

/// The machine and the programs, a line each.
pub(crate) fn describe(postgres: Option<&Postgres>) -> Result<Vec<String>, Failure> {
    let cpus = fs::read_to_string("/proc/cpuinfo").map_err(Failure::doing("/proc/cpuinfo"))?;
    let model = cpus.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = after("/proc/meminfo", "MemTotal:").and_then(|kb| kb.split(' ').next()?.parse::<u64>().ok());
    let system = after("/etc/os-release", "PRETTY_NAME=").unwrap_or_default().replace('"', "");
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let mut lines = vec![
        format!(
            "{}, copia {}",
            said("date", &["-u", "+%-d %B %Y, %H:%M UTC"])?,
            said("git", &["describe", "--always", "--dirty"])?
        ),
        format!(
            "{cores} cores ({}), {} MB of memory",
            model.map_or("unknown", |(_, name)| name),
            memory.unwrap_or(0) / 1024
        ),
        format!("{system}, Linux {}, {}", kernel.trim(), said("rustc", &["--version"])?),
    ];
    if let Some(postgres) = postgres {
        lines.push(postgres.describe()?);
    }
    Ok(lines)
}

/// How many processes have wanted a core in the last minute: the measurement itself is about two.
pub(crate) fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn after(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix(key)).map(|rest| rest.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> Result<String, Failure> {
    let ran = Command::new(program).args(arguments).output().map_err(Failure::doing(format!("running {program}")))?;
    Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
}
