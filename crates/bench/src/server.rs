//! A demonstration served by the built program, as a child of this process.

use crate::{
    client::{Client, Request},
    failure::Failure,
    process,
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

/// How long building a demonstration of any size may take.
const BUILDING: Duration = Duration::from_mins(30);
/// How long stopping may take.
const STOPPING: Duration = Duration::from_secs(30);
/// How long the server may be busy with itself before it is measured: indexing everybody for the search.
const SETTLING: Duration = Duration::from_mins(10);

/// What to start.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// The program.
    pub(crate) copia: PathBuf,
    /// The folder for everything that the site keeps outside PostgreSQL.
    pub(crate) data: PathBuf,
    /// The address of the database; without it, SQLite in the folder.
    pub(crate) database_url: Option<String>,
    pub(crate) people: u32,
    /// Settings that it has besides.
    pub(crate) settings: Vec<(&'static str, PathBuf)>,
}

/// A running one.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) pid: i32,
    pub(crate) address: SocketAddr,
    /// From starting the process to its first answer to `GET /`.
    pub(crate) started_in: Duration,
}

impl Site {
    pub(crate) fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// Starts it and waits for its first answer; builds the demonstration where there is none.
    pub(crate) fn start(&self) -> Result<Server, Failure> {
        self.start_with(&[])
    }

    /// The same after so many days.
    pub(crate) fn start_later(&self, days: usize) -> Result<Server, Failure> {
        self.start_with(&["--later", &days.to_string()])
    }

    fn start_with(&self, arguments: &[&str]) -> Result<Server, Failure> {
        let log = File::options().create(true).append(true).open(self.log());
        let log = log.map_err(Failure::doing(self.log().display().to_string()))?;
        // The server ends with this process, however that ends.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(&self.copia).arg("demo").arg("--data").arg(&self.data);
        command.args(["--port", "0", "--as-of", "2026-05-04", "--people", &self.people.to_string()]);
        command.args(arguments).envs(self.settings.iter().map(|(name, value)| (name, value)));
        // One line for each request is part of what a request costs.
        command.env("COPIA_LOG_LEVEL", "info").env_remove("COPIA_DATABASE_URL");
        if let Some(url) = &self.database_url {
            command.env("COPIA_DATABASE_URL", url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let began = Instant::now();
        let mut child = command.spawn().map_err(Failure::doing(format!("starting {}", self.copia.display())))?;
        let printed = lines(&mut child);
        let pid = i32::try_from(child.id()).unwrap_or_default();
        let mut server = Server { child, pid, address: ([127, 0, 0, 1], 0).into(), started_in: Duration::ZERO };
        while server.address.port() == 0 {
            let left = BUILDING.saturating_sub(began.elapsed());
            let line = printed.recv_timeout(left).map_err(|_| self.has_not("printed its address"))?;
            server.address = address_in(&line).unwrap_or(server.address);
        }
        let first = Client::connect(server.address)?.send(&Request::get(server.address, "/", None))?;
        server.started_in = began.elapsed();
        if first.status != 200 {
            return Err(self.has_not(&format!("answered GET / but with {}", first.status)));
        }
        Ok(server)
    }

    fn has_not(&self, done: &str) -> Failure {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let end: Vec<&str> = log.lines().rev().take(10).collect();
        let end: Vec<&str> = end.into_iter().rev().collect();
        Failure::Server(format!("the server has not {done}:\n{}", end.join("\n")))
    }
}

/// What the server prints, line by line.
fn lines(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let output = child.stdout.take();
    std::thread::spawn(move || {
        for line in output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok) {
            // Once the address is known nobody listens, and what follows is read only to be out of the way.
            let _ = sender.send(line);
        }
    });
    receiver
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = line.split_once("http://")?.1;
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ':').unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

impl Server {
    /// Waits until the server has been at rest for two seconds.
    pub(crate) fn settle(&self) -> Result<(), Failure> {
        let began = Instant::now();
        let (mut calm, mut before) = (0, process::cpu(self.pid)?);
        while calm < 4 && began.elapsed() < SETTLING {
            rest(Duration::from_millis(500));
            let now = process::cpu(self.pid)?;
            calm = if now.saturating_sub(before) < Duration::from_millis(10) { calm + 1 } else { 0 };
            before = now;
        }
        Ok(())
    }

    /// Asks it to end, and ends it where it does not.
    pub(crate) fn stop(mut self) -> Result<(), Failure> {
        // Where it has ended by itself there is nobody to ask.
        let _ = kill(Pid::from_raw(self.pid), Signal::SIGTERM);
        let began = Instant::now();
        while began.elapsed() < STOPPING {
            if self.child.try_wait().map_err(Failure::doing("waiting for the server to end"))?.is_some() {
                return Ok(());
            }
            rest(Duration::from_millis(20));
        }
        Err(Failure::Server("the server does not stop when asked to".to_owned()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail where it has ended, which is what they are for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets time pass.
#[expect(clippy::disallowed_methods, reason = "being left alone is what is measured, or has no event to wait for")]
pub(crate) fn rest(time: Duration) {
    std::thread::sleep(time);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_what_is_printed() {
        let address = |line: &str| address_in(line).map(|address| address.to_string());
        assert_eq!(address("It is open at http://127.0.0.1:8080"), Some("127.0.0.1:8080".to_owned()));
        assert_eq!(address("  Ada  http://127.0.0.1:81/demo/sign-in/ada"), Some("127.0.0.1:81".to_owned()));
        assert_eq!(address("Sign in as"), None);
    }
}
