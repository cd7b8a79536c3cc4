//! Reports as PDF files, and their charts as pictures: set by `copia-report`, which is a program of its own.
//!
//! One at a time is set, each within a time limit; the last few are kept in memory under a digest of what they say, so
//! that one in which a quote has been taken back is never served again. Nothing of them is written down.

use crate::{Ctx, Error, Result, publications, quotes::Place};
use bytes::Bytes;
use copia_domain::reports::{Length, Quote, Report};
use sha2::{Digest as _, Sha256};
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{io::AsyncWriteExt as _, process::Command, sync::Semaphore, time::timeout};

/// How long one may take. A full report of a hundred claims takes about a second.
const LIMIT: Duration = Duration::from_secs(30);
/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many files are kept in memory.
const KEPT: usize = 8;
/// Bytes of a file that is kept in memory, at most.
const LARGEST: usize = 2 * 1024 * 1024;

/// What sets reports, and what it has set.
#[derive(Debug)]
pub(crate) struct Reports {
    program: Option<PathBuf>,
    turn: Semaphore,
    kept: Mutex<VecDeque<([u8; 32], Bytes)>>,
}

/// What is wanted of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The whole of it as a PDF file.
    Pdf(Length),
    /// One of its charts as a PNG picture, by its place, counted from 0.
    Chart(usize),
    /// The same chart as an SVG drawing.
    Drawing(usize),
}

impl Reports {
    /// With the program at this path, where it is installed.
    pub(crate) fn new(program: Option<PathBuf>) -> Self {
        Self { program, turn: Semaphore::new(1), kept: Mutex::default() }
    }

    fn find(&self, digest: &[u8; 32]) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(of, _)| of == digest).map(|(_, file)| file.clone())
    }

    fn keep(&self, digest: [u8; 32], file: &Bytes) {
        if file.len() > LARGEST {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT.saturating_sub(1));
        kept.push_front((digest, file.clone()));
    }
}

/// Whether reports can be set here.
pub fn is_installed(ctx: &Ctx) -> bool {
    ctx.app.reports.program.is_some()
}

/// A publication's report as it may be read today: each quote as it stands, or what stands in its place, in the words
/// of `gone`. `None` for a publication that has none.
///
/// # Errors
/// [`Error::NotFound`] for a publication that the viewer may not know of; [`Error::Store`].
pub async fn of_publication(ctx: &Ctx, slug: &str, gone: impl Fn(&Place) -> Quote) -> Result<Option<Report>> {
    let view = publications::look(ctx, slug).await?;
    if view.publication.report.is_empty() {
        return Ok(None);
    }
    let damaged = |error: serde_json::Error| Error::Internal(format!("the report of {slug} is damaged: {error}"));
    let mut report: Report = serde_json::from_str(&view.publication.report).map_err(damaged)?;
    for quote in report.themes.iter_mut().flat_map(|theme| &mut theme.quotes) {
        let (_, marked) = publications::split(&quote.text);
        let place = marked.first().and_then(|one| view.places.iter().find(|(of, _)| of == one));
        // A mark that the page does not have stands for a quote that nobody may read.
        *quote = gone(place.map_or(&Place::Ended, |(_, place)| place));
    }
    Ok(Some(report))
}

/// Sets a report.
///
/// # Errors
/// [`Error::NotNow`] where the program is not installed (`report-absent`) and where too many wait for it
/// (`report-busy`); [`Error::NotFound`] for a chart that it does not have; [`Error::Internal`] where it cannot be set.
pub async fn set(ctx: &Ctx, report: Report, wanted: Wanted) -> Result<Bytes> {
    let reports = &ctx.app.reports;
    let Some(program) = &reports.program else { return Err(Error::NotNow("report-absent")) };
    let (length, chart) = match wanted {
        Wanted::Pdf(length) => (length, None),
        Wanted::Chart(place) | Wanted::Drawing(place) => (Length::Full, Some(place)),
    };
    if chart.is_some_and(|place| place >= report.themes.iter().map(|theme| theme.charts.len()).sum()) {
        return Err(Error::NotFound);
    }
    let report = Report { length, ..report };
    let input = serde_json::to_vec(&report).map_err(|error| Error::Internal(error.to_string()))?;
    let digest: [u8; 32] = Sha256::new().chain_update(format!("{wanted:?}")).chain_update(&input).finalize().into();
    if let Some(file) = reports.find(&digest) {
        return Ok(file);
    }
    let turn = timeout(PATIENCE, reports.turn.acquire()).await.map_err(|_| Error::NotNow("report-busy"))?;
    // Whoever waited may have waited for the same.
    if let Some(file) = reports.find(&digest) {
        return Ok(file);
    }
    let file = run(program, wanted, &input).await?;
    drop(turn);
    reports.keep(digest, &file);
    Ok(file)
}

async fn run(program: &Path, wanted: Wanted, input: &[u8]) -> Result<Bytes> {
    let failed = |why: String| Error::Internal(format!("{} could not set a report: {why}", program.display()));
    let mut command = Command::new(program);
    match wanted {
        Wanted::Pdf(_) => {}
        Wanted::Chart(place) => drop(command.args(["--chart", &place.to_string()])),
        Wanted::Drawing(place) => drop(command.args(["--svg", "--chart", &place.to_string()])),
    }
    // It needs nothing of the site's environment, in which secrets may stand.
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let stdin = child.stdin.take();
    let write = async {
        if let Some(mut stdin) = stdin {
            stdin.write_all(input).await?;
        }
        Ok::<(), std::io::Error>(())
    };
    let work = async { tokio::join!(write, child.wait_with_output()) };
    let (written, output) = timeout(LIMIT, work).await.map_err(|_| failed("it took too long".to_owned()))?;
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    written.map_err(|error| failed(error.to_string()))?;
    Ok(Bytes::from(output.stdout))
}
