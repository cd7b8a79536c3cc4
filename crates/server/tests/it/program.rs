//! Starting the program, waiting for what it says, and asking it for pages.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

/// The program with these arguments and nothing from this environment that it would read.
fn command(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copia"));
    command.args(arguments).env_clear().envs(environment.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn copia(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    command(arguments, environment).output().unwrap()
}

/// What a command that ended wrongly said.
pub(crate) fn refusal(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let output = copia(arguments, environment);
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The program while it serves. It ends with this value, however the test ends.
pub(crate) struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    /// The address that it printed.
    pub(crate) url: String,
    /// Everything that it printed up to and with its address, and after it what [`Running::until`] read.
    pub(crate) printed: String,
}

impl Running {
    /// Starts the program and waits for its address.
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child =
            command(arguments, environment).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut running = Self { child, out, url: String::new(), printed: String::new() };
        let line = running.until("http://");
        let from = line.find("http://").unwrap();
        running.url = line[from..].trim().to_owned();
        running
    }

    /// Reads on to the next line that holds a text, and gives that line.
    pub(crate) fn until(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "it ended before {text:?}: {}", self.printed);
            self.printed.push_str(&line);
            if line.contains(text) {
                return line;
            }
        }
    }

    /// Asks for a page: the status and the whole answer.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let host = self.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer)
    }

    pub(crate) fn port(&self) -> &str {
        self.url.rsplit(':').next().unwrap()
    }

    /// Sends the signal that a service manager sends.
    pub(crate) fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Ends the program as a service manager does; gives its exit code.
    pub(crate) fn stop(self) -> Option<i32> {
        self.terminate();
        self.stop_after_signal()
    }

    /// Waits for the end that was asked for; gives the exit code.
    pub(crate) fn stop_after_signal(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
