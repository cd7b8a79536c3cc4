//! The private PostgreSQL that `bin/bench` started: databases in it, and what its processes cost.

use crate::{failure::Failure, process};
use std::{fs, process::Command, time::Duration};

/// In what Linux tells programs the time of ended children, whatever it counts in itself.
const TICK: Duration = Duration::from_millis(10);

/// The server.
#[derive(Debug, Clone)]
pub(crate) struct Postgres {
    /// Its address, with the database that is always there.
    pub(crate) url: String,
    /// Its first process; the others are its children.
    pub(crate) pid: i32,
}

impl Postgres {
    /// Makes an empty database and answers with its address.
    pub(crate) fn create(&self, name: &str) -> Result<String, Failure> {
        self.psql(&format!("CREATE DATABASE {name}"))?;
        let server = self.url.rsplit_once('/').map_or(self.url.as_str(), |(server, _)| server);
        Ok(format!("{server}/{name}"))
    }

    pub(crate) fn drop(&self, name: &str) -> Result<(), Failure> {
        self.psql(&format!("DROP DATABASE {name} WITH (FORCE)")).map(drop)
    }

    /// What it calls itself, and whether what it acknowledges survives a power cut.
    pub(crate) fn describe(&self) -> Result<String, Failure> {
        let say = "SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') \
                   || ', synchronous_commit ' || current_setting('synchronous_commit') \
                   || ', shared_buffers ' || current_setting('shared_buffers')";
        self.psql(say)
    }

    fn psql(&self, statement: &str) -> Result<String, Failure> {
        let mut command = Command::new("psql");
        command.args(["-qXAt", "-v", "ON_ERROR_STOP=1", &self.url, "-c", statement]);
        let ran = command.output().map_err(Failure::doing("running psql"))?;
        if !ran.status.success() {
            return Err(Failure::Server(format!("psql: {}", String::from_utf8_lossy(&ran.stderr).trim())));
        }
        Ok(String::from_utf8_lossy(&ran.stdout).trim().to_owned())
    }

    /// The CPU time of all its processes so far, those that have ended with it.
    pub(crate) fn cpu(&self) -> Result<Duration, Failure> {
        let mut sum = process::cpu(self.pid)?.saturating_add(ended(self.pid)?);
        let entries = fs::read_dir("/proc").map_err(Failure::doing("/proc"))?;
        for pid in entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok()) {
            // A process that ends meanwhile is counted by its parent from then on.
            if stat(pid).is_some_and(|stat| parent(&stat) == Some(self.pid)) {
                sum = sum.saturating_add(process::cpu(pid).unwrap_or_default());
            }
        }
        Ok(sum)
    }
}

/// The fields of `/proc/PID/stat` after the name, which may itself hold blanks.
fn stat(pid: i32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(stat.rsplit_once(") ")?.1.split(' ').map(str::to_owned).collect())
}

fn parent(stat: &[String]) -> Option<i32> {
    stat.get(1)?.parse().ok()
}

/// The CPU time of children that have ended.
fn ended(pid: i32) -> Result<Duration, Failure> {
    let stat = stat(pid).ok_or_else(|| Failure::Server(format!("PostgreSQL's process {pid} has ended")))?;
    let ticks: u64 = stat.iter().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Ok(TICK.saturating_mul(u32::try_from(ticks).unwrap_or(u32::MAX)))
}
