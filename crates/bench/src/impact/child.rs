//! Programs that run once and end: how long, and how much memory.

use crate::{failure::Failure, process, server::rest};
use std::{
    io::{Read as _, Write as _},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How often each is run; the middle one counts.
pub(super) const RUNS: usize = 5;
/// How often its memory is looked at.
const LOOK: Duration = Duration::from_millis(2);

/// How a program ran.
#[derive(Debug, Clone)]
pub(super) struct Ran {
    pub(super) whole: Duration,
    /// The highest memory, in kB.
    pub(super) peak: u64,
    pub(super) output: Vec<u8>,
}

/// Runs a program with an input. It has to end well.
pub(super) fn run(command: &mut Command, input: &[u8]) -> Result<Ran, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let began = Instant::now();
    let mut child = command.spawn().map_err(Failure::doing(format!("starting {name}")))?;
    let pid = i32::try_from(child.id()).unwrap_or_default();
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (ran, output) = std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let read = scope.spawn(move || {
            let mut output = Vec::new();
            stdout.map(|mut stdout| stdout.read_to_end(&mut output));
            output
        });
        let mut peak = 0;
        let ended = loop {
            // It may have ended since it was asked.
            peak = process::peak(pid).unwrap_or(peak).max(peak);
            match child.try_wait().map_err(Failure::doing(format!("waiting for {name}"))) {
                Ok(None) => rest(LOOK),
                Ok(Some(status)) => break Ok((began.elapsed(), peak, status)),
                Err(failure) => break Err(failure),
            }
        };
        (ended, read.join().unwrap_or_default())
    });
    let (whole, peak, status) = ran?;
    if !status.success() {
        return Err(Failure::Server(format!("{name} ended with {status}:\n{}", String::from_utf8_lossy(&output))));
    }
    Ok(Ran { whole, peak, output })
}

/// Runs it several times: the middle one, and the longest.
pub(super) fn several(mut make: impl FnMut() -> Command, input: &[u8]) -> Result<(Ran, Duration), Failure> {
    let mut all = Vec::new();
    for _ in 0..RUNS {
        all.push(run(&mut make(), input)?);
    }
    all.sort_by_key(|ran| ran.whole);
    let longest = all.last().map_or(Duration::ZERO, |ran| ran.whole);
    let middle = all.get(RUNS / 2).cloned();
    middle.map(|ran| (ran, longest)).ok_or_else(|| Failure::Server("nothing was run".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_given_its_input_and_read() {
        let (ran, longest) = several(|| Command::new("cat"), b"words").unwrap();
        assert_eq!(ran.output, b"words");
        assert!(longest >= ran.whole);
        assert!(run(&mut Command::new("false"), b"").is_err());
    }
}
